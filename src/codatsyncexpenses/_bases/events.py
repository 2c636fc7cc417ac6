"""The base class of the webhook events, and the reader of a message."""

# Without `from __future__ import annotations`: the classes are published under another module,
# where `typing.get_type_hints` could not resolve their annotations.

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .._exceptions import RequestError, WebhookVerificationError
from .._lazy import LateModule, publish
from .._schema.hints import Self
from .model import Model

if TYPE_CHECKING:
    from . import codec
else:
    codec = LateModule(".codec", __package__)  # needs a JSON library; load it late

_KINDS: dict[str, type["Event"]] = {}
_NEEDS: dict[type["Event"], tuple[str, ...]] = {}


class Event(Model):
    """Base class of the webhook events.

    Each kind has a subclass; any other event is an `UnknownEvent`.
    """

    id: str | None
    """The event's id, which stays the same when the event is sent again."""
    type: str
    """The event's name at the service."""
    generated: str | None = None
    """The time of the event, as an ISO 8601 date-time; None if the service does not say."""

    def __init_subclass__(
        cls, *, kind: str | None = None, needs: tuple[str, ...] = (), **options: object
    ) -> None:
        """Register the class for a kind of event, unless the kind already has one.

        :param kind: the event's name at the service
        :param needs: the required fields; without one of them, a message is an `UnknownEvent`
        """
        super().__init_subclass__(**options)
        _NEEDS[cls] = needs
        if kind is not None:
            _KINDS.setdefault(kind, cls)


@dataclass(repr=False)
class UnknownEvent(Event):
    """An event that this version does not know, or that lacks its data."""

    id: str | None = None
    type: str = ""
    generated: str | None = None
    raw: dict[str, Any] = field(default_factory=dict[str, Any])
    """The whole message as received, with the service's names."""

    def to_dict(self, encode_json: bool = False) -> dict[str, Any]:  # noqa: ARG002 - it is JSON
        """Return the message as received."""
        return dict(self.raw)

    @classmethod
    def from_dict(cls, kvs: Mapping[str, Any], *, infer_missing: bool = False) -> Self:  # noqa: ARG003 - nothing is
        """Create the event from a message as received, such as ``to_dict`` returns.

        :raises RequestError: if ``kvs`` is not a mapping
        :raises WebhookVerificationError: if the message is not an event
        """
        if not isinstance(kvs, Mapping):
            raise RequestError(
                f"{cls.__name__}.from_dict takes a mapping, not {type(kvs).__name__}"
            )
        return cls(*_common(dict(kvs)))


publish(__name__, "models.events", Event, UnknownEvent)


def read(payload: bytes | str) -> Event:
    """Return the event in the body of a message.

    :raises WebhookVerificationError: if the body is not the JSON of an event
    """
    raw = _decode(payload, dict[str, Any])
    for kind, event_class in _KINDS.items():
        if _is_of(kind, raw.get(_wire_names(event_class)["type"])):
            event: Event = _decode(payload, event_class)
            if not any(getattr(event, name) is None for name in _NEEDS[event_class]):
                return event
    return UnknownEvent(*_common(raw))


def _is_of(kind: str, name: object) -> bool:
    """Return whether an event's name is of a kind, which may leave its first word open."""
    if kind.startswith("{") and isinstance(name, str):
        return name.partition(".")[2] == kind.partition(".")[2]
    return name == kind


def _common(raw: dict[Any, Any]) -> tuple[str | None, str, str | None, dict[str, Any]]:
    """Return the fields that every event has, under the wire names of a known kind."""
    for names in map(_wire_names, _KINDS.values()):
        type_, id_, generated = (raw.get(names.get(each)) for each in ("type", "id", "generated"))
        if isinstance(type_, str):
            return _text(id_), type_, _text(generated), raw
    raise WebhookVerificationError("the payload is not an event: it has no name of one")


def _decode(payload: bytes | str, type_: Any) -> Any:
    if not isinstance(payload, (bytes, str)):
        raise WebhookVerificationError(
            f"the payload must be the bytes of the request's body, not {type(payload).__name__}"
        )
    try:
        return codec.decode(payload.encode() if isinstance(payload, str) else payload, type_)
    except ValueError as error:
        raise WebhookVerificationError(f"the payload is not an event: {error}") from error


def _wire_names(event_class: type[Any]) -> dict[str, str]:
    return {each.name: each.metadata["json"] for each in dataclasses.fields(event_class)}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
