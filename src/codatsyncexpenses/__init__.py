"""A typed client for Codat's Sync for Expenses API.

    import codatsyncexpenses
    from codatsyncexpenses.models import operations, shared

    s = codatsyncexpenses.CodatSyncExpenses(security=shared.Security(auth_header="Basic ..."))
    res = s.sync.get_latest_sync(operations.GetLatestSyncRequest(company_id="..."))

The names load on first use, so importing this package is fast.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ._former import register
from ._lazy import directory, lazy

if TYPE_CHECKING:
    from . import errors, models, outbox, telemetry, utils, webhooks
    from .async_sdk import AsyncCodatSyncExpenses as AsyncCodatSyncExpenses
    from .models._about import __version__
    from .sdk import CodatSyncExpenses
    from .sdkconfiguration import SERVERS, SDKConfiguration

# Without the asynchronous client, whose extra `import *` must not require.
__all__ = [
    "SERVERS",
    "CodatSyncExpenses",
    "SDKConfiguration",
    "__version__",
    "errors",
    "models",
    "outbox",
    "telemetry",
    "utils",
    "webhooks",
]

_HOMES = {
    "AsyncCodatSyncExpenses": "async_sdk",
    "CodatSyncExpenses": "sdk",
    "SDKConfiguration": "sdkconfiguration",
    "SERVERS": "sdkconfiguration",
    "__version__": "models._about",
    "errors": "errors",
    "models": "models",
    "outbox": "outbox",
    "telemetry": "telemetry",
    "utils": "utils",
    "webhooks": "webhooks",
    # Importing 3.1.0 makes these modules attributes of the package.
    "sdk": "sdk",
    "sdkconfiguration": "sdkconfiguration",
    "sync": "sync",
}

__getattr__: Callable[[str], Any] = lazy(__name__, _HOMES)
__dir__: Callable[[], list[str]] = directory(__all__)
register(__name__)
