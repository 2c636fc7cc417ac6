"""A response of another library as one of requests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import requests
from requests.structures import CaseInsensitiveDict

from .._bases.security import MASK, Hidden
from .._calls.wire import Wire
from .connections import NoCookies, encoding_of


class RawResponse(requests.Response):
    """A response that has been read; the parts that are seldom looked at are made then."""

    def __init__(
        self,
        status: int,
        reason: str | None,
        headers: Mapping[str, str],
        content: bytes,
        url: str,
        wire: Wire,
    ) -> None:
        # Not that of requests, which makes a cookie jar.
        vars(self).update(
            status_code=status,
            reason=reason,
            url=url,
            raw=None,
            elapsed=timedelta(0),
            _content=content,
            _content_consumed=True,
            _next=None,
            _sources=(headers, Hidden(wire)),
        )

    def __getattr__(self, name: str) -> Any:
        sources = vars(self).get("_sources")
        if sources is None or name not in _PARTS:  # a copy has them all
            raise AttributeError(name)
        value = vars(self)[name] = _PARTS[name](self.url, *sources)
        return value


def _joined(_url: str, headers: Any, _wire: Hidden[Wire]) -> CaseInsensitiveDict[str]:
    return CaseInsensitiveDict({name: ", ".join(headers.getall(name)) for name in headers})


def _encoding(_url: str, headers: Any, _wire: Hidden[Wire]) -> str | None:
    return encoding_of(headers.get("Content-Type"))


def _request(url: str, _headers: Any, hidden: Hidden[Wire]) -> requests.PreparedRequest:
    wire, request = hidden.value, requests.PreparedRequest()
    request.method, request.url = wire.method, url
    request.headers = CaseInsensitiveDict(wire.headers)
    request.headers.update({name: MASK for name in wire.hidden if name in wire.headers})
    request.body = wire.body if isinstance(wire.body, (bytes, type(None))) else repr(wire.body)
    return request


def _history(*_: object) -> list[requests.Response]:
    return []


def _cookies(*_: object) -> NoCookies:
    return NoCookies()


_PARTS: dict[str, Callable[[str, Any, Hidden[Wire]], Any]] = {
    "headers": _joined,
    "encoding": _encoding,
    "history": _history,
    "cookies": _cookies,
    "request": _request,
}
