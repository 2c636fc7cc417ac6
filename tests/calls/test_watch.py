"""One wait as a value, driven by hand: its requests, its pauses, and its end."""

import copy
import logging
import math
import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pytest

from codatsyncexpenses import errors
from codatsyncexpenses._calls.watch import Watch
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.resources import sync
from tests.support.by_hand import HandDriven
from tests.support.ids import COMPANY_ID, SYNC_ID
from tests.support.scripted_client import BY_ID, GUID, INITIATE, ManualTime, reply

OPTIONS: dict[str, Any] = {
    "timeout": 3600.0,
    "on_update": None,
    "progress": False,
    "interval": 1.0,
    "max_interval": 30.0,
    "raise_on_failure": True,
}
Headers = Mapping[str, str]
Answer = operations.GetSyncByIDResponse | operations.InitiateSyncResponse | errors.CallError


def watch(hand: HandDriven, **options: Any) -> Watch[Any]:
    """Begin to wait for a sync."""
    chosen: Any = OPTIONS | options
    return Watch(sync.wait_plan(), BY_ID, hand.calls.seams, chosen)


def start(hand: HandDriven, **options: Any) -> Watch[Any]:
    """Begin to initiate a sync and wait for it."""
    chosen: Any = OPTIONS | options
    return Watch(sync.initiate_and_wait_plan(), INITIATE, hand.calls.seams, chosen)


def status(
    code: int | None = 1000,
    stage: str | None = "Pushing",
    headers: Headers = MappingProxyType({}),
    **fields: Any,
) -> operations.GetSyncByIDResponse:
    """Return the response to a poll."""
    held: dict[str, Any] = {"sync_id": SYNC_ID, "sync_status": stage, "sync_status_code": code}
    return operations.GetSyncByIDResponse(
        "application/json",
        200,
        company_sync_status=shared.CompanySyncStatus(**(held | fields)),
        raw_response=reply(200, **headers).raw,
    )


def refused(status_code: int, **headers: str) -> operations.GetSyncByIDResponse:
    """Return a response with a documented error."""
    return operations.GetSyncByIDResponse(
        "application/json", status_code, raw_response=reply(status_code, **headers).raw
    )


def begun(sync_id: Any = SYNC_ID, status_code: int = 202) -> operations.InitiateSyncResponse:
    """Return the response to the call that starts a sync."""
    return operations.InitiateSyncResponse(
        "application/json",
        status_code,
        sync_initiated=shared.SyncInitiated(sync_id) if status_code < 400 else None,
        raw_response=reply(status_code).raw,
    )


def failed(status_code: int, retry_after: float | None = None) -> errors.SDKError:
    """Return the error of a call that was answered with an undocumented error."""
    error = errors.SDKError if status_code < 500 else errors.ServerError
    made = {404: errors.NotFoundError, 429: errors.RateLimitError}.get(status_code, error)(
        "no", status_code, "", reply(status_code).raw
    )
    made.retry_after = retry_after
    return made


def drive(watching: Watch[Any], time: ManualTime, *answers: Answer) -> list[float | None]:
    """Give each call its answer; return the pause after each, which moves the clock."""
    pauses: list[float | None] = []
    for answer in answers:
        pauses.append(watching.after(answer))
        time.now += pauses[-1] or 0.0
    return pauses


def end(watching: Watch[Any]) -> Any:
    """Return the error that a wait ends with."""
    with pytest.raises(errors.CodatError) as caught:
        watching.result()
    return caught.value


# When to poll


def test_intervals_grow() -> None:
    """The interval grows by half from the first to the longest."""
    hand = HandDriven()
    pauses = drive(watch(hand), hand.time, *[status()] * 12)
    assert pauses == pytest.approx([1.5**n for n in range(9)] + [30, 30, 30])


@pytest.mark.parametrize(
    ("interval", "longest", "pauses"),
    [(2, 4, [2, 3, 4, 4]), (0.5, 1, [0.5, 0.75, 1, 1]), (10, 4, [4, 4, 4, 4])],
)
def test_intervals(interval: float, longest: float, pauses: list[float]) -> None:
    """The caller chooses the first interval and the longest, which limits the first too."""
    hand = HandDriven()
    watching = watch(hand, interval=interval, max_interval=longest)
    assert drive(watching, hand.time, *[status()] * 4) == pauses


