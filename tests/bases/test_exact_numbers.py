"""Amounts keep every digit on each way in and out of a model."""

import copy
import json
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Any

import marshmallow
import pytest
from dataclasses_json import DataClassJsonMixin

from codatsyncexpenses._bases.codec import CodecError, decode, encode
from codatsyncexpenses.errors import RequestError
from codatsyncexpenses.models import shared

Account = shared.Account
SCHEMA: Any = Account.schema()


@dataclass
class Report(DataClassJsonMixin):
    """A class of a user, around a model."""

    account: Account


def in_report(text: str) -> Account:
    """Read an account within a user's class."""
    kind: Any = Report  # dataclasses-json leaves the types of its methods half unknown
    made = kind.from_dict({"account": json.loads(text, parse_float=Decimal)})
    account: Account = made.account
    return account


def from_report(account: Account) -> str:
    """Write an account from within a user's class."""
    report: Any = Report(account)
    return body(str(report.to_dict()["account"][NAME]))


def body(number: str) -> str:
    """Return an account whose balance is written like this."""
    return f'{{"currentBalance": {number}}}'


READ: dict[str, Callable[[str], Account]] = {
    "decode": lambda text: decode(text.encode(), Account),
    "from_json": Account.from_json,
    "from_dict": lambda text: Account.from_dict(json.loads(text, parse_float=Decimal)),
    "schema.loads": SCHEMA.loads,
    "schema.loads, many": lambda text: SCHEMA.loads(f"[{text}]", many=True)[0],
    "schema.load": lambda text: SCHEMA.load(json.loads(text, parse_float=Decimal)),
    "a user's class": in_report,
}
WRITE: dict[str, Callable[[Account], str]] = {
    "encode": lambda account: encode(account, Account).decode(),
    "to_json": lambda account: account.to_json(),
    "to_json, indented": lambda account: account.to_json(indent=1, sort_keys=True),
    "schema.dumps": SCHEMA.dumps,
    "schema.dumps, many": lambda account: SCHEMA.dumps([account], many=True)[1:-1],
    "a user's class": from_report,
}
COPY: dict[str, Callable[[Account], Account]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda account: pickle.loads(pickle.dumps(account)),  # noqa: S301 - our own
    "to_dict": lambda account: Account.from_dict(account.to_dict()),
    "to_dict, as JSON": lambda account: Account.from_dict(account.to_dict(encode_json=True)),
    "schema.dump": lambda account: SCHEMA.load(SCHEMA.dump(account)),
    "schema.dump, many": lambda account: SCHEMA.load(SCHEMA.dump([account], many=True), many=True)[
        0
    ],
}
NAME = "currentBalance"
NUMBERS = ["0.10", "-14", "100.000", "123456789012345678901234567890.12345678901234567890", "1E+5"]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("way", READ)
def test_reading(way: str, number: str) -> None:
    """A number that is read has the digits that were written."""
    assert str(READ[way](body(number)).current_balance) == number


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("way", WRITE)
def test_writing(way: str, number: str) -> None:
    """A number is written as a number with all its digits."""
    found = json.loads(WRITE[way](Account(current_balance=Decimal(number))), parse_float=str)
    assert str(found[NAME]) == number


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("way", COPY)
def test_copying(way: str, number: str) -> None:
    """A number of a copy has the same digits."""
    assert str(COPY[way](Account(current_balance=Decimal(number))).current_balance) == number


@pytest.mark.parametrize("way", READ)
def test_the_callers_precision(way: str) -> None:
    """The precision for the caller's own arithmetic changes no number that is read."""
    with localcontext() as context:
        context.prec = 2
        assert str(READ[way](body("12345.678")).current_balance) == "12345.678"


@pytest.mark.parametrize("text", ["1.10", "-0", "1e5", "0.0000001"])
@pytest.mark.parametrize("way", READ)
def test_a_text_that_is_a_number(way: str, text: str) -> None:
    """A number that comes as text is the number, if JSON would read it as one."""
    assert READ[way](body(f'"{text}"')).current_balance == Decimal(text)


NO_NUMBERS = [
    *("1_000", " 1", "1 ", "+1", "1.", ".5", "01", "0x1", "1,5", "1e", "", "abc", "'1'", "1\\n"),
    *("\u0661\u0662", "\uff11", "NaN", "sNaN", "nan", "Infinity", "-Infinity", "inf"),
]


@pytest.mark.parametrize("text", [*(f'"{each}"' for each in NO_NUMBERS), "true", "[]", "[1]", "{}"])
@pytest.mark.parametrize("way", READ)
def test_what_is_no_number(way: str, text: str) -> None:
    """Nothing that JSON would not read as a number becomes one; the error names the place."""
    kinds = (CodecError, RequestError, marshmallow.ValidationError, ValueError)
    with pytest.raises(kinds, match=NAME):
        READ[way](body(text))


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity", "1e99999999999999999999"])
@pytest.mark.parametrize("way", READ)
def test_what_is_not_finite(way: str, text: str) -> None:
    """A number without an end, or beyond all measure, is refused."""
    with pytest.raises((ValueError, marshmallow.ValidationError, ArithmeticError)):
        READ[way](body(text))


@pytest.mark.parametrize(
    ("given", "expected"),
    [(2000, 2000), ("2000", 2000), (2000.0, 2000), (Decimal("2E+3"), 2000), (0, 0), (-7, -7)],
)
def test_an_integer_of_a_schema(given: object, expected: int) -> None:
    """A schema takes an integer, also as a text or a number that says one."""
    schema: Any = shared.CompanySyncStatus.schema()
    found = schema.load({"syncStatusCode": given})
    assert type(found.sync_status_code) is int
    assert found.sync_status_code == expected


@pytest.mark.parametrize("given", [2000.5, "1_000", " 1", "2000.5", "1e999999999", True, [], "a"])
def test_what_is_no_integer_of_a_schema(given: object) -> None:
    """A schema rounds nothing, and takes no text that JSON would not read as an integer."""
    with pytest.raises(marshmallow.ValidationError, match="syncStatusCode"):
        shared.CompanySyncStatus.schema().load({"syncStatusCode": given})


def test_numbers_within_anything() -> None:
    """A float in a map of anything stays the float that it was."""
    found = shared.Connection.from_dict({"connectionInfo": {"a": 0.1}}, infer_missing=True)
    assert found.connection_info == {"a": 0.1}
