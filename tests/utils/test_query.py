"""Filters: the text they send, the values they refuse, and protection from injection."""

from __future__ import annotations

import copy
import enum
import functools
import operator
import pickle
import re
import subprocess
import sys
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, get_type_hints
from urllib.parse import unquote

import pytest
import requests
from hypothesis import example, given, settings
from hypothesis import strategies as st

from codatsyncexpenses import utils
from codatsyncexpenses.errors import RequestError
from codatsyncexpenses.models import shared
from codatsyncexpenses.utils import Filter, ModelList, Query

A = Query("a") == 1
B = Query("b") == 2
C = Query("c") == 3
D = Query("d") == 4
EAST = timezone(timedelta(hours=2))
NAIVE = datetime(2026, 1, 1, 12)  # noqa: DTZ001 - it is written without a zone


class Colour(str, enum.Enum):
    """An enum like those of an API."""

    RED = "Red"


def test_what_the_guide_promises() -> None:
    """Comparisons are Filters for a type checker too, and `&` and `|` join them."""
    linked: Filter = Query("dataConnections.status") == "Linked"
    recent: Filter = Query("created") >= datetime(2026, 1, 1, tzinfo=timezone.utc)
    either: Filter = linked & (recent | Query("name").contains("Toft"))
    assert str(either) == (
        "dataConnections.status=Linked&&{created>=2026-01-01T00:00:00Z||name~Toft}"
    )


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (Query("a") == 5, "a=5"),
        (Query("a") != 5, "a!=5"),
        (Query("a") > 5, "a>5"),
        (Query("a") < 5, "a<5"),
        (Query("a") >= 5, "a>=5"),
        (Query("a") <= 5, "a<=5"),
        (5 < Query("a"), "a>5"),  # noqa: SIM300 - the order is what is looked at
        (Query("a").contains("x"), "a~x"),
    ],
)
def test_operators(made: Filter, text: str) -> None:
    """Each comparison has its operator of the API."""
    assert made == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Toft stores", "Toft stores"),
        ("O'Neil & Sons (UK), 100% Yahoo!", "O'Neil & Sons (UK), 100% Yahoo!"),
        ("株式会社\u3000トフト", "株式会社\u3000トフト"),
        (True, "true"),
        (False, "false"),
        (-5, "-5"),
        (10**30, "1" + "0" * 30),
        (0.1, "0.1"),
        (1e22, "1" + "0" * 22),
        (1e-7, "0.0000001"),
        (Decimal("1.50"), "1.50"),
        (Decimal("1E+3"), "1000"),
        (date(2026, 1, 1), "2026-01-01"),
        (NAIVE, "2026-01-01T12:00:00"),
        (NAIVE.replace(tzinfo=timezone.utc), "2026-01-01T12:00:00Z"),
        (NAIVE.replace(tzinfo=EAST, microsecond=5), "2026-01-01T10:00:00.000005Z"),
        (uuid.UUID(int=5), "00000000-0000-0000-0000-000000000005"),
        (Colour.RED, "Red"),
        (shared.SyncStatusCode(2000), "2000"),
    ],
    ids=repr,
)
def test_values(value: Any, text: str) -> None:
    """Each kind of value is written bare, numbers without an exponent and zones as UTC."""
    assert (Query("a") == value) == f"a={text}"


