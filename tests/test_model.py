"""The models, and the JSON face of them that users of dataclasses-json know."""

import copy
import dataclasses
import json
import pickle
import subprocess
import sys
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

import pytest
from dataclasses_json import DataClassJsonMixin

from codatsyncexpenses.errors import RequestError
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.utils import ModelList

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
    """What is no mapping is refused by name."""
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
    assert repr(shared.SyncInitiated()) == "SyncInitiated()"


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