HALF_A_DAY = "2024-01-02T00:00:00Z"


@pytest.mark.parametrize(
    ("headers", "pause"),
    [
        ({"Retry_After": "20"}, 20.0),
        ({"Retry_After": "0.5"}, 1.0),
        ({"Retry_After": "120"}, 120.0),
        ({"Retry_After": "121"}, 120.0),
        ({"Retry_After": "99999999999"}, 120.0),
        ({"Retry_After": "Fri, 31 Dec 9999 00:00:00 GMT"}, 120.0),
        ({"Retry_After": "Mon, 01 Jan 2024 12:00:09 GMT"}, 9.0),
        ({"X_Rate_Limit_Limit": "1000", "X_Rate_Limit_Remaining": "100"}, 1.0),
        ({"X_Rate_Limit_Limit": "1000", "X_Rate_Limit_Remaining": "99"}, 30.0),
        ({"X_Rate_Limit_Limit": "1000", "X_Rate_Limit_Remaining": "0"}, 30.0),
        ({"X_Rate_Limit_Limit": "1000"}, 1.0),
        ({"X_Rate_Limit_Remaining": "0"}, 1.0),
        ({"X_Rate_Limit_Remaining": "0", "X_Rate_Limit_Reset": HALF_A_DAY}, 43_200.0),
        ({"X_Rate_Limit_Remaining": "0", "X_Rate_Limit_Reset": "9999-12-31T00:00:00Z"}, 86_400.0),
        ({"X_Rate_Limit_Remaining": "1", "X_Rate_Limit_Reset": HALF_A_DAY}, 1.0),
    ],
)
@pytest.mark.parametrize("timeout", [100_000, None])
def test_limits_of_the_service(headers: Headers, pause: float, timeout: float | None) -> None:
    """`Retry-After` makes a pause longer, to two minutes, and so does a quota, to a day."""
    hand = HandDriven()
    assert drive(watch(hand, timeout=timeout), hand.time, status(headers=headers)) == [pause]


@pytest.mark.parametrize(
    ("asked", "pause"), [(86_400.0, 86_400.0), (86_401.0, None), (99_999_999_999.0, None)]
)
@pytest.mark.parametrize("status_code", [429, 503])
def test_the_longest_pause_after_an_error(
    status_code: int, asked: float, pause: float | None
) -> None:
    """An error may ask for a day; more than that ends a wait, although it has no timeout."""
    hand, error = HandDriven(), failed(status_code, asked)
    watching = watch(hand, timeout=None)
    assert drive(watching, hand.time, error) == [pause]
    if pause is None:
        assert end(watching) is error


def test_a_scarce_quota_is_passing() -> None:
    """The interval goes on growing from where it was when the quota is full again."""
    hand = HandDriven()
    scarce = status(headers={"X_Rate_Limit_Limit": "1000", "X_Rate_Limit_Remaining": "9"})
    pauses = drive(watch(hand), hand.time, status(), scarce, status())
    assert pauses == [1.0, 30.0, 2.25]


def test_the_last_poll() -> None:
    """The last pause ends with the time, so that there is one more poll."""
    hand = HandDriven()
    watching = watch(hand, timeout=10, interval=4)
    assert drive(watching, hand.time, *[status()] * 3) == [4, 6, None]


def test_the_next_call() -> None:
    """A wait makes the same call again."""
    watching = watch(HandDriven())
    for _ in range(3):
        assert watching.operation is sync._GET
        assert watching.request is BY_ID
        watching.after(status())


@pytest.mark.parametrize(
    ("timeout", "passed", "until"),
    [
        (None, 0.0, math.inf),
        (3600, 0.0, 4600.0),
        (20, 5.5, 1020.0),
        (20, 19.5, 1020.5),
        (20, 21.0, 1022.0),
    ],
)
def test_calls_end_with_the_wait(timeout: float | None, passed: float, until: float) -> None:
    """A call ends when the wait does; one near the end, or after it, has a second."""
    hand = HandDriven()
    watching = watch(hand, timeout=timeout)
    hand.time.now += passed
    assert watching.until == until


