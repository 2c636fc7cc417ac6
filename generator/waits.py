"""The methods that wait for an end, some of which start something first.

``x-sdk-wait`` at an operation names the method that polls it. A link of a success that has an
``x-sdk-method`` is a method too: it starts something, and then waits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from .contract import ContractError, Node
from .plan import Field, Model, Operation, Start, Wait, WaitError


def waits(
    operations: Iterable[tuple[Operation, Node]], models: Mapping[str, Model]
) -> tuple[list[Wait], list[Start]]:
    """Return the methods that wait, and those that start something first, of all resources."""
    rows = [(operation, node) for operation, node in operations if not operation.alias_of]
    polled = [(operation, node) for operation, node in rows if "x-sdk-wait" in node]
    found = [_wait(operation, node.child("x-sdk-wait"), models) for operation, node in polled]
    starts = [
        _start(operation, link, found, models)
        for operation, node in rows
        for link in node.named("responses")[str(operation.success.status)].named("links").values()
        if "x-sdk-method" in link
    ]
    return found, starts


def _wait(operation: Operation, node: Node, models: Mapping[str, Model]) -> Wait:
    status = _answer(operation, node, models)
    code = _one(node, node["code"], status.fields) if "code" in node else None
    if code and not code.view:
        raise ContractError(f"{node.place}/code: {code.wire} is no code that has an x-sdk-property")
    failed, late = node.child("failed"), node.child("timed-out")
    names = {field.wire: field.name for field in status.fields}
    polled = operation.path_fields
    return Wait(
        name=node["x-sdk-method"],
        description=node.text("description"),
        operation=operation,
        status=f"shared.{status.name}",
        code=code,
        stage=_one(node, node["stage"], status.fields).name,
        running=tuple(node["running"]),
        ended=tuple(node["ended"]),
        succeeded=tuple(node.get("succeeded", ())),
        done=_one(node, node["done"], status.fields).name if "done" in node else None,
        ids=tuple((field.name, names[field.wire]) for field in polled if field.wire in names),
        subject=_subject(operation, node),
        failed=WaitError(
            failed["name"],
            failed.text("description"),
            tuple(_one(failed, wire, status.fields) for wire in failed["properties"]),
        ),
        timed_out=WaitError(late["name"], late.text("description")),
    )


def _subject(operation: Operation, node: Node) -> str:
    """Return the text with the names of fields in its braces."""

    def field(found: re.Match[str]) -> str:
        return "{" + _one(node, found[1], operation.path_fields).name + "}"

    return re.sub(r"\{(\w+)\}", field, node["subject"])


def _start(
    operation: Operation, node: Node, found: Iterable[Wait], models: Mapping[str, Model]
) -> Start:
    polled = {wait.operation.id: wait for wait in found}.get(node["operationId"])
    if polled is None:
        raise ContractError(f"{node.place}/operationId: it leads to no x-sdk-wait")
    given: list[tuple[str, str]] = []
    answered: list[tuple[str, str]] = []
    for field in polled.operation.path_fields:
        if field.wire not in node["parameters"]:
            raise ContractError(f"{node.place}/parameters: {field.wire!r} is missing")
        source, wire = re.split(r"\.path\.|\.body#/", node["parameters"][field.wire])
        if source == "$request":
            given.append((field.name, _one(node, wire, operation.path_fields).name))
        else:
            answer = _answer(operation, node, models)
            answered.append((field.name, _one(node, wire, answer.fields).name))
    return Start(
        name=node["x-sdk-method"],
        description=node.text("description"),
        operation=operation,
        wait=polled,
        given=tuple(given),
        answered=tuple(answered),
    )


def _answer(operation: Operation, node: Node, models: Mapping[str, Model]) -> Model:
    type_ = operation.success.type
    if type_ is None or type_.kind != "model":
        raise ContractError(f"{node.place}: {operation.id} returns no single object")
    return models[type_.name]


def _one(node: Node, wire: str, fields: Iterable[Field]) -> Field:
    for field in fields:
        if field.wire == wire:
            return field
    raise ContractError(f"{node.place}: there is no {wire!r}")
