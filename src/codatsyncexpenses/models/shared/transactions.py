# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""One page of the transactions of a sync."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model, ModelList
from ..._schema.fields import json as _json
from .links import Links
from .transaction import Transaction

__all__ = [
    "Transactions",
]


@dataclass(repr=False)
class Transactions(Model):
    """One page of the transactions of a sync."""

    links: Links = _field(metadata=_json("_links", required=True))
    """Links to the pages of the list."""
    page_number: int = _field(metadata=_json("pageNumber", required=True))
    """Number of the page, counted from 1."""
    page_size: int = _field(metadata=_json("pageSize", required=True))
    """The largest number of results on a page; 100 by default."""
    total_results: int = _field(metadata=_json("totalResults", required=True))
    """Number of results on all pages, after filtering."""
    results: ModelList[Transaction] | None = _field(default=None, metadata=_json("results"))
    """The transactions on the page."""
