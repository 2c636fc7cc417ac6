# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Facts about the package, from the contract and gen.yaml."""

from .._calls.retries import BackoffStrategy, RetryConfig

__version__ = "7.8.9"
PACKAGE = "things"
DOCUMENT_VERSION = "2020-01"

SERVERS = [
    "https://things.example",
]
"""The addresses of the API; a change takes effect with the next call."""

RETRIES = RetryConfig(
    "backoff",
    BackoffStrategy(5, 60, 2.0, 700),
    False,
)
"""The API's retry policy."""

RETRIED = frozenset(
    {
        "429",
        "5XX",
    }
)
"""The statuses that the policy retries."""
