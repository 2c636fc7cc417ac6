"""The control of a sandbox: the operations that move its clock, fill it and read it.

Each operation is a method here. `Sandbox` calls it, and so does a request to its path, whose JSON
object holds the arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from codatsyncexpenses._display.repr import AllFieldsRepr
from codatsyncexpenses.sandbox import companies
from codatsyncexpenses.sandbox._api import seeding, shipped
from codatsyncexpenses.sandbox._state import checks, syncs
from codatsyncexpenses.sandbox._state.clock import date
from codatsyncexpenses.sandbox._wire.faults import Fault
from codatsyncexpenses.sandbox._wire.journal import Recorded
from codatsyncexpenses.sandbox._wire.webhooks import Delivery, Endpoint, check_endpoints

if TYPE_CHECKING:
    from codatsyncexpenses.sandbox._state.limits import Limits
    from codatsyncexpenses.sandbox._state.timeline import Timeline
    from codatsyncexpenses.sandbox._state.world import World
    from codatsyncexpenses.sandbox._wire.faults import Script
    from codatsyncexpenses.sandbox._wire.journal import Journal
    from codatsyncexpenses.sandbox._wire.webhooks import Webhooks


@dataclass(frozen=True, repr=False)
class ClockState(AllFieldsRepr):
    """The clock of a sandbox."""

    now: datetime
    speed: float
    """How many seconds pass here in one second."""
    manual: bool
    """Whether it stands still until it is moved."""


@dataclass(frozen=True, repr=False)
class LimitsState(AllFieldsRepr):
    """The rate limits of a sandbox; None is no limit."""

    quota: int
    """Requests a day."""
    remaining: int
    per_minute: int | None
    concurrency: int | None
    """Requests at once for one company."""


@dataclass(frozen=True, repr=False)
class RequestsPage(AllFieldsRepr):
    """Requests of the journal."""

    requests: list[Recorded]
    last: int
    """The number of the last of them, to go on after it."""


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


@dataclass(frozen=True, repr=False)
class Accepted(AllFieldsRepr):
    """The expenses of a company that calls of `expenses.create` have sent."""

    expenses: dict[str, int]
    """How many of these calls accepted an expense, by its id."""
    duplicate_syncs: int
    """The syncs that ended with 5080, the protection against duplicates."""


class Route(NamedTuple):
    """A path of the control, and the method of `Control` that it reaches."""

    method: str
    path: str
    """The path after ``/_sandbox/``, with its arguments in braces."""
    operation: str
    key: str | None = None
    """The name of the result within the response; None if the result is an object itself."""
    whole: str | None = None
    """The argument that is the whole body; None if the body is an object of arguments."""

    @property
    def has_query(self) -> bool:
        """Whether the query holds the arguments, and not the body."""
        return self.method in ("GET", "DELETE")


ROUTES = (
    Route("GET", "clock", "clock"),
    Route("POST", "clock/advance", "advance"),
    Route("PUT", "clock", "set_speed"),
    Route("POST", "replies", "add_replies"),
    Route("DELETE", "replies", "clear_replies"),
    Route("POST", "companies", "create_company"),
    Route("PUT", "companies/{company_id}/products", "set_products"),
    Route("POST", "companies/{company_id}/connections", "create_connection", "id"),
    Route("PUT", "companies/{company_id}/connections/{connection_id}", "set_connection"),
    Route("POST", "companies/{company_id}/datasets", "create_dataset", "id"),
    Route("POST", "companies/{company_id}/syncs", "add_syncs", "ids"),
    Route("POST", "companies/{company_id}/syncs/start", "start_sync", "id"),
    Route("GET", "companies/{company_id}/attachments", "attachments", "attachments"),
    Route("GET", "companies/{company_id}/accepted", "accepted"),
    Route("GET", "requests", "requests"),
    Route("DELETE", "requests", "clear_requests"),
    Route("GET", "webhooks/endpoints", "endpoints", "endpoints"),
    Route("POST", "webhooks/endpoints", "add_endpoint"),
    Route("DELETE", "webhooks/endpoints", "remove_endpoint"),
    Route("GET", "webhooks/deliveries", "deliveries", "deliveries"),
    Route("POST", "webhooks/deliveries/{message_id}/resend", "resend"),
    Route("GET", "limits", "limits"),
    Route("PUT", "limits", "set_limits"),
    Route("GET", "snapshot", "snapshot"),
    Route("PUT", "snapshot", "restore", whole="state"),
    Route("POST", "reset", "reset"),
)


class Control:
    """The operations of a sandbox, which its methods and its HTTP control share."""

    def __init__(
        self,
        world: World,
        timeline: Timeline,
        limits: Limits,
        journal: Journal,
        webhooks: Webhooks,
        script: Script,
        base: Callable[[], str],
        listen: Callable[[], object],
    ) -> None:
        self._world, self._timeline, self._limits = world, timeline, limits
        self._journal, self._webhooks, self._script = journal, webhooks, script
        self._base, self._listen = base, listen

    def clock(self) -> ClockState:
        """Return the clock."""
        world = self._world
        return ClockState(date(world.clock.now()), world.clock.speed, world.is_manual)

    def advance(self, seconds: float) -> ClockState:
        """Move the clock forward; syncs end and webhooks are delivered at their own moments."""
        self._timeline.advance(seconds)
        return self.clock()

    def set_speed(self, speed: float) -> ClockState:
        """Let the clock run at another speed."""
        with self._timeline.changing():
            self._world.clock.set_speed(checks.speed(speed))
        return self.clock()

    def add_replies(
        self,
        replies: Sequence[Fault | int],
        operation: str | None = None,
        company_id: str | None = None,
        times: int = 1,
        probability: float = 1.0,
        seed: int = 0,
    ) -> None:
        """Answer the next requests with these replies, one each, in this order."""
        self._script.add(
            *replies,
            operation=operation,
            company_id=company_id,
            times=times,
            probability=probability,
            seed=seed,
        )

    def clear_replies(self) -> None:
        """Forget the replies that no request has taken."""
        self._script.clear()

    def create_company(
        self, name: str = "A company", ending: int | companies.Stage | None = None
    ) -> companies.Company:
        """Create a company that is ready to sync."""
        with self._timeline.changing():
            return seeding.create_company(self._world, name, ending, self._base())

    def set_products(self, company_id: str, products: Sequence[str]) -> None:
        """Set the products of a company; webhooks announce the changes."""
        with self._timeline.changing():
            seeding.set_products(self._world, company_id, products)

    def create_connection(self, company_id: str, platform: str, status: str = "Linked") -> str:
        """Add a connection to a company, and return its id."""
        with self._timeline.changing():
            return seeding.create_connection(
                self._world, company_id, platform, status, self._base()
            )

    def set_connection(self, company_id: str, connection_id: str, status: str) -> None:
        """Set the status of a connection."""
        with self._timeline.changing():
            seeding.set_connection(self._world, company_id, connection_id, status, self._base())

    def create_dataset(self, company_id: str, transactions: Sequence[object] | None = None) -> str:
        """Create a dataset, and return its id."""
        with self._timeline.changing():
            return seeding.create_dataset(self._world, company_id, transactions)

    def add_syncs(self, company_id: str, count: int, days: float = 90) -> list[str]:
        """Add ended syncs to a company, and return their ids, the newest first."""
        with self._timeline.changing():
            return seeding.add_syncs(self._world, company_id, count, days)

    def start_sync(self, company_id: str) -> str:
        """Start a sync of one sample expense, and return its id."""
        with self._timeline.changing():
            return seeding.start_sync(self._world, company_id)

    def attachments(self, company_id: str) -> list[Attachment]:
        """Return the files attached to a company's transactions, the oldest first."""
        names = Attachment.__dataclass_fields__
        with self._timeline.changing():
            company = seeding.find_company(self._world, company_id)
            found = self._world.attachments.of(company.id)
            return [Attachment(**{name: getattr(each, name) for name in names}) for each in found]

    def accepted(self, company_id: str) -> Accepted:
        """Return how often each expense was accepted, and how many syncs 5080 ended."""
        with self._timeline.changing():
            company = seeding.find_company(self._world, company_id)
            return Accepted(*syncs.accepted(self._world, company))

    def requests(self, after: int = 0, most: int = 1000) -> RequestsPage:
        """Return recorded requests, the oldest first.

        :param after: the number of the last request that is known already
        :param most: the most requests to return
        """
        found = self._journal.after(checks.count("after", after), checks.count("most", most, 1))
        return RequestsPage(*found)

    def clear_requests(self) -> None:
        """Clear the journal."""
        self._journal.clear()

    def endpoints(self) -> list[Endpoint]:
        """Return the endpoints of webhooks, disabled ones included."""
        return self._webhooks.endpoints

    def add_endpoint(self, url: str, secret: str | None = None) -> Endpoint:
        """Deliver webhooks to an address from now on."""
        return self._webhooks.add(url, secret=secret)

    def remove_endpoint(self, url: str) -> None:
        """Deliver no more webhooks to an address."""
        self._webhooks.remove(url)

    def deliveries(self) -> list[Delivery]:
        """Return the last 10,000 attempts, oldest first."""
        return self._webhooks.deliveries

    def resend(self, message_id: str) -> None:
        """Send a message once more, to each endpoint that it went to."""
        self._webhooks.resend(message_id)

    def limits(self) -> LimitsState:
        """Return the rate limits."""
        with self._timeline.changing():
            day, limits = self._limits.day(), self._limits
            left = day.limit - day.used
            return LimitsState(day.limit, left, limits.per_minute, limits.concurrency)

    def set_limits(
        self,
        quota: int | None = None,
        per_minute: int | None = 1000,
        concurrency: int | None = 10,
    ) -> LimitsState:
        """Set the rate limits, and begin a new day of requests."""
        with self._timeline.changing():
            self._limits.set(quota, per_minute, concurrency)
        return self.limits()

    def snapshot(self) -> dict[str, Any]:
        """Return the state: companies, syncs, webhooks to be delivered, the clock."""
        with self._timeline.changing():
            return self._world.snapshot()

    def restore(self, state: Mapping[str, Any] | str) -> None:
        """Return to a snapshot, whose clock comes with it, or to a shipped state, by its name."""
        with self._timeline.restoring():
            if isinstance(state, str):
                shipped.restore(self._world, state)
            else:
                self._world.load(state)
                check_endpoints(self._world)
                self._world.rewind()
        self._listen()

    def reset(self) -> None:
        """Return to the state of a new sandbox, and clear the journal and the replies."""
        with self._timeline.restoring():
            self._world.reset()
            self._world.clock.set_speed(self._world.speed)
            seeding.fill(self._world)
            self._limits.reset()
        self.clear_replies()
        self.clear_requests()
        self._webhooks.forget()
