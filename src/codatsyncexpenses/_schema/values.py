"""Values of JSON: exact numbers, and texts and numbers of the plain types."""

from __future__ import annotations

import enum
import re
import uuid
from decimal import Decimal

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")


def number(value: object) -> Decimal:
    """Return a number, or a text that JSON would read as one, with all its digits.

    A float becomes the Decimal of its shortest text.

    :raises ValueError: if it is neither, or if it is not finite
    """
    if isinstance(value, float):
        value = float.__repr__(value)
    is_text = isinstance(value, str) and _NUMBER.fullmatch(value)
    if isinstance(value, (int, Decimal, str)) and (is_text or type(value) not in (str, bool)):
        try:
            made = Decimal(value)
        except ArithmeticError:
            raise ValueError("a number is out of range") from None
        if made.is_finite():
            return made
    raise ValueError("expected a number as JSON writes it")


def plain(value: object) -> object:
    """Return the plain text or number of an enum's member, a UUID or another subclass.

    Return any other value unchanged.
    """
    if isinstance(value, enum.Enum):
        value = value.value
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, str):
        return str.__str__(value)
    for kind in (int, float):
        if isinstance(value, kind) and not isinstance(value, bool):
            return kind(value)
    return value
