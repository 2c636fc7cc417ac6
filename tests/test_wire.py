"""Requests and responses on the wire, checked against the contract by openapi-core.

Every operation of contract/openapi.yaml is called over HTTP: with the example of its reference,
with all of its query parameters, and with every field of its body.
tests/support/contract_checker.py checks the exchange: path, query, headers, security, media type
and body. Then exchanges are changed, to show that it would find the change.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import http.client
import json
from collections.abc import Callable, Generator, Iterable
from email import policy
from email.parser import BytesParser
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from werkzeug.wrappers import Request, Response

from codatsyncexpenses import CodatSyncExpenses
from codatsyncexpenses._calls import call, keywords
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.sandbox import Sandbox
from codatsyncexpenses.sandbox._wire.journal import Recorded
from tests.sidebyside.classes import described, named
from tests.sidebyside.samples import Objects
from tests.support import client_operations, contract
from tests.support.contract_checker import (
    declared_operation,
    missing_properties,
    request_problems,
    response_problems,
)
from tests.support.document_runner import run_blocks
from tests.support.documents import ROOT, blocks
from tests.support.wsgi_server import serve

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

CONNECTION = "2e9d2c44-f675-40ba-8049-353bfcb5e171"
# What the parameters of a query are given as: never what is their default.
QUERY: dict[str, Any] = {
    "allow_sync_on_push_complete": False,
    "connection_id": CONNECTION,
    "force_update": True,
    "order_by": "-{key}",
    "page": 2,
    "page_size": 7,
    "query": '{key}!="50% & more=é+1"',
    "tags": 'region!="é & b"',
    "timeout_in_minutes": 5,
}
# The property that distinguishes the items of these lists.
KEYS = {"push_operations.list": "pushOperationKey"}
CALLS = {
    name: next(
        (
            operation
            for operation, place in contract.operations().items()
            if place == (one.method, one.path)
        ),
        "",
    )
    for name, one in client_operations.by_method().items()
}
calls = pytest.mark.parametrize("name", CALLS)
with_body = pytest.mark.parametrize(
    "name",
    [n for n, one in client_operations.by_method().items() if one.body and one.body.part is None],
)
queried = pytest.mark.parametrize(
    "name", [n for n, one in client_operations.by_method().items() if one.query]
)


class Rim:
    """Stands before a sandbox, and keeps the bodies that pass; its journal keeps no files."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._host = urlsplit(sandbox.url).netloc
        self.bodies: list[bytes] = []

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Pass a request on as it came, and its answer back."""
        request = Request(environ)
        self.bodies.append(request.get_data())
        target: str = environ["REQUEST_URI"]
        with contextlib.closing(http.client.HTTPConnection(self._host, timeout=10)) as connection:
            connection.request(request.method, target, self.bodies[-1], dict(request.headers))
            answer = connection.getresponse()
            response = Response(answer.read(), answer.status, answer.getheaders())
        response.headers.remove("Connection")
        return response(environ, start)


@contextlib.contextmanager
def watched() -> Generator[tuple[str, Callable[[], Recorded]]]:
    """Run a new sandbox; give its address, and a view of the last exchange."""
    with Sandbox() as sandbox, serve(rim := Rim(sandbox)) as url:
        yield url, lambda: dataclasses.replace(sandbox.requests[-1], body=rim.bodies[-1])


@functools.cache
def example(name: str) -> tuple[Recorded, Any]:
    """Run the example of a method against a sandbox; give the exchange and the request given."""
    resource, method = name.split(".")
    path = ROOT / "docs/sdks" / resource / "README.md"
    section = path.read_text("utf-8").split(f"\n## {method}\n")[1].split("\n## ")[0]
    with watched() as (url, last), pytest.MonkeyPatch.context() as patch:
        patch.setenv("CODAT_SERVER_URL", url)
        patch.setenv("CODAT_API_KEY", "sandbox")
        made: list[object] = []

        def filled(*arguments: Any) -> object:
            made.append(keywords.filled(*arguments))
            return made[-1]

        patch.setattr(call, "filled", filled)
        run_blocks(path, blocks(section))
        return last(), made[0]


def called(name: str, request: object) -> Recorded:
    """Call a method of a new sandbox's client, and give the exchange."""
    resource, method = name.split(".")
    security = shared.Security.from_api_key("sandbox")
    with watched() as (url, last), CodatSyncExpenses(security, server_url=url) as client:
        getattr(getattr(client, resource), method)(request)
        return last()


