"""Webhooks: their endpoints, and their delivery over HTTP."""

from __future__ import annotations

import functools
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError

from codatsyncexpenses._display.repr import AllFieldsRepr
from codatsyncexpenses.errors import ConfigurationError, WebhookVerificationError
from codatsyncexpenses.sandbox._state import records
from codatsyncexpenses.sandbox._state.clock import date
from codatsyncexpenses.sandbox._state.world import missing

if TYPE_CHECKING:
    from codatsyncexpenses.sandbox._state.world import World

log = logging.getLogger("codatsyncexpenses.sandbox")

Receiver = Callable[[bytes, Mapping[str, str]], int]

_TIMEOUT = 15.0
_KEPT = 10_000


@dataclass(frozen=True, repr=False)
class Endpoint(AllFieldsRepr):
    """An address that receives webhooks."""

    url: str
    secret: str = field(repr=False)
    """The secret that signs the webhooks."""
    disabled: bool = False
    """Whether it is disabled, because it failed for five days."""


@dataclass(frozen=True, repr=False)
class Delivery(AllFieldsRepr):
    """One attempt to deliver a webhook."""

    endpoint: Endpoint
    message_id: str
    """The id of the message, the same in all attempts."""
    event_type: str
    attempt: int
    """The number of the attempt, from 1."""
    status: int | None
    """The status of the response; None if there was none."""
    at: datetime
    """When it was made, by the sandbox's clock."""


