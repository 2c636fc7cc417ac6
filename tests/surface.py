"""The public surface as text: `python -m tests.surface` writes it to tests/data/surface.txt.

A private base is not named: the public class that inherits from it lists the members. So code can
move between private modules and private bases, and the text stays.
"""

from __future__ import annotations

import ast
import dataclasses
import enum
import importlib
import inspect
import pkgutil
import textwrap
import types
import typing
from collections.abc import Iterable, Iterator
from typing import Any

from codatsyncexpenses._loops.blocking import Part
from tests.spelling import PACKAGE, PRIVATE, Known, Spelling, default, is_ours
from tests.support.documents import ROOT

FILE = ROOT / "tests/data/surface.txt"
MODULES = (
    "codatsyncexpenses",
    "codatsyncexpenses.errors",
    "codatsyncexpenses.models",
    "codatsyncexpenses.models.errors",
    "codatsyncexpenses.models.events",
    "codatsyncexpenses.models.operations",
    "codatsyncexpenses.models.shared",
    "codatsyncexpenses.outbox",
    "codatsyncexpenses.outbox.celery",
    "codatsyncexpenses.resources",
    "codatsyncexpenses.sandbox",
    "codatsyncexpenses.sandbox.companies",
    "codatsyncexpenses.sandbox.faults",
    "codatsyncexpenses.sdk",
    "codatsyncexpenses.sdkconfiguration",
    "codatsyncexpenses.sync",
    "codatsyncexpenses.telemetry",
    "codatsyncexpenses.testing",
    "codatsyncexpenses.utils",
    "codatsyncexpenses.utils.retries",
    "codatsyncexpenses.webhooks",
)

_SOURCE = importlib.import_module(PACKAGE).__path__[0]
# Special methods that say nothing new; an enum keeps its `__new__` under another name.
_COMMON = {
    "__getattr__",
    "__getstate__",
    "__hash__",
    "__init__",
    "__new__",
    "__new_member__",
    "__reduce__",
    "__reduce_ex__",
    "__repr__",
    "__str__",
}
_MANY = 4  # more members than these, and the same as those of another class, are listed once


