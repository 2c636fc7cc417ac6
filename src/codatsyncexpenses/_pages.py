"""Lists that come in pages, read as one: the loop over the pages stands here once."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ._operation import Calls, Operation, Req, Res
from .errors import RequestError

if TYPE_CHECKING:
    from ._retries import RetryConfig

Item = TypeVar("Item")


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
        """
        request = copy.copy(self._request)
        while True:
            response = self._calls.call(
                self._paging.operation, request, self._retries, timeout=self._timeout
            )
            response.raise_for_status()
            yield response
            if not _is_followed(getattr(response, self._paging.value)):
                return
            request = copy.copy(request)
            request.page = (request.page or 1) + 1

    def __repr__(self) -> str:
        return f"<all pages of {self._paging.operation.name} for {self._request!r}>"


def _is_followed(page: Any) -> bool:
    """Whether there is a next page; an empty one is the last, whatever it says."""
    if not page.results:
        return False
    if page.links is not None:
        return page.links.next is not None and bool(page.links.next.href)
    size, number = page.page_size or 0, page.page_number or 0
    return 0 < number * size < (page.total_results or 0)
