# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Some of the boxes."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model, ModelList
from ..._schema.fields import json as _json
from .box import Box

__all__ = [
    "Boxes",
    "Link",
    "Links",
]


@dataclass(repr=False)
class Link(Model):
    """Where a page is."""

    href: str | None = _field(default=None, metadata=_json("href"))
    """Its address."""


@dataclass(repr=False)
class Links(Model):
    """Where pages are."""

    next: Link | None = _field(default=None, metadata=_json("next"))
    """Where a page is."""


@dataclass(repr=False)
class Boxes(Model):
    """Some of the boxes."""

    links: Links | None = _field(default=None, metadata=_json("links"))
    """Where the others are."""
    page_number: int | None = _field(default=None, metadata=_json("pageNumber"))
    """Which page this is."""
    page_size: int | None = _field(default=None, metadata=_json("pageSize"))
    """How many results a page has."""
    results: ModelList[Box] | None = _field(default=None, metadata=_json("results"))
    """They."""
    total_results: int | None = _field(default=None, metadata=_json("totalResults"))
    """How many there are."""
