"""Lists of models: lists in every way, that also turn into records."""

import copy
import dataclasses
import json
import pickle
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codatsyncexpenses import _records
from codatsyncexpenses._codec import decode
from codatsyncexpenses._enums import StatusCode
from codatsyncexpenses._fields import json as member
from codatsyncexpenses._model import Model
from codatsyncexpenses.errors import RequestError
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.utils import ModelList

Status = shared.CompanySyncStatus
PLAIN = [Status(sync_id=f"s{number}", sync_status_code=2000) for number in range(3)]


EAST = timezone(timedelta(hours=1))


def utc(year: int, month: int, day: int, *clock: int) -> datetime:
    """Make a time in UTC."""
    hour, minute, second, fraction = (*clock, 0, 0, 0, 0)[:4]
    return datetime(year, month, day, hour, minute, second, fraction, timezone.utc)


def statuses(count: int = 3) -> ModelList[Status]:
    """Make a list whose items can be told apart."""
    return ModelList(Status(sync_id=f"s{number}", sync_status_code=2000) for number in range(count))


def records(*models: Any) -> list[dict[str, Any]]:
    """Turn whatever it is into records."""
    return ModelList(models).to_records()


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


def test_a_record() -> None:
    """A record has the fields in their order, then what is known of the code."""
    status = Status(
        "c", True, "", None, "s", "Complete", 2000, sync_utc="2026-10-23T10:11:12.1234567Z"
    )
    assert [*records(status)[0].items()] == [
        ("company_id", "c"),
        ("data_pushed", True),
        ("error_message", ""),
        ("sync_exception_message", None),
        ("sync_id", "s"),
        ("sync_status", "Complete"),
        ("sync_status_code", 2000),
        ("sync_utc", utc(2026, 10, 23, 10, 11, 12, 123456)),
        ("code", "SUCCEEDED"),
        ("group", "success"),
        ("meaning", "The sync succeeded and data was written."),
        ("retryable", None),
    ]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-10-23T10:11:12Z", utc(2026, 10, 23, 10, 11, 12)),
        ("2026-10-23T10:11:12", utc(2026, 10, 23, 10, 11, 12)),
        ("2026-10-23T10:11:12.7654321", utc(2026, 10, 23, 10, 11, 12, 765432)),
        ("2026-10-23T10:11:12+02:00", utc(2026, 10, 23, 8, 11, 12)),
        ("2026-10-23", utc(2026, 10, 23)),
        ("0001-01-01T00:00:00Z", utc(1, 1, 1)),
        (datetime(2026, 10, 23, tzinfo=EAST), utc(2026, 10, 22, 23)),
        ("0001-01-01T00:00:00+05:00", None),
        ("9999-12-31T23:59:59-05:00", None),
        ("yesterday", None),
        ("20261023", None),
        ("", None),
        (None, None),
        (1761214272, None),
    ],
)
def test_times(text: Any, moment: datetime | None) -> None:
    """A time is aware and in UTC; what is no time is None and not a guess."""
    found = records(Status(sync_utc=text))[0]["sync_utc"]
    assert found == moment
    assert found is None or found.tzinfo is timezone.utc


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process is fixed here")
def test_times_do_not_follow_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A time without a zone is in UTC, wherever the machine stands."""
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    try:
        assert records(Status(sync_utc="2026-10-23T10:11:12"))[0]["sync_utc"].hour == 10
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (5130, ("WRITE_FAILED", "failure", "Writing to the accounting software failed.", True)),
        (
            4000,
            (
                "CONFIGURATION_INVALID",
                "failure",
                "The company's sync configuration is wrong.",
                False,
            ),
        ),
        (1000, ("RUNNING", "running", "The sync is running.", None)),
        (2999, ("UNKNOWN_2999", "unknown", "A code that is not listed, 2999.", None)),
        (0, ("UNKNOWN_0", "unknown", "A code that is not listed, 0.", None)),
        (None, (None, None, None, None)),
        ("2000", (None, None, None, None)),
        ([], (None, None, None, None)),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_codes(code: Any, told: tuple[object, ...]) -> None:
    """A code is told in words; what is no number has none."""
    (found,) = records(Status(sync_status_code=code))
    assert tuple(found[name] for name in ("code", "group", "meaning", "retryable")) == told
    assert found["sync_status_code"] == code


def test_a_member_of_the_enum_is_its_number() -> None:
    """A record holds plain values: the number and not the enum."""
    (found,) = records(Status(sync_status_code=shared.SyncStatusCode.SUCCEEDED))
    assert type(found["sync_status_code"]) is int


def test_models_within_models() -> None:
    """A model within a model, and each in a list, is a dict too."""
    item = shared.ErrorValidationItem("i", "m", "v")
    error = shared.ErrorMessage(error="no", validation=shared.ErrorValidation(errors=[item]))
    (found,) = records(error)
    assert found["validation"] == {
        "errors": [{"item_id": "i", "message": "m", "validator_name": "v"}],
        "warnings": None,
    }
    assert "meaning" not in found


class Colour(StatusCode):
    """A code."""

    RED = 1, "failure", "It is red."


@dataclass
class Light(Model):
    """A model with a field that is named like a column of its code."""

    number: int | None = field(default=None, metadata=member("number", view="colour"))
    group: str | None = field(default=None, metadata=member("group"))

    @property
    def colour(self) -> Colour | None:
        """The meaning of the number."""
        return Colour.of(self.number)


def test_a_models_own_field_is_not_hidden() -> None:
    """A column of the code gives way to a field of the same name."""
    (found,) = records(Light(1, "north"))
    assert (found["group"], found["colour"], found["meaning"]) == ("north", "RED", "It is red.")


@pytest.mark.parametrize("item", [1, None, {"syncId": "s"}, Status], ids=repr)
def test_only_models_turn_into_records(item: object) -> None:
    """Anything else in the list is refused by name."""
    with pytest.raises(RequestError, match=f"only models .* not {type(item).__name__}"):
        records(Status(), item)


@given(st.text() | st.datetimes().map(datetime.isoformat) | st.none() | st.integers())
def test_moment_never_raises(text: object) -> None:
    """Whatever stands where a time belongs, it is a time in UTC or None."""
    found = _records.moment(text)
    assert found is None or found.utcoffset() == timedelta(0)
