"""The OpenAPI document of the control, as the code has it: without descriptions and limits."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from codatsyncexpenses._schema.hints import UNIONS
from codatsyncexpenses.models.shared import DataConnectionStatus
from codatsyncexpenses.sandbox import companies, states
from codatsyncexpenses.sandbox._api.routes import OPERATIONS
from codatsyncexpenses.sandbox._state.accounting import SOFTWARE
from codatsyncexpenses.sandbox._state.records import EXPENSES
from codatsyncexpenses.sandbox._wire.control import ROUTES, Control, Route
from codatsyncexpenses.sandbox._wire.control_json import camel
from codatsyncexpenses.sandbox._wire.fault_catalogue import ALL
from codatsyncexpenses.sandbox._wire.faults import MAKERS, Fault

Schema = dict[str, Any]
ERRORS = {"400": "Invalid", "401": "NoToken", "403": "Forbidden", "404": "Missing", "405": "Method"}
_PLAIN: Mapping[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    NoneType: {"type": "null"},
    datetime: {"type": "string", "format": "date-time"},
}
_STATE: Schema = {
    "anyOf": [
        {"$ref": "#/components/schemas/Snapshot"},
        {"type": "string", "enum": [*states.NAMES]},
    ]
}
_CHOICES: Mapping[tuple[str, Any], list[Any]] = {
    ("operation", str): sorted(OPERATIONS),
    ("platform", str): [*SOFTWARE, EXPENSES],
    ("status", str): [each.value for each in DataConnectionStatus],
    ("ending", int): [1010, *companies.ENDINGS],
}


def document() -> tuple[Schema, Schema]:
    """Return the paths, and the schemas of the components."""
    paths: Schema = {}
    schemas: Schema = {"Fault": _faults()}
    for route in ROUTES:
        path = "/_sandbox/" + "/".join(map(_step, route.path.split("/")))
        paths.setdefault(path, {})[route.method.lower()] = _operation(route, schemas)
    return paths, schemas


def _step(text: str) -> str:
    return camel(text) if text.startswith("{") else text


def _operation(route: Route, schemas: Schema) -> Schema:
    method = getattr(Control, route.operation)
    made: Schema = {"operationId": route.operation.replace("_", "-")}
    arguments = _arguments(method, schemas)
    ids = [name for name in arguments["properties"] if f"{{{name}}}" in _step_path(route)]
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": arguments["properties"].pop(name)}
        for name in ids
    ]
    arguments["required"] = [each for each in arguments["required"] if each not in ids]
    if route.has_query:
        parameters += [
            {"name": name, "in": "query", "schema": schema}
            | ({"required": True} if name in arguments["required"] else {})
            for name, schema in arguments["properties"].items()
        ]
    elif route.whole or arguments["properties"]:
        schema = _STATE if route.whole else _tidy(arguments)
        content = {"application/json": {"schema": schema}}
        is_needed = bool(route.whole or arguments["required"])
        made["requestBody"] = {"content": content, **({"required": True} if is_needed else {})}
    if parameters:
        made["parameters"] = parameters
    result = _result(route, get_type_hints(method)["return"], schemas)
    errors = {status: {"$ref": f"#/components/responses/{n}"} for status, n in ERRORS.items()}
    made["responses"] = {**result, **errors}
    return made


def _step_path(route: Route) -> str:
    return "/".join(map(_step, route.path.split("/")))


def _result(route: Route, hint: Any, schemas: Schema) -> Schema:
    if hint is NoneType:
        return {"204": {}}
    schema = (
        {"$ref": "#/components/schemas/Snapshot"}
        if route.operation == "snapshot"
        else _schema(hint, schemas)
    )
    if route.key is not None:
        schema = {
            "type": "object",
            "properties": {route.key: schema},
            "required": [route.key],
            "additionalProperties": False,
        }
    return {"200": {"content": {"application/json": {"schema": schema}}}}


def _arguments(function: Callable[..., object], schemas: Schema) -> Schema:
    hints, properties, required = get_type_hints(function), Schema(), list[str]()
    for name, each in inspect.signature(function).parameters.items():
        if name == "self":
            continue
        properties[camel(name)] = _schema(hints[name], schemas, name)
        if each.default is each.empty:
            required.append(camel(name))
        elif each.default is not None:
            properties[camel(name)]["default"] = each.default
        if hints[name] is object:  # may be bytes, too
            properties[f"{name}Base64"] = {"type": "string", "contentEncoding": "base64"}
    made: Schema = {"type": "object", "properties": properties, "required": required}
    return {**made, "additionalProperties": False}


def _tidy(schema: Schema) -> Schema:
    return {name: each for name, each in schema.items() if name != "required" or each}


def _faults() -> Schema:
    """Return the schema of a fault: one for each function, and one for those without arguments."""
    kinds: list[Schema] = [
        _fault({"const": name}, _tidy(_arguments(make, {}))) for name, make in MAKERS.items()
    ]
    plain = sorted(ALL.keys() - MAKERS.keys())
    kinds.append(_fault({"enum": plain}, {"type": "object", "maxProperties": 0}))
    return {"oneOf": kinds}


def _fault(name: Schema, arguments: Schema) -> Schema:
    properties = {"fault": {"type": "string", **name}, "arguments": arguments}
    required = ["fault", *(["arguments"] if arguments.get("required") else [])]
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _schema(hint: Any, schemas: Schema, name: str = "") -> Schema:
    """Return the schema of a type; some arguments take a few values only."""
    if get_origin(hint) in UNIONS:
        return _union([each for each in get_args(hint) if each is not datetime], schemas, name)
    if dataclasses.is_dataclass(hint):
        return _reference(hint, schemas)
    if get_origin(hint) in (list, tuple, Sequence):
        return {"type": "array", "items": _schema(get_args(hint)[0], schemas)}
    if get_origin(hint) in (dict, Mapping):
        return {"type": "object", "additionalProperties": _schema(get_args(hint)[1], schemas)}
    choices = _CHOICES.get((name, hint))
    return {**_PLAIN.get(hint, {}), **({"enum": choices} if choices else {})}


def _union(parts: list[Any], schemas: Schema, name: str) -> Schema:
    made = [_schema(each, schemas, name) for each in parts]
    if any(set(each) - {"type"} for each in made):
        return {"anyOf": made}
    return {"type": [each["type"] for each in made]}


def _reference(kind: Any, schemas: Schema) -> Schema:
    if kind is not Fault and kind.__name__ not in schemas:
        schemas[kind.__name__] = {}  # before its fields
        hints, properties, required = get_type_hints(kind), Schema(), list[str]()
        for each in dataclasses.fields(kind):
            properties[camel(each.name)] = _schema(hints[each.name], schemas)
            if hints[each.name] is bytes:
                properties[camel(each.name)] = {"type": "string"}
                base64 = {"type": "string", "contentEncoding": "base64"}
                properties[f"{camel(each.name)}Base64"] = base64
            elif kind is not companies.Stage or each.default is dataclasses.MISSING:
                required.append(camel(each.name))
            if kind is companies.Stage and each.default is not dataclasses.MISSING:
                properties[each.name]["default"] = each.default
        closed = {} if kind is companies.Stage else {"additionalProperties": False}
        schemas[kind.__name__] = {
            "type": "object",
            "properties": properties,
            "required": required,
            **closed,
        }
    return {"$ref": f"#/components/schemas/{kind.__name__}"}
