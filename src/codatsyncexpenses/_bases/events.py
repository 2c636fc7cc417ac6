"""What a webhook tells: the base of the events, and how one is read."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .._exceptions import RequestError, WebhookVerificationError
from .model import Model

if TYPE_CHECKING:
    from typing_extensions import Self


class Event(Model):
    """What a webhook tells. Each kind of event is a subclass; others are `UnknownEvent`."""

    id: str | None
    """Identifies the event; it stays the same when the event is sent again."""
    type: str
    """The event's name at the service."""
    generated: str | None = None
    """When the event came about, as an ISO 8601 date-time; None where the service does not say."""


@dataclass(repr=False)
class UnknownEvent(Event):
    """An event of a kind that this version does not describe."""

    id: str | None = None
    type: str = ""
    generated: str | None = None
    raw: dict[str, Any] = field(default_factory=dict[str, Any])
    """The whole message as it came, the names of the service included."""

    def to_dict(self, encode_json: bool = False) -> dict[str, Any]:  # noqa: ARG002 - it is JSON
        """The message as it came."""
        return dict(self.raw)

    @classmethod
    def from_dict(cls, kvs: Mapping[str, Any], *, infer_missing: bool = False) -> Self:  # noqa: ARG003 - nothing is
        """The event of a message as it came, such as ``to_dict`` gives.

        :raises RequestError: if ``kvs`` is not a mapping
        :raises WebhookVerificationError: if it is no event
        """
        from ..models.events import KINDS

        if not isinstance(kvs, Mapping):
            raise RequestError(
                f"{cls.__name__}.from_dict takes a mapping, not {type(kvs).__name__}"
            )
        return cls(*_unknown(dict(kvs), KINDS))


def read(payload: bytes | str, kinds: Mapping[str, type[Any]]) -> Event:
    """Make an event of a body.

    :param kinds: the class of each event that has one; the markers of its fields tell how the
        messages of its kind name their parts
    :raises WebhookVerificationError: if the body is not the JSON of an event
    """
    raw = _decode(payload, dict[str, Any])
    for name, kind in kinds.items():
        if raw.get(_wire(kind, "type")) == name:
            event: Event = _decode(payload, kind)
            return event
    return UnknownEvent(*_unknown(raw, kinds))


def _unknown(
    raw: dict[Any, Any], kinds: Mapping[str, type[Any]]
) -> tuple[str | None, str, str | None, dict[str, Any]]:
    """What every event has, under the names of the kinds that are described."""
    for kind in kinds.values():
        type_ = raw.get(_wire(kind, "type"))
        if isinstance(type_, str):
            id_, generated = (_text(raw, _wire(kind, name)) for name in ("id", "generated"))
            return id_, type_, generated, raw
    raise WebhookVerificationError("the payload is not an event: it has no name of one")


def _decode(payload: bytes | str, type_: Any) -> Any:
    # Loads a JSON library; an endpoint starts without it.
    from .codec import decode

    if not isinstance(payload, (bytes, str)):
        raise WebhookVerificationError(
            f"the payload must be the bytes of the request's body, not {type(payload).__name__}"
        )
    try:
        return decode(payload.encode() if isinstance(payload, str) else payload, type_)
    except ValueError as error:
        raise WebhookVerificationError(f"the payload is not an event: {error}") from error


def _wire(kind: type[Any], name: str) -> str | None:
    """The name that a field has in the messages of a kind; None where it has none."""
    return next((f.metadata["json"] for f in dataclasses.fields(kind) if f.name == name), None)


def _text(raw: Mapping[str, Any], name: str | None) -> str | None:
    value = raw.get(name) if name else None
    return value if isinstance(value, str) else None
