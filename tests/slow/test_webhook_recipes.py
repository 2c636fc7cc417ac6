"""The recipes of docs/guides/webhooks.md, each run by its own framework."""

from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest

from codatsyncexpenses import webhooks
from tests.support.document_runner import run_blocks
from tests.support.documents import ROOT, blocks

GUIDE = ROOT / "docs/guides/webhooks.md"
PATH = "/webhooks/codat"
OLD, NEW = webhooks.new_secret(), webhooks.new_secret()
BODY = webhooks.SyncSuccessful(id="e1").to_json().encode()

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
    client = import_module("fastapi.testclient").TestClient(names["app"])
    return lambda body, headers: client.post(PATH, content=body, headers=headers).status_code


def django(names: dict[str, Any]) -> Post:
    """Post by Django's own client, to the only address of a project that has no settings."""
    conf, test = import_module("django.conf"), import_module("django.test")
    if not conf.settings.configured:
        conf.settings.configure(ALLOWED_HOSTS=["testserver"], LOGGING_CONFIG=None)
        import_module("django").setup()
    urls = ModuleType("urls")
    vars(urls).update(names)
    client = test.Client(enforce_csrf_checks=True)

    def post(body: bytes, headers: dict[str, str]) -> int:
        with test.override_settings(ROOT_URLCONF=urls):
            answer = client.post(PATH, body, "application/json", headers=headers)
        return int(answer.status_code)

    return post


@pytest.fixture(params=[flask, fastapi, django], ids=lambda framework: framework.__name__)
def endpoint(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> tuple[Post, dict[str, webhooks.Event]]:
    """Hold what posts to a recipe, and the recipe's inbox."""
    monkeypatch.setenv("CODAT_WEBHOOK_SECRETS", f"{NEW} {OLD}")
    names = recipe(request.param.__name__)
    return request.param(names), names["inbox"]


def test_messages_are_taken_once(endpoint: tuple[Post, dict[str, webhooks.Event]]) -> None:
    """A signed message is answered with 204 each time that it comes, and kept once."""
    post, inbox = endpoint
    headers = webhooks.sign(BODY, NEW, message_id="msg_1")
    assert [post(BODY, headers), post(BODY, headers)] == [204, 204]
    again = webhooks.sign(BODY, OLD, message_id="msg_1")
    assert post(BODY, again) == 204
    assert inbox == {"msg_1": webhooks.SyncSuccessful(id="e1")}


def test_svix_names_are_taken(endpoint: tuple[Post, dict[str, webhooks.Event]]) -> None:
    """The names of Svix's headers do as well."""
    post, inbox = endpoint
    signed = webhooks.sign(BODY, NEW, message_id="msg_2")
    headers = {name.replace("webhook", "svix"): value for name, value in signed.items()}
    assert (post(BODY, headers), list(inbox)) == (204, ["msg_2"])


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
def test_others_are_refused(
    endpoint: tuple[Post, dict[str, webhooks.Event]], body: bytes, headers: dict[str, str]
) -> None:
    """A message without a valid and recent signature gets a 400 and is not stored."""
    post, inbox = endpoint
    assert (post(body, headers), inbox) == (400, {})
