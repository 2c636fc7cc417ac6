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
HEALTH = "/_sandbox/health"
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
    """Answers the requests that steer the sandbox.

    Programs on this machine need no token; any other needs the one that the sandbox was given.
    """

    def __init__(self, control: Control, token: str | None) -> None:
        self._control = control
        self._token = token

    def has(self, path: str) -> bool:
        """Return whether a path belongs to the control."""
        return path == HEALTH or path.startswith(_PATHS)

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
        if request.path == HEALTH:
            return _response({"status": "ok"})
        self._admit(request)
        route, ids = _found(request)
        given = {**request.args.to_dict(), **_body(request, route), **ids}
        try:
            arguments = control_json.decoded(route, given)
            result = getattr(self._control, route.operation)(**arguments)
        except CodatError as error:
            raise _refusal(error) from None
        if result is None:
            return Response(204, (), b"")
        value = control_json.encoded(result)
        return _response(value if route.key is None else {route.key: value})

    def _admit(self, request: Request) -> None:
        address = request.environ.get("REMOTE_ADDR")
        if address is None or ipaddress.ip_address(address).is_loopback:
            return
        given = request.headers.get("Authorization", "")
        if self._token is None:
            raise RefusedError(403, "Only this machine may steer the sandbox.", "Sandbox")
        if not hmac.compare_digest(given.encode(), f"Bearer {self._token}".encode()):
            raise RefusedError(401, "The control token is missing or wrong.", "Sandbox")


def _found(request: Request) -> tuple[Route, dict[str, object]]:
    try:
        route, ids = _RULES.match(request.path, request.method)
    except MethodNotAllowed as error:
        allow = {"Allow": ", ".join(sorted(error.valid_methods or ()))}
        text = f"{request.method} is not allowed for this path."
        raise RefusedError(405, text, "Sandbox", allow) from None
    except HTTPException:
        raise RefusedError(404, "There is nothing at this path.", "Sandbox") from None
    return route, {control_json.camel(name): value for name, value in ids.items()}


def _body(request: Request, route: Route) -> dict[str, object]:
    if not request.kept:
        return {}
    try:
        found: object = msgspec.json.decode(request.kept)
    except msgspec.DecodeError as error:
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
