"""The sandbox's state as JSON, which its browser page shows."""

import json
from typing import Any

import pytest
from werkzeug.test import EnvironBuilder

from codatsyncexpenses.models.shared import SyncStatusCode
from codatsyncexpenses.sandbox import Sandbox, companies
from codatsyncexpenses.sandbox._wire.steps import Write
from tests.support.sandbox_caller import BY_ID, LATEST, SandboxCaller, expense


def state(call: SandboxCaller) -> Any:
    """Read the state, without a key."""
    answer = call.session.get(f"{call.base}/_sandbox/state")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    return answer.json()


def test_state_of_the_whole(call: SandboxCaller) -> None:
    """The state has the time, the quota and the meanings of the codes."""
    call.sandbox.advance(3600.5)
    call("GET", LATEST)
    told = state(call)
    assert {name: told[name] for name in ("now", "speed", "manual", "quota")} == {
        "now": "2023-10-16T10:00:00Z",
        "speed": 1.0,
        "manual": True,
        "quota": {"limit": 14_000, "remaining": 13_999, "reset": "2023-10-17T00:00:00Z"},
    }
    assert set(told["codes"]) == {str(int(code)) for code in SyncStatusCode}
    assert told["codes"]["2040"]["group"] == "success"


def test_state_of_the_companies(call: SandboxCaller) -> None:
    """The state has every company with its connections and its datasets."""
    company = call.sandbox.create_company("Acme")
    done = call.sandbox.create_dataset(company.id, [expense(1), expense(2)])
    call.end(company, done)
    waiting = call.sandbox.create_dataset(company.id)
    failed = call.sandbox.create_dataset(company.id, [expense(1)])
    call.end(company, failed)
    told = state(call)["companies"]
    assert [each["id"] for each in told] == [*(each.id for each in companies.ALL), company.id]
    assert told[-1]["name"] == "Acme"
    assert [(each["platformKey"], each["status"]) for each in told[-1]["connections"]] == [
        ("gbol", "Linked"),
        ("pexp", "Linked"),
    ]
    assert told[-1]["datasets"] == [
        {"id": done, "transactions": 2, "status": "synced"},
        {"id": waiting, "transactions": 1, "status": "pending"},
        {"id": failed, "transactions": 1, "status": "failed"},
    ]


def test_state_of_the_syncs(call: SandboxCaller) -> None:
    """The state has the newest 50 syncs of all companies, with their progress."""
    call.sandbox.add_syncs(companies.WRITE_FAILED.id, 60)
    sync_id = call.start()
    call.sandbox.advance(0.75)
    told = state(call)["syncs"]
    assert len(told) == 50
    assert told[0] == {**call.read(BY_ID, sync_id=sync_id), "progress": 0.25}
    assert {each["progress"] for each in told[1:]} == {1.0}
    assert [each["syncUtc"] for each in told] == sorted(
        (each["syncUtc"] for each in told), reverse=True
    )


def test_state_of_the_requests(call: SandboxCaller) -> None:
    """The state has the last 50 requests, the newest first."""
    for _ in range(60):
        call("GET", LATEST)
    call("GET", "/nowhere")
    told = state(call)["requests"]
    assert len(told) == 50
    assert told[0] == {
        "at": "2023-10-16T09:00:00Z",
        "method": "GET",
        "path": "/nowhere",
        "operation": None,
        "status": 404,
        "ms": call.sandbox.requests[-1].ms,
    }


def test_the_state_has_no_secret() -> None:
    """The state, which needs no key, contains neither the key nor a caller's credentials."""
    call = SandboxCaller(Sandbox(clock="manual", api_key="very secret"))
    with call.session:
        call.sandbox.webhooks.add("http://127.0.0.1:9/hook", secret="whsec_" + "aGlkZGVu" * 3)
        call("GET", LATEST)
        text = json.dumps(state(call))
    assert not any(word in text for word in ("secret", "aGlkZGVu", call.sandbox.authorization))


@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_the_state_is_read(call: SandboxCaller, method: str) -> None:
    """The state accepts GET only."""
    answer = call.session.request(method, f"{call.base}/_sandbox/state")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("options", "address", "token", "steers"),
    [
        ({}, "127.0.0.1", None, True),
        ({"control": False}, "127.0.0.1", None, False),
        ({}, "192.0.2.1", None, False),
        ({"control_token": "t"}, "192.0.2.1", None, False),
        ({"control_token": "t"}, "192.0.2.1", "t", True),
    ],
)
def test_state_of_the_control(
    options: dict[str, Any], address: str, token: str | None, steers: bool
) -> None:
    """The state says whether its reader may steer the sandbox."""
    app = Sandbox(**options)._app
    headers = [] if token is None else [("Authorization", f"Bearer {token}")]
    environ = EnvironBuilder("/_sandbox/state", headers=headers).get_environ()
    (write, *_) = app.exchange({**environ, "REMOTE_ADDR": address}).steps
    assert isinstance(write, Write)
    assert json.loads(write.data.partition(b"\r\n\r\n")[2])["control"] is steers
