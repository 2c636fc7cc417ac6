"""The base class of the responses, and the error for a status."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .._display.repr import FieldsRepr
from .._exceptions import (
    CallFacts,
    DecodeError,
    SDKError,
    by_status,
    note,
    status_text,
)
from .._lazy import LateModule
from .rate_limits import RateLimit, rate_limit, retry_after

if TYPE_CHECKING:
    from .._display import notebook
    from .._exceptions import shared
else:
    notebook = LateModule(".._display.notebook", __package__)


Value = TypeVar("Value")


class Response(FieldsRepr, Generic[Value]):
    """Base class of the generated responses."""

    _value: str | None = None
    _needs: str | None = None
    _unseen = frozenset(("content_type", "raw_response"))

    # The generated dataclasses declare the types; here, hints must resolve without an import.
    status_code: int
    raw_response: Any
    error_message: Any
    call_facts: CallFacts | None = None
    """The facts of the call if its response is an error; None otherwise."""

    def __init_subclass__(
        cls, *, value: str | None = None, needs: str | None = None, **options: object
    ) -> None:
        """Name the field that holds the value; a subclass inherits the name.

        :param value: the field; None for a response without a value
        :param needs: the field of the value that any next step requires
        """
        super().__init_subclass__(**options)
        cls._value, cls._needs = value or cls._value, needs or cls._needs

    def __setstate__(self, state: dict[str, Any] | tuple[dict[str, Any], dict[str, Any]]) -> None:
        """Load a pickle; pickles of 0.1.0 have the facts under another name."""
        # A subclass may have slots.
        held, slots = state if isinstance(state, tuple) else (state, {})
        facts = held.pop("_call", None)
        for name, value in {**held, **slots}.items():
            object.__setattr__(self, name, value)
        if facts is not None:
            self.call_facts = CallFacts(**facts)

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers of the response; names match in any case."""
        found: Mapping[str, str] = {} if self.raw_response is None else self.raw_response.headers
        return found

    @property
    def rate_limit(self) -> RateLimit:
        """The rate limit in the headers."""
        return rate_limit(self.headers)

    @property
    def retry_after(self) -> float | None:
        """Seconds that the service asks clients to wait; None if it does not say."""
        return retry_after(self.status_code, self.headers, datetime.now(timezone.utc))

    def raise_for_status(self) -> None:
        """Raise the error for the status, if it is an error.

        :raises SDKError: the subclass for the status, with the API's message
        """
        if self.status_code >= 400:
            error = status_error(self.status_code, self.raw_response, self.error_message)
            if self.call_facts is not None:
                note(error, self.call_facts)
            error.retry_after = self.retry_after
            raise error

    def result(self) -> Value:
        """Return the value, or raise the error that `raise_for_status` raises.

        The value is None only for an operation without a value.

        :raises SDKError: if the response is an error
        :raises DecodeError: if it has no value, or one that no next step can use, such as a sync
            without an id
        """
        self.raise_for_status()
        if self._value is None:
            return None  # type: ignore[return-value]  # `Value` is None then
        value: Value | None = getattr(self, self._value)
        if value is None:
            raise unusable(self, f"{status_text(self.status_code)} without {self._value}")
        if self._needs and getattr(value, self._needs) is None:
            lacks = f"{self._value}.{self._needs}"
            raise unusable(self, f"{status_text(self.status_code)} without {lacks}")
        return value

    def _repr_html_(self) -> str:
        return notebook.response(self)


def status_error(status: int, raw: Any, said: shared.ErrorMessage | None) -> SDKError:
    """Return the error for a status; a response created by hand has no raw response."""
    message = ((said and said.error) or status_text(status)).rstrip(".")
    body = text(getattr(raw, "content", b""))
    return by_status(status)(message, status, body, raw, error_message=said)


def unusable(response: Response[Any], message: str, operation: str | None = None) -> DecodeError:
    """Return the error for a response whose decoded value cannot be used."""
    raw = response.raw_response
    body = text(getattr(raw, "content", b""))
    error = DecodeError(message, response.status_code, body, raw)
    error.operation = operation
    return error


def text(body: bytes) -> str:
    """Return a body as text; the raw response has its bytes."""
    return body.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