# The end

UNLISTED = (1020, 2050, 5999, 0, -1, None)
STAGES = ("NotStarted", "Started", "Pushing", "Validating", "Whatever", "", None)
ENDS = ("Complete", "Completed", "PushError")
CODES = [
    # code, stage, raise_on_failure, whether it goes on, whether it ends with an error
    *[(code, "Pushing", True, True, False) for code in (1000, 1010)],
    *[(code, "Complete", True, True, False) for code in (1000, 1010)],
    *[(code, "Pushing", True, False, False) for code in (2000, 2040)],
    *[
        (int(code), "Pushing", True, False, True)
        for code in shared.SyncStatusCode
        if code.is_failure
    ],
    (5130, "PushError", False, False, False),
    # A code that is not listed, or none, says nothing.
    *[(code, stage, True, True, False) for code in UNLISTED for stage in STAGES],
    *[(code, stage, False, True, False) for code in UNLISTED for stage in STAGES],
    *[(code, stage, False, False, False) for code in UNLISTED for stage in ENDS],
]


@pytest.mark.parametrize(("code", "stage", "raises", "goes_on", "error"), CODES)
def test_codes_and_stages(
    code: int | None, stage: str | None, raises: bool, goes_on: bool, error: bool
) -> None:
    """The code decides whether a wait goes on, and the stage if the code is not listed."""
    hand, answer = HandDriven(), status(code, stage)
    watching = watch(hand, raise_on_failure=raises)
    assert watching.after(answer) == (1.0 if goes_on else None)
    if error:
        assert isinstance(end(watching), errors.SyncFailed)
    elif not goes_on:
        assert watching.result() is answer


@pytest.mark.parametrize("stage", ENDS)
@pytest.mark.parametrize(
    ("code", "said"), [(2050, "with a code that is not known, 2050"), (None, "without a code")]
)
@pytest.mark.parametrize("pushed", [False, None])
def test_an_end_with_an_unknown_code(
    code: int | None, said: str, stage: str, pushed: bool | None
) -> None:
    """An end with a code that is not listed is no failure: its error says what is not known."""
    hand, answer = HandDriven(), status(code, stage, data_pushed=pushed)
    watching = watch(hand)
    assert drive(watching, hand.time, status(1020, "Validating"), answer) == [1.0, None]
    error = end(watching)
    assert type(error) is errors.WaitError
    assert str(error) == f"sync.wait: {BY_ID!r} ended {said}, at the stage {stage}"
    assert (error.request, error.response, error.status) == (
        BY_ID,
        answer,
        answer.company_sync_status,
    )


@pytest.mark.parametrize("stage", [*STAGES, *ENDS])
@pytest.mark.parametrize("code", UNLISTED)
@pytest.mark.parametrize("raises", [True, False])
def test_data_that_was_written(code: int | None, stage: str | None, raises: bool) -> None:
    """With a code that is not listed, written data is a success at any stage."""
    answer = status(code, stage, data_pushed=True)
    watching = watch(HandDriven(), raise_on_failure=raises)
    assert watching.after(answer) is None
    assert watching.result() is answer


@pytest.mark.parametrize(("code", "goes_on"), [(1000, True), (5130, False)])
def test_listed_codes_decide_alone(code: int, goes_on: bool) -> None:
    """Where the code is listed, written data and the stage decide nothing."""
    watching = watch(HandDriven())
    pause = watching.after(status(code, "Complete", data_pushed=True))
    assert (pause is not None) is goes_on
    if not goes_on:
        assert isinstance(end(watching), errors.SyncFailed)


