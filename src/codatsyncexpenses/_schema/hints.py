"""The types of fields and of values, and the limits within a map."""

from __future__ import annotations

import functools
import math
import sys
import types
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeGuard, Union, get_args, get_origin, get_type_hints

if sys.version_info >= (3, 11):
    from typing import Self as Self
    from typing import TypedDict as TypedDict
    from typing import Unpack as Unpack
else:
    from typing_extensions import Self as Self
    from typing_extensions import TypedDict as TypedDict  # may be generic
    from typing_extensions import Unpack as Unpack

if TYPE_CHECKING:
    from typing_extensions import deprecated as deprecated
else:

    def deprecated(message: str) -> Callable[[Any], Any]:
        """Mark a function for type checkers (PEP 702); the function itself issues the warning."""

        def marked(function: Any) -> Any:
            function.__deprecated__ = message
            return function

        return marked


UNIONS = (Union, types.UnionType)


@functools.cache
def hints(model: Any) -> dict[str, Any]:
    """Return the types of a dataclass's fields."""
    return get_type_hints(model)


def bare(type_: Any) -> Any:
    """Return a type without None.

    Of several types, as in ``str | date``, return the first, which is the API's.
    """
    if get_origin(type_) not in UNIONS:
        return type_
    return next(part for part in get_args(type_) if part is not types.NoneType)


def is_nullable(type_: Any) -> bool:
    """Return whether None is a value of a type."""
    return get_origin(type_) in UNIONS and types.NoneType in get_args(type_)


def entry_limits(limits: Mapping[str, object]) -> tuple[dict[str, object], dict[str, object]]:
    """Return the limits of a map's names, and those of its values."""
    names = {"pattern": limits["key_pattern"]} if "key_pattern" in limits else {}
    return names, {k.removeprefix("value_"): v for k, v in limits.items() if k.startswith("value_")}


def is_number(
    value: object, least: float = -math.inf, most: float = sys.float_info.max
) -> TypeGuard[float]:
    """Return whether a value is a number within limits; a bool is not a number.

    By default, it must not exceed the largest float.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return least <= value <= most


def is_list(value: object) -> TypeGuard[list[object] | tuple[object, ...]]:
    """Return whether a value can be sent as a list."""
    return isinstance(value, (list, tuple))


def is_mapping(value: object) -> TypeGuard[Mapping[object, object]]:
    """Return whether a value is a mapping of any kind."""
    return isinstance(value, Mapping)


def is_dict(value: object) -> TypeGuard[dict[object, object]]:
    """Return whether a value is a dict."""
    return isinstance(value, dict)
