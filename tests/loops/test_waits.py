"""Waiting for the end of a sync: a scripted transport, and time that passes only in pauses."""

import copy
import io
import logging
import pickle
import sys
import threading
import time
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import pytest

from codatsyncexpenses import errors
from codatsyncexpenses._calls.retries import Fault
from codatsyncexpenses._calls.settings import Seams
from codatsyncexpenses._calls.wire import Reply, Timeout
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.sandbox import Sandbox, companies
from tests.support.ids import COMPANY_ID, SYNC_ID
from tests.support.scripted_client import (
    BY_ID,
    GUID,
    INITIATE,
    STARTED,
    ScriptedClient,
    lost,
    policy,
    reply,
)

Headers = Mapping[str, str]
STAGES = {"NotStarted": 1000, "Started": 1000, "Pushing": 1000, "Complete": 2000, "PushError": 5130}


def at(
    stage: str | None, code: int | None = None, headers: Headers = MappingProxyType({})
) -> Reply:
    """Make an answer that says where the sync stands."""
    status = {
        "companyId": COMPANY_ID,
        "syncId": SYNC_ID,
        "syncStatus": stage,
        "syncStatusCode": STAGES.get(stage or "") if code is None else code,
        "errorMessage": "It was refused." if stage == "PushError" else "",
    }
    return reply(200, status, **headers)


def polls(count: int) -> list[Reply]:
    """Make some answers of a sync that goes on."""
    return [at("Pushing") for _ in range(count)]


def refusals(response: Callable[[], Any]) -> errors.CodatError:
    """Give the error that a call raises."""
    with pytest.raises(errors.CodatError) as caught:
        response()
    return caught.value


def test_the_last_answer_is_returned() -> None:
    """It asks until the sync has ended, and gives the answer that says so."""
    scripted = ScriptedClient(at("Started"), at("Pushing"), at("Complete"))
    response = scripted.sync.wait(BY_ID)
    assert response.company_sync_status is not None
    assert response.company_sync_status.code is shared.SyncStatusCode.SUCCEEDED
    assert len(scripted.script.sent) == 3


def test_what_had_ended_before_is_returned_at_once() -> None:
    """A sync that has ended is asked for once, and there is no pause."""
    scripted = ScriptedClient(at("Complete", 2040))
    scripted.sync.wait(BY_ID)
    assert scripted.world.pauses == []


def test_intervals_grow_to_the_longest() -> None:
    """The pauses grow by half, from a second to thirty."""
    scripted = ScriptedClient(*polls(12), at("Complete"))
    scripted.sync.wait(BY_ID)
    grown = [1.5**n for n in range(9)]
    assert scripted.world.pauses == pytest.approx([*grown, 30, 30, 30])


def test_intervals_can_be_set() -> None:
    """First and longest interval are the caller's to choose."""
    scripted = ScriptedClient(*polls(4), at("Complete"))
    scripted.sync.wait(BY_ID, interval=2, max_interval=4)
    assert scripted.world.pauses == [2, 3, 4, 4]


def test_a_first_interval_beyond_the_longest() -> None:
    """The longest interval holds for the first one too."""
    scripted = ScriptedClient(*polls(2), at("Complete"))
    scripted.sync.wait(BY_ID, interval=10, max_interval=4)
    assert scripted.world.pauses == [4, 4]


def test_retry_after_is_obeyed() -> None:
    """An answer that asks to come back later is obeyed."""
    scripted = ScriptedClient(at("Pushing", headers={"Retry_After": "20"}), at("Complete"))
    scripted.sync.wait(BY_ID)
    assert scripted.world.pauses == [20]


FAR = {"Retry_After": "99999999999"}
FAR_RESET = {"X_Rate_Limit_Remaining": "0", "X_Rate_Limit_Reset": "9999-12-31T00:00:00Z"}


@pytest.mark.parametrize(
    ("first", "pause"),
    [(at("Pushing", headers=FAR), 120.0), (at("Pushing", headers=FAR_RESET), 86_400.0)],
    ids=["running", "spent"],
)
def test_a_pause_of_thousands_of_years(first: Reply, pause: float) -> None:
    """A running sync that asks for thousands of years is asked for again in a day at most."""
    scripted = ScriptedClient(first, at("Complete"))
    scripted.sync.wait(BY_ID, timeout=None)
    assert scripted.world.pauses == [pause]


