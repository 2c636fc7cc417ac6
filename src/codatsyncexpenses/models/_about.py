# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Facts about the package, from the contract and gen.yaml."""

from .._calls.retries import BackoffStrategy, RetryConfig

__version__ = "1.0.0"
PACKAGE = "codatsyncexpenses"
DOCUMENT_VERSION = "prealpha"

SERVERS = [
    "https://api.codat.io",
]
"""The addresses of the API; a change takes effect with the next call."""

RETRIES = RetryConfig(
    "backoff",
    BackoffStrategy(500, 60000, 1.5, 3600000),
    True,
)
"""The API's retry policy."""

RETRIED = frozenset(
    {
        "408",
        "429",
        "5XX",
    }
)
"""The statuses that the policy retries."""
