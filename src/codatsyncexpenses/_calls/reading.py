"""One reading of all pages of a list, as a value: it chooses the next page and checks each one."""

from __future__ import annotations

import copy
import dataclasses
from collections import Counter
from typing import TYPE_CHECKING, Any, Generic

from .._bases.response import unusable
from .._exceptions import RequestError
from .operation import Item, Req, Res

if TYPE_CHECKING:
    from .operation import Paging

_USUAL = 100  # results on a page, if the request does not say how many


class Reading(Generic[Res]):
    """One reading of all pages of a list."""

    def __init__(self, paging: Paging[Req, Res, Item], request: Req) -> None:
        """Begin at the page of a request.

        :raises RequestError: if it is the request of another operation
        """
        if not isinstance(request, paging.operation.request):
            expected = paging.operation.takes
            raise RequestError(f"{paging.name} {expected}, not {type(request).__name__}")
        self._paging: Paging[Any, Res, Any] = paging
        self._request: Any = copy.copy(request)
        self._seen: set[int] = set()  # a number for each page
        self._ended = False

    def request(self) -> Any:
        """Return the request of the next page; None after the last page."""
        return None if self._ended else self._request

    def after(self, response: Res) -> None:
        """Take the response for a page, and choose the next page.

        :raises SDKError: if the response is an error, whatever its status
        :raises DecodeError: if it is a different page from the requested one, has no results, is
            empty although another follows, or repeats an earlier one
        """
        response.raise_for_status()
        request, page = self._request, getattr(response, self._paging.value)
        number = 1 if request.page is None else request.page
        if problem := _problem(page, number) or self._repeated(page):
            message = f"{self._paging.name}: page {number} {problem}"
            raise unusable(response, message, self._paging.operation.name)
        self._ended = not _is_followed(page, request)
        self._request = copy.copy(request)
        self._request.page = number + 1

    def _repeated(self, page: Any) -> str | None:
        """Return the reason if pages would repeat forever; None if this page is new."""
        if not page.results:
            return None
        # The items of a page, in any order and whatever else of them has changed. Some of them may
        # have been on an earlier page: rows move while they are read.
        counts = Counter(_identity(item, self._paging.key) for item in page.results)
        held = hash(frozenset(counts.items()))
        if held in self._seen:
            return "holds the same items as an earlier page"
        self._seen.add(held)
        return None


def _identity(item: Any, key: str) -> object:
    """Return the item's identifier, or its whole content if it has none."""
    found = getattr(item, key)
    return repr(dataclasses.astuple(item)) if found is None else found


def _problem(page: Any, number: int) -> str | None:
    """Return the reason if items would be lost; None otherwise."""
    if page.page_number and page.page_number != number:
        return f"was answered with page {page.page_number}"
    if page.results is None:
        return "has no results"
    return "is empty, and names a next one" if not page.results and _has_next(page) else None


def _has_next(page: Any) -> bool:
    return bool(page.links and page.links.next and page.links.next.href)


def _is_followed(page: Any, request: Any) -> bool:
    """Return whether there is a next page; an empty one is the last."""
    if not page.results or page.links is not None:
        return _has_next(page)
    # The API promises the links. Without them the counts decide, or else whether the page is full.
    size: int = page.page_size or request.page_size or _USUAL
    number: int = page.page_number or request.page or 1
    read = (number - 1) * size + len(page.results)
    return bool(
        len(page.results) >= size if page.total_results is None else read < page.total_results
    )
