"""The sandbox's syncs: how they start, progress and end."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

import pytest

from codatsyncexpenses.errors import CodatError, ConfigurationError
from codatsyncexpenses.models.shared import SyncStatusCode
from codatsyncexpenses.sandbox import Sandbox, companies
from codatsyncexpenses.sandbox.companies import Company
from tests.support.sandbox_caller import (
    BY_ID,
    CONFIG,
    CONNECTIONS,
    DATASETS,
    LAST_SUCCESSFUL,
    LATEST,
    LIST,
    SYNCS,
    TRANSACTIONS,
    SandboxCaller,
    expense,
)

ENDS = [
    (companies.SUCCEEDS, 2000, "Completed"),
    (companies.RUNNING_LONG, 2000, "Completed"),
    (companies.NOTHING_TO_SYNC, 2040, None),
    (companies.CONFIGURATION_INVALID, 4000, "ValidationError"),
    (companies.COMPANY_NOT_FOUND, 4040, "PushError"),
    (companies.COMPANY_UNPROCESSABLE, 4220, "PushError"),
    (companies.SUBSCRIPTION_LAPSED, 4260, "PushError"),
    (companies.SERVER_ERROR, 5000, "Unknown"),
    (companies.DUPLICATE_PREVENTED, 5080, "ValidationError"),
    (companies.PROCESSING_FAILED, 5120, "ValidationError"),
    (companies.WRITE_FAILED, 5130, "PushError"),
]
WRITTEN = str(uuid5(UUID(companies.DUPLICATE_PREVENTED.dataset_ids[0]), "0"))
NAMES = [company.name for company, _, _ in ENDS]


def statuses(call: SandboxCaller, company: Company | str, sync_id: str) -> dict[str, str]:
    """Return the status of each transaction of a sync."""
    found = call.read(TRANSACTIONS, company, sync_id)["results"]
    return {each["transactionId"]: each["status"] for each in found}


def dataset(call: SandboxCaller, company: Company, *numbers: int) -> str:
    """Create a dataset of numbered expenses."""
    return call.sandbox.create_dataset(company.id, [expense(number) for number in numbers])


# Starting


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"datasetIds": None},
        {"datasetIds": list(companies.SUCCEEDS.dataset_ids)},
        {"datasetIds": [companies.SUCCEEDS.dataset_ids[0].upper()]},
        {"datasetIds": None, "later": 1},
    ],
)
def test_accepted_body(call: SandboxCaller, body: object) -> None:
    """A sync of named datasets or of all is accepted, and is the company's latest."""
    answer = call("POST", SYNCS, json=body)
    assert answer.status_code == 202
    assert call.read(LATEST)["syncId"] == str(UUID(answer.json()["syncId"]))


def test_no_body(call: SandboxCaller) -> None:
    """The body is optional."""
    assert call("POST", SYNCS).status_code == 202


def test_unknown_dataset(call: SandboxCaller) -> None:
    """A dataset of another company gets 404, and no sync starts."""
    ids = [*companies.SUCCEEDS.dataset_ids, *companies.WRITE_FAILED.dataset_ids]
    answer = call("POST", SYNCS, json={"datasetIds": ids})
    assert (answer.status_code, ids[1] in answer.json()["error"]) == (404, True)
    assert len(call.read(LIST)) == 1


def test_company_without_connections(call: SandboxCaller) -> None:
    """A company without its connections gets 422 and has no syncs."""
    assert call("POST", SYNCS, companies.WITHOUT_CONNECTIONS).status_code == 422
    assert call.read(LIST, companies.WITHOUT_CONNECTIONS) == []


# A sync's course


def test_a_status_has_every_property(call: SandboxCaller) -> None:
    """A status has every property of the contract."""
    assert call.read(LATEST) == {
        "companyId": "8a210b68-6988-11ed-a1eb-0242ac120002",
        "syncId": "6fb40d5e-b13e-11ed-afa1-0242ac120002",
        "syncStatusCode": 2000,
        "syncStatus": "Complete",
        "errorMessage": "",
        "syncExceptionMessage": "",
        "syncUtc": "2023-10-15T07:00:00.0000000Z",
        "dataPushed": True,
    }


