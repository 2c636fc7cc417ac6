"""JSON bytes to models and back."""

import contextlib
import dataclasses
import gc
import json
import re
import subprocess
import sys
import uuid
from decimal import Decimal
from typing import Any, get_origin

import pytest

from codatsyncexpenses._bases import codec as _codec
from codatsyncexpenses._bases.codec import CodecError, decode, encode
from codatsyncexpenses._schema import checks as _checks
from codatsyncexpenses.models import shared
from codatsyncexpenses.utils import ModelList
from tests.fuzz import judge
from tests.support import client_operations

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
CONNECTION = shared.CreateConnectionRequestBody


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
    """A value of the wrong type is never converted; the text names both types and the place."""
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
    """JSON that is nested without measure is refused for that, or for its missing end."""
    # Since Python 3.14 the depth that can be read is that of the stack.
    with pytest.raises(CodecError, match=r"nested too deeply|truncated"):
        status(b'{"new": ' + b"[" * 200_000)


def test_depth_in_an_unknown_field() -> None:
    """A field that nobody knows is refused where it is nested deeper than can be read."""
    depth = 10_000_000  # more than the stack holds, which is the measure since Python 3.14
    with pytest.raises(CodecError, match=r"^JSON is nested too deeply$"):
        status(b'{"new": ' + b"[" * depth + b"]" * depth + b"}")


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
    """A value that is written is read again as the same."""
    assert decode(encode(AS_MODEL, shared.CompanySyncStatus), shared.CompanySyncStatus) == AS_MODEL


def account(number: bytes) -> shared.Account:
    """Decode an account with this number as its balance."""
    found: shared.Account = decode(b'{"currentBalance": ' + number + b"}", shared.Account)
    return found


NUMBERS = [
    "0",
    "-14",
    "110.42",
    "0.10",
    "1.0",
    "100.000",
    "0.1000000000000000055511151231257827021181583404541015625",
    "123456789012345678901234567890.123456789012345678901234567890",
    "1E+400",
    "-1E-400",
    "9" * 5_000,
]


@pytest.mark.parametrize("text", NUMBERS, ids=lambda text: text[:20])
def test_numbers_keep_their_digits(text: str) -> None:
    """A number that is read and written again is the same, to its last digit."""
    balance = account(text.encode()).current_balance
    assert type(balance) is Decimal
    assert str(balance) == text
    assert f'"currentBalance":{text},'.encode() in encode(
        shared.Account(current_balance=balance), shared.Account
    )


def test_exponents() -> None:
    """A number with an exponent keeps its value and its digits."""
    assert account(b"-2.50e-7").current_balance == Decimal("-2.50E-7")
    assert account(b"1E3").current_balance == Decimal(1000)


@pytest.mark.parametrize(
    "number",
    [
        b'"NaN"',
        b'"sNaN"',
        b'"-Infinity"',
        b'"inf"',
        b'"abc"',
        b'""',
        b"NaN",
        b"Infinity",
        b"true",
        b"[]",
        b"{}",
        b"1e99999999999999999999",
        b"01",
        b"1.",
        b".5",
    ],
)
def test_numbers_that_are_none(number: bytes) -> None:
    """A number that is not finite is refused, and so is a Decimal that could not be sent again."""
    with pytest.raises(CodecError):
        account(number)


def test_a_number_that_is_none_is_named() -> None:
    """The text says where a number was expected."""
    with pytest.raises(
        CodecError, match=r"^expected a number as JSON writes it - at `currentBalance`$"
    ):
        account(b'"NaN"')


def test_a_number_as_text() -> None:
    """A number that comes as text is the number."""
    assert account(b'"1.10"').current_balance == Decimal("1.10")


COMPANY = {
    "id": "c",
    "name": "Toft",
    "redirect": "r",
    "dataConnections": [
        {"id": "d", "status": "Linked", "connectionInfo": {"a": 1.5, "b": [None, {"c": True}]}},
        {"id": "e", "status": "AddedLater"},
    ],
    "tags": {"a": "b", "": ""},
    "products": ["expenses"],
    "referenceParentCompany": {"id": "p", "name": "Parent"},
}


def test_models_at_all_depths() -> None:
    """Models in models, in lists and in maps arrive in their classes."""
    found: Any = decode(json.dumps(COMPANY).encode(), shared.Company)
    assert judge.is_a(shared.Company, found)
    assert [type(each) for each in found.data_connections] == [shared.Connection] * 2
    assert found.data_connections[0].status is shared.DataConnectionStatus.LINKED
    assert found.data_connections[0].connection_info == {"a": 1.5, "b": [None, {"c": True}]}
    assert found.reference_parent_company == shared.ReferenceCompany(id="p", name="Parent")
    assert found.tags == {"a": "b", "": ""}
    assert found.products == ["expenses"]


