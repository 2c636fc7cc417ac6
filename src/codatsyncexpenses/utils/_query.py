"""Filters for the API's lists: Python comparisons, written in its query language.

The language that Codat documents has neither quotes nor escapes: a value, spaces included, extends
from the operator to the next ``&&``, ``||`` or ``}``. This module therefore writes texts unquoted,
and refuses a text that could be read as more than a value. The documentation does not say whether
``&&`` or ``||`` binds tighter, so this module adds braces wherever the two meet.
"""

from __future__ import annotations

import enum
import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NoReturn
from uuid import UUID

from .._display.repr import guarded
from .._exceptions import RequestError, excerpt
from .._lazy import publish
from .._schema.dates import date_text
from .._schema.hints import Self

Ordered = float | Decimal | date
Value = str | Ordered | UUID

_LONGEST = 2047  # characters; the API requires fewer than 2048
_PROPERTY = re.compile(r"[A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*")
_UNWRITABLE = re.compile(
    r"&\s*&|\|\s*\||[{}=<>~]"  # the language itself, even without spaces
    r"|^[!&|]|[&|]$"  # characters that would form an operator with their neighbour
    r"|[\"\\]|^'|'$"  # quotes and escapes, in case the API supports them after all
    r"|%[0-9A-Fa-f]{2}"  # becomes another character where a text is decoded twice
    r"|^\s|\s$|[\x00-\x1F\x7F-\x9F\u2028\u2029\uD800-\uDFFF]"
)
_NO_TRUTH = (
    "a Filter is neither true nor false: combine Filters with & and |, not with `and`, `or`,"
    " `not` or a chain such as 1 < x < 5"
)


class Filter(str):
    """A condition for ``query`` or ``tags``: the text to send, before URL-encoding.

    The operators of a ``Query`` create Filters. Use ``&`` and ``|`` to combine them; ``and``,
    ``or``, ``not`` and chained comparisons would drop a part, so they raise an error. In every
    other way, a Filter is a string.
    """

    __slots__ = ("_joint",)
    _joint: str  # the operator outside all groups; empty for a single comparison

    def __new__(cls, *_: object, **__: object) -> Self:
        """Raise an error: text could change its meaning when combined with other filters."""
        raise RequestError('create a Filter from a Query, such as Query("name") == "Toft"')

    @classmethod
    def _of(cls, text: str, joint: str = "") -> Self:
        if len(text) > _LONGEST:
            raise RequestError(
                f"a query has at most {_LONGEST} characters before URL-encoding, not {len(text)}"
            )
        self = super().__new__(cls, text)
        self._joint = joint
        return self

    def __and__(self, other: Filter) -> Filter:
        return self._joined("&&", other)

    def __or__(self, other: Filter) -> Filter:
        return self._joined("||", other)

    def _joined(self, joint: str, other: Filter) -> Filter:
        if not isinstance(other, Filter):
            raise _unjoinable(other)
        return self._of(f"{self._within(joint)}{joint}{other._within(joint)}", joint)

    def _within(self, joint: str) -> str:
        return str(self) if self._joint in ("", joint) else f"{{{self}}}"

    def __bool__(self) -> NoReturn:
        raise RequestError(_NO_TRUTH)

    def __reduce__(self) -> tuple[object, ...]:
        return self._of, (str(self), self._joint)

    if not TYPE_CHECKING:  # a type checker reports this mistake itself

        def __rand__(self, other: object) -> NoReturn:
            raise _unjoinable(other)

        __ror__ = __rand__


