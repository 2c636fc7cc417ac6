"""Rendering: text from a plan, the same each time."""

import ast

import pytest

from generator.__main__ import difference, load, on_disk
from generator.formatting import formatted
from generator.parse import parse
from generator.render import render
from tests.generator.things import THINGS, config, spoil


def test_docstrings_say_what_the_contract_says() -> None:
    """Quotes and backslashes of a description come through."""
    told = 'A "\\o/" of a """box"'
    files = render(parse(spoil("components|schemas|Part|description", told), config()))
    module = ast.parse(files["src/things/models/shared/part.py"])
    made = [node for node in module.body if isinstance(node, ast.ClassDef)]
    assert [ast.get_docstring(module), *map(ast.get_docstring, made)] == [told, told]


def test_the_golden_copy_is_what_is_rendered() -> None:
    """A change of the generator shows as a change of the golden copy, to be looked at."""
    assert difference(render(load(THINGS)), on_disk(THINGS, "things")) == ""


def test_rendering_is_deterministic() -> None:
    """The same input gives the same bytes."""
    assert render(load(THINGS)) == render(load(THINGS))


def test_code_that_is_none_is_not_written() -> None:
    """A template that made no Python stops the generator."""
    with pytest.raises(RuntimeError, match="ruff refuses what a template made"):
        formatted({"x.py": "def"})
