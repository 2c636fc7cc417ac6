"""The responses of the recording server, scenario by scenario: data that both interpreters read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.support.ids import COMPANY_ID, SYNC_ID

if TYPE_CHECKING:
    from collections.abc import Iterator


class Answer(NamedTuple):
    """One scripted answer; a `None` header is not sent."""

    status: int
    body: str
    content_type: str | None = "application/json"
    location: str | None = None


class Scenario(NamedTuple):
    """One operation, its retry policy and its answers, of which the last one repeats."""

    operation: str
    answers: tuple[Answer, ...]
    policy: str = "none"


STATUS = {
    "companyId": COMPANY_ID,
    "syncId": SYNC_ID,
    "syncStatusCode": 2000,
    "syncStatus": "Complété",
    "errorMessage": "none",
    "syncExceptionMessage": "none at all",
    "syncUtc": "2022-10-23T00:00:00.000Z",
    "dataPushed": True,
}
ERROR = {
    "statusCode": 404,
    "service": "PublicApi",
    "error": "No such company",
    "correlationId": "a1b2",
    "canBeRetried": "False",
    "detailedErrorCode": 7,
}
GETS = ("get", "get_last_successful_sync", "get_latest_sync")
GOOD: dict[str, Any] = {
    **dict.fromkeys(GETS, STATUS),
    "list": [STATUS, {**STATUS, "syncId": "s2"}],
    "initiate_sync": {"syncId": SYNC_ID},
}
CONTENT_TYPES: dict[str, str | None] = {
    "charset": "application/json; charset=utf-8",
    "upper-case": "APPLICATION/JSON",
    "semicolon": "application/json;",
    "html": "text/html",
    "text-json": "text/json",
    "problem": "application/problem+json",
    "doubled": "application/json, application/json",
    "empty": "",
    "missing": None,
}
WRONG_TYPES: dict[str, tuple[str, str]] = {
    "number-for-text": ("get", '{"syncStatus": 5}'),
    "list-for-text": ("get", '{"syncStatus": ["a"]}'),
    "text-for-number": ("get", '{"syncStatusCode": "2000"}'),
    "fraction-for-number": ("get", '{"syncStatusCode": 2000.5}'),
    "text-for-truth": ("get", '{"dataPushed": "false"}'),
    "number-for-truth": ("get", '{"dataPushed": 0}'),
    "list-for-object": ("get", "[]"),
    "text-for-object": ("get", '"text"'),
    "text-for-list": ("list", '"text"'),
    "null-in-list": ("list", "[null]"),
    "number-for-sync-id": ("initiate_sync", '{"syncId": 5}'),
}


def success(operation: str) -> int:
    """Give the status that the contract documents for a good answer."""
    return 202 if operation == "initiate_sync" else 200


def documented(operation: str) -> tuple[int, ...]:
    """Give the error statuses that the contract documents."""
    return (400, 404, 422) if operation == "initiate_sync" else (401, 404, 429)


def variations(good: Any) -> dict[str, Any]:
    """Vary a good body in the ways that 3.1.0 takes for good too."""
    if isinstance(good, list):
        lists = {name: [body] for name, body in variations(good[0]).items() if name != "null"}
        return {**lists, "empty-object": {}, "empty-list": [], "null": None}
    return {
        "nulls": dict.fromkeys(good),
        "missing-fields": dict(list(good.items())[:1]),
        "unknown-fields": {**good, "unknown": {"deep": [1]}},
        "empty-object": {},
        "null": None,
    }


def _by_operation() -> Iterator[tuple[str, Scenario]]:
    for operation, good in GOOD.items():
        ok = success(operation)
        for name, body in {"success": good, **variations(good)}.items():
            yield f"{operation}-{name}", Scenario(operation, (Answer(ok, json.dumps(body)),))
        for status in (*documented(operation), 500):
            answer = Answer(status, json.dumps(ERROR))
            yield f"{operation}-{status}", Scenario(operation, (answer,))


def _others() -> Iterator[tuple[str, Scenario]]:
    good, error = json.dumps(STATUS), json.dumps(ERROR)
    for name, content_type in CONTENT_TYPES.items():
        for status, body in ((200, good), (404, error)):
            answer = Answer(status, body, content_type)
            yield f"content-type-{name}-{status}", Scenario("get", (answer,))
    for name, (operation, body) in WRONG_TYPES.items():
        answer = Answer(success(operation), body)
        yield f"wrong-type-{name}", Scenario(operation, (answer,))
    for status in (201, 202, 204, 400, 403, 418):
        answer = Answer(status, "" if status == 204 else error)
        yield f"undocumented-get-{status}", Scenario("get", (answer,))
    for status in (201, 204, 401, 429):
        answer = Answer(status, "" if status == 204 else '{"syncId": "s1"}')
        yield f"undocumented-initiate_sync-{status}", Scenario("initiate_sync", (answer,))
    yield "started-200", Scenario("initiate_sync", (Answer(200, '{"syncId": "s1"}'),))
    yield "undocumented-html-500", Scenario("get", (Answer(500, "<p>oops</p>", "text/html"),))
    yield "malformed-200", Scenario("get", (Answer(200, '{"syncId":'),))
    yield "malformed-404", Scenario("get", (Answer(404, '{"error":'),))
    yield "empty-200", Scenario("get", (Answer(200, ""),))
    yield "error-nulls", Scenario("get", (Answer(404, json.dumps(dict.fromkeys(ERROR))),))
    yield "error-empty-object", Scenario("get", (Answer(404, "{}"),))
    yield "error-null", Scenario("get", (Answer(404, "null"),))
    yield "error-wrong-type", Scenario("get", (Answer(404, '{"canBeRetried": true}'),))
    yield "snake-case-names", Scenario("get", (Answer(200, '{"sync_id": "s1"}'),))
    busy = Answer(503, "busy", "text/plain")
    for operation in ("get", "initiate_sync"):
        found = Answer(success(operation), json.dumps(GOOD[operation]))
        yield (
            f"{operation}-503-503-{found.status}",
            Scenario(operation, (busy, busy, found), "backoff"),
        )
    for status in (401, 404, 429):
        answer = Answer(status, error)
        yield f"get-{status}-backoff-spent", Scenario("get", (answer,), "backoff")
    yield "get-503-backoff-spent", Scenario("get", (busy,), "backoff")
    there = Answer(302, "", None, "/redirect/elsewhere")
    yield "redirect", Scenario("get", (there, Answer(200, good)))


IDS: dict[str, Any] = {
    "int": 5,
    "space": "a b",
    "non-ascii": "é",
    "slash": "a/b",
    "query": "a?b",
    "percent": "a%2Fb",
    "none": None,
    "empty": "",
    "dot": ".",
    "dot-dot": "..",
}
"""Identifiers of customers, which may be any text."""
CUSTOMER = Scenario("customers.get", (Answer(200, '{"status": "Active"}'),))
SCENARIOS: dict[str, Scenario] = {**dict(_by_operation()), **dict(_others())}