def test_a_refusal_for_thousands_of_years() -> None:
    """An error that asks for more than a day ends the wait."""
    scripted = ScriptedClient(reply(429, {}, **FAR))
    error = refusals(lambda: scripted.sync.wait(BY_ID, timeout=None))
    assert isinstance(error, errors.RateLimitError)
    assert scripted.world.pauses == []


def test_an_interval_of_thousands_of_years() -> None:
    """A pause longer than a thread can make becomes the longest."""
    scripted = ScriptedClient(at("Pushing"), at("Complete"))
    scripted.sync.wait(BY_ID, timeout=None, interval=1e300, max_interval=1e300)
    assert scripted.world.pauses == [threading.TIMEOUT_MAX]


@pytest.mark.parametrize(
    ("remaining", "pause"), [("0", 43_200.0), ("5", 30.0), ("99", 30.0), ("100", 1.0)]
)
def test_a_scarce_quota_is_spared(remaining: str, pause: float) -> None:
    """With less than a tenth of the quota left it asks seldom, and with none after its reset."""
    quota = {
        "X_Rate_Limit_Limit": "1000",
        "X_Rate_Limit_Remaining": remaining,
        "X_Rate_Limit_Reset": "2024-01-02T00:00:00Z",
    }
    scripted = ScriptedClient(at("Pushing", headers=quota), at("Complete"))
    scripted.sync.wait(BY_ID, timeout=None)
    assert scripted.world.pauses == [pause]


def test_it_stops_in_time() -> None:
    """Time is up at `timeout`: with a last look, and an error that carries what was seen."""
    scripted = ScriptedClient(*polls(5))
    error = refusals(lambda: scripted.sync.wait(BY_ID, timeout=10, interval=4))
    assert isinstance(error, errors.WaitTimeout)
    assert sum(scripted.world.pauses) == 10
    assert error.status is not None
    assert (error.status.sync_status, error.request, error.timeout) == ("Pushing", BY_ID, 10)
    assert isinstance(error.response, operations.GetSyncByIDResponse)
    assert str(error) == (
        f"sync.wait: sync {SYNC_ID} of company {COMPANY_ID} had not ended after 10 s; "
        "its last status was 1000 Pushing"
    )


def test_there_may_be_no_end() -> None:
    """Without a timeout it waits for as long as it takes."""
    scripted = ScriptedClient(*polls(1000), at("Complete"))
    scripted.sync.wait(BY_ID, timeout=None)
    assert sum(scripted.world.pauses) > 3600


def test_a_failure_raises() -> None:
    """A sync that failed raises what it ended with, in words, and whether trying again can help."""
    scripted = ScriptedClient(at("Pushing"), at("PushError"))
    error = refusals(lambda: scripted.sync.wait(BY_ID))
    assert isinstance(error, errors.SyncFailed)
    assert error.code is shared.SyncStatusCode.WRITE_FAILED
    assert error.meaning == "Writing to the accounting software failed."
    assert (error.can_be_retried, error.error_message) == (False, "It was refused.")
    assert (error.company_id, error.sync_id, error.request) == (COMPANY_ID, SYNC_ID, BY_ID)
    assert str(error) == (
        f"sync.wait: sync {SYNC_ID} of company {COMPANY_ID} ended with 5130: Writing to the "
        "accounting software failed. The API says: It was refused. Read the messages of the "
        "transactions: you or the customer need to correct the cause."
    )


def test_a_failure_can_be_returned() -> None:
    """Whoever does not want an error gets the answer."""
    scripted = ScriptedClient(at("PushError"))
    response = scripted.sync.wait(BY_ID, raise_on_failure=False)
    assert response.company_sync_status is not None
    assert response.company_sync_status.code is shared.SyncStatusCode.WRITE_FAILED


@pytest.mark.parametrize("code", [code for code in shared.SyncStatusCode if code.is_failure])
def test_whether_another_try_can_help(code: shared.SyncStatusCode) -> None:
    """A failure of the service itself may pass; what somebody else refuses will not."""
    scripted = ScriptedClient(at("PushError", int(code)))
    error = refusals(lambda: scripted.sync.wait(BY_ID))
    assert isinstance(error, errors.SyncFailed)
    assert error.can_be_retried == (code in (5000, 5120))


@pytest.mark.parametrize("code", [code for code in shared.SyncStatusCode if code.is_failure])
def test_a_failure_says_what_to_do(code: shared.SyncStatusCode) -> None:
    """The error of a failure has the code's remedy, and its text ends with it."""
    error = refusals(lambda: ScriptedClient(at("PushError", int(code))).sync.wait(BY_ID))
    assert isinstance(error, errors.SyncFailed)
    assert error.remedy is not None
    assert error.remedy == code.remedy
    assert str(error).endswith(f" {error.remedy}")


