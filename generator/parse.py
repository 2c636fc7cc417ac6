"""The contract, turned into a plan; an unsupported construct is an error with its place."""

from __future__ import annotations

from typing import Any

from .contract import ContractError, distinct, validated
from .events import apart, events
from .operations import resources
from .plan import Field, Plan, Type
from .schemas import schemas

__all__ = ["parse"]


def parse(contract: dict[str, Any], config: dict[str, Any]) -> Plan:
    """Return the plan for a contract and the settings of gen.yaml."""
    root, settings = validated(contract, "contract"), validated(config, "gen.yaml")
    python = settings.child("python")
    scheme = root["components"]["securitySchemes"]["auth_header"]
    models, enums = schemas(root)
    groups = resources(root, {model.name: model for model in models})
    found = events(root, models)
    plan = Plan(
        client=settings["generation"]["sdkClassName"],
        package=python["packageName"],
        version=str(python["version"]),
        document_version=root.child("info").text("version"),
        servers=tuple(server.text("url") for server in root.listed("servers")),
        security=Field("auth_header", scheme["name"], Type("str"), scheme["description"]),
        retries=root["x-retries"],
        models=apart(found, models, groups),
        enums=enums,
        resources=groups,
        events=found,
    )
    if not plan.operations:
        raise ContractError("contract/paths: there is no operation")
    made = [name for operation in plan.operations for name in operation.classes]
    distinct("contract/components/schemas", [*made, *plan.aliases])
    return plan
