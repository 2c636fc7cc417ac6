# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The status of a pull operation: running, successful or failed."""

from ..._schema.enums import TextEnum

__all__ = [
    "PullOperationStatus",
]


class PullOperationStatus(TextEnum):
    """The status of a pull operation: running, successful or failed. The service may add values."""

    INITIAL = "Initial"
    """Running: not begun yet."""
    QUEUED = "Queued"
    """Running: waiting to be fetched."""
    FETCHING = "Fetching"
    """Running: data is being fetched from the source."""
    MAP_QUEUED = "MapQueued"
    """Running: waiting to be mapped."""
    MAPPING = "Mapping"
    """Running: data is being mapped to the service's own form."""
    COMPLETE = "Complete"
    """Ended: the data was read."""
    FETCH_ERROR = "FetchError"
    """Ended: fetching from the source failed."""
    MAP_ERROR = "MapError"
    """Ended: mapping the data failed."""
    INTERNAL_ERROR = "InternalError"
    """Ended: the service itself failed."""
    PROCESSING_QUEUED = "ProcessingQueued"
    """Running: waiting to be processed."""
    PROCESSING = "Processing"
    """Running: data is being processed."""
    PROCESSING_ERROR = "ProcessingError"
    """Ended: processing the data failed."""
    VALIDATION_QUEUED = "ValidationQueued"
    """Running: waiting to be validated."""
    VALIDATING = "Validating"
    """Running: data is being validated."""
    VALIDATION_ERROR = "ValidationError"
    """Ended: validating the data failed."""
    AUTH_ERROR = "AuthError"
    """Ended: the source did not accept the authorisation."""
    CANCELLED = "Cancelled"
    """Ended: the operation was cancelled."""
    NOT_SUPPORTED = "NotSupported"
    """Ended: the platform does not support the data type."""
    RATE_LIMIT_ERROR = "RateLimitError"
    """Ended: a request limit was reached."""
    PERMISSIONS_ERROR = "PermissionsError"
    """Ended: the rights to read the data are missing."""
    PREREQUISITE_NOT_MET = "PrerequisiteNotMet"
    """Ended: something that the read depends on is missing."""
    ROUTING = "Routing"
    """Running: being routed. In the API's 2023 description, but not in today's."""
    ROUTING_ERROR = "RoutingError"
    """Ended: routing failed. In the API's 2023 description, but not in today's."""
