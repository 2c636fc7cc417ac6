"""The examples published with codat-sync-for-expenses 3.1.0, called against the sandbox.

The arguments are those of the documentation of that version, released on 4 October 2023: 41
operations, one example each. Only two descriptions, which are prose, are not as published. A
generator invented many of the values, so not every example can succeed: each row of the table
has the end of its call, and the reason where that is an error. The client sends all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

import pytest

from codatsyncexpenses import CodatSyncExpenses, errors
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.sandbox import Sandbox
from tests.sidebyside.classes import found
from tests.sidebyside.methods import METHODS

# Not checked by type: some of the classes that 3.1.0 has for a field are others today.
Fields = dict[str, Any]

# Arguments that several examples have
COMPANY: Fields = {"company_id": "8a210b68-6988-11ed-a1eb-0242ac120002"}
CONNECTION: Fields = {**COMPANY, "connection_id": "2e9d2c44-f675-40ba-8049-353bfcb5e171"}
SUPPLIER: Fields = {"supplier_id": "7110701885"}
SYNC: Fields = {**COMPANY, "sync_id": "6fb40d5e-b13e-11ed-afa1-0242ac120002"}
TRANSACTION: Fields = {"transaction_id": "336694d8-2dca-4cb5-a28d-3ccb83e55eee"}
PAGE: Fields = {"page": 1, "page_size": 100}
QUERIED: Fields = {**PAGE, "order_by": "-modifiedDate", "query": "Northeast Metal Canada"}
CREATE: Fields = {**CONNECTION, "allow_sync_on_push_complete": False}
UPDATE: Fields = {**CREATE, "force_update": False}

DATE = "2022-10-23T00:00:00.000Z"
STATE: Fields = {
    "metadata": shared.Metadata(is_deleted=False),
    "modified_date": DATE,
    "source_modified_date": DATE,
}
DAVE: Fields = {"name": "Bank of Dave", "description": "An early adopter."}
DEFAULTS: Fields = {
    "bank_account": shared.BankAccount(id="32"),
    "customer": shared.CustomerDetails(id="<ID>"),
    "supplier": shared.SupplierDetails(id="<ID>"),
}
ACCOUNT = shared.Account(
    currency="USD", current_balance=Decimal(0), description="Money owed to the business.",
    fully_qualified_category="Asset.Current", fully_qualified_name="Cash On Hand",
    id="1b6266d1-1e44-46c5-8eb5-a8f98e03124e", is_bank_account=False, name="Accounts Receivable",
    nominal_code="610", status=shared.AccountStatus.ACTIVE, type=shared.AccountType.ASSET,
    valid_datatype_links=[
        shared.AccountValidDataTypeLinks(links=["Money"], property="Cambridgeshire grey technology")
    ],
    **STATE,
)  # fmt: skip

Use, Phone = shared.AccountingAddressType, shared.PhoneNumberType
JENAFURT = shared.Items(
    Use.BILLING, "Jenafurt", "Sweden", "innovative blue", "grey technology East", "30778",
    "quantify Polestar mobile",
)  # fmt: skip
DARENBERG = shared.Items(
    Use.UNKNOWN, "Darenberg", "Cote d'Ivoire", "Buckinghamshire functionalities Grocery", "Metal",
    "61380", "Interactions Senior Mouse",
)  # fmt: skip
ANN_ARBOR = shared.Items(
    Use.BILLING, "Ann Arbor", "Montserrat", "Reactive", "Metal cheater Islands", "43372",
    "Carolina syndicate",
)  # fmt: skip
OLENFURT = shared.Items(
    Use.DELIVERY, "Olenfurt", "Paraguay", "Home users Sharable", "Lev Wooden", "36848", "brightly"
)
NEW_CONTACT = shared.Contact(
    address=DARENBERG, email="Judd27@hotmail.com", modified_date=DATE, name="transmit likewise",
    phone=[shared.ContactPhone("(877) 492-8687", type=Phone.FAX)],
    status=shared.CustomerStatus.ACTIVE,
)  # fmt: skip
NEW_CUSTOMER = shared.Customer(
    addresses=[JENAFURT], contact_name="Durham after", contacts=[NEW_CONTACT], id="<ID>",
    customer_name="Rubber silver Indiana", default_currency="EUR",
    email_address="Thea_Ritchie76@hotmail.com", phone="948.595.2034", tax_number="discrete",
    registration_number="digital", status=shared.CustomerStatus.UNKNOWN,
    supplemental_data=shared.SupplementalData({"recusandae": {"maiores": "Mongolia"}}), **STATE,
)  # fmt: skip
CHANGED_CONTACT = shared.Contact(
    address=OLENFURT, email="Josie49@yahoo.com", modified_date=DATE,
    name="possimus navigating Diesel", status=shared.CustomerStatus.UNKNOWN,
    phone=[shared.ContactPhone("+44 25691 154789", type=Phone.PRIMARY)],
)  # fmt: skip
CHANGED_CUSTOMER = shared.Customer(
    addresses=[ANN_ARBOR], contact_name="East", contacts=[CHANGED_CONTACT], id="<ID>",
    customer_name="Reactive Global Northeast", default_currency="USD",
    email_address="Abe.Bogan@hotmail.com", phone="(883) 732-4217 x6499",
    registration_number="redundant ew", status=shared.CustomerStatus.ACTIVE,
    supplemental_data=shared.SupplementalData({"asperiores": {"quibusdam": "Omnigender"}}),
    tax_number="Volkswagen Specialist Bacon", **STATE,
)  # fmt: skip
NEW_SUPPLIER = shared.Supplier(
    addresses=[JENAFURT], contact_name="Durham after", default_currency="Intelligent Fish",
    email_address="Ricardo.Hand41@gmail.com", id="<ID>", phone="(877) 492-8687",
    registration_number="Profound", status=shared.SupplierStatus.ACTIVE,
    supplemental_data=shared.SupplierSupplementalData({"pariatur": {"accusantium": "Minivan"}}),
    supplier_name="Senior Mouse West", tax_number="Towels likewise", **STATE,
)  # fmt: skip
CHANGED_SUPPLIER = shared.Supplier(
    addresses=[ANN_ARBOR], contact_name="East", default_currency="Bicycle guestbook",
    email_address="Alexys.Hayes81@yahoo.com", id="<ID>", phone="(877) 492-8687",
    registration_number="indexing", status=shared.SupplierStatus.UNKNOWN,
    supplemental_data=shared.SupplierSupplementalData({"consectetur": {"ullam": "Jaguar"}}),
    supplier_name="visionary Buckinghamshire frictionless", tax_number="parse possimus", **STATE,
)  # fmt: skip

BANK_ACCOUNT_ID = "787dfb37-5707-4dc0-8a86-8d74e4cc78ea"
REF_ID = "40e3e57c-2322-4898-966c-ca41adfd23fd"
REF = shared.RecordRef(id=REF_ID)
LINE: Fields = {"account_ref": REF, "tax_rate_ref": REF, "tracking_refs": [REF]}
AMOUNTS: Fields = {"net_amount": Decimal("110.42"), "tax_amount": Decimal("14.43")}
PURCHASE: Fields = {
    "contact_ref": shared.ContactRef(id=REF_ID, type=shared.ContactRefType.SUPPLIER),
    "currency": "GBP",
    "lines": [shared.ExpenseTransactionLine(**LINE, **AMOUNTS)],
    "merchant_name": "Amazon UK",
    "notes": "APPLE.COM/BILL - 09001077498 - Card Ending: 4590",
}
EXPENSE = shared.ExpenseTransaction(
    bank_account_ref=shared.ExpenseTransactionBankAccountReference(id=BANK_ACCOUNT_ID),
    currency_rate=Decimal("4865.89"), id="4d7c6929-7770-412b-91bb-44d3bc71d111", issue_date=DATE,
    type=shared.ExpenseTransactionType.PAYMENT, **PURCHASE,
)  # fmt: skip
NEW: Fields = {"type": "New"}
CORRECTION = shared.UpdateExpenseRequest(
    bank_account_ref=shared.UpdateExpenseRequestBankAccountReference(id=BANK_ACCOUNT_ID),
    currency_rate=Decimal("8574.78"), issue_date="2022-06-28T00:00:00.000Z", **NEW, **PURCHASE,
)  # fmt: skip
FILE = operations.UploadExpenseAttachmentRequestBody(
    content=b"v/ghW&IC$x", request_body="Elegant Producer Electric"
)


class Example(NamedTuple):
    """A published call, and what it ends with."""

    fields: Fields
    status: int = 200
    says: str = ""
    """A part of the error; empty where the call succeeds."""
    why: str = ""


BAD_QUERY = (400, "query: expected a property and an operator", "a query is no search for words")
NO_RECORD = "no record has this id"
UNAUTHORISED = operations.UnlinkConnectionUpdateConnection(shared.DataConnectionStatus.PENDING_AUTH)
KIA, PORT = "Northeast Hatchback Kia", "Copper port East"
OTHER_CONNECTION = "d6258093-be98-4f60-90e1-ca6bcd49fb9a"
DATASET_IDS = shared.InitiateSync(["acce2362-83d6-4e3e-a27f-f4a08e7217d5"])
EXAMPLES = {
    "accounts.create": Example({**CREATE, "account": ACCOUNT, "timeout_in_minutes": 86}),
    "accounts.get_create_model": Example(CONNECTION),
    "companies.create": Example(DAVE),
    "companies.delete": Example(COMPANY, 204),
    "companies.get": Example(COMPANY),
    "companies.list": Example(QUERIED, *BAD_QUERY),
    "companies.update": Example(
        {**COMPANY, "company_request_body": shared.CompanyRequestBody(**DAVE)}
    ),
    "configuration.get": Example(COMPANY),
    "configuration.get_mapping_options": Example(COMPANY),
    "configuration.set": Example(
        {**COMPANY, "company_configuration": shared.CompanyConfiguration(**DEFAULTS)}
    ),
    "connections.create": Example(
        {**COMPANY, "request_body": operations.CreateConnectionRequestBody(platform_key="gbol")},
        403,
        "delete it first",
        "the company of the examples has its one accounting connection already",
    ),
    "connections.create_partner_expense_connection": Example(COMPANY),
    "connections.delete": Example(CONNECTION),
    "connections.get": Example(CONNECTION),
    "connections.list": Example({**COMPANY, **QUERIED}, *BAD_QUERY),
    "connections.unlink": Example(
        {**CONNECTION, "request_body": UNAUTHORISED},
        404,
        "with the status Unlinked",
        "PendingAuth is no status that unlinks",
    ),
    "customers.create": Example({**CREATE, "customer": NEW_CUSTOMER, "timeout_in_minutes": 522311}),
    "customers.get": Example({**COMPANY, "customer_id": KIA}, 404, KIA, NO_RECORD),
    "customers.list": Example({**COMPANY, **QUERIED}, *BAD_QUERY),
    "customers.update": Example(
        {**UPDATE, "customer": CHANGED_CUSTOMER, "customer_id": PORT, "timeout_in_minutes": 373959},
        404,
        PORT,
        NO_RECORD,
    ),
    "expenses.create": Example(
        {**COMPANY, "create_expense_request": shared.CreateExpenseRequest(items=[EXPENSE])}
    ),
    "expenses.update": Example(
        {**COMPANY, **TRANSACTION, "update_expense_request": CORRECTION},
        400,
        "type does not take 'New'",
        "only a transaction of the type Payment can be updated",
    ),
    "expenses.upload_attachment": Example({**SYNC, **TRANSACTION, "request_body": FILE}),
    "manage_data.get": Example(COMPANY),
    "manage_data.get_pull_operation": Example(
        {**COMPANY, "dataset_id": "7911a54a-c808-4f4b-b87e-b195f52b4da5"}
    ),
    "manage_data.list_pull_operations": Example(
        {**COMPANY, **QUERIED, "query": "Dock Elegant Buckinghamshire"}, *BAD_QUERY
    ),
    "manage_data.refresh_all_data_types": Example(COMPANY, 204),
    "manage_data.refresh_data_type": Example(
        {**COMPANY, "connection_id": OTHER_CONNECTION, "data_type": shared.DataType.INVOICES},
        404,
        OTHER_CONNECTION,
        "the company has no connection with this id; without it, invoices are read",
    ),
    "push_operations.get": Example(
        {**COMPANY, "push_operation_key": "b18d8d81-fd7b-4764-a31e-475cb1f36591"}
    ),
    "push_operations.list": Example({**COMPANY, **QUERIED}, *BAD_QUERY),
    "suppliers.create": Example({**CREATE, "supplier": NEW_SUPPLIER, "timeout_in_minutes": 452224}),
    "suppliers.get": Example({**COMPANY, **SUPPLIER}),
    "suppliers.list": Example({**COMPANY, **QUERIED}, *BAD_QUERY),
    "suppliers.update": Example(
        {**UPDATE, **SUPPLIER, "supplier": CHANGED_SUPPLIER, "timeout_in_minutes": 427089}
    ),
    "sync.get": Example(SYNC),
    "sync.get_last_successful_sync": Example(COMPANY),
    "sync.get_latest_sync": Example(COMPANY),
    "sync.initiate_sync": Example({**COMPANY, "initiate_sync": DATASET_IDS}, 202),
    "sync.list": Example(COMPANY),
    "transaction_status.get": Example({**SYNC, **TRANSACTION}),
    "transaction_status.list": Example({**SYNC, **PAGE}),
}


@pytest.fixture
def client(manual: Sandbox) -> Iterator[CodatSyncExpenses]:
    """Hold a client of a sandbox of one's own, over HTTP."""
    with manual, manual.client() as client:
        yield client


