"""Public names can be had, say what they are, and are completed; test_surface.py pins them."""

import importlib
from typing import Literal, get_origin

import pytest

from tests.surface import Surface

PUBLIC = Surface().exported


@pytest.mark.parametrize("module", sorted(PUBLIC))
def test_public_names_are_there(module: str) -> None:
    """Every name that a module exports can be had from it, by a star too."""
    names: dict[str, object] = {}
    exec(f"from {module} import *", names)  # noqa: S102 - a star import needs a namespace
    assert set(PUBLIC[module]) <= set(names)


@pytest.mark.parametrize("module", sorted(PUBLIC))
def test_public_things_say_what_they_are(module: str) -> None:
    """Every public class and function has a docstring, and so has the module."""
    found = importlib.import_module(module)
    assert found.__doc__
    for name in PUBLIC[module]:
        thing = getattr(found, name)
        assert thing.__doc__ or not callable(thing) or get_origin(thing) is Literal, name


@pytest.mark.parametrize("module", sorted(PUBLIC))
def test_public_names_are_completed(module: str) -> None:
    """An editor and a notebook learn every public name, loaded or not."""
    assert set(PUBLIC[module]) <= set(dir(importlib.import_module(module)))
