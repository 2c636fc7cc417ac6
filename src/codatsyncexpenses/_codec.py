"""JSON bytes to models and back, typed and fast.

msgspec does the work on *twins*: for each model a Struct with the API's names, made when the model
is first used. Decoding into a twin and converting it to the model is faster than ``json.loads``
alone, and names the path of a value of the wrong type.
"""

from __future__ import annotations

import codecs
import dataclasses
import functools
import itertools
import types
import uuid
from collections.abc import Callable
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

from ._lists import ModelList


class CodecError(ValueError):
    """A value that does not fit its type, or bytes that are not JSON; the text names the place."""


def decode(data: bytes, type_: Any) -> Any:
    """Read JSON into a model, a ModelList or a dict. JSON is UTF-8, whatever a header says."""
    try:
        return _maker(type_)(_decoder(type_).decode(data.removeprefix(codecs.BOM_UTF8)))
    except RecursionError:
        raise CodecError("JSON is nested too deeply") from None
    except ValueError as error:
        raise CodecError(str(error)) from error


def encode(model: object, type_: Any) -> bytes:
    """Write a model as JSON, after checking that each value has its field's type."""
    if not isinstance(model, type_):
        raise CodecError(f"Expected `{type_.__name__}`, got `{type(model).__name__}`")
    twin = _twin(type_, sending=True)
    try:
        try:
            return msgspec.json.encode(msgspec.convert(model, twin, from_attributes=True))
        except (msgspec.ValidationError, TypeError):
            plain = msgspec.convert(_plain(model), twin, from_attributes=True)
            return msgspec.json.encode(plain)
    except RecursionError:
        raise CodecError("the value is nested too deeply") from None
    except (ValueError, TypeError) as error:
        raise CodecError(str(error)) from error


def _plain(value: Any) -> Any:
    """The value in JSON's types, where it holds text of other classes: UUIDs, numpy's strings."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, uuid.UUID):
        return str(value)
    if type(value) in (list, tuple):
        return [_plain(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        return dataclasses.replace(
            value, **{field.name: _plain(getattr(value, field.name)) for field in fields}
        )
    return value


@functools.cache
def _decoder(type_: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(_as_twin(type_, sending=False))


@functools.cache
def _maker(type_: Any) -> Callable[[Any], Any]:
    """What makes models of twins.

    Where no model stands inside another, its values go to the model by position, which takes half
    the time of a conversion: the twin has checked their types.
    """
    if get_origin(type_) is dict:
        return lambda value: value
    many = get_origin(type_) is list
    model = get_args(type_)[0] if many else type_
    if not _is_flat(model):
        convert = functools.partial(msgspec.convert, type=type_, from_attributes=True)
        return (lambda twins: ModelList(convert(twins))) if many else convert
    values = msgspec.structs.astuple
    if many:
        return lambda twins: ModelList(itertools.starmap(model, map(values, twins)))
    return lambda twin: model(*values(twin))


def _is_flat(model: Any) -> bool:
    hints = get_type_hints(model).values()
    return not any(_as_twin(hint, sending=False) != hint for hint in hints)


@functools.cache
def _twin(model: Any, *, sending: bool) -> type[msgspec.Struct]:
    """The Struct for a model.

    When sending, a nullable field has no default, so that its null goes out; any other field that
    is None is left out. When receiving, every field may be missing.
    """
    hints = get_type_hints(model)
    fields: list[tuple[str, Any] | tuple[str, Any, Any]] = []
    for field in dataclasses.fields(model):
        type_ = _as_twin(hints[field.name], sending=sending)
        always = sending and field.metadata["nullable"]
        fields.append((field.name, type_) if always else (field.name, type_, None))
    names = {field.name: field.metadata["json"] for field in dataclasses.fields(model)}
    return msgspec.defstruct(
        model.__name__, fields, rename=names, omit_defaults=sending, kw_only=True, gc=False
    )


def _as_twin(type_: Any, *, sending: bool) -> Any:
    model: Any = type_
    if dataclasses.is_dataclass(type_):
        return _twin(model, sending=sending)
    origin = get_origin(type_)
    if origin is None:
        return type_
    parts = tuple(_as_twin(arg, sending=sending) for arg in get_args(type_))
    # X | Y is made of parts by an operator, not by a subscript.
    return Union[parts] if origin is types.UnionType else origin[parts]  # noqa: UP007
