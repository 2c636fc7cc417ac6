# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The resources of a client, each loaded on first use."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .._lazy import LateModule, lazy
from .._loops.asynchronous import AsyncResource
from .._loops.blocking import Part, Resource

if TYPE_CHECKING:
    from .. import resources as _resources
    from .accounts import Accounts as Accounts
    from .accounts import AsyncAccounts as AsyncAccounts
    from .adjustments import Adjustments as Adjustments
    from .adjustments import AsyncAdjustments as AsyncAdjustments
    from .attachments import AsyncAttachments as AsyncAttachments
    from .attachments import Attachments as Attachments
    from .bank_accounts import AsyncBankAccounts as AsyncBankAccounts
    from .bank_accounts import BankAccounts as BankAccounts
    from .companies import AsyncCompanies as AsyncCompanies
    from .companies import Companies as Companies
    from .company_info import AsyncCompanyInfo as AsyncCompanyInfo
    from .company_info import CompanyInfo as CompanyInfo
    from .configuration import AsyncConfiguration as AsyncConfiguration
    from .configuration import Configuration as Configuration
    from .connections import AsyncConnections as AsyncConnections
    from .connections import Connections as Connections
    from .customers import AsyncCustomers as AsyncCustomers
    from .customers import Customers as Customers
    from .expenses import AsyncExpenses as AsyncExpenses
    from .expenses import Expenses as Expenses
    from .manage_data import AsyncManageData as AsyncManageData
    from .manage_data import ManageData as ManageData
    from .mapping_options import AsyncMappingOptions as AsyncMappingOptions
    from .mapping_options import MappingOptions as MappingOptions
    from .push_operations import AsyncPushOperations as AsyncPushOperations
    from .push_operations import PushOperations as PushOperations
    from .reimbursements import AsyncReimbursements as AsyncReimbursements
    from .reimbursements import Reimbursements as Reimbursements
    from .suppliers import AsyncSuppliers as AsyncSuppliers
    from .suppliers import Suppliers as Suppliers
    from .sync import AsyncSync as AsyncSync
    from .sync import Sync as Sync
    from .transaction_status import AsyncTransactionStatus as AsyncTransactionStatus
    from .transaction_status import TransactionStatus as TransactionStatus
    from .transfers import AsyncTransfers as AsyncTransfers
    from .transfers import Transfers as Transfers
else:
    _resources = LateModule(__name__)

__all__ = ["AsyncResources", "Resources"]

_HOMES = {
    "Companies": "companies",
    "AsyncCompanies": "companies",
    "Connections": "connections",
    "AsyncConnections": "connections",
    "CompanyInfo": "company_info",
    "AsyncCompanyInfo": "company_info",
    "ManageData": "manage_data",
    "AsyncManageData": "manage_data",
    "MappingOptions": "mapping_options",
    "AsyncMappingOptions": "mapping_options",
    "Accounts": "accounts",
    "AsyncAccounts": "accounts",
    "BankAccounts": "bank_accounts",
    "AsyncBankAccounts": "bank_accounts",
    "Customers": "customers",
    "AsyncCustomers": "customers",
    "Suppliers": "suppliers",
    "AsyncSuppliers": "suppliers",
    "PushOperations": "push_operations",
    "AsyncPushOperations": "push_operations",
    "Configuration": "configuration",
    "AsyncConfiguration": "configuration",
    "Expenses": "expenses",
    "AsyncExpenses": "expenses",
    "Reimbursements": "reimbursements",
    "AsyncReimbursements": "reimbursements",
    "Transfers": "transfers",
    "AsyncTransfers": "transfers",
    "Adjustments": "adjustments",
    "AsyncAdjustments": "adjustments",
    "Attachments": "attachments",
    "AsyncAttachments": "attachments",
    "Sync": "sync",
    "AsyncSync": "sync",
    "TransactionStatus": "transaction_status",
    "AsyncTransactionStatus": "transaction_status",
}

__getattr__: Callable[[str], Any] = lazy(__name__, _HOMES)


