"""Every method of 3.1.0, called in every way, and what the server answers to that."""

from __future__ import annotations

import dataclasses
import enum
import functools
import inspect
import json
from typing import TYPE_CHECKING, Any

from .classes import found
from .methods import ERROR, METHODS, Method
from .samples import AMOUNT, PAST_FLOATS, Json, Objects
from .scenarios import Answer, Scenario

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .classes import Plan, Told

WAYS = ("full", "by-position", "nones", "least", "bare", "digits")
"""All fields, by name and by position, with nothing but None where that may be; all arguments with
as few fields as can be; as few arguments as can be; amounts with more digits than a float has."""
LEVELS = {"least": 1, "bare": 0, "nones": 0}


def steps(plan: Plan) -> Iterator[tuple[str, Callable[[str], Any]]]:
    """Give the calls, each by its scenario."""
    for name, method in METHODS.items():
        for way in _ways(plan, method):
            yield f"{name}-{way}", functools.partial(_call, plan, name, way)
        for status in method.errors:
            yield f"{name}-{status}", functools.partial(_call, plan, name, "full")
    yield "methods", _methods
    for name in plan:
        yield f"class-{name}", functools.partial(_class, name)


def answers(plan: Plan) -> Iterator[tuple[str, Scenario]]:
    """Give the answers, each by its scenario."""
    for name, method in METHODS.items():
        for way in _ways(plan, method):
            body = _body(plan, method.answer, way)
            kind = None if method.answer is None else "application/json"
            yield f"{name}-{way}", Scenario(name, (Answer(method.status, body, kind),))
        for status in method.errors:
            answer = Answer(status, json.dumps({**ERROR, "statusCode": status}))
            yield f"{name}-{status}", Scenario(name, (answer,))


def _ways(plan: Plan, method: Method) -> Iterator[str]:
    for way in WAYS:
        if way != "digits" or "Decimal" in _types(plan, method.request):
            yield way


def _types(plan: Plan, told: Told, seen: tuple[str, ...] = ()) -> Iterator[str]:
    """Give the plain types that a type is made of."""
    if isinstance(told, list):
        yield from _types(plan, told[1], seen)
    elif told not in plan:
        yield told
    elif told not in seen:
        for field in plan[told].get("fields", {}).values():
            yield from _types(plan, field["type"], (*seen, told))


def _call(plan: Plan, name: str, way: str, url: str) -> Any:
    from .public import client

    resource, method = name.split(".")
    amount = PAST_FLOATS if way == "digits" else AMOUNT
    maker = Objects(plan, LEVELS.get(way, 9), nulls=way == "nones", amount=amount)
    maker.by_position = way == "by-position"
    request = maker.made(METHODS[name].request)
    return getattr(getattr(client(url), resource), method)(request)


def _methods(_: str) -> Any:
    """List all methods, each with its first two parameters and how the others are given."""
    from .public import client

    resources = {
        name: value
        for name, value in inspect.getmembers(client(None))
        if type(value).__name__ == name.title().replace("_", "")
    }
    return {
        f"{resource}.{name}": _parameters(method)
        for resource, value in resources.items()
        for name, method in inspect.getmembers(value, inspect.ismethod)
        if not name.startswith("_")
    }


def _parameters(method: Any) -> Any:
    parameters = list(inspect.signature(method).parameters.values())
    first = [f"{p.name}, {p.kind.description}, {p.default!r}" for p in parameters[:2]]
    return first, all(p.kind == p.KEYWORD_ONLY for p in parameters[2:])


def _class(name: str, _: str) -> Any:
    """Tell the members of an enum; or the fields of a dataclass in their order, with defaults."""
    kind = found(name)
    if issubclass(kind, enum.Enum):
        return {member: each.value for member, each in kind.__members__.items()}
    fields = dataclasses.fields(kind)
    defaults = {
        f.name: "required" if f.default is dataclasses.MISSING else repr(f.default) for f in fields
    }
    return {"order": list(defaults), "defaults": defaults}


def _body(plan: Plan, answer: str | None, way: str) -> str:
    """Write an answer, which has as much as the request had."""
    if answer is None:
        return ""
    kind, _, name = answer.rpartition(" of ")
    maker = Json(plan, LEVELS.get(way, 9), nulls=way == "nones")
    return json.dumps(maker.made([kind, name] if kind else name))
