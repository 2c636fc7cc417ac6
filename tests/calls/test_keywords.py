"""The fields of a request as keywords of a method."""

import inspect
import warnings
from collections.abc import Callable
from typing import Any

import pytest

from codatsyncexpenses import errors
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.resources import Companies, Expenses, Sync
from tests.support.ids import COMPANY_ID, SYNC_ID
from tests.support.scripted_client import BY_ID, GUID, STARTED, STATUS, ScriptedClient, reply

TAGS = {"plan": "gold"}


Call = Callable[[Any], Any]
ACCEPTED: list[Call] = [
    lambda s: s.get(BY_ID),
    lambda s: s.get(request=BY_ID),
    lambda s: s.get(company_id=COMPANY_ID, sync_id=SYNC_ID),
    lambda s: s.get(company_id=COMPANY_ID, sync_id=SYNC_ID, timeout=3, retries=None),
]


@pytest.mark.parametrize("call", ACCEPTED)
def test_a_request_or_its_fields(call: Any) -> None:
    """The fields of a request as keywords make the same call as the request."""
    client = ScriptedClient(reply(200, STATUS))
    assert call(client.sync).result().sync_id == SYNC_ID
    assert client.script.sent[0].url.endswith(f"/{COMPANY_ID}/sync/expenses/syncs/{SYNC_ID}/status")


def test_the_fields_of_a_body() -> None:
    """Where the request is the body itself, its fields are the keywords."""
    client = ScriptedClient(reply(200, {"id": COMPANY_ID, "name": "Toft", "redirect": "r"}))
    Companies(client.loop).create(name="Toft", tags=TAGS, idempotency_key=GUID)
    assert client.script.sent[0].body == b'{"name":"Toft","tags":{"plan":"gold"}}'
    assert client.script.sent[0].headers["Idempotency-Key"] == GUID


def test_nothing_where_nothing_is_required() -> None:
    """A list without required arguments takes none, and so does the reading of its pages."""
    client = ScriptedClient(*[reply(200, {"results": []})] * 2)
    assert Companies(client.loop).list().result().results == []
    assert Companies(client.loop).list_all().to_list() == []


def test_keywords_of_pages() -> None:
    """Keywords of the reading of all pages go into the request of each page."""
    client = ScriptedClient(reply(200, {"results": []}))
    assert Companies(client.loop).list_all(page_size=7, max_retries=0).to_list() == []
    assert client.script.sent[0].url.endswith("/companies?page=1&pageSize=7")


def test_keywords_of_waits() -> None:
    """A wait takes the fields of its request beside its own options."""
    client = ScriptedClient(reply(200, STATUS))
    ended = client.sync.wait(company_id=COMPANY_ID, sync_id=SYNC_ID, timeout=9, interval=2)
    assert ended.result().sync_id == SYNC_ID


def test_keywords_of_starts() -> None:
    """What starts something and waits takes the fields of the first request."""
    client = ScriptedClient(reply(202, STARTED), reply(200, STATUS))
    body = shared.InitiateSync(["d"])
    with warnings.catch_warnings(record=True):
        warnings.simplefilter("always")
        client.sync.initiate_and_wait(company_id=COMPANY_ID, initiate_sync=body)
    assert client.script.sent[0].body == b'{"datasetIds":["d"]}'


EITHER = r"sync\.get takes an operations\.GetSyncByIDRequest or its fields as keywords"


REFUSED: list[tuple[Call, str]] = [
    (lambda s: s.get(), f"^{EITHER}: missing company_id and sync_id$"),
    (lambda s: s.get(None), f"^{EITHER}: missing company_id and sync_id$"),
    (lambda s: s.get(company_id=COMPANY_ID), f"^{EITHER}: missing sync_id$"),
    (lambda s: s.get(BY_ID, company_id=COMPANY_ID), f"^{EITHER}, not both$"),
    (
        lambda s: s.get(company_id=COMPANY_ID, sync_ids=SYNC_ID),
        r"^sync\.get: there is no argument sync_ids; did you mean sync_id\?$",
    ),
    (
        lambda s: s.get(BY_ID, colour="red"),
        r"^sync\.get: there is no argument colour; it takes company_id, sync_id, timeout, max_",
    ),
    (
        lambda s: s.get(BY_ID, idempotency_key=GUID),
        r"^sync\.get: there is no argument idempotency_key",
    ),
    (lambda s: s.get(COMPANY_ID, SYNC_ID), f"^{EITHER}, not str$"),
    (lambda s: s.wait(BY_ID, time_out=3), r"no argument time_out; did you mean timeout\?$"),
    (
        lambda s: s.get(BY_ID, retry_config=None),
        r"no argument retry_config; did you mean retries\?$",
    ),
    (
        lambda s: s.get(BY_ID, headers={"X-A": "1"}),
        r"^sync\.get: there is no argument headers; use with_options\(headers=\.\.\.\) of the cl",
    ),
    (lambda s: s.get(BY_ID, raise_on_error=True), r"use with_options\(raise_on_error=\.\.\.\)"),
    (lambda s: s.wait(BY_ID, max_retries=3), r"^sync\.wait: there is no argument max_retries"),
]


