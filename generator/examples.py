"""The arguments of an example call, written in Python."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .node import ContractError, mapping
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
            return self._body(operation.fields[0])
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
            value = self._body(field)
        else:
            value = self._value(field.type, field.example, operation.id)
        return f"{field.name}={value}"

    def _body(self, field: Field) -> str:
        if field.example is None and field.type.kind == "model":
            model = self._models[field.type.name]
            shown = {f.wire: f.example for f in model.fields if f.example is not None}
            return self._value(field.type, shown, field.name)
        return self._value(field.type, field.example, field.name)

    def _value(self, type_: Type, value: Any, place: str) -> str:
        if type_.kind == "list" and type_.item and isinstance(value, list):
            items: Iterable[Any] = value  # pyright: ignore[reportUnknownVariableType] - YAML's
            inside = ", ".join(self._value(type_.item, item, place) for item in items)
            return f"[{inside}]"
        if type_.kind == "model":
            return self._model(self._models[type_.name], mapping(value), place)
        if type_.kind == "enum":
            names = {member.value: member.name for member in self._enums[type_.name].members}
            if value not in names:
                raise ContractError(f"{place}: {value!r} is no {type_.name}, as its example says")
            return f"shared.{type_.name}.{names[value]}"
        if type_.name == "Decimal":
            return f'Decimal("{value}")'
        return repr(value).replace("'", '"')

    def _model(self, model: Model, value: Mapping[str, Any], place: str) -> str:
        fields = {field.wire: field for field in model.fields}
        for wire in value:
            if wire not in fields:
                raise ContractError(f"{place}: {model.name} has no {wire!r}, as its example says")
        missing = [f.name for f in model.fields if f.required and f.wire not in value]
        if missing:
            raise ContractError(f"{place}: the example of {model.name} lacks {missing}")
        inside = (
            f"{fields[wire].name}={self._value(fields[wire].type, inner, place)}"
            for wire, inner in value.items()
        )
        return f"shared.{model.name}({', '.join(inside)})"
