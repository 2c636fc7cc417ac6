# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""An adjustment to create."""

from dataclasses import dataclass
from dataclasses import field as _field
from decimal import Decimal

from ..._fields import json as _json
from ..._model import Model
from .adjustmenttransactionline import AdjustmentTransactionLine

__all__ = ["AdjustmentTransactionRequest"]


@dataclass(repr=False)
class AdjustmentTransactionRequest(Model):
    """An adjustment to create."""

    currency: str = _field(metadata=_json("currency", required=True))
    """Currency of the transaction, an ISO 4217 code such as `GBP`."""
    date: str = _field(metadata=_json("date", required=True))
    """Date of the adjustment, an ISO 8601 date-time."""
    id: str = _field(metadata=_json("id", required=True))
    """Identifier of the transaction, a UUID that you choose; unique within the company."""
    lines: list[AdjustmentTransactionLine] = _field(
        metadata=_json("lines", required=True, min_items=1, max_items=100)
    )
    """Lines of the adjustment, 1 to 100."""
    currency_rate: Decimal | None = _field(default=None, metadata=_json("currencyRate"))
    """Units of the company's base currency for one unit of the transaction's currency, a decimal
    with up to nine places. Needed when the two currencies differ.
    """
    reference: str | None = _field(default=None, metadata=_json("reference"))
    """Your reference for the transaction, free text."""
