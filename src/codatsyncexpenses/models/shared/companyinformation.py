# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The accounting software's record of the company itself."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.enums import TextEnum
from ..._schema.fields import json as _json
from .accountingaddress import AccountingAddress
from .contactphone import ContactPhone
from .supplementaldata import SupplementalData

__all__ = [
    "CompanyInformation",
    "Weblink",
    "WeblinkType",
]


class WeblinkType(TextEnum):
    """Target of a web address. The service may add values."""

    WEBSITE = "Website"
    """The company's website."""
    SOCIAL = "Social"
    """A page of the company in a social network."""
    UNKNOWN = "Unknown"
    """It is not known where the address leads."""


@dataclass(repr=False)
class Weblink(Model):
    """An address of a company on the web."""

    type: WeblinkType | None = _field(default=None, metadata=_json("type"))
    """Target of the address."""
    url: str | None = _field(default=None, metadata=_json("url"))
    """The address, a URL."""


@dataclass(repr=False)
class CompanyInformation(Model):
    """The accounting software's record of the company itself."""

    accounting_platform_ref: str | None = _field(
        default=None, metadata=_json("accountingPlatformRef", nullable=True)
    )
    """Identifier or reference of the company in the accounting software.

    Null when there is none.
    """
    addresses: list[AccountingAddress] | None = _field(
        default=None, metadata=_json("addresses", nullable=True)
    )
    """The company's addresses. Null when there are none."""
    base_currency: str | None = _field(default=None, metadata=_json("baseCurrency", nullable=True))
    """The company's base currency, a code such as `GBP`.

    A transaction in another currency needs a currency rate. Null when it is not known.
    """
    company_legal_name: str | None = _field(
        default=None, metadata=_json("companyLegalName", nullable=True)
    )
    """The company's registered legal name. Null when there is none."""
    company_name: str | None = _field(default=None, metadata=_json("companyName", nullable=True))
    """The company's name in the accounting software. Null when there is none."""
    created_date: str | None = _field(default=None, metadata=_json("createdDate", time=True))
    """When the company was created in the accounting software, as an ISO 8601 date-time."""
    financial_year_start_date: str | None = _field(
        default=None, metadata=_json("financialYearStartDate", time=True)
    )
    """The start of the company's financial year, in ISO 8601 form."""
    ledger_lock_date: str | None = _field(default=None, metadata=_json("ledgerLockDate", time=True))
    """The date up to which the books are locked, in ISO 8601 form."""
    phone_numbers: list[ContactPhone] | None = _field(
        default=None, metadata=_json("phoneNumbers", nullable=True)
    )
    """The company's phone numbers. Null when there are none."""
    registration_number: str | None = _field(
        default=None, metadata=_json("registrationNumber", nullable=True)
    )
    """Number under which the company is registered. Null when there is none."""
    source_urls: dict[str, str | None] | None = _field(
        default=None, metadata=_json("sourceUrls", nullable=True)
    )
    """Web addresses of the company in the accounting software, by name.

    Null when there are none.
    """
    supplemental_data: SupplementalData | None = _field(
        default=None, metadata=_json("supplementalData")
    )
    """More data of the accounting software that has no property of its own."""
    tax_number: str | None = _field(default=None, metadata=_json("taxNumber", nullable=True))
    """The company's tax number. Null when there is none."""
    web_links: list[Weblink] | None = _field(
        default=None, metadata=_json("webLinks", nullable=True)
    )
    """The company's addresses on the web. Null when there are none."""