class Resources(Resource):
    """The resources of a `CodatSyncExpenses`."""

    companies: Part[_resources.Companies] = Part("Companies")
    """Manage the companies whose expenses you sync: your customers."""
    connections: Part[_resources.Connections] = Part("Connections")
    """Connect a company to its accounting software and to the expenses that you supply."""
    company_info: Part[_resources.CompanyInfo] = Part("CompanyInfo")
    """Read the accounting software's record of the company itself."""
    manage_data: Part[_resources.ManageData] = Part("ManageData")
    """Refresh the service's copy of a company's accounting data, and check how recent it is."""
    mapping_options: Part[_resources.MappingOptions] = Part("MappingOptions")
    """Read the accounts, tax rates and tracking categories that expenses can be mapped to."""
    accounts: Part[_resources.Accounts] = Part("Accounts")
    """Create accounts in the accounting software."""
    bank_accounts: Part[_resources.BankAccounts] = Part("BankAccounts")
    """Create bank accounts in the accounting software."""
    customers: Part[_resources.Customers] = Part("Customers")
    """Read, create and update the customers in the accounting software."""
    suppliers: Part[_resources.Suppliers] = Part("Suppliers")
    """Read, create and update the suppliers in the accounting software."""
    push_operations: Part[_resources.PushOperations] = Part("PushOperations")
    """Track writes to the accounting software."""
    configuration: Part[_resources.Configuration] = Part("Configuration")
    """Set the defaults for expenses that name no bank account, supplier or customer."""
    expenses: Part[_resources.Expenses] = Part("Expenses")
    """Create and update card expenses; creating them starts their sync."""
    reimbursements: Part[_resources.Reimbursements] = Part("Reimbursements")
    """Create and update expenses that employees paid and the company reimburses."""
    transfers: Part[_resources.Transfers] = Part("Transfers")
    """Move money between bank accounts."""
    adjustments: Part[_resources.Adjustments] = Part("Adjustments")
    """Create adjustments that are not purchases, such as fees and cashback."""
    attachments: Part[_resources.Attachments] = Part("Attachments")
    """Attach receipts to completed expenses."""
    sync: Part[_resources.Sync] = Part("Sync")
    """Start syncs of a company's expenses and wait for them to end."""
    transaction_status: Part[_resources.TransactionStatus] = Part("TransactionStatus")
    """Read the outcome of each transaction of a sync."""


class AsyncResources(AsyncResource):
    """The resources of an `AsyncCodatSyncExpenses`."""

    companies: Part[_resources.AsyncCompanies] = Part("AsyncCompanies")
    """Manage the companies whose expenses you sync: your customers."""
    connections: Part[_resources.AsyncConnections] = Part("AsyncConnections")
    """Connect a company to its accounting software and to the expenses that you supply."""
    company_info: Part[_resources.AsyncCompanyInfo] = Part("AsyncCompanyInfo")
    """Read the accounting software's record of the company itself."""
    manage_data: Part[_resources.AsyncManageData] = Part("AsyncManageData")
    """Refresh the service's copy of a company's accounting data, and check how recent it is."""
    mapping_options: Part[_resources.AsyncMappingOptions] = Part("AsyncMappingOptions")
    """Read the accounts, tax rates and tracking categories that expenses can be mapped to."""
    accounts: Part[_resources.AsyncAccounts] = Part("AsyncAccounts")
    """Create accounts in the accounting software."""
    bank_accounts: Part[_resources.AsyncBankAccounts] = Part("AsyncBankAccounts")
    """Create bank accounts in the accounting software."""
    customers: Part[_resources.AsyncCustomers] = Part("AsyncCustomers")
    """Read, create and update the customers in the accounting software."""
    suppliers: Part[_resources.AsyncSuppliers] = Part("AsyncSuppliers")
    """Read, create and update the suppliers in the accounting software."""
    push_operations: Part[_resources.AsyncPushOperations] = Part("AsyncPushOperations")
    """Track writes to the accounting software."""
    configuration: Part[_resources.AsyncConfiguration] = Part("AsyncConfiguration")
    """Set the defaults for expenses that name no bank account, supplier or customer."""
    expenses: Part[_resources.AsyncExpenses] = Part("AsyncExpenses")
    """Create and update card expenses; creating them starts their sync."""
    reimbursements: Part[_resources.AsyncReimbursements] = Part("AsyncReimbursements")
    """Create and update expenses that employees paid and the company reimburses."""
    transfers: Part[_resources.AsyncTransfers] = Part("AsyncTransfers")
    """Move money between bank accounts."""
    adjustments: Part[_resources.AsyncAdjustments] = Part("AsyncAdjustments")
    """Create adjustments that are not purchases, such as fees and cashback."""
    attachments: Part[_resources.AsyncAttachments] = Part("AsyncAttachments")
    """Attach receipts to completed expenses."""
    sync: Part[_resources.AsyncSync] = Part("AsyncSync")
    """Start syncs of a company's expenses and wait for them to end."""
    transaction_status: Part[_resources.AsyncTransactionStatus] = Part("AsyncTransactionStatus")
    """Read the outcome of each transaction of a sync."""
