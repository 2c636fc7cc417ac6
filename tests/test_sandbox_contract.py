"""The sandbox against contract/openapi.yaml, as schemathesis sees it.

Schemathesis makes requests from the contract, good and bad ones and chains of them, and holds every
answer against it. Then answers are changed on their way, to show that it would find the change.
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
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from werkzeug.wrappers import Request, Response

from codatsyncexpenses.sandbox import Sandbox, companies
from tests.contract import operations, strict
from tests.serving import serve

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

pytest.importorskip("schemathesis", reason="schemathesis comes with the extra dev")

Change = Callable[[Request, Response], None]
PHASES = {"examples", "coverage", "fuzzing", "stateful"}
# A company without connections refuses what is well-formed, which no schema tells.
CONNECTED = [company.id for company in companies.ALL if company.ending is not None]
CONFIG = """
color = false
cache = {{ enabled = false }}
generation = {{ deterministic = true, database = "none", max-examples = {examples} }}
dictionaries.companies.values = {companies}
parameters."path.companyId" = {{ dictionary = "companies", probability = 0.8 }}
auth.openapi.auth_header.api_key = "{authorization}"
reports.json.path = "report.json"
"""


@dataclasses.dataclass(frozen=True)
class Outcome:
    """What a run of schemathesis said."""

    report: Any
    text: str

    @property
    def failures(self) -> set[str]:
        """The kinds of failures that were found."""
        return {failure["type"] for failure in self.report["failures"]}


class Rim:
    """Stands between a sandbox and its caller, and may change the answers."""

    def __init__(self, sandbox: Sandbox, change: Change | None) -> None:
        self._host = urlsplit(sandbox.url).netloc
        self._change = change
        self._count = itertools.count()

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Pass a request on as it came, and its answer back."""
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
    directory: Path, examples: int, change: Change | None = None, quota: int = 10**6
) -> Outcome:
    """Let schemathesis loose on a sandbox whose time goes on with every look at its clock."""
    clock = itertools.count(0, 0.3).__next__
    sandbox = Sandbox(quota=quota, per_minute=None, concurrency=None, clock=clock)
    with sandbox, serve(Rim(sandbox, change)) as url:
        return _run(directory, examples, url, sandbox.authorization)


def _run(directory: Path, examples: int, url: str, authorization: str) -> Outcome:
    (directory / "contract.json").write_text(json.dumps(strict()), "utf-8")
    config = CONFIG.format(
        examples=examples, companies=json.dumps(CONNECTED), authorization=authorization
    )
    (directory / "schemathesis.toml").write_text(config, "utf-8")
    command = "from schemathesis.cli import schemathesis; schemathesis()"
    ran = subprocess.run(  # noqa: S603 - fixed
        [sys.executable, "-c", command, "run", "contract.json", "--url", url],
        cwd=directory,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    text = ran.stdout + ran.stderr
    assert (directory / "report.json").exists(), text
    return Outcome(json.loads((directory / "report.json").read_text("utf-8")), text)


@pytest.mark.parametrize("quota", [10**6, 0])
def test_the_sandbox_keeps_the_contract(quota: int, tmp_path: Path) -> None:
    """Every answer is one that the contract tells of, on a day with requests left or without."""
    outcome = run(tmp_path, examples=50, quota=quota)
    report = outcome.report
    assert (report["failures"], report["errors"]) == ([], []), outcome.text
    assert report["complete"], outcome.text
    assert report["operations"]["tested"] == len(operations())
    ran = {name for name, phase in report["phases"].items() if phase["status"] == "success"}
    assert ran == PHASES


def changes(**properties: object) -> Change:
    """Change properties of a sync's status."""

    def change(_: Request, response: Response) -> None:
        if "syncStatusCode" in (body := fields(response)):
            response.set_data(json.dumps({**body, **properties}))

    return change


def loses(name: str) -> Change:
    """Leave a property out."""

    def change(_: Request, response: Response) -> None:
        if name in (body := fields(response)):
            del body[name]
            response.set_data(json.dumps(body))

    return change


def forgets(_: Request, response: Response) -> None:
    """Give a sync an id under which it is not found."""
    if "syncId" in fields(response) and response.status_code == 202:
        response.set_data(json.dumps({"syncId": str(uuid.uuid4())}))


def fields(response: Response) -> dict[str, object]:
    """Give the properties of the body where it is an object."""
    body: dict[str, object] | list[object] = response.get_json()
    return {} if isinstance(body, list) else body


def answers(seen: int, instead: int) -> Change:
    """Answer with another status."""

    def change(_: Request, response: Response) -> None:
        if response.status_code == seen:
            response.status_code = instead

    return change


def sends_header(name: str, value: str | None) -> Change:
    """Change a header, or leave it out."""

    def change(_: Request, response: Response) -> None:
        response.headers.pop(name, None)
        if value is not None:
            response.headers[name] = value

    return change


DRIFTS: dict[str, tuple[Change, str]] = {
    "a code in words": (changes(syncStatusCode="2000"), "JsonSchemaError"),
    "null for a date": (changes(syncUtc=None), "JsonSchemaError"),
    "a new property": (changes(colour="red"), "JsonSchemaError"),
    "no syncId": (loses("syncId"), "JsonSchemaError"),
    "no correlationId": (loses("correlationId"), "JsonSchemaError"),
    "an id of no sync": (forgets, "EnsureResourceAvailability"),
    "200 for 202": (answers(202, 200), "UndefinedStatusCode"),
    "403 for 404": (answers(404, 403), "UndefinedStatusCode"),
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
    """An answer that differs from the contract is reported as what it is."""
    outcome = run(tmp_path, examples=10, change=change)
    assert failure in outcome.failures, outcome.text