@pytest.mark.parametrize("stage", ["Started", "Validating", "Whatever", "", None])
def test_an_unknown_code_runs_on(stage: str | None) -> None:
    """A code that is not listed says nothing while the stage is none that ends."""
    scripted = ScriptedClient(at(stage, 1020), at("Complete"))
    scripted.sync.wait(BY_ID)
    assert len(scripted.script.sent) == 2


def test_an_unknown_code_at_the_end() -> None:
    """An end with a code that is not listed has an error of its own, which is no failure."""
    error = refusals(lambda: ScriptedClient(at("Complete", 2050)).sync.wait(BY_ID))
    assert type(error) is errors.WaitError
    assert "ended with a code that is not known, 2050, at the stage Complete" in str(error)
    pushed = reply(200, {"syncStatus": "Complete", "syncStatusCode": 2050, "dataPushed": True})
    assert ScriptedClient(pushed).sync.wait(BY_ID).company_sync_status is not None


def test_what_an_answer_says_is_one_line() -> None:
    """No text of the API's makes another line of a log, or a page of one."""
    hostile = "\x1b[2J\nINFO all is well" + "x" * 100_000
    status: dict[str, object] = {"errorMessage": hostile, "syncStatusCode": 5000}
    failed = refusals(lambda: ScriptedClient(reply(200, status)).sync.wait(BY_ID))
    status |= {"syncStatus": hostile, "syncStatusCode": 1000}
    unfinished = [reply(200, status), reply(200, status)]
    late = refusals(lambda: ScriptedClient(*unfinished).sync.wait(BY_ID, timeout=1))
    refused = refusals(
        lambda: ScriptedClient(reply(404, {"error": hostile, "correlationId": hostile})).sync.wait(
            BY_ID
        )
    )
    foreign = refusals(lambda: ScriptedClient(reply(200, {"syncId": hostile})).sync.wait(BY_ID))
    assert isinstance(foreign, errors.DecodeError)
    assert foreign.message.isprintable()
    assert len(foreign.message) < 4_000
    for error in (failed, late, refused):
        assert str(error).isprintable()
        assert len(str(error)) < 4_000


def test_a_status_without_anything() -> None:
    """A status that says nothing does not end the wait."""
    scripted = ScriptedClient(*[reply(200, {}) for _ in range(3)])
    error = refusals(lambda: scripted.sync.wait(BY_ID, timeout=2))
    assert isinstance(error, errors.WaitTimeout)
    assert str(error).endswith("had not ended after 2 s; its status was empty")


def test_updates_are_told_once() -> None:
    """`on_update` gets every status that differs from the one before."""
    scripted = ScriptedClient(
        at("Started"), at("Started"), at("Pushing"), at("Pushing"), at("PushError")
    )
    seen: list[str | None] = []
    scripted.sync.wait(
        BY_ID, on_update=lambda status: seen.append(status.sync_status), raise_on_failure=False
    )
    assert seen == ["Started", "Pushing", "PushError"]


def test_an_error_of_the_listener_is_the_listeners() -> None:
    """An exception from `on_update` goes to the caller as it is."""

    def stop(_: shared.CompanySyncStatus) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ScriptedClient(at("Started")).sync.wait(BY_ID, on_update=stop)


@pytest.mark.parametrize("status", [401, 404])
def test_an_error_status_raises(status: int) -> None:
    """A poll that is answered with an error raises, and says what to go on with."""
    error = refusals(lambda: ScriptedClient(at("Started"), reply(status, {})).sync.wait(BY_ID))
    assert isinstance(error, errors.SDKError)
    assert (error.status_code, error.waited_for) == (status, BY_ID)


def test_passing_faults_are_outlasted() -> None:
    """A poll is tried again like any call: faults that pass do not end the wait."""
    scripted = ScriptedClient(at("Started"), reply(503, {}), lost(), at("Complete"))
    scripted.sync.wait(BY_ID)
    assert len(scripted.script.sent) == 4


def test_a_fault_that_stays_raises() -> None:
    """A poll that fails for as long as a call tries raises what it failed with."""
    scripted = ScriptedClient(lost(), retry_config=policy("none"))
    error = refusals(lambda: scripted.sync.wait(BY_ID))
    assert isinstance(error, errors.APIConnectionError)
    assert error.waited_for == BY_ID


