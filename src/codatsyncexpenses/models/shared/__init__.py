# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The API's JSON as dataclasses and enums, each loaded on first use."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..._lazy import directory, lazy

if TYPE_CHECKING:
    from .account import Account, AccountStatus, AccountType, AccountValidDataTypeLinks
    from .account import AccountValidDataTypeLinks as ValidDataTypeLinks
    from .accountingaddress import AccountingAddress, AccountingAddressType
    from .accountingaddress import AccountingAddress as Items
    from .accountingaddress import AccountingAddress as SupplierAccountingAddress
    from .accountreference import AccountReference
    from .adjustmenttransactionrequest import (
        AdjustmentTransactionLine,
        AdjustmentTransactionRequest,
        TrackingRefAdjustmentTransaction,
        TrackingRefAdjustmentTransactionDataType,
    )
    from .adjustmenttransactionresponse import AdjustmentTransactionResponse
    from .apaccountref import ApAccountRef
    from .attachment import Attachment
    from .bankaccount import BankAccount, BankAccountStatus, BankAccountType
    from .bankaccountreference import BankAccountReference
    from .bankaccountreference import BankAccountReference as ExpenseTransactionBankAccountReference
    from .bankaccountreference import (
        BankAccountReference as UpdateExpenseRequestBankAccountReference,
    )
    from .clientquota import ClientQuota
    from .companies import Companies
    from .company import Company
    from .companyconfiguration import (
        BankAccountDetails,
        CompanyConfiguration,
        CustomerDetails,
        SupplierDetails,
    )
    from .companyinformation import CompanyInformation, Weblink, WeblinkType
    from .companyproducts import CompanyProducts
    from .companyrequestbody import CompanyRequestBody
    from .companysyncstatus import CompanySyncStatus, SyncStatusCode
    from .companyupdaterequest import CompanyUpdateRequest
    from .connection import Connection, ConnectionSourceType, DataConnectionError, ErrorStatus
    from .connection import ConnectionSourceType as SourceType
    from .connectionchange import ConnectionChange
    from .connections import Connections
    from .contactphone import ContactPhone, PhoneNumberType
    from .contactphone import ContactPhone as PhoneNumberItems
    from .contactref import ContactRef, ContactRefType
    from .contactref import ContactRef as ExpenseContactRef
    from .contactref import ContactRefType as ExpenseContactRefType
    from .createaccountresponse import CreateAccountResponse
    from .createbankaccountresponse import CreateBankAccountResponse
    from .createconnectionrequestbody import CreateConnectionRequestBody
    from .createcustomerresponse import CreateCustomerResponse
    from .createexpenserequest import CreateExpenseRequest
    from .createexpenseresponse import CreateExpenseResponse
    from .createreimbursableexpenseresponse import CreateReimbursableExpenseResponse
    from .createsupplierresponse import CreateSupplierResponse
    from .customer import Contact, Customer
    from .customers import Customers
    from .customerstatus import CustomerStatus
    from .dataconnectionstatus import DataConnectionStatus
    from .datastatus import DataStatus
    from .datatype import DataType
    from .datatype import DataType as DataStatusDataTypes
    from .datatype import DataType as DataTypes
    from .errormessage import ErrorMessage, ErrorValidation, ErrorValidationItem
    from .expensetransaction import ExpenseTransaction
    from .expensetransactionline import ExpenseTransactionLine
    from .expensetransactiontype import ExpenseTransactionType
    from .expensetransactiontype import ExpenseTransactionType as UpdateExpenseRequestType
    from .initiatesync import InitiateSync
    from .invoiceto import InvoiceTo, InvoiceToType
    from .itemref import ItemRef
    from .links import HalRef, Links
    from .mappingoptions import (
        AccountMappingInfo,
        AccountMappingInfoAccountType,
        MappingOptions,
        TaxRateMappingInfo,
        TrackingCategoryMappingInfo,
        ValidFor,
    )
    from .metadata import Metadata
    from .metadata import Metadata as AccountMetadata
    from .pulloperation import PullOperation
    from .pulloperations import PullOperations
    from .pulloperationstatus import PullOperationStatus
    from .pulloperationstatus import PullOperationStatus as DatasetStatus
    from .pushoperation import PushOperation
    from .pushoperationchange import PushChangeType, PushOperationChange, PushOperationRef
    from .pushoperations import PushOperations
    from .pushoperationstatus import PushOperationStatus
    from .pushoption import PushOption, PushOptionProperty
    from .pushoptionchoice import PushOptionChoice
    from .pushoptiontype import PushOptionType
    from .pushvalidationinfo import PushFieldValidation, PushValidationInfo
    from .readoutcome import ReadDataType, ReadIssue, ReadIssueLinks, ReadOutcome
    from .recordref import RecordRef
    from .referencecompany import ReferenceCompany, ReferenceCompanyLinks
    from .referencecompany import ReferenceCompany as CompanyReference
    from .referencecompany import ReferenceCompanyLinks as CompanyReferenceLinks
    from .reimbursableexpensetransaction import ReimbursableExpenseTransaction
    from .reimbursableexpensetransactionline import ReimbursableExpenseTransactionLine
    from .reimbursementcontactref import ReimbursementContactRef
    from .rulequota import RuleQuota
    from .rulequotareset import RuleQuotaReset
    from .rulesync import RuleSync
    from .rulesyncfailure import RuleSyncFailure
    from .security import Security
    from .supplementaldata import SupplementalData
    from .supplementaldata import SupplementalData as SupplierSupplementalData
    from .supplier import Supplier, SupplierStatus
    from .suppliers import Suppliers
    from .syncinitiated import SyncInitiated
    from .syncoutcome import SyncOutcome, TransactionOutcome
    from .trackingref import TrackingRef, TrackingRefDataType
    from .transaction import IntegrationType, Transaction, TransactionStatus
    from .transaction import Transaction as SchemaTransaction
    from .transactions import Transactions
    from .transfertransactionrequest import (
        TransferTransactionRequest,
        TransferTransactionRequestFrom,
        TransferTransactionRequestTo,
    )
    from .transfertransactionresponse import TransferTransactionResponse
    from .unlinkconnectionupdateconnection import UnlinkConnectionUpdateConnection
    from .unlinkconnectionupdateconnection import (
        UnlinkConnectionUpdateConnection as UpdateConnection,
    )
    from .updatecustomerresponse import UpdateCustomerResponse
    from .updateexpenserequest import UpdateExpenseRequest
    from .updateexpenseresponse import UpdateExpenseResponse
    from .updatereimbursableexpensetransactionrequest import (
        UpdateReimbursableExpenseTransactionRequest,
    )
    from .updatesupplierresponse import UpdateSupplierResponse
    from .validation import Validation, ValidationItem
    from .validtransactiontypes import ValidTransactionTypes
    from .validtransactiontypes import (
        ValidTransactionTypes as AccountMappingInfoValidTransactionTypes,
    )
    from .validtransactiontypes import (
        ValidTransactionTypes as TaxRateMappingInfoValidTransactionTypes,
    )
    from .writeoutcome import WriteOutcome, WriteType, WrittenRecord

