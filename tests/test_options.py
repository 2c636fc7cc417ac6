"""`with_options`, `headers=` and `app_info=`: other settings over the same connections."""

from __future__ import annotations

import copy
import os
import pickle
import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
import requests
import responses

from codatsyncexpenses import (
    AsyncCodatSyncExpenses,
    CodatSyncExpenses,
    __version__,
    errors,
    utils,
)
from codatsyncexpenses._schema.hints import Unpack
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.sandbox import Sandbox, companies
from codatsyncexpenses.sdk import CallSettings, ClientOptions
from tests.support.faulty_server import Server, plain, read, send
from tests.support.ids import COMPANY_ID, SYNC_ID

KEY = "Basic c2VjcmV0"
VALUE = "t3nant-that-0pens-nothing"
URL = f"https://api.codat.io/companies/{COMPANY_ID}/sync/expenses/syncs/{SYNC_ID}/status"
ONCE = utils.RetryConfig("none", utils.BackoffStrategy(1, 2, 1.5, 3), False)
LIST = operations.ListSyncsRequest(companies.SUCCEEDS.id)


@pytest.fixture
def mock() -> Iterator[responses.RequestsMock]:
    """Let `responses` answer with a status."""
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        mock.get(URL, json={})
        yield mock


@pytest.fixture(params=["own", "caller's"])
def s(request: pytest.FixtureRequest) -> Iterator[CodatSyncExpenses]:
    """Hold a client with a header, over its own Session or a caller's."""
    with requests.Session() as session:
        chosen = None if request.param == "own" else session
        headers = {"X-Tenant": "a", "X-Region": "eu"}
        with CodatSyncExpenses(shared.Security(KEY), client=chosen, headers=headers) as client:
            yield client


def ask(s: CodatSyncExpenses) -> object:
    """Make a call."""
    return s.sync.get(company_id=COMPANY_ID, sync_id=SYNC_ID).result()


def sent(mock: responses.RequestsMock, name: str) -> list[str | bytes | None]:
    """Return a header of each request."""
    return [call.request.headers.get(name) for call in mock.calls]


async def asynchronous(_: object) -> None:
    """Do nothing, once awaited."""


# with_options


def test_connections_are_shared() -> None:
    """Clients of `with_options` use one connection after the other's call."""
    turn = [step for _ in range(3) for step in (read, send(plain(200, {})))]
    with Server([turn]) as server, CodatSyncExpenses(server_url=server.url) as s:
        other = s.with_options(timeout=5)
        for client in (s, other, other.with_options(raise_on_error=True)):
            ask(client)
        assert server.connections == 1


def test_settings_of_the_parent_stay(mock: responses.RequestsMock) -> None:
    """Other settings hold for the new client alone."""
    mock.replace("GET", URL, status=404, json={"error": "no"})
    with CodatSyncExpenses(raise_on_error=True) as s:
        other = s.with_options(raise_on_error=False, retry_config=ONCE, headers={"X-Tenant": "b"})
        assert other.sync.get(company_id=COMPANY_ID, sync_id=SYNC_ID).status_code == 404
        assert s.sdk_configuration.retry_config is None
        assert other.sdk_configuration.retry_config is ONCE
        with pytest.raises(errors.NotFoundError):
            ask(s)
    assert sent(mock, "X-Tenant") == ["b", None]


def test_what_is_not_given_stays() -> None:
    """`with_options` without an option makes a client with the same settings."""
    with CodatSyncExpenses(timeout=7, max_retries=1, deadline=9, headers={"X-A": "1"}) as s:
        other = s.with_options()
        assert other is not s
        assert other._calls._calls.options == s._calls._calls.options
        assert other.sdk_configuration == s.sdk_configuration


def test_later_changes_are_not_shared(mock: responses.RequestsMock) -> None:
    """A change of the settings of one client does not affect the other."""
    with CodatSyncExpenses() as s:
        other = s.with_options(timeout=5)
        s.sdk_configuration.server_url = "https://other.example"
        ask(other)
    assert len(mock.calls) == 1


