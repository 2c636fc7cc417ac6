"""User code that is type-checked and never run: the types that users may rely on."""

import asyncio
import dataclasses
import logging
import uuid
from datetime import date, datetime, timezone
from decimal import Decimal
from email.message import Message
from pathlib import Path
from typing import Any

import aiohttp
import requests
from typing_extensions import assert_type

import codatsyncexpenses
from codatsyncexpenses import (
    AsyncCodatSyncExpenses,
    CodatSyncExpenses,
    sandbox,
    sdk,
    sdkconfiguration,
    utils,
    webhooks,
)
from codatsyncexpenses.models import errors, events, operations, shared
from codatsyncexpenses.sync import Sync
from codatsyncexpenses.utils import retries as retries_module

log = logging.getLogger(__name__)


def five_methods(client: CodatSyncExpenses) -> None:
    """Every method gives the response of its operation."""
    by_id = operations.GetSyncByIDRequest(company_id="a", sync_id="b")
    assert_type(client.sync.get(by_id), operations.GetSyncByIDResponse)

    successful = operations.GetLastSuccessfulSyncRequest(company_id="a")
    assert_type(
        client.sync.get_last_successful_sync(successful), operations.GetLastSuccessfulSyncResponse
    )

    latest = operations.GetLatestSyncRequest(company_id="a")
    assert_type(client.sync.get_latest_sync(latest), operations.GetLatestSyncResponse)

    initiate = operations.InitiateSyncRequest(
        initiate_sync=shared.InitiateSync(dataset_ids=["c"]), company_id="a"
    )
    assert_type(client.sync.initiate_sync(initiate), operations.InitiateSyncResponse)

    everything = operations.ListSyncsRequest(company_id="a")
    assert_type(client.sync.list(everything), operations.ListSyncsResponse)


def waiting(client: CodatSyncExpenses, begin: operations.InitiateSyncRequest) -> None:
    """Both ways of waiting give the last answer, and tell every change of status."""

    def told(status: shared.CompanySyncStatus) -> None:
        log.info("%s", status.sync_status)

    by_id = operations.GetSyncByIDRequest(company_id="a", sync_id="b")
    assert_type(client.sync.wait(by_id), operations.GetSyncByIDResponse)
    client.sync.wait(by_id, retries(), timeout=None, on_update=told, progress=True)
    client.sync.wait(by_id, interval=0.5, max_interval=5, raise_on_failure=False)
    try:
        res = client.sync.initiate_and_wait(begin, timeout=600, idempotency_key=uuid.uuid4())
        assert_type(res, operations.GetSyncByIDResponse)
    except errors.SyncFailed as error:
        assert_type(error.code, shared.SyncStatusCode | None)
        assert_type(error.can_be_retried, bool | None)
        assert_type(error.remedy, str | None)
        assert_type(error.error_message, str | None)
        assert_type(error.sync_id, str)
    except errors.WaitTimeout as error:
        assert_type(error.status, shared.CompanySyncStatus | None)
        assert_type(error.sync_id, str)
        assert_type(error.timeout, float | None)


def keywords(client: CodatSyncExpenses) -> None:
    """A method takes the fields of its request too, and refuses others."""
    assert_type(client.sync.get(company_id="a", sync_id="b"), operations.GetSyncByIDResponse)
    client.sync.get(company_id="a", sync_id="b", retries=retries(), timeout=3, max_retries=0)
    client.companies.list(page_size=50, deadline=10)
    client.with_options(pace=900).with_options(pace=None)
    client.with_options(pace="900")  # type: ignore[arg-type]
    assert_type(client.companies.list(), operations.ListCompaniesResponse)
    assert_type(
        client.companies.list_all(page_size=50),
        utils.Pages[operations.ListCompaniesResponse, shared.Company],
    )
    client.companies.create(name="Toft", tags={"a": "b"}, idempotency_key=uuid.uuid4())
    client.sync.wait(company_id="a", sync_id="b", timeout=None, progress=True)
    client.sync.get()  # type: ignore[call-overload]
    client.sync.get(company_id="a")  # type: ignore[call-overload]
    client.sync.get(company_id=1, sync_id="b")  # type: ignore[call-overload]
    client.sync.get(company_id="a", sync_ids="b")  # type: ignore[call-overload]
    client.sync.get(company_id="a", sync_id="b", idempotency_key="c")  # type: ignore[call-overload]
    client.sync.wait(company_id="a", sync_id="b", time_out=3)  # type: ignore[call-overload]


