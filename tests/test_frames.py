"""No frame of a failure shows a credential to programs that print the locals of frames."""

from __future__ import annotations

import asyncio
import base64
import functools
import os
import pickle
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection

import codatsyncexpenses
from codatsyncexpenses import CodatSyncExpenses, webhooks
from codatsyncexpenses._transport.failures import causes
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.sdk import CallSettings
from codatsyncexpenses.utils import BackoffStrategy, RetryConfig
from tests.support.certificates import Certificates
from tests.support.faulty_server import (
    Server,
    Turn,
    close,
    plain,
    raw,
    read,
    read_bytes,
    reset,
    send,
    silence,
)
from tests.support.ids import COMPANY_ID, SYNC_ID, TRANSACTION_ID

KEY = "k3y-that-0pens-nothing"
BASE64 = base64.b64encode(KEY.encode()).decode()
HEADER = f"Basic {BASE64}"
OTHER = "0ther-variable"  # of the same environment
NEEDLES = (KEY, BASE64, OTHER)

OURS = str(Path(codatsyncexpenses.__file__).parent)
TESTS = str(Path(__file__).parent)
DEPTH = 4  # how far error trackers look into containers
QUICK = RetryConfig("backoff", BackoffStrategy(1, 2, 1.5, 50), True)
REQUEST = operations.GetSyncByIDRequest(COMPANY_ID, SYNC_ID)


class Shown(list[str]):
    """The texts that a program shows of an exception."""

    ours = False
    """Whether a frame of the package was among them."""

    def add(self, value: Any, depth: int = DEPTH) -> None:
        """Add a value as error trackers show it, and the parts of a container too."""
        try:
            self.append(repr(value))
        except Exception as error:  # noqa: BLE001 - as they do
            self.append(f"<{type(error).__name__}>")
        if not depth or isinstance(value, (str, bytes)):
            return
        if isinstance(value, Mapping):
            self.add([*value.items()], depth)
        elif isinstance(value, (Sequence, AbstractSet)):
            parts: list[Any] = [*value]
            for part in parts:
                self.add(part, depth - 1)


def shown(error: BaseException) -> Shown:
    """Return all that an exception and its causes show: text, attributes, locals of frames."""
    texts = Shown()
    for each in causes(error, None):
        texts += [str(each), repr(each)]
        texts.add(vars(each))
        trace = each.__traceback__
        while trace is not None:
            file = trace.tb_frame.f_code.co_filename
            if not file.startswith(TESTS):
                texts.ours |= file.startswith(OURS)
                texts.add({**trace.tb_frame.f_locals})
            trace = trace.tb_next
    return texts


def check(fail: Callable[[], object], kind: type[BaseException] = Exception) -> BaseException:
    """Let something fail, and look for the credential in all that the failure shows."""
    with pytest.raises(kind) as caught:
        fail()
    texts = shown(caught.value)
    assert texts.ours
    assert not [text for text in texts for needle in NEEDLES if needle in text]
    return caught.value


def test_a_frame_that_shows_a_credential_is_found() -> None:
    """The search looks into the containers of the locals of frames."""
    with pytest.raises(TypeError) as caught:
        functools.reduce(lambda _, __: None, {"headers": [HEADER]}, 0, 0)  # type: ignore[call-overload]
    assert not shown(caught.value).ours
    texts = Shown()
    texts.add({"headers": types.MappingProxyType({"a": (HEADER,)})})
    assert any(BASE64 in text for text in texts)


# Credentials whose own texts show them.


@dataclass
class Shows(shared.Security):
    """A credential with the text that dataclasses have by default."""

    key: str = KEY


@dataclass
class Vault:
    """A place of keys whose text shows them."""

    key: str = KEY

    def security(self) -> shared.Security:
        """Return the credential."""
        return shared.Security.from_api_key(self.key)


class Duck:
    """Something with a header that is no credential of ours."""

    auth_header = HEADER

    def __repr__(self) -> str:
        return f"Duck({self.auth_header})"


GOOD: dict[str, Any] = {
    "header": shared.Security(HEADER),
    "key": shared.Security.from_api_key(KEY),
    "subclass": Shows(HEADER),
    "subclass from key": Shows.from_api_key(KEY),
    "duck": Duck(),
    "partial": functools.partial(shared.Security, HEADER),
    "method": Vault().security,
}

