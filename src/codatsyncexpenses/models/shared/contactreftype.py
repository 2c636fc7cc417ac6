# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""What kind of record a contact reference names."""

from ..._enums import TextEnum

__all__ = ["ContactRefType"]


class ContactRefType(TextEnum):
    """What kind of record a contact reference names. The service may add values."""

    SUPPLIER = "Supplier"
    """A supplier of the company."""
