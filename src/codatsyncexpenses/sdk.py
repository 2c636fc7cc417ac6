"""The blocking client, and what it shares with the asynchronous one."""

from __future__ import annotations

import copy
import functools
import inspect
import os
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypedDict, TypeVar

import requests

from ._bases.security import MASK, Hidden, Secret
from ._calls.call import Calls, Configuration, authorization, changed, is_token
from ._calls.keywords import misspelt
from ._calls.retries import RetryConfig, check
from ._calls.settings import SEAMS, KeyedOptions, Options, server, switch, whole
from ._display.repr import guarded
from ._exceptions import ConfigurationError, RequestError
from ._lazy import LateModule
from ._loops.asynchronous import AsyncLoop
from ._loops.bases import Held
from ._loops.blocking import Loop
from ._schema.hints import Self, Unpack, is_list, is_number
from ._transport.body import LIMIT
from ._transport.session import SessionTransport
from .models import shared
from .models._about import RETRIED, RETRIES
from .resources import Resources
from .sdkconfiguration import SDKConfiguration

if TYPE_CHECKING:
    from ._bases.security import Security
    from ._calls import observing, unlisted
else:
    unlisted = LateModule("._calls.unlisted", __package__)
    observing = LateModule("._calls.observing", __package__)

__all__ = ["CodatSyncExpenses"]


class CallSettings(TypedDict, total=False):
    """The options of `CodatSyncExpenses` that control its calls."""

    retry_config: RetryConfig | None
    timeout: float | tuple[float, float] | None
    raise_on_error: bool
    idempotency_keys: bool
    check_requests: bool
    max_retries: int | None
    deadline: float | None
    pace: int | None
    headers: Mapping[str, str] | None
    on_event: Callable[[observing.CallEvent], object] | None


class CommonOptions(CallSettings, total=False):
    """The options of both clients that no environment variable sets."""

    allow_insecure_http: bool
    retry_budget: float | None
    max_body_bytes: int
    app_info: tuple[str, str] | None


class ServerOptions(TypedDict, total=False):
    """The options of both clients that choose the server."""

    server_idx: int | None
    server_url: str | None
    url_params: Mapping[str, str] | None


class EnvironmentOptions(CommonOptions, total=False):
    """The options of `CodatSyncExpenses` that no environment variable sets."""

    client: requests.Session | None


class ClientOptions(EnvironmentOptions, ServerOptions, total=False):
    """The options of `CodatSyncExpenses`."""

    security: shared.Security | Callable[[], shared.Security] | None


Driver = TypeVar("Driver", Loop, AsyncLoop)
Settings = TypeVar("Settings", bound=Configuration)
Constructor = TypeVar("Constructor", bound=Callable[..., None])


class Client(Held[Driver], Generic[Driver, Settings]):
    """Base of both clients."""

    sdk_configuration: Settings
    """The settings; a change takes effect at the next call, except to ``client``."""

    def with_options(self, **options: Unpack[CallSettings]) -> Self:
        """Return a client with other settings that shares the connections of this one.

        Options that are not given keep their values; ``headers`` are added to the existing ones.
        Closing either client closes the connections of both.

        :raises ConfigurationError: if a setting cannot be used
        """
        given, more = Hidden(options), Hidden(options.pop("headers", None))
        del options  # so that no frame shows them; a misspelled option may be the key
        _check_names(given.value.keys(), CallSettings.__annotations__)
        policy = given.value.get("retry_config")
        if policy is not None:
            check(policy)
        made = object.__new__(type(self))
        vars(made).update({k: v for k, v in vars(self).items() if not isinstance(v, Held)})
        made.sdk_configuration = copy.copy(self.sdk_configuration)
        if "retry_config" in given.value:
            made.sdk_configuration.retry_config = given.value.pop("retry_config")
        made._calls = self._calls.sharing(made.sdk_configuration, more, given.value)
        return made

    def _open(self) -> Self:
        if self._calls.closed:
            raise RequestError("the client is closed: create a new one")
        return self

    @guarded
    def __repr__(self) -> str:
        try:
            server = f"server_url={self.sdk_configuration.get_server_details()[0]!r}"
        except ConfigurationError:
            server = f"server_idx={self.sdk_configuration.server_idx!r}"
        return f"{type(self).__name__}({server})"


