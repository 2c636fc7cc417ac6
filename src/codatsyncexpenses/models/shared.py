# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The API's JSON as dataclasses; each field's marker holds its name on the wire."""

from dataclasses import dataclass, field

from .._enums import StatusCode
from .._fields import json
from .._model import Model
from .._security import Credential

__all__ = [
    "ClientQuota",
    "CompanySyncStatus",
    "ErrorMessage",
    "ErrorValidation",
    "ErrorValidationItem",
    "InitiateSync",
    "ReferenceCompany",
    "ReferenceCompanyLinks",
    "RuleQuota",
    "RuleQuotaReset",
    "RuleSync",
    "RuleSyncFailure",
    "Security",
    "SyncInitiated",
    "SyncOutcome",
    "SyncStatusCode",
    "TransactionOutcome",
]


class SyncStatusCode(StatusCode):
    """How a sync stands, as a number.

    The service may add codes; a code that is not listed here is none of running, success and
    failure.
    """

    RUNNING = 1000, "running", "The sync is running."
    RUNNING_LONG = 1010, "running", "The sync has been running for more than ten minutes."
    SUCCEEDED = 2000, "success", "The sync succeeded and data was written."
    NOTHING_TO_SYNC = 2040, "success", "The sync succeeded and there was nothing to write."
    CONFIGURATION_INVALID = 4000, "failure", "The company's sync configuration is wrong.", False
    COMPANY_NOT_FOUND = (
        4040,
        "failure",
        "The company was deleted or withdrew its access (4040).",
        False,
    )
    COMPANY_UNPROCESSABLE = (
        4220,
        "failure",
        "The company was deleted or withdrew its access (4220).",
        False,
    )
    SUBSCRIPTION_LAPSED = (
        4260,
        "failure",
        "The company's subscription to its accounting software has lapsed.",
        False,
    )
    SERVER_ERROR = 5000, "failure", "The service failed without saying why.", True
    DUPLICATE_PREVENTED = (
        5080,
        "failure",
        "The service stopped the sync to prevent duplicates.",
        False,
    )
    PROCESSING_FAILED = 5120, "failure", "The service failed while it processed the data.", True
    WRITE_FAILED = 5130, "failure", "Writing to the accounting software failed.", True


@dataclass(repr=False)
class ClientQuota(Model):
    """How many requests a client has."""

    daily_quota: int | None = field(default=None, metadata=json("dailyQuota"))
    """Requests that are allowed in a day."""
    expiry_date: str | None = field(default=None, metadata=json("expiryDate"))
    """When the quota starts again, as an ISO 8601 date-time."""
    quota_remaining: int | None = field(default=None, metadata=json("quotaRemaining"))
    """Requests that are left."""


@dataclass(repr=False)
class CompanySyncStatus(Model):
    """Where one sync of a company stands."""

    company_id: str | None = field(default=None, metadata=json("companyId", nullable=True))
    """Identifier of the company, a UUID."""
    data_pushed: bool | None = field(default=None, metadata=json("dataPushed"))
    """Whether anything was written to the accounting software."""
    error_message: str | None = field(default=None, metadata=json("errorMessage", nullable=True))
    """What went wrong. Empty or null when nothing did."""
    sync_exception_message: str | None = field(
        default=None, metadata=json("syncExceptionMessage", nullable=True)
    )
    """Technical detail of the failure. Empty or null when there is none."""
    sync_id: str | None = field(default=None, metadata=json("syncId", nullable=True))
    """Identifier of the sync, a UUID."""
    sync_status: str | None = field(default=None, metadata=json("syncStatus", nullable=True))
    """The stage in words, free text such as `NotStarted`, `Started`, `Pushing`, `Complete` or
    `PushError`. Decide by the code, not by this text.
    """
    sync_status_code: int | None = field(default=None, metadata=json("syncStatusCode", view="code"))
    """How a sync stands, as a number.

    The service may add codes; a code that is not listed here is none of running, success and
    failure.
    """
    sync_utc: str | None = field(default=None, metadata=json("syncUtc"))
    """When the sync ran, as an ISO 8601 date-time in UTC."""

    @property
    def code(self) -> SyncStatusCode | None:
        """The meaning of `sync_status_code`; None where it is None."""
        return SyncStatusCode.of(self.sync_status_code)


@dataclass(repr=False)
class ErrorValidationItem(Model):
    """One finding of a check."""

    item_id: str | None = field(default=None, metadata=json("itemId", nullable=True))
    """Identifier of the record that the finding is about."""
    message: str | None = field(default=None, metadata=json("message", nullable=True))
    """The finding, in words."""
    validator_name: str | None = field(default=None, metadata=json("validatorName", nullable=True))
    """The check that made the finding."""


@dataclass(repr=False)
class ErrorValidation(Model):
    """What a check of the request's data found."""

    errors: list[ErrorValidationItem] | None = field(
        default=None, metadata=json("errors", nullable=True)
    )
    """Findings that stopped the request."""
    warnings: list[ErrorValidationItem] | None = field(
        default=None, metadata=json("warnings", nullable=True)
    )
    """Findings that did not stop the request."""


@dataclass(repr=False)
class ErrorMessage(Model):
    """What the service says about a request that it did not fulfil."""

    can_be_retried: str | None = field(default=None, metadata=json("canBeRetried"))
    """What the service says about trying again, as free text and not a boolean."""
    correlation_id: str | None = field(default=None, metadata=json("correlationId"))
    """Identifies the request; quote it to support."""
    detailed_error_code: int | None = field(default=None, metadata=json("detailedErrorCode"))
    """A finer code; 0 where there is none."""
    error: str | None = field(default=None, metadata=json("error"))
    """What is wrong, in words."""
    service: str | None = field(default=None, metadata=json("service"))
    """The part of the service that answered."""
    status_code: int | None = field(default=None, metadata=json("statusCode"))
    """The HTTP status as the body repeats it; the response's own status is the one to trust."""
    validation: ErrorValidation | None = field(default=None, metadata=json("validation"))
    """What a check of the request's data found, where the service made one."""


