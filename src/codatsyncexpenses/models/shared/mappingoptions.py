# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""What a company's expenses can be mapped to."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._fields import json as _json
from ..._model import Model
from .accountmappinginfo import AccountMappingInfo
from .taxratemappinginfo import TaxRateMappingInfo
from .trackingcategorymappinginfo import TrackingCategoryMappingInfo

__all__ = ["MappingOptions"]


@dataclass(repr=False)
class MappingOptions(Model):
    """What a company's expenses can be mapped to."""

    accounts: list[AccountMappingInfo] | None = _field(
        default=None, metadata=_json("accounts", nullable=True)
    )
    """The accounts that expenses can be posted to. May be null."""
    expense_provider: str | None = _field(
        default=None, metadata=_json("expenseProvider", nullable=True)
    )
    """Name of the provider of the expenses. May be null."""
    tax_rates: list[TaxRateMappingInfo] | None = _field(
        default=None, metadata=_json("taxRates", nullable=True)
    )
    """The tax rates that lines can refer to. May be null."""
    tracking_categories: list[TrackingCategoryMappingInfo] | None = _field(
        default=None, metadata=_json("trackingCategories", nullable=True)
    )
    """The tracking categories that lines can refer to. May be null."""
