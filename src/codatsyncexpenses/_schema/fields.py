"""Markers that say in which part of a request a field is sent. Only they hold wire names.

dataclasses-json also reads the marker of a JSON field, so that a model nested in a user's own
``@dataclass_json`` class keeps the API's names. This module writes that marker by hand, because
importing dataclasses-json takes longer than everything else that a call needs.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Optional, TypeVar

from .._lazy import LateModule
from .formats import DATE

__all__ = ["Promised", "Required", "absent", "body", "file", "json", "path", "query", "required"]

if TYPE_CHECKING:
    from dataclasses import field as required
    from datetime import date
    from decimal import Decimal

    from . import dates, values

    T = TypeVar("T")
    Required = Annotated[T, "required in a request"]
    Promised = Annotated[T, "in every response"]
else:
    dates = LateModule(".dates", __package__)
    values = LateModule(".values", __package__)

    Required = Promised = Optional

    def required(*, metadata: Mapping[str, object], **_: bool) -> dataclasses.Field[Any]:
        """Return a field that a request must have.

        At run time it is optional: as in 3.1.0, it may follow fields with a default and be passed
        by position, and a response may lack it. Type checkers take this function for
        ``dataclasses.field``, see no default, and read ``Required[X]`` as ``X``.
        """
        return dataclasses.field(default=None, metadata=metadata)


absent: Any = None
"""The default of a field that is always there according to its type, but can be omitted."""


def path(name: str, **limits: object) -> dict[str, object]:
    """Mark a field as a segment of the path.

    :param limits: its ``format``, as for ``json``
    """
    return {"path": name, "limits": limits}


def query(name: str, *, required: bool = False, **limits: object) -> dict[str, object]:
    """Mark a field as a query parameter, which is omitted when it is None.

    :param limits: as for ``json``
    """
    return {"query": name, "required": required, "limits": limits}


def body(type_: object, *, required: bool = False, **limits: object) -> dict[str, object]:
    """Mark a field as the JSON body of the request: a model or a list of models.

    :param limits: the limits of the list, as for ``json``
    """
    return {"body": type_, "required": required, "limits": limits}


def file(name: str, *, required: bool = False) -> dict[str, object]:
    """Mark a field as the body of the request: a form with one file.

    :param name: the name of the form's part
    """
    return {"file": name, "required": required}


def json(
    name: str,
    *,
    nullable: bool = False,
    view: str | None = None,
    number: bool = False,
    required: bool = False,
    time: bool = False,
    deprecated: bool = False,
    **limits: object,
) -> dict[str, object]:
    """Mark a field as a member of a JSON object.

    :param nullable: whether None is sent as null; otherwise the member is omitted
    :param view: the property of the model that returns the value as a status code
    :param number: whether the value is a Decimal
    :param required: whether a request must have the member
    :param time: whether the value is the text of a date-time
    :param deprecated: whether a table omits the member where it is None
    :param limits: the limits for a request, by the names of JSON Schema: ``min_length``,
        ``max_length``, ``pattern``, ``min_items``, ``max_items``, ``minimum``, ``maximum``,
        ``max_properties`` and ``format``, one of ``formats.PATTERNS``; ``key_pattern`` limits the
        names in a map, and the prefix ``value_`` marks the limits of its values
    """

    def letter_case(_: str) -> str:
        return name

    face: dict[str, object] = {"letter_case": letter_case}
    if not nullable:
        face["exclude"] = _is_none
    if number:
        face["decoder"] = functools.partial(_number, name)
    if is_date := limits.get("format") == DATE:
        face |= {"encoder": _date, "decoder": _same}
    return {
        "json": name,
        "nullable": nullable,
        "view": view,
        "required": required,
        "time": time or is_date,
        "deprecated": deprecated,
        "limits": limits,
        "dataclasses_json": face,
    }


def _number(name: str, value: object) -> Decimal:
    try:
        return values.number(value)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None


def _date(value: date | str | None) -> str | None:
    return dates.text_or_none(value)


def _same(value: object) -> object:
    return value


def _is_none(value: object) -> bool:
    return value is None
