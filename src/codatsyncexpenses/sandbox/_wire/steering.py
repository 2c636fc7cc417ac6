"""The control over HTTP: a request to a path below ``/_sandbox/`` calls an operation."""

from __future__ import annotations

import hmac
import ipaddress
import json
from typing import TYPE_CHECKING

import msgspec
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.routing import Map, Rule

from codatsyncexpenses._schema.hints import is_dict
from codatsyncexpenses.errors import CodatError, ConfigurationError
from codatsyncexpenses.sandbox._state.world import RefusedError
from codatsyncexpenses.sandbox._wire import control_json
from codatsyncexpenses.sandbox._wire.control import ROUTES, Control, Route
from codatsyncexpenses.sandbox._wire.steps import Response

if TYPE_CHECKING:
    from codatsyncexpenses.sandbox._wire.request import Request

PREFIX = "/_sandbox/"
_JSON = (("Content-Type", "application/json; charset=utf-8"), ("Cache-Control", "no-store"))
_RULES = Map(
    [
        Rule(
            PREFIX + each.path.replace("{", "<").replace("}", ">"),
            methods=[each.method],
            endpoint=each,
        )
        for each in ROUTES
    ]
).bind("")
_PATHS = tuple({PREFIX + each.path.partition("/")[0] for each in ROUTES})


class Steering:
    """Answers the requests that steer the sandbox; without a control, it refuses them.

    Programs on this machine need no token; any other needs the one that the sandbox was given.
    """

    def __init__(self, control: Control | None, token: str | None) -> None:
        self._control = control
        self._token = token

    def has(self, path: str) -> bool:
        """Return whether a path belongs to the control."""
        return path.startswith(_PATHS)

    def admits(self, request: Request) -> bool:
        """Return whether the sender of a request may steer the sandbox."""
        try:
            self._admit(request)
        except RefusedError:
            return False
        return True

    def answer(self, request: Request) -> Response:
        """Perform the operation of a request.

        :raises RefusedError: if it has none, may not be performed, or fails
        """
        self._admit(request)
        route, ids = _found(request)
        try:
            arguments = control_json.decoded(route, ids, _given(request, route))
            result = getattr(self._control, route.operation)(**arguments)
        except CodatError as error:
            raise _refusal(error) from None
        if result is None:
            return Response(204, (), b"")
        value = control_json.encoded(result)
        return _response(value if route.key is None else {route.key: value})

    def _admit(self, request: Request) -> None:
        if self._control is None:
            raise RefusedError(403, "This sandbox was started without its control.", "Sandbox")
        address = request.environ.get("REMOTE_ADDR")
        if address is None or _is_here(address):
            return
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        if self._token is None:
            raise RefusedError(403, "Only this machine may steer the sandbox.", "Sandbox")
        is_right = hmac.compare_digest(given.encode(), self._token.encode())
        if scheme.lower() != "bearer" or not is_right:
            wanted = {"WWW-Authenticate": "Bearer"}
            raise RefusedError(401, "The control token is missing or wrong.", "Sandbox", wanted)


def _is_here(address: str) -> bool:
    found = ipaddress.ip_address(address)
    # A socket for both versions of IP shows an address of version 4 as one of version 6.
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return (mapped or found).is_loopback


def _found(request: Request) -> tuple[Route, dict[str, object]]:
    try:
        route, ids = _RULES.match(request.path, request.method)
    except MethodNotAllowed as error:
        allow = {"Allow": ", ".join(sorted(error.valid_methods or ()))}
        text = f"{request.method} is not allowed for this path."
        raise RefusedError(405, text, "Sandbox", allow) from None
    except HTTPException:
        raise RefusedError(404, "There is nothing at this path.", "Sandbox") from None
    return route, {**ids}


def _given(request: Request, route: Route) -> dict[str, object]:
    """Return the arguments of a request that are not in its path."""
    query, body = request.args.to_dict(), _body(request, route)
    given, other = (query, body) if route.has_query else (body, query)
    if other:
        where = "query" if route.has_query else "body"
        raise RefusedError(400, f"The arguments of {request.method} are in the {where}.", "Sandbox")
    return {**given}


def _body(request: Request, route: Route) -> dict[str, object]:
    if not request.kept:
        return {}
    try:
        found: object = msgspec.json.decode(request.kept)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise RefusedError(400, f"The body is not JSON: {error}", "Sandbox") from None
    if route.whole is not None:
        return {route.whole: found}
    if not is_dict(found):
        raise RefusedError(400, "The body must be a JSON object of arguments.", "Sandbox")
    return {str(name): value for name, value in found.items()}


def _refusal(error: CodatError) -> RefusedError:
    status = getattr(error.__cause__, "status", 400)
    kind = ConfigurationError if isinstance(error, ConfigurationError) else type(error)
    return RefusedError(status, str(error), "Sandbox", {"X-Sandbox-Error": kind.__name__})


def _response(value: object) -> Response:
    return Response(200, _JSON, json.dumps(value).encode())
