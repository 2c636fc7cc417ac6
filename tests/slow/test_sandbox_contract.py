"""The sandbox against contract/openapi.yaml, tested with schemathesis.

Schemathesis generates valid and invalid requests and chains of them from the contract, and checks
every response. Other tests change responses on their way, to show that schemathesis finds it.
"""

from __future__ import annotations

import contextlib
import dataclasses
import http.client
import itertools
import json
import os
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from werkzeug.wrappers import Request, Response

from codatsyncexpenses.sandbox import Sandbox, companies
from tests.support.contract import operations, strict_contract
from tests.support.wsgi_server import serve

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

pytestmark = pytest.mark.skipif(
    sys.version_info < (3, 11), reason="schemathesis has no version for Python 3.10"
)

Change = Callable[[Request, Response], None]
PHASES = {"examples", "coverage", "fuzzing", "stateful"}
# A company without connections refuses what is well-formed, which no schema says.
CONNECTED = [company.id for company in companies.ALL if company.ending is not None]
CONFIG = """
color = false
cache = {{ enabled = false }}
generation = {{ deterministic = true, database = "none", max-examples = {examples} }}
{dictionaries}
auth.openapi.auth_header.api_key = "{authorization}"
reports.json.path = "report.json"
[checks]
positive_data_acceptance.expected-statuses = {accepted}
negative_data_rejection.expected-statuses = {refused}
"""
# A company may be refused, whatever is asked of it.
ACCEPTED = ["2xx", "401", "402", "403", "404", "409", "429", "5xx"]
REFUSED = ["400", "401", "402", "403", "404", "405", "409", "413", "415", "422", "429"]
# The sandbox refuses more than a schema can tell: a query of an unknown property, and whatever
# needs a linked connection or another state.
MORE = """
[[operations]]
include-operation-id = "{name}"
checks.positive_data_acceptance.expected-statuses = {accepted}
"""
# A new company has no sync yet.
LATER = """
[[operations]]
include-operation-id = "{name}"
checks.ensure_resource_availability.enabled = false
"""
STATEFUL = [
    *("list-companies", "list-connections", "list-customers", "list-suppliers"),
    *("list-pull-operations", "list-push-operations", "create-account", "create-bank-account"),
    *("create-customer", "update-customer", "create-supplier", "update-supplier"),
    *("refresh-all-data-types", "refresh-data-type", "create-expense-transaction"),
    *("update-expense-transaction", "create-transfer-transaction"),
    *("create-adjustment-transaction", "create-reimbursable-expense-transaction"),
    *("update-reimbursable-expense-transaction", "upload-expense-attachment"),
    *("create-expense-dataset", "initiate-sync"),
]
# Deep into the state of one company, with what the documentation names.
IDS = {
    "path.connectionId": [companies.CONNECTION_ID],
    "path.customerId": [companies.CUSTOMER_ID, "142"],
    "path.dataType": ["company", "customers", "items", "suppliers"],
    "path.datasetId": [companies.PULL_OPERATION_ID],
    "path.pushOperationKey": [companies.PUSH_OPERATION_ID],
    "path.supplierId": [companies.SUPPLIER_ID, "67"],
    "path.syncId": [companies.SUCCEEDED_SYNC_ID],
    "path.transactionId": [companies.WRITTEN_TRANSACTION_ID],
}
SYNCS = [
    *("get-last-successful-sync", "get-latest-sync", "get-sync-by-id"),
    *("initiate-sync", "list-syncs"),
]


@dataclasses.dataclass(frozen=True)
class Outcome:
    """The outcome of a run of schemathesis."""

    report: Any
    text: str

    @property
    def failures(self) -> set[str]:
        """The kinds of failures that were found."""
        return {failure["type"] for failure in self.report["failures"]}