def queried_for(name: str, field: str) -> Any:
    """Give the value of a parameter of a query."""
    value = QUERY[field]
    key = KEYS.get(name, "id")
    return value.replace("{key}", key) if isinstance(value, str) else value


def test_every_operation_has_a_method() -> None:
    """The tests below call all operations of the contract."""
    assert set(CALLS.values()) == set(contract.operations())


@calls
def test_an_example_goes_out_as_the_contract_says(name: str) -> None:
    """The request of an example is one that the contract describes."""
    recorded, _ = example(name)
    assert (recorded.operation, request_problems(recorded)) == (CALLS[name], [])


@calls
def test_an_example_is_answered_as_the_contract_says(name: str) -> None:
    """The answer to an example is a success that the contract describes."""
    recorded, _ = example(name)
    assert (recorded.status in (200, 202, 204), response_problems(recorded)) == (True, [])


@queried
def test_a_query_goes_out_as_the_contract_says(name: str) -> None:
    """A call with all query parameters sends each as the contract says, and succeeds."""
    given = {
        field: queried_for(name, field) for field, _, _ in client_operations.by_method()[name].query
    }
    request = dataclasses.replace(example(name)[1], **given)
    recorded = called(name, request)
    assert (recorded.status in (200, 202), request_problems(recorded)) == (True, [])
    texts = [value if isinstance(value, str) else json.dumps(value) for value in given.values()]
    assert sorted(value for _, value in parse_qsl(recorded.query)) == sorted(texts)


class Filled(Objects):
    """Makes requests with every field that a model has."""

    def plain(self, told: str, field: str, within: tuple[str, ...]) -> Any:
        """Give identifiers the form that the contract asks for."""
        if told == "str" and field.endswith(("id", "_ids")):
            return CONNECTION
        return super().plain(told, field, within)


@with_body
def test_every_field_goes_out_as_the_contract_says(name: str) -> None:
    """A request with every field of its models has each property of the contract, and no other."""
    kind = client_operations.by_method()[name].request
    request = Filled(described([named(kind)])).made(named(kind))
    recorded = called(name, request)
    assert request_problems(recorded) == []
    body = declared_operation(recorded)[1]["requestBody"]["content"]["application/json"]["schema"]
    assert list(missing_properties(body, recorded.json, "body")) == []


@pytest.mark.parametrize("name", ["attachments.upload", "expenses.upload_attachment"])
def test_a_file_is_one_part_of_a_form(name: str) -> None:
    """The form of an upload holds one part, with the file's name, its type and all of its bytes."""
    content = bytes(range(256)) + b"\r\n--\r\n\n"
    file = operations.UploadExpenseAttachmentRequestBody(content, "a café.png")
    recorded = called(name, dataclasses.replace(example(name)[1], request_body=file))
    assert (recorded.status, request_problems(recorded)) == (200, [])
    head = f"Content-Type: {recorded.headers['Content-Type']}\r\n\r\n".encode()
    (part,) = BytesParser(policy=policy.HTTP).parsebytes(head + recorded.body).iter_parts()
    told = part["Content-Disposition"].params["name"], part.get_filename(), part.get_content_type()
    assert told == ("file", "a café.png", "image/png")
    assert part.get_content() == content


def in_body(change: Callable[[Any], object]) -> Callable[[Recorded], dict[str, Any]]:
    """Change the JSON of a body."""

    def changed(recorded: Recorded) -> dict[str, Any]:
        body = recorded.json
        change(body)
        return {"body": json.dumps(body).encode()}

    return changed


def as_type(content_type: str) -> Callable[[Recorded], dict[str, Any]]:
    """Change the type of a body."""
    return lambda recorded: {"headers": {**recorded.headers, "Content-Type": content_type}}


