"""What the bodies and queries of requests must look like."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import msgspec

from codatsyncexpenses._dates import parse_datetime
from codatsyncexpenses.errors import RequestError
from codatsyncexpenses.sandbox import _records as records
from codatsyncexpenses.sandbox._world import RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

T = TypeVar("T")
Text = Annotated[str, msgspec.Meta(min_length=1)]
_LARGEST_PAGE = 5000


class _Input(msgspec.Struct, rename="camel"):
    pass


class InitiateSync(_Input):
    """The body of initiate-sync."""

    dataset_ids: Annotated[list[uuid.UUID], msgspec.Meta(min_length=1)] | None = None


class Company(_Input):
    """The body of create-company and update-company."""

    name: Text
    description: str | None = None


class NewConnection(_Input):
    """The body of create-connection."""

    platform_key: Annotated[str, msgspec.Meta(pattern="^[a-z]{4}$")]


class Link(_Input):
    """The body of unlink-connection."""

    status: Literal["Unlinked"]


class Ref(_Input):
    """A reference to a record of the accounting software."""

    id: str | None = None


class Configuration(_Input):
    """The body of set-company-configuration."""

    bank_account: Ref
    supplier: Ref
    customer: Ref


class Line(_Input):
    """A line of an expense."""

    net_amount: float
    tax_amount: float
    account_ref: Ref
    tax_rate_ref: Ref | None = None
    tracking_refs: Annotated[list[Ref], msgspec.Meta(min_length=1, max_length=10)] | None = None


class Contact(_Input):
    """Who an expense is with."""

    id: str | None = None
    type: Literal["Supplier"] = "Supplier"


class Expense(_Input):
    """A transaction of a dataset."""

    id: uuid.UUID
    type: Literal[
        "Payment",
        "Refund",
        "Reward",
        "Chargeback",
        "TransferIn",
        "TransferOut",
        "AdjustmentIn",
        "AdjustmentOut",
    ]
    issue_date: str
    currency: Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")]
    currency_rate: float | None = None
    contact_ref: Contact | None = None
    bank_account_ref: Ref | None = None
    merchant_name: str | None = None
    lines: Annotated[list[Line], msgspec.Meta(min_length=1, max_length=100)] | None = None
    notes: str | None = None


class Expenses(_Input):
    """The body of create-expense-transaction."""

    items: Annotated[list[Expense], msgspec.Meta(min_length=1, max_length=50)]


def read(body: bytes, type_: type[T], *, is_json: bool) -> T:
    """Read a body, or refuse it with what is wrong."""
    if not body:
        raise RefusedError(400, "The request lacks a body.")
    if not is_json:
        raise RefusedError(400, "The body's Content-Type must be application/json.")
    try:
        return msgspec.json.decode(body, type=type_)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RefusedError(400, f"The body cannot be read: {error}.") from error


def expenses(given: Sequence[Expense]) -> list[records.Expense]:
    """Take what a sync looks at from transactions, or refuse them."""
    ids: set[uuid.UUID] = set()
    for number, expense in enumerate(given):
        place = f"items[{number}]"
        try:
            parse_datetime(expense.issue_date)
        except RequestError as error:
            raise RefusedError(400, f"{place}.issueDate: {error}.") from error
        if expense.id in ids:
            raise RefusedError(400, f"{place}.id: {expense.id} stands in the dataset twice.")
        ids.add(expense.id)
    return [
        records.Expense(str(each.id), bool(each.bank_account_ref and each.bank_account_ref.id))
        for each in given
    ]


def page_of(
    query: Mapping[str, str], path: str, found: Sequence[Mapping[str, object]]
) -> dict[str, object]:
    """Cut the page out of the results that a query asks for, in the order that it asks for."""
    number = _whole(query, "page", 1, 2**31 - 1)
    size = _whole(query, "pageSize", 100, _LARGEST_PAGE)
    if "query" in query:
        raise RefusedError(400, "query: the sandbox reads no queries.")
    order = query.get("orderBy")
    if order is not None:
        name = order.removeprefix("-")
        if not all(isinstance(each.get(name), str) for each in found):
            raise RefusedError(400, f"orderBy: there is no property {name} to sort by.")
        found = sorted(found, key=lambda each: str(each[name]), reverse=order.startswith("-"))

    def link(page: int) -> dict[str, str]:
        return {"href": f"{path}?page={page}&pageSize={size}"}

    links = {"self": {"href": path}, "current": link(number)}
    if number > 1:
        links["previous"] = link(number - 1)
    if number * size < len(found):
        links["next"] = link(number + 1)
    return {
        "results": list(found[(number - 1) * size : number * size]),
        "pageNumber": number,
        "pageSize": size,
        "totalResults": len(found),
        "_links": links,
    }


def _whole(query: Mapping[str, str], name: str, default: int, most: int) -> int:
    text = query.get(name)
    if text is None:
        return default
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0
    if not 1 <= number <= most:
        raise RefusedError(400, f"{name} must be a whole number from 1 to {most}, not {text!r}.")
    return number
