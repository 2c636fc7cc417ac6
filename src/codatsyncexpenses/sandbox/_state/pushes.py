"""The course of a write to the accounting software: how it starts, stands, and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codatsyncexpenses.sandbox import _books as books
from codatsyncexpenses.sandbox import _pulls as pulls
from codatsyncexpenses.sandbox import _records as records
from codatsyncexpenses.sandbox._clock import SECOND, written
from codatsyncexpenses.sandbox._options import required

if TYPE_CHECKING:
    from codatsyncexpenses.sandbox._world import World

_TIME = 2 * SECOND
_CODES = {"Pending": 202, "Success": 200, "Failed": 400}


def start(
    world: World,
    connection: records.Connection,
    data_type: str,
    fields: dict[str, object],
    *,
    record_id: str | None,
    timeout: int | None,
    reads: bool,
) -> records.Push:
    """Write a record, which is a new one without an id."""
    since = world.clock.now()
    push = records.Push(
        id=world.ids.uuid(),
        company_id=connection.company_id,
        at=since,
        due=since + _TIME,
        ends=since + _TIME,
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
    """End the writes whose time has come by a moment."""
    while (push := world.pushes.due(moment)) is not None:
        _end(world, push)


def told(push: records.Push) -> dict[str, object]:
    """Tell of a write in the API's words."""
    found: dict[str, object] = {
        "changes": None,
        "dataType": push.data_type,
        "companyId": push.company_id,
        "pushOperationKey": push.id,
        "dataConnectionKey": push.connection_id,
        "requestedOnUtc": written(push.at),
        "timeoutInMinutes": push.timeout,
        "timeoutInSeconds": None if push.timeout is None else 60 * push.timeout,
        "status": push.status,
        "errorMessage": "; ".join(message for _, message in push.errors) or None,
        "validation": {
            "errors": [
                {"itemId": name, "message": message, "validatorName": "Sandbox"}
                for name, message in push.errors
            ],
            "warnings": [],
        },
        "statusCode": _CODES[push.status],
    }
    if push.status == "Success":
        reference = {"id": push.record_id, "dataType": push.data_type}
        change = {"type": push.change, "recordRef": reference, "attachmentId": None}
        found["changes"] = [change]
    if push.status != "Pending":
        found["completedOnUtc"] = written(push.ends)
    return found


def _end(world: World, push: records.Push) -> None:
    company = world.company(push.company_id)
    connection = world.connections.get(push.connection_id)
    push.due, push.errors = None, _wrong(push, connection)
    push.status = "Failed" if push.errors else "Success"
    if not push.errors:
        books.write(world, company, push, push.ends)
    world.pushes.put(push)
    busy = pulls.running(world, company.id)
    if connection and push.status == "Success" and push.reads and push.data_type not in busy:
        pulls.start(world, connection, push.data_type, push.ends)
    is_success = push.status == "Success"
    world.announce(
        f"{push.data_type}.write.{'successful' if is_success else 'unsuccessful'}",
        company,
        push.ends,
        id=push.id,
        type=push.change,
        connectionId=push.connection_id,
        requestedOnDate=written(push.at),
        completedOnDate=written(push.ends),
        status=push.status,
        record={"id": push.record_id} if is_success else None,
        attachmentId=None,
    )


def _wrong(push: records.Push, connection: records.Connection | None) -> list[tuple[str, str]]:
    """Say what the accounting software does not accept, by property."""
    if connection is None or connection.status != "Linked":
        return [("", "The connection is not linked any more.")]
    return [
        (name, f"{name} is required.")
        for name in required(push.data_type)
        if push.fields.get(name) in (None, "")
    ]
