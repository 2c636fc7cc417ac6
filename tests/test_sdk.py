"""The client: its settings and its lifetime, against the sandbox."""

import copy
import dataclasses
import importlib
import inspect
import itertools
import os
import pickle
import pydoc
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from functools import partial
from types import ModuleType
from typing import Any, get_type_hints

import pytest
import requests
import responses

import codatsyncexpenses
from codatsyncexpenses import (
    SERVERS,
    AsyncCodatSyncExpenses,
    CodatSyncExpenses,
    SDKConfiguration,
    errors,
    utils,
    webhooks,
)
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.sandbox import Sandbox, companies
from codatsyncexpenses.sdk import ClientOptions, EnvironmentOptions
from codatsyncexpenses.sync import Sync
from tests.support.ids import COMPANY_ID, TRANSACTION_ID

KEY = "Basic c2VjcmV0"
LIST = operations.ListSyncsRequest(companies.SUCCEEDS.id)
UNKNOWN = operations.ListSyncsRequest("00000000-0000-4000-8000-000000000000")
POLICY = utils.RetryConfig("none", utils.BackoffStrategy(1, 2, 1.5, 3), False)
PATH = f"/companies/{COMPANY_ID}/sync/expenses/syncs/list/status"


@pytest.fixture
def mock() -> Iterator[responses.RequestsMock]:
    """Let `responses` stand for the API: every address answers an empty list, and is noted."""
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        for address in ("https://api.codat.io", "https://other.example", "https://eu.example/v2"):
            mock.get(f"{address}{PATH}", json=[])
        yield mock


def ask(client: CodatSyncExpenses) -> None:
    """Make a call."""
    assert client.sync.list(operations.ListSyncsRequest(COMPANY_ID)).company_sync_statuses == []


def asked(mock: responses.RequestsMock) -> list[str]:
    """Give the addresses that were asked."""
    return [str(call.request.url).removesuffix(PATH) for call in mock.calls]


def test_positional_arguments() -> None:
    """The arguments have the order, names and defaults of 3.1.0; what is new is by keyword."""
    parameters = inspect.signature(CodatSyncExpenses).parameters.values()
    by_position = [each for each in parameters if each.kind is each.POSITIONAL_OR_KEYWORD]
    assert [each.name for each in by_position] == [
        "security",
        "server_idx",
        "server_url",
        "url_params",
        "client",
        "retry_config",
    ]
    assert [each.default for each in by_position] == [None] * 6
    assert all(each.kind is each.KEYWORD_ONLY for each in parameters if each not in by_position)


def test_positional_arguments_arrive() -> None:
    """Values given by position become the settings."""
    with requests.Session() as session:
        client = CodatSyncExpenses(
            shared.Security(KEY), 0, "https://{region}.example", {"region": "eu"}, session, POLICY
        )
        configuration = client.sdk_configuration
        assert configuration.server_idx == 0
        assert configuration.server_url == "https://eu.example"
        assert configuration.client is session
        assert configuration.retry_config is POLICY


def test_the_configuration() -> None:
    """The settings can be read under the names of 3.1.0."""
    with CodatSyncExpenses() as client:
        configuration = client.sdk_configuration
        assert isinstance(configuration, SDKConfiguration)
        assert isinstance(configuration.client, requests.Session)
        assert not configuration.server_url
        assert not configuration.server_idx
        assert configuration.language == "python"
        assert configuration.openapi_doc_version == "prealpha"
        assert configuration.sdk_version == codatsyncexpenses.__version__
        assert configuration.user_agent.startswith(
            f"codatsyncexpenses/{codatsyncexpenses.__version__} "
        )
        assert configuration.retry_config is None
        assert configuration.get_server_details() == ("https://api.codat.io", {})


def test_the_default_server(mock: responses.RequestsMock) -> None:
    """Without settings the API's own server is asked."""
    with CodatSyncExpenses() as client:
        ask(client)
    assert asked(mock) == ["https://api.codat.io"]