def test_values_that_show_themselves_otherwise() -> None:
    """Texts and floats are written as what they are, whatever they show in a print."""

    class Word(str):
        """A text with a text of its own."""

        __slots__ = ()

        def __str__(self) -> str:
            return "y||z"

    class Number(float):
        """A float like NumPy's, which shows itself as code."""

        def __repr__(self) -> str:
            return f"float64({float(self)})"

    assert (Query("a") == Word("x")) == "a=x"
    assert (Query(Word("a")) == 1) == "a=1"
    assert (Query("a") == Number(1.5)) == "a=1.5"


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (A & B & C, "a=1&&b=2&&c=3"),
        (A & (B & C), "a=1&&b=2&&c=3"),
        (A | (B | C), "a=1||b=2||c=3"),
        ((A | B) & C, "{a=1||b=2}&&c=3"),
        (A & (B | C), "a=1&&{b=2||c=3}"),
        ((A & B) | C, "{a=1&&b=2}||c=3"),
        ((A | B) & (C | D), "{a=1||b=2}&&{c=3||d=4}"),
        ((A | (B & C)) & D, "{a=1||{b=2&&c=3}}&&d=4"),
        (functools.reduce(Filter.__or__, [A, B, C]), "a=1||b=2||c=3"),
    ],
)
def test_groups_stand_where_and_meets_or(made: Filter, text: str) -> None:
    """A group stands where `&&` and `||` meet, and nowhere else."""
    assert made == text


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "null"),
        ("", "empty text"),
        (float("nan"), "finite, not NaN"),
        (float("-inf"), "finite, not -Infinity"),
        (Decimal("sNaN"), "finite, not sNaN"),
        (10**5000, "more digits"),
        (Decimal("1E+999999999"), "more digits"),
        (Decimal("1E-999999999"), "more digits"),
        (Decimal("0E-999999999"), "more digits"),
        (datetime.max.replace(tzinfo=timezone(timedelta(hours=-1))), "in UTC"),
        (b"x", "not bytes"),
        (["x"], "not list"),
        (Query("b"), "not Query"),
        (A, "'a=1' cannot be written"),
    ],
    ids=str.split("null empty nan inf snan int huge tiny zero past bytes list query filter"),
)
def test_values_that_are_refused(value: Any, words: str) -> None:
    """A value that the language cannot express is refused, with the property and the reason."""
    with pytest.raises(RequestError, match=f"^total: .*{re.escape(words)}"):
        _ = Query("total") == value


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ('x" || id != "y', '"'),
        ("x&&id", "&&"),
        ("x& &id", "& &"),
        ("x||id", "||"),
        ("x}", "}"),
        ("{x", "{"),
        ("x=y", "="),
        ("<x", "<"),
        ("x>", ">"),
        ("x~y", "~"),
        ("!x", "!"),
        ("x&", "&"),
        ("|x", "|"),
        ("'x", "'"),
        ("x'", "'"),
        ("x\\", "\\"),
        ("x%26%26id%3D1", "%26"),
        (" x", " "),
        ("x\u00a0", "\u00a0"),
        ("x\ny", "\n"),
        ("x\x00", "\x00"),
        ("x\x85y", "\x85"),
        ("x\udc80", "\udc80"),
    ],
)
def test_texts_that_are_refused(text: str, part: str) -> None:
    """A text that could be read as more than a value is refused, and what is wrong is named."""
    words = f"{text!r} cannot be written in a query, because of {part!r} at character"
    with pytest.raises(RequestError, match=re.escape(words)):
        _ = Query("name") == text
    with pytest.raises(RequestError, match=re.escape(words)):
        Query("name").contains(text)


@pytest.mark.parametrize("value", ["2026-01-01", True, uuid.UUID(int=5)], ids=repr)
@pytest.mark.parametrize("compare", [operator.gt, operator.lt, operator.ge, operator.le])
def test_only_numbers_and_dates_have_an_order(compare: Callable[..., Any], value: Any) -> None:
    """Text, bools and identifiers are not greater or less than others."""
    with pytest.raises(RequestError, match=r"^a: [<>]=? takes a number, a date or a datetime"):
        compare(Query("a"), value)


@pytest.mark.parametrize("value", [5, None, True, date(2026, 1, 1)], ids=repr)
def test_contains_takes_text(value: Any) -> None:
    """`contains` is for text alone."""
    with pytest.raises(RequestError, match="contains takes text, not "):
        Query("a").contains(value)


@pytest.mark.parametrize(
    "name", ["", "a b", "a=1||b", ".a", "a.", "a..b", "a-b", "é", "a\n", "\u0663"], ids=repr
)
def test_names_that_are_refused(name: str) -> None:
    """A property is ASCII letters, digits and underscores, with dots between."""
    with pytest.raises(RequestError, match=r"^a property must be letters, .*, not ") as caught:
        Query(name)
    assert str(caught.value).endswith(repr(name))


@pytest.mark.parametrize("name", [None, b"a", 10**5000], ids=["None", "bytes", "int"])
def test_a_name_is_text(name: Any) -> None:
    """A value that is not text is not a property."""
    with pytest.raises(RequestError, match="a property must be text, not "):
        Query(name)


# For what a type checker refuses too.
F: Any = A
Q: Any = Query("a")

TRUTHS: dict[str, Callable[[], object]] = {
    "if": lambda: 1 if F else 2,
    "and": lambda: F and B,
    "or": lambda: F or B,
    "not": lambda: not F,
    "chain": lambda: 1 < Q < 5,
    "two equals": lambda: Q == 1 == F,
    "a query": lambda: Q and B,
}


