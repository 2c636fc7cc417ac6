"""Calls the operations of a sandbox by name, and checks the responses against the contract."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from codatsyncexpenses.sandbox import companies
from codatsyncexpenses.sandbox._api.routes import ROUTES
from codatsyncexpenses.sandbox.companies import Company
from tests.support.contract import CONTRACT, check_response
from tests.support.sandbox_caller import UNKNOWN, SandboxCaller


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(map(str.title, others))


def served_operations() -> dict[str, tuple[str, str]]:
    """Return the method and the path template of each operation that the sandbox has."""
    found: dict[str, tuple[str, str]] = {}
    for rule in ROUTES.iter_rules():
        words = [
            "{" + _camel(step[1:-1]) + "}" if step.startswith("<") else step
            for step in rule.rule.split("/")
        ]
        (method,) = (rule.methods or set()) - {"HEAD"}
        found[rule.endpoint] = (method, "/".join(words))
    return found


SERVED = served_operations()


class OperationCaller:
    """Calls the operations of a sandbox, and returns the bodies of the responses."""

    def __init__(self, call: SandboxCaller) -> None:
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
            check_response(method, template, status, body)
        return body

    def error(self, operation: str, status: int, *arguments: Any, **options: Any) -> str:
        """Send a request that is refused, and return the error's text."""
        return str(self(operation, status, *arguments, **options)["error"])

    def new_company(self, platform: str = "gbol") -> str:
        """Create a company over HTTP that is connected, configured and read."""
        company = self("create-company", json={"name": "Acme"})["id"]
        made = self("create-connection", 200, company, json={"platformKey": platform})
        self.call.session.get(made["linkUrl"])
        self("create-partner-expense-connection", 200, company)
        names = ("bankAccount", "supplier", "customer")
        self("set-company-configuration", 200, company, json={name: {"id": "1"} for name in names})
        self.sandbox.advance(3)
        return str(company)

    def connection(self, company: str) -> str:
        """Return the id of the connection of a company to its accounting software."""
        found = self("list-connections", 200, company)["results"]
        return next(str(each["id"]) for each in found if each["sourceType"] == "Accounting")

    def end(self, sync_id: str, company: Company | str = companies.SUCCEEDS) -> int:
        """Run a sync to its end, and return its status code."""
        self.sandbox.advance(3)
        told = self("get-sync-by-id", 200, company, ids={"syncId": sync_id})
        return int(told["syncStatusCode"])


def unknown_ids(template: str) -> str:
    """Fill a path with unknown ids, except for the company and the sync."""
    known = {"companyId": "{companyId}", "syncId": "{syncId}"}
    return template.format_map(_Unknown(known))


class _Unknown(dict[str, str]):
    def __missing__(self, _: str) -> str:
        return UNKNOWN
