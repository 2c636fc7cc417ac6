# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The data types to which one property of an account may link."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._fields import json as _json
from ..._model import Model

__all__ = ["AccountValidDataTypeLinks"]


@dataclass(repr=False)
class AccountValidDataTypeLinks(Model):
    """The data types to which one property of an account may link."""

    links: list[str] | None = _field(default=None, metadata=_json("links", nullable=True))
    """Data types with which a link is valid; may be null."""
    property: str | None = _field(default=None, metadata=_json("property", nullable=True))
    """Name of the property; may be null."""
