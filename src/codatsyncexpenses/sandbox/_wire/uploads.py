"""Files that are uploaded: read from the request to their end, and not kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from werkzeug.wrappers import Request

LARGEST = 110 << 20
"""The bytes of the largest request with a file."""
_BLOCK = 1 << 16
_PART = "file"


@dataclass(frozen=True)
class Upload:
    """What is known of a file that came."""

    file_name: str
    content_type: str
    size: int
    sha256: str
    problem: str = ""
    """What is wrong with the request, where it holds no such file."""

    @property
    def identity(self) -> bytes:
        """What tells it from another file: the boundaries of a form differ from time to time."""
        told = (self.file_name, self.content_type, str(self.size), self.sha256, self.problem)
        return "\n".join(told).encode()


def take(request: Request) -> Upload:
    """Read a request to its end; a large file is on the disk meanwhile."""
    if request.mimetype != "multipart/form-data":
        size, digest = _drained(request.stream)
        return _none("The body's Content-Type must be multipart/form-data.", size, digest)
    files = request.files.getlist(_PART)
    # The form's parser stops at the last boundary, or where there is none.
    size, digest = _drained(request.stream)
    if len(files) != 1 or not files[0].filename:
        problem = f"The form must have one part named {_PART}, with a file name."
        return _none(problem, size, digest)
    (file,) = files
    size, digest = _drained(file.stream)
    content_type = file.content_type or "application/octet-stream"
    return Upload(file.filename or "", content_type, size, digest)


def _none(problem: str, size: int, digest: str) -> Upload:
    return Upload("", "", size, digest, problem)


def _drained(stream: IO[bytes]) -> tuple[int, str]:
    """Read to the end, and tell how much there was and its hash."""
    size, digest = 0, hashlib.sha256()
    while block := stream.read(_BLOCK):
        size += len(block)
        digest.update(block)
    return size, digest.hexdigest()