def test_a_changed_address(mock: responses.RequestsMock) -> None:
    """A changed `server_url` takes effect at the next call."""
    with CodatSyncExpenses() as client:
        ask(client)
        client.sdk_configuration.server_url = "https://other.example"
        ask(client)
        client.sdk_configuration.server_url = ""
        ask(client)
    assert asked(mock) == ["https://api.codat.io", "https://other.example", "https://api.codat.io"]


def test_a_changed_user_agent(mock: responses.RequestsMock) -> None:
    """A changed `user_agent` takes effect at the next call."""
    with CodatSyncExpenses() as client:
        client.sdk_configuration.user_agent = "mine/1"
        ask(client)
    assert mock.calls[0].request.headers["User-Agent"] == "mine/1"


@pytest.mark.parametrize(
    "value",
    ["s3cret\r\nX: y", "s3cret\x00", " s3cret", "s3cret ", "s3cret\u65e5", "s3cret\xe9", None],
)
def test_a_user_agent_that_cannot_be_sent(sandbox: Sandbox, value: Any) -> None:
    """A `user_agent` that a header cannot carry is refused when it is set, and not shown."""
    with sandbox.client() as client:
        before = client.sdk_configuration.user_agent
        with pytest.raises(errors.ConfigurationError, match="user_agent") as caught:
            client.sdk_configuration.user_agent = value
        with pytest.raises(errors.ConfigurationError, match="user_agent"):
            dataclasses.replace(client.sdk_configuration, user_agent=value)
        assert client.sdk_configuration.user_agent == before
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("value", [0, "", False])
def test_a_policy_that_is_nothing(sandbox: Sandbox, value: Any) -> None:
    """Retries that are false and not None are refused: they are no way to switch retries off."""
    before = len(sandbox.requests)
    with sandbox.client() as client:
        with pytest.raises(errors.ConfigurationError, match="'none' makes a single attempt"):
            client.sync.list(LIST, value)
        client.sdk_configuration.retry_config = value
        with pytest.raises(errors.ConfigurationError, match="'none' makes a single attempt"):
            client.sync.list(LIST)
    with pytest.raises(errors.ConfigurationError, match="'none' makes a single attempt"):
        CodatSyncExpenses(retry_config=value)
    assert len(sandbox.requests) == before


def test_a_changed_policy(mock: responses.RequestsMock) -> None:
    """A changed `retry_config` takes effect at the next call."""
    mock.replace("GET", f"https://api.codat.io{PATH}", status=503)
    with CodatSyncExpenses() as client:
        client.sdk_configuration.retry_config = POLICY
        with pytest.raises(errors.ServerError) as caught:
            ask(client)
    assert caught.value.attempts == 1


def test_a_replaced_server(mock: responses.RequestsMock) -> None:
    """Replacing an entry of `SERVERS` takes effect, for clients that are there already too."""
    production = SERVERS[0]
    with CodatSyncExpenses() as client:
        SERVERS[0] = "https://other.example/"
        try:
            ask(client)
        finally:
            SERVERS[0] = production
    assert asked(mock) == ["https://other.example"]


def test_a_second_server(mock: responses.RequestsMock) -> None:
    """`server_idx` chooses among `SERVERS`, and `server_url` beats it."""
    SERVERS.append("https://other.example")
    try:
        with CodatSyncExpenses(server_idx=1) as client:
            ask(client)
        with CodatSyncExpenses(server_idx=1, server_url="https://eu.example/v2") as client:
            ask(client)
    finally:
        SERVERS.pop()
    assert asked(mock) == ["https://other.example", "https://eu.example/v2"]


@pytest.mark.parametrize(
    "index", [1, 99, -1, -2, "0", 0.5, 0.0, True, False, 10**5000, [0]], ids=type
)
@pytest.mark.parametrize("url", [None, "https://other.example"])
def test_no_such_server(index: Any, url: str | None) -> None:
    """A `server_idx` that names no server is refused when the client is made."""
    with pytest.raises(errors.ConfigurationError, match="must be an index of SERVERS, which has 1"):
        CodatSyncExpenses(server_idx=index, server_url=url)


