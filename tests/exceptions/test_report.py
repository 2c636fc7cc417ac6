"""The report of a failed call."""

from typing import Any

import pytest

from codatsyncexpenses import errors
from codatsyncexpenses._bases.security import Hidden
from codatsyncexpenses._exceptions.report import curl
from codatsyncexpenses.models import shared
from codatsyncexpenses.resources import attachments, sync
from tests.support.by_hand import HandDriven, drive
from tests.support.ids import COMPANY_ID, SYNC_ID
from tests.support.scripted_client import ADDRESS, BY_ID, GUID, INITIATE, lost, policy, reply

URL = f"{ADDRESS}/companies/{COMPANY_ID}/sync/expenses/syncs/{SYNC_ID}/status"


def failed(operation: Any, request: Any, *outcomes: Any, **options: Any) -> errors.CallError:
    """Return the error that a call ends with."""
    hand = HandDriven(retry_config=policy(), raise_on_error=True, **options)
    call = hand.calls.begin(operation, request)
    drive(call, hand.time, *outcomes)
    with pytest.raises(errors.CallError) as caught:
        call.result()
    return caught.value


def test_a_report() -> None:
    """A report has each attempt, the end, and the request as a command."""
    said = {"error": "Try later", "correlationId": "c-1"}
    error = failed(sync._GET, BY_ID, reply(503, said), lost(), reply(404, {"error": "Gone"}))
    agent = HandDriven().configuration.user_agent
    assert error.report() == (
        "NotFoundError: Gone: Status 404 (3 attempts in 1.5 s)\n\n"
        "Call:     sync.get, ended 2024-01-01T12:00:00+00:00\n"
        "Attempts: 3 in 1.5 s\n"
        "  after 0.0 s: 503 Service Unavailable, correlation id c-1\n"
        "  after 0.5 s: no complete response\n"
        "\n"
        f"curl --request GET {URL} \\\n"
        "  --header 'Accept: application/json' \\\n"
        f"  --header 'User-Agent: {agent}' \\\n"
        '  --header "Authorization: $CODAT_AUTH_HEADER"'
    )


def test_a_write_that_may_have_been_acted_on() -> None:
    """The report of a write says if it may have been acted on, and has body and key."""
    report = failed(sync._INITIATE_SYNC, INITIATE, *[lost()] * 99).report()
    assert "The service may have processed the request." in report
    assert "--header 'Idempotency-Key: key-1'" in report
    assert """--data-binary '{"datasetIds":["d"]}'""" in report


def test_a_report_without_a_call() -> None:
    """The report of an error that no call raised is its text."""
    assert errors.CallError("it failed").report() == "it failed"


def test_headers_of_the_callers_own() -> None:
    """Neither the credential nor a header of the caller's own is shown."""
    more = Hidden({"X-Gateway-Key": "s3cret"})
    report = failed(sync._GET, BY_ID, reply(404, {"error": "no"}), headers=more).report()
    assert "--header 'X-Gateway-Key: ***'" in report
    assert "s3cret" not in report
    assert "c2VjcmV0" not in report


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (None, ""),
        (b'{"a":"it\'s"}', """ \\\n  --data-binary '{"a":"it'"'"'s"}'"""),
        (b"x" * 2001, " \\\n  --data-binary @request.json"),
    ],
)
def test_bodies(body: bytes | None, shown: str) -> None:
    """A body is quoted for a shell; a large one is left out."""
    assert curl("POST", ADDRESS, {}, body) == f"curl --request POST {ADDRESS}{shown}"


def test_a_file() -> None:
    """A file is named, and its bytes are not shown."""
    from codatsyncexpenses.models import operations

    file = operations.UploadExpenseAttachmentRequestBody(b"\x89PNG", "it's.png")
    request = operations.UploadExpenseAttachmentRequest(COMPANY_ID, SYNC_ID, GUID, file)
    report = failed(attachments._UPLOAD, request, reply(400, {"error": "no"})).report()
    assert """--form 'file=@it'"'"'s.png'""" in report
    assert "boundary" not in report


def test_a_report_of_a_response() -> None:
    """The error that a response raises later has the same report."""
    hand = HandDriven()
    call = hand.calls.begin(sync._GET, BY_ID)
    drive(call, hand.time, reply(404, {"error": "Gone"}))
    with pytest.raises(errors.NotFoundError) as caught:
        call.result().raise_for_status()
    assert f"curl --request GET {URL}" in caught.value.report()
    assert shared.ErrorMessage(error="Gone") == caught.value.error_message
