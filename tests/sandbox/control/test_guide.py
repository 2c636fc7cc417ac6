"""The table of the guide: each row does the same in Python and over HTTP, and none is missing."""

from __future__ import annotations

import inspect
import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from string import Template
from typing import Any

import pytest
import requests

from codatsyncexpenses.sandbox import Sandbox, companies, faults
from codatsyncexpenses.sandbox._face import Steered
from codatsyncexpenses.sandbox._wire.control import ROUTES
from tests.sandbox.wire.test_webhooks import SECRET
from tests.support.documents import ROOT, blocks

GUIDE = (ROOT / "docs/guides/sandbox.md").read_text("utf-8")
ROWS = re.findall(r"^\| `(sandbox\..+?)` \| `(control .+?)`", GUIDE, re.MULTILINE)
LATEST = f"/companies/{companies.SUCCEEDS.id}/sync/expenses/syncs/latest/status"
IDS = {
    "company_id": companies.SUCCEEDS.id,
    "connection_id": companies.CONNECTION_ID,
    "url": "http://127.0.0.1:9/hook",
    "secret": SECRET,
}


@pytest.fixture
def sandboxes() -> Iterator[list[Sandbox]]:
    """Two sandboxes in the same state, in which a webhook was delivered to nobody."""
    made = [Sandbox(clock="manual"), Sandbox(clock="manual")]
    for sandbox in made:
        sandbox.start()
        sandbox.webhooks.add(IDS["url"], secret=SECRET)
        sandbox.create_company("Bakery")
        sandbox.advance(0)
        requests.get(f"{sandbox.url}{LATEST}", headers=sandbox.headers, timeout=10)
    yield made
    for sandbox in made:
        sandbox.stop()


def pattern(path: str) -> re.Pattern[str]:
    """Return the pattern of a path with arguments in braces."""
    return re.compile(re.sub(r"\{\w+\}", "[^/]+", path))


def request_of(cell: str, names: dict[str, str]) -> tuple[str, str, str | None]:
    """Return the method, the path and the body of a command of the guide."""
    _, method, path, *body = shlex.split(Template(cell).substitute(names))
    return method, path, body[0] if body else None


def condition(sandbox: Sandbox) -> list[object]:
    """Return all that a control can change: state, limits, journal, and the replies to come."""
    journal = [each.path for each in sandbox.requests]
    for _ in range(4):
        requests.get(f"{sandbox.url}{LATEST}", headers=sandbox.headers, timeout=10)
    statuses = [
        (each.status, each.answer_headers["X-Rate-Limit-Limit"]) for each in sandbox.requests
    ]
    control = sandbox._control
    state = json.dumps(control.snapshot()).replace(sandbox.url, "")
    attempts = len(sandbox.webhooks.deliveries)
    return [state, control.limits(), control.clock(), attempts, journal, statuses]


@pytest.mark.parametrize(("python", "shell"), ROWS, ids=[each for each, _ in ROWS])
def test_a_row(python: str, shell: str, sandboxes: list[Sandbox]) -> None:
    """Both cells of a row lead to the same state."""
    here, over_http = sandboxes
    names = {**IDS, "message_id": here.webhooks.deliveries[0].message_id}
    scope: dict[str, Any] = {**names, "sandbox": here, "faults": faults}
    eval(python, scope)  # noqa: S307 - a cell of our own guide
    method, path, body = request_of(shell, names)
    answer = requests.request(method, f"{over_http.url}/_sandbox/{path}", data=body, timeout=10)
    assert answer.status_code in (200, 204), answer.text
    assert condition(here) == condition(over_http)


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl")
def test_the_function_of_a_shell() -> None:
    """The commands run in a shell as they stand; one that fails has the reason and a status."""
    (block,) = (each.code for each in blocks(GUIDE) if each.code.startswith("control() {"))
    with Sandbox(clock="manual") as sandbox:
        names = block.replace("http://127.0.0.1:8080", sandbox.url)
        commands = [cell for python, cell in ROWS if re.search("products|webhooks.add", python)]
        script = "\n".join([names, "set -e", *commands, "control POST clock/advance"])
        run = subprocess.run(  # noqa: S603 - our own guide
            ["/bin/sh", "-c", script], capture_output=True, text=True, timeout=30, check=False
        )
        assert "seconds" in run.stdout.rpartition("error")[2]
        assert run.returncode == 22
        (endpoint,) = sandbox.webhooks.endpoints
    assert f"url={endpoint.url} secret={endpoint.secret}\n" in block


def test_every_method_is_in_the_table() -> None:
    """The guide shows each method of a sandbox that steers it."""
    known = {name for name in vars(Steered) if not name.startswith("_")}
    apart = {"faults", "url", "headers", "security", "authorization", "environment"}
    wanted = known - apart - {"client", "async_client"}
    assert wanted <= {re.split(r"\W", python)[1] for python, _ in ROWS}


def test_every_request_is_in_the_table() -> None:
    """The guide shows each request of the control."""
    cells = [request_of(cell, dict.fromkeys([*IDS, "message_id"], "x")) for _, cell in ROWS]
    shown = [(method, path.partition("?")[0]) for method, path, _ in cells]
    shown.append(("GET", "limits"))
    missing = [
        route.path
        for route in ROUTES
        if not any(
            route.method == method and pattern(route.path).fullmatch(path) for method, path in shown
        )
    ]
    assert missing == []


def test_every_option_is_in_the_table() -> None:
    """The guide shows each option of `Sandbox`."""
    shown = re.findall(r"^\| `(\w+)` \| `--", GUIDE, re.MULTILINE)
    assert shown == [*inspect.signature(Sandbox).parameters]
