"""The recipes of docs/guides/webhooks.md, each run by its own framework."""

import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from codatsyncexpenses import webhooks
from codatsyncexpenses.models import shared
from codatsyncexpenses.sandbox import Sandbox, companies
from tests.support.document_runner import run_blocks
from tests.support.documents import ROOT, blocks

GUIDE = ROOT / "docs/guides/webhooks.md"
PATH = "/webhooks/codat"
OLD, NEW = webhooks.new_secret(), webhooks.new_secret()
EVENT = webhooks.SyncSuccessful(id="e1", payload=shared.SyncOutcome(sync_id="s1"))
BODY = EVENT.to_json().encode()

Post = Callable[[bytes, dict[str, str]], int]


def recipe(framework: str) -> dict[str, Any]:
    """Run the block for a framework and give the names that it leaves."""
    found = blocks(GUIDE.read_text("utf-8"))
    return run_blocks(GUIDE, [block for block in found if block.comment == f"needs: {framework}"])


def flask(names: dict[str, Any]) -> Post:
    """Post by Flask's own client."""
    client = names["app"].test_client()
    return lambda body, headers: client.post(PATH, data=body, headers=headers).status_code


def fastapi(names: dict[str, Any]) -> Post:
    """Post by FastAPI's own client."""
    test = import_module("fastapi.testclient")
    client = test.TestClient(names["app"], raise_server_exceptions=False)
    return lambda body, headers: client.post(PATH, content=body, headers=headers).status_code


def django(names: dict[str, Any]) -> Post:
    """Post by Django's own client, to the only address of a project that has no settings."""
    conf, test = import_module("django.conf"), import_module("django.test")
    if not conf.settings.configured:
        conf.settings.configure(ALLOWED_HOSTS=["testserver"], LOGGING_CONFIG=None)
        import_module("django").setup()
    urls = ModuleType("urls")
    vars(urls).update(names)
    client = test.Client(enforce_csrf_checks=True, raise_request_exception=False)

    def post(body: bytes, headers: dict[str, str]) -> int:
        with test.override_settings(ROOT_URLCONF=urls):
            answer = client.post(PATH, body, "application/json", headers=headers)
        return int(answer.status_code)

    return post


class Endpoint:
    """A recipe, and what posts to it."""

    def __init__(self, post: Post, names: dict[str, Any]) -> None:
        self.post = post
        self.hooks: webhooks.Dispatcher = names["hooks"]
        self.inbox: list[webhooks.Event] = names["inbox"]


@pytest.fixture(params=[flask, fastapi, django], ids=lambda framework: framework.__name__)
def endpoint(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Endpoint:
    """Hold each recipe."""
    monkeypatch.setenv("CODAT_WEBHOOK_SECRETS", f"{NEW} {OLD}")
    monkeypatch.setenv("CODAT_API_KEY", "sandbox")
    names = recipe(request.param.__name__)
    return Endpoint(request.param(names), names)


def test_messages_are_taken_once(endpoint: Endpoint) -> None:
    """A signed message is answered with 204 each time that it comes, and handled once."""
    headers = webhooks.sign(BODY, NEW, message_id="msg_1")
    assert [endpoint.post(BODY, headers), endpoint.post(BODY, headers)] == [204, 204]
    again = webhooks.sign(BODY, OLD, message_id="msg_1")
    assert endpoint.post(BODY, again) == 204
    assert endpoint.inbox == [EVENT]


def test_svix_names_are_taken(endpoint: Endpoint) -> None:
    """The names of Svix's headers do as well."""
    signed = webhooks.sign(BODY, NEW, message_id="msg_2")
    headers = {name.replace("webhook", "svix"): value for name, value in signed.items()}
    assert (endpoint.post(BODY, headers), len(endpoint.inbox)) == (204, 1)


def test_a_handler_that_fails(endpoint: Endpoint) -> None:
    """A message whose handler fails is answered with 500, and handled when it comes again."""
    failures = iter([LookupError("down")])

    @endpoint.hooks.on(webhooks.SyncSuccessful)
    def fail_once(_: webhooks.SyncSuccessful) -> None:
        for failure in failures:
            raise failure

    headers = webhooks.sign(BODY, NEW, message_id="msg_4")
    assert [endpoint.post(BODY, headers) for _ in range(3)] == [500, 204, 204]
    assert len(endpoint.inbox) == 2


STRANGER = webhooks.new_secret()


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (BODY, webhooks.sign(BODY, STRANGER, message_id="msg_3")),
        (BODY + b" ", webhooks.sign(BODY, NEW, message_id="msg_3")),
        (BODY, webhooks.sign(BODY, NEW, message_id="msg_3", timestamp=1_700_000_000)),
        (b"{}", webhooks.sign(b"{}", NEW, message_id="msg_3")),
        (b"", {}),
    ],
    ids=["another secret", "another body", "an old message", "no event", "nothing"],
)
def test_others_are_refused(endpoint: Endpoint, body: bytes, headers: dict[str, str]) -> None:
    """A message without a valid and recent signature gets a 400 and is not handled."""
    assert (endpoint.post(body, headers), endpoint.inbox) == (400, [])


