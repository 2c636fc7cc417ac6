"""The models, and their interface of dataclasses-json."""

import copy
import dataclasses
import json
import pickle
import re
import subprocess
import sys
import typing
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from random import Random
from typing import Any, Protocol

import pytest
from dataclasses_json import DataClassJsonMixin

from codatsyncexpenses._bases.codec import decode
from codatsyncexpenses._bases.model import Model
from codatsyncexpenses.errors import RequestError
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.utils import ModelList
from tests.fuzz import right
from tests.support.plain import is_plain, through_yaml

STATUS = shared.CompanySyncStatus(
    company_id="c", data_pushed=False, sync_id="s", sync_status_code=1000
)
STATUS_DICT = {
    "companyId": "c",
    "dataPushed": False,
    "errorMessage": None,
    "syncExceptionMessage": None,
    "syncId": "s",
    "syncStatus": None,
    "syncStatusCode": 1000,
}
ITEM = shared.ErrorValidationItem("i", "m", "v")
ERROR = shared.ErrorMessage(
    error="no", validation=shared.ErrorValidation(errors=[ITEM], warnings=[])
)
ERROR_DICT = {
    "error": "no",
    "validation": {
        "errors": [{"itemId": "i", "message": "m", "validatorName": "v"}],
        "warnings": [],
    },
}
FULL = [
    (STATUS, STATUS_DICT),
    (ERROR, ERROR_DICT),
    (ERROR.validation, ERROR_DICT["validation"]),
    (ITEM, {"itemId": "i", "message": "m", "validatorName": "v"}),
    (shared.InitiateSync(["d"]), {"datasetIds": ["d"]}),
    (shared.SyncInitiated("s"), {"syncId": "s"}),
]

# The fields in the order of 3.1.0, and whether a None is written as null.
FIELDS: dict[type[Any], dict[str, tuple[str, bool]]] = {
    shared.CompanySyncStatus: {
        "company_id": ("companyId", True),
        "data_pushed": ("dataPushed", False),
        "error_message": ("errorMessage", True),
        "sync_exception_message": ("syncExceptionMessage", True),
        "sync_id": ("syncId", True),
        "sync_status": ("syncStatus", True),
        "sync_status_code": ("syncStatusCode", False),
        "sync_utc": ("syncUtc", False),
    },
    shared.ErrorMessage: {
        "can_be_retried": ("canBeRetried", False),
        "correlation_id": ("correlationId", False),
        "detailed_error_code": ("detailedErrorCode", False),
        "error": ("error", False),
        "service": ("service", False),
        "status_code": ("statusCode", False),
        "validation": ("validation", False),
    },
    shared.InitiateSync: {"dataset_ids": ("datasetIds", True)},
    shared.SyncInitiated: {"sync_id": ("syncId", False)},
}


class HasJson(Protocol):
    """The JSON face that every model has."""

    def to_dict(self, encode_json: bool = False) -> dict[str, Any]:
        """Give the model as a dict."""
        ...

    def to_json(self, **options: Any) -> str:
        """Give the model as text."""
        ...


@pytest.mark.parametrize(("model", "plain"), FULL, ids=lambda value: type(value).__name__)
def test_to_dict(model: HasJson, plain: dict[str, Any]) -> None:
    """A model turns into a dict with the API's names, models within it too."""
    assert model.to_dict() == plain


@pytest.mark.parametrize(("model", "plain"), FULL, ids=lambda value: type(value).__name__)
def test_to_json(model: HasJson, plain: dict[str, Any]) -> None:
    """A model turns into JSON text with the API's names."""
    assert json.loads(model.to_json()) == plain


@pytest.mark.parametrize(("model", "plain"), FULL, ids=lambda value: type(value).__name__)
def test_from_dict(model: Any, plain: dict[str, Any]) -> None:
    """A model is made from a dict with the API's names, models within it too."""
    kind: Any = model.__class__
    assert kind.from_dict(plain) == model


