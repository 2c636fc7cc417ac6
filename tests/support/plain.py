"""Values of plain types, and YAML, which takes no others."""

from __future__ import annotations

from typing import Any

import yaml

from tests.fuzz.judge import is_a

_SCALARS: tuple[type, ...] = (str, int, float, bool, type(None))


def is_plain(value: Any, *more: type) -> bool:
    """Return whether a value is made of the very types that ``json`` reads.

    :param more: other types that it may hold
    """
    if is_a(dict, value):
        return all(is_a(str, name) and is_plain(inner, *more) for name, inner in value.items())
    if is_a(list, value):
        return all(is_plain(inner, *more) for inner in value)
    return any(is_a(kind, value) for kind in (*_SCALARS, *more))


def through_yaml(value: Any) -> Any:
    """Write a value as YAML, without classes of Python's, and read it back."""
    writer: Any = yaml  # its types are half unknown
    return yaml.safe_load(writer.safe_dump(value))