@pytest.mark.parametrize("index", [1, -1, "0", True])
def test_a_changed_server_that_does_not_exist(index: Any) -> None:
    """A `server_idx` that is changed to no server fails at the call."""
    with CodatSyncExpenses() as client:
        client.sdk_configuration.server_idx = index
        with pytest.raises(errors.ConfigurationError, match="server_idx must be an index"):
            client.sync.list(LIST)
        assert repr(client)


def test_an_overridden_address(
    mock: responses.RequestsMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each call asks `get_server_details`, which a test or a subclass may have replaced."""
    addresses = itertools.cycle(["https://other.example", "https://eu.example/v2"])

    def elsewhere(_: SDKConfiguration) -> tuple[str, dict[str, str]]:
        return next(addresses), {}

    with CodatSyncExpenses(server_url="https://api.codat.io") as client:
        ask(client)
        with monkeypatch.context() as patch:
            patch.setattr(SDKConfiguration, "get_server_details", elsewhere)
            ask(client)
            ask(client)
        configuration = client.sdk_configuration
        vars(configuration)["get_server_details"] = partial(elsewhere, configuration)
        ask(client)
    other, eu = "https://other.example", "https://eu.example/v2"
    assert asked(mock) == ["https://api.codat.io", other, eu, other]


def test_an_overridden_address_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address of `get_server_details` to which no key may be sent is refused."""

    def elsewhere(_: SDKConfiguration) -> tuple[str, dict[str, str]]:
        return "http://other.example", {}

    with CodatSyncExpenses(shared.Security(KEY)) as client:
        monkeypatch.setattr(SDKConfiguration, "get_server_details", elsewhere)
        with pytest.raises(errors.ConfigurationError, match="clear text"):
            client.sync.list(LIST)


@pytest.mark.parametrize(
    "address", ["https://eu.example/v2", "https://eu.example/v2/", "https://eu.example/v2//"]
)
def test_trailing_slashes(mock: responses.RequestsMock, address: str) -> None:
    """Slashes at the end of the address are taken off."""
    with CodatSyncExpenses(server_url=address) as client:
        ask(client)
    assert asked(mock) == ["https://eu.example/v2"]


@pytest.mark.parametrize("address", ["", None])
def test_no_address(mock: responses.RequestsMock, address: str | None) -> None:
    """An empty `server_url` is none."""
    with CodatSyncExpenses(server_url=address) as client:
        ask(client)
    assert asked(mock) == ["https://api.codat.io"]


def test_parameters_of_the_address(mock: responses.RequestsMock) -> None:
    """`url_params` fill in the names in `server_url`; other names are passed over."""
    parameters = {"region": "eu", "version": "v2", "unused": "x"}
    with CodatSyncExpenses(
        server_url="https://{region}.example/{version}", url_params=parameters
    ) as client:
        ask(client)
    assert asked(mock) == ["https://eu.example/v2"]


def test_parameters_without_an_address(mock: responses.RequestsMock) -> None:
    """`url_params` without `server_url` change nothing."""
    with CodatSyncExpenses(url_params={"region": "eu"}) as client:
        ask(client)
    assert asked(mock) == ["https://api.codat.io"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("server_url", "http://api.codat.io"),
        ("server_url", "api.codat.io"),
        ("server_url", "https://user@api.codat.io"),
        ("server_url", 5),
        ("client", "session"),
        ("client", requests),
        ("retry_config", "backoff"),
        ("retry_config", utils.RetryConfig("backoff", utils.BackoffStrategy(-1, 1, 1, 1), True)),
        ("timeout", 0),
        ("timeout", "5"),
        ("timeout", (1, 2, 3)),
        ("max_body_bytes", 0),
        ("max_body_bytes", "1"),
        ("max_body_bytes", 64e6),
        ("max_body_bytes", float("inf")),
        ("max_body_bytes", True),
        ("max_body_bytes", None),
        ("retry_budget", -1),
        ("retry_budget", True),
        ("retry_budget", float("nan")),
    ],
)
def test_settings_that_cannot_be(name: str, value: Any) -> None:
    """A setting that cannot be used is refused when the client is made, by its name."""
    words = {"client": "client must be", "retry_config": "RetryConfig|BackoffStrategy"}
    with pytest.raises(errors.ConfigurationError, match=words.get(name, name)):
        CodatSyncExpenses(**{name: value})