SETTINGS: dict[str, Any] = {
    "server_idx": {"server_idx": 99, "server_url": None},
    "server_url": {"server_url": "htps://typo"},
    "no address": {"server_url": 5},
    "clear text": {"server_url": "http://other.example"},
    "url_params": {"server_url": "https://{a}.example", "url_params": {"a": "@"}},
    "client": {"client": 5},
    "retry_config": {"retry_config": 5},
    "intervals": {"retry_config": RetryConfig("backoff", BackoffStrategy(-1, 1, 1, 1), True)},
    "timeout": {"timeout": "soon"},
    "retry_budget": {"retry_budget": "all"},
    "max_body_bytes": {"max_body_bytes": -1},
    "app_info": {"app_info": "mine"},
    "on_event": {"on_event": 5},
    "header with a line": {"headers": {"X-Key": f"{KEY}\n"}},
    "header in bytes": {"headers": {"X-Key": KEY.encode()}},
    "header beside another": {"headers": {"X-Key": KEY, "Host": HEADER}},
    "headers in a list": {"headers": [("X-Key", KEY)]},
    "setting beside a header": {"headers": {"X-Key": KEY}, "deadline": -1},
}


@pytest.mark.parametrize("options", SETTINGS.values(), ids=list(SETTINGS))
@pytest.mark.parametrize("security", GOOD.values(), ids=list(GOOD))
def test_a_wrong_setting_beside_a_credential(security: Any, options: dict[str, Any]) -> None:
    """Refusing a setting does not show the credential beside it."""

    def fail() -> object:
        client = CodatSyncExpenses(security, **options)
        return client.sync.get(REQUEST)

    check(fail)


WRONG: dict[str, Any] = {
    "text": HEADER,
    "key": KEY,
    "bytes": HEADER.encode(),
    "dict": {"auth_header": HEADER},
    "list": [HEADER],
    "tuple": (shared.Security(HEADER), HEADER),
    "class of values": Vault(),
    "header in bytes": shared.Security(HEADER.encode()),  # type: ignore[arg-type]  # the mistake
    "bare key": shared.Security(KEY),
    "line": shared.Security(f"{HEADER}\n"),
    "twice": shared.Security(f"Basic {HEADER}"),
    "subclass": Shows(f"{HEADER} "),
    "namespace": types.SimpleNamespace(auth_header=f"{HEADER}\n"),
}


@pytest.mark.parametrize("security", WRONG.values(), ids=list(WRONG))
def test_a_wrong_credential(security: Any) -> None:
    """Refusing a credential does not show it."""
    check(lambda: CodatSyncExpenses(security), codatsyncexpenses.errors.ConfigurationError)


@pytest.mark.parametrize("security", WRONG.values(), ids=list(WRONG))
def test_a_wrong_credential_beside_a_wrong_setting(security: Any) -> None:
    """Whichever of two mistakes is found first, neither shows the credential."""
    for options in SETTINGS.values():
        check(functools.partial(CodatSyncExpenses, security, **options))


@pytest.mark.parametrize("given", [*WRONG.values(), None], ids=[*WRONG, "None"])
def test_a_callable_that_gives_a_wrong_credential(given: Any) -> None:
    """Refusing the result of a callable does not show it, nor the callable's arguments."""

    def ask(_: str) -> Any:
        return given

    client = CodatSyncExpenses(functools.partial(ask, KEY))
    check(lambda: client.sync.get(REQUEST), codatsyncexpenses.errors.ConfigurationError)


def test_a_callable_that_raises() -> None:
    """The error of a callable reaches the caller, and our frames do not show its arguments."""

    def ask(_: str) -> shared.Security:
        raise LookupError("vault")

    client = CodatSyncExpenses(functools.partial(ask, KEY))
    check(lambda: client.sync.get(REQUEST), LookupError)


@pytest.mark.parametrize("key", [KEY.encode(), [KEY], HEADER, f"{KEY}\ud800"])
@pytest.mark.parametrize("kind", [shared.Security, Shows])
def test_a_wrong_key(kind: type[shared.Security], key: Any) -> None:
    """Refusing an API key does not show it."""
    check(lambda: kind.from_api_key(key), codatsyncexpenses.errors.ConfigurationError)


WRONG_OPTIONS: dict[str, dict[str, Any]] = {
    "misspelled": {"header": {"X-Key": KEY}},
    "no option": {"security": shared.Security(HEADER)},
    **{
        name: options
        for name, options in SETTINGS.items()
        if options.keys() <= CallSettings.__annotations__.keys()
    },
}


