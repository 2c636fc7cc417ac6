# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The errors, at the import path of 3.1.0."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .. import errors
from .._lazy import directory

if TYPE_CHECKING:
    from ..errors import (
        APIConnectionError as APIConnectionError,
    )
    from ..errors import (
        APITimeoutError as APITimeoutError,
    )
    from ..errors import (
        AuthenticationError as AuthenticationError,
    )
    from ..errors import (
        CallError as CallError,
    )
    from ..errors import (
        CertificateError as CertificateError,
    )
    from ..errors import (
        CodatError as CodatError,
    )
    from ..errors import (
        ConfigurationError as ConfigurationError,
    )
    from ..errors import (
        DecodeError as DecodeError,
    )
    from ..errors import (
        NotFoundError as NotFoundError,
    )
    from ..errors import (
        PermissionDeniedError as PermissionDeniedError,
    )
    from ..errors import (
        RateLimitError as RateLimitError,
    )
    from ..errors import (
        RequestError as RequestError,
    )
    from ..errors import (
        RequestValidationError as RequestValidationError,
    )
    from ..errors import (
        SDKError as SDKError,
    )
    from ..errors import (
        ServerError as ServerError,
    )
    from ..errors import (
        SyncFailed as SyncFailed,
    )
    from ..errors import (
        WaitTimeout as WaitTimeout,
    )
    from ..errors import (
        WebhookVerificationError as WebhookVerificationError,
    )

__all__ = [
    "APIConnectionError",
    "APITimeoutError",
    "AuthenticationError",
    "CallError",
    "CertificateError",
    "CodatError",
    "ConfigurationError",
    "DecodeError",
    "NotFoundError",
    "PermissionDeniedError",
    "RateLimitError",
    "RequestError",
    "RequestValidationError",
    "SDKError",
    "ServerError",
    "SyncFailed",
    "WaitTimeout",
    "WebhookVerificationError",
]

__dir__: Callable[[], list[str]] = directory(__all__)


def __getattr__(name: str) -> Any:
    return getattr(errors, name)
