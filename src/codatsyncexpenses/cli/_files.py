"""Expenses from a JSON or CSV file, with the place of each mistake in it."""

from __future__ import annotations

import bisect
import csv
import dataclasses
import difflib
import functools
import io
import json
import re
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple, get_args, get_origin

import click

from .._bases.json_adapter import is_deep
from .._schema.checks import violations
from .._schema.hints import bare, hints, is_dict, is_list
from ..models.shared import ExpenseTransaction
from ._output import shown

Path = tuple[Any, ...]
"""The place of a value in JSON, such as `(0, "lines", 1, "netAmount")`."""

_OF_EXPENSE: dict[str, Path] = {
    "id": ("id",),
    "type": ("type",),
    "issue_date": ("issueDate",),
    "currency": ("currency",),
    "currency_rate": ("currencyRate",),
    "contact_id": ("contactRef", "id"),
    "bank_account_id": ("bankAccountRef", "id"),
    "merchant_name": ("merchantName",),
    "reference": ("reference",),
    "notes": ("notes",),
}
_OF_LINE: dict[str, Path] = {
    "net_amount": ("netAmount",),
    "tax_amount": ("taxAmount",),
    "account_id": ("accountRef", "id"),
    "tax_rate_id": ("taxRateRef", "id"),
}
_OF_OUTBOX: dict[str, Path] = {"company_id": ("companyId",), "receipts": ("receipts",)}
_COLUMNS = {**_OF_OUTBOX, **_OF_EXPENSE, **_OF_LINE}
_REQUIRED = ("type", "issue_date", "currency", "net_amount")
_NUMBERS = frozenset(("currencyRate", "netAmount", "taxAmount"))
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
# Never change it: all files would get new ids, and their expenses would be written again.
_NAMESPACE = uuid.UUID("b9f2f0a5-6c0e-5f0b-9d1c-3c1d0a6e7f42")
_DECODER = json.JSONDecoder()
_UNREADABLE = object()  # in place of a value, which may be None
_SPACE = re.compile(r"[ \t\n\r]*")
_PYTHON_DATES = "a datetime.date or datetime.datetime, or "  # not possible in a file
_MOST = 100  # mistakes that the text shows


class Mistake(NamedTuple):
    """A mistake in a file."""

    line: int
    """The line, from 1."""
    column: int | str | None
    """In JSON, the character in the line, from 1; in CSV, the name of the column."""
    message: str

    def position(self) -> tuple[int, int]:
        """Return the sort key of mistakes: line, then column."""
        if isinstance(self.column, int):
            return self.line, self.column
        return self.line, [*_COLUMNS].index(self.column) if self.column in _COLUMNS else -1

    def __str__(self) -> str:
        column = "" if self.column is None else f", column {self.column}"
        return shown(f"line {self.line}{column}: {self.message}")


class BadFileError(click.ClickException):
    """A file with mistakes, and the result."""

    def __init__(self, mistakes: Iterable[Mistake], result: str = "nothing was sent") -> None:
        found = sorted(mistakes, key=Mistake.position)
        super().__init__(f"{len(found):,} mistake{'s' * (len(found) > 1)} in the file: {result}")
        self.details = [*map(str, found[:_MOST])]
        if len(found) > _MOST:
            self.details.append(f"… and {len(found) - _MOST:,} more")
        self.mistakes = [mistake._asdict() for mistake in found]


class Expense(NamedTuple):
    """An expense in a file."""

    line: int
    """The line where it begins."""
    model: ExpenseTransaction
    company_id: str | None = None
    """The company that the file names."""
    receipts: tuple[str, ...] = ()
    """The paths of the receipts that the file names."""