class Query:
    """A property to filter by; a comparison returns a ``Filter``.

        linked = Query("dataConnections.status") == "Linked"
        recent = Query("created") >= datetime(2026, 1, 1, tzinfo=timezone.utc)
        either = linked & (recent | Query("name").contains("Toft"))

    Put each comparison in brackets as above, because ``&`` and ``|`` bind tighter.

    A value is text, a number, a bool, a date, a date-time, a UUID, or an enum of these. A
    date-time with a zone is converted to UTC; one without a zone is sent unchanged. A text is sent
    unchanged too, so the API must not be able to read it as more than a value. That rules out
    ``&&``, ``||``, double quotes, backslashes, any of ``{}=<>~``, line breaks, percent escapes such
    as ``%26``, spaces and single quotes at either end, ``!`` at the start, and ``&`` and ``|`` at
    either end.

    :param name: letters, digits and underscores; dots separate nested properties
    :raises RequestError: for a name or a value that the language cannot express
    """

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        if not isinstance(name, str):
            raise RequestError(f"a property must be text, not {type(name).__name__}")
        if not _PROPERTY.fullmatch(name):
            raise RequestError(
                "a property must be letters, digits and underscores, separated by dots, not "
                + excerpt(repr(name))
            )
        self._name = str.__str__(name)

    def __eq__(self, other: Value) -> Filter:  # type: ignore[override]
        return self._compared("=", other)

    def __ne__(self, other: Value) -> Filter:  # type: ignore[override]
        return self._compared("!=", other)

    def __gt__(self, other: Ordered) -> Filter:
        return self._ordered(">", other)

    def __lt__(self, other: Ordered) -> Filter:
        return self._ordered("<", other)

    def __ge__(self, other: Ordered) -> Filter:
        return self._ordered(">=", other)

    def __le__(self, other: Ordered) -> Filter:
        return self._ordered("<=", other)

    def contains(self, text: str) -> Filter:
        """Return a filter that matches if the property, a text, contains this text."""
        if not isinstance(text, str):
            raise RequestError(f"{self._name}: contains takes text, not {type(text).__name__}")
        return self._compared("~", text)

    def _ordered(self, operator: str, other: object) -> Filter:
        made = self._compared(operator, other)
        if isinstance(other, bool) or not isinstance(other, int | float | Decimal | date):
            raise RequestError(
                f"{self._name}: {operator} takes a number, a date or a datetime,"
                f" not {type(other).__name__}"
            )
        return made

    def _compared(self, operator: str, other: object) -> Filter:
        text = f"{self._name}{operator}{_written(self._name, other)}"
        return Filter._of(text)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]

    def __hash__(self) -> int:
        # By identity, because with equal hashes a dict would evaluate `==`, which is neither true
        # nor false.
        return object.__hash__(self)

    def __bool__(self) -> NoReturn:
        raise RequestError(_NO_TRUTH)

    @guarded
    def __repr__(self) -> str:
        return f"Query({self._name!r})"

    if not TYPE_CHECKING:  # a type checker reports this mistake itself

        def __and__(self, _: object) -> NoReturn:
            raise _unjoinable(self)

        __or__ = __rand__ = __ror__ = __and__


publish(__name__, "utils", Filter, Query)


def _unjoinable(other: object) -> RequestError:
    return RequestError(
        f"& and | combine Filters, not {type(other).__name__}; they bind tighter than comparisons:"
        ' put each in brackets: (Query("a") == 1) & (Query("b") == 2)'
    )


def _written(name: str, value: object) -> str:
    if isinstance(value, enum.Enum):
        value = value.value
    if isinstance(value, str):
        return _text(name, value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | Decimal):
        return _number(name, value)
    if isinstance(value, date):
        return _moment(name, value)
    if isinstance(value, UUID):
        return str(value)
    if value is None:
        raise RequestError(f"{name}: a value must not be None: the API cannot compare with null")
    raise RequestError(
        f"{name}: a value must be text, a number, a bool, a date, a datetime or a UUID,"
        f" not {type(value).__name__}"
    )


def _text(name: str, value: str) -> str:
    text = str.__str__(value)  # a subclass may format itself differently
    if not text:
        raise RequestError(f"{name}: an empty text cannot be written in a query")
    if found := _UNWRITABLE.search(text):
        raise RequestError(
            f"{name}: {excerpt(repr(text))} cannot be written in a query, because of"
            f" {found[0]!r} at character {found.start() + 1}"
        )
    return text


def _number(name: str, value: float | Decimal) -> str:
    # Plain digits, because exponents are not documented. The repr of the base class, because that
    # of NumPy's floats is code.
    exact = Decimal(float.__repr__(value)) if isinstance(value, float) else Decimal(value)
    if not exact.is_finite():
        raise RequestError(f"{name}: a number must be finite, not {exact}")
    # A small object can represent more digits than memory holds.
    if abs(exact.adjusted()) > _LONGEST:
        raise RequestError(f"{name}: {exact:.3E} has more digits than fit into a query")
    return f"{exact:f}"


def _moment(name: str, value: date) -> str:
    try:
        return date_text(value)
    except RequestError as error:
        raise RequestError(f"{name}: {error}") from error
