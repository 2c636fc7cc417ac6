"""Content types by file extension, the same on every machine."""

from __future__ import annotations

import mimetypes
from pathlib import PurePath

UNKNOWN = "application/octet-stream"

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OASIS = "application/vnd.oasis.opendocument"
# The types that accounting software accepts, and those of phone cameras. `mimetypes` reads system
# files and the Windows registry, so its results differ from machine to machine.
_TYPES = {
    "7z": "application/x-7z-compressed",
    "ai": "application/postscript",
    "bmp": "image/bmp",
    "csv": "text/csv",
    "doc": "application/msword",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "eml": "message/rfc822",
    "eps": "application/postscript",
    "gif": "image/gif",
    "heic": "image/heic",
    "heif": "image/heif",
    "jpeg": "image/jpeg",
    "json": "application/json",
    "keynote": "application/vnd.apple.keynote",
    "msg": "application/vnd.ms-outlook",
    "numbers": "application/vnd.apple.numbers",
    "odf": f"{_OASIS}.formula",
    "ods": f"{_OASIS}.spreadsheet",
    "odt": f"{_OASIS}.text",
    "pages": "application/vnd.apple.pages",
    "pdf": "application/pdf",
    "png": "image/png",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "rar": "application/vnd.rar",
    "rtf": "application/rtf",
    "svg": "image/svg+xml",
    "tiff": "image/tiff",
    "txt": "text/plain",
    "webp": "image/webp",
    "xls": "application/vnd.ms-excel",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "xml": "application/xml",
    "zip": "application/zip",
}
_SAME = {
    "jpe": "jpeg",
    "jpg": "jpeg",
    "pjg": "jpeg",
    "pjpeg": "jpeg",
    "pjpg": "jpeg",
    "tif": "tiff",
}


def of_name(name: str) -> str:
    """Return the content type of a file with this name."""
    ending = PurePath(name).suffix
    kind = _kind(ending)
    if kind in _TYPES:
        return _TYPES[kind]
    # Pass the extension alone, because a name with a colon would look like a URL.
    guess, encoding = mimetypes.guess_type(f"file{ending}")
    return guess if guess and not encoding else UNKNOWN


def kind(name: str, media_type: str) -> str:
    """Return the extension of the name, or of the content type if the name has none.

    Synonyms have the same result: ``jpeg`` for ``.JPG`` and ``image/pjpeg``.
    """
    ending = PurePath(name).suffix
    if ending:
        return _kind(ending)
    media_type = media_type.partition(";")[0].strip().lower()
    known = next((kind for kind, type_ in _TYPES.items() if type_ == media_type), None)
    return known or _kind(media_type.rpartition("/")[2].removesuffix("-compressed"))


def _kind(ending: str) -> str:
    ending = ending.lower().removeprefix(".").removeprefix("x-")
    return _SAME.get(ending, ending)
