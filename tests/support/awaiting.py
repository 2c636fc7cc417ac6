"""Code that serves both clients: the blocking one returns what the asynchronous one lets await."""

from __future__ import annotations

import inspect
from collections.abc import AsyncGenerator
from typing import Any


async def answered(given: Any) -> Any:
    """Return the result of a method of either client."""
    return await given if inspect.isawaitable(given) else given


async def each(given: Any) -> AsyncGenerator[Any, None]:
    """Iterate over the items, or the pages, of a list of either client."""
    if hasattr(given, "__aiter__"):
        async for item in given:
            yield item
    else:
        for item in given:
            yield item
