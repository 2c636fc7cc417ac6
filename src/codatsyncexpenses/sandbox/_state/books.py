"""A company's records in the accounting software, and the copy of them that the service has read.

What is the same for every company stands in the code. What was written is kept, once as the
accounting software has it and once as it was read last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codatsyncexpenses.sandbox import _records as records
from codatsyncexpenses.sandbox._accounting import RECORDS, Fields
from codatsyncexpenses.sandbox._clock import written
from codatsyncexpenses.sandbox._world import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codatsyncexpenses.sandbox._world import World

_SERVICE = "PullApi"


def cached(world: World, company: records.Company, data_type: str) -> dict[str, Fields]:
    """Give the records as they were read last, by their ids; none if none were ever read."""
    if not _was_read(world, company, data_type):
        return {}
    since = written(company.created)
    found: dict[str, Fields] = {
        id_: {**fields, "modifiedDate": since, "sourceModifiedDate": since}
        for id_, fields in RECORDS[data_type].items()
    }
    for entry in _entries(world, company, data_type):
        if entry.cached is not None:
            found[entry.record_id] = entry.cached
    return found


def readable(world: World, company: records.Company, data_type: str) -> dict[str, Fields]:
    """Give the records as they were read last, or refuse where nothing was read yet."""
    if not _was_read(world, company, data_type):
        error = f"{data_type} was not read yet: link a connection or refresh, and wait for the end."
        raise RefusedError(409, error, _SERVICE)
    return cached(world, company, data_type)


def has(world: World, company: records.Company, data_type: str, record_id: str) -> bool:
    """Whether the accounting software has a record."""
    key = _key(company, data_type, record_id)
    return record_id in RECORDS[data_type] or world.entries.get(key) is not None


def write(world: World, company: records.Company, push: records.Push, moment: int) -> None:
    """Put a record into the accounting software."""
    key = _key(company, push.data_type, push.record_id)
    entry = world.entries.get(key) or records.Entry(
        id=key,
        company_id=company.id,
        data_type=push.data_type,
        record_id=push.record_id,
        source={},
    )
    entry.source = {**push.fields, "sourceModifiedDate": written(moment)}
    world.entries.put(entry)


def read(world: World, company: records.Company, data_type: str, moment: int) -> bool:
    """Copy what the accounting software has, and tell whether anything was new."""
    is_new = not _was_read(world, company, data_type)
    for entry in _entries(world, company, data_type):
        before = entry.cached or {}
        if before.get("sourceModifiedDate") != entry.source["sourceModifiedDate"]:
            entry.cached = {**entry.source, "modifiedDate": written(moment)}
            world.entries.put(entry)
            is_new = True
    return is_new


def forget(world: World, company: records.Company, connection: records.Connection) -> None:
    """Remove what came over a connection, which is gone."""
    for pull in world.pulls.of(company.id):
        if pull.connection_id == connection.id:
            world.pulls.remove(pull.id)
    for push in world.pushes.of(company.id):
        if push.connection_id == connection.id:
            world.pushes.remove(push.id)
    if connection.platform != records.EXPENSES:
        for entry in world.entries.of(company.id):
            world.entries.remove(entry.id)


def _was_read(world: World, company: records.Company, data_type: str) -> bool:
    return any(
        pull.data_type == data_type and pull.ending == "Complete"
        for pull in world.pulls.newest(company.id)
    )


def _entries(world: World, company: records.Company, data_type: str) -> Iterator[records.Entry]:
    return (each for each in world.entries.of(company.id) if each.data_type == data_type)


def _key(company: records.Company, data_type: str, record_id: str) -> str:
    return f"{company.id}/{data_type}/{record_id}"
