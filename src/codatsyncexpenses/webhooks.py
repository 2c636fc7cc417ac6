"""Webhooks: whether a message is the service's, and what it tells."""

from __future__ import annotations

from ._signatures import new_secret, sign, verify

__all__ = ["new_secret", "sign", "verify"]