@pytest.mark.parametrize(("model", "plain"), FULL, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("write", [str, str.encode])
def test_from_json(model: Any, plain: dict[str, Any], write: Callable[[str], str | bytes]) -> None:
    """A model is made from JSON, as text or as bytes."""
    kind: Any = model.__class__
    assert kind.from_json(write(json.dumps(plain))) == model


@pytest.mark.parametrize(("model", "plain"), FULL, ids=lambda value: type(value).__name__)
def test_schema(model: Any, plain: dict[str, Any]) -> None:
    """The marshmallow schema loads and dumps, and making it warns of nothing."""
    kind: Any = model.__class__
    schema = kind.schema()
    assert schema.load(plain) == model
    dumped = schema.dump(model)
    # Unlike `to_dict`, a schema writes every field, as that of 3.1.0 does.
    assert {name: value for name, value in dumped.items() if name in plain} == plain
    assert {value for name, value in dumped.items() if name not in plain} <= {None}
    assert schema.loads(schema.dumps([model], many=True), many=True) == [model]


@pytest.mark.parametrize("model", FIELDS, ids=lambda model: model.__name__)
def test_nulls_that_are_kept(model: Any) -> None:
    """Of the fields that are None only the nullable ones are written."""
    kept = {wire: None for wire, nullable in FIELDS[model].values() if nullable}
    assert model().to_dict() == kept


@pytest.mark.parametrize("model", FIELDS, ids=lambda model: model.__name__)
def test_nulls_that_arrive(model: Any) -> None:
    """A null is None in any field."""
    assert model.from_dict({wire: None for wire, _ in FIELDS[model].values()}) == model()


def test_options_of_json() -> None:
    """The options of `json.dumps` and `json.loads` are passed on."""
    assert STATUS.to_json(indent=1, sort_keys=True).splitlines()[1] == ' "companyId": "c",'
    kinds: list[Any] = []

    def seen(text: str) -> int:
        kinds.append(text)
        return 7

    made = shared.CompanySyncStatus.from_json('{"syncStatusCode": 1}', parse_int=seen)
    assert made.sync_status_code == 7
    assert kinds == ["1"]


def test_what_json_has_no_type_for() -> None:
    """`encode_json` turns what JSON does not know into what it does."""
    some_id: Any = uuid.UUID(int=1)
    model = shared.SyncInitiated(some_id)
    assert model.to_dict() == {"syncId": some_id}
    assert model.to_dict(encode_json=True) == {"syncId": str(some_id)}


WITH_CLASSES: list[tuple[Any, dict[str, object]]] = [
    (shared.Account(status=shared.AccountStatus.ACTIVE), {"status": "Active"}),
    (shared.Account(status=shared.AccountStatus("Added")), {"status": "Added"}),
    (shared.Account(current_balance=Decimal("0.10")), {"currentBalance": "0.10"}),
    (
        shared.Connection.from_dict(
            {"connectionInfo": {"a": [uuid.UUID(int=1), (shared.AccountType.ASSET,)], "b": 0.5}},
            infer_missing=True,
        ),
        {"connectionInfo": {"a": [str(uuid.UUID(int=1)), ["Asset"]], "b": 0.5}},
    ),
    (
        shared.CompanySyncStatus(sync_status_code=shared.SyncStatusCode.SUCCEEDED),
        {"syncStatusCode": 2000},
    ),
]


@pytest.mark.parametrize(("model", "expected"), WITH_CLASSES, ids=str)
def test_encode_json_leaves_no_classes(model: Any, expected: dict[str, object]) -> None:
    """`encode_json` gives the value of an enum's member, and the text of an id or a number."""
    found = model.to_dict(encode_json=True)
    assert is_plain(found)
    assert {name: found[name] for name in expected} == expected


def test_unknown_names_are_ignored() -> None:
    """Names that the contract does not have are passed over."""
    plain = {**STATUS_DICT, "new": {"deep": [1]}}
    assert shared.CompanySyncStatus.from_dict(plain) == STATUS
    assert shared.CompanySyncStatus.from_json(json.dumps(plain)) == STATUS
    assert shared.CompanySyncStatus.schema().load(plain) == STATUS


def test_infer_missing() -> None:
    """A dict without any name makes an empty model, inferred or not."""
    assert shared.CompanySyncStatus.from_dict({}) == shared.CompanySyncStatus()
    assert shared.CompanySyncStatus.from_dict({}, infer_missing=True) == shared.CompanySyncStatus()


@pytest.mark.parametrize("value", [None, [], "text", 5, [STATUS_DICT]])
def test_from_dict_takes_a_mapping(value: Any) -> None:
    """A value that is not a mapping is refused by its type."""
    with pytest.raises(RequestError, match=rf"takes a mapping, not {type(value).__name__}"):
        shared.CompanySyncStatus.from_dict(value)


@pytest.mark.parametrize("text", ["[]", "null", '"text"', "5"])
def test_from_json_takes_an_object(text: str) -> None:
    """JSON that is no object is refused."""
    with pytest.raises(RequestError, match="takes a mapping"):
        shared.CompanySyncStatus.from_json(text)


@pytest.mark.parametrize("text", ["", "{", "x", b"\xff"])
def test_from_json_takes_json(text: str | bytes) -> None:
    """Text that is no JSON is a ValueError, as with the standard library."""
    with pytest.raises(ValueError, match=r"Expecting|decode"):
        shared.CompanySyncStatus.from_json(text)


@dataclass
class Report(DataClassJsonMixin):
    """A class of somebody who uses dataclasses-json and holds models of ours."""

    title: str
    latest: shared.CompanySyncStatus
    history: list[shared.CompanySyncStatus] = field(default_factory=list[shared.CompanySyncStatus])


REPORT = Report("r", STATUS, [STATUS, shared.CompanySyncStatus()])
REPORT_DICT: dict[str, Any] = {
    "title": "r",
    "latest": STATUS_DICT,
    "history": [
        STATUS_DICT,
        dict.fromkeys(["companyId", "errorMessage", "syncExceptionMessage", "syncId"])
        | {"syncStatus": None},
    ],
}


def test_in_a_class_of_a_user() -> None:
    """A model within a user's own class is written and read with the API's names."""
    # dataclasses-json leaves the types of its methods half unknown.
    report: Any = REPORT
    kind: Any = Report
    assert report.to_dict() == REPORT_DICT
    assert json.loads(report.to_json()) == REPORT_DICT
    assert kind.from_dict(REPORT_DICT) == REPORT
    assert kind.from_json(json.dumps(REPORT_DICT)) == REPORT


NESTED_SCHEMA = """
from dataclasses import dataclass
from dataclasses_json import dataclass_json
from codatsyncexpenses.models import shared

@dataclass_json
@dataclass
class Report:
    latest: shared.CompanySyncStatus

report = Report(shared.CompanySyncStatus(sync_id="s"))
schema = Report.schema()
assert schema.dump(report)["latest"]["syncId"] == "s", schema.dump(report)
assert schema.load({"latest": {"syncId": "s"}}) == report
"""


def test_in_the_schema_of_a_user() -> None:
    """A model within a user's own class has its place in that class's schema, from the start."""
    # marshmallow deprecates what dataclasses-json does; its own warning about types is an error.
    command = [sys.executable, "-W", "error::UserWarning", "-c", NESTED_SCHEMA]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("model", FIELDS, ids=lambda model: model.__name__)
def test_fields(model: type[Any]) -> None:
    """The fields have the order of 3.1.0, their wire names and None as the default."""
    fields = dataclasses.fields(model)
    assert [each.name for each in fields] == list(FIELDS[model])
    assert {each.name: each.metadata["json"] for each in fields} == {
        name: wire for name, (wire, _) in FIELDS[model].items()
    }
    assert all(each.default is None for each in fields)


@pytest.mark.parametrize("model", FIELDS, ids=lambda model: model.__name__)
def test_positional_arguments(model: type[Any]) -> None:
    """Values given by position go to the fields in their order."""
    names = list(FIELDS[model])
    made = model(*range(len(names)))
    assert [getattr(made, name) for name in names] == list(range(len(names)))


REQUESTS: dict[type[Any], list[str]] = {
    operations.GetSyncByIDRequest: ["company_id", "sync_id"],
    operations.GetLastSuccessfulSyncRequest: ["company_id"],
    operations.GetLatestSyncRequest: ["company_id"],
    operations.InitiateSyncRequest: ["company_id", "initiate_sync"],
    operations.ListSyncsRequest: ["company_id"],
}
ANSWERS: dict[type[Any], list[str]] = {
    operations.GetSyncByIDResponse: ["company_sync_status", "error_message", "raw_response"],
    operations.GetLastSuccessfulSyncResponse: [
        "company_sync_status",
        "error_message",
        "raw_response",
    ],
    operations.GetLatestSyncResponse: ["company_sync_status", "error_message", "raw_response"],
    operations.InitiateSyncResponse: ["error_message", "raw_response", "sync_initiated"],
    operations.ListSyncsResponse: ["company_sync_statuses", "error_message", "raw_response"],
}


@pytest.mark.parametrize("model", REQUESTS, ids=lambda model: model.__name__)
def test_requests_take_positional_arguments(model: type[Any]) -> None:
    """The arguments of an operation keep the order of 3.1.0."""
    names = REQUESTS[model]
    made = model(*names)
    assert dataclasses.asdict(made) == {name: name for name in names}


@pytest.mark.parametrize("model", ANSWERS, ids=lambda model: model.__name__)
def test_responses_take_positional_arguments(model: type[Any]) -> None:
    """A response keeps the order of 3.1.0; all but content type and status may be left out."""
    names = ["content_type", "status_code", *ANSWERS[model]]
    made = model(*names)
    assert [getattr(made, name) for name in names] == names
    least = model("application/json", 200)
    assert [getattr(least, name) for name in ANSWERS[model]] == [None] * len(ANSWERS[model])


@pytest.mark.parametrize(
    "model", [STATUS, ERROR, shared.InitiateSync(["d"])], ids=lambda m: m.__class__.__name__
)
def test_equality(model: Any) -> None:
    """Models are compared by value and by class."""
    same = copy.deepcopy(model)
    assert same == model
    first = dataclasses.fields(model)[0].name
    setattr(same, first, "other")
    assert same != model
    assert model != dataclasses.asdict(model)


def test_models_can_be_changed() -> None:
    """A field may be set after the model was made, and is what is written then."""
    model = shared.SyncInitiated("a")
    model.sync_id = "b"
    assert model.to_dict() == {"syncId": "b"}


def test_repr() -> None:
    """A model shows its class, and those of its fields that hold something."""
    assert repr(shared.SyncInitiated("a")) == "SyncInitiated(sync_id='a')"
    assert repr(shared.InitiateSync()) == "InitiateSync()"


@pytest.mark.parametrize(
    "value",
    [
        *(model for model, _ in FULL),
        operations.GetSyncByIDRequest("c", "s"),
        operations.InitiateSyncRequest("c", shared.InitiateSync(["d"])),
        operations.ListSyncsResponse("application/json", 200, ModelList([STATUS])),
        shared.Security("Basic key"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_pickle_and_copy(value: Any) -> None:
    """Models, requests, responses and credentials survive pickle and copy."""
    for made in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)):  # noqa: S301 - our own
        assert type(made) is type(value)
        assert made == value
        assert made is not value


def test_copies_are_shallow_or_deep() -> None:
    """A copy shares the lists of the model, and a deep one does not."""
    model = shared.InitiateSync(["d"])
    assert copy.copy(model).dataset_ids is model.dataset_ids
    assert copy.deepcopy(model).dataset_ids is not model.dataset_ids


DECIMALS = ["0", "-14", "110.42", "0.10", "1E+400", "-1E-400", "1." + "1" * 60, "9" * 5000]


@pytest.mark.parametrize("text", DECIMALS, ids=lambda text: text[:10])
def test_decimals_in_json(text: str) -> None:
    """A Decimal is written as a number with all its digits, and is read again as the same."""
    model = shared.Account(current_balance=Decimal(text), name="a")
    written = model.to_json()
    assert f'"currentBalance": {text},' in written
    if len(text) < 4300:  # json itself reads no longer integers
        made = shared.Account.from_json(written)
        assert made == model
        assert str(made.current_balance) == text


def test_decimals_within_models() -> None:
    """Decimals at every depth are numbers in JSON, whatever the options are."""
    lines = [shared.ExpenseTransactionLine(net_amount=Decimal("1.10"), tax_amount=Decimal("0.00"))]
    kind = shared.ExpenseTransactionType.PAYMENT
    model = shared.ExpenseTransaction("GBP", "1", "2026", kind, lines=lines)
    for options in ({}, {"indent": 2}, {"sort_keys": True}, {"separators": (",", ":")}):
        written = model.to_json(**options)
        assert re.findall(r"[0-9]\.[0-9]+", written) == ["1.10", "0.00"]
        assert shared.ExpenseTransaction.from_json(written) == model


def test_decimals_of_any_type() -> None:
    """Decimals in a value whose type is not said are numbers too."""
    model = shared.SupplementalData({"a": {"b": Decimal("1.50"), "c": [Decimal("2.0"), "1.50"]}})
    assert model.to_json() == '{"content": {"a": {"b": 1.50, "c": [2.0, "1.50"]}}}'
    assert shared.SupplementalData.from_json(model.to_json()) == model


@pytest.mark.parametrize(
    ("number", "written"),
    [("NaN", "NaN"), ("sNaN", "NaN"), ("-Infinity", "-Infinity"), ("Infinity", "Infinity")],
)
def test_decimals_that_are_no_numbers(number: str, written: str) -> None:
    """A Decimal that is no number is written, or refused, as the standard library does a float."""
    model = shared.Account(current_balance=Decimal(number))
    assert f'"currentBalance": {written},' in model.to_json()
    with pytest.raises(ValueError, match="Out of range float values"):
        model.to_json(allow_nan=False)


def test_decimals_in_a_dict() -> None:
    """A dict keeps Decimals as they are."""
    balance = shared.Account(current_balance=Decimal("1.10")).to_dict()["currentBalance"]
    assert type(balance) is Decimal
    assert str(balance) == "1.10"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1.1, "1.1"),
        (110.42, "110.42"),
        (1e22, "1E+22"),
        (7, "7"),
        (Decimal("1.10"), "1.10"),
        ("1.10", "1.10"),
    ],
)
def test_decimals_from_a_dict(value: Any, expected: str) -> None:
    """A number in a dict becomes the Decimal of its shortest text."""
    made = shared.Account.from_dict({"currentBalance": value})
    assert type(made.current_balance) is Decimal
    assert str(made.current_balance) == expected


