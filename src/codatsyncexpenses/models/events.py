# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The events that webhooks send, a class for each kind."""

from dataclasses import dataclass
from dataclasses import field as _field

from .._bases.events import Event, UnknownEvent
from .._schema.fields import Promised as _Promised
from .._schema.fields import absent as _absent
from .._schema.fields import json as _json
from . import shared

__all__ = [
    "CompanyCreated",
    "CompanyDeleted",
    "CompanyProductAdded",
    "CompanyProductRemoved",
    "ConnectionConnected",
    "ConnectionCreated",
    "ConnectionDeleted",
    "ConnectionDisconnected",
    "ConnectionFailed",
    "ConnectionReconnected",
    "Event",
    "RateLimitReached",
    "RateLimitReset",
    "ReadCompleted",
    "ReadCompletedInitial",
    "RuleLimitReached",
    "RuleLimitReset",
    "RuleSyncCompleted",
    "RuleSyncFailed",
    "RuleSyncStarted",
    "SyncSuccessful",
    "SyncUnsuccessful",
    "UnknownEvent",
    "WriteSuccessful",
    "WriteUnsuccessful",
]


@dataclass(repr=False)
class SyncSuccessful(Event, kind="expenses.sync.successful", needs=("payload",)):
    """A sync of expenses succeeded."""

    generated: str | None = _field(default=None, metadata=_json("generatedDate"))
    """When the event occurred, as an ISO 8601 date-time."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifies the event; it stays the same when the event is sent again."""
    payload: _Promised[shared.SyncOutcome] = _field(default=_absent, metadata=_json("payload"))
    """How a sync of expenses ended."""
    type: str = _field(default="expenses.sync.successful", metadata=_json("eventType"))
    """The event's name."""


@dataclass(repr=False)
class SyncUnsuccessful(Event, kind="expenses.sync.unsuccessful", needs=("payload",)):
    """A sync of expenses failed.

    One failed transaction fails the whole sync, even if others were written.
    """

    generated: str | None = _field(default=None, metadata=_json("generatedDate"))
    """When the event occurred, as an ISO 8601 date-time."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifies the event; it stays the same when the event is sent again."""
    payload: _Promised[shared.SyncOutcome] = _field(default=_absent, metadata=_json("payload"))
    """How a sync of expenses ended."""
    type: str = _field(default="expenses.sync.unsuccessful", metadata=_json("eventType"))
    """The event's name."""


@dataclass(repr=False)
class RateLimitReached(Event, kind="client.rateLimit.reached", needs=("payload",)):
    """The client has used up its quota: no more requests until it resets."""

    generated: str | None = _field(default=None, metadata=_json("generatedDate"))
    """When the event occurred, as an ISO 8601 date-time."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifies the event; it stays the same when the event is sent again."""
    payload: _Promised[shared.ClientQuota] = _field(default=_absent, metadata=_json("payload"))
    """A client's quota of requests."""
    type: str = _field(default="client.rateLimit.reached", metadata=_json("eventType"))
    """The event's name."""


@dataclass(repr=False)
class RateLimitReset(Event, kind="client.rateLimit.reset", needs=("payload",)):
    """The client's quota of requests has been reset."""

    generated: str | None = _field(default=None, metadata=_json("generatedDate"))
    """When the event occurred, as an ISO 8601 date-time."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifies the event; it stays the same when the event is sent again."""
    payload: _Promised[shared.ClientQuota] = _field(default=_absent, metadata=_json("payload"))
    """A client's quota of requests."""
    type: str = _field(default="client.rateLimit.reset", metadata=_json("eventType"))
    """The event's name."""


@dataclass(repr=False)
class CompanyCreated(Event, kind="company.created", needs=("payload",)):
    """A company was created."""

    generated: str | None = _field(default=None, metadata=_json("generatedDate"))
    """When the event occurred, as an ISO 8601 date-time."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifies the event; it stays the same when the event is sent again."""
    payload: _Promised[shared.Company] = _field(default=_absent, metadata=_json("payload"))
    """A company, the customer whose expenses are pushed, with its connections."""
    type: str = _field(default="company.created", metadata=_json("eventType"))
    """The event's name."""


