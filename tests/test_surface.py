"""The public surface, pinned: names, signatures, fields, bases, and the modules of classes."""

import difflib
from typing import Any

import pytest

from codatsyncexpenses import errors
from tests.surface import FILE, Surface

# Public classes that a traceback and a pickle still call by a private module. The list may only
# become shorter.
PRIVATELY_NAMED = {
    "codatsyncexpenses.sandbox": {"RemoteSandbox", "Sandbox"},
    "codatsyncexpenses.sandbox.faults": {"Fault"},
}


def test_the_public_surface() -> None:
    """The surface is the one in tests/data/surface.txt; `python -m tests.surface` rewrites it."""
    pinned, found = (text.splitlines() for text in (FILE.read_text("utf-8"), Surface().text()))
    if changes := list(difflib.unified_diff(pinned, found, "pinned", "found", lineterm="", n=5)):
        meant = "If the change is meant, run `python -m tests.surface`."
        pytest.fail("\n".join([*changes, meant]), pytrace=False)


@pytest.mark.parametrize("name", errors.__all__)
def test_errors_name_their_public_module(name: str) -> None:
    """A traceback shows the path by which users import an exception."""
    error: Any = getattr(errors, name)
    assert f"{error.__module__}.{error.__qualname__}" == f"codatsyncexpenses.errors.{name}"


def test_classes_name_public_modules() -> None:
    """Every other public class names a public module too, apart from those that are listed."""
    private = {
        module: {name for name, value in exported.items() if _is_privately_named(value)}
        for module, exported in Surface().exported.items()
        if module not in ("codatsyncexpenses.errors", "codatsyncexpenses.models.errors")
    }
    assert {module: names for module, names in private.items() if names} == PRIVATELY_NAMED


def _is_privately_named(value: object) -> bool:
    return isinstance(value, type) and "._" in value.__module__
