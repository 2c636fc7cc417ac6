# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The changes to a company."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json

__all__ = [
    "CompanyUpdateRequest",
]


@dataclass(repr=False)
class CompanyUpdateRequest(Model):
    """The changes to a company."""

    description: str | None = _field(default=None, metadata=_json("description"))
    """Your new notes about the company, free text."""
    name: str | None = _field(default=None, metadata=_json("name", min_length=1))
    """The company's new name, at least one character.

    The service keeps unaccented letters, digits, spaces and `-'&@.,?!`, and silently drops every
    other character, so that `Müller` becomes `Mller`.
    """
    tags: dict[str, str] | None = _field(
        default=None,
        metadata=_json("tags", max_properties=10, key_pattern="^.{1,27}$", value_max_length=100),
    )
    """New tags of the company."""
