"""The request bodies that the sandbox accepts and refuses."""

import json
from typing import Any

import pytest

from codatsyncexpenses.sandbox import companies
from tests.support.contract import CONTRACT
from tests.support.sandbox_caller import (
    CONFIG,
    DATASETS,
    ONE,
    SYNCS,
    SandboxCaller,
    expense,
    line,
)
from tests.support.sandbox_operations import SERVED

JSON = {"Content-Type": "application/json"}
WRONG = {"name": 1, "platformKey": 1, "status": 1, "bankAccount": 1, "items": 1, "datasetIds": 1}
MALFORMED = {
    "nothing": b"",
    "half": b"{",
    "no UTF-8": b'{"name": "\xff"}',
    "null": b"null",
    "a number": b"1",
    "a list of numbers": b"[1]",
    "wrong types": json.dumps(WRONG).encode(),
}


BODIES = {
    name
    for name, (method, template) in SERVED.items()
    if "requestBody" in CONTRACT["paths"][template][method.lower()]
}
DOCUMENTED = {
    "companyId": companies.SUCCEEDS.id,
    "connectionId": companies.CONNECTION_ID,
    "customerId": companies.CUSTOMER_ID,
    "dataType": "customers",
    "datasetId": companies.PULL_OPERATION_ID,
    "pushOperationKey": companies.PUSH_OPERATION_ID,
    "supplierId": companies.SUPPLIER_ID,
    "syncId": companies.SUCCEEDED_SYNC_ID,
    "transactionId": companies.WRITTEN_TRANSACTION_ID,
}


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data"])
@pytest.mark.parametrize("operation", sorted(SERVED))
def test_a_malformed_body_gets_a_listed_status(
    call: SandboxCaller, operation: str, kind: str
) -> None:
    """Whatever the body of an operation, the contract lists the status of the response."""
    method, template = SERVED[operation]
    listed = CONTRACT["paths"][template][method.lower()]["responses"]
    for name, body in MALFORMED.items():
        path = template.format_map(DOCUMENTED)
        answer = call(method, path, data=body, headers={"Content-Type": kind})
        assert str(answer.status_code) in listed, (name, answer.text)


@pytest.mark.parametrize("body", ["half", "a number", "wrong types"])
@pytest.mark.parametrize("operation", sorted(BODIES))
def test_a_malformed_body_gets_400(call: SandboxCaller, operation: str, body: str) -> None:
    """An operation with a body refuses a malformed one with 400."""
    method, template = SERVED[operation]
    path = template.format_map(DOCUMENTED)
    answer = call(method, path, data=MALFORMED[body], headers=JSON)
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff",
        b"[" * 100_000,
        b"null",
        b"[]",
        b'{"datasetIds": []}',
        b'{"datasetIds": "acce2362-83d6-4e3e-a27f-f4a08e7217d5"}',
        b'{"datasetIds": [1]}',
        b'{"datasetIds": ["\xff"]}',
        b'{"datasetIds": [null]}',
        b'{"datasetIds": ["no-uuid"]}',
    ],
    ids=lambda body: repr(body[:40]),
)
def test_refused_body(call: SandboxCaller, body: bytes) -> None:
    """A body that breaks the contract gets 400, and the reason is in the API's words."""
    answer = call("POST", SYNCS, data=body, headers=JSON)
    says = answer.json()["error"]
    assert answer.status_code == 400
    assert "`" not in says
    assert "Expected" not in says


@pytest.mark.parametrize("kind", [None, "text/plain", "application/x-www-form-urlencoded"])
def test_refused_content_type(call: SandboxCaller, kind: str | None) -> None:
    """A body without the Content-Type of JSON gets 400, and the error says so."""
    answer = call("POST", SYNCS, data=b"{}", headers={"Content-Type": kind})
    assert (answer.status_code, "Content-Type" in answer.json()["error"]) == (400, True)


NEEDED = {
    "create-company": ("POST", "/companies"),
    "replace-company": ("PUT", ONE),
    "set-company-configuration": ("POST", CONFIG),
    "create-expense-dataset": ("POST", DATASETS),
}


