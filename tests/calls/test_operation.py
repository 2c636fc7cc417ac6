"""How a request is written, and how an answer is read: values in, values out."""

import dataclasses
import enum
import io
import json
import pickle
import uuid
from typing import Any
from urllib.parse import unquote

import pytest
import requests
from requests.structures import CaseInsensitiveDict

from codatsyncexpenses import errors
from codatsyncexpenses._calls.operation import Operation, api_error, decode, encode
from codatsyncexpenses._calls.wire import Reply
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.resources import sync
from codatsyncexpenses.utils import Query
from tests.support import client_operations, contract
from tests.support.ids import COMPANY_ID, CONNECTION_ID, SYNC_ID, TRANSACTION_ID

GET = sync._GET
INITIATE = sync._INITIATE_SYNC
LIST = sync._LIST
ALL: list[Operation[Any, Any]] = [
    GET,
    sync._GET_LAST_SUCCESSFUL_SYNC,
    sync._GET_LATEST_SYNC,
    INITIATE,
    LIST,
]
READS = [operation for operation in ALL if operation is not INITIATE]
CORRELATION = "a1b2c3"
API_ERROR = {"statusCode": 400, "error": "It cannot be done.", "correlationId": CORRELATION}


def reply(
    status: int,
    body: object = None,
    content_type: str | None = "application/json",
    **headers: str,
) -> Reply:
    """Make an answer; a body that is not bytes is written as JSON."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    raw = requests.Response()
    raw.status_code = status
    raw.raw = io.BytesIO(data)
    raw.headers = CaseInsensitiveDict(
        {name.replace("_", "-"): value for name, value in headers.items()}
    )
    if content_type is not None:
        raw.headers["Content-Type"] = content_type
    return Reply(status, raw.headers, data, raw)


def value_of(operation: Operation[Any, Any]) -> object:
    """Give a body for the operation's success."""
    return [] if operation is LIST else {"syncId": SYNC_ID}


def raised(operation: Operation[Any, Any], answer: Reply) -> errors.SDKError:
    """Give the error that an answer becomes."""
    with pytest.raises(errors.SDKError) as caught:
        decode(operation, answer)
    return caught.value


@pytest.mark.parametrize(
    ("operation", "request_", "path"),
    [
        (
            GET,
            operations.GetSyncByIDRequest(COMPANY_ID, SYNC_ID),
            f"/companies/{COMPANY_ID}/sync/expenses/syncs/{SYNC_ID}/status",
        ),
        (
            sync._GET_LAST_SUCCESSFUL_SYNC,
            operations.GetLastSuccessfulSyncRequest(COMPANY_ID),
            f"/companies/{COMPANY_ID}/sync/expenses/syncs/lastSuccessful/status",
        ),
        (
            sync._GET_LATEST_SYNC,
            operations.GetLatestSyncRequest(COMPANY_ID),
            f"/companies/{COMPANY_ID}/sync/expenses/syncs/latest/status",
        ),
        (
            INITIATE,
            operations.InitiateSyncRequest(COMPANY_ID),
            f"/companies/{COMPANY_ID}/sync/expenses/syncs",
        ),
        (
            LIST,
            operations.ListSyncsRequest(COMPANY_ID),
            f"/companies/{COMPANY_ID}/sync/expenses/syncs/list/status",
        ),
    ],
    ids=lambda value: value.name if isinstance(value, Operation) else None,
)
def test_paths(operation: Operation[Any, Any], request_: Any, path: str) -> None:
    """Every operation has its path, and without a body to send it has none."""
    assert encode(operation, request_) == (path, None)


def test_paths_and_methods_are_the_contracts() -> None:
    """The operations are those of the contract, and some have a second name."""
    found = {
        (operation.method, operation.path) for operation in client_operations.by_method().values()
    }
    assert sorted(found) == sorted(contract.operations().values())


class Company(str, enum.Enum):
    """Identifiers as some keep them."""

    ACME = "acme"


class Number(enum.IntEnum):
    """Numbers as some keep them."""

    SEVEN = 7


ID = "8a210b68-6988-11ed-a1eb-0242ac120002"


@pytest.mark.parametrize(
    ("value", "segment"),
    [
        (ID, ID),
        (uuid.UUID(ID), ID),
        (7, "7"),
        (0, "0"),
        ("../x", "..%2Fx"),
        ("a/b", "a%2Fb"),
        ("a\\b", "a%5Cb"),
        ("%2e%2e", "%252e%252e"),
        ("%2F", "%252F"),
        ("...", "..."),
        (".a", ".a"),
        (" ", "%20"),
        ("a?b=c#d", "a%3Fb%3Dc%23d"),
        ("a;b,c&d", "a%3Bb%2Cc%26d"),
        ("a:b@c", "a%3Ab%40c"),
        ("{syncId}", "%7BsyncId%7D"),
        ("caf\u00e9", "caf%C3%A9"),
        ("\u65e5", "%E6%97%A5"),
        ("\uff0e\uff0e", "%EF%BC%8E%EF%BC%8E"),
        ("\U0001f600", "%F0%9F%98%80"),
        ("a\r\nX: y", "a%0D%0AX%3A%20y"),
        ("\x00", "%00"),
        ("\x7f", "%7F"),
        ("latest", "latest"),
        (Company.ACME, "acme"),
        (Number.SEVEN, "7"),
    ],
)
def test_identifiers_are_one_segment(value: Any, segment: str) -> None:
    """Whatever an identifier holds, it stays one segment of the path."""
    customer = operations.GetCustomerRequest(COMPANY_ID, value)
    path, _ = encode(OPERATIONS["customers.get"], customer)
    assert path == f"/companies/{COMPANY_ID}/data/customers/{segment}"
    plain: object = value.value if isinstance(value, enum.Enum) else value
    assert unquote(segment) == str(plain)


