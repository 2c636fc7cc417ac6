"""Take a new customer from nothing to an expense in the accounting software, against a sandbox.

docs/guides/from-a-new-customer-to-a-synced-expense.md explains each step.
"""

import time
import uuid
from datetime import datetime, timezone
from decimal import Decimal

import requests

from codatsyncexpenses import CodatSyncExpenses
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.sandbox import Sandbox

NEEDED = ("bankAccounts", "chartOfAccounts", "customers", "suppliers", "taxRates")


def connect(s: CodatSyncExpenses, name: str) -> tuple[str, str]:
    """Create a company, connect it, wait until its data is read, and return both ids."""
    company = s.companies.create(name=name).result()
    body = shared.CreateConnectionRequestBody(platform_key="gbol")
    connection = s.connections.create(company_id=company.id, request_body=body).result()
    # In the sandbox, opening the link is enough. In the real world, show it to the customer.
    requests.get(connection.link_url, timeout=10).raise_for_status()
    s.connections.create_partner_expense_connection(company_id=company.id).result()
    print(f"Company {name} {company.id}, connected to {connection.platform_name}")
    for _ in range(100):
        data = s.manage_data.get(company_id=company.id).result()
        if all((status := data.get(each)) and status.last_successful_sync for each in NEEDED):
            return company.id, connection.id
        time.sleep(0.2)
    raise TimeoutError("the company's data was not read in time")


def write_supplier(s: CodatSyncExpenses, company_id: str, connection_id: str) -> shared.Supplier:
    """Write a supplier, let the service read it, and return it."""
    supplier = shared.Supplier(
        status=shared.SupplierStatus.ACTIVE, supplier_name="Card merchants", default_currency="GBP"
    )
    created = s.suppliers.create(
        company_id=company_id,
        connection_id=connection_id,
        allow_sync_on_push_complete=False,
        supplier=supplier,
    ).result()
    push = s.push_operations.wait(
        company_id=company_id, push_operation_key=created.push_operation_key, interval=0.2
    ).result()
    print(f"Supplier {push.status}")
    pull = s.manage_data.refresh_data_type(
        company_id=company_id, data_type=shared.DataType.SUPPLIERS
    ).result()
    s.manage_data.wait(company_id=company_id, dataset_id=pull.id, interval=0.2)
    suppliers = s.suppliers.list_all(company_id=company_id)
    return next(each for each in suppliers if each.supplier_name == supplier.supplier_name)


def configure(
    s: CodatSyncExpenses, company_id: str, supplier: shared.Supplier
) -> shared.MappingOptions:
    """Set the defaults of expenses, and return the options for mapping their lines."""
    options = s.mapping_options.get_mapping_options(company_id=company_id).result()
    bank_account = next(each for each in options.accounts or [] if each.is_bank_account)
    customer = next(iter(s.customers.list_all(company_id=company_id)))
    defaults = shared.CompanyConfiguration(
        bank_account=shared.BankAccountDetails(bank_account.id),
        customer=shared.CustomerDetails(customer.id),
        supplier=shared.SupplierDetails(supplier.id),
    )
    s.configuration.set(company_id=company_id, company_configuration=defaults).result()
    return options


def lunch(options: shared.MappingOptions) -> shared.ExpenseTransactionLine:
    """Return the line of an expense, with an account and a tax rate that the company has."""
    payment = shared.ValidTransactionTypes.PAYMENT
    account = next(
        each for each in options.accounts or [] if payment in (each.valid_transaction_types or [])
    )
    rate = next(each for each in options.tax_rates or [] if each.effective_tax_rate == 20)
    return shared.ExpenseTransactionLine(
        net_amount=Decimal("10.00"),
        tax_amount=Decimal("2.00"),
        account_ref=shared.RecordRef(account.id),
        tax_rate_ref=shared.RecordRef(rate.id),
    )


def write(s: CodatSyncExpenses, company_id: str, line: shared.ExpenseTransactionLine) -> None:
    """Create an expense, attach its receipt, and correct it."""
    expense = shared.ExpenseTransaction(
        id=str(uuid.uuid4()),  # store it before you send it
        type=shared.ExpenseTransactionType.PAYMENT,
        issue_date=datetime(2026, 5, 4, 12, 15, tzinfo=timezone.utc),
        currency="GBP",
        merchant_name="Quay Street Café",
        lines=[line],
    )
    sync = s.expenses.create_and_wait(
        company_id=company_id, create_expense_request=[expense], interval=0.2
    ).result()
    for each in s.transaction_status.list_all(company_id=company_id, sync_id=sync.sync_id):
        print(f"Expense {each.transaction_id} {each.status}")

    receipt = operations.UploadExpenseAttachmentRequestBody(b"%PDF-1.7 ...", "receipt.pdf")
    s.attachments.upload(
        company_id=company_id,
        sync_id=sync.sync_id,
        transaction_id=expense.id,
        request_body=receipt,
    ).result()
    line.net_amount = Decimal("12.50")
    change = shared.UpdateExpenseRequest(
        type=expense.type,
        issue_date=expense.issue_date,
        currency=expense.currency,
        notes="With the tip",
        lines=[line],
    )
    s.expenses.update_and_wait(
        company_id=company_id,
        transaction_id=expense.id,
        update_expense_request=change,
        interval=0.2,
    )
    print("Receipt attached, and the expense corrected")


# The sandbox runs ten times as fast, to shorten the waits for reads and writes.
with Sandbox(speed=10) as sandbox, sandbox.client() as client:
    company_id, connection_id = connect(client, "Toft stores")
    supplier = write_supplier(client, company_id, connection_id)
    options = configure(client, company_id, supplier)
    write(client, company_id, lunch(options))
