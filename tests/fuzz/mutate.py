"""Makes damaged answers: right ones first, then the damage, all from one dice."""

from __future__ import annotations

import copy
import gzip
import json
import uuid
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from codatsyncexpenses._operation import Operation
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.resources import sync

from .stock import CONTENT_TYPES, ODD_HEADERS, PAGES, SCALARS, STATUSES

REQUESTS: list[tuple[Operation[Any, Any], Any]] = [
    (sync._GET, operations.GetSyncByIDRequest("c", "s")),
    (sync._GET_LAST_SUCCESSFUL_SYNC, operations.GetLastSuccessfulSyncRequest("c")),
    (sync._GET_LATEST_SYNC, operations.GetLatestSyncRequest("c")),
    (sync._INITIATE_SYNC, operations.InitiateSyncRequest("c", shared.InitiateSync(["d"]))),
    (sync._LIST, operations.ListSyncsRequest("c")),
]
"""Each operation, and a request to make with it."""


@dataclass
class Answer:
    """An answer, and what is known of it."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes
    """As it travels."""
    plain: bytes
    """The body before it was compressed."""
    framed: bool = True
    """Whether the headers leave no doubt where the answer ends."""
    checked: bool = True
    """Whether damage to the compressed body would be noticed."""


def answer(dice: Random, operation: Operation[Any, Any]) -> Answer:
    """Give a damaged answer to an operation."""
    success, *problems = operation.replies
    status = success if dice.random() < 0.5 else dice.choice(problems)
    value = right(dice, operation, status)
    if dice.random() < 0.15:
        status = dice.choice(STATUSES)
    for _ in range(dice.choice((0, 0, 1, 1, 2, 4))):
        value = damaged(dice, value)
    plain = written(dice, value)
    for _ in range(dice.choice((0, 0, 0, 1, 2))):
        plain = dice.choice(DAMAGES)(dice, plain)
    made = Answer(status, [("Content-Type", "application/json")], plain, plain)
    for chance, change in ((0.15, _other_type), (0.25, _compressed), (0.25, _odd_headers)):
        if dice.random() < chance:
            change(dice, made)
    return made


def right(dice: Random, operation: Operation[Any, Any], status: int) -> Any:
    """Give what a healthy service answers."""
    if status >= 400:
        finding = {"itemId": "i", "message": "m", "validatorName": None}
        return {
            "statusCode": status,
            "service": "PublicApi",
            "error": "It cannot be done.",
            "correlationId": f"{dice.getrandbits(64):x}",
            "validation": {"errors": [finding], "warnings": []} if dice.random() < 0.3 else None,
            "canBeRetried": "unknown",
            "detailedErrorCode": 0,
        }
    field, _ = operation.replies[status] or ("", None)
    if field == "sync_initiated":
        return {"syncId": str(uuid.UUID(int=dice.getrandbits(128)))}
    if field == "company_sync_statuses":
        return [_status(dice) for _ in range(dice.choice((0, 1, 2, 9)))]
    return _status(dice)


def _status(dice: Random) -> dict[str, Any]:
    return {
        "companyId": "c",
        "syncId": str(uuid.UUID(int=dice.getrandbits(128))),
        "syncStatusCode": dice.choice((1000, 2000, 5130, 7777)),
        "syncStatus": dice.choice(("Complete", "PushError", "Café")),
        "errorMessage": dice.choice(("", None, "It failed.")),
        "syncExceptionMessage": None,
        "syncUtc": "2022-10-23T00:00:00.0000000Z",
        "dataPushed": dice.random() < 0.5,
    }


def damaged(dice: Random, value: Any) -> Any:
    """Change one place of a JSON value: its type, its name, its depth or its being there."""
    value = copy.deepcopy(value)
    places = list(_places(value))
    if not places or dice.random() < 0.1:
        return dice.choice(([value], {"data": value}, dice.choice(SCALARS)))
    holder, key = dice.choice(places)
    match dice.randrange(6):
        case 0:
            del holder[key]
        case 1:
            holder[key] = _nested(dice)
        case 2 if isinstance(key, str):
            holder[dice.choice((key.upper(), key + " ", "unknown", ""))] = holder.pop(key)
        case 3 if isinstance(key, str):
            holder[f"new{dice.randrange(3)}"] = _nested(dice)
        case _:
            holder[key] = dice.choice(SCALARS)
    return value


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Everything in a JSON value: what holds it, and its name or number there."""
    holder: Any = value
    keys: list[Any] = list(holder) if isinstance(value, dict) else []
    for key in range(len(holder)) if isinstance(value, list) else keys:
        yield holder, key
        yield from _places(holder[key])