@dataclass(repr=False)
class CompanyDeleted(Event, kind="company.deleted", needs=("payload",)):
    """A company was deleted."""

    generated: str | None = _field(default=None, metadata=_json("generatedDate"))
    """When the event occurred, as an ISO 8601 date-time."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifies the event; it stays the same when the event is sent again."""
    payload: _Promised[shared.Company] = _field(default=_absent, metadata=_json("payload"))
    """A company, the customer whose expenses are pushed, with its connections."""
    type: str = _field(default="company.deleted", metadata=_json("eventType"))
    """The event's name."""


@dataclass(repr=False)
class CompanyProductAdded(Event, kind="company.product.added", needs=("payload",)):
    """A product was enabled for a company."""

    generated: str | None = _field(default=None, metadata=_json("generatedDate"))
    """When the event occurred, as an ISO 8601 date-time."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifies the event; it stays the same when the event is sent again."""
    payload: _Promised[shared.CompanyProducts] = _field(default=_absent, metadata=_json("payload"))
    """The products of a company, and the one that was added or removed."""
    type: str = _field(default="company.product.added", metadata=_json("eventType"))
    """The event's name."""


@dataclass(repr=False)
class CompanyProductRemoved(Event, kind="company.product.removed", needs=("payload",)):
    """A product was disabled for a company."""

    generated: str | None = _field(default=None, metadata=_json("generatedDate"))
    """When the event occurred, as an ISO 8601 date-time."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifies the event; it stays the same when the event is sent again."""
    payload: _Promised[shared.CompanyProducts] = _field(default=_absent, metadata=_json("payload"))
    """The products of a company, and the one that was added or removed."""
    type: str = _field(default="company.product.removed", metadata=_json("eventType"))
    """The event's name."""


@dataclass(repr=False)
class ConnectionCreated(Event, kind="connection.created", needs=("payload",)):
    """A connection was created."""

    generated: str | None = _field(default=None, metadata=_json("generatedDate"))
    """When the event occurred, as an ISO 8601 date-time."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifies the event; it stays the same when the event is sent again."""
    payload: _Promised[shared.ConnectionChange] = _field(default=_absent, metadata=_json("payload"))
    """A connection after a change, and its company."""
    type: str = _field(default="connection.created", metadata=_json("eventType"))
    """The event's name."""


@dataclass(repr=False)
class ConnectionConnected(Event, kind="connection.connected", needs=("payload",)):
    """The customer authorised a connection for the first time."""

    generated: str | None = _field(default=None, metadata=_json("generatedDate"))
    """When the event occurred, as an ISO 8601 date-time."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifies the event; it stays the same when the event is sent again."""
    payload: _Promised[shared.ConnectionChange] = _field(default=_absent, metadata=_json("payload"))
    """A connection after a change, and its company."""
    type: str = _field(default="connection.connected", metadata=_json("eventType"))
    """The event's name."""


@dataclass(repr=False)
class ConnectionFailed(Event, kind="connection.failed", needs=("payload",)):
    """The customer did not authorise a connection, or the attempt failed."""

    generated: str | None = _field(default=None, metadata=_json("generatedDate"))
    """When the event occurred, as an ISO 8601 date-time."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifies the event; it stays the same when the event is sent again."""
    payload: _Promised[shared.ConnectionChange] = _field(default=_absent, metadata=_json("payload"))
    """A connection after a change, and its company."""
    type: str = _field(default="connection.failed", metadata=_json("eventType"))
    """The event's name."""


@dataclass(repr=False)
class ConnectionDisconnected(Event, kind="connection.disconnected", needs=("payload",)):
    """A connection was unlinked, or its authorisation was withdrawn."""

    generated: str | None = _field(default=None, metadata=_json("generatedDate"))
    """When the event occurred, as an ISO 8601 date-time."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifies the event; it stays the same when the event is sent again."""
    payload: _Promised[shared.ConnectionChange] = _field(default=_absent, metadata=_json("payload"))
    """A connection after a change, and its company."""
    type: str = _field(default="connection.disconnected", metadata=_json("eventType"))
    """The event's name."""


@dataclass(repr=False)
class ConnectionReconnected(Event, kind="connection.reconnected", needs=("payload",)):
    """A connection was authorised again."""

    generated: str | None = _field(default=None, metadata=_json("generatedDate"))
    """When the event occurred, as an ISO 8601 date-time."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifies the event; it stays the same when the event is sent again."""
    payload: _Promised[shared.ConnectionChange] = _field(default=_absent, metadata=_json("payload"))
    """A connection after a change, and its company."""
    type: str = _field(default="connection.reconnected", metadata=_json("eventType"))
    """The event's name."""


