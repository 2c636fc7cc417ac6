"""The private modules that pickles of version 0.1.0 name; their classes have moved since."""

from __future__ import annotations

import sys
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING, Any

from ._lazy import LOADING, load

if TYPE_CHECKING:
    from ._bases.security import Security
    from ._calls.call import Configuration
    from ._loops.blocking import Loop, Transport

# For each former module, the module that now has its classes or re-exports them.
_HOMES = {
    "_adapter": "._transport.connections",
    "_caller": "._former",
    "_checks": ".utils",
    "_connection_errors": ".errors",
    "_events": ".models.events",
    "_http": "._transport.session",
    "_limits": ".utils",
    "_lists": ".utils",
    "_messages": "._calls.wire",
    "_operation": "._calls.operation",
    "_pages": "._loops.blocking",
    "_query": ".utils",
    "_retries": ".utils",
    "_security": "._bases.security",
    "_settings": "._former",
    "_wait_errors": ".errors",
}
_MOVED = {"Paging": "._calls.operation"}  # away from the other classes of its module
_NEW_NAMES = {"Caller": "revived", "_Session": "OwnSession", "_NoCookies": "NoCookies"}


def register(package: str) -> None:
    """Make the former modules importable; they load nothing until a name is used."""
    for name, home in _HOMES.items():
        module = ModuleType(f"{package}.{name}")
        vars(module)["__getattr__"] = partial(_found, package, home)
        sys.modules[module.__name__] = module


def _found(package: str, home: str, name: str) -> Any:
    # Debuggers and test runners look for `__file__` and the like in every module.
    if not name.lstrip("_")[:1].isupper():
        raise AttributeError(name)
    return getattr(load(_MOVED.get(name, home), package), _NEW_NAMES.get(name, name))


class Options:
    """The options of a client, as 0.1.0 pickled them."""


@LOADING
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