@pytest.mark.parametrize(
    "value", ["", ".", "..", None, True, False, b"abc", 1.5, [], ["a"], {}, object, "\ud800"]
)
@pytest.mark.parametrize("field", ["company_id", "sync_id"])
def test_what_is_no_identifier(field: str, value: Any) -> None:
    """An identifier that could change the path, or is no text, is refused by the field's name."""
    request = operations.GetSyncByIDRequest(COMPANY_ID, SYNC_ID)
    setattr(request, field, value)
    with pytest.raises(errors.RequestError, match=rf"^sync\.get: {field} "):
        encode(GET, request)


@pytest.mark.parametrize("value", ["c", "latest", "a/b", 7, f"{ID}0", f"{ID}\n", "caf\u00e9", " "])
@pytest.mark.parametrize("field", ["company_id", "sync_id"])
def test_what_is_no_uuid(field: str, value: Any) -> None:
    """An identifier of another form is refused where the API says UUID, if requests are checked."""
    request = operations.GetSyncByIDRequest(COMPANY_ID, SYNC_ID)
    setattr(request, field, value)
    with pytest.raises(errors.RequestError, match=rf"^sync\.get: {field} must be a UUID such as"):
        encode(GET, request)
    assert encode(GET, request, checked=False)[0].count("/") == 7


@pytest.mark.parametrize("value", [ID.upper(), ID.replace("-", ""), uuid.UUID(ID)])
def test_forms_of_a_uuid(value: Any) -> None:
    """A UUID is sent in the form in which it is given."""
    path, _ = encode(LIST, operations.ListSyncsRequest(value))
    assert path == f"/companies/{value}/sync/expenses/syncs/list/status"


def test_a_uuid_in_the_query() -> None:
    """An identifier in the query that is no UUID is a violation."""
    kind = shared.DataType.SUPPLIERS
    request = operations.RefreshDataTypeRequest(COMPANY_ID, kind, connection_id="d")
    with pytest.raises(errors.RequestValidationError, match="connection_id: must be a UUID"):
        encode(OPERATIONS["manage_data.refresh_data_type"], request)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (shared.InitiateSync(), b'{"datasetIds":null}'),
        (shared.InitiateSync([]), b'{"datasetIds":[]}'),
        (shared.InitiateSync(["a", "b"]), b'{"datasetIds":["a","b"]}'),
        (None, None),
    ],
)
def test_bodies(body: shared.InitiateSync | None, expected: bytes | None) -> None:
    """The body is the model as JSON, with its null; no model is no body."""
    assert encode(INITIATE, operations.InitiateSyncRequest(COMPANY_ID, body))[1] == expected


def test_a_body_that_cannot_be_sent() -> None:
    """A value of the wrong type in the body is refused, and its place is named."""
    wrong: Any = ["a", 1]
    request = operations.InitiateSyncRequest(COMPANY_ID, shared.InitiateSync(wrong))
    with pytest.raises(
        errors.RequestError, match=r"sync\.initiate_sync: .* initiate_sync\.dataset_ids\[1\]: "
    ):
        encode(INITIATE, request)


def test_a_body_of_another_class() -> None:
    """A body of another class is refused; it would say that all datasets are meant."""
    wrong: Any = shared.SyncInitiated(SYNC_ID)
    with pytest.raises(errors.RequestError, match="initiate_sync"):
        encode(INITIATE, operations.InitiateSyncRequest(COMPANY_ID, wrong))


@pytest.mark.parametrize(
    "value", [None, "c", {}, operations.ListSyncsRequest(COMPANY_ID)], ids=repr
)
def test_a_request_without_its_arguments(value: Any) -> None:
    """An object without the operation's arguments is refused, and the right class is named."""
    with pytest.raises(errors.RequestError, match=r"takes an operations\.GetSyncByIDRequest"):
        encode(GET, value)


def test_a_request_keeps_no_trace() -> None:
    """Encoding leaves the request as it was."""
    request = operations.InitiateSyncRequest(COMPANY_ID, shared.InitiateSync(["a"]))
    encode(INITIATE, request)
    assert request == operations.InitiateSyncRequest(COMPANY_ID, shared.InitiateSync(["a"]))


STATUS = {"syncId": SYNC_ID, "syncStatusCode": 2000, "syncUtc": None}
AS_MODEL = shared.CompanySyncStatus(sync_id=SYNC_ID, sync_status_code=2000)


@pytest.mark.parametrize("operation", [op for op in READS if op is not LIST], ids=lambda o: o.name)
def test_a_status(operation: Operation[Any, Any]) -> None:
    """The success of a read is the status, with what the answer was."""
    answer = reply(200, STATUS)
    response = decode(operation, answer)
    assert type(response) is operation.response
    assert response.company_sync_status == AS_MODEL
    assert (response.status_code, response.content_type) == (200, "application/json")
    assert response.raw_response is answer.raw
    assert response.error_message is None