@dataclass(repr=False)
class InitiateSync(Model):
    """Which datasets a sync takes."""

    dataset_ids: list[str] | None = field(default=None, metadata=json("datasetIds", nullable=True))
    """Identifiers of the datasets to sync, UUIDs.

    What a sync takes that names none, the API does not say.
    """


@dataclass(repr=False)
class ReferenceCompanyLinks(Model):
    """Where to see a company."""

    portal: str | None = field(default=None, metadata=json("portal"))
    """Address of the company's page in Codat's portal."""


@dataclass(repr=False)
class ReferenceCompany(Model):
    """The company that an event is about."""

    description: str | None = field(default=None, metadata=json("description", nullable=True))
    """What you noted about the company."""
    id: str | None = field(default=None, metadata=json("id"))
    """Identifier of the company, a UUID."""
    links: ReferenceCompanyLinks | None = field(default=None, metadata=json("links"))
    """Where to see a company."""
    name: str | None = field(default=None, metadata=json("name"))
    """The company's name."""
    tags: dict[str, str] | None = field(default=None, metadata=json("tags"))
    """The tags that you gave the company."""


@dataclass(repr=False)
class RuleQuota(Model):
    """The quota of requests that was used up."""

    daily_quota: int | None = field(default=None, metadata=json("DailyQuota"))
    """Requests that are allowed in a day."""
    expires_utc: str | None = field(default=None, metadata=json("ExpiresUtc"))
    """When the quota starts again, as an ISO 8601 date-time in UTC."""


@dataclass(repr=False)
class RuleQuotaReset(Model):
    """The quota of requests that started again."""

    daily_quota: int | None = field(default=None, metadata=json("DailyQuota", nullable=True))
    """Requests that are allowed in a day."""
    expires_utc: str | None = field(default=None, metadata=json("ExpiresUtc"))
    """When the quota starts again, as an ISO 8601 date-time in UTC."""
    quota_remaining: int | None = field(
        default=None, metadata=json("QuotaRemaining", nullable=True)
    )
    """Requests that are left."""
    reset_reason: str | None = field(default=None, metadata=json("ResetReason"))
    """Why the quota started again."""


@dataclass(repr=False)
class RuleSync(Model):
    """The sync that an event is about."""

    sync_date_range_finish_utc: str | None = field(
        default=None, metadata=json("SyncDateRangeFinishUtc")
    )
    """The end of the dates that the sync took, as an ISO 8601 date-time."""
    sync_date_range_start_utc: str | None = field(
        default=None, metadata=json("SyncDateRangeStartUtc")
    )
    """The start of the dates that the sync took, as an ISO 8601 date-time."""
    sync_id: str | None = field(default=None, metadata=json("syncId"))
    """Identifier of the sync, a UUID."""
    sync_type: str | None = field(default=None, metadata=json("syncType"))
    """The kind of the sync, free text."""


@dataclass(repr=False)
class RuleSyncFailure(Model):
    """The sync that failed."""

    failure_stage: str | None = field(default=None, metadata=json("FailureStage"))
    """The stage at which the sync failed."""
    sync_date_range_finish_utc: str | None = field(
        default=None, metadata=json("SyncDateRangeFinishUtc")
    )
    """The end of the dates that the sync took, as an ISO 8601 date-time."""
    sync_date_range_start_utc: str | None = field(
        default=None, metadata=json("SyncDateRangeStartUtc")
    )
    """The start of the dates that the sync took, as an ISO 8601 date-time."""
    sync_id: str | None = field(default=None, metadata=json("syncId"))
    """Identifier of the sync, a UUID."""
    sync_type: str | None = field(default=None, metadata=json("syncType"))
    """The kind of the sync, free text."""


@dataclass(repr=False)
class SyncInitiated(Model):
    """The sync that was started."""

    sync_id: str | None = field(default=None, metadata=json("syncId"))
    """Identifier of the sync, for following it."""


@dataclass(repr=False)
class TransactionOutcome(Model):
    """How one transaction of a sync ended."""

    error_message: str | None = field(default=None, metadata=json("errorMessage", nullable=True))
    """What went wrong. Empty or null when nothing did."""
    id: str | None = field(default=None, metadata=json("id"))
    """Identifier of the transaction, as it was chosen when it was created."""
    status: str | None = field(default=None, metadata=json("status"))
    """`Completed`, `PushError`, `Failed`, `Pending` or `Unknown`. The service may add others."""


@dataclass(repr=False)
class SyncOutcome(Model):
    """How a sync of expenses ended."""

    reference_company: ReferenceCompany | None = field(
        default=None, metadata=json("referenceCompany")
    )
    """The company that an event is about."""
    sync_id: str | None = field(default=None, metadata=json("syncId"))
    """Identifier of the sync, a UUID."""
    transactions: list[TransactionOutcome] | None = field(
        default=None, metadata=json("transactions")
    )
    """The transactions of the sync, each with its own outcome."""


@dataclass(repr=False)
class Security(Credential):
    """The credential of a client; its value is shown nowhere."""

    auth_header: str
    """The whole value of the Authorization header: the word `Basic`, a space, and the API key in
    base64.
    """
