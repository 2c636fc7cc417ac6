"""The face of a sandbox, whether it runs in this process or in another."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import TYPE_CHECKING, Any

import codatsyncexpenses
from codatsyncexpenses import models
from codatsyncexpenses._lazy import LateModule
from codatsyncexpenses._schema.hints import Unpack
from codatsyncexpenses.sandbox import companies, states
from codatsyncexpenses.sandbox import faults as _faults
from codatsyncexpenses.sandbox._client import in_environment, time_of
from codatsyncexpenses.sandbox._state import snapshots
from codatsyncexpenses.sandbox._wire.control import Accepted, Attachment, Control

if TYPE_CHECKING:
    from codatsyncexpenses import async_sdk, sdk
    from codatsyncexpenses._calls.settings import Seams
    from codatsyncexpenses.sandbox._wire import faults as catalogue
else:
    catalogue = LateModule("codatsyncexpenses.sandbox._wire.faults")
    async_sdk = LateModule("codatsyncexpenses.async_sdk")
    sdk = LateModule("codatsyncexpenses.sdk")


class Steered:
    """The methods of a sandbox, wherever it runs."""

    faults = _faults
    """The faults for `next_replies`."""

    _control: Control
    _api_key: str
    authorization: str
    """The value of the Authorization header that carries the key."""

    @property
    def url(self) -> str:
        """The address of the running sandbox, without a trailing slash."""
        raise NotImplementedError

    def _seams(self) -> Seams | None:
        """Return a client's source of time; None is real time."""
        raise NotImplementedError

    @property
    def headers(self) -> dict[str, str]:
        """The headers that every request needs."""
        return {"Authorization": self.authorization}

    @property
    def security(self) -> models.shared.Security:
        """The credentials that the sandbox accepts, for a client."""
        return models.shared.Security(auth_header=self.authorization)

    def client(self, **options: Unpack[sdk.ClientOptions]) -> codatsyncexpenses.CodatSyncExpenses:
        """Return a client of the running sandbox; the options are those of `CodatSyncExpenses`.

        With a manual clock, the pauses of the client move that clock, and it never sleeps.
        """
        given: sdk.ClientOptions = {"security": self.security, "server_url": self.url, **options}
        with time_of(self._seams(), given["server_url"]):
            return codatsyncexpenses.CodatSyncExpenses(**given)

    def async_client(
        self, **options: Unpack[async_sdk.AsyncClientOptions]
    ) -> codatsyncexpenses.AsyncCodatSyncExpenses:
        """Return an asynchronous client of the running sandbox, which needs the extra ``async``.

        With a manual clock, the pauses of the client move that clock, and it never sleeps.
        """
        given: async_sdk.AsyncClientOptions = {
            "security": self.security,
            "server_url": self.url,
            **options,
        }
        with time_of(self._seams(), given["server_url"]):
            return codatsyncexpenses.AsyncCodatSyncExpenses(**given)

    def environment(self) -> AbstractContextManager[None]:
        """Direct code that creates its own clients from environment variables to this sandbox.

        Within the context, CODAT_API_KEY and CODAT_SERVER_URL are the sandbox's. With a manual
        clock, every client that is created there for this URL uses that clock.
        """
        return in_environment(self._api_key, self.url, self._seams())

    @property
    def now(self) -> datetime:
        """The date and time in UTC, by the sandbox's clock."""
        return self._control.clock().now

    def advance(self, seconds: float) -> None:
        """Move the clock forward; meanwhile, syncs end and webhooks are delivered on time."""
        self._control.advance(seconds)

    def set_speed(self, speed: float) -> None:
        """Let the clock run at another speed: seconds that pass here in one second."""
        self._control.set_speed(speed)

    def next_replies(
        self,
        *replies: catalogue.Fault | int,
        operation: str | None = None,
        company_id: str | None = None,
        times: int = 1,
        probability: float = 1.0,
        seed: int = 0,
    ) -> None:
        """Answer the next requests with these replies, one each, in this order.

        :param replies: faults, or statuses
        :param operation: the operation to reply to, by its name in the contract, such as
            "get-sync-by-id"; None is any
        :param company_id: the company whose requests to reply to; None is any
        :param times: how many times to repeat the replies
        :param probability: the probability with which a request gets the next reply, from 0 to 1
        :param seed: the seed of these chances
        """
        self._control.add_replies(
            replies, operation, company_id, times=times, probability=probability, seed=seed
        )

    def clear_replies(self) -> None:
        """Forget the replies that no request has got."""
        self._control.clear_replies()

    def create_company(
        self, name: str = "A company", *, ending: int | companies.Stage | None = None
    ) -> companies.Company:
        """Create a company that is ready to sync: connected and configured, without a dataset.

        :param ending: the code or the stage that its syncs end with; None lets the data decide
        """
        return self._control.create_company(name, ending)

    def set_products(self, company_id: str, *products: str) -> None:
        """Set the products of a company, as the Portal does; webhooks announce the changes.

        :raises RequestError: if there is no such company
        """
        self._control.set_products(company_id, products)

    def create_connection(
        self, company_id: str, platform: str = "gbol", *, status: str = "Linked"
    ) -> str:
        """Add a connection to a company, and return its id; webhooks announce it.

        :param platform: the key of the accounting software, or "pexp" for partner expenses
        :param status: "Linked", "PendingAuth", "Unlinked" or "Deauthorized"
        :raises RequestError: if there is no such company
        """
        return self._control.create_connection(company_id, platform, status)

    def set_connection(self, company_id: str, connection_id: str, status: str) -> None:
        """Set the status of a connection; a webhook announces that it is linked, or no longer.

        :raises RequestError: if there is no such connection
        """
        self._control.set_connection(company_id, connection_id, status)

    def create_dataset(self, company_id: str, transactions: Sequence[object] | None = None) -> str:
        """Create a dataset, and return its id.

        :param transactions: the `items` of the API; None is one sample expense
        :raises RequestError: if the API would refuse them
        """
        return self._control.create_dataset(company_id, transactions)

    def add_syncs(self, company_id: str, count: int, *, days: float = 90) -> list[str]:
        """Add ended syncs to a company, and return their ids, the newest first.

        :param days: the number of days up to now over which the syncs are spread
        """
        return self._control.add_syncs(company_id, count, days)

    def start_sync(self, company_id: str) -> str:
        """Start a sync of one sample expense, and return its id; no request is counted.

        :raises RequestError: if there is no such company, or the API would refuse its expenses
        """
        return self._control.start_sync(company_id)

    def attachments(self, company_id: str) -> list[Attachment]:
        """Return the files attached to a company's transactions, the oldest first.

        :raises RequestError: if there is no such company
        """
        return self._control.attachments(company_id)

    def accepted(self, company_id: str) -> Accepted:
        """Return how often each expense of a company was accepted, and how many duplicates stopped.

        An expense counts once for each `expenses.create` that succeeded, and for `start_sync`. A
        replay under an idempotency key, an update, a dataset and `add_syncs` do not count.

        :raises RequestError: if there is no such company
        """
        return self._control.accepted(company_id)

    def set_limits(
        self,
        *,
        quota: int | None = None,
        per_minute: int | None = 1000,
        concurrency: int | None = 10,
    ) -> None:
        """Set the rate limits, as the options of the class do, and begin a new day of requests."""
        self._control.set_limits(quota, per_minute, concurrency)

    def snapshot(self) -> dict[str, Any]:
        """Return the state as values of JSON: companies, syncs, webhooks, the clock.

        The journal, the limits, and the replies to come are not part of it.
        """
        return self._control.snapshot()

    def restore(self, state: Mapping[str, Any] | str | os.PathLike[str]) -> None:
        """Return to a snapshot, or to that in a file; the clock goes back with it.

        A name of `sandbox.states`, such as "new-customer", is a shipped state.

        :raises ConfigurationError: if it is none, or damaged, or of a newer version; the state is
            then as it was
        """
        if isinstance(state, (str, os.PathLike)):
            is_shipped = state in states.NAMES
            self._control.restore(str(state) if is_shipped else snapshots.from_file(state))
        else:
            self._control.restore(state)

    def reset(self) -> None:
        """Return to the state of a new sandbox, and clear the journal and the replies."""
        self._control.reset()
