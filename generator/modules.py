"""Which classes stand in one module: a class that one other alone uses stands beside that one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .plan import Enum, Model, Plan

_OPERATIONS = "operations and events"


@dataclass(frozen=True)
class Module:
    """One module of ``shared``."""

    name: str
    classes: tuple[Model | Enum, ...]
    """Each after those that it is made of."""
    imports: tuple[tuple[str, str], ...]
    """The modules of other classes that they are made of, and the classes."""


def modules(plan: Plan) -> list[Module]:
    """The modules of all classes, by name."""
    homes = module_names(plan)
    known = {each.name: each for each in plan.classes()}
    found: dict[str, list[str]] = {}
    for name in _parts_first(known):
        found.setdefault(homes[name], []).append(name)
    return [
        Module(
            name=home,
            classes=tuple(known[name] for name in found[home]),
            imports=tuple(
                sorted(
                    {
                        (homes[used], used)
                        for name in found[home]
                        for used in _uses(known[name])
                        if homes[used] != home
                    }
                )
            ),
        )
        for home in sorted(found)
    ]


def module_names(plan: Plan) -> dict[str, str]:
    """For each class the module that it stands in."""
    users: dict[str, set[str]] = {each.name: set() for each in plan.classes()}
    for each in plan.classes():
        for used in _uses(each):
            users[used].add(each.name)
    for name in _outside(plan):
        users[name].add(_OPERATIONS)

    def home(name: str) -> str:
        around = users[name]
        alone = len(around) == 1 and _OPERATIONS not in around
        return home(next(iter(around))) if alone else name

    return {name: home(name).lower() for name in users}


def _uses(each: Model | Enum) -> list[str]:
    return each.uses if isinstance(each, Model) else []


def _outside(plan: Plan) -> Iterator[str]:
    """The classes that requests, answers and events name."""
    for event in plan.events:
        yield from event.model.uses
    for op in plan.operations:
        types = [field.type for field in op.fields] + [f.former for f in op.fields if f.former]
        types += [reply.type for reply in op.replies if reply.type]
        yield from (type_.named for type_ in types if type_.named)


def _parts_first(known: dict[str, Model | Enum]) -> Iterable[str]:
    """All names, each after those that its class is made of."""
    ordered: dict[str, None] = {}

    def place(name: str) -> None:
        for used in _uses(known[name]):
            if used not in ordered:
                place(used)
        ordered[name] = None

    for name in sorted(known):
        place(name)
    return ordered