def test_a_fault_at_the_end_of_time_is_a_timeout() -> None:
    """Where time is up while no answer comes, that is a timeout, and the fault its cause."""
    scripted = ScriptedClient(at("Started"), *[lost() for _ in range(20)], retry_config=policy())
    error = refusals(lambda: scripted.sync.wait(BY_ID, timeout=1))
    assert isinstance(error, errors.WaitTimeout)
    assert isinstance(error.__cause__, errors.APIConnectionError)


def test_tomorrows_quota_is_waited_for() -> None:
    """A wait that is too long for a call is not too long for a wait."""
    scripted = ScriptedClient(reply(429, {}, Retry_After="3000"), at("Complete"))
    scripted.sync.wait(BY_ID, timeout=3600)
    assert scripted.world.pauses == [3000]


def test_a_refusal_for_a_moment_does_not_hurry_polls() -> None:
    """A service that asks for less than the interval is not asked more often than that."""
    refusals = [reply(429, {}, Retry_After="0.001") for _ in range(3)]
    scripted = ScriptedClient(*refusals, at("Complete"), retry_config=policy("none"))
    scripted.sync.wait(BY_ID, interval=2)
    assert scripted.world.pauses == [2, 2, 2]


def test_a_refusal_beyond_the_end_raises() -> None:
    """Where the service asks for more than is left, the refusal is raised at once."""
    scripted = ScriptedClient(reply(429, {}, Retry_After="4000"))
    error = refusals(lambda: scripted.sync.wait(BY_ID, timeout=3600))
    assert isinstance(error, errors.RateLimitError)
    assert (error.retry_after, scripted.world.pauses) == (4000, [])


def test_a_poll_does_not_outlast_the_wait() -> None:
    """A poll's own limits shrink to what is left, to a second at least."""
    scripted = ScriptedClient(at("Started"), at("Pushing"), at("Complete"))
    scripted.sync.wait(BY_ID, timeout=8, interval=7.5)
    assert [wire.timeout for wire in scripted.script.sent] == [
        Timeout(5, 8, 8),
        Timeout(1, 1, 1),
        Timeout(1, 1, 1),
    ]


def test_no_attempt_of_a_poll_outlasts_the_wait() -> None:
    """A retry late in a wait has only the time that is left of it."""
    scripted = ScriptedClient(
        *[reply(503, {}) for _ in range(3)], at("Complete"), retry_config=policy()
    )
    scripted.sync.wait(BY_ID, timeout=4)
    assert scripted.world.pauses == [0.5, 1, 2]
    assert [wire.timeout.exchange for wire in scripted.script.sent] == [4, 3.5, 2.5, 0.5]


def test_attempts_do_not_outlast_the_wait() -> None:
    """A poll is tried again for as long as is left, and no longer."""
    scripted = ScriptedClient(*[reply(503, {}) for _ in range(50)])
    error = refusals(lambda: scripted.sync.wait(BY_ID, timeout=20))
    assert isinstance(error, errors.ServerError)
    assert sum(scripted.world.pauses) <= 20


@pytest.mark.parametrize("name", ["timeout", "interval", "max_interval"])
@pytest.mark.parametrize("value", [0, -1, "1", True, float("nan"), float("inf"), 10**400])
def test_times_that_are_none(name: str, value: Any) -> None:
    """A time that cannot be used is refused before anything is sent, by its name."""
    scripted = ScriptedClient()
    options: dict[str, Any] = {name: value}
    error = refusals(lambda: scripted.sync.wait(BY_ID, **options))
    assert isinstance(error, errors.RequestError)
    assert f"{name} must be seconds above 0, not {value!r}" in str(error)


def test_a_time_that_cannot_be_written() -> None:
    """A number with too many digits for a text is refused like any other."""
    error = refusals(lambda: ScriptedClient().sync.wait(BY_ID, timeout=-(10**5000)))
    assert "timeout must be seconds above 0, not <int>" in str(error)


def test_intervals_must_be_given() -> None:
    """Only the timeout may be None."""
    none: Any = None
    assert isinstance(
        refusals(lambda: ScriptedClient().sync.wait(BY_ID, interval=none)), errors.RequestError
    )


def test_a_listener_must_be_callable() -> None:
    """Something that cannot be called is refused before anything is sent."""
    wrong: Any = "print"
    error = refusals(lambda: ScriptedClient().sync.wait(BY_ID, on_update=wrong))
    assert str(error) == "sync.wait: on_update must be callable, not 'print'"


