"""The contract, turned into a plan. What is not understood is an error that names its place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from .contract import ContractError, Node, distinct, python_name
from .events import apart, events
from .operations import resources
from .plan import Field, Model, Plan, Resource, Retries, Type
from .schemas import schemas

__all__ = ["parse"]


def parse(contract: dict[str, Any], config: dict[str, Any]) -> Plan:
    """Decide everything."""
    root = Node(contract, "contract", contract)
    settings = Node(config, "gen.yaml", config).only("configVersion", "generation", "python")
    if settings.need("configVersion") != "1.0.0":
        raise ContractError("gen.yaml/configVersion: only 1.0.0 is supported")
    python = settings.child("python").only("version", "packageName", "author", "description")
    models, enums = schemas(root)
    groups = resources(root, {model.name: model for model in models})
    found = events(root, models)
    models = tuple(_rich(model, groups) for model in models)
    plan = Plan(
        client=python_name(
            "gen.yaml/generation/sdkClassName",
            settings.child("generation").only("sdkClassName").need("sdkClassName"),
        ),
        package=python_name("gen.yaml/python/packageName", python.need("packageName")),
        version=str(python.need("version")),
        title=root.child("info").text("title"),
        document_version=root.child("info").text("version"),
        servers=tuple(
            server.only("url", "description").text("url") for server in root.items("servers")
        ),
        security=_security(root),
        retries=_retries(root.child("x-retries")),
        models=models,
        enums=enums,
        resources=groups,
        events=found,
    )
    if not plan.operations:
        raise ContractError("contract/paths: there is no operation")
    plan = replace(plan, models=apart(found, models, plan.operations))
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


def _security(root: Node) -> Field:
    schemes = list(root.child("components").children("securitySchemes"))
    if len(schemes) != 1:
        raise ContractError("contract/components/securitySchemes: exactly one is supported")
    name, scheme = schemes[0]
    travels = (name, scheme.need("type"), scheme.need("in"), scheme.need("name"))
    if travels != ("auth_header", "apiKey", "header", "Authorization"):
        raise ContractError(f"{scheme.place}: only auth_header in Authorization is supported")
    told = scheme.text("description")
    return Field(name, scheme.need("name"), Type("str"), told, required=True, bare=True)


def _retries(node: Node) -> Retries:
    node.only("strategy", "backoff", "statusCodes", "retryConnectionErrors")
    backoff = node.child("backoff").only(
        "initialInterval", "maxInterval", "exponent", "maxElapsedTime"
    )
    return Retries(
        strategy=node.text("strategy"),
        initial_interval=backoff.number("initialInterval"),
        max_interval=backoff.number("maxInterval"),
        exponent=backoff.number("exponent"),
        max_elapsed_time=backoff.number("maxElapsedTime"),
        statuses=tuple(str(status) for status in node.many("statusCodes")),
        connection_errors=node.need("retryConnectionErrors") is True,
    )
