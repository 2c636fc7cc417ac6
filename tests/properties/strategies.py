"""Values of the models, and of anything, for the properties."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, get_args, get_origin

from hypothesis import strategies as st

from codatsyncexpenses._bases.model import Model, ModelList
from codatsyncexpenses._schema.enums import TextEnum
from codatsyncexpenses._schema.hints import UNIONS, bare, hints
from codatsyncexpenses.models import shared

# What UTF-8 can write; a lone surrogate is no text.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
INTEGERS = st.integers(-(2**63), 2**64 - 1)
DIGITS = st.integers(0, 10**40)


def _number(sign: int, digits: int, exponent: int) -> Decimal:
    return Decimal((sign, tuple(map(int, str(digits))), exponent))


DECIMALS = st.builds(
    _number,
    st.integers(0, 1),
    DIGITS,
    st.integers(-60, 0) | st.integers(-400, 400),
)
"""Numbers with any digits and any exponent, such as no float has."""

JSON_SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT
ANY_JSON: st.SearchStrategy[Any] = st.deferred(
    lambda: (
        JSON_SCALARS | st.lists(ANY_JSON, max_size=4) | st.dictionaries(TEXT, ANY_JSON, max_size=4)
    )
)

_SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    int: INTEGERS,
    bool: st.booleans(),
    type(None): st.none(),
    Decimal: DECIMALS,
    date: st.just("2026-05-04"),  # as an answer has it
    Any: st.none() | st.booleans() | INTEGERS | TEXT | st.lists(TEXT, max_size=2),
}


def models() -> list[Any]:
    """Return all models."""
    found = [getattr(shared, name) for name in shared.__all__]
    kinds = {each for each in found if isinstance(each, type) and issubclass(each, Model)}
    return sorted(kinds, key=lambda kind: kind.__name__)


def enums() -> list[type[TextEnum]]:
    """Return all enums of texts."""
    found = [getattr(shared, name) for name in shared.__all__]
    kinds = {each for each in found if isinstance(each, type) and issubclass(each, TextEnum)}
    return sorted(kinds, key=lambda kind: kind.__name__)


def fields(model: Any) -> dict[str, Any]:
    """Return the type of each field of a model."""
    known = hints(model)
    return {field.name: known[field.name] for field in dataclasses.fields(model)}


@functools.cache
def values(type_: Any) -> st.SearchStrategy[Any]:
    """Make values of a field's type, as the model holds them."""
    origin, parts = get_origin(type_), get_args(type_)
    if origin in UNIONS:
        return st.one_of(*map(values, parts))
    if origin in (list, ModelList):
        return st.lists(values(parts[0]), max_size=3).map(_kind(origin))
    if origin is dict:
        return st.dictionaries(TEXT, values(parts[1]), max_size=2)
    if dataclasses.is_dataclass(type_):
        # Some hold their own kind, which is not there yet.
        model: Any = type_
        return st.deferred(lambda: _instances(model))
    if type_ not in _SCALARS and issubclass(type_, TextEnum):
        return st.sampled_from(list(type_)) | TEXT.map(type_)
    return _SCALARS[type_]


def _kind(origin: Any) -> Callable[[list[Any]], Any]:
    return ModelList if origin is ModelList else list


@functools.cache
def _instances(model: Any) -> st.SearchStrategy[Any]:
    # A default that is None in a request is left out of it, and comes back as the default.
    known = fields(model)
    defaults = {field.name: field.default for field in dataclasses.fields(model)}
    kept = {
        name: bare(type_) if defaults[name] not in (None, dataclasses.MISSING) else type_
        for name, type_ in known.items()
    }
    return st.builds(model, **{name: values(type_) for name, type_ in kept.items()})
