"""How many Python functions a call enters: a count that no noise touches.

The bounds are exact: the most that any supported Python enters. Lower them when a change enters
fewer.
"""

import gc
import io
import json
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

import pytest
import requests
import urllib3
from requests.adapters import BaseAdapter, HTTPAdapter

import codatsyncexpenses
from codatsyncexpenses import CodatSyncExpenses
from codatsyncexpenses.models import operations, shared
from tests.support.ids import COMPANY_ID, SYNC_ID

PACKAGE = str(Path(codatsyncexpenses.__file__).parent)
IDS = [f"{number:08x}-b13e-11ed-afa1-0242ac120002" for number in range(1000)]
STATUS = {
    "companyId": COMPANY_ID,
    "syncId": SYNC_ID,
    "syncStatusCode": 2000,
    "syncStatus": "Complete",
}


class Count(NamedTuple):
    """How many functions a call enters."""

    ours: int
    """Functions of the package."""
    total: int
    """All functions in Python, but for those of this file."""


class Answer(BaseAdapter):
    """Answers every request with one value, and no network."""

    def __init__(self, status: int, value: object) -> None:
        super().__init__()
        self._status, self._body = status, json.dumps(value).encode()

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        """Answer a request."""
        headers = {"Content-Type": "application/json", "Content-Length": str(len(self._body))}
        raw = urllib3.HTTPResponse(
            io.BytesIO(self._body), headers, self._status, preload_content=False
        )
        return HTTPAdapter().build_response(request, raw)

    def close(self) -> None:
        """Do nothing: there are no connections."""


def client(status: int, value: object) -> CodatSyncExpenses:
    """Return a client whose requests are all answered with one value."""
    security = shared.Security(auth_header="Basic c2VjcmV0")
    made = CodatSyncExpenses(security=security, server_url="https://api.example")
    made.sdk_configuration.client.mount("https://", Answer(status, value))
    return made


def get() -> Callable[[], object]:
    """Return the reading of one status."""
    sync, request = client(200, STATUS).sync, operations.GetSyncByIDRequest(COMPANY_ID, SYNC_ID)
    return lambda: sync.get(request)


def list_1000() -> Callable[[], object]:
    """Return the reading of a thousand statuses."""
    sync, request = client(200, [STATUS] * 1000).sync, operations.ListSyncsRequest(COMPANY_ID)
    return lambda: sync.list(request)


def initiate_1000() -> Callable[[], object]:
    """Return the start of a sync of a thousand datasets."""
    sync = client(202, {"syncId": SYNC_ID}).sync
    request = operations.InitiateSyncRequest(COMPANY_ID, shared.InitiateSync(IDS))
    return lambda: sync.initiate_sync(request)


def create_50() -> Callable[[], object]:
    """Return the creation of fifty expenses of ten lines."""
    lines = [
        shared.ExpenseTransactionLine(
            account_ref=shared.RecordRef("a"),
            net_amount=Decimal("110.42"),
            tax_amount=Decimal("14.43"),
            tax_rate_ref=shared.RecordRef("t"),
            tracking_refs=[shared.TrackingRef(shared.TrackingRefDataType.CUSTOMERS, "r")],
        )
        for _ in range(10)
    ]
    payment = shared.ExpenseTransactionType.PAYMENT
    transactions = [
        shared.ExpenseTransaction("GBP", each, "2026-01-01", payment, lines=lines)
        for each in IDS[:50]
    ]
    expenses = client(200, {"syncId": SYNC_ID}).expenses
    request = operations.CreateExpenseTransactionRequest(COMPANY_ID, transactions)
    return lambda: expenses.create(request)


def counted(call: Callable[[], object]) -> Count:
    """Count the functions that a call enters."""
    entered: list[str] = []

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            entered.append(frame.f_code.co_filename)

    before = sys.getprofile()
    gc.disable()  # others have it call functions of theirs
    sys.setprofile(note)
    try:
        call()
    finally:
        sys.setprofile(before)
        gc.enable()
    return Count(
        sum(file.startswith(PACKAGE) for file in entered),
        sum(file != __file__ for file in entered),
    )


@pytest.mark.parametrize(
    ("make", "most"),
    [
        (get, Count(43, 205)),
        (list_1000, Count(41, 1202)),
        (initiate_1000, Count(56, 228)),
        (create_50, Count(102, 275)),
    ],
)
def test_functions_entered(make: Callable[[], Callable[[], object]], most: Count) -> None:
    """The second call of an operation enters no more functions than it did."""
    call = make()
    call()
    found = counted(call)
    assert found.ours <= most.ours
    assert found.total <= most.total
