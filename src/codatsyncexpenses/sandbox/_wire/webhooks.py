"""Webhooks: to whom they go, and their delivery over HTTP."""

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

from codatsyncexpenses.errors import ConfigurationError, WebhookVerificationError
from codatsyncexpenses.sandbox import _records as records
from codatsyncexpenses.sandbox._clock import date

if TYPE_CHECKING:
    from codatsyncexpenses.sandbox._world import World

log = logging.getLogger("codatsyncexpenses.sandbox")

Receiver = Callable[[bytes, Mapping[str, str]], int]

_TIMEOUT = 15.0
_KEPT = 10_000


@dataclass(frozen=True)
class Endpoint:
    """An address that webhooks are delivered to."""

    url: str
    secret: str = field(repr=False)
    """What the signatures are made with."""
    disabled: bool = False
    """Whether it was switched off, because it failed for five days."""


@dataclass(frozen=True)
class Delivery:
    """One attempt to deliver a webhook."""

    endpoint: Endpoint
    message_id: str
    """The same for all attempts."""
    event_type: str
    attempt: int
    """Counted from 1."""
    status: int | None
    """The status of the answer; None where none came."""
    at: datetime
    """When it was made, by the sandbox's clock."""


class Deliveries:
    """Sends the messages of the outbox that are due, and notes how that went."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._lock = threading.Lock()
        self._made: deque[Delivery] = deque(maxlen=_KEPT)
        self.receivers: dict[str, Receiver] = {}
        """Functions that are delivered to, by the address that stands for each."""

    def deliver(self, abandoned: threading.Event) -> bool:
        """Deliver one message that is due; tells whether there was one.

        What becomes of an attempt that is `abandoned` meanwhile is not noted: it is made again.
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
        post = _post if receiver is None else functools.partial(_hand_over, receiver)
        attempt, status = message.attempt, post(endpoint, message)
        if abandoned.is_set():
            return False
        with world.unit():
            world.outbox.settle(message, accepted=status is not None and 200 <= status < 300)
        made = Delivery(
            _told(endpoint), message.message_id, message.event_type, attempt, status, date(now)
        )
        with self._lock:
            self._made.append(made)
        return True

    def made(self) -> list[Delivery]:
        """Give the last 10,000 attempts, the oldest first."""
        with self._lock:
            return list(self._made)


class Webhooks:
    """Tells other programs what happens in the sandbox; `added` is called for each new endpoint."""

    def __init__(self, world: World, deliveries: Deliveries, added: Callable[[], object]) -> None:
        self._world = world
        self._deliveries = deliveries
        self._added = added

    def add(self, url: str | Receiver, *, secret: str | None = None) -> Endpoint:
        """Deliver to an address from now on, signed with a secret, or with one that is made.

        An address that was added before is switched on again, and keeps its secret unless there is
        a new one. Instead of an address there may be a function of the body and the headers, which
        gives the status to answer with.

        :raises ConfigurationError: if the address or the secret cannot be used
        """
        if callable(url):
            receivers = self._deliveries.receivers
            address = f"http://function-{len(receivers) + 1}.invalid"
            receivers[address] = url
            url = address
        if not isinstance(url, str):
            raise ConfigurationError(f"url must be an address or a function, not {url!r}")
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ConfigurationError(f"url must be an address of http or https, not {url!r}")
        with self._world.unit():
            endpoint = self._world.outbox.add_endpoint(url, secret)
            try:
                _signed(b"", endpoint.secret, "message")
            except WebhookVerificationError as error:
                raise ConfigurationError(str(error)) from None
        self._added()
        return _told(endpoint)

    @property
    def endpoints(self) -> list[Endpoint]:
        """The addresses that are delivered to, and those that were switched off."""
        with self._world.unit():
            return [_told(each) for each in self._world.outbox.endpoints.all()]

    @property
    def deliveries(self) -> list[Delivery]:
        """The last 10,000 attempts, the oldest first."""
        return self._deliveries.made()


def _told(endpoint: records.Endpoint) -> Endpoint:
    return Endpoint(endpoint.url, endpoint.secret, endpoint.disabled)


def _hand_over(
    receiver: Receiver, endpoint: records.Endpoint, message: records.Message
) -> int | None:
    """Make one attempt with a function; where it raises, that is logged, and no answer came."""
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

    # The machine's own time: a receiver compares it with its own clock, which the sandbox's may
    # be far from.
    return sign(body, secret, message_id=message_id, timestamp=time.time())


def _post(endpoint: records.Endpoint, message: records.Message) -> int | None:
    """Make one attempt, and give the status of the answer, if one came."""
    body = message.body.encode()
    with requests.Session() as session:
        session.trust_env = False
        try:
            answer = session.post(
                endpoint.url,
                data=body,
                headers=_headers(body, endpoint, message),
                timeout=_TIMEOUT,
                allow_redirects=False,
                stream=True,
            )
            answer.close()
        except (requests.RequestException, HTTPError, ValueError):
            return None
        return answer.status_code