SYNC = f"/companies/{companies.SUCCEEDS.id}/syncs/{companies.SUCCEEDED_SYNC_ID}"


@pytest.mark.parametrize(
    ("path", "reply", "status"),
    [
        (SYNC, 200, 200),
        (SYNC.replace("8", "0"), 200, 404),
        ("/companies/me/syncs/latest", 200, 422),
        (SYNC, 500, 503),
        (SYNC, 401, 503),
    ],
    ids=["a sync", "no sync", "no UUID", "an outage", "a wrong key"],
)
def test_the_outcomes_of_a_sync(at_sandbox: Sandbox, path: str, reply: int, status: int) -> None:
    """FastAPI's recipe answers with the outcomes of a sync, or with a status that says why not."""
    test = import_module("fastapi.testclient")
    if reply != 200:
        at_sandbox.next_replies(reply, times=3)
    with test.TestClient(recipe("fastapi")["app"]) as client:
        answer = client.get(path)
    assert answer.status_code == status
    if status == 200:
        assert answer.json()[companies.WRITTEN_TRANSACTION_ID] == "Completed"


def test_the_tests_of_an_application(tmp_path: Path) -> None:
    """The tests that the guide shows for FastAPI's recipe pass, with a client for each test."""
    files = [("webhooks", "fastapi", "service.py"), ("testing", "service", "test_service.py")]
    for guide, needed, name in files:
        text = (GUIDE.parent / f"{guide}.md").read_text("utf-8")
        (block,) = [each for each in blocks(text) if each.comment == f"needs: {needed}"]
        (tmp_path / name).write_text(block.code, "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "."]
    done = subprocess.run(  # noqa: S603 - our own document
        command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert "2 passed" in done.stdout, done.stdout


class Redis:
    """The part of a Redis that the recipe uses, in memory."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}

    @classmethod
    def from_url(cls, _: str) -> "Redis":
        """Return one without a server."""
        return cls()

    def set(self, key: str, value: str, *, ex: int, nx: bool = False) -> bool | None:
        """Set a value, with `nx` only if there is none."""
        assert ex > 0
        if nx and key in self.held:
            return None
        self.held[key] = value.encode()
        return True

    def get(self, key: str) -> bytes | None:
        """Return a value."""
        return self.held.get(key)

    def delete(self, key: str) -> None:
        """Delete a value."""
        self.held.pop(key, None)


def test_the_store_with_redis(monkeypatch: pytest.MonkeyPatch) -> None:
    """The store of the recipe claims, finishes and releases messages as the dispatcher needs."""
    module = ModuleType("redis")
    vars(module)["Redis"] = Redis
    monkeypatch.setitem(sys.modules, "redis", module)
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1")
    monkeypatch.setenv("CODAT_WEBHOOK_SECRETS", NEW)
    store: webhooks.Store = recipe("redis")["store"]
    assert [store.claim("1"), store.claim("1"), store.claim("2")] == ["new", "running", "new"]
    store.finish("1")
    store.release("2")
    assert [store.claim("1"), store.claim("2")] == ["done", "new"]
