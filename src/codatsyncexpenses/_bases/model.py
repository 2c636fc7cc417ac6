"""The JSON face of the models, the one that users of dataclasses-json know.

dataclasses-json and marshmallow are loaded when it is first used: a call never needs them.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .._display.repr import FieldsRepr
from .._exceptions import RequestError

if TYPE_CHECKING:
    import marshmallow
    from dataclasses_json import DataClassJsonMixin
    from typing_extensions import Self


class Model(FieldsRepr):
    """Base of the models: plain dataclasses that also read and write the API's JSON."""

    def to_dict(self, encode_json: bool = False) -> dict[str, Any]:
        """The model as a dict with the API's names.

        A nullable field that is None is kept as None; any other is left out.

        :param encode_json: also turn values into what JSON knows, such as UUIDs into strings
        """
        return _face().to_dict(self, encode_json=encode_json)  # type: ignore[arg-type]  # any dataclass will do

    def to_json(self, **options: Any) -> str:
        """The model as JSON text; ``options`` are those of ``json.dumps``.

        A Decimal is written as a number, with all its digits.
        """
        from . import json_adapter

        content = json_adapter.Content(self.to_dict())
        text = _face().to_json(content, **options)  # type: ignore[arg-type]  # it asks for its dict
        return content.with_numbers(text)

    @classmethod
    def from_dict(cls, kvs: Mapping[str, Any], *, infer_missing: bool = False) -> Self:
        """Make the model from a dict with the API's names; unknown names are ignored.

        :param infer_missing: take None for a field that is missing and has no default
        :raises RequestError: if ``kvs`` is not a mapping, or holds what the model cannot
        """
        from . import json_adapter

        if not isinstance(kvs, (Mapping, cls)):
            raise RequestError(
                f"{cls.__name__}.from_dict takes a mapping, not {type(kvs).__name__}"
            )
        try:
            make = _class_method(cls, "from_dict")
            with warnings.catch_warnings():
                # It warns of a missing value, which has just been asked for.
                warnings.simplefilter("ignore", RuntimeWarning)
                made: Self = make(json_adapter.exact(kvs), infer_missing=infer_missing)
        except KeyError as error:
            missing = f"{error} is missing; with infer_missing=True it is None"
            raise RequestError(f"{cls.__name__}.from_dict: {missing}") from error
        except ArithmeticError as error:
            raise RequestError(f"{cls.__name__}.from_dict: a text is no number") from error
        except (AttributeError, TypeError, ValueError, RecursionError) as error:
            raise RequestError(f"{cls.__name__}.from_dict: {error}") from error
        return made

    @classmethod
    def from_json(cls, s: str | bytes, *, infer_missing: bool = False, **options: Any) -> Self:
        """Make the model from JSON text; ``options`` are those of ``json.loads``.

        :raises ValueError: if ``s`` is not JSON
        :raises RequestError: if it is not a JSON object, or holds what the model cannot
        """
        from . import json_adapter

        # A number goes to a Decimal with all its digits, and not by way of a float.
        options = {"parse_float": json_adapter.Decimal, **options}
        try:
            made: Self = _class_method(cls, "from_json")(s, infer_missing=infer_missing, **options)
        except ArithmeticError as error:
            raise RequestError(f"{cls.__name__}.from_json: a number is out of range") from error
        except (TypeError, RecursionError) as error:
            raise RequestError(f"{cls.__name__}.from_json: {error}") from error
        return made

    @classmethod
    def schema(cls, **options: Any) -> marshmallow.Schema:
        """The marshmallow schema of the model; unknown names are ignored on loading.

        :param options: those of ``marshmallow.Schema``, and ``infer_missing``
        """
        from . import json_adapter

        with warnings.catch_warnings():
            # dataclasses-json uses marshmallow in ways that marshmallow 4 no longer has.
            warnings.simplefilter("ignore", DeprecationWarning)
            json_adapter.lend_fields(cls)
            made: marshmallow.Schema = _class_method(cls, "schema")(
                **{"unknown": "exclude", **options}
            )
            return made

    def _repr_html_(self) -> str:
        from .._display import notebook

        return notebook.model(self)


def _face() -> type[DataClassJsonMixin]:
    from dataclasses_json import DataClassJsonMixin

    # A model nested in another model's schema is recognised by this.
    DataClassJsonMixin.register(Model)
    return DataClassJsonMixin


if "dataclasses_json" in sys.modules:
    # Whoever uses it already may nest a model in a schema of a class of their own.
    _face()


def _class_method(cls: type[Any], name: str) -> Any:
    """A class method of dataclasses-json, bound to a class that does not inherit from it."""
    return getattr(_face(), name).__func__.__get__(cls)