@pytest.mark.parametrize("use", TRUTHS.values(), ids=list(TRUTHS))
def test_there_is_no_truth(use: Callable[[], object]) -> None:
    """Using the truth of a Filter raises an error that says what to write instead."""
    with pytest.raises(
        RequestError, match=r"is neither true nor false: combine Filters with & and \|"
    ):
        use()


JOINS: dict[str, Callable[[], object]] = {
    "no brackets, and": lambda: Q == 1 & Q == 2,
    "no brackets, or": lambda: Q == "x" | Q == "y",
    "brackets on one side": lambda: Q == 1 & F,
    "brackets on the other side": lambda: F & Q == 1,
    "text": lambda: F & "b=2",
    "text first": lambda: "b=2" | F,
    "a property": lambda: Q | F,
}


@pytest.mark.parametrize("use", JOINS.values(), ids=list(JOINS))
def test_only_filters_are_joined(use: Callable[[], object]) -> None:
    """Joining anything else, as happens without brackets, is refused and shows how to write it."""
    with pytest.raises(RequestError, match=r"^& and \| combine Filters, not .* in brackets"):
        use()


@pytest.mark.parametrize("kind", [Filter, Query, ModelList])
def test_classes_name_their_public_module(kind: type[object]) -> None:
    """Tracebacks and pickles name the module that users import a class from."""
    assert kind.__module__ == "codatsyncexpenses.utils"
    assert getattr(utils, kind.__name__) is kind
    assert get_type_hints(kind) == ({"_joint": str} if kind is Filter else {})


@pytest.mark.parametrize("made", [A, A & B, (A | B) & C], ids=str)
def test_copies_and_pickles(made: Filter) -> None:
    """A Filter that was copied or pickled is a Filter with the same text, and joins alike."""
    protocols = range(pickle.HIGHEST_PROTOCOL + 1)
    pickled = [pickle.loads(pickle.dumps(made, each)) for each in protocols]  # noqa: S301 - ours
    for other in [copy.copy(made), copy.deepcopy(made), *pickled]:
        assert type(other) is Filter
        assert other == made
        assert other & D == made & D
        assert other | D == made | D


def test_it_is_a_string() -> None:
    """A Filter compares, hashes, prints and is sent as its text."""
    made = A & (Query("name") == "Smith & Co")
    assert isinstance(made, str)
    assert hash(made) == hash("a=1&&name=Smith & Co")
    assert (f"{made}", repr(made)) == ("a=1&&name=Smith & Co", "'a=1&&name=Smith & Co'")
    sent = requests.Request("GET", "https://api.example", params={"query": made}).prepare()
    assert sent.url == "https://api.example/?query=a%3D1%26%26name%3DSmith+%26+Co"


def test_text_makes_no_filter() -> None:
    """Text that was not checked becomes no Filter."""
    made: Any = Filter
    with pytest.raises(RequestError, match="create a Filter from a Query"):
        made("a=1||b=2")


def test_queries_are_values_of_their_own() -> None:
    """A Query can be a key, and shows what it is."""
    name, other = Query("name"), Query("name")
    assert {name: 1, other: 2}[name] == 1
    assert repr(name) == "Query('name')"


def test_the_longest_query() -> None:
    """2047 characters are taken as they are, before URL-encoding; 2048 are refused."""
    assert len(Query("a") == "é" * 2045) == 2047
    with pytest.raises(RequestError, match="at most 2047 characters before URL-encoding, not 2048"):
        _ = Query("a") == "é" * 2046


def test_a_join_has_the_same_limit() -> None:
    """Filters that fit alone are refused where they do not fit together."""
    long = Query("a") == "x" * 1500
    with pytest.raises(RequestError, match=r"at most 2047 characters .*, not 3006$"):
        _ = long & long


LOADS = """
import sys
import codatsyncexpenses.utils
from codatsyncexpenses import CodatSyncExpenses
print("codatsyncexpenses.utils._query" in sys.modules)
codatsyncexpenses.utils.Query
print("codatsyncexpenses.utils._query" in sys.modules)
"""


