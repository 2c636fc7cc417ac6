# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A kind of transaction for which an account can be used."""

from ..._enums import TextEnum

__all__ = ["ValidFor"]


class ValidFor(TextEnum):
    """A kind of transaction for which an account can be used. The service may add values."""

    EXPENSE_TRANSACTIONS_PAYMENT = "expense-transactions.Payment"
    """Expenses of type `Payment`."""
    EXPENSE_TRANSACTIONS_REFUND = "expense-transactions.Refund"
    """Expenses of type `Refund`."""
    EXPENSE_TRANSACTIONS_REWARD = "expense-transactions.Reward"
    """Expenses of type `Reward`."""
    EXPENSE_TRANSACTIONS_CHARGEBACK = "expense-transactions.Chargeback"
    """Expenses of type `Chargeback`."""
    REIMBURSABLE_EXPENSE_TRANSACTIONS = "reimbursable-expense-transactions"
    """Expenses that are reimbursed, as `reimbursements.create` takes them."""
    TRANSFER_TRANSACTIONS = "transfer-transactions"
    """Transfers, as `transfers.create` takes them."""
    ADJUSTMENT_TRANSACTIONS = "adjustment-transactions"
    """Adjustments, as `adjustments.create` takes them."""
