"""Operations that the contract does not have."""

import math
from decimal import Decimal
from typing import Any

import pytest
import responses

from codatsyncexpenses import CodatSyncExpenses, errors
from codatsyncexpenses._calls.unlisted import UnlistedRequest, operation
from codatsyncexpenses.models import shared
from tests.support.by_hand import HandDriven, drive
from tests.support.scripted_client import ADDRESS, GUID, reply


def sent(method: str, path: str, params: Any = None, json: Any = None, **options: Any) -> Any:
    """Return what the first attempt sends."""
    request = UnlistedRequest(json)
    return HandDriven().calls.begin(operation(method, path, params), request, **options).wire()


@pytest.mark.parametrize(
    ("params", "query"),
    [
        (None, ""),
        ({}, ""),
        ({"page": 2, "query": "name=Toft & Co", "all": True, "none": None}, None),
        ({"none": None}, ""),
    ],
)
def test_the_url(params: Any, query: str | None) -> None:
    """The query is percent-encoded, without what is None."""
    expected = "?page=2&query=name%3DToft%20%26%20Co&all=true" if query is None else query
    assert sent("GET", "/companies", params).url == f"{ADDRESS}/companies{expected}"


@pytest.mark.parametrize("path", ["/", "/...", "/a..b/.c", "/%2E%2E%2E", "/a%20b//c;d=e:f@~g"])
def test_the_path(path: str) -> None:
    """A path is sent as it is."""
    assert sent("GET", path).url == ADDRESS + path


def test_the_body() -> None:
    """A body is JSON, whose amounts keep their digits."""
    wire = sent("POST", "/things", json={"amount": Decimal("10.10"), "of": [1, None, True]})
    assert wire.body == b'{"amount":10.10,"of":[1,null,true]}'
    assert wire.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    ("method", "keyed"),
    [("GET", False), ("POST", True), ("PUT", False), ("PATCH", True), ("DELETE", False)],
)
def test_keys(method: str, keyed: bool) -> None:
    """Those methods carry an idempotency key that the service takes one with."""
    assert ("Idempotency-Key" in sent(method, "/things").headers) is keyed


def test_a_key_of_the_callers() -> None:
    """A POST takes the caller's key."""
    assert sent("POST", "/things", idempotency_key=GUID).headers["Idempotency-Key"] == GUID


@pytest.mark.parametrize(
    ("outcome", "value"),
    [
        (reply(200, {"amount": 1.10}), {"amount": Decimal("1.1")}),
        (reply(201, [1]), [1]),
        (reply(200), None),
        (reply(204)._replace(body=b""), None),
        (reply(202)._replace(body=b""), None),
    ],
)
def test_results(outcome: Any, value: object) -> None:
    """Any success gives its JSON, or None where there is none."""
    hand = HandDriven()
    call = hand.calls.begin(operation("GET", "/things", None), UnlistedRequest())
    drive(call, hand.time, outcome)
    assert call.result().result() == value


@pytest.mark.parametrize(
    ("outcome", "kind"),
    [
        (reply(400, {"error": "no"}), errors.BadRequestError),
        (reply(404, {"error": "no"}), errors.NotFoundError),
        (reply(418, {"error": "no"}), errors.SDKError),
        (reply(200, Content_Type="text/html"), errors.DecodeError),
        (reply(302), errors.SDKError),
    ],
)
def test_errors(outcome: Any, kind: type[errors.SDKError]) -> None:
    """Any other response raises the error of its status, with what the API says."""
    hand = HandDriven()
    call = hand.calls.begin(operation("GET", "/things", None), UnlistedRequest())
    drive(call, hand.time, outcome)
    with pytest.raises(errors.SDKError) as caught:
        call.result().result()
    assert type(caught.value) is kind
    assert caught.value.operation == "request"


@pytest.mark.parametrize(
    ("method", "path", "params"),
    [
        *[(method, "/x", None) for method in ("HEAD", "", "GET\r\n", None, b"GET")],
        *[
            ("GET", path, None)
            for path in ("x", "", "@evil.example", "/a b", "/a?b=c", "/{id}", "/a\\b", "/é", 5)
        ],
        *[
            ("GET", path, None)
            for path in ("/..", "/a/../b", "/./b", "/a/.", "/a/%2e%2E/b", "/a/.%2e", "/a%", "/%zz")
        ],
        ("GET", "/x", [("a", "b")]),
        ("GET", "/x", {"a": ["b"]}),
        ("GET", "/x", {5: "b"}),
        *[("GET", "/x", {"a": value}) for value in (math.nan, -math.inf, "\ud800", 10**5000)],
        ("GET", "/x", {"\ud800": "a"}),
    ],
)
def test_what_cannot_be_sent(method: Any, path: Any, params: Any) -> None:
    """An argument that cannot be sent is refused before anything is."""
    with pytest.raises(errors.RequestError, match=r"^request: "):
        operation(method, path, params)


@pytest.mark.parametrize("method", ["post", "Post", "POST"])
def test_the_case_of_a_method(method: str) -> None:
    """A method may be in lower case, and still gets its idempotency key."""
    made = operation(method, "/x", None)
    assert (made.method, made.keyed, made.writes) == ("POST", True, True)


@responses.activate
def test_a_request_of_a_client() -> None:
    """A client's method returns the JSON itself, and retries."""
    responses.get(f"{ADDRESS}/things?page=1", status=503)
    responses.get(f"{ADDRESS}/things?page=1", json={"results": []})
    with CodatSyncExpenses(shared.Security("Basic eA=="), server_url=ADDRESS) as s:
        assert s.request("GET", "/things", params={"page": 1}) == {"results": []}
    assert len(responses.calls) == 2
