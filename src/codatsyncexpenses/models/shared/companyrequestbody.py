# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The company to create, or its replacement."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json

__all__ = [
    "CompanyRequestBody",
]


@dataclass(repr=False)
class CompanyRequestBody(Model):
    """The company to create, or its replacement."""

    name: str = _field(metadata=_json("name", required=True, min_length=1))
    """The company's name, at least one character.

    The service keeps unaccented letters, digits, spaces and `-'&@.,?!`, and silently drops every
    other character, so that `Müller` becomes `Mller`.
    """
    description: str | None = _field(default=None, metadata=_json("description"))
    """Your notes about the company, free text."""
    tags: dict[str, str] | None = _field(
        default=None,
        metadata=_json("tags", max_properties=10, key_pattern="^.{1,27}$", value_max_length=100),
    )
    """Tags to give the company."""
