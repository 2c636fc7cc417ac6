"""The class `Sandbox`."""

from __future__ import annotations

import base64
import os
import random
import threading
import time
from collections.abc import Callable, Collection
from types import TracebackType
from typing import TYPE_CHECKING, Literal

import codatsyncexpenses
from codatsyncexpenses._display.repr import guarded
from codatsyncexpenses._lazy import LateModule
from codatsyncexpenses._schema.hints import Self, Unpack
from codatsyncexpenses.errors import ConfigurationError
from codatsyncexpenses.sandbox._api import seeding
from codatsyncexpenses.sandbox._client import time_of
from codatsyncexpenses.sandbox._face import Steered
from codatsyncexpenses.sandbox._remote import RemoteSandbox
from codatsyncexpenses.sandbox._state import checks
from codatsyncexpenses.sandbox._state.clock import SECOND
from codatsyncexpenses.sandbox._state.limits import Limits
from codatsyncexpenses.sandbox._state.store import MEMORY, Store
from codatsyncexpenses.sandbox._state.timeline import Timeline
from codatsyncexpenses.sandbox._state.world import World
from codatsyncexpenses.sandbox._wire.control import Control
from codatsyncexpenses.sandbox._wire.faults import Script
from codatsyncexpenses.sandbox._wire.journal import Journal
from codatsyncexpenses.sandbox._wire.webhooks import Deliveries, Webhooks

if TYPE_CHECKING:
    from requests import adapters

    from codatsyncexpenses import sdk
    from codatsyncexpenses._calls.settings import Seams
    from codatsyncexpenses.sandbox._wire.adapter import Adapter
    from codatsyncexpenses.sandbox._wire.app import App
    from codatsyncexpenses.sandbox._wire.server import Server
else:
    adapters = LateModule("requests.adapters")
    sdk = LateModule("codatsyncexpenses.sdk")

# The documentation's placeholder, which is accepted so that its examples run unchanged.
_PLACEHOLDER = "Basic BASE_64_ENCODED(API_KEY)"
_INSTALL = 'The sandbox needs {}: pip install "codatsyncexpenses[sandbox]"'


class Sandbox(Steered):
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
    :param host: the address to serve on; one that other machines reach, such as "0.0.0.0", is for
        containers
    :param control: whether requests below ``/_sandbox/`` steer the sandbox
    :param control_token: the token with which other machines may steer it; without one, none may
    :raises ConfigurationError: if an option is invalid
    """

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
        host: str = "127.0.0.1",
        control: bool = True,
        control_token: str | None = None,
    ) -> None:
        self.authorization: str = "Basic " + base64.b64encode(api_key.encode()).decode()
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
        self._limits, self._host = limits, checks.host("host", host)
        self._timeline = Timeline(self._world, limits, deliveries.deliver)
        self.requests: Journal = Journal()
        """The requests to the API and their responses, oldest first."""
        self.webhooks: Webhooks = Webhooks(self._world, deliveries, self._endpoint_added)
        """The endpoints of webhooks and the deliveries to them."""
        self._script = Script(_operations)
        self._control = Control(
            self._world,
            self._timeline,
            limits,
            self.requests,
            self.webhooks,
            self._script,
            lambda: self._base,
            self._endpoint_added,
        )
        self._steers = control
        self._control_token = checks.token("control_token", control_token)
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
                self._server = Server(app, self._host, self._port, self._allowed_hosts)
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

    @classmethod
    def connect(
        cls, url: str, *, api_key: str = "sandbox", control_token: str | None = None
    ) -> RemoteSandbox:
        """Return the sandbox that another process serves at an address.

        It has the methods of this class, but for those that need the same process: `start`,
        `adapter`, `in_process_client`, and functions in place of the addresses of webhooks.

        :raises ConfigurationError: if there is none, or it may not be steered from here
        """
        return RemoteSandbox(url, api_key, control_token)

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
            from codatsyncexpenses.sandbox._wire.steering import Steering
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
                    self._script,
                    Steering(self._control if self._steers else None, self._control_token),
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


def _operations() -> Collection[str]:
    try:
        from codatsyncexpenses.sandbox._api.routes import OPERATIONS
    except ModuleNotFoundError as error:
        raise ImportError(_INSTALL.format("Werkzeug")) from error
    return OPERATIONS


def _source(clock: Callable[[], float] | str) -> Callable[[], float] | None:
    if callable(clock):
        return clock
    if clock not in ("real", "manual"):
        raise ConfigurationError(f'clock must be "real", "manual" or a callable, not {clock!r}')
    return time.monotonic if clock == "real" else None
