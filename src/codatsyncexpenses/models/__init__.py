# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Arguments and answers (`operations`), the API's JSON (`shared`), what is raised (`errors`)."""

from typing import TYPE_CHECKING

from .._lazy import lazy

if TYPE_CHECKING:
    from . import errors, operations, shared

__all__ = ["errors", "operations", "shared"]

__getattr__ = lazy(__name__, {"errors": "errors", "operations": "operations", "shared": "shared"})
