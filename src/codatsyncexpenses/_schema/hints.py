"""The types that a dataclass's fields are annotated with, and what values are."""

from __future__ import annotations

import functools
import types
from collections.abc import Mapping
from typing import Any, TypeGuard, Union, get_args, get_origin, get_type_hints

UNIONS = (Union, types.UnionType)


@functools.cache
def hints(model: Any) -> dict[str, Any]:
    """The types of a dataclass's fields."""
    return get_type_hints(model)


def bare(type_: Any) -> Any:
    """A type without None; no field has more than one besides."""
    if get_origin(type_) not in UNIONS:
        return type_
    return next(part for part in get_args(type_) if part is not types.NoneType)


def is_list(value: object) -> TypeGuard[list[Any] | tuple[Any, ...]]:
    """Whether it is what a list may be given as."""
    return isinstance(value, (list, tuple))


def is_mapping(value: object) -> TypeGuard[Mapping[Any, Any]]:
    """Whether it has names and values, of whatever kind it is."""
    return isinstance(value, Mapping)


def is_dict(value: object) -> TypeGuard[dict[Any, Any]]:
    """Whether it has names and values."""
    return isinstance(value, dict)
