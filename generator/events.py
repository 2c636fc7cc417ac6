"""The contract's webhooks, turned into events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .contract import ContractError, Node
from .plan import Event, Model, Resource, Type, literal


def events(root: Node, models: Iterable[Model]) -> tuple[Event, ...]:
    """Return one event for each webhook, whose schema belongs to it alone."""
    free = {model.name: model for model in models}
    found: list[Event] = []
    for name, node in root.named("webhooks").items():
        for reply in node.child("post").named("responses").values():
            if not reply.keys() <= {"$ref", "description"}:
                raise ContractError(f"{reply.used}: only a description is supported")
        content = node.child("post").child("requestBody").child("content")
        schema = content.child("application/json").child("schema")
        if schema.name not in free:
            raise ContractError(f"{node.place}: an event must be a named object of its own")
        found.append(Event(name, _named(name, schema, free.pop(schema.name))))
    return tuple(found)


def _named(name: str, schema: Node, model: Model) -> Model:
    """Return the model of an event, with the event's name as the default of its type."""
    if any(field.required or field.view for field in model.fields) or model.aliases:
        raise ContractError(f"{schema.place}: all properties of an event are optional, and plain")
    texts = {field.name for field in model.fields if field.type == Type("str")}
    if not {"id", "type"} <= texts:
        raise ContractError(f"{schema.place}: an event needs the texts id and type")
    fields = (replace(f, default=literal(name)) if f.name == "type" else f for f in model.fields)
    return replace(model, fields=tuple(fields))


def apart(
    found: tuple[Event, ...], models: tuple[Model, ...], resources: tuple[Resource, ...]
) -> tuple[Model, ...]:
    """Return the models without the events, and without those that are only parts of others.

    :raises ContractError: if a model or an operation holds an event
    """
    types = [field.type for model in models for field in model.fields]
    types += [each for group in resources for op in group.own for each in op.types]
    used = {type_.model for type_ in types}
    left_out = {event.model.name for event in found}
    for name in sorted(left_out & used - {None}):
        raise ContractError(f"contract/components/schemas/{name}: only a webhook brings an event")
    left_out |= {part for model in models for part in model.parts if part not in used}
    return tuple(model for model in models if model.name not in left_out)
