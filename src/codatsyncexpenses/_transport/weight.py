"""The memory that a body takes once it is decoded as JSON or as text.

A few bytes of JSON may become a large object: `{},` becomes a model of a hundred times its size.
The weight is an upper bound, which counts each kind of character at its highest cost, or an
estimate from a sample if that is far below the limit.
"""

from __future__ import annotations

import random
import re
import sys

LIGHT = 1 << 20  # bytes; a smaller body takes little memory, whatever its content

# Bytes of a model without values, or of a dict.
_OBJECT = 280 if sys.version_info >= (3, 11) else 380
_LIST = 1500  # of a list with some values, each possibly a text that an enum does not list
_VALUE = 50  # of a value, and of its place in a model
_MANY = 16  # values of an object; any further values belong to a long list or map
_ITEM = 200  # of such a value with its name, in addition to `_VALUE`
# Counting takes a quarter of the time of decoding, and an ordinary body is far below the limit, so
# a sample is enough. The weight of a body over the limit is spread over so many strides that a
# sample misses two thirds of it less than once in a hundred thousand bodies.
_STRIDE, _PIECE = 1 << 15, 1 << 12
_SURE = 3
_PLACES = random.SystemRandom()

_SPARE = 3  # copies of a text, one byte for each byte, while its escapes and width are found
_HEADER = 24  # bytes by which a wide text is larger, whatever its length

# The characters that make a text wide, in UTF-8 and as escapes of JSON.
_WIDE = re.compile(rb"[\xc4-\xf4]"), re.compile(rb"\\u(?!00)")
_WIDE_BYTES = [bytes([each]) for each in range(0xC4, 0xF5)]
_WIDEST_BYTES = _WIDE_BYTES[-5:]
_WIDEST_ESCAPE = re.compile(rb"\\u[dD][89abAB]")


def weight(body: bytes, enough: int) -> int:
    """Return the most memory, in bytes, that a body and its decoded value may take.

    :param enough: the weight above which the result need not be exact
    """
    size = len(body)
    found = 2 * size
    if size > LIGHT and found * _SURE <= enough:
        found += _STRIDE // _PIECE * _made(_sample(body))
    if size <= LIGHT or found * _SURE > enough:
        found = 2 * size + _made(body)
    width = 1 if found > enough else _width(body)
    if width == 1:
        return found
    # An error keeps the body as one text, whose widest character sets the size of all.
    as_text = (_SPARE + width) * size
    if as_text <= enough:
        for pattern in _WIDE:
            found += _widened(body, pattern, enough - found)
    return max(found, as_text)


def _made(text: bytes) -> int:
    """Return the most bytes that the objects, lists and values in a text may take."""
    objects, values = text.count(b"{"), text.count(b",")
    found = objects * _OBJECT + text.count(b"[") * _LIST + values * _VALUE
    return found + max(0, values - _MANY * objects) * _ITEM


def _sample(body: bytes) -> bytes:
    """Return a piece of each stride, from an unpredictable place."""
    starts = range(0, len(body), _STRIDE)
    places = (start + _PLACES.randrange(_STRIDE - _PIECE) for start in starts)
    return b"".join([body[at : at + _PIECE] for at in places])


def _width(text: bytes) -> int:
    """Return the number of bytes for each character of a text."""
    escaped, ascii_only = b"\\" in text, text.isascii()
    if escaped and _WIDEST_ESCAPE.search(text):
        return 4
    if not ascii_only and any(map(text.__contains__, _WIDEST_BYTES)):
        return 4
    if escaped and _WIDE[1].search(text):
        return 2
    return 2 if not ascii_only and any(map(text.__contains__, _WIDE_BYTES)) else 1


def _widened(body: bytes, pattern: re.Pattern[bytes], enough: int) -> int:
    """Return the bytes that texts with wide characters take beyond one byte for each byte."""
    body = body.replace(b'\\"', b"__")  # the remaining quotes begin and end texts
    at = found = longest = 0
    while found + 2 * longest <= enough and (wide := pattern.search(body, at)):
        start = max(at, body.rfind(b'"', at, wide.start()))
        end = body.find(b'"', wide.end())
        end = len(body) if end < 0 else end
        found += (end - start) * (_width(body[start:end]) - 1) + _HEADER
        longest = max(longest, end - start)
        at = end
    return found + 2 * longest