class Rim:
    """A proxy between a sandbox and its caller, which may change the responses."""

    def __init__(self, sandbox: Sandbox, change: Change | None) -> None:
        self._host = urlsplit(sandbox.url).netloc
        self._change = change
        self._count = itertools.count()

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Forward a request unchanged, and return its response."""
        request = Request(environ)
        headers = dict(request.headers)
        # Each request here is one of its own; the same key on different ones is refused, rightly.
        if "Idempotency-Key" in headers:
            headers["Idempotency-Key"] += f" {next(self._count)}"
        with contextlib.closing(http.client.HTTPConnection(self._host, timeout=10)) as connection:
            target = environ["REQUEST_URI"]
            connection.request(request.method, target, request.get_data(), headers)
            answer = connection.getresponse()
            response = Response(answer.read(), answer.status, answer.getheaders())
        response.headers.remove("Connection")
        if self._change is not None:
            self._change(request, response)
        return response(environ, start)


def run(
    directory: Path,
    examples: int,
    change: Change | None = None,
    quota: int = 10**6,
    ids: Mapping[str, list[str]] | None = None,
    options: Sequence[str] = (),
    stateful: Sequence[str] = (),
) -> Outcome:
    """Run schemathesis against a sandbox whose time moves with every reading of its clock."""
    clock = itertools.count(0, 0.3).__next__
    sandbox = Sandbox(quota=quota, per_minute=None, concurrency=None, clock=clock)
    with sandbox, serve(Rim(sandbox, change)) as url:
        config = _config(
            examples, sandbox.authorization, ids or {"path.companyId": CONNECTED}, stateful
        )
        return _run(directory, config, "--url", url, *options)


def _config(
    examples: int, authorization: str, ids: Mapping[str, list[str]], stateful: Sequence[str]
) -> str:
    config = CONFIG.format(
        examples=examples,
        authorization=authorization,
        accepted=json.dumps(ACCEPTED),
        refused=json.dumps(REFUSED),
        dictionaries="\n".join(
            f"dictionaries.ids{number}.values = {json.dumps(values)}\n"
            f'parameters."{name}" = {{ dictionary = "ids{number}", probability = 0.8 }}'
            for number, (name, values) in enumerate(ids.items())
        ),
    )
    accepted = json.dumps([*ACCEPTED, "400", "422"])
    more = [MORE.format(name=name, accepted=accepted) for name in stateful]
    later = [LATER.format(name=name) for name in ("get-last-successful-sync", "get-latest-sync")]
    return "".join([config, *more, *later])


def _run(directory: Path, config: str, *options: str) -> Outcome:
    (directory / "contract.json").write_text(json.dumps(strict_contract()), "utf-8")
    (directory / "schemathesis.toml").write_text(config, "utf-8")
    command = "from schemathesis.cli import schemathesis; schemathesis()"
    ran = subprocess.run(  # noqa: S603 - fixed
        [sys.executable, "-c", command, "run", "contract.json", *options],
        cwd=directory,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=400,
    )
    text = ran.stdout + ran.stderr
    assert (directory / "report.json").exists(), text
    return Outcome(json.loads((directory / "report.json").read_text("utf-8")), text)


def _without(*names: str) -> list[str]:
    return [part for name in names for part in ("--exclude-operation-id", name)]


def check(outcome: Outcome) -> None:
    """Raise unless all operations were tested without a failure."""
    report = outcome.report
    assert (report["failures"], report["errors"]) == ([], []), outcome.text
    assert report["complete"], outcome.text
    assert report["operations"]["tested"] == report["operations"]["selected"]
    ran = {name for name, phase in report["phases"].items() if phase["status"] == "success"}
    assert ran == PHASES


@pytest.mark.parametrize(("quota", "examples"), [(10**6, 15), (0, 2)])
def test_the_sandbox_keeps_the_contract(quota: int, examples: int, tmp_path: Path) -> None:
    """Every response fits the contract, with requests left in the day's quota or without."""
    outcome = run(tmp_path, examples, quota=quota, stateful=STATEFUL)
    check(outcome)
    assert outcome.report["operations"]["tested"] == len(operations())


def test_the_sandbox_keeps_the_contract_for_one_company(tmp_path: Path) -> None:
    """Every response fits the contract in the documentation's company, whose ids are known."""
    ids = {"path.companyId": [companies.SUCCEEDS.id], **IDS}
    gone = [
        name
        for name in ("delete-company", "delete-connection", "unlink-connection")
        if name in operations()
    ]
    check(run(tmp_path, 10, ids=ids, options=_without(*gone), stateful=STATEFUL))


def changes(**properties: object) -> Change:
    """Return a change of properties of a sync's status."""

    def change(_: Request, response: Response) -> None:
        if "syncStatusCode" in (body := fields(response)):
            response.set_data(json.dumps({**body, **properties}))

    return change


def loses(name: str) -> Change:
    """Return a change that removes a property."""

    def change(_: Request, response: Response) -> None:
        if name in (body := fields(response)):
            del body[name]
            response.set_data(json.dumps(body))

    return change


def forgets(_: Request, response: Response) -> None:
    """Replace the id of a sync with an unknown one."""
    if "syncId" in fields(response) and response.status_code == 202:
        response.set_data(json.dumps({"syncId": str(uuid.uuid4())}))


def fields(response: Response) -> dict[str, object]:
    """Return the properties of the body if it is an object."""
    body: dict[str, object] | list[object] = response.get_json()
    return {} if isinstance(body, list) else body


def answers(seen: int, instead: int) -> Change:
    """Return a change of a status."""

    def change(_: Request, response: Response) -> None:
        if response.status_code == seen:
            response.status_code = instead

    return change


def sends_header(name: str, value: str | None) -> Change:
    """Return a change that replaces or removes a header."""

    def change(_: Request, response: Response) -> None:
        response.headers.pop(name, None)
        if value is not None:
            response.headers[name] = value

    return change


DRIFTS: dict[str, tuple[Change, str]] = {
    "a code in words": (changes(syncStatusCode="2000"), "JsonSchemaError"),
    "null for a flag": (changes(dataPushed=None), "JsonSchemaError"),
    "a new property": (changes(colour="red"), "JsonSchemaError"),
    "no syncId": (loses("syncId"), "JsonSchemaError"),
    "no correlationId": (loses("correlationId"), "JsonSchemaError"),
    "an id of no sync": (forgets, "EnsureResourceAvailability"),
    "201 for 202": (answers(202, 201), "UndefinedStatusCode"),
    "410 for 404": (answers(404, 410), "UndefinedStatusCode"),
    "500 for 404": (answers(404, 500), "ServerError"),
    "202 for 400": (answers(400, 202), "AcceptedNegativeData"),
    "422 for 202": (answers(202, 422), "RejectedPositiveData"),
    "200 for 401": (answers(401, 200), "IgnoredAuth"),
    "200 for 405": (answers(405, 200), "UnsupportedMethodResponse"),
    "no Allow": (sends_header("Allow", None), "UnsupportedMethodResponse"),
    "a text": (sends_header("Content-Type", "text/plain"), "UndefinedContentType"),
    "no quota": (sends_header("X-Rate-Limit-Limit", None), "MissingHeaders"),
    "a quota in words": (sends_header("X-Rate-Limit-Remaining", "many"), "JsonSchemaError"),
}


@pytest.mark.parametrize(("change", "failure"), DRIFTS.values(), ids=list(DRIFTS))
def test_a_drift_is_found(change: Change, failure: str, tmp_path: Path) -> None:
    """A response that breaks the contract is reported by its kind."""
    named = [part for name in SYNCS for part in ("--include-operation-id", name)]
    outcome = run(tmp_path, examples=10, change=change, options=named)
    assert failure in outcome.failures, outcome.text
