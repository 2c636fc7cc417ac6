# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The API's JSON as dataclasses and enums; each loads when it is first used."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..._lazy import directory, lazy

if TYPE_CHECKING:
    from .account import Account
    from .accountingaddress import AccountingAddress
    from .accountingaddress import AccountingAddress as Items
    from .accountingaddress import AccountingAddress as SupplierAccountingAddress
    from .accountingaddresstype import AccountingAddressType
    from .accountmappinginfo import AccountMappingInfo
    from .accountmappinginfoaccounttype import AccountMappingInfoAccountType
    from .accountreference import AccountReference
    from .accountstatus import AccountStatus
    from .accounttype import AccountType
    from .accountvaliddatatypelinks import AccountValidDataTypeLinks
    from .accountvaliddatatypelinks import AccountValidDataTypeLinks as ValidDataTypeLinks
    from .adjustmenttransactionline import AdjustmentTransactionLine
    from .adjustmenttransactionrequest import AdjustmentTransactionRequest
    from .adjustmenttransactionresponse import AdjustmentTransactionResponse
    from .apaccountref import ApAccountRef
    from .attachment import Attachment
    from .bankaccount import BankAccount
    from .bankaccountdetails import BankAccountDetails
    from .bankaccountreference import BankAccountReference
    from .bankaccountreference import BankAccountReference as ExpenseTransactionBankAccountReference
    from .bankaccountreference import (
        BankAccountReference as UpdateExpenseRequestBankAccountReference,
    )
    from .bankaccountstatus import BankAccountStatus
    from .bankaccounttype import BankAccountType
    from .clientquota import ClientQuota
    from .companies import Companies
    from .company import Company
    from .companyconfiguration import CompanyConfiguration
    from .companyinformation import CompanyInformation
    from .companyrequestbody import CompanyRequestBody
    from .companysyncstatus import CompanySyncStatus
    from .companyupdaterequest import CompanyUpdateRequest
    from .connection import Connection
    from .connections import Connections
    from .connectionsourcetype import ConnectionSourceType
    from .connectionsourcetype import ConnectionSourceType as SourceType
    from .contact import Contact
    from .contactphone import ContactPhone
    from .contactphone import ContactPhone as PhoneNumberItems
    from .contactref import ContactRef
    from .contactref import ContactRef as ExpenseContactRef
    from .contactreftype import ContactRefType
    from .contactreftype import ContactRefType as ExpenseContactRefType
    from .createaccountresponse import CreateAccountResponse
    from .createbankaccountresponse import CreateBankAccountResponse
    from .createconnectionrequestbody import CreateConnectionRequestBody
    from .createcustomerresponse import CreateCustomerResponse
    from .createexpenserequest import CreateExpenseRequest
    from .createexpenseresponse import CreateExpenseResponse
    from .createreimbursableexpenseresponse import CreateReimbursableExpenseResponse
    from .createsupplierresponse import CreateSupplierResponse
    from .customer import Customer
    from .customerdetails import CustomerDetails
    from .customers import Customers
    from .customerstatus import CustomerStatus
    from .dataconnectionerror import DataConnectionError
    from .dataconnectionstatus import DataConnectionStatus
    from .datastatus import DataStatus
    from .datatype import DataType
    from .datatype import DataType as DataStatusDataTypes
    from .datatype import DataType as DataTypes
    from .errormessage import ErrorMessage
    from .errorstatus import ErrorStatus
    from .errorvalidation import ErrorValidation
    from .errorvalidationitem import ErrorValidationItem
    from .expensetransaction import ExpenseTransaction
    from .expensetransactionline import ExpenseTransactionLine
    from .expensetransactiontype import ExpenseTransactionType
    from .expensetransactiontype import ExpenseTransactionType as UpdateExpenseRequestType
    from .halref import HalRef
    from .initiatesync import InitiateSync
    from .integrationtype import IntegrationType
    from .invoiceto import InvoiceTo
    from .invoicetotype import InvoiceToType
    from .itemref import ItemRef
    from .links import Links
    from .mappingoptions import MappingOptions
    from .metadata import Metadata
    from .metadata import Metadata as AccountMetadata
    from .phonenumbertype import PhoneNumberType
    from .pulloperation import PullOperation
    from .pulloperations import PullOperations
    from .pulloperationstatus import PullOperationStatus
    from .pulloperationstatus import PullOperationStatus as DatasetStatus
    from .pushchangetype import PushChangeType
    from .pushfieldvalidation import PushFieldValidation
    from .pushoperation import PushOperation
    from .pushoperationchange import PushOperationChange
    from .pushoperationref import PushOperationRef
    from .pushoperations import PushOperations
    from .pushoperationstatus import PushOperationStatus
    from .pushoption import PushOption
    from .pushoptionchoice import PushOptionChoice
    from .pushoptionproperty import PushOptionProperty
    from .pushoptiontype import PushOptionType
    from .pushvalidationinfo import PushValidationInfo
    from .recordref import RecordRef
    from .referencecompany import ReferenceCompany
    from .referencecompany import ReferenceCompany as CompanyReference
    from .referencecompanylinks import ReferenceCompanyLinks
    from .referencecompanylinks import ReferenceCompanyLinks as CompanyReferenceLinks
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
    from .supplier import Supplier
    from .supplierdetails import SupplierDetails
    from .suppliers import Suppliers
    from .supplierstatus import SupplierStatus
    from .syncinitiated import SyncInitiated
    from .syncoutcome import SyncOutcome
    from .syncstatuscode import SyncStatusCode
    from .taxratemappinginfo import TaxRateMappingInfo
    from .trackingcategorymappinginfo import TrackingCategoryMappingInfo
    from .trackingref import TrackingRef
    from .trackingrefadjustmenttransaction import TrackingRefAdjustmentTransaction
    from .trackingrefadjustmenttransactiondatatype import TrackingRefAdjustmentTransactionDataType
    from .trackingrefdatatype import TrackingRefDataType
    from .transaction import Transaction
    from .transaction import Transaction as SchemaTransaction
    from .transactionoutcome import TransactionOutcome
    from .transactions import Transactions
    from .transactionstatus import TransactionStatus
    from .transfertransactionrequest import TransferTransactionRequest
    from .transfertransactionrequestfrom import TransferTransactionRequestFrom
    from .transfertransactionrequestto import TransferTransactionRequestTo
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
    from .validation import Validation
    from .validationitem import ValidationItem
    from .validfor import ValidFor
    from .validtransactiontypes import ValidTransactionTypes
    from .validtransactiontypes import (
        ValidTransactionTypes as AccountMappingInfoValidTransactionTypes,
    )
    from .validtransactiontypes import (
        ValidTransactionTypes as TaxRateMappingInfoValidTransactionTypes,
    )
    from .weblink import Weblink
    from .weblinktype import WeblinkType

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
    "CompanyReference",
    "CompanyReferenceLinks",
    "CompanyRequestBody",
    "CompanySyncStatus",
    "CompanyUpdateRequest",
    "Connection",
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
]

