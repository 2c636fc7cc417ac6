"""Values in a few words: the lines of a list, and the columns that have room."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from codatsyncexpenses._bases.model import Model
from codatsyncexpenses._display.brief import brief
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.sandbox import Sandbox
from codatsyncexpenses.utils import ModelList
from tests.display.test_notebook import page

AMOUNTS = [Decimal("10.25"), Decimal(-4), Decimal(1), Decimal(2)]


@dataclass(repr=False)
class Thing(Model):
    """A model of no contract, with a value of any kind."""

    held: Any = None
    name: str | None = None
    status: str | None = None
    id: str | None = None


def things(*states: str | None) -> list[Thing]:
    """Make a thing for each state."""
    return [Thing(name=f"n{number}", status=state) for number, state in enumerate(states)]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("", ""),
        ([], ""),
        ({}, ""),
        (Thing(), ""),
        (False, "no"),
        (True, "yes"),
        (0, "0"),
        (Decimal("1.10"), "1.10"),
        (shared.SyncStatusCode.SUCCEEDED, "2000"),
        (shared.ExpenseTransactionType.PAYMENT, "Payment"),
        (Thing(name="Xero"), "Xero"),
        (Thing(name="Xero", status="Linked", id="7"), "Xero (Linked)"),
        (Thing(status="Linked"), "Linked"),
        (shared.RecordRef("6"), "6"),
        (shared.ContactRef("67"), "67 (Supplier)"),
        (Thing(held=Thing(held=5)), "held held 5"),
        (shared.Metadata(is_deleted=False), "is_deleted no"),
        (things("Linked", "Linked"), "2 Linked"),
        (things("Linked", "Unlinked"), "2 (1 Linked, 1 Unlinked)"),
        (things("Linked", None), "2 (1 Linked)"),
        (things(*"abcde", "a"), "6 (2 a, 1 b, 1 c, …)"),
        (things(None, None), "2 (n0, n1)"),
        (things(*[None] * 5), "5 (n0, n1, n2, …)"),
        (["a"], "a"),
        (["a", "b", "c", "d", "e"], "a, b, c, d, e"),
        (["a"] * 1000, f"1,000 ({'a, ' * 20}…)"),
        ({"a": 1, "b": None, "c": [2]}, "a=1, c=2"),
        (dict.fromkeys("abcde", 1), "a=1, b=1, c=1, …"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_in_a_few_words(value: object, text: str) -> None:
    """A model is its name or id and its state; a list is a number with states, or its items."""
    assert brief("held", value) == text


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("sync_utc", "2026-10-23T10:11:12.1234567Z", "2026-10-23 10:11:12"),
        ("sync_utc", "2026-10-23T10:11:12", "2026-10-23 10:11:12"),
        ("sync_utc", "2026-10-23", "2026-10-23 00:00:00"),
        ("created", "2026-10-23T10:11:12.1234567Z", "2026-10-23 10:11:12 UTC"),
        ("created", "2026-10-23T10:11:12+02:00", "2026-10-23 08:11:12 UTC"),
        ("created", "2026-10-23T10:11:12", "2026-10-23 10:11:12"),
        ("created", datetime(2026, 10, 23, 10, tzinfo=timezone.utc), "2026-10-23 10:00:00 UTC"),
        ("created", datetime.fromisoformat("2026-10-23T10:00:00"), "2026-10-23 10:00:00"),
        ("issue_date", "2026-10-23T00:00:00Z", "2026-10-23"),
        ("issue_date", "2026-10-23T00:00:00+02:00", "2026-10-22 22:00:00 UTC"),
        ("issue_date", "2026-10-23", "2026-10-23"),
        ("issue_date", date(2026, 10, 23), "2026-10-23"),
        ("notes", "2026-10-23T10:11:12 or later", "2026-10-23T10:11:12 or later"),
        ("created", "0001-01-01T00:00:00+05:00", "0001-01-01T00:00:00+05:00"),
        (
            "created",
            datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=5))),
            "0001-01-01 00:00:00+05:00",
        ),
    ],
)
def test_times(name: str, value: object, text: str) -> None:
    """A time is in UTC and says so; one without an offset is left as the business wrote it."""
    assert brief(name, value) == text


def test_a_line_for_each_model() -> None:
    """A list has one table with one line for each model, whatever is within the models."""
    connection = shared.Connection(
        *("2026-10-23T10:11:12Z", "i", "j"),
        None,
        "u",
        "Xero",
        "s",
        shared.ConnectionSourceType.ACCOUNTING,
        shared.DataConnectionStatus.LINKED,
    )
    company = shared.Company("c", "Toft", "r", data_connections=[connection] * 3)
    found = page(ModelList([company, company]))
    assert len(found.rows) == 3
    assert found.column("data_connections") == ["3 Linked"] * 2


def test_amounts_have_their_currency() -> None:
    """An amount is shown with the currency that stands beside it; a rate is not an amount."""
    account = shared.BankAccount(balance=Decimal("1234.50"), currency="GBP")
    assert page(ModelList([account])).column("balance") == ["1,234.50 GBP"]
    assert ["balance", "1,234.50 GBP"] in page(account).rows
    assert page(ModelList([shared.BankAccount(balance=Decimal(1))])).column("balance") == ["1"]


@pytest.mark.parametrize("count", range(1, 5))
def test_amounts_of_lines(count: int) -> None:
    """Models without a name or a state are distinguished by their amounts."""
    ref = shared.RecordRef("6")
    lines = [shared.ExpenseTransactionLine(ref, net_amount=amount) for amount in AMOUNTS]
    told = ["10.25", "-4", "1", "…"][:count]
    assert brief("lines", lines[:count]) == f"{count} ({', '.join(told)})"


def test_a_long_text_is_cut() -> None:
    """A line shows the start of a long text, and the whole under the pointer."""
    text = "The north office's lunch, \n for <all> who came down for the day"
    found = page(ModelList([Thing(held=text)]))
    assert found.column("held") == ["The north office's lunch, for <all> who …"]
    assert text in found.titles
    assert page(ModelList([Thing(held="short")])).titles == [""] * len(found.titles)


def test_the_most_telling_columns_come_first() -> None:
    """Name, status and what is known of the state come first, identifiers and addresses last."""
    thing = Thing(held="http://127.0.0.1", name="Toft", status="Active", id="7")
    assert page(ModelList([thing])).rows[0] == ["", "name", "status", "id", "held"]


@dataclass(repr=False)
class Job(Model):
    """A model with a field of its own that is named like a detail of a code."""

    id: str
    remedy: str


def test_a_models_own_remedy_is_shown() -> None:
    """A column is left out for its room alone, not for its name."""
    assert page(ModelList([Job("7", "Wait.")])).column("remedy") == ["Wait."]


@dataclass(repr=False)
class Wide(Model):
    """A model with more fields than a line has room for."""

    a: str = "x"
    b: str = "x"
    c: str = "x"
    d: str = "x"
    e: str = "x"
    f: str = "x"
    g: str = "x"
    h: str = "x"
    owner_id: str = "o"
    wide_id: str = "w"


def test_what_has_no_room_is_named() -> None:
    """A list shows eight columns, the models' own identifier among them, and names the others."""
    found = page(ModelList([Wide(wide_id="1"), Wide(wide_id="2"), Wide(owner_id="p")]))
    assert found.rows[0] == ["", *"abcdefg", "wide_id"]
    assert "not shown: h, owner_id" in found.text


