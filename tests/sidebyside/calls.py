"""Run every scenario under the interpreter at hand and print as JSON what came back."""

from __future__ import annotations

import dataclasses
import functools
import json
import sys
import uuid
from typing import TYPE_CHECKING, Any

import requests

from tests.support.ids import COMPANY_ID, SYNC_ID, TRANSACTION_ID

from . import surface
from .public import (
    POLICIES,
    REQUESTS,
    client,
    errors,
    operations,
    outcome,
    sdk,
    sdkconfiguration,
    shared,
    utils,
)
from .samples import DATE
from .scenarios import IDS, SCENARIOS
from .shapes import SHAPES

if TYPE_CHECKING:
    from collections.abc import Callable

    from .classes import Plan


def get(url: str | None, company: Any = COMPANY_ID, sync: Any = SYNC_ID, **settings: Any) -> Any:
    """Call `get`."""
    return client(url, **settings).sync.get(operations.GetSyncByIDRequest(company, sync))


def customer(url: str, customer_id: Any) -> Any:
    """Get a customer, whose identifier may be any text."""
    request = operations.GetCustomerRequest(COMPANY_ID, customer_id)
    return client(url).customers.get(request)


def expense(url: str, **fields: Any) -> Any:
    """Create an expense."""
    right = {"id": TRANSACTION_ID, "issue_date": DATE, "currency": "GBP", "type": "Payment"}
    body = shared.CreateExpenseRequest([shared.ExpenseTransaction(**{**right, **fields})])
    request = operations.CreateExpenseTransactionRequest(COMPANY_ID, body)
    return client(url).expenses.create(request)


def initiate(url: str, *body: Any) -> Any:
    """Call `initiate_sync`."""
    return client(url).sync.initiate_sync(operations.InitiateSyncRequest(COMPANY_ID, *body))


def scripted(url: str, operation: str, policy: str) -> Any:
    """Call what a scripted scenario names."""
    ids = {"company_id": COMPANY_ID, **({"sync_id": SYNC_ID} if operation == "get" else {})}
    method = getattr(client(url, retry_config=POLICIES[policy]).sync, operation)
    return method(REQUESTS[operation](**ids))


def on_servers(url: str, rebind: bool = False, server_url: str | None = None, idx: Any = 1) -> Any:
    """Call by way of `SERVERS`, changed in place or bound anew."""
    before = sdkconfiguration.SERVERS
    servers = ["http://127.0.0.1:9", url]
    try:
        if rebind:
            sdkconfiguration.SERVERS = servers
            return get(server_url, server_idx=idx)
        before[:], kept = servers, before[:]
        try:
            return get(server_url, server_idx=idx)
        finally:
            before[:] = kept
    finally:
        sdkconfiguration.SERVERS = before


def own_session(url: str) -> Any:
    """Call on a Session that has headers and parameters of its own; tell what became of them."""
    session = requests.Session()
    session.headers.update({"X-Own": "1", "Accept": "text/csv", "Authorization": "Own"})
    session.params = {"own": "2"}
    return get(url, client=session), session.headers.get("Authorization")


def positional(url: str) -> Any:
    """Call on a client whose settings are all given by position."""
    session, policy = requests.Session(), POLICIES["none"]
    made = sdk.CodatSyncExpenses(
        shared.Security("Basic key"), 0, url.replace("positional", "{x}"), {"x": "positional"},
        session, policy,
    )  # fmt: skip
    result = made.sync.get(operations.GetSyncByIDRequest(COMPANY_ID, SYNC_ID), POLICIES["none"])
    now = made.sdk_configuration
    return result, now.client is session, now.retry_config is policy


def reconfigured(url: str) -> Any:
    """Call after the configuration of the client was changed."""
    made = client("http://127.0.0.1:9")
    made.sdk_configuration.server_url = url
    return made.sync.get(operations.GetSyncByIDRequest(COMPANY_ID, SYNC_ID))


CALLS: dict[str, Callable[[str], Any]] = {
    "dataset-ids": lambda url: initiate(url, shared.InitiateSync(["d1", "d2"])),
    "dataset-ids-by-name": lambda url: initiate(url, shared.InitiateSync(dataset_ids=["é"])),
    "dataset-ids-empty": lambda url: initiate(url, shared.InitiateSync([])),
    "dataset-ids-none": lambda url: initiate(url, shared.InitiateSync()),
    "no-body": lambda url: initiate(url, None),
    "body-left-out": initiate,
    **{f"id-{name}": functools.partial(customer, customer_id=each) for name, each in IDS.items()},
    "uuid-upper-case": lambda url: get(url, COMPANY_ID.upper()),
    "uuid-object": lambda url: get(url, uuid.UUID(COMPANY_ID)),
    "uuid-without-hyphens": lambda url: get(url, COMPANY_ID.replace("-", "")),
    "form-company": lambda url: get(url, "c1"),
    "form-int": lambda url: get(url, COMPANY_ID, 7),
    "form-expense": lambda url: expense(url, id="e1"),
    "form-date": lambda url: expense(url, issue_date="04/05/2026"),
    "form-currency": lambda url: expense(url, currency="gbp"),
    "form-case": lambda url: expense(url, type="payment"),
    "trailing-slash": lambda url: get(url + "/"),
    "url-params": lambda url: get(
        url.replace("url", "{x}"), url_params={"x": "url", "unused": "1"}
    ),
    "server-idx": on_servers,
    "servers-replaced": lambda url: on_servers(url, rebind=True),
    "server-idx-out-of-range": lambda url: on_servers(url, idx=2),
    "server-url-first": lambda url: on_servers("http://127.0.0.1:9", server_url=url),
    "server-url-empty": lambda url: on_servers(url, server_url=""),
    "no-security": lambda url: get(url, security=None),
    "own-session": own_session,
    "positional": positional,
    "reconfigured": reconfigured,
    "retries-none": lambda url: get(url, retry_config=utils.RetryConfig("none", None, False)),
    "user-agent": get,
}


def plain(value: Any) -> Any:
    """Tell in what JSON can hold a value that JSON has no form for."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        held = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
        return {"class": type(value).__name__, "fields": held}
    if isinstance(value, Exception):
        known = isinstance(value, errors.SDKError)
        names = ("message", "status_code", "body", "raw_response") if known else ()
        held = {name: getattr(value, name) for name in names}
        return {"class": "SDKError" if known else type(value).__name__, "str": str(value), **held}
    if isinstance(value, requests.Response):
        return {"class": "Response", "is": [value.status_code, value.text]}
    return repr(value)


def main(server: str, plan: Plan) -> None:
    """Run everything against the server."""
    scripts: dict[str, Callable[[str], Any]] = {
        name: functools.partial(scripted, operation=told.operation, policy=told.policy)
        for name, told in SCENARIOS.items()
    }
    steps = {**scripts, **CALLS, **SHAPES, **dict(surface.steps(plan))}.items()
    got = {name: outcome(functools.partial(step, f"{server}/{name}")) for name, step in steps}
    json.dump(got, sys.stdout, default=plain)


if __name__ == "__main__":
    main(sys.argv[1], json.load(sys.stdin))
