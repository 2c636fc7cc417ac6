"""Violations in a request's data: each one, its place and its words."""

import collections
import datetime as dt
import enum
import pickle
import types
import uuid
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from codatsyncexpenses import errors, utils
from codatsyncexpenses._bases.codec import CodecError, encode
from codatsyncexpenses._exceptions import Violation
from codatsyncexpenses._schema.checks import violations
from codatsyncexpenses.models import shared
from codatsyncexpenses.utils import ModelList
from tests.support.ids import TRANSACTION_ID

EXPENSES = list[shared.ExpenseTransaction]
COMPANY = shared.CompanyRequestBody
CONNECTION = shared.CreateConnectionRequestBody


def line(**changes: Any) -> shared.ExpenseTransactionLine:
    """Make a line of an expense."""
    fields: dict[str, Any] = {"net_amount": Decimal("1.10"), "account_ref": shared.RecordRef("a")}
    return shared.ExpenseTransactionLine(**{**fields, **changes})


def expense(**changes: Any) -> shared.ExpenseTransaction:
    """Make an expense."""
    fields: dict[str, Any] = {
        "currency": "GBP",
        "id": TRANSACTION_ID,
        "issue_date": "2026-01-01",
        "type": shared.ExpenseTransactionType.PAYMENT,
        "lines": [line()],
    }
    return shared.ExpenseTransaction(**{**fields, **changes})


def company(**changes: Any) -> shared.CompanyRequestBody:
    """Make a company."""
    fields: dict[str, Any] = {"name": "Toft"}
    return COMPANY(**{**fields, **changes})


def refused(value: Any, type_: Any, *, checked: bool = True, **limits: Any) -> list[Violation]:
    """Give what is wrong with a body, and see that the look and the codec agree."""
    with pytest.raises(CodecError) as caught:
        encode(value, type_, "body", checked=checked, **limits)
    found = caught.value.violations
    assert violations(value, type_, "body", limits, checked=checked) == found
    assert str(caught.value) == "; ".join(map(str, found))
    return list(found)


def one(value: Any, type_: Any, *, checked: bool = True) -> Violation:
    """Give the one thing that is wrong with a body."""
    (found,) = refused(value, type_, checked=checked)
    return found


def of_line(**changes: Any) -> tuple[str, str]:
    """Give what is wrong with a line."""
    path, message = one([expense(), expense(lines=[line(), line(**changes)])], EXPENSES)
    return path.removeprefix("body[1].lines[1]."), message


def of_expense(**changes: Any) -> tuple[str, str]:
    """Give what is wrong with an expense."""
    path, message = one([expense(**changes)], EXPENSES)
    return path.removeprefix("body[0]."), message


def of_company(**changes: Any) -> tuple[str, str]:
    """Give what is wrong with a company."""
    path, message = one(company(**changes), COMPANY)
    return path.removeprefix("body."), message


def is_sent(value: Any, type_: Any) -> bool:
    """Tell whether a body is taken, and that nothing is wrong with it then."""
    return bool(encode(value, type_, "body")) and not violations(
        value, type_, "body", {}, checked=True
    )


def test_every_violation_is_told() -> None:
    """All faults are reported at once, in the order of the fields, and each with its place."""
    lines = [line(net_amount=None), line(tax_amount=0.1, tracking_refs=[])]
    body = [expense(), expense(id=None, notes=5, lines=lines)]
    assert refused(body, EXPENSES) == [
        ("body[1].id", "is required"),
        ("body[1].lines[0].net_amount", "is required"),
        ("body[1].lines[1].tax_amount", 'a float is not exact: use decimal.Decimal("0.1")'),
        ("body[1].lines[1].tracking_refs", "must be at least 1 item, not 0"),
        ("body[1].notes", "expected a str, not int 5"),
    ]


def test_a_violation_as_text() -> None:
    """A violation reads as its place and what was expected there."""
    assert str(Violation("a.b", "is required")) == "a.b: is required"
    assert str(Violation("", "is required")) == "is required"


def test_nothing_is_wrong() -> None:
    """A body that keeps to everything has no violations."""
    assert is_sent([expense()], EXPENSES)


