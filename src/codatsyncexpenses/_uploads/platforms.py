"""The limits of each accounting software for attachments, as the API's descriptions state them."""

from __future__ import annotations

import re
from typing import NamedTuple

from .._exceptions import RequestError
from .media_types import kind as kind_of

_MB = 1 << 20  # the larger of its two meanings, so that no acceptable file is refused


class Platform(NamedTuple):
    """The limits of one accounting software."""

    name: str
    most: int
    """The largest size in megabytes; 0 if it accepts no files."""
    kinds: str = ""
    """The accepted file extensions; empty if the descriptions state none."""


_ANY = Platform("any accounting software", 350)
_PLATFORMS = {
    "akxx": Platform(
        "NetSuite",
        100,
        "bmp csv doc docx jpeg json pdf png svg tiff txt xls xlsx zip",
    ),
    "fbrh": Platform("FreeAgent", 5, "gif jpeg pdf png"),
    # The descriptions state 3, 4 and 10 MB for Xero; the largest refuses nothing wrongly.
    "gbol": Platform(
        "Xero",
        10,
        "7z bmp csv doc docx eml gif jpeg keynote msg numbers odf ods odt pages pdf png ppt pptx "
        "rar rtf tiff txt xls xlsx zip",
    ),
    "knfz": _ANY,  # the descriptions state no limits for Sage Intacct
    "pqsw": Platform("QuickBooks Desktop", 0),
    "qhyg": Platform(
        "QuickBooks Online",
        100,
        "ai csv doc docx eps gif jpeg ods pages pdf png rtf tiff txt xls xlsx xml",
    ),
    "rwuv": Platform("Zoho Books", 5, "bmp gif jpeg pdf png"),
    "trji": Platform("Dynamics 365", 350),
}


def find(key: object) -> Platform:
    """Return the limits of an accounting software.

    Without a key, or with an unknown one, return the limits that apply to every software.

    :param key: its ``platformKey``
    :raises RequestError: if it is not a platform key
    """
    if key is None:
        return _ANY
    if not isinstance(key, str):
        raise RequestError(f"platform_key must be a platformKey, not {type(key).__name__}")
    if not re.fullmatch("[a-z]{4}", key):
        raise RequestError(
            f"platform_key must be four lowercase letters such as 'gbol', not {key[:20]!r}"
        )
    return _PLATFORMS.get(key, _ANY)


def check(platform: Platform, name: str, media_type: str, size: int) -> None:
    """Refuse a file that the accounting software does not accept.

    :raises RequestError: if the file is too large, or of a type that is not accepted
    """
    if size > platform.most * _MB:
        raise RequestError(
            f"content: {name!r} has {size:,} bytes, and {platform.name} accepts "
            f"at most {platform.most} MB"
        )
    kind = kind_of(name, media_type)
    if platform.kinds and kind not in platform.kinds.split():
        raise RequestError(
            f"content: {name!r} is of the type {kind!r}, and {platform.name} accepts "
            f"only {platform.kinds}"
        )