def read(
    data: bytes,
    name: str,
    *,
    for_outbox: bool = False,
    company_id: str | None = None,
    left_out: list[Mistake] | None = None,
) -> list[Expense]:
    """Return the expenses of a file.

    :param name: its name; if it ends in neither .json nor .csv, the data decides
    :param for_outbox: whether each expense needs a company, and may have receipts
    :param company_id: the company of expenses without one
    :param left_out: leaves out expenses with mistakes, which are added to this list
    :raises BadFileError: if the file has mistakes, and no expense without one is left
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadFileError([Mistake(line, None, "is not UTF-8 text")]) from None
    is_json = text.lstrip().startswith(("[", "{"))
    if name.endswith((".json", ".csv")):
        is_json = name.endswith(".json")
    file: _Json | _Csv = _Json(text) if is_json else _Csv(text, for_outbox)
    if not file.expenses and not file.mistakes:
        file.mistakes.append(Mistake(1, None, "the file has no expenses"))
    found = list[tuple[Path, str]]()
    more = [_More()] * len(file.expenses)
    if for_outbox:
        more = [_taken(*each, company_id, found) for each in enumerate(file.expenses)]
    return _checked(file, more, found, left_out)


def _checked(
    file: _Json | _Csv,
    more: list[_More],
    found: list[tuple[Path, str]],
    left_out: list[Mistake] | None,
) -> list[Expense]:
    """Return the expenses of a file as models.

    :param found: the mistakes in the companies and the receipts
    :param left_out: the list for mistakes in expenses; None refuses the file
    :raises BadFileError: if the file has mistakes
    """
    maker = _Maker()
    models = maker.made(list[ExpenseTransaction], _identified(file.expenses, more), "", ())
    wrong = violations(models, list[ExpenseTransaction], "", {}, checked=True)
    found += maker.mistakes + [(maker.path(each.path), each.message) for each in wrong]
    found += _repeated(file.expenses, more)
    mistakes = [mistake for _, mistake in file.of_expenses]
    mistakes += [_mistake(file, path, text) for path, text in found]
    bad = {index for index, _ in file.of_expenses} | {path[0] for path, _ in found}
    if file.mistakes or (bad and (left_out is None or len(bad) == len(models))):
        raise BadFileError(file.mistakes + mistakes)
    if left_out is not None:
        left_out += mistakes
    lines = (file.place((index,))[0] for index in range(len(models)))
    all_ = enumerate(zip(lines, models, more, strict=True))
    return [Expense(line, model, *others) for i, (line, model, others) in all_ if i not in bad]


class _More(NamedTuple):
    """The company and the receipts of an expense."""

    company_id: str | None = None
    receipts: tuple[str, ...] = ()


def _taken(
    index: int, expense: object, company_id: str | None, found: list[tuple[Path, str]]
) -> _More:
    """Take the company and the receipts out of an expense, and add the mistakes to those found.

    :param company_id: the company of an expense without one
    """
    if not is_dict(expense):
        return _More()
    company, receipts = expense.pop("companyId", None), expense.pop("receipts", None)
    if company is None and company_id is None:
        found.append(((index, "companyId"), "is missing, and --company is not given"))
    elif company is not None:
        try:
            company_id = str(uuid.UUID(str(company)))
        except ValueError:
            found.append(((index, "companyId"), f"must be a UUID, not {company!r}"))
    paths = receipts.split(";") if isinstance(receipts, str) else receipts
    texts = [each.strip() for each in paths if isinstance(each, str)] if is_list(paths) else []
    named = [each for each in texts if each.isprintable()]  # a path has no NUL and no surrogates
    if receipts is not None and not (is_list(paths) and len(named) == len(paths)):
        found.append(((index, "receipts"), f"must be a list of paths, not {receipts!r}"))
    return _More(company_id, tuple(filter(None, named)))


def _mistake(file: _Json | _Csv, path: Path, text: str) -> Mistake:
    line, column = file.place(path)
    text = text.replace(_PYTHON_DATES, "")
    if isinstance(column, int) and len(path) > 1:
        text = f"{_text(path[1:])}: {text}"
    return Mistake(line, column, text)


def _text(path: Path) -> str:
    """Return a place in an expense as text, such as `lines[1].netAmount`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")


def _identified(expenses: list[Any], more: list[_More]) -> list[Any]:
    """Return the expenses, each without an id with one derived from its data.

    The same data has the same id, so sending it again does not write it again. If a file contains
    two equal expenses of a company, the second has another id.
    """
    seen: Counter[tuple[str | None, str]] = Counter()
    found: list[Any] = []
    for expense, (company_id, _) in zip(expenses, more, strict=True):
        if is_dict(expense) and not expense.get("id"):
            content = json.dumps(_content(expense), sort_keys=True)
            seen[company_id, content] += 1
            made = uuid.uuid5(_NAMESPACE, f"{seen[company_id, content]} {content}")
            found.append({**expense, "id": str(made)})
        else:
            found.append(expense)
    return found


def _content(value: object, name: str = "") -> object:
    """Return a value in a form that does not depend on how it is written."""
    if is_dict(value):
        named = {str(key): held for key, held in value.items() if held is not None}
        return {key: _content(held, key) for key, held in named.items() if key != "id" or name}
    if is_list(value):
        return [_content(held, name) for held in value]
    is_number = name in _NUMBERS and _NUMBER.fullmatch(str(value))
    return format(Decimal(str(value)).normalize(), "f") if is_number else str(value)