def results(client: CodatSyncExpenses, expense: shared.ExpenseTransaction) -> None:
    """The result of a response is its value, and never None."""
    assert_type(client.sync.get(company_id="a", sync_id="b").result(), shared.CompanySyncStatus)
    assert_type(
        client.sync.list(company_id="a").result(), utils.ModelList[shared.CompanySyncStatus]
    )
    assert_type(client.companies.delete(company_id="a").result(), None)
    created = client.expenses.create(company_id="a", create_expense_request=[expense]).result()
    assert_type(created.sync_id, str)
    ended = client.expenses.create_and_wait(company_id="a", create_expense_request=[expense])
    assert_type(ended.result(), shared.CompanySyncStatus)
    written = client.push_operations.wait(company_id="a", push_operation_key="b").result()
    assert_type(written.status, shared.PushOperationStatus)
    client.request("GET", "/companies", params={"page": 1})["results"]


def settings(client: CodatSyncExpenses) -> None:
    """A client of other settings is of the same class."""
    quick = client.with_options(timeout=3, max_retries=0, headers={"X-Trace": "1"})
    assert_type(quick, CodatSyncExpenses)
    client.with_options(server_url="https://x")  # type: ignore[call-arg]


def contents(
    by_id: operations.GetSyncByIDResponse,
    successful: operations.GetLastSuccessfulSyncResponse,
    latest: operations.GetLatestSyncResponse,
    initiated: operations.InitiateSyncResponse,
    everything: operations.ListSyncsResponse,
) -> None:
    """Every response holds its own content or none."""
    assert_type(by_id.company_sync_status, shared.CompanySyncStatus | None)
    assert_type(successful.company_sync_status, shared.CompanySyncStatus | None)
    assert_type(latest.company_sync_status, shared.CompanySyncStatus | None)
    assert_type(initiated.sync_initiated, shared.SyncInitiated | None)
    assert_type(everything.company_sync_statuses, utils.ModelList[shared.CompanySyncStatus] | None)


def lists(everything: operations.ListSyncsResponse) -> None:
    """A list of models is a list, and so are its slices; it turns into records."""
    statuses = everything.company_sync_statuses
    plain: list[shared.CompanySyncStatus] = statuses or []
    log.info("%d", len(plain))
    if statuses is not None:
        assert_type(statuses[0], shared.CompanySyncStatus)
        assert_type(statuses[:10], utils.ModelList[shared.CompanySyncStatus])
        assert_type(statuses.copy(), utils.ModelList[shared.CompanySyncStatus])
        assert_type(statuses.to_records(), list[dict[str, Any]])
        assert_type([status.code for status in statuses], list[shared.SyncStatusCode | None])
    assert_type(utils.ModelList(plain), utils.ModelList[shared.CompanySyncStatus])


def what_all_responses_have(res: operations.ListSyncsResponse) -> None:
    """Beside its content a response says how the exchange went."""
    assert_type(res.status_code, int)
    assert_type(res.content_type, str)
    assert_type(res.error_message, shared.ErrorMessage | None)
    assert_type(res.raw_response, requests.Response | None)
    assert_type(res.retry_after, float | None)
    assert_type(res.headers["X-Rate-Limit-Reset"], str)
    assert_type(res.rate_limit.remaining, int | None)
    assert_type(res.rate_limit.reset, datetime | None)
    res.raise_for_status()


