"""Events: a class for every kind of the contract, read from the body of a message."""

import json
from typing import Any, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codatsyncexpenses import webhooks
from codatsyncexpenses.errors import WebhookVerificationError
from codatsyncexpenses.models import events, shared
from tests.support.contract import CONTRACT

COMPANY = "8a210b68-6988-11ed-a1eb-0242ac120002"
SYNC = "a6a22aff-a43a-411d-a910-2dae73217cce"

OUTCOME = {
    "referenceCompany": {
        "id": COMPANY,
        "name": "Toft stores",
        "description": "a note",
        "links": {"portal": "https://portal.example/companies/1"},
        "tags": {"region": "north"},
    },
    "syncId": SYNC,
    "transactions": [
        {"id": "t1", "status": "Completed", "errorMessage": None},
        {"id": "t2", "status": "PushError", "errorMessage": "no such account"},
    ],
}
QUOTA = {"dailyQuota": 12_000, "quotaRemaining": 0, "expiryDate": "2026-05-05T00:00:00Z"}
DATES = {
    "syncId": SYNC,
    "syncType": "expenses",
    "SyncDateRangeStartUtc": "2023-10-01T00:00:00Z",
    "SyncDateRangeFinishUtc": "2023-10-02T00:00:00Z",
}
RULE_QUOTA = {"DailyQuota": 1_000, "ExpiresUtc": "2023-10-03T00:00:00Z"}
RULE_RESET = {"QuotaRemaining": 1_000, "ResetReason": "Daily", **RULE_QUOTA}


def current(name: str, payload: object) -> dict[str, object]:
    """Make a message as the service sends it today."""
    return {
        "id": "e1",
        "eventType": name,
        "generatedDate": "2026-05-04T10:15:00Z",
        "payload": payload,
    }


def by_rule(name: str, data: object, *, company: bool = True) -> dict[str, object]:
    """Make a message of the rule-based webhooks."""
    message: dict[str, object] = {
        "ClientId": "c1",
        "ClientName": "A client",
        "RuleId": "r1",
        "RuleType": name,
        "AlertId": "e1",
        "Message": "in words",
        "Data": data,
    }
    return message | ({"CompanyId": COMPANY} if company else {})


REFERENCE = OUTCOME["referenceCompany"]
CREATED = {
    "id": COMPANY,
    "name": "Toft stores",
    "description": "a note",
    "redirect": "https://link.example/1",
    "created": "2026-05-04T10:15:00Z",
    "createdByUserName": "Ada",
}
PRODUCTS = {
    "id": COMPANY,
    "name": "Toft stores",
    "description": "a note",
    "productId": "p1",
    "productName": "Expenses",
    "products": ["expenses"],
}
CONNECTION = {
    "referenceCompany": REFERENCE,
    "connection": {
        "id": "2e9d2c44-f675-40ba-8049-353bfcb5e171",
        "integrationId": "fd321cb6-7963-4506-b873-e99593a45e30",
        "integrationKey": "gbol",
        "sourceId": "35b92968-9851-4095-ad60-395c95cbcba4",
        "sourceType": "Accounting",
        "platformName": "Xero",
        "linkUrl": "https://link.example/1",
        "status": "Linked",
        "created": "2026-05-04T10:15:00Z",
    },
}
READ = {
    "referenceCompany": REFERENCE,
    "modifiedFromDate": "2026-05-04T10:15:00Z",
    "dataTypes": [
        {
            "connectionId": "2e9d2c44-f675-40ba-8049-353bfcb5e171",
            "dataType": "suppliers",
            "recordsModified": True,
            "status": "FetchError",
            "issues": [
                {
                    "type": "Gone",
                    "message": "in words",
                    "links": {"logs": "l", "portal": "p", "readMore": "r"},
                }
            ],
        }
    ],
}
WRITE = {
    "id": "p1",
    "type": "Create",
    "referenceCompany": REFERENCE,
    "connectionId": "2e9d2c44-f675-40ba-8049-353bfcb5e171",
    "requestedOnDate": "2026-05-04T10:15:00Z",
    "completedOnDate": "2026-05-04T10:15:02Z",
    "status": "Success",
    "record": {"id": "7"},
    "attachmentId": "a1",
}