__all__ = [
    "Account",
    "AccountMappingInfo",
    "AccountMappingInfoAccountType",
    "AccountMappingInfoValidTransactionTypes",
    "AccountMetadata",
    "AccountReference",
    "AccountStatus",
    "AccountType",
    "AccountValidDataTypeLinks",
    "AccountingAddress",
    "AccountingAddressType",
    "AdjustmentTransactionLine",
    "AdjustmentTransactionRequest",
    "AdjustmentTransactionResponse",
    "ApAccountRef",
    "Attachment",
    "BankAccount",
    "BankAccountDetails",
    "BankAccountReference",
    "BankAccountStatus",
    "BankAccountType",
    "ClientQuota",
    "Companies",
    "Company",
    "CompanyConfiguration",
    "CompanyInformation",
    "CompanyProducts",
    "CompanyReference",
    "CompanyReferenceLinks",
    "CompanyRequestBody",
    "CompanySyncStatus",
    "CompanyUpdateRequest",
    "Connection",
    "ConnectionChange",
    "ConnectionSourceType",
    "Connections",
    "Contact",
    "ContactPhone",
    "ContactRef",
    "ContactRefType",
    "CreateAccountResponse",
    "CreateBankAccountResponse",
    "CreateConnectionRequestBody",
    "CreateCustomerResponse",
    "CreateExpenseRequest",
    "CreateExpenseResponse",
    "CreateReimbursableExpenseResponse",
    "CreateSupplierResponse",
    "Customer",
    "CustomerDetails",
    "CustomerStatus",
    "Customers",
    "DataConnectionError",
    "DataConnectionStatus",
    "DataStatus",
    "DataStatusDataTypes",
    "DataType",
    "DataTypes",
    "DatasetStatus",
    "ErrorMessage",
    "ErrorStatus",
    "ErrorValidation",
    "ErrorValidationItem",
    "ExpenseContactRef",
    "ExpenseContactRefType",
    "ExpenseTransaction",
    "ExpenseTransactionBankAccountReference",
    "ExpenseTransactionLine",
    "ExpenseTransactionType",
    "HalRef",
    "InitiateSync",
    "IntegrationType",
    "InvoiceTo",
    "InvoiceToType",
    "ItemRef",
    "Items",
    "Links",
    "MappingOptions",
    "Metadata",
    "PhoneNumberItems",
    "PhoneNumberType",
    "PullOperation",
    "PullOperationStatus",
    "PullOperations",
    "PushChangeType",
    "PushFieldValidation",
    "PushOperation",
    "PushOperationChange",
    "PushOperationRef",
    "PushOperationStatus",
    "PushOperations",
    "PushOption",
    "PushOptionChoice",
    "PushOptionProperty",
    "PushOptionType",
    "PushValidationInfo",
    "ReadDataType",
    "ReadIssue",
    "ReadIssueLinks",
    "ReadOutcome",
    "RecordRef",
    "ReferenceCompany",
    "ReferenceCompanyLinks",
    "ReimbursableExpenseTransaction",
    "ReimbursableExpenseTransactionLine",
    "ReimbursementContactRef",
    "RuleQuota",
    "RuleQuotaReset",
    "RuleSync",
    "RuleSyncFailure",
    "SchemaTransaction",
    "Security",
    "SourceType",
    "SupplementalData",
    "Supplier",
    "SupplierAccountingAddress",
    "SupplierDetails",
    "SupplierStatus",
    "SupplierSupplementalData",
    "Suppliers",
    "SyncInitiated",
    "SyncOutcome",
    "SyncStatusCode",
    "TaxRateMappingInfo",
    "TaxRateMappingInfoValidTransactionTypes",
    "TrackingCategoryMappingInfo",
    "TrackingRef",
    "TrackingRefAdjustmentTransaction",
    "TrackingRefAdjustmentTransactionDataType",
    "TrackingRefDataType",
    "Transaction",
    "TransactionOutcome",
    "TransactionStatus",
    "Transactions",
    "TransferTransactionRequest",
    "TransferTransactionRequestFrom",
    "TransferTransactionRequestTo",
    "TransferTransactionResponse",
    "UnlinkConnectionUpdateConnection",
    "UpdateConnection",
    "UpdateCustomerResponse",
    "UpdateExpenseRequest",
    "UpdateExpenseRequestBankAccountReference",
    "UpdateExpenseRequestType",
    "UpdateExpenseResponse",
    "UpdateReimbursableExpenseTransactionRequest",
    "UpdateSupplierResponse",
    "ValidDataTypeLinks",
    "ValidFor",
    "ValidTransactionTypes",
    "Validation",
    "ValidationItem",
    "Weblink",
    "WeblinkType",
    "WriteOutcome",
    "WriteType",
    "WrittenRecord",
]

