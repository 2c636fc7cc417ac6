"""The JSON of the control: arguments and results as other programs write and read them.

Names are in camel case there. The body of a recorded request is text, or base64 under another name
where it is no UTF-8.
"""

from __future__ import annotations

import base64
import dataclasses
import functools
import inspect
import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
from requests.structures import CaseInsensitiveDict

from codatsyncexpenses._schema.hints import UNIONS, is_list, is_mapping
from codatsyncexpenses.errors import ConfigurationError
from codatsyncexpenses.sandbox._wire import faults
from codatsyncexpenses.sandbox._wire.control import Control, Route
from codatsyncexpenses.sandbox._wire.fault_catalogue import ALL
from codatsyncexpenses.sandbox._wire.faults import MAKERS, Fault

_BASE64 = "Base64"


class _Reply(msgspec.Struct, forbid_unknown_fields=True):
    """A fault, by the name of a function of `sandbox.faults` or in its `ALL`."""

    fault: str
    arguments: dict[str, Any] = {}


_REPLIES = list[int | _Reply]


def decoded(route: Route, ids: Mapping[str, object], given: Mapping[str, object]) -> dict[str, Any]:
    """Return the arguments of an operation from those in the path, and those in query or body.

    :raises ConfigurationError: if one is unknown, missing or of another type
    """
    function = getattr(Control, route.operation)
    arguments: dict[str, Any] = {
        **ids,
        **_converted(function, given, tuple(ids), strict=not route.has_query),
    }
    if "replies" in arguments:
        replies: list[int | _Reply] = arguments["replies"]
        arguments["replies"] = [_fault(each) for each in replies]
    return arguments


def named(operation: str, given: Sequence[object], options: Mapping[str, object]) -> dict[str, Any]:
    """Return the arguments of a call of an operation, by their names."""
    signature = inspect.signature(getattr(Control, operation))
    return dict([*signature.bind(None, *given, **options).arguments.items()][1:])


def encoded(value: object) -> Any:
    """Return an argument or a result as JSON.

    :raises ConfigurationError: if it is a fault of the caller's own, or a function
    """
    if isinstance(value, Fault):
        return _recipe(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        made: dict[str, Any] = {}
        for each in dataclasses.fields(value):
            made |= _member(camel(each.name), getattr(value, each.name))
        return made
    if is_mapping(value):
        return {str(name): encoded(each) for name, each in value.items()}
    if is_list(value):
        return [encoded(each) for each in value]
    try:
        if isinstance(value, float) and not math.isfinite(value):
            raise TypeError(f"{value} is no number of JSON")  # noqa: TRY301 - as below
        return msgspec.to_builtins(value, builtin_types=(Decimal,))
    except TypeError as error:
        raise ConfigurationError(f"{error}: only JSON can be sent to another process") from None


def result_of(operation: str, value: object) -> Any:
    """Return the result of an operation from JSON, as the operation itself returns it."""
    return _revived(get_type_hints(getattr(Control, operation))["return"], value)


def _converted(
    function: Callable[..., object],
    given: Mapping[str, object],
    known: tuple[str, ...] = (),
    *,
    strict: bool = True,
) -> dict[str, Any]:
    """Return the arguments of a function, but for those that are known.

    :param strict: whether a number is no text, as in a query
    """
    try:
        found: Any = msgspec.convert(given, _struct(function, known), strict=strict)
    except msgspec.ValidationError as error:
        raise ConfigurationError(str(error)) from None
    return {name: getattr(found, name) for name in found.__struct_fields__}


@functools.cache
def _struct(function: Callable[..., object], known: tuple[str, ...]) -> type[msgspec.Struct]:
    hints, fields = get_type_hints(function), list[Any]()
    for each in inspect.signature(function).parameters.values():
        if each.name in ("self", *known):
            continue
        hint = _REPLIES if each.name == "replies" else _in_json(hints[each.name])
        optional = each.default is not each.empty
        fields.append((each.name, hint, each.default) if optional else (each.name, hint))
    return msgspec.defstruct("Given", fields, rename="camel", forbid_unknown_fields=True)


def _in_json(hint: Any) -> Any:
    """Return a type as JSON has it: a whole number stays one, and a date is text."""
    if hint is float:
        return int | float
    if get_origin(hint) not in UNIONS:
        return hint
    parts: list[Any] = [_in_json(each) for each in get_args(hint) if each is not datetime]
    return functools.reduce(lambda made, each: made | each, parts)


def _fault(given: int | _Reply) -> Fault | int:
    if isinstance(given, int):
        return given
    if given.fault in MAKERS:
        make = MAKERS[given.fault]
        return make(**_converted(make, dict(map(_unpacked, given.arguments.items()))))
    if given.fault not in ALL:
        raise ConfigurationError(f"there is no fault {given.fault!r}")
    if given.arguments:
        raise ConfigurationError(f"the fault {given.fault!r} takes no arguments")
    return ALL[given.fault]


def _recipe(fault: Fault) -> dict[str, Any]:
    if fault.recipe is None:
        raise ConfigurationError(f"{fault!r} is of your own code, which stays in its process")
    name, arguments = fault.recipe
    made: dict[str, Any] = {}
    for key, value in arguments.items():
        if isinstance(value, datetime):
            value = faults.http_date(value)  # noqa: PLW2901 - as the header has it
        made |= _member(camel(key), value)
    return {"fault": name, "arguments": made}


def _unpacked(given: tuple[str, object]) -> tuple[str, object]:
    """Return a name and its value, which may be bytes as base64."""
    name, value = given
    if not name.endswith(_BASE64) or not isinstance(value, str):
        return given
    try:
        return name.removesuffix(_BASE64), base64.b64decode(value, validate=True)
    except ValueError as error:
        raise ConfigurationError(f"{name} is not base64: {error}") from None


def _member(name: str, value: object) -> dict[str, Any]:
    if not isinstance(value, bytes):
        return {name: encoded(value)}
    try:
        return {name: value.decode()}
    except UnicodeDecodeError:
        return {name + _BASE64: base64.b64encode(value).decode()}


def _revived(hint: Any, value: Any) -> Any:
    if getattr(hint, "__origin__", None) is list:
        return [_revived(hint.__args__[0], each) for each in value]
    if not _is_dataclass(hint):
        return msgspec.convert(value, hint)
    hints, found = get_type_hints(hint), dict[str, Any]()
    for name, each in value.items():
        plain = name.removesuffix(_BASE64)
        field = snake(plain)
        if hints[field] is bytes:
            found[field] = base64.b64decode(each) if plain != name else each.encode()
        elif field.endswith("headers"):
            found[field] = CaseInsensitiveDict(each)
        else:
            found[field] = _revived(hints[field], each)
    return hint(**found)


def _is_dataclass(hint: object) -> bool:
    return isinstance(hint, type) and dataclasses.is_dataclass(hint)


def camel(name: str) -> str:
    """Return a name of Python in camel case."""
    first, *rest = name.split("_")
    return first + "".join(each.capitalize() for each in rest)


def snake(name: str) -> str:
    """Return a name in camel case as one of Python."""
    return re.sub("[A-Z]", lambda found: f"_{found[0].lower()}", name)
