"""The errors that are requests' errors too; users find them in ``errors``."""

from __future__ import annotations

import requests

from .errors import CallError


class APIConnectionError(CallError, requests.exceptions.ConnectionError):
    """No whole answer came: refused, reset, cut off, or not HTTP."""

    def __str__(self) -> str:
        return f"{super().__str__()}{self._effort()}"


class APITimeoutError(APIConnectionError, requests.exceptions.Timeout):
    """No whole answer came in time."""


class CertificateError(APIConnectionError, requests.exceptions.SSLError):
    """The server's certificate is not trusted; nothing was sent."""
