"""JSON bytes to models and back."""

import json
import re
import uuid
from typing import Any

import pytest

from codatsyncexpenses._codec import CodecError, decode, encode
from codatsyncexpenses.models import shared

BOM = b"\xef\xbb\xbf"
ID = "6fb40d5e-b13e-11ed-afa1-0242ac120002"
STATUS = {
    "companyId": "8a210b68-6988-11ed-a1eb-0242ac120002",
    "dataPushed": True,
    "errorMessage": "",
    "syncExceptionMessage": "none",
    "syncId": ID,
    "syncStatus": "Complete",
    "syncStatusCode": 2000,
    "syncUtc": "2022-10-23T00:00:00.000Z",
}
AS_MODEL = shared.CompanySyncStatus(
    company_id="8a210b68-6988-11ed-a1eb-0242ac120002",
    data_pushed=True,
    error_message="",
    sync_exception_message="none",
    sync_id=ID,
    sync_status="Complete",
    sync_status_code=2000,
    sync_utc="2022-10-23T00:00:00.000Z",
)
EMPTY = shared.CompanySyncStatus()


def status(data: bytes) -> shared.CompanySyncStatus:
    """Decode a status."""
    found: shared.CompanySyncStatus = decode(data, shared.CompanySyncStatus)
    return found


def test_an_object() -> None:
    """Every member of an object arrives in its field."""
    found = status(json.dumps(STATUS).encode())
    assert type(found) is shared.CompanySyncStatus
    assert found == AS_MODEL


def test_a_list() -> None:
    """A list of objects becomes a list of models, in its order."""
    found = decode(json.dumps([STATUS, {}]).encode(), list[shared.CompanySyncStatus])
    assert found == [AS_MODEL, EMPTY]


def test_an_empty_list() -> None:
    """A list of nothing is a list of nothing."""
    assert decode(b"[]", list[shared.CompanySyncStatus]) == []


def test_nested_objects() -> None:
    """Objects within objects become models too."""
    data = {
        "error": "no",
        "validation": {
            "errors": [{"itemId": "1", "message": "m", "validatorName": "v"}],
            "warnings": None,
        },
    }
    found = decode(json.dumps(data).encode(), shared.ErrorMessage)
    item = shared.ErrorValidationItem("1", "m", "v")
    assert found == shared.ErrorMessage(
        error="no", validation=shared.ErrorValidation(errors=[item], warnings=None)
    )


def test_nulls() -> None:
    """A null in any field is None."""
    assert status(json.dumps(dict.fromkeys(STATUS)).encode()) == EMPTY


def test_missing_members() -> None:
    """A member that is missing is None."""
    assert status(b"{}") == EMPTY
    assert status(b'{"syncId": "a"}') == shared.CompanySyncStatus(sync_id="a")


def test_unknown_members() -> None:
    """Members that the contract does not name are passed over, whatever they hold."""
    unknown = {"new": [1, {"deep": None}], "syncid": "b", "": 0, "sync\u00fc": 1.5}
    assert status(json.dumps({**unknown, **STATUS}).encode()) == AS_MODEL


@pytest.mark.parametrize("text", ["caf\u00e9", "\u65e5\u672c", "\U0001f600", "a\u0000b", '"\\/\n'])
@pytest.mark.parametrize("escaped", [True, False])
def test_text_is_utf_8(text: str, escaped: bool) -> None:
    """Text arrives as it was sent, escaped or not."""
    data = json.dumps({"syncStatus": text}, ensure_ascii=escaped).encode()
    assert status(data).sync_status == text


@pytest.mark.parametrize("space", [b"", b" ", b"\r\n\t"])
def test_a_byte_order_mark(space: bytes) -> None:
    """A byte order mark and white space around the JSON are passed over."""
    assert status(BOM + space + b'{"syncId": "a"}' + space).sync_id == "a"


WRONG = [
    (b'{"syncId": 5}', "str", "int", "$.syncId"),
    (b'{"syncId": ["a"]}', "str", "array", "$.syncId"),
    (b'{"syncId": {}}', "str", "object", "$.syncId"),
    (b'{"syncId": true}', "str", "bool", "$.syncId"),
    (b'{"syncStatusCode": "2000"}', "int", "str", "$.syncStatusCode"),
    (b'{"syncStatusCode": 2000.5}', "int", "float", "$.syncStatusCode"),
    (b'{"syncStatusCode": true}', "int", "bool", "$.syncStatusCode"),
    (b'{"dataPushed": "false"}', "bool", "str", "$.dataPushed"),
    (b'{"dataPushed": 0}', "bool", "int", "$.dataPushed"),
    (b"[]", "object", "array", None),
    (b"null", "object", "null", None),
    (b'"text"', "object", "str", None),
    (b"5", "object", "int", None),
    (b"true", "object", "bool", None),
]


@pytest.mark.parametrize(("data", "expected", "found", "place"), WRONG)
def test_a_wrong_type_is_named(data: bytes, expected: str, found: str, place: str | None) -> None:
    """A value of the wrong type is never converted; the text tells both types and the place."""
    with pytest.raises(CodecError) as caught:
        status(data)
    text = str(caught.value)
    assert re.search(rf"Expected `{expected}\b", text)
    assert f"got `{found}`" in text
    assert place is None or f"`{place}`" in text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"{}", "Expected `array`, got `object`"),
        (b"null", "Expected `array`, got `null`"),
        (b"[null]", "Expected `object`, got `null` - at `$[0]`"),
        (b'[{}, {"syncId": 5}]', "`$[1].syncId`"),
        (b"[[]]", "`$[0]`"),
    ],
)
def test_what_is_no_list_of_statuses(data: bytes, text: str) -> None:
    """An object or null is no list, and an item of the wrong type is named by its number."""
    with pytest.raises(CodecError) as caught:
        decode(data, list[shared.CompanySyncStatus])
    assert text in str(caught.value)


