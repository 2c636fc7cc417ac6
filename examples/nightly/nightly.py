"""Deliver a night's card spend: from a CSV file to a report, through crashes.

It runs against a local sandbox, or with `CODAT_API_KEY` against the API. Run it again after it was
interrupted, and it goes on.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
import uuid
from collections import defaultdict
from contextlib import ExitStack
from datetime import date
from decimal import Decimal
from pathlib import Path

from codatsyncexpenses import CodatSyncExpenses
from codatsyncexpenses.errors import OutboxConflictError
from codatsyncexpenses.models import shared
from codatsyncexpenses.outbox import Outbox, Report
from codatsyncexpenses.sandbox import Sandbox

SPEND = Path(__file__).with_name("spend.csv")


def expense(row: dict[str, str]) -> shared.ExpenseTransaction:
    """Return the expense of a row; a card's transaction always has the same id."""
    line = shared.ExpenseTransactionLine(
        net_amount=Decimal(row["net_amount"]),
        tax_amount=Decimal(row["tax_amount"]),
        account_ref=shared.RecordRef(id=row["account_id"]),
    )
    return shared.ExpenseTransaction(
        id=str(uuid.uuid5(uuid.NAMESPACE_OID, row["card_transaction"])),
        type=shared.ExpenseTransactionType(row["type"]),
        issue_date=date.fromisoformat(row["issue_date"]),
        currency=row["currency"],
        merchant_name=row["merchant"],
        lines=[line],
    )


def read(spend: Path) -> dict[str, list[dict[str, str]]]:
    """Return the rows of a file, company by company."""
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    with spend.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["company_id"]].append(row)
    return found


def add(outbox: Outbox, company_id: str, rows: list[dict[str, str]], wrong: list[str]) -> int:
    """Add the expenses of a company, one by one if some cannot be added; return the number.

    :param wrong: the list to which the errors of the others are added
    """
    try:
        return outbox.add(company_id, map(expense, rows))
    except (ValueError, TypeError, ArithmeticError, OutboxConflictError) as error:
        if len(rows) == 1:  # a RequestError is a ValueError
            wrong.append(f"{rows[0]['card_transaction']} of {company_id}: {error!r}")
            return 0
    return sum(add(outbox, company_id, [row], wrong) for row in rows)


def show(report: Report) -> None:
    """Print the counts, and a line for each failure, with its remedy if one is known."""
    print(report)
    for each in report.failed:
        text = f"{each.expense_id} of {each.company_id}: {each.reason} {each.remedy or ''}"
        print(f"failed: {text}".rstrip())
    for receipt in report.failed_receipts:
        print(f"not attached: {receipt.path} of {receipt.expense_id}: {receipt.reason}")
    for stop in report.stopped:
        text = f"{stop.company_id}, {stop.expenses} expenses: {stop.reason} {stop.remedy or ''}"
        print(f"stopped: {text}".rstrip())


def main() -> int:
    """Add, deliver and report; the exit code is 1 where somebody has to act."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("spend", nargs="?", type=Path, default=SPEND)
    parser.add_argument("--outbox", type=Path, default=Path("nightly.db"))
    given = parser.parse_args()
    with ExitStack() as stack:
        if "CODAT_API_KEY" in os.environ:
            s = stack.enter_context(CodatSyncExpenses.from_env())
        else:
            s = stack.enter_context(Sandbox(clock="manual")).client()
        outbox = stack.enter_context(Outbox(given.outbox))
        wrong, found = list[str](), read(given.spend)
        new = sum(add(outbox, company_id, rows, wrong) for company_id, rows in found.items())
        print(f"{new} expenses are new")
        for each in wrong:
            print(f"left out: {each}")
        report = outbox.deliver(s)
        show(report)
        # The report covers this run; what one that was killed has written is in the status.
        print(f"so far: {outbox.status()}")
    failures = report.failed_count + report.failed_receipt_count + len(report.stopped)
    return 1 if wrong or failures else 0


if __name__ == "__main__":
    sys.exit(main())
