"""Status codes and text enums: listed values, and values that the service may add."""

import copy
import json
import pickle
import re
from typing import Any

import pytest

from codatsyncexpenses._bases.codec import decode, encode
from codatsyncexpenses._schema.enums import StatusCode, TextEnum
from codatsyncexpenses.models import shared
from codatsyncexpenses.models.shared import SyncStatusCode

RUNNING = {1000, 1010}
SUCCESS = {2000, 2040}
FAILURE = {4000, 4040, 4220, 4260, 5000, 5080, 5120, 5130}
UNLISTED = [0, 999, 2001, 3000, 6000, -1, 10**30]


def test_the_documented_codes() -> None:
    """The members are the codes that the API documents."""
    assert {int(code) for code in SyncStatusCode} == RUNNING | SUCCESS | FAILURE


@pytest.mark.parametrize("number", sorted(RUNNING | SUCCESS | FAILURE))
def test_groups(number: int) -> None:
    """Every documented code is one of running, success and failure."""
    code = SyncStatusCode(number)
    found = (code.is_running, code.is_success, code.is_failure)
    assert found == (number in RUNNING, number in SUCCESS, number in FAILURE)


@pytest.mark.parametrize("code", list(SyncStatusCode), ids=lambda code: code.name)
def test_meanings(code: SyncStatusCode) -> None:
    """Every documented code has its meaning in a sentence."""
    assert code.meaning.endswith(".")
    assert " " in code.meaning


ACTORS = re.compile(r"\b([Yy]ou|customer|Codat)\b")


@pytest.mark.parametrize("number", sorted(FAILURE))
def test_remedies(number: int) -> None:
    """Every failure has a remedy: at most two sentences that name who has to act."""
    remedy = SyncStatusCode(number).remedy
    assert remedy is not None
    assert remedy.endswith(".")
    assert remedy.count(". ") <= 1
    assert len(remedy) < 200
    assert ACTORS.search(remedy)


@pytest.mark.parametrize("number", sorted(RUNNING | SUCCESS) + UNLISTED)
def test_what_has_not_failed_has_no_remedy(number: int) -> None:
    """A code of a sync that runs or succeeded, and a code that is not listed, has no remedy."""
    assert SyncStatusCode(number).remedy is None


def test_a_code_is_a_number() -> None:
    """A code works wherever the number does."""
    code = SyncStatusCode(2000)
    assert code == 2000
    assert code is SyncStatusCode.SUCCEEDED
    assert {2000: "yes"}[code] == "yes"
    assert json.dumps({"code": code}) == '{"code": 2000}'
    assert f"{code:d}" == "2000"


@pytest.mark.parametrize("number", UNLISTED)
def test_an_unlisted_code_is_accepted(number: int) -> None:
    """A code that the service added equals its number and belongs to no group."""
    code = SyncStatusCode(number)
    assert code == number
    assert code.value == number
    assert hash(code) == hash(number)
    assert [code.is_running, code.is_success, code.is_failure] == [False] * 3


def test_an_unlisted_code_says_so() -> None:
    """An unlisted code has a name and a meaning that show the number."""
    code = SyncStatusCode(2001)
    assert code.name == "UNKNOWN_2001"
    assert "2001" in code.meaning
    assert "UNKNOWN_2001" in repr(code)


def test_unlisted_codes_are_compared_by_value() -> None:
    """The same unlisted code twice is equal, and another is not."""
    assert SyncStatusCode(2001) == SyncStatusCode(2001)
    assert SyncStatusCode(2001) != SyncStatusCode(2002)


def test_unlisted_codes_leave_the_class_alone() -> None:
    """Reading an unlisted code adds no member."""
    before = list(SyncStatusCode)
    SyncStatusCode(2001)
    assert list(SyncStatusCode) == before
    assert "UNKNOWN_2001" not in SyncStatusCode.__members__


@pytest.mark.parametrize("value", [None, "2000", "", True, False, [], 2000.5, float("nan"), object])
def test_what_is_no_number_is_refused(value: Any) -> None:
    """Only an integer is a code; nothing is converted."""
    with pytest.raises(ValueError, match="is not a valid SyncStatusCode"):
        SyncStatusCode(value)


@pytest.mark.parametrize("number", [2000, 5130, 2001])
def test_codes_are_pickled_and_copied(number: int) -> None:
    """A code, listed or not, survives pickle and copy with all it says."""
    code = SyncStatusCode(number)
    for made in (pickle.loads(pickle.dumps(code)), copy.copy(code), copy.deepcopy(code)):  # noqa: S301 - our own
        assert type(made) is SyncStatusCode
        assert made == code
        assert (made.name, vars(made)) == (code.name, vars(code))


