"""Asks a sandbox by the names of its operations, and holds the answers against the contract."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from codatsyncexpenses.sandbox import companies
from codatsyncexpenses.sandbox._api.routes import ROUTES
from codatsyncexpenses.sandbox.companies import Company
from tests.calling import UNKNOWN, Caller
from tests.contract import CONTRACT, check_answer


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(map(str.title, others))


def served() -> dict[str, tuple[str, str]]:
    """Give the method and the path template of each operation that the sandbox has."""
    found: dict[str, tuple[str, str]] = {}
    for rule in ROUTES.iter_rules():
        words = [
            "{" + _camel(step[1:-1]) + "}" if step.startswith("<") else step
            for step in rule.rule.split("/")
        ]
        (method,) = (rule.methods or set()) - {"HEAD"}
        found[rule.endpoint] = (method, "/".join(words))
    return found


SERVED = served()


class Asker:
    """Asks a sandbox for operations, and gives what is answered."""

    def __init__(self, call: Caller) -> None:
        self.call = call
        self.sandbox = call.sandbox

    def __call__(
        self,
        operation: str,
        status: int = 200,
        company: Company | str = companies.SUCCEEDS,
        *,
        ids: Mapping[str, str] | None = None,
        query: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
        **options: Any,
    ) -> Any:
        """Send a request, and expect a status; ids are those of the documentation if not given."""
        method, template = SERVED[operation]
        known = {"connectionId": companies.CONNECTION_ID, "syncId": companies.SUCCEEDED_SYNC_ID}
        known |= {"transactionId": companies.WRITTEN_TRANSACTION_ID, **(ids or {})}
        known |= {"companyId": company if isinstance(company, str) else company.id}
        answer = self.call(
            method,
            template.format_map(known),
            known["companyId"],
            params=query,
            headers=headers,
            **options,
        )
        assert answer.status_code == status, answer.text
        body = answer.json() if answer.content else None
        if template in CONTRACT["paths"] and body is not None:
            check_answer(method, template, status, body)
        return body

    def error(self, operation: str, status: int, *arguments: Any, **options: Any) -> str:
        """Send a request that is refused, and give what is said of it."""
        return str(self(operation, status, *arguments, **options)["error"])

    def new_company(self, platform: str = "gbol") -> str:
        """Make a company over HTTP that is connected, configured and read."""
        company = self("create-company", json={"name": "Acme"})["id"]
        made = self("create-connection", 200, company, json={"platformKey": platform})
        self.call.session.get(made["linkUrl"])
        self("create-partner-expense-connection", 200, company)
        names = ("bankAccount", "supplier", "customer")
        self("set-company-configuration", 200, company, json={name: {"id": "1"} for name in names})
        self.sandbox.advance(3)
        return str(company)

    def connection(self, company: str) -> str:
        """Give the id of the connection of a company to its accounting software."""
        found = self("list-connections", 200, company)["results"]
        return next(str(each["id"]) for each in found if each["sourceType"] == "Accounting")

    def end(self, sync_id: str, company: Company | str = companies.SUCCEEDS) -> int:
        """Let a sync run to its end, and give its code."""
        self.sandbox.advance(3)
        told = self("get-sync-by-id", 200, company, ids={"syncId": sync_id})
        return int(told["syncStatusCode"])


def unknown(template: str) -> str:
    """Put ids into a path that name nothing, but for the company and the sync."""
    known = {"companyId": "{companyId}", "syncId": "{syncId}"}
    return template.format_map(_Unknown(known))


class _Unknown(dict[str, str]):
    def __missing__(self, _: str) -> str:
        return UNKNOWN