@pytest.mark.parametrize(
    ("changes", "path", "message"),
    [
        ({"name": None}, "name", "is required"),
        ({"name": 5}, "name", "expected a str, not int 5"),
        ({"name": True}, "name", "expected a str, not bool True"),
        ({"name": b"a"}, "name", "expected a str, not bytes"),
        ({"name": ["a"]}, "name", "expected a str, not list"),
        ({"name": 1.5}, "name", "expected a str, not float 1.5"),
        ({"name": str}, "name", "expected a str, not type"),
        ({"name": 10**5000}, "name", "expected a str, not int"),
        ({"name": "a\ud800"}, "name", "is not valid text: surrogates not allowed"),
        ({"tags": []}, "tags", "expected a dict, not list"),
        ({"tags": {"a": 1}}, "tags['a']", "expected a str, not int 1"),
        ({"tags": {"a": None}}, "tags['a']", "expected a str, not NoneType"),
        ({"tags": {"a": "\ud800"}}, "tags['a']", "is not valid text: surrogates not allowed"),
        ({"tags": {1: "a"}}, "tags[1] (its name)", "expected a str, not int 1"),
        ({"tags": {None: "a"}}, "tags[<NoneType>] (its name)", "expected a str, not NoneType"),
        ({"tags": {10**5000: "a"}}, "tags[<int>] (its name)", "expected a str, not int"),
        ({"tags": types.MappingProxyType({"a": "b"})}, "tags", "expected a dict, not mappingproxy"),
        ({"tags": {"a": "v" * 101}}, "tags['a']", "must be at most 100 characters, not 101"),
        ({"tags": dict.fromkeys("abcdefghijk", "")}, "tags", "must be at most 10 names, not 11"),
        ({"tags": {"": "v"}}, "tags[''] (its name)", "must match ^.{1,27}$, and is ''"),
    ],
    ids=range(20),
)
def test_a_company(changes: dict[str, Any], path: str, message: str) -> None:
    """A company with a wrong value is refused, by the field's own name."""
    assert of_company(**changes) == (path, message)


@pytest.mark.parametrize(
    ("changes", "path", "message"),
    [
        ({"type": None}, "type", "is required"),
        ({"type": b"Payment"}, "type", "expected an ExpenseTransactionType, not bytes"),
        ({"type": shared.ExpenseTransactionType}, "type", "expected an ExpenseTransactionType"),
        ({"type": "\ud800"}, "type", "is not valid text: surrogates not allowed"),
        ({"post_as_draft": 1}, "post_as_draft", "expected a bool, not int 1"),
        ({"post_as_draft": "true"}, "post_as_draft", "expected a bool, not str"),
        ({"lines": []}, "lines", "must be at least 1 item, not 0"),
        ({"lines": [line()] * 101}, "lines", "must be at most 100 items, not 101"),
        ({"lines": {}}, "lines", "expected a list, not dict"),
        ({"lines": line()}, "lines", "expected a list, not ExpenseTransactionLine"),
        ({"lines": {1}}, "lines", "expected a list, not set"),
        ({"lines": (line() for _ in "a")}, "lines", "expected a list, not generator"),
        ({"lines": collections.deque([line()])}, "lines", "expected a list, not deque"),
        ({"lines": "ab"}, "lines", "expected a list, not str"),
        ({"lines": [None]}, "lines[0]", "expected an ExpenseTransactionLine, not NoneType"),
        ({"lines": [[line()]]}, "lines[0]", "expected an ExpenseTransactionLine, not list"),
    ],
    ids=range(16),
)
def test_an_expense(changes: dict[str, Any], path: str, message: str) -> None:
    """An expense with a wrong value is refused, by the field's own name."""
    found = of_expense(**changes)
    assert found[0] == path
    assert found[1].startswith(message)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (0.1, 'a float is not exact: use decimal.Decimal("0.1")'),
        (float("nan"), "expected a finite Decimal, not nan"),
        (float("-inf"), "expected a finite Decimal, not -inf"),
        (Decimal("NaN"), "expected a finite Decimal, not NaN"),
        (Decimal("sNaN"), "expected a finite Decimal, not sNaN"),
        (Decimal("-Infinity"), "expected a finite Decimal, not -Infinity"),
        (Decimal("NaN77777777777777777777777"), "expected a finite Decimal, not NaN777"),
        (True, "expected a Decimal, not bool True"),
        ("1.10", "expected a Decimal, not str"),
        ("NaN", "expected a Decimal, not str"),
        (b"1", "expected a Decimal, not bytes"),
        ([Decimal(1)], "expected a Decimal, not list"),
    ],
    ids=repr,
)
def test_amounts_that_are_none(value: Any, message: str) -> None:
    """An amount that is no exact number is refused: it would be sent as another one."""
    found = of_line(net_amount=value)
    assert found[0] == "net_amount"
    assert found[1].startswith(message)


