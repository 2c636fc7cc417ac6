"""The texts that an outbox stores and logs do not have the credential."""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import replace
from pathlib import Path

import pytest

from codatsyncexpenses._bases.security import Secret
from codatsyncexpenses.models import shared
from codatsyncexpenses.outbox import Delivery, Entry, Event, Outbox, Receipt, Trouble
from codatsyncexpenses.outbox._secrets import masked
from codatsyncexpenses.sandbox import Sandbox, companies, faults
from tests.support.outbox import expense

KEY = 'a-"long"-secret'
SECURITY = shared.Security.from_api_key(KEY)
HEADER = SECURITY.auth_header
SENT = [Secret("Basic of-another"), Secret(HEADER)]
GOOD = companies.SUCCEEDS.id
ECHO = faults.reply(503, {"error": f"no route for {HEADER}"})


@pytest.mark.parametrize("form", [KEY, HEADER, HEADER.removeprefix("Basic ")])
def test_each_text_is_masked(form: str) -> None:
    """No text of the service has a form of the credential; the content of an expense stays."""
    text = f"refused {form}."
    receipt = Receipt("lunch.pdf", "failed", text)
    entry = Entry("1", f"content {form}", (receipt,), reason=text, remedy=text)
    event = Event(0.0, "refused", text, (), correlation_id=text)
    trouble = Trouble("company", text, text)
    delivery = Delivery(
        GOOD, (entry,), 0.0, said=text, correlation_id=text, trouble=trouble, events=(event,)
    )
    found = masked(delivery, SENT)
    assert found.key == delivery.key
    assert form not in str(json.loads(replace(found, entries=()).to_json()))
    assert found.to_json().count("***") == 9
    assert found.entries[0].content == f"content {form}"


@pytest.mark.parametrize("header", ["Basic of-another", "Basic key", "Basic a2V5"])
def test_others_stay_as_they_are(header: str) -> None:
    """A delivery without the credential is the same object; a very short one may be any word."""
    delivery = Delivery(GOOD, (), 0.0, said="refused: key a2V5")
    assert masked(delivery, [Secret(header)]) is delivery


def rotating() -> shared.Security:
    """Return the credential, as a callable does."""
    return SECURITY


async def awaited() -> shared.Security:
    """Return the credential, as a coroutine function does."""
    return SECURITY


@pytest.mark.parametrize("security", [SECURITY, rotating], ids=["fixed", "callable"])
def test_an_echoed_credential(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, security: shared.Security
) -> None:
    """An error that repeats the credential leaves it neither in the file nor in the log."""
    sandbox = Sandbox(clock="manual", api_key=KEY)
    sandbox.next_replies(ECHO, times=90)
    with Outbox(tmp_path / "outbox.db") as outbox, caplog.at_level(logging.WARNING):
        outbox.add(GOOD, [expense("one")])
        assert outbox.deliver(sandbox.in_process_client(security=security)).written == 1
    assert "no route for Basic ***" in caplog.text
    stored = b"".join(each.read_bytes() for each in tmp_path.iterdir())
    assert HEADER.removeprefix("Basic ").encode() not in stored
    assert HEADER not in caplog.text


@pytest.mark.parametrize("security", [SECURITY, rotating], ids=["fixed", "callable"])
def test_an_echo_in_a_delivery(security: shared.Security) -> None:
    """A delivery that a queue carries has a credential that is repeated neither."""
    sandbox = Sandbox(clock="manual", api_key=KEY)
    sandbox.next_replies(ECHO)
    planned = Delivery.plan(GOOD, [expense("one")], now=sandbox.now.timestamp())
    made, _ = planned.advance(sandbox.in_process_client(security=security, max_retries=0))
    assert made.trouble is not None
    assert made.trouble.reason == "no route for Basic ***"
    assert HEADER.removeprefix("Basic ") not in made.to_json()


def test_an_echo_of_an_awaited_credential() -> None:
    """The asynchronous client's step masks a credential that it awaited."""

    async def step(sandbox: Sandbox) -> Delivery:
        planned = Delivery.plan(GOOD, [expense("one")], now=sandbox.now.timestamp())
        async with sandbox.async_client(security=awaited, max_retries=0) as client:
            return (await planned.advance(client)).delivery

    with Sandbox(api_key=KEY) as sandbox:
        sandbox.next_replies(ECHO)
        assert HEADER.removeprefix("Basic ") not in asyncio.run(step(sandbox)).to_json()


def test_the_credentials_that_a_client_remembers() -> None:
    """A callable that returns another one for each call leaves the last 16, hidden."""
    given = iter(range(40))
    sandbox = Sandbox()
    client = sandbox.in_process_client(
        security=lambda: shared.Security(auth_header=f"Basic number-{next(given)}")
    )
    for _ in range(40):
        client.sync.list(company_id=GOOD)
    assert [*client._calls.sent] == [f"Basic number-{each}" for each in range(24, 40)]
    assert "number" not in repr(client._calls.sent)
