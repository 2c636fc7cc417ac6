"""Examples of the contract, written as Python calls."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .contract import ContractError, is_list, is_mapping
from .plan import Enum, Field, Model, Operation, Plan, Type

_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")
_FILE = 'content=b"%PDF-1.7 ...", request_body="receipt.pdf"'


class Examples:
    """The examples of a plan."""

    def __init__(self, plan: Plan) -> None:
        self._models: Mapping[str, Model] = {model.name: model for model in plan.models}
        self._enums: Mapping[str, Enum] = {enum.name: enum for enum in plan.enums}

    def keywords(self, operation: Operation) -> str:
        """Return the keywords of a call of an operation."""
        shown = [field for field in operation.fields if field.place != "query"]
        if operation.whole:
            request = self._field(shown[0], operation)
            return request.partition("(")[2].removesuffix(")")
        return ", ".join(f"{field.name}={self._field(field, operation)}" for field in shown)

    def _field(self, field: Field, operation: Operation) -> str:
        if field.place == "file":
            return f"operations.{operation.class_name}RequestBody({_FILE})"
        example = field.example
        if example is None and field.type.kind == "model":
            fields = self._models[field.type.name].fields
            example = {each.wire: each.example for each in fields if each.example is not None}
        return self._value(field.type, example, operation.id)

    def _value(self, type_: Type, value: Any, place: str) -> str:
        if type_.kind == "model" and is_mapping(value):
            return self._model(self._models[type_.name], value, place)
        if type_.kind == "enum":
            for member in self._enums[type_.name].members:
                if member.value == value:
                    return f"shared.{type_.name}.{member.name}"
        elif type_.name == "Decimal" and _NUMBER.fullmatch(str(value)):
            return f'Decimal("{value}")'
        elif type_.kind == "list" and type_.item and is_list(value):
            return f"[{', '.join(self._value(type_.item, each, place) for each in value)}]"
        elif type_.kind == "map" and type_.item and is_mapping(value):
            inside = (f"{k!r}: {self._value(type_.item, v, place)}" for k, v in value.items())
            return f"{{{', '.join(inside)}}}"
        elif type_.kind in ("scalar", "code") and type_.name in ("Any", type(value).__name__):
            return repr(value)
        raise ContractError(f"{place}: the example {value!r} is no {type_.name}")

    def _model(self, model: Model, value: Mapping[str, Any], place: str) -> str:
        fields = {field.wire: field for field in model.fields}
        for wire in value:
            if wire not in fields:
                raise ContractError(f"{place}: the example has {wire!r}, which {model.name} lacks")
        missing = [f.name for f in model.fields if f.required and value.get(f.wire) is None]
        if missing:
            raise ContractError(f"{place}: the example of {model.name} lacks {missing}")
        inside = (
            f"{fields[wire].name}={self._value(fields[wire].type, inner, place)}"
            for wire, inner in value.items()
            if inner is not None
        )
        return f"shared.{model.name}({', '.join(inside)})"
