# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Arguments and answers (`operations`), the API's JSON (`shared`), what is raised (`errors`)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .._lazy import lazy

if TYPE_CHECKING:
    from . import errors, operations, shared

__all__ = ["errors", "operations", "shared"]

__getattr__: Callable[[str], Any] = lazy(
    __name__, {"errors": "errors", "operations": "operations", "shared": "shared"}
)
