# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""One page of companies."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model, ModelList
from ..._schema.fields import json as _json
from .company import Company
from .links import Links

__all__ = [
    "Companies",
]


@dataclass(repr=False)
class Companies(Model):
    """One page of companies."""

    links: Links = _field(metadata=_json("_links", required=True))
    """Links to the pages of the list."""
    page_number: int = _field(metadata=_json("pageNumber", required=True))
    """Number of the page, counted from 1."""
    page_size: int = _field(metadata=_json("pageSize", required=True))
    """The largest number of results on a page; 100 by default."""
    total_results: int = _field(metadata=_json("totalResults", required=True))
    """Number of results on all pages, after filtering."""
    results: ModelList[Company] | None = _field(default=None, metadata=_json("results"))
    """The companies on the page."""
