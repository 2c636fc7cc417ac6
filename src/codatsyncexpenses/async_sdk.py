"""The asynchronous client: its settings and its lifetime. It needs the extra ``async``."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from ._bases.security import Hidden
from ._calls.call import Calls
from ._calls.retries import RetryConfig
from ._calls.settings import KeyedOptions, whole
from ._lazy import LateModule
from ._loops.asynchronous import AsyncLoop
from ._schema.hints import Self, Unpack
from ._transport.body import LIMIT
from .models import shared
from .resources import AsyncResources
from .sdk import (
    Client,
    CommonOptions,
    ServerOptions,
    check_options,
    check_session,
    filled_in,
    from_environment,
    names_checked,
    settled,
)
from .sdkconfiguration import AsyncSDKConfiguration

if TYPE_CHECKING:
    from ._calls import observing, unlisted
else:
    unlisted = LateModule("._calls.unlisted", __package__)
    observing = LateModule("._calls.observing", __package__)

try:
    import aiohttp

    from ._transport.aiohttp_session import AiohttpTransport
except ModuleNotFoundError as _error:
    if (_error.name or "").partition(".")[0] not in ("aiohttp", "multidict", "yarl"):
        raise
    raise ModuleNotFoundError(
        'AsyncCodatSyncExpenses needs aiohttp: pip install "codatsyncexpenses[async]"',
        name=_error.name,
    ) from None

__all__ = ["AsyncCodatSyncExpenses"]


class AsyncEnvironmentOptions(CommonOptions, total=False):
    """The options of `AsyncCodatSyncExpenses` that no environment variable sets."""

    client: aiohttp.ClientSession | None


class AsyncClientOptions(AsyncEnvironmentOptions, ServerOptions, total=False):
    """The options of `AsyncCodatSyncExpenses`."""

    security: shared.Security | Callable[[], shared.Security | Awaitable[shared.Security]] | None


class AsyncCodatSyncExpenses(Client[AsyncLoop, AsyncSDKConfiguration], AsyncResources):
    """An asynchronous client of the Sync for Expenses API, on aiohttp.

    Its resources, requests, responses, errors and options are those of `CodatSyncExpenses`; its
    methods are coroutines. All tasks of an event loop can share it; threads cannot. Use it with
    ``async with``, or await ``aclose()``, to close its connections when done.
    """

    @names_checked
    def __init__(
        self,
        security: (
            shared.Security | Callable[[], shared.Security | Awaitable[shared.Security]] | None
        ) = None,
        server_idx: int | None = None,
        server_url: str | None = None,
        url_params: Mapping[str, str] | None = None,
        client: aiohttp.ClientSession | None = None,
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
            keys; the callable may be asynchronous; None sends none
        :param server_idx: index into ``SERVERS``
        :param server_url: the server's address, instead of one of ``SERVERS``; https, or http for
            this machine
        :param url_params: values for the ``{names}`` in ``server_url``
        :param client: the aiohttp session to send with, for proxies, certificates or tracing of
            your own; the client does not change or close it
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
            event loop, which it must not block; its exceptions are logged and do not affect the
            call
        :raises ConfigurationError: if a setting cannot be used
        """
        credential, more = Hidden(security), Hidden(headers)
        del security, headers  # so that no frame shows them
        check_options(credential, retry_config)
        check_session(client, aiohttp.ClientSession)
        server_url = filled_in(server_url, url_params)
        transport = AiohttpTransport(client, whole("max_body_bytes", max_body_bytes))
        self.sdk_configuration: AsyncSDKConfiguration = AsyncSDKConfiguration(
            server_url, server_idx, retry_config=retry_config
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
        calls = Calls(self.sdk_configuration, credential.value, options)
        super().__init__(AsyncLoop(calls, transport))

    @classmethod
    def from_env(
        cls, environ: Mapping[str, str] | None = None, **options: Unpack[AsyncEnvironmentOptions]
    ) -> Self:
        """Create a client from environment variables, which are those of `CodatSyncExpenses`.

        :param environ: the variables, instead of ``os.environ``
        :raises ConfigurationError: if there is no credential, or there are two, or a setting cannot
            be used
        """
        source, rest = Hidden(os.environ if environ is None else environ), Hidden(options)
        del environ, options  # so that no frame shows them; a misspelled option may be the key
        security, server_url = from_environment(source, rest.value.keys())
        return cls(security=security, server_url=str(server_url) or None, **rest.value)

    async def request(
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
        response = await self._calls.call(called, unlisted.UnlistedRequest(json), **options)
        return response.result()

    async def aclose(self) -> None:
        """Close the connections and end pauses between attempts; later calls raise an exception."""
        await self._calls.close()

    async def __aenter__(self) -> Self:
        return self._open()

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()
