# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A link to another page of a list."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._fields import json as _json
from ..._model import Model

__all__ = ["HalRef"]


@dataclass(repr=False)
class HalRef(Model):
    """A link to another page of a list."""

    href: str | None = _field(default=None, metadata=_json("href"))
    """The address, relative to the service's base address."""