def test_long_columns_leave_no_room_for_others() -> None:
    """A list of long texts shows fewer columns, so that it fits a wide window."""
    found = page(ModelList([Wide(*["x" * 100] * 8)]))
    assert found.rows[0] == ["", *"abcd", "wide_id", "owner_id"]
    assert "not shown: e, f, g, h" in found.text


def test_states_are_counted() -> None:
    """Above a list stands how many of its models have which status."""
    done = shared.Transaction(status=shared.TransactionStatus.COMPLETED)
    failed = shared.Transaction(status=shared.TransactionStatus.PUSH_ERROR)
    found = page(ModelList([done, failed, done]))
    assert found.text.startswith("3 Transaction · 2 Completed · 1 PushError")


def test_lists_of_a_model_stand_below_it() -> None:
    """The lists within a model that is shown by itself are tables below its own."""
    options = shared.MappingOptions(
        accounts=ModelList([shared.AccountMappingInfo(id="6", name="Travel")]),
        expense_provider="Toft",
    )
    for shown in (options, operations.GetMappingOptionsResponse("", 200, mapping_options=options)):
        found = page(shown)
        assert "accounts · 1 AccountMappingInfo" in found.text
        assert ["", "name", "id"] in found.rows
        assert ["0", "Travel", "6"] in found.rows
        assert "accounts" not in [row[0] for row in found.rows]


def test_a_long_list_within_a_model_shows_its_ends() -> None:
    """Such a list shows its first and last ten models, like one that stands by itself."""
    options = shared.MappingOptions(
        accounts=ModelList([shared.AccountMappingInfo(id=str(number)) for number in range(200)])
    )
    assert ["…", "…"] in page(options).rows
    assert ["199", "199"] in page(options).rows


def test_companies_of_the_sandbox(sandbox: Sandbox) -> None:
    """The table of all companies has a line for each, in less than 10 kB."""
    with sandbox.client() as s:
        companies = s.companies.list_all(operations.ListCompaniesRequest()).to_list()
    assert len(companies._repr_html_()) < 10_000
    assert page(companies).rows[0][:3] == ["", "name", "data_connections"]
    assert len(page(companies[:20]).rows) == 1 + min(20, len(companies))
