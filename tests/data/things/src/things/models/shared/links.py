# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Where pages are."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._fields import json as _json
from ..._model import Model
from .link import Link

__all__ = ["Links"]


@dataclass(repr=False)
class Links(Model):
    """Where pages are."""

    next: Link | None = _field(default=None, metadata=_json("next"))
    """Where a page is."""
