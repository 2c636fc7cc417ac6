"""The sandbox's own pages: the browser page, its state as JSON, and the links of connections."""

from __future__ import annotations

import html
import itertools
import json
from dataclasses import replace
from importlib import resources
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from codatsyncexpenses.models.shared import SyncStatusCode
from codatsyncexpenses.sandbox._api import response_bodies as responses
from codatsyncexpenses.sandbox._api.company_operations import check_link, follow_link
from codatsyncexpenses.sandbox._state import syncs
from codatsyncexpenses.sandbox._state.clock import date
from codatsyncexpenses.sandbox._state.world import RefusedError, World
from codatsyncexpenses.sandbox._wire.steps import Response

if TYPE_CHECKING:
    from datetime import datetime

    from codatsyncexpenses.sandbox._api.call import Call
    from codatsyncexpenses.sandbox._state.limits import Limits
    from codatsyncexpenses.sandbox._wire.journal import Journal, Recorded
    from codatsyncexpenses.sandbox._wire.webhooks import Delivery, Webhooks

LINK = "/_sandbox/link/"
_HEALTH = "/_sandbox/health"
_STATE = "/_sandbox/state"
_PAGE = resources.files("codatsyncexpenses.sandbox._wire") / "page.html"
_READS = ("GET", "HEAD")
_SYNCS, _REQUESTS, _DELIVERIES = 50, 50, 20


class Pages:
    """The browser page, the state that it shows, and the links; they need no API key."""

    def __init__(self, world: World, limits: Limits, journal: Journal, webhooks: Webhooks) -> None:
        self._world = world
        self._limits = limits
        self._journal = journal
        self._webhooks = webhooks

    def has(self, path: str) -> bool:
        """Return whether a path is one of these pages."""
        return path.startswith("/_sandbox/") or (path == "/" and _PAGE.is_file())

    def answer(self, call: Call, is_from_elsewhere: bool, may_steer: bool) -> Response:
        """Answer a request for one of the pages.

        :param is_from_elsewhere: whether the user comes from a page of another origin
        :param may_steer: whether the control is open to the caller
        """
        if call.method not in _READS:
            allow = {"Allow": ", ".join(_READS)}
            raise RefusedError(
                405, f"{call.method} is not allowed for this path.", "Sandbox", allow
            )
        if call.path == "/":
            framing = ("Content-Security-Policy", "frame-ancestors 'none'")
            return Response(200, (*_type("text/html"), framing), _PAGE.read_bytes())
        if call.path == _HEALTH:
            return Response(200, _type("application/json"), b'{"status": "ok"}')
        if call.path == _STATE:
            state = {**self._state(), "control": may_steer}
            return Response(200, _type("application/json"), json.dumps(state).encode())
        ids = call.path.removeprefix(LINK).split("/")
        if not call.path.startswith(LINK) or len(ids) > 2:
            raise RefusedError(404, "This path does not exist.", "Sandbox")
        names = ("company_id", "connection_id")
        call = replace(call, ids=dict(zip(names, ids, strict=False)))
        is_followed = call.method == "GET" and not is_from_elsewhere
        return _linked(call) if is_followed else _link(call)

    def _state(self) -> dict[str, object]:
        world, day = self._world, self._limits.day()
        requests = self._journal[: -_REQUESTS - 1 : -1]
        deliveries = self._webhooks.deliveries[: -_DELIVERIES - 1 : -1]
        return {
            "now": _text(date(world.clock.now())),
            "speed": world.clock.speed,
            "manual": world.is_manual,
            "quota": {
                "limit": day.limit,
                "remaining": day.limit - day.used,
                "reset": _text(date(day.ends)),
            },
            "companies": [_company(world, each.id) for each in world.companies.all()],
            "syncs": _newest_syncs(world),
            "requests": [_request(each) for each in requests],
            "webhooks": [_delivery(each) for each in deliveries],
            "codes": {
                str(int(code)): {"group": code.group, "meaning": code.meaning}
                for code in SyncStatusCode
            },
        }


def _linked(call: Call) -> Response:
    """Follow a link, and return a page that confirms it."""
    text = f"{html.escape(call.company.name)} {follow_link(call)}. You can close this page."
    return _plain_page("Link", text)


def _link(call: Call) -> Response:
    """Return a page that asks first: any web page may open a link, but only a user may confirm it.

    :raises RefusedError: if the link has no target or has expired
    """
    check_link(call)
    target = f"{call.path}?{urlencode(call.query)}".rstrip("?")
    name = html.escape(call.company.name)
    return _plain_page("Link", f'<a href="{html.escape(target)}">Link {name}</a>')


def _plain_page(title: str, text: str) -> Response:
    page = f"<!doctype html><title>{title}</title><p>{text}</p>"
    policy = ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
    return Response(200, (*_type("text/html"), policy), page.encode())


def _company(world: World, company_id: str) -> dict[str, object]:
    company = world.company(company_id)
    return {
        "id": company.id,
        "name": company.name,
        "summary": company.summary,
        "connections": [
            {"id": each.id, "platformKey": each.platform, "status": each.status}
            for each in world.connections.of(company_id)
        ],
        "datasets": [
            {"id": each.id, "transactions": len(each.expenses), "status": each.status}
            for each in world.datasets.of(company_id)
            if not each.is_sent
        ],
    }


def _newest_syncs(world: World) -> list[dict[str, object]]:
    now = world.clock.now()
    newest = itertools.islice(world.syncs.newest(), _SYNCS)
    return [
        {**responses.sync_status(each, now), "progress": round(syncs.progress(each, now), 3)}
        for each in newest
    ]


def _request(recorded: Recorded) -> dict[str, object]:
    return {
        "at": _text(recorded.at),
        "method": recorded.method,
        "path": recorded.path,
        "operation": recorded.operation,
        "status": recorded.status,
        "ms": recorded.ms,
    }


def _delivery(delivery: Delivery) -> dict[str, object]:
    return {
        "at": _text(delivery.at),
        "messageId": delivery.message_id,
        "eventType": delivery.event_type,
        "url": delivery.endpoint.url,
        "attempt": delivery.attempt,
        "status": delivery.status,
    }


def _type(kind: str) -> tuple[tuple[str, str], ...]:
    return ("Content-Type", f"{kind}; charset=utf-8"), ("Cache-Control", "no-store")


def _text(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}Z"
