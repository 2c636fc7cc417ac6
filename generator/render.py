"""The plan, turned into text: ``{path: text}``. The templates decide nothing."""

from __future__ import annotations

import ast
import functools
import inspect
import itertools
import json
import subprocess
import sys
import textwrap
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

import jinja2

from . import names
from .plan import Field, Model, Operation, Plan, Start, Wait

MARK = "Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated"
_WIDTH = 100


def render(plan: Plan, errors: ModuleType) -> dict[str, str]:
    """Every generated file, by its path from the root of the repository.

    :param errors: the module whose error classes get a page each
    """
    env = _environment(plan)
    package = f"src/{plan.package}"
    files: dict[str, str] = {}

    def add(path: str, template: str, **values: Any) -> None:
        text = env.get_template(template).render(plan=plan, errors=errors.__all__, **values)
        files[path] = _python(text) if path.endswith(".py") else _markdown(text)

    for module in ("__init__", "_about", "errors", "events", "operations", "shared"):
        add(f"{package}/models/{module}.py", f"models/{module}.py.j2")
    add(f"{package}/resources/__init__.py", "resources/__init__.py.j2")
    for resource in plan.resources:
        add(
            f"{package}/resources/{resource.name}.py", "resources/resource.py.j2", resource=resource
        )
        add(f"docs/sdks/{resource.name}/README.md", "docs/resource.md.j2", resource=resource)
    for model in plan.models:
        add(f"docs/models/shared/{model.name.lower()}.md", "docs/model.md.j2", model=model)
    for enum in plan.enums:
        add(f"docs/models/shared/{enum.name.lower()}.md", "docs/enum.md.j2", enum=enum)
    for event in plan.events:
        add(f"docs/models/events/{event.model.name.lower()}.md", "docs/event.md.j2", event=event)
    add("docs/models/shared/security.md", "docs/security.md.j2")
    for op in plan.operations:
        page = f"docs/models/operations/{op.class_name.lower()}"
        add(f"{page}request.md", "docs/request.md.j2", op=op)
        add(f"{page}response.md", "docs/response.md.j2", op=op)
    add("docs/models/utils/retryconfig.md", "docs/retryconfig.md.j2")
    add("docs/models/utils/backoffstrategy.md", "docs/backoffstrategy.md.j2")
    for name in errors.__all__:
        error = getattr(errors, name)
        add(
            f"docs/models/errors/{name.lower()}.md", "docs/error.md.j2", error=_error(error, errors)
        )
    add("docs/models/README.md", "docs/models.md.j2")
    return files


def _environment(plan: Plan) -> jinja2.Environment:
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters.update(
        doc=_docstring, literal=json.dumps, constant=names.constant, cell=_cell, sentence=_sentence
    )
    shared: dict[str, Any] = env.globals
    shared.update(mark=MARK, method_doc=_method_docstring, wait_doc=_wait_docstring)
    shared["example"] = functools.partial(_example, models={m.name: m for m in plan.models})
    return env


def _docstring(text: str, indent: int = 4) -> str:
    """A docstring, wrapped where it is too long for a line."""
    text, pad = _escaped(text), " " * indent
    if indent + len(text) + 6 <= _WIDTH:
        return f'"""{text}"""'
    first, rest = _first_sentence(text)
    if not rest or indent + len(first) + 3 > _WIDTH:
        lines = _wrapped('"""' + text, _WIDTH - indent)
        return f"\n{pad}".join(lines) + f'\n{pad}"""'
    lines = _wrapped(rest, _WIDTH - indent)
    return f'"""{first}\n\n{pad}' + f"\n{pad}".join(lines) + f'\n{pad}"""'


def _escaped(text: str) -> str:
    """Text as it stands between three quotes."""
    text = text.replace("\\", "\\\\")
    if text.endswith('"'):
        text = text[:-1] + '\\"'
    return text.replace('"""', '\\"\\"\\"')


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False)


_REQUEST = ("param request", "the arguments")
_RETRIES = ("param retries", "how to try again, instead of the client's own setting")
_POLL_RETRIES = (
    "param retries",
    "how each request is tried again, instead of the client's setting",
)
_TIMEOUT = ("param timeout", "seconds that an exchange may take, instead of the client's setting")
_KEY = (
    "param idempotency_key",
    "names this intended request, for repeating it; None makes a new key",
)
_RAISES = (
    ("raises RequestError", "if an argument cannot be sent"),
    ("raises SDKError", "if the answer is not one that the operation documents"),
    ("raises APIConnectionError", "if no whole answer came"),
)
_WAITING = (
    ("param timeout", "seconds after which waiting stops; None waits for ever"),
    ("param on_update", "called with the status whenever it has changed"),
    ("param progress", "draw a progress bar; needs the extra `progress`"),
    ("param interval", "seconds between the first two polls; it grows by half each time"),
    ("param max_interval", "the longest interval, in seconds"),
    ("param raise_on_failure", "raise for what ended badly, instead of returning it"),
)
_WAITING_RAISES = (
    ("raises SyncFailed", "if it ended badly"),
    ("raises WaitTimeout", "if it had not ended in time"),
    ("raises RequestError", "if an argument cannot be used"),
    ("raises SDKError", "if a request is answered with an error"),
    ("raises APIConnectionError", "if no whole answer came"),
)


