"""A client's loop with a scripted transport and a clock of its own: no socket and no pause."""

import io
import json
from datetime import datetime, timezone
from itertools import count
from typing import Any

import requests

from codatsyncexpenses import errors
from codatsyncexpenses._bases.security import Security
from codatsyncexpenses._calls.call import Calls
from codatsyncexpenses._calls.retries import Budget, Fault
from codatsyncexpenses._calls.settings import Options, Seams
from codatsyncexpenses._calls.wire import Lost, Outcome, Reply, Wire
from codatsyncexpenses._loops.blocking import Loop
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.models._about import RETRIED, RETRIES
from codatsyncexpenses.resources.sync import Sync
from codatsyncexpenses.sdkconfiguration import SDKConfiguration
from codatsyncexpenses.utils import BackoffStrategy, RetryConfig
from tests.support.ids import COMPANY_ID, SYNC_ID

KEY = "Basic c2VjcmV0"
GUID = "4f7f6a9e-0b4c-4f1e-9c6b-3f1f7a0f5d10"
ADDRESS = "https://api.example"
STATUS = {"syncId": SYNC_ID, "syncStatusCode": 2000}
BY_ID = operations.GetSyncByIDRequest(COMPANY_ID, SYNC_ID)
LIST = operations.ListSyncsRequest(COMPANY_ID)
INITIATE = operations.InitiateSyncRequest(COMPANY_ID, shared.InitiateSync(["d"]))
STARTED = {"syncId": SYNC_ID}


def reply(status: int, body: object = None, **headers: str) -> Reply:
    """Return a reply in JSON."""
    raw = requests.Response()
    raw.status_code = status
    data = json.dumps(body).encode()
    raw.raw = io.BytesIO(data)
    raw.headers["Content-Type"] = "application/json"
    raw.headers.update({name.replace("_", "-"): value for name, value in headers.items()})
    return Reply(status, raw.headers, data, raw)


def noon() -> datetime:
    """Return the same date and time each time."""
    return datetime(2024, 1, 1, 12, tzinfo=timezone.utc)


def lost(fault: Fault = Fault.UNKNOWN, text: str = "no complete response") -> Lost:
    """Return a failed attempt."""
    return Lost(fault, errors.APIConnectionError(text))


def outcome_id(value: object) -> str | None:
    """Return the id of an outcome in the name of a test."""
    if isinstance(value, Lost):
        return value.fault.name
    return str(value.status) if isinstance(value, Reply) else None


class ScriptedTransport:
    """A transport that returns the outcomes of a list, one after the other."""

    def __init__(self, *outcomes: Outcome) -> None:
        self.outcomes = list(outcomes)
        self.sent: list[Wire] = []
        self.closed = False

    def send(self, wire: Wire) -> Outcome:
        """Record the request, and return the next outcome."""
        self.sent.append(wire)
        return self.outcomes.pop(0)

    def renew(self) -> None:
        """Do nothing: there are no connections."""

    def close(self) -> None:
        """Record the call."""
        self.closed = True


class AsyncScriptedTransport:
    """The same script for the asynchronous loop."""

    def __init__(self, script: ScriptedTransport) -> None:
        self.script = script

    async def send(self, wire: Wire) -> Outcome:
        """Record the request, and return the next outcome."""
        return self.script.send(wire)

    async def close(self) -> None:
        """Record the call."""
        self.script.close()


class ManualTime:
    """Time that passes only in pauses, dice that always fall alike, and numbered keys."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.pauses: list[float] = []
        numbers = count(1)
        self.seams = Seams(
            clock=lambda: self.now,
            sleep=self._sleep,
            dice=lambda: 0.0,
            new_key=lambda: f"key-{next(numbers)}",
            now=noon,
        )

    def _sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds


class ScriptedClient:
    """A caller with a scripted transport and manual time, which tests can inspect."""

    def __init__(
        self,
        *outcomes: Outcome,
        security: Security = shared.Security(KEY),  # noqa: B008 - never changed
        retry_config: RetryConfig | None = None,
        seams: Seams | None = None,
        **options: Any,
    ) -> None:
        self.script = ScriptedTransport(*outcomes)
        self.world = ManualTime()
        self.configuration = SDKConfiguration(
            requests.Session(), server_url=ADDRESS, retry_config=retry_config
        )
        chosen = Options(RETRIES, RETRIED, seams=seams or self.world.seams, **options)
        self.loop = Loop(Calls(self.configuration, security, chosen), self.script)
        self.sync = Sync(self.loop)

    @property
    def keys(self) -> list[str | None]:
        """The idempotency key of each request."""
        return [wire.headers.get("Idempotency-Key") for wire in self.script.sent]


def policy(strategy: str = "backoff", **changes: Any) -> RetryConfig:
    """Return a retry policy with round numbers."""
    numbers = {
        "initial_interval": 1000,
        "max_interval": 8000,
        "exponent": 2,
        "max_elapsed_time": 60_000,
    }
    return RetryConfig(strategy, BackoffStrategy(**(numbers | changes)), True)


def tokens(budget: Budget) -> float:
    """Return how many retries a budget can pay for now."""
    budget.take()
    budget.put(1)
    return max(0.0, budget.level)