@dataclass(repr=False)
class ConnectionDeleted(Event, kind="connection.deleted", needs=("payload",)):
    """A connection was deleted."""

    generated: str | None = _field(default=None, metadata=_json("generatedDate"))
    """When the event occurred, as an ISO 8601 date-time."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifies the event; it stays the same when the event is sent again."""
    payload: _Promised[shared.ConnectionChange] = _field(default=_absent, metadata=_json("payload"))
    """A connection after a change, and its company."""
    type: str = _field(default="connection.deleted", metadata=_json("eventType"))
    """The event's name."""


@dataclass(repr=False)
class ReadCompleted(Event, kind="read.completed", needs=("payload",)):
    """A read of accounting data ended, successfully or not."""

    generated: str | None = _field(default=None, metadata=_json("generatedDate"))
    """When the event occurred, as an ISO 8601 date-time."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifies the event; it stays the same when the event is sent again."""
    payload: _Promised[shared.ReadOutcome] = _field(default=_absent, metadata=_json("payload"))
    """The reads that ended."""
    type: str = _field(default="read.completed", metadata=_json("eventType"))
    """The event's name."""


@dataclass(repr=False)
class ReadCompletedInitial(Event, kind="read.completed.initial", needs=("payload",)):
    """The first read of a connection ended."""

    generated: str | None = _field(default=None, metadata=_json("generatedDate"))
    """When the event occurred, as an ISO 8601 date-time."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifies the event; it stays the same when the event is sent again."""
    payload: _Promised[shared.ReadOutcome] = _field(default=_absent, metadata=_json("payload"))
    """The reads that ended."""
    type: str = _field(default="read.completed.initial", metadata=_json("eventType"))
    """The event's name."""


@dataclass(repr=False)
class WriteSuccessful(Event, kind="{dataType}.write.successful", needs=("payload",)):
    """A push operation wrote a record.

    The name begins with its data type, as in `suppliers.write.successful`.
    """

    generated: str | None = _field(default=None, metadata=_json("generatedDate"))
    """When the event occurred, as an ISO 8601 date-time."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifies the event; it stays the same when the event is sent again."""
    payload: _Promised[shared.WriteOutcome] = _field(default=_absent, metadata=_json("payload"))
    """The push operation that ended."""
    type: str = _field(default="{dataType}.write.successful", metadata=_json("eventType"))
    """The event's name."""


@dataclass(repr=False)
class WriteUnsuccessful(Event, kind="{dataType}.write.unsuccessful", needs=("payload",)):
    """A push operation did not write its record.

    The name begins with its data type, as in `suppliers.write.unsuccessful`.
    """

    generated: str | None = _field(default=None, metadata=_json("generatedDate"))
    """When the event occurred, as an ISO 8601 date-time."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifies the event; it stays the same when the event is sent again."""
    payload: _Promised[shared.WriteOutcome] = _field(default=_absent, metadata=_json("payload"))
    """The push operation that ended."""
    type: str = _field(default="{dataType}.write.unsuccessful", metadata=_json("eventType"))
    """The event's name."""


@dataclass(repr=False)
class RuleSyncStarted(Event, kind="Sync Started", needs=("data",)):
    """A sync began. Sent by rule-based webhooks until January 2025."""

    client_id: str | None = _field(default=None, metadata=_json("ClientId"))
    """Identifier of the client, a UUID."""
    client_name: str | None = _field(default=None, metadata=_json("ClientName"))
    """The client's name."""
    company_id: str | None = _field(default=None, metadata=_json("CompanyId"))
    """Identifier of the company, a UUID."""
    data: _Promised[shared.RuleSync] = _field(default=_absent, metadata=_json("Data"))
    """The sync that an event is about."""
    id: str | None = _field(default=None, metadata=_json("AlertId"))
    """Identifies the event; it stays the same when the event is sent again."""
    message: str | None = _field(default=None, metadata=_json("Message"))
    """Description of the event."""
    rule_id: str | None = _field(default=None, metadata=_json("RuleId"))
    """Identifier of the rule that sent the event."""
    type: str = _field(default="Sync Started", metadata=_json("RuleType"))
    """The event's name."""