@pytest.mark.parametrize(
    ("seconds", "text", "code"),
    [
        (0, "NotStarted", 1000),
        (0.9, "NotStarted", 1000),
        (1.1, "Started", 1000),
        (2.1, "Pushing", 1000),
        (2.9, "Pushing", 1000),
        (3, "Complete", 2000),
        (1e6, "Complete", 2000),
    ],
)
def test_stages(call: SandboxCaller, seconds: float, text: str, code: int) -> None:
    """A sync waits for a third of its time, runs for two thirds, and ends."""
    sync_id = call.start()
    assert set(statuses(call, companies.SUCCEEDS, sync_id).values()) == {"Pending"}
    call.sandbox.advance(seconds)
    status = call.read(BY_ID, sync_id=sync_id)
    assert (status["syncStatus"], status["syncStatusCode"]) == (text, code)
    assert status["dataPushed"] == (code == 2000)


@pytest.mark.parametrize(("minutes", "code"), [(9.99, 1000), (10, 1010), (19.99, 1010), (20, 2000)])
def test_ten_minutes(call: SandboxCaller, minutes: float, code: int) -> None:
    """A sync that runs for more than ten minutes has another code."""
    sync_id = call.start(companies.RUNNING_LONG)
    call.sandbox.advance(minutes * 60)
    assert call.read(BY_ID, companies.RUNNING_LONG, sync_id)["syncStatusCode"] == code


@pytest.mark.parametrize(("company", "code", "outcome"), ENDS, ids=NAMES)
def test_ends(call: SandboxCaller, company: Company, code: int, outcome: str | None) -> None:
    """Each company's syncs always end alike, and only a failure has a message."""
    for _ in range(2):
        sync_id = call.start(company)
        call.sandbox.advance(1200)
        status = call.read(BY_ID, company, sync_id)
        assert status["syncStatusCode"] == code
        assert status["syncStatus"] == ("Complete" if code < 4000 else "PushError")
        assert status["dataPushed"] == (code == 2000)
        assert bool(status["errorMessage"]) == bool(status["syncExceptionMessage"])
        assert bool(status["errorMessage"]) == (code >= 4000)
        found = call.read(TRANSACTIONS, company, sync_id)["results"]
        assert {each["status"] for each in found} == ({outcome} if outcome else set())
        assert {bool(each["message"]) for each in found} <= {code >= 4000}


def test_there_is_a_company_for_each_code(call: SandboxCaller) -> None:
    """Every code of the contract appears, while a sync runs or at its end."""
    seen = {code for _, code, _ in ENDS}
    for company in companies.ALL:
        if company.ending is not None:
            sync_id = call.start(company)
            for seconds in (0, 600, 600):
                call.sandbox.advance(seconds)
                seen.add(call.read(BY_ID, company, sync_id)["syncStatusCode"])
    assert seen == {int(code) for code in SyncStatusCode}


def test_no_time_at_all() -> None:
    """A sync that takes no time has ended when it is first read."""
    call = SandboxCaller(Sandbox(sync_seconds=0, clock="manual"))
    with call.session:
        assert call.read(BY_ID, sync_id=call.start())["syncStatusCode"] == 2000


def test_time_of_start(call: SandboxCaller) -> None:
    """The date of a sync is its start, in UTC with seven fraction digits, and never changes."""
    call.sandbox.advance(7200.25)
    sync_id = call.start()
    call.sandbox.advance(2)
    assert call.read(BY_ID, sync_id=sync_id)["syncUtc"] == "2023-10-16T11:00:00.2500000Z"


def test_list_is_newest_first(call: SandboxCaller) -> None:
    """A company's syncs are listed newest first, even those of one moment."""
    first, second = call.start(), call.start()
    call.sandbox.advance(1)
    third = call.start()
    listed = [status["syncId"] for status in call.read(LIST)]
    assert listed == [third, second, first, companies.SUCCEEDED_SYNC_ID]


def test_seeded_sync(call: SandboxCaller) -> None:
    """The documentation's sync is seeded, and is the last successful one."""
    by_id = call.read(BY_ID, sync_id=companies.SUCCEEDED_SYNC_ID)
    assert by_id == call.read(LATEST) == call.read(LAST_SUCCESSFUL)


@pytest.mark.parametrize("path", [LATEST, LAST_SUCCESSFUL])
def test_no_sync_yet(call: SandboxCaller, path: str) -> None:
    """A company without syncs has neither a latest nor a last successful one."""
    assert call("GET", path, companies.NOTHING_TO_SYNC).status_code == 404


def test_last_successful_waits_for_the_end(call: SandboxCaller) -> None:
    """A sync counts as successful only after its end."""
    sync_id = call.start()
    assert call.read(LAST_SUCCESSFUL)["syncId"] == companies.SUCCEEDED_SYNC_ID
    call.sandbox.advance(3)
    assert call.read(LAST_SUCCESSFUL)["syncId"] == sync_id