class Number(enum.IntEnum):
    """Numbers as some keep them."""

    SEVEN = 7


class OwnDecimal(Decimal):
    """A Decimal of a user's own."""


@pytest.mark.parametrize(
    "value",
    [7, Number.SEVEN, OwnDecimal("7"), Decimal("1E+400"), Decimal("1E-400"), 10**400, -(10**5000)],
    ids=lambda value: type(value).__name__,
)
def test_amounts_that_are_exact(value: Any) -> None:
    """An amount may be any exact number, of any size."""
    assert is_sent([expense(lines=[line(net_amount=value)])], EXPENSES)


class Empty:
    """An object without any attribute."""


@dataclass
class Own:
    """Somebody's own class that has a name of ours."""

    id: str = "a"


class Slim(shared.RecordRef):
    """A user's own kind of one of our models."""


NO_REFERENCES = [
    {"id": "a"},
    {"nope": "a"},
    {},
    Empty(),
    Own(),
    types.SimpleNamespace(id="a"),
    shared.RecordRef,
    shared.SyncInitiated("a"),
    expense(),
    ["a"],
    "a",
    5,
    True,
]


@pytest.mark.parametrize("value", NO_REFERENCES, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("checked", [True, False])
def test_models_within_models(value: Any, checked: bool) -> None:
    """Something else where a model belongs is refused, for of what it holds some would be lost."""
    body = [expense(lines=[line(account_ref=value)])]
    path, message = one(body, EXPENSES, checked=checked)
    assert path == "body[0].lines[0].account_ref"
    assert message.startswith("expected a RecordRef, not ")
    assert type(value).__name__ in message


@pytest.mark.parametrize(
    "value", [shared.ItemRef("a"), Slim("a"), shared.BankAccountReference("a")], ids=repr
)
def test_models_that_lose_nothing(value: Any) -> None:
    """A model whose names all belong there, and a subclass, are sent with all that they hold."""
    body = encode([expense(lines=[line(account_ref=value)])], EXPENSES)
    assert b'"accountRef":{"id":"a"}' in body


@pytest.mark.parametrize(
    "value",
    [
        {"name": "a"},
        shared.CompanyUpdateRequest(name="a"),
        Own(),
        None,
        "a",
        COMPANY,
        [COMPANY("a")],
    ],
    ids=lambda value: type(value).__name__,
)
def test_the_body_itself(value: Any) -> None:
    """The body must be of its very class, or of a subclass."""
    path, message = one(value, COMPANY)
    assert path == "body"
    assert message.startswith("expected a CompanyRequestBody, not ")


def test_the_body_has_no_name() -> None:
    """A body that is the request itself has no place of its own."""
    wrong: Any = {}
    with pytest.raises(CodecError, match=r"^expected a CompanyRequestBody, not dict$") as caught:
        encode(wrong, COMPANY)
    assert [found.path for found in caught.value.violations] == [""]


@pytest.mark.parametrize(
    "value",
    [None, expense(), {}, "a", iter([expense()]), {"a": expense()}.values()],
    ids=lambda value: type(value).__name__,
)
def test_a_body_that_is_a_list(value: Any) -> None:
    """A list of models is a list or a tuple, and nothing that only yields them."""
    assert one(value, EXPENSES) == ("body", f"expected a list, not {type(value).__name__}")


@pytest.mark.parametrize("value", [{}, None, line(), shared.RecordRef("a")])
def test_the_items_of_a_body(value: Any) -> None:
    """Each item of a body that is a list is of its very class."""
    path, message = one([expense(), value], EXPENSES)
    assert path == "body[1]"
    assert message == f"expected an ExpenseTransaction, not {type(value).__name__}"


class OwnList(list[Any]):
    """A list of a user's own."""


class OwnDict(dict[Any, Any]):
    """A dict of a user's own."""


class Text(str):
    """Text of a user's own, that shows another one."""

    __slots__ = ()

    def __str__(self) -> str:
        return "another"

    def __repr__(self) -> str:
        return "another"

    def __format__(self, format_spec: str) -> str:
        return "another"


ID = uuid.UUID("6fb40d5e-b13e-11ed-afa1-0242ac120002")
EAST = dt.datetime(2026, 5, 4, 12, 15, tzinfo=dt.timezone(dt.timedelta(hours=2)))


@pytest.mark.parametrize("kind", [list, tuple, OwnList, ModelList])
@pytest.mark.parametrize("id_", [str(ID), ID, Text(ID)], ids=["str", "UUID", "subclass"])
def test_kinds_of_lists(kind: Any, id_: Any) -> None:
    """A list of any kind is sent, whatever kind of text is in it."""
    body = encode(kind([expense(id=id_, lines=kind([line()]))]), EXPENSES)
    assert body.startswith(f'[{{"currency":"GBP","id":"{ID}",'.encode())


@pytest.mark.parametrize(
    "value",
    [{"a": "b"}, OwnDict(a="b"), collections.OrderedDict({"a": "b"}), {Text("a"): Text("b")}],
)
def test_kinds_of_dicts(value: Any) -> None:
    """A dict of any kind is sent, whatever kind of text is in it."""
    assert encode(COMPANY("Toft", tags=value), COMPANY) == b'{"name":"Toft","tags":{"a":"b"}}'


@pytest.mark.parametrize("changes", [{"name": ID}, {"tags": {"a": ID}}, {"description": ID}])
def test_the_limits_of_uuids(changes: dict[str, Any]) -> None:
    """A UUID keeps to the limits of its text, also where something else is wrong."""
    assert is_sent(company(**changes), COMPANY)
    wrong = company(**{"description": 5, **changes})
    other = [] if "description" in changes else [("body.description", "expected a str, not int 5")]
    assert list(violations(wrong, COMPANY, "body", {}, checked=True)) == other


def test_a_uuid_that_is_too_long() -> None:
    """A UUID as a name that is too long is refused with its text."""
    assert of_company(tags={ID: "a"}) == (
        "tags[<UUID>] (its name)",
        f"must match ^.{{1,27}}$, and is '{ID}'",
    )


class Kind(str, enum.Enum):
    """Kinds as some keep them."""

    PAYMENT = "Payment"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (shared.ExpenseTransactionType.PAYMENT, "Payment"),
        (shared.ExpenseTransactionType("AddedLater"), "AddedLater"),
        ("Payment", "Payment"),
        ("AddedLater", "AddedLater"),
        (Text("Payment"), "Payment"),
        (Kind.PAYMENT, "Payment"),
    ],
)
def test_values_of_an_enum(value: Any, text: str) -> None:
    """An enum's value may be a member, or a text, listed or not."""
    assert f'"type":"{text}"'.encode() in encode([expense(type=value)], EXPENSES)


