"""Where a field travels. Wire names stand in these markers and nowhere else.

The marker of a JSON field is also what dataclasses-json reads, so that a model nested in somebody's
own ``@dataclass_json`` class keeps the API's names. It is written here by hand because importing
dataclasses-json takes longer than everything else that a call needs.
"""

from __future__ import annotations

from typing import Any


def path(name: str) -> dict[str, Any]:
    """A segment of the path."""
    return {"path": name}


def query(name: str, *, required: bool = False, **limits: Any) -> dict[str, Any]:
    """A parameter of the query; it is left out when it is None.

    :param limits: as for ``json``
    """
    return {"query": name, "required": required, "limits": limits}


def body(type_: Any, *, required: bool = False, **limits: Any) -> dict[str, Any]:
    """The JSON body of the request: the model that it is, or a list of models.

    :param limits: those of the list, as for ``json``
    """
    return {"body": type_, "required": required, "limits": limits}


def file(name: str, *, required: bool = False) -> dict[str, Any]:
    """The body of the request, a form with one file, and the name of the file's part."""
    return {"file": name, "required": required}


def json(
    name: str,
    *,
    nullable: bool = False,
    view: str | None = None,
    required: bool = False,
    **limits: Any,
) -> dict[str, Any]:
    """A member of a JSON object; one that is not nullable is left out when it is None.

    :param view: the property of the model that gives the value as its code
    :param required: whether a request must have it
    :param limits: what a request must keep to, by the names of JSON Schema: ``min_length``,
        ``max_length``, ``pattern``, ``min_items``, ``max_items``, ``minimum``, ``maximum`` and
        ``max_properties``; ``key_pattern`` for the names in a map, and with ``value_`` before them
        those of its values
    """

    def letter_case(_: str) -> str:
        return name

    face: dict[str, Any] = {"letter_case": letter_case}
    if not nullable:
        face["exclude"] = _is_none
    return {
        "json": name,
        "nullable": nullable,
        "view": view,
        "required": required,
        "limits": limits,
        "dataclasses_json": face,
    }


def _is_none(value: object) -> bool:
    return value is None
