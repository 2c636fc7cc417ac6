"""Public helpers: retry settings, lists of models, filters, JSON text and date-times.

This room re-exports names from lower rooms and contains the query builder and the JSON functions of
3.1.0. Nothing else belongs here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .._bases.model import ModelList
from .._bases.rate_limits import RateLimit
from .._exceptions import Violation
from .._lazy import directory, lazy
from .._schema.dates import parse_datetime
from .retries import BackoffStrategy, RetryConfig

if TYPE_CHECKING:
    from .._loops.asynchronous import AsyncPages
    from .._loops.blocking import Pages
    from ._json import marshal_json, unmarshal_json
    from ._query import Filter, Query

__all__ = [
    "AsyncPages",
    "BackoffStrategy",
    "Filter",
    "ModelList",
    "Pages",
    "Query",
    "RateLimit",
    "RetryConfig",
    "Violation",
    "marshal_json",
    "parse_datetime",
    "unmarshal_json",
]

# Every client imports this package, but few use these names.
_HOMES = {
    "Filter": "_query",
    "AsyncPages": "._loops.asynchronous",
    "Pages": "._loops.blocking",
    "Query": "_query",
    "marshal_json": "_json",
    "unmarshal_json": "_json",
}

__getattr__: Callable[[str], Any] = lazy(__name__, _HOMES)
__dir__: Callable[[], list[str]] = directory(__all__)
