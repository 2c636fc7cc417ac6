"""The sandbox's limits and idempotency keys."""

import socket
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

import pytest

from codatsyncexpenses.sandbox import Sandbox, companies, faults
from codatsyncexpenses.sandbox.companies import Company
from tests.support.sandbox_caller import KEY, LATEST, LIST, SYNCS, SandboxCaller

CONNECTED = sum(company.connected for company in companies.ALL)
QUOTA = 1000 * (1 + CONNECTED)


def remaining(answer: Any) -> int:
    """Return how many requests are left."""
    return int(answer.headers["X-Rate-Limit-Remaining"])


@contextmanager
def sandbox_caller(**options: Any) -> Generator[SandboxCaller, None, None]:
    """Call a sandbox with these options."""
    call = SandboxCaller(Sandbox(clock="manual", **options))
    with call.session:
        yield call


# A day


def test_default_quota(call: SandboxCaller) -> None:
    """The default quota is the API's: a thousand, and as many for each connected company."""
    answer = call("GET", LATEST)
    assert (answer.headers["X-Rate-Limit-Limit"], remaining(answer)) == (str(QUOTA), QUOTA - 1)


def test_every_accepted_request_counts(call: SandboxCaller) -> None:
    """Requests count whatever their response, except those with a wrong key."""
    assert remaining(call("GET", "/nowhere")) == QUOTA - 1
    assert remaining(call("POST", SYNCS, data=b"{")) == QUOTA - 2
    assert remaining(call("GET", LATEST, headers={"Authorization": "no"})) == QUOTA - 2


@pytest.mark.parametrize("quota", [0, 1])
def test_spent_quota(quota: int) -> None:
    """Requests beyond the quota get 429, until the moment in the headers."""
    with sandbox_caller(quota=quota) as call:
        for _ in range(quota):
            assert call("GET", LATEST).status_code == 200
        refused = call("POST", SYNCS, headers=KEY)
        assert (refused.status_code, remaining(refused)) == (429, 0)
        assert refused.headers["Retry-After"] == str(15 * 3600)
        assert refused.headers["X-Rate-Limit-Reset"] == "2023-10-17T00:00:00Z"
        call.sandbox.advance(15 * 3600 - 1)
        assert call("POST", SYNCS, headers=KEY).status_code == 429
        call.sandbox.advance(1)
        assert call("POST", SYNCS, headers=KEY).status_code == (202 if quota else 429)


def test_reset_is_the_next_midnight(call: SandboxCaller) -> None:
    """The quota starts again at 00:00 UTC, a day later each day."""
    answers = [call("GET", LATEST)]
    for days in (1, 3):
        call.sandbox.advance(days * 86400)
        answers.append(call("GET", LATEST))
    assert [remaining(answer) for answer in answers] == [QUOTA - 1] * 3
    assert [answer.headers["X-Rate-Limit-Reset"][:10] for answer in answers] == [
        "2023-10-17",
        "2023-10-18",
        "2023-10-21",
    ]


def test_a_new_company_counts_from_the_next_day(call: SandboxCaller) -> None:
    """The quota of a day counts the companies at its beginning."""
    call("GET", LATEST)
    call.sandbox.create_company()
    limits = [call("GET", LATEST).headers["X-Rate-Limit-Limit"]]
    call.sandbox.advance(86400)
    limits.append(call("GET", LATEST).headers["X-Rate-Limit-Limit"])
    assert limits == [str(QUOTA), str(QUOTA + 1000)]


# A minute


def test_requests_in_a_minute() -> None:
    """Requests beyond the limit of a minute are refused, and do not count for the quota."""
    with sandbox_caller(per_minute=2) as call:
        call("GET", LATEST)
        call.sandbox.advance(30.5)
        left = remaining(call("GET", LATEST))
        refused = call("GET", LATEST)
        assert (refused.status_code, refused.headers["Retry-After"]) == (429, "30")
        call.sandbox.advance(29.5)
        answers = [call("GET", LATEST) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [200, 429]
        assert remaining(answers[0]) == left - 1


def test_a_thousand_in_a_minute() -> None:
    """The default limit is the API's, a thousand, and None is no limit."""
    with sandbox_caller() as call:
        statuses = [call("GET", LATEST).status_code for _ in range(1001)]
        assert (statuses.count(200), statuses[-1]) == (1000, 429)
    with sandbox_caller(per_minute=None) as call:
        assert all(call("GET", LATEST).status_code == 200 for _ in range(1001))


# At once


@contextmanager
def held(sandbox: Sandbox, *headers: str) -> Generator[None, None, None]:
    """Hold a request to start a sync in flight, by delaying its response."""
    sandbox.next_replies(faults.hang())
    before = len(sandbox.requests)
    path = SYNCS.format(companyId=companies.SUCCEEDS.id)
    lines = [f"POST {path} HTTP/1.1", "Host: localhost", f"Authorization: {sandbox.authorization}"]
    address = ("127.0.0.1", int(sandbox.url.rpartition(":")[2]))
    with socket.create_connection(address, timeout=10) as connection:
        connection.sendall("\r\n".join([*lines, *headers, "", ""]).encode())
        until(lambda: len(sandbox.requests) > before)
        yield


def until(condition: Callable[[], bool]) -> None:
    """Wait for an effect of one of the sandbox's threads."""
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.002)