def _method_docstring(op: Operation) -> str:
    key = [_KEY] if op.keyed else []
    return _told(op.summary, op.description, [_REQUEST, _RETRIES, _TIMEOUT, *key, *_RAISES])


def _wait_docstring(method: Wait | Start, op: Operation) -> str:
    key = [_KEY] if op.keyed else []
    lines = [_REQUEST, _POLL_RETRIES, *_WAITING, *key, *_WAITING_RAISES]
    summary = method.description.rstrip(".")
    return _told(summary, "The answer is the last one, whose status tells the end.", lines)


def _told(summary: str, description: str, fields: Iterable[tuple[str, str]]) -> str:
    text = _wrapped(_escaped(description), _WIDTH - 8)
    told = (f":{name}: {meaning}" for name, meaning in fields)
    lines = [f'"""{_escaped(summary)}.', "", *text, "", *told, '"""']
    return f"\n{' ' * 8}".join(lines)


def _first_sentence(text: str) -> tuple[str, str]:
    head, dot, rest = text.partition(". ")
    return (head + ".", rest) if dot else (text, "")


def _sentence(text: str) -> str:
    return _first_sentence(text)[0]


def _cell(text: str) -> str:
    """Text for a cell of a Markdown table."""
    return text.replace("|", "\\|").replace("\n", " ")


def _example(op: Operation, models: dict[str, Model]) -> str:
    """The arguments of an operation's request, as its example shows them."""
    lines = [f"    {field.name}={_value(field, models)}," for field in op.request_fields]
    return "\n".join(lines)


def _value(field: Field, models: dict[str, Model]) -> str:
    if field.type.kind != "model":
        return repr(field.example).replace("'", '"')
    fields = [inner for inner in models[field.type.name].fields if inner.example is not None]
    inside = "".join(f"        {inner.name}={_value(inner, models)},\n" for inner in fields)
    return f"shared.{field.type.name}(\n{inside}    )"


def _error(error: type[Any], errors: ModuleType) -> dict[str, Any]:
    """What the page of an error class shows; its attributes are those with a docstring."""
    family = [cls for cls in error.__mro__ if cls.__name__ in errors.__all__]
    ours = [cls for cls in error.__mro__ if issubclass(cls, errors.CodatError)]
    attributes: dict[str, tuple[str, str]] = {}
    for cls in reversed(ours):
        attributes.update(_attributes(cls))
    return {
        "name": error.__name__,
        "doc": inspect.cleandoc(error.__doc__ or ""),
        "bases": [cls.__name__ for cls in family[1:]],
        "foreign": [b.__name__ for b in error.__bases__ if b not in ours and b is not Exception],
        "attributes": [(name, *row) for name, row in attributes.items()],
    }


def _attributes(cls: type[Any]) -> dict[str, tuple[str, str]]:
    """Name -> type and meaning, for each attribute that has a docstring below it."""
    found: dict[str, tuple[str, str]] = {}
    for owner in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(cls)))):
        if not isinstance(owner, (ast.ClassDef, ast.FunctionDef)):
            continue
        for first, second in itertools.pairwise(owner.body):
            if isinstance(first, ast.AnnAssign) and isinstance(second, ast.Expr):
                name = ast.unparse(first.target).removeprefix("self.")
                meaning = ast.literal_eval(second.value)
                found[name] = (ast.unparse(first.annotation), inspect.cleandoc(meaning))
        if isinstance(owner, ast.FunctionDef) and any(
            isinstance(mark, ast.Name) and mark.id == "property" for mark in owner.decorator_list
        ):
            returns = ast.unparse(owner.returns) if owner.returns else ""
            found[owner.name] = (returns, ast.get_docstring(owner) or "")
    return found


def _python(text: str) -> str:
    """Formatted by ruff, which also sorts the imports."""
    for command in (["check", "--select", "I,F401", "--fix", "--quiet"], ["format", "--quiet"]):
        run = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--stdin-filename", "src/generated.py", "-"],
            input=text,
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode:
            raise RuntimeError(f"ruff refuses what a template made:\n{run.stderr}\n{text}")
        text = run.stdout
    return text


def _markdown(text: str) -> str:
    lines = [line.rstrip() for line in text.splitlines()]
    joined = "\n".join(lines).strip() + "\n"
    while "\n\n\n" in joined:
        joined = joined.replace("\n\n\n", "\n\n")
    return joined
