"""One client, whichever is installed, asked over standard input what it does.

Each line of input is JSON: the name of a function below, and its keywords. Each line of output is
its answer. The file runs alone in the environments of 3.1.0 and 9.0.0, so it imports nothing of
this repository.
"""

from __future__ import annotations

import asyncio
import importlib
import importlib.metadata
import importlib.util
import json
import sys
import threading
import time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

NINE = importlib.util.find_spec("codat_sync_for_expenses") is not None
PACKAGE = "codat_sync_for_expenses" if NINE else "codatsyncexpenses"
KEY = "Basic c2FuZGJveA=="
EXPENSE = "4d7c6929-7770-412b-91bb-44d3bc71d999"
LIMIT = 20.0  # seconds after which a call counts as one that does not end


def module(name: str) -> Any:
    """Return a module of the package."""
    return importlib.import_module(f"{PACKAGE}.{name}")


def client(url: str, seconds: float | None = 2.0) -> Any:
    """Return a client that retries for 4 s, with a timeout where the package has one."""
    shared, utils = module("models.shared"), module("utils")
    retries = module("utils.retries") if NINE else utils
    policy = retries.RetryConfig("backoff", retries.BackoffStrategy(20, 200, 1.5, 4000), True)
    settings: dict[str, Any] = {"server_url": url, "retry_config": policy}
    if seconds is not None and NINE:
        settings["timeout_ms"] = int(seconds * 1000)
    elif seconds is not None and hasattr(module("models.errors"), "CodatError"):
        settings["timeout"] = seconds
    sdk = importlib.import_module(PACKAGE)
    return sdk.CodatSyncExpenses(security=shared.Security(auth_header=KEY), **settings)


def get(s: Any, company_id: str) -> Any:
    """Read a company."""
    if NINE:
        return s.companies.get(request={"company_id": company_id})
    return s.companies.get(module("models.operations").GetCompanyRequest(company_id=company_id))


def create(s: Any) -> Any:
    """Create a company."""
    if NINE:
        return s.companies.create(request={"name": "Toft stores"})
    return s.companies.create(module("models.shared").CompanyRequestBody(name="Toft stores"))


def outcome(call: Callable[[], Any], name: str | None = None, limit: float = LIMIT) -> str:
    """Return how a call ends: the value, an error of the package or another, neither, no end."""
    ends: list[str] = []

    def run() -> None:
        try:
            res = call()
        except Exception as error:  # noqa: BLE001
            own = type(error).__module__.startswith(PACKAGE)
            ends.append("error" if own else f"foreign: {type(error).__name__}")
            return
        value = res if NINE else res.company
        if value is not None and getattr(value, "name", None) is not None:
            ends.append("value" if value.name == name else "wrong value")
        else:
            ends.append("error" if getattr(res, "error_message", None) else "neither")

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(limit)
    return ends[0] if ends else f"no end in {limit:.0f} s"


def fault(url: str, company_id: str, name: str) -> str:
    """Read a company of that name from a server that answers with a fault."""
    return outcome(lambda: get(client(url), company_id), name)


def write(url: str) -> str:
    """Create a company."""
    return outcome(lambda: create(client(url)), "Toft stores")


def silence(url: str, company_id: str, name: str) -> str:
    """Read from a server that does not answer, with the timeout that is set by default."""
    began = time.monotonic()
    ended = outcome(lambda: get(client(url, seconds=None), company_id), name, limit=60)
    return (
        ended if ended.startswith("no end") else f"{ended} after {time.monotonic() - began:.0f} s"
    )


def amount(url: str, company_id: str, text: str) -> str:
    """Send an expense of an amount, which the server records."""
    s, shared, operations = client(url), module("models.shared"), module("models.operations")
    kind = shared.ExpenseTransactionType.PAYMENT
    date = "2026-05-04T00:00:00Z"
    value: Any = float(text[1:]) if text.startswith("f") else Decimal(text)
    line = shared.ExpenseTransactionLine(
        net_amount=value, tax_amount=Decimal(0), account_ref=shared.RecordRef(id="6")
    )
    expense = shared.ExpenseTransaction(
        id=EXPENSE, type=kind, issue_date=date, currency="GBP", lines=[line]
    )
    try:
        if NINE:
            s.expenses.create(request={"company_id": company_id, "request_body": [expense]})
        else:
            today = hasattr(module("models.errors"), "CodatError")
            body = [expense] if today else shared.CreateExpenseRequest(items=[expense])
            s.expenses.create(operations.CreateExpenseTransactionRequest(company_id, body))
    except Exception as error:  # noqa: BLE001
        return f"{type(error).__name__}"
    return "sent"


def identifier(url: str, company_id: str) -> str:
    """Read a company by an id that is none."""
    return outcome(lambda: get(client(url), company_id))


def secret() -> bool:
    """Return whether the `repr` of a `Security` shows the credential."""
    return "c2FuZGJveA" in repr(module("models.shared").Security(auth_header=KEY))


def at_once(url: str, company_id: str, calls: int) -> str:
    """Return how long calls that are awaited at once take, and how many threads they start."""

    async def make() -> str:
        s = client(url) if NINE else awaited(url)

        async def call() -> None:
            if NINE:
                await s.companies.get_async(request={"company_id": company_id})
            else:
                await s.companies.get(company_id=company_id)

        before = threading.active_count()
        await call()  # the first one loads what it needs
        began = time.monotonic()
        await asyncio.gather(*(call() for _ in range(calls)))
        seconds, threads = time.monotonic() - began, threading.active_count() - before
        return f"{seconds:.1f} s, {threads} threads"

    return asyncio.run(make())


def awaited(url: str) -> Any:
    """Return an asynchronous client."""
    security = module("models.shared").Security(auth_header=KEY)
    return importlib.import_module(PACKAGE).AsyncCodatSyncExpenses(security, server_url=url)


def features() -> dict[str, bool]:
    """Return which features a client has, by the names of their methods."""
    s = client("http://127.0.0.1:9")
    folder = Path(importlib.import_module(PACKAGE).__path__[0])
    return {
        "list of all pages": hasattr(s.companies, "list_all"),
        "wait for a sync": hasattr(s.sync, "wait"),
        "webhook signatures": importlib.util.find_spec(f"{PACKAGE}.webhooks") is not None,
        "sandbox": importlib.util.find_spec(f"{PACKAGE}.sandbox") is not None,
        "py.typed": (folder / "py.typed").exists(),
        "expenses of today's flow": hasattr(s, "reimbursements"),
    }


def size() -> str:
    """Return how many packages are installed, pip and setuptools apart, and their size."""
    ignored = {"pip", "setuptools", "wheel"}
    installed = [
        each
        for each in importlib.metadata.distributions()
        if each.metadata["Name"].lower() not in ignored
    ]
    files = [file for each in installed for file in each.files or [] if file.suffix != ".pyc"]
    places = [Path(str(file.locate())) for file in files]
    total = sum(place.stat().st_size for place in places if place.is_file())
    return f"{len(installed)} packages, {total / 1e6:.1f} MB"


def main() -> None:
    """Answer each line of input."""
    known: dict[str, Callable[..., Any]] = {
        each.__name__: each
        for each in (fault, write, silence, amount, identifier, secret, at_once, features, size)
    }
    for text in sys.stdin:
        asked: dict[str, Any] = json.loads(text)
        answer = known[asked.pop("probe")](**asked)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
