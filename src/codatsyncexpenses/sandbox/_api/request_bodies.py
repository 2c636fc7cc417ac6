"""The request bodies, checked as strictly as by the service.

Each is derived from the model that a client sends: names, types, required fields and limits. This
module only defines the differences.
"""

from __future__ import annotations

import dataclasses
import enum
import json
import re
import uuid
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from types import GenericAlias
from typing import Annotated, Any, Generic, Literal, TypeVar, get_args, get_origin

import msgspec
from msgspec import UNSET, UnsetType

from codatsyncexpenses._schema.enums import TextEnum
from codatsyncexpenses._schema.formats import CURRENCY, PATTERNS, UUID
from codatsyncexpenses._schema.hints import bare, hints, is_dict, is_list
from codatsyncexpenses.models import shared
from codatsyncexpenses.sandbox._state.world import RefusedError

M = TypeVar("M")

_METAS = {"min_items": "min_length", "max_items": "max_length"}
_MANY = msgspec.Meta(min_length=1, max_length=50)

# The service also accepts null for these, although clients need not send it.
_NULLABLE = {
    *("ap_account_ref", "currency_rate", "invoice_to", "item_ref", "number", "post_as_draft"),
    *("reference", "tracking_refs"),
}
# msgspec's messages and our own: {0} is the place, {1} the first group.
_PLACE = re.compile(r" - at (`key` in )?`\$(.*)`$")
_WORDS = (
    (r"Object missing required field `(.+)`", "{0}.{1} is required"),
    (r"Expected `(.+)`, got `(.+)`", "{0} must be {1}, not {2}"),
    (r"Expected `array` of length >= (\d+)", "{0} must have at least {1} item"),
    (r"Expected `array` of length <= (\d+)", "{0} must have at most {1} items"),
    (r"Expected `object` of length <= (\d+)", "{0} must have at most {1} items"),
    (r"Expected `str` of length >= (\d+)", "{0} must have at least {1} character"),
    (r"Expected `str` of length <= (\d+)", "{0} must have at most {1} characters"),
    (r"Expected `str` matching regex .+", "{0} must be three capital letters, such as GBP"),
    (r"Invalid UUID", "{0} must be a UUID"),
    (
        r"Invalid enum value '(Transfer(?:In|Out))'",
        "{0} no longer takes {1}: use the endpoint transfer-transactions",
    ),
    (
        r"Invalid enum value '(Adjustment(?:In|Out))'",
        "{0} no longer takes {1}: use the endpoint adjustment-transactions",
    ),
    (r"Invalid enum value (.+)", "{0} does not take {1}"),
)
_KINDS = {
    "array": "a list",
    "bool": "true or false",
    "float": "a number",
    "int": "a whole number",
    "object": "an object",
    "str": "a text",
    "uuid": "a UUID",
}
_NAME = Annotated[str, msgspec.Meta(min_length=1)]
_TAGS = Annotated[
    dict[
        Annotated[str, msgspec.Meta(min_length=1, max_length=27)],
        Annotated[str, msgspec.Meta(max_length=100)],
    ],
    msgspec.Meta(max_length=10),
]
_EXPENSE = {"type": Literal["Payment", "Refund", "Reward", "Chargeback"]}
# The patterns of formats; dates are parsed later.
_FORMATS: Mapping[object, object] = {
    UUID: uuid.UUID,
    CURRENCY: Annotated[str, msgspec.Meta(pattern=PATTERNS[CURRENCY])],
}
# Fields for which the service accepts other values than the model allows.
_TYPES: dict[type, Mapping[str, object]] = {
    shared.CompanyRequestBody: {"name": _NAME, "tags": _TAGS},
    shared.CompanyUpdateRequest: {"name": _NAME, "tags": _TAGS},
    shared.CreateConnectionRequestBody: {"platform_key": str | None},
    shared.ExpenseTransaction: _EXPENSE,
    shared.InitiateSync: {
        "dataset_ids": Annotated[list[uuid.UUID], msgspec.Meta(min_length=1)],
    },
    shared.UnlinkConnectionUpdateConnection: {"status": str | None},
    shared.UpdateExpenseRequest: _EXPENSE,
}


# The signs of a long number or an exponent. Texts may match too, but UUIDs do not, because they
# follow a quotation mark.
_SUSPECT = re.compile(rb"[0-9.]{29}|\.[0-9]{10}|[:\[,\s]-?[0-9][0-9.]*[eE]")
# The service's type of amounts, .NET's decimal, has 96 bits of digits and a decimal exponent.
_LARGEST = (1 << 96) - 1
_MOST_PLACES = 28
_PLACES = {"currencyRate": 9}