def test_clear_text_on_purpose(mock: responses.RequestsMock) -> None:
    """With the switch, http to another machine is allowed."""
    mock.get(f"http://plain.example{PATH}", json=[])
    with CodatSyncExpenses(server_url="http://plain.example", allow_insecure_http=True) as client:
        ask(client)
    assert asked(mock) == ["http://plain.example"]


API_KEY = "Basic " + "a2V5"  # the word key


@pytest.mark.parametrize(
    ("environ", "credential", "address"),
    [
        ({"CODAT_API_KEY": "key"}, API_KEY, "https://api.codat.io"),
        ({"CODAT_AUTH_HEADER": KEY}, KEY, "https://api.codat.io"),
        ({"CODAT_AUTH_HEADER": "Bearer x.y"}, "Bearer x.y", "https://api.codat.io"),
        ({"CODAT_API_KEY": "key", "CODAT_AUTH_HEADER": ""}, API_KEY, "https://api.codat.io"),
        ({"CODAT_API_KEY": "key", "CODAT_SERVER_URL": ""}, API_KEY, "https://api.codat.io"),
        (
            {"CODAT_AUTH_HEADER": KEY, "CODAT_SERVER_URL": "https://other.example/"},
            KEY,
            "https://other.example",
        ),
    ],
)
def test_from_the_environment(
    mock: responses.RequestsMock, environ: dict[str, str], credential: str, address: str
) -> None:
    """The environment gives the key or the header, and perhaps the address."""
    with CodatSyncExpenses.from_env(environ) as client:
        ask(client)
    assert mock.calls[0].request.headers["Authorization"] == credential
    assert asked(mock) == [address]


@pytest.mark.parametrize(
    ("environ", "text"),
    [
        ({}, "neither is set"),
        ({"CODAT_API_KEY": "", "CODAT_AUTH_HEADER": ""}, "neither is set"),
        ({"CODAT_SERVER_URL": "https://other.example"}, "neither is set"),
        ({"CODAT_API_KEY": "key", "CODAT_AUTH_HEADER": KEY}, "both are set"),
        ({"CODAT_API_KEY": KEY}, "bare API key"),
        ({"CODAT_AUTH_HEADER": "c2VjcmV0"}, "from_api_key"),
        ({"CODAT_AUTH_HEADER": "Basic  c2VjcmV0"}, "one space"),
        ({"CODAT_AUTH_HEADER": "Basic c2VjcmV0 "}, "spaces around it"),
        ({"CODAT_API_KEY": "key", "CODAT_SERVER_URL": "http://other.example"}, "clear text"),
        ({"CODAT_API_KEY": "key", "CODAT_SERVER_URL": "https://other.example "}, "server_url"),
    ],
)
def test_an_environment_that_cannot_be(environ: dict[str, str], text: str) -> None:
    """No credential, two of them, or one that is wrong is refused, and none is shown."""
    with pytest.raises(errors.ConfigurationError, match=text) as caught:
        CodatSyncExpenses.from_env(environ)
    assert "c2VjcmV0" not in str(caught.value)


