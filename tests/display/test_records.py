"""Records: models as plain dicts that data frames accept."""

import contextlib
import csv
import dataclasses
import io
import json
import sqlite3
import time
import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codatsyncexpenses._bases.codec import decode
from codatsyncexpenses._bases.model import Model
from codatsyncexpenses._display import records as _records
from codatsyncexpenses._schema.enums import StatusCode
from codatsyncexpenses._schema.fields import json as member
from codatsyncexpenses.errors import RequestError
from codatsyncexpenses.models import shared
from codatsyncexpenses.utils import ModelList
from tests.fuzz import right
from tests.support.ids import SYNC_ID
from tests.support.plain import is_plain, through_yaml

Status = shared.CompanySyncStatus
EAST = timezone(timedelta(hours=1))
MODELS: list[Any] = [
    found
    for name in shared.__all__
    if isinstance(found := getattr(shared, name), type) and issubclass(found, Model)
]
DAY = "2026-10-23"
NIGHT = datetime(2026, 10, 23, tzinfo=timezone.utc)
CLOCK = datetime(2026, 10, 23, 10, 11, 12, 123456, timezone.utc)
ENDS = (
    shared.TransferTransactionRequestFrom(shared.AccountReference("1"), Decimal(1)),
    shared.TransferTransactionRequestTo(shared.AccountReference("2"), Decimal(1)),
)


def utc(year: int, month: int, day: int, *clock: int) -> datetime:
    """Make a time in UTC."""
    hour, minute, second, fraction = (*clock, 0, 0, 0, 0)[:4]
    return datetime(year, month, day, hour, minute, second, fraction, timezone.utc)


def statuses(count: int = 3) -> ModelList[Status]:
    """Make a list whose items can be distinguished."""
    return ModelList(Status(sync_id=f"s{number}", sync_status_code=2000) for number in range(count))


def records(*models: Any) -> list[dict[str, Any]]:
    """Turn whatever it is into records."""
    return ModelList(models).to_records()


def test_a_record() -> None:
    """A record has the fields in their order, then what is known of the code."""
    status = Status(
        "c", True, "", None, "s", "Complete", 2000, sync_utc="2026-10-23T10:11:12.1234567Z"
    )
    assert [*records(status)[0].items()] == [
        ("company_id", "c"),
        ("data_pushed", True),
        ("error_message", ""),
        ("sync_exception_message", None),
        ("sync_id", "s"),
        ("sync_status", "Complete"),
        ("sync_status_code", 2000),
        ("sync_utc", utc(2026, 10, 23, 10, 11, 12, 123456)),
        ("code", "SUCCEEDED"),
        ("group", "success"),
        ("meaning", "The sync succeeded and data was written."),
        ("retryable", None),
        ("remedy", None),
    ]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-10-23T10:11:12Z", utc(2026, 10, 23, 10, 11, 12)),
        ("2026-10-23T10:11:12", utc(2026, 10, 23, 10, 11, 12)),
        ("2026-10-23T10:11:12.7654321", utc(2026, 10, 23, 10, 11, 12, 765432)),
        ("2026-10-23T10:11:12+02:00", utc(2026, 10, 23, 8, 11, 12)),
        ("2026-10-23", utc(2026, 10, 23)),
        ("0001-01-01T00:00:00Z", utc(1, 1, 1)),
        (datetime(2026, 10, 23, tzinfo=EAST), utc(2026, 10, 22, 23)),
        ("0001-01-01T00:00:00+05:00", None),
        ("9999-12-31T23:59:59-05:00", None),
        ("yesterday", None),
        ("20261023", None),
        ("", None),
        (None, None),
        (1761214272, None),
    ],
)
def test_times(text: Any, moment: datetime | None) -> None:
    """A time is aware and in UTC; what is no time is None and not a guess."""
    found = records(Status(sync_utc=text))[0]["sync_utc"]
    assert found == moment
    assert found is None or found.tzinfo is timezone.utc


@pytest.mark.parametrize(
    ("model", "name", "moment"),
    [
        (shared.Company("c", "Toft", "r", created=f"{DAY}T10:11:12.1234567Z"), "created", CLOCK),
        (shared.Customer(shared.CustomerStatus.ACTIVE, modified_date=DAY), "modified_date", NIGHT),
        (shared.ClientQuota(expiry_date="soon"), "expiry_date", None),
        (shared.TransferTransactionRequest(date(2026, 10, 23), *ENDS), "date", NIGHT),
        (shared.TransferTransactionRequest(f"{DAY}T00:00:00", *ENDS), "date", NIGHT),
        (
            shared.TransferTransactionRequest(datetime(2026, 10, 23, 1, tzinfo=EAST), *ENDS),
            "date",
            NIGHT,
        ),
    ],
    ids=["created", "day", "no time", "date", "no zone", "zone"],
)
def test_times_of_any_name(model: Model, name: str, moment: datetime | None) -> None:
    """Each date-time of the API is a time in UTC, whatever its field is called."""
    assert records(model)[0][name] == moment


def test_every_time_of_the_contract_is_marked() -> None:
    """A field of the API that is named like a time is one, so that a column has one type."""
    named = [
        (model.__name__, each.name, each.metadata.get("time"))
        for model in MODELS
        for each in dataclasses.fields(model)
        if each.name.endswith("_date") or each.name in ("created", "last_sync", "requested")
    ]
    assert len(named) > 20
    assert not [each for each in named if not each[2]]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process is fixed here")
