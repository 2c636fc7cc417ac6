# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The bank account that expenses use by default."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._fields import json as _json
from ..._model import Model

__all__ = ["BankAccountDetails"]


@dataclass(repr=False)
class BankAccountDetails(Model):
    """The bank account that expenses use by default."""

    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifier of the bank account, free text of the accounting software, such as `32`."""
