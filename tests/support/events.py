"""The events of calls as short texts, one each, for tests to compare."""

from codatsyncexpenses._calls.observing import (
    CallEnded,
    CallEvent,
    RequestSending,
    ResponseReceived,
    RetryScheduled,
)


def line(event: CallEvent) -> str:
    """Return the kind of an event, its attempt and its facts, without times."""
    head = f"{type(event).__name__} {event.attempt}"
    match event:
        case RetryScheduled(reason=reason, pause=pause):
            return f"{head}: {reason}, {pause:g} s"
        case ResponseReceived(status_code=status, error=error):
            return f"{head}: {status or type(error).__name__}"
        case CallEnded(status_code=status, error=error):
            return f"{head}: {status}" + (f" {type(error).__name__}" if error else "")
        case RequestSending():
            return head
        case _:
            raise TypeError(head)


class Events(list[CallEvent]):
    """Collects events; its `append` is the handler."""

    @property
    def lines(self) -> list[str]:
        """The events as texts."""
        return [line(event) for event in self]

    @property
    def end(self) -> CallEnded:
        """The last event, which is the end of a call."""
        last = self[-1]
        assert isinstance(last, CallEnded)
        return last
