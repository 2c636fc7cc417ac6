"""The errors that this library raises.

The hierarchy; each class also derives from the built-in or requests class in brackets::

    CodatError
    ├── ConfigurationError      settings or credentials that cannot be used (ValueError)
    ├── RequestError            arguments refused before a request was sent (ValueError)
    │   └── RequestValidationError  data that violates the API's requirements
    ├── WaitError               a wait that ended without a result
    │   ├── SyncFailed              the sync failed
    │   ├── WaitTimeout             the sync did not end in time (TimeoutError)
    │   ├── PushFailed              the write failed
    │   ├── PushTimeout             the write did not end in time (TimeoutError)
    │   ├── PullFailed              the read failed
    │   └── PullTimeout             the read did not end in time (TimeoutError)
    ├── WebhookVerificationError  a webhook that cannot be trusted or read (ValueError)
    ├── WebhookInProgressError  a webhook that is already in progress
    ├── OutboxError             an outbox that cannot be read
    │   ├── OutboxConflictError     an expense that it has with other content
    │   └── OutboxBusyError         another process is delivering from it
    └── CallError               a call that was attempted and failed
        ├── SDKError                an error response, or one that cannot be used
        │   ├── BadRequestError         400
        │   ├── AuthenticationError     401
        │   ├── PaymentRequiredError    402
        │   ├── PermissionDeniedError   403
        │   ├── NotFoundError           404
        │   ├── ConflictError           409
        │   ├── UnprocessableEntityError  422
        │   ├── RateLimitError          429
        │   ├── ServerError             5XX
        │   └── DecodeError             a body that does not match the contract (ValueError)
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
    from .models.errors import *  # noqa: F403 - their names are in its `__all__`

__all__: list[str] = []
__all__ += errors.__all__

# Catching errors loads neither requests, whose errors some are too, nor the models. Pickles made
# with 0.1.0 name `_restore`.
_HOMES = {**dict.fromkeys(__all__, ".models.errors"), "restore": "._exceptions"}

__getattr__: Callable[[str], Any] = lazy(__name__, _HOMES, {"_restore": "restore"})
__dir__: Callable[[], list[str]] = directory(__all__)