def fields(status: shared.CompanySyncStatus, error: shared.ErrorMessage) -> None:
    """Every field of a model is optional, as in 3.1.0, but for identifiers in responses."""
    assert_type(status.company_id, str)
    assert_type(status.data_pushed, bool | None)
    assert_type(status.sync_id, str)
    assert_type(status.sync_status, str | None)
    assert_type(status.sync_status_code, int | None)
    assert_type(status.sync_utc, str | None)
    assert_type(error.correlation_id, str | None)
    assert_type(error.detailed_error_code, int | None)


def json_face(status: shared.CompanySyncStatus) -> None:
    """Models turn into JSON and back."""
    assert_type(status.to_json(), str)
    assert_type(shared.CompanySyncStatus.from_json("{}"), shared.CompanySyncStatus)
    assert_type(shared.CompanySyncStatus.from_dict({}), shared.CompanySyncStatus)
    status.to_dict()["syncId"]


def json_text(text: str) -> None:
    """JSON text of any type is written and read."""
    assert_type(utils.marshal_json([shared.Company("i", "n", "r")]), str)
    assert_type(utils.unmarshal_json(text, shared.CompanySyncStatus), shared.CompanySyncStatus)
    assert_type(utils.unmarshal_json(text.encode(), list[shared.Company]), list[shared.Company])


def codes(code: shared.SyncStatusCode) -> None:
    """A status code is an integer that knows its group."""
    assert_type(shared.SyncStatusCode(2000), shared.SyncStatusCode)
    assert_type(code.is_running, bool)
    assert_type(code.is_success, bool)
    assert_type(code.is_failure, bool)
    assert_type(code.retryable, bool | None)
    assert_type(code.remedy, str | None)
    number: int = code
    log.info("%d", number)


def times(status: shared.CompanySyncStatus) -> None:
    """A time of the API is text, and a helper reads it."""
    if status.sync_utc is not None:
        assert_type(utils.parse_datetime(status.sync_utc), datetime)


def rotating() -> shared.Security:
    """Read a key that somebody else keeps fresh."""
    return shared.Security.from_api_key(Path("key").read_text())


def ways_to_make_a_client() -> None:
    """A client takes a credential, a callable that gives one, or the environment."""
    assert_type(
        CodatSyncExpenses(security=shared.Security(auth_header="Basic x")), CodatSyncExpenses
    )
    CodatSyncExpenses(rotating)
    assert_type(CodatSyncExpenses.from_env(), CodatSyncExpenses)
    CodatSyncExpenses(
        None, 0, "https://api.codat.io", {"name": "value"}, requests.Session(), retries(), timeout=5
    )
    CodatSyncExpenses(timeout=(1, 2.5), raise_on_error=True)
    codatsyncexpenses.SERVERS[0] = "https://api.codat.io"


def ways_to_leave_requests_to_the_service() -> None:
    """A client takes requests as they are when asked to."""
    CodatSyncExpenses(check_requests=False)


def lifetime() -> None:
    """A client closes at the end of its block, or when asked."""
    with CodatSyncExpenses() as client:
        assert_type(client, CodatSyncExpenses)
    assert_type(client.close(), None)


def retries() -> utils.RetryConfig:
    """A retry policy is built as in 3.1.0."""
    return utils.RetryConfig("backoff", utils.BackoffStrategy(500, 60_000, 1.5, 3_600_000), True)


def options_of_a_call(client: CodatSyncExpenses, request: operations.ListSyncsRequest) -> None:
    """A call takes its own retry policy and its own timeout."""
    client.sync.list(request, retries())
    client.sync.list(request, retries=None, timeout=3)
    client.sync.list(request, timeout=(1, 2))


def mistakes(client: CodatSyncExpenses) -> None:
    """A checker finds each of these; one that it missed would be an ignore without use."""
    operations.GetSyncByIDRequest(company_id="a")  # type: ignore[call-arg]
    operations.ListSyncsRequest(company_id=1)  # type: ignore[arg-type]
    client.sync.list(operations.GetLatestSyncRequest("a"))  # type: ignore[call-overload]
    CodatSyncExpenses(None, 0, None, None, None, None, 5)  # type: ignore[call-arg]
    res = client.sync.list(operations.ListSyncsRequest("a"))
    log.info("%s", res.sync_initiated)  # type: ignore[attr-defined]


