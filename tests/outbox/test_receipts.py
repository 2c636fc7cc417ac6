"""Receipts: attached once their expense is written, reported where they fail, and sent again."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from codatsyncexpenses.outbox import FailedReceipt, Outbox, Trouble, _decisions
from codatsyncexpenses.sandbox import Sandbox, companies
from tests.outbox.conftest import Deliver
from tests.support.outbox import expense

GOOD, BAD = companies.SUCCEEDS.id, companies.WRITE_FAILED.id
SYNC = "5c3d1f60-0000-4000-8000-000000000001"
UPLOAD, CREATE = "upload-expense-attachment", "create-expense-transaction"
ONE, TWO = expense("one"), expense("two")


@pytest.fixture
def lunch(tmp_path: Path) -> Path:
    """Hold a receipt; another one is beside it."""
    for name in ("lunch.pdf", "train.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-1.4")
    return tmp_path / "lunch.pdf"


@pytest.fixture
def failed(stored: Outbox, manual: Sandbox, lunch: Path) -> Outbox:
    """Hold an outbox with two written expenses, whose three receipts were refused."""
    receipts = {ONE.id: [lunch], TWO.id: [lunch, lunch.with_name("train.pdf")]}
    stored.add(GOOD, [ONE, TWO], receipts=receipts)
    manual.next_replies(400, operation=UPLOAD, times=3)
    stored.deliver(manual.in_process_client())
    return stored


def keys(sandbox: Sandbox, operation: str) -> list[str]:
    """Return the idempotency keys of the requests of an operation."""
    found = [each for each in sandbox.requests if each.operation == operation]
    return [each.headers["idempotency-key"] for each in found]


def names(sandbox: Sandbox) -> list[str]:
    """Return the names of the attached files."""
    return sorted(each.file_name for each in sandbox.attachments(GOOD))


def test_receipts_are_attached(
    outbox: Outbox, deliver: Deliver, manual: Sandbox, tmp_path: Path
) -> None:
    """A receipt goes out once its expense is written; one that fails does not fail its expense."""
    for name in ("lunch.pdf", "gone.pdf", "train.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-1.4")
    bad = expense("bad", currency="USD")
    paths = {ONE.id: tmp_path / "lunch.pdf", bad.id: tmp_path / "train.pdf"}
    gone = [tmp_path / "gone.pdf", tmp_path / "train.pdf"]
    outbox.add(GOOD, [ONE, TWO, bad], receipts={**paths, TWO.id: gone})
    (tmp_path / "gone.pdf").unlink()
    report = deliver(outbox)
    assert str(report) == "2 written, 1 failed, 1 receipt not attached"
    assert names(manual) == ["lunch.pdf", "train.pdf"]
    found = [each.failed_receipts for each in report.outcomes()]
    assert [len(each) for each in found] == [0, 1, 0]
    assert found[1][0].startswith(f"{tmp_path / 'gone.pdf'}: ")


def refuse(path: Path, sandbox: Sandbox) -> None:
    """Let the API refuse a receipt."""
    del path
    sandbox.next_replies(400, operation=UPLOAD)


def put_directory(path: Path, sandbox: Sandbox) -> None:
    """Put a directory in the place of a receipt."""
    del sandbox
    path.unlink()
    path.mkdir()


# What goes wrong with a receipt, and what its reason says.
FAULTS: dict[str, tuple[Callable[[Path, Sandbox], object], str]] = {
    "gone": (lambda path, _: path.unlink(), "there is no such file: restore it"),
    "empty": (lambda path, _: path.write_bytes(b""), "the file is empty: replace it"),
    "directory": (put_directory, "there is no such file: restore it"),
    "refused": (refuse, "The test asked"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_failed_receipt_is_reported(
    outbox: Outbox,
    deliver: Deliver,
    manual: Sandbox,
    lunch: Path,
    caplog: pytest.LogCaptureFixture,
    name: str,
) -> None:
    """The report and the log name it with its reason, and its expense is written."""
    fault, reason = FAULTS[name]
    outbox.add(GOOD, [ONE], receipts={ONE.id: lunch})
    fault(lunch, manual)
    with caplog.at_level(logging.WARNING, "codatsyncexpenses"):
        report = deliver(outbox)
    (receipt,) = report.failed_receipts
    assert receipt == FailedReceipt(GOOD, ONE.id, str(lunch), receipt.reason)
    assert reason in receipt.reason
    assert str(report) == "1 written, 0 failed, 1 receipt not attached"
    (record,) = [each for each in caplog.records if str(lunch) in each.getMessage()]
    text = f"the receipt {lunch} of the expense {ONE.id} is not attached: {receipt.reason}"
    facts = [getattr(record, name) for name in ("company_id", "expense_id", "reason")]
    assert (record.getMessage(), facts) == (text, [GOOD, ONE.id, receipt.reason])


def test_each_failed_receipt_counts(failed: Outbox) -> None:
    """The count is that of the receipts, which the records and the table list."""
    report = failed.status()
    assert (report.failed_receipt_count, report.failed_count) == (3, 0)
    paths = [each["path"] for each in report.failed_receipts.to_records()]
    assert [Path(path).name for path in paths] == ["lunch.pdf", "lunch.pdf", "train.pdf"]
    assert "receipts not attached</b>" in report._repr_html_()


def test_receipts_that_wait_are_counted(stored: Outbox, manual: Sandbox, lunch: Path) -> None:
    """Each run that leaves receipts of written expenses to the next one is not complete."""
    client = manual.in_process_client()
    paths = {ONE.id: [lunch, lunch.with_name("train.pdf")]}
    stored.add(GOOD, [ONE], receipts=paths)
    assert stored.status().waiting_receipt_count == 0  # those of an expense that waits itself
    manual.next_replies(503, operation=UPLOAD, times=1000)
    for _ in range(2):
        report = stored.deliver(client, timeout=60)
        assert str(report) == "1 written, 0 failed, 2 receipts waiting"
        assert (report.waiting_receipt_count, report.is_complete) == (2, False)
        assert [each.expense_id for each in report.outcomes()] == [ONE.id]
    manual.clear_replies()
    report = stored.deliver(client)
    assert (str(report), report.is_complete) == ("1 written, 0 failed", True)


@pytest.mark.parametrize("currency", ["GBP", "USD"], ids=["cancelled", "failed"])
def test_receipts_of_an_expense_that_is_not_written(
    stored: Outbox, manual: Sandbox, lunch: Path, currency: str
) -> None:
    """They do not wait once it has failed or was cancelled."""
    stored.add(GOOD, [expense("one", currency=currency)], receipts={ONE.id: lunch})
    if currency == "GBP":
        stored.cancel()
    report = stored.deliver(manual.in_process_client())
    assert (stored.status().waiting_receipt_count, report.is_complete) == (0, True)


def test_a_retried_receipt_waits(failed: Outbox) -> None:
    """It waits for the next run, and does not count as failed."""
    failed.retry(expense_ids=[ONE.id])
    report = failed.status()
    assert (report.failed_receipt_count, report.waiting_receipt_count) == (2, 1)


def test_a_receipt_that_replaces_another_waits(failed: Outbox, lunch: Path) -> None:
    """The failed receipt is dropped, and the new one waits for the next run."""
    assert failed.add(GOOD, [ONE], receipts={ONE.id: lunch.with_name("train.pdf")}) == 1
    report = failed.status()
    assert (report.failed_receipt_count, report.waiting_receipt_count) == (2, 1)
    assert [len(each.receipts) for each in report.outcomes()] == [1, 2]


def test_a_name_is_no_failure(stored: Outbox, manual: Sandbox, tmp_path: Path) -> None:
    """A file that is named like the stored outcome of a receipt does not count as failed."""
    path = tmp_path / '"outcome":"failed"'
    path.write_bytes(b"%PDF-1.4")
    stored.add(GOOD, [ONE], receipts={ONE.id: path})
    report = stored.deliver(manual.in_process_client())
    assert (report.failed_receipt_count, report.failed_receipts) == (0, [])
    assert stored.retry() == 0


# The arguments of a retry, and the expenses and the receipts that it sends again.
CHOSEN: list[tuple[dict[str, Any], int, int]] = [
    ({}, 2, 3),
    ({"company_id": GOOD}, 2, 3),
    ({"company_id": BAD}, 0, 0),
    ({"expense_ids": [TWO.id.upper()]}, 1, 2),
    ({"expense_ids": []}, 0, 0),
]


@pytest.mark.parametrize(("chosen", "count", "receipts"), CHOSEN)
def test_a_retry_sends_failed_receipts(
    failed: Outbox, manual: Sandbox, chosen: dict[str, Any], count: int, receipts: int
) -> None:
    """The next run attaches them, and does not send their expenses; a second retry finds none."""
    assert [failed.retry(**chosen), failed.retry(**chosen)] == [count, 0]
    manual.advance(1)
    report = failed.deliver(manual.in_process_client())
    assert (report.written, report.failed_receipt_count) == (count, 0)
    assert len(manual.attachments(GOOD)) == receipts
    assert len(keys(manual, CREATE)) == 1
    assert failed.status().failed_receipt_count == 3 - receipts


def test_a_receipt_that_is_sent_again_has_another_key(failed: Outbox, manual: Sandbox) -> None:
    """Otherwise the service would repeat its refusal; each failure is in the history."""
    manual.next_replies(400, operation=UPLOAD, times=3)
    for _ in range(2):
        failed.retry()
        failed.deliver(manual.in_process_client())
    found = keys(manual, UPLOAD)
    assert len({*found}) == len(found) == 9
    kinds = [each.text for each in failed.history(ONE.id) if each.kind == "receipt"]
    assert [text.endswith(": attached") for text in kinds] == [False, False, True]


def test_a_retry_takes_many(stored: Outbox, manual: Sandbox, lunch: Path) -> None:
    """Each delivery of receipts has up to 50 expenses of one company."""
    given = [expense(str(number)) for number in range(60)]
    stored.add(GOOD, given, receipts={each.id: lunch for each in given})
    manual.next_replies(400, operation=UPLOAD, times=60)
    stored.deliver(manual.in_process_client())
    assert stored.retry(expense_ids=[each.id for each in given]) == 60
    taken: dict[int, int] = {}
    while found := stored._store.next(0.0, taken):
        taken[found.id] = len(found.delivery.entries)
        assert found.delivery.batch == ()
    assert [*taken.values()] == [50, 10]


def test_a_retry_that_is_killed(failed: Outbox, manual: Sandbox) -> None:
    """A step whose result was not stored is repeated under its key, so that each is there once."""
    client = manual.in_process_client()
    failed.retry()
    taken = failed._store.next(0.0, ())
    assert taken is not None
    taken.delivery.advance(client)
    failed.deliver(client)
    assert len(manual.attachments(GOOD)) == 3
    assert len(keys(manual, CREATE)) == 1


def test_a_retry_during_a_run(where: Path | sa.Engine, manual: Sandbox, lunch: Path) -> None:
    """The delivery that is under way takes what another process retries, and sends each once."""
    retried: list[int] = []
    with Outbox(where) as outbox, Outbox(where) as other:

        def retry(_: object) -> None:
            if len(keys(manual, UPLOAD)) == 2 and not retried:
                retried.append(other.retry())

        outbox.add(GOOD, [ONE], receipts={ONE.id: [lunch, lunch.with_name("train.pdf")]})
        manual.next_replies(400, operation=UPLOAD)
        report = outbox.deliver(manual.in_process_client(on_event=retry))
    assert (retried, report.failed_receipt_count) == ([1], 0)
    assert names(manual) == ["lunch.pdf", "train.pdf"]
    assert len(keys(manual, CREATE)) == 1


@pytest.mark.parametrize("seconds", [0, 3], ids=["sending", "written"])
def test_a_receipt_that_comes_late(
    stored: Outbox, manual: Sandbox, lunch: Path, seconds: int
) -> None:
    """A receipt is attached once, and its expense sent once, whenever it is given."""
    client = manual.in_process_client()
    stored.add(GOOD, [ONE, TWO])
    stored.deliver(client, timeout=seconds or None)
    assert stored.add(GOOD, [ONE, TWO], receipts={ONE.id: lunch}) == 1
    assert stored.deliver(client).failed_receipt_count == 0
    assert names(manual) == ["lunch.pdf"]
    assert {*manual.accepted(GOOD).expenses.values()} == {1}
    assert len(keys(manual, CREATE)) == 1
    assert stored.status().written == 2


# The receipts that are given first, those of which are refused, those that are given later; and
# how many expenses change, and the files that are attached in the end.
LATER: dict[str, tuple[str, str, str, int, str]] = {
    "more": ("lunch", "", "lunch train", 1, "lunch train"),
    "only new": ("lunch", "", "train", 1, "lunch train"),
    "known": ("lunch train", "", "lunch", 0, "lunch train"),
    "other order": ("lunch train", "", "train lunch", 0, "lunch train"),
    "none": ("lunch", "lunch", "", 0, ""),
    "replaced": ("lunch", "lunch", "train", 1, "train"),
    "failed again": ("lunch", "lunch", "lunch", 0, ""),
    "failed and more": ("lunch", "lunch", "lunch train", 1, "train"),
    "dropped": ("lunch train", "lunch", "train", 1, "train"),
}


@pytest.mark.parametrize("name", LATER)
def test_receipts_that_are_given_later(
    stored: Outbox, manual: Sandbox, lunch: Path, name: str
) -> None:
    """New ones are attached and replace those that failed; each is attached once."""
    first, refused, later, changed, attached = LATER[name]

    def paths(names: str) -> dict[str, list[Path]]:
        return {ONE.id: [lunch.with_name(f"{each}.pdf") for each in names.split()]}

    client = manual.in_process_client()
    stored.add(GOOD, [ONE], receipts=paths(first))
    manual.next_replies(*[400] * len(refused.split()), operation=UPLOAD)
    stored.deliver(client)
    for each in set(first.split()) & set(later.split()):
        lunch.with_name(f"{each}.pdf").unlink()
    assert stored.add(GOOD, [ONE], receipts=paths(later)) == changed
    left = refused.split() if refused in later.split() or not changed else []
    assert stored.deliver(client).waiting_receipt_count == 0
    assert names(manual) == [f"{each}.pdf" for each in attached.split()]
    failures = [Path(each.path).stem for each in stored.status().failed_receipts]
    assert failures == left
    assert len(keys(manual, CREATE)) == 1


def test_more_receipts_during_a_run(where: Path | sa.Engine, manual: Sandbox, lunch: Path) -> None:
    """The delivery that is under way takes a receipt that another process adds."""
    added: list[int] = []
    with Outbox(where) as outbox, Outbox(where) as other:

        def add(_: object) -> None:
            if keys(manual, UPLOAD) and not added:
                added.append(
                    other.add(GOOD, [ONE], receipts={ONE.id: lunch.with_name("train.pdf")})
                )

        outbox.add(GOOD, [ONE], receipts={ONE.id: lunch})
        report = outbox.deliver(manual.in_process_client(on_event=add))
    assert (added, str(report)) == ([1], "1 written, 0 failed")
    assert names(manual) == ["lunch.pdf", "train.pdf"]


def test_a_receipt_that_is_rolled_back(outbox: Outbox, manual: Sandbox, lunch: Path) -> None:
    """A rollback of the application leaves the written expense without a receipt."""
    client = manual.in_process_client()
    outbox.add(GOOD, [ONE])
    outbox.deliver(client)
    with outbox._database.engine.connect() as connection:
        assert outbox.add(GOOD, [ONE], receipts={ONE.id: lunch}, connection=connection) == 1
        connection.rollback()
    outbox.deliver(client)
    assert names(manual) == []


def test_receipts_under_way_are_kept(failed: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """An expense whose receipts are to be sent again is not forgotten."""
    later = time.time() + 7200
    monkeypatch.setattr(time, "time", lambda: later)
    failed.retry(expense_ids=[ONE.id])
    assert failed.prune(timedelta(0)) == 1
    assert [each.expense_id for each in failed.status().outcomes()] == [ONE.id]


def test_receipts_outlast_a_stop(stored: Outbox, lunch: Path) -> None:
    """The receipt of an expense that the last sync before a stop has written is attached."""
    stored.add(GOOD, [ONE, TWO], receipts={ONE.id: lunch})
    store = stored._store
    taken = store.next(0.0, ())
    assert taken is not None
    written = replace(taken.delivery.entries[0], outcome="written", sync_id=SYNC)
    entries = (written, taken.delivery.entries[1])
    trouble = Trouble("company", "no connection")
    ended = replace(taken.delivery, entries=entries, sync_id=SYNC, code=4000)
    assert store.put(taken, replace(ended, stage="stopped", trouble=trouble), None, 0.0) is None
    assert [each.state for each in stored.status().outcomes()] == ["written", "waiting"]
    again = store.next(0.0, ())
    assert again is not None
    upload = _decisions.step(again.delivery, 0.0)
    assert upload is not None
    assert upload.arguments["request_body"].content == str(lunch)
    assert again.delivery.entries == (written,)
