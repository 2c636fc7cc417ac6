"""Lists that come in pages, read as one: the loop over the pages stands here once."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .._bases.response import text
from .._exceptions import DecodeError, RequestError
from .operation import Calls, Operation, Req, Res

if TYPE_CHECKING:
    from .retries import RetryConfig

Item = TypeVar("Item")

_USUAL = 100  # results on a page, where the request does not say how many


@dataclass(frozen=True)
class Paging(Generic[Req, Res, Item]):
    """How all pages of an operation are read; the generated resources hold one for each method."""

    name: str
    """The method that does it, such as ``companies.list_all``."""
    operation: Operation[Req, Res]
    value: str
    """The field of the response that holds the page."""
    item: type[Item]
    """What the pages hold."""


class Pages(Generic[Res, Item]):
    """All items of a list, read page by page as they are needed.

    Each iteration starts anew from the page of the request. Every page is a call of its own, with
    its retries and its waits for the request limit.
    """

    def __init__(
        self,
        calls: Calls,
        paging: Paging[Req, Res, Item],
        request: Req,
        retries: RetryConfig | None = None,
        timeout: float | tuple[float, float] | None = None,
    ) -> None:
        if not isinstance(request, paging.operation.request):
            raise RequestError(
                f"{paging.name} {paging.operation.takes}, not {type(request).__name__}"
            )
        self._calls = calls
        self._paging: Paging[Any, Res, Item] = paging
        self._request: Any = request
        self._retries = retries
        self._timeout = timeout

    def __iter__(self) -> Iterator[Item]:
        for response in self.pages():
            yield from getattr(response, self._paging.value).results or ()

    def pages(self) -> Iterator[Res]:
        """The response of each page.

        :raises SDKError: if a page is answered with an error, whatever its status
        :raises DecodeError: if a page has no results, is empty although another follows, or holds
            what the one before it held
        """
        request, last = copy.copy(self._request), None
        while True:
            response = self._calls.call(
                self._paging.operation, request, self._retries, timeout=self._timeout
            )
            response.raise_for_status()
            page = getattr(response, self._paging.value)
            number = 1 if request.page is None else request.page
            if problem := _problem(page, last):
                raise self._refused(f"page {number} {problem}", response)
            yield response
            if not _is_followed(page, request):
                return
            request, last = copy.copy(request), page.results
            request.page = number + 1

    def _refused(self, problem: str, response: Res) -> DecodeError:
        raw, message = response.raw_response, f"{self._paging.name}: {problem}"
        error = DecodeError(message, response.status_code, text(raw.content), raw)
        error.operation = self._paging.operation.name
        return error

    def __repr__(self) -> str:
        return f"<all pages of {self._paging.operation.name} for {self._request!r}>"


def _problem(page: Any, last: Any) -> str | None:
    """What says that items would be lost, or read for ever; None where nothing does."""
    if page.results is None:
        return "has no results"
    if not page.results:
        return "is empty, and names a next one" if _has_next(page) else None
    return "holds what the page before it held" if page.results == last else None


def _has_next(page: Any) -> bool:
    return bool(page.links and page.links.next and page.links.next.href)


def _is_followed(page: Any, request: Any) -> bool:
    """Whether there is a next page; an empty one is the last."""
    if not page.results or page.links is not None:
        return _has_next(page)
    # The API promises the links; without them the counts tell, and else whether the page is full.
    size: int = page.page_size or request.page_size or _USUAL
    number: int = page.page_number or request.page or 1
    read = (number - 1) * size + len(page.results)
    return bool(
        len(page.results) >= size if page.total_results is None else read < page.total_results
    )
