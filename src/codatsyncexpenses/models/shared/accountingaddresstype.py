# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""What an address is used for."""

from ..._enums import TextEnum

__all__ = ["AccountingAddressType"]


class AccountingAddressType(TextEnum):
    """What an address is used for. The service may add values."""

    UNKNOWN = "Unknown"
    """The use of the address is not known."""
    BILLING = "Billing"
    """The address to which bills go."""
    DELIVERY = "Delivery"
    """The address to which goods go."""