def call(client: CodatSyncExpenses, name: str, **fields: object) -> Any:
    """Return the response to an example, or to a call of its operation with other fields."""
    request = found(METHODS[name].request)(**fields or EXAMPLES[name].fields)
    resource, method = name.split(".")
    return getattr(getattr(client, resource), method)(request)


def test_every_operation_has_its_example() -> None:
    """The table has one row for each of the 41 operations of 3.1.0."""
    assert len(EXAMPLES) == 41
    assert EXAMPLES.keys() == METHODS.keys()


@pytest.mark.parametrize("name", [name for name, each in EXAMPLES.items() if not each.says])
def test_example_succeeds(client: CodatSyncExpenses, name: str) -> None:
    """An example ends with its status, and with content where its operation has any."""
    response = call(client, name)
    content: Fields = {**vars(response), "content_type": "", "status_code": 0, "raw_response": None}
    assert response.status_code == EXAMPLES[name].status
    assert any(content.values()) == bool(METHODS[name].answer)


@pytest.mark.parametrize("name", [name for name, each in EXAMPLES.items() if each.says])
def test_example_fails(client: CodatSyncExpenses, name: str) -> None:
    """An example that cannot succeed ends with its status, and the error says why."""
    try:
        response = call(client, name)
    except errors.SDKError as error:
        status, said = error.status_code, str(error)
    else:
        status, said = response.status_code, response.error_message.error
    assert status == EXAMPLES[name].status
    assert EXAMPLES[name].says in said, EXAMPLES[name].why


@pytest.mark.parametrize("record", ["account", "customer", "supplier"])
def test_creations_end_well(manual: Sandbox, client: CodatSyncExpenses, record: str) -> None:
    """The example that creates a record is pending, and then succeeds."""
    push = getattr(call(client, f"{record}s.create"), f"create_{record}_response")
    assert push.status is shared.PushOperationStatus.PENDING
    manual.advance(10)
    key = {"push_operation_key": push.push_operation_key}
    ended = call(client, "push_operations.get", **COMPANY, **key).push_operation
    assert ended.status is shared.PushOperationStatus.SUCCESS


def test_sync_ends_well(manual: Sandbox, client: CodatSyncExpenses) -> None:
    """The sync of the examples writes its dataset."""
    sync_id = call(client, "sync.initiate_sync").sync_initiated.sync_id
    manual.advance(10)
    status = call(client, "sync.get", **COMPANY, sync_id=sync_id).company_sync_status
    assert status.sync_status_code == 2000