@pytest.mark.parametrize(("method", "path"), NEEDED.values(), ids=list(NEEDED))
@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"null", b"{"], ids=repr)
def test_needed_body(call: SandboxCaller, method: str, path: str, body: bytes) -> None:
    """A required body without its required fields gets 400."""
    assert call(method, path, data=body, headers=JSON).status_code == 400


LINES: dict[str, tuple[list[Any], str]] = {
    "no lines": ([], "items[0].lines must have at least 1 item."),
    "a line too many": ([line()] * 101, "items[0].lines must have at most 100 items."),
    "no netAmount": (
        [{"taxAmount": 1, "accountRef": {}}],
        "items[0].lines[0].netAmount is required.",
    ),
    "no taxAmount": ([{"netAmount": 1, "accountRef": {}}], "taxAmount is required."),
    "no accountRef": ([{"netAmount": 1, "taxAmount": 1}], "accountRef is required."),
    "an amount in words": ([line(netAmount="1")], "netAmount must be a number, not a text."),
    "a reference that is none": ([line(taxRateRef="NONE")], "taxRateRef must be an object, not"),
    "no tracking": ([line(trackingRefs=[])], "trackingRefs must have at least 1 item."),
    "much tracking": (
        [line(trackingRefs=[{"id": "1"}] * 11)],
        "trackingRefs must have at most 10 items.",
    ),
}
REFUSED: dict[str, tuple[list[Any], str]] = {
    "none": ([], "items must have at least 1 item."),
    "one too many": (
        [expense(number) for number in range(51)],
        "items must have at most 50 items.",
    ),
    "no object": (["x"], "items[0] must be an object, not a text."),
    "no id": ([{**expense(), "id": None}], "items[0].id must be a UUID, not null."),
    "an id that is no UUID": ([expense(id="x")], "items[0].id must be a UUID."),
    "an id twice": ([expense(1), expense(2), expense(1)], "items[2].id"),
    "an unknown type": ([expense(type="Gift")], "items[0].type does not take 'Gift'."),
    "a transfer in": (
        [expense(type="TransferIn")],
        "items[0].type no longer takes TransferIn: use the endpoint transfer-transactions.",
    ),
    "a transfer out": ([expense(type="TransferOut")], "use the endpoint transfer-transactions."),
    "an adjustment in": (
        [expense(type="AdjustmentIn")],
        "items[0].type no longer takes AdjustmentIn: use the endpoint adjustment-transactions.",
    ),
    "an adjustment out": (
        [expense(type="AdjustmentOut")],
        "use the endpoint adjustment-transactions.",
    ),
    "no date": ([expense(issueDate="soon")], "items[0].issueDate: 'soon'"),
    "a date that is none": ([expense(issueDate="2022-02-30")], "items[0].issueDate"),
    "no currency": (
        [{k: v for k, v in expense().items() if k != "currency"}],
        "items[0].currency is required.",
    ),
    "a currency that is none": (
        [expense(currency="pounds")],
        "items[0].currency must be three capital letters, such as GBP.",
    ),
    "a rate in words": ([expense(currencyRate="1.5")], "currencyRate"),
    "a customer": ([expense(contactRef={"type": "Customer"})], "contactRef.type"),
    **{name: ([expense(lines=lines)], says) for name, (lines, says) in LINES.items()},
}


@pytest.mark.parametrize(("items", "says"), REFUSED.values(), ids=list(REFUSED))
def test_refused_expenses(call: SandboxCaller, items: list[Any], says: str) -> None:
    """Expenses that break the contract get 400, with the reason and the place."""
    answer = call("POST", DATASETS, json={"items": items})
    assert answer.status_code == 400
    assert says in answer.json()["error"]


@pytest.mark.parametrize("tags", [{"x" * 28: "b"}, {"": "b"}])
def test_a_name_that_is_refused(call: SandboxCaller, tags: dict[str, str]) -> None:
    """A tag's name that is too long or too short is refused in the API's words."""
    answer = call("POST", "/companies", json={"name": "Acme", "tags": tags})
    assert answer.status_code == 400
    assert answer.json()["error"].startswith("tags (a name) must have at ")