def test_a_list_of_statuses() -> None:
    """The success of the list is the statuses in their order."""
    response = decode(LIST, reply(200, [STATUS, {}]))
    assert response.company_sync_statuses == [AS_MODEL, shared.CompanySyncStatus()]


def test_a_started_sync() -> None:
    """The success of initiating is the sync's id."""
    response = decode(INITIATE, reply(202, {"syncId": SYNC_ID}))
    assert response.sync_initiated == shared.SyncInitiated(SYNC_ID)


DOCUMENTED = [
    (operation, status)
    for operation in ALL
    for status in ((400, 404, 422) if operation is INITIATE else (401, 404, 429))
]


@pytest.mark.parametrize(("operation", "status"), DOCUMENTED)
def test_documented_errors_are_content(operation: Operation[Any, Any], status: int) -> None:
    """An error that the operation documents arrives in the response, and nothing is raised."""
    response = decode(operation, reply(status, API_ERROR))
    assert response.status_code == status
    assert response.error_message.error == "It cannot be done."
    assert response.error_message.correlation_id == CORRELATION


CLASSES = [
    (400, errors.BadRequestError),
    (401, errors.AuthenticationError),
    (402, errors.PaymentRequiredError),
    (403, errors.PermissionDeniedError),
    (404, errors.NotFoundError),
    (408, errors.SDKError),
    (409, errors.ConflictError),
    (418, errors.SDKError),
    (429, errors.RateLimitError),
    (500, errors.ServerError),
    (502, errors.ServerError),
    (503, errors.ServerError),
    (599, errors.ServerError),
    (600, errors.SDKError),
    (999, errors.SDKError),
]


UNDOCUMENTED = [
    (operation, status, kind)
    for operation in ALL
    for status, kind in CLASSES
    if (operation, status) not in DOCUMENTED
]


@pytest.mark.parametrize(("operation", "status", "kind"), UNDOCUMENTED)
def test_undocumented_statuses_raise(
    operation: Operation[Any, Any], status: int, kind: type[errors.SDKError]
) -> None:
    """Any other error status raises its class, with what the API says."""
    answer = reply(status, API_ERROR)
    error = raised(operation, answer)
    assert type(error) is kind
    assert error.message == "It cannot be done"
    assert (error.status_code, error.raw_response) == (status, answer.raw)
    assert error.correlation_id == CORRELATION
    assert json.loads(error.body) == API_ERROR


@pytest.mark.parametrize(("status", "kind"), CLASSES)
@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"<h1>Busy</h1>", "text/html"),
        (b"", None),
        (b"{", "application/json"),
        (b"null", "application/json"),
        (b"[]", "application/json"),
        (b'{"error": 5}', "application/json"),
        (b"\xff\xfe", "application/json"),
    ],
)
def test_the_status_is_never_lost(
    status: int, kind: type[errors.SDKError], body: bytes, content_type: str | None
) -> None:
    """An error status keeps its class, documented or not, whatever the body is."""
    for operation in (GET, INITIATE):
        error = raised(operation, reply(status, body, content_type))
        assert type(error) is kind
        assert error.status_code == status
        assert error.body == body.decode("utf-8", "replace")
        assert error.error_message is None


OTHERS = [
    (operation, status)
    for operation in ALL
    for status in (200, 201, 202, 203, 204, 206, 300, 302, 304, 307, 399)
    if status not in operation.replies
]


@pytest.mark.parametrize(("operation", "status"), OTHERS)
def test_other_successes_raise(operation: Operation[Any, Any], status: int) -> None:
    """A success that the operation does not know is no success, and the text says which is."""
    expected = "200 or 202" if operation is INITIATE else "200"
    error = raised(operation, reply(status, value_of(operation)))
    assert type(error) is errors.SDKError
    assert error.message.startswith(f"{operation.name} expects {expected} but received {status}")
    assert error.status_code == status


@pytest.mark.parametrize("operation", ALL, ids=lambda operation: operation.name)
def test_no_content(operation: Operation[Any, Any]) -> None:
    """An answer without content is reported, not taken for an empty value."""
    error = raised(operation, reply(204, b"", None))
    assert error.status_code == 204
    assert "204 No Content" in str(error)


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json",
        "APPLICATION/JSON",
        "application/json;",
        "application/json; charset=utf-8",
        "application/json ; charset=ascii; x=y",
        " application/json",
    ],
)
@pytest.mark.parametrize("status", [200, 404])
def test_content_types_that_are_json(content_type: str, status: int) -> None:
    """JSON is JSON in any case and with any parameters, and is read as UTF-8."""
    body = {"syncId": "caf\u00e9", "error": "caf\u00e9"}
    response = decode(
        GET, reply(status, json.dumps(body, ensure_ascii=False).encode(), content_type)
    )
    found = response.company_sync_status or response.error_message
    assert found is not None
    assert "caf\u00e9" in found.to_dict().values()
    assert response.content_type == content_type


