"""Lists of models: lists in every way, that also turn into records."""

import copy
import dataclasses
import json
import pickle
from typing import Any

import pytest

from codatsyncexpenses._bases.codec import decode
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.utils import ModelList

Status = shared.CompanySyncStatus
PLAIN = [Status(sync_id=f"s{number}", sync_status_code=2000) for number in range(3)]


def statuses(count: int = 3) -> ModelList[Status]:
    """Make a list whose items can be distinguished."""
    return ModelList(Status(sync_id=f"s{number}", sync_status_code=2000) for number in range(count))


@pytest.mark.parametrize("type_", [shared.CompanySyncStatus, shared.ErrorMessage])
def test_what_is_decoded(type_: Any) -> None:
    """A list of an answer is a ModelList, whether its models hold other models or not."""
    body = json.dumps([type_().to_dict()] * 2).encode()
    found = decode(body, list[type_])
    assert type(found) is ModelList
    assert found == [type_(), type_()]


def test_it_equals_a_plain_list() -> None:
    """It is a list, and equals one of the same items either way round."""
    assert isinstance(statuses(), list)
    assert statuses() == PLAIN
    assert PLAIN == statuses()  # noqa: SIM300 - the plain list is asked first
    assert statuses() != PLAIN[:2]


@pytest.mark.parametrize(
    "made",
    [
        copy.copy(statuses()),
        copy.deepcopy(statuses()),
        pickle.loads(pickle.dumps(statuses())),  # noqa: S301 - our own
        pickle.loads(pickle.dumps(statuses(), protocol=0)),  # noqa: S301 - our own
        statuses().copy(),
        statuses()[:],
        statuses(6)[::2],
        dataclasses.replace(
            operations.ListSyncsResponse("", 200, statuses())
        ).company_sync_statuses,
    ],
    ids=["copy", "deepcopy", "pickle", "pickle 0", "copy()", "[:]", "[::2]", "replace"],
)
def test_what_stays_a_model_list(made: object) -> None:
    """A copy, a slice and what was pickled turn into records too."""
    assert type(made) is ModelList
    assert len(made.to_records()) == 3


def test_an_item() -> None:
    """An index gives the model itself, from either end, or an IndexError."""
    made = statuses()
    assert made[0].sync_id == "s0"
    assert made[-1].sync_id == "s2"
    with pytest.raises(IndexError):
        made[3]


def test_a_response_by_hand_takes_a_plain_list() -> None:
    """A test double that holds a plain list keeps it, and equals a real response."""
    plain: Any = [*PLAIN]
    by_hand = operations.ListSyncsResponse("application/json", 200, plain)
    assert by_hand.company_sync_statuses is plain
    real = operations.ListSyncsResponse("application/json", 200, statuses())
    assert by_hand == real
    assert dataclasses.asdict(by_hand) == dataclasses.asdict(real)


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "[]"),
        (1, "[<s0>]"),
        (5, "[<s0>, <s1>, <s2>, <s3>, <s4>]"),
        (6, "[<s0>, <s1>, <s2>, ... and 3 more]"),
        (2000, "[<s0>, <s1>, <s2>, ... and 1,997 more]"),
    ],
)
def test_repr(count: int, text: str) -> None:
    """A long list shows its first items and how many follow."""
    for number in range(count):
        shown = f"CompanySyncStatus(sync_id='s{number}', sync_status_code=2000)"
        text = text.replace(f"<s{number}>", shown)
    assert repr(statuses(count)) == text
    assert str(statuses(count)) == text


def test_a_list_in_itself() -> None:
    """A list that holds itself has a repr."""
    made: Any = statuses(6)
    made[0] = made[1] = made[2] = made
    assert repr(made) == "[[...], [...], [...], ... and 3 more]"