def test_none_is_the_default_again() -> None:
    """An option that is None is the client's default, not what the parent has."""
    with CodatSyncExpenses(timeout=7, max_retries=1, retry_config=ONCE) as s:
        other = s.with_options(timeout=None, max_retries=None, retry_config=None)
        with CodatSyncExpenses() as fresh:
            assert other._calls._calls.options == fresh._calls._calls.options
            assert other.sdk_configuration.retry_config is None


@pytest.mark.parametrize(
    ("option", "value", "text"),
    [
        ("timeout", -1, "timeout must be"),
        ("max_retries", -1, "max_retries must be a whole number"),
        ("max_retries", 1.5, "max_retries must be a whole number"),
        ("max_retries", True, "max_retries must be a whole number"),
        ("deadline", 0, "deadline must be a number of seconds"),
        ("deadline", "9", "deadline must be a number of seconds"),
        ("pace", 0, "pace must be a whole number of 1 or more, not 0"),
        ("pace", 1.5, "pace must be a whole number"),
        ("pace", True, "pace must be a whole number"),
        ("pace", 10**400, "pace must be a whole number"),
        ("retry_config", "none", "RetryConfig"),
        ("headers", "X-A: 1", "headers must be a mapping"),
        ("on_event", "print", "on_event must be callable, not str"),
        ("on_event", asynchronous, "on_event must not be asynchronous"),
        ("raise_on_error", "false", "raise_on_error must be True or False, not 'false'"),
        ("idempotency_keys", 1, "idempotency_keys must be True or False"),
        ("check_requests", None, "check_requests must be True or False"),
    ],
)
@pytest.mark.parametrize("where", ["client", "with_options"])
def test_options_are_checked(where: str, option: str, value: Any, text: str) -> None:
    """An option that cannot be used is refused when it is given, by its name."""
    given = {option: value}
    with CodatSyncExpenses() as s, pytest.raises(errors.ConfigurationError, match=text):
        CodatSyncExpenses(**given) if where == "client" else s.with_options(**given)


@pytest.mark.parametrize(
    ("option", "text"),
    [
        ("time_out", "did you mean timeout"),
        ("on_events", "did you mean on_event"),
        ("security", "there is no argument security"),
        ("client", "there is no argument client"),
        ("retries", "did you mean retry_config or max_retries"),
    ],
)
def test_options_that_are_not_known(option: str, text: str) -> None:
    """An option that `with_options` does not take is refused by its name."""
    given: Any = {option: VALUE}
    with CodatSyncExpenses() as s, pytest.raises(errors.ConfigurationError, match=text) as caught:
        s.with_options(**given)
    assert VALUE not in str(caught.value)


@pytest.mark.parametrize("make", [CodatSyncExpenses, AsyncCodatSyncExpenses])
@pytest.mark.parametrize(
    ("option", "text"),
    [
        ("retries", "did you mean retry_config or max_retries"),
        ("api_key", "did you mean security"),
        ("base_url", "did you mean server_url"),
        ("time_out", "did you mean timeout"),
        ("colour", "it takes .*security"),
    ],
)
def test_arguments_that_are_not_known(make: Any, option: str, text: str) -> None:
    """Both clients refuse an argument that they do not have, and name the nearest one."""
    with pytest.raises(errors.ConfigurationError, match=f"no argument {option}; {text}") as caught:
        make(**{option: VALUE})
    assert VALUE not in str(caught.value)


