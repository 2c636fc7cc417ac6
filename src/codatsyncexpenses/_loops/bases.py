"""The bases of resources and of lists, for either loop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .._calls.keywords import filled
from .._calls.operation import Item, Paging, Req, Res
from .._calls.reading import Reading
from .._calls.retries import RetryConfig
from .._calls.settings import CallOptions
from .._display.repr import guarded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .._bases.security import Secret
    from .._calls import call
    from .._calls.settings import Seams

Calls = TypeVar("Calls")


class Driver:
    """The settings of a client's calls, whichever loop drives them."""

    _calls: call.Calls

    @property
    def seams(self) -> Seams:
        """The time and the random numbers of its calls."""
        return self._calls.seams

    @property
    def sent(self) -> Sequence[Secret]:
        """The last credentials that its calls sent."""
        return self._calls.sent

    @property
    def pace(self) -> int | None:
        """The largest number of its requests in any 60 s."""
        return self._calls.options.pace


class Held(Generic[Calls]):
    """An object that makes calls."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls


class Listing(Generic[Calls, Res, Item]):
    """The request of a list, its options, and the loop that reads it."""

    def __init__(
        self,
        calls: Calls,
        paging: Paging[Req, Res, Item],
        request: Req | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> None:
        self._calls = calls
        self._paging: Paging[Any, Res, Item] = paging
        if request is None or given:
            options = CallOptions.__annotations__
            request = filled(paging.name, paging.operation, request, given, options)
        self._request: Any = request
        self._retries, self._options = retries, given
        Reading(paging, self._request)  # refuses the request of another operation now

    @guarded
    def __repr__(self) -> str:
        name = self._paging.operation.name
        return f"<all pages of {name} for {self._request!r}: use .to_list() or .to_records()>"
