"""Makes what a healthy service answers, from the types of the answers."""

from __future__ import annotations

import dataclasses
import json
import uuid
from decimal import Decimal
from random import Random
from typing import Any, get_args, get_origin

from codatsyncexpenses._bases.model import ModelList
from codatsyncexpenses._calls.operation import Operation
from codatsyncexpenses._schema.enums import TextEnum
from codatsyncexpenses._schema.hints import bare, hints, is_nullable

TEXTS = ["", "c", "Toft & Co", "Café", "gbol", "2022-10-23T00:00:00.0000000Z"]
NUMBERS = ["0", "-14", "110.42", "0.10", "1E+3", "-2.50e-7", "12345678901234567890.123456789"]
ANYTHING: list[Any] = [None, True, 7, 1.5, "text", [], ["a", 2], {"a": {"b": None}}]
_DEEPEST = 5  # models within models, because some hold their own kind


def right(dice: Random, operation: Operation[Any, Any], status: int) -> Any:
    """Give what a healthy service answers."""
    if status >= 400:
        return _error(dice, status)
    _, type_ = operation.replies[status] or ("", None)
    if operation.many and dice.random() < 0.5:
        type_ = list[type_]  # type: ignore[valid-type]  # made at run time
    return value(dice, type_)


def value(dice: Random, type_: Any, depth: int = 0) -> Any:
    """Give JSON of a type; a number that must keep its digits is a Decimal."""
    if is_nullable(type_):
        return None if dice.random() < 0.3 else value(dice, bare(type_), depth)
    origin, parts = get_origin(type_), get_args(type_)
    if dataclasses.is_dataclass(type_):
        return _object(dice, type_, depth + 1)
    if origin in (list, ModelList):
        count = dice.choice((0, 1, 2, 9 if depth < 2 else 1)) if depth < _DEEPEST else 0
        return [value(dice, parts[0], depth) for _ in range(count)]
    if origin is dict:
        count = dice.choice((0, 1, 3)) if depth < _DEEPEST else 0
        return {f"name {number}": value(dice, parts[1], depth + 1) for number in range(count)}
    return _scalar(dice, type_)


def _object(dice: Random, model: Any, depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in dataclasses.fields(model):
        held = field.metadata
        if held["nullable"] and dice.random() < 0.3:
            found[held["json"]] = None
        elif held["required"] or dice.random() < 0.7:
            found[held["json"]] = value(dice, bare(hints(model)[field.name]), depth)
    return found


def _scalar(dice: Random, type_: Any) -> Any:
    if type_ is Any:
        return dice.choice(ANYTHING)
    if type_ is Decimal:
        return Decimal(dice.choice(NUMBERS))
    if type_ is bool:
        return dice.random() < 0.5
    if type_ is int:
        return dice.choice((0, 1, 100, 2000, 5130, 7777, 2**40))
    if issubclass(type_, TextEnum):
        listed = [str(member) for member in type_]
        return dice.choice([*listed, "AddedLater"])
    return dice.choice([*TEXTS, str(uuid.UUID(int=dice.getrandbits(128)))])


def _error(dice: Random, status: int) -> dict[str, Any]:
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


def as_text(value: Any, **options: Any) -> str:
    """Write JSON; what JSON has no type for, such as a Decimal, stands there as its text."""
    texts: list[str] = []

    def mark(other: object) -> str:
        texts.append(str(other))
        return f"mark {len(texts) - 1}"

    text = json.dumps(value, default=mark, **options)
    for number, written_out in enumerate(texts):
        text = text.replace(f'"mark {number}"', written_out)
    return text
