"""The class `Sandbox`."""

from __future__ import annotations

import base64
import os
import random
import threading
import time
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Literal

import codatsyncexpenses
from codatsyncexpenses import models
from codatsyncexpenses._display.repr import AllFieldsRepr, guarded
from codatsyncexpenses._lazy import LateModule
from codatsyncexpenses._schema.hints import Self, Unpack
from codatsyncexpenses.errors import ConfigurationError
from codatsyncexpenses.sandbox import companies
from codatsyncexpenses.sandbox import faults as _faults
from codatsyncexpenses.sandbox._api import seeding
from codatsyncexpenses.sandbox._client import in_environment, time_of
from codatsyncexpenses.sandbox._state import checks
from codatsyncexpenses.sandbox._state.clock import SECOND, date
from codatsyncexpenses.sandbox._state.limits import Limits
from codatsyncexpenses.sandbox._state.store import MEMORY, Store
from codatsyncexpenses.sandbox._state.timeline import Timeline
from codatsyncexpenses.sandbox._state.world import World
from codatsyncexpenses.sandbox._wire.journal import Journal
from codatsyncexpenses.sandbox._wire.webhooks import Deliveries, Webhooks

if TYPE_CHECKING:
    from requests import adapters

    from codatsyncexpenses import async_sdk, sdk
    from codatsyncexpenses._calls.settings import Seams
    from codatsyncexpenses.sandbox._wire import faults as catalogue
    from codatsyncexpenses.sandbox._wire.adapter import Adapter
    from codatsyncexpenses.sandbox._wire.app import App
    from codatsyncexpenses.sandbox._wire.server import Server
else:
    adapters = LateModule("requests.adapters")
    catalogue = LateModule("codatsyncexpenses.sandbox._wire.faults")
    async_sdk = LateModule("codatsyncexpenses.async_sdk")
    sdk = LateModule("codatsyncexpenses.sdk")

# The documentation's placeholder, which is accepted so that its examples run unchanged.
_PLACEHOLDER = "Basic BASE_64_ENCODED(API_KEY)"
_INSTALL = 'The sandbox needs {}: pip install "codatsyncexpenses[sandbox]"'


@dataclass(frozen=True, repr=False)
class Attachment(AllFieldsRepr):
    """A file attached to a transaction, without its content."""

    id: str
    transaction_id: str
    sync_id: str
    file_name: str
    content_type: str
    size: int
    """The size in bytes."""
    sha256: str
    """The hash of the content, in hexadecimal digits."""


