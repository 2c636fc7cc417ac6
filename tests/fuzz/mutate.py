"""Makes damaged answers: right ones first, then the damage, all from one dice."""

from __future__ import annotations

import copy
import dataclasses
import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import MISSING, dataclass
from random import Random
from typing import Any

from codatsyncexpenses._calls.operation import Operation
from tests.support import client_operations

from .right import as_text, right
from .stock import CONTENT_TYPES, ODD_HEADERS, PAGES, SCALARS, STATUSES


def _request(operation: Operation[Any, Any]) -> Any:
    """The smallest request; the fuzzer's clients do not ask for the bodies that are required."""
    needed = [field for field in dataclasses.fields(operation.request) if field.default is MISSING]
    bodies = [field.name for field in needed if field.metadata.keys() & {"body", "file"}]
    return operation.request(**{f.name: None if f.name in bodies else "c" for f in needed})


REQUESTS: list[tuple[Operation[Any, Any], Any]] = [
    (operation, _request(operation))
    for operation in client_operations.by_method().values()
    if None not in operation.replies.values()
]
"""Each operation that answers with JSON, and a request to make with it."""


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
    exact: bool = True
    """Whether the body ends where they say."""
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


def damaged(dice: Random, value: Any) -> Any:
    """Change one place of a JSON value: its type, its name, its depth or its being there."""
    value = copy.deepcopy(value)
    places = list(_places(value))
    if not places or dice.random() < 0.1:
        return dice.choice(([value], {"data": value}, dice.choice(SCALARS)))
    holder, key = dice.choice(places)
    match dice.randrange(7):
        case 0:
            del holder[key]
        case 1:
            holder[key] = _nested(dice)
        case 2 if isinstance(key, str):
            holder[dice.choice((key.upper(), key + " ", "unknown", ""))] = holder.pop(key)
        case 3 if isinstance(key, str):
            holder[f"new{dice.randrange(3)}"] = _nested(dice)
        case 4:
            holder[key] = None
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

    def __str__(self) -> str:
        return "[" * self.depth + json.dumps(self.inside) + "]" * self.depth


def _nested(dice: Random) -> _Nested:
    return _Nested(dice.choice((1, 3, 100, 5000)), dice.choice(SCALARS))


def written(dice: Random, value: Any) -> bytes:
    """Write JSON, mostly in UTF-8."""
    indent = dice.choice((None, None, None, 1))
    text = as_text(value, ensure_ascii=dice.random() < 0.5, indent=indent)
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