def test_requests_at_once() -> None:
    """Requests at once are limited for each company."""
    with Sandbox(clock="manual", concurrency=2) as sandbox:
        call = SandboxCaller(sandbox, over_http=True)
        with call.session:
            with held(sandbox):
                assert call("GET", LATEST).status_code == 200
                with held(sandbox):
                    refused = call("GET", LATEST)
                    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "1")
                    assert call("GET", LATEST, companies.RUNNING_LONG).status_code == 404
            until(lambda: call("GET", LATEST).status_code == 200)


def test_a_fault_of_ones_own_that_breaks() -> None:
    """A request whose fault raises ends, and changes nothing."""

    def broken(_: object) -> Any:
        raise ZeroDivisionError

    with sandbox_caller(concurrency=1) as call:
        call.sandbox.next_replies(faults.Fault("broken", change=broken))
        with pytest.raises(ZeroDivisionError):
            call("POST", SYNCS)
        assert len(call.read(LIST)) == 1


# Idempotency keys


def test_replay(call: SandboxCaller) -> None:
    """A repeated request gets the first response, and starts no sync."""
    first, second = (call("POST", SYNCS, json={}, headers=KEY) for _ in range(2))
    assert (second.status_code, second.content) == (202, first.content)
    assert len(call.read(LIST)) == 2


@pytest.mark.parametrize("company", [companies.WITHOUT_CONNECTIONS, "no-uuid"], ids=str)
def test_replay_of_an_error(call: SandboxCaller, company: Company | str) -> None:
    """A first response is repeated even if it is an error."""
    first, second = (call("POST", SYNCS, company, headers=KEY) for _ in range(2))
    assert first.status_code in (404, 422)
    assert (second.status_code, second.content) == (first.status_code, first.content)


def test_a_refusal_for_now_is_not_kept() -> None:
    """A 429 is not kept as a first response: the key is free after the limit's reset."""
    with sandbox_caller(per_minute=1) as call:
        call("GET", LATEST)
        assert call("POST", SYNCS, headers=KEY).status_code == 429
        call.sandbox.advance(60)
        assert call("POST", SYNCS, headers=KEY).status_code == 202


@pytest.mark.parametrize(
    ("company", "body"), [(companies.SUCCEEDS, {}), (companies.WRITE_FAILED, None)]
)
def test_key_of_another_request(call: SandboxCaller, company: Company, body: object) -> None:
    """A key with another body or company gets 422, and the first response is kept."""
    first = call("POST", SYNCS, headers=KEY)
    assert call("POST", SYNCS, company, json=body, headers=KEY).status_code == 422
    assert call("POST", SYNCS, headers=KEY).json() == first.json()


@pytest.mark.parametrize(("minutes", "again"), [(89, False), (90, True)])
def test_memory_of_keys(call: SandboxCaller, minutes: int, again: bool) -> None:
    """A key is remembered for 90 minutes."""
    first = call("POST", SYNCS, headers=KEY).json()
    call.sandbox.advance(minutes * 60)
    assert (call("POST", SYNCS, headers=KEY).json() != first) == again


def test_a_key_whose_first_request_runs() -> None:
    """While the first request runs, a repeat gets 409; then it gets the first response."""
    with Sandbox(clock="manual") as sandbox:
        call = SandboxCaller(sandbox, over_http=True)
        key = ": ".join(*KEY.items())
        with call.session:
            with held(sandbox, key):
                assert call("POST", SYNCS, headers=KEY).status_code == 409
                assert call("POST", SYNCS, json={}, headers=KEY).status_code == 422
                assert call("POST", SYNCS).status_code == 202
            until(lambda: call("POST", SYNCS, headers=KEY).status_code == 202)
            assert call("POST", SYNCS, headers=KEY).content == sandbox.requests[0].answer


def test_keys_are_for_writes_that_make_something(call: SandboxCaller) -> None:
    """Methods other than POST and PATCH ignore a key."""
    answers = [call("GET", path, headers=KEY).status_code for path in (LIST, LATEST)]
    assert answers == [200, 200]
