"""What a user of the sandbox holds."""

from __future__ import annotations

import base64
import threading
import time
from typing import TYPE_CHECKING, Any

from codatsyncexpenses.sandbox import companies
from codatsyncexpenses.sandbox._state import Clock

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from typing_extensions import Self

    from codatsyncexpenses import CodatSyncExpenses
    from codatsyncexpenses.models.shared import Security
    from codatsyncexpenses.sandbox._app import App
    from codatsyncexpenses.sandbox._server import Server

# The documentation prints this in place of a key. It is accepted, so that its examples run here as
# they stand.
_PLACEHOLDER = "Basic BASE_64_ENCODED(API_KEY)"


class Sandbox:
    """The API's five sync operations on 127.0.0.1, with state that lasts as long as the object.

    `port` 0 takes any free port. `sync_seconds` is how long a sync runs, in seconds; `clock` counts
    seconds, and every state and date follows it. `quota` is the number of requests a day; without
    it, it is the API's own 1,000 x (1 + companies with connections).
    """

    def __init__(
        self,
        *,
        api_key: str = "sandbox",
        port: int = 0,
        sync_seconds: float = 3.0,
        quota: int | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.authorization: str = "Basic " + base64.b64encode(api_key.encode()).decode()
        """The value of the Authorization header that carries the key."""
        self._port = port
        self._sync_seconds = sync_seconds
        self._quota = _daily_quota() if quota is None else quota
        self._clock = Clock(clock)
        if not sync_seconds >= 0:
            raise ValueError(f"sync_seconds must be 0 or more, not {sync_seconds!r}")
        self._lock = threading.Lock()
        self._app: App | None = None
        self._server: Server | None = None

    def start(self) -> Self:
        """Serve from a background thread; raises OSError where the port is taken."""
        try:
            from codatsyncexpenses.sandbox._app import App
            from codatsyncexpenses.sandbox._server import Server
        except ModuleNotFoundError as error:
            message = 'The sandbox needs Werkzeug: install this package with its extra "sandbox"'
            raise ImportError(message) from error
        with self._lock:
            if self._app is None:
                accepted = (self.authorization, _PLACEHOLDER)
                self._app = App(self._clock, accepted, self._sync_seconds, self._quota)
            if self._server is None:
                self._server = Server(self._app, self._port)
        return self

    def stop(self) -> None:
        """Stop serving; the syncs are kept for the next start."""
        with self._lock:
            if self._server is not None:
                self._server.stop()
                self._server = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """The address of the running sandbox, without a slash at its end."""
        if self._server is None:
            raise RuntimeError("The sandbox does not run: use it in a with statement, or start it.")
        return self._server.url

    @property
    def security(self) -> Security:
        """The credentials that the sandbox accepts, as a client takes them."""
        from codatsyncexpenses.models.shared import Security

        return Security(auth_header=self.authorization)

    def client(self, **options: Any) -> CodatSyncExpenses:
        """Make a client of the running sandbox; the options are those of `CodatSyncExpenses`."""
        from codatsyncexpenses import CodatSyncExpenses

        return CodatSyncExpenses(security=self.security, server_url=self.url, **options)


def _daily_quota() -> int:
    connected = [company for company in companies.ALL if company.ending is not None]
    return 1000 * (1 + len(connected))
