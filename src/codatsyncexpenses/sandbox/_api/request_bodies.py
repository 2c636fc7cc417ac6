"""What the bodies and queries of requests must look like, and those of companies."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import msgspec
from msgspec import UNSET, UnsetType

from codatsyncexpenses.sandbox._world import RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")
Text = Annotated[str, msgspec.Meta(min_length=1)]
Tags = Annotated[
    dict[
        Annotated[str, msgspec.Meta(min_length=1, max_length=27)],
        Annotated[str, msgspec.Meta(max_length=100)],
    ],
    msgspec.Meta(max_length=10),
]
_INT32 = 2**31 - 1


class Input(msgspec.Struct, rename="camel", kw_only=True):
    """An object of a body; what is not known of it is left alone."""


class InitiateSync(Input):
    """The body of initiate-sync."""

    dataset_ids: Annotated[list[uuid.UUID], msgspec.Meta(min_length=1)] | None = None


class Company(Input):
    """The body of create-company and replace-company."""

    name: Text
    description: str | UnsetType = UNSET
    tags: Tags | UnsetType = UNSET


class CompanyChange(Input):
    """The body of update-company."""

    name: Text | UnsetType = UNSET
    description: str | UnsetType = UNSET
    tags: Tags | UnsetType = UNSET


class NewConnection(Input):
    """The body of create-connection."""

    platform_key: Annotated[str, msgspec.Meta(pattern="^[a-z]{4}$")]


class Link(Input, forbid_unknown_fields=True):
    """The body of unlink-connection."""

    status: Literal["Unlinked"]


class Ref(Input):
    """A reference to a record of the accounting software."""

    id: str | UnsetType = UNSET


class Configuration(Input):
    """The body of set-company-configuration."""

    bank_account: Ref
    supplier: Ref
    customer: Ref


def read(body: bytes, type_: type[T], *, is_json: bool) -> T:
    """Read a body that is an object, or refuse it with what is wrong."""
    return read_by(body, msgspec.json.Decoder(type_), is_json=is_json)


def read_by(body: bytes, decoder: msgspec.json.Decoder[T], *, is_json: bool) -> T:
    """Read a body, or refuse it with what is wrong."""
    if not body:
        raise RefusedError(400, "The request lacks a body.")
    if not is_json:
        raise RefusedError(400, "The body's Content-Type must be application/json.")
    try:
        return decoder.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RefusedError(400, f"The body cannot be read: {error}.") from error


def flag(query: Mapping[str, str], name: str, *, default: bool) -> bool:
    """Read true or false from a query."""
    text = query.get(name)
    if text is None:
        return default
    if text.lower() not in ("true", "false"):
        raise RefusedError(400, f"{name} must be true or false, not {text!r}.")
    return text.lower() == "true"


def minutes(query: Mapping[str, str], name: str) -> int | None:
    """Read a number of minutes from a query, which is above 0."""
    text = query.get(name)
    if text is None:
        return None
    digits = text.removeprefix("+")
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 11 else 0
    if not 0 < number <= _INT32:
        raise RefusedError(400, f"{name} must be a whole number above 0, not {text!r}.")
    return number