def _repeated(expenses: list[Any], more: list[_More]) -> Iterator[tuple[Path, str]]:
    """Yield the expenses with the id of an earlier one of their company."""
    seen: set[tuple[str | None, str]] = set()
    for index, (expense, (company_id, _)) in enumerate(zip(expenses, more, strict=True)):
        given = expense.get("id") if is_dict(expense) else None
        if isinstance(given, str) and given:
            if (company_id, plain_id(given)) in seen:
                yield (index, "id"), "another expense has this id"
            seen.add((company_id, plain_id(given)))


def plain_id(identifier: str) -> str:
    """Return a UUID in its canonical form."""
    return identifier.replace("-", "").lower()


class _Maker:
    """Makes models from JSON, and remembers the place of each of their fields."""

    def __init__(self) -> None:
        self.mistakes: list[tuple[Path, str]] = []
        self._paths: dict[str, Path] = {}

    def path(self, where: str) -> Path:
        """Return the place in JSON for a place in the models."""
        return self._paths.get(where, ())

    def made(self, type_: Any, value: object, where: str, path: Path) -> Any:
        """Convert a value to a type; leave it unchanged for the checks if it does not fit."""
        self._paths[where] = path
        type_ = bare(type_)
        if is_list(value) and get_origin(type_) is list:
            (of,) = get_args(type_)
            items = enumerate(value)
            return [self.made(of, item, f"{where}[{i}]", (*path, i)) for i, item in items]
        if is_dict(value) and dataclasses.is_dataclass(type_):
            return self._model(type_, value, where, path)
        if type_ is Decimal and isinstance(value, str):
            if _NUMBER.fullmatch(value):
                return Decimal(value)
            self.mistakes.append((path, f"must be a number such as 12.50, not {value!r}"))
            return Decimal(0)
        return value

    def _model(self, type_: Any, value: Mapping[object, object], where: str, path: Path) -> object:
        fields = {str(field.metadata["json"]): field for field in dataclasses.fields(type_)}
        for name in value.keys() - fields.keys():
            text = f"there is no field {name!r}{_meant(str(name), fields)}"
            self.mistakes.append(((*path, str(name)), text))
        made: dict[str, object] = {}
        for name, field in fields.items():
            inner = f"{where}.{field.name}"
            held = self.made(hints(type_)[field.name], value.get(name), inner, (*path, name))
            if name in value or field.default is dataclasses.MISSING:
                made[field.name] = held
        return type_(**made)


