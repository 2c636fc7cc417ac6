# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""An address of a company on the web."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._fields import json as _json
from ..._model import Model
from .weblinktype import WeblinkType

__all__ = ["Weblink"]


@dataclass(repr=False)
class Weblink(Model):
    """An address of a company on the web."""

    type: WeblinkType | None = _field(default=None, metadata=_json("type"))
    """What the address leads to."""
    url: str | None = _field(default=None, metadata=_json("url"))
    """The address, a URL."""