def test_times_do_not_follow_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A time without a zone is in UTC, wherever the machine stands."""
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    try:
        assert records(Status(sync_utc="2026-10-23T10:11:12"))[0]["sync_utc"].hour == 10
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (5130, ("WRITE_FAILED", "failure", "Writing to the accounting software failed.", False)),
        (
            4000,
            (
                "CONFIGURATION_INVALID",
                "failure",
                "The company's sync configuration is wrong.",
                False,
            ),
        ),
        (1000, ("RUNNING", "running", "The sync is running.", None)),
        (2999, ("UNKNOWN_2999", "unknown", "A code that is not listed, 2999.", None)),
        (0, ("UNKNOWN_0", "unknown", "A code that is not listed, 0.", None)),
        (None, (None, None, None, None)),
        ("2000", (None, None, None, None)),
        ([], (None, None, None, None)),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_codes(code: Any, told: tuple[object, ...]) -> None:
    """A code is shown in words; what is no number has none."""
    (found,) = records(Status(sync_status_code=code))
    assert tuple(found[name] for name in ("code", "group", "meaning", "retryable")) == told
    assert found["sync_status_code"] == code


def test_the_remedy_of_a_failure() -> None:
    """A record of a failure has the remedy of its code."""
    (found,) = records(Status(sync_status_code=5130))
    assert found["remedy"] == shared.SyncStatusCode.WRITE_FAILED.remedy


def test_a_member_of_the_enum_is_its_number() -> None:
    """A record holds plain values: the number and not the enum."""
    (found,) = records(Status(sync_status_code=shared.SyncStatusCode.SUCCEEDED))
    assert type(found["sync_status_code"]) is int


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_record_is_plain(model: Any) -> None:
    """The record of each model, filled from its types, holds no enum, id, Decimal or model."""
    for seed in range(5):
        made = decode(right.as_text(right.value(Random(seed), model)).encode(), model)
        (found,) = records(made)
        assert is_plain(found, datetime)
        assert through_yaml(found) == found
        assert json.dumps(found, default=datetime.isoformat)


FLAT = shared.Transaction(
    shared.IntegrationType.EXPENSES, None, shared.TransactionStatus.COMPLETED, "t"
)


def test_a_record_in_a_table() -> None:
    """A csv file and a database take the values of a record."""
    (found,) = records(FLAT)
    assert found["status"] == "Completed"
    text = io.StringIO()
    csv.DictWriter(text, found).writerow(found)
    assert text.getvalue() == "expenses,,Completed,t\r\n"
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        row = database.execute("SELECT ?, ?, ?, ?", [*found.values()]).fetchone()
    assert row == ("expenses", None, "Completed", "t")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("10.25", 10.25),
        ("0.10", 0.1),
        ("-14", -14.0),
        ("1E+3", 1000.0),
        ("12345678901234567890.12", "12345678901234567890.12"),
        ("0.1000000000000000055511151231257827", "0.1000000000000000055511151231257827"),
        ("1E+400", "1E+400"),
        ("NaN", "NaN"),
        ("sNaN", "sNaN"),
        ("-Infinity", "-Infinity"),
    ],
)
def test_amounts(number: str, expected: float | str) -> None:
    """A Decimal is a float where that is the same number, and its exact text elsewhere."""
    (found,) = records(shared.Account(current_balance=Decimal(number)))
    assert type(found["current_balance"]) is type(expected)
    assert found["current_balance"] == expected


def test_maps_within_models() -> None:
    """A map becomes a dict of plain values, with None where it holds None."""
    some_id = uuid.UUID(int=1)
    information = {"a": (some_id, shared.AccountType.ASSET), "b": None, "c": date(2026, 10, 23)}
    (found,) = records(Holder(information))
    assert found["held"] == {"a": [str(some_id), "Asset"], "b": None, "c": DAY}


@dataclass
class Holder(Model):
    """A model with a map of anything."""

    held: object


def test_models_within_models() -> None:
    """A model within a model, and each in a list, is a dict too."""
    item = shared.ErrorValidationItem("i", "m", "v")
    error = shared.ErrorMessage(error="no", validation=shared.ErrorValidation(errors=[item]))
    (found,) = records(error)
    assert found["validation"] == {
        "errors": [{"item_id": "i", "message": "m", "validator_name": "v"}],
        "warnings": None,
    }
    assert "meaning" not in found


class Colour(StatusCode):
    """A code."""

    RED = 1, "failure", "It is red."


@dataclass
class Light(Model):
    """A model with a field that is named like a column of its code."""

    number: int | None = field(default=None, metadata=member("number", view="colour"))
    group: str | None = field(default=None, metadata=member("group"))

    @property
    def colour(self) -> Colour | None:
        """The meaning of the number."""
        return Colour.of(self.number)


def test_a_models_own_field_is_not_hidden() -> None:
    """A column of the code gives way to a field of the same name."""
    (found,) = records(Light(1, "north"))
    assert (found["group"], found["colour"], found["meaning"]) == ("north", "RED", "It is red.")


@pytest.mark.parametrize("item", [1, None, {"syncId": SYNC_ID}, Status], ids=repr)
def test_only_models_turn_into_records(item: object) -> None:
    """Anything else in the list is refused by name."""
    with pytest.raises(RequestError, match=f"only models, not {type(item).__name__}"):
        records(Status(), item)


@given(st.text() | st.datetimes().map(datetime.isoformat) | st.none() | st.integers())
def test_moment_never_raises(text: object) -> None:
    """Any value in place of a time becomes a time in UTC or None."""
    found = _records.moment(text)
    assert found is None or found.utcoffset() == timedelta(0)