@pytest.mark.parametrize(
    ("company", "status"), [(companies.NOTHING_TO_SYNC, 200), (companies.WRITE_FAILED, 404)]
)
def test_what_is_successful(call: SandboxCaller, company: Company, status: int) -> None:
    """A sync with nothing to write succeeds, one with a failed write does not."""
    call.end(company)
    assert call("GET", LAST_SUCCESSFUL, company).status_code == status


# Transactions


def test_one_transaction(call: SandboxCaller) -> None:
    """A transaction is found by its id, in either letter case, and is the only item of a list."""
    path, company = f"{TRANSACTIONS}/{WRITTEN.upper()}", companies.DUPLICATE_PREVENTED
    sync_id = call.end(company)["syncId"]
    assert call.read(path, company, sync_id) == [
        {
            "transactionId": WRITTEN,
            "status": "ValidationError",
            "message": f"Transaction {WRITTEN} was already processed.",
            "integrationType": "expenses",
        }
    ]
    assert call("GET", path, companies.SUCCEEDS, call.start()).status_code == 404


def test_syncs_of_no_dataset(call: SandboxCaller) -> None:
    """A sync without named datasets takes the pending ones, if there are any."""
    company = call.sandbox.create_company()
    first = call.sandbox.create_dataset(company.id, [expense(1)])
    second = call.sandbox.create_dataset(company.id, [expense(2), expense(3)])
    call.end(company, first)
    status = call.end(company)
    assert len(statuses(call, company, status["syncId"])) == 2
    assert (status["syncStatusCode"], call.end(company)["syncStatusCode"]) == (2000, 2040)
    assert call.end(company, second)["syncStatusCode"] == 5080


# Protection against duplicates


def test_each_row_names_its_own_transaction(call: SandboxCaller) -> None:
    """At the company of 5080, the message of each new transaction has the id of its row."""
    company = companies.DUPLICATE_PREVENTED
    sync = call.end(company, dataset(call, company, 1, 2))
    rows = call.read(TRANSACTIONS, company, sync["syncId"])["results"]
    assert len(rows) == 2
    assert all(f"Transaction {each['transactionId']} was" in each["message"] for each in rows)


def test_a_written_transaction_is_not_written_again(call: SandboxCaller) -> None:
    """A dataset with a written transaction fails as a whole, and the message names it."""
    company = call.sandbox.create_company()
    written, fresh = str(expense(1)["id"]), str(expense(2)["id"])
    assert call.end(company, dataset(call, company, 1))["syncStatusCode"] == 2000
    status = call.end(company, dataset(call, company, 2, 1))
    message = f"Transaction {written} was already processed."
    assert (status["syncStatusCode"], status["errorMessage"]) == (5080, message)
    outcomes = statuses(call, company, status["syncId"])
    assert outcomes == {fresh: "ValidationError", written: "ValidationError"}
    assert call.end(company, dataset(call, company, 2))["syncStatusCode"] == 2000


def test_a_seeded_company_has_the_protection_too(call: SandboxCaller) -> None:
    """Only the seeded dataset of a company may be written twice."""
    company = companies.SUCCEEDS
    ends = [call.end(company, dataset(call, company, 1))["syncStatusCode"] for _ in range(2)]
    assert ends == [2000, 5080]
    assert call.end(company, *company.dataset_ids)["syncStatusCode"] == 2000


def test_a_transaction_is_protected_within_its_company(call: SandboxCaller) -> None:
    """Another company may have a transaction with the same id."""
    ends = [
        call.end(company, dataset(call, company, 1))["syncStatusCode"]
        for company in (call.sandbox.create_company(), call.sandbox.create_company())
    ]
    assert ends == [2000, 2000]


def test_two_syncs_at_once(call: SandboxCaller) -> None:
    """Of two syncs of one dataset, the one that ends first writes it."""
    company = call.sandbox.create_company()
    dataset_id = dataset(call, company, 1)
    started = [call.start(company, dataset_id) for _ in range(2)]
    call.sandbox.advance(3)
    codes = [call.read(BY_ID, company, each)["syncStatusCode"] for each in started]
    assert codes == [2000, 5080]


def test_a_failed_transaction_may_come_again(call: SandboxCaller) -> None:
    """A failed transaction can be written from a new dataset; the old one cannot be synced."""
    company = call.sandbox.create_company()
    config: dict[str, Any] = {"bankAccount": {}, "supplier": {"id": "67"}, "customer": {}}
    call("POST", CONFIG, company, json=config)
    failed = dataset(call, company, 1)
    assert call.end(company, failed)["syncStatusCode"] == 4000
    config["bankAccount"] = {"id": "32"}
    call("POST", CONFIG, company, json=config)
    again = call.end(company, failed)
    assert (again["syncStatusCode"], failed in again["errorMessage"]) == (5080, True)
    assert call.end(company, dataset(call, company, 1))["syncStatusCode"] == 2000


