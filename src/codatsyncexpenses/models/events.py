# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The events that webhooks send: a class for each, and the service's name for it."""

from dataclasses import dataclass
from dataclasses import field as _field

from .._bases.events import Event, UnknownEvent
from .._schema.fields import json as _json
from . import shared

__all__ = [
    "Event",
    "RateLimitReached",
    "RateLimitReset",
    "RuleLimitReached",
    "RuleLimitReset",
    "RuleSyncCompleted",
    "RuleSyncFailed",
    "RuleSyncStarted",
    "SyncSuccessful",
    "SyncUnsuccessful",
    "UnknownEvent",
]


@dataclass(repr=False)
class SyncSuccessful(Event):
    """A sync of expenses ended well."""

    generated: str | None = _field(default=None, metadata=_json("generatedDate"))
    """When the event came about, as an ISO 8601 date-time."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifies the event; it stays the same when the event is sent again."""
    payload: shared.SyncOutcome | None = _field(default=None, metadata=_json("payload"))
    """How a sync of expenses ended."""
    type: str = _field(default="expenses.sync.successful", metadata=_json("eventType"))
    """The event's name."""


@dataclass(repr=False)
class SyncUnsuccessful(Event):
    """A sync of expenses failed.

    One transaction that failed makes the whole sync count as failed, although others may have been
    written.
    """

    generated: str | None = _field(default=None, metadata=_json("generatedDate"))
    """When the event came about, as an ISO 8601 date-time."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifies the event; it stays the same when the event is sent again."""
    payload: shared.SyncOutcome | None = _field(default=None, metadata=_json("payload"))
    """How a sync of expenses ended."""
    type: str = _field(default="expenses.sync.unsuccessful", metadata=_json("eventType"))
    """The event's name."""


@dataclass(repr=False)
class RateLimitReached(Event):
    """The client has used up its requests; more are refused until the quota starts again."""

    generated: str | None = _field(default=None, metadata=_json("generatedDate"))
    """When the event came about, as an ISO 8601 date-time."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifies the event; it stays the same when the event is sent again."""
    payload: shared.ClientQuota | None = _field(default=None, metadata=_json("payload"))
    """How many requests a client has."""
    type: str = _field(default="client.rateLimit.reached", metadata=_json("eventType"))
    """The event's name."""


@dataclass(repr=False)
class RateLimitReset(Event):
    """The client's quota of requests has started again."""

    generated: str | None = _field(default=None, metadata=_json("generatedDate"))
    """When the event came about, as an ISO 8601 date-time."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifies the event; it stays the same when the event is sent again."""
    payload: shared.ClientQuota | None = _field(default=None, metadata=_json("payload"))
    """How many requests a client has."""
    type: str = _field(default="client.rateLimit.reset", metadata=_json("eventType"))
    """The event's name."""


@dataclass(repr=False)
class RuleSyncStarted(Event):
    """A sync began. Told by rule-based webhooks until January 2025."""

    client_id: str | None = _field(default=None, metadata=_json("ClientId"))
    """Identifier of the client, a UUID."""
    client_name: str | None = _field(default=None, metadata=_json("ClientName"))
    """The client's name."""
    company_id: str | None = _field(default=None, metadata=_json("CompanyId"))
    """Identifier of the company, a UUID."""
    data: shared.RuleSync | None = _field(default=None, metadata=_json("Data"))
    """The sync that an event is about."""
    id: str | None = _field(default=None, metadata=_json("AlertId"))
    """Identifies the event; it stays the same when the event is sent again."""
    message: str | None = _field(default=None, metadata=_json("Message"))
    """The event in words."""
    rule_id: str | None = _field(default=None, metadata=_json("RuleId"))
    """Identifier of the rule that sent the event."""
    type: str = _field(default="Sync Started", metadata=_json("RuleType"))
    """The event's name."""