def _meant(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


class _Json:
    """Expenses in JSON: a list, or an object with one."""

    def __init__(self, text: str) -> None:
        self.mistakes: list[Mistake] = []
        self.of_expenses: list[tuple[int, Mistake]] = []
        self.expenses: list[Any] = []
        self._text = text
        self._ends = [found.start() for found in re.finditer("\n", text)]
        self._within: str | None = None
        try:
            found = json.loads(text, parse_float=Decimal)
        except json.JSONDecodeError as error:
            self.mistakes.append(Mistake(error.lineno, error.colno, f"is not JSON: {error.msg}"))
            return
        except (ArithmeticError, RecursionError, ValueError):
            found = _UNREADABLE
        if found is _UNREADABLE or is_deep(found):
            text = "is too deeply nested, or has a number that is too large"
            self.mistakes.append(Mistake(1, None, text))
            return
        if is_dict(found):
            lists = [str(name) for name, value in found.items() if is_list(value)]
            if len(lists) == 1 and lists != ["lines"]:
                self._within = lists[0]
                found = found[self._within]
        if is_list(found):
            self.expenses = [*found]
        else:
            text = "must be a list of expenses, or an object with such a list"
            self.mistakes.append(Mistake(1, None, text))

    def place(self, path: Path) -> tuple[int, int]:
        """Return the line and the column of a value, or of what should hold it."""
        index, *inner = path
        at = self._items[int(index)]
        for step in inner:
            at = dict(self._parts(at)).get(step, at)
        line = bisect.bisect_left(self._ends, at)
        return line + 1, at - (self._ends[line - 1] if line else -1)

    @functools.cached_property
    def _items(self) -> list[int]:
        """The start of each expense."""
        start = self._after(0)
        if self._within is not None:
            start = dict(self._parts(start))[self._within]
        return [at for _, at in self._parts(start)]

    def _parts(self, at: int) -> Iterator[tuple[object, int]]:
        """Yield the members or items of the value at a place, and the start of each."""
        if self._text[at] not in "[{":
            return
        is_object, index = self._text[at] == "{", 0
        at = self._after(at + 1)
        while self._text[at] not in "]}":
            name: object = index
            if is_object:
                name, at = _DECODER.raw_decode(self._text, at)
                at = self._after(self._after(at) + 1)
            yield name, at
            _, at = _DECODER.raw_decode(self._text, at)
            at = self._after(at)
            at = self._after(at + 1) if self._text[at] == "," else at
            index += 1

    def _after(self, at: int) -> int:
        """Return the next place that is not white space."""
        found = _SPACE.match(self._text, at)
        return found.end() if found else at


class _Csv:
    """Expenses in CSV: each row is a line of an expense; rows with one id are one expense."""

    def __init__(self, text: str, for_outbox: bool) -> None:
        self.mistakes: list[Mistake] = []
        self.of_expenses: list[tuple[int, Mistake]] = []
        self.expenses: list[Any] = []
        self._of_expense = {**_OF_OUTBOX, **_OF_EXPENSE} if for_outbox else _OF_EXPENSE
        self._rows: list[list[tuple[int, dict[str, str]]]] = []
        self._by_id: dict[tuple[str, str], int] = {}
        self._last = 0
        rows = self._read(text)
        line, header = next(rows, (1, list[str]()))
        while header and not header[-1]:  # spreadsheets write empty cells at the end
            header.pop()
        columns = {**self._of_expense, **_OF_LINE}
        wrong = _mistaken(header, columns)
        self.mistakes += [Mistake(line, name or None, text) for name, text in wrong]
        if self.mistakes:
            return
        for line, cells in rows:
            named = zip(header, cells, strict=False)
            index = self._add(line, {name: cell for name, cell in named if cell})
            if any(cells[len(header) :]):
                count = f"has {len(cells)} cells; the header has {len(header)}"
                self.of_expenses.append((index, Mistake(line, None, count)))

    def place(self, path: Path) -> tuple[int, str | None]:
        """Return the line and the column of a value, or of what should hold it."""
        index, *inner = path
        rows, columns = self._rows[int(index)], self._of_expense
        row = rows[0]
        if len(inner) > 1 and inner[0] == "lines":
            row, inner, columns = rows[int(inner[1])], inner[2:], _OF_LINE
        held = (
            name for name, known in columns.items() if inner and [*known][: len(inner)] == inner
        )
        return row[0], next(held, None)

    def _read(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """Yield the cells of each row that is not empty, and its first line."""
        delimiter = max(",;\t", key=text.lstrip().partition("\n")[0].count)
        rows = csv.reader(
            io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True
        )
        line = 1
        try:
            for row in rows:
                cells = [cell.strip() for cell in row]
                if any(cells):
                    yield line, cells
                line = rows.line_num + 1
        except csv.Error as error:
            self.mistakes.append(Mistake(line, None, f"is not CSV: {error}"))

    def _add(self, line: int, given: dict[str, str]) -> int:
        """Add a row to the expense with its id, or as a new expense; return its index.

        A row without a company is of the expense before with its id, whatever its company.
        """
        index = len(self.expenses)
        if "id" in given:
            key = plain_id(given.get("company_id", "")), plain_id(given["id"])
            index = self._by_id.setdefault(key, index)
            self._by_id["", key[1]] = index
        if index == len(self.expenses):
            self.expenses.append({**_nested(given, self._of_expense), "lines": []})
            self._rows.append([])
            if index and given.keys().isdisjoint(_REQUIRED[:3]):
                # Without this line, the expense before would be written with another amount.
                text = "begins no expense; is it a line of the one before, with its id?"
                self.of_expenses.append((self._last, Mistake(line, "id", text)))
        else:
            first_line, first = self._rows[index][0]
            for name in given.keys() & self._of_expense.keys() - {"id"}:
                if given[name] != first.get(name):
                    text = f"differs from line {first_line}, which has the same id"
                    self.of_expenses.append((index, Mistake(line, name, text)))
        self.expenses[index]["lines"].append(_nested(given, _OF_LINE))
        self._rows[index].append((line, given))
        self._last = index
        return index


def _mistaken(header: list[str], columns: Mapping[str, Path]) -> Iterator[tuple[str, str]]:
    """Yield the names of columns that cannot be used, each with the reason."""
    for name, count in Counter(header).items():
        if name not in columns:
            known = _meant(name.lower(), columns) or f"; the columns are {', '.join(columns)}"
            yield name, f"is not a column{known}"
        elif count > 1:
            yield name, "occurs more than once"
    for name in _REQUIRED:
        if header and name not in header:
            yield name, "is missing"


def _nested(given: Mapping[str, str], columns: Mapping[str, Path]) -> dict[str, object]:
    """Return the cells of a row as members of a JSON object."""
    made: dict[str, object] = {}
    for column, (name, *inner) in columns.items():
        if column in given:
            made[name] = {inner[0]: given[column]} if inner else given[column]
    return made
