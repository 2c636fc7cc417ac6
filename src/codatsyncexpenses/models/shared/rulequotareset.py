# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The quota of requests that was reset."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json

__all__ = [
    "RuleQuotaReset",
]


@dataclass(repr=False)
class RuleQuotaReset(Model):
    """The quota of requests that was reset."""

    daily_quota: int | None = _field(default=None, metadata=_json("DailyQuota", nullable=True))
    """Requests allowed in a day."""
    expires_utc: str | None = _field(default=None, metadata=_json("ExpiresUtc", time=True))
    """When the quota resets, as an ISO 8601 date-time in UTC."""
    quota_remaining: int | None = _field(
        default=None, metadata=_json("QuotaRemaining", nullable=True)
    )
    """Requests left."""
    reset_reason: str | None = _field(default=None, metadata=_json("ResetReason"))
    """Why the quota was reset."""