def test_lists_of_models_within_a_page() -> None:
    """The items of a page are a ModelList, and other lists of models are plain."""
    page: shared.Companies = decode(json.dumps({"results": [COMPANY]}).encode(), shared.Companies)
    results: Any = page.results
    assert judge.is_a(ModelList, results)
    assert judge.is_a(list, results[0].data_connections)


@pytest.mark.parametrize("name", ["accounts", "taxRates", "trackingCategories"])
def test_lists_of_mapping_options(name: str) -> None:
    """The lists of the mapping options convert to records."""
    body = json.dumps({name: [{"id": "a"}, {"id": "b"}]}).encode()
    options: shared.MappingOptions = decode(body, shared.MappingOptions)
    found = options.accounts or options.tax_rates or options.tracking_categories
    assert found is not None
    assert [each["id"] for each in found.to_records()] == ["a", "b"]


def test_a_map_of_models() -> None:
    """A map of models becomes a dict of them."""
    found = decode(b'{"a": {"dataType": "bills"}, "b": {}}', dict[str, shared.DataStatus])
    assert {name: type(each) for name, each in found.items()} == {
        "a": shared.DataStatus,
        "b": shared.DataStatus,
    }


REQUIRED = [
    (shared.Company, ["id", "name", "redirect"]),
    (shared.Companies, ["links", "page_number", "page_size", "total_results"]),
    (shared.Customer, ["status"]),
    (shared.DataStatus, ["current_status", "data_type"]),
]


@pytest.mark.parametrize(
    ("model", "names"), REQUIRED, ids=lambda value: getattr(value, "__name__", "")
)
@pytest.mark.parametrize("null", [True, False])
def test_required_members_that_are_missing(model: Any, names: list[str], null: bool) -> None:
    """A member that is required and missing, or null, is None; the rest of the answer is kept."""
    wire = {field.name: field.metadata["json"] for field in dataclasses.fields(model)}
    body = {wire[name]: None for name in names} if null else {}
    found = decode(json.dumps(body).encode(), model)
    assert type(found) is model
    assert [getattr(found, name) for name in names] == [None] * len(names)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"{}", shared.IntegrationType.EXPENSES),
        (b'{"integrationType": null}', None),
        (b'{"integrationType": "expenses"}', shared.IntegrationType.EXPENSES),
        (b'{"integrationType": "AddedLater"}', shared.IntegrationType("AddedLater")),
    ],
)
def test_defaults_of_answers(body: bytes, expected: shared.IntegrationType | None) -> None:
    """A member that is missing has the default of the contract, and one that is null has none."""
    found: shared.Transaction = decode(body, shared.Transaction)
    assert found.integration_type == expected


def test_defaults_of_requests() -> None:
    """A default of the contract is sent, and None in its place is not."""
    reference = shared.ContactRef("c")
    assert encode(reference, shared.ContactRef) == b'{"id":"c","type":"Supplier"}'
    assert encode(shared.ContactRef("c", None), shared.ContactRef) == b'{"id":"c"}'


NEST = {
    "type": "Object",
    "properties": {
        "a": {"type": "Object", "properties": {"b": {"type": "String", "properties": None}}},
        "c": {"type": "Number"},
    },
}


def test_models_that_hold_their_own_kind() -> None:
    """A model that holds models of its own class is one at every depth."""
    found = decode(json.dumps(NEST).encode(), shared.PushOption)
    outer = found.properties["a"]
    inner = outer.properties["b"]
    assert [type(each) for each in (outer, inner)] == [shared.PushOptionProperty] * 2
    assert (inner.type, inner.properties) == (shared.PushOptionType.STRING, None)
    assert found.properties["c"].properties is None


def test_models_of_their_own_kind_there_and_back() -> None:
    """A model that holds its own kind is written and read again as the same."""
    deepest = shared.PushOptionProperty("d", "n", True, shared.PushOptionType.STRING)
    value = deepest
    for _ in range(20):
        value = dataclasses.replace(deepest, properties={"a": value, "b": deepest})
    written = encode(value, shared.PushOptionProperty)
    assert decode(written, shared.PushOptionProperty) == value


@pytest.mark.parametrize("depth", [1_000, 100_000])
def test_models_of_their_own_kind_without_measure(depth: int) -> None:
    """Models in models without measure are refused, and crash nothing."""
    body = b'{"properties":{"a":' * depth + b"{}" + b"}}" * depth
    with pytest.raises(CodecError, match="nested too deeply"):
        decode(body, shared.PushOptionProperty)


