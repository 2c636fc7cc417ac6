"""The methods that wait: polls that the contract declares, and what begins with one of them.

``x-sdk-wait`` at an operation names the method that polls it, the property whose code tells how
things stand, and the stages that count as running where the code is unknown. A link of a success
that has an ``x-sdk-method`` is a method too: it begins, and then waits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .contract import ContractError, Node, python_name
from .plan import Field, Model, Operation, Start, Wait


def waits(
    operations: Iterable[tuple[Operation, Node]], models: Mapping[str, Model]
) -> tuple[list[Wait], list[Start]]:
    """The methods that wait, and those that begin something first."""
    found = [
        _wait(operation, node.child("x-sdk-wait"), models)
        for operation, node in operations
        if "x-sdk-wait" in node.value
    ]
    starts = [
        _start(operation, link, found, models)
        for operation, node in operations
        for _, link in node.child("responses")
        .child(str(operation.success.status))
        .children("links")
        if "x-sdk-method" in link.value
    ]
    return found, starts


def _wait(operation: Operation, node: Node, models: Mapping[str, Model]) -> Wait:
    node.only("x-sdk-method", "description", "code", "stage", "running")
    code = _field(node, node.text("code"), _answer(operation, node, models))
    stage = _field(node, node.text("stage"), _answer(operation, node, models))
    if not code.view:
        raise ContractError(f"{node.place}/code: {code.wire} is no code that has an x-sdk-property")
    running = node.many("running")
    if not running or not all(isinstance(each, str) and each.isprintable() for each in running):
        raise ContractError(f"{node.place}/running: expected a list of texts, found {running!r}")
    return Wait(
        name=_method(node),
        description=node.text("description"),
        operation=operation,
        code=code.view,
        stage=stage.name,
        running=tuple(running),
    )


def _start(
    operation: Operation, node: Node, found: Iterable[Wait], models: Mapping[str, Model]
) -> Start:
    node.only("operationId", "parameters", "description", "x-sdk-method")
    polled = [wait for wait in found if wait.operation.id == node.text("operationId")]
    if not polled:
        raise ContractError(f"{node.place}/operationId: it leads to no x-sdk-wait")
    parameters = node.child("parameters")
    given: list[tuple[str, str]] = []
    answered: list[tuple[str, str]] = []
    for field in polled[0].operation.path_fields:
        expression = parameters.text(field.wire)
        _, request, wire = expression.partition("$request.path.")
        if request:
            fields = {each.wire: each for each in operation.path_fields}
            given.append((field.name, _one(node, wire, fields).name))
            continue
        _, answer, wire = expression.partition("$response.body#/")
        if not answer:
            raise ContractError(f"{parameters.place}: {expression!r} is not supported")
        answered.append((field.name, _field(node, wire, _answer(operation, node, models)).name))
    return Start(
        name=_method(node),
        description=node.text("description"),
        operation=operation,
        wait=polled[0],
        given=tuple(given),
        answered=tuple(answered),
    )


def _method(node: Node) -> str:
    return python_name(f"{node.place}/x-sdk-method", node.need("x-sdk-method"))


def _answer(operation: Operation, node: Node, models: Mapping[str, Model]) -> Model:
    if operation.success.type is None or operation.success.type.kind != "model":
        raise ContractError(f"{node.place}: {operation.id} gives no single object to look at")
    return models[operation.success.type.name]


def _field(node: Node, wire: str, model: Model) -> Field:
    return _one(node, wire, {field.wire: field for field in model.fields})


def _one(node: Node, wire: str, fields: Mapping[str, Field]) -> Field:
    if wire not in fields:
        raise ContractError(f"{node.place}: there is no {wire!r}")
    return fields[wire]
