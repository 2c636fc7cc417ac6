# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The resources of a client, each loaded on first use."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .._loops.blocking import Resource

if TYPE_CHECKING:
    from .accounts import Accounts
    from .adjustments import Adjustments
    from .attachments import Attachments
    from .bank_accounts import BankAccounts
    from .companies import Companies
    from .company_info import CompanyInfo
    from .configuration import Configuration
    from .connections import Connections
    from .customers import Customers
    from .expenses import Expenses
    from .manage_data import ManageData
    from .mapping_options import MappingOptions
    from .push_operations import PushOperations
    from .reimbursements import Reimbursements
    from .suppliers import Suppliers
    from .sync import Sync
    from .transaction_status import TransactionStatus
    from .transfers import Transfers

__all__ = ["Resources"]


class Resources(Resource):
    """The resources of a `CodatSyncExpenses`."""

    @cached_property
    def companies(self) -> Companies:
        """Keep the companies whose expenses are synced: your customers."""
        from .companies import Companies

        return Companies(self._calls)

    @cached_property
    def connections(self) -> Connections:
        """Connect a company to its accounting software, and to the expenses that you bring."""
        from .connections import Connections

        return Connections(self._calls)

    @cached_property
    def company_info(self) -> CompanyInfo:
        """Read what the accounting software says about the company itself."""
        from .company_info import CompanyInfo

        return CompanyInfo(self._calls)

    @cached_property
    def manage_data(self) -> ManageData:
        """Refresh the service's copy of a company's accounting data, and see how old it is."""
        from .manage_data import ManageData

        return ManageData(self._calls)

    @cached_property
    def mapping_options(self) -> MappingOptions:
        """Read the accounts, tax rates and tracking categories that expenses can be mapped to."""
        from .mapping_options import MappingOptions

        return MappingOptions(self._calls)

    @cached_property
    def accounts(self) -> Accounts:
        """Create accounts in the accounting software."""
        from .accounts import Accounts

        return Accounts(self._calls)

    @cached_property
    def bank_accounts(self) -> BankAccounts:
        """Create bank accounts in the accounting software."""
        from .bank_accounts import BankAccounts

        return BankAccounts(self._calls)

    @cached_property
    def customers(self) -> Customers:
        """Read, create and update the customers in the accounting software."""
        from .customers import Customers

        return Customers(self._calls)

    @cached_property
    def suppliers(self) -> Suppliers:
        """Read, create and update the suppliers in the accounting software."""
        from .suppliers import Suppliers

        return Suppliers(self._calls)

    @cached_property
    def push_operations(self) -> PushOperations:
        """Follow what is being written to the accounting software."""
        from .push_operations import PushOperations

        return PushOperations(self._calls)

    @cached_property
    def configuration(self) -> Configuration:
        """Say what expenses are written to where they do not say so themselves."""
        from .configuration import Configuration

        return Configuration(self._calls)

    @cached_property
    def expenses(self) -> Expenses:
        """Create and correct card expenses; creating them starts their sync."""
        from .expenses import Expenses

        return Expenses(self._calls)

    @cached_property
    def reimbursements(self) -> Reimbursements:
        """Create and correct expenses that employees paid themselves and get back."""
        from .reimbursements import Reimbursements

        return Reimbursements(self._calls)

    @cached_property
    def transfers(self) -> Transfers:
        """Move money between bank accounts."""
        from .transfers import Transfers

        return Transfers(self._calls)

    @cached_property
    def adjustments(self) -> Adjustments:
        """Write adjustments that are no purchases, such as fees and cashback."""
        from .adjustments import Adjustments

        return Adjustments(self._calls)

    @cached_property
    def attachments(self) -> Attachments:
        """Attach receipts to expenses that were written."""
        from .attachments import Attachments

        return Attachments(self._calls)

    @cached_property
    def sync(self) -> Sync:
        """Start syncs of a company's expenses and follow them to their end."""
        from .sync import Sync

        return Sync(self._calls)

    @cached_property
    def transaction_status(self) -> TransactionStatus:
        """See what became of each transaction of a sync."""
        from .transaction_status import TransactionStatus

        return TransactionStatus(self._calls)
