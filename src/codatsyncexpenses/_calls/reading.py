"""One reading of all pages of a list as a value: which page is next, and whether one is wrong."""

from __future__ import annotations

import copy
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
        """Begin at the page that a request names.

        :raises RequestError: if it is the request of another operation
        """
        if not isinstance(request, paging.operation.request):
            expected = paging.operation.takes
            raise RequestError(f"{paging.name} {expected}, not {type(request).__name__}")
        self._paging: Paging[Any, Res, Any] = paging
        self._request: Any = copy.copy(request)
        self._last: Any = None
        self._ended = False

    def request(self) -> Any:
        """Return the request of the next page; None after the last page."""
        return None if self._ended else self._request

    def after(self, response: Res) -> None:
        """Take the response for a page, and find out which page is next.

        :raises SDKError: if the page was answered with an error, whatever its status
        :raises DecodeError: if the page has no results, is empty although another follows, or holds
            the same as the one before it
        """
        response.raise_for_status()
        request, page = self._request, getattr(response, self._paging.value)
        number = 1 if request.page is None else request.page
        if problem := _problem(page, self._last):
            message = f"{self._paging.name}: page {number} {problem}"
            raise unusable(response, self._paging.operation.name, message)
        self._ended = not _is_followed(page, request)
        self._request, self._last = copy.copy(request), page.results
        self._request.page = number + 1


def _problem(page: Any, last: Any) -> str | None:
    """Return why items would be lost, or pages be read for ever; None if neither."""
    if page.results is None:
        return "has no results"
    if not page.results:
        return "is empty, and names a next one" if _has_next(page) else None
    return "holds what the page before it held" if page.results == last else None


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
