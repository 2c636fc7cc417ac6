"""The errors that this library raises on purpose.

The tree, with the built-in class or the class of requests that each one is too in brackets::

    CodatError
    ├── ConfigurationError      settings or credentials that cannot be used (ValueError)
    ├── RequestError            arguments refused before anything was sent (ValueError)
    │   └── RequestValidationError  data that breaks what the API requires
    ├── WaitError               a wait that ended without its value
    │   ├── SyncFailed              the sync has failed
    │   ├── WaitTimeout             the sync has not ended in time (TimeoutError)
    │   ├── PushFailed              the write has failed
    │   ├── PushTimeout             the write has not ended in time (TimeoutError)
    │   ├── PullFailed              the read has failed
    │   └── PullTimeout             the read has not ended in time (TimeoutError)
    ├── WebhookVerificationError  a webhook that cannot be trusted or read (ValueError)
    ├── WebhookInProgressError  a webhook that is being handled already
    └── CallError               a call that was made and did not return its value
        ├── SDKError                a response that is not the value asked for
        │   ├── BadRequestError         400
        │   ├── AuthenticationError     401
        │   ├── PaymentRequiredError    402
        │   ├── PermissionDeniedError   403
        │   ├── NotFoundError           404
        │   ├── ConflictError           409
        │   ├── UnprocessableEntityError  422
        │   ├── RateLimitError          429
        │   ├── ServerError             5XX
        │   └── DecodeError             a body that the contract does not describe (ValueError)
        └── APIConnectionError      no complete response (ConnectionError)
            ├── APITimeoutError         no complete response in time (Timeout)
            └── CertificateError        the server's certificate is not trusted (SSLError)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ._exceptions import CallFacts as CallFacts  # in the hints of `CallError`
from ._exceptions import Violation as Violation  # in the hints of `RequestValidationError`
from ._lazy import directory, lazy
from .models import errors

if TYPE_CHECKING:
    from .models.errors import *  # noqa: F403 - their names stand in `__all__` there

__all__: list[str] = []
__all__ += errors.__all__

# Catching errors loads neither requests, whose errors some are too, nor the models. Pickles made
# with 0.1.0 name `_restore`.
_HOMES = {**dict.fromkeys(__all__, ".models.errors"), "restore": "._exceptions"}

__getattr__: Callable[[str], Any] = lazy(__name__, _HOMES, {"_restore": "restore"})
__dir__: Callable[[], list[str]] = directory(__all__)
