"""A call of an operation, and its result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from codatsyncexpenses.sandbox._api.request_bodies import Body, M
from codatsyncexpenses.sandbox._state import records
from codatsyncexpenses.sandbox._state.world import RefusedError, World


@dataclass(frozen=True)
class Upload:
    """An uploaded file, without its content."""

    file_name: str
    content_type: str
    size: int
    sha256: str
    problem: str = ""
    """The reason if the request has no usable file."""

    @property
    def identity(self) -> bytes:
        """Bytes that differ for different files; the boundary of the form is not included."""
        facts = (self.file_name, self.content_type, str(self.size), self.sha256, self.problem)
        return "\n".join(facts).encode()


@dataclass(frozen=True)
class Result:
    """A response, without the headers that all responses share."""

    status: int
    body: object = None
    """The value to send as JSON; None means no body."""


@dataclass(frozen=True)
class Call:
    """A request for an operation."""

    world: World
    base: str
    """The sandbox's address as the caller knows it, without a trailing slash."""
    method: str
    path: str
    ids: Mapping[str, str]
    """The ids in the path."""
    query: Mapping[str, str]
    content: bytes
    is_json: bool
    """Whether the Content-Type of the content is JSON."""
    upload: Upload | None = None
    """The uploaded file, if there is one instead of content."""
    found: records.Company | None = None
    """The company in the path, if an earlier check has read it."""

    @property
    def company(self) -> records.Company:
        """The company in the path."""
        return self.found or self.world.company(self.ids["company_id"])

    @property
    def connection(self) -> records.Connection:
        """The connection in the path."""
        found = self.world.connections.get(self.ids["connection_id"].lower())
        if found is None or found.company_id != self.company.id:
            raise RefusedError(404, "The company has no such connection.", "ClientsApi")
        return found

    @property
    def sync(self) -> records.Sync:
        """The sync in the path."""
        found = self.world.syncs.get(self.ids["sync_id"].lower())
        if found is None or found.company_id != self.company.id:
            raise RefusedError(404, "The company has no such sync.")
        return found

    @property
    def transaction(self) -> records.Transaction:
        """The transaction of a sync in the path."""
        wanted = self.ids["transaction_id"].lower()
        for each in self.sync.transactions:
            if each.id == wanted:
                return each
        raise RefusedError(404, "The sync has no such transaction.")

    @property
    def accounting(self) -> records.Connection:
        """The connection in the path, which must be linked and to accounting software."""
        found = self.connection
        if found.platform == records.EXPENSES:
            raise RefusedError(400, "This connection is not to accounting software.")
        if found.status != "Linked":
            raise RefusedError(400, f"The connection is {found.status}, and must be Linked.")
        return found

    def read(self, body: Body[M]) -> M:
        """Read the content as a body."""
        return body.read(self.content, is_json=self.is_json)


Operation = Callable[[Call], Result]


def check_access(company: records.Company) -> None:
    """Check that requests for a company are admitted.

    :raises RefusedError: if its account has expired, or the key has no rights to it
    """
    if company.refusal == 402:
        raise RefusedError(402, "The account of this company has expired.", "ClientsApi")
    if company.refusal is not None:
        raise RefusedError(403, "The API key has no rights to this company.", "ClientsApi")