_HOMES = {
    "Account": "account",
    "AccountMappingInfo": "accountmappinginfo",
    "AccountMappingInfoAccountType": "accountmappinginfoaccounttype",
    "AccountReference": "accountreference",
    "AccountStatus": "accountstatus",
    "AccountType": "accounttype",
    "AccountValidDataTypeLinks": "accountvaliddatatypelinks",
    "AccountingAddress": "accountingaddress",
    "AccountingAddressType": "accountingaddresstype",
    "AdjustmentTransactionLine": "adjustmenttransactionline",
    "AdjustmentTransactionRequest": "adjustmenttransactionrequest",
    "AdjustmentTransactionResponse": "adjustmenttransactionresponse",
    "ApAccountRef": "apaccountref",
    "Attachment": "attachment",
    "BankAccount": "bankaccount",
    "BankAccountDetails": "bankaccountdetails",
    "BankAccountReference": "bankaccountreference",
    "BankAccountStatus": "bankaccountstatus",
    "BankAccountType": "bankaccounttype",
    "ClientQuota": "clientquota",
    "Companies": "companies",
    "Company": "company",
    "CompanyConfiguration": "companyconfiguration",
    "CompanyInformation": "companyinformation",
    "CompanyRequestBody": "companyrequestbody",
    "CompanySyncStatus": "companysyncstatus",
    "CompanyUpdateRequest": "companyupdaterequest",
    "Connection": "connection",
    "ConnectionSourceType": "connectionsourcetype",
    "Connections": "connections",
    "Contact": "contact",
    "ContactPhone": "contactphone",
    "ContactRef": "contactref",
    "ContactRefType": "contactreftype",
    "CreateAccountResponse": "createaccountresponse",
    "CreateBankAccountResponse": "createbankaccountresponse",
    "CreateConnectionRequestBody": "createconnectionrequestbody",
    "CreateCustomerResponse": "createcustomerresponse",
    "CreateExpenseRequest": "createexpenserequest",
    "CreateExpenseResponse": "createexpenseresponse",
    "CreateReimbursableExpenseResponse": "createreimbursableexpenseresponse",
    "CreateSupplierResponse": "createsupplierresponse",
    "Customer": "customer",
    "CustomerDetails": "customerdetails",
    "CustomerStatus": "customerstatus",
    "Customers": "customers",
    "DataConnectionError": "dataconnectionerror",
    "DataConnectionStatus": "dataconnectionstatus",
    "DataStatus": "datastatus",
    "DataType": "datatype",
    "ErrorMessage": "errormessage",
    "ErrorStatus": "errorstatus",
    "ErrorValidation": "errorvalidation",
    "ErrorValidationItem": "errorvalidationitem",
    "ExpenseTransaction": "expensetransaction",
    "ExpenseTransactionLine": "expensetransactionline",
    "ExpenseTransactionType": "expensetransactiontype",
    "HalRef": "halref",
    "InitiateSync": "initiatesync",
    "IntegrationType": "integrationtype",
    "InvoiceTo": "invoiceto",
    "InvoiceToType": "invoicetotype",
    "ItemRef": "itemref",
    "Links": "links",
    "MappingOptions": "mappingoptions",
    "Metadata": "metadata",
    "PhoneNumberType": "phonenumbertype",
    "PullOperation": "pulloperation",
    "PullOperationStatus": "pulloperationstatus",
    "PullOperations": "pulloperations",
    "PushChangeType": "pushchangetype",
    "PushFieldValidation": "pushfieldvalidation",
    "PushOperation": "pushoperation",
    "PushOperationChange": "pushoperationchange",
    "PushOperationRef": "pushoperationref",
    "PushOperationStatus": "pushoperationstatus",
    "PushOperations": "pushoperations",
    "PushOption": "pushoption",
    "PushOptionChoice": "pushoptionchoice",
    "PushOptionProperty": "pushoptionproperty",
    "PushOptionType": "pushoptiontype",
    "PushValidationInfo": "pushvalidationinfo",
    "RecordRef": "recordref",
    "ReferenceCompany": "referencecompany",
    "ReferenceCompanyLinks": "referencecompanylinks",
    "ReimbursableExpenseTransaction": "reimbursableexpensetransaction",
    "ReimbursableExpenseTransactionLine": "reimbursableexpensetransactionline",
    "ReimbursementContactRef": "reimbursementcontactref",
    "RuleQuota": "rulequota",
    "RuleQuotaReset": "rulequotareset",
    "RuleSync": "rulesync",
    "RuleSyncFailure": "rulesyncfailure",
    "SupplementalData": "supplementaldata",
    "Supplier": "supplier",
    "SupplierDetails": "supplierdetails",
    "SupplierStatus": "supplierstatus",
    "Suppliers": "suppliers",
    "SyncInitiated": "syncinitiated",
    "SyncOutcome": "syncoutcome",
    "SyncStatusCode": "syncstatuscode",
    "TaxRateMappingInfo": "taxratemappinginfo",
    "TrackingCategoryMappingInfo": "trackingcategorymappinginfo",
    "TrackingRef": "trackingref",
    "TrackingRefAdjustmentTransaction": "trackingrefadjustmenttransaction",
    "TrackingRefAdjustmentTransactionDataType": "trackingrefadjustmenttransactiondatatype",
    "TrackingRefDataType": "trackingrefdatatype",
    "Transaction": "transaction",
    "TransactionOutcome": "transactionoutcome",
    "TransactionStatus": "transactionstatus",
    "Transactions": "transactions",
    "TransferTransactionRequest": "transfertransactionrequest",
    "TransferTransactionRequestFrom": "transfertransactionrequestfrom",
    "TransferTransactionRequestTo": "transfertransactionrequestto",
    "TransferTransactionResponse": "transfertransactionresponse",
    "UnlinkConnectionUpdateConnection": "unlinkconnectionupdateconnection",
    "UpdateCustomerResponse": "updatecustomerresponse",
    "UpdateExpenseRequest": "updateexpenserequest",
    "UpdateExpenseResponse": "updateexpenseresponse",
    "UpdateReimbursableExpenseTransactionRequest": "updatereimbursableexpensetransactionrequest",
    "UpdateSupplierResponse": "updatesupplierresponse",
    "ValidFor": "validfor",
    "ValidTransactionTypes": "validtransactiontypes",
    "Validation": "validation",
    "ValidationItem": "validationitem",
    "Weblink": "weblink",
    "WeblinkType": "weblinktype",
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