def test_every_option_is_taken() -> None:
    """`with_options` takes each option of `CallSettings`, and hands it on."""
    given: dict[str, Any] = {
        "retry_config": ONCE,
        "timeout": 3.0,
        "raise_on_error": True,
        "idempotency_keys": False,
        "check_requests": False,
        "max_retries": 2,
        "deadline": 8.0,
        "pace": 900,
        "headers": {"X-A": "1"},
        "on_event": print,
    }
    assert given.keys() == CallSettings.__annotations__.keys()
    with CodatSyncExpenses() as s:
        other = s.with_options(**given)
        options = other._calls._calls.options._asdict()
    assert other.sdk_configuration.retry_config is ONCE
    assert options["headers"].value == {"X-A": "1"}
    assert options["timeout"].exchange == 3
    same = given.keys() - {"retry_config", "headers", "timeout"}
    assert {name: options[name] for name in same} == {name: given[name] for name in same}


@pytest.mark.parametrize("closes", ["parent", "child"])
def test_closing_one_closes_both(closes: str) -> None:
    """After either is closed, both refuse calls."""
    s = CodatSyncExpenses()
    other = s.with_options(timeout=5)
    (s if closes == "parent" else other).close()
    for client in (s, other, other.with_options()):
        with pytest.raises(errors.RequestError, match="the client is closed"):
            ask(client)


def test_closing_one_wakes_the_other() -> None:
    """Closing the parent ends a pause between the attempts of the child's call."""
    turn = [read, send(plain(503, {}, "Retry-After: 60"))]
    told = threading.Event()
    with Server([turn]) as server:
        s = CodatSyncExpenses(server_url=server.url)

        def close_when_told() -> None:
            told.wait(10)
            s.close()

        thread = threading.Thread(target=close_when_told)
        thread.start()
        other = s.with_options(on_event=lambda _: told.set())
        with pytest.raises(errors.ServerError) as caught:
            ask(other)
        thread.join()
    assert caught.value.elapsed is not None
    assert caught.value.elapsed < 10


def test_the_retry_budget_is_shared() -> None:
    """Retries of the child are paid for by the budget of the parent."""
    with CodatSyncExpenses(retry_budget=5) as s:
        other = s.with_options(timeout=5)
        address = "https://api.codat.io"
        assert s._calls._calls._budget(address) is other._calls._calls._budget(address)


@pytest.mark.parametrize(
    ("given", "is_shared"),
    [({"timeout": 5}, True), ({"pace": 60}, True), ({"pace": 30}, False)],
)
def test_the_pace_is_shared(mock: responses.RequestsMock, given: Any, is_shared: bool) -> None:
    """Calls of the child count for the parent's pace, unless it has another one."""
    with CodatSyncExpenses(pace=60) as s:
        ask(s)
        child = s.with_options(deadline=0.5, **given)
        if is_shared:
            with pytest.raises(errors.APITimeoutError, match="60 requests a minute"):
                ask(child)
        else:
            ask(child)
    assert len(mock.calls) == 2 - is_shared


def test_a_subclass_stays_a_subclass(mock: responses.RequestsMock) -> None:
    """A subclass with arguments of its own gives one of its kind, with its attributes."""

    class Mine(CodatSyncExpenses):
        def __init__(self, tenant: str) -> None:
            super().__init__(headers={"X-Tenant": tenant})
            self.tenant = tenant

    with Mine("a") as s:
        other: Mine = s.with_options(timeout=5)
        assert (type(other), other.tenant) == (Mine, "a")
        ask(other)
    assert sent(mock, "X-Tenant") == ["a"]


def test_resources_are_not_shared(mock: responses.RequestsMock) -> None:
    """A resource that the parent has loaded is not the child's."""
    with CodatSyncExpenses() as s:
        resource = s.sync
        other = s.with_options(headers={"X-Tenant": "b"})
        assert other.sync is not resource
        assert other.sync is other.sync
        ask(other)
        ask(s)
    assert sent(mock, "X-Tenant") == ["b", None]


def pickled(protocol: int, s: CodatSyncExpenses) -> CodatSyncExpenses:
    """Return what the pickle of a client makes."""
    made: CodatSyncExpenses = pickle.loads(pickle.dumps(s, protocol))  # noqa: S301 - our own
    return made


WAYS: dict[str, Callable[[CodatSyncExpenses], CodatSyncExpenses]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    **{f"pickle {each}": partial(pickled, each) for each in range(pickle.HIGHEST_PROTOCOL + 1)},
}