@pytest.mark.parametrize(
    ("content_type", "shown"),
    [
        ("text/json", "text/json"),
        ("text/html; charset=utf-8", "text/html; charset=utf-8"),
        ("application/json, application/json", "application/json, application/json"),
        ("application/jsonx", "application/jsonx"),
    ],
)
@pytest.mark.parametrize(
    ("operation", "status", "kind"),
    [
        (GET, 200, errors.DecodeError),
        (INITIATE, 202, errors.DecodeError),
        (GET, 401, errors.AuthenticationError),
        (GET, 404, errors.NotFoundError),
        (GET, 429, errors.RateLimitError),
        (INITIATE, 422, errors.UnprocessableEntityError),
    ],
    ids=lambda value: value.name if isinstance(value, Operation) else None,
)
def test_other_content_types_raise(
    operation: Operation[Any, Any],
    status: int,
    kind: type[errors.SDKError],
    content_type: str | None,
    shown: str,
) -> None:
    """A documented status with another content type raises, in the words of 3.1.0."""
    error = raised(operation, reply(status, b"{}", content_type))
    assert type(error) is kind
    assert error.message == f"unknown content-type received: {shown}"
    assert error.body == "{}"


JSON_TYPES = [
    *(
        "application/problem+json",
        "Application/Vnd.Codat+JSON; charset=utf-8",
        "application/json ;x",
    ),
    *(None, "", " "),
]


@pytest.mark.parametrize("content_type", JSON_TYPES)
def test_types_that_are_json(content_type: str | None) -> None:
    """A body is read as JSON if its type says so, or if it has none and is JSON."""
    body = {**API_ERROR, "syncId": SYNC_ID}
    get: Operation[Any, Any] = GET
    assert decode(get, reply(200, body, content_type)).company_sync_status.sync_id == SYNC_ID
    found = decode(get, reply(404, body, content_type)).error_message
    assert found.correlation_id == CORRELATION
    unlisted = raised(GET, reply(500, body, content_type))
    assert unlisted.error_message is not None
    assert unlisted.error_message.correlation_id == CORRELATION


@pytest.mark.parametrize("body", [b"<html>", b"", b"{", b"[" * 200_000, b"\xff", b"x=1"])
@pytest.mark.parametrize("status", [200, 404])
def test_what_is_not_json_without_a_type(body: bytes, status: int) -> None:
    """A body without a content type that is not JSON raises, in the words of 3.1.0."""
    error = raised(GET, reply(status, body, None))
    assert error.message == "unknown content-type received: None"
    assert error.status_code == status


def test_a_page_where_no_body_belongs() -> None:
    """A web page without a content type is refused where an operation has no body."""
    delete = OPERATIONS["connections.delete"]
    assert decode(delete, reply(200, b"{}", None)).status_code == 200
    assert type(raised(delete, reply(200, b"<html>", None))) is errors.DecodeError


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"", "truncated"),
        (b"{", "truncated"),
        (b"null", "Expected `object`, got `null`"),
        (b"[]", "Expected `object`, got `array`"),
        (b'{"syncId": 5}', "$.syncId"),
        (b"<html>", "malformed"),
    ],
)
def test_undecodable_successes(body: bytes, text: str) -> None:
    """A success whose body does not decode says what is wrong, and keeps body and cause."""
    error = raised(GET, reply(200, body))
    assert type(error) is errors.DecodeError
    assert isinstance(error, ValueError)
    assert error.message.startswith("sync.get: the body of 200 OK is not as expected: ")
    assert text in error.message
    assert error.body == body.decode()
    assert isinstance(error.__cause__, ValueError)


@pytest.mark.parametrize("body", [b"null", b"{}", b"[null]", b'{"syncId": SYNC_ID}'])
def test_what_is_no_list(body: bytes) -> None:
    """Nothing but a list of objects is a list of statuses."""
    assert type(raised(LIST, reply(200, body))) is errors.DecodeError


@pytest.mark.parametrize("body", [b"null", b"[]", b""])
def test_what_is_no_started_sync(body: bytes) -> None:
    """Nothing but an object counts as a started sync."""
    assert type(raised(INITIATE, reply(202, body))) is errors.DecodeError


@pytest.mark.parametrize(
    ("status", "body", "content_type", "error"),
    [
        (500, API_ERROR, "application/json", "It cannot be done."),
        (404, API_ERROR, "application/json; charset=utf-8", "It cannot be done."),
        (200, API_ERROR, "application/json", None),
        (500, API_ERROR, "text/plain", None),
        (500, [], "application/json", None),
        (
            500,
            b"\xef\xbb\xbf" + json.dumps(API_ERROR).encode(),
            "application/json",
            API_ERROR["error"],
        ),
    ],
)
def test_what_the_api_says(status: int, body: object, content_type: str, error: str | None) -> None:
    """The API's message is read from errors in JSON, and from nothing else."""
    said = api_error(GET, reply(status, body, content_type))
    assert (said and said.error) == error


def test_validation_is_read() -> None:
    """The violations found in a request arrive with the error."""
    body = {"error": "no", "validation": {"errors": [{"itemId": "1", "message": "bad"}]}}
    said = decode(INITIATE, reply(422, body)).error_message
    assert said is not None
    assert said.validation == shared.ErrorValidation(
        errors=[shared.ErrorValidationItem(item_id="1", message="bad")]
    )


def test_what_the_headers_say() -> None:
    """A response gives its headers in any case, the quota, and when to come back."""
    answer = reply(429, API_ERROR, Retry_After="17", X_Rate_Limit_Limit="1000")
    response = decode(GET, answer)
    assert response.headers["retry-after"] == "17"
    assert response.retry_after == 17.0
    assert response.rate_limit == (1000, None, None)