def test_floats_on_purpose() -> None:
    """Somebody who asks for floats gets what their shortest texts say."""
    made = shared.Account.from_json('{"currentBalance": 1.10}', parse_float=float)
    assert str(made.current_balance) == "1.1"


WRONG: list[tuple[Any, dict[str, Any], str]] = [
    (
        shared.Account,
        {"currentBalance": "abc"},
        "currentBalance: expected a number as JSON writes it",
    ),
    (shared.Account, {"currentBalance": []}, ""),
    (shared.Account, {"currentBalance": {}}, ""),
    (shared.Account, {"status": 5}, "5 is not a valid AccountStatus"),
    (shared.Account, {"status": []}, "[] is not a valid AccountStatus"),
    (shared.Account, {"metadata": 5}, ""),
    (shared.Account, {"metadata": "text"}, ""),
    (shared.Account, {"validDatatypeLinks": 5}, ""),
    (shared.Account, {"validDatatypeLinks": [5]}, ""),
    (shared.Company, {}, "'id' is missing; with infer_missing=True it is None"),
    (shared.PushOption, {"properties": {"a": 5}}, ""),
]


@pytest.mark.parametrize(("model", "plain", "text"), WRONG, ids=range(len(WRONG)))
def test_what_a_model_cannot_hold(model: Any, plain: dict[str, Any], text: str) -> None:
    """A dict and JSON with a value that a model cannot hold raise the same error."""
    for make, value in ((model.from_dict, plain), (model.from_json, json.dumps(plain))):
        with pytest.raises(RequestError, match=rf"^{model.__name__}\.from_dict: .+") as caught:
            make(value)
        assert text in str(caught.value)
        assert caught.value.__cause__ is not None


