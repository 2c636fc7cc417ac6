# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A reference to a company in other records and in events."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json

__all__ = [
    "ReferenceCompany",
    "ReferenceCompanyLinks",
]


@dataclass(repr=False)
class ReferenceCompanyLinks(Model):
    """Links to a company."""

    portal: str | None = _field(default=None, metadata=_json("portal"))
    """Address of the company's page in Codat's portal."""


@dataclass(repr=False)
class ReferenceCompany(Model):
    """A reference to a company in other records and in events."""

    description: str | None = _field(default=None, metadata=_json("description", nullable=True))
    """Your notes about the company."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifier of the company, a UUID."""
    links: ReferenceCompanyLinks | None = _field(default=None, metadata=_json("links"))
    """Links to a company."""
    name: str | None = _field(default=None, metadata=_json("name"))
    """The company's name."""
    tags: dict[str, str] | None = _field(default=None, metadata=_json("tags"))
    """The tags that you gave the company."""