A_GUID, ANOTHER = GUID.upper(), "00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize(
    ("asked", "fields"),
    [
        (BY_ID, {"sync_id": SYNC_ID, "company_id": COMPANY_ID}),
        (BY_ID, {"sync_id": None, "company_id": None}),
        (BY_ID, {"sync_id": "", "company_id": ""}),
        (operations.GetSyncByIDRequest(COMPANY_ID, A_GUID), {"sync_id": GUID}),
        (operations.GetSyncByIDRequest(GUID, A_GUID), {"company_id": A_GUID, "sync_id": GUID}),
        (operations.GetSyncByIDRequest(COMPANY_ID, GUID.replace("-", "")), {"sync_id": GUID}),
    ],
)
def test_statuses_of_what_was_asked_for(
    asked: operations.GetSyncByIDRequest, fields: dict[str, Any]
) -> None:
    """A status names what was asked for, in any text of a UUID, or names nothing."""
    hand = HandDriven()
    chosen: Any = OPTIONS
    watching = Watch(sync.wait_plan(), asked, hand.calls.seams, chosen)
    assert watching.after(status(2000, **fields)) is None
    assert watching.result().status_code == 200


@pytest.mark.parametrize("code", [1000, 2000, 5130])
@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"sync_id": "t"}, "another sync_id, 't'"),
        ({"company_id": "d"}, "another company_id, 'd'"),
        ({"sync_id": "t\x1b\u202e"}, r"another sync_id, 't\x1b\u202e'"),
        ({"sync_id": ANOTHER, "company_id": COMPANY_ID}, f"another sync_id, '{ANOTHER}'"),
    ],
)
@pytest.mark.parametrize("starts", [True, False])
def test_statuses_of_something_else(
    code: int, fields: dict[str, Any], said: str, starts: bool
) -> None:
    """A status of another sync or company is an error, and is not reported as an update."""
    hand, seen = HandDriven(), list[object]()
    watching = (start if starts else watch)(hand, on_update=seen.append)
    if starts:
        watching.after(begun(SYNC_ID))
    assert watching.after(status(code, **fields)) is None
    error = end(watching)
    assert isinstance(error, errors.DecodeError)
    assert error.message.endswith(f"the response has {said}")
    assert (error.operation, error.maybe_processed) == ("sync.get", starts)
    assert error.waited_for == BY_ID
    assert seen == []


def test_a_failure() -> None:
    """The error of a failure has the request, the last response and its status."""
    hand, answer = HandDriven(), status(5130, "PushError")
    watching = watch(hand)
    drive(watching, hand.time, status(), answer)
    error = end(watching)
    assert str(error).startswith(
        f"sync.wait: sync {SYNC_ID} of company {COMPANY_ID} ended with 5130: "
    )
    assert (error.request, error.response, error.status) == (
        BY_ID,
        answer,
        answer.company_sync_status,
    )


@pytest.mark.parametrize("timeout", [0.5, 1.0, 10])
def test_no_end_in_time(timeout: float) -> None:
    """The error of a timeout has the last response, its status and the timeout, and no cause."""
    hand, answer = HandDriven(), status()
    watching = watch(hand, timeout=timeout, interval=timeout)
    assert drive(watching, hand.time, status(stage="Started"), answer) == [timeout, None]
    error = end(watching)
    assert isinstance(error, errors.WaitTimeout)
    assert (error.request, error.response, error.status, error.timeout) == (
        BY_ID,
        answer,
        answer.company_sync_status,
        timeout,
    )
    assert error.__cause__ is None
    assert str(error).startswith(
        f"sync.wait: sync {SYNC_ID} of company {COMPANY_ID} had not ended after "
    )


def test_an_end_after_the_deadline() -> None:
    """An end that the last poll finds counts, however late it came."""
    hand, answer = HandDriven(), status(2000)
    watching = watch(hand, timeout=1)
    hand.time.now += 2
    assert watching.after(answer) is None
    assert watching.result() is answer


def test_a_wait_that_goes_on() -> None:
    """A wait that has not ended has no result."""
    watching = watch(HandDriven())
    watching.after(status())
    with pytest.raises(RuntimeError, match=r"^sync\.wait: the wait has not ended$"):
        watching.result()


# Polls that fail

LOST = errors.APIConnectionError("lost")