@pytest.mark.parametrize("retries", ["no", policy(max_interval=-1)], ids=["type", "number"])
def test_retries_are_checked(retries: Any) -> None:
    """A retry policy that cannot be computed with is refused before anything is sent."""
    assert isinstance(
        refusals(lambda: ScriptedClient().sync.wait(BY_ID, retries)), errors.ConfigurationError
    )


def test_a_closed_client_stops_waiting() -> None:
    """Closing the client ends the wait at its next poll."""
    scripted = ScriptedClient(at("Started"))

    def close(_: float) -> None:
        scripted.loop.close()

    scripted.loop._calls.seams = scripted.world.seams._replace(sleep=close)
    error = refusals(lambda: scripted.sync.wait(BY_ID))
    assert str(error) == "sync.get: the client is closed"


def test_a_child_that_goes_on_waiting_can_be_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wait that is forked in its midst is woken by the child's own `close`."""
    scripted = ScriptedClient(at("Started"), seams=Seams())

    def fork(_: shared.CompanySyncStatus) -> None:
        monkeypatch.setattr("os.getpid", lambda: -1)
        threading.Timer(0.1, scripted.loop.close).start()

    start = time.monotonic()
    error = refusals(lambda: scripted.sync.wait(BY_ID, timeout=5, interval=5, on_update=fork))
    assert "the client is closed" in str(error)
    assert time.monotonic() - start < 4


def test_begin_and_wait() -> None:
    """It starts the sync, then asks for the one that was started."""
    scripted = ScriptedClient(reply(202, STARTED), at("Pushing"), at("Complete"))
    response = scripted.sync.initiate_and_wait(INITIATE, idempotency_key=GUID)
    assert isinstance(response, operations.GetSyncByIDResponse)
    assert [wire.method for wire in scripted.script.sent] == ["POST", "GET", "GET"]
    assert scripted.script.sent[1].url.endswith(
        f"/companies/{COMPANY_ID}/sync/expenses/syncs/{SYNC_ID}/status"
    )
    assert scripted.keys == [GUID, None, None]


