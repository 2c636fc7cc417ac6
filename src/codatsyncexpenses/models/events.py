# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""What webhooks tell: a class for each kind of event, and its name at the service."""

from dataclasses import dataclass, field

from .._events import Event, UnknownEvent
from .._fields import json
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

    generated: str | None = field(default=None, metadata=json("generatedDate"))
    """When the event came about, as an ISO 8601 date-time."""
    id: str | None = field(default=None, metadata=json("id"))
    """Identifies the event; it stays the same when the event is sent again."""
    payload: shared.SyncOutcome | None = field(default=None, metadata=json("payload"))
    """How a sync of expenses ended."""
    type: str = field(default="expenses.sync.successful", metadata=json("eventType"))
    """The event's name."""


@dataclass(repr=False)
class SyncUnsuccessful(Event):
    """A sync of expenses failed.

    One transaction that failed makes the whole sync count as failed, although others may have been
    written.
    """

    generated: str | None = field(default=None, metadata=json("generatedDate"))
    """When the event came about, as an ISO 8601 date-time."""
    id: str | None = field(default=None, metadata=json("id"))
    """Identifies the event; it stays the same when the event is sent again."""
    payload: shared.SyncOutcome | None = field(default=None, metadata=json("payload"))
    """How a sync of expenses ended."""
    type: str = field(default="expenses.sync.unsuccessful", metadata=json("eventType"))
    """The event's name."""


@dataclass(repr=False)
class RateLimitReached(Event):
    """The client has used up its requests; more are refused until the quota starts again."""

    generated: str | None = field(default=None, metadata=json("generatedDate"))
    """When the event came about, as an ISO 8601 date-time."""
    id: str | None = field(default=None, metadata=json("id"))
    """Identifies the event; it stays the same when the event is sent again."""
    payload: shared.ClientQuota | None = field(default=None, metadata=json("payload"))
    """How many requests a client has."""
    type: str = field(default="client.rateLimit.reached", metadata=json("eventType"))
    """The event's name."""


@dataclass(repr=False)
class RateLimitReset(Event):
    """The client's quota of requests has started again."""

    generated: str | None = field(default=None, metadata=json("generatedDate"))
    """When the event came about, as an ISO 8601 date-time."""
    id: str | None = field(default=None, metadata=json("id"))
    """Identifies the event; it stays the same when the event is sent again."""
    payload: shared.ClientQuota | None = field(default=None, metadata=json("payload"))
    """How many requests a client has."""
    type: str = field(default="client.rateLimit.reset", metadata=json("eventType"))
    """The event's name."""


@dataclass(repr=False)
class RuleSyncStarted(Event):
    """A sync began. Told by rule-based webhooks until January 2025."""

    client_id: str | None = field(default=None, metadata=json("ClientId"))
    """Identifier of the client, a UUID."""
    client_name: str | None = field(default=None, metadata=json("ClientName"))
    """The client's name."""
    company_id: str | None = field(default=None, metadata=json("CompanyId"))
    """Identifier of the company, a UUID."""
    data: shared.RuleSync | None = field(default=None, metadata=json("Data"))
    """The sync that an event is about."""
    id: str | None = field(default=None, metadata=json("AlertId"))
    """Identifies the event; it stays the same when the event is sent again."""
    message: str | None = field(default=None, metadata=json("Message"))
    """The event in words."""
    rule_id: str | None = field(default=None, metadata=json("RuleId"))
    """Identifier of the rule that sent the event."""
    type: str = field(default="Sync Started", metadata=json("RuleType"))
    """The event's name."""


@dataclass(repr=False)
class RuleSyncCompleted(Event):
    """A sync ended with no failure. Told by rule-based webhooks until January 2025."""

    client_id: str | None = field(default=None, metadata=json("ClientId"))
    """Identifier of the client, a UUID."""
    client_name: str | None = field(default=None, metadata=json("ClientName"))
    """The client's name."""
    company_id: str | None = field(default=None, metadata=json("CompanyId"))
    """Identifier of the company, a UUID."""
    data: shared.RuleSync | None = field(default=None, metadata=json("Data"))
    """The sync that an event is about."""
    id: str | None = field(default=None, metadata=json("AlertId"))
    """Identifies the event; it stays the same when the event is sent again."""
    message: str | None = field(default=None, metadata=json("Message"))
    """The event in words."""
    rule_id: str | None = field(default=None, metadata=json("RuleId"))
    """Identifier of the rule that sent the event."""
    type: str = field(default="Sync Completed", metadata=json("RuleType"))
    """The event's name."""


@dataclass(repr=False)
class RuleSyncFailed(Event):
    """A sync failed. Told by rule-based webhooks until January 2025."""

    client_id: str | None = field(default=None, metadata=json("ClientId"))
    """Identifier of the client, a UUID."""
    client_name: str | None = field(default=None, metadata=json("ClientName"))
    """The client's name."""
    company_id: str | None = field(default=None, metadata=json("CompanyId"))
    """Identifier of the company, a UUID."""
    data: shared.RuleSyncFailure | None = field(default=None, metadata=json("Data"))
    """The sync that failed."""
    id: str | None = field(default=None, metadata=json("AlertId"))
    """Identifies the event; it stays the same when the event is sent again."""
    message: str | None = field(default=None, metadata=json("Message"))
    """The event in words."""
    rule_id: str | None = field(default=None, metadata=json("RuleId"))
    """Identifier of the rule that sent the event."""
    type: str = field(default="Sync Failed", metadata=json("RuleType"))
    """The event's name."""


@dataclass(repr=False)
class RuleLimitReached(Event):
    """The client has used up its requests. Told by rule-based webhooks until January 2025."""

    client_id: str | None = field(default=None, metadata=json("ClientId"))
    """Identifier of the client, a UUID."""
    client_name: str | None = field(default=None, metadata=json("ClientName"))
    """The client's name."""
    data: shared.RuleQuota | None = field(default=None, metadata=json("Data"))
    """The quota of requests that was used up."""
    id: str | None = field(default=None, metadata=json("AlertId"))
    """Identifies the event; it stays the same when the event is sent again."""
    message: str | None = field(default=None, metadata=json("Message"))
    """The event in words."""
    rule_id: str | None = field(default=None, metadata=json("RuleId"))
    """Identifier of the rule that sent the event."""
    type: str = field(default="Rate Limit Reached", metadata=json("RuleType"))
    """The event's name."""


@dataclass(repr=False)
class RuleLimitReset(Event):
    """The client's quota of requests has started again.

    Told by rule-based webhooks until January 2025.
    """

    client_id: str | None = field(default=None, metadata=json("ClientId"))
    """Identifier of the client, a UUID."""
    client_name: str | None = field(default=None, metadata=json("ClientName"))
    """The client's name."""
    data: shared.RuleQuotaReset | None = field(default=None, metadata=json("Data"))
    """The quota of requests that started again."""
    id: str | None = field(default=None, metadata=json("AlertId"))
    """Identifies the event; it stays the same when the event is sent again."""
    message: str | None = field(default=None, metadata=json("Message"))
    """The event in words."""
    rule_id: str | None = field(default=None, metadata=json("RuleId"))
    """Identifier of the rule that sent the event."""
    type: str = field(default="Rate Limit Reset", metadata=json("RuleType"))
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
"""The events that have a class, by their names at the service."""
