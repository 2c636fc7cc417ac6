"""What users take from here: retry settings, lists of models, a reader for date-times."""

from .._dates import parse_datetime
from .._limits import RateLimit
from .._lists import ModelList
from .retries import BackoffStrategy, RetryConfig

__all__ = ["BackoffStrategy", "ModelList", "RateLimit", "RetryConfig", "parse_datetime"]
