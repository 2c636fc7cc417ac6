# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Kind of an expense."""

from ..._schema.enums import TextEnum

__all__ = [
    "ExpenseTransactionType",
]


class ExpenseTransactionType(TextEnum):
    """Kind of an expense. The service may add values."""

    PAYMENT = "Payment"
    """Money spent. The only kind that `expenses.update` can change."""
    REFUND = "Refund"
    """Money that a merchant gives back."""
    REWARD = "Reward"
    """Money received as a reward."""
    CHARGEBACK = "Chargeback"
    """Money returned because a payment was charged back."""
    TRANSFER_IN = "TransferIn"
    """Money moved in from another account. Refused since 10 July 2024: use `transfers.create`."""
    TRANSFER_OUT = "TransferOut"
    """Money moved out to another account. Refused since 10 July 2024: use `transfers.create`."""
    ADJUSTMENT_IN = "AdjustmentIn"
    """An adjustment that adds money. Refused since 10 October 2024: use `adjustments.create`."""
    ADJUSTMENT_OUT = "AdjustmentOut"
    """An adjustment that takes money away.

    Refused since 10 October 2024: use `adjustments.create`.
    """