@pytest.mark.parametrize(
    "value", [None, 5, [], {}, object()], ids=lambda value: type(value).__name__
)
def test_from_json_takes_text(value: Any) -> None:
    """A value that is not text raises the error of all bad input."""
    with pytest.raises(RequestError, match=r"^Account\.from_json: "):
        shared.Account.from_json(value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # Since Python 3.14 the depth that can be read is that of the stack.
        ('{"currentBalance": ' + "[" * 100_000, "nested too deeply|^Expecting value"),
        ('{"new": ' + "[" * 100_000 + "]" * 100_000 + "}", "nested too deeply"),
        ('{"currentBalance": 1e99999999999999999999}', "a number is out of range"),
    ],
    ids=["cut", "whole", "exponent"],
)
def test_json_without_measure(text: str, said: str) -> None:
    """JSON that is nested or counts without measure is refused."""
    with pytest.raises((RequestError, json.JSONDecodeError), match=said):
        shared.Account.from_json(text)


def test_a_dict_without_measure() -> None:
    """A dict that holds itself is refused."""
    circle: dict[str, Any] = {"type": "Object"}
    circle["properties"] = {"a": circle}
    with pytest.raises(RequestError, match=r"^PushOptionProperty\.from_dict: "):
        shared.PushOptionProperty.from_dict(circle, infer_missing=True)


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ({"integrationType": "expenses"}, shared.IntegrationType.EXPENSES),
        ({"integrationType": None}, None),
        ({"integrationType": "AddedLater"}, shared.IntegrationType("AddedLater")),
        ({}, shared.IntegrationType.EXPENSES),
    ],
)
def test_defaults_from_a_dict(plain: dict[str, Any], expected: Any) -> None:
    """A name that is missing has the default of the contract, and null is None."""
    assert shared.Transaction.from_dict(plain).integration_type == expected