_HOMES = {
    "Account": "account",
    "AccountMappingInfo": "mappingoptions",
    "AccountMappingInfoAccountType": "mappingoptions",
    "AccountReference": "accountreference",
    "AccountStatus": "account",
    "AccountType": "account",
    "AccountValidDataTypeLinks": "account",
    "AccountingAddress": "accountingaddress",
    "AccountingAddressType": "accountingaddress",
    "AdjustmentTransactionLine": "adjustmenttransactionrequest",
    "AdjustmentTransactionRequest": "adjustmenttransactionrequest",
    "AdjustmentTransactionResponse": "adjustmenttransactionresponse",
    "ApAccountRef": "apaccountref",
    "Attachment": "attachment",
    "BankAccount": "bankaccount",
    "BankAccountDetails": "companyconfiguration",
    "BankAccountReference": "bankaccountreference",
    "BankAccountStatus": "bankaccount",
    "BankAccountType": "bankaccount",
    "ClientQuota": "clientquota",
    "Companies": "companies",
    "Company": "company",
    "CompanyConfiguration": "companyconfiguration",
    "CompanyInformation": "companyinformation",
    "CompanyProducts": "companyproducts",
    "CompanyRequestBody": "companyrequestbody",
    "CompanySyncStatus": "companysyncstatus",
    "CompanyUpdateRequest": "companyupdaterequest",
    "Connection": "connection",
    "ConnectionChange": "connectionchange",
    "ConnectionSourceType": "connection",
    "Connections": "connections",
    "Contact": "customer",
    "ContactPhone": "contactphone",
    "ContactRef": "contactref",
    "ContactRefType": "contactref",
    "CreateAccountResponse": "createaccountresponse",
    "CreateBankAccountResponse": "createbankaccountresponse",
    "CreateConnectionRequestBody": "createconnectionrequestbody",
    "CreateCustomerResponse": "createcustomerresponse",
    "CreateExpenseRequest": "createexpenserequest",
    "CreateExpenseResponse": "createexpenseresponse",
    "CreateReimbursableExpenseResponse": "createreimbursableexpenseresponse",
    "CreateSupplierResponse": "createsupplierresponse",
    "Customer": "customer",
    "CustomerDetails": "companyconfiguration",
    "CustomerStatus": "customerstatus",
    "Customers": "customers",
    "DataConnectionError": "connection",
    "DataConnectionStatus": "dataconnectionstatus",
    "DataStatus": "datastatus",
    "DataType": "datatype",
    "ErrorMessage": "errormessage",
    "ErrorStatus": "connection",
    "ErrorValidation": "errormessage",
    "ErrorValidationItem": "errormessage",
    "ExpenseTransaction": "expensetransaction",
    "ExpenseTransactionLine": "expensetransactionline",
    "ExpenseTransactionType": "expensetransactiontype",
    "HalRef": "links",
    "InitiateSync": "initiatesync",
    "IntegrationType": "transaction",
    "InvoiceTo": "invoiceto",
    "InvoiceToType": "invoiceto",
    "ItemRef": "itemref",
    "Links": "links",
    "MappingOptions": "mappingoptions",
    "Metadata": "metadata",
    "PhoneNumberType": "contactphone",
    "PullOperation": "pulloperation",
    "PullOperationStatus": "pulloperationstatus",
    "PullOperations": "pulloperations",
    "PushChangeType": "pushoperationchange",
    "PushFieldValidation": "pushvalidationinfo",
    "PushOperation": "pushoperation",
    "PushOperationChange": "pushoperationchange",
    "PushOperationRef": "pushoperationchange",
    "PushOperationStatus": "pushoperationstatus",
    "PushOperations": "pushoperations",
    "PushOption": "pushoption",
    "PushOptionChoice": "pushoptionchoice",
    "PushOptionProperty": "pushoption",
    "PushOptionType": "pushoptiontype",
    "PushValidationInfo": "pushvalidationinfo",
    "ReadDataType": "readoutcome",
    "ReadIssue": "readoutcome",
    "ReadIssueLinks": "readoutcome",
    "ReadOutcome": "readoutcome",
    "RecordRef": "recordref",
    "ReferenceCompany": "referencecompany",
    "ReferenceCompanyLinks": "referencecompany",
    "ReimbursableExpenseTransaction": "reimbursableexpensetransaction",
    "ReimbursableExpenseTransactionLine": "reimbursableexpensetransactionline",
    "ReimbursementContactRef": "reimbursementcontactref",
    "RuleQuota": "rulequota",
    "RuleQuotaReset": "rulequotareset",
    "RuleSync": "rulesync",
    "RuleSyncFailure": "rulesyncfailure",
    "SupplementalData": "supplementaldata",
    "Supplier": "supplier",
    "SupplierDetails": "companyconfiguration",
    "SupplierStatus": "supplier",
    "Suppliers": "suppliers",
    "SyncInitiated": "syncinitiated",
    "SyncOutcome": "syncoutcome",
    "SyncStatusCode": "companysyncstatus",
    "TaxRateMappingInfo": "mappingoptions",
    "TrackingCategoryMappingInfo": "mappingoptions",
    "TrackingRef": "trackingref",
    "TrackingRefAdjustmentTransaction": "adjustmenttransactionrequest",
    "TrackingRefAdjustmentTransactionDataType": "adjustmenttransactionrequest",
    "TrackingRefDataType": "trackingref",
    "Transaction": "transaction",
    "TransactionOutcome": "syncoutcome",
    "TransactionStatus": "transaction",
    "Transactions": "transactions",
    "TransferTransactionRequest": "transfertransactionrequest",
    "TransferTransactionRequestFrom": "transfertransactionrequest",
    "TransferTransactionRequestTo": "transfertransactionrequest",
    "TransferTransactionResponse": "transfertransactionresponse",
    "UnlinkConnectionUpdateConnection": "unlinkconnectionupdateconnection",
    "UpdateCustomerResponse": "updatecustomerresponse",
    "UpdateExpenseRequest": "updateexpenserequest",
    "UpdateExpenseResponse": "updateexpenseresponse",
    "UpdateReimbursableExpenseTransactionRequest": "updatereimbursableexpensetransactionrequest",
    "UpdateSupplierResponse": "updatesupplierresponse",
    "ValidFor": "mappingoptions",
    "ValidTransactionTypes": "validtransactiontypes",
    "Validation": "validation",
    "ValidationItem": "validation",
    "Weblink": "companyinformation",
    "WeblinkType": "companyinformation",
    "WriteOutcome": "writeoutcome",
    "WriteType": "writeoutcome",
    "WrittenRecord": "writeoutcome",
    "Security": "security",
}
_ALIASES = {
    "ValidDataTypeLinks": "AccountValidDataTypeLinks",
    "Items": "AccountingAddress",
    "SupplierAccountingAddress": "AccountingAddress",
    "ExpenseTransactionBankAccountReference": "BankAccountReference",
    "UpdateExpenseRequestBankAccountReference": "BankAccountReference",
    "SourceType": "ConnectionSourceType",
    "PhoneNumberItems": "ContactPhone",
    "ExpenseContactRef": "ContactRef",
    "ExpenseContactRefType": "ContactRefType",
    "DataStatusDataTypes": "DataType",
    "DataTypes": "DataType",
    "UpdateExpenseRequestType": "ExpenseTransactionType",
    "AccountMetadata": "Metadata",
    "DatasetStatus": "PullOperationStatus",
    "CompanyReference": "ReferenceCompany",
    "CompanyReferenceLinks": "ReferenceCompanyLinks",
    "SupplierSupplementalData": "SupplementalData",
    "SchemaTransaction": "Transaction",
    "UpdateConnection": "UnlinkConnectionUpdateConnection",
    "AccountMappingInfoValidTransactionTypes": "ValidTransactionTypes",
    "TaxRateMappingInfoValidTransactionTypes": "ValidTransactionTypes",
}

__getattr__: Callable[[str], Any] = lazy(__name__, _HOMES, _ALIASES)
__dir__: Callable[[], list[str]] = directory(__all__)
