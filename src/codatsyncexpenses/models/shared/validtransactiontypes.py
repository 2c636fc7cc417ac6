# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A type of expense transaction that an account or tax rate accepts."""

from ..._schema.enums import TextEnum

__all__ = [
    "ValidTransactionTypes",
]


class ValidTransactionTypes(TextEnum):
    """A type of expense transaction that an account or tax rate accepts.

    The service may add values.
    """

    PAYMENT = "Payment"
    """Money spent."""
    REFUND = "Refund"
    """Money that the seller gives back."""
    REWARD = "Reward"
    """Money that is granted, such as cashback."""
    CHARGEBACK = "Chargeback"
    """A payment that was reversed after a dispute."""
    TRANSFER_IN = "TransferIn"
    """A transfer into an account.

    Refused in expenses since 10 July 2024: use `transfers.create`.
    """
    TRANSFER_OUT = "TransferOut"
    """A transfer out of an account.

    Refused in expenses since 10 July 2024: use `transfers.create`.
    """
    ADJUSTMENT_IN = "AdjustmentIn"
    """An adjustment inwards.

    Refused in expenses since 10 October 2024: use `adjustments.create`.
    """
    ADJUSTMENT_OUT = "AdjustmentOut"
    """An adjustment outwards.

    Refused in expenses since 10 October 2024: use `adjustments.create`.
    """