NESTED: dict[str, Any] = {
    "displayName": "n",
    "required": True,
    "type": "Object",
    "description": "d",
    "options": None,
    "properties": None,
}


def test_models_that_hold_their_own_kind() -> None:
    """A model that holds its own kind is read from a dict, and written as one, at every depth."""
    plain = {**NESTED, "properties": {"a": {**NESTED, "properties": {"b": NESTED}}}}
    made = shared.PushOptionProperty.from_dict(plain)
    assert made.properties is not None
    assert made.properties["a"].properties == {"b": shared.PushOptionProperty.from_dict(NESTED)}
    assert made.to_dict() == plain
    assert shared.PushOptionProperty.from_json(made.to_json()) == made


def test_the_schema_of_a_model_that_holds_its_own_kind() -> None:
    """The schema of such a model loads and dumps it, at every depth."""
    plain = {**NESTED, "properties": {"a": {**NESTED, "properties": {"b": NESTED}}}}
    schema: Any = shared.PushOptionProperty.schema()
    made = schema.load(plain)
    assert made == shared.PushOptionProperty.from_dict(plain)
    dumped = schema.dump(made)
    assert dumped["properties"]["a"]["properties"]["b"]["displayName"] == "n"
    assert schema.load(dumped) == made
    outer: Any = shared.PushOption.schema()
    assert outer.load({**NESTED, "properties": {"a": plain}}).properties == {"a": made}


