# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The reads that ended."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json
from .datatype import DataType
from .pulloperationstatus import PullOperationStatus
from .referencecompany import ReferenceCompany

__all__ = [
    "ReadDataType",
    "ReadIssue",
    "ReadIssueLinks",
    "ReadOutcome",
]


@dataclass(repr=False)
class ReadIssueLinks(Model):
    """Addresses of more information about a problem."""

    logs: str | None = _field(default=None, metadata=_json("logs"))
    """Address of the logs."""
    portal: str | None = _field(default=None, metadata=_json("portal"))
    """Address of the page in Codat's portal."""
    read_more: str | None = _field(default=None, metadata=_json("readMore"))
    """Address of the documentation."""


@dataclass(repr=False)
class ReadIssue(Model):
    """A problem of a read."""

    links: ReadIssueLinks | None = _field(default=None, metadata=_json("links"))
    """Links to more information."""
    message: str | None = _field(default=None, metadata=_json("message"))
    """Description of the problem."""
    type: str | None = _field(default=None, metadata=_json("type"))
    """The kind of problem."""


@dataclass(repr=False)
class ReadDataType(Model):
    """The outcome of the read of one data type."""

    connection_id: str | None = _field(default=None, metadata=_json("connectionId"))
    """Identifier of the connection that was read, a UUID."""
    data_type: DataType | None = _field(default=None, metadata=_json("dataType"))
    """The data type."""
    issues: list[ReadIssue] | None = _field(default=None, metadata=_json("issues", nullable=True))
    """The problems of the read. Null or empty when there are none."""
    records_modified: bool | None = _field(default=None, metadata=_json("recordsModified"))
    """Whether any record is new or has changed."""
    status: PullOperationStatus | None = _field(default=None, metadata=_json("status"))
    """How the read ended."""


@dataclass(repr=False)
class ReadOutcome(Model):
    """The reads that ended."""

    data_types: list[ReadDataType] | None = _field(default=None, metadata=_json("dataTypes"))
    """The data types that were read."""
    modified_from_date: str | None = _field(
        default=None, metadata=_json("modifiedFromDate", time=True)
    )
    """The date from which modified records were read, as an ISO 8601 date-time."""
    reference_company: ReferenceCompany | None = _field(
        default=None, metadata=_json("referenceCompany")
    )
    """A reference to a company in other records and in events."""