def test_a_member_may_say_less() -> None:
    """A code without a group and a meaning belongs to no group, and has no remedy."""

    class Small(StatusCode):
        """Codes of a contract that says nothing about them."""

        ONE = 1

    assert (Small.ONE.group, Small.ONE.meaning, int(Small.ONE)) == ("", "", 1)
    assert Small.ONE.remedy is None


STATUS = shared.DataConnectionStatus
TEXTS = [
    "Linked",
    "AddedLater",
    "",
    " ",
    "mro",
    "name",
    "LINKED",
    "caf\u00e9",
    "a\x00b",
    "x" * 10_000,
]


class Text(str):
    """Text of another class."""

    __slots__ = ()


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:10])
def test_a_text_is_the_value(text: str) -> None:
    """A value, listed or not, works wherever its text does."""
    value = STATUS(text)
    assert type(value) is STATUS
    assert (value, value.value) == (text, text)
    assert type(value.value) is str
    assert hash(value) == hash(text)
    assert {text: "yes"}[value] == "yes"
    assert (str(value), f"{value}", f"{value:>12}", "%s" % value) == (  # noqa: UP031 - old code does so
        text,
        text,
        f"{text:>12}",
        text,
    )
    assert json.loads(json.dumps({"status": value, value: 1})) == {"status": text, text: 1}
    assert value + "!" == f"{text}!"


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:10])
def test_values_are_pickled_and_copied(text: str) -> None:
    """A value, listed or not, survives pickle and copy."""
    value = STATUS(text)
    pickles = [pickle.loads(pickle.dumps(value, version)) for version in range(6)]  # noqa: S301 - our own
    for made in (*pickles, copy.copy(value), copy.deepcopy(value)):
        assert type(made) is STATUS
        assert (made, made.name, made.is_known) == (value, value.name, value.is_known)


def test_a_listed_value() -> None:
    """A text that is listed is its member, also where its class is another."""
    assert STATUS("Linked") is STATUS.LINKED
    assert STATUS(Text("Linked")) is STATUS.LINKED
    assert (STATUS.LINKED.name, STATUS.LINKED.is_known) == ("LINKED", True)


def test_an_unlisted_value() -> None:
    """A text that the service has added has itself as its name, and says that it is not known."""
    value = STATUS("AddedLater")
    assert (value.name, value.is_known) == ("AddedLater", False)
    assert repr(value) == "DataConnectionStatus('AddedLater')"
    assert STATUS("AddedLater") == value
    assert STATUS("AddedEvenLater") != value


def test_an_unlisted_value_of_another_class() -> None:
    """Of text of another class only the text is kept."""
    value = STATUS(Text("AddedLater"))
    assert type(value.value) is str
    assert type(value.name) is str


def test_unlisted_values_leave_the_class_alone() -> None:
    """Reading unlisted values adds no member, and keeps none of them."""
    before = (list(STATUS), dict(STATUS.__members__), dict(STATUS._value2member_map_))
    for number in range(100):
        STATUS(f"added {number}")
    assert (list(STATUS), dict(STATUS.__members__), dict(STATUS._value2member_map_)) == before
    assert "added 1" not in STATUS.__members__


@pytest.mark.parametrize("value", [None, 5, True, b"Linked", [], 1.5, object, SyncStatusCode(2000)])
def test_what_is_no_text_is_refused(value: Any) -> None:
    """Only a text is a value; nothing is converted."""
    with pytest.raises(ValueError, match="is not a valid DataConnectionStatus"):
        STATUS(value)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:10])
def test_values_there_and_back(text: str) -> None:
    """A value, listed or not, goes out as it came."""
    body = json.dumps({"status": text}).encode()
    found: shared.Account = decode(body, shared.Account)
    assert type(found.status) is shared.AccountStatus
    assert found.status == text
    assert json.loads(encode(found, shared.Account))["status"] == text
    assert found.to_dict()["status"] == text
    assert json.loads(found.to_json())["status"] == text
    assert shared.Account.from_json(found.to_json()) == found


def enums() -> list[type[TextEnum]]:
    """Give all enums of texts."""
    found = [getattr(shared, name) for name in shared.__all__]
    return sorted(
        {each for each in found if isinstance(each, type) and issubclass(each, TextEnum)},
        key=lambda each: each.__name__,
    )


@pytest.mark.parametrize("kind", enums(), ids=lambda kind: kind.__name__)
def test_every_enum(kind: type[TextEnum]) -> None:
    """Each enum has members that are known, and takes what is not."""
    assert len(list(kind)) > 0
    assert all(member.is_known and kind(str(member)) is member for member in kind)
    assert not kind("AddedLater").is_known