def import_paths_of_3_1_0() -> None:
    """The modules that 3.1.0 has lead to the same classes."""
    assert_type(sdk.CodatSyncExpenses(), CodatSyncExpenses)
    assert_type(sdk.CodatSyncExpenses().sync, Sync)
    assert_type(CodatSyncExpenses().sdk_configuration, sdkconfiguration.SDKConfiguration)
    assert_type(retries_module.BackoffStrategy(1, 1, 1.0, 1), utils.BackoffStrategy)
    assert_type(codatsyncexpenses.SERVERS, list[str])


def webhooks_of_an_endpoint(body: bytes, headers: Message, secret: str) -> None:
    """A message is verified with any kind of headers, and its event distinguished by its class."""
    assert_type(webhooks.verify(body, headers, secret), None)
    assert_type(webhooks.message_id(headers), str)
    assert_type(webhooks.parse(body.decode()), events.Event)
    signed = webhooks.sign(body, secret, message_id="a", timestamp=datetime.now(timezone.utc))
    assert_type(signed, dict[str, str])
    event = webhooks.verify_and_parse(body, signed, [secret, webhooks.new_secret()], 60, now=1.5)
    assert_type(event, webhooks.Event)
    assert_type(event.id, str | None)
    assert_type(event.type, str)
    assert_type(event.generated, str | None)
    if isinstance(event, webhooks.SyncSuccessful | webhooks.SyncUnsuccessful):
        assert_type(event.payload, shared.SyncOutcome)
    elif isinstance(event, webhooks.RateLimitReached | webhooks.RateLimitReset):
        assert_type(event.payload, shared.ClientQuota)
    elif isinstance(event, webhooks.RuleSyncFailed):
        assert_type(event.data, shared.RuleSyncFailure)
        assert_type(event.company_id, str | None)
    elif isinstance(event, webhooks.UnknownEvent):
        assert_type(event.raw, dict[str, Any])
    webhooks.verify(body.decode(), signed, secret)  # type: ignore[arg-type]
    webhooks.verify(body, list(signed.items()), secret)  # type: ignore[arg-type]


class OwnStore:
    """A store of messages, which needs no base class."""

    def claim(self, message_id: str, /) -> webhooks.Claim:
        """Find every message new."""
        log.info(message_id)
        return "new"

    def finish(self, message_id: str, /) -> None:
        """Remember nothing."""

    def release(self, message_id: str, /) -> None:
        """Remember nothing."""


async def handlers_of_webhooks(body: bytes, headers: Message, secret: str) -> None:
    """A handler takes the event of its class, and any handler of a base class does."""
    hooks = webhooks.Dispatcher([secret], 60, store=OwnStore())
    webhooks.Dispatcher(secret, store=webhooks.MemoryStore(size=5))
    webhooks.Dispatcher(secret, store={})  # type: ignore[arg-type]

    @hooks.on(webhooks.SyncSuccessful)
    def synced(event: webhooks.SyncSuccessful) -> int:
        assert_type(event.payload, shared.SyncOutcome)
        return 1

    @hooks.on(webhooks.ConnectionFailed, webhooks.ConnectionDeleted)
    async def lost(event: webhooks.ConnectionFailed | webhooks.ConnectionDeleted) -> None:
        log.info(event.payload)

    @hooks.on(webhooks.Event)
    @hooks.fallback
    def anything(event: webhooks.Event) -> None:
        log.info(event)

    hooks.on(
        webhooks.SyncSuccessful,
        webhooks.SyncUnsuccessful,
        webhooks.CompanyCreated,
        webhooks.CompanyDeleted,
    )(anything)
    hooks.on(webhooks.SyncSuccessful, webhooks.SyncUnsuccessful)(anything)
    hooks.on(webhooks.SyncSuccessful)(anything)
    hooks.on(webhooks.SyncUnsuccessful)(synced)  # type: ignore[arg-type]
    hooks.on(webhooks.SyncSuccessful, webhooks.SyncUnsuccessful)(synced)  # type: ignore[arg-type]
    hooks.on(webhooks.Event)(lost)  # type: ignore[arg-type]
    hooks.fallback(synced)  # type: ignore[type-var]
    hooks.on("company.created")  # type: ignore[call-overload]
    assert_type(synced(webhooks.SyncSuccessful()), int)
    assert_type(hooks.dispatch(body, headers), webhooks.Event)
    assert_type(await hooks.dispatch_async(body, headers), webhooks.Event)


