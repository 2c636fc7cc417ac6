"""Findings: the outcomes that no damage may bring about."""

from __future__ import annotations

import dataclasses
import json
from decimal import Decimal
from typing import Any, get_args, get_origin, get_type_hints

from codatsyncexpenses import errors
from codatsyncexpenses._bases.model import ModelList
from codatsyncexpenses._calls.operation import Operation
from codatsyncexpenses._schema.hints import UNIONS, hints, is_dict, is_list

from .mutate import Answer
from .ways import CREDENTIAL

UNTYPED = "an untyped exception"
EMPTY = "an empty success"
WRONG_TYPE = "a value whose field has not its type"
INVENTED = "a value that the body does not hold"
WITHOUT_STATUS = "an error status that came back without its status"
BLAMED = "an error that blames the request for the answer"
LEAKED = "a text that holds the credential"
FINDINGS = [UNTYPED, EMPTY, WRONG_TYPE, INVENTED, WITHOUT_STATUS, BLAMED, LEAKED]


class FoundError(Exception):
    """Something that must not be."""


def of_error(error: Exception, made: Answer) -> str:
    """Judge what was raised; give its class."""
    if not isinstance(error, errors.CodatError):
        raise FoundError(UNTYPED) from error
    if not isinstance(error, errors.CallError):
        raise FoundError(BLAMED) from error
    if CREDENTIAL in f"{error} {error!r}":
        raise FoundError(LEAKED) from error
    known = made.framed and made.status >= 400
    if known and getattr(error, "status_code", None) != made.status:
        raise FoundError(WITHOUT_STATUS) from error
    return type(error).__name__


def of_response(response: Any, operation: Operation[Any, Any], made: Answer) -> str:
    """Judge what was returned; give its class."""
    status = response.status_code
    if made.status not in (0, status):
        raise FoundError(WITHOUT_STATUS)
    field, _ = operation.replies[status] or ("", None)
    kind: Any = operation.response
    type_ = get_type_hints(kind)[field]
    value = getattr(response, field)
    if value is None:
        raise FoundError(EMPTY)
    if not has_type(value, type_):
        raise FoundError(WRONG_TYPE)
    body = made.plain if made.checked else response.raw_response.content
    if operation.many and status < 400:
        values = getattr(response, operation.many)
        if not is_a(ModelList, values) or not values or values[0] is not value:
            raise FoundError(WRONG_TYPE)
        if _is_list(body):
            value = values
    if not says(body, value):
        raise FoundError(INVENTED)
    return "error in the response" if status >= 400 else "value"


def is_a(type_: Any, value: Any) -> bool:
    """Whether a value is of a type itself; True is no number here."""
    return type(value) is type_


def has_type(value: Any, type_: Any) -> bool:
    """Whether a value, and all that is in it, has its declared type.

    A field may be None whatever its type is, because an answer is not lost for what it leaves out.
    """
    origin, parts = get_origin(type_), get_args(type_)
    if type_ is Any:
        return True
    if origin in UNIONS:
        return any(has_type(value, part) for part in parts)
    if origin in (list, ModelList):
        return is_a(origin, value) and all(has_type(item, parts[0]) for item in value)
    if origin is dict:
        items = value.items() if is_a(dict, value) else [(None, None)]
        return all(is_a(str, key) and has_type(item, parts[1]) for key, item in items)
    if not dataclasses.is_dataclass(type_):
        return is_a(type_, value)
    model: Any = type_
    known = hints(model)
    return is_a(type_, value) and all(
        (inner := getattr(value, field.name)) is None or has_type(inner, known[field.name])
        for field in dataclasses.fields(value)
    )


def says(body: bytes, value: Any) -> bool:
    """Whether the body, as the standard library reads it, holds the value."""
    try:
        return _same(_read(body), value)
    except RecursionError:
        return True  # deep in a field that nobody knows
    except ValueError:
        return False


def _read(body: bytes) -> Any:
    # Only what is read must be valid text; a field that nobody knows is passed over.
    text = body.decode("utf-8-sig", "replace")
    return json.loads(text, parse_float=_number, parse_int=_number)


def _number(text: str) -> Decimal | str:
    """A number with all its digits, or its text where it is too large even for a Decimal."""
    try:
        return Decimal(text)
    except ArithmeticError:
        return text


def _is_list(body: bytes) -> bool:
    try:
        return is_list(_read(body))
    except (RecursionError, ValueError):
        return False


def _same(found: Any, value: Any) -> bool:
    if is_list(value):
        return is_list(found) and len(value) == len(found) and all(map(_same, found, value))
    if is_dict(value):
        alike = is_dict(found) and value.keys() == found.keys()
        return alike and all(_same(found[name], inner) for name, inner in value.items())
    if dataclasses.is_dataclass(value):
        return is_dict(found) and all(
            _same(found.get(field.metadata["json"], default_of(field)), getattr(value, field.name))
            for field in dataclasses.fields(value)
        )
    if isinstance(value, float):
        return isinstance(found, Decimal) and float(found) == value
    if isinstance(value, Decimal) and isinstance(found, str):
        return _number(found) == value  # a number that is written as a text is a number
    return bool(found == value)


def default_of(field: dataclasses.Field[Any]) -> Any:
    """Return the value of a field where the body has no such member."""
    return None if field.default is dataclasses.MISSING else field.default
