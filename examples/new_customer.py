"""Take a new customer from nothing to an expense in the accounting software, against a sandbox.

docs/guides/from-a-new-customer-to-a-synced-expense.md explains each step.
"""

import time
import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

import requests

from codatsyncexpenses import CodatSyncExpenses
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.sandbox import Sandbox

T = TypeVar("T")
NEEDED = {"bankAccounts", "chartOfAccounts", "customers", "suppliers", "taxRates"}


def there(value: T | None) -> T:
    """Return a value that every successful response has."""
    if value is None:
        raise LookupError("the answer lacks what it should hold")
    return value


def follow(read: Callable[[], T], has_ended: Callable[[T], bool | None]) -> T:
    """Read an operation until it has ended, a hundred times at most, and return it."""
    for _ in range(100):
        answer = read()
        if has_ended(answer):
            return answer
        time.sleep(0.2)
    raise TimeoutError("it has not ended in time")


def connect(s: CodatSyncExpenses, name: str) -> tuple[str, str]:
    """Create a company, connect it, wait until its data is read, and return both ids."""
    company = there(s.companies.create(shared.CompanyRequestBody(name)).company)
    body = shared.CreateConnectionRequestBody(platform_key="gbol")
    created = s.connections.create(operations.CreateConnectionRequest(company.id, body))
    connection = there(created.connection)
    # In the sandbox, opening the link is enough. In the real world, show it to the customer.
    requests.get(connection.link_url, timeout=10).raise_for_status()
    s.connections.create_partner_expense_connection(
        operations.CreatePartnerExpenseConnectionRequest(company.id)
    )
    print(f"Company {name} {company.id}, connected to {connection.platform_name}")
    request = operations.GetDataStatusRequest(company.id)
    follow(
        lambda: there(s.manage_data.get(request).data_status_response),
        lambda data: all(
            (status := data.get(name)) and status.last_successful_sync for name in NEEDED
        ),
    )
    return company.id, connection.id


def write_supplier(s: CodatSyncExpenses, company_id: str, connection_id: str) -> str:
    """Write a supplier, let the service read it, and return its id."""
    supplier = shared.Supplier(
        status=shared.SupplierStatus.ACTIVE, supplier_name="Card merchants", default_currency="GBP"
    )
    create = operations.CreateSupplierRequest(
        company_id, connection_id, allow_sync_on_push_complete=False, supplier=supplier
    )
    key = there(s.suppliers.create(create).create_supplier_response).push_operation_key
    request = operations.GetPushOperationRequest(company_id, key)
    push = follow(
        lambda: there(s.push_operations.get(request).push_operation),
        lambda answer: answer.status != shared.PushOperationStatus.PENDING,
    )
    print(f"Supplier {push.status} {push.error_message or ''}".rstrip())
    refresh = operations.RefreshDataTypeRequest(company_id, shared.DataType.SUPPLIERS)
    begun = there(s.manage_data.refresh_data_type(refresh).pull_operation)
    read = operations.GetPullOperationRequest(company_id, begun.id)
    follow(
        lambda: there(s.manage_data.get_pull_operation(read).pull_operation),
        lambda answer: answer.is_completed or answer.is_errored,
    )
    return there(there(there(push.changes)[0].record_ref).id)


def configure(s: CodatSyncExpenses, company_id: str, supplier_id: str) -> shared.MappingOptions:
    """Set the defaults of expenses, and return the options for mapping their lines."""
    request = operations.GetMappingOptionsRequest(company_id)
    options = there(s.mapping_options.get_mapping_options(request).mapping_options)
    bank_account = next(each for each in there(options.accounts) if each.is_bank_account)
    customer = next(iter(s.customers.list_all(operations.ListCustomersRequest(company_id))))
    defaults = shared.CompanyConfiguration(
        bank_account=shared.BankAccountDetails(bank_account.id),
        customer=shared.CustomerDetails(customer.id),
        supplier=shared.SupplierDetails(supplier_id),
    )
    s.configuration.set(operations.SetCompanyConfigurationRequest(company_id, defaults))
    return options


def lunch(options: shared.MappingOptions) -> shared.ExpenseTransaction:
    """Return a new expense, whose id must be stored before it is sent."""
    payment = shared.ValidTransactionTypes.PAYMENT
    accounts = there(options.accounts)
    account = next(each for each in accounts if payment in (each.valid_transaction_types or []))
    rate = next(each for each in there(options.tax_rates) if each.effective_tax_rate == 20)
    line = shared.ExpenseTransactionLine(
        net_amount=Decimal("10.00"),
        tax_amount=Decimal("2.00"),
        account_ref=shared.RecordRef(account.id),
        tax_rate_ref=shared.RecordRef(rate.id),
    )
    return shared.ExpenseTransaction(
        id=str(uuid.uuid4()),
        type=shared.ExpenseTransactionType.PAYMENT,
        issue_date="2026-05-04T12:15:00Z",
        currency="GBP",
        merchant_name="Quay Street Café",
        lines=[line],
    )


def write(s: CodatSyncExpenses, company_id: str, expense: shared.ExpenseTransaction) -> None:
    """Create an expense, attach its receipt, and correct it."""
    request = operations.CreateExpenseTransactionRequest(company_id, [expense])
    sync_id = there(there(s.expenses.create(request).create_expense_response).sync_id)
    s.sync.wait(operations.GetSyncByIDRequest(company_id, sync_id), interval=0.2)
    outcomes = operations.ListSyncTransactionsRequest(company_id, sync_id)
    for each in s.transaction_status.list_all(outcomes):
        print(f"Expense {each.transaction_id} {each.status}")

    receipt = operations.UploadExpenseAttachmentRequestBody(b"%PDF-1.7 ...", "receipt.pdf")
    s.attachments.upload(
        operations.UploadExpenseAttachmentRequest(company_id, sync_id, expense.id, receipt)
    )
    there(expense.lines)[0].net_amount = Decimal("12.50")
    change = shared.UpdateExpenseRequest(
        type=expense.type,
        issue_date=expense.issue_date,
        currency=expense.currency,
        notes="With the tip",
        lines=expense.lines,
    )
    update = operations.UpdateExpenseTransactionRequest(company_id, expense.id, change)
    sync_id = there(there(s.expenses.update(update).update_expense_response).sync_id)
    s.sync.wait(operations.GetSyncByIDRequest(company_id, sync_id), interval=0.2)
    print("Receipt attached, and the expense corrected")


# The sandbox runs ten times as fast, to shorten the waits for reads and writes.
with Sandbox(speed=10) as sandbox, sandbox.client(raise_on_error=True) as client:
    company_id, connection_id = connect(client, "Toft stores")
    supplier_id = write_supplier(client, company_id, connection_id)
    options = configure(client, company_id, supplier_id)
    write(client, company_id, lunch(options))
