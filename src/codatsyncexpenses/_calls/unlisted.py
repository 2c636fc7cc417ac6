"""Operations outside the contract: any method and path, with JSON both ways."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from .._bases.response import Response
from .._display.repr import AllFieldsRepr
from .._exceptions import RequestError, shared
from .._lazy import LateModule
from .._schema.fields import body
from .operation import Operation, as_text

if TYPE_CHECKING:
    import requests
else:
    requests = LateModule("requests")

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
# Percent-encoding does not help against dots: HTTP libraries decode and resolve them.
_DOTS = r"(?!(?:.*/)?(?:\.|%2[Ee]){1,2}(?:/|$))"
_PATH = re.compile(rf"{_DOTS}/(?:[\w!$&'()*+,\-./:;=@~]|%[\dA-Fa-f]{{2}})*", re.ASCII)


@dataclass(repr=False)
class UnlistedRequest(AllFieldsRepr):
    """The request of an operation outside the contract."""

    json: Any = field(default=None, metadata=body(Any))


@dataclass(repr=False)
class UnlistedResponse(Response[Any], value="json"):
    """The response of an operation outside the contract."""

    content_type: str
    status_code: int
    error_message: shared.ErrorMessage | None = None
    json: Any = None
    raw_response: requests.Response | None = None

    def result(self) -> Any:
        """Return the JSON; None if there is none."""
        self.raise_for_status()
        return self.json


class _Replies(dict[int, tuple[str, Any]]):
    """The response of each status: JSON for every success."""

    def get(self, status: int, default: Any = None) -> Any:
        return super().get(200 if 200 <= status < 300 else status, default)


def operation(
    method: str, path: str, params: Mapping[str, Any] | None
) -> Operation[UnlistedRequest, UnlistedResponse]:
    """Return the operation of a method and a path.

    :param params: the query; parameters that are None are omitted
    :raises RequestError: if an argument cannot be sent
    """
    verb = method.upper() if isinstance(method, str) else None
    if verb not in _METHODS:
        raise RequestError(f"request: the method must be one of {', '.join(_METHODS)}")
    if not isinstance(path, str) or not _PATH.fullmatch(path):
        raise RequestError(
            "request: the path must begin with a slash, have its values percent-encoded, and have "
            "no part that is . or .., and no query: pass that as params"
        )
    return Operation(
        name="request",
        method=verb,
        path=path + _query(params or {}),
        request=UnlistedRequest,
        response=UnlistedResponse,
        replies=_Replies({200: ("json", Any), 400: ("error_message", shared.ErrorMessage)}),
        keyed=verb in ("POST", "PATCH"),
        writes=verb != "GET",
    )


def _query(params: Mapping[str, Any]) -> str:
    if not isinstance(params, Mapping):
        raise RequestError(f"request: params must be a mapping, not {type(params).__name__}")
    pairs: list[str] = []
    for name, value in params.items():
        is_finite = not isinstance(value, float) or math.isfinite(value)
        known = isinstance(name, str) and isinstance(value, (str, int, float, type(None)))
        if not (known and is_finite):
            raise RequestError(f"request: params: {name!r} must be text, a number or None")
        try:
            if value is not None:
                pairs.append(f"{quote(name, safe='')}={quote(as_text(value), safe='')}")
        except ValueError as error:  # not valid text, or an int of thousands of digits
            raise RequestError(f"request: params: {name!r} cannot be sent: {error}") from None
    return f"?{'&'.join(pairs)}" if pairs else ""