MESSAGES: dict[type[events.Event], dict[str, object]] = {
    events.SyncSuccessful: current("expenses.sync.successful", OUTCOME),
    events.SyncUnsuccessful: current("expenses.sync.unsuccessful", OUTCOME),
    events.RateLimitReached: current("client.rateLimit.reached", QUOTA),
    events.RateLimitReset: current("client.rateLimit.reset", QUOTA),
    events.CompanyCreated: current("company.created", CREATED),
    events.CompanyDeleted: current("company.deleted", CREATED),
    events.CompanyProductAdded: current("company.product.added", PRODUCTS),
    events.CompanyProductRemoved: current("company.product.removed", PRODUCTS),
    events.ConnectionCreated: current("connection.created", CONNECTION),
    events.ConnectionConnected: current("connection.connected", CONNECTION),
    events.ConnectionFailed: current("connection.failed", CONNECTION),
    events.ConnectionDisconnected: current("connection.disconnected", CONNECTION),
    events.ConnectionReconnected: current("connection.reconnected", CONNECTION),
    events.ConnectionDeleted: current("connection.deleted", CONNECTION),
    events.ReadCompleted: current("read.completed", READ),
    events.ReadCompletedInitial: current("read.completed.initial", READ),
    events.WriteSuccessful: current("{dataType}.write.successful", WRITE),
    events.WriteUnsuccessful: current("{dataType}.write.unsuccessful", WRITE),
    events.RuleSyncStarted: by_rule("Sync Started", DATES),
    events.RuleSyncCompleted: by_rule("Sync Completed", DATES),
    events.RuleSyncFailed: by_rule("Sync Failed", {**DATES, "FailureStage": "Push"}),
    events.RuleLimitReached: by_rule("Rate Limit Reached", RULE_QUOTA, company=False),
    events.RuleLimitReset: by_rule("Rate Limit Reset", RULE_RESET, company=False),
}

kinds = pytest.mark.parametrize("kind", MESSAGES, ids=lambda kind: kind.__name__)


def test_every_kind_has_its_class() -> None:
    """The contract's webhooks, the classes and the messages of these tests are the same."""
    assert [kind().type for kind in MESSAGES] == list(CONTRACT["webhooks"])
    classes = {kind.__name__ for kind in MESSAGES}
    assert classes == set(events.__all__) - {"Event", "UnknownEvent"}


def test_webhooks_hands_on_all_events() -> None:
    """Every event can be had from `webhooks`."""
    assert set(events.__all__) <= set(webhooks.__all__)


@kinds
def test_kinds_are_told_apart(kind: type[events.Event]) -> None:
    """A message becomes the class of its kind and knows its id, its name and its date."""
    event = webhooks.parse(json.dumps(MESSAGES[kind]).encode())
    assert type(event) is kind
    generated = MESSAGES[kind].get("generatedDate")
    assert (event.id, event.type, event.generated) == ("e1", kind().type, generated)


@kinds
def test_every_field_is_described(kind: type[events.Event]) -> None:
    """An event written as JSON again is the message that came: no part of it is lost."""
    event = webhooks.parse(json.dumps(MESSAGES[kind]))
    assert json.loads(event.to_json()) == MESSAGES[kind]
    assert kind.from_dict(MESSAGES[kind]) == event


def wire_name(kind: type[events.Event], field: str) -> str:
    """Return the service's name of a field."""
    return str(vars(kind)["__dataclass_fields__"][field].metadata["json"])


def data_of(kind: type[events.Event]) -> str:
    """Return the service's name of the field that holds what the event is about."""
    return wire_name(kind, "payload" if hasattr(kind, "payload") else "data")


@kinds
def test_missing_fields_are_none_and_new_ones_pass(kind: type[events.Event]) -> None:
    """Only name and data are needed; null is as good as missing, and unknown fields are ignored."""
    kept = {each: MESSAGES[kind][each] for each in (wire_name(kind, "type"), data_of(kind))}
    nulls = dict.fromkeys(MESSAGES[kind])
    bare = webhooks.parse(json.dumps(kept))
    full = webhooks.parse(json.dumps({**nulls, **kept, "new": [{"deep": 1}]}))
    assert bare == full == kind.from_dict(kept)
    assert bare.id is bare.generated is None


