"""Status codes: the ones that are listed, and the ones that the service may add."""

import copy
import json
import pickle
from typing import Any

import pytest

from codatsyncexpenses._enums import StatusCode
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
    """Every documented code tells its meaning in a sentence."""
    assert code.meaning.endswith(".")
    assert " " in code.meaning


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
        assert (made, made.name, made.group, made.meaning) == (
            code,
            code.name,
            code.group,
            code.meaning,
        )


def test_a_member_may_say_less() -> None:
    """A code without a group and a meaning belongs to no group."""

    class Small(StatusCode):
        """Codes of a contract that says nothing about them."""

        ONE = 1

    assert (Small.ONE.group, Small.ONE.meaning, int(Small.ONE)) == ("", "", 1)
