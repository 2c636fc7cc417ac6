"""The contract as a tree of places, and the checks that every part of it gets."""

from __future__ import annotations

import keyword
import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Any, TypeGuard


class ContractError(Exception):
    """Something in the contract or in gen.yaml that the generator does not support."""


def mapping(value: Any) -> dict[str, Any]:
    """A mapping by text, because YAML reads some keys, such as 200, as numbers."""
    return {str(key): inner for key, inner in value.items()} if _is_mapping(value) else {}


def listing(value: Any) -> list[Any]:
    """The items of a list; none of anything else."""
    return [*value] if _is_list(value) else []


def _is_list(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _is_mapping(value: Any) -> TypeGuard[dict[Any, Any]]:
    return isinstance(value, dict)


class Node:
    """A mapping of the contract that knows its place and what of it was looked at."""

    def __init__(self, value: Any, place: str, root: dict[str, Any]) -> None:
        if not _is_mapping(value):
            raise ContractError(f"{place}: expected a mapping, found {value!r}")
        self.value = mapping(value)
        self.place = place
        self.root = root

    def get(self, key: str, default: Any = None) -> Any:
        """The value under a key."""
        return self.value.get(key, default)

    def need(self, key: str) -> Any:
        """The value under a key that must be there."""
        if key not in self.value:
            raise ContractError(f"{self.place}: {key!r} is missing")
        return self.value[key]

    def text(self, key: str) -> str:
        """The printable text under a key that must be there, in one line."""
        value = self.need(key)
        text = " ".join(value.split()) if isinstance(value, str) else ""
        if not text or not text.isprintable():
            raise ContractError(f"{self.place}/{key}: expected text, found {value!r}")
        return text

    def maybe(self, key: str) -> str | None:
        """The text under a key that may be missing."""
        return None if self.get(key) is None else self.text(key)

    def number(self, key: str) -> Any:
        """The number under a key that must be there."""
        value = self.need(key)
        known = isinstance(value, (int, float)) and not isinstance(value, bool)
        if not known or not math.isfinite(value):
            raise ContractError(f"{self.place}/{key}: expected a number, found {value!r}")
        return value

    def many(self, key: str) -> list[Any]:
        """The list under a key that may be missing."""
        value = self.get(key, [])
        if not _is_list(value):
            raise ContractError(f"{self.place}/{key}: expected a list, found {value!r}")
        return [*value]

    def child(self, key: str) -> Node:
        """The mapping under a key, with its reference followed."""
        return Node(self.need(key), f"{self.place}/{key}", self.root).resolved()

    def children(self, key: str) -> Iterator[tuple[str, Node]]:
        """The mappings under a key that may be missing, by name."""
        inside = Node(self.get(key) or {}, f"{self.place}/{key}", self.root)
        for name, value in inside.value.items():
            node = Node(value, f"{self.place}/{key}/{name}", self.root)
            yield name, node.resolved()

    def items(self, key: str) -> Iterator[Node]:
        """The mappings of a list that may be missing."""
        for index, value in enumerate(self.many(key)):
            yield Node(value, f"{self.place}/{key}/{index}", self.root).resolved()

    def resolved(
        self, beside: Collection[str] = ("description",), seen: Collection[str] = ()
    ) -> Node:
        """What a reference points to.

        :param beside: what may stand beside it, for the caller to look at
        """
        if "$ref" not in self.value:
            return self
        reference = self.only("$ref", *beside).value["$ref"]
        if not isinstance(reference, str) or not reference.startswith("#/") or reference in seen:
            raise ContractError(f"{self.place}: {reference!r} leads nowhere")
        value = self.root
        for part in reference.removeprefix("#/").split("/"):
            if part not in mapping(value):
                raise ContractError(f"{self.place}: {reference} leads nowhere")
            value = mapping(value)[part]
        return Node(value, reference, self.root).resolved(seen=(*seen, reference))

    def only(self, *keys: str) -> Node:
        """Refuse any other key, so that nothing in a contract is passed over in silence."""
        for key in self.value:
            if key not in keys:
                raise ContractError(f"{self.place}: {key!r} is not supported here")
        return self


def python_name(place: str, name: Any, taken: Collection[str] = ()) -> str:
    """A name for Python, which must be one and be free."""
    known = isinstance(name, str) and name.isidentifier() and not keyword.iskeyword(name)
    if not known or name.startswith("_") or name in taken:
        raise ContractError(f"{place}: {name!r} cannot be a name here")
    return str(name)


def distinct(place: str, found: Iterable[str]) -> None:
    """Refuse two things of one name, of which Python would keep the last."""
    for name, count in Counter(found).items():
        if count > 1:
            raise ContractError(f"{place}: {count} things get the name {name!r}")
