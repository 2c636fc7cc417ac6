"""The transport adapter of our own Session: our connections, found and trusted quickly."""

from __future__ import annotations

import functools
import ssl
from pathlib import Path
from typing import Any

import certifi
import requests
from requests.adapters import HTTPAdapter
from requests.structures import CaseInsensitiveDict
from requests.utils import get_encoding_from_headers, select_proxy
from urllib3 import ProxyManager
from urllib3.util.ssl_ import create_urllib3_context

from .._exceptions import ConfigurationError
from .connections import POOLS

_POOL = 50  # connections kept per host: more threads than that rarely share one client


class Adapter(HTTPAdapter):
    """The transport adapter of our own Session."""

    def __init__(self) -> None:
        super().__init__(pool_connections=_POOL, pool_maxsize=_POOL)

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = POOLS
        self._known: dict[object, Any] = {}

    def get_connection_with_tls_context(
        self, request: Any, verify: Any, proxies: Any = None, cert: Any = None
    ) -> Any:
        if select_proxy(request.url, proxies):
            return super().get_connection_with_tls_context(request, verify, proxies, cert)
        # Looking a pool up takes a tenth of a call, and it is always the same one.
        url: str = request.url
        key = url[: url.index("/", len("https://"))], verify, cert
        pool = self._known.get(key)
        if pool is None:
            host, settings = self.build_connection_pool_key_attributes(request, verify, cert)
            if verify and not cert and host["scheme"] == "https":
                # Reading the certificates costs ten times what the rest of a handshake does. Not
                # with a proxy, whose own certificate urllib3 checks against the files alone.
                settings["ssl_context"] = _trusting(
                    verify if isinstance(verify, str) else certifi.where()
                )
                settings.pop("ca_certs", None)
                settings.pop("ca_cert_dir", None)
            pool = self.poolmanager.connection_from_host(**host, pool_kwargs=settings)
            self._known[key] = pool
        return pool

    def request_url(self, request: Any, proxies: Any) -> str:
        path: str = request.path_url
        if proxies or path.startswith("//"):
            return super().request_url(request, proxies)
        return path

    def build_response(self, req: Any, resp: Any) -> requests.Response:
        response = requests.Response()
        response.status_code, response.reason = resp.status, resp.reason
        response.headers = CaseInsensitiveDict(resp.headers)
        response.encoding = _encoding(resp.headers.get("Content-Type"))
        response.raw, response.url, response.request = resp, req.url, req
        vars(response)["connection"] = self
        # What requests also does here is to look for cookies, which are not kept.
        return response

    def close(self) -> None:
        self._known.clear()
        # urllib3 leaves the sockets of a pool to the garbage collector, and any response keeps it.
        for manager in (self.poolmanager, *self.proxy_manager.values()):
            for key in manager.pools.keys():  # noqa: SIM118 - a container that cannot be iterated
                manager.pools[key].close()
        super().close()

    def proxy_manager_for(self, *args: Any, **options: Any) -> Any:
        manager = super().proxy_manager_for(*args, **options)
        if type(manager) is ProxyManager:  # a SOCKS proxy's connections are of its own kind
            manager.pool_classes_by_scheme = POOLS
        return manager

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        if verify and not cert and conn.proxy is None and url.lower().startswith("https"):
            conn.cert_reqs = "CERT_REQUIRED"
        else:
            super().cert_verify(conn, url, verify, cert)


@functools.lru_cache(maxsize=64)
def _encoding(content_type: str | None) -> str | None:
    headers = CaseInsensitiveDict({"content-type": content_type} if content_type else {})
    return get_encoding_from_headers(headers)


@functools.cache
def _trusting(certificates: str) -> ssl.SSLContext:
    """The process's one TLS context that trusts these certificates, a file or a directory."""
    context = create_urllib3_context(cert_reqs=ssl.CERT_REQUIRED)
    try:
        if Path(certificates).is_dir():
            context.load_verify_locations(capath=certificates)
        else:
            context.load_verify_locations(cafile=certificates)
    except OSError as error:
        raise ConfigurationError(f"no certificates can be read from {certificates!r}") from error
    return context
