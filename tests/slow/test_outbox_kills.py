"""The process that delivers an outbox, killed at random moments."""

import sys

import pytest

from tests.load.outbox import kills


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("client", ["blocking", "asynchronous"])
def test_killed_at_random_moments(client: str) -> None:
    """Each expense is written, each was accepted once, and no duplicate had to be stopped."""
    found = kills(6, 15, client=client, refused=0.0)
    assert found.kills
    assert found.outcomes == {"written": found.expenses}
    assert found.accepted == {1: found.expenses}
    assert found.duplicates == 0