def test_what_was_begun_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Whoever is interrupted while waiting finds in the log what goes on."""
    scripted = ScriptedClient(reply(202, STARTED), at("Complete"))
    with caplog.at_level(logging.INFO, "codatsyncexpenses"):
        scripted.sync.initiate_and_wait(INITIATE)
    assert caplog.messages == [f"sync.initiate_and_wait: started; waiting for {BY_ID!r}"]
    facts = vars(caplog.records[0])
    assert (facts["operation"], facts["waited_for"]) == ("sync.initiate_and_wait", BY_ID)


def test_what_was_begun_is_in_the_error() -> None:
    """An error after the start says what to go on with."""
    scripted = ScriptedClient(reply(202, STARTED), reply(401, {}))
    error = refusals(lambda: scripted.sync.initiate_and_wait(INITIATE))
    assert isinstance(error, errors.AuthenticationError)
    assert error.waited_for == BY_ID


def test_a_start_that_is_refused() -> None:
    """A start that is answered with an error raises, and nothing is waited for."""
    error = refusals(lambda: ScriptedClient(reply(422, {})).sync.initiate_and_wait(INITIATE))
    assert isinstance(error, errors.SDKError)
    assert (error.status_code, error.waited_for) == (422, None)


@pytest.mark.parametrize(
    "body", [{}, {"syncId": None}, {"syncId": ""}, {"syncId": "."}, {"syncId": ".."}]
)
def test_a_start_without_a_name(body: object) -> None:
    """An answer that does not name the sync is an error that says so, and that it goes on."""
    error = refusals(lambda: ScriptedClient(reply(202, body)).sync.initiate_and_wait(INITIATE))
    assert isinstance(error, errors.DecodeError)
    assert "started, but the response has no identifier (sync.get: sync_id must be" in str(error)
    assert (error.operation, error.maybe_processed) == ("sync.initiate_sync", True)


def test_a_start_that_is_not_found_yet() -> None:
    """A sync that the service has just named is asked for again if it is not found at first."""
    scripted = ScriptedClient(reply(202, STARTED), reply(404, {}), reply(404, {}), at("Complete"))
    scripted.sync.initiate_and_wait(INITIATE)
    assert scripted.world.pauses == [0, 1, 1.5]


def test_options_are_checked_before_it_begins() -> None:
    """A wait that cannot be made starts nothing."""
    scripted = ScriptedClient()
    wrong: Any = "soon"
    refusals(lambda: scripted.sync.initiate_and_wait(INITIATE, timeout=wrong))
    assert scripted.script.sent == []


def test_the_start_counts() -> None:
    """The time of the start is part of the wait."""
    scripted = ScriptedClient(
        lost(Fault.NOT_SENT), reply(202, STARTED), *polls(9), retry_config=policy()
    )
    error = refusals(lambda: scripted.sync.initiate_and_wait(INITIATE, timeout=4))
    assert isinstance(error, errors.WaitTimeout)
    assert sum(scripted.world.pauses) == 4


def pickled(error: errors.CodatError) -> Any:
    """Send an error through pickle."""
    return pickle.loads(pickle.dumps(error))  # noqa: S301 - our own


@pytest.mark.parametrize("travel", [copy.copy, copy.deepcopy, pickled])
def test_errors_travel(travel: Callable[[errors.CodatError], Any]) -> None:
    """The errors of waiting are copied and pickled with all they know."""
    scripted = ScriptedClient(at("PushError"), at("Started"), at("Started"))
    failed = refusals(lambda: scripted.sync.wait(BY_ID))
    late = refusals(lambda: scripted.sync.wait(BY_ID, timeout=0.5))
    for error in (failed, late):
        again = travel(error)
        assert (type(again), str(again)) == (type(error), str(error))
        assert again.status == vars(error)["status"]


def test_a_bar_is_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    """`progress` draws a bar with a step for each stage, the stage in words and the code."""
    pytest.importorskip("tqdm")
    ScriptedClient(at("NotStarted"), at("Pushing"), at("Complete")).sync.wait(BY_ID, progress=True)
    drawn = capsys.readouterr().err.split("\r")
    assert any(
        line.startswith("sync.wait: Pushing (1000) |██████████          |") for line in drawn
    )
    assert drawn[-1].startswith("sync.wait: Complete (2000) |████████████████████|")


class Broken(io.StringIO):
    """A standard error that nobody reads any more."""

    def write(self, text: str) -> int:
        """Fail as a pipe does."""
        raise BrokenPipeError(text)


NOWHERE: dict[str, Callable[[], io.TextIOBase | None]] = {
    "none": lambda: None,
    "broken": Broken,
    "ascii": lambda: io.TextIOWrapper(io.BytesIO(), "ascii"),
}


@pytest.mark.parametrize("stream", NOWHERE.values(), ids=list(NOWHERE))
def test_a_bar_that_cannot_be_drawn(
    stream: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bar that cannot be written ends no wait, and blocks no other thread's bar."""
    pytest.importorskip("tqdm")
    monkeypatch.setattr(sys, "stderr", stream())

    def wait() -> None:
        ScriptedClient(at("Pushing"), at("Terminé", 2000)).sync.wait(BY_ID, progress=True)

    wait()
    other = threading.Thread(target=wait, daemon=True)
    other.start()
    other.join(5)
    assert not other.is_alive()


def test_a_bar_shows_no_control_characters(capsys: pytest.CaptureFixture[str]) -> None:
    """A terminal obeys nothing that stands in a stage."""
    pytest.importorskip("tqdm")
    ScriptedClient(at("\x1b[2J\nDone", 2000)).sync.wait(BY_ID, progress=True)
    assert "\x1b[2J" not in capsys.readouterr().err


def test_a_bar_needs_tqdm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without tqdm the extra is named, before anything is sent."""
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    error = refusals(lambda: ScriptedClient().sync.wait(BY_ID, progress=True))
    assert isinstance(error, errors.ConfigurationError)
    assert 'pip install "codatsyncexpenses[progress]"' in str(error)


@pytest.mark.parametrize("company", [companies.SUCCEEDS, companies.NOTHING_TO_SYNC])
def test_over_http(company: companies.Company) -> None:
    """Against the sandbox a sync is started, followed and read."""
    body = shared.InitiateSync([*company.dataset_ids])
    with Sandbox(sync_seconds=0.2) as sandbox, sandbox.client() as s:
        response = s.sync.initiate_and_wait(
            operations.InitiateSyncRequest(company.id, body), interval=0.05
        )
    assert response.company_sync_status is not None
    assert company.ending is not None
    assert response.company_sync_status.sync_status_code == company.ending.code


def test_a_policy_that_changes_meanwhile() -> None:
    """A changed `retry_config` of the client takes effect at the next poll."""
    client = ScriptedClient(at("Pushing"), reply(503), at("Complete"), retry_config=policy("none"))

    def change(_: object) -> None:
        client.configuration.retry_config = policy()

    assert client.sync.wait(BY_ID, on_update=change).company_sync_status is not None
