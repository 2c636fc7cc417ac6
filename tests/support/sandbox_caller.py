"""Calls a sandbox, in process or over HTTP, and checks what all of its responses have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import requests

from codatsyncexpenses.sandbox import Sandbox, companies
from codatsyncexpenses.sandbox._wire.adapter import URL
from codatsyncexpenses.sandbox.companies import Company
from tests.support.contract import CONTRACT, check_response

ONE = "/companies/{companyId}"
EXPENSES = f"{ONE}/sync/expenses"
SYNCS = f"{EXPENSES}/syncs"
LATEST = f"{SYNCS}/latest/status"
LAST_SUCCESSFUL = f"{SYNCS}/lastSuccessful/status"
LIST = f"{SYNCS}/list/status"
BY_ID = f"{SYNCS}/{{syncId}}/status"
TRANSACTIONS = f"{SYNCS}/{{syncId}}/transactions"
DATASETS = f"{EXPENSES}/data/expense-transactions"
CONNECTIONS = f"{ONE}/connections"
CONFIG = f"{EXPENSES}/config"

UNKNOWN = "00000000-0000-4000-8000-000000000000"
KEY = {"Idempotency-Key": "4f7f6a9e-0b4c-4f1e-9c6b-3f1f7a0f5d10"}
RATE_LIMIT_HEADERS = {"X-Rate-Limit-Limit", "X-Rate-Limit-Remaining", "X-Rate-Limit-Reset"}


class SandboxCaller:
    """Calls a sandbox: over HTTP where it runs, and in process where it does not."""

    def __init__(self, sandbox: Sandbox, *, over_http: bool = False) -> None:
        self.sandbox = sandbox
        self.base = sandbox.url if over_http else URL
        self.session = requests.Session()
        # Neither proxies nor a .netrc of the machine.
        self.session.trust_env = False
        if not over_http:
            self.session.mount(URL, sandbox.adapter)

    def __call__(
        self,
        method: str,
        template: str,
        company: Company | str = companies.SUCCEEDS,
        sync_id: str = UNKNOWN,
        headers: Mapping[str, str | None] | None = None,
        **options: Any,
    ) -> requests.Response:
        """Send a request; `template` is a path of the contract, or any other path."""
        company_id = company if isinstance(company, str) else company.id
        path = template.format(companyId=company_id, syncId=sync_id)
        all_headers: Any = {**self.sandbox.headers, **(headers or {})}
        answer = self.session.request(
            method, self.base + path, headers=all_headers, timeout=10, **options
        )
        assert answer.headers.keys() >= RATE_LIMIT_HEADERS
        if answer.content:
            assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
        if answer.status_code >= 400:
            assert answer.json()["statusCode"] == answer.status_code
        if answer.content and (answer.status_code >= 400 or template in CONTRACT["paths"]):
            check_response(method, template, answer.status_code, answer.json())
        return answer

    def start(
        self, company: Company | str = companies.SUCCEEDS, *dataset_ids: str, key: str | None = None
    ) -> str:
        """Start a sync of these datasets, or of all, and return its id."""
        body = {"datasetIds": list(dataset_ids)} if dataset_ids else {}
        headers = {"Idempotency-Key": key} if key else {}
        answer = self("POST", SYNCS, company, json=body, headers=headers)
        assert answer.status_code == 202, answer.text
        return str(answer.json()["syncId"])

    def end(self, company: Company | str = companies.SUCCEEDS, *dataset_ids: str) -> Any:
        """Run a sync to its end, and return its status."""
        sync_id = self.start(company, *dataset_ids)
        self.sandbox.advance(3)
        return self.read(BY_ID, company, sync_id)

    def read(
        self, template: str, company: Company | str = companies.SUCCEEDS, sync_id: str = UNKNOWN
    ) -> Any:
        """Read a resource that exists."""
        answer = self("GET", template, company, sync_id)
        assert answer.status_code == 200, answer.text
        return answer.json()


def expense(number: int = 1, **more: object) -> dict[str, object]:
    """Return an expense as the API takes it."""
    return {
        "id": f"4d7c6929-7770-412b-91bb-{number:012}",
        "type": "Payment",
        "issueDate": "2022-06-28T00:00:00.000Z",
        "currency": "GBP",
        "lines": [line()],
        **more,
    }


def line(**more: object) -> dict[str, object]:
    """Return a line of an expense as the API takes it."""
    return {"netAmount": 110.42, "taxAmount": 14, "accountRef": {"id": "6"}, **more}
