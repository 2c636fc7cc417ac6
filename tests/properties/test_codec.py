"""The codec, for any bytes and any value."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codatsyncexpenses._bases.codec import CodecError, decode, encode
from codatsyncexpenses.models import shared
from tests.fuzz import judge
from tests.properties.strategies import ANY_JSON, fields, values

MODELS: list[Any] = [
    shared.CompanySyncStatus,
    shared.ErrorMessage,
    shared.InitiateSync,
    shared.SyncInitiated,
]
TYPES: list[Any] = [*MODELS, list[shared.CompanySyncStatus]]
models = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)


def objects(model: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Make JSON objects whose members have the model's names, and any values."""
    wire_names = [field.metadata["json"] for field in dataclasses.fields(model)]
    names = st.sampled_from([*wire_names, "new"])
    return st.dictionaries(names, ANY_JSON | st.lists(ANY_JSON, max_size=2), max_size=6)


def read(data: bytes, type_: Any) -> Any:
    """Decode; give None for a refusal, and let any other exception through."""
    try:
        return decode(data, type_)
    except CodecError:
        return None


@given(data=st.binary(max_size=200), type_=st.sampled_from(TYPES))
def test_any_bytes(data: bytes, type_: Any) -> None:
    """Bytes are a value of the type or a `CodecError`, and no other exception."""
    value = read(data, type_)
    assert value is None or judge.has_type(value, type_)


@models
@given(data=st.data())
def test_any_members(model: Any, data: st.DataObject) -> None:
    """Members of any type are refused, or the value has its field's type and the body's value."""
    body = json.dumps(data.draw(objects(model))).encode()
    value = read(body, model)
    assert value is None or (judge.has_type(value, model) and judge.says(body, value))


@models
@given(data=st.data())
def test_bytes_of_a_model_that_were_changed(model: Any, data: st.DataObject) -> None:
    """A change, a cut or an insertion anywhere is refused, or the value still has its types."""
    body = encode(data.draw(values(model)), model)
    place = data.draw(st.integers(0, len(body)))
    cut = data.draw(st.integers(place, len(body)))
    changed = body[:place] + data.draw(st.binary(max_size=4)) + body[cut:]
    value = read(changed, model)
    assert value is None or (judge.has_type(value, model) and judge.says(changed, value))


@models
@given(data=st.data())
def test_a_cut_body_is_never_whole(model: Any, data: st.DataObject) -> None:
    """No part of a body that ends before it is taken for the whole."""
    body = encode(data.draw(values(model)), model)
    assert read(body[: data.draw(st.integers(0, len(body) - 1))], model) is None


@models
@given(data=st.data())
def test_there_and_back(model: Any, data: st.DataObject) -> None:
    """A value that is written is read again as the same."""
    value = data.draw(values(model))
    assert decode(encode(value, model), model) == value


@given(statuses=st.lists(values(shared.CompanySyncStatus), max_size=5))
def test_lists_there_and_back(statuses: list[shared.CompanySyncStatus]) -> None:
    """A list keeps its items and their order."""
    written = b",".join(encode(status, shared.CompanySyncStatus) for status in statuses)
    assert decode(b"[" + written + b"]", list[shared.CompanySyncStatus]) == statuses


@models
@given(data=st.data())
def test_a_body_is_json_for_everybody(model: Any, data: st.DataObject) -> None:
    """The standard library reads the same from what is written."""
    value = data.draw(values(model))
    assert judge.says(encode(value, model), value)


@given(value=ANY_JSON, depth=st.integers(0, 3_000), type_=st.sampled_from(TYPES))
def test_any_depth(value: Any, depth: int, type_: Any) -> None:
    """Nesting of any depth is passed over or refused."""
    inside = json.dumps(value).encode()
    data = b'{"new":' + b"[" * depth + inside + b"]" * depth + b"}"
    found = read(data, type_)
    assert found is None or found == type_()


@given(digits=st.integers().map(str) | st.integers(1, 5_000).map(lambda count: "7" * count))
def test_any_integer(digits: str) -> None:
    """An integer is kept to its last digit, or refused."""
    found = read(b'{"syncStatusCode":%b}' % digits.encode(), shared.CompanySyncStatus)
    assert found is None or found.sync_status_code == int(digits)


@given(data=st.binary(max_size=30))
def test_any_text(data: bytes) -> None:
    """Text is read as UTF-8, exactly, or refused."""
    found = read(b'{"syncId":"' + data + b'"}', shared.SyncInitiated)
    if found is not None:
        assert json.loads(b'{"syncId":"' + data + b'"}').get("syncId") == found.sync_id


@given(value=ANY_JSON | st.binary() | st.builds(object), model=st.sampled_from(MODELS))
def test_encode_refuses_with_one_kind(value: Any, model: Any) -> None:
    """A value that is no model is refused with a `CodecError`, and no other exception."""
    with pytest.raises(CodecError):
        encode(value, model)


@models
@given(data=st.data())
def test_encode_refuses_fields_of_another_type(model: Any, data: st.DataObject) -> None:
    """A model whose field has another type is refused, or is written with the right one."""
    value = data.draw(values(model))
    name = data.draw(st.sampled_from(list(fields(model))))
    setattr(value, name, data.draw(ANY_JSON | st.uuids()))
    try:
        body = encode(value, model)
    except CodecError:
        return
    assert judge.has_type(decode(body, model), model)
