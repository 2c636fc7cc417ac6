# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""How a sync stands, as a number."""

from ..._enums import StatusCode

__all__ = ["SyncStatusCode"]


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
