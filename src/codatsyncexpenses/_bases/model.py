"""The base class of the models, with the interface of dataclasses-json, and the list of models.

dataclasses-json and marshmallow load on first use, because a call never needs them.
"""

from __future__ import annotations

import reprlib
import sys
import warnings
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, SupportsIndex, TypeVar, get_args, overload

from .._display.repr import FieldsRepr, text
from .._exceptions import RequestError
from .._lazy import LateModule, publish
from .._schema.hints import Self

if TYPE_CHECKING:
    import dataclasses_json
    import marshmallow

    from .._display import notebook, records
    from . import json_adapter, marshmallow_fields
else:
    dataclasses_json, marshmallow = LateModule("dataclasses_json"), LateModule("marshmallow")
    notebook = LateModule(".._display.notebook", __package__)
    records = LateModule(".._display.records", __package__)
    json_adapter = LateModule(".json_adapter", __package__)
    marshmallow_fields = LateModule(".marshmallow_fields", __package__)

_WHOLE = 5  # a repr shows all items of a list up to this length
_HEAD = 3  # items of a longer list that a repr shows


class Model(FieldsRepr):
    """Base class of the models: plain dataclasses that also read and write the API's JSON."""

    def to_dict(self, encode_json: bool = False) -> dict[str, Any]:
        """Return the model as a dict with the API's names.

        A nullable field that is None stays as None; any other field that is None is omitted.

        :param encode_json: also convert every value to the types that ``json`` reads: members of
            enums, UUIDs and Decimals to strings
        """
        made: dict[str, Any] = _mixin().to_dict(self, encode_json=encode_json)  # type: ignore[arg-type]  # any dataclass will do
        if not encode_json:
            return made
        return {name: json_adapter.plain_json(value) for name, value in made.items()}

    def to_json(self, **options: Any) -> str:
        """Return the model as JSON text; ``options`` are those of ``json.dumps``.

        A Decimal becomes a number with all its digits.
        """
        content = json_adapter.Content(self.to_dict())
        marked = _mixin().to_json(content, **options)  # type: ignore[arg-type]  # it asks for its dict
        return content.with_numbers(marked)

    @classmethod
    def from_dict(cls, kvs: Mapping[str, Any], *, infer_missing: bool = False) -> Self:
        """Create the model from a dict with the API's names; unknown names are ignored.

        :param infer_missing: use None for a missing field that has no default
        :raises RequestError: if ``kvs`` is not a mapping, or has a value of the wrong type
        """
        if not isinstance(kvs, (Mapping, cls)):
            raise RequestError(
                f"{cls.__name__}.from_dict takes a mapping, not {type(kvs).__name__}"
            )
        if json_adapter.is_deep(kvs):
            raise RequestError(f"{cls.__name__}.from_dict: nested too deeply")
        try:
            make = _class_method(cls, "from_dict")
            with warnings.catch_warnings():
                # It warns about a missing value, although the caller allows it.
                warnings.simplefilter("ignore", RuntimeWarning)
                made: Self = make(kvs, infer_missing=infer_missing)
        except KeyError as error:
            missing = f"{error} is missing; with infer_missing=True it is None"
            raise RequestError(f"{cls.__name__}.from_dict: {missing}") from error
        except (AttributeError, TypeError, ValueError, RecursionError) as error:
            raise RequestError(f"{cls.__name__}.from_dict: {error}") from error
        return made

    @classmethod
    def from_json(cls, s: str | bytes, *, infer_missing: bool = False, **options: Any) -> Self:
        """Create the model from JSON text; ``options`` are those of ``json.loads``.

        :raises ValueError: if ``s`` is not JSON
        :raises RequestError: if ``s`` is not a JSON object, or has a value of the wrong type
        """
        # A Decimal made from a float would lose digits.
        options = {"parse_float": Decimal, **options}
        try:
            made: Self = _class_method(cls, "from_json")(s, infer_missing=infer_missing, **options)
        except ArithmeticError as error:
            raise RequestError(f"{cls.__name__}.from_json: a number is out of range") from error
        except RecursionError as error:
            # Each version of Python names this differently.
            raise RequestError(f"{cls.__name__}.from_json: nested too deeply") from error
        except TypeError as error:
            raise RequestError(f"{cls.__name__}.from_json: {error}") from error
        return made

    @classmethod
    def schema(cls, **options: Any) -> marshmallow.Schema:
        """Return the marshmallow schema of the model; loading ignores unknown names.

        Amounts keep all their digits: ``loads`` reads them as Decimals, and ``dumps`` writes
        Decimals as numbers.

        :param options: the options of ``marshmallow.Schema``, and ``infer_missing``
        """
        with warnings.catch_warnings():
            # dataclasses-json calls marshmallow in ways that marshmallow 4 no longer supports.
            warnings.simplefilter("ignore", DeprecationWarning)
            marshmallow_fields.lend_fields(cls)
            made: marshmallow.Schema = _class_method(cls, "schema")(
                **{"unknown": "exclude", **options}
            )
            made.opts.render_module = json_adapter
            return made

    def _repr_html_(self) -> str:
        return notebook.model(self)


