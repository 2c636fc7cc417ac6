"""The retry settings, at the import path of 3.1.0."""

from .._calls.retries import BackoffStrategy, RetryConfig

__all__ = ["BackoffStrategy", "RetryConfig"]
