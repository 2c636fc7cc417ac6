"""What users take from here: retry settings, and a reader for the API's date-times."""

from .._dates import parse_datetime
from .._limits import RateLimit
from .retries import BackoffStrategy, RetryConfig

__all__ = ["BackoffStrategy", "RateLimit", "RetryConfig", "parse_datetime"]