@pytest.mark.parametrize(
    ("answer", "pause"),
    [
        (failed(429, 59.0), 59.0),
        (failed(429, 60.0), 60.0),
        (failed(503, 30.0), 30.0),
        (failed(503, 0.001), 2.0),
        (refused(429, Retry_After="30"), 30.0),
    ],
)
def test_failures_that_pass_in_time(answer: Answer, pause: float) -> None:
    """A wait pauses for as long as the service asks, but no shorter than the interval."""
    hand = HandDriven()
    watching = watch(hand, timeout=60, interval=2)
    assert drive(watching, hand.time, answer, status(2000)) == [pause, None]
    assert watching.result().status_code == 200


@pytest.mark.parametrize(
    "answer",
    [
        failed(429, 61.0),
        failed(503, 0.0),
        failed(503),
        LOST,
        failed(400, 30.0),
        failed(422),
        refused(429, Retry_After="61"),
        refused(429),
        refused(401, Retry_After="30"),
        refused(404),
    ],
)
@pytest.mark.parametrize("left", [60.0, 0.5])
def test_failures_that_end_the_wait(answer: Answer, left: float) -> None:
    """A wait ends if waiting does not help, takes too long or is not asked for."""
    answer, hand = copy.copy(answer), HandDriven()
    watching = watch(hand, timeout=60)
    hand.time.now += 60 - left
    assert watching.after(answer) is None
    error = end(watching)
    assert isinstance(error, errors.CallError)
    assert error.waited_for is BY_ID
    assert error is answer or error.status_code == answer.status_code


@pytest.mark.parametrize(
    ("answer", "passes"),
    [
        (failed(429, 30.0), True),
        (failed(429), True),
        (failed(503), True),
        (LOST, True),
        (refused(429, Retry_After="30"), True),
        (failed(400, 30.0), False),
        (refused(404), False),
    ],
)
@pytest.mark.parametrize("late", [0.0, 5.0])
def test_failures_at_the_end(answer: Answer, passes: bool, late: float) -> None:
    """When the time is up, a failure that may pass is the cause of a timeout."""
    hand, last = HandDriven(), status(stage="Started")
    watching = watch(hand, timeout=60)
    assert watching.after(last) == 1.0
    hand.time.now += 60 + late
    assert watching.after(copy.copy(answer)) is None
    error = end(watching)
    if passes:
        assert isinstance(error, errors.WaitTimeout)
        assert (error.timeout, error.response) == (60, last)
        cause = error.__cause__
    else:
        cause = error
    assert isinstance(cause, errors.CallError)
    assert cause.waited_for is BY_ID


def test_no_status_in_time() -> None:
    """A timeout before the first response has neither a response nor a status."""
    hand = HandDriven()
    watching = watch(hand, timeout=60)
    hand.time.now += 60
    assert watching.after(copy.copy(LOST)) is None
    error = end(watching)
    assert (error.response, error.status) == (None, None)
    assert str(error).endswith("had not ended after 60 s; no status had arrived")


def test_failed_polls_leave_the_interval() -> None:
    """A pause after a failure does not make the interval grow."""
    hand = HandDriven()
    pauses = drive(watch(hand), hand.time, status(), failed(429, 9.0), status())
    assert pauses == [1.0, 9.0, 1.5]


# Updates


def test_updates() -> None:
    """`on_update` gets each status that differs from the one before, the last one included."""
    hand, seen = HandDriven(), list[str | None]()

    def note(status: shared.CompanySyncStatus) -> None:
        seen.append(status.sync_status)

    watching = watch(hand, on_update=note)
    stages = ["Started", "Started", "Pushing", "Pushing", "Started"]
    answers = [status(stage=stage) for stage in stages]
    drive(watching, hand.time, *answers, failed(429, 1.0), answers[-1], status(2000, "Complete"))
    assert seen == ["Started", "Pushing", "Started", "Complete"]


def test_errors_of_a_listener() -> None:
    """An exception from `on_update` goes to whoever drives the wait."""

    def stop(_: shared.CompanySyncStatus) -> None:
        raise KeyboardInterrupt

    watching = watch(HandDriven(), on_update=stop)
    with pytest.raises(KeyboardInterrupt):
        watching.after(status())


