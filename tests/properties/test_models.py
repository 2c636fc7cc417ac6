"""All models, enums and answers, for any values."""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle
from decimal import Decimal
from random import Random
from typing import Any

import requests
from hypothesis import example, given
from hypothesis import strategies as st

from codatsyncexpenses import errors
from codatsyncexpenses._bases.codec import CodecError, decode, encode
from codatsyncexpenses._calls.operation import Operation
from codatsyncexpenses._calls.operation import decode as answer
from codatsyncexpenses._calls.wire import Reply
from codatsyncexpenses._schema.enums import TextEnum
from codatsyncexpenses._schema.hints import is_dict, is_list
from codatsyncexpenses.models import shared
from tests.fuzz import judge, mutate, right
from tests.properties.strategies import ANY_JSON, DECIMALS, TEXT, enums, models, values
from tests.support import client_operations

OPERATIONS = list(client_operations.by_method().values())
TYPES = [
    (operation, status, held[1])
    for operation in OPERATIONS
    for status, held in operation.replies.items()
    if held is not None
]
SEEDS = st.integers(0, 2**32)


@given(number=DECIMALS | st.decimals(allow_nan=False, allow_infinity=False))
@example(number=Decimal("0.1000000000000000055511151231257827021181583404541015625"))
@example(number=Decimal("-0.00"))
@example(number=Decimal("1E+999999"))
def test_any_decimal(number: Decimal) -> None:
    """A number goes out with all its digits and comes back with them, by the codec and by JSON."""
    model = shared.Account(current_balance=number)
    body = encode(model, shared.Account)
    for found in (decode(body, shared.Account), shared.Account.from_json(model.to_json())):
        assert found.current_balance == number
        # A zero without a point has no sign in JSON, and an integer no exponent.
        assert number == 0 or str(found.current_balance) == str(number)


@given(text=TEXT | st.sampled_from(["mro", "name", "_value_", "__class__"]), data=st.data())
def test_any_text_of_an_enum(text: str, data: st.DataObject) -> None:
    """A value of an enum is its text, whatever is done with it."""
    kind: type[TextEnum] = data.draw(st.sampled_from(enums()))
    value = kind(text)
    assert isinstance(value, kind)
    assert (value, hash(value), str(value), f"{value}") == (text, hash(text), text, text)
    assert json.loads(json.dumps([value])) == [text]
    for made in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)):  # noqa: S301 - our own
        assert type(made) is kind
        assert (made, made.name, made.is_known) == (value, value.name, value.is_known)


@given(text=TEXT)
def test_any_text_of_an_enum_there_and_back(text: str) -> None:
    """A value of an enum goes out as it came."""
    found: shared.Account = decode(json.dumps({"status": text}).encode(), shared.Account)
    assert type(found.status) is shared.AccountStatus
    assert found.status == text
    assert json.loads(encode(found, shared.Account))["status"] == text


def sent(value: Any, model: Any, *, checked: bool) -> bytes | CodecError:
    """Encode; give the refusal, and let any other exception through."""
    try:
        return encode(value, model, "body", checked=checked)
    except CodecError as error:
        return error


@given(data=st.data())
def test_any_model_there_and_back(data: st.DataObject) -> None:
    """A model that is sent is read again as the same; one that is not breaks a limit."""
    model = data.draw(st.sampled_from(models()))
    value = data.draw(values(model))
    body = sent(value, model, checked=False)
    assert isinstance(body, bytes)
    assert decode(body, model) == value
    assert judge.says(body, value)
    checked = sent(value, model, checked=True)
    if isinstance(checked, CodecError):
        assert checked.violations
        assert all(path.startswith("body.") for path, _ in checked.violations)
    else:
        assert checked == body


JUNK = (
    ANY_JSON
    | st.floats()
    | st.decimals()
    | st.binary(max_size=3)
    | st.uuids()
    | st.text(max_size=3)
    | st.sampled_from([10**5000, {1}, (1,), object(), int, 1j, {1: 2}, shared.ItemRef("a")])
    | st.sampled_from([member for kind in enums() for member in kind])
    | st.sampled_from([shared.SyncStatusCode(2000)])
)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Give everything in a value: what holds it, and its name or number there."""
    inside: dict[Any, Any] = {}
    if dataclasses.is_dataclass(value):
        inside = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    elif is_dict(value):
        inside = value
    elif is_list(value):
        inside = dict(enumerate(value))
    deeper = (place for inner in inside.values() for place in places(inner))
    return [*((value, name) for name in inside), *deeper]


@given(data=st.data())
def test_any_junk_in_a_model(data: st.DataObject) -> None:
    """A model with anything anywhere in it is refused, or what is sent has its types."""
    model = data.draw(st.sampled_from(models()))
    value = copy.deepcopy(data.draw(values(model)))
    holder, name = data.draw(st.sampled_from(places(value)))
    junk = data.draw(JUNK)
    if dataclasses.is_dataclass(holder):
        setattr(holder, name, junk)
    else:
        holder[name] = junk
    body = sent(value, model, checked=data.draw(st.booleans()))
    if isinstance(body, CodecError):
        assert body.violations
        assert len(str(body)) < 10_000
    else:
        assert judge.has_type(decode(body, model), model)
        json.loads(body, parse_int=Decimal, parse_constant=_refuse)


def _refuse(text: str) -> None:
    raise AssertionError(f"{text} is no JSON")


@given(kind=st.sampled_from(TYPES), body=ANY_JSON)
def test_any_json_as_an_answer(kind: tuple[Any, int, Any], body: Any) -> None:
    """JSON is a value of the operation's type or a `CodecError`, and no other exception."""
    _, _, type_ = kind
    read(json.dumps(body).encode(), type_)


@given(kind=st.sampled_from(TYPES), seed=SEEDS, count=st.integers(0, 4))
def test_any_damage_to_an_answer(kind: tuple[Any, int, Any], seed: int, count: int) -> None:
    """An answer with some of it changed is refused, or what comes out has its types."""
    operation, status, type_ = kind
    dice = Random(seed)
    value = right.right(dice, operation, status)
    for _ in range(count):
        value = mutate.damaged(dice, value)
    body = right.as_text(value).encode()
    read(body, type_)
    found = answered(operation, status, body)
    assert found is not None
    assert not isinstance(found, errors.SDKError) or found.status_code == status


def read(body: bytes, type_: Any) -> None:
    """Decode, and see that what comes out has its type and the body's values."""
    try:
        found = decode(body, type_)
    except CodecError:
        return
    assert judge.has_type(found, type_ if judge.is_a(type, type_) else type(found)) or found == []
    assert judge.says(body, found)


def answered(operation: Operation[Any, Any], status: int, body: bytes) -> Any:
    """Read an answer as a call does; give the value or the error of ours."""
    raw = requests.Response()
    raw.status_code = status
    raw.headers["Content-Type"] = "application/json"
    held: Any = operation.replies[status]
    try:
        response = answer(operation, Reply(status, raw.headers, body, raw))
    except errors.SDKError as error:
        return error
    return getattr(response, held[0])


@given(seed=SEEDS, operation=st.sampled_from(OPERATIONS))
def test_any_healthy_answer(seed: int, operation: Operation[Any, Any]) -> None:
    """A response of a healthy service is read, whatever it leaves out."""
    for status in [status for status, held in operation.replies.items() if held is not None]:
        value = right.right(Random(seed), operation, status)
        found = answered(operation, status, right.as_text(value).encode())
        assert found is not None
        # A list of nothing, where one was asked for, is an error.
        assert isinstance(found, errors.SDKError) == (value == [] and operation.many is not None)
