"""Types and signatures as text, in public names: the same wherever the code behind them stands."""

from __future__ import annotations

import ast
import collections.abc
import enum
import functools
import inspect
import platform
import sys
import textwrap
import types
import typing
from collections.abc import Iterator, Mapping
from typing import Any, ForwardRef, TypeGuard, TypeVar

import typing_extensions

from codatsyncexpenses import __version__
from codatsyncexpenses._schema.hints import Unpack

PACKAGE = "codatsyncexpenses"
PRIVATE = "<private>"

_LINE = 80  # characters of parameters; more are put on lines of their own
_UNIONS = (typing.Union, types.UnionType)
_CALLABLE: object = collections.abc.Callable
_STARS: dict[Any, str] = {
    inspect.Parameter.VAR_POSITIONAL: "*",
    inspect.Parameter.VAR_KEYWORD: "**",
}
Known = Mapping[Any, Any]
"""The types in the place of type variables."""


def is_ours(cls: type[Any]) -> bool:
    """Return whether a class is defined in the package."""
    return cls.__module__.partition(".")[0] == PACKAGE


class Spelling:
    """Spells types and signatures.

    :param public: the public name of each class that has one
    """

    def __init__(self, public: Mapping[type[Any], str]) -> None:
        self._public = public
        self._names: dict[str, dict[str, Any]] = {}
        self.handed_out: dict[type[Any], str] = {}
        """The classes of ours that have no public name, and whose instances users get."""

    def signature(self, function: types.FunctionType, known: Known, *, skip: int = 0) -> str:
        """Return a signature, without the first parameters."""
        module: str = inspect.unwrap(function).__globals__["__name__"]
        signature = inspect.signature(function)
        found: list[str] = []
        kind: object = None
        for parameter in list(signature.parameters.values())[skip:]:
            found += _separators(kind, parameter)
            kind = parameter.kind
            found += self._parameter(parameter, module, known)
        if kind is inspect.Parameter.POSITIONAL_ONLY:
            found.append("/")
        inside = ", ".join(found)
        if len(inside) > _LINE:
            inside = textwrap.indent("\n" + ",\n".join(found) + ",", "    ") + "\n"
        returned = signature.return_annotation
        if returned is signature.empty:
            return f"({inside})"
        hint = _evaluated(returned, self._names_of(module))
        return f"({inside}) -> {self.spelled(hint, known, out=True)}"

    def annotation(self, hint: Any, owner: type[Any], cls: type[Any]) -> str:
        """Return the type of an attribute.

        :param owner: the class that has the annotation
        :param cls: the subclass that is shown
        """
        names = self._names_of(_home(owner))
        return self.spelled(_evaluated(hint, names), self.arguments(cls, owner), out=True)

    def spelled(self, hint: Any, known: Known | None = None, *, out: bool = False) -> str:
        """Return a type.

        :param out: whether users get values of it
        """
        known = known or {}
        hint = known.get(hint, hint) if isinstance(hint, TypeVar) else hint
        origin, parts = typing_extensions.get_origin(hint), typing_extensions.get_args(hint)
        if origin is typing.Literal:
            return f"Literal[{', '.join(map(repr, parts))}]"
        if origin in _UNIONS:
            return " | ".join(dict.fromkeys(self.spelled(part, known, out=out) for part in parts))
        out = out and origin is not _CALLABLE
        if origin is not None:
            inner = ", ".join(self.spelled(part, known, out=out) for part in parts)
            return f"{self.spelled(origin, out=out)}[{inner}]"
        if _is_list(hint):  # the arguments of a callable
            return f"[{', '.join(self.spelled(part, known) for part in hint)}]"
        return self._class(hint, out=out) if isinstance(hint, type) else _special(hint)

    def arguments(self, cls: type[Any], owner: type[Any]) -> Known:
        """Return the types that a class puts in the place of the type variables of a base."""
        found: dict[type[Any], dict[Any, Any]] = {}
        for each in cls.__mro__:
            above = found.get(each, {})
            for base in vars(each).get("__orig_bases__", ()):
                origin, parts = typing_extensions.get_origin(base), typing_extensions.get_args(base)
                if isinstance(origin, type) and origin is not typing.Generic:
                    names = self._names_of(_home(each))
                    given = [_evaluated(above.get(part, part), names) for part in parts]
                    variables = getattr(origin, "__parameters__", ())
                    found.setdefault(origin, dict(zip(variables, given, strict=False)))
        return found.get(owner, {})

    def _class(self, cls: type[Any], *, out: bool) -> str:
        if cls is type(None):
            return "None"
        if cls in self._public:
            return self._public[cls].removeprefix(f"{PACKAGE}.")
        if is_ours(cls):
            if out:
                self.handed_out.setdefault(cls, cls.__name__)
            return self.handed_out.get(cls, PRIVATE)
        # The top package alone: where in it a class stands differs from version to version.
        package = cls.__module__.partition(".")[0]
        plain = package in ("builtins", "typing", "collections")
        return cls.__qualname__ if plain else f"{package}.{cls.__qualname__}"

    def _parameter(self, parameter: inspect.Parameter, module: str, known: Known) -> Iterator[str]:
        hint = _evaluated(parameter.annotation, self._names_of(module))
        if typing_extensions.get_origin(hint) in (Unpack, typing_extensions.Unpack):
            (options,) = typing_extensions.get_args(hint)
            yield "*"
            for name, each in inspect.get_annotations(options).items():
                yield f"{name}: {self.annotation(each, options, options)} = ..."
            return
        text = _STARS.get(parameter.kind, "") + parameter.name
        if hint is not parameter.empty:
            text += f": {self.spelled(hint, known)}"
        if parameter.default is not parameter.empty:
            text += f" = {default(parameter.default)}"
        yield text

    def _names_of(self, module: str) -> dict[str, Any]:
        """Return the names in a module, those that are imported for type checkers included."""
        if module not in self._names:
            names = self._names[module] = dict(vars(sys.modules[module]))
            for node in _body(sys.modules[module]):
                if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
                    for statement in node.body:
                        _import(statement, names)
        return self._names[module]


