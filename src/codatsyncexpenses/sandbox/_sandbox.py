"""What a user of the sandbox holds."""

from __future__ import annotations

import base64
import os
import random
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from codatsyncexpenses.errors import ConfigurationError
from codatsyncexpenses.sandbox import _checks as checks
from codatsyncexpenses.sandbox import _making as making
from codatsyncexpenses.sandbox import faults as _faults
from codatsyncexpenses.sandbox._client import in_environment, make_client
from codatsyncexpenses.sandbox._clock import SECOND, date
from codatsyncexpenses.sandbox._journal import Journal
from codatsyncexpenses.sandbox._limits import Limits
from codatsyncexpenses.sandbox._store import MEMORY, Store
from codatsyncexpenses.sandbox._timeline import Timeline
from codatsyncexpenses.sandbox._webhooks import Deliveries, Webhooks
from codatsyncexpenses.sandbox._world import World

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime
    from types import TracebackType

    from requests.adapters import BaseAdapter
    from typing_extensions import Self, Unpack

    from codatsyncexpenses import CodatSyncExpenses
    from codatsyncexpenses._calls.settings import Seams
    from codatsyncexpenses.models.shared import Security
    from codatsyncexpenses.sandbox._adapter import Adapter
    from codatsyncexpenses.sandbox._app import App
    from codatsyncexpenses.sandbox._attachments import Attachment
    from codatsyncexpenses.sandbox._fault import Fault
    from codatsyncexpenses.sandbox._server import Server
    from codatsyncexpenses.sandbox.companies import Company, Stage
    from codatsyncexpenses.sdk import ClientOptions

# The documentation prints this in place of a key. It is accepted, so that its examples run here as
# they stand.
_PLACEHOLDER = "Basic BASE_64_ENCODED(API_KEY)"


