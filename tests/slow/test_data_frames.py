"""Records of lists in data frames, and numpy's scalars in requests."""

import dataclasses
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest

from codatsyncexpenses._bases.codec import CodecError, encode
from codatsyncexpenses._schema.checks import violations
from codatsyncexpenses.models import shared
from codatsyncexpenses.utils import ModelList
from tests.support.document_runner import run_blocks
from tests.support.documents import ROOT, blocks

# They have no types, or less strict ones.
numpy: Any = import_module("numpy")
pandas: Any = import_module("pandas")
polars: Any = import_module("polars")

Status = shared.CompanySyncStatus
HISTORY = ModelList(
    Status("c", code == 2000, "" if code < 4000 else "no", None, str(day), "x", code, utc)
    for day, code, utc in [
        (1, 2000, "2026-10-21T10:11:12.1234567Z"),
        (2, 5130, "2026-10-22T10:11:12"),
        (3, 1000, "2026-10-23T10:11:12+02:00"),
    ]
)


def test_pandas() -> None:
    """A pandas frame is made of the records as they are, with times that are times."""
    frame = pandas.DataFrame(HISTORY.to_records())
    assert str(frame["sync_utc"].dt.tz) == "UTC"
    assert frame["sync_utc"].dt.hour.tolist() == [10, 10, 8]
    assert frame["sync_status_code"].dtype == "int64"
    assert frame["data_pushed"].dtype == "bool"
    assert frame["group"].value_counts().to_dict() == {"success": 1, "failure": 1, "running": 1}
    assert frame.set_index("sync_utc").resample("D")["sync_id"].count().tolist() == [1, 1, 1]


def test_pandas_with_gaps() -> None:
    """A status without a time is NaT, in a column of times."""
    frame = pandas.DataFrame(
        [*HISTORY.to_records(), *ModelList([Status(sync_utc="soon")]).to_records()]
    )
    assert str(frame["sync_utc"].dt.tz) == "UTC"
    assert frame["sync_utc"].isna().tolist() == [False, False, False, True]


def test_polars() -> None:
    """A polars frame is made of the records as they are, with times that are times."""
    frame = polars.DataFrame(HISTORY.to_records())
    assert frame.schema["sync_utc"] == polars.Datetime("us", "UTC")
    assert frame.schema["sync_status_code"] == polars.Int64
    assert frame["sync_utc"].dt.hour().to_list() == [10, 10, 8]
    assert frame.filter(polars.col("group") == "failure")["sync_id"].to_list() == ["2"]


def test_polars_with_late_texts() -> None:
    """A polars frame that looks at all records finds the type of a field that is None at first."""
    early = [Status(sync_id=f"s{number}", sync_status_code=2000) for number in range(200)]
    late = ModelList([*early, Status(error_message="no", sync_utc="2026-10-23")])
    frame = polars.DataFrame(late.to_records(), infer_schema_length=None)
    assert frame["error_message"].drop_nulls().to_list() == ["no"]
    assert frame.schema["sync_utc"] == polars.Datetime("us", "UTC")


LINE = shared.ExpenseTransactionLine(shared.RecordRef("a"), net_amount=Decimal("1.10"))
EXPENSE = shared.ExpenseTransaction(
    currency="GBP",
    id="70000000-0000-4000-8000-000000000001",
    issue_date="2026-01-01",
    type=shared.ExpenseTransactionType.PAYMENT,
    lines=[LINE],
)


@pytest.mark.parametrize(
    ("expense", "path", "messages"),
    [
        (
            dataclasses.replace(
                EXPENSE, lines=[dataclasses.replace(LINE, net_amount=numpy.float64(1.5))]
            ),
            "body.lines[0].net_amount",
            ['a float is not exact: use decimal.Decimal("1.5")'],
        ),
        (
            dataclasses.replace(
                EXPENSE, lines=[dataclasses.replace(LINE, net_amount=numpy.int64(1))]
            ),
            "body.lines[0].net_amount",
            ["expected a Decimal, not int64"],
        ),
        (
            dataclasses.replace(EXPENSE, post_as_draft=numpy.bool_(True)),
            "body.post_as_draft",
            ["expected a bool, not numpy.bool", "expected a bool, not bool_"],
        ),
    ],
    ids=["float64", "int64", "bool"],
)
def test_numpy_numbers(expense: object, path: str, messages: list[str]) -> None:
    """A scalar of numpy that is a number, or a bool, is refused by its type."""
    (found,) = violations(expense, type(expense), "body", {}, checked=True)
    assert found.path == path
    assert found.message in messages
    with pytest.raises(CodecError) as caught:
        encode(expense, type(expense), "body")
    assert list(caught.value.violations) == [found]


def test_numpy_texts() -> None:
    """A text of numpy is a text."""
    company = shared.CompanyRequestBody(numpy.str_("Toft"))
    assert encode(company, shared.CompanyRequestBody, "body")
    assert not violations(company, shared.CompanyRequestBody, "body", {}, checked=True)


def test_the_guide_reads_expenses_from_a_csv_file() -> None:
    """The expenses of the guide keep the text of the file, and the API would accept them."""
    guide = ROOT / "docs" / "guides" / "outbox.md"
    shown = [
        block for block in blocks(guide.read_text("utf-8")) if block.comment == "needs: pandas"
    ]
    (expense,) = run_blocks(guide, shown)["expenses"]
    assert (expense.lines[0].net_amount, expense.lines[0].account_ref.id) == (Decimal("9.50"), "6")
    assert encode(expense, shared.ExpenseTransaction)