def test_a_response_made_by_hand() -> None:
    """A response without an answer behind it has no headers and no quota."""
    response = operations.GetLatestSyncResponse("application/json", 200)
    assert dict(response.headers) == {}
    assert response.rate_limit == (None, None, None)
    assert response.retry_after is None
    response.raise_for_status()


@pytest.mark.parametrize(
    ("operation", "status", "kind"),
    [
        (GET, 401, errors.AuthenticationError),
        (GET, 404, errors.NotFoundError),
        (GET, 429, errors.RateLimitError),
        (INITIATE, 400, errors.BadRequestError),
        (INITIATE, 422, errors.UnprocessableEntityError),
    ],
    ids=lambda value: value.name if isinstance(value, Operation) else None,
)
def test_raise_for_status(
    operation: Operation[Any, Any], status: int, kind: type[errors.SDKError]
) -> None:
    """A response with a documented error raises it when asked to."""
    answer = reply(status, API_ERROR)
    response = decode(operation, answer)
    with pytest.raises(errors.SDKError) as caught:
        response.raise_for_status()
    error = caught.value
    assert type(error) is kind
    assert str(error) == f"It cannot be done: Status {status} (correlation id {CORRELATION})"
    assert error.error_message is response.error_message
    assert error.raw_response is answer.raw
    assert json.loads(error.body) == API_ERROR


def test_raise_for_status_tells_when_to_come_back() -> None:
    """The error of a response knows the wait that the response knows."""
    response = decode(GET, reply(429, API_ERROR, Retry_After="17"))
    with pytest.raises(errors.RateLimitError) as caught:
        response.raise_for_status()
    assert caught.value.retry_after == 17.0


@pytest.mark.parametrize(
    ("operation", "status"), [(op, 202 if op is INITIATE else 200) for op in ALL]
)
def test_success_raises_nothing(operation: Operation[Any, Any], status: int) -> None:
    """A response with its value raises nothing when asked to."""
    decode(operation, reply(status, value_of(operation))).raise_for_status()


def test_a_response_is_pickled() -> None:
    """A response survives pickle with its value, its status and its headers."""
    response = decode(GET, reply(200, STATUS, X_Rate_Limit_Limit="1000"))
    made: operations.GetSyncByIDResponse = pickle.loads(pickle.dumps(response))  # noqa: S301 - our own
    assert made.company_sync_status == AS_MODEL
    assert made.status_code == 200
    assert made.rate_limit.limit == 1000


def test_a_message_without_words() -> None:
    """An error in which the API says nothing is named by its status."""
    assert raised(GET, reply(500, {})).message == "500 Internal Server Error"
    assert raised(GET, reply(599, {})).message == "599"


OPERATIONS = client_operations.by_method()
CREATE = OPERATIONS["companies.create"]
DELETE = OPERATIONS["companies.delete"]
DELETE_CONNECTION = OPERATIONS["connections.delete"]
COMPANIES = OPERATIONS["companies.list"]
UPDATE = OPERATIONS["companies.update"]
EXPENSES = OPERATIONS["expenses.create"]
TRANSACTION = OPERATIONS["transaction_status.get"]
DATA_STATUS = OPERATIONS["manage_data.get"]
AS_CREATED = shared.CompanyRequestBody("Toft")


class Text(str):
    """Text that shows another one."""

    __slots__ = ()

    def __str__(self) -> str:
        return "another"

    def __format__(self, format_spec: str) -> str:
        return "another"


def query(**changes: Any) -> str:
    """Give the query of a list of companies."""
    fields: dict[str, Any] = {"page": None, "page_size": None, **changes}
    path, body = encode(COMPANIES, operations.ListCompaniesRequest(**fields))
    assert body is None
    return path.removeprefix("/companies")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ""),
        ({"page": 2}, "?page=2"),
        ({"page": 1, "page_size": 5000}, "?page=1&pageSize=5000"),
        ({"page": Number.SEVEN}, "?page=7"),
        ({"page": 10**30}, f"?page={10**30}"),
        ({"order_by": "-name"}, "?orderBy=-name"),
        ({"query": ""}, "?query="),
        ({"query": "a=b&&c=d"}, "?query=a%3Db%26%26c%3Dd"),
        ({"query": "a b+c/d?e#f%g"}, "?query=a%20b%2Bc%2Fd%3Fe%23f%25g"),
        ({"query": "café"}, "?query=caf%C3%A9"),
        ({"query": "a\r\nb"}, "?query=a%0D%0Ab"),
        ({"query": Text("a")}, "?query=a"),
        ({"query": Company.ACME}, "?query=acme"),
        ({"query": uuid.UUID(ID)}, f"?query={ID}"),
        ({"query": Query("name") == "Toft & Co"}, "?query=name%3DToft%20%26%20Co"),
        (
            {"query": (Query("a") == 1) & (Query("b") != 2), "tags": Query("c").contains("d")},
            "?query=a%3D1%26%26b%21%3D2&tags=c~d",
        ),
        ({"query": "x" * 2047}, f"?query={'x' * 2047}"),
    ],
    ids=range(17),
)
def test_queries(changes: dict[str, Any], expected: str) -> None:
    """None is left out of the query, and all else stands there under its wire name."""
    assert query(**changes) == expected


