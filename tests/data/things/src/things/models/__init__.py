# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Requests and responses (`operations`), the API's JSON (`shared`), webhook events (`events`).

The errors are here too (`errors`), as in 3.1.0.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .._lazy import directory, lazy

if TYPE_CHECKING:
    from . import errors, events, operations, shared

__all__ = ["errors", "events", "operations", "shared"]

__getattr__: Callable[[str], Any] = lazy(
    __name__,
    {"errors": "errors", "events": "events", "operations": "operations", "shared": "shared"},
)
__dir__: Callable[[], list[str]] = directory(__all__)
