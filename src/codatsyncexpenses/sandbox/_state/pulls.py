"""The course of a read of accounting data: how it starts, where it stands, and how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codatsyncexpenses.sandbox import _books as books
from codatsyncexpenses.sandbox import _records as records
from codatsyncexpenses.sandbox._accounting import DATA_TYPES
from codatsyncexpenses.sandbox._clock import SECOND, written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from codatsyncexpenses.sandbox._world import World

_TIME = 3 * SECOND
_BEFORE_THE_END = ("Queued", "Fetching", "Mapping")


def start(
    world: World, connection: records.Connection, data_type: str, moment: int | None = None
) -> records.Pull:
    """Read a data type from now on, or from a moment."""
    since = world.clock.now() if moment is None else moment
    pull = records.Pull(
        id=world.ids.uuid(),
        company_id=connection.company_id,
        at=since,
        due=since + _TIME,
        ends=since + _TIME,
        connection_id=connection.id,
        data_type=data_type,
    )
    world.pulls.put(pull)
    return pull


def start_all(world: World, connection: records.Connection) -> list[records.Pull]:
    """Read all data types from now on, but those that are being read."""
    busy = running(world, connection.company_id)
    return [start(world, connection, each) for each in DATA_TYPES if each not in busy]


def running(world: World, company_id: str) -> set[str]:
    """Tell which data types of a company are being read."""
    return {pull.data_type for pull in world.pulls.of(company_id) if pull.ending is None}


def settle(world: World, moment: int) -> None:
    """End the reads whose time has come by a moment."""
    while (pull := world.pulls.due(moment)) is not None:
        _end(world, pull)


def status(pull: records.Pull, now: int) -> str:
    """Tell where a read stands; a third of the time goes to each status."""
    return pull.ending or _BEFORE_THE_END[min(2, 3 * max(0, now - pull.at) // _TIME)]


def told(pull: records.Pull, now: int) -> dict[str, object]:
    """Tell of a read in the API's words."""
    found: dict[str, object] = {
        "id": pull.id,
        "companyId": pull.company_id,
        "connectionId": pull.connection_id,
        "dataType": pull.data_type,
        "status": status(pull, now),
        "statusDescription": None,
        "errorMessage": pull.error,
        "requested": written(pull.at),
        "progress": _progress(pull, now),
        "isCompleted": pull.ending == "Complete",
        "isErrored": pull.error is not None,
    }
    if pull.ending is not None:
        found["completed"] = written(pull.ends)
    return found


def statuses(pulls: Iterable[records.Pull], now: int) -> dict[str, object]:
    """Tell of every data type how its reads stand, in the API's words; the newest come first."""
    found = {name: dict[str, object](dataType=name, currentStatus="Initial") for name in DATA_TYPES}
    for pull in pulls:
        data = found[pull.data_type]
        if "latestSyncId" not in data:
            data["latestSyncId"] = pull.id
            data["currentStatus"] = status(pull, now)
        if "latestSuccessfulSyncId" not in data and pull.ending == "Complete":
            data["latestSuccessfulSyncId"] = pull.id
            data["lastSuccessfulSync"] = written(pull.ends)
    return dict(found)


def _progress(pull: records.Pull, now: int) -> int:
    """How much of a read has passed, in percent."""
    if pull.ending is not None:
        return 100
    return min(99, max(0, 100 * (now - pull.at) // _TIME))


def _end(world: World, pull: records.Pull) -> None:
    company = world.company(pull.company_id)
    connection = world.connections.get(pull.connection_id)
    is_new, pull.due, pull.ending = False, None, "Complete"
    if connection is None or connection.status != "Linked":
        pull.ending, pull.error = "AuthError", "The connection is not linked any more."
    else:
        is_new = books.read(world, company, pull.data_type, pull.ends)
    world.pulls.put(pull)
    summary = {
        "connectionId": pull.connection_id,
        "dataType": pull.data_type,
        "recordsModified": is_new,
        "status": pull.ending,
        "issues": [] if pull.error is None else [{"type": pull.ending, "message": pull.error}],
    }
    world.announce("read.completed", company, pull.ends, dataTypes=[summary])
