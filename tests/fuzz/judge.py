"""What no damage may bring about: the findings."""

from __future__ import annotations

import dataclasses
import json
import types
from typing import Any, Union, get_args, get_origin, get_type_hints

from codatsyncexpenses import errors
from codatsyncexpenses._lists import ModelList
from codatsyncexpenses._operation import Operation

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
    if not says(made.plain if made.checked else response.raw_response.content, value):
        raise FoundError(INVENTED)
    return "error in the response" if status >= 400 else "value"


def is_a(type_: Any, value: Any) -> bool:
    """Whether a value is of a type itself; True is no number here."""
    return type(value) is type_


def has_type(value: Any, type_: Any) -> bool:
    """Whether a value, and all that is in it, has its declared type."""
    if get_origin(type_) in (Union, types.UnionType):
        return any(has_type(value, part) for part in get_args(type_))
    origin = get_origin(type_)
    if origin in (list, ModelList):
        (part,) = get_args(type_)
        return is_a(origin, value) and all(has_type(item, part) for item in value)
    if not dataclasses.is_dataclass(type_):
        return is_a(type_, value)
    hints = get_type_hints(type_)
    return is_a(type_, value) and all(
        has_type(getattr(value, field.name), hints[field.name])
        for field in dataclasses.fields(value)
    )


def says(body: bytes, value: Any) -> bool:
    """Whether the body, as the standard library reads it, holds the value."""
    try:
        # Only what is read must be valid text; a field that nobody knows is passed over.
        return _same(json.loads(body.decode("utf-8-sig", "replace")), value)
    except RecursionError:
        return True  # deep in a field that nobody knows
    except ValueError:
        return False


def _same(found: Any, value: Any) -> bool:
    if is_a(list, value) or is_a(ModelList, value):
        return len(value) == len(found) and all(map(_same, found, value))
    if not dataclasses.is_dataclass(value):
        return bool(found == value)
    return all(
        _same(found.get(field.metadata["json"]), getattr(value, field.name))
        for field in dataclasses.fields(value)
    )