class Sandbox:
    """The API on this machine, with state that lasts as long as the object, or as its file.

    :param api_key: the key that is accepted
    :param port: the port on 127.0.0.1; 0 takes any free one
    :param sync_seconds: how long a sync runs, in seconds
    :param quota: requests a day; None is the API's own 1,000 x (1 + companies with connections)
    :param per_minute: requests a minute; None is no limit
    :param concurrency: requests at once for one company; None is no limit
    :param clock: "real", "manual" for one that only `advance` moves, or what counts seconds
    :param speed: how many seconds pass here in one second of the clock
    :param seed: what all ids and mixes follow from
    :param db: the file that keeps the state; None keeps it in memory
    :raises ConfigurationError: if an option cannot be used
    """

    faults = _faults
    """The faults for `next_replies`."""

    def __init__(
        self,
        *,
        api_key: str = "sandbox",
        port: int = 0,
        sync_seconds: float = 3.0,
        quota: int | None = None,
        per_minute: int | None = 1000,
        concurrency: int | None = 10,
        clock: Callable[[], float] | Literal["real", "manual"] = "real",
        speed: float = 1.0,
        seed: int = 0,
        db: str | os.PathLike[str] | None = None,
    ) -> None:
        self.authorization: str = "Basic " + base64.b64encode(api_key.encode()).decode()
        """The value of the Authorization header that carries the key."""
        self._api_key = api_key
        self._port = checks.port(port)
        self._lock = threading.RLock()
        self._world = World(
            Store(MEMORY if db is None else os.fspath(db)),
            source=_source(clock),
            speed=checks.speed(speed),
            seed=checks.count("seed", seed),
            sync_time=checks.duration("sync_seconds", sync_seconds),
        )
        limits = Limits(
            self._world,
            checks.limit("quota", quota, 0),
            checks.limit("per_minute", per_minute, 1),
            checks.limit("concurrency", concurrency, 1),
        )
        deliveries = Deliveries(self._world)
        self._limits = limits
        self._timeline = Timeline(self._world, limits, deliveries.deliver)
        self.requests: Journal = Journal()
        """The requests to the API and their answers, the oldest first."""
        self.webhooks: Webhooks = Webhooks(self._world, deliveries, self._listened_to)
        """Who is told of events, and how that went."""
        self._made_app: App | None = None
        self._made_adapter: Adapter | None = None
        self._server: Server | None = None

    def start(self) -> Self:
        """Serve from a background thread; raises OSError where the port is taken."""
        app = self._app
        from codatsyncexpenses.sandbox._server import Server

        with self._lock:
            if self._server is None:
                self._server = Server(app, self._port)
                self._timeline.start()
        return self

    def stop(self) -> None:
        """Stop serving; what is in memory is kept for the next start, and a file is closed."""
        with self._lock:
            if self._server is not None:
                self._server.stop()
                self._server = None
            self._timeline.stop()
            self._world.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    def __repr__(self) -> str:
        where = "not running" if self._server is None else self._server.url
        return f"<Sandbox: {where}>"

    @property
    def url(self) -> str:
        """The address of the running sandbox, without a slash at its end."""
        if self._server is None:
            raise RuntimeError("The sandbox does not run: use it in a with statement, or start it.")
        return self._server.url

    @property
    def headers(self) -> dict[str, str]:
        """The headers that every request needs."""
        return {"Authorization": self.authorization}

    @property
    def security(self) -> Security:
        """The credentials that the sandbox accepts, as a client takes them."""
        from codatsyncexpenses.models.shared import Security

        return Security(auth_header=self.authorization)

    def client(self, **options: Unpack[ClientOptions]) -> CodatSyncExpenses:
        """Make a client of the running sandbox; the options are those of `CodatSyncExpenses`.

        With a clock that is moved by hand, its pauses move that clock, and it never sleeps.
        """
        given: ClientOptions = {"security": self.security, "server_url": self.url, **options}
        return make_client(given, self._seams())

    def environment(self) -> AbstractContextManager[None]:
        """Lead code that makes its clients itself, and takes its settings from variables, here.

        While it lasts, CODAT_API_KEY and CODAT_SERVER_URL are the sandbox's, and with a clock that
        is moved by hand every client that is made takes its time from it.
        """
        return in_environment(self._api_key, self.url, self._seams())

    @property
    def adapter(self) -> BaseAdapter:
        """What a Session of requests is given to reach the sandbox without a socket."""
        app = self._app
        from codatsyncexpenses.sandbox._adapter import Adapter

        with self._lock:
            if self._made_adapter is None:
                by_hand = self._world.is_by_hand
                self._made_adapter = Adapter(app, self.advance if by_hand else lambda _: None)
        return self._made_adapter

    def in_process_client(self, **options: Unpack[ClientOptions]) -> CodatSyncExpenses:
        """Make a client that needs no socket, nor a sandbox that runs.

        The adapter is mounted in the Session that is given as `client`, or in a new one.
        """
        import requests

        from codatsyncexpenses.sandbox._adapter import URL

        session = options.get("client")
        if session is None:
            session = requests.Session()
            session.trust_env = False  # looking for proxies takes longer than all the rest
        session.mount(URL, self.adapter)
        given: ClientOptions = {"security": self.security, "server_url": URL, **options}
        given["client"] = session
        return make_client(given, self._seams())

    @property
    def now(self) -> datetime:
        """The date and time in UTC, by the sandbox's clock."""
        return date(self._world.clock.now())

    def advance(self, seconds: float) -> None:
        """Move the clock on; syncs end and webhooks are delivered, each at its own moment."""
        self._timeline.advance(seconds)

    def next_replies(
        self, *replies: Fault | int, operation: str | None = None, times: int = 1
    ) -> None:
        """Answer the next requests so, one each, in this order; a number is that status.

        :param operation: the name in the contract, such as "get-sync-by-id", of the operation whose
            requests are meant; None is all
        :param times: how often the replies are given, one after the other
        """
        self._app.script.add(*replies, operation=operation, times=times)

    def create_company(
        self, name: str = "A company", *, ending: int | Stage | None = None
    ) -> Company:
        """Make a company that is ready to sync: connected and configured, without a dataset.

        :param ending: the code that its syncs end with, or their last stage; None lets the data
            decide
        """
        with self._timeline.changing():
            return making.create_company(self._world, name, ending)

    def create_dataset(self, company_id: str, transactions: Sequence[object] | None = None) -> str:
        """Make a dataset and give its id.

        :param transactions: as the API takes them in `items`; None is one sample expense
        :raises RequestError: if the API would refuse them
        """
        with self._timeline.changing():
            return making.create_dataset(self._world, company_id, transactions)

    def add_syncs(self, company_id: str, count: int, *, days: float = 90) -> list[str]:
        """Give a company a history of syncs that have ended, and their ids, the newest first.

        :param days: over how many days they are spread, up to now
        """
        with self._timeline.changing():
            return making.add_syncs(self._world, company_id, count, days)

    def attachments(self, company_id: str) -> list[Attachment]:
        """Give the files that were attached to a company's transactions, the oldest first.

        :raises RequestError: if there is no such company
        """
        from codatsyncexpenses.sandbox import _attachments

        with self._timeline.changing():
            return _attachments.of_company(self._world, company_id)

    @property
    def _app(self) -> App:
        try:
            from codatsyncexpenses.sandbox._app import App
            from codatsyncexpenses.sandbox._pages import Pages
        except ModuleNotFoundError as error:
            message = 'The sandbox needs Werkzeug: install this package with its extra "sandbox"'
            raise ImportError(message) from error
        with self._lock:
            if self._made_app is None:
                self._made_app = App(
                    self._world,
                    self._timeline,
                    self._limits,
                    Pages(self._world, self._limits, self.requests, self.webhooks),
                    self.requests,
                    (self.authorization, _PLACEHOLDER),
                )
        return self._made_app

    def _seams(self) -> Seams | None:
        """Where a client takes its time from; None is the world as it is."""
        if not self._world.is_by_hand:
            return None
        from codatsyncexpenses._calls.settings import Seams

        return Seams(
            clock=lambda: self._world.clock.now() / SECOND,
            now=lambda: self.now,
            sleep=self.advance,
            # The same pauses in every run, so that the clock stands where it did.
            dice=random.Random(self._world.seed).random,  # noqa: S311 - pauses are no secret
        )

    def _listened_to(self) -> None:
        with self._lock:
            if self._server is not None:
                self._timeline.start()


def _source(clock: Callable[[], float] | str) -> Callable[[], float] | None:
    if callable(clock):
        return clock
    if clock not in ("real", "manual"):
        raise ConfigurationError(f'clock must be "real", "manual" or a callable, not {clock!r}')
    return time.monotonic if clock == "real" else None
