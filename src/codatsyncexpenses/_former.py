"""The private modules that pickles made with version 0.1.0 name; their classes have moved since."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from ._lazy import lazy

if TYPE_CHECKING:
    from ._bases.security import Security
    from ._calls.call import Configuration
    from ._loops.blocking import Loop, Transport

_HOMES = {
    "_adapter": {"Adapter": "._transport.connections"},
    "_caller": {"revived": "._former"},
    "_checks": {"Violation": "._exceptions"},
    "_connection_errors": {
        "APIConnectionError": "._exceptions.connection",
        "APITimeoutError": "._exceptions.connection",
        "CertificateError": "._exceptions.connection",
    },
    "_events": {"UnknownEvent": ".models.events"},
    "_http": {
        "SessionTransport": "._transport.session",
        "OwnSession": "._transport.connections",
        "_NoCookies": "._transport.connections",
    },
    "_limits": {"RateLimit": ".utils"},
    "_lists": {"ModelList": ".utils"},
    "_messages": {"Timeout": "._calls.wire"},
    "_operation": {"Operation": "._calls.operation"},
    "_pages": {"Pages": ".utils", "Paging": "._calls.operation"},
    "_query": {"Filter": ".utils", "Query": ".utils"},
    "_retries": {"BackoffStrategy": ".utils", "RetryConfig": ".utils"},
    "_settings": {"Options": "._former"},
    "_wait_errors": {"SyncFailed": ".errors", "WaitTimeout": ".errors"},
}
_NEW_NAMES = {"Caller": "revived", "_Session": "OwnSession"}


def register(package: str) -> None:
    """Let the former modules be imported, each of which loads nothing until it is asked."""
    for name, homes in _HOMES.items():
        module = ModuleType(f"{package}.{name}")
        vars(module)["__getattr__"] = lazy(module.__name__, homes, _NEW_NAMES)
        sys.modules[module.__name__] = module


class Options:
    """The options of a client, as 0.1.0 pickled them."""


def revived(
    configuration: Configuration, security: Security, transport: Transport, options: Options
) -> Loop:
    """Return the loop of a client that 0.1.0 pickled."""
    from ._calls import settings
    from ._calls.call import Calls
    from ._loops.blocking import Loop
    from .models._about import RETRIED, RETRIES

    given: dict[str, Any] = vars(options)
    return Loop(
        Calls(configuration, security, settings.Options(RETRIES, RETRIED, **given)), transport
    )
