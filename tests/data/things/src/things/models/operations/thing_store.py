# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The requests and responses of `thing_store`."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as _field

import requests

from ..._bases.model import ModelList
from ..._bases.response import Response
from ..._display.repr import AllFieldsRepr
from ..._schema.fields import body as _body
from ..._schema.fields import file as _file
from ..._schema.fields import path as _path
from ..._uploads.file import File
from .. import shared

__all__ = [
    "AddPartsRequest",
    "AddPartsResponse",
    "AddThingRequest",
    "AddThingResponse",
    "DrawBoxRequest",
    "DrawBoxRequestBody",
    "DrawBoxResponse",
    "FindThingRequest",
    "FindThingResponse",
    "GetThingRequest",
    "GetThingResponse",
    "ListThingsByClassRequest",
    "ListThingsByClassResponse",
]


@dataclass(repr=False)
class AddThingRequest(AllFieldsRepr):
    """The arguments of `thing_store.add`."""

    box_id: str = _field(metadata=_path("boxId"))
    """The box."""
    class_: str = _field(metadata=_path("class"))
    """A Python keyword."""
    thing: shared.Thing = _field(metadata=_body(shared.Thing, required=True))
    """A thing.

    It lies in a box, and it may have parts that are described at such length that the text needs
    more than a line.
    """


@dataclass(repr=False)
class AddThingResponse(Response[shared.Thing], value="thing", needs="thing_id"):
    """The response of `thing_store.add`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 404."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""
    thing: shared.Thing | None = None
    """The thing as it is kept."""


@dataclass(repr=False)
class AddPartsRequest(AllFieldsRepr):
    """The arguments of `thing_store.add_parts`."""

    box_id: str = _field(metadata=_path("boxId"))
    """The box."""
    new_parts: list[shared.Part] = _field(
        metadata=_body(list[shared.Part], required=True, min_items=1, max_items=2)
    )
    """The parts."""


@dataclass(repr=False)
class AddPartsResponse(Response[dict[str, shared.Part]], value="drawers"):
    """The response of `thing_store.add_parts`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    drawers: dict[str, shared.Part] | None = None
    """Where they are."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 404."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class DrawBoxRequestBody(File):
    """A picture."""


@dataclass(repr=False)
class DrawBoxRequest(AllFieldsRepr):
    """The arguments of `thing_store.draw`."""

    box_id: str = _field(metadata=_path("boxId"))
    """The box."""
    request_body: DrawBoxRequestBody = _field(metadata=_file("drawing", required=True))
    """A picture."""


@dataclass(repr=False)
class DrawBoxResponse(Response[shared.Part], value="part"):
    """The response of `thing_store.draw`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 404."""
    part: shared.Part | None = None
    """The part that it shows."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class FindThingRequest(AllFieldsRepr):
    """The arguments of `thing_store.find`."""

    box_id: str = _field(metadata=_path("boxId"))
    """The box."""


@dataclass(repr=False)
class FindThingResponse(Response[shared.Thing], value="thing"):
    """The response of `thing_store.find`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 404."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""
    thing: shared.Thing | None = None
    """The thing."""
    things: ModelList[shared.Thing] | None = None
    """All objects of the response, where it is a list."""


@dataclass(repr=False)
class GetThingRequest(AllFieldsRepr):
    """The arguments of `thing_store.get`."""

    box_id: str = _field(metadata=_path("boxId"))
    """The box."""
    thing_id: str = _field(metadata=_path("thingId"))
    """The thing."""


@dataclass(repr=False)
class GetThingResponse(Response[shared.Thing], value="thing"):
    """The response of `thing_store.get`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 404."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""
    thing: shared.Thing | None = None
    """The thing."""


@dataclass(repr=False)
class ListThingsByClassRequest(AllFieldsRepr):
    """The arguments of `thing_store.list`."""

    box_id: str = _field(metadata=_path("boxId"))
    """The box."""
    class_: str = _field(metadata=_path("class"))
    """A Python keyword."""


@dataclass(repr=False)
class ListThingsByClassResponse(Response[ModelList[shared.Thing]], value="things"):
    """The response of `thing_store.list`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 404."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""
    things: ModelList[shared.Thing] | None = None
    """The things."""