def default(value: object) -> str:
    """Return a default value."""
    if isinstance(value, enum.Enum):
        return f"{type(value).__name__}.{value.name}"
    shown = "<function>" if isinstance(value, types.FunctionType) else repr(value)
    return shown.replace(platform.python_version(), "<python>").replace(__version__, "<version>")


def _is_list(hint: object) -> TypeGuard[list[Any]]:
    return isinstance(hint, list)


def _separators(before: object, parameter: inspect.Parameter) -> Iterator[str]:
    """Yield what stands between two kinds of parameters."""
    if before is parameter.POSITIONAL_ONLY is not parameter.kind:
        yield "/"
    named = (parameter.VAR_POSITIONAL, parameter.KEYWORD_ONLY)
    if parameter.kind is parameter.KEYWORD_ONLY and before not in named:
        yield "*"


def _special(hint: Any) -> str:
    """Return what is no class: Any, Self, a type variable, an ellipsis."""
    if hint is None or hint is Ellipsis:
        return "None" if hint is None else "..."
    if isinstance(hint, (str, ForwardRef)):
        raise TypeError(f"an alias holds the text {hint}, and nothing says where its names stand")
    return str(getattr(hint, "__name__", None) or getattr(hint, "_name", hint))


def _evaluated(hint: Any, names: dict[str, Any]) -> Any:
    if isinstance(hint, ForwardRef):
        hint = hint.__forward_arg__
    return eval(hint, names) if isinstance(hint, str) else hint  # noqa: S307 - annotations of ours


def _home(cls: type[Any]) -> str:
    """Return the module that defines a class, which it may present as another."""
    for name, module in list(sys.modules.items()):
        held = name.partition(".")[0] == PACKAGE and vars(module).get(cls.__name__) is cls
        if held and cls.__name__ in _class_names(module):
            return name
    return cls.__module__


@functools.cache
def _class_names(module: types.ModuleType) -> set[str]:
    return {node.name for node in _body(module) if isinstance(node, ast.ClassDef)}


def _body(module: types.ModuleType) -> list[ast.stmt]:
    if not hasattr(module, "__file__"):  # one of those that old pickles name
        return []
    return ast.parse(inspect.getsource(module)).body


def _import(statement: ast.stmt, names: dict[str, Any]) -> None:
    module = statement.module or "" if isinstance(statement, ast.ImportFrom) else ""
    if isinstance(statement, ast.ImportFrom) and module.partition(".")[0] == "_typeshed":
        # Only type checkers have this module: its names stand for themselves.
        for alias in statement.names:
            names[alias.name] = type(alias.name, (), {"__module__": "typing"})
    else:
        exec(compile(ast.Module([statement], []), "<imports>", "exec"), names)  # noqa: S102 - imports of ours
