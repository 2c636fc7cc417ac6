# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Links to the pages of a list."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json

__all__ = [
    "HalRef",
    "Links",
]


@dataclass(repr=False)
class HalRef(Model):
    """A link to another page of a list."""

    href: str | None = _field(default=None, metadata=_json("href"))
    """The address, relative to the service's base address."""


@dataclass(repr=False)
class Links(Model):
    """Links to the pages of a list."""

    current: HalRef = _field(metadata=_json("current", required=True))
    """Link to the current page."""
    self_: HalRef = _field(metadata=_json("self", required=True))
    """Link to the requested resource."""
    next: HalRef | None = _field(default=None, metadata=_json("next"))
    """Link to the next page. Absent on the last page."""
    previous: HalRef | None = _field(default=None, metadata=_json("previous"))
    """Link to the previous page. Absent when there is none."""