@pytest.mark.parametrize(("call", "problem"), REFUSED)
def test_keywords_that_cannot_be(call: Any, problem: str) -> None:
    """A missing, a misspelt or a superfluous argument is refused before anything is sent."""
    client = ScriptedClient()
    with pytest.raises(errors.RequestError, match=problem):
        call(client.sync)
    assert client.script.sent == []


def test_signatures() -> None:
    """A method shows the fields of its request, and its options with their defaults."""
    shown = inspect.signature(Sync.wait).parameters
    assert [*shown][:5] == ["self", "request", "retries", "company_id", "sync_id"]
    assert (shown["timeout"].default, shown["raise_on_failure"].default) == (3600.0, True)
    assert {each.kind for each in [*shown.values()][3:]} == {inspect.Parameter.KEYWORD_ONLY}


DEPRECATED: dict[str, Call] = {
    "sync.initiate_sync": lambda s: s.sync.initiate_sync(company_id=COMPANY_ID),
    "sync.initiate_and_wait": lambda s: s.sync.initiate_and_wait(company_id=COMPANY_ID),
    "expenses.create_dataset": lambda s: Expenses(s.loop).create_dataset(company_id=COMPANY_ID),
}


@pytest.mark.parametrize(("name", "call"), DEPRECATED.items(), ids=list(DEPRECATED))
def test_deprecated_methods(name: str, call: Any) -> None:
    """A deprecated method warns once, at the line that calls it: its name, and its successor."""
    client = ScriptedClient(reply(202, STARTED), reply(200, STATUS))
    with warnings.catch_warnings(record=True) as caught, pytest.raises(Exception):  # noqa: B017, PT011, PT012
        warnings.simplefilter("always")
        call(client)
        raise ValueError
    (warning,) = caught
    assert warning.category is DeprecationWarning
    assert str(warning.message).startswith(f"{name} is deprecated. The service ends it after 1 May")
    assert "Create the expenses with `expenses.create`" in str(warning.message)
    assert warning.filename == __file__


def test_deprecated_marks() -> None:
    """The marks of PEP 702 are there at run time too."""
    assert "1 May 2027" in vars(Sync.initiate_sync)["__deprecated__"]


def test_a_result() -> None:
    """The result of a response is its value."""
    status = shared.CompanySyncStatus(sync_id=SYNC_ID)
    assert operations.GetSyncByIDResponse("", 200, status).result() is status


def test_a_result_without_a_value() -> None:
    """An operation without a value has None as its result."""
    assert operations.DeleteCompanyResponse("", 204).result() is None


def test_a_result_of_an_error() -> None:
    """The result of an error raises what `raise_for_status` raises."""
    said = shared.ErrorMessage(error="no")
    with pytest.raises(errors.NotFoundError, match="no: Status 404"):
        operations.GetSyncByIDResponse("", 404, error_message=said).result()


def test_a_result_that_is_missing() -> None:
    """A success without its value raises, and says what it lacks."""
    with pytest.raises(errors.DecodeError, match="200 OK without company_sync_status"):
        operations.GetSyncByIDResponse("", 200).result()


def test_a_start_without_an_id() -> None:
    """A start that does not say what it has started has no result."""
    client = ScriptedClient(reply(200, {"datasetId": "d"}))
    kind = shared.ExpenseTransactionType.PAYMENT
    expense = shared.ExpenseTransaction("GBP", GUID, "2026-01-01", kind)
    created = Expenses(client.loop).create(company_id=COMPANY_ID, create_expense_request=[expense])
    with pytest.raises(errors.DecodeError, match=r"without create_expense_response\.sync_id"):
        created.result()
