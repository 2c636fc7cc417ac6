"""The exceptions that are also exceptions of requests."""

from __future__ import annotations

import requests

from .._lazy import publish
from . import CallError


class APIConnectionError(CallError, requests.exceptions.ConnectionError):
    """No complete response: the connection was refused, reset or cut off, or did not carry HTTP."""

    def __str__(self) -> str:
        return f"{super().__str__()}{self._effort()}"


class APITimeoutError(APIConnectionError, requests.exceptions.Timeout):
    """No complete response in time."""


class CertificateError(APIConnectionError, requests.exceptions.SSLError):
    """The server's certificate is not trusted; no request was sent."""


publish(__name__, "errors", APIConnectionError, APITimeoutError, CertificateError)