@pytest.mark.parametrize(("value", "text"), [(True, "true"), (False, "false")])
def test_truths_in_a_query(value: bool, text: str) -> None:
    """A truth is written as the API writes it."""
    request = operations.CreateAccountRequest(
        COMPANY_ID, CONNECTION_ID, allow_sync_on_push_complete=value
    )
    path, _ = encode(OPERATIONS["accounts.create"], request)
    assert path.endswith(f"?allowSyncOnPushComplete={text}")


def test_the_query_of_an_untouched_request() -> None:
    """Defaults that the API documents are sent."""
    path, _ = encode(COMPANIES, operations.ListCompaniesRequest())
    assert path == "/companies?page=1&pageSize=100"


@pytest.mark.parametrize(
    ("changes", "violation"),
    [
        ({"page": 0}, ("page", "must be at least 1, not 0")),
        ({"page": "1"}, ("page", "expected an int, not str")),
        ({"page": True}, ("page", "expected an int, not bool True")),
        ({"page": 1.0}, ("page", "expected an int, not float 1.0")),
        ({"page": 10**5000}, ("page", "has more digits than Python can write")),
        ({"page": -(10**100)}, ("page", f"must be at least 1, not -1{'0' * 38}...")),
        ({"page_size": 5001}, ("page_size", "must be at most 5000, not 5001")),
        ({"query": 5}, ("query", "expected a str, not int 5")),
        ({"query": b"a"}, ("query", "expected a str, not bytes")),
        ({"query": ["a"]}, ("query", "expected a str, not list")),
        ({"query": "\ud800"}, ("query", "is not valid text: surrogates not allowed")),
        ({"query": "x" * 2048}, ("query", "must be at most 2047 characters, not 2048")),
        ({"tags": Text("x" * 2048)}, ("tags", "must be at most 2047 characters, not 2048")),
    ],
    ids=range(13),
)
def test_queries_that_are_refused(changes: dict[str, Any], violation: tuple[str, str]) -> None:
    """A parameter of another type, or beyond its limits, is refused by the field's own name."""
    with pytest.raises(errors.RequestValidationError) as caught:
        query(**changes)
    assert caught.value.violations == (violation,)
    assert str(caught.value) == f"companies.list: 1 violation: {': '.join(violation)}"


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (operations.ListCompaniesRequest(page=0, page_size=9999), "?page=0&pageSize=9999"),
        (
            operations.ListCompaniesRequest(None, 1, 1, "x" * 3000),
            f"?page=1&pageSize=1&query={'x' * 3000}",
        ),
    ],
    ids=range(2),
)
def test_limits_of_queries_can_be_left_to_the_service(request_: Any, expected: str) -> None:
    """Unchecked, a parameter has no limits, and its type still counts."""
    assert encode(COMPANIES, request_, checked=False)[0] == f"/companies{expected}"
    request_.page = "1"
    with pytest.raises(errors.RequestValidationError, match="page: expected an int, not str"):
        encode(COMPANIES, request_, checked=False)


def test_violations_of_query_and_body_together() -> None:
    """All violations of a request are reported at once, those of the query first."""
    wrong: Any = "5"
    account = shared.Account(name=wrong, current_balance=wrong)
    request = operations.CreateAccountRequest(
        COMPANY_ID, CONNECTION_ID, account, timeout_in_minutes=wrong
    )
    with pytest.raises(errors.RequestValidationError) as caught:
        encode(OPERATIONS["accounts.create"], request)
    assert [path for path, _ in caught.value.violations] == [
        "timeout_in_minutes",
        "account.current_balance",
    ]
    assert str(caught.value).startswith("accounts.create: 2 violations: timeout_in_minutes: ")


def test_many_violations_are_shown_in_part() -> None:
    """The text of an error shows the first five violations, and the error has all of them."""
    wrong: Any = [shared.ExpenseTransaction(*[None] * 4)] * 3  # type: ignore[arg-type]
    with pytest.raises(errors.RequestValidationError) as caught:
        encode(EXPENSES, operations.CreateExpenseTransactionRequest(COMPANY_ID, wrong))
    assert len(caught.value.violations) == 12
    assert str(caught.value).startswith("expenses.create: 12 violations: ")
    assert str(caught.value).count("is required") == 5
    assert str(caught.value).endswith("; ...")


def test_a_request_that_is_the_body() -> None:
    """A request that is the body itself is written as a whole, and has no query."""
    tagged = shared.CompanyRequestBody("Toft", "d", {"a": "b"})
    assert encode(CREATE, tagged) == (
        "/companies",
        b'{"name":"Toft","description":"d","tags":{"a":"b"}}',
    )


def test_violations_of_a_request_that_is_the_body() -> None:
    """The violations of such a request name its own fields."""
    with pytest.raises(errors.RequestValidationError) as caught:
        encode(CREATE, shared.CompanyRequestBody("", tags={"a": "v" * 101}))
    assert [path for path, _ in caught.value.violations] == ["name", "tags['a']"]


@pytest.mark.parametrize("name", ["Café", "Müller", "A/B", "Smith (Holdings)", "株式会社"])
def test_any_company_name_is_sent(name: str) -> None:
    """The service drops characters from a company's name, and refuses none."""
    for operation, model in (
        (CREATE, shared.CompanyRequestBody(name)),
        (
            OPERATIONS["companies.replace"],
            operations.ReplaceCompanyRequest(COMPANY_ID, shared.CompanyRequestBody(name)),
        ),
        (
            OPERATIONS["companies.update"],
            operations.UpdateCompanyRequest(COMPANY_ID, shared.CompanyUpdateRequest(name=name)),
        ),
    ):
        _, body = encode(operation.of(model), model)
        assert isinstance(body, bytes)
        assert json.loads(body)["name"] == name


