"""The sandbox as a WSGI application: reads requests, asks the state, words the answers.

Checks come in this order: key (401), quota (429), path (404, 405), company (404), body (400),
dataset (404), connections (422). A request with a wrong key belongs to no client and costs nothing.
"""

from __future__ import annotations

import json
import threading
import uuid
from typing import TYPE_CHECKING, Annotated

import msgspec
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from codatsyncexpenses.sandbox._state import Answer, Clock, Quota, RefusedError, Replays, World

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from _typeshed.wsgi import StartResponse, WSGIEnvironment

    from codatsyncexpenses.sandbox.companies import Company

_SYNCS = "/companies/<company_id>/sync/expenses/syncs"
ROUTES = Map(
    [
        Rule(_SYNCS, methods=["POST"], endpoint="initiate-sync"),
        Rule(f"{_SYNCS}/list/status", methods=["GET"], endpoint="list-syncs"),
        Rule(f"{_SYNCS}/latest/status", methods=["GET"], endpoint="get-latest-sync"),
        Rule(
            f"{_SYNCS}/lastSuccessful/status", methods=["GET"], endpoint="get-last-successful-sync"
        ),
        Rule(f"{_SYNCS}/<sync_id>/status", methods=["GET"], endpoint="get-sync-by-id"),
    ],
    # A doubled slash is an unknown path; it would be a redirect otherwise.
    merge_slashes=False,
)
_SUCCESS = (2000, 2040)


class _Body(msgspec.Struct, rename="camel"):
    """The body of initiate-sync."""

    dataset_ids: Annotated[list[uuid.UUID], msgspec.Meta(min_length=1)] | None = None


class _Request(Request):
    max_content_length = 1 << 20  # a body of all datasets that a company may have is far smaller


class App:
    """Answers the five sync operations."""

    def __init__(
        self, clock: Clock, authorizations: Collection[str], sync_seconds: float, quota: int
    ) -> None:
        self._authorizations = authorizations
        self._world = World(clock, sync_seconds)
        self._quota = Quota(quota, clock)
        self._replays = Replays(clock)
        self._lock = threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        request = _Request(environ)
        # Read whatever the operation: on a connection that is kept, bytes left over would be taken
        # for the next request. And read outside the lock, because a caller may be slow to send.
        try:
            request.get_data()
        except RequestEntityTooLarge:
            # What is left of it would be taken for the next request.
            return Response("", 413, {"Connection": "close"})(environ, start)
        with self._lock:
            answer = _settle(lambda: self._answer(request))
            headers = {**self._quota.headers(), **answer.headers}
        response = Response(json.dumps(answer.body), answer.status, headers)
        response.content_type = "application/json; charset=utf-8"
        return response(environ, start)

    def _answer(self, request: Request) -> Answer:
        if request.headers.get("Authorization") not in self._authorizations:
            raise RefusedError(401, "The API key is missing or wrong.", "PublicApi")
        self._quota.spend()
        operation, ids = _route(request)
        company = self._world.company(ids["company_id"])
        if operation == "initiate-sync":
            return self._initiate(request, company)
        statuses = self._world.statuses(company)
        if operation == "list-syncs":
            return Answer(200, statuses)
        if operation == "get-last-successful-sync":
            statuses = [status for status in statuses if status["syncStatusCode"] in _SUCCESS]
        elif operation == "get-sync-by-id":
            sync_id = ids["sync_id"].lower()
            statuses = [status for status in statuses if status["syncId"] == sync_id]
        if not statuses:
            raise RefusedError(404, "The company has no such sync.")
        return Answer(200, statuses[0])

    def _initiate(self, request: Request, company: Company) -> Answer:
        body = request.get_data()

        def start() -> Answer:
            dataset_ids = _read_dataset_ids(body, request.is_json)
            return Answer(202, {"syncId": self._world.start(company, dataset_ids)})

        key = request.headers.get("Idempotency-Key")
        if key is None:
            return start()
        # Refusals are settled inside, since the first answer is kept whatever it is.
        return self._replays.answer(key, (company.id, body), lambda: _settle(start))


def _settle(answer: Callable[[], Answer]) -> Answer:
    """Give the answer, or the API's error body for the refusal."""
    try:
        return answer()
    except RefusedError as refused:
        body: dict[str, object] = {
            "statusCode": refused.status,
            "service": refused.service,
            "error": refused.error,
            "correlationId": uuid.uuid4().hex,
            "canBeRetried": "Unknown",
            "detailedErrorCode": 0,
            "validation": None,
        }
        return Answer(refused.status, body, refused.headers)


def _route(request: Request) -> tuple[str, Mapping[str, str]]:
    """Find the operation that is asked for, and the ids in its path."""
    try:
        return ROUTES.bind("127.0.0.1").match(request.path, request.method)
    except MethodNotAllowed as error:
        allow = {"Allow": ", ".join(sorted(error.valid_methods or ()))}
        text = f"{request.method} is not for this path."
        raise RefusedError(405, text, "PublicApi", allow) from error
    except HTTPException as error:
        raise RefusedError(404, "There is nothing at this path.", "PublicApi") from error


def _read_dataset_ids(body: bytes, is_json: bool) -> list[str] | None:
    """Read the datasets that a body names; None where it names none and so means all."""
    if not body:
        return None
    if not is_json:
        raise RefusedError(400, "The body's Content-Type must be application/json.")
    try:
        dataset_ids = msgspec.json.decode(body, type=_Body).dataset_ids
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RefusedError(400, f"The body cannot be read: {error}.") from error
    return None if dataset_ids is None else [str(dataset_id) for dataset_id in dataset_ids]
