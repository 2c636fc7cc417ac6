"""`marshal_json` and `unmarshal_json`: JSON text of any type."""

from __future__ import annotations

import threading
import uuid
from decimal import Decimal
from typing import Any, Optional

import pytest

from codatsyncexpenses.errors import RequestError
from codatsyncexpenses.models import shared
from codatsyncexpenses.utils import marshal_json, unmarshal_json

STATUS = shared.CompanySyncStatus(company_id="c", sync_status_code=2000)
TEXT = STATUS.to_json()
OPTIONAL_STATUSES = Optional[list[shared.CompanySyncStatus]]  # noqa: UP045 - as in old code
LOOP: list[object] = []
LOOP.append(LOOP)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (STATUS, TEXT),
        ([STATUS, STATUS], f"[{TEXT}, {TEXT}]"),
        ((STATUS,), f"[{TEXT}]"),
        ({"a": [STATUS]}, f'{{"a": [{TEXT}]}}'),
        (shared.Account(current_balance=Decimal("1.10")).to_dict()["currentBalance"], "1.10"),
        (shared.AccountStatus.ACTIVE, '"Active"'),
        (shared.SyncStatusCode.SUCCEEDED, "2000"),
        (uuid.UUID(int=1), f'"{uuid.UUID(int=1)}"'),
        ([], "[]"),
        (None, "null"),
        ("\u00e9", r'"\u00e9"'),
    ],
    ids=str,
)
def test_values_become_text(value: object, text: str) -> None:
    """A model, a list or dict of models and a plain value are written as `to_json` writes them."""
    assert marshal_json(value) == text


@pytest.mark.parametrize(
    "value",
    [object(), b"x", {1: object()}, LOOP, threading.Lock()],
    ids=lambda value: type(value).__name__,
)
def test_what_json_cannot_hold_is_refused(value: object) -> None:
    """A value that JSON cannot hold raises a typed error."""
    with pytest.raises(RequestError, match=r"^marshal_json: "):
        marshal_json(value)


@pytest.mark.parametrize(
    ("text", "type_", "value"),
    [
        (TEXT, shared.CompanySyncStatus, STATUS),
        (TEXT.encode(), shared.CompanySyncStatus, STATUS),
        (bytearray(TEXT.encode()), shared.CompanySyncStatus, STATUS),
        (f"[{TEXT}]", list[shared.CompanySyncStatus], [STATUS]),
        (f"[{TEXT}]", OPTIONAL_STATUSES, [STATUS]),
        (f"[{TEXT}]", list[shared.CompanySyncStatus] | None, [STATUS]),
        (f'{{"a": {TEXT}}}', dict[str, shared.CompanySyncStatus], {"a": STATUS}),
        ('{"company_id": "c", "new": 1}', shared.CompanySyncStatus, shared.CompanySyncStatus("c")),
        ("{}", shared.Company, shared.Company.from_dict({}, infer_missing=True)),
        ("null", OPTIONAL_STATUSES, None),
        ("null", shared.CompanySyncStatus | None, None),
        ("null", Any, None),
        ("5", int, 5),
        ("1.5", float, 1.5),
        ("1.123456789012345678901", Decimal, Decimal("1.123456789012345678901")),
        ('"Active"', shared.AccountStatus, shared.AccountStatus.ACTIVE),
        ('"AddedLater"', shared.AccountStatus, shared.AccountStatus("AddedLater")),
    ],
    ids=str,
)
def test_text_becomes_values(text: str | bytes, type_: object, value: object) -> None:
    """Text is read into the type that is asked for."""
    found = unmarshal_json(text, type_)
    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("[]", shared.CompanySyncStatus),
        ("5", shared.CompanySyncStatus),
        ("null", shared.CompanySyncStatus),
        ("null", list[shared.CompanySyncStatus]),
        ('{"syncStatusCode": "x"}', shared.CompanySyncStatus),
        (TEXT, list[shared.CompanySyncStatus]),
        (TEXT, "Undefined"),
        ("[" * 100_000, list),
        ("1e9999999999999999999", Decimal),
        (None, shared.CompanySyncStatus),
        (5, int),
    ],
    ids=lambda value: str(value)[:40],
)
def test_text_of_another_type_is_refused(text: Any, type_: object) -> None:
    """Text that the type cannot hold raises a typed error that names the type."""
    with pytest.raises(RequestError, match=r"^unmarshal_json: cannot read it as "):
        unmarshal_json(text, type_)


@pytest.mark.parametrize("text", ["", "x", "{", b"\xff"])
def test_what_is_no_json_is_refused(text: str | bytes) -> None:
    """Text that is not JSON raises a ValueError, as `from_json` does."""
    with pytest.raises(ValueError, match=r"."):
        unmarshal_json(text, shared.CompanySyncStatus)


def test_an_encoder_and_a_decoder_come_between() -> None:
    """The encoder gets what is to be written, the decoder what was read."""
    assert marshal_json(STATUS, lambda content: content["companyId"]) == '"c"'
    assert unmarshal_json(TEXT, shared.CompanySyncStatus, lambda status: status.company_id) == "c"


def test_errors_of_an_encoder_and_a_decoder_are_their_own() -> None:
    """An exception from an encoder or a decoder arrives unchanged."""
    with pytest.raises(TypeError, match="str"):
        marshal_json("a", lambda text: text + 1)
    with pytest.raises(TypeError, match="str"):
        unmarshal_json('"a"', str, lambda text: text + 1)
