"""A company's books: its records in the accounting software, and reads and writes of them.

Records that every company has are constants. A written record is stored twice: as the accounting
software has it, and as of the last read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codatsyncexpenses.sandbox._state import records
from codatsyncexpenses.sandbox._state.accounting import (
    DATA_TYPES,
    RECORDS,
    REQUIRED,
    SCHEDULED,
    Fields,
)
from codatsyncexpenses.sandbox._state.clock import SECOND, iso, next_midnight
from codatsyncexpenses.sandbox._state.world import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codatsyncexpenses.sandbox._state.world import World

READ_TIME = 3 * SECOND
_WRITE_TIME = 2 * SECOND
_UNLINKED = "The connection is not linked any more."
# Webhooks and push operations use different names for a change.
_CHANGES = {"Created": "Create", "Modified": "Update"}


def cached(world: World, company: records.Company, data_type: str) -> dict[str, Fields]:
    """Return the records of the last read by their ids; none before the first read."""
    if not _was_read(world, company, data_type):
        return {}
    since = iso(company.created)
    found: dict[str, Fields] = {
        id_: {**fields, "modifiedDate": since, "sourceModifiedDate": since}
        for id_, fields in RECORDS[data_type].items()
    }
    for entry in _entries(world, company, data_type):
        if entry.cached is not None:
            found[entry.record_id] = entry.cached
    return found


def readable(world: World, company: records.Company, data_type: str) -> dict[str, Fields]:
    """Return the records of the last read, or refuse before the first read."""
    if not _was_read(world, company, data_type):
        error = f"{data_type} was not read yet: link a connection or refresh, and wait for the end."
        raise RefusedError(409, error, "PullApi")
    return cached(world, company, data_type)


def find(world: World, company: records.Company, data_type: str, record_id: str) -> Fields | None:
    """Return a record of the accounting software; None if it has no such record."""
    entry = world.entries.get(_key(company, data_type, record_id))
    return RECORDS[data_type].get(record_id) if entry is None else entry.source


def remove_connection(
    world: World, company: records.Company, connection: records.Connection
) -> None:
    """Remove all data of a connection."""
    for pull in world.pulls.of(company.id):
        if pull.connection_id == connection.id:
            world.pulls.remove(pull.id)
    for push in world.pushes.of(company.id):
        if push.connection_id == connection.id:
            world.pushes.remove(push.id)
    if connection.platform != records.EXPENSES:
        for entry in world.entries.of(company.id):
            world.entries.remove(entry.id)


def reading(world: World, company_id: str) -> set[str]:
    """Return the data types that are being read."""
    return {pull.data_type for pull in world.pulls.of(company_id) if pull.ending is None}


def start_read(
    world: World, connection: records.Connection, data_type: str, moment: int | None = None
) -> records.Pull:
    """Start to read a data type, now or at a moment."""
    now = world.clock.now()
    since = now if moment is None else moment
    pull = records.Pull(
        id=world.ids.uuid(),
        company_id=connection.company_id,
        at=min(now, since),
        due=since + READ_TIME,
        ends=since + READ_TIME,
        connection_id=connection.id,
        data_type=data_type,
    )
    world.pulls.put(pull)
    return pull


def start_reads(world: World, connection: records.Connection) -> list[records.Pull]:
    """Start to read all data types except those with a running read.

    Where the first read waits for the customer's schedule, it is due at midnight.
    """
    running, now = reading(world, connection.company_id), world.clock.now()
    waits = connection.platform == SCHEDULED and not connection.was_read
    moment = next_midnight(now) if waits else now
    chosen = [each for each in DATA_TYPES if each not in running]
    return [start_read(world, connection, each, moment) for each in chosen]


def start_write(
    world: World,
    connection: records.Connection,
    data_type: str,
    fields: dict[str, object],
    *,
    record_id: str | None,
    timeout: int | None,
    reads: bool,
) -> records.Push:
    """Start to write a record; one without an id is new."""
    since = world.clock.now()
    push = records.Push(
        id=world.ids.uuid(),
        company_id=connection.company_id,
        at=since,
        due=since + _WRITE_TIME,
        ends=since + _WRITE_TIME,
        connection_id=connection.id,
        data_type=data_type,
        record_id=record_id or world.ids.uuid(),
        change="Created" if record_id is None else "Modified",
        fields=fields,
        timeout=timeout,
        reads=reads,
    )
    world.pushes.put(push)
    return push


def settle(world: World, moment: int) -> None:
    """End the writes, then the reads, that are due by a moment."""
    while (push := world.pushes.due(moment)) is not None:
        _end_write(world, push)
    while (pull := world.pulls.due(moment)) is not None:
        _end_read(world, pull)


def _end_write(world: World, push: records.Push) -> None:
    company = world.company(push.company_id)
    connection = world.connections.get(push.connection_id)
    push.due, push.errors = None, _errors(push, connection)
    push.status = "Failed" if push.errors else "Success"
    if not push.errors:
        _store(world, company, push)
    world.pushes.put(push)
    is_success = push.status == "Success"
    record = {"record": {"id": push.record_id}} if is_success else {}
    running = reading(world, company.id)
    if connection and is_success and push.reads and push.data_type not in running:
        start_read(world, connection, push.data_type, push.ends)
    world.announce(
        f"{push.data_type}.write.{'successful' if is_success else 'unsuccessful'}",
        company,
        push.ends,
        id=push.id,
        type=_CHANGES[push.change],
        connectionId=push.connection_id,
        requestedOnDate=iso(push.at),
        completedOnDate=iso(push.ends),
        status=push.status,
        **record,
    )


def _errors(push: records.Push, connection: records.Connection | None) -> list[tuple[str, str]]:
    """Return the accounting software's errors for a record: each property and its message."""
    if connection is None or connection.status != "Linked":
        return [("", _UNLINKED)]
    return [
        (name, f"{name} is required.")
        for name in REQUIRED[push.data_type]
        if push.fields.get(name) in (None, "")
    ]