@pytest.mark.parametrize("text", ["payment", "PAYMENT", Text("pAyment")])
def test_the_case_of_an_enum(text: str) -> None:
    """A text that differs from a listed value in its case alone is refused, if checked."""
    plain = str.__str__(text)
    assert of_expense(type=text) == ("type", f"is {plain!r}; did you mean 'Payment'?")
    body = encode([expense(type=text)], EXPENSES, checked=False)
    assert f'"type":"{plain}"'.encode() in body


FORMS = {
    "issue_date": "must be a datetime.date or datetime.datetime, or an ISO 8601 text such as",
    "currency": "must be an ISO 4217 code in three capital letters such as GBP, not ",
    "id": "must be a UUID such as 4d7c6929-7770-412b-91bb-44d3bc71d111, not ",
}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("issue_date", text) for text in ("04.05.2026", "2026", "5/4/2026", "2026-13-01", "")),
        *(("issue_date", text) for text in ("2026-05-04\n", "2026-05-04T", "2026-05-04 noon")),
        *(("currency", text) for text in ("gbp", "Gbp", "GB", "GBPX", "\u00a3", "GBP\n", "")),
        *(("id", text) for text in ("1", "expense-1", f"{TRANSACTION_ID}0", "", f"{ID}\n")),
    ],
)
def test_forms_of_texts(field: str, value: str) -> None:
    """A date, a currency or a UUID of another form is refused with its place, if checked."""
    place, message = of_expense(**{field: value})
    assert place == field
    assert message.startswith(FORMS[field])
    assert message.endswith(f", not {value!r}")
    assert encode([expense(**{field: value})], EXPENSES, checked=False)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("issue_date", f"2026-05-04{rest}") for rest in ("", "T10:15:00Z", "T10:15:00.0000000")),
        *(("issue_date", f"2026-05-04{rest}") for rest in ("T10:15:00-05:00", " 10:15", "T10:15")),
        *(("issue_date", f"2026-05-04{rest}") for rest in ("t10:15:00z", "T10:15:00+0500")),
        *(("currency", text) for text in ("GBP", "EUR")),
        *(("id", text) for text in (str(ID), str(ID).upper(), ID.hex, ID)),
    ],
)
def test_forms_that_the_service_may_take(field: str, value: Any) -> None:
    """Each form of a date or a UUID that the service may take is sent as it is."""
    assert f'"{value}"'.encode() in encode([expense(**{field: value})], EXPENSES)


