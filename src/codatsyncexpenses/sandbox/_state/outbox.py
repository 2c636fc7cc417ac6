"""The webhooks to deliver, and their endpoints."""

from __future__ import annotations

import base64
import json

from codatsyncexpenses.sandbox._state import records
from codatsyncexpenses.sandbox._state.clock import DAY, SECOND, Clock, Ids, date
from codatsyncexpenses.sandbox._state.store import Store, Table

_PAUSES = [seconds * SECOND for seconds in (5, 300, 1800, 7200, 18000, 36000, 36000)]
"""The pauses between attempts."""
_PATIENCE = 5 * DAY
"""How long an endpoint may fail before it is disabled."""


class Outbox:
    """The endpoints, and the messages that they have not accepted yet."""

    def __init__(self, store: Store, ids: Ids, clock: Clock) -> None:
        self._ids = ids
        self._clock = clock
        self.endpoints: Table[records.Endpoint] = Table(store, records.Endpoint)
        self.messages: Table[records.Message] = Table(store, records.Message)

    def add_endpoint(self, url: str, secret: str | None) -> records.Endpoint:
        """Deliver to this address from now on; enable it again if it is known."""
        known = next((each for each in self.endpoints.all() if each.url == url), None)
        made = "whsec_" + base64.b64encode(self._ids.bytes()[:24]).decode()
        endpoint = records.Endpoint(
            id=known.id if known else self._ids.uuid(),
            url=url,
            secret=secret or (known.secret if known else made),
        )
        self.endpoints.put(endpoint)
        return endpoint

    def add(self, event: str, payload: dict[str, object], moment: int | None = None) -> None:
        """Queue a webhook for every endpoint, due at once."""
        listening = [endpoint for endpoint in self.endpoints.all() if not endpoint.disabled]
        if not listening:
            return
        moment = self._clock.now() if moment is None else moment
        message_id = self._ids.uuid()
        body = {
            "id": message_id,
            "eventType": event,
            "generatedDate": f"{date(moment):%Y-%m-%dT%H:%M:%S.%fZ}",
            "payload": payload,
        }
        for endpoint in listening:
            self.messages.put(
                records.Message(
                    id=f"{message_id}/{endpoint.id}",
                    due=moment,
                    message_id=message_id,
                    endpoint_id=endpoint.id,
                    event_type=event,
                    body=json.dumps(body),
                )
            )

    def settle(self, message: records.Message, *, accepted: bool) -> None:
        """Record the outcome of an attempt, and schedule the next one if it failed."""
        now = self._clock.now()
        endpoint = self.endpoints.get(message.endpoint_id)
        if endpoint is not None:
            if accepted:
                endpoint.failing_since = None
            else:
                endpoint.failing_since = endpoint.failing_since or now
                endpoint.disabled = now - endpoint.failing_since >= _PATIENCE
            self.endpoints.put(endpoint)
        if accepted or endpoint is None or endpoint.disabled or message.attempt > len(_PAUSES):
            self.messages.remove(message.id)
        else:
            message.due = now + _PAUSES[message.attempt - 1]
            message.attempt += 1
            self.messages.put(message)
