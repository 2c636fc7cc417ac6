"""How often a sandbox accepted each expense."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from codatsyncexpenses.errors import RequestError
from codatsyncexpenses.sandbox import companies
from codatsyncexpenses.sandbox._face import Steered
from tests.support.sandbox_caller import expense

COMPANY = companies.SUCCEEDS.id
CREATE = f"/companies/{COMPANY}/sync/expenses/expense-transactions"
ONE, TWO = (str(expense(number)["id"]) for number in (1, 2))


def create(sandbox: Steered, *numbers: int, key: str | None = None) -> int:
    """Send expenses, end their sync, and return the status of the response."""
    headers = sandbox.headers | ({"Idempotency-Key": key} if key else {})
    body: Any = [*map(expense, numbers)]
    status = requests.post(sandbox.url + CREATE, json=body, headers=headers, timeout=10).status_code
    sandbox.advance(10)
    return status


@pytest.mark.parametrize(
    ("sent", "statuses", "expenses", "duplicate_syncs"),
    [
        pytest.param([], [], {}, 0, id="nothing"),
        pytest.param([((1, 2), None)], [200], {ONE: 1, TWO: 1}, 0, id="a batch"),
        pytest.param([((1,), "k"), ((1,), "k")], [200, 200], {ONE: 1}, 0, id="a replay"),
        pytest.param([((1,), None), ((1,), None)], [200, 200], {ONE: 2}, 1, id="a duplicate"),
        pytest.param([((1, 1), None)], [400], {}, 0, id="a refusal"),
    ],
)
def test_accepted(
    sandbox: Steered,
    sent: list[tuple[tuple[int, ...], str | None]],
    statuses: list[int],
    expenses: dict[str, int],
    duplicate_syncs: int,
) -> None:
    """An expense counts once for each request that accepts it, and a replay does not count."""
    assert [create(sandbox, *numbers, key=key) for numbers, key in sent] == statuses
    found = sandbox.accepted(COMPANY)
    assert (found.expenses, found.duplicate_syncs) == (expenses, duplicate_syncs)


def test_other_ways(sandbox: Steered) -> None:
    """Updates, datasets and histories of syncs do not count."""
    create(sandbox, 1)
    change: Any = {name: value for name, value in expense(1).items() if name != "id"}
    url = f"{sandbox.url}{CREATE}/{ONE}"
    updated = requests.put(url, json=change, headers=sandbox.headers, timeout=10)
    sandbox.create_dataset(COMPANY, [expense(1), expense(2)])
    sandbox.add_syncs(COMPANY, 200)
    assert updated.status_code == 202, updated.text
    found = sandbox.accepted(COMPANY)
    assert (found.expenses, found.duplicate_syncs) == ({ONE: 1}, 0)


def test_in_a_snapshot(sandbox: Steered) -> None:
    """The counts come back with a snapshot, and a reset clears them."""
    create(sandbox, 1)
    state = sandbox.snapshot()
    sandbox.reset()
    assert sandbox.accepted(COMPANY).expenses == {}
    sandbox.restore(state)
    assert sandbox.accepted(COMPANY).expenses == {ONE: 1}


def test_no_company(sandbox: Steered) -> None:
    """A company that does not exist raises RequestError."""
    with pytest.raises(RequestError, match="There is no company"):
        sandbox.accepted("none")