def failures(client: CodatSyncExpenses, request: operations.ListSyncsRequest) -> None:
    """The narrow errors are caught before the wide one, and each says what it knows."""
    try:
        client.sync.list(request)
    except errors.RateLimitError as error:
        assert_type(error.retry_after, float | None)
    except (
        errors.AuthenticationError,
        errors.DecodeError,
        errors.NotFoundError,
        errors.PermissionDeniedError,
        errors.ServerError,
    ) as error:
        narrow: errors.SDKError = error
        log.info("%s", narrow)
    except errors.SDKError as error:
        assert_type(error.correlation_id, str | None)
        assert_type(error.message, str)
        assert_type(error.status_code, int)
        assert_type(error.body, str)
        assert_type(error.raw_response, requests.Response)
        assert_type(error.error_message, shared.ErrorMessage | None)
    except requests.Timeout as error:
        log.info("%s", error)
    except errors.CodatError as error:
        log.info("%s", error)


def families() -> None:
    """Each error is also what code without this library would catch."""
    timeout: type[requests.Timeout] = errors.APITimeoutError
    connection: type[requests.ConnectionError] = errors.APIConnectionError
    value: type[ValueError] = errors.DecodeError
    webhook: type[ValueError] = errors.WebhookVerificationError
    roots: list[type[errors.CodatError]] = [errors.SDKError, errors.APIConnectionError]
    log.info("%s %s %s %s %s", timeout, connection, value, webhook, roots)


def pages_of_lists(client: CodatSyncExpenses) -> None:
    """All items of a list are read in a loop, each of its own class; or page by page."""
    request = operations.ListCompaniesRequest(page_size=500)
    for company in client.companies.list_all(request):
        assert_type(company, shared.Company)
        assert_type(company.data_connections, list[shared.Connection] | None)
    for response in client.companies.list_all(request, retries(), timeout=5).pages():
        assert_type(response, operations.ListCompaniesResponse)
        assert_type(response.companies, shared.Companies | None)
    assert_type(client.companies.list_all(request).to_list(), utils.ModelList[shared.Company])
    assert_type(client.companies.list_all(request).to_records(), list[dict[str, Any]])
    options = client.mapping_options.get_mapping_options(company_id="a").result()
    assert_type(options.accounts, utils.ModelList[shared.AccountMappingInfo] | None)
    customers = client.customers.list_all(operations.ListCustomersRequest("a"))
    assert_type([customer.id for customer in customers], list[str | None])
    pulled = client.manage_data.list_all_pull_operations(operations.ListPullOperationsRequest("a"))
    assert_type(next(iter(pulled)), shared.PullOperation)


def one_page(client: CodatSyncExpenses) -> None:
    """A page holds a list of models, and says where it stands."""
    page = client.companies.list(operations.ListCompaniesRequest()).companies
    if page is not None:
        assert_type(page.results, utils.ModelList[shared.Company] | None)
        assert_type(page.total_results, int)
        assert_type(page.links.next, shared.HalRef | None)


def enums(connection: shared.Connection) -> None:
    """A field of a model is its enum, which is a text and says whether it is known."""
    assert_type(connection.status, shared.DataConnectionStatus)
    assert_type(connection.status.is_known, bool)
    text: str = connection.status
    log.info("%s", text)
    assert_type(shared.DataConnectionStatus("AddedLater"), shared.DataConnectionStatus)
    if connection.status is shared.DataConnectionStatus.LINKED:
        log.info("%s", connection.status.value)


