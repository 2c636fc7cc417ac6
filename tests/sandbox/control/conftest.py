"""Sandboxes to steer: one of this process, and one that another process serves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from codatsyncexpenses.sandbox import Sandbox
from codatsyncexpenses.sandbox._face import Steered
from tests.support.served import served


@pytest.fixture(scope="session")
def served_url() -> Iterator[str]:
    """The address of a sandbox that another process serves, with a manual clock."""
    with served("--clock", "manual") as server:
        yield server.url


@pytest.fixture(params=["Sandbox()", "Sandbox.connect(url)"])
def sandbox(request: pytest.FixtureRequest) -> Iterator[Steered]:
    """A new sandbox with a manual clock, here and in another process."""
    with ExitStack() as stack:
        if request.param == "Sandbox()":
            yield stack.enter_context(Sandbox(clock="manual"))
        else:
            found = stack.enter_context(Sandbox.connect(request.getfixturevalue("served_url")))
            found.reset()
            yield found
