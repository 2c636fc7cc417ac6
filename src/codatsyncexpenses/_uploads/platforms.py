"""What each accounting software takes as an attachment, as far as the API's descriptions say it."""

from __future__ import annotations

import mimetypes
import re
from pathlib import PurePath
from typing import NamedTuple

from .._exceptions import RequestError

UNKNOWN = "application/octet-stream"
_MB = 1 << 20  # the larger of its two meanings, so that nothing is refused that would be taken


class _Platform(NamedTuple):
    """What an accounting software takes."""

    name: str
    most: int
    """Megabytes; 0 where it takes no files."""
    kinds: str = ""
    """The endings of names; none where none are stated."""


_PLATFORMS = {
    "akxx": _Platform(
        "NetSuite",
        100,
        "bmp csv doc docx jpeg json pdf png svg tiff txt xls xlsx zip",
    ),
    "fbrh": _Platform("FreeAgent", 5, "gif jpeg pdf png"),
    "gbol": _Platform(
        "Xero",
        10,
        "7z bmp csv doc docx eml gif jpeg keynote msg numbers odf ods odt pages pdf png ppt pptx "
        "rar rtf tiff txt xls xlsx zip",
    ),
    "pqsw": _Platform("QuickBooks Desktop", 0),
    "qhyg": _Platform(
        "QuickBooks Online",
        100,
        "ai csv doc docx eps gif jpeg ods pages pdf png rtf tiff txt xls xlsx xml",
    ),
    "trji": _Platform("Dynamics 365", 350),
}
_ANY = _Platform("any accounting software", 350)
_SAME = {"jpg": "jpeg", "pjg": "jpeg", "pjpeg": "jpeg", "pjpg": "jpeg", "tif": "tiff"}


def check(key: object, name: str, media_type: str, size: int) -> None:
    """Refuse a file that an accounting software does not take.

    :param key: its ``platformKey``; with none, and with one that is not known, only what no
        accounting software takes is refused
    :raises RequestError: if it is too large, or of a type that is not taken
    """
    if key is not None and not isinstance(key, str):
        raise RequestError(f"platform must be a platformKey, not {type(key).__name__}")
    if key is not None and not re.fullmatch("[a-z]{4}", key):
        raise RequestError(f"platform must be four small letters such as 'gbol', not {key[:20]!r}")
    platform = _PLATFORMS.get(key or "", _ANY)
    if not platform.most:
        raise RequestError(f"{platform.name} ({key}) takes no attachments")
    if size > platform.most * _MB:
        raise RequestError(
            f"content: {name!r} has {size:,} bytes, and {platform.name} takes "
            f"at most {platform.most} MB"
        )
    kind = _kind(name, media_type)
    if platform.kinds and kind not in platform.kinds.split():
        raise RequestError(
            f"content: {name!r} is of the type {kind!r}, and {platform.name} takes "
            f"only {platform.kinds}"
        )


def _kind(name: str, media_type: str) -> str:
    """The ending of the name, or what the type says where there is none."""
    media_type = media_type.partition(";")[0].strip()
    ending = PurePath(name).suffix
    if not ending and media_type != UNKNOWN:
        ending = mimetypes.guess_extension(media_type) or ""
    kind = (ending or media_type.rpartition("/")[2]).lower().lstrip(".").removeprefix("x-")
    return _SAME.get(kind, kind)
