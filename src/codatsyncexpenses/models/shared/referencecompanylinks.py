# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Where to see a company."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._fields import json as _json
from ..._model import Model

__all__ = ["ReferenceCompanyLinks"]


@dataclass(repr=False)
class ReferenceCompanyLinks(Model):
    """Where to see a company."""

    portal: str | None = _field(default=None, metadata=_json("portal"))
    """Address of the company's page in Codat's portal."""
