"""The errors: the runtime's classes, and those of the contract's waits."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from types import ModuleType
from typing import Any

from codatsyncexpenses import _exceptions
from codatsyncexpenses._exceptions import connection, waits

from .plan import Field, Plan, Wait, WaitError

_HOMES = {_exceptions: ".._exceptions", connection: ".._exceptions.connection"}
_WAITS = ".._exceptions.waits"


@dataclass(frozen=True)
class Page:
    """The page of an error class."""

    name: str
    doc: str
    bases: list[str]
    """The public classes that it inherits from, the nearest first."""
    foreign: list[str]
    """The classes of other packages that it inherits from."""
    attributes: list[tuple[str, str, str]]
    """Name, type and meaning."""


def homes(plan: Plan) -> dict[str, str]:
    """Return all public errors by name, each with its module as seen from ``models.errors``."""
    found = {cls.__name__: home for module, home in _HOMES.items() for cls in _classes(module)}
    found[waits.WaitError.__name__] = _WAITS
    for wait in plan.waits:
        found |= dict.fromkeys((wait.failed.name, wait.timed_out.name), ".waits")
    return dict(sorted(found.items()))


def pages(plan: Plan) -> Iterator[Page]:
    """Yield the page of each public error."""
    for module in _HOMES:
        yield from map(_page, _classes(module))
    yield _page(waits.WaitError)
    for wait in plan.waits:
        yield _wait_page(wait, wait.failed, waits.WaitFailedError)
        yield _wait_page(wait, wait.timed_out, waits.WaitTimedOutError)


def _classes(module: ModuleType) -> list[type[Exception]]:
    found = (getattr(module, name) for name in _definitions(module))
    return [cls for cls in found if issubclass(cls, _exceptions.CodatError)]


def _page(cls: type[Exception]) -> Page:
    ours = [each for each in cls.__mro__ if issubclass(each, _exceptions.CodatError)]
    attributes: dict[str, tuple[str, str]] = {}
    for each in reversed(ours):
        attributes |= _attributes(each)
    return Page(
        cls.__name__,
        inspect.cleandoc(cls.__doc__ or ""),
        [each.__name__ for each in ours[1:]],
        [b.__name__ for b in cls.__bases__ if b not in ours and b is not Exception],
        [(name, *row) for name, row in attributes.items()],
    )


def _wait_page(wait: Wait, error: WaitError, base: type[waits.WaitError]) -> Page:
    """Return the page of a class that is generated, with the types that the contract gives."""
    optional = "" if error is wait.failed else " | None"
    shown = {name: (type_, meaning) for name, type_, meaning in _page(base).attributes}
    types = {
        "request": wait.operation.request,
        "response": wait.operation.response,
        "status": wait.status,
    }
    for name, type_ in types.items():
        shown[name] = (type_ if name == "request" else type_ + optional, shown[name][1])
    shown |= {field.name: ("str", field.description) for field in wait.operation.path_fields}
    if error is wait.failed:
        if wait.code:
            code = f"shared.{wait.code.type.see} | None"
            meaning = "The code that it ended with; None if the API sent none."
            shown[wait.code.view or ""] = (code, meaning)
        shown |= {field.name: _row(field) for field in error.fields}
    return Page(
        error.name,
        error.description,
        [waits.WaitError.__name__, _exceptions.CodatError.__name__],
        [b.__name__ for b in base.__bases__ if b is TimeoutError],
        [(name, *row) for name, row in shown.items()],
    )


def _row(field: Field) -> tuple[str, str]:
    return field.annotation("shared."), field.description


def _attributes(cls: type[Any]) -> dict[str, tuple[str, str]]:
    """Return type and meaning of each attribute that has a docstring below it."""
    modules = (*_HOMES, waits)
    found: dict[str, tuple[str, str]] = {}
    (definition,) = (
        named[cls.__name__] for named in map(_definitions, modules) if cls.__name__ in named
    )
    for owner in ast.walk(definition):
        if not isinstance(owner, (ast.ClassDef, ast.FunctionDef)):
            continue
        for first, second in pairwise(owner.body):
            if isinstance(first, ast.AnnAssign) and isinstance(second, ast.Expr):
                name = ast.unparse(first.target).removeprefix("self.")
                meaning = ast.literal_eval(second.value)
                found[name] = (ast.unparse(first.annotation), inspect.cleandoc(meaning))
        if isinstance(owner, ast.FunctionDef) and any(
            isinstance(mark, ast.Name) and mark.id == "property" for mark in owner.decorator_list
        ):
            returns = ast.unparse(owner.returns) if owner.returns else ""
            found[owner.name] = (returns, ast.get_docstring(owner) or "")
    return found


def _definitions(module: ModuleType) -> dict[str, ast.ClassDef]:
    """Return the source of each class of a module: ``__module__`` names where users find it."""
    body = ast.parse(inspect.getsource(module)).body
    return {node.name: node for node in body if isinstance(node, ast.ClassDef)}
