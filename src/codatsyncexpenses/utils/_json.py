"""JSON text of any type, under the names of 3.1.0. For one model, use `to_json` and `from_json`."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable
from typing import Any, TypeVar, overload

from .._bases.json_adapter import dumps, loads, plain_json
from .._bases.model import Model
from .._exceptions import RequestError
from .._schema.hints import is_nullable

T = TypeVar("T")


@dataclasses.dataclass(repr=False)
class _Value(Model):
    value: object


def marshal_json(val: object, encoder: Callable[[Any], object] | None = None) -> str:
    """Return a value as JSON text: a model, a list or dict of models, or plain values.

    A Decimal becomes a number with all its digits.

    :param encoder: called with the value as dicts, lists and plain values; its result is written as
        JSON
    :raises RequestError: if JSON cannot hold the value
    """
    content = _strictly(lambda: plain_json(_Value(val).to_dict()["value"]))
    if encoder is not None:
        content = encoder(content)
    return _strictly(lambda: dumps(content))


def _strictly(write: Callable[[], T]) -> T:
    try:
        return write()
    except (TypeError, ValueError, RecursionError) as error:
        raise RequestError(f"marshal_json: {error}") from error


@overload
def unmarshal_json(data: str | bytes | bytearray, typ: type[T], decoder: None = None) -> T: ...


@overload
def unmarshal_json(
    data: str | bytes | bytearray, typ: object, decoder: Callable[[Any], Any] | None = None
) -> Any: ...


def unmarshal_json(
    data: str | bytes | bytearray, typ: object, decoder: Callable[[Any], Any] | None = None
) -> Any:
    """Return the value of JSON text: a model, or a list, dict or optional value of models.

    A field that is missing is None, and unknown names are ignored. A number with a fraction is a
    Decimal unless its type says otherwise.

    :param typ: the type of the value, such as ``list[shared.Company]``
    :param decoder: called with the value; its result is returned
    :raises ValueError: if ``data`` is not JSON
    :raises RequestError: if ``typ`` cannot hold the value
    """
    try:
        content = loads(data)
        holder: Any = dataclasses.make_dataclass("JSON", [("value", typ)], bases=(Model,))
        value = holder.from_dict({"value": content}, infer_missing=True).value
    except (TypeError, NameError, ArithmeticError, RecursionError, RequestError) as error:
        reason = error.__cause__ or error
        raise RequestError(f"unmarshal_json: cannot read it as {typ}: {reason}") from error
    if value is None and not (is_nullable(typ) or typ in (Any, object, None, types.NoneType)):
        raise RequestError(f"unmarshal_json: cannot read it as {typ}: it is null")
    return value if decoder is None else decoder(value)
