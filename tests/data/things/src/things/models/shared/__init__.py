# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The API's JSON as dataclasses and enums; each loads when it is first used."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..._lazy import directory, lazy

if TYPE_CHECKING:
    from .errormessage import ErrorMessage
    from .security import Security
    from .thing import Part, StateCode, Thing

__all__ = [
    "ErrorMessage",
    "Part",
    "Security",
    "StateCode",
    "Thing",
]

_HOMES = {
    "ErrorMessage": "errormessage",
    "Part": "thing",
    "StateCode": "thing",
    "Thing": "thing",
    "Security": "security",
}
_ALIASES = {}

__getattr__: Callable[[str], Any] = lazy(__name__, _HOMES, _ALIASES)
__dir__: Callable[[], list[str]] = directory(__all__)
