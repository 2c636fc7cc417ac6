# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The requests and responses of `attic`."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as _field
from decimal import Decimal

import requests

from ..._bases.response import Response
from ..._display.repr import AllFieldsRepr
from ..._schema.fields import body as _body
from ..._schema.fields import path as _path
from ..._schema.fields import query as _query
from .. import shared

__all__ = [
    "BuildBoxResponse",
    "BurnBoxRequest",
    "BurnBoxResponse",
    "ChangeBoxRequest",
    "ChangeBoxResponse",
    "ListBoxesRequest",
    "ListBoxesResponse",
    "ReplaceBoxRequest",
    "ReplaceBoxResponse",
]


@dataclass(repr=False)
class BuildBoxResponse(Response[shared.Box], value="box"):
    """The response of `attic.build`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    box: shared.Box | None = None
    """The box."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 404."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class BurnBoxRequest(AllFieldsRepr):
    """The arguments of `attic.burn`."""

    box_id: str = _field(metadata=_path("boxId"))
    """The box."""


@dataclass(repr=False)
class BurnBoxResponse(Response[None]):
    """The response of `attic.burn`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 404."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class ChangeBoxRequest(AllFieldsRepr):
    """The arguments of `attic.change`."""

    box_id: str = _field(metadata=_path("boxId"))
    """The box."""
    box: shared.Change | shared.Box | None = _field(default=None, metadata=_body(shared.Change))
    """The changes to a box."""


@dataclass(repr=False)
class ChangeBoxResponse(Response[shared.Box], value="box"):
    """The response of `attic.change`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    box: shared.Box | None = None
    """The box."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 404."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class ListBoxesRequest(AllFieldsRepr):
    """The arguments of `attic.list`."""

    is_new: bool | None = _field(default=True, metadata=_query("isNew"))
    """Whether they are new."""
    mood: shared.Mood | None = _field(default=shared.Mood.SO_SO, metadata=_query("mood"))
    """Their mood."""
    page: int | None = _field(default=1, metadata=_query("page", minimum=1))
    """The page."""
    up_to: Decimal | None = _field(default=None, metadata=_query("upTo"))
    """The heaviest."""


@dataclass(repr=False)
class ListBoxesResponse(Response[shared.Boxes], value="boxes"):
    """The response of `attic.list`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    boxes: shared.Boxes | None = None
    """The page."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 410."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class ReplaceBoxRequest(AllFieldsRepr):
    """The arguments of `attic.replace`."""

    box_id: str = _field(metadata=_path("boxId"))
    """The box."""
    box: shared.Box | None = _field(default=None, metadata=_body(shared.Box))
    """A box."""


@dataclass(repr=False)
class ReplaceBoxResponse(Response[shared.Box], value="box"):
    """The response of `attic.replace`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    box: shared.Box | None = None
    """The box."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 404."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""
