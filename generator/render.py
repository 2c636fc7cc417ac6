"""The plan, turned into text: ``{path: text}``. The templates decide nothing."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jinja2

from . import names
from .errors import homes, pages
from .examples import Examples
from .formatting import Snippets, formatted
from .modules import module_names, modules
from .plan import Plan, literal

MARK = "Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated"
_WIDTH = 100


def render(plan: Plan) -> dict[str, str]:
    """Return every generated file, by its path from the root of the repository."""
    snippets = Snippets()
    env = _environment(plan, snippets)

    def text(template: str, values: Mapping[str, Any]) -> str:
        return env.get_template(template).render(plan=plan, errors=homes(plan), **values)

    found = {path: text(template, values) for path, template, values in _files(plan)}
    code = {path: inner for path, inner in found.items() if path.endswith(".py")}
    pages = {path: _markdown(inner) for path, inner in found.items() if path not in code}
    return {**formatted(code), **snippets.put_into(pages)}


def _files(plan: Plan) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield the path of each file, its template and the template's values."""
    yield from _code_files(plan)
    for resource in plan.resources:
        page = f"docs/sdks/{resource.name}/README.md"
        yield page, "docs/resource.md.j2", {"resource": resource}
    for model in plan.models:
        yield f"docs/models/shared/{model.name.lower()}.md", "docs/model.md.j2", {"model": model}
    for enum in plan.enums:
        yield f"docs/models/shared/{enum.name.lower()}.md", "docs/enum.md.j2", {"enum": enum}
    for event in plan.events:
        page = f"docs/models/events/{event.model.name.lower()}.md"
        yield page, "docs/event.md.j2", {"event": event}
    for op in plan.operations:
        page = f"docs/models/operations/{op.class_name.lower()}"
        if not op.whole:
            yield f"{page}request.md", "docs/request.md.j2", {"op": op}
        yield f"{page}response.md", "docs/response.md.j2", {"op": op}
    for error in pages(plan):
        page = f"docs/models/errors/{error.name.lower()}.md"
        yield page, "docs/error.md.j2", {"error": error}
    for name in ("shared/security", "utils/retryconfig", "utils/backoffstrategy"):
        yield f"docs/models/{name}.md", f"docs/{name.rpartition('/')[2]}.md.j2", {}
    yield "docs/models/README.md", "docs/models.md.j2", {}
    yield "docs/sdks/README.md", "docs/resources.md.j2", {}


def _code_files(plan: Plan) -> Iterator[tuple[str, str, dict[str, Any]]]:
    models, resources = f"src/{plan.package}/models", f"src/{plan.package}/resources"
    for module in ("__init__", "_about", "errors", "events", *(["waits"] if plan.waits else [])):
        yield f"{models}/{module}.py", f"models/{module}.py.j2", {}
    known = module_names(plan)
    exported = [alias for each in plan.classes() for alias in each.aliases if "." not in alias]
    exported += [each.name for each in plan.classes()]
    shared = {"names": sorted([*exported, "Security"]), "modules": known}
    yield f"{models}/shared/__init__.py", "models/shared/__init__.py.j2", shared
    yield f"{models}/shared/security.py", "models/shared/security.py.j2", {}
    for each in modules(plan):
        yield f"{models}/shared/{each.name}.py", "models/shared/module.py.j2", {"module": each}
    homes = sorted((name, op.resource) for op in plan.operations for name in op.classes)
    every = sorted([*(name for name, _ in homes), *plan.aliases])
    values = {"homes": homes, "names": every, "modules": known}
    yield f"{models}/operations/__init__.py", "models/operations/__init__.py.j2", values
    yield f"{resources}/__init__.py", "resources/__init__.py.j2", {}
    methods = {op.id: op.name for op in plan.operations}
    for resource in plan.resources:
        # An operation comes after those that it names.
        ordered = sorted(resource.operations, key=lambda op: (op.former is not None, op.name))
        values = {"resource": resource, "homes": homes, "names": methods, "ordered": ordered}
        if resource.own:
            path = f"{models}/operations/{resource.name}.py"
            yield path, "models/operations/resource.py.j2", values
        yield f"{resources}/{resource.name}.py", "resources/resource.py.j2", values


def _environment(plan: Plan, snippets: Snippets) -> jinja2.Environment:
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters.update(
        doc=_docstring,
        literal=literal,
        constant=names.constant,
        cell=_cell,
        sentence=_sentence,
        escaped=_escaped,
        parameter=_parameter,
        strings=_strings,
        wrapped=_wrapped,
    )
    shared: dict[str, Any] = env.globals
    shared.update(mark=MARK, examples=Examples(plan), code=snippets.add)
    return env


def _docstring(text: str, indent: int = 4) -> str:
    """Return a docstring, wrapped if it is too long for a line."""
    text, pad = _escaped(text), " " * indent
    if indent + len(text) + 6 <= _WIDTH:
        return f'"""{text}"""'
    first = _sentence(text)
    rest = text.removeprefix(first).lstrip()
    if not rest or indent + len(first) + 3 > _WIDTH:
        # Ruff puts the closing quotes behind a single line, even where they do not fit.
        return _wrapped(f'"""{text}', indent, spare=3) + f'\n{pad}"""'
    return f'"""{first}\n\n{pad}{_wrapped(rest, indent)}\n{pad}"""'


def _escaped(text: str) -> str:
    """Return text escaped for triple quotes."""
    text = text.replace("\\", "\\\\")
    if text.endswith('"'):
        text = text[:-1] + '\\"'
    return text.replace('"""', '\\"\\"\\"')


def _wrapped(text: str, indent: int = 8, spare: int = 0) -> str:
    """Return text in lines that fit behind an indentation."""
    lines = textwrap.wrap(text, _WIDTH - indent - spare, break_long_words=False)
    return f"\n{' ' * indent}".join(lines)


def _parameter(text: str) -> str:
    """Return a field of a method's docstring, in lines of which all but the first are indented."""
    lines = textwrap.wrap(text, _WIDTH - 8, subsequent_indent=" " * 4, break_on_hyphens=False)
    return f"\n{' ' * 8}".join(lines)


def _strings(text: str) -> str:
    """Return text as Python source, in several strings if it is too long for one."""
    lines = textwrap.wrap(text, _WIDTH - 12, drop_whitespace=False)
    return "\n        ".join(map(literal, lines))


def _sentence(text: str) -> str:
    """Return the first sentence of a text."""
    head, dot, _ = text.partition(". ")
    return head + dot.strip()


def _cell(text: str) -> str:
    """Return text for a cell of a Markdown table."""
    return text.replace("|", "\\|").replace("\n", " ")


def _markdown(text: str) -> str:
    """Return a page without spaces at line ends and without runs of empty lines."""
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines.strip()) + "\n"