ACCEPTED = [
    [expense(number) for number in range(50)],
    [expense(lines=[line()] * 100)],
    [{k: v for k, v in expense().items() if k != "lines"}],
    [expense(issueDate="2022-06-28")],
    [expense(id=str(expense()["id"]).upper())],
    [expense(type="Chargeback", currencyRate=None, notes="x", merchantName="é", later=[1])],
    [expense(currencyRate=1.123456789, contactRef={"id": "7", "type": "Supplier"})],
    [expense(lines=[line(trackingRefs=[{"id": "1"}] * 10, taxRateRef={"id": "NONE"})])],
]


@pytest.mark.parametrize("items", ACCEPTED, ids=range(len(ACCEPTED)))
def test_accepted_expenses(call: SandboxCaller, items: list[Any]) -> None:
    """Expenses within the API's limits become a dataset that can be synced."""
    answer = call("POST", DATASETS, json={"items": items})
    assert answer.status_code == 200
    assert call.end(companies.SUCCEEDS, answer.json()["datasetId"])["syncStatusCode"] == 2000


LARGEST = "79228162514264337593543950335"
HELD = [
    *("0", "-1.10", "1e27", "7e28", "9" * 28, "1." + "0" * 40, "0e999", "1E+2", "1" * 29),
    *(LARGEST, f"-{LARGEST}", f"{LARGEST}.000", f"7.{LARGEST[1:]}", f"{LARGEST[:-2]}35e0"),
    *("0." + "0" * 27 + "1", "0." + LARGEST[:28], "1e-28"),
]
NOT_HELD = [
    *("1e400", "1e29", "8e28", "9" * 29, "-8." + "1" * 28, "1e-29", "0." + "1" * 29),
    *(LARGEST[:-1] + "6", f"-{LARGEST[:-1]}6", f"7.{LARGEST[1:-1]}6", "1" * 5000),
    *("1e" + "9" * 30, LARGEST + "0", f"0.{LARGEST}"),
]
WITHOUT = f"and, without the point, be at most {LARGEST}."
PLACE = "items[0].lines[0].netAmount"


def with_amount(text: str) -> str:
    """Return a dataset with this amount."""
    body = json.dumps({"items": [expense(lines=[line(netAmount=-1)])]})
    return body.replace('"netAmount": -1', f'"netAmount": {text}')


@pytest.mark.parametrize("text", HELD)
def test_amounts_that_are_held(call: SandboxCaller, text: str) -> None:
    """An amount that .NET's decimal holds is taken, however it is written."""
    answer = call(
        "POST", DATASETS, call.sandbox.create_company(), data=with_amount(text), headers=JSON
    )
    assert answer.status_code == 200


@pytest.mark.parametrize("text", NOT_HELD, ids=lambda text: text[:40])
def test_amounts_that_are_not_held(call: SandboxCaller, text: str) -> None:
    """An amount of more digits or decimal places than .NET's decimal holds gets 400."""
    answer = call("POST", DATASETS, data=with_amount(text), headers=JSON)
    assert answer.status_code == 400
    assert answer.json()["error"] == f"{PLACE} must have at most 28 decimal places {WITHOUT}"


@pytest.mark.parametrize(
    ("rate", "status"),
    [
        ("1.123456789", 200),
        ("1.1234567890", 200),
        ("1.1234567891", 400),
        ("1e-9", 200),
        ("1e-10", 400),
        ("123456789012.123456789", 200),
    ],
)
def test_the_places_of_a_rate(call: SandboxCaller, rate: str, status: int) -> None:
    """A currency rate has nine decimal places at most; zeros at its end do not count."""
    body = json.dumps({"items": [expense(currencyRate=-1)]})
    body = body.replace('"currencyRate": -1', f'"currencyRate": {rate}')
    answer = call("POST", DATASETS, call.sandbox.create_company(), data=body, headers=JSON)
    assert answer.status_code == status
    if status == 400:
        says = f"items[0].currencyRate must have at most 9 decimal places {WITHOUT}"
        assert answer.json()["error"] == says


def test_long_digits_in_a_text(call: SandboxCaller) -> None:
    """Digits in a text, and numbers in properties that the API does not know, are no amounts."""
    body = {"items": [expense(notes="9" * 40 + " 1e400", lines=[line()], other=10**40)]}
    answer = call("POST", DATASETS, call.sandbox.create_company(), json=body)
    assert answer.status_code == 200
