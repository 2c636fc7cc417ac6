# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The accounting software to connect."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json

__all__ = [
    "CreateConnectionRequestBody",
]


@dataclass(repr=False)
class CreateConnectionRequestBody(Model):
    """The accounting software to connect."""

    platform_key: str | None = _field(
        default=None, metadata=_json("platformKey", min_length=4, max_length=4, pattern="[a-z]{4}")
    )
    """Key of the accounting software, four lower-case letters, such as `trji` for Dynamics 365
    Business Central, `fbrh` for FreeAgent, `akxx` for Oracle NetSuite, `pqsw` for QuickBooks
    Desktop, `qhyg` for QuickBooks Online, `knfz` for Sage Intacct, `gbol` for Xero and `rwuv`
    for Zoho Books.
    """
