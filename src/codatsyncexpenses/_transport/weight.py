"""The memory that a body takes once it is read as JSON or as text.

A few bytes of JSON may become a large object: `{},` becomes a model of a hundred times its size.
The weight is an upper bound, by what each kind of character costs at most, found by counting.
"""

from __future__ import annotations

import re
import sys

LIGHT = 1 << 20  # bytes of a body that takes little, whatever it holds

# Bytes of a model without values, or of a dict.
_OBJECT = 280 if sys.version_info >= (3, 11) else 380
_LIST = 1500  # of a list with some values, each of which may be a text that an enum does not know
_VALUE = 50  # of a value, and of its place in a model
_MANY = 16  # values of an object; more are those of a long list or map
_ITEM = 200  # of a value there with its name, beside `_VALUE`
_SPARE = 3  # copies of a text at a byte for each byte, while its escapes and its width are found
_HEADER = 24  # bytes by which a wide text is larger whatever its length

# The characters that make their text wider, as they are and as JSON's escapes.
_WIDE = re.compile(rb"[\xc4-\xf4]"), re.compile(rb"\\u(?!00)")
_WIDE_BYTES = [bytes([each]) for each in range(0xC4, 0xF5)]
_WIDEST_BYTES = _WIDE_BYTES[-5:]
_WIDEST_ESCAPE = re.compile(rb"\\u[dD][89abAB]")


def weight(body: bytes, enough: int) -> int:
    """Return the most bytes that a body and what is made of it may take.

    :param enough: the weight above which it need not be exact
    """
    size, objects, values = len(body), body.count(b"{"), body.count(b",")
    found = 2 * size + objects * _OBJECT + body.count(b"[") * _LIST + values * _VALUE
    found += max(0, values - _MANY * objects) * _ITEM
    width = 1 if found > enough else _width(body)
    if width == 1:
        return found
    # An error keeps the body as one text, in which each character takes as much as the widest.
    as_text = (_SPARE + width) * size
    if as_text <= enough:
        for pattern in _WIDE:
            found += _widened(body, pattern, enough - found)
    return max(found, as_text)


def _width(text: bytes) -> int:
    """Return the bytes that each character takes in a text."""
    escaped, ascii_only = b"\\" in text, text.isascii()
    if escaped and _WIDEST_ESCAPE.search(text):
        return 4
    if not ascii_only and any(map(text.__contains__, _WIDEST_BYTES)):
        return 4
    if escaped and _WIDE[1].search(text):
        return 2
    return 2 if not ascii_only and any(map(text.__contains__, _WIDE_BYTES)) else 1


def _widened(body: bytes, pattern: re.Pattern[bytes], enough: int) -> int:
    """Return how much the texts with wide characters take beyond a byte for each byte."""
    body = body.replace(b'\\"', b"__")  # what is left of quotes begins and ends the texts
    at = found = longest = 0
    while found + 2 * longest <= enough and (wide := pattern.search(body, at)):
        start = max(at, body.rfind(b'"', at, wide.start()))
        end = body.find(b'"', wide.end())
        end = len(body) if end < 0 else end
        found += (end - start) * (_width(body[start:end]) - 1) + _HEADER
        longest = max(longest, end - start)
        at = end
    return found + 2 * longest
