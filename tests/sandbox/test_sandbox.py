"""The class `Sandbox`: its lifetime, clock, clients and seed."""

import inspect
import itertools
from collections import UserDict
from collections.abc import Callable, ItemsView
from contextvars import Context, copy_context
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
import requests

from codatsyncexpenses import CodatSyncExpenses
from codatsyncexpenses._calls.settings import SEAMS
from codatsyncexpenses.errors import ConfigurationError, RequestError
from codatsyncexpenses.models import operations
from codatsyncexpenses.sandbox import Sandbox, companies, faults
from codatsyncexpenses.sandbox._wire.adapter import URL
from codatsyncexpenses.sdk import ClientOptions
from tests.support.sandbox_caller import (
    BY_ID,
    CONFIG,
    CONNECTIONS,
    DATASETS,
    LATEST,
    LIST,
    SYNCS,
    TRANSACTIONS,
    SandboxCaller,
    expense,
)

START = datetime(2023, 10, 16, 9, tzinfo=timezone.utc)
GET = operations.GetLatestSyncRequest(companies.SUCCEEDS.id)
INITIATE = operations.InitiateSyncRequest(companies.RUNNING_LONG.id)

# Its life


def test_its_repr_tells_where_it_is() -> None:
    """A sandbox shows its address while it runs."""
    sandbox = Sandbox()
    assert repr(sandbox) == "<Sandbox: not running>"
    with sandbox:
        assert repr(sandbox) == f"<Sandbox: {sandbox.url}>"


def test_state_outlives_a_stop(manual: Sandbox) -> None:
    """A restarted sandbox still has its syncs."""
    call = SandboxCaller(manual)
    with call.session:
        sync_id = call.start()
        manual.start()
        manual.stop()
        manual.start()
        assert call.read(LATEST)["syncId"] == sync_id


def test_starting_twice(sandbox: Sandbox) -> None:
    """Starting a running sandbox changes nothing."""
    url = sandbox.url
    assert sandbox.start() is sandbox
    assert sandbox.url == url


def test_address_of_a_stopped_sandbox() -> None:
    """Only a running sandbox has an address, and the error says how to start it."""
    with pytest.raises(RuntimeError, match="call start"):
        _ = Sandbox().url


def test_security(sandbox: Sandbox) -> None:
    """The sandbox accepts the credentials that it provides."""
    assert sandbox.security.auth_header == sandbox.authorization
    assert sandbox.headers == {"Authorization": sandbox.authorization}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"sync_seconds": -1}, "sync_seconds must be 0 or more, not -1"),
        ({"sync_seconds": float("nan")}, "sync_seconds must be 0 or more, not nan"),
        ({"sync_seconds": "3"}, "sync_seconds must be 0 or more, not '3'"),
        ({"quota": -1}, "quota must be a whole number from 0, not -1"),
        ({"quota": 1.5}, "quota must be a whole number from 0, not 1.5"),
        ({"per_minute": 0}, "per_minute must be a whole number from 1, not 0"),
        ({"concurrency": True}, "concurrency must be a whole number from 1, not True"),
        ({"speed": 0}, "speed must be above 0"),
        ({"speed": float("inf")}, "speed must be above 0"),
        ({"clock": "fast"}, 'clock must be "real", "manual" or a callable, not \'fast\''),
        ({"port": 65536}, "port must be from 0 to 65535, not 65536"),
        ({"seed": "x"}, "seed must be a whole number from 0, not 'x'"),
    ],
    ids=str,
)
def test_options_that_cannot_be_used(options: Any, says: str) -> None:
    """The error of an invalid option names it when the sandbox is created."""
    with pytest.raises(ConfigurationError) as caught:
        Sandbox(**options)
    assert says in str(caught.value)


# Its clock


def test_a_clock_by_hand(manual: Sandbox) -> None:
    """A manual clock always starts at the same moment, and only `advance` moves it."""
    assert manual.now == START
    for _ in range(10):
        manual.advance(0.1)
    assert manual.now == START + timedelta(seconds=1)