@kinds
@pytest.mark.parametrize("null", [False, True])
def test_an_event_without_its_data_is_unknown(kind: type[events.Event], null: bool) -> None:
    """The payload that types show as always there is there: without it, the event is unknown."""
    message = {name: each for name, each in MESSAGES[kind].items() if name != data_of(kind)}
    event = webhooks.parse(json.dumps(message | ({data_of(kind): None} if null else {})))
    assert isinstance(event, webhooks.UnknownEvent)
    assert event.id == "e1"


@pytest.mark.parametrize("data_type", ["suppliers", "banking-accounts", "typeOfTomorrow"])
def test_a_name_that_begins_with_a_data_type(data_type: str) -> None:
    """An event whose name begins with any data type has its class, and keeps its name."""
    name = f"{data_type}.write.successful"
    event = webhooks.parse(json.dumps(current(name, WRITE)))
    assert isinstance(event, webhooks.WriteSuccessful)
    assert event.type == name


def test_a_subclass_of_ones_own_is_not_made() -> None:
    """A user's own subclass of an event class does not change the class of an event."""

    class Plain(events.SyncSuccessful):
        """A subclass of a kind."""

    class Rival(events.Event, kind="expenses.sync.successful"):
        """A subclass that claims a kind."""

    event = webhooks.parse(json.dumps(MESSAGES[events.SyncSuccessful]))
    assert type(event) is events.SyncSuccessful
    assert not isinstance(event, (Plain, Rival))


@pytest.mark.parametrize("kind", [events.Event, events.UnknownEvent, events.SyncSuccessful])
def test_classes_name_their_public_module(kind: type[events.Event]) -> None:
    """An event class names the module that users import it from, and its hints resolve there."""
    assert kind.__module__ == "codatsyncexpenses.models.events"
    assert get_type_hints(kind)["type"] is str


def test_the_outcome_of_a_sync() -> None:
    """A sync's event names the company, the sync and each transaction."""
    event = webhooks.parse(json.dumps(MESSAGES[events.SyncUnsuccessful]))
    assert isinstance(event, webhooks.SyncUnsuccessful)
    assert event.payload == shared.SyncOutcome(
        reference_company=shared.ReferenceCompany(
            description="a note",
            id=COMPANY,
            links=shared.ReferenceCompanyLinks(portal="https://portal.example/companies/1"),
            name="Toft stores",
            tags={"region": "north"},
        ),
        sync_id=SYNC,
        transactions=[
            shared.TransactionOutcome(id="t1", status="Completed"),
            shared.TransactionOutcome("no such account", "t2", "PushError"),
        ],
    )


def test_an_event_is_matched() -> None:
    """An event can be matched by its class and by its fields, nested ones included."""
    match webhooks.parse(json.dumps(MESSAGES[events.SyncUnsuccessful])):
        case webhooks.SyncSuccessful(payload=_):
            pytest.fail("another class")
        case webhooks.SyncUnsuccessful(payload=shared.SyncOutcome(sync_id=found)):
            assert found == SYNC
        case _:
            pytest.fail("not matched")


UNKNOWN: list[tuple[dict[str, Any], tuple[str | None, str, str | None]]] = [
    (
        current("connection.moved", {"id": "x"}),
        ("e1", "connection.moved", "2026-05-04T10:15:00Z"),
    ),
    (by_rule("Dataset Changed", {}), ("e1", "Dataset Changed", None)),
    ({"eventType": "x"}, (None, "x", None)),
    ({"eventType": "x", "payload": [1, None], "id": 5}, (None, "x", None)),
    ({"eventType": ""}, (None, "", None)),
    # The names of one form do not count in the other.
    ({"eventType": "Sync Started", "id": "1"}, ("1", "Sync Started", None)),
    ({"RuleType": "expenses.sync.successful"}, (None, "expenses.sync.successful", None)),
    ({"eventType": "write.successful"}, (None, "write.successful", None)),
    ({"eventType": "suppliers.write"}, (None, "suppliers.write", None)),
]


