"""Introspection of everything that is public."""

from __future__ import annotations

import inspect
import subprocess
import sys
import types
import typing
from collections.abc import Iterator
from typing import Any

import pytest

from codatsyncexpenses import cli
from codatsyncexpenses._uploads.multipart import Reader, Upload
from codatsyncexpenses.errors import CodatError
from tests.spelling import is_ours
from tests.surface import Surface

SURFACE = Surface()
PUBLIC: dict[str, dict[str, Any]] = {**SURFACE.exported, cli.__name__: {"main": cli.main}}


def public_things() -> Iterator[tuple[str, Any]]:
    """Yield every public function and class, and the methods and properties of the classes."""
    for module, exported in PUBLIC.items():
        for name, thing in exported.items():
            if isinstance(thing, type) and is_ours(thing):
                yield f"{module}.{name}", thing
                for owner in filter(is_ours, thing.__mro__):
                    yield from functions(owner)
            elif isinstance(thing, types.FunctionType):
                yield f"{module}.{name}", inspect.unwrap(thing)


def functions(owner: type[Any]) -> Iterator[tuple[str, Any]]:
    """Yield the functions that a class defines, by methods and properties."""
    for name, value in vars(owner).items():
        made = value.fget if isinstance(value, property) else getattr(value, "__func__", value)
        private = name.startswith("_") and not name.endswith("__")
        if isinstance(made, types.FunctionType) and not private:
            yield f"{owner.__module__}.{owner.__qualname__}.{name}", made


def foreign_bases(thing: object) -> list[type[Any]]:
    """Return the bases of a class that are not ours."""
    return [base for base in getattr(thing, "__mro__", ()) if not is_ours(base)]


THINGS = dict(public_things())


@pytest.mark.parametrize("name", THINGS)
def test_type_hints_resolve(name: str) -> None:
    """The hints of everything public can be had, but for those of bases that have none to give."""
    try:
        for base in foreign_bases(THINGS[name]):
            typing.get_type_hints(base)
    except NameError:
        pytest.skip("a base of requests names a type that requests imports for type checkers only")
    typing.get_type_hints(THINGS[name], include_extras=True)


ALONE = """
import typing
from codatsyncexpenses.{package} import {module} as module
for name in module.__all__:
    found = getattr(module, name)
    if isinstance(found, type) and not issubclass(found, OSError):  # requests' own have none
        typing.get_type_hints(found)
"""


@pytest.mark.parametrize("place", ["models.errors", "models.events", "models.shared"])
def test_type_hints_resolve_in_a_module_that_is_loaded_alone(place: str) -> None:
    """No other module of the package has to be imported before hints can be had."""
    package, _, module = place.partition(".")
    code = ALONE.format(package=package, module=module)
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own


def classes() -> list[type[Any]]:
    """Return every public class, those that users only get instances of, and bodies of requests."""
    SURFACE.text()
    exported = (each for names in PUBLIC.values() for each in names.values())
    found = [each for each in exported if isinstance(each, type) and is_ours(each)]
    return [*dict.fromkeys([*found, *SURFACE.handed_out, Upload, Reader])]


@pytest.mark.parametrize("cls", classes(), ids=lambda cls: cls.__qualname__)
def test_half_made_objects_have_a_text(cls: type[Any]) -> None:
    """An object that was allocated and not initialised has a ``repr``, as in a traceback."""
    allocate: Any = cls.__new__
    try:
        half = allocate(cls)
    except (TypeError, CodatError):
        return  # it is made whole or not at all
    assert repr(half)
