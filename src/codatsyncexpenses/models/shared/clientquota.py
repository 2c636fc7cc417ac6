# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""How many requests a client has."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json

__all__ = [
    "ClientQuota",
]


@dataclass(repr=False)
class ClientQuota(Model):
    """How many requests a client has."""

    daily_quota: int | None = _field(default=None, metadata=_json("dailyQuota"))
    """Requests that are allowed in a day."""
    expiry_date: str | None = _field(default=None, metadata=_json("expiryDate", time=True))
    """When the quota starts again, as an ISO 8601 date-time."""
    quota_remaining: int | None = _field(default=None, metadata=_json("quotaRemaining"))
    """Requests that are left."""
