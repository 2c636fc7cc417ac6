# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The quota of requests that was used up."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json

__all__ = [
    "RuleQuota",
]


@dataclass(repr=False)
class RuleQuota(Model):
    """The quota of requests that was used up."""

    daily_quota: int | None = _field(default=None, metadata=_json("DailyQuota"))
    """Requests allowed in a day."""
    expires_utc: str | None = _field(default=None, metadata=_json("ExpiresUtc", time=True))
    """When the quota resets, as an ISO 8601 date-time in UTC."""
