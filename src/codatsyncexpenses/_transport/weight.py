"""The memory that a body takes once it is read as JSON or as text.

A few bytes of JSON may become a large object: `{},` becomes a model of a hundred times its size.
The weight is an upper bound, by what each kind of character costs at most, found by counting.
"""

from __future__ import annotations

import re

LIGHT = 1 << 20  # bytes of a body that takes little, whatever it holds

_OBJECT = 260  # bytes of a model without values, or of a dict
_LIST = 120
_VALUE = 60  # bytes of a value, and of its place in a model or list
_FIELDS = 16  # of an object; one with more may be a map, whose names are kept
_NAME = 100
_WIDE = re.compile(rb"[\xc4-\xf4]|\\u")  # characters that make their string wider
_WIDEST = re.compile(rb"[\xf0-\xf4]|\\u[dD][89abAB]")


def weight(body: bytes, enough: int) -> int:
    """Return the most bytes that a body and what is made of it may take.

    :param enough: the weight above which it need not be exact
    """
    size, objects = len(body), body.count(b"{")
    found = 2 * size + objects * _OBJECT + body.count(b"[") * _LIST + body.count(b",") * _VALUE
    found += max(0, body.count(b":") - _FIELDS * objects) * _NAME
    if found > enough or not _WIDE.search(body):
        return found
    # An error keeps the body as one text, each of whose characters takes as much as its widest.
    text = size * (5 if _WIDEST.search(body) else 3)
    return text if text > enough else found + _widened(body, enough - found)


def _widened(body: bytes, enough: int) -> int:
    """Return how much the strings with wide characters take beyond a byte for each byte."""
    body = body.replace(b'\\"', b"__")  # what is left of quotes begins and ends the strings
    at, found = 0, 0
    while found <= enough and (wide := _WIDE.search(body, at)):
        start, end = body.rfind(b'"', at, wide.start()), body.find(b'"', wide.end())
        end = len(body) if end < 0 else end
        start = max(start, at)
        found += (end - start) * (3 if _WIDEST.search(body, start, end) else 1) + _VALUE
        at = end
    return found