@pytest.mark.parametrize("seconds", [-1, float("nan"), float("inf"), "1", None, 1e13])
def test_moves_that_cannot_be(manual: Sandbox, seconds: Any) -> None:
    """A clock moves forward only, by a limited number of seconds."""
    with pytest.raises(ConfigurationError, match="seconds must be 0 or more"):
        manual.advance(seconds)


def test_the_end_of_time(manual: Sandbox) -> None:
    """A clock cannot be moved past the last date."""
    with pytest.raises(ConfigurationError, match="that far"):
        list(map(manual.advance, [100 * 365 * 86400] * 100))


def test_a_clock_of_ones_own() -> None:
    """A callable counts the seconds from now on, and the speed multiplies them."""
    seconds = 1000.0
    sandbox = Sandbox(clock=lambda: seconds, speed=60)
    before = sandbox.now
    assert abs(datetime.now(timezone.utc) - before) < timedelta(minutes=1)
    seconds += 2
    assert sandbox.now - before == timedelta(minutes=2)
    sandbox.advance(0.5)
    assert sandbox.now - before == timedelta(minutes=2, seconds=0.5)


def test_a_faster_clock() -> None:
    """With a speed, real time passes faster."""
    sandbox = Sandbox(speed=100_000)
    first = sandbox.now
    moments = (sandbox.now for _ in itertools.count())
    assert next(moment for moment in moments if moment - first > timedelta(seconds=60))


# Its clients


def clients() -> list[Callable[[Sandbox], CodatSyncExpenses]]:
    """Yield the ways to create a client."""
    return [lambda sandbox: sandbox.client(), lambda sandbox: sandbox.in_process_client()]


@pytest.mark.parametrize("make", clients(), ids=["over HTTP", "in process"])
def test_a_client_that_waits(manual: Sandbox, make: Callable[[Sandbox], CodatSyncExpenses]) -> None:
    """A client's pauses move a manual clock, and it never sleeps."""
    with manual, make(manual) as s:
        manual.next_replies(faults.rate_limited(100), operation="initiate-sync")
        started = s.sync.initiate_sync(INITIATE).sync_initiated
        assert started is not None
        assert timedelta(seconds=100) <= manual.now - START < timedelta(seconds=102)
        request = operations.GetSyncByIDRequest(INITIATE.company_id, started.sync_id or "")
        status = s.sync.wait(request).company_sync_status
        assert status is not None
        assert status.sync_status_code == 2000
        assert timedelta(minutes=20) < manual.now - START < timedelta(minutes=25)


def test_a_date_to_wait_for(manual: Sandbox) -> None:
    """A client compares a date with the sandbox's clock."""
    manual.next_replies(faults.rate_limited(START + timedelta(seconds=30)))
    assert manual.in_process_client().sync.get_latest_sync(GET).status_code == 200
    assert manual.now - START >= timedelta(seconds=30)


def test_clients_of_other_threads(manual: Sandbox) -> None:
    """While a sandbox makes a client with its clock, clients made by other threads get none."""
    found: list[object] = []

    class Meanwhile(UserDict[str, str]):
        """Parameters that are read while the client is made."""

        def items(self) -> ItemsView[str, str]:
            contexts = (copy_context(), Context())  # this thread's, and that of another one
            found.extend(context.run(lambda: SEAMS.get().get(URL)) for context in contexts)
            return super().items()

    manual.in_process_client(url_params=Meanwhile(none="")).close()
    assert [each is None for each in found] == [False, True]
    assert URL not in SEAMS.get()


def test_environments_within_one_another(manual: Sandbox) -> None:
    """A client made after an inner environment still has the clock of the outer one."""
    with manual, manual.environment():
        with manual.environment():
            pass
        assert manual.url in SEAMS.get()
    assert dict(SEAMS.get()) == {}


def test_options_of_a_client(manual: Sandbox) -> None:
    """A client has the given options, including a Session of the caller's."""
    with requests.Session() as session:
        client = manual.in_process_client(client=session, security=None, raise_on_error=True)
        with pytest.raises(Exception, match="401"):
            client.sync.get_latest_sync(GET)
        assert session.get(f"{URL}/companies", headers=manual.headers).status_code == 200