@pytest.mark.parametrize(
    ("operation", "request_", "kind"),
    [
        (CREATE, None, "a shared.CompanyRequestBody"),
        (CREATE, {}, "a shared.CompanyRequestBody"),
        (CREATE, shared.CompanyUpdateRequest(name="a"), "a shared.CompanyRequestBody"),
        (
            DELETE,
            operations.GetCompanyRequest(COMPANY_ID),
            "an operations.DeleteCompanyRequest",
        ),
        (
            GET,
            operations.ListSyncTransactionsRequest(COMPANY_ID, SYNC_ID),
            "an operations.GetSyncByIDRequest",
        ),
        (GET, GET.request, "an operations.GetSyncByIDRequest"),
    ],
    ids=range(6),
)
def test_requests_of_other_operations(
    operation: Operation[Any, Any], request_: Any, kind: str
) -> None:
    """A request of another class is refused, even where its fields would fit."""
    with pytest.raises(errors.RequestError) as caught:
        operation.of(request_)
    given = type(request_).__name__
    expected = f"{operation.name} takes {kind} or its fields as keywords, not {given}"
    assert str(caught.value) == expected


def test_a_users_own_kind_of_request() -> None:
    """A subclass of the request's class is a request."""

    class Own(operations.GetSyncByIDRequest):
        """A request that knows its company."""

    assert GET.of(Own("c", "s")) is GET


@pytest.mark.parametrize(
    ("body", "method", "written"),
    [
        (None, "PATCH", None),
        (shared.CompanyUpdateRequest(), "PATCH", b"{}"),
        (shared.CompanyUpdateRequest("d"), "PATCH", b'{"description":"d"}'),
        (AS_CREATED, "PUT", b'{"name":"Toft"}'),
    ],
)
def test_an_update_of_3_1_0(body: Any, method: str, written: bytes | None) -> None:
    """An update that brings the body of 3.1.0 replaces the company, under the name of an update."""
    request = operations.UpdateCompanyRequest(COMPANY_ID, body)
    operation = UPDATE.of(request)
    assert (operation.method, operation.name) == (method, "companies.update")
    assert encode(operation, request) == (f"/companies/{COMPANY_ID}", written)
    answer = decode(operation, reply(200, {"id": "c"}))
    assert type(answer) is operations.UpdateCompanyResponse
    assert answer.company is not None


EXPENSE = shared.ExpenseTransaction(
    "GBP", TRANSACTION_ID, "2026-05-04", shared.ExpenseTransactionType.PAYMENT
)
WRITTEN = (
    b'{"currency":"GBP","id":"%b","issueDate":"2026-05-04","type":"Payment","currencyRate":null}'
    % TRANSACTION_ID.encode()
)
DATA = f"/companies/{COMPANY_ID}/sync/expenses"


@pytest.mark.parametrize(
    ("body", "path", "written"),
    [
        ([EXPENSE], f"{DATA}/expense-transactions", b"[" + WRITTEN + b"]"),
        ((EXPENSE,), f"{DATA}/expense-transactions", b"[" + WRITTEN + b"]"),
        (
            shared.CreateExpenseRequest([EXPENSE]),
            f"{DATA}/data/expense-transactions",
            b'{"items":[' + WRITTEN + b"]}",
        ),
    ],
    ids=["list", "tuple", "3.1.0"],
)
def test_expenses_of_3_1_0(body: Any, path: str, written: bytes) -> None:
    """Expenses in the body of 3.1.0 make a dataset, and a list of them is written and synced."""
    request = operations.CreateExpenseTransactionRequest(COMPANY_ID, body)
    operation = EXPENSES.of(request)
    assert (operation.method, operation.name) == ("POST", "expenses.create")
    assert encode(operation, request) == (path, written)
    answer = decode(operation, reply(200, {"datasetId": "d"}))
    assert type(answer) is operations.CreateExpenseTransactionResponse


def test_a_former_body_that_is_wrong() -> None:
    """A violation in a body of 3.1.0 has its place in that body."""
    request = operations.CreateExpenseTransactionRequest(
        COMPANY_ID, shared.CreateExpenseRequest([])
    )
    with pytest.raises(errors.RequestValidationError, match=r"^expenses\.create: ") as caught:
        encode(EXPENSES.of(request), request)
    assert [path for path, _ in caught.value.violations] == ["create_expense_request.items"]


@pytest.mark.parametrize("checked", [True, False])
def test_a_body_that_is_required(checked: bool) -> None:
    """A body that is required and missing is a violation, where that is checked."""
    wrong: Any = None
    request = operations.CreateExpenseTransactionRequest(COMPANY_ID, wrong)
    if checked:
        with pytest.raises(errors.RequestValidationError) as caught:
            encode(EXPENSES, request)
        assert caught.value.violations == (("create_expense_request", "is required"),)
    else:
        assert encode(EXPENSES, request, checked=False)[1] is None


