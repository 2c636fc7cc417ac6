"""Every operation of 3.1.0: how it is called, and what is answered. Data alone."""

from __future__ import annotations

from typing import NamedTuple


class Method(NamedTuple):
    """One operation."""

    request: str
    """The class of its argument."""
    answer: str | None
    """The content of its response: a model, a list or a dict of them, by name; or None."""
    errors: tuple[int, ...]
    """The error statuses for which it returns a response."""
    status: int = 200
    """The status of success."""


_AUTH = (401, 404, 429)
_INPUT = (400, 401, 404, 429)
_DATA = (400, 401, 404, 409)
_READ = (401, 404, 409, 429)

METHODS: dict[str, Method] = {
    "accounts.create": Method(
        "operations.CreateAccountRequest", "shared.CreateAccountResponse", _INPUT
    ),
    "accounts.get_create_model": Method(
        "operations.GetCreateChartOfAccountsModelRequest", "shared.PushOption", _AUTH
    ),
    "companies.create": Method("shared.CompanyRequestBody", "shared.Company", (400, 401, 429)),
    "companies.delete": Method("operations.DeleteCompanyRequest", None, _AUTH, 204),
    "companies.get": Method("operations.GetCompanyRequest", "shared.Company", _AUTH),
    "companies.list": Method(
        "operations.ListCompaniesRequest", "shared.Companies", (400, 401, 429)
    ),
    "companies.update": Method("operations.UpdateCompanyRequest", "shared.Company", _AUTH),
    "configuration.get": Method(
        "operations.GetCompanyConfigurationRequest", "shared.CompanyConfiguration", _AUTH
    ),
    "configuration.get_mapping_options": Method(
        "operations.GetMappingOptionsRequest", "shared.MappingOptions", _AUTH
    ),
    "configuration.set": Method(
        "operations.SetCompanyConfigurationRequest", "shared.CompanyConfiguration", _INPUT
    ),
    "connections.create": Method("operations.CreateConnectionRequest", "shared.Connection", _AUTH),
    "connections.create_partner_expense_connection": Method(
        "operations.CreatePartnerExpenseConnectionRequest", "shared.Connection", _INPUT
    ),
    "connections.delete": Method("operations.DeleteConnectionRequest", None, _AUTH),
    "connections.get": Method("operations.GetConnectionRequest", "shared.Connection", _AUTH),
    "connections.list": Method("operations.ListConnectionsRequest", "shared.Connections", _INPUT),
    "connections.unlink": Method("operations.UnlinkConnectionRequest", "shared.Connection", _AUTH),
    "customers.create": Method(
        "operations.CreateCustomerRequest", "shared.CreateCustomerResponse", _INPUT
    ),
    "customers.get": Method("operations.GetCustomerRequest", "shared.Customer", _READ),
    "customers.list": Method("operations.ListCustomersRequest", "shared.Customers", _DATA),
    "customers.update": Method(
        "operations.UpdateCustomerRequest", "shared.UpdateCustomerResponse", _INPUT
    ),
    "expenses.create": Method(
        "operations.CreateExpenseTransactionRequest", "shared.CreateExpenseResponse", _INPUT
    ),
    "expenses.update": Method(
        "operations.UpdateExpenseTransactionRequest",
        "shared.UpdateExpenseResponse",
        (*_INPUT, 422),
        202,
    ),
    "expenses.upload_attachment": Method(
        "operations.UploadExpenseAttachmentRequest", "shared.Attachment", _INPUT
    ),
    "manage_data.get": Method(
        "operations.GetDataStatusRequest", "dict of shared.DataStatus", _AUTH
    ),
    "manage_data.get_pull_operation": Method(
        "operations.GetPullOperationRequest", "shared.PullOperation", _AUTH
    ),
    "manage_data.list_pull_operations": Method(
        "operations.ListPullOperationsRequest", "shared.PullOperations", _INPUT
    ),
    "manage_data.refresh_all_data_types": Method(
        "operations.RefreshAllDataTypesRequest", None, _AUTH, 204
    ),
    "manage_data.refresh_data_type": Method(
        "operations.RefreshDataTypeRequest", "shared.PullOperation", _AUTH
    ),
    "push_operations.get": Method(
        "operations.GetPushOperationRequest", "shared.PushOperation", _AUTH
    ),
    "push_operations.list": Method(
        "operations.ListPushOperationsRequest", "shared.PushOperations", _INPUT
    ),
    "suppliers.create": Method(
        "operations.CreateSupplierRequest", "shared.CreateSupplierResponse", _INPUT
    ),
    "suppliers.get": Method("operations.GetSupplierRequest", "shared.Supplier", _READ),
    "suppliers.list": Method("operations.ListSuppliersRequest", "shared.Suppliers", _DATA),
    "suppliers.update": Method(
        "operations.UpdateSupplierRequest", "shared.UpdateSupplierResponse", _INPUT
    ),
    "sync.get": Method("operations.GetSyncByIDRequest", "shared.CompanySyncStatus", _AUTH),
    "sync.get_last_successful_sync": Method(
        "operations.GetLastSuccessfulSyncRequest", "shared.CompanySyncStatus", _AUTH
    ),
    "sync.get_latest_sync": Method(
        "operations.GetLatestSyncRequest", "shared.CompanySyncStatus", _AUTH
    ),
    "sync.initiate_sync": Method(
        "operations.InitiateSyncRequest", "shared.SyncInitiated", (400, 404, 422), 202
    ),
    "sync.list": Method("operations.ListSyncsRequest", "list of shared.CompanySyncStatus", _AUTH),
    "transaction_status.get": Method(
        "operations.GetSyncTransactionRequest", "shared.Transaction", _AUTH
    ),
    "transaction_status.list": Method(
        "operations.ListSyncTransactionsRequest", "shared.Transactions", _AUTH
    ),
}

ERROR = {
    "statusCode": 0,
    "service": "PublicApi",
    "error": "It cannot be done",
    "correlationId": "a1b2",
    "canBeRetried": "Unknown",
    "detailedErrorCode": 0,
}
