"""The fields of a request as keywords of a method.

A method takes a request or its fields. Type checkers see an overload for each; at run time,
introspection sees one signature.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from .._exceptions import RequestError
from .._lazy import LateModule
from .._schema.hints import hints
from .settings import WAIT_DEFAULTS

if TYPE_CHECKING:
    import difflib

    from .operation import Operation, Req
else:
    difflib = LateModule("difflib")

Method = TypeVar("Method", bound=Callable[..., Any])

# A policy of retries is `retry_config` of a client and `retries` of a call, as in 3.1.0.
_OTHERWISE: dict[str, tuple[str, ...]] = {
    "retries": ("retry_config", "max_retries"),
    "retry_config": ("retries",),
    "api_key": ("security",),
    "auth_header": ("security",),
    "base_url": ("server_url",),
}

# The settings of a client that no method takes.
_CLIENTS = ["check_requests", "headers", "idempotency_keys", "on_event", "pace", "raise_on_error"]


def takes(operation: Operation[Any, Any], options: type[Any]) -> Callable[[Method], Method]:
    """Give a method the signature of its keywords.

    :param operation: the operation whose request the method takes
    :param options: the TypedDict of the other keywords
    """

    def described(method: Method) -> Method:
        own = inspect.signature(method)
        parameters = [each for each in own.parameters.values() if each.kind is not each.VAR_KEYWORD]
        parameters += _keywords(operation, options)
        vars(method)["__signature__"] = own.replace(parameters=parameters)
        return method

    return described


def _keywords(operation: Operation[Any, Any], options: Any) -> Iterator[inspect.Parameter]:
    request: Any = operation.request
    types = {**hints(request), **hints(options)}
    defaults = WAIT_DEFAULTS if "interval" in types else {}
    for name in [*operation.arguments, *options.__annotations__]:
        default, kind = defaults.get(name), inspect.Parameter.KEYWORD_ONLY
        yield inspect.Parameter(name, kind, default=default, annotation=types[name])


def filled(
    method: str,
    operation: Operation[Req, Any],
    request: Req | None,
    given: dict[str, Any],
    options: Collection[str],
) -> Req:
    """Return the request of a call, or build it from the keywords.

    :param method: the method that was called, for error texts
    :param given: the keywords, from which the fields of the request are removed
    :param options: the names of the other keywords
    :raises RequestError: if both or neither are given, or a keyword is unknown
    """
    known: Mapping[str, bool] = operation.arguments
    fields = {name: given.pop(name) for name in known if name in given}
    if unknown := [name for name in given if name not in options]:
        raise RequestError(f"{method}: {misspelt(unknown[0], [*known, *options, 'retries'])}")
    either = f"{method} {operation.takes} or its fields as keywords"
    if request is not None:
        if fields:
            raise RequestError(f"{either}, not both")
        return request
    missing = [name for name, needed in known.items() if needed and name not in fields]
    if missing:
        raise RequestError(f"{either}: missing {' and '.join(missing)}")
    return operation.request(**fields)


def misspelt(name: str, known: Collection[str]) -> str:
    """Return the error message for an unknown keyword."""
    if name in _CLIENTS:
        return f"there is no argument {name}; use with_options({name}=...) of the client"
    other = [each for each in _OTHERWISE.get(name, ()) if each in known]
    close = " or ".join(other or difflib.get_close_matches(name, known, n=1))
    meant = f"; did you mean {close}?" if close else f"; it takes {', '.join(known)}"
    return f"there is no argument {name}{meant}"
