"""JSON bytes to models and back, typed and fast.

msgspec works on *twins*: for each model a Struct with the API's names, created when the model is
first used. Decoding into a twin and building the model from it is faster than ``json.loads``
alone, and errors name the path of a value of the wrong type.
"""

from __future__ import annotations

import codecs
import copy
import dataclasses
import functools
import gc
import itertools
import typing
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

import msgspec

from .._exceptions import Violation, one_line
from .._lazy import LateModule
from .._schema.dates import date_text
from .._schema.formats import DATE, PATTERNS
from .._schema.hints import UNIONS, bare, entry_limits, hints, is_dict, is_list
from .._schema.values import number, plain
from .model import ModelList

if TYPE_CHECKING:
    from .._schema import checks
else:
    checks = LateModule(".._schema.checks", __package__)  # most reads send nothing

_WRITE = msgspec.json.Encoder(decimal_format="number").encode
_LISTS = (list, ModelList)
_PLAIN = frozenset((str, int, bool, Decimal, type(None)))
_BIG = 1 << 20  # bytes of JSON above which decoding pauses the garbage collector


class CodecError(ValueError):
    """A value that does not fit its type, or bytes that are not JSON; the message says where."""

    def __init__(self, message: str, violations: tuple[Violation, ...] = ()) -> None:
        super().__init__(message)
        self.violations = violations


def decode(data: bytes, type_: Any) -> Any:
    """Read JSON into a model, a ModelList or a dict. JSON is UTF-8, whatever a header says.

    A missing required field becomes None, so that one field does not cost the whole response.
    """
    read, make = _reader(type_)
    paused = len(data) > _BIG and gc.isenabled()
    if paused:
        gc.disable()  # it would scan all objects again and again, and none of them is garbage
    try:
        found = read(data.removeprefix(codecs.BOM_UTF8))
        return found if make is None else make(found)
    except RecursionError:
        raise CodecError("JSON is nested too deeply") from None
    except ValueError as error:
        raise CodecError(str(error)) from error
    finally:
        if paused:
            gc.enable()


def is_json(data: bytes) -> bool:
    """Return whether bytes are JSON."""
    try:
        decode(data, msgspec.Raw)
    except CodecError:
        return False
    return True


def encode(
    value: object, type_: object, where: str = "", *, checked: bool = True, **limits: object
) -> bytes:
    """Write a model, or a list of models, as JSON, after checking its content.

    :param where: the value's name in errors
    :param checked: whether to check required fields and the API's limits as well as the types
    :param limits: the limits of the list
    """
    cause = None
    found: tuple[Violation, ...] = ()
    try:
        if checks.is_doubtful(value, type_):
            found = checks.violations(value, type_, where, limits, checked=checked)
        if not found:
            return _written(value, _sendable(type_, checked=checked, **limits))
    except RecursionError:
        raise CodecError(_at(where, "the value is nested too deeply")) from None
    except RuntimeError as error:
        raise CodecError(_at(where, f"the data changed while it was read: {error}")) from error
    except (ValueError, TypeError) as error:
        cause = error
        found = checks.violations(value, type_, where, limits, checked=checked)
    found = found or (Violation(where or "request", one_line(str(cause))),)
    raise CodecError("; ".join(map(str, found)), found) from cause


def _at(where: str, text: str) -> str:
    return f"{where}: {text}" if where else text


def _written(value: object, sendable: object) -> bytes:
    try:
        return _WRITE(msgspec.convert(value, sendable, from_attributes=True))
    except (msgspec.ValidationError, TypeError):
        return _WRITE(msgspec.convert(_plain(value), sendable, from_attributes=True))


