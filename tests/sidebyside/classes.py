"""The classes of 3.1.0 (`python -m tests.sidebyside.classes`), described for both interpreters."""

from __future__ import annotations

import dataclasses
import enum
import json
import sys
import types
import typing
from decimal import Decimal
from typing import Any

from .public import operations, shared

Plan = dict[str, Any]
"""For each class its fields, each with its type, wire name and whether it must be given; or the
members of an enum."""
Told = str | list[Any]
"""A type: a plain one or a class, by its name; or `list` or `dict`, and what is in it."""

HOMES: dict[str, Any] = {"operations": operations, "shared": shared}
_PLAIN: dict[Any, str] = {each: each.__name__ for each in (str, int, bool, bytes, Decimal)}


def found(name: str) -> Any:
    """Find a class by its name, such as `shared.Account`."""
    home, _, kind = name.partition(".")
    return getattr(HOMES[home], kind)


def named(kind: type[Any]) -> str:
    """Name a class by its public home."""
    return f"{kind.__module__.split('.models.')[1].split('.')[0]}.{kind.__name__}"


def described(names: typing.Iterable[str]) -> Plan:
    """Tell classes, and all that their fields lead to."""
    plan: Plan = {}
    left = list(names)
    while left:
        name = left.pop()
        if name in plan:
            continue
        kind = found(name)
        if issubclass(kind, enum.Enum):
            plan[name] = {"members": {n: member.value for n, member in kind.__members__.items()}}
            continue
        hints = typing.get_type_hints(kind)
        plan[name] = {
            "fields": {
                field.name: {
                    "type": _type(hints[field.name], left),
                    "wire": _wire(field),
                    "required": field.default is dataclasses.MISSING,
                }
                for field in dataclasses.fields(kind)
            }
        }
    return plan


def public() -> list[str]:
    """Name the dataclasses and enums that there are, by the names that users know."""
    return [
        f"{home}.{name}"
        for home, module in HOMES.items()
        for name in dir(module)
        if _is_public(getattr(module, name), f"{home}.{name}")
    ]


def _is_public(kind: Any, name: str) -> bool:
    """Tell whether it is a class of the models, at its own home."""
    if not isinstance(kind, type) or ".models." not in kind.__module__ or named(kind) != name:
        return False
    return dataclasses.is_dataclass(kind) or issubclass(kind, enum.Enum)


def _type(hint: Any, left: list[str]) -> Told:
    """Tell a type without None: a plain one, a class, or a list or dict of one."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        hint = next(part for part in typing.get_args(hint) if part is not types.NoneType)
    if issubclass(origin := typing.get_origin(hint) or type(None), list):
        return ["list", _type(typing.get_args(hint)[0], left)]
    if origin is dict:
        return ["dict", _type(typing.get_args(hint)[1], left)]
    if hint in _PLAIN:
        return _PLAIN[hint]
    if not isinstance(hint, type) or ".models." not in hint.__module__:
        return "Any"
    left.append(named(hint))
    return named(hint)


def _wire(field: dataclasses.Field[Any]) -> str:
    face: Any = field.metadata.get("dataclasses_json")
    name: str = face["letter_case"](field.name) if face else field.name
    return name


if __name__ == "__main__":
    json.dump(described(public()), sys.stdout)
