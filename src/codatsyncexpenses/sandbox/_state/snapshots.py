"""Snapshots: the whole state as one readable JSON document."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import msgspec

from codatsyncexpenses.errors import ConfigurationError

FORMAT = "codatsyncexpenses sandbox"
VERSION = 1


class Snapshot(msgspec.Struct, forbid_unknown_fields=True):
    """A snapshot: every stored number, and the documents of each kind of record."""

    format: str
    version: int
    numbers: dict[str, Annotated[int, msgspec.Meta(ge=-(1 << 63), le=(1 << 63) - 1)]]
    records: dict[str, list[msgspec.Raw]]


def from_file(path: str | os.PathLike[str]) -> Any:
    """Return the values of JSON in a file.

    :raises ConfigurationError: if it cannot be read, or holds something else
    """
    try:
        return msgspec.json.decode(Path(path).read_bytes())
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read: {error.strerror}") from None
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise ConfigurationError(f"{path} is not a snapshot of a sandbox: {error}") from None


def to_file(path: str | os.PathLike[str], state: object) -> None:
    """Write a snapshot, all of it or nothing, in a form that people can read.

    :raises ConfigurationError: if it cannot be written
    """
    text = msgspec.json.format(msgspec.json.encode(state), indent=1)
    partial = Path(f"{os.fspath(path)}.partial")
    try:
        # Only its owner can read it: it holds the secrets that sign webhooks.
        created = os.open(partial, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with open(created, "wb") as file:  # noqa: PTH123 - no path
            file.write(text + b"\n")
        partial.replace(path)
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be written: {error.strerror}") from None


def read(state: object) -> Snapshot:
    """Return a snapshot from values of JSON.

    :raises ConfigurationError: if it is none, or one of a newer version
    """
    try:
        found = msgspec.json.decode(msgspec.json.encode(state), type=Snapshot)
    except (msgspec.MsgspecError, TypeError, ValueError, RecursionError) as error:
        raise ConfigurationError(f"this is not a snapshot of a sandbox: {error}") from None
    if found.format != FORMAT:
        raise ConfigurationError("this is not a snapshot of a sandbox")
    if found.version != VERSION:
        raise ConfigurationError(
            f"this snapshot has version {found.version}, and this sandbox reads version {VERSION}"
        )
    for name in ("ids", "now", "seeded"):
        if name not in found.numbers:
            raise ConfigurationError(f"this snapshot lacks the number {name}")
    if found.numbers["ids"] < 0:
        raise ConfigurationError("this snapshot has a negative number of ids")
    return found
