"""The payloads of the sandbox's webhooks, held against those that the service documents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, validate

from codatsyncexpenses import webhooks
from codatsyncexpenses.sandbox import companies
from codatsyncexpenses.sandbox._state.accounting import DATA_TYPES
from codatsyncexpenses.sandbox.samples import messages
from tests.support.contract import CONTRACT
from tests.support.sandbox_caller import CONNECTIONS, EXPENSES, SandboxCaller

SCHEMA: Any = yaml.safe_load(
    (Path(__file__).parents[2] / "data" / "webhook_payloads.yaml").read_text("utf-8")
)
FORMATS = Draft202012Validator.FORMAT_CHECKER
# The names of the rule-based webhooks, which ended in January 2025, have a space.
NAMES = sorted(name for name in CONTRACT["webhooks"] if " " not in name)


@pytest.fixture(scope="module")
def received() -> list[dict[str, Any]]:
    """Hold the sample messages, at least one of every kind."""
    return messages()


def _kind(name: str) -> str:
    return "{dataType}." + name.partition(".")[2] if ".write." in name else name


def test_every_event_is_sent(received: list[dict[str, Any]]) -> None:
    """The events that are sent, those of the contract and those of the service are the same."""
    assert sorted({_kind(each["eventType"]) for each in received}) == NAMES
    assert sorted(SCHEMA["properties"]) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_payloads(received: list[dict[str, Any]], name: str) -> None:
    """A payload has the names, types and values that the service documents, and no null beside."""
    for each in received:
        if _kind(each["eventType"]) == name:
            validate({name: each["payload"]}, SCHEMA, Draft202012Validator, format_checker=FORMATS)


@pytest.mark.parametrize("name", NAMES)
def test_payloads_hold_nothing_else(received: list[dict[str, Any]], name: str) -> None:
    """A payload has no property that the service does not document."""
    schema = SCHEMA["properties"][name]
    known = SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]]["properties"]
    for each in received:
        if _kind(each["eventType"]) == name:
            assert each["payload"].keys() <= known.keys()


def test_events_are_read(received: list[dict[str, Any]]) -> None:
    """The library has a class for each event that is sent."""
    events = [webhooks.parse(json.dumps(each)) for each in received]
    assert not [each for each in events if isinstance(each, webhooks.UnknownEvent)]


def test_the_first_read(call: SandboxCaller) -> None:
    """The first read of a connection ends with one event about all data types, and no later one."""
    told: list[Any] = []

    def receive(body: bytes, _: object) -> int:
        told.append(json.loads(body))
        return 204

    call.sandbox.webhooks.add(receive)
    company = call("POST", "/companies", json={"name": "Acme"}).json()["id"]
    made = call("POST", CONNECTIONS, company, json={"platformKey": "gbol"}).json()
    for _ in range(2):
        call.session.get(made["linkUrl"])
        call.sandbox.advance(3)
        call("POST", f"/companies/{company}/data/all")
        call.sandbox.advance(3)
    names = [each["eventType"] for each in told]
    assert names.count("read.completed.initial") == 1
    (first,) = (each for each in told if each["eventType"] == "read.completed.initial")
    assert len(first["payload"]["dataTypes"]) == 8
    assert names.index("read.completed.initial") == names.index("read.completed") + 8


@pytest.mark.parametrize("platform", ["gbol", "pqsw"])
def test_a_first_read_that_is_interrupted(call: SandboxCaller, platform: str) -> None:
    """A first read that had to start again is announced with each data type once, as it ended."""
    told: list[Any] = []

    def receive(body: bytes, _: object) -> int:
        told.append(json.loads(body))
        return 204

    call.sandbox.webhooks.add(receive)
    company = call("POST", "/companies", json={"name": "Acme"}).json()["id"]
    made = call("POST", CONNECTIONS, company, json={"platformKey": platform}).json()
    for _ in range(2):
        call.session.get(made["linkUrl"])
        call("PATCH", f"{CONNECTIONS}/{made['id']}", company, json={"status": "Unlinked"})
        call.sandbox.advance(86_400)
    call.session.get(made["linkUrl"])
    call.sandbox.advance(86_400)
    (first,) = (each for each in told if each["eventType"] == "read.completed.initial")
    listed = first["payload"]["dataTypes"]
    assert sorted(each["dataType"] for each in listed) == sorted(DATA_TYPES)
    assert {each["status"] for each in listed} == {"Complete"}


def test_a_read_on_a_schedule(call: SandboxCaller) -> None:
    """The first read of QuickBooks Desktop waits until midnight; later ones do not wait."""
    company = call("POST", "/companies", json={"name": "Acme"}).json()["id"]
    made = call("POST", CONNECTIONS, company, json={"platformKey": "pqsw"}).json()
    call.session.get(made["linkUrl"])
    path = f"/companies/{company}/dataStatus"
    seen: list[set[str]] = []
    for seconds in (3600, 14 * 3600 + 2, 1):
        call.sandbox.advance(seconds)
        seen.append({each["currentStatus"] for each in call("GET", path).json().values()})
    assert seen == [{"Queued"}, {"Mapping"}, {"Complete"}]
    call("POST", f"/companies/{company}/data/all")
    call.sandbox.advance(3)
    last = call("GET", path).json()["suppliers"]["lastSuccessfulSync"]
    assert last == "2023-10-17T00:00:06.0000000Z"


def test_what_a_webhook_calls_failed(call: SandboxCaller) -> None:
    """A transaction that the API calls ValidationError is Failed in a webhook."""
    bodies: list[Any] = []

    def receive(body: bytes, _: object) -> int:
        bodies.append(json.loads(body))
        return 204

    call.sandbox.webhooks.add(receive)
    sync_id = call.end(companies.CONFIGURATION_INVALID)["syncId"]
    told = {each["status"] for each in bodies[-1]["payload"]["transactions"]}
    path = f"{EXPENSES}/syncs/{{syncId}}/transactions"
    listed = call.read(path, companies.CONFIGURATION_INVALID, sync_id)["results"]
    assert (told, {each["status"] for each in listed}) == ({"Failed"}, {"ValidationError"})