@pytest.mark.parametrize("options", WRONG_OPTIONS.values(), ids=list(WRONG_OPTIONS))
def test_a_wrong_option_of_another_client(options: dict[str, Any]) -> None:
    """Refusing an option of `with_options` shows no credential, and no header."""
    with CodatSyncExpenses(shared.Security(HEADER), headers={"X-Other": KEY}) as s:
        check(lambda: s.with_options(**options), codatsyncexpenses.errors.ConfigurationError)


def test_an_unknown_argument() -> None:
    """Refusing an argument that the client does not have shows no value of it."""
    given: dict[str, Any] = {"api_key": KEY, "header": {"X-Key": KEY}}
    check(lambda: CodatSyncExpenses(**given), codatsyncexpenses.errors.ConfigurationError)


# The environment.

ENVIRONMENTS: dict[str, dict[str, Any]] = {
    "both": {"CODAT_API_KEY": KEY, "CODAT_AUTH_HEADER": HEADER},
    "neither": {},
    "address": {"CODAT_API_KEY": KEY, "CODAT_SERVER_URL": "htps://typo"},
    "address beside a header": {"CODAT_AUTH_HEADER": HEADER, "CODAT_SERVER_URL": "//typo"},
    "clear text": {"CODAT_API_KEY": KEY, "CODAT_SERVER_URL": "http://other.example"},
    "password": {"CODAT_API_KEY": "x", "CODAT_SERVER_URL": f"https://me:{KEY}@other.example"},
    "header as key": {"CODAT_API_KEY": HEADER},
    "key as header": {"CODAT_AUTH_HEADER": KEY},
    "header with a line": {"CODAT_AUTH_HEADER": f"{HEADER}\t"},
    "key that is no text": {"CODAT_API_KEY": f"{KEY}\udcff"},
}
OPTIONS: dict[str, dict[str, Any]] = {
    "misspelled": {"time_out": 3},
    "timeout": {"timeout": "soon"},
    "client": {"client": 5},
    "retry_config": {"retry_config": 5},
    "retry_budget": {"retry_budget": "all"},
    "security": {"security": HEADER},
    "credential": {"security": shared.Security(HEADER)},
}


