"""Expenses and receipts as they are stored, checked."""

from __future__ import annotations

import hashlib
import os
import pathlib
import stat
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple, TypeAlias

import msgspec

from .._bases import codec
from .._exceptions import RequestError, RequestValidationError, Violation, one_line
from ..models import shared

Path: TypeAlias = str | os.PathLike[str]
Paths: TypeAlias = Path | Iterable[Path]

_SHOWN = 5  # violations, or missing files, in the text of an error
_LONGEST = 36  # characters of an id


class Checked(NamedTuple):
    """An expense that the API would accept."""

    company_id: str
    expense_id: str
    content: str
    """The expense as the API's JSON."""
    receipts: tuple[str, ...]
    """The absolute paths of its receipts."""

    @property
    def digest(self) -> str:
        """A hash of the content, which is the same for 9.5 and 9.50."""
        plain = self.content.encode()
        with suppress(msgspec.ValidationError):  # a number of thousands of digits
            plain = msgspec.json.encode(_PLAIN.decode(plain))
        return hashlib.sha256(plain).hexdigest()


def _number(text: str) -> msgspec.Raw:
    """Return a number of JSON without the zeros at its end."""
    is_plain = "." in text and "e" not in text.lower()
    return msgspec.Raw((text.rstrip("0").rstrip(".") if is_plain else text).encode())


_PLAIN = msgspec.json.Decoder(float_hook=_number)


def find_receipts(chosen: Iterable[Checked]) -> None:
    """Check that each receipt is a file with content.

    :raises RequestError: if some are none
    """
    sizes = [
        (f"{path} (expense {each.expense_id})", size_of(path))
        for each in chosen
        for path in each.receipts
    ]
    for wrong, problem in ((None, "there is no file"), (0, "the file is empty:")):
        if found := [named for named, size in sizes if size == wrong]:
            raise RequestError(f"receipts: {problem} {_first(found, ', ')}")


def size_of(path: str) -> int | None:
    """Return the bytes of a file; None if there is no such file."""
    # A name that is too long or has a null byte, or a directory that may not be read.
    with suppress(OSError, ValueError):
        found = pathlib.Path(path).stat()
        return found.st_size if stat.S_ISREG(found.st_mode) else None
    return None


def checked(
    company_id: str,
    expenses: Iterable[shared.ExpenseTransaction],
    receipts: Mapping[str, Paths] | None = None,
    *,
    are_new: bool = True,
) -> list[Checked]:
    """Return expenses as they are stored.

    :param receipts: the path of a receipt, or several, by the id of its expense
    :param are_new: whether each receipt must be a file now
    :raises RequestValidationError: if the API would refuse an expense; it lists all violations
    :raises RequestError: if another argument cannot be used
    """
    company, given = as_uuid("company_id", company_id), _listed(expenses)
    contents = _contents(given)
    ids = [as_uuid("id", each.id) for each in given]
    repeated = [id_ for id_, count in Counter(ids).items() if count > 1]
    if repeated:
        raise RequestError(f"two of the expenses have the id {repeated[0]}")
    files = _files(receipts or {})
    unknown = files.keys() - ids
    if unknown:
        raise RequestError(f"receipts names {min(unknown)}, which is no id of these expenses")
    made = [
        Checked(company, id_, content, files.get(id_, ()))
        for id_, content in zip(ids, contents, strict=True)
    ]
    if are_new:
        find_receipts(made)
    return made


def _listed(
    expenses: Iterable[shared.ExpenseTransaction],
) -> list[shared.ExpenseTransaction]:
    name = type(expenses).__name__
    if isinstance(expenses, Iterable) and not isinstance(expenses, (str, bytes, Mapping)):
        return list(expenses)
    raise RequestError(f"expenses must be a list of expenses, not {name}")


def _contents(given: list[shared.ExpenseTransaction]) -> list[str]:
    """Return expenses as JSON.

    :raises RequestValidationError: if the API would refuse one; it lists all violations
    """
    violations, contents, texts = list[Violation](), list[str](), list[str]()
    for place, expense in enumerate(given):
        path, found = f"expenses[{place}]", list[Violation]()
        contents.append(_content(path, expense, found))
        id_: object = getattr(expense, "id", None)
        named = path if id_ is None else f"{path} (id {one_line(str(id_), _LONGEST)})"
        texts += [f"{named}: {str(each)[len(path) :].lstrip('.: ')}" for each in found]
        violations += found
    if violations:
        refused = RequestValidationError(
            f"the API would refuse these expenses: {_first(texts, '; ')}"
        )
        refused.violations = tuple(violations)
        raise refused
    return contents


def _first(texts: list[str], separator: str) -> str:
    """Return the first texts, and the number of the others."""
    more = len(texts) - _SHOWN
    return separator.join(texts[:_SHOWN]) + (f" and {more:,} more" if more > 0 else "")


def _content(place: str, expense: object, found: list[Violation]) -> str:
    """Return an expense as JSON, or add its violations to those found."""
    try:
        content = codec.encode(expense, shared.ExpenseTransaction, place)
    except codec.CodecError as error:
        found += error.violations or (Violation(place, str(error)),)
        return ""
    if isinstance(expense, shared.ExpenseTransaction):  # one spelling for each id
        plain = as_uuid("id", expense.id)
        if plain != expense.id:
            return _content(place, replace(expense, id=plain), found)
    return content.decode()


def as_uuid(name: str, value: object) -> str:
    """Return a UUID in its usual spelling.

    :raises RequestError: if it is none
    """
    try:
        return str(uuid.UUID(str(value)))
    except ValueError:
        raise RequestError(f"{name} must be a UUID, not {value!r}") from None


def _files(receipts: Mapping[str, Paths]) -> dict[str, tuple[str, ...]]:
    given: object = receipts
    if not isinstance(given, Mapping):
        name = type(given).__name__
        raise RequestError(f"receipts must map ids of expenses to paths, not {name}")
    return {as_uuid("receipts: an id", id_): _paths(id_, paths) for id_, paths in receipts.items()}


def _paths(expense_id: str, given: Paths) -> tuple[str, ...]:
    if isinstance(given, (str, os.PathLike)) or not isinstance(given, Iterable):
        return (_path(expense_id, given),)
    return tuple(dict.fromkeys(_path(expense_id, each) for each in given))


def _path(expense_id: str, given: Path) -> str:
    try:
        path = pathlib.Path(given).absolute()
        str(path).encode()  # a database stores text
    except (TypeError, UnicodeEncodeError):
        text = f"receipts[{str(expense_id)!r}]: expected a path, not {given!r}"
        raise RequestError(text) from None
    return str(path)