# Ends that follow from the data


def test_an_account_on_the_transaction(call: SandboxCaller) -> None:
    """A transaction with its own bank account needs none in the configuration."""
    company = call.sandbox.create_company()
    config: dict[str, Any] = {"bankAccount": {}, "supplier": {"id": "67"}, "customer": {}}
    call("POST", CONFIG, company, json=config)
    items = [expense(bankAccountRef={"id": "32"})]
    dataset_id = call("POST", DATASETS, company, json={"items": items}).json()["datasetId"]
    assert call.end(company, dataset_id)["syncStatusCode"] == 2000


def test_a_connection_that_is_lost(call: SandboxCaller) -> None:
    """A sync whose company is unlinked meanwhile ends with 4040."""
    company = call.sandbox.create_company()
    sync_id = call.start(company, dataset(call, company, 1))
    connection = call.read(CONNECTIONS, company)["results"][0]["id"]
    call("PATCH", f"{CONNECTIONS}/{connection}", company, json={"status": "Unlinked"})
    call.sandbox.advance(3)
    assert call.read(BY_ID, company, sync_id)["syncStatusCode"] == 4040


@pytest.mark.parametrize("ending", [1010, 2000, 2040, SyncStatusCode.WRITE_FAILED])
def test_a_company_with_an_ending(call: SandboxCaller, ending: int) -> None:
    """A company can be created with the code that its syncs end with."""
    company = call.sandbox.create_company(ending=ending)
    sync_id = call.start(company, dataset(call, company, 1))
    call.sandbox.advance(601 if ending == 1010 else 3)
    assert call.read(BY_ID, company, sync_id)["syncStatusCode"] == ending


def test_an_ending_that_does_not_exist(manual: Sandbox) -> None:
    """The error lists the known codes."""
    with pytest.raises(ConfigurationError, match=r"1010, 2000, .*, 5130, not 9999"):
        manual.create_company(ending=9999)


# A history


def test_a_history(call: SandboxCaller) -> None:
    """A history mixes the outcomes over the last days, and newer syncs precede it."""
    company = companies.NOTHING_TO_SYNC
    made = call.sandbox.add_syncs(company.id, 300, days=30)
    newest = call.start(company)
    listed = call.read(LIST, company)
    assert [each["syncId"] for each in listed] == [newest, *made]
    dates = [datetime.fromisoformat(each["syncUtc"][:19]) for each in listed]
    assert dates == sorted(dates, reverse=True)
    spans = [dates[0] - each for each in (dates[1], dates[-1])]
    assert timedelta() < spans[0] < timedelta(days=1)
    assert timedelta(days=29) < spans[1] <= timedelta(days=30)
    codes = [each["syncStatusCode"] for each in listed[1:]]
    assert {2000, 2040, 4000, 5130} <= set(codes) <= {int(code) for code in SyncStatusCode}
    assert 200 < codes.count(2000) < 270
    wrote = next(each for each in listed if each["syncStatusCode"] == 2000)
    assert set(statuses(call, company, wrote["syncId"]).values()) == {"Completed"}


def test_a_history_follows_from_the_seed() -> None:
    """The same seed gives the same history, another seed another one."""

    def listed(seed: int) -> object:
        call = SandboxCaller(Sandbox(clock="manual", seed=seed))
        with call.session:
            call.sandbox.add_syncs(companies.SUCCEEDS.id, 20)
            return call.read(LIST)

    assert listed(1) == listed(1) != listed(2)


@pytest.mark.parametrize(
    ("company_id", "count", "days", "says"),
    [
        ("no-uuid", 1, 90, "no company no-uuid"),
        (companies.SUCCEEDS.id, -1, 90, "count must be a whole number from 0, not -1"),
        (companies.SUCCEEDS.id, "1", 90, "count must be a whole number from 0, not '1'"),
        (companies.SUCCEEDS.id, 1, -1, "days must be from 0 to 36,500, not -1"),
        (companies.SUCCEEDS.id, 1, 1e9, "days must be from 0 to 36,500"),
        (companies.SUCCEEDS.id, 1, "1", "days must be from 0 to 36,500, not '1'"),
    ],
)
def test_a_history_that_cannot_be(
    manual: Sandbox, company_id: str, count: Any, days: Any, says: str
) -> None:
    """A history with an unknown company, an invalid number or invalid days is refused."""
    with pytest.raises(CodatError, match=says):
        manual.add_syncs(company_id, count, days=days)
