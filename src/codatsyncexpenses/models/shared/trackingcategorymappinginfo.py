# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A tracking category of the accounting software to which lines can refer."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._fields import json as _json
from ..._model import Model

__all__ = ["TrackingCategoryMappingInfo"]


@dataclass(repr=False)
class TrackingCategoryMappingInfo(Model):
    """A tracking category of the accounting software to which lines can refer."""

    has_children: bool | None = _field(default=None, metadata=_json("hasChildren"))
    """Whether other tracking categories stand below it."""
    id: str | None = _field(default=None, metadata=_json("id", nullable=True))
    """Identifier of the tracking category, free text of the accounting software, such as
    `DEPARTMENT_2`.
    """
    modified_date: str | None = _field(default=None, metadata=_json("modifiedDate"))
    """Deprecated: when the service's copy last changed, as an ISO 8601 date-time.

    The service sent it until 2023 and sends it no longer.
    """
    name: str | None = _field(default=None, metadata=_json("name", nullable=True))
    """The tracking category's name."""
    parent_id: str | None = _field(default=None, metadata=_json("parentId", nullable=True))
    """Identifier of the tracking category above it, such as `DEPARTMENTS`.

    Null when there is none.
    """
