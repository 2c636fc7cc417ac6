# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""What kind of record a line is billed on to."""

from ..._enums import TextEnum

__all__ = ["InvoiceToType"]


class InvoiceToType(TextEnum):
    """What kind of record a line is billed on to. The service may add values."""

    CUSTOMER = "customer"
    """A customer of the company."""
