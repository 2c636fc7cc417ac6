"""A request of an operation, and what is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codatsyncexpenses.sandbox import _inputs as inputs
from codatsyncexpenses.sandbox import _records as records
from codatsyncexpenses.sandbox._world import RefusedError, World

if TYPE_CHECKING:
    from msgspec.json import Decoder

    from codatsyncexpenses.sandbox._uploads import Upload


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
    upload: Upload | None = None
    """The file that came, in place of a content."""

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
        """The connection in the path, which must be a linked one to the accounting software."""
        found = self.connection
        if found.platform == records.EXPENSES:
            raise RefusedError(400, "This connection is none to an accounting software.")
        if found.status != "Linked":
            raise RefusedError(400, f"The connection is {found.status}, and must be Linked.")
        return found

    def body(self, type_: type[inputs.T]) -> inputs.T:
        """Read the content, which is an object."""
        return inputs.read(self.content, type_, is_json=self.is_json)

    def items(self, decoder: Decoder[inputs.T]) -> inputs.T:
        """Read the content, which is a list."""
        return inputs.read_by(self.content, decoder, is_json=self.is_json)


Operation = Callable[[Call], Answer]