@pytest.mark.parametrize(
    ("operation", "status"),
    [
        (DELETE, 204),
        (DELETE_CONNECTION, 200),
        (OPERATIONS["manage_data.refresh_all_data_types"], 204),
    ],
    ids=lambda value: value.name if isinstance(value, Operation) else None,
)
@pytest.mark.parametrize(
    ("body", "content_type"),
    [(b"", None), (b"", "application/json"), (b"{", "application/json")],
)
def test_empty_answers(
    operation: Operation[Any, Any], status: int, body: bytes, content_type: str | None
) -> None:
    """A success without a value is one, with JSON of any kind too."""
    answer = reply(status, body, content_type)
    response = decode(operation, answer)
    assert type(response) is operation.response
    assert (response.status_code, response.content_type) == (status, content_type or "")
    assert response.raw_response is answer.raw
    response.raise_for_status()


def test_a_page_where_nothing_belongs() -> None:
    """A web page is no success, though the operation has nothing to say."""
    with pytest.raises(errors.DecodeError, match="unknown content-type received: text/html"):
        decode(DELETE_CONNECTION, reply(200, b"<p>Log in</p>", "text/html"))


@pytest.mark.parametrize(("operation", "status"), [(DELETE, 200), (DELETE_CONNECTION, 204)])
def test_other_empty_answers(operation: Operation[Any, Any], status: int) -> None:
    """A success of another status is none, also where both would be empty."""
    assert raised(operation, reply(status, b"")).status_code == status


ONE = {"transactionId": "1", "status": "Completed"}
TWO = {"transactionId": "2", "status": "AddedLater"}


@pytest.mark.parametrize(("body", "ids"), [(ONE, ["1"]), ([ONE], ["1"]), ([ONE, TWO], ["1", "2"])])
def test_one_or_many(body: Any, ids: list[str]) -> None:
    """A transaction that comes alone or in a list is both: the first, and all of them."""
    response = decode(TRANSACTION, reply(200, body))
    assert [each.transaction_id for each in response.transactions] == ids
    assert response.transaction is response.transactions[0]
    assert response.transaction == shared.Transaction(
        status=shared.TransactionStatus.COMPLETED, transaction_id="1"
    )


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b" \r\n\t", b"\xef\xbb\xbf "])
def test_many_behind_white_space(before: bytes) -> None:
    """A list is seen behind a byte order mark and white space."""
    response = decode(TRANSACTION, reply(200, before + b'[{"transactionId": "1"}]'))
    assert response.transaction.transaction_id == "1"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"[]", "the body of 200 OK is an empty list"),
        (b"[null]", "Expected `object`, got `null`"),
        (b"[[]]", "Expected `object`, got `array`"),
        (b"null", "Expected `object`, got `null`"),
        (b"", "truncated"),
        (b'[{"transactionId": 5}]', "$[0].transactionId"),
    ],
)
def test_neither_one_nor_many(body: bytes, text: str) -> None:
    """An empty list is no transaction, and what is neither object nor list is none either."""
    error = raised(TRANSACTION, reply(200, body))
    assert type(error) is errors.DecodeError
    assert text in error.message


def test_an_error_is_never_many() -> None:
    """An error in a list is no error that can be read, and keeps its status."""
    assert type(raised(TRANSACTION, reply(404, [API_ERROR]))) is errors.NotFoundError
    response = decode(TRANSACTION, reply(404, API_ERROR))
    assert (response.transaction, response.transactions) == (None, None)
    assert response.error_message.correlation_id == CORRELATION


def test_a_map_of_models() -> None:
    """An answer that is a map becomes a dict of models under the names that came."""
    response = decode(
        DATA_STATUS, reply(200, {"bills": {"dataType": "bills", "currentStatus": "Complete"}})
    )
    assert response.data_status_response == {
        "bills": shared.DataStatus(shared.PullOperationStatus.COMPLETE, shared.DataType.BILLS)
    }


def test_an_empty_map() -> None:
    """A map of nothing is a dict of nothing, and no missing value."""
    assert decode(DATA_STATUS, reply(200, {})).data_status_response == {}


def test_a_null_in_a_map() -> None:
    """A status that is null is None, and the others are kept."""
    response = decode(DATA_STATUS, reply(200, {"bills": None, "suppliers": {}}))
    assert response.data_status_response["bills"] is None
    assert type(response.data_status_response["suppliers"]) is shared.DataStatus


@pytest.mark.parametrize("body", [b"[]", b"null", b'{"bills": []}', b'{"bills": 5}'])
def test_what_is_no_map_of_models(body: bytes) -> None:
    """Something else than objects by name is no such map."""
    assert type(raised(DATA_STATUS, reply(200, body))) is errors.DecodeError


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda operation: operation.name)
def test_every_operation_reads_the_apis_errors(operation: Operation[Any, Any]) -> None:
    """Each operation returns the errors that it documents, and raises others by their class."""
    for status in (400, 401, 404, 409, 422, 429, 500):
        answer = reply(status, API_ERROR)
        if status in operation.replies:
            assert decode(operation, answer).error_message.correlation_id == CORRELATION
        else:
            assert raised(operation, answer).correlation_id == CORRELATION


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda operation: operation.name)
def test_every_operation_knows_where_its_fields_travel(operation: Operation[Any, Any]) -> None:
    """Each field of a request travels in the path, in the query or as the body."""
    fields = {field.name for field in dataclasses.fields(operation.request)}
    travelling = {name for _, name, _ in operation.segments if name}
    travelling |= {name for name, _, _ in operation.query}
    if operation.body is not None:
        travelling |= {operation.body.field} if operation.body.field else fields
    assert travelling == fields
