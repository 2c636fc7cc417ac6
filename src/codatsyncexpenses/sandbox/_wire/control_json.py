"""The JSON of the control: arguments and results as other programs write and read them.

Names are in camel case there. The body of a recorded request is text, or base64 under another name
where it is no UTF-8.
"""

from __future__ import annotations

import base64
import dataclasses
import functools
import inspect
import re
from collections.abc import Mapping, Sequence
from typing import Any, get_type_hints

import msgspec
from requests.structures import CaseInsensitiveDict

from codatsyncexpenses._schema.hints import is_list, is_mapping
from codatsyncexpenses.errors import ConfigurationError
from codatsyncexpenses.sandbox._wire.control import Control, Route
from codatsyncexpenses.sandbox._wire.fault_catalogue import ALL
from codatsyncexpenses.sandbox._wire.faults import MAKERS, Fault

_BASE64 = "Base64"


class _Reply(msgspec.Struct, forbid_unknown_fields=True):
    """A fault, by the name of a function of `sandbox.faults` or in its `ALL`."""

    fault: str
    arguments: dict[str, Any] = {}


_REPLIES = list[int | _Reply]


def decoded(route: Route, given: Mapping[str, object]) -> dict[str, Any]:
    """Return the arguments of an operation from JSON.

    :raises ConfigurationError: if one is unknown, missing or of another type
    """
    try:
        found: Any = msgspec.convert(given, _struct(route.operation), strict=False)
    except msgspec.ValidationError as error:
        raise ConfigurationError(str(error)) from None
    arguments = {name: getattr(found, name) for name in found.__struct_fields__}
    if "replies" in arguments:
        arguments["replies"] = [_fault(each) for each in arguments["replies"]]
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
        return msgspec.to_builtins(value)
    except TypeError as error:
        raise ConfigurationError(f"{error}: only JSON can be sent to another process") from None


def result_of(operation: str, value: object) -> Any:
    """Return the result of an operation from JSON, as the operation itself returns it."""
    return _revived(get_type_hints(getattr(Control, operation))["return"], value)


@functools.cache
def _struct(operation: str) -> type[msgspec.Struct]:
    method = getattr(Control, operation)
    hints, fields = get_type_hints(method), list[Any]()
    for each in [*inspect.signature(method).parameters.values()][1:]:
        hint = _REPLIES if each.name == "replies" else hints[each.name]
        optional = each.default is not each.empty
        fields.append((each.name, hint, each.default) if optional else (each.name, hint))
    return msgspec.defstruct(operation, fields, rename="camel", forbid_unknown_fields=True)


def _fault(given: int | _Reply) -> Fault | int:
    if isinstance(given, int):
        return given
    if given.fault in MAKERS:
        try:
            return MAKERS[given.fault](
                **{snake(name): each for name, each in given.arguments.items()}
            )
        except TypeError as error:
            raise ConfigurationError(f"{given.fault}: {error}") from None
    if given.fault not in ALL:
        raise ConfigurationError(f"there is no fault {given.fault!r}")
    return ALL[given.fault]


def _recipe(fault: Fault) -> dict[str, Any]:
    if fault.recipe is None:
        raise ConfigurationError(f"{fault!r} is of your own code, which stays in its process")
    name, arguments = fault.recipe
    return {"fault": name, "arguments": {camel(k): encoded(v) for k, v in arguments.items()}}


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