class Body(Generic[M]):
    """A request body: one model, or a list of 1 to 50.

    The value is a Struct with the fields of the model, and is typed as the model. A field that was
    not sent is None, or UNSET if it is nullable; both are false.

    :param required: additional required fields, at any depth
    """

    def __init__(self, model: type[M], *required: str) -> None:
        self._model = model
        type_ = _type(model, required)
        if get_origin(model) is list:
            type_ = Annotated[type_, _MANY]
        self._decoder: msgspec.json.Decoder[M] = msgspec.json.Decoder(type_)

    def read(self, content: bytes, *, is_json: bool) -> M:
        """Parse the body, or refuse it with the reason."""
        if not content:
            raise RefusedError(400, "The request lacks a body.")
        if not is_json:
            raise RefusedError(400, "The body's Content-Type must be application/json.")
        if _SUSPECT.search(content):
            _check_amounts(content, self._model)
        try:
            return self._decoder.decode(content)
        except msgspec.ValidationError as error:
            raise RefusedError(400, f"{_reason(str(error))}.") from error
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise RefusedError(400, "The body is not valid JSON.") from error


class _Number(str):
    """A number as written."""

    __slots__ = ()


def _check_amounts(content: bytes, model: object) -> None:
    """Refuse an amount that the service's decimal type cannot represent."""
    try:
        body = json.loads(content, parse_int=_Number, parse_float=_Number)
    except (ValueError, RecursionError):
        return  # parsing it reports the error
    for place, number in _amounts(body, model, ""):
        places = _PLACES.get(place.rpartition(".")[2], _MOST_PLACES)
        if not _fits(number, places):
            most = f"at most {places} decimal places and, without the point, be at most {_LARGEST}"
            raise RefusedError(400, f"{place.removeprefix('.')} must have {most}.")


def _amounts(value: object, type_: Any, place: str) -> Iterator[tuple[str, _Number]]:
    """Yield the amounts in a value of a type, each with its place."""
    if type_ is Decimal:
        if isinstance(value, _Number):
            yield place, value
    elif isinstance(type_, type) and dataclasses.is_dataclass(type_) and is_dict(value):
        types = hints(type_)
        for field in dataclasses.fields(type_):
            name = field.metadata["json"]
            yield from _amounts(value.get(name), bare(types[field.name]), f"{place}.{name}")
    elif get_origin(type_) is list and is_list(value):
        for index, inner in enumerate(value):
            yield from _amounts(inner, bare(get_args(type_)[0]), f"{place}[{index}]")


def _fits(text: str, most_places: int) -> bool:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return False  # its exponent is out of range
    digits = "".join(map(str, number.as_tuple().digits)).rstrip("0")
    if not digits:
        return True
    places = len(digits) - 1 - number.adjusted()
    # Avoid the methods of Decimal, which round.
    is_held = len(digits) <= len(str(_LARGEST)) and int(digits) <= _LARGEST
    return is_held and places <= most_places and -_LARGEST <= number <= _LARGEST


def _reason(text: str) -> str:
    """Return msgspec's message about a body in our own words."""
    found = _PLACE.search(text)
    text, name, place = (text[: found.start()], *found.groups()) if found else (text, None, "")
    place = place.removeprefix(".") or "The body"
    place = f"{place} (a name)" if name else place
    for pattern, words in _WORDS:
        match = re.fullmatch(pattern, text)
        if match:
            groups = (" or ".join(map(_kind, each.split(" | "))) for each in match.groups())
            return words.format(place, *groups).removeprefix("The body.")
    return f"{place}: {text}"


def _kind(name: str) -> str:
    return _KINDS.get(name, name)


def _type(type_: Any, required: tuple[str, ...]) -> Any:
    """Return the type for msgspec to decode, from a model or the type of a field."""
    if dataclasses.is_dataclass(type_):
        return _struct(type_, required)
    if get_origin(type_) is list:
        return GenericAlias(list, (_type(get_args(type_)[0], required),))
    if type_ is Decimal:
        return float
    if get_origin(type_) is None and issubclass(type_, TextEnum):
        # The enum itself accepts any text.
        return enum.Enum(type_.__name__, [(each.name, each.value) for each in type_])
    return type_


def _struct(model: Any, required: tuple[str, ...]) -> type[msgspec.Struct]:
    types, known = hints(model), _TYPES.get(model, {})
    fields: list[tuple[str, Any] | tuple[str, Any, Any]] = []
    for field in dataclasses.fields(model):
        name, facts = field.name, field.metadata
        type_ = known.get(name) or _limited(_type(bare(types[name]), required), facts["limits"])
        if facts["required"] or name in required:
            fields.append((name, type_))
        elif facts["nullable"] or name in _NULLABLE:
            fields.append((name, type_ | UnsetType | None, UNSET))
        else:
            fields.append((name, type_, None))  # msgspec does not check defaults
    return msgspec.defstruct(
        model.__name__,
        fields,
        rename={field.name: field.metadata["json"] for field in dataclasses.fields(model)},
        kw_only=True,
        omit_defaults=True,
    )


def _limited(type_: Any, limits: dict[str, Any]) -> object:
    if "format" in limits:
        return _FORMATS.get(limits["format"], type_)
    metas = {_METAS.get(name, name): limit for name, limit in limits.items()}
    return Annotated[type_, msgspec.Meta(**metas)] if metas else type_