def _mixin() -> type[dataclasses_json.DataClassJsonMixin]:
    # dataclasses-json recognises a nested model by this.
    dataclasses_json.DataClassJsonMixin.register(Model)
    return dataclasses_json.DataClassJsonMixin


if "dataclasses_json" in sys.modules:
    # A program that already uses dataclasses-json may nest a model in its own schemas.
    _mixin()


def _class_method(cls: type[Any], name: str) -> Any:
    """Bind a class method of dataclasses-json to a class that does not inherit from it."""
    return getattr(_mixin(), name).__func__.__get__(cls)


M = TypeVar("M", bound=FieldsRepr)  # a model, or an outcome of the outbox


class ModelList(list[M]):
    """A list of models, with records for pandas or polars and a table for notebooks.

    It equals a plain list of the same items. Slices and copies are ModelLists too. Its ``repr`` is
    that of a list; a long list shows its first items and the number of the others.
    """

    __slots__ = ()

    def to_records(self) -> list[dict[str, Any]]:
        """Return one dict of plain values for each model, as ``pandas.DataFrame`` or polars expect.

        The keys are the names of the fields; members of enums and UUIDs become text. A date-time
        of the API, such as ``created``, and any field whose name ends in ``_utc`` become a datetime
        in UTC, or None if the value is not a date-time; without an offset, it is read as UTC. Any
        other date becomes ISO 8601 text. A Decimal becomes a float if that is exact, as for
        ``10.25``, or else text. A status code adds five keys: its name, under the model's name for
        it, such as ``code``, and ``group``, ``meaning``, ``retryable`` and ``remedy``.

        :raises RequestError: if an item is not a model
        """
        return [records.record(model) for model in self]

    def copy(self) -> ModelList[M]:
        """Return a shallow copy of the list."""
        return ModelList(self)

    @overload
    def __getitem__(self, index: SupportsIndex, /) -> M: ...

    @overload
    def __getitem__(self, index: slice, /) -> ModelList[M]: ...

    def __getitem__(self, index: SupportsIndex | slice, /) -> M | ModelList[M]:
        if isinstance(index, slice):
            return ModelList(super().__getitem__(index))
        return super().__getitem__(index)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: Any) -> Any:
        """Return the schema with which pydantic validates it as a list of its items."""
        from pydantic_core import core_schema

        items = core_schema.list_schema(*map(handler.generate_schema, get_args(source)))
        return core_schema.no_info_after_validator_function(cls, items)

    @reprlib.recursive_repr("[...]")
    def __repr__(self) -> str:
        cut = len(self) > _WHOLE
        shown = [text(one) for one in (self[:_HEAD] if cut else self)]
        if cut:
            shown.append(f"... and {len(self) - _HEAD:,} more")
        return f"[{', '.join(shown)}]"

    def _repr_html_(self) -> str:
        return notebook.models(self)


publish(__name__, "utils", ModelList)