@pytest.mark.parametrize("checked", [True, False])
@pytest.mark.parametrize(
    ("value", "text"),
    [
        (dt.date(2026, 5, 4), "2026-05-04"),
        (dt.datetime(2026, 5, 4, 10, 15), "2026-05-04T10:15:00"),  # noqa: DTZ001 - it has no zone
        (EAST, "2026-05-04T10:15:00Z"),
    ],
)
def test_dates_of_python(value: dt.date, text: str, checked: bool) -> None:
    """A date and a datetime are sent as the API writes them, and the model keeps them."""
    made = expense(issue_date=value, lines=[line(), line()])
    written = encode([made], EXPENSES, checked=checked)
    assert written == encode([expense(issue_date=text, lines=[line(), line()])], EXPENSES)
    assert made.issue_date is value


def test_dates_that_cannot_be_written() -> None:
    """A datetime that UTC does not have is refused with its place."""
    first = dt.datetime.min.replace(tzinfo=EAST.tzinfo)
    assert of_expense(issue_date=first) == (
        "issue_date",
        "0001-01-01 00:00:00+02:00 cannot be written as a date in UTC",
    )


@pytest.mark.parametrize("value", [20260504, dt.time(10, 15), b"2026-05-04"])
def test_what_is_no_date(value: Any) -> None:
    """A value that is neither a date nor a text is refused with what a date may be."""
    place, message = of_expense(issue_date=value)
    assert place == "issue_date"
    assert message.startswith(f"{FORMS['issue_date']} 2026-05-04")
    assert f", not {type(value).__name__}" in message


def test_a_date_where_none_belongs() -> None:
    """A date in a field of free text is refused."""
    assert of_expense(notes=dt.date(2026, 5, 4)) == ("notes", "expected a str, not date")


def test_what_was_answered_can_be_sent_back() -> None:
    """The forms of what an answer may hold, and free identifiers, are left to the service."""
    customer = shared.Customer(
        status=shared.CustomerStatus.ACTIVE,
        default_currency="Sterling",
        id="7110701885",
        modified_date="yesterday",
    )
    assert b'"defaultCurrency":"Sterling"' in encode(customer, shared.Customer)