def test_the_schema_of_a_page() -> None:
    """The schema of a page loads and dumps its items."""
    plain = {
        "_links": {"self": {"href": "/s"}, "current": {"href": "/c"}},
        "pageNumber": 1,
        "pageSize": 100,
        "totalResults": 1,
        "results": [{"id": "c", "name": "Toft", "redirect": "r"}],
    }
    schema: Any = shared.Companies.schema()
    page = schema.load(plain)
    assert page.results == [shared.Company("c", "Toft", "r")]
    assert page.links.self_.href == "/s"
    assert schema.load(schema.dump(page)) == page


def models() -> list[Any]:
    """Give all models."""
    found = [getattr(shared, name) for name in shared.__all__]
    kinds = {each for each in found if isinstance(each, type) and issubclass(each, Model)}
    return sorted(kinds, key=lambda kind: kind.__name__)


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_model(model: Any) -> None:
    """Each model, filled from its types, goes through JSON and comes back, by all ways."""
    for seed in range(5):
        plain = right.value(Random(seed), model)
        body = right.as_text(plain).encode()
        made = decode(body, model)
        assert model.from_json(body) == made
        assert model.from_json(made.to_json()) == made
        assert model.from_dict(made.to_dict()) == made
        assert copy.deepcopy(made) == made
        assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301 - our own


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_model_as_json_types(model: Any) -> None:
    """Each model, filled from its types, becomes a dict that json and yaml write and read back."""
    for seed in range(5):
        made = decode(right.as_text(right.value(Random(seed), model)).encode(), model)
        found = made.to_dict(encode_json=True)
        assert is_plain(found)
        assert json.loads(json.dumps(found)) == found
        assert through_yaml(found) == found
        assert model.from_dict(found) == made


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_schema(model: Any) -> None:
    """Each model, filled from its types, is dumped by its schema and loaded again."""
    schema = model.schema()
    for seed in range(3):
        made = decode(right.as_text(right.value(Random(seed), model)).encode(), model)
        assert schema.load(schema.dump(made)) == made


