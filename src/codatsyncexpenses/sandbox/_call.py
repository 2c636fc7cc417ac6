"""A request of an operation, and what is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from codatsyncexpenses.sandbox import _inputs as inputs
from codatsyncexpenses.sandbox import _records as records
from codatsyncexpenses.sandbox._world import RefusedError, World


@dataclass(frozen=True)
class Answer:
    """What is answered to a request, apart from the headers that every answer has."""

    status: int
    body: object = None
    """What is written as JSON; None is no body."""


@dataclass(frozen=True)
class Call:
    """A request of an operation."""

    world: World
    base: str
    """The address of the sandbox as the caller knows it, without a slash at its end."""
    method: str
    path: str
    ids: Mapping[str, str]
    """The ids in the path."""
    query: Mapping[str, str]
    content: bytes
    is_json: bool
    """Whether the content is said to be JSON."""

    @property
    def company(self) -> records.Company:
        """The company in the path."""
        return self.world.company(self.ids["company_id"])

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

    def body(self, type_: type[inputs.T]) -> inputs.T:
        """Read the content."""
        return inputs.read(self.content, type_, is_json=self.is_json)


Operation = Callable[[Call], Answer]
