"""A short run of the fuzzer, and that it would see what it looks for."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest

from codatsyncexpenses import errors
from codatsyncexpenses._bases.model import ModelList
from codatsyncexpenses._calls.operation import Operation
from codatsyncexpenses.models import shared
from tests.fuzz import judge
from tests.fuzz.__main__ import CLIENTS, run
from tests.fuzz.mutate import Answer
from tests.support import client_operations

GET = client_operations.by_method()["sync.get"]
LIST = client_operations.by_method()["sync.list"]


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Log nothing: a failure shows its answer, and not all the others."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("client", CLIENTS)
def test_damaged_answers(client: str) -> None:
    """Of two thousand damaged answers none does what no answer may."""
    found = [details for _, _, details in run(2_000, seed=3, client=client) if details]
    assert found == []


@pytest.mark.parametrize("client", CLIENTS)
def test_all_ways_and_outcomes_occur(client: str) -> None:
    """The damage is neither so light nor so heavy that only one thing comes of it."""
    results = list(run(1_000, seed=4, client=client))
    assert {way for way, _, _ in results} == {"scripted", "session", "wire"}
    assert {"value", "DecodeError", "APIConnectionError", "ServerError"} <= {
        outcome for _, outcome, _ in results
    }


def answer(status: int, body: bytes = b"{}") -> Answer:
    """Make an answer of which all is known."""
    return Answer(status, [], body, body)


@pytest.mark.parametrize(
    ("error", "status", "finding"),
    [
        (AttributeError("x"), 200, judge.UNTYPED),
        (ValueError("x"), 200, judge.UNTYPED),
        (RecursionError("x"), 200, judge.UNTYPED),
        (errors.RequestError("x"), 200, judge.BLAMED),
        (errors.APIConnectionError("Basic bm90LWEta2V5"), 200, judge.LEAKED),
        (errors.APIConnectionError("x"), 503, judge.WITHOUT_STATUS),
    ],
)
def test_errors_that_are_findings(error: Exception, status: int, finding: str) -> None:
    """The fuzzer sees an error that must not be."""
    with pytest.raises(judge.FoundError, match=finding):
        judge.of_error(error, answer(status))


WRONG_CODE = shared.CompanySyncStatus()
vars(WRONG_CODE)["sync_status_code"] = True


@pytest.mark.parametrize(
    ("body", "value", "finding"),
    [
        (b"{}", None, judge.EMPTY),
        (b"{}", {}, judge.WRONG_TYPE),
        (b'{"syncStatusCode": true}', WRONG_CODE, judge.WRONG_TYPE),
        (b"{}", shared.CompanySyncStatus(sync_id="s"), judge.INVENTED),
        (b'{"syncId": "s"}', shared.CompanySyncStatus(), judge.INVENTED),
        (b'{"dataPushed": "false"}', shared.CompanySyncStatus(data_pushed=False), judge.INVENTED),
        (b'{"syncId": "s"', shared.CompanySyncStatus(sync_id="s"), judge.INVENTED),
    ],
)
def test_values_that_are_findings(body: bytes, value: object, finding: str) -> None:
    """The fuzzer sees a value that must not be."""
    response = GET.response("application/json", 200, value)
    with pytest.raises(judge.FoundError, match=finding):
        judge.of_response(response, GET, answer(200, body))


def test_another_status_is_a_finding() -> None:
    """The fuzzer sees an error that was returned under the status of another one."""
    response = GET.response("application/json", 404, None, shared.ErrorMessage())
    with pytest.raises(judge.FoundError, match=judge.WITHOUT_STATUS):
        judge.of_response(response, GET, answer(401))


@pytest.mark.parametrize(
    ("body", "value", "operation"),
    [
        (b'{"syncId": "s", "new": 5}', shared.CompanySyncStatus(sync_id="s"), GET),
        (
            b'[{"syncStatusCode": 7}]',
            ModelList([shared.CompanySyncStatus(sync_status_code=7)]),
            LIST,
        ),
    ],
)
def test_values_that_are_right(body: bytes, value: object, operation: Operation[Any, Any]) -> None:
    """The fuzzer finds nothing in a value that is what the body says."""
    response = operation.response("application/json", 200, value)
    assert judge.of_response(response, operation, answer(200, body)) == "value"