class Deliveries:
    """Sends the due messages of the outbox, and records each attempt."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._lock = threading.Lock()
        self._made: deque[tuple[Delivery, records.Message]] = deque(maxlen=_KEPT)
        self.receivers: dict[str, Receiver] = {}
        """The functions that receive webhooks, by their invented addresses."""

    def deliver(self, abandoned: threading.Event) -> bool:
        """Deliver one due message; return whether there was one.

        The outcome of an attempt that is `abandoned` meanwhile is not recorded; it is repeated.
        """
        world = self._world
        with world.unit():
            now = world.clock.now()
            message = world.outbox.messages.due(now)
            if message is None:
                return False
            endpoint = world.outbox.endpoints.get(message.endpoint_id)
            if endpoint is None or endpoint.disabled:
                world.outbox.messages.remove(message.id)
                return True
        receiver = self.receivers.get(endpoint.url)
        send = post if receiver is None else functools.partial(_call, receiver)
        attempt, status = message.attempt, send(endpoint, message)
        if abandoned.is_set():
            return False
        with world.unit():
            world.outbox.settle(message, accepted=status is not None and 200 <= status < 300)
        made = Delivery(
            _public(endpoint), message.message_id, message.event_type, attempt, status, date(now)
        )
        with self._lock:
            self._made.append((made, message))
        return True

    def made(self) -> list[Delivery]:
        """Return the last 10,000 attempts, oldest first."""
        with self._lock:
            return [made for made, _ in self._made]

    def messages(self, message_id: str) -> list[records.Message]:
        """Return the messages with this id, one for each endpoint that it went to."""
        with self._lock:
            found = [each for _, each in self._made if each.message_id == message_id]
        return [*{each.id: each for each in found}.values()]

    def forget(self) -> None:
        """Forget all attempts."""
        with self._lock:
            self._made.clear()


class Webhooks:
    """The endpoints of webhooks; `added` is called for each new one."""

    def __init__(self, world: World, deliveries: Deliveries, added: Callable[[], object]) -> None:
        self._world = world
        self._deliveries = deliveries
        self._added = added

    def add(self, url: str | Receiver, *, secret: str | None = None) -> Endpoint:
        """Deliver to an address from now on, signed with a secret; the default is a new one.

        An address that was added before is enabled again, and keeps its secret unless you give a
        new one. Instead of an address, you may give a function: it takes the body and the headers,
        and returns the status of its response.

        :raises ConfigurationError: if the address or the secret cannot be used
        """
        if callable(url):
            receivers = self._deliveries.receivers
            address = f"http://function-{len(receivers) + 1}.invalid"
            receivers[address] = url
            url = address
        if not isinstance(url, str):
            raise ConfigurationError(f"url must be an address or a function, not {url!r}")
        with self._world.unit():
            endpoint = self._world.outbox.add_endpoint(url, secret)
            _check(endpoint)
        self._added()
        return _public(endpoint)

    def remove(self, url: str) -> None:
        """Deliver no more to an address.

        :raises RequestError: if there is no such endpoint
        """
        with self._world.unit():
            endpoints = self._world.outbox.endpoints
            found = [each for each in endpoints.all() if each.url == url]
            if not found:
                raise missing(f"there is no endpoint {url!r}")
            endpoints.remove(found[0].id)

    def resend(self, message_id: str) -> None:
        """Deliver a message once more, to each endpoint that it went to.

        With a manual clock it goes out when the clock is next moved, even by 0 seconds.

        :raises RequestError: if no attempt has this `message_id`
        """
        messages = self._deliveries.messages(message_id)
        if not messages:
            raise missing(f"no delivery has the message_id {message_id!r}")
        with self._world.unit():
            for message in messages:
                message.attempt, message.due = 1, self._world.clock.now()
                self._world.outbox.messages.put(message)
        self._added()

    def forget(self) -> None:
        """Forget all deliveries."""
        self._deliveries.forget()

    @property
    def endpoints(self) -> list[Endpoint]:
        """The endpoints, disabled ones included."""
        with self._world.unit():
            return [_public(each) for each in self._world.outbox.endpoints.all()]

    @property
    def deliveries(self) -> list[Delivery]:
        """The last 10,000 attempts, oldest first."""
        return self._deliveries.made()


def check_endpoints(world: World) -> None:
    """Check the endpoints of a snapshot, within the change that loads it.

    :raises ConfigurationError: if an address or a secret cannot be used
    """
    for each in world.outbox.endpoints.all():
        _check(each)


def _check(endpoint: records.Endpoint) -> None:
    if not _is_address(endpoint.url):
        raise ConfigurationError(f"url must be an address of http or https, not {endpoint.url!r}")
    try:
        _signed(b"", endpoint.secret, "message")
    except WebhookVerificationError as error:
        raise ConfigurationError(str(error)) from None


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets without an end, or a port above 65535
        return False


def _public(endpoint: records.Endpoint) -> Endpoint:
    return Endpoint(endpoint.url, endpoint.secret, endpoint.disabled)


def _call(receiver: Receiver, endpoint: records.Endpoint, message: records.Message) -> int | None:
    """Make one attempt with a function; an exception is logged and counts as no response."""
    body = message.body.encode()
    try:
        return receiver(body, _headers(body, endpoint, message))
    except Exception:
        log.exception("The receiver of webhooks %r failed", receiver)
        return None


def _headers(body: bytes, endpoint: records.Endpoint, message: records.Message) -> dict[str, str]:
    signature = _signed(body, endpoint.secret, message.message_id)
    return {"Content-Type": "application/json", **signature}


def _signed(body: bytes, secret: str, message_id: str) -> dict[str, str]:
    from codatsyncexpenses.webhooks import sign

    # The machine's time, not the sandbox's, because a receiver compares it with its own clock.
    return sign(body, secret, message_id=message_id, timestamp=time.time())


def post(endpoint: records.Endpoint, message: records.Message) -> int | None:
    """Make one attempt; return the status of the response, or None if there was none."""
    body = message.body.encode()
    with requests.Session() as session:
        session.trust_env = False
        try:
            response = session.post(
                endpoint.url,
                data=body,
                headers=_headers(body, endpoint, message),
                timeout=_TIMEOUT,
                allow_redirects=False,
                stream=True,
            )
            response.close()
        except (requests.RequestException, HTTPError, ValueError):
            return None
        return response.status_code
