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


def body(type_: type[Any]) -> dict[str, Any]:
    """The JSON body of the request, and the model that it is."""
    return {"body": type_}


def json(name: str, *, nullable: bool = False, view: str | None = None) -> dict[str, Any]:
    """A member of a JSON object; one that is not nullable is left out when it is None.

    :param view: the property of the model that gives the value as its code
    """

    def letter_case(_: str) -> str:
        return name

    face: dict[str, Any] = {"letter_case": letter_case}
    if not nullable:
        face["exclude"] = _is_none
    return {"json": name, "nullable": nullable, "view": view, "dataclasses_json": face}


def _is_none(value: object) -> bool:
    return value is None