@dataclass(repr=False)
class RuleSyncCompleted(Event):
    """A sync ended with no failure. Told by rule-based webhooks until January 2025."""

    client_id: str | None = _field(default=None, metadata=_json("ClientId"))
    """Identifier of the client, a UUID."""
    client_name: str | None = _field(default=None, metadata=_json("ClientName"))
    """The client's name."""
    company_id: str | None = _field(default=None, metadata=_json("CompanyId"))
    """Identifier of the company, a UUID."""
    data: shared.RuleSync | None = _field(default=None, metadata=_json("Data"))
    """The sync that an event is about."""
    id: str | None = _field(default=None, metadata=_json("AlertId"))
    """Identifies the event; it stays the same when the event is sent again."""
    message: str | None = _field(default=None, metadata=_json("Message"))
    """The event in words."""
    rule_id: str | None = _field(default=None, metadata=_json("RuleId"))
    """Identifier of the rule that sent the event."""
    type: str = _field(default="Sync Completed", metadata=_json("RuleType"))
    """The event's name."""


@dataclass(repr=False)
class RuleSyncFailed(Event):
    """A sync failed. Told by rule-based webhooks until January 2025."""

    client_id: str | None = _field(default=None, metadata=_json("ClientId"))
    """Identifier of the client, a UUID."""
    client_name: str | None = _field(default=None, metadata=_json("ClientName"))
    """The client's name."""
    company_id: str | None = _field(default=None, metadata=_json("CompanyId"))
    """Identifier of the company, a UUID."""
    data: shared.RuleSyncFailure | None = _field(default=None, metadata=_json("Data"))
    """The sync that failed."""
    id: str | None = _field(default=None, metadata=_json("AlertId"))
    """Identifies the event; it stays the same when the event is sent again."""
    message: str | None = _field(default=None, metadata=_json("Message"))
    """The event in words."""
    rule_id: str | None = _field(default=None, metadata=_json("RuleId"))
    """Identifier of the rule that sent the event."""
    type: str = _field(default="Sync Failed", metadata=_json("RuleType"))
    """The event's name."""


@dataclass(repr=False)
class RuleLimitReached(Event):
    """The client has used up its requests. Told by rule-based webhooks until January 2025."""

    client_id: str | None = _field(default=None, metadata=_json("ClientId"))
    """Identifier of the client, a UUID."""
    client_name: str | None = _field(default=None, metadata=_json("ClientName"))
    """The client's name."""
    data: shared.RuleQuota | None = _field(default=None, metadata=_json("Data"))
    """The quota of requests that was used up."""
    id: str | None = _field(default=None, metadata=_json("AlertId"))
    """Identifies the event; it stays the same when the event is sent again."""
    message: str | None = _field(default=None, metadata=_json("Message"))
    """The event in words."""
    rule_id: str | None = _field(default=None, metadata=_json("RuleId"))
    """Identifier of the rule that sent the event."""
    type: str = _field(default="Rate Limit Reached", metadata=_json("RuleType"))
    """The event's name."""


@dataclass(repr=False)
class RuleLimitReset(Event):
    """The client's quota of requests has started again.

    Told by rule-based webhooks until January 2025.
    """

    client_id: str | None = _field(default=None, metadata=_json("ClientId"))
    """Identifier of the client, a UUID."""
    client_name: str | None = _field(default=None, metadata=_json("ClientName"))
    """The client's name."""
    data: shared.RuleQuotaReset | None = _field(default=None, metadata=_json("Data"))
    """The quota of requests that started again."""
    id: str | None = _field(default=None, metadata=_json("AlertId"))
    """Identifies the event; it stays the same when the event is sent again."""
    message: str | None = _field(default=None, metadata=_json("Message"))
    """The event in words."""
    rule_id: str | None = _field(default=None, metadata=_json("RuleId"))
    """Identifier of the rule that sent the event."""
    type: str = _field(default="Rate Limit Reset", metadata=_json("RuleType"))
    """The event's name."""


KINDS: dict[str, type[Event]] = {
    "expenses.sync.successful": SyncSuccessful,
    "expenses.sync.unsuccessful": SyncUnsuccessful,
    "client.rateLimit.reached": RateLimitReached,
    "client.rateLimit.reset": RateLimitReset,
    "Sync Started": RuleSyncStarted,
    "Sync Completed": RuleSyncCompleted,
    "Sync Failed": RuleSyncFailed,
    "Rate Limit Reached": RuleLimitReached,
    "Rate Limit Reset": RuleLimitReset,
}
"""The classes of events, by the service's names for them."""