def _check_names(given: Iterable[str], known: Collection[str]) -> None:
    """Check the names of options.

    :raises ConfigurationError: if one is unknown
    """
    if unknown := {*given}.difference(known):
        raise ConfigurationError(misspelt(min(unknown), known))


def names_checked(constructor: Constructor) -> Constructor:
    """Let a constructor refuse an unknown argument by its name, as the methods do."""
    known = [*inspect.signature(constructor).parameters][1:]

    @functools.wraps(constructor)
    def checked(self: object, *arguments: Any, **options: Any) -> None:
        given, rest = Hidden(arguments), Hidden(options)
        del arguments, options  # so that no frame shows them
        _check_names(rest.value.keys(), known)
        constructor(self, *given.value, **rest.value)

    made: Any = checked
    same: Constructor = made
    return same


class CodatSyncExpenses(Client[Loop, SDKConfiguration], Resources):
    """A client of the Sync for Expenses API.

    It is safe to share between threads. Use it as a context manager, or call ``close()``, to close
    its connections when done.
    """

    @names_checked
    def __init__(
        self,
        security: shared.Security | Callable[[], shared.Security] | None = None,
        server_idx: int | None = None,
        server_url: str | None = None,
        url_params: Mapping[str, str] | None = None,
        client: requests.Session | None = None,
        retry_config: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
        raise_on_error: bool = False,
        idempotency_keys: bool = True,
        allow_insecure_http: bool = False,
        retry_budget: float | None = 100,
        max_body_bytes: int = LIMIT,
        check_requests: bool = True,
        max_retries: int | None = None,
        deadline: float | None = None,
        pace: int | None = None,
        headers: Mapping[str, str] | None = None,
        app_info: tuple[str, str] | None = None,
        on_event: Callable[[observing.CallEvent], object] | None = None,
    ) -> None:
        """Create a client, without sending a request.

        :param security: the credential, or a callable that returns it for each call, for rotating
            keys; None sends none
        :param server_idx: index into ``SERVERS``
        :param server_url: the server's address, instead of one of ``SERVERS``; https, or http for
            this machine
        :param url_params: values for the ``{names}`` in ``server_url``
        :param client: the Session to send with, for proxies, certificates or adapters of your own;
            the client does not change or close it
        :param retry_config: the retry policy of calls; None is the API's policy
        :param timeout: the timeout of a whole exchange in seconds, or a (connect, read) pair as in
            requests; None is a connect timeout of 5 s, a read timeout of 30 s and 120 s in total
        :param raise_on_error: raise an exception for a documented error status too, instead of
            returning a response with ``error_message``
        :param idempotency_keys: send an ``Idempotency-Key`` with writes, so that a retry does not
            act twice
        :param allow_insecure_http: allow ``server_url`` to be http for another machine, which sends
            the API key in clear text
        :param retry_budget: the number of retries that all calls of this client share, for each
            server; a successful call returns its own to the budget, and one is restored each
            second; None is no limit
        :param max_body_bytes: the largest response body to read, decompressed; reading it may take
            twice as much memory
        :param check_requests: check required fields, the API's limits and the form of dates,
            currencies and UUIDs before a request is sent; types are always checked
        :param max_retries: the largest number of retries of a call; None leaves the limit to the
            retry policy, which is an hour
        :param deadline: seconds for a whole call, all attempts included; None leaves the limit to
            the retry policy
        :param pace: the largest number of requests in any 60 s, for all calls of this client and
            of those that share its connections; requests wait for their turn; None is no limit
        :param headers: additional headers for each request, except those that the client sets
        :param app_info: name and version of your application, which are appended to the User-Agent
        :param on_event: called with each `telemetry.CallEvent` of each call, in order, in the
            thread of the call; its exceptions are logged and do not affect the call
        :raises ConfigurationError: if a setting cannot be used
        """
        credential, more = Hidden(security), Hidden(headers)
        del security, headers  # so that no frame shows them
        check_options(credential, retry_config)
        check_session(client, requests.Session)
        server_url = filled_in(server_url, url_params)
        transport = SessionTransport(client, whole("max_body_bytes", max_body_bytes))
        self.sdk_configuration: SDKConfiguration = SDKConfiguration(
            transport.session, server_url, server_idx, retry_config=retry_config
        )
        options = settled(
            self.sdk_configuration,
            more,
            app_info,
            allow_insecure_http=allow_insecure_http,
            retry_budget=retry_budget,
            timeout=timeout,
            raise_on_error=raise_on_error,
            idempotency_keys=idempotency_keys,
            check_requests=check_requests,
            max_retries=max_retries,
            deadline=deadline,
            pace=pace,
            on_event=on_event,
        )
        super().__init__(Loop(Calls(self.sdk_configuration, credential.value, options), transport))

    @classmethod
    def from_env(
        cls, environ: Mapping[str, str] | None = None, **options: Unpack[EnvironmentOptions]
    ) -> Self:
        """Create a client from environment variables.

        The options are those of the class, such as ``timeout`` and ``raise_on_error``.

        Set ``CODAT_API_KEY`` to the bare API key, or ``CODAT_AUTH_HEADER`` to the whole header.
        ``CODAT_SERVER_URL`` is the server's address, if it is not the API's own.

        :param environ: the variables, instead of ``os.environ``
        :raises ConfigurationError: if there is no credential, or there are two, or a setting cannot
            be used
        """
        # Not the default value itself: help() would print the whole environment.
        source, rest = Hidden(os.environ if environ is None else environ), Hidden(options)
        del environ, options  # so that no frame shows them; a misspelled option may be the key
        security, server_url = from_environment(source, rest.value.keys())
        return cls(security=security, server_url=str(server_url) or None, **rest.value)

    def request(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str | float | None] | None = None,
        json: object = None,
        **options: Unpack[KeyedOptions],
    ) -> Any:
        """Call an operation that this client has no method for, and return the response's JSON.

        Retries, limits and errors are the same as for every other call.

        :param method: ``GET``, ``POST``, ``PUT``, ``PATCH`` or ``DELETE``; POST and PATCH carry an
            idempotency key
        :param path: the path, such as ``/companies``, with its values percent-encoded
        :param params: the query; parameters that are None are omitted
        :param json: the body, in types that JSON supports; None sends none
        :return: dicts, lists, strings and numbers, where numbers with a fraction are Decimals; None
            for a response without a body
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is an error or not JSON
        :raises APIConnectionError: if no complete response arrived
        """
        called = unlisted.operation(method, path, params)
        return self._calls.call(called, unlisted.UnlistedRequest(json), **options).result()

    def close(self) -> None:
        """Close the connections and end pauses between attempts; later calls raise an exception."""
        self._calls.close()

    def __enter__(self) -> Self:
        return self._open()

    def __exit__(self, *_: object) -> None:
        self.close()