class Surface:
    """The public surface of the package as it is imported."""

    def __init__(self) -> None:
        modules = map(importlib.import_module, sorted({*MODULES, *_resources()}))
        self.exported: dict[str, dict[str, Any]] = {
            module.__name__: {name: getattr(module, name) for name in _names(module)}
            for module in modules
        }
        """The exports of each public module, by its name."""
        self._public: dict[type[Any], str] = {}
        # Its own name counts before the others that 3.1.0 has for a class.
        for own in (True, False):
            for module in (*MODULES, *self.exported):
                for name, value in self.exported[module].items():
                    if isinstance(value, type) and own == (value.__name__ == name):
                        self._public.setdefault(value, f"{module}.{name}")
        self._spelling = Spelling(self._public)
        self._alike: dict[tuple[str, ...], str] = {}

    @property
    def handed_out(self) -> dict[type[Any], str]:
        """The classes that users only get instances of, once there is the text."""
        return self._spelling.handed_out

    def text(self) -> str:
        """Return all modules, and then the classes that users get instances of only."""
        handed_out = self.handed_out
        known, lines = -1, [""]
        # Once more, as long as there is a class that the text before could not name.
        while known < len(handed_out):
            known = len(handed_out)
            self._alike.clear()
            lines = [line for name in self.exported for line in self._module(name)]
            lines.append("# Classes that are not exported, and whose instances users get\n")
            for cls, name in sorted(handed_out.items(), key=lambda item: item[1]):
                lines += self._class(cls, name)
        return "\n".join(lines).rstrip() + "\n"

    def _module(self, name: str) -> Iterator[str]:
        yield f"# {name}\n"
        for each, value in sorted(self.exported[name].items()):
            yield from self._export(name, each, value)

    def _export(self, module: str, name: str, value: Any) -> Iterator[str]:
        function = inspect.unwrap(value) if callable(value) else None
        if isinstance(value, types.ModuleType):
            yield f"module {name} = {value.__name__}\n"
        elif isinstance(value, type) and self._public[value] != f"{module}.{name}":
            yield f"class {name} = {self._public[value]}\n"
        elif isinstance(value, type):
            yield from self._class(value, name)
        elif isinstance(function, types.FunctionType):
            yield f"def {name}{self._spelling.signature(function, {})}\n"
        else:
            yield f"{name}: {self._spelling.spelled(type(value), out=True)}\n"

    def _class(self, cls: type[Any], name: str) -> Iterator[str]:
        variables = [self._spelling.spelled(each) for each in getattr(cls, "__parameters__", ())]
        generic = f"[{', '.join(variables)}]" if variables else ""
        bases = ", ".join(dict.fromkeys(self._bases(cls)))
        yield f"class {name}{generic}({bases}){_kind(cls)}"
        members = self._members(cls)
        if len(members) > _MANY:
            first = self._alike.setdefault(tuple(members.values()), name)
            if first != name:
                members = {"": f"{', '.join(members)}: as {first}"}
        for line in (*self._made(cls), *members.values()):
            yield textwrap.indent(line, "    ")
        yield ""

    def _bases(self, cls: type[Any]) -> Iterator[str]:
        for base in cls.__bases__:
            if is_ours(base) and base not in self._public:
                yield from self._bases(base)
            elif base not in (object, typing.Generic, typing.Protocol):
                yield self._spelling.spelled(base)

    def _made(self, cls: type[Any]) -> Iterator[str]:
        """Yield the members of an enum, the fields of a dataclass or tuple, or the constructor."""
        if issubclass(cls, enum.Enum):
            yield from map(_enumerated, cls.__members__.items())
        elif dataclasses.is_dataclass(cls):
            for field in dataclasses.fields(cls):
                yield self._field(cls, field)
        elif fields := getattr(cls, "_fields", ()):
            for name in fields:
                yield f"{name}: {self._spelling.annotation(_hints(cls)[name], cls, cls)}"
        else:
            yield from self._constructor(cls)

    def _field(self, cls: type[Any], field: dataclasses.Field[Any]) -> str:
        owner = next(each for each in cls.__mro__ if field.name in _hints(each))
        value = ""
        if field.default is not dataclasses.MISSING:
            value = f" = {default(field.default)}"
        elif field.default_factory is not dataclasses.MISSING:
            value = " = <new>"
        return f"{field.name}: {self._spelling.annotation(field.type, owner, cls)}{value}"

    def _constructor(self, cls: type[Any]) -> Iterator[str]:
        """Yield the signature, unless a public base has it or it takes what users cannot have."""
        makers = ((owner, name) for owner in cls.__mro__ for name in ("__init__", "__new__"))
        for owner, name in makers:
            made = getattr(owner, name)
            if is_ours(owner) and name in vars(owner) and isinstance(made, types.FunctionType):
                text = self._spelling.signature(made, self._spelling.arguments(cls, owner), skip=1)
                hidden = PRIVATE in text or cls not in self._public
                if not hidden and not self._is_above(owner, cls):
                    yield text
                return

    def _members(self, cls: type[Any]) -> dict[str, str]:
        """Return the members that a class defines, and those that private bases give it."""
        found: dict[str, str | None] = {}
        for owner in filter(is_ours, cls.__mro__):
            for name, line in self._defined(owner, cls):
                found.setdefault(name, None if self._is_above(owner, cls) else line)
        return {name: line for name, line in sorted(found.items()) if line is not None}

    def _is_above(self, owner: type[Any], cls: type[Any]) -> bool:
        return any(owner in base.__mro__ for base in cls.__mro__[1:] if base in self._public)

    def _defined(self, owner: type[Any], cls: type[Any]) -> Iterator[tuple[str, str]]:
        fields: Iterable[str] = getattr(cls, "_fields", ())
        if dataclasses.is_dataclass(cls):
            fields = {field.name for field in dataclasses.fields(cls)}
        for name, value in vars(owner).items():
            special = name.startswith("__") and name.endswith("__") and name not in _COMMON
            member = (_is_public(name) or special) and name not in fields
            if member and (line := self._member(name, value, self._spelling.arguments(cls, owner))):
                yield name, line
        for name, hint in {**_hints(owner), **_set_in_init(owner)}.items():
            if _is_public(name) and name not in fields:
                value = f" = {default(vars(owner)[name])}" if name in vars(owner) else ""
                yield name, f"{name}: {self._spelling.annotation(hint, owner, cls)}{value}"

    def _member(self, name: str, value: Any, known: Known) -> str | None:
        kind = type(value).__name__
        if isinstance(value, types.ModuleType):
            return f"{name} = {value.__name__}"
        if isinstance(value, property) and isinstance(value.fget, types.FunctionType):
            returned = self._spelling.signature(value.fget, known, skip=1).removeprefix("() -> ")
            return f"property {name}: {returned}{' (settable)' if value.fset else ''}"
        if isinstance(value, Part):
            return f"property {name}: {self._spelling.spelled(value.__get__(None, object))}"
        function = getattr(value, "__func__", value)  # a class method holds one
        if isinstance(function, types.FunctionType) and _is_written(function):
            skip = int(kind != "staticmethod")
            prefix = "" if function is value else f"{kind} "
            return f"{prefix}def {name}{self._spelling.signature(function, known, skip=skip)}"
        return None


def _resources() -> list[str]:
    resources = importlib.import_module(f"{PACKAGE}.resources")
    found = [info.name for info in pkgutil.iter_modules(resources.__path__)]
    return [f"{resources.__name__}.{name}" for name in found if _is_public(name)]


def _names(module: types.ModuleType) -> list[str]:
    """Return the names that a module exports, or those it defines where it has no list."""
    listed: list[str] | None = getattr(module, "__all__", None)
    if listed is not None:
        return listed
    defined: set[str] = set()
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
            defined.add(node.name)
        elif isinstance(node, ast.Assign):
            defined.update(each.id for each in node.targets if isinstance(each, ast.Name))
    return sorted(filter(_is_public, defined))


def _is_public(name: str) -> bool:
    # Notebooks call methods such as `_repr_html_`.
    return not name.startswith("_") or name.startswith("_repr_")


def _is_written(function: types.FunctionType) -> bool:
    """Return whether a function stands in the package, and was not made by the standard library."""
    return function.__code__.co_filename.startswith(_SOURCE)


def _hints(cls: type[Any]) -> dict[str, Any]:
    return inspect.get_annotations(cls)


def _set_in_init(cls: type[Any]) -> dict[str, str]:
    """Return the annotations of the attributes that ``__init__`` sets."""
    init = vars(cls).get("__init__")
    if not isinstance(init, types.FunctionType) or not _is_written(init):
        return {}
    return {
        node.target.attr: ast.unparse(node.annotation)
        for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(init))))
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Attribute)
    }


def _kind(cls: type[Any]) -> str:
    if "__dataclass_params__" not in vars(cls):
        return ""
    return " frozen dataclass" if vars(cls)["__dataclass_params__"].frozen else " dataclass"


def _enumerated(item: tuple[str, enum.Enum]) -> str:
    name, member = item
    more = [f", {key}={value!r}" for key, value in vars(member).items() if _is_public(key)]
    return f"{name} = {member.value!r}{''.join(more)}"


if __name__ == "__main__":
    FILE.write_text(Surface().text(), "utf-8", newline="\n")