class Noted(operations.GetSyncByIDResponse):
    """A response with a slot of somebody's own."""

    __slots__ = ("note",)
    note: str


def test_copies_of_a_response_with_slots() -> None:
    """A subclass with slots is copied and pickled with what they hold."""
    made = Noted("application/json", 200)
    made.note = "mine"
    pickled = pickle.loads(pickle.dumps(made))  # noqa: S301 - ours
    for copied in (copy.copy(made), copy.deepcopy(made), pickled):
        assert (copied.status_code, copied.note) == (200, "mine")


EXPENSE = shared.ExpenseTransaction(
    currency="GBP",
    id="4d7c6929-7770-412b-91bb-44d3bc71d111",
    issue_date=datetime(2026, 5, 4, 12, 15, tzinfo=timezone(timedelta(hours=2))),
    type=shared.ExpenseTransactionType.PAYMENT,
)
EXPENSES: Any = shared.ExpenseTransaction
WAYS_OF_A_DATE: dict[str, Callable[[Any], object]] = {
    "to_dict": lambda made: made.to_dict()["issueDate"],
    "encode_json": lambda made: made.to_dict(encode_json=True)["issueDate"],
    "to_json": lambda made: json.loads(made.to_json())["issueDate"],
    "from_json": lambda made: EXPENSES.from_json(made.to_json()).issue_date,
    "dump": lambda made: EXPENSES.schema().dump(made)["issueDate"],
    "dumps": lambda made: json.loads(EXPENSES.schema().dumps(made))["issueDate"],
    "loads": lambda made: EXPENSES.schema().loads(made.to_json()).issue_date,
}


@pytest.mark.parametrize("way", WAYS_OF_A_DATE.values(), ids=WAYS_OF_A_DATE)
def test_dates_of_a_request(way: Callable[[Any], object]) -> None:
    """A date of Python leaves a model as the API writes it."""
    assert way(EXPENSE) == "2026-05-04T10:15:00Z"


def test_dates_stay_in_the_model() -> None:
    """A pickle, a copy, a repr, a table and ``from_dict`` keep a date of Python."""
    assert pickle.loads(pickle.dumps(EXPENSE)) == EXPENSE  # noqa: S301 - our own
    assert copy.deepcopy(EXPENSE).issue_date == EXPENSE.issue_date
    assert f"issue_date={EXPENSE.issue_date!r}" in repr(EXPENSE)
    assert "2026-05-04" in EXPENSE._repr_html_()
    held = {**EXPENSE.to_dict(), "issueDate": EXPENSE.issue_date}
    assert shared.ExpenseTransaction.from_dict(held) == EXPENSE


def test_required_fields_have_defaults() -> None:
    """At run time, a field that a request must have may be left out or be given by position."""
    assert typing.get_type_hints(shared.ExpenseTransactionLine)["net_amount"] == Decimal | None
    made: Any = shared.ExpenseTransactionLine
    assert made(None, Decimal(1)) == made(net_amount=Decimal(1))
    assert made().net_amount is None
    assert made.schema().load({"netAmount": None}) == made()