def test_a_member_of_another_enum() -> None:
    """A member of another enum of the API is refused, unless its text is listed here too."""
    wrong: Any = shared.ContactRefType.SUPPLIER
    assert of_expense(type=wrong) == (
        "type",
        "expected an ExpenseTransactionType, not ContactRefType",
    )
    assert of_expense(type=Number.SEVEN)[1] == "expected an ExpenseTransactionType, not Number"
    listed: Any = shared.SupplierStatus.ACTIVE
    account = shared.Account(status=listed)
    assert encode(account, shared.Account).count(b'"status":"Active"') == 1


def test_long_values_are_cut() -> None:
    """A text of any length is shown by its beginning alone."""
    long: Any = "/" * 100_000
    for value in (CONNECTION(long), COMPANY("Toft", tags=long), COMPANY("Toft", tags={long: long})):
        for path, message in refused(value, type(value)):
            assert len(path) + len(message) < 200


def test_a_value_is_shown_as_it_is() -> None:
    """A text is shown as the text, whatever the repr of its class."""
    path, message = of_company(tags={Text("k" * 28): "v"})
    assert path.startswith("tags['kkk")
    assert message.endswith("and is 'kkkkkkkkkkkkkkkkkkkkkkkkkkkk'")


@pytest.mark.parametrize(
    ("body", "type_", "sent"),
    [
        (COMPANY(""), COMPANY, b'{"name":""}'),
        (COMPANY("a/b", tags={"k" * 28: "v" * 101}), COMPANY, b'"' + b"v" * 101 + b'"'),
        (line(net_amount=None, account_ref=None), shared.ExpenseTransactionLine, b"{}"),
        ([], EXPENSES, b"[]"),
    ],
    ids=["empty", "long", "required", "few"],
)
def test_limits_can_be_left_to_the_service(body: Any, type_: Any, sent: bytes) -> None:
    """Unchecked, nothing is required and nothing limited."""
    limits: dict[str, Any] = {"min_items": 1} if type_ is EXPENSES else {}
    assert refused(body, type_, **limits)
    assert sent in encode(body, type_, "body", checked=False, **limits)


@pytest.mark.parametrize(
    ("body", "type_"),
    [
        (COMPANY("a", description=Empty()), COMPANY),  # type: ignore[arg-type]
        (line(net_amount=0.1), shared.ExpenseTransactionLine),
        (line(net_amount=Decimal("NaN")), shared.ExpenseTransactionLine),
        (line(item_ref={}), shared.ExpenseTransactionLine),
        (COMPANY("\ud800"), COMPANY),
        ({}, COMPANY),
    ],
)
def test_types_are_always_checked(body: Any, type_: Any) -> None:
    """Unchecked, a value of another type is refused all the same."""
    assert len(refused(body, type_, checked=False)) == 1


def extra(value: Any) -> shared.SupplementalData:
    """Hold a value whose type is not said."""
    return shared.SupplementalData({"a": {"b": value}})


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "null"),
        (True, "true"),
        (10**30, str(10**30)),
        (1.5, "1.5"),
        (Decimal("1.10"), "1.10"),
        ("text", '"text"'),
        (Text("text"), '"text"'),
        (ID, f'"{ID}"'),
        (shared.ContactRefType.SUPPLIER, '"Supplier"'),
        ([1, ("a",)], '[1,["a"]]'),
        ({"c": {"d": [None]}}, '{"c":{"d":[null]}}'),
    ],
)
def test_values_of_any_type(value: Any, written: str) -> None:
    """A value whose type is not said is sent as what it is in JSON."""
    body = encode(extra(value), shared.SupplementalData)
    assert body.decode() == f'{{"content":{{"a":{{"b":{written}}}}}}}'


