"""The reference page of the control, held against its routes."""

from __future__ import annotations

import inspect
import re

import pytest

from codatsyncexpenses.sandbox._wire.control import ROUTES, Control, Route
from codatsyncexpenses.sandbox._wire.control_json import camel
from tests.support.documents import ROOT

PAGE = (ROOT / "docs" / "sandbox-control.md").read_text("utf-8")
ROWS = re.findall(r"(?m)^\| `(\w+) /_sandbox/([^`]+)` \| (.*?) \| .+? \|$", PAGE)


def arguments(route: Route) -> str:
    """Return the cell of the arguments of an operation that are not part of its path."""
    parameters = [*inspect.signature(getattr(Control, route.operation)).parameters.values()][1:]
    named = [each for each in parameters if f"{{{each.name}}}" not in route.path]
    if route.whole is not None:
        return "the state is the whole body"
    cells = [f"`{camel(each.name)}`" + "*" * (each.default is each.empty) for each in named]
    return ", ".join(cells)


def test_each_path_has_a_row() -> None:
    """The page lists the paths of the control, in their order, and no other."""
    assert [row[:2] for row in ROWS] == [(each.method, each.path) for each in ROUTES]


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.operation)
def test_each_row_has_the_arguments(route: Route) -> None:
    """A row has the arguments of its operation; a star marks the required ones."""
    (row,) = [row for row in ROWS if row[:2] == (route.method, route.path)]
    assert row[2].replace("\\*", "*") == arguments(route)
