"""What every answer tells, and the error that belongs to its status."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from .._display.repr import FieldsRepr
from .._exceptions import SDKError, by_status, excerpt, one_line, status_text
from . import headers
from .headers import RateLimit

if TYPE_CHECKING:
    from ..models.shared import ErrorMessage


class Response(FieldsRepr):
    """Base of the generated responses: what every answer tells."""

    _unseen = frozenset(("content_type", "raw_response"))

    # The generated dataclasses annotate these; here, hints must resolve without an import.
    status_code: int
    raw_response: Any
    error_message: Any
    _call: Mapping[str, Any] = MappingProxyType({})  # what the errors of a call tell about it

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers of the answer; their names are matched in any case."""
        headers: Mapping[str, str] = {} if self.raw_response is None else self.raw_response.headers
        return headers

    @property
    def rate_limit(self) -> RateLimit:
        """The request quota as the headers state it."""
        return headers.rate_limit(self.headers)

    @property
    def retry_after(self) -> float | None:
        """Seconds after which the service asks to be called again; None where it does not say."""
        return headers.retry_after(self.status_code, self.headers, datetime.now(timezone.utc))

    def raise_for_status(self) -> None:
        """Raise what belongs to the status, if it is an error.

        :raises SDKError: the subclass for the status, with the API's message
        """
        if self.status_code >= 400:
            error = status_error(self.status_code, self.raw_response, self.error_message)
            vars(error).update(self._call, retry_after=self.retry_after)
            raise error

    def _repr_html_(self) -> str:
        from .._display import notebook

        return notebook.response(self)


def status_error(status: int, raw: Any, said: ErrorMessage | None) -> SDKError:
    """The error for a status; a response that was made by hand has no raw one."""
    message = excerpt(one_line((said and said.error) or status_text(status))).rstrip(".")
    body = text(getattr(raw, "content", b""))
    return by_status(status)(message, status, body, raw, error_message=said)


def text(body: bytes) -> str:
    """A body for people to read; the bytes themselves are in the raw response."""
    return body.decode("utf-8-sig", "replace")
