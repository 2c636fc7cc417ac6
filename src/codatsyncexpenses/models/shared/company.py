# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A company, the customer whose expenses are pushed, with its connections."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json
from .connection import Connection
from .referencecompany import ReferenceCompany

__all__ = [
    "Company",
]


@dataclass(repr=False)
class Company(Model):
    """A company, the customer whose expenses are pushed, with its connections."""

    id: str = _field(metadata=_json("id", required=True))
    """Identifier of the company, a UUID."""
    name: str = _field(metadata=_json("name", required=True))
    """The company's name."""
    redirect: str = _field(metadata=_json("redirect", required=True))
    """The company's link, a URI, that takes the customer to connect its accounting software."""
    created: str | None = _field(default=None, metadata=_json("created", time=True))
    """When the company was created, as an ISO 8601 date-time."""
    created_by_user_name: str | None = _field(
        default=None, metadata=_json("createdByUserName", nullable=True)
    )
    """Name of the user who created the company. Null when it is not known."""
    data_connections: list[Connection] | None = _field(
        default=None, metadata=_json("dataConnections")
    )
    """The company's connections: one to its accounting software and the partner expense
    connection, as far as they are created.
    """
    description: str | None = _field(default=None, metadata=_json("description", nullable=True))
    """Your notes about the company. Null when there are none."""
    last_sync: str | None = _field(default=None, metadata=_json("lastSync", time=True))
    """When the company's data was last synced, as an ISO 8601 date-time. Null before that."""
    platform: str | None = _field(default=None, metadata=_json("platform", deprecated=True))
    """Deprecated: name of the company's accounting software.

    The service stopped sending it in 2023; use the platform name of each connection.
    """
    products: list[str] | None = _field(default=None, metadata=_json("products"))
    """The products that are enabled for the company, as free text."""
    reference_parent_company: ReferenceCompany | None = _field(
        default=None, metadata=_json("referenceParentCompany")
    )
    """The company to which this one belongs. Null when there is none."""
    reference_subsidiary_companies: list[ReferenceCompany] | None = _field(
        default=None, metadata=_json("referenceSubsidiaryCompanies")
    )
    """The companies that belong to this one; the list may be empty."""
    tags: dict[str, str] | None = _field(
        default=None,
        metadata=_json("tags", max_properties=10, key_pattern="^.{1,27}$", value_max_length=100),
    )
    """The tags that you gave the company."""
    owner_user_ids: list[str] | None = _field(default=None, metadata=_json("ownerUserIds"))
    """Identifiers of the users who own the company, each a UUID."""