@pytest.mark.parametrize("way", WAYS.values(), ids=list(WAYS))
def test_a_client_with_options_travels(
    mock: responses.RequestsMock, way: Callable[[CodatSyncExpenses], CodatSyncExpenses]
) -> None:
    """A copy of a client with other options has them, and makes calls."""
    with CodatSyncExpenses(headers={"X-Tenant": "a"}) as s:
        other = way(s.with_options(timeout=5, headers={"X-Region": "eu"}))
        assert other._calls._calls.options.timeout.exchange == 5
        ask(other)
    assert sent(mock, "X-Tenant") == ["a"]
    assert sent(mock, "X-Region") == ["eu"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_child_process_has_connections_of_its_own(sandbox: Sandbox) -> None:
    """After a fork, a client and one with other options both make calls, in parent and child."""
    with sandbox.client() as s:
        other = s.with_options(timeout=5)
        assert other.sync.list(LIST).status_code == 200
        child = os.fork()
        if not child:
            statuses = [client.sync.list(LIST).status_code for client in (other, s, other)]
            os._exit(0 if statuses == [200] * 3 else 1)
        assert os.waitpid(child, 0)[1] == 0
        assert [client.sync.list(LIST).status_code for client in (s, other)] == [200, 200]


# headers


def test_headers_are_sent(s: CodatSyncExpenses, mock: responses.RequestsMock) -> None:
    """Each request has the headers of the client beside its own."""
    ask(s)
    (call,) = mock.calls
    assert call.request.headers["X-Tenant"] == "a"
    assert call.request.headers["X-Region"] == "eu"
    assert call.request.headers["Accept"] == "application/json"
    assert call.request.headers["Authorization"] == KEY


def test_headers_are_merged(s: CodatSyncExpenses, mock: responses.RequestsMock) -> None:
    """`with_options` adds headers; of two with one name, the later is sent, whatever its case."""
    ask(s.with_options(headers={"x-tenant": "b", "X-More": "c"}))
    ask(s.with_options(headers=None))
    assert sent(mock, "X-Tenant") == ["b", "a"]
    assert sent(mock, "X-Region") == ["eu", "eu"]
    assert sent(mock, "X-More") == ["c", None]


def test_a_callers_mapping_is_copied(mock: responses.RequestsMock) -> None:
    """A change of the mapping after the client is made has no effect."""
    headers = {"X-Tenant": "a"}
    with CodatSyncExpenses(headers=headers) as s:
        headers["X-Tenant"] = "b"
        ask(s)
    assert sent(mock, "X-Tenant") == ["a"]


def test_writes_have_them_too(mock: responses.RequestsMock) -> None:
    """A write keeps its type and its key beside headers of the caller's own."""
    url = f"https://api.codat.io/companies/{COMPANY_ID}/sync/expenses/syncs"
    mock.post(url, json={}, status=202)
    with CodatSyncExpenses(headers={"X-Tenant": "a"}) as s:
        s.sync.initiate_sync(operations.InitiateSyncRequest(COMPANY_ID, shared.InitiateSync(["d"])))
    (call,) = mock.calls
    assert call.request.headers["X-Tenant"] == "a"
    assert call.request.headers["Content-Type"] == "application/json"
    assert call.request.headers["Idempotency-Key"]


REFUSED = [
    "Accept",
    "Accept-Encoding",
    "AUTHORIZATION",
    "Connection",
    "Content-Encoding",
    "content-length",
    "Content-Type",
    "Cookie",
    "Expect",
    "Host",
    "idempotency-key",
    "Keep-Alive",
    "Proxy-Authorization",
    "TE",
    "Trailer",
    "Transfer-Encoding",
    "Upgrade",
    "User-Agent",
]


@pytest.mark.parametrize("name", REFUSED)
def test_headers_of_the_client_cannot_be_replaced(name: str) -> None:
    """A header that the client writes itself is refused by its name, in any case."""
    for given in (name, name.upper(), name.lower()):
        with pytest.raises(errors.ConfigurationError, match=f"must not have {given}: ") as caught:
            CodatSyncExpenses(headers={given: VALUE})
        assert VALUE not in str(caught.value)


@pytest.mark.parametrize("name", ["", "X A", "X:A", "X\nA", "Ä", 5, None, b"X-A"])
def test_names_that_no_header_has(name: Any) -> None:
    """A name that HTTP does not allow is refused."""
    with pytest.raises(errors.ConfigurationError, match="a name that is not valid for a header"):
        CodatSyncExpenses(headers={name: VALUE})


@pytest.mark.parametrize("value", [f"{VALUE}\r\nX: 1", f" {VALUE}", f"{VALUE}é", VALUE.encode(), 5])
def test_values_that_no_header_has(value: Any) -> None:
    """A value that a header cannot carry is refused by the header's name, and not shown."""
    with pytest.raises(errors.ConfigurationError, match="X-Tenant") as caught:
        CodatSyncExpenses(headers={"X-Tenant": value})
    assert VALUE not in str(caught.value)


def test_values_are_not_shown(mock: responses.RequestsMock) -> None:
    """No text of the client, of a response or of an error shows the value of such a header."""
    mock.replace("GET", URL, status=404, json={"error": "no"})
    with CodatSyncExpenses(headers={"X-Tenant": VALUE}) as s:
        response = s.sync.get(company_id=COMPANY_ID, sync_id=SYNC_ID)
        with pytest.raises(errors.NotFoundError) as caught:
            response.raise_for_status()
        assert response.raw_response is not None
        request = response.raw_response.request
        shown = f"{vars(s)} {s._calls._calls.options} {response!r} {vars(caught.value)}"
        assert VALUE not in f"{shown} {request.headers} {dict(request.headers)}"
        assert request.headers["X-Tenant"] == "***"
        assert VALUE.encode() not in pickle.dumps(response)
    assert sent(mock, "X-Tenant") == [VALUE]


# app_info


def test_an_application_joins_the_user_agent(mock: responses.RequestsMock) -> None:
    """`app_info` follows the names of the package and of Python, for with_options too."""
    with CodatSyncExpenses(app_info=("cardpush", "2.1")) as s:
        ask(s)
        ask(s.with_options(timeout=5))
    first, second = sent(mock, "User-Agent")
    assert first == second
    assert str(first).split()[0] == f"codatsyncexpenses/{__version__}"
    assert str(first).split()[2:] == ["cardpush/2.1"]


def test_an_application_from_the_environment(mock: responses.RequestsMock) -> None:
    """`from_env` takes `app_info` and `headers`."""
    environ = {"CODAT_API_KEY": "key"}
    with CodatSyncExpenses.from_env(environ, app_info=("a", "1"), headers={"X-A": "b"}) as s:
        ask(s)
    assert str(sent(mock, "User-Agent")[0]).endswith(" a/1")
    assert sent(mock, "X-A") == ["b"]


@pytest.mark.parametrize(
    "info",
    ["cardpush", "ab", ("a",), ("a", "1", "2"), ("a", 1), ("a b", "1"), ("a", ""), ("a\n", "1"), 5],
)
def test_what_is_no_application(info: Any) -> None:
    """An `app_info` that is not a name and a version is refused."""
    with pytest.raises(errors.ConfigurationError, match="app_info must be the name and the"):
        CodatSyncExpenses(app_info=info)


class _OfTenant(CodatSyncExpenses):
    def __init__(self, tenant: str = "bakery", **options: Unpack[ClientOptions]) -> None:
        super().__init__(**options)
        self.tenant = tenant


def test_from_env_passes_keywords_to_a_subclass() -> None:
    """A constructor with an argument of its own gets the credential by its name."""
    assert _OfTenant.from_env({"CODAT_API_KEY": "key"}).tenant == "bakery"