def _plain(value: object) -> object:
    """Return a value in JSON's types, converting dates, UUIDs and foreign subclasses of str."""
    if is_list(value):
        return [_plain(item) for item in value]
    if is_dict(value):
        return {_plain(key): _plain(item) for key, item in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        made = copy.copy(value)  # the constructor of a user's class may take other arguments
        for field in dataclasses.fields(value):
            held = getattr(value, field.name, None)
            if isinstance(held, date) and field.metadata.get("limits", {}).get("format") == DATE:
                held = date_text(held)
            setattr(made, field.name, held if type(held) in _PLAIN else _plain(held))
        return made
    return Decimal(value) if isinstance(value, Decimal) else plain(value)


@functools.cache
def _reader(type_: object) -> tuple[Callable[[bytes], object], Callable[[object], object] | None]:
    """Return the function that reads JSON into twins, and the maker of models from twins."""
    if get_origin(type_) is list:
        type_ = ModelList[get_args(type_)[0]]  # type: ignore[misc]  # made at run time
    # Amounts stay exact in plain JSON too.
    hook = Decimal if type_ is Any else None
    decoder = msgspec.json.Decoder(_as_twin(type_, "receive"), float_hook=hook)
    return decoder.decode, _maker(type_)


@functools.cache
def _sendable(type_: object, *, checked: bool, **limits: Any) -> Any:
    twin = _as_twin(type_, "check" if checked else "send")
    return _limited(twin, limits) if checked else twin


@functools.cache
def _maker(type_: Any, place: str = "$") -> Callable[[Any], Any] | None:
    """Return the maker of models and numbers from twins; None if the type contains neither.

    :param place: the name of the field, for errors
    """
    origin, args = get_origin(type_), get_args(type_)
    if bare(type_) is Decimal:
        return functools.partial(_number, place, type_ is not Decimal)
    if origin is None:
        return _model_maker(type_) if dataclasses.is_dataclass(type_) else None
    if origin in _LISTS and dataclasses.is_dataclass(args[0]):
        return _list_maker(args[0], origin)
    inner = _maker(bare(type_) if origin in UNIONS else args[-1], place)
    return inner and functools.partial(_made, origin, inner)


def _made(origin: Any, make: Callable[[Any], object], twins: Any) -> object:
    """Convert a twin, or a list or map of twins."""
    if origin in UNIONS:
        return None if twins is None else make(twins)
    if origin is dict:
        return {name: make(twin) for name, twin in twins.items()}
    return origin(map(make, twins))


def _number(place: str, nullable: bool, raw: Any) -> Decimal | None:
    """Make a Decimal from JSON, because msgspec accepts texts that are not JSON numbers.

    :param place: the name of the field, for errors
    """
    text = str(raw, "ascii", "replace")
    if nullable and text == "null":
        return None
    try:
        # Only a number ends in a digit, and msgspec has checked it; a text it has not checked.
        if text[-1].isdigit() and "e" not in text and "E" not in text:
            return Decimal(text)
        return number(text.strip('"'))
    except ValueError as error:
        raise ValueError(f"{error} - at `{place}`") from None


def _list_maker(model: Any, kind: Callable[[Any], Any]) -> Callable[[Any], Any]:
    if _inner_makers(model):
        make = _model_maker(model)
        return lambda twins: kind(map(make, twins))
    # Passing the values by position takes half the time of a conversion.
    values = msgspec.structs.astuple
    return lambda twins: kind(itertools.starmap(model, map(values, twins)))


def _model_maker(model: Any) -> Callable[[Any], Any]:
    values, inner = msgspec.structs.astuple, _inner_makers(model)
    if not inner:
        return lambda twin: model(*values(twin))

    def make(twin: Any) -> Any:
        found = list(values(twin))
        for index, make_inner in inner:
            if found[index] is not None:
                found[index] = make_inner(found[index])
        return model(*found)

    return make


@functools.cache
def _inner_makers(model: Any) -> list[tuple[int, Callable[[Any], Any]]]:
    """Return the position and the maker of each field that holds models or numbers."""
    found: list[tuple[int, Callable[[Any], Any]]] = []
    for index, field in enumerate(dataclasses.fields(model)):
        # `make` above sees null as None, except in a number, which it sees raw.
        held = bare(hints(model)[field.name])
        type_ = held | None if held is Decimal else held
        make = _late(held) if _holds(held, model) else _maker(type_, field.metadata["json"])
        if make is not None:
            found.append((index, make))
    return found


def _holds(type_: Any, model: Any) -> bool:
    """Return whether a type contains a model."""
    return type_ is model or any(_holds(part, model) for part in get_args(type_))


def _late(type_: Any) -> Callable[[Any], Any]:
    """Return a maker for a recursive model, whose own maker is not complete yet."""

    def make(twin: Any) -> Any:
        known = _maker(type_)
        return twin if known is None else known(twin)

    return make


@functools.cache
def _twin(model: Any, use: str) -> type[msgspec.Struct]:
    """Return the Struct for a model.

    When sending, a nullable field has no default, so that null is sent; any other field that is
    None is omitted. When checking, required fields must be present and within their limits. When
    receiving, every field may be missing.
    """
    known = hints(model)
    fields: list[tuple[str, object] | tuple[str, Any, Any]] = []
    for field in dataclasses.fields(model):
        type_ = _as_twin(bare(known[field.name]), use, model)
        if use == "check":
            type_ = _limited(type_, field.metadata["limits"])
        if use == "check" and field.metadata["required"]:
            fields.append((field.name, type_))
        elif use != "receive" and field.metadata["nullable"]:
            fields.append((field.name, typing.Optional[type_]))  # noqa: UP045 - made at run time
        elif type_ is msgspec.Raw:
            fields.append((field.name, type_, None))
        else:
            default = None if use != "receive" else _default(field)
            fields.append((field.name, typing.Optional[type_], default))  # noqa: UP045
    names = {field.name: field.metadata["json"] for field in dataclasses.fields(model)}
    twin = msgspec.defstruct(
        model.__name__, fields, rename=names, omit_defaults=use != "receive", kw_only=True, gc=False
    )
    # msgspec looks a recursive model up here by its name.
    setattr(twin, model.__name__, twin)
    # msgspec analyses a Struct on first use. If a thread or a signal handler uses the Struct
    # meanwhile, the process crashes, so use it once before anything else can find it.
    msgspec.json.Decoder(twin)
    return twin


def _default(field: dataclasses.Field[Any]) -> Any:
    return None if field.default is dataclasses.MISSING else field.default


def _as_twin(type_: Any, use: str, within: Any = None) -> Any:
    model = type_
    if type_ is within:
        return typing.ForwardRef(type_.__name__)
    if dataclasses.is_dataclass(type_):
        return _twin(model, use)
    if use == "receive" and bare(type_) is Decimal:
        return msgspec.Raw  # Raw also holds null; msgspec does not support Raw | None
    origin = get_origin(type_)
    if origin is None:
        return type_
    parts = tuple(_as_twin(arg, use, within) for arg in get_args(type_))
    if origin in UNIONS:
        return Union[parts]  # noqa: UP007 - made at run time
    return list[parts[0]] if origin is ModelList else origin[parts]  # type: ignore[valid-type]  # made at run time


_METAS = {
    "min_items": "min_length",
    "max_items": "max_length",
    "max_properties": "max_length",
    "minimum": "ge",
    "maximum": "le",
    "format": "pattern",
}


def _limited(type_: Any, limits: typing.Mapping[str, Any]) -> object:
    """Return a type with its limits, in msgspec's form."""
    of_names, of_values = entry_limits(limits)
    if of_names or of_values:
        name, value = get_args(type_)
        type_ = dict[_limited(name, of_names), _limited(value, of_values)]  # type: ignore[misc]  # made at run time
    own: dict[str, Any] = {
        _METAS.get(name, name): PATTERNS[value] if name == "format" else value
        for name, value in limits.items()
        if name != "key_pattern" and not name.startswith("value_")
    }
    return Annotated[type_, msgspec.Meta(**own)] if own else type_
