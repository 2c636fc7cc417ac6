# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A client's quota of requests."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json

__all__ = [
    "ClientQuota",
]


@dataclass(repr=False)
class ClientQuota(Model):
    """A client's quota of requests."""

    daily_quota: int | None = _field(default=None, metadata=_json("dailyQuota"))
    """Requests allowed in a day."""
    expiry_date: str | None = _field(default=None, metadata=_json("expiryDate", time=True))
    """When the quota resets, as an ISO 8601 date-time."""
    quota_remaining: int | None = _field(default=None, metadata=_json("quotaRemaining"))
    """Requests left."""