Change = Callable[[Recorded], dict[str, Any]]
WRONG: dict[str, tuple[str, Change, str]] = {
    "page 0": ("companies.list", lambda _: {"query": "page=0"}, "less than the minimum of 1"),
    "a page in words": ("companies.list", lambda _: {"query": "page=one"}, "integer type: one"),
    "an unknown parameter": ("companies.list", lambda _: {"query": "pages=1"}, "parameter 'pages'"),
    "no UUID": ("companies.get", lambda _: {"path": "/companies/c1"}, "not a 'uuid'"),
    "no credential": ("companies.get", lambda _: {"headers": {}}, "Security"),
    "a body": ("companies.get", lambda _: {"body": b"{}"}, "a body"),
    "another method": ("companies.get", lambda _: {"method": "POST"}, "Operation post"),
    "another path": ("sync.list", lambda r: {"path": f"{r.path}/all"}, "Path not found"),
    "an unlisted data type": (
        "manage_data.refresh_data_type",
        lambda r: {"path": r.path.replace("chartOfAccounts", "chart")},
        "'chart' is not listed",
    ),
    "no body": ("expenses.create", lambda _: {"body": b""}, "Missing required request body"),
    "a text": ("expenses.create", as_type("text/plain"), "text/plain"),
    "no list": (
        "expenses.create",
        lambda r: {"body": json.dumps(r.json[0]).encode()},
        "not of type 'array'",
    ),
    "an amount in quotes": (
        "expenses.create",
        in_body(lambda body: body[0]["lines"][0].update(netAmount="110.42")),
        "$[0].lines[0].netAmount: '110.42' is not of type",
    ),
    "a misspelt property": (
        "expenses.create",
        in_body(lambda body: body[0].update(merchant_name="Amazon UK")),
        "'merchant_name' was unexpected",
    ),
    "no currency": (
        "expenses.create",
        in_body(lambda body: body[0].pop("currency")),
        "'currency' is a required property",
    ),
    "an unlisted type": (
        "expenses.create",
        in_body(lambda body: body[0].update(type="Paymint")),
        "body[0].type: 'Paymint' is not listed",
    ),
    "another part": (
        "attachments.upload",
        lambda r: {"body": r.body.replace(b'name="file"', b'name="content"')},
        "'file' is a required property",
    ),
}


@pytest.mark.parametrize(("name", "change", "said"), WRONG.values(), ids=list(WRONG))
def test_a_wrong_request_is_found(name: str, change: Change, said: str) -> None:
    """A request that was changed is reported to differ from the contract, and where."""
    recorded, _ = example(name)
    assert said in "; ".join(request_problems(dataclasses.replace(recorded, **change(recorded))))


def in_answer(**properties: object) -> Change:
    """Change properties of an answer; ... leaves one out."""

    def changed(recorded: Recorded) -> dict[str, Any]:
        body = {**json.loads(recorded.answer), **properties}
        kept = {name: value for name, value in body.items() if value is not ...}
        return {"answer": json.dumps(kept).encode()}

    return changed


WRONG_ANSWERS: dict[str, tuple[Change, str]] = {
    "another status": (lambda _: {"status": 202}, "202"),
    "a text": (lambda _: {"answer_headers": {"Content-Type": "text/plain"}}, "text/plain"),
    "no JSON": (lambda _: {"answer": b"{"}, "deserialize"),
    "a number": (in_answer(name=5), "$.name: 5 is not of type 'string'"),
    "no id": (in_answer(id=...), "'id' is a required property"),
    "a new property": (in_answer(colour="red"), "'colour' was unexpected"),
}


@pytest.mark.parametrize(("change", "said"), WRONG_ANSWERS.values(), ids=list(WRONG_ANSWERS))
def test_a_wrong_answer_is_found(change: Change, said: str) -> None:
    """An answer that was changed is reported to differ from the contract, and where."""
    recorded, _ = example("companies.get")
    assert said in "; ".join(response_problems(dataclasses.replace(recorded, **change(recorded))))
