"""What users take from here: retry settings, lists of models, filters, a reader for date-times."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .._dates import parse_datetime
from .._lazy import lazy
from .._limits import RateLimit
from .._lists import ModelList
from .retries import BackoffStrategy, RetryConfig

if TYPE_CHECKING:
    from .._query import Filter, Query

__all__ = [
    "BackoffStrategy",
    "Filter",
    "ModelList",
    "Query",
    "RateLimit",
    "RetryConfig",
    "parse_datetime",
]

# Every client loads this package, and few filter.
_HOMES = {"Filter": "._query", "Query": "._query"}

__getattr__: Callable[[str], Any] = lazy(__name__, _HOMES)