def test_a_model_in_itself() -> None:
    """A model that holds itself is refused."""
    value = shared.PushOptionProperty("d", "n", True, shared.PushOptionType.OBJECT, properties={})
    assert value.properties is not None
    value.properties["a"] = value
    with pytest.raises(CodecError, match=r"^here: the value is nested too deeply$"):
        encode(value, shared.PushOptionProperty, "here")


def test_a_model_in_itself_many_times() -> None:
    """A model that holds itself more than once is refused before it fills the memory."""
    value = shared.PushOptionProperty("d", "n", True, shared.PushOptionType.OBJECT)
    value.properties = dict.fromkeys("abc", value)
    with pytest.raises(CodecError, match=r"^here: the value is nested too deeply$"):
        encode(value, shared.PushOptionProperty, "here")


ALL_TYPES = {
    repr(reply[1]): reply[1]
    for operation in client_operations.by_method().values()
    for reply in operation.replies.values()
    if reply is not None
}


@pytest.mark.parametrize("type_", ALL_TYPES.values(), ids=ALL_TYPES)
@pytest.mark.parametrize("body", [b"5", b'"text"', b"null", b"", b"{", b"[5]"])
def test_what_no_operation_answers(type_: Any, body: bytes) -> None:
    """Of every type that an operation answers with, what it is not is refused in one way."""
    with pytest.raises(CodecError):
        decode(body, type_)


@pytest.mark.parametrize("type_", ALL_TYPES.values(), ids=ALL_TYPES)
def test_the_least_answer(type_: Any) -> None:
    """Of every type that an operation answers with, an object or a list of nothing is read."""
    found = decode(b"[]" if get_origin(type_) is list else b"{}", type_)
    assert judge.has_type(
        found, ModelList[type_.__args__[0]] if get_origin(type_) is list else type_
    )


FIRST_USE = """
import sys, threading
from codatsyncexpenses._bases.codec import decode, encode
from codatsyncexpenses.models import shared

sys.setswitchinterval(1e-6)
start = threading.Barrier(16)
found, raised = [], []

def use(body=b'{"results": [{"dataConnections": [{"dataConnectionErrors": [{}]}]}]}'):
    start.wait()
    try:
        page = decode(body, shared.Companies)
        option = decode(b'{"properties": {"a": {"properties": {"b": {}}}}}', shared.PushOption)
        sent = encode(option.properties["a"], shared.PushOptionProperty, checked=False)
        found.append((page, option, sent))
    except BaseException as error:
        raised.append(error)

threads = [threading.Thread(target=use) for _ in range(16)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert raised == [], raised
assert all(each == found[0] for each in found), found
assert len(found) == 16
connection = found[0][0].results[0].data_connections[0]
assert type(connection) is shared.Connection, connection
assert type(found[0][1].properties["a"].properties["b"]) is shared.PushOptionProperty
"""


def test_first_use_by_many_threads() -> None:
    """Threads that are the first to use a model, all at once, get the same of it."""
    command = [sys.executable, "-c", FIRST_USE]
    for _ in range(5):  # a race is not lost each time
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
        assert done.returncode == 0, done.stderr


def caches() -> dict[str, int]:
    """Give how much each cache of the codec and of the checks holds."""
    return {
        name: each.cache_info().currsize
        for module in (_codec, _checks)
        for name, each in vars(module).items()
        if hasattr(each, "cache_info")
    }


def test_nothing_is_kept_of_data() -> None:
    """Values that never come again leave nothing behind, in a cache or in an enum."""

    def use(number: int) -> None:
        text = f"value {number}"
        body = json.dumps({"name": text, "status": text, "currentBalance": number}).encode()
        found: shared.Account = decode(body, shared.Account)
        encode(found, shared.Account)
        encode(shared.CompanyRequestBody("Toft", text, {text: text}), shared.CompanyRequestBody)
        with pytest.raises(CodecError):
            encode(shared.CreateConnectionRequestBody(f"{number}/"), CONNECTION, text)

    use(0)
    before = caches()
    assert len(before) > 5
    for number in range(1, 200):
        use(number)
    assert caches() == before
    assert set(shared.AccountStatus._value2member_map_) == {
        str(each) for each in shared.AccountStatus
    }


@pytest.mark.parametrize("enabled", [True, False])
@pytest.mark.parametrize("body", [b"{}", b"x"], ids=["JSON", "no JSON"])
def test_the_collection_of_garbage_goes_on(body: bytes, enabled: bool) -> None:
    """After a big body, read or refused, garbage is collected as it was before."""
    before = gc.isenabled()
    (gc.enable if enabled else gc.disable)()
    try:
        with contextlib.suppress(CodecError):
            decode(body.ljust(2 << 20), shared.CompanySyncStatus)
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()