class Sandbox:
    """The API on this machine; its state lasts as long as this object or its file.

    :param api_key: the API key to accept
    :param port: the port on 127.0.0.1; 0 is any free one
    :param sync_seconds: how long a sync runs, in seconds
    :param quota: requests a day; None is the API's own 1,000 x (1 + companies with connections)
    :param per_minute: requests a minute; None is no limit
    :param concurrency: simultaneous requests for one company; None is no limit
    :param clock: "real", "manual" for a clock that only `advance` moves, or a function that returns
        seconds
    :param speed: how many seconds pass here in one second of the clock
    :param seed: the seed of all ids and random choices
    :param db: the file for the state, which only its owner can read; None keeps it in memory
    :param one_time_links: whether a link of a company or connection works only once, within a day
    :param allowed_hosts: names to answer to besides ``localhost`` and the loopback addresses
    :raises ConfigurationError: if an option is invalid
    """

    faults = _faults
    """The faults to pass to `next_replies`."""

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
        one_time_links: bool = False,
        allowed_hosts: Collection[str] = (),
    ) -> None:
        self.authorization: str = "Basic " + base64.b64encode(api_key.encode()).decode()
        """The value of the Authorization header that carries the key."""
        self._api_key = api_key
        self._port = checks.within("port", port, 0, 65535)
        self._allowed_hosts = checks.hosts("allowed_hosts", allowed_hosts)
        self._lock = threading.RLock()
        self._world = World(
            Store(MEMORY if db is None else checks.file("db", db)),
            source=_source(clock),
            speed=checks.speed(speed),
            seed=checks.count("seed", seed),
            sync_time=checks.duration("sync_seconds", sync_seconds),
            one_time_links=one_time_links,
        )
        seeding.seed(self._world)
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
        """The requests to the API and their responses, oldest first."""
        self.webhooks: Webhooks = Webhooks(self._world, deliveries, self._endpoint_added)
        """The endpoints of webhooks and the deliveries to them."""
        self._made_app: App | None = None
        self._made_adapter: Adapter | None = None
        self._server: Server | None = None

    def start(self) -> Self:
        """Serve from a background thread; raises OSError if the port is taken."""
        app = self._app
        try:
            from codatsyncexpenses.sandbox._wire.server import Server
        except ModuleNotFoundError as error:
            raise ImportError(_INSTALL.format("h11")) from error

        with self._lock:
            if self._server is None:
                self._server = Server(app, self._port, self._allowed_hosts)
                self._timeline.start()
        return self

    def stop(self) -> None:
        """Stop serving and close the file; state in memory is kept for the next start."""
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

    @guarded
    def __repr__(self) -> str:
        where = "not running" if self._server is None else self._server.url
        return f"<Sandbox: {where}>"

    @property
    def url(self) -> str:
        """The address of the running sandbox, without a trailing slash."""
        if self._server is None:
            raise RuntimeError(
                "The sandbox is not running: use it in a with statement, or call start()."
            )
        return self._server.url

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
    def adapter(self) -> adapters.BaseAdapter:
        """An adapter for `requests.Session.mount`, which reaches the sandbox without a socket."""
        app = self._app
        from codatsyncexpenses.sandbox._wire.adapter import Adapter

        with self._lock:
            if self._made_adapter is None:
                manual = self._world.is_manual
                self._made_adapter = Adapter(app, self.advance if manual else lambda _: None)
        return self._made_adapter

    def in_process_client(
        self, **options: Unpack[sdk.ClientOptions]
    ) -> codatsyncexpenses.CodatSyncExpenses:
        """Return a client that uses no socket; the sandbox need not be running.

        The adapter is mounted on the Session given as `client`, or on a new one.
        """
        import requests

        from codatsyncexpenses.sandbox._wire.adapter import URL

        session = options.get("client")
        if session is None:
            session = requests.Session()
            session.trust_env = False  # looking for proxies takes longer than the rest of a call
        session.mount(URL, self.adapter)
        given: sdk.ClientOptions = {"security": self.security, "server_url": URL, **options}
        given["allow_insecure_http"] = True  # nothing leaves the process
        given["client"] = session
        with time_of(self._seams(), given["server_url"]):
            return codatsyncexpenses.CodatSyncExpenses(**given)

    @property
    def now(self) -> datetime:
        """The date and time in UTC, by the sandbox's clock."""
        return date(self._world.clock.now())

    def advance(self, seconds: float) -> None:
        """Move the clock forward; meanwhile, syncs end and webhooks are delivered on time."""
        self._timeline.advance(seconds)

    def next_replies(
        self, *replies: catalogue.Fault | int, operation: str | None = None, times: int = 1
    ) -> None:
        """Answer the next requests with these replies, one each, in order.

        :param replies: faults, or statuses
        :param operation: the operation to reply to, by its name in the contract, such as
            "get-sync-by-id"; None is any
        :param times: how many times to repeat the replies
        """
        self._app.script.add(*replies, operation=operation, times=times)

    def create_company(
        self, name: str = "A company", *, ending: int | companies.Stage | None = None
    ) -> companies.Company:
        """Create a company that is ready to sync: connected and configured, without a dataset.

        :param ending: the code or the stage that its syncs end with; None lets the data decide
        """
        with self._timeline.changing():
            return seeding.create_company(self._world, name, ending, self._base)

    def set_products(self, company_id: str, *products: str) -> None:
        """Set the products of a company, as the Portal does; webhooks announce the changes.

        :raises RequestError: if there is no such company
        """
        with self._timeline.changing():
            seeding.set_products(self._world, company_id, products)

    def create_dataset(self, company_id: str, transactions: Sequence[object] | None = None) -> str:
        """Create a dataset, and return its id.

        :param transactions: the `items` of the API; None is one sample expense
        :raises RequestError: if the API would refuse them
        """
        with self._timeline.changing():
            return seeding.create_dataset(self._world, company_id, transactions)

    def add_syncs(self, company_id: str, count: int, *, days: float = 90) -> list[str]:
        """Add ended syncs to a company, and return their ids, newest first.

        :param days: the number of days up to now over which the syncs are spread
        """
        with self._timeline.changing():
            return seeding.add_syncs(self._world, company_id, count, days)

    def attachments(self, company_id: str) -> list[Attachment]:
        """Return the files attached to a company's transactions, oldest first.

        :raises RequestError: if there is no such company
        """
        with self._timeline.changing():
            company = seeding.find_company(self._world, company_id)
            return [
                Attachment(
                    id=each.id,
                    transaction_id=each.transaction_id,
                    sync_id=each.sync_id,
                    file_name=each.file_name,
                    content_type=each.content_type,
                    size=each.size,
                    sha256=each.sha256,
                )
                for each in self._world.attachments.of(company.id)
            ]

    @property
    def _base(self) -> str:
        """The address of links in objects that are created without a request."""
        if self._server is not None:
            return self._server.url
        from codatsyncexpenses.sandbox._wire.adapter import URL

        return URL

    @property
    def _app(self) -> App:
        try:
            from codatsyncexpenses.sandbox._wire.app import App
            from codatsyncexpenses.sandbox._wire.pages import Pages
        except ModuleNotFoundError as error:
            raise ImportError(_INSTALL.format("Werkzeug")) from error
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
        """Return a client's source of time; None is real time."""
        if not self._world.is_manual:
            return None
        from codatsyncexpenses._calls.settings import Seams

        return Seams(
            clock=lambda: self._world.clock.now() / SECOND,
            now=lambda: self.now,
            sleep=self.advance,
            # The same pauses, and so the same times, in every run.
            dice=random.Random(self._world.seed).random,  # noqa: S311 - pauses are no secret
        )

    def _endpoint_added(self) -> None:
        with self._lock:
            if self._server is not None:
                self._timeline.start()


def _source(clock: Callable[[], float] | str) -> Callable[[], float] | None:
    if callable(clock):
        return clock
    if clock not in ("real", "manual"):
        raise ConfigurationError(f'clock must be "real", "manual" or a callable, not {clock!r}')
    return time.monotonic if clock == "real" else None
