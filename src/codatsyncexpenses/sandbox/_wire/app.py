"""The sandbox as an application: it takes a request and returns the steps of its response.

The order of the checks: API key (401), requests a minute and a day (429), path (404, 405), company
(402, 403), requests at once (429), idempotency key (409, 422), then the checks of the operation. A
request with a wrong key does not count against the quota. A fault that replaces the response takes
precedence over all checks.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from email.utils import format_datetime
from typing import TYPE_CHECKING

from requests.structures import CaseInsensitiveDict
from werkzeug.exceptions import RequestEntityTooLarge

from codatsyncexpenses.sandbox._api.call import Call, Result, check_access
from codatsyncexpenses.sandbox._api.routes import OPERATIONS
from codatsyncexpenses.sandbox._state.clock import date
from codatsyncexpenses.sandbox._state.world import RefusedError, World
from codatsyncexpenses.sandbox._wire.faults import Fault, Script
from codatsyncexpenses.sandbox._wire.idempotency import IdempotencyKeys
from codatsyncexpenses.sandbox._wire.journal import Journal, Recorded, line, masked
from codatsyncexpenses.sandbox._wire.pages import LINK, Pages
from codatsyncexpenses.sandbox._wire.request import Request, Route
from codatsyncexpenses.sandbox._wire.steps import Drip, Response, Step, Write, error_body, whole

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

    from codatsyncexpenses.sandbox._state.limits import Limits
    from codatsyncexpenses.sandbox._state.records import Company
    from codatsyncexpenses.sandbox._state.timeline import Timeline
    from codatsyncexpenses.sandbox._wire.steering import Steering

_KEYED = ("POST", "PATCH")
_JSON = ("Content-Type", "application/json; charset=utf-8")
_CLOSE = ("Connection", "close")


@dataclass
class Exchange:
    """The response to one request; call `finish` once it is sent or has failed."""

    steps: list[Step] = field(default_factory=list[Step])
    status: int | None = None
    fault: str | None = None
    ms: float = 0.0
    is_logged: bool = True
    closes: bool = False
    """Whether the connection cannot be used again."""
    undo: list[Callable[[], object]] = field(default_factory=list["Callable[[], object]"])

    def finish(self) -> None:
        """End the request: release its limits and its idempotency key."""
        while self.undo:
            self.undo.pop()()

    def respond(self, response: Response, fault: Fault | None = None) -> None:
        """Set the response to send, with its fault."""
        self.steps = whole(response) if fault is None else fault.steps(response)
        self.fault = None if fault is None else fault.name
        if any(isinstance(step, (Write, Drip)) for step in self.steps):
            self.status = response.status


class App:
    """The application: it answers requests to the API and to the sandbox's own pages."""

    def __init__(
        self,
        world: World,
        timeline: Timeline,
        limits: Limits,
        pages: Pages,
        journal: Journal,
        authorizations: Collection[str],
        script: Script,
        steering: Steering,
    ) -> None:
        self._world = world
        self._timeline = timeline
        self._limits = limits
        self._pages = pages
        self._journal = journal
        self._authorizations = authorizations
        self._keys = IdempotencyKeys(world)
        self._script = script
        self._steering = steering

    def exchange(self, environ: WSGIEnvironment) -> Exchange:
        """Answer a request."""
        started, request, exchange = time.perf_counter(), Request(environ), Exchange()
        # Always read the whole request, or the rest would be taken for the next one on the same
        # connection. Read it outside the lock, because a caller may send slowly.
        try:
            request.read_all()
        except RequestEntityTooLarge:
            # The rest of the request would be taken for the next one.
            exchange.closes = True
            exchange.respond(Response(413, (_CLOSE,), b""))
            return exchange
        try:
            if not self._pages.has(request.path):
                self._answer(request, exchange, started)
            elif self._steering.has(request.path):
                # Not under the lock: an operation takes it, and delivers webhooks without it.
                response = self._or_error(lambda: self._steering.answer(request))
                exchange.respond(_final(request, response))
            else:
                self._show(request, exchange)
        except BaseException:
            exchange.finish()
            raise
        exchange.ms = (time.perf_counter() - started) * 1000
        return exchange

    def _show(self, request: Request, exchange: Exchange) -> None:
        with self._timeline.changing():
            call = _call(self._world, request, {})
            may_steer = self._steering.admits(request)
            response = self._or_error(
                lambda: self._pages.answer(call, request.is_from_elsewhere, may_steer)
            )
        exchange.respond(_final(request, response))
        exchange.is_logged = request.path.startswith(LINK) or response.status >= 400

    def _answer(self, request: Request, exchange: Exchange, started: float) -> None:
        with self._timeline.changing():
            route, at = request.route, date(self._world.clock.now())
            none = None, dict[str, str]()
            operation, ids = none if isinstance(route, RefusedError) else route
            fault = self._script.take(operation, ids.get("company_id"))
            if fault is not None and not fault.processed:
                response = self._or_error(_unavailable)
            else:
                response = self._or_error(lambda: self._checked(request, route, exchange))
            usual = (*self._limits.headers(), ("Date", format_datetime(at, usegmt=True)))
            response = replace(response, headers=(*usual, *response.headers))
            if fault is not None:
                response = fault.change(replace(response, correlation_id=self._world.ids.uuid()))
        response = _final(request, response)
        exchange.respond(response, fault)
        recorded = Recorded(
            at=at,
            method=request.method,
            path=request.path,
            query=request.query_string.decode("latin-1"),
            operation=operation,
            headers=CaseInsensitiveDict(masked(request.headers.items())),
            body=request.kept,
            status=exchange.status,
            answer_headers=CaseInsensitiveDict(response.headers),
            answer=b"" if exchange.status is None else response.body,
            fault=exchange.fault,
            ms=round((time.perf_counter() - started) * 1000, 3),
        )
        # Anybody can send a request without the key, so record only that it arrived.
        is_unknown = exchange.status == 401 and fault is None
        self._journal.add(line(recorded) if is_unknown else recorded)

    def _or_error(self, answer: Callable[[], Response]) -> Response:
        """Return the response, or the API's error for a refusal."""
        try:
            return answer()
        except RefusedError as refused:
            return error_response(refused, self._world.ids.uuid())

    def _checked(self, request: Request, route: Route, exchange: Exchange) -> Response:
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        # The name of a scheme may have any case.
        if f"{scheme.capitalize()} {secret}" not in self._authorizations:
            raise RefusedError(401, "The API key is missing or wrong.", "PublicApi")
        self._limits.spend()
        if isinstance(route, RefusedError):
            raise route
        operation, ids = route
        company = self._enter(ids, exchange)
        call = _call(self._world, request, ids, company)

        def act() -> Response:
            # Turn refusals into responses here, because the first response to a key is stored.
            return self._or_error(lambda: _encoded(OPERATIONS[operation](call)))

        key = request.headers.get("Idempotency-Key")
        if not key or request.method not in _KEYED:
            return act()
        response, is_first = self._keys.answer(key, request.identity, act)
        if is_first:
            exchange.undo.append(lambda: self._keys.leave(key))
        return response

    def _enter(self, ids: Mapping[str, str], exchange: Exchange) -> Company | None:
        """Admit a request for a company, and return it, or refuse the request."""
        company = self._world.companies.get(ids.get("company_id", "").lower())
        if company is None:
            return None  # the operation refuses the request if it needs a company
        check_access(company)
        self._limits.enter(company.id)
        exchange.undo.append(lambda: self._limits.leave(company.id))
        return company


def error_response(
    refused: RefusedError, correlation_id: str, *headers: tuple[str, str]
) -> Response:
    """Return the API's error for a refusal."""
    content = error_body(refused.status, refused.error, refused.service, correlation_id)
    return Response(refused.status, (_JSON, *refused.headers.items(), *headers), content)


def _final(request: Request, response: Response) -> Response:
    """Adapt a response to the method and the connection of its request."""
    if request.is_last:
        response = replace(response, headers=(*response.headers, _CLOSE))
    return replace(response, has_body=False) if request.method == "HEAD" else response


def _call(
    world: World, request: Request, ids: Mapping[str, str], company: Company | None = None
) -> Call:
    return Call(
        world=world,
        base=f"{request.scheme}://{request.host}",
        method=request.method,
        path=request.path,
        ids=ids,
        query=request.args,
        content=request.kept,
        is_json=request.is_json,
        upload=request.upload,
        found=company,
    )


def _encoded(answer: Result) -> Response:
    if answer.body is None:
        return Response(answer.status, (), b"")
    return Response(answer.status, (_JSON,), json.dumps(answer.body).encode())


def _unavailable() -> Response:
    raise RefusedError(503, "The test asked for this response.", "PublicApi")
