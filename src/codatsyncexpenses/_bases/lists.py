"""Lists of models."""

from __future__ import annotations

import reprlib
from typing import TYPE_CHECKING, Any, SupportsIndex, TypeVar, overload

from .._display.repr import text

if TYPE_CHECKING:
    from .model import Model

M = TypeVar("M", bound="Model")

_WHOLE = 5  # items that a repr shows all of
_HEAD = 3  # items that it shows of more


class ModelList(list[M]):
    """A list of models that turns into records for pandas or polars, and into a notebook's table.

    It equals a plain list of the same items. A slice and a copy are ModelLists too; its ``repr`` is
    that of a list, but a long list shows its first items and says how many follow.
    """

    __slots__ = ()

    def to_records(self) -> list[dict[str, Any]]:
        """One dict for each model, with plain values, as ``pandas.DataFrame`` or polars takes it.

        The names are those of the fields. What ends in ``_utc`` is a datetime in UTC; None where
        the text is no date-time. A code brings four more: its name, under the name that the model
        has for it, such as ``code``; ``group``, ``meaning`` and ``retryable``.

        :raises RequestError: if an item is no model
        """
        from .._display.records import record

        return [record(model) for model in self]

    def copy(self) -> ModelList[M]:
        """A list of the same models."""
        return ModelList(self)

    @overload
    def __getitem__(self, index: SupportsIndex, /) -> M: ...

    @overload
    def __getitem__(self, index: slice, /) -> ModelList[M]: ...

    def __getitem__(self, index: SupportsIndex | slice, /) -> M | ModelList[M]:
        if isinstance(index, slice):
            return ModelList(super().__getitem__(index))
        return super().__getitem__(index)

    @reprlib.recursive_repr("[...]")
    def __repr__(self) -> str:
        cut = len(self) > _WHOLE
        shown = [text(one) for one in (self[:_HEAD] if cut else self)]
        if cut:
            shown.append(f"... and {len(self) - _HEAD:,} more")
        return f"[{', '.join(shown)}]"

    def _repr_html_(self) -> str:
        from .._display import notebook

        return notebook.models(self)
