"""Expenses are added once, checked, and in the caller's transaction."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, nullcontext
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy import orm

from codatsyncexpenses.errors import (
    OutboxConflictError,
    OutboxError,
    RequestError,
    RequestValidationError,
)
from codatsyncexpenses.models import shared
from codatsyncexpenses.outbox import Delivery, Outbox
from codatsyncexpenses.sandbox import Sandbox, companies
from tests.support.outbox import expense

GOOD, BAD = companies.SUCCEEDS.id, companies.WRITE_FAILED.id
ONE = expense("one")
OTHER = replace(ONE, notes="other")


def states(outbox: Outbox) -> list[str]:
    """Return the states of the expenses."""
    return [each.state for each in outbox.status().outcomes()]


def ended(outbox: Outbox, state: str, sandbox: Sandbox, **options: Any) -> None:
    """Bring an expense that a company refuses to a state."""
    given = [ONE]
    outbox.add(BAD if state in ("failed", "sending") else GOOD, given, **options)
    if state == "cancelled":
        outbox.cancel()
    elif state == "sending":  # the run ends while its sync is under way
        outbox.deliver(sandbox.in_process_client(), timeout=2)
    elif state != "waiting":
        outbox.deliver(sandbox.in_process_client())


# The state of an expense; how many are added if it is added again, and added with other content,
# where None is an error.
AGAIN = [
    ("waiting", 0, None),
    ("sending", 0, None),
    ("written", 0, None),
    ("failed", 0, 1),
    ("cancelled", 1, 1),
]


@pytest.mark.parametrize(("state", "added"), [(state, same) for state, same, _ in AGAIN])
def test_the_same_again(outbox: Outbox, manual: Sandbox, state: str, added: int) -> None:
    """The same content is one expense; after a cancel it is to be sent again."""
    ended(outbox, state, manual)
    company = outbox.status().to_records()[0]["company_id"]
    assert outbox.add(company, [ONE]) == added
    assert states(outbox) == ["waiting" if added else state]


@pytest.mark.parametrize(("state", "added"), [(state, other) for state, _, other in AGAIN])
def test_other_content(outbox: Outbox, manual: Sandbox, state: str, added: int | None) -> None:
    """A correction is taken after a failure or a cancel; else an error names the id."""
    ended(outbox, state, manual)
    company = outbox.status().to_records()[0]["company_id"]
    if added is not None:
        assert outbox.add(company, [OTHER]) == added
        assert states(outbox) == ["waiting"]
        return
    with pytest.raises(OutboxConflictError, match=f"{ONE.id} of the company {company} is {state}"):
        outbox.add(company, [expense("two"), OTHER])
    assert states(outbox) == [state]


@pytest.mark.parametrize("state", [state for state, *_ in AGAIN])
def test_receipts_for_an_expense_without(
    outbox: Outbox, manual: Sandbox, tmp_path: Path, state: str
) -> None:
    """Receipts may come later; only an expense that was not sent, or failed, is to be sent."""
    ended(outbox, state, manual)
    company = outbox.status().to_records()[0]["company_id"]
    paths = {ONE.id: tmp_path / "lunch.pdf"}
    with pytest.raises(RequestError, match="there is no file"):
        outbox.add(company, [ONE], receipts=paths)
    paths[ONE.id].write_bytes(b"%PDF")
    assert [outbox.add(company, [ONE], receipts=paths) for _ in range(2)] == [1, 0]
    (outcome,) = outbox.status().outcomes()
    assert outcome.receipts == (str(paths[ONE.id]),)
    assert outcome.state == (state if state in ("sending", "written") else "waiting")


@pytest.mark.parametrize(
    ("state", "again"),
    [("waiting", None), ("waiting", "lunch.pdf"), ("cancelled", None), ("cancelled", "lunch.pdf")],
)
def test_an_expense_keeps_its_receipts(
    outbox: Outbox, tmp_path: Path, state: str, again: str | None
) -> None:
    """Adding everything again needs neither the receipts nor their files."""
    (tmp_path / "lunch.pdf").write_bytes(b"%PDF")
    outbox.add(GOOD, [ONE], receipts={ONE.id: tmp_path / "lunch.pdf"})
    if state == "cancelled":
        outbox.cancel()
    (tmp_path / "lunch.pdf").unlink()
    given = None if again is None else {ONE.id: tmp_path / again}
    assert outbox.add(GOOD, [ONE], receipts=given) == (state == "cancelled")
    (outcome,) = outbox.status().outcomes("waiting")
    assert outcome.receipts == (str(tmp_path / "lunch.pdf"),)


def test_only_what_is_added_again_is_renewed(outbox: Outbox) -> None:
    """Others of the company in the same state stay as they are."""
    outbox.add(GOOD, [ONE, expense("two")])
    outbox.cancel()
    assert outbox.add(GOOD, [OTHER]) == 1
    assert states(outbox) == ["waiting", "cancelled"]


# The state of an expense with a receipt; whether it is corrected, whether it changes when it is
# added with another one, and its receipts and its state then.
@pytest.mark.parametrize(
    ("state", "is_other", "receipts", "after"),
    [
        ("waiting", False, ["lunch.pdf", "other.pdf"], "waiting"),
        ("sending", False, ["lunch.pdf", "other.pdf"], "sending"),
        ("failed", False, ["lunch.pdf", "other.pdf"], "waiting"),
        ("failed", True, ["other.pdf"], "waiting"),
        ("cancelled", False, ["other.pdf"], "waiting"),
        ("cancelled", True, ["other.pdf"], "waiting"),
    ],
)
def test_another_receipt(
    stored: Outbox,
    manual: Sandbox,
    tmp_path: Path,
    state: str,
    is_other: bool,
    receipts: list[str],
    after: str,
) -> None:
    """An expense keeps its receipts and gets the new one, unless it is cancelled or corrected."""
    paths = [tmp_path / name for name in ("lunch.pdf", "other.pdf")]
    for path in paths:
        path.write_bytes(b"%PDF")
    ended(stored, state, manual, receipts={ONE.id: paths[0]})
    company = stored.status().to_records()[0]["company_id"]
    given = [OTHER if is_other else ONE]
    assert [stored.add(company, given, receipts={ONE.id: paths[1]}) for _ in range(2)] == [1, 0]
    (outcome,) = stored.status().outcomes()
    found = [Path(each).name for each in outcome.receipts]
    assert (found, outcome.state) == (receipts, after)


def test_a_new_receipt_has_to_exist(outbox: Outbox, tmp_path: Path) -> None:
    """The error names the new file alone, and the expense keeps its receipts."""
    paths = [tmp_path / name for name in ("lunch.pdf", "other.pdf")]
    paths[0].write_bytes(b"%PDF")
    outbox.add(GOOD, [ONE], receipts={ONE.id: paths[0]})
    paths[0].unlink()
    with pytest.raises(RequestError, match=f"no file {paths[1]} [^,]*$"):
        outbox.add(GOOD, [ONE], receipts={ONE.id: paths})
    (outcome,) = outbox.status().outcomes()
    assert outcome.receipts == (str(paths[0]),)


def test_an_empty_receipt(outbox: Outbox, tmp_path: Path) -> None:
    """An error names the file, here and where a delivery is planned."""
    (tmp_path / "lunch.pdf").touch()
    receipts = {ONE.id: tmp_path / "lunch.pdf"}
    for add in (outbox.add, Delivery.plan):
        with pytest.raises(RequestError, match=r"the file is empty: /.*lunch\.pdf \(expense"):
            add(GOOD, [ONE], receipts=receipts)
    assert states(outbox) == []


def test_ids_have_one_spelling(outbox: Outbox) -> None:
    """An id in capitals, or without hyphens, is the same id."""
    spelled = [replace(ONE, id=ONE.id.upper()), replace(ONE, id=ONE.id.replace("-", ""))]
    assert outbox.add(GOOD, [ONE]) == 1
    assert [outbox.add(GOOD.upper(), [each]) for each in spelled] == [0, 0]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("10", "10.00", True),
        ("9.50", "9.5", True),
        ("0", "0.00", True),
        ("-0.10", "-0.1", True),
        ("100", "10", False),
        ("10.01", "10.1", False),
        ("1" * 5000, "1" * 5000, True),
    ],
)
def test_amounts_are_compared_as_numbers(
    outbox: Outbox, one: str, other: str, is_same: bool
) -> None:
    """The zeros at the end of an amount are no other content."""
    given = [
        replace(ONE, lines=[shared.ExpenseTransactionLine(net_amount=Decimal(each))])
        for each in (one, other)
    ]
    assert outbox.add(GOOD, given[:1]) == 1
    with nullcontext() if is_same else pytest.raises(OutboxConflictError, match="other content"):
        assert outbox.add(GOOD, given[1:]) == 0


def test_a_receipt_that_is_named_twice(outbox: Outbox, tmp_path: Path) -> None:
    """It is one receipt."""
    (tmp_path / "lunch.pdf").write_bytes(b"%PDF")
    outbox.add(GOOD, [ONE], receipts={ONE.id: [tmp_path / "lunch.pdf"] * 2})
    (outcome,) = outbox.status().outcomes()
    assert outcome.receipts == (str(tmp_path / "lunch.pdf"),)


def test_two_companies_may_use_one_id(stored: Outbox) -> None:
    """An id is unique within its company."""
    assert [stored.add(company, [ONE]) for company in (GOOD, BAD)] == [1, 1]


def test_many_are_added_at_once(stored: Outbox) -> None:
    """More expenses than fit a statement are added, and found again."""
    many = [expense(str(number)) for number in range(1200)]
    assert [stored.add(GOOD, many) for _ in range(2)] == [1200, 0]
    assert stored.status().waiting == 1200


def test_an_id_may_be_a_uuid(outbox: Outbox) -> None:
    """An expense whose id is a UUID is the same as one with its text."""
    given: Any = UUID(ONE.id)
    assert outbox.add(GOOD, [replace(ONE, id=given)]) == 1
    assert outbox.add(GOOD, [ONE]) == 0


def test_every_violation_is_listed(outbox: Outbox) -> None:
    """The error lists the violations of all expenses, and nothing is added."""
    wrong = [ONE, replace(expense("two"), currency="pounds"), replace(expense("three"), id="3")]
    with pytest.raises(RequestValidationError) as caught:
        outbox.add(GOOD, wrong)
    paths = [each.path for each in caught.value.violations]
    assert paths == ["expenses[1].currency", "expenses[2].id"]
    assert f"expenses[1] (id {wrong[1].id}): currency: must be" in str(caught.value)
    assert "; expenses[2] (id 3): id: must be" in str(caught.value)
    assert states(outbox) == []


def test_the_first_violations_are_shown(outbox: Outbox) -> None:
    """The text has five, and the number of the others; an id of any length is cut."""
    wrong = [replace(expense(str(number)), id="x" * 99) for number in range(7)]
    with pytest.raises(RequestValidationError, match=r" and 2 more$") as caught:
        outbox.add(GOOD, wrong)
    text = str(caught.value)
    assert (text.count("(id xxx"), text.count(f"(id {'x' * 37}")) == (5, 0)


def test_every_missing_receipt_is_counted(outbox: Outbox) -> None:
    """The error names five of the files that are missing, each with its expense, and adds none."""
    given = [expense(str(number)) for number in range(7)]
    with pytest.raises(
        RequestError, match=r"no file /.*/0\.pdf \(expense .* and 2 more$"
    ) as caught:
        outbox.add(GOOD, given, receipts={each.id: f"{n}.pdf" for n, each in enumerate(given)})
    assert [each.id in str(caught.value) for each in given] == [True] * 5 + [False] * 2
    assert states(outbox) == []


# Arguments of `add`, and the error.
REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "company": ({"company_id": "x"}, "company_id must be a UUID, not 'x'"),
    "none": ({"expenses": None}, "expenses must be a list of expenses, not NoneType"),
    "single": ({"expenses": ONE}, "expenses must be a list of expenses, not ExpenseTransaction"),
    "dict": ({"expenses": [{}]}, "expected an ExpenseTransaction, not dict"),
    "twice": ({"expenses": [ONE, OTHER]}, f"two of the expenses have the id {ONE.id}"),
    "list": ({"receipts": [1]}, "receipts must map ids of expenses to paths, not list"),
    "stranger": ({"receipts": {GOOD: __file__}}, f"receipts names {GOOD}, which is no id of these"),
    "missing": ({"receipts": {ONE.id: "no.pdf"}}, r"there is no file /.*/no\.pdf"),
    "null": ({"receipts": {ONE.id: "lunch\0.pdf"}}, "there is no file /.*lunch"),
    "long": ({"receipts": {ONE.id: "x" * 5000}}, "there is no file /.*xxx"),
    "bytes": ({"receipts": {ONE.id: "lunch \udcff.pdf"}}, "expected a path, not 'lunch "),
    "number": ({"receipts": {ONE.id: 3}}, "expected a path, not 3"),
    "connection": ({"connection": 3}, "connection must be an SQLAlchemy connection, .*, not 3"),
    "session": (
        {"connection": orm.Session()},
        r"such as `session\.connection\(\)` of a session, not",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_arguments_are_checked(outbox: Outbox, name: str) -> None:
    """A wrong argument has a clear error, and nothing is added."""
    wrong, error = REFUSED[name]
    arguments: dict[str, Any] = {"company_id": GOOD, "expenses": [ONE], **wrong}
    with pytest.raises(RequestError, match=error):
        outbox.add(**arguments)
    assert states(outbox) == []


@pytest.mark.parametrize("is_kept", [True, False], ids=["commit", "rollback"])
def test_the_callers_transaction_decides(where: Path | sa.Engine, is_kept: bool) -> None:
    """A commit of the application adds the expenses with its own rows; a rollback adds neither."""
    with Outbox(where) as outbox:
        engine = sa.create_engine(f"sqlite:///{where}") if isinstance(where, Path) else where
        with engine.connect() as connection:
            connection.exec_driver_sql("CREATE TABLE bought (name TEXT)")
            connection.commit()
            connection.exec_driver_sql("INSERT INTO bought VALUES ('lunch')")
            assert outbox.add(GOOD, [ONE], connection=connection) == 1
            (connection.commit if is_kept else connection.rollback)()
            own = connection.exec_driver_sql("SELECT * FROM bought").all()
        assert (len(own), outbox.status().waiting) == ((1, 1) if is_kept else (0, 0))
        if isinstance(where, Path):
            engine.dispose()


def test_a_connection_that_commits_each_statement(stored: Outbox) -> None:
    """Nothing is added where a rollback would undo nothing."""
    with stored._database.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        with pytest.raises(RequestError, match="AUTOCOMMIT"):
            stored.add(GOOD, [ONE], connection=connection)
    assert states(stored) == []


def test_a_closed_connection(outbox: Outbox) -> None:
    """A connection, or a transaction, that has been closed has a clear error."""
    with outbox._database.engine.begin() as connection:
        connection.commit()
        with pytest.raises(OutboxError, match="closed transaction"):
            outbox.add(GOOD, [ONE], connection=connection)
    with pytest.raises(RequestError, match="connection is closed"):
        outbox.add(GOOD, [ONE], connection=connection)


def test_a_connection_of_another_database(outbox: Outbox, tmp_path: Path) -> None:
    """A connection to a database without the outbox is an error of the outbox."""
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'other.db'}")
    with engine.connect() as connection, pytest.raises(OutboxError, match="no such table"):
        outbox.add(GOOD, [ONE], connection=connection)
    engine.dispose()


def test_the_error_has_no_content(outbox: Outbox, tmp_path: Path) -> None:
    """The text of a failure does not repeat the expenses."""
    with closing(sqlite3.connect(tmp_path / "outbox.db")) as damaged:
        damaged.execute("ALTER TABLE codat_outbox_expenses DROP COLUMN receipts")
    secret = replace(ONE, notes="for the lawyers")
    with pytest.raises(OutboxError) as caught:
        outbox.add(GOOD, [secret])
    assert "lawyers" not in f"{caught.value} {caught.value.__cause__}"


def test_writers_at_once(where: Path | sa.Engine) -> None:
    """Of expenses that several threads add at once, each is there once."""
    outboxes = [Outbox(where) for _ in range(4)]
    given = [expense(str(number)) for number in range(50)]
    with ThreadPoolExecutor(4) as pool:
        adding = [pool.submit(each.add, GOOD, given) for each in outboxes]
    assert sum(each.result() for each in adding) == 50
    assert outboxes[0].status().waiting == 50
    for each in outboxes:
        each.close()
