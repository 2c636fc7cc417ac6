"""The texts that an outbox stores and logs do not have the credential."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from codatsyncexpenses._bases.security import Hidden, Security
from codatsyncexpenses.models import shared
from codatsyncexpenses.outbox import Delivery, Entry, Event, Outbox, Receipt, Trouble
from codatsyncexpenses.outbox._secrets import masked, secrets
from codatsyncexpenses.sandbox import Sandbox, companies, faults
from tests.support.outbox import expense

KEY = "a-long-secret"
SECURITY = shared.Security.from_api_key(KEY)
HEADER = SECURITY.auth_header
FORMS = secrets(Hidden(SECURITY))
GOOD = companies.SUCCEEDS.id


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
    found = masked(delivery, FORMS)
    assert found.key == delivery.key
    assert form not in replace(found, entries=()).to_json()
    assert found.to_json().count("***") == 9
    assert found.to_json().count(form) == 1


def test_others_stay_as_they_are() -> None:
    """A delivery without a secret is the same object."""
    delivery = Delivery(GOOD, (), 0.0, said="refused")
    assert masked(delivery, FORMS) is delivery


@pytest.mark.parametrize(
    "security",
    [None, lambda: SECURITY, shared.Security.from_api_key("key")],
    ids=["none", "callable", "short"],
)
def test_what_is_not_masked(security: Security) -> None:
    """A callable has no lasting credential, and a very short one may be a part of any word."""
    assert secrets(Hidden(security)) == ()


def test_an_echoed_credential(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """An error that repeats the credential leaves it neither in the file nor in the log."""
    sandbox = Sandbox(clock="manual", api_key=KEY)
    sandbox.next_replies(faults.reply(503, {"error": f"no route for {HEADER}"}), times=90)
    with Outbox(tmp_path / "outbox.db") as outbox, caplog.at_level(logging.WARNING):
        outbox.add(GOOD, [expense("one")])
        assert outbox.deliver(sandbox.in_process_client()).written == 1
    assert "no route for Basic ***" in caplog.text
    stored = b"".join(each.read_bytes() for each in tmp_path.iterdir())
    assert HEADER.removeprefix("Basic ").encode() not in stored
    assert HEADER not in caplog.text
