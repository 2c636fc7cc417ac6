# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The products of a company, and the one that was added or removed."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json

__all__ = [
    "CompanyProducts",
]


@dataclass(repr=False)
class CompanyProducts(Model):
    """The products of a company, and the one that was added or removed."""

    description: str | None = _field(default=None, metadata=_json("description"))
    """Your notes about the company."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifier of the company, a UUID."""
    name: str | None = _field(default=None, metadata=_json("name"))
    """The company's name."""
    product_id: str | None = _field(default=None, metadata=_json("productId"))
    """Identifier of the product that was added or removed."""
    product_name: str | None = _field(default=None, metadata=_json("productName"))
    """Name of the product that was added or removed."""
    products: list[str] | None = _field(default=None, metadata=_json("products"))
    """The products that the company has now."""