def test_a_bar(capsys: pytest.CaptureFixture[str]) -> None:
    """With `progress` each status moves a bar, which stays when the wait is closed."""
    pytest.importorskip("tqdm")
    hand = HandDriven()
    watching = watch(hand, progress=True)
    drive(watching, hand.time, status(), status(2000, "Complete"))
    watching.close()
    drawn = capsys.readouterr().err.split("\r")
    assert any(line.startswith("sync.wait: Pushing (1000) |") for line in drawn)
    assert drawn[-1].startswith("sync.wait: Complete (2000) |")


def test_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    """Without `progress` nothing is drawn."""
    hand = HandDriven()
    watching = watch(hand)
    drive(watching, hand.time, status(2000))
    watching.close()
    assert capsys.readouterr() == ("", "")


# Starts


def test_a_start() -> None:
    """After the call that starts a sync the polls ask for that sync, the first one at once."""
    hand = HandDriven()
    watching, answer = start(hand), status(2000)
    assert (watching.operation, watching.request) == (sync._INITIATE_SYNC, INITIATE)
    assert watching.after(begun(SYNC_ID)) == 0.0
    assert (watching.operation, watching.request) == (sync._GET, BY_ID)
    assert watching.after(status()) == 1.0
    assert watching.after(answer) is None
    assert watching.result() is answer


def test_a_start_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    """The log names what goes on, should the wait be interrupted."""
    with caplog.at_level(logging.INFO, "codatsyncexpenses"):
        start(HandDriven()).after(begun(SYNC_ID))
    assert caplog.messages == [f"sync.initiate_and_wait: started; waiting for {BY_ID!r}"]


def test_the_start_takes_time() -> None:
    """The call that starts a sync is part of the wait."""
    hand = HandDriven()
    watching = start(hand, timeout=20)
    hand.time.now += 15
    assert watching.after(begun()) == 0.0
    assert watching.until == 1020.0
    assert watching.after(status(headers={"Retry_After": "9"})) == 5.0


@pytest.mark.parametrize("sync_id", [None, "", ".", "..", "\ud800"])
def test_a_start_without_an_identifier(sync_id: str | None) -> None:
    """A response that does not name the sync is an error, and the sync may go on."""
    watching = start(HandDriven())
    assert watching.after(begun(sync_id)) is None
    error = end(watching)
    assert isinstance(error, errors.DecodeError)
    said = "sync.initiate_and_wait: started, but the response has no identifier (sync.get: sync_id "
    assert error.message.startswith(said)
    assert error.waited_for is None
    assert (error.status_code, error.operation, error.maybe_processed) == (
        202,
        "sync.initiate_sync",
        True,
    )


@pytest.mark.parametrize("late", [0.0, 7200.0])
@pytest.mark.parametrize(
    "answer", [begun(status_code=422), begun(status_code=404), failed(429, 30.0), LOST]
)
def test_a_start_that_fails(answer: Answer, late: float) -> None:
    """A start that fails is the end, whatever the error and however late: nothing was begun."""
    hand = HandDriven()
    watching = start(hand)
    hand.time.now += late
    assert watching.after(copy.copy(answer)) is None
    error = end(watching)
    assert isinstance(error, errors.CallError)
    assert error.waited_for is None


@pytest.mark.parametrize("status_code", [200, 202])
def test_statuses_of_a_start(status_code: int) -> None:
    """A start that is answered 200 is followed like one that is answered 202."""
    watching = start(HandDriven())
    assert watching.after(begun(SYNC_ID, status_code)) == 0.0
    assert watching.request == BY_ID


