"""Bodies that become much larger once they are read."""

from __future__ import annotations

import json
import sys

import pytest

from codatsyncexpenses import CodatSyncExpenses
from codatsyncexpenses._transport.weight import weight
from codatsyncexpenses.models import operations
from tests.faults.bombs import Sends
from tests.support.ids import COMPANY_ID
from tests.support.processes import results, start_program

MB = 1_000_000
STATUS = {
    "companyId": "8a210b68-6988-11ed-a1eb-0242ac120002",
    "dataPushed": True,
    "errorMessage": "\u00c9chec de la cr\u00e9ation",
    "syncDateUtc": "2026-11-01T10:00:00Z",
    "syncExceptionMessage": None,
    "syncId": "6fb40d5e-b13e-11ed-afa1-0242ac120002",
    "syncStatus": "Complete",
    "syncStatusCode": 2000,
}


WORST = ("objects", "companies", "lists of strings", "map of objects", "one string")


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured as Linux counts it")
def test_bodies_that_are_accepted() -> None:
    """The accepted bodies that expand most make memory grow by less than 160 MB."""
    found = results(start_program("accepted", *WORST, module="tests.faults.bombs"))
    assert [(each["bomb"], each["found"]) for each in found] == [
        (name, "a value") for name in WORST
    ]
    assert [each for each in found if each["grew"] >= 160 * MB] == []


@pytest.mark.parametrize("as_escapes", [True, False])
def test_a_long_list(as_escapes: bool) -> None:
    """A list of 100,000 ordinary statuses is read."""
    body = json.dumps([STATUS] * 100_000, ensure_ascii=as_escapes, separators=(",", ":"))
    client = CodatSyncExpenses(server_url="https://long.example")
    client.sdk_configuration.client.mount("https://", Sends(200, body.encode()))
    found = client.sync.list(operations.ListSyncsRequest(COMPANY_ID)).company_sync_statuses
    assert len(found or ()) == 100_000


@pytest.mark.parametrize(
    ("body", "least", "most"),
    [
        (b"{}", 250, 400),
        (b"[" + b"{}," * 1000 + b"{}]", 280_000, 500_000),
        (b'"' + b"a" * 1000 + b'"', 2000, 2100),
        (b'"' + b"a" * 1000 + b'\xc3\xa9"', 2000, 2100),
        (b'"' + b"a" * 1000 + b'\\u00e9"', 2000, 2100),
        (b'"' + b"a" * 1000 + b'\xe2\x82\xac"', 5000, 5300),
        (b'"' + b"a" * 1000 + b'\\u20ac"', 5000, 5300),
        (b'"\xf0\x9f\x98\x80' + b"a" * 1000 + b'"', 7000, 7400),
        (b'"\\uD83D\\uDE00' + b"a" * 1000 + b'"', 7000, 7400),
        (b'"\xf0\x9f\x98\x80' + b'\\"' * 500 + b'"', 7000, 7400),
    ],
)
def test_weights(body: bytes, least: int, most: int) -> None:
    """A body weighs what it and its values take, and texts by their widest character."""
    assert least <= weight(body, 1 << 40) <= most
