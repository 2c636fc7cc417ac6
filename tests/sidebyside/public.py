"""The public face that 3.1.0 and this package share; nothing else of either is used here."""

from __future__ import annotations

import importlib
import warnings
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

sdk: Any = importlib.import_module("codatsyncexpenses")
# Asked before any other import makes them reachable.
AT_ONCE = {
    name: hasattr(sdk, name)
    for name in ("CodatSyncExpenses", "models", "sdk", "sdkconfiguration", "sync", "utils")
}
errors: Any = importlib.import_module("codatsyncexpenses.models.errors")
operations: Any = importlib.import_module("codatsyncexpenses.models.operations")
shared: Any = importlib.import_module("codatsyncexpenses.models.shared")
utils: Any = importlib.import_module("codatsyncexpenses.utils")
sdkconfiguration: Any = importlib.import_module("codatsyncexpenses.sdkconfiguration")

REQUESTS = {
    "get": operations.GetSyncByIDRequest,
    "get_last_successful_sync": operations.GetLastSuccessfulSyncRequest,
    "get_latest_sync": operations.GetLatestSyncRequest,
    "list": operations.ListSyncsRequest,
    "initiate_sync": operations.InitiateSyncRequest,
}
POLICIES = {
    "none": utils.RetryConfig("none", utils.BackoffStrategy(10, 50, 1.5, 500), False),
    "backoff": utils.RetryConfig("backoff", utils.BackoffStrategy(10, 50, 1.5, 500), False),
}


def client(url: str | None, **settings: Any) -> Any:
    """Make a client that has a credential and does not retry, unless configured otherwise."""
    settings.setdefault("security", shared.Security(auth_header="Basic key"))
    settings.setdefault("retry_config", POLICIES["none"])
    return sdk.CodatSyncExpenses(server_url=url, **settings)


def outcome(step: Callable[[], Any]) -> dict[str, Any]:
    """Tell what a step returns or raises, and its warnings."""
    got: dict[str, Any]
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            got = {"returned": step()}
        except Exception as error:  # noqa: BLE001
            got = {"raised": error}
    if caught:
        got["warnings"] = sorted({str(warning.message) for warning in caught})
    return got