def test_all_options_of_a_client() -> None:
    """The options have the names of the client's."""
    parameters = list(inspect.signature(CodatSyncExpenses).parameters)
    assert set(ClientOptions.__annotations__) == set(parameters)


def test_the_adapter_reads_all_kinds_of_bodies(call: SandboxCaller) -> None:
    """A body may be text, bytes, an iterable or a file, as with any adapter."""
    ids = f'{{"datasetIds": ["{companies.SUCCEEDS.dataset_ids[0]}"]}}'
    headers = {"Content-Type": "application/json"}
    for body in (ids, ids.encode(), iter([ids[:9].encode(), ids[9:].encode()])):
        assert call("POST", SYNCS, data=body, headers=headers).status_code == 202
        assert call.sandbox.requests[-1].body == ids.encode()


# All follows from the seed


def story(sandbox: Sandbox) -> list[tuple[int, dict[str, str], bytes]]:
    """Make all kinds of requests, and return every response."""
    call = SandboxCaller(sandbox)
    with call.session:
        company = call("POST", "/companies", json={"name": "Acme"}).json()["id"]
        call("POST", CONNECTIONS, company, json={"platformKey": "gbol"})
        other = sandbox.create_company()
        sandbox.add_syncs(other.id, 10)
        dataset = call("POST", DATASETS, other, json={"items": [expense()]}).json()["datasetId"]
        sync_id = call.start(other, dataset, key="k")
        for template in (BY_ID, LIST, LATEST, TRANSACTIONS, CONFIG, CONNECTIONS, "/nowhere"):
            sandbox.advance(0.7)
            sandbox.next_replies(503, operation="get-latest-sync")
            call.session.get(
                call.base + template.format(companyId=other.id, syncId=sync_id),
                headers=sandbox.headers,
            )
        client = sandbox.in_process_client()
        sandbox.next_replies(500, 503, 429)
        client.sync.get_latest_sync(GET)
    return [(each.status or 0, dict(each.answer_headers), each.answer) for each in sandbox.requests]


def test_the_same_seed() -> None:
    """Two sandboxes with the same seed and the same clock return the same bytes."""
    first, second = (story(Sandbox(clock="manual", seed=7)) for _ in range(2))
    assert first == second
    assert len(first) > 10


def test_another_seed() -> None:
    """Another seed gives other ids."""
    made = {Sandbox(clock="manual", seed=seed).create_company().id for seed in (0, 0, 1)}
    assert len(made) == 2


# What is made without requests


def test_a_dataset_of_decimals(call: SandboxCaller) -> None:
    """Transactions may hold any JSON value, and decimals as numbers."""
    amount = {"netAmount": Decimal("1.10"), "taxAmount": 0, "accountRef": {"id": "6"}}
    company = call.sandbox.create_company()
    dataset = call.sandbox.create_dataset(company.id, [expense(lines=[amount])])
    assert call.end(company, dataset)["syncStatusCode"] == 2000


def test_a_sample(call: SandboxCaller) -> None:
    """Without transactions, a dataset has one sample, a new one each time."""
    company = call.sandbox.create_company()
    ends = [call.end(company, call.sandbox.create_dataset(company.id)) for _ in range(2)]
    assert [each["syncStatusCode"] for each in ends] == [2000, 2000]


@pytest.mark.parametrize(
    ("company_id", "transactions", "says"),
    [
        ("no-uuid", None, "There is no company no-uuid"),
        (companies.SUCCEEDS.id, [], "at least 1 item"),
        (companies.SUCCEEDS.id, [{"id": "x"}], "must be a UUID"),
        (companies.SUCCEEDS.id, [object()], "transactions cannot be written as JSON"),
    ],
)
def test_a_dataset_that_cannot_be(
    manual: Sandbox, company_id: str, transactions: Any, says: str
) -> None:
    """Transactions that the API would refuse raise an error with the API's text."""
    with pytest.raises(RequestError, match=says):
        manual.create_dataset(company_id, transactions)


def test_the_module_of_faults(manual: Sandbox) -> None:
    """The sandbox has the faults as an attribute."""
    assert manual.faults is faults