@pytest.mark.parametrize("variable", ["CODAT_API_KEY", "CODAT_AUTH_HEADER"])
def test_from_this_process(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    """Without an argument the environment is the process's own, as it is at the call."""
    monkeypatch.delenv("CODAT_API_KEY", raising=False)
    monkeypatch.delenv("CODAT_AUTH_HEADER", raising=False)
    monkeypatch.delenv("CODAT_SERVER_URL", raising=False)
    with pytest.raises(errors.ConfigurationError):
        CodatSyncExpenses.from_env()
    monkeypatch.setenv(variable, "key" if variable == "CODAT_API_KEY" else KEY)
    CodatSyncExpenses.from_env().close()


def test_options_from_the_environment() -> None:
    """`from_env` takes every option of the class that the environment does not give."""
    options = inspect.signature(CodatSyncExpenses).parameters
    assert {*options} == ClientOptions.__annotations__.keys()
    rest = options.keys() - EnvironmentOptions.__annotations__.keys()
    assert rest == {"security", "server_idx", "server_url", "url_params"}


@pytest.mark.parametrize("client", [CodatSyncExpenses, AsyncCodatSyncExpenses])
@pytest.mark.parametrize(
    ("name", "variable"), [("server_url", "CODAT_SERVER_URL"), ("security", "CODAT_API_KEY")]
)
def test_what_the_environment_gives(client: Any, name: str, variable: str) -> None:
    """`from_env` refuses what a variable sets, and names the variable; it does not show a key."""
    with pytest.raises(errors.ConfigurationError, match=f"takes no {name}: set {variable}") as said:
        client.from_env({"CODAT_API_KEY": "key"}, **{name: KEY})
    assert KEY not in str(said.value)


def test_a_subclass_from_the_environment() -> None:
    """`from_env` of a subclass makes the subclass."""

    class Mine(CodatSyncExpenses):
        """A client of somebody's own."""

    with Mine.from_env({"CODAT_API_KEY": "key"}) as client:
        assert type(client) is Mine


def test_the_sandbox(client: CodatSyncExpenses) -> None:
    """All five methods give their value over real HTTP."""
    company = companies.SUCCEEDS
    start = operations.InitiateSyncRequest(company.id, shared.InitiateSync([*company.dataset_ids]))
    started = client.sync.initiate_sync(start).sync_initiated
    assert started is not None
    assert started.sync_id is not None
    by_id = operations.GetSyncByIDRequest(company.id, started.sync_id)
    status = client.sync.get(by_id).company_sync_status
    assert status is not None
    assert (status.sync_id, status.company_id) == (started.sync_id, company.id)
    latest = client.sync.get_latest_sync(operations.GetLatestSyncRequest(company.id))
    assert latest.company_sync_status is not None
    assert latest.company_sync_status.sync_id == started.sync_id
    successful = client.sync.get_last_successful_sync(
        operations.GetLastSuccessfulSyncRequest(company.id)
    )
    assert successful.company_sync_status is not None
    assert successful.company_sync_status.sync_status_code == 2000
    listed = client.sync.list(LIST)
    assert listed.company_sync_statuses is not None
    assert started.sync_id in [each.sync_id for each in listed.company_sync_statuses]
    assert listed.rate_limit.limit == 14_000
    assert listed.rate_limit.reset is not None


def test_a_documented_error(client: CodatSyncExpenses) -> None:
    """An unknown company is a response, and an exception for whoever asks for one."""
    response = client.sync.list(UNKNOWN)
    assert (response.status_code, response.company_sync_statuses) == (404, None)
    assert response.error_message is not None
    with pytest.raises(errors.NotFoundError) as caught:
        response.raise_for_status()
    assert caught.value.correlation_id == response.error_message.correlation_id
    assert caught.value.operation == "sync.list"
    assert caught.value.elapsed is not None


def test_raise_on_error(sandbox: Sandbox) -> None:
    """With the option an unknown company is an exception."""
    with (
        sandbox.client(raise_on_error=True) as client,
        pytest.raises(errors.NotFoundError, match="correlation id"),
    ):
        client.sync.list(UNKNOWN)


@pytest.mark.parametrize("security", [shared.Security("Basic d3Jvbmc"), None])
def test_a_wrong_key(sandbox: Sandbox, security: shared.Security | None) -> None:
    """A key that the server does not know, or none, is a documented error of a read."""
    with CodatSyncExpenses(security, server_url=sandbox.url) as client:
        assert client.sync.list(LIST).status_code == 401
        with pytest.raises(errors.AuthenticationError):
            client.sync.initiate_sync(operations.InitiateSyncRequest(companies.SUCCEEDS.id))


def test_without_keys(mock: responses.RequestsMock) -> None:
    """A client whose idempotency keys are off sends none."""
    mock.post(
        f"https://api.codat.io/companies/{COMPANY_ID}/sync/expenses/syncs", json={}, status=202
    )
    request = operations.InitiateSyncRequest(COMPANY_ID)
    with CodatSyncExpenses() as keyed, CodatSyncExpenses(idempotency_keys=False) as bare:
        for client in (keyed, keyed, bare):
            client.sync.initiate_sync(request)
    keys = [call.request.headers.get("Idempotency-Key") for call in mock.calls]
    assert len(set(keys)) == 3
    assert keys[2] is None


def test_large_bodies(sandbox: Sandbox) -> None:
    """A body over the client's limit is refused."""
    with (
        sandbox.client(max_body_bytes=10) as client,
        pytest.raises(errors.DecodeError, match="limit"),
    ):
        client.sync.list(LIST)


def test_the_resource() -> None:
    """The resource is made once, and is the class at the path of 3.1.0."""
    with CodatSyncExpenses() as client:
        assert client.sync is client.sync
        assert type(client.sync) is Sync


def test_a_with_statement(sandbox: Sandbox) -> None:
    """A client is closed at the end of its with statement."""
    made = sandbox.client()
    with made as client:
        assert client is made
        assert client.sync.list(LIST).status_code == 200
    with pytest.raises(errors.RequestError, match="closed"):
        made.sync.list(LIST)


def test_a_with_statement_of_a_closed_client() -> None:
    """A closed client does not open again, and neither does one that shares its connections."""
    client = CodatSyncExpenses()
    other = client.with_options(timeout=5)
    client.close()
    for closed in (client, other):
        with pytest.raises(errors.RequestError, match=r"^the client is closed"):
            closed.__enter__()


def test_closing_twice() -> None:
    """A client may be closed more than once."""
    client = CodatSyncExpenses()
    client.close()
    client.close()


def test_the_callers_session_stays_open(sandbox: Sandbox) -> None:
    """A Session of the caller's goes on working when the client is closed."""
    with requests.Session() as session:
        with sandbox.client(client=session) as client:
            client.sync.list(LIST)
        assert session.get(f"{sandbox.url}/companies", timeout=5).status_code == 401
        assert "Authorization" not in session.headers


def test_two_clients_on_one_session(mock: responses.RequestsMock) -> None:
    """Clients that share a Session keep their own keys."""
    with requests.Session() as session:
        for key in ("Basic a", "Basic b"):
            ask(CodatSyncExpenses(shared.Security(key), client=session))
        ask(CodatSyncExpenses(client=session))
    sent = [call.request.headers.get("Authorization") for call in mock.calls]
    assert sent == ["Basic a", "Basic b", None]


def test_repr() -> None:
    """A client shows its server and not its key."""
    client = CodatSyncExpenses(shared.Security(KEY), server_url="https://other.example/")
    assert repr(client) == "CodatSyncExpenses(server_url='https://other.example')"
    client.close()


WAYS: dict[str, Callable[[CodatSyncExpenses], CodatSyncExpenses]] = {
    "pickle": lambda client: pickle.loads(pickle.dumps(client)),  # noqa: S301 - our own
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
}


@pytest.mark.parametrize("way", WAYS.values(), ids=list(WAYS))
def test_a_client_travels(
    sandbox: Sandbox, way: Callable[[CodatSyncExpenses], CodatSyncExpenses]
) -> None:
    """A client survives pickle and copy, and works."""
    with sandbox.client() as client, way(client) as made:
        assert made is not client
        assert made.sync.list(LIST).status_code == 200


OLD_PATHS = {
    "codatsyncexpenses": ["CodatSyncExpenses", "SDKConfiguration", "SERVERS"],
    "codatsyncexpenses.sdk": ["CodatSyncExpenses"],
    "codatsyncexpenses.sdkconfiguration": ["SDKConfiguration", "SERVERS"],
    "codatsyncexpenses.sync": ["Sync"],
    "codatsyncexpenses.utils": ["BackoffStrategy", "RetryConfig"],
    "codatsyncexpenses.utils.retries": ["BackoffStrategy", "RetryConfig"],
    "codatsyncexpenses.models": ["errors", "operations", "shared"],
    "codatsyncexpenses.models.errors": ["SDKError"],
    "codatsyncexpenses.models.shared": ["CompanySyncStatus", "InitiateSync", "Security"],
    "codatsyncexpenses.models.operations": ["GetSyncByIDRequest", "ListSyncsResponse"],
}


@pytest.mark.parametrize(
    ("module", "name"), [(module, name) for module, names in OLD_PATHS.items() for name in names]
)
def test_old_paths(module: str, name: str) -> None:
    """A name of 3.1.0 is found at its path there."""
    assert getattr(importlib.import_module(module), name) is not None


def test_old_paths_lead_to_one_thing() -> None:
    """The same name at two paths is the same thing."""
    assert codatsyncexpenses.sdk.CodatSyncExpenses is CodatSyncExpenses
    assert codatsyncexpenses.sdkconfiguration.SERVERS is SERVERS
    assert codatsyncexpenses.sdkconfiguration.SDKConfiguration is SDKConfiguration
    assert utils.retries.RetryConfig is utils.RetryConfig


@pytest.mark.parametrize(
    "path",
    [
        "sdk.CodatSyncExpenses",
        "sdkconfiguration.SERVERS",
        "sync.Sync",
        "models.shared.Security",
        "models.operations.ListSyncsRequest",
        "models.errors.SDKError",
        "utils.RetryConfig",
        "utils.retries.RetryConfig",
        "errors.SDKError",
    ],
)
def test_one_import_is_enough(path: str) -> None:
    """After `import codatsyncexpenses` alone everything is reached through it."""
    code = f"import codatsyncexpenses; codatsyncexpenses.{path}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)  # noqa: S603 - ours
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize(
    "module",
    [
        "codatsyncexpenses",
        "codatsyncexpenses.errors",
        "codatsyncexpenses.models",
        "codatsyncexpenses.models.errors",
        "codatsyncexpenses.models.shared",
        "codatsyncexpenses.utils",
    ],
)
@pytest.mark.parametrize("name", ["NoSuchName", "_private", "__wrapped__"])
def test_unknown_names(module: str, name: str) -> None:
    """A name that is not there raises AttributeError, so that `hasattr` works."""
    with pytest.raises(AttributeError, match=name):
        getattr(importlib.import_module(module), name)


@pytest.mark.parametrize("module", [codatsyncexpenses, codatsyncexpenses.models, webhooks])
def test_dir(module: ModuleType) -> None:
    """`dir()`, and so completion, shows the public names, loaded or not, and no others."""
    assert dir(module) == sorted(module.__all__)


def test_no_signature_shows_the_environment() -> None:
    """The help of the client, as help() and editors show it, holds no value of the environment."""
    shown = pydoc.render_doc(CodatSyncExpenses)
    assert "environ(" not in shown
    assert os.environ["PATH"] not in shown


def test_loopback_needs_no_proxy(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy of the environment is not asked for this machine."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with sandbox.client(retry_config=POLICY) as client:
        assert client.sync.list(LIST).status_code == 200


@pytest.mark.parametrize(
    "function",
    [CodatSyncExpenses.__init__, *(each for each in vars(Sync).values() if callable(each))],
    ids=lambda function: function.__qualname__,
)
def test_hints_resolve(function: Callable[..., object]) -> None:
    """Tools that read hints at run time, such as validators, can read those of the calls."""
    assert "return" in get_type_hints(function)


def test_dates_of_a_request(mock: responses.RequestsMock) -> None:
    """A date of Python travels as the API writes it, and a text that is no date does not."""
    url = f"https://api.codat.io/companies/{COMPANY_ID}/sync/expenses/expense-transactions"
    mock.post(url, json={})
    expense = shared.ExpenseTransaction(
        "GBP",
        TRANSACTION_ID,
        datetime(2026, 5, 4, 10, 15, tzinfo=timezone.utc),
        shared.ExpenseTransactionType.PAYMENT,
    )
    request = operations.CreateExpenseTransactionRequest(COMPANY_ID, [expense])
    with CodatSyncExpenses() as client:
        client.expenses.create(request)
        expense.issue_date = "04.05.2026"
        with pytest.raises(errors.RequestValidationError, match="must be a datetime"):
            client.expenses.create(request)
    (call,) = mock.calls
    assert '"issueDate":"2026-05-04T10:15:00Z"' in str(call.request.body)
