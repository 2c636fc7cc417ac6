"""Damaged snapshots: each is refused with the place of its damage, or does no harm."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest

from codatsyncexpenses._schema.hints import is_dict, is_list
from codatsyncexpenses.errors import ConfigurationError
from codatsyncexpenses.sandbox import Sandbox, companies, states
from tests.support.sandbox_caller import SandboxCaller

ID = companies.SUCCEEDS.id
PUSH = f"/companies/{ID}/connections/{companies.CONNECTION_ID}/push/customers"
SYNCS = f"/companies/{ID}/sync/expenses/syncs"
READS = (
    *("/companies", "/_sandbox/state", "/_sandbox/snapshot", f"/_sandbox/companies/{ID}/accepted"),
    *(
        f"/companies/{ID}{path}"
        for path in (
            *("/connections", "/dataStatus", "/push", "/data/history", "/sync/expenses/config"),
            *("/sync/expenses/syncs/list/status", "/sync/expenses/mappingOptions"),
            f"/connections/{companies.CONNECTION_ID}/data/customers",
        )
    ),
)
VALUES: list[Any] = [
    None,
    -1,
    0,
    2,
    10**17,
    2**63,
    1.5,
    True,
    "x",
    "",
    "é\n",
    [],
    [[]],
    [["x", "y\n"]],
    {},
]


def send(call: SandboxCaller, path: str, body: Any = None) -> int:
    """Send a GET, or a POST of a body under an idempotency key, and return the status."""
    headers, method = {**call.sandbox.headers, "Idempotency-Key": path}, "POST" if body else "GET"
    url = call.base + path
    return call.session.request(method, url, json=body, headers=headers, timeout=10).status_code


def write(call: SandboxCaller) -> set[int]:
    """Write a customer, read all data and start a sync; return the statuses."""
    customer = {"customerName": "A", "status": "Active"}
    paths = {PUSH: customer, f"/companies/{ID}/data/all": [1], SYNCS: {"datasetIds": None}}
    return {send(call, path, body) for path, body in paths.items()}


@pytest.fixture(scope="module")
def state() -> dict[str, Any]:
    """Hold a snapshot with each kind of record, some of them due."""
    call = SandboxCaller(Sandbox(clock="manual"))
    with call.session:
        call.sandbox.webhooks.add("http://127.0.0.1:9/hook")
        write(call)
        call.sandbox.advance(4)
        call.sandbox.start_sync(ID)
    found = call.sandbox.snapshot()
    for kind, rows in found["records"].items():
        name = "id" if kind == "Company" else "company_id"
        found["records"][kind] = [row for row in rows if row[name] in (ID, "")][-6:]
    return found


def use(call: SandboxCaller) -> set[int]:
    """Read everything, write, let a day pass, and return the statuses of server errors."""
    found = set[int]()
    for _ in range(2):
        found |= {send(call, path) for path in READS} | write(call)
        call.sandbox.advance(10)
    return {each for each in found if each >= 500}


DAMAGES = [
    ("Message", "attempt", -10),
    ("Message", "attempt", 0),
    ("First", "status", 99),
    ("First", "status", 1000),
    ("First", "headers", [["x", "y\r\nz: 1"]]),
    ("First", "headers", [["x y", "z"]]),
    ("Connection", "platform", "none"),
    ("Connection", "status", "none"),
    ("Pull", "data_type", "no type"),
    ("Pull", "connection_id", "none"),
    ("Push", "data_type", "none"),
    ("Push", "change", "none"),
    ("Push", "status", "none"),
    ("Push", "connection_id", "none"),
    ("Entry", "data_type", "none"),
    ("Company", "lasts", 2**62),
    ("Company", "lasts", -1),
    ("Day", "used", -1),
]


@pytest.mark.parametrize(("kind", "name", "value"), DAMAGES)
def test_a_damaged_field(state: dict[str, Any], kind: str, name: str, value: object) -> None:
    """A value that the sandbox never writes is refused, and the error names its place."""
    damaged = copy.deepcopy(state)
    damaged["records"][kind][-1][name] = value
    sandbox = Sandbox(clock="manual")
    before = sandbox.snapshot()
    with pytest.raises(ConfigurationError, match=rf"{kind}.*{name.partition('_')[0]}"):
        sandbox.restore(damaged)
    assert sandbox.snapshot() == before


@pytest.mark.parametrize("name", ["ids", "now", "seeded"])
def test_a_missing_number(state: dict[str, Any], name: str) -> None:
    """A snapshot without a number that each one has is refused."""
    damaged = copy.deepcopy(state)
    del damaged["numbers"][name]
    with pytest.raises(ConfigurationError, match=f"lacks the number {name}"):
        Sandbox(clock="manual").restore(damaged)


def test_a_negative_count(state: dict[str, Any]) -> None:
    """A count of ids below 0 would make ids that exist already."""
    damaged = {**state, "numbers": {**state["numbers"], "ids": -1}}
    with pytest.raises(ConfigurationError, match="ids"):
        Sandbox(clock="manual").restore(damaged)


def test_a_clock_before_its_records(state: dict[str, Any]) -> None:
    """A snapshot whose clock is earlier than its syncs is read, and its syncs have not begun."""
    call = SandboxCaller(Sandbox(clock="manual"))
    call.sandbox.restore({**state, "numbers": {**state["numbers"], "now": 0}})
    with call.session:
        assert use(call) == set()


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of each value within a value of JSON."""
    members = value.items() if is_dict(value) else enumerate(value) if is_list(value) else ()
    for key, each in members:
        yield (*path, key)
        yield from places(each, (*path, key))


@pytest.mark.parametrize("seed", range(6))
def test_random_damage(state: dict[str, Any], seed: int) -> None:
    """A damaged snapshot changes nothing, or no request ends in a server error."""
    dice = random.Random(seed)
    call = SandboxCaller(Sandbox(clock="manual", sync_seconds=1))
    before = json.dumps(call.sandbox.snapshot())
    damaged = copy.deepcopy(state)
    for _ in range(6):
        *path, last = dice.choice([*places(damaged)])
        parent = damaged
        for key in path:
            parent = parent[key]
        same = [each for each in VALUES if type(each) is type(parent[last])]
        kept, parent[last] = parent[last], dice.choice(same or VALUES)
        with call.session:
            try:
                call.sandbox.restore(damaged)
            except ConfigurationError:
                assert json.dumps(call.sandbox.snapshot()) == before
            else:
                assert use(call) == set()
                call.sandbox.reset()
                before = json.dumps(call.sandbox.snapshot())
        parent[last] = kept


@pytest.mark.parametrize("name", states.NAMES)
def test_a_shipped_state_is_no_damage(name: str) -> None:
    """A snapshot of a shipped state can be restored."""
    sandbox = Sandbox(clock="manual")
    sandbox.restore(name)
    found = sandbox.snapshot()
    sandbox.reset()
    sandbox.restore(found)
    assert sandbox.snapshot() == found