def amounts(account: shared.Account) -> None:
    """Amounts are Decimals, and no floats."""
    assert_type(account.current_balance, Decimal | None)
    line = shared.ExpenseTransactionLine(
        net_amount=Decimal("110.42"), account_ref=shared.RecordRef("a")
    )
    assert_type(line.net_amount, Decimal)
    assert_type(line.tax_amount, Decimal | None)
    shared.ExpenseTransactionLine(net_amount=110.42)  # type: ignore[arg-type]


def expense() -> shared.ExpenseTransaction:
    """An expense needs four fields."""
    return shared.ExpenseTransaction(
        id="a",
        type=shared.ExpenseTransactionType.PAYMENT,
        issue_date="2026-01-01T00:00:00Z",
        currency="GBP",
        currency_rate=Decimal("1.25"),
        lines=[shared.ExpenseTransactionLine(net_amount=Decimal(5))],
    )


def required_fields() -> None:
    """A required field is never None, and a checker finds where it is missing."""
    shared.ContactRef("a")
    shared.ContactPhone("+44 1632 960000", type=shared.PhoneNumberType.PRIMARY)
    shared.ExpenseTransactionLine()  # type: ignore[call-arg]
    shared.ExpenseTransactionLine(shared.RecordRef("a"), tax_amount=Decimal(1))  # type: ignore[call-arg]
    shared.ExpenseTransactionLine(net_amount=None)  # type: ignore[arg-type]
    shared.ContactRef()  # type: ignore[call-arg]
    shared.UpdateExpenseRequest("2026-05-04", shared.ExpenseTransactionType.PAYMENT)  # type: ignore[call-arg]
    operations.CreateExpenseTransactionRequest("c")  # type: ignore[call-arg]
    operations.CreateExpenseTransactionRequest("c", None)  # type: ignore[arg-type]
    operations.UploadExpenseAttachmentRequest("c", "s", "t")  # type: ignore[call-arg]


def what_dataclasses_do(line: shared.ExpenseTransactionLine) -> None:
    """The functions of dataclasses take a model whose required fields have defaults."""
    assert_type(dataclasses.replace(line, net_amount=Decimal(2)), shared.ExpenseTransactionLine)
    assert_type(dataclasses.asdict(line), dict[str, Any])
    log.info("%d", len(dataclasses.fields(line)))


def dates() -> None:
    """A date of a request is a text, a date or a datetime; one of an answer is a text."""
    type_ = shared.ExpenseTransactionType.PAYMENT
    for day in ("2026-05-04", date(2026, 5, 4), datetime.now(timezone.utc)):
        made = shared.ExpenseTransaction("GBP", "a", day, type_)
        assert_type(made.issue_date, str | date)
        shared.UpdateExpenseRequest(day, type_, currency="GBP")
    shared.ExpenseTransaction("GBP", "a", 5, type_)  # type: ignore[arg-type]
    shared.Customer(shared.CustomerStatus.ACTIVE, modified_date=date(2026, 5, 4))  # type: ignore[arg-type]


def bodies_of_both_versions(client: CodatSyncExpenses) -> None:
    """Some methods take the body of the API and that of 3.1.0, and answer alike."""
    for body in (shared.CompanyUpdateRequest(name="a"), shared.CompanyRequestBody(name="a"), None):
        update = operations.UpdateCompanyRequest("c", body)
        assert_type(client.companies.update(update), operations.UpdateCompanyResponse)
    operations.UpdateCompanyRequest("c", expense())  # type: ignore[arg-type]
    for items in ([expense()], shared.CreateExpenseRequest([expense()])):
        create = operations.CreateExpenseTransactionRequest("c", items)
        response = client.expenses.create(create, idempotency_key="k")
        assert_type(response, operations.CreateExpenseTransactionResponse)
        assert_type(response.create_expense_response, shared.CreateExpenseResponse | None)


