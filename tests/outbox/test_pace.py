"""The pace of a run, on the clock of a sandbox that limits requests."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from codatsyncexpenses import CodatSyncExpenses, telemetry
from codatsyncexpenses.errors import RequestError
from codatsyncexpenses.outbox import Outbox
from codatsyncexpenses.sandbox import Sandbox, companies
from tests.support.outbox import expense

LIMIT = 6  # requests in a minute
GIVEN = [expense(f"paced {number}") for number in range(200)]


@pytest.mark.parametrize(
    ("own", "per_minute", "is_limited"),
    [(None, None, True), (None, LIMIT, False), (LIMIT, 900, False), (LIMIT, None, False)],
)
@pytest.mark.parametrize("kind", ["blocking", "asynchronous"])
def test_pace(
    kind: str, own: int | None, per_minute: int | None, is_limited: bool, tmp_path: Path
) -> None:
    """A run keeps to its pace, or to the client's own, so that the service limits nothing."""
    statuses = Counter[int | None]()

    def note(event: telemetry.CallEvent) -> None:
        if isinstance(event, telemetry.ResponseReceived):
            statuses[event.status_code] += 1

    with (
        Sandbox(clock="manual", per_minute=LIMIT) as sandbox,
        Outbox(tmp_path / "outbox.db") as outbox,
    ):
        outbox.add(companies.SUCCEEDS.id, GIVEN)
        if kind == "blocking":
            with sandbox.client(pace=own, on_event=note) as s:
                report = outbox.deliver(s, per_minute=per_minute)
        else:

            async def delivered() -> Any:
                async with sandbox.async_client(pace=own, on_event=note) as s:
                    return await outbox.deliver(s, per_minute=per_minute)

            report = asyncio.run(delivered())
    assert report.written == len(GIVEN)
    assert sum(statuses.values()) > LIMIT
    assert bool(statuses[429]) == is_limited


@pytest.mark.parametrize("value", [0, 1.5, True, "900"])
def test_a_wrong_pace(value: Any, tmp_path: Path) -> None:
    """A pace that is no whole number of 1 or more is refused."""
    text = "per_minute must be a whole number of 1 or more"
    with (
        Outbox(tmp_path / "outbox.db") as outbox,
        CodatSyncExpenses() as s,
        pytest.raises(RequestError, match=text),
    ):
        outbox.deliver(s, per_minute=value)