def test_it_loads_when_it_is_used() -> None:
    """A client, and the other names beside Query, load nothing of it."""
    done = subprocess.run([sys.executable, "-c", LOADS], capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert done.stdout.split() == ["False", "True"]


@dataclass
class Joint:
    """Parts that one operator joins."""

    operator: str
    parts: list[Any]


Tree = tuple[str, str, str] | Joint


def read(text: str) -> Tree:
    """Read a query as the language is described; what it leaves open is an error."""
    tokens = re.findall(r"&&|\|\||[{}]|(?:(?!&&|\|\||[{}]).)+", text, re.DOTALL)
    tree = read_level(tokens)
    assert tokens == [], "something follows the end"
    return tree


def read_level(tokens: list[str]) -> Tree:
    """Read comparisons and groups up to the end of a group."""
    parts, operators = [read_part(tokens)], set[str]()
    while tokens and tokens[0] in ("&&", "||"):
        operators.add(tokens.pop(0))
        parts.append(read_part(tokens))
    assert len(operators) < 2, "which operator binds tighter is not defined"
    return Joint(operators.pop(), parts) if operators else parts[0]


def read_part(tokens: list[str]) -> Tree:
    """Read a comparison or a group."""
    if tokens[0] == "{":
        tokens.pop(0)
        tree = read_level(tokens)
        assert tokens.pop(0) == "}"
        assert isinstance(tree, Joint), "a group of one is not needed"
        return tree
    found = re.fullmatch(r"([\w.]+)(!=|>=|<=|=|>|<|~)(.*)", tokens.pop(0), re.DOTALL)
    assert found, "no comparison"
    return found[1], found[2], found[3]


def join(sign: str, left: Tree, right: Tree) -> Joint:
    """Join two trees; what the same operator joins is one level."""
    parts = [
        part.parts if isinstance(part, Joint) and part.operator == sign else [part]
        for part in (left, right)
    ]
    return Joint(sign, [*parts[0], *parts[1]])


def compared(name: str, sign: str, text: str) -> tuple[Filter, Tree] | None:
    """Compare with a text, and tell what must be read back; None where it is refused."""
    makers = {"=": Query(name).__eq__, "!=": Query(name).__ne__, "~": Query(name).contains}
    try:
        return makers[sign](text), (name, sign, text)
    except RequestError:
        return None


def joined(sign: str, left: tuple[Filter, Tree], right: tuple[Filter, Tree]) -> tuple[Filter, Tree]:
    """Join two Filters, and what must be read back."""
    made = left[0] & right[0] if sign == "&&" else left[0] | right[0]
    return made, join(sign, left[1], right[1])


# Any text at all, and above all what means something in a query or in an address.
TEXTS = st.text(max_size=8) | st.text("&|{}=!<>~'\"\\%267CaD +\n", min_size=1, max_size=8)
NAMES = st.from_regex(r"[a-z]{1,3}(\.[a-z]{1,3})?", fullmatch=True)
# Conditions are written from the texts that are accepted; refusals have their tests above.
ACCEPTED = TEXTS.map(lambda text: text if compared("name", "=", text) else "Toft & Sons")
COMPARISONS = st.builds(compared, NAMES, st.sampled_from(["=", "!=", "~"]), ACCEPTED)
TREES: st.SearchStrategy[Any] = st.recursive(
    COMPARISONS,
    lambda inner: st.builds(joined, st.sampled_from(["&&", "||"]), inner, inner),
    max_leaves=12,
)
thorough = settings(max_examples=300, deadline=None, derandomize=True)


@thorough
@given(TREES)
def test_what_is_written_is_what_is_read(case: tuple[Filter, Tree]) -> None:
    """Any conditions come back as they were: same values, same structure, no group too many."""
    made, tree = case
    assert read(made) == tree


@thorough
@given(TEXTS, st.sampled_from(["&&", "||"]))
@example('x" || id != "y', "||")
@example("x%26%26id%3D1", "&&")
@example("x & & id", "&&")
@example("x&", "&&")
def test_a_text_stays_one_value(text: str, sign: str) -> None:
    """A text is refused or stays one value, also where a server decodes twice or drops spaces."""
    middle, around = compared("name", "=", text), (A, read("a=1"))
    if middle is None:
        return
    made, _ = joined(sign, joined(sign, around, middle), around)
    assert read(made) == Joint(sign, [around[1], ("name", "=", text), around[1]])
    for seen in (unquote(str(made)), made.replace(" ", "")):
        tree = read(seen)
        assert isinstance(tree, Joint)
        assert (tree.operator, [part[0] for part in tree.parts]) == (sign, ["a", "name", "a"])