def whole_requests(client: CodatSyncExpenses) -> None:
    """A request may be the body itself."""
    created = client.companies.create(shared.CompanyRequestBody("Toft", tags={"a": "b"}))
    assert_type(created.company, shared.Company | None)
    client.companies.create(operations.GetCompanyRequest("c"))  # type: ignore[call-overload]


def answers_of_other_kinds(client: CodatSyncExpenses) -> None:
    """An answer may be empty, a dict of models, or one model and all of them."""
    assert_type(
        client.companies.delete(operations.DeleteCompanyRequest("c")),
        operations.DeleteCompanyResponse,
    )
    status = client.manage_data.get(operations.GetDataStatusRequest("c"))
    assert_type(status.data_status_response, dict[str, shared.DataStatus | None] | None)
    found = client.transaction_status.get(operations.GetSyncTransactionRequest("c", "s", "t"))
    assert_type(found.transaction, shared.Transaction | None)
    assert_type(found.transactions, utils.ModelList[shared.Transaction] | None)


class Received:
    """An upload as Flask and Starlette have it."""

    filename: str | None = "lunch.pdf"


def uploads(client: CodatSyncExpenses, path: Path) -> None:
    """A file is given as bytes, as a path, or open."""
    body = operations.UploadExpenseAttachmentRequestBody
    with path.open("rb") as file:
        for content in (b"x", "lunch.pdf", path, file):
            made = body(content, "lunch.pdf", content_type="application/pdf", platform_key="gbol")
            request = operations.UploadExpenseAttachmentRequest("c", "s", "t", made)
            response = client.attachments.upload(request)
            assert_type(response.attachment, shared.Attachment | None)
    body(Received())
    body(5)  # type: ignore[arg-type]
    operations.UploadExpenseAttachmentRequest("c", "s", "t", b"x")  # type: ignore[arg-type]


def refused_requests(client: CodatSyncExpenses) -> None:
    """An error of a request has all that is wrong, each with its place."""
    try:
        client.companies.create(shared.CompanyRequestBody(""))
    except errors.RequestValidationError as error:
        for violation in error.violations:
            assert_type(violation.path, str)
            assert_type(violation.message, str)
        refused: errors.RequestError = error
        log.info("%s", refused)


def filters(client: CodatSyncExpenses) -> None:
    """A comparison of a Query is a text for a request."""
    linked = utils.Query("dataConnections.status") == "Linked"
    assert_type(linked, utils.Filter)
    either = linked & (utils.Query("created") >= datetime.now(timezone.utc))
    client.companies.list(operations.ListCompaniesRequest(query=either, tags=linked))
    operations.ListCompaniesRequest(query=utils.Query("name"))  # type: ignore[arg-type]


# The asynchronous client.


async def awaited(client: AsyncCodatSyncExpenses, begin: operations.InitiateSyncRequest) -> None:
    """A method takes what the blocking one takes, and gives the same response once awaited."""

    def told(status: shared.CompanySyncStatus) -> None:
        log.info("%s", status.sync_status)

    by_id = operations.GetSyncByIDRequest(company_id="a", sync_id="b")
    assert_type(await client.sync.get(by_id, retries(), timeout=3), operations.GetSyncByIDResponse)
    response = await client.sync.get(company_id="a", sync_id="b", max_retries=0)
    assert_type(response.result(), shared.CompanySyncStatus)
    assert_type(await client.companies.delete(company_id="a"), operations.DeleteCompanyResponse)
    ended = await client.sync.wait(by_id, timeout=None, on_update=told, interval=0.5)
    assert_type(ended, operations.GetSyncByIDResponse)
    started = await client.sync.initiate_and_wait(begin, idempotency_key=uuid.uuid4())
    assert_type(started.result(), shared.CompanySyncStatus)
    (await client.request("GET", "/companies", params={"page": 1}))["results"]
    task = asyncio.create_task(client.sync.get(by_id))
    assert_type(await asyncio.wait_for(task, 3), operations.GetSyncByIDResponse)
    both = await asyncio.gather(client.sync.get(by_id), client.companies.list())
    assert_type(both, tuple[operations.GetSyncByIDResponse, operations.ListCompaniesResponse])


