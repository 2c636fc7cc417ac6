"""The contract, turned into a plan. What is not understood is an error that names its place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from .contract import ContractError, Node, distinct, validated
from .events import apart, events
from .operations import resources
from .plan import Field, Model, Plan, Resource, Retries, Type
from .schemas import schemas

__all__ = ["parse"]


def parse(contract: dict[str, Any], config: dict[str, Any]) -> Plan:
    """Decide everything."""
    root, settings = validated(contract, "contract"), validated(config, "gen.yaml")
    python = settings.child("python")
    info = root.child("info")
    models, enums = schemas(root)
    groups = resources(root, {model.name: model for model in models})
    found = events(root, models)
    plan = Plan(
        client=settings["generation"]["sdkClassName"],
        package=python["packageName"],
        version=str(python["version"]),
        title=info.text("title"),
        document_version=info.text("version"),
        servers=tuple(server.text("url") for server in root.items("servers")),
        security=_security(root.child("components").child("securitySchemes")),
        retries=_retries(root.child("x-retries")),
        models=tuple(_rich(model, groups) for model in models),
        enums=enums,
        resources=groups,
        events=found,
    )
    if not plan.operations:
        raise ContractError("contract/paths: there is no operation")
    plan = replace(plan, models=apart(found, plan.models, plan.operations))
    return replace(plan, aliases=_aliases(plan))


def _rich(model: Model, groups: tuple[Resource, ...]) -> Model:
    """The model of a page, whose list turns into records and tables."""
    pages = {
        op.success.type.name
        for group in groups
        for op in group.operations
        if op.pages and op.success.type
    }
    if model.name not in pages:
        return model
    fields = (
        replace(field, type=replace(field.type, rich=True)) if field.name == "results" else field
        for field in model.fields
    )
    return replace(model, fields=tuple(fields))


def _aliases(plan: Plan) -> tuple[str, ...]:
    """The classes of ``shared`` that stand in ``operations`` too."""
    found = [each.name for each in plan.classes() if f"operations.{each.name}" in each.aliases]
    made = [name for op in plan.operations for name in op.classes]
    distinct("contract/components/schemas", [*made, *found])
    return tuple(found)


def _security(node: Node) -> Field:
    scheme = node.child("auth_header")
    told = scheme.text("description")
    return Field("auth_header", scheme["name"], Type("str"), told, required=True, bare=True)


def _retries(node: Node) -> Retries:
    backoff = node["backoff"]
    return Retries(
        strategy=node.text("strategy"),
        initial_interval=backoff["initialInterval"],
        max_interval=backoff["maxInterval"],
        exponent=backoff["exponent"],
        max_elapsed_time=backoff["maxElapsedTime"],
        statuses=tuple(str(status) for status in node["statusCodes"]),
        connection_errors=node["retryConnectionErrors"],
    )