@pytest.mark.parametrize("type_", [shared.CompanySyncStatus, list[shared.CompanySyncStatus]])
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" ",
        BOM,
        b'{"syncId": "a"',
        b'{"syncId": "a"} x',
        b'{"syncId": "a"}{}',
        b'{"syncId": NaN}',
        b"{'syncId': 'a'}",
        b"<html></html>",
        b'{"syncId": "\xff"}',
        b'{"syncId": "caf\xe9"}',
        b'{"syncId": "\\ud800 "}',
        b'{"syncId": "a\nb"}',
        '{"syncId": "a"}'.encode("utf-16"),
        b"\x1f\x8b\x08\x00",
        b"[" * 200_000,
        b'{"new": ' + b"[" * 200_000 + b"]" * 200_000 + b"}",
        b'{"new": ' * 200_000,
        b'{"syncStatusCode": ' + b"9" * 5000 + b"}",
    ],
    ids=lambda data: repr(data[:20]) if isinstance(data, bytes) else None,
)
def test_what_is_no_json(data: bytes, type_: Any) -> None:
    """Bytes that are not JSON in UTF-8, or JSON without measure, give one kind of error."""
    with pytest.raises(CodecError) as caught:
        decode(data, type_)
    assert str(caught.value)


def test_depth_is_named() -> None:
    """JSON that is nested without measure is refused for that."""
    with pytest.raises(CodecError, match="nested too deeply"):
        status(b'{"new": ' + b"[" * 200_000)


def test_the_error_keeps_its_cause() -> None:
    """The error of the JSON library stays visible."""
    with pytest.raises(CodecError) as caught:
        status(b"x")
    assert isinstance(caught.value.__cause__, ValueError)


def sent(value: Any) -> Any:
    """Encode the datasets of a sync and read the JSON back."""
    return json.loads(encode(shared.InitiateSync(value), shared.InitiateSync))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ([], []),
        ([ID], [ID]),
        (["a", "b", "a"], ["a", "b", "a"]),
        (("a", "b"), ["a", "b"]),
        (["caf\u00e9 \U0001f600"], ["caf\u00e9 \U0001f600"]),
        ([uuid.UUID(ID)], [ID]),
        ([ID, uuid.UUID(ID)], [ID, ID]),
        ((uuid.UUID(ID),), [ID]),
    ],
)
def test_datasets(value: Any, expected: Any) -> None:
    """Null and an empty list are kept apart, and UUIDs are written as their text."""
    assert sent(value) == {"datasetIds": expected}


def test_text_of_a_subclass_of_str() -> None:
    """Text whose class inherits from str, as numpy's does, is sent as text."""

    class Text(str):
        __slots__ = ()

    assert sent([Text(ID)]) == {"datasetIds": [ID]}


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ([1], "dataset_ids[0]"),
        ([ID, 1], "dataset_ids[1]"),
        ([uuid.UUID(ID), 1], "dataset_ids[1]"),
        ([None], "dataset_ids[0]"),
        ([True], "dataset_ids[0]"),
        ([[ID]], "dataset_ids[0]"),
        (ID, "dataset_ids"),
        (5, "dataset_ids"),
        ({ID: 1}, "dataset_ids"),
    ],
)
def test_what_is_no_list_of_datasets(value: Any, place: str) -> None:
    """A value of another type is refused before it is sent, by the field's own name."""
    with pytest.raises(CodecError) as caught:
        sent(value)
    assert f"{place}: " in str(caught.value)


@pytest.mark.parametrize(
    "value",
    [["\ud800"], [b"abc"], [object()], iter([ID])],
    ids=["surrogate", "bytes", "object", "iterator"],
)
def test_what_has_no_text(value: Any) -> None:
    """Bytes, objects and text that is not valid are refused; nothing is invented for them."""
    with pytest.raises(CodecError):
        sent(value)


def test_a_list_in_itself() -> None:
    """A value that holds itself is refused."""
    circle: list[Any] = []
    circle.append(circle)
    with pytest.raises(CodecError):
        sent(circle)


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"dataset_id": [ID]},
        {"datasetIds": [uuid.UUID(ID)]},
        shared.SyncInitiated(ID),
        shared.CompanySyncStatus(),
        "all",
        [ID],
        5,
        object(),
    ],
    ids=lambda value: repr(value).partition(" at 0x")[0][:24],
)
def test_what_is_no_model(value: Any) -> None:
    """Something else than the model is refused: null datasets would sync all of them."""
    with pytest.raises(CodecError):
        encode(value, shared.InitiateSync)


def test_fields_left_out() -> None:
    """Of the fields that are None only the nullable ones are written."""
    written = encode(EMPTY, shared.CompanySyncStatus)
    assert json.loads(written) == dict.fromkeys(
        ["companyId", "errorMessage", "syncExceptionMessage", "syncId", "syncStatus"]
    )


def test_there_and_back() -> None:
    """What is written is read again as the same."""
    assert decode(encode(AS_MODEL, shared.CompanySyncStatus), shared.CompanySyncStatus) == AS_MODEL