async def awaited_pages(client: AsyncCodatSyncExpenses) -> None:
    """A list in pages is not awaited; its items, its pages and its list are."""
    listed = client.companies.list_all(page_size=50, deadline=10)
    assert_type(listed, utils.AsyncPages[operations.ListCompaniesResponse, shared.Company])
    async for company in listed:
        assert_type(company, shared.Company)
    async for response in listed.pages():
        assert_type(response, operations.ListCompaniesResponse)
    assert_type(await listed.to_list(), utils.ModelList[shared.Company])
    assert_type(await listed.to_records(), list[dict[str, Any]])
    assert_type([each.id async for each in listed], list[str])
    for _ in listed:  # type: ignore[attr-defined]
        log.info("not without async")
    await listed  # type: ignore[misc]


async def rotating_later() -> shared.Security:
    """Read a key that somebody else keeps fresh, without blocking."""
    return await asyncio.to_thread(rotating)


async def ways_to_make_an_asynchronous_client(session: aiohttp.ClientSession) -> None:
    """A client takes a credential, a callable of either kind, a session of aiohttp, and options."""
    async with AsyncCodatSyncExpenses(shared.Security("Basic x"), client=session) as client:
        assert_type(client, AsyncCodatSyncExpenses)
    assert_type(client.with_options(timeout=3), AsyncCodatSyncExpenses)
    assert_type(await client.aclose(), None)
    assert_type(AsyncCodatSyncExpenses.from_env(timeout=3), AsyncCodatSyncExpenses)
    assert_type(client.sdk_configuration, sdkconfiguration.AsyncSDKConfiguration)
    AsyncCodatSyncExpenses(rotating, raise_on_error=True, retry_config=retries())
    AsyncCodatSyncExpenses(rotating_later, headers={"X-Trace": "1"}, on_event=log.info)
    local = sandbox.Sandbox()
    assert_type(local.async_client(timeout=3, client=session), AsyncCodatSyncExpenses)
    local.async_client(time_out=3)  # type: ignore[call-arg]
    local.async_client(client=requests.Session())  # type: ignore[arg-type]
    AsyncCodatSyncExpenses(client=requests.Session())  # type: ignore[arg-type]
    CodatSyncExpenses(client=session)  # type: ignore[arg-type]
    CodatSyncExpenses(retries=3)  # type: ignore[call-arg]
    AsyncCodatSyncExpenses(retries=3)  # type: ignore[call-arg]
    CodatSyncExpenses(rotating_later)  # type: ignore[arg-type]
    client.with_options(server_url="https://x")  # type: ignore[call-arg]
    with client:  # type: ignore[attr-defined]
        log.info("not without async")
    client.close()  # type: ignore[attr-defined]


async def awaited_mistakes(client: AsyncCodatSyncExpenses) -> None:
    """A checker finds each of these."""
    await client.sync.get()  # type: ignore[call-overload]
    await client.sync.get(company_id="a")  # type: ignore[call-overload]
    await client.sync.get(company_id=1, sync_id="b")  # type: ignore[call-overload]
    await client.sync.get(company_id="a", sync_ids="b")  # type: ignore[call-overload]
    await client.sync.get(company_id="a", sync_id="b", idempotency_key="c")  # type: ignore[call-overload]
    await client.sync.wait(company_id="a", sync_id="b", time_out=3)  # type: ignore[call-overload]
    await client.sync.list(operations.GetLatestSyncRequest("a"))  # type: ignore[call-overload]
    client.companies.list_all(page_sizes=5)  # type: ignore[call-overload]
    client.sync.get(company_id="a", sync_id="b").result()  # type: ignore[attr-defined]
