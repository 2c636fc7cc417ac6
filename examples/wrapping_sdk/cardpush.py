"""CardPush, a card issuer's own SDK around codatsyncexpenses: its terms, its errors, one method.

A wrapper decides how its users see an error, how long it waits, and where its client comes from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from codatsyncexpenses import CodatSyncExpenses, webhooks
from codatsyncexpenses.models import errors, shared


@dataclass(frozen=True)
class Receipt:
    """Expenses that have arrived in the customer's books."""

    sync_id: str
    written: bool
    """False where there was nothing to write."""


class PushFailed(Exception):  # noqa: N818 - the name that the issuer's users know
    """Expenses did not arrive; the text can be shown to the customer."""

    def __init__(self, reason: str, *, try_again: bool, reference: str | None = None) -> None:
        super().__init__(reason)
        self.try_again = try_again
        """Whether the same expenses may succeed later, with no change by anyone."""
        self.reference = reference
        """The id to quote to Codat's support."""


class CardPush:
    """Pushes card spend into a customer's books.

    Without a client it makes one from the environment variables of codatsyncexpenses.
    """

    def __init__(self, client: CodatSyncExpenses | None = None, *, patience: float = 900.0) -> None:
        """Take a client, and the seconds to wait for the end of a push."""
        self._client = client or CodatSyncExpenses.from_env(app_info=("cardpush", "2.1"))
        self._patience = patience

    def push(self, customer: str, spend: list[shared.ExpenseTransaction]) -> Receipt:
        """Push expenses and wait until they have arrived.

        :raises PushFailed: if they did not
        """
        try:
            status = self._client.expenses.create_and_wait(
                company_id=customer, create_expense_request=spend, timeout=self._patience
            ).result()
        except errors.SyncFailed as error:
            raise PushFailed(
                f"{error.meaning} {error.remedy or ''}".rstrip(),
                try_again=bool(error.can_be_retried),
                reference=error.sync_id,
            ) from error
        except errors.WaitTimeout as error:
            raise PushFailed(
                "The push takes longer than usual.", try_again=False, reference=error.sync_id
            ) from error
        except errors.CallError as error:
            raise _reported(error) from error
        return Receipt(status.sync_id, bool(status.data_pushed))


def endpoint(
    secret: str, arrived: Callable[[str], object]
) -> Callable[[bytes, Mapping[str, str]], object]:
    """Return a function that takes the body and the headers of each webhook.

    It calls ``arrived`` once with the id of each push that has arrived, and raises
    WebhookVerificationError if Codat did not send the webhook.
    """
    hooks = webhooks.Dispatcher(secret)
    hooks.on(webhooks.SyncSuccessful)(lambda event: arrived(event.payload.sync_id))
    return hooks.dispatch


def _reported(error: errors.CallError) -> PushFailed:
    """Return the error for a failed call: a push that may have started must not be repeated."""
    if error.waited_for is not None:
        started = error.waited_for.sync_id
        return PushFailed("The push runs; its end is unknown.", try_again=False, reference=started)
    if isinstance(error, errors.RateLimitError):
        return PushFailed("Too many pushes today.", try_again=True)
    passes = isinstance(error, (errors.APIConnectionError, errors.ServerError))
    try_again = passes and not error.maybe_processed
    return PushFailed("The service cannot be asked.", try_again=try_again)