class Failing(dict[str, str]):
    """An environment that cannot be read."""

    def get(self, *_: object) -> Any:
        """Fail."""
        raise LookupError("vault")


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Hold an environment of this process that has one variable of somebody else."""
    for name in ("CODAT_API_KEY", "CODAT_AUTH_HEADER", "CODAT_SERVER_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SOMEBODY_ELSES", OTHER)
    return monkeypatch


@pytest.mark.parametrize("variables", ENVIRONMENTS.values(), ids=list(ENVIRONMENTS))
def test_an_environment(environment: pytest.MonkeyPatch, variables: dict[str, str]) -> None:
    """Refusing the environment of the process shows no variable of it."""
    for name, value in variables.items():
        environment.setenv(name, value)
    check(CodatSyncExpenses.from_env, codatsyncexpenses.errors.ConfigurationError)


@pytest.mark.parametrize("kind", [dict, types.MappingProxyType], ids=["dict", "mapping"])
@pytest.mark.parametrize("variables", ENVIRONMENTS.values(), ids=list(ENVIRONMENTS))
def test_a_given_environment(variables: dict[str, str], kind: Callable[[Any], Any]) -> None:
    """Refusing a mapping that is given as the environment shows nothing of it."""
    given = kind({**variables, "SOMEBODY_ELSES": OTHER})
    check(lambda: CodatSyncExpenses.from_env(given), codatsyncexpenses.errors.ConfigurationError)


@pytest.mark.parametrize("environ", [KEY, [KEY], {"CODAT_API_KEY": KEY.encode()}, 5])
def test_what_is_no_environment(environ: Any) -> None:
    """A value that is not a mapping of text to text is refused, and not shown."""
    check(lambda: CodatSyncExpenses.from_env(environ), codatsyncexpenses.errors.ConfigurationError)


def test_an_environment_that_fails() -> None:
    """The error of an environment reaches the caller, and shows nothing of it."""
    check(lambda: CodatSyncExpenses.from_env(Failing(CODAT_API_KEY=KEY)), LookupError)


@pytest.mark.parametrize("options", OPTIONS.values(), ids=list(OPTIONS))
@pytest.mark.parametrize("name", ["CODAT_API_KEY", "CODAT_AUTH_HEADER"])
def test_a_wrong_option(
    environment: pytest.MonkeyPatch, name: str, options: dict[str, Any]
) -> None:
    """Refusing an option does not show the credential that the environment gave."""
    environment.setenv(name, KEY if name == "CODAT_API_KEY" else HEADER)
    check(lambda: CodatSyncExpenses.from_env(os.environ, **options))
    check(lambda: CodatSyncExpenses.from_env(**options))


# Calls.


def get(s: CodatSyncExpenses) -> object:
    """Read a status, and raise whatever its error is."""
    return s.sync.get(REQUEST)


def write(s: CodatSyncExpenses) -> object:
    """Start a sync."""
    return s.sync.initiate_sync(
        operations.InitiateSyncRequest(COMPANY_ID, shared.InitiateSync(["dataset"]))
    )


def wait(s: CodatSyncExpenses) -> object:
    """Wait for a sync."""
    return s.sync.wait(REQUEST, interval=0.01, timeout=0.2)


def pages(s: CodatSyncExpenses) -> object:
    """Read all pages of a list."""
    return list(s.companies.list_all(operations.ListCompaniesRequest()))


def upload(s: CodatSyncExpenses) -> object:
    """Upload a file."""
    return s.attachments.upload(
        operations.UploadExpenseAttachmentRequest(
            COMPANY_ID,
            SYNC_ID,
            TRANSACTION_ID,
            operations.UploadExpenseAttachmentRequestBody(b"x" * 100, "a.pdf"),
        )
    )


ANSWERS: dict[str, Turn] = {
    **{str(code): [read, send(plain(code, {}))] for code in (400, 401, 403, 404, 418, 500, 503)},
    "too many": [read, send(plain(429, {}, "Retry-After: 99999"))],
    "cut JSON": [read, send(plain(200, b'{"a":'))],
    "wrong type": [read, send(plain(200, []))],
    "cut body": [read, send(raw(200, b"{", "Content-Length: 99")), close],
    "cut chunks": [read, send(raw(200, b"5\r\n{", "Transfer-Encoding: chunked")), close],
    "broken gzip": [read, send(plain(200, b"x", "Content-Encoding: gzip"))],
    "no HTTP": [read, send(b"hello\r\n\r\n"), close],
    "no name": [read, send(raw(200, b"", "no colon")), close],
    "reset": [read, reset],
    "reset at once": [reset],
    "closed": [read, close],
    "silence": [read, silence],
    "redirect": [read, send(plain(302, b"", "Location: https://other.example/"))],
    "redirect for ever": [read, send(plain(302, b"", "Location: /sync"))],
    "redirect to nowhere": [read, send(plain(302, b"", "Location: http://["))],
}
CALLS = (get, write, wait, pages, upload)


@pytest.fixture(params=["own", "caller's"])
def session(request: pytest.FixtureRequest) -> Iterator[requests.Session | None]:
    """Hold a Session of the caller's, or None for our own."""
    if request.param == "own":
        yield None
    else:
        with requests.Session() as session:
            yield session


def client(url: str, session: requests.Session | None = None, **options: Any) -> CodatSyncExpenses:
    """Return a client of a server."""
    more = {"X-Gateway-Key": KEY}
    options = {"security": shared.Security(HEADER), "headers": more, **options}
    return CodatSyncExpenses(
        server_url=url,
        client=session,
        retry_config=QUICK,
        timeout=0.2,
        raise_on_error=True,
        **options,
    )


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("turn", ANSWERS.values(), ids=list(ANSWERS))
def test_a_call_that_fails(
    session: requests.Session | None, turn: Turn, call: Callable[[CodatSyncExpenses], object]
) -> None:
    """However a call fails, its error shows no credential."""
    with Server([turn]) as server, client(server.url, session) as s:
        check(lambda: call(s))


@pytest.mark.parametrize("call", CALLS)
def test_a_refused_connection(
    session: requests.Session | None, call: Callable[[CodatSyncExpenses], object]
) -> None:
    """A connection that is refused shows no credential."""
    with Server([], listens_after=None) as server, client(server.url, session) as s:
        check(lambda: call(s))


@pytest.mark.parametrize("kind", ["unknown authority", "another host's", "expired"])
def test_a_refused_certificate(
    session: requests.Session | None, certificates: Certificates, kind: str
) -> None:
    """A certificate that is not trusted shows no credential."""
    with Server([[read]], tls=certificates.of(kind)) as server, client(server.url, session) as s:
        check(lambda: get(s))