@pytest.mark.parametrize(("message", "known"), UNKNOWN, ids=range(len(UNKNOWN)))
def test_other_kinds_pass_through(
    message: dict[str, Any], known: tuple[str | None, str, str | None]
) -> None:
    """A kind that is not described is an unknown event, which holds all of the message."""
    event = webhooks.parse(json.dumps(message))
    assert isinstance(event, webhooks.UnknownEvent)
    assert (event.id, event.type, event.generated) == known
    assert event.raw == event.to_dict() == json.loads(event.to_json()) == message
    again = webhooks.UnknownEvent.from_json(event.to_json())
    assert webhooks.UnknownEvent.from_dict(event.to_dict()) == again == event


NO_EVENTS: list[tuple[Any, str]] = [
    (b"", "truncated"),
    (b"{", "truncated"),
    (b"null", "Expected `object`, got `null`"),
    (b"[]", "Expected `object`, got `array`"),
    (b"{}", "no name of one"),
    (b'{"eventType": 5}', "no name of one"),
    (b'{"eventType": ["expenses.sync.successful"]}', "no name of one"),
    (b'{"payload": {"eventType": "expenses.sync.successful"}}', "no name of one"),
    (b'{"eventType": "x", "n": NaN}', "malformed"),
    (b"\xff\xfe", "malformed"),
    (b"[" * 100_000, "got `array`"),
    (b'{"eventType": ' * 100_000, "nested too deeply"),
    (b'{"eventType": "x", "n": ' + b"9" * 10_000 + b"}", "out of range"),
    ("\ud800", "surrogates"),
    (None, "not NoneType"),
    ({"eventType": "x"}, "not dict"),
    (bytearray(b"{}"), "not bytearray"),
]


@pytest.mark.parametrize(("payload", "said"), NO_EVENTS, ids=range(len(NO_EVENTS)))
def test_what_is_no_event_is_said(payload: Any, said: str) -> None:
    """A body that is not the JSON of an event raises the one error."""
    with pytest.raises(WebhookVerificationError, match=said):
        webhooks.parse(payload)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"id": 5}, r"got `int` - at `\$\.id`"),
        ({"payload": "x"}, r"got `str` - at `\$\.payload`"),
        ({"payload": {"syncId": 5}}, r"got `int` - at `\$\.payload\.syncId`"),
        (
            {"payload": {"transactions": [{"id": False}]}},
            r"at `\$\.payload\.transactions\[0\]\.id`",
        ),
        ({"payload": {"referenceCompany": {"tags": {"a": 1}}}}, r"tags\[\.\.\.\]"),
    ],
)
def test_wrong_types_are_named_by_their_place(change: dict[str, object], place: str) -> None:
    """A described part of the wrong type raises the one error, with the place in its text."""
    message = MESSAGES[events.SyncSuccessful] | change
    with pytest.raises(WebhookVerificationError, match=place):
        webhooks.parse(json.dumps(message))


def test_a_byte_order_mark_is_passed_over() -> None:
    """JSON may start with a byte order mark."""
    assert webhooks.parse(b'\xef\xbb\xbf{"eventType": "x"}') == webhooks.parse(
        b'{"eventType": "x"}'
    )


values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
names = st.sampled_from([*CONTRACT["webhooks"], "other"])
parts = st.sampled_from(sorted({part for message in MESSAGES.values() for part in message}))


@settings(max_examples=500, deadline=None)
@given(
    names, st.dictionaries(parts, values, max_size=4), st.sampled_from(["eventType", "RuleType"])
)
def test_any_json_is_an_event_or_the_one_error(
    name: str, message: dict[str, object], key: str
) -> None:
    """A message with any parts becomes an event or raises the one error."""
    try:
        event = webhooks.parse(json.dumps({**message, key: name}))
    except WebhookVerificationError:
        return
    assert isinstance(event, webhooks.Event)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_damage_is_an_event_or_the_one_error(data: st.DataObject) -> None:
    """A message with bytes cut out and put in becomes an event or raises the one error."""
    body = json.dumps(data.draw(st.sampled_from(list(MESSAGES.values())))).encode()
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(body))] * 2)))
    try:
        event = webhooks.parse(body[:start] + data.draw(st.binary(max_size=4)) + body[end:])
    except WebhookVerificationError:
        return
    assert isinstance(event, webhooks.Event)
