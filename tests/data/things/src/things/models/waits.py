# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The exceptions that waits raise."""

from .._exceptions.waits import WaitFailedError, WaitTimedOutError
from .._lazy import publish
from . import operations, shared

__all__ = [
    "ThingBroken",
    "WatchTimeout",
]


class ThingBroken(WaitFailedError):
    """A thing that was waited for has broken."""

    request: operations.GetThingRequest
    """The request of each poll; pass it to `thing_store.watch` to continue."""
    response: operations.GetThingResponse
    """The last response."""
    status: shared.Thing
    """The last status."""
    _subject = "thing {thing_id} in box {box_id}"
    _code = "condition"
    _stage = "colour"
    _reasons = ("colour",)

    @property
    def box_id(self) -> str:
        """The box."""
        return self._part("box_id")

    @property
    def thing_id(self) -> str:
        """The thing."""
        return self._part("thing_id")

    @property
    def condition(self) -> shared.StateCode | None:
        """The code that it ended with; None if the API sent none."""
        return self.status.condition

    @property
    def colour(self) -> str | None:
        """A colour; null goes out as null."""
        return self.status.colour


class WatchTimeout(WaitTimedOutError):
    """A thing that was waited for is not done yet."""

    request: operations.GetThingRequest
    """The request of each poll; pass it to `thing_store.watch` to continue."""
    response: operations.GetThingResponse | None
    """The last response; None if there was none."""
    status: shared.Thing | None
    """The last status; None if there was none."""
    _subject = "thing {thing_id} in box {box_id}"
    _code = "condition"
    _stage = "colour"

    @property
    def box_id(self) -> str:
        """The box."""
        return self._part("box_id")

    @property
    def thing_id(self) -> str:
        """The thing."""
        return self._part("thing_id")


publish(
    __name__,
    "errors",
    ThingBroken,
    WatchTimeout,
)
