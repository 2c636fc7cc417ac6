"""Markers that say where a field travels. Only these markers hold wire names.

dataclasses-json reads the marker of a JSON field too, so that a model nested in a user's own
``@dataclass_json`` class keeps the API's names. This module writes that marker by hand, because
importing dataclasses-json takes longer than everything else that a call needs.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from .._lazy import LateModule

if TYPE_CHECKING:
    from decimal import Decimal

    from . import values
else:
    values = LateModule(".values", __package__)


def path(name: str) -> dict[str, object]:
    """Mark a field as a segment of the path."""
    return {"path": name}


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
    **limits: object,
) -> dict[str, object]:
    """Mark a field as a member of a JSON object.

    :param nullable: whether None is sent as null; otherwise the member is omitted
    :param view: the property of the model that returns the value as a status code
    :param number: whether the value is a Decimal
    :param required: whether a request must have the member
    :param limits: the limits for a request, by the names of JSON Schema: ``min_length``,
        ``max_length``, ``pattern``, ``min_items``, ``max_items``, ``minimum``, ``maximum`` and
        ``max_properties``; ``key_pattern`` limits the names in a map, and the prefix ``value_``
        marks the limits of its values
    """

    def letter_case(_: str) -> str:
        return name

    face: dict[str, object] = {"letter_case": letter_case}
    if not nullable:
        face["exclude"] = _is_none
    if number:
        face["decoder"] = functools.partial(_number, name)
    return {
        "json": name,
        "nullable": nullable,
        "view": view,
        "required": required,
        "limits": limits,
        "dataclasses_json": face,
    }


def _number(name: str, value: object) -> Decimal:
    try:
        return values.number(value)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None


def _is_none(value: object) -> bool:
    return value is None
