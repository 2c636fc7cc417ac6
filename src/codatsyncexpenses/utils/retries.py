"""The retry settings, at the import path that 3.1.0 has."""

from .._calls.retries import BackoffStrategy, RetryConfig

__all__ = ["BackoffStrategy", "RetryConfig"]