@dataclass(frozen=True)
class _Nested:
    """Lists in lists, as a number, because json and copy do not survive many of them."""

    depth: int
    inside: Any


def _nested(dice: Random) -> _Nested:
    return _Nested(dice.choice((1, 3, 100, 5000)), dice.choice(SCALARS))


def written(dice: Random, value: Any) -> bytes:
    """Write JSON, mostly in UTF-8."""
    nests: list[_Nested] = []

    def mark(nested: _Nested) -> str:
        nests.append(nested)
        return f"nested {len(nests) - 1}"

    indent = dice.choice((None, None, None, 1))
    text = json.dumps(value, ensure_ascii=dice.random() < 0.5, indent=indent, default=mark)
    for number, nested in enumerate(nests):
        written_out = "[" * nested.depth + json.dumps(nested.inside) + "]" * nested.depth
        text = text.replace(f'"nested {number}"', written_out)
    encoding = dice.choice(("utf-8",) * 12 + ("utf-8-sig", "utf-16", "utf-32", "latin-1"))
    return text.encode(encoding, "replace")


def _flip(dice: Random, data: bytes) -> bytes:
    changed = bytearray(data or b"{")
    for _ in range(dice.choice((1, 1, 2, 8))):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def _cut(dice: Random, data: bytes) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


def _drop(dice: Random, data: bytes) -> bytes:
    start = dice.randrange(len(data) + 1)
    return data[:start] + data[start + dice.randrange(20) :]


def _repeat(dice: Random, data: bytes) -> bytes:
    start = dice.randrange(len(data) + 1)
    return data[:start] + data[start : start + dice.randrange(20)] + data[start:]


def _insert(dice: Random, data: bytes) -> bytes:
    start = dice.randrange(len(data) + 1)
    return data[:start] + dice.randbytes(dice.randrange(1, 9)) + data[start:]


def _replace(dice: Random, data: bytes) -> bytes:
    return dice.choice((dice.choice(PAGES), dice.randbytes(len(data))))


def _twice(_: Random, data: bytes) -> bytes:
    return data + data


Damage = Callable[[Random, bytes], bytes]
DAMAGES: list[Damage] = [_flip, _flip, _cut, _drop, _repeat, _insert, _replace, _twice]


def _other_type(dice: Random, made: Answer) -> None:
    made.headers.remove(("Content-Type", "application/json"))
    if dice.random() < 0.9:
        made.headers.append(("Content-Type", dice.choice(CONTENT_TYPES)))


def _compressed(dice: Random, made: Answer) -> None:
    name = dice.choice(("gzip", "gzip", "x-gzip", "GZIP", "deflate", "raw"))
    if name == "raw":
        packer = zlib.compressobj(wbits=-15)
        made.body = packer.compress(made.plain) + packer.flush()
        made.checked = False
    elif name == "deflate":
        made.body = zlib.compress(made.plain)
    else:
        made.body = gzip.compress(made.plain, mtime=0)
    made.headers.append(("Content-Encoding", "deflate" if name == "raw" else name))
    if dice.random() < 0.5:
        made.body = dice.choice(DAMAGES)(dice, made.body)


def _odd_headers(dice: Random, made: Answer) -> None:
    for _ in range(dice.choice((1, 1, 2, 5))):
        name, value = dice.choice(ODD_HEADERS)
        made.headers.insert(dice.randrange(len(made.headers) + 1), (name, value))
        if name in ("Content-Length", "Transfer-Encoding", ""):
            made.framed = False
