# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Where a page is."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._fields import json as _json
from ..._model import Model

__all__ = ["Link"]


@dataclass(repr=False)
class Link(Model):
    """Where a page is."""

    href: str | None = _field(default=None, metadata=_json("href"))
    """Its address."""
