# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The API's JSON as dataclasses and enums, each loaded on first use."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..._lazy import directory, lazy

if TYPE_CHECKING:
    from .box import Box
    from .box import Box as Crate
    from .boxes import Boxes, Link, Links
    from .change import Change
    from .errormessage import ErrorMessage
    from .mood import Mood
    from .part import Part
    from .security import Security
    from .thing import StateCode, Thing

__all__ = [
    "Box",
    "Boxes",
    "Change",
    "Crate",
    "ErrorMessage",
    "Link",
    "Links",
    "Mood",
    "Part",
    "Security",
    "StateCode",
    "Thing",
]

_HOMES = {
    "Box": "box",
    "Boxes": "boxes",
    "Change": "change",
    "ErrorMessage": "errormessage",
    "Link": "boxes",
    "Links": "boxes",
    "Mood": "mood",
    "Part": "part",
    "StateCode": "thing",
    "Thing": "thing",
    "Security": "security",
}
_ALIASES = {
    "Crate": "Box",
}

__getattr__: Callable[[str], Any] = lazy(__name__, _HOMES, _ALIASES)
__dir__: Callable[[], list[str]] = directory(__all__)