@pytest.mark.parametrize(
    ("value", "place", "message"),
    [
        (float("nan"), "", "expected a finite number, not nan"),
        (float("inf"), "", "expected a finite number, not inf"),
        (Decimal("sNaN"), "", "expected a finite number, not sNaN"),
        ([1, [float("nan")]], "[1][0]", "expected a finite number, not nan"),
        ({"c": b"d"}, "['c']", "expected a value of a JSON type, not bytes"),
        ({1: "d"}, "[1] (its name)", "expected a str, not int 1"),
        ({1}, "", "expected a value of a JSON type, not set"),
        (Empty(), "", "expected a value of a JSON type, not Empty"),
        (shared.ItemRef("a"), "", "expected a value of a JSON type, not ItemRef"),
        ("\ud800", "", "is not valid text: surrogates not allowed"),
        (10**5000, "", "has more digits than Python can write"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_json_cannot_say(value: Any, place: str, message: str) -> None:
    """A value whose type is not said is refused where JSON has no word for it."""
    found = one(extra(value), shared.SupplementalData)
    assert found == (f"body.content['a']['b']{place}", message)


def test_a_value_in_itself() -> None:
    """A value that holds itself is refused for its depth."""
    circle: dict[str, Any] = {}
    circle["again"] = circle
    with pytest.raises(CodecError, match=r"^body: the value is nested too deeply$"):
        encode(extra(circle), shared.SupplementalData, "body")


@pytest.mark.parametrize("value", [2**63, 10**30, Number.SEVEN, shared.SyncStatusCode(7)])
def test_integers(value: int) -> None:
    """An integer of any size is sent with all its digits."""
    body = encode(shared.CompanySyncStatus(sync_status_code=value), shared.CompanySyncStatus)
    assert f'"syncStatusCode":{int(value)}}}'.encode() in body


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (True, "expected an int, not bool True"),
        (1.0, "expected an int, not float 1.0"),
        ("1", "expected an int, not str"),
        (Decimal(1), "expected an int, not Decimal"),
        (10**5000, "has more digits than Python can write"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_integer(value: Any, message: str) -> None:
    """A truth, a text, and a number with a point are no integers."""
    status = shared.CompanySyncStatus(sync_status_code=value)
    assert one(status, shared.CompanySyncStatus) == ("body.sync_status_code", message)


def test_a_filter_is_text() -> None:
    """A Filter, which raises in a condition, is checked and written as text."""
    made: Any = utils.Query("id") == "T"
    (path, message) = one(CONNECTION(made), CONNECTION)
    assert path == "body.platform_key"
    assert message.endswith("and is 'id=T'")
    assert is_sent(COMPANY("a", description=made), COMPANY)


def test_a_field_that_was_deleted() -> None:
    """A field that somebody deleted from a model counts as missing."""
    unnamed = COMPANY("a")
    del unnamed.name
    assert refused(unnamed, COMPANY) == [("body.name", "is required")]


def test_an_error_is_pickled() -> None:
    """The error of a request survives pickle with all its violations."""
    error = errors.RequestValidationError("no")
    error.violations = (Violation("a", "b"),)
    made: errors.RequestValidationError = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert made.violations == (Violation("a", "b"),)
    assert str(made) == "no"


class OwnExpense(shared.ExpenseTransaction):
    """A user's own kind of expense, made of other arguments."""

    def __init__(self, number: int) -> None:
        id_: Any = uuid.UUID(int=number)
        super().__init__("GBP", id_, "2026-01-01", shared.ExpenseTransactionType.PAYMENT)


def test_models_of_a_users_own() -> None:
    """A subclass of a model that is made in another way is sent as the model, and not changed."""
    own = OwnExpense(1)
    assert f'"id":"{uuid.UUID(int=1)}"'.encode() in encode([own], EXPENSES)
    assert own == OwnExpense(1)


def test_another_model_that_says_no_more() -> None:
    """A model with more fields stands for one with fewer, where it says nothing by the others."""
    bank: Any = shared.BankAccount("32")
    configuration = shared.CompanyConfiguration(
        bank, shared.CustomerDetails("1"), shared.SupplierDetails("2")
    )
    assert b'{"id":"32"}' in encode(configuration, shared.CompanyConfiguration)
    bank.account_name = "Current account"
    assert one(configuration, shared.CompanyConfiguration).path == "body.bank_account"
