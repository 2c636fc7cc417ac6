"""The issuer's own suite: each test checks one promise of CardPush."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from cardpush import CardPush, PushFailed, endpoint

from codatsyncexpenses import CodatSyncExpenses, webhooks
from codatsyncexpenses.models import shared
from codatsyncexpenses.sandbox import Sandbox, companies


def spend() -> list[shared.ExpenseTransaction]:
    """Return a new expense, in a list."""
    line = shared.ExpenseTransactionLine(
        net_amount=Decimal("9.99"),
        tax_amount=Decimal("2.00"),
        account_ref=shared.RecordRef("6"),
        tax_rate_ref=shared.RecordRef("59_Bills"),
    )
    expense = shared.ExpenseTransaction(
        id=str(uuid.uuid4()),
        type=shared.ExpenseTransactionType.PAYMENT,
        issue_date=date(2026, 5, 4),
        currency="GBP",
        lines=[line],
    )
    return [expense]


def push(cards: CardPush, company: companies.Company) -> str:
    """Push a new expense of the company, and return the id of the sync."""
    return cards.push(company.id, spend()).sync_id


@pytest.fixture
def cards(codat_client: CodatSyncExpenses) -> CardPush:
    """CardPush as an issuer sets it up."""
    return CardPush(codat_client)


def test_expenses_arrive(cards: CardPush, codat_sandbox: Sandbox) -> None:
    """A push of new expenses gives a receipt."""
    company = codat_sandbox.create_company(name="Bakery")
    assert cards.push(company.id, spend()).written
    assert codat_sandbox.requests[0].operation == "create-expense-transaction"


def test_nothing_to_write_is_no_failure(cards: CardPush) -> None:
    """A push that finds nothing to write succeeds, and says so."""
    company = companies.NOTHING_TO_SYNC
    assert not cards.push(company.id, spend()).written


@pytest.mark.parametrize(
    ("company", "try_again"),
    [
        (companies.CONFIGURATION_INVALID, False),
        (companies.WRITE_FAILED, False),
        (companies.SERVER_ERROR, True),
    ],
)
def test_a_failure_is_explained(
    cards: CardPush, company: companies.Company, try_again: bool
) -> None:
    """A failed push says why, whether to try again, and the id to quote."""
    with pytest.raises(PushFailed) as caught:
        push(cards, company)
    assert company.ending is not None
    assert caught.value.try_again is try_again
    assert caught.value.reference


@pytest.mark.codat_sandbox(sync_seconds=3600)
def test_patience_ends(cards: CardPush, codat_sandbox: Sandbox) -> None:
    """A push that takes an hour fails after 15 minutes, by the sandbox's clock."""
    began = codat_sandbox.now
    with pytest.raises(PushFailed, match="longer than usual"):
        push(cards, companies.SUCCEEDS)
    assert (codat_sandbox.now - began).total_seconds() == pytest.approx(900, abs=5)


def test_a_short_outage_is_not_seen(cards: CardPush, codat_sandbox: Sandbox) -> None:
    """A push survives a short outage of the service."""
    codat_sandbox.next_replies(codat_sandbox.faults.server_error(503), times=3)
    assert push(cards, companies.SUCCEEDS)


@pytest.mark.codat_sandbox(quota=0)
def test_the_quota_is_spent(cards: CardPush) -> None:
    """If the quota is used up, the push fails at once, and may be tried again."""
    with pytest.raises(PushFailed, match="Too many pushes") as caught:
        push(cards, companies.SUCCEEDS)
    assert caught.value.try_again


def test_the_service_is_gone(cards: CardPush, codat_sandbox: Sandbox) -> None:
    """If the service cannot be reached, the push fails, and may be tried again."""
    codat_sandbox.stop()
    with pytest.raises(PushFailed, match="cannot be asked") as caught:
        push(cards, companies.SUCCEEDS)
    assert caught.value.try_again


def test_the_service_goes_after_the_start(cards: CardPush, codat_sandbox: Sandbox) -> None:
    """A push that has started must not be repeated, even if its state cannot be read."""
    codat_sandbox.next_replies(codat_sandbox.faults.reset(), operation="get-sync-by-id", times=1000)
    with pytest.raises(PushFailed, match="runs") as caught:
        push(cards, companies.SUCCEEDS)
    assert not caught.value.try_again
    assert caught.value.reference


def test_settings_come_from_the_environment(codat_environment: Sandbox) -> None:
    """Without a client, CardPush makes one from the environment."""
    assert push(CardPush(), companies.SUCCEEDS)
    assert codat_environment.requests


def test_a_webhook_tells_of_a_push(cards: CardPush, codat_sandbox: Sandbox) -> None:
    """A webhook reports a push that succeeded, and none reports one that failed."""
    arrived: list[str] = []
    secret = webhooks.new_secret()
    take = endpoint(secret, arrived.append)

    def receive(body: bytes, headers: Mapping[str, str]) -> int:
        take(body, headers)
        return 204

    codat_sandbox.webhooks.add(receive, secret=secret)
    with pytest.raises(PushFailed):
        push(cards, companies.WRITE_FAILED)
    assert [push(cards, companies.SUCCEEDS)] == arrived