def _store(world: World, company: records.Company, push: records.Push) -> None:
    """Put a written record into the accounting software."""
    key = _key(company, push.data_type, push.record_id)
    entry = world.entries.get(key) or records.Entry(
        id=key,
        company_id=company.id,
        data_type=push.data_type,
        record_id=push.record_id,
        source={},
    )
    entry.source = {**push.fields, "sourceModifiedDate": iso(push.ends)}
    world.entries.put(entry)


def _end_read(world: World, pull: records.Pull) -> None:
    company = world.company(pull.company_id)
    connection = world.connections.get(pull.connection_id)
    is_new, pull.due, pull.ending = False, None, "Complete"
    if connection is None or connection.status != "Linked":
        pull.ending, pull.error = "AuthError", _UNLINKED
    else:
        is_new = _copy(world, company, pull.data_type, pull.ends)
    world.pulls.put(pull)
    world.announce("read.completed", company, pull.ends, dataTypes=[_summary(pull, is_new)])
    is_last = not reading(world, company.id)
    if is_last and pull.ending == "Complete" and connection and not connection.was_read:
        connection.was_read = True
        world.connections.put(connection)
        pulls = world.pulls.of(company.id)
        # A first read that was interrupted has left older reads of the same data types.
        last = {each.data_type: each for each in pulls if each.connection_id == connection.id}
        all_read = [_summary(each, each.ending == "Complete") for each in last.values()]
        world.announce("read.completed.initial", company, pull.ends, dataTypes=all_read)


def _summary(pull: records.Pull, is_new: bool) -> dict[str, object]:
    return {
        "connectionId": pull.connection_id,
        "dataType": pull.data_type,
        "recordsModified": is_new,
        "status": pull.ending,
        "issues": [] if pull.error is None else [{"type": pull.ending, "message": pull.error}],
    }


def _copy(world: World, company: records.Company, data_type: str, moment: int) -> bool:
    """Copy the records of the accounting software; return whether any was new."""
    is_new = not _was_read(world, company, data_type)
    for entry in _entries(world, company, data_type):
        before = entry.cached or {}
        if before.get("sourceModifiedDate") != entry.source.get("sourceModifiedDate"):
            entry.cached = {**entry.source, "modifiedDate": iso(moment)}
            world.entries.put(entry)
            is_new = True
    return is_new


def _was_read(world: World, company: records.Company, data_type: str) -> bool:
    return any(
        pull.data_type == data_type and pull.ending == "Complete"
        for pull in world.pulls.newest(company.id)
    )


def _entries(world: World, company: records.Company, data_type: str) -> Iterator[records.Entry]:
    return (each for each in world.entries.of(company.id) if each.data_type == data_type)


def _key(company: records.Company, data_type: str, record_id: str) -> str:
    return f"{company.id}/{data_type}/{record_id}"
