"""The contract's webhooks, turned into events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .contract import ContractError, Node
from .plan import Event, Model, Operation, Type, literal


def events(root: Node, models: Iterable[Model]) -> tuple[Event, ...]:
    """One event for each webhook; its schema is its own."""
    free = {f"#/components/schemas/{model.name}": model for model in models}
    found: list[Event] = []
    for name, item in root.children("webhooks"):
        node = item.only("post").child("post").only("requestBody", "responses")
        for _, reply in node.children("responses"):
            reply.only("description")
        content = node.child("requestBody").only("content").child("content")
        media = content.only("application/json").child("application/json").only("schema")
        schema = media.child("schema")
        model = free.pop(schema.place, None)
        if model is None:
            raise ContractError(f"{node.place}: an event must be a named object of its own")
        if not name.isprintable() or set(name) & set('"\\`|'):
            raise ContractError(f"{node.place}: {name!r} cannot be the name of an event")
        found.append(Event(name, _named(name, model)))
    return tuple(found)


def _named(name: str, model: Model) -> Model:
    """The model of an event, which knows its own name."""
    place = f"contract/components/schemas/{model.name}"
    if any(field.required or field.view for field in model.fields) or model.aliases:
        raise ContractError(f"{place}: all properties of an event are optional, and plain")
    texts = {field.name for field in model.fields if field.type == Type("str")}
    if not {"id", "type"} <= texts:
        raise ContractError(f"{place}: an event needs the texts id and type")
    fields = (replace(f, default=literal(name)) if f.name == "type" else f for f in model.fields)
    return replace(model, fields=tuple(fields))


def apart(
    found: Iterable[Event], models: Iterable[Model], operations: Iterable[Operation]
) -> tuple[Model, ...]:
    """The models that are no events; an event stands in none of them, nor in an operation."""
    kept, calls = tuple(models), tuple(operations)
    used = {field.type.model for model in kept for field in model.fields}
    used |= {reply.type.model for op in calls for reply in op.replies if reply.type}
    used |= {field.type.model for op in calls for field in op.fields}
    names = {event.model.name for event in found}
    for name in sorted(names & used - {None}):
        raise ContractError(f"contract/components/schemas/{name}: only a webhook brings an event")
    return tuple(model for model in kept if model.name not in names)
