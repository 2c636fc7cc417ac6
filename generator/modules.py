"""The modules of ``shared``: a class that only one other class uses shares its module."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .plan import Enum, Model, Plan


@dataclass(frozen=True)
class Module:
    """One module of ``shared``."""

    name: str
    classes: tuple[Model | Enum, ...]
    """Each class after those that it uses."""
    imports: tuple[tuple[str, str], ...]
    """The modules and names of the classes that they use."""


def modules(plan: Plan) -> list[Module]:
    """Return the modules of all classes, by name."""
    homes = module_names(plan)
    found: dict[str, list[Model | Enum]] = {}
    for each in _parts_first(plan):
        found.setdefault(homes[each.name], []).append(each)
    return [
        Module(
            name=home,
            classes=tuple(classes),
            imports=tuple(
                (homes[used], used)
                for used in sorted({name for each in classes for name in each.uses})
                if homes[used] != home
            ),
        )
        for home, classes in sorted(found.items())
    ]


def module_names(plan: Plan) -> dict[str, str]:
    """Return the module of each class."""
    users: dict[str, set[str | None]] = {each.name: set() for each in plan.classes()}
    for each in plan.classes():
        for used in each.uses:
            users[used].add(each.name)
    outside = {used for event in plan.events for used in event.model.uses}
    outside |= {type_.named for op in plan.operations for type_ in op.types if type_.named}
    for name in outside:
        users[name].add(None)

    def home(name: str) -> str:
        user = next(iter(users[name])) if len(users[name]) == 1 else None
        return home(user) if user else name

    return {name: home(name).lower() for name in users}


def _parts_first(plan: Plan) -> Iterable[Model | Enum]:
    """Return all classes, each after those that it uses."""
    known = {each.name: each for each in plan.classes()}
    ordered: dict[str, Model | Enum] = {}

    def place(name: str) -> None:
        for used in known[name].uses:
            if used not in ordered:
                place(used)
        ordered[name] = known[name]

    for name in known:
        place(name)
    return ordered.values()