def test_no_tls_there(session: requests.Session | None) -> None:
    """TLS on a port that does not speak it shows no credential."""
    turn = [read_bytes, send(b"hello\r\n\r\n"), close]
    with Server([turn]) as server, client(server.url.replace("http", "https"), session) as s:
        check(lambda: get(s))


def closed(s: CodatSyncExpenses) -> CodatSyncExpenses:
    """Return the client, closed."""
    s.close()
    return s


def configured(s: CodatSyncExpenses, **settings: Any) -> CodatSyncExpenses:
    """Return the client, with settings that were changed after it was made."""
    vars(s.sdk_configuration).update(settings)
    return s


REFUSED: dict[str, Callable[[CodatSyncExpenses], object]] = {
    "request": lambda s: s.sync.get(HEADER and 5),  # type: ignore[call-overload]  # the mistake
    "id": lambda s: s.sync.get(operations.GetSyncByIDRequest("", "")),
    "retries": lambda s: s.sync.get(REQUEST, retries=5),  # type: ignore[call-overload]  # the mistake
    "timeout": lambda s: s.sync.get(REQUEST, timeout=-1),
    "key": lambda s: s.sync.initiate_sync(
        operations.InitiateSyncRequest(COMPANY_ID, shared.InitiateSync(["d"])), idempotency_key="\n"
    ),
    "body": lambda s: s.sync.initiate_sync(operations.InitiateSyncRequest(COMPANY_ID)),
    "interval": lambda s: s.sync.wait(REQUEST, interval=-1),
    "page": lambda s: list(s.companies.list_all(operations.ListCompaniesRequest(page=-1))),
    "file": lambda s: s.attachments.upload(
        operations.UploadExpenseAttachmentRequest(
            COMPANY_ID,
            SYNC_ID,
            TRANSACTION_ID,
            operations.UploadExpenseAttachmentRequestBody(Path("missing"), "a"),
        )
    ),
    "closed": lambda s: get(closed(s)),
    "agent": lambda s: get(configured(s, user_agent=5)),
    "agent with a line": lambda s: get(configured(s, user_agent="a\n")),
    "address": lambda s: get(configured(s, server_url="htps://x")),
}


@pytest.mark.parametrize("security", GOOD.values(), ids=list(GOOD))
@pytest.mark.parametrize("call", REFUSED.values(), ids=list(REFUSED))
def test_a_call_that_is_refused(
    session: requests.Session | None, call: Callable[[CodatSyncExpenses], object], security: Any
) -> None:
    """A call that is refused before anything is sent shows no credential."""
    with client("http://127.0.0.1:9", session, security=security) as s:
        check(lambda: call(s))


# A Session of the caller's, and what interrupts.


class OddError(Exception):
    """An error that neither requests nor urllib3 knows."""


def _raise(kind: type[BaseException]) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> None:
        raise kind

    return fail


ODD = [OddError, KeyboardInterrupt, MemoryError, RecursionError, AttributeError]


@pytest.mark.parametrize("kind", ODD)
def test_a_hook_that_raises(kind: type[BaseException]) -> None:
    """A hook of the caller's Session that raises leaves no credential in the frames of others."""
    with requests.Session() as session, Server([[read, send(plain(200, {}))]]) as server:
        session.hooks["response"].append(_raise(kind))
        with client(server.url, session) as s:
            check(lambda: get(s), BaseException)


def test_a_handler_of_events_that_raises(caplog: pytest.LogCaptureFixture) -> None:
    """The logged error of an `on_event` shows no credential, and no header of the caller's own."""
    turn = [read, send(plain(200, {}))]
    with Server([turn]) as server, client(server.url, on_event=_raise(OddError)) as s:
        get(s)
    raised = [record.exc_info[1] for record in caplog.records if record.exc_info]
    assert len(raised) == 1

    def fail(error: BaseException | None) -> None:
        assert error
        raise error

    for error in raised:
        check(functools.partial(fail, error), OddError)


@pytest.mark.parametrize("kind", ODD)
def test_an_adapter_that_raises(kind: type[BaseException]) -> None:
    """An adapter of the caller's Session that raises leaves no credential either."""
    with requests.Session() as session:
        adapter = HTTPAdapter()
        adapter.send = _raise(kind)  # type: ignore[method-assign]
        session.mount("http://", adapter)
        with client("http://127.0.0.1:9", session) as s:
            check(lambda: get(s), BaseException)