@pytest.mark.parametrize("gone", [refused(404), failed(404)])
@pytest.mark.parametrize(
    ("interval", "pauses"),
    [(1.0, [1.0, 1.5, 2.25, 3.375, 1.875]), (4.0, [4.0, 6.0]), (60.0, [10.0])],
)
def test_a_start_that_is_not_found_yet(gone: Answer, interval: float, pauses: list[float]) -> None:
    """For ten seconds after a start, 404 may mean that the sync is not known everywhere yet."""
    hand = HandDriven()
    watching = start(hand, interval=interval)
    answers = [copy.copy(gone) for _ in range(len(pauses) + 1)]
    assert drive(watching, hand.time, begun(SYNC_ID), *answers) == [0.0, *pauses, None]
    error = end(watching)
    assert isinstance(error, errors.NotFoundError)
    assert error.waited_for == BY_ID


def test_a_start_that_is_found() -> None:
    """After 404 the wait goes on as usual."""
    hand, answer = HandDriven(), status(2000)
    watching = start(hand)
    pauses = drive(
        watching, hand.time, begun(SYNC_ID), refused(404), refused(404), status(), answer
    )
    assert pauses == [0.0, 1.0, 1.5, 2.25, None]
    assert watching.result() is answer


def test_a_start_that_is_lost_again() -> None:
    """Once the sync was found, 404 is an error, however early."""
    hand = HandDriven()
    watching = start(hand)
    assert drive(watching, hand.time, begun(SYNC_ID), status(), refused(404)) == [0.0, 1.0, None]
    assert isinstance(end(watching), errors.NotFoundError)


def test_a_start_that_is_not_found_in_time() -> None:
    """No poll after 404 comes later than the deadline."""
    hand = HandDriven()
    watching = start(hand, timeout=3)
    answers = [refused(404) for _ in range(4)]
    assert drive(watching, hand.time, begun(SYNC_ID), *answers) == [0.0, 1.0, 1.5, 0.5, None]
    assert isinstance(end(watching), errors.NotFoundError)


def test_errors_after_a_start() -> None:
    """An error after the start has the request to go on with."""
    hand = HandDriven()
    watching = start(hand)
    assert drive(watching, hand.time, begun(SYNC_ID), refused(401)) == [0.0, None]
    error = end(watching)
    assert isinstance(error, errors.AuthenticationError)
    assert error.waited_for == BY_ID


def test_errors_name_the_method() -> None:
    """The errors of a start and its wait name the method that was called."""
    hand = HandDriven()
    watching = start(hand)
    drive(watching, hand.time, begun(SYNC_ID), status(5000))
    assert str(end(watching)).startswith(
        f"sync.initiate_and_wait: sync {SYNC_ID} of company {COMPANY_ID} ended"
    )


# Arguments


@pytest.mark.parametrize("name", ["timeout", "interval", "max_interval"])
@pytest.mark.parametrize(
    "value", [0, -1, "1", True, math.nan, math.inf, 10**400], ids=lambda value: repr(value)[:8]
)
def test_unusable_times(name: str, value: Any) -> None:
    """A time that cannot be used is refused by its name."""
    message = f"{name} must be seconds above 0, not {value!r}"
    with pytest.raises(errors.RequestError) as caught:
        watch(HandDriven(), **{name: value})
    assert str(caught.value) == f"sync.wait: {message}"


@pytest.mark.parametrize("value", [1, 0.001, sys.float_info.max])
def test_usable_times(value: float) -> None:
    """A time is any number above zero that a float can hold."""
    watching = watch(HandDriven(), timeout=value, interval=value, max_interval=value)
    assert watching.after(status()) == pytest.approx(value)


@pytest.mark.parametrize("name", ["interval", "max_interval"])
def test_times_that_are_required(name: str) -> None:
    """Only the timeout may be None."""
    with pytest.raises(errors.RequestError, match=f"{name} must be seconds above 0, not None"):
        watch(HandDriven(), **{name: None})


def test_a_time_with_too_many_digits() -> None:
    """A number that cannot be written is refused like any other."""
    with pytest.raises(errors.RequestError, match="timeout must be seconds above 0, not <int>"):
        watch(HandDriven(), timeout=-(10**5000))


def test_an_unusable_listener() -> None:
    """A listener that cannot be called is refused."""
    with pytest.raises(errors.RequestError) as caught:
        start(HandDriven(), on_update="print")
    assert str(caught.value) == "sync.initiate_and_wait: on_update must be callable, not 'print'"
