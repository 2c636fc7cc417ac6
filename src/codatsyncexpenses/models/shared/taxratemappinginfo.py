# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A tax rate of the accounting software to which lines can refer."""

from dataclasses import dataclass
from dataclasses import field as _field
from decimal import Decimal

from ..._fields import json as _json
from ..._model import Model
from .validtransactiontypes import ValidTransactionTypes

__all__ = ["TaxRateMappingInfo"]


@dataclass(repr=False)
class TaxRateMappingInfo(Model):
    """A tax rate of the accounting software to which lines can refer."""

    code: str | None = _field(default=None, metadata=_json("code", nullable=True))
    """The tax rate's code. Null when it has none."""
    effective_tax_rate: Decimal | None = _field(default=None, metadata=_json("effectiveTaxRate"))
    """The rate that takes effect, in percent, as a decimal such as 20."""
    id: str | None = _field(default=None, metadata=_json("id", nullable=True))
    """Identifier of the tax rate, free text of the accounting software, such as `23_Bills`."""
    name: str | None = _field(default=None, metadata=_json("name", nullable=True))
    """The tax rate's name."""
    total_tax_rate: Decimal | None = _field(default=None, metadata=_json("totalTaxRate"))
    """The total of the rate, in percent, as a decimal such as 20."""
    valid_transaction_types: list[ValidTransactionTypes] | None = _field(
        default=None, metadata=_json("validTransactionTypes", nullable=True)
    )
    """The types of expense transaction for which the tax rate can be used."""