_USER = re.compile("//[^/?#]*@")


_VARIABLES = {
    "security": "CODAT_API_KEY or CODAT_AUTH_HEADER",
    "server_url": "CODAT_SERVER_URL",
}


def from_environment(
    source: Hidden[Mapping[str, str]], options: Collection[str]
) -> tuple[shared.Security, Secret]:
    """Return the credential and the address of the server that environment variables hold.

    :param options: the names of the other options
    :raises ConfigurationError: if there is no credential, or there are two, or an option has a
        variable of its own
    """
    for name in _VARIABLES.keys() & options:
        raise ConfigurationError(
            f"from_env takes no {name}: set {_VARIABLES[name]}, or pass {name} to the constructor"
        )
    api_key = _variable(source, "CODAT_API_KEY")
    header = _variable(source, "CODAT_AUTH_HEADER")
    server_url = _variable(source, "CODAT_SERVER_URL")
    if bool(api_key) == bool(header):
        raise ConfigurationError(
            "set one of CODAT_API_KEY (the bare API key) and CODAT_AUTH_HEADER "
            f"('Basic ' and the key in base64); {'both are' if api_key else 'neither is'} set"
        )
    security = shared.Security.from_api_key(api_key) if api_key else shared.Security(str(header))
    return security, server_url


def settled(
    configuration: Configuration,
    headers: Hidden[Mapping[str, str] | None],
    app_info: tuple[str, str] | None,
    *,
    allow_insecure_http: bool,
    retry_budget: float | None,
    **changes: Any,
) -> Options:
    """Return the options of a new client, checked; its User-Agent ends with the application.

    :raises ConfigurationError: if a setting cannot be used
    """
    configuration.user_agent += _app(app_info)
    address, _ = configuration.get_server_details()
    server(address, switch("allow_insecure_http", allow_insecure_http))
    options = Options(
        RETRIES,
        RETRIED,
        allow_insecure_http=allow_insecure_http,
        retry_budget=None if retry_budget is None else _positive("retry_budget", retry_budget),
        seams=SEAMS.get().get(address),
    )
    return changed(options, headers, **changes)


