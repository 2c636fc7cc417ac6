# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The expenses of a dataset, for `expenses.create_dataset`."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json
from .expensetransaction import ExpenseTransaction

__all__ = [
    "CreateExpenseRequest",
]


@dataclass(repr=False)
class CreateExpenseRequest(Model):
    """The expenses of a dataset, for `expenses.create_dataset`.

    Deprecated, and unavailable after 1 May 2027: use `expenses.create`, which takes the expenses
    themselves.
    """

    items: list[ExpenseTransaction] | None = _field(
        default=None, metadata=_json("items", min_items=1, max_items=50)
    )
    """Expenses of the dataset, 1 to 50."""