@dataclass(repr=False)
class RuleSyncCompleted(Event, kind="Sync Completed", needs=("data",)):
    """A sync ended with no failure. Sent by rule-based webhooks until January 2025."""

    client_id: str | None = _field(default=None, metadata=_json("ClientId"))
    """Identifier of the client, a UUID."""
    client_name: str | None = _field(default=None, metadata=_json("ClientName"))
    """The client's name."""
    company_id: str | None = _field(default=None, metadata=_json("CompanyId"))
    """Identifier of the company, a UUID."""
    data: _Promised[shared.RuleSync] = _field(default=_absent, metadata=_json("Data"))
    """The sync that an event is about."""
    id: str | None = _field(default=None, metadata=_json("AlertId"))
    """Identifies the event; it stays the same when the event is sent again."""
    message: str | None = _field(default=None, metadata=_json("Message"))
    """Description of the event."""
    rule_id: str | None = _field(default=None, metadata=_json("RuleId"))
    """Identifier of the rule that sent the event."""
    type: str = _field(default="Sync Completed", metadata=_json("RuleType"))
    """The event's name."""


@dataclass(repr=False)
class RuleSyncFailed(Event, kind="Sync Failed", needs=("data",)):
    """A sync failed. Sent by rule-based webhooks until January 2025."""

    client_id: str | None = _field(default=None, metadata=_json("ClientId"))
    """Identifier of the client, a UUID."""
    client_name: str | None = _field(default=None, metadata=_json("ClientName"))
    """The client's name."""
    company_id: str | None = _field(default=None, metadata=_json("CompanyId"))
    """Identifier of the company, a UUID."""
    data: _Promised[shared.RuleSyncFailure] = _field(default=_absent, metadata=_json("Data"))
    """The sync that failed."""
    id: str | None = _field(default=None, metadata=_json("AlertId"))
    """Identifies the event; it stays the same when the event is sent again."""
    message: str | None = _field(default=None, metadata=_json("Message"))
    """Description of the event."""
    rule_id: str | None = _field(default=None, metadata=_json("RuleId"))
    """Identifier of the rule that sent the event."""
    type: str = _field(default="Sync Failed", metadata=_json("RuleType"))
    """The event's name."""


@dataclass(repr=False)
class RuleLimitReached(Event, kind="Rate Limit Reached", needs=("data",)):
    """The client has used up its quota. Sent by rule-based webhooks until January 2025."""

    client_id: str | None = _field(default=None, metadata=_json("ClientId"))
    """Identifier of the client, a UUID."""
    client_name: str | None = _field(default=None, metadata=_json("ClientName"))
    """The client's name."""
    data: _Promised[shared.RuleQuota] = _field(default=_absent, metadata=_json("Data"))
    """The quota of requests that was used up."""
    id: str | None = _field(default=None, metadata=_json("AlertId"))
    """Identifies the event; it stays the same when the event is sent again."""
    message: str | None = _field(default=None, metadata=_json("Message"))
    """Description of the event."""
    rule_id: str | None = _field(default=None, metadata=_json("RuleId"))
    """Identifier of the rule that sent the event."""
    type: str = _field(default="Rate Limit Reached", metadata=_json("RuleType"))
    """The event's name."""


@dataclass(repr=False)
class RuleLimitReset(Event, kind="Rate Limit Reset", needs=("data",)):
    """The client's quota of requests has been reset.

    Sent by rule-based webhooks until January 2025.
    """

    client_id: str | None = _field(default=None, metadata=_json("ClientId"))
    """Identifier of the client, a UUID."""
    client_name: str | None = _field(default=None, metadata=_json("ClientName"))
    """The client's name."""
    data: _Promised[shared.RuleQuotaReset] = _field(default=_absent, metadata=_json("Data"))
    """The quota of requests that was reset."""
    id: str | None = _field(default=None, metadata=_json("AlertId"))
    """Identifies the event; it stays the same when the event is sent again."""
    message: str | None = _field(default=None, metadata=_json("Message"))
    """Description of the event."""
    rule_id: str | None = _field(default=None, metadata=_json("RuleId"))
    """Identifier of the rule that sent the event."""
    type: str = _field(default="Rate Limit Reset", metadata=_json("RuleType"))
    """The event's name."""