def _variable(environ: Hidden[Mapping[str, str]], name: str) -> Secret:
    """Return an environment variable, or an empty text if it is not set."""
    given: Hidden[object] = environ
    if not isinstance(given.value, Mapping):
        kind = type(given.value).__name__
        raise ConfigurationError(f"environ must be a mapping of text to text, not {kind}")
    found: Hidden[object] = Hidden(environ.value.get(name) or "")
    if not isinstance(found.value, str):
        raise ConfigurationError(f"{name} must be text, not {type(found.value).__name__}")
    return Secret(found.value)


def check_options(security: Hidden[Security], retry_config: RetryConfig | None) -> None:
    """Check a credential that is there already, and a retry policy.

    :raises ConfigurationError: if one cannot be used
    """
    if not callable(security.value):
        authorization(security)
    if retry_config is not None:
        check(retry_config)


def check_session(client: object, kind: type[object]) -> None:
    """Check the session of the caller's own, if there is one.

    :raises ConfigurationError: if it is no session of the right library
    """
    if client is not None and not isinstance(client, kind):
        library = kind.__module__.partition(".")[0]
        raise ConfigurationError(
            f"client must be a {library}.{kind.__name__}, not {type(client).__name__}"
        )


def _app(info: tuple[str, str] | None) -> str:
    """Return the name and version of an application, formatted for the User-Agent."""
    if info is None:
        return ""
    given: object = info
    parts: list[object] = [*given] if is_list(given) else []
    if len(parts) != 2 or not all(isinstance(each, str) and is_token(each) for each in parts):
        raise ConfigurationError(
            "app_info must be the name and the version of your application, such as "
            f"('cardpush', '2.1'), without spaces, not {info!r}"
        )
    return f" {parts[0]}/{parts[1]}"


def _positive(name: str, value: float) -> float:
    given: object = value
    if not is_number(given, least=1):
        raise ConfigurationError(f"{name} must be a number of 1 or more, not {value!r}")
    return value


def filled_in(server_url: str | None, url_params: Mapping[str, str] | None) -> str | None:
    """Return the address of a server with the values of its parameters."""
    if server_url is not None and not isinstance(server_url, str):
        raise ConfigurationError(f"server_url must be a string, not {type(server_url).__name__}")
    # A password in an address is refused later, and not shown.
    server_url = server_url and _USER.sub(f"//{MASK}@", server_url)
    for name, value in (url_params or {}).items():
        if not isinstance(value, str):
            raise ConfigurationError(
                f"url_params: {name} must be a string, not {type(value).__name__}"
            )
        head, found, _ = (server_url or "").partition("{" + name + "}")
        if found and head.count("/") == 2 and set(value) & set("/\\?#@"):
            raise ConfigurationError(f"url_params: {name} would name another host: {value!r}")
        server_url = server_url and server_url.replace("{" + name + "}", value)
    return server_url