@pytest.mark.parametrize("kind", ODD)
def test_an_exchange_that_is_interrupted(
    session: requests.Session | None, kind: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An exception that interrupts sending leaves no header in the frames that were writing it."""
    monkeypatch.setattr(HTTPConnection, "send", _raise(kind))
    with Server([[read]]) as server, client(server.url, session) as s:
        check(lambda: get(s), BaseException)


# Webhooks.

SECRET = "whsec_" + base64.b64encode(KEY.encode()).decode()
SECRETS: dict[str, Any] = {
    "text": SECRET,
    "list": [SECRET, "whsec_" + base64.b64encode(OTHER.encode() * 2).decode()],
    "tuple": (SECRET,),
    "bytes": SECRET.encode(),
    "list of bytes": [SECRET.encode()],
    "dict": {"secret": SECRET},
    "not base64": SECRET + "!",
    "beyond ASCII": SECRET + "é",
    "short": "whsec_" + base64.b64encode(OTHER.encode()).decode(),
}
MESSAGES: dict[str, Any] = {
    "wrong": {"webhook-id": "a", "webhook-timestamp": "1", "webhook-signature": "v1,a"},
    "none": {},
    "no mapping": 5,
}


@pytest.mark.parametrize("verify", [webhooks.verify, webhooks.verify_and_parse])
@pytest.mark.parametrize("headers", MESSAGES.values(), ids=list(MESSAGES))
@pytest.mark.parametrize("secret", SECRETS.values(), ids=list(SECRETS))
def test_a_webhook(verify: Callable[..., Any], secret: Any, headers: Any) -> None:
    """A message that is refused shows no secret of the endpoint."""
    check(lambda: verify(b"{}", headers, secret, now=1))
    check(lambda: verify("{}", headers, secret, now=1))


USABLE: dict[str, Any] = {name: SECRETS[name] for name in ("text", "list", "tuple")}
ENDPOINTS: dict[str, Callable[[Any], object]] = {
    "tolerance": lambda secret: webhooks.Dispatcher(secret, -1),
    "store": lambda secret: webhooks.Dispatcher(secret, store=5),  # type: ignore[arg-type]  # the mistake
    "message": lambda secret: webhooks.Dispatcher(secret).dispatch(b"{}", MESSAGES["wrong"]),
    "coroutine": lambda secret: asyncio.run(
        webhooks.Dispatcher(secret).dispatch_async(b"{}", MESSAGES["wrong"])
    ),
    "class": lambda secret: webhooks.Dispatcher(secret).on(),
    "pickle": lambda secret: pickle.dumps(webhooks.Dispatcher(secret)),
}


@pytest.mark.parametrize("name", [name for name in SECRETS if name not in USABLE])
def test_a_dispatcher_without_a_usable_secret(name: str) -> None:
    """Refusing a secret of a dispatcher does not show it."""
    check(lambda: webhooks.Dispatcher(SECRETS[name]), codatsyncexpenses.errors.ConfigurationError)


@pytest.mark.parametrize("fail", ENDPOINTS.values(), ids=list(ENDPOINTS))
@pytest.mark.parametrize("secret", USABLE.values(), ids=list(USABLE))
def test_a_dispatcher(secret: Any, fail: Callable[[Any], object]) -> None:
    """However a dispatcher fails, it shows no secret."""
    check(lambda: fail(secret))


@pytest.mark.parametrize("secret", USABLE.values(), ids=list(USABLE))
def test_a_handler_that_raises(secret: Any) -> None:
    """The error of a handler reaches the caller, and our frames show no secret."""
    hooks = webhooks.Dispatcher(secret)
    hooks.fallback(_raise(OddError))
    body = b'{"eventType": "x"}'
    headers = webhooks.sign(body, SECRET, message_id="a")
    check(lambda: hooks.dispatch(body, headers), OddError)
    check(lambda: asyncio.run(hooks.dispatch_async(body, headers)), OddError)


@pytest.mark.parametrize("secret", SECRETS.values(), ids=list(SECRETS))
def test_signing(secret: Any) -> None:
    """A message that cannot be signed shows no secret."""
    check(lambda: webhooks.sign(5, secret, message_id="a"))  # type: ignore[arg-type]  # the mistake
    check(lambda: webhooks.sign(b"", secret, message_id=""))
