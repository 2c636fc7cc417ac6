# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The errors, at the import path of 3.1.0."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .._lazy import directory, lazy

if TYPE_CHECKING:
    from .._exceptions import AuthenticationError as AuthenticationError
    from .._exceptions import BadRequestError as BadRequestError
    from .._exceptions import CallError as CallError
    from .._exceptions import CodatError as CodatError
    from .._exceptions import ConfigurationError as ConfigurationError
    from .._exceptions import ConflictError as ConflictError
    from .._exceptions import DecodeError as DecodeError
    from .._exceptions import NotFoundError as NotFoundError
    from .._exceptions import OutboxBusyError as OutboxBusyError
    from .._exceptions import OutboxConflictError as OutboxConflictError
    from .._exceptions import OutboxError as OutboxError
    from .._exceptions import PaymentRequiredError as PaymentRequiredError
    from .._exceptions import PermissionDeniedError as PermissionDeniedError
    from .._exceptions import RateLimitError as RateLimitError
    from .._exceptions import RequestError as RequestError
    from .._exceptions import RequestValidationError as RequestValidationError
    from .._exceptions import SDKError as SDKError
    from .._exceptions import ServerError as ServerError
    from .._exceptions import UnprocessableEntityError as UnprocessableEntityError
    from .._exceptions import WebhookInProgressError as WebhookInProgressError
    from .._exceptions import WebhookVerificationError as WebhookVerificationError
    from .._exceptions.connection import APIConnectionError as APIConnectionError
    from .._exceptions.connection import APITimeoutError as APITimeoutError
    from .._exceptions.connection import CertificateError as CertificateError
    from .._exceptions.waits import WaitError as WaitError
    from .waits import PullFailed as PullFailed
    from .waits import PullTimeout as PullTimeout
    from .waits import PushFailed as PushFailed
    from .waits import PushTimeout as PushTimeout
    from .waits import SyncFailed as SyncFailed
    from .waits import WaitTimeout as WaitTimeout

__all__ = [
    "APIConnectionError",
    "APITimeoutError",
    "AuthenticationError",
    "BadRequestError",
    "CallError",
    "CertificateError",
    "CodatError",
    "ConfigurationError",
    "ConflictError",
    "DecodeError",
    "NotFoundError",
    "OutboxBusyError",
    "OutboxConflictError",
    "OutboxError",
    "PaymentRequiredError",
    "PermissionDeniedError",
    "PullFailed",
    "PullTimeout",
    "PushFailed",
    "PushTimeout",
    "RateLimitError",
    "RequestError",
    "RequestValidationError",
    "SDKError",
    "ServerError",
    "SyncFailed",
    "UnprocessableEntityError",
    "WaitError",
    "WaitTimeout",
    "WebhookInProgressError",
    "WebhookVerificationError",
]

_HOMES = {
    "APIConnectionError": ".._exceptions.connection",
    "APITimeoutError": ".._exceptions.connection",
    "AuthenticationError": ".._exceptions",
    "BadRequestError": ".._exceptions",
    "CallError": ".._exceptions",
    "CertificateError": ".._exceptions.connection",
    "CodatError": ".._exceptions",
    "ConfigurationError": ".._exceptions",
    "ConflictError": ".._exceptions",
    "DecodeError": ".._exceptions",
    "NotFoundError": ".._exceptions",
    "OutboxBusyError": ".._exceptions",
    "OutboxConflictError": ".._exceptions",
    "OutboxError": ".._exceptions",
    "PaymentRequiredError": ".._exceptions",
    "PermissionDeniedError": ".._exceptions",
    "PullFailed": ".waits",
    "PullTimeout": ".waits",
    "PushFailed": ".waits",
    "PushTimeout": ".waits",
    "RateLimitError": ".._exceptions",
    "RequestError": ".._exceptions",
    "RequestValidationError": ".._exceptions",
    "SDKError": ".._exceptions",
    "ServerError": ".._exceptions",
    "SyncFailed": ".waits",
    "UnprocessableEntityError": ".._exceptions",
    "WaitError": ".._exceptions.waits",
    "WaitTimeout": ".waits",
    "WebhookInProgressError": ".._exceptions",
    "WebhookVerificationError": ".._exceptions",
}

__getattr__: Callable[[str], Any] = lazy(__name__, _HOMES)
__dir__: Callable[[], list[str]] = directory(__all__)
