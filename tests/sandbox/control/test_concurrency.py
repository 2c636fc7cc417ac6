"""Steering while requests run, and the paging of a journal that drops its oldest entries."""

from __future__ import annotations

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import requests

from codatsyncexpenses.sandbox import Sandbox, companies
from codatsyncexpenses.sandbox._face import Steered
from codatsyncexpenses.sandbox._wire.journal import Journal

ID = companies.SUCCEEDS.id
LATEST = f"/companies/{ID}/sync/expenses/syncs/latest/status"


def test_steering_while_requests_run(sandbox: Steered) -> None:
    """Four threads of requests and two that steer lose nothing and disturb no response."""
    sandbox.set_limits(per_minute=None, concurrency=None)

    def read(_: int) -> set[int]:
        with requests.Session() as http:
            url = sandbox.url + LATEST
            return {
                http.get(url, headers=sandbox.headers, timeout=30).status_code for _ in range(5)
            }

    def steer(number: int) -> set[int]:
        sandbox.start_sync(ID)
        sandbox.advance(number)
        sandbox.create_company(f"Company {number}")
        return {200}

    with ThreadPoolExecutor(6) as pool:
        found = [*pool.map(read, range(20)), *pool.map(steer, range(1, 11))]
    names = {each["name"] for each in sandbox.snapshot()["records"]["Company"]}
    assert set().union(*found) == {200}
    assert names >= {f"Company {number}" for number in range(1, 11)}
    assert len(sandbox.accepted(ID).expenses) == 10


@pytest.mark.parametrize("is_remote", [False, True])
def test_a_receiver_that_calls_back(is_remote: bool) -> None:
    """A receiver may call the sandbox, and steer it, while the clock is advanced."""
    with Sandbox(clock="manual") as here:
        steered = Sandbox.connect(here.url) if is_remote else here
        found: list[tuple[str, int]] = []

        def receive(body: bytes, _: Mapping[str, str]) -> int:
            answer = requests.get(here.url + LATEST, headers=here.headers, timeout=10)
            steered.set_products(ID)
            steered.advance(1)
            found.append((json.loads(body)["eventType"], answer.status_code))
            return 204

        here.webhooks.add(receive)
        steered.start_sync(ID)
        steered.advance(10)
    assert found == [("expenses.sync.successful", 200)]


def test_pages_of_a_journal_that_drops() -> None:
    """A page after dropped requests begins at the oldest that is kept, and numbers stay."""
    with Sandbox(clock="manual") as sandbox:
        requests.get(sandbox.url + LATEST, headers=sandbox.headers, timeout=10)
        (seen,) = sandbox.requests
    journal = Journal()
    for number in range(10_500):
        journal.add(replace(seen, path=f"/{number + 1}"))
    pages = [journal.after(number, 2) for number in (0, 499, 500, 10_499, 10_500, 20_000)]
    assert [([each.path for each in page], last) for page, last in pages] == [
        (["/501", "/502"], 502),
        (["/501", "/502"], 502),
        (["/501", "/502"], 502),
        (["/10500"], 10_500),
        ([], 10_500),
        ([], 10_500),
    ]
