"""Requests and answers with every field, or as few as can be, from descriptions of classes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.support.ids import COMPANY_ID, CONNECTION_ID, SYNC_ID, TRANSACTION_ID

from .classes import Plan, Told, found

DATE = "2026-05-04T10:15:00.1234567Z"
AMOUNT = Decimal("1234.56")
PAST_FLOATS = Decimal("1234567890123.456789")  # more digits than a float holds
_DATES = {"created", "last_sync", "requested", "completed", "last_successful_sync"}

# What the API, or what is around a field, asks of its value.
TEXTS = {
    "company_id": COMPANY_ID,
    "connection_id": CONNECTION_ID,
    "dataset_id": SYNC_ID,
    "push_operation_key": TRANSACTION_ID,
    "sync_id": SYNC_ID,
    "transaction_id": TRANSACTION_ID,
    "currency": "GBP",
    "default_currency": "GBP",
    "id": "4d7c6929-7770-412b-91bb-44d3bc71d111",
    "name": "Toft & Sons, Ltd.",
    "platform_key": "gbol",
    "query": 'name="50% & more=é+1"',
}
VALUES: dict[str, Any] = {"UpdateExpenseRequest.type": "Payment"}


class Maker:
    """Makes values of the types of a plan; a subclass says what of."""

    def __init__(
        self, plan: Plan, levels: int = 9, *, nulls: bool = False, amount: Decimal = AMOUNT
    ) -> None:
        """Say how much is made.

        :param levels: how deep fields that may be left out are given; below, only the others are
        :param nulls: whether those that are left out are given as None
        :param amount: the value of all amounts
        """
        self._plan = plan
        self._levels = levels
        self._nulls = nulls
        self._amount = amount

    def made(self, told: Told, field: str = "", within: tuple[str, ...] = ()) -> Any:
        """Make a value of a type, for a field of the last of the classes that it stands in."""
        if isinstance(told, list):
            kind, item = told[0], self.made(told[1], field, within)
            return [item, item] if kind == "list" else {"a key": item}
        if told not in self._plan:
            return self.plain(told, field, within)
        if "members" in self._plan[told]:
            return self.member(told, *list(self._plan[told]["members"].items())[-1])
        inner = (*within, told)
        given = {
            name: self.made(of["type"], name, inner) if deep else None
            for name, of in self._plan[told]["fields"].items()
            for deep in [of["required"] or len(within) < self._levels]
            if (deep or self._nulls) and not _again(of["type"], inner)
        }
        return self.object(told, given)

    def plain(self, told: str, field: str, within: tuple[str, ...]) -> Any:
        """Make a value that is no model."""
        kind = within[-1].rpartition(".")[2]
        if f"{kind}.{field}" in VALUES:
            return VALUES[f"{kind}.{field}"]
        if told == "str":
            date = field.endswith(("date", "utc")) or field in _DATES
            return DATE if date else TEXTS.get(field, f"{field} é")
        return {
            "int": 7,
            "bool": field != "allow_sync_on_push_complete",  # other than the default
            "bytes": b"%PDF-1.7 \xff\x00",
            "Decimal": self._amount,
            "Any": {"a": [1, "é", None, True]},
        }[told]

    def member(self, name: str, member: str, value: str) -> Any:
        """Make a member of an enum."""
        raise NotImplementedError

    def object(self, name: str, given: dict[str, Any]) -> Any:
        """Make an object of a class."""
        raise NotImplementedError


class Objects(Maker):
    """Makes objects of the classes at hand."""

    by_position = False
    """Whether the fields are given in their order, without their names."""

    def member(self, name: str, member: str, value: str) -> Any:
        """Find the member by its name."""
        del value
        return found(name)[member]

    def object(self, name: str, given: dict[str, Any]) -> Any:
        """Call the class."""
        return found(name)(*given.values()) if self.by_position else found(name)(**given)


class Json(Maker):
    """Makes what goes over the wire, for json.dumps."""

    def member(self, name: str, member: str, value: str) -> Any:
        """Take the member's value."""
        del name, member
        return value

    def object(self, name: str, given: dict[str, Any]) -> Any:
        """Give the fields their names on the wire."""
        fields = self._plan[name]["fields"]
        return {fields[field]["wire"]: value for field, value in given.items()}

    def plain(self, told: str, field: str, within: tuple[str, ...]) -> Any:
        """Write a number as one."""
        made = super().plain(told, field, within)
        return float(made) if isinstance(made, Decimal) else made


def _again(told: Told, within: tuple[str, ...]) -> bool:
    """Tell whether a type leads back to a class that it stands in."""
    return _again(told[1], within) if isinstance(told, list) else told in within
