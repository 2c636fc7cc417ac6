"""The arguments of an example call, written in Python."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from .contract import ContractError, is_list, is_mapping
from .plan import Enum, Field, Model, Operation, Plan, Type

_FILE = 'content=b"%PDF-1.7 ...", request_body="receipt.pdf"'


class Examples:
    """Writes the examples of a plan."""

    def __init__(self, plan: Plan) -> None:
        self._models: Mapping[str, Model] = {model.name: model for model in plan.models}
        self._enums: Mapping[str, Enum] = {enum.name: enum for enum in plan.enums}

    def request(self, operation: Operation) -> str:
        """The request of an operation."""
        if operation.whole:
            return self._body(operation.fields[0], operation.id)
        shown = (self._argument(operation, f) for f in operation.fields if self._is_shown(f))
        return f"{operation.request}({', '.join(shown)})"

    def imports(self, operation: Operation) -> str:
        """What its code imports beside the package and its models."""
        return "from decimal import Decimal\n" if "Decimal(" in self.request(operation) else ""

    def namespaces(self, operation: Operation) -> str:
        """The modules of models that its code names."""
        return "shared" if operation.whole else "operations, shared"

    def _is_shown(self, field: Field) -> bool:
        return field.place in ("path", "body", "file") or field.required

    def _argument(self, operation: Operation, field: Field) -> str:
        if field.place == "file":
            value = f"operations.{operation.class_name}RequestBody({_FILE})"
        elif field.place == "body":
            value = self._body(field, operation.id)
        else:
            value = self._value(field.type, field.example, operation.id)
        return f"{field.name}={value}"

    def _body(self, field: Field, place: str) -> str:
        if field.example is None and field.type.kind == "model":
            model = self._models[field.type.name]
            shown = {f.wire: f.example for f in model.fields if f.example is not None}
            return self._value(field.type, shown, place)
        return self._value(field.type, field.example, place)

    def _value(self, type_: Type, value: Any, place: str) -> str:
        if type_.kind == "model" and is_mapping(value):
            return self._model(self._models[type_.name], value, place)
        if type_.kind == "enum":
            for member in self._enums[type_.name].members:
                if member.value == value:
                    return f"shared.{type_.name}.{member.name}"
        elif type_.name == "Decimal" and _is_number(value):
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


def _is_number(value: Any) -> bool:
    try:
        return Decimal(str(value)).is_finite()
    except InvalidOperation:
        return False
