"""Compares the contract with another document of the API, such as the service's newest.

    python scripts/drift.py DOCUMENT

Prints every difference: in paths, parameters, statuses, media types, webhooks, properties, types,
nulls, formats, enums, limits, and in what is required. Those that `contract/deliberate.yaml` lists
are printed with their reason; any other makes the command fail. Texts are not compared.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

CONTRACT = Path(__file__).parent.parent / "contract"
_METHODS = ("get", "put", "post", "patch", "delete")
_LIMITS = re.compile(r"(min|max)[A-Z]\w+|minimum|maximum|pattern|format|default|deprecated")

Fact = set[str] | str | float | None


class Difference(NamedTuple):
    """A difference between two documents."""

    place: str
    """An operation or a webhook, the part of it, and the path into its data."""
    what: str
    """The kind of fact."""
    ours: Fact
    theirs: Fact

    @property
    def label(self) -> str:
        """The place and the kind, which the patterns of deliberate differences match."""
        return f"{self.place}: {self.what}"

    def __str__(self) -> str:
        return f"{self.label}: ours {_shown(self.ours)}, theirs {_shown(self.theirs)}"


class Document:
    """A document, read as plain facts."""

    def __init__(self, root: Mapping[str, Any]) -> None:
        self._root = root

    def operations(self) -> dict[str, Mapping[str, Any]]:
        """Return the operations and the webhooks by name, with the parameters of their paths."""
        found: dict[str, Mapping[str, Any]] = {
            f"{method.upper()} {path}": {
                **item[method],
                "parameters": [*item.get("parameters", ()), *item[method].get("parameters", ())],
            }
            for path, item in self._root.get("paths", {}).items()
            for method in _METHODS
            if method in item
        }
        for name, item in self._root.get("webhooks", {}).items():
            found[f"webhook {name}"] = {"requestBody": item["post"].get("requestBody", {})}
        return found

    def parts(self, operation: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
        """Return the schemas of all that an operation takes and answers with, by name."""
        found: dict[str, Mapping[str, Any]] = {}
        for each in map(self._resolved, operation.get("parameters", ())):
            required = {"required": ["it"] if each.get("required") else []}
            name = f"{each['in']} {each['name'].lower()}"
            found[name] = {"allOf": [each.get("schema", {}), required]}
        bodies: dict[Any, Any] = {
            "body": operation.get("requestBody"),
            **operation.get("responses", {}),
        }
        for name, body in bodies.items():
            if body is not None:
                found[str(name)] = {}
                for media, held in self._resolved(body).get("content", {}).items():
                    found[f"{name} {media.partition(';')[0]}"] = held.get("schema", {})
        return found

    def schema(self, node: Mapping[str, Any]) -> dict[str, Any]:
        """Return a schema with its references followed and its alternatives merged."""
        node = self._resolved(node)
        types = node.get("type", [])
        types = {types} if isinstance(types, str) else set(types)
        found: dict[str, Any] = {
            "null": bool(node.get("nullable")) or "null" in types,
            "types": types - {"null"},
            "enum": {*map(str, node.get("enum", node.get("x-extensible-enum", ())))} - {"None"},
            "required": set(node.get("required", ())),
            "properties": dict(node.get("properties", {})),
            "items": node.get("items"),
            "values": node.get("additionalProperties") or None,
            **{key: held for key, held in node.items() if _LIMITS.fullmatch(key)},
        }
        for each in (part for key in ("allOf", "anyOf", "oneOf") for part in node.get(key, ())):
            inner = self.schema(each)
            if inner["properties"] and len(node.get("allOf", ())) > 1:
                inner["null"] = False  # what is null must fit every part
            for name, held in inner.items():
                if isinstance(held, (set, dict)):
                    found[name].update(held)
                else:
                    found[name] = found.get(name) or held
        return found

    def _resolved(self, node: Mapping[str, Any]) -> Mapping[str, Any]:
        while "$ref" in node:
            target: Any = self._root
            for step in node["$ref"].removeprefix("#/").split("/"):
                target = target[step.replace("~1", "/").replace("~0", "~")]
            node = {**target, **{key: held for key, held in node.items() if key != "$ref"}}
        return node


class Comparison:
    """Two documents side by side; a schema that both name is compared where it comes first.

    What is deliberate in an answer need not be so in a request or in a webhook, so that the schema
    is compared in each of the three.
    """

    def __init__(self, ours: Document, theirs: Document) -> None:
        self._ours, self._theirs = ours, theirs
        self._seen: set[tuple[str, str, bool, bool]] = set()

    def differences(self) -> Iterator[Difference]:
        """Yield every difference."""
        ours, theirs = self._ours.operations(), self._theirs.operations()
        yield from _alone("", ours, theirs)
        for name in _both(ours, theirs):
            mine, other = self._ours.parts(ours[name]), self._theirs.parts(theirs[name])
            yield from _alone(f"{name} ", mine, other)
            for part in _both(mine, other):
                yield from self._schemas(f"{name} {part}", mine[part], other[part])

    def _schemas(
        self, place: str, ours: Mapping[str, Any], theirs: Mapping[str, Any]
    ) -> Iterator[Difference]:
        names = (ours.get("$ref", ""), theirs.get("$ref", ""))
        seen = (*names, place.startswith("webhook "), " body " in place)
        if all(names) and seen in self._seen:
            return
        self._seen.add(seen)
        mine, other = self._ours.schema(ours), self._theirs.schema(theirs)
        for what in sorted({*mine, *other} - {"properties", "items", "values"}):
            one, two = (each.get(what) or None for each in (mine, other))
            if one != two:
                yield Difference(place, what, one, two)
        for mark, key in ((".", "properties"), ("[]", "items"), ("{}", "values")):
            inner, outer = (
                each[key] if key == "properties" else {"": each[key]} if each[key] else {}
                for each in (mine, other)
            )
            yield from _alone(f"{place}{mark}", inner, outer)
            for name in _both(inner, outer):
                if isinstance(inner[name], Mapping) and isinstance(outer[name], Mapping):
                    yield from self._schemas(f"{place}{mark}{name}", inner[name], outer[name])


def _both(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[str]:
    return sorted(ours.keys() & theirs.keys())


def _alone(place: str, ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> Iterator[Difference]:
    for name in sorted(ours.keys() ^ theirs.keys()):
        yield Difference(f"{place}{name}", "presence", name in ours, name in theirs)


def _shown(held: Fact) -> Fact:
    if isinstance(held, set):
        return ", ".join(sorted(held))
    if held is None or isinstance(held, bool):
        return "yes" if held else "no"
    return held


def reason(difference: Difference, known: Mapping[str, str]) -> str | None:
    """Return why a difference is deliberate; None if no pattern matches it."""
    for pattern, why in known.items():
        if re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), difference.label):
            return why
    return None


def main() -> None:
    """Print the differences, and fail if one is not deliberate."""
    parser = argparse.ArgumentParser(description="Compare the contract with another document.")
    parser.add_argument("document", type=Path, help="an OpenAPI document, as YAML or JSON")
    paths = (CONTRACT / "openapi.yaml", parser.parse_args().document)
    ours, theirs = (Document(yaml.safe_load(path.read_text("utf-8"))) for path in paths)
    known = yaml.safe_load((CONTRACT / "deliberate.yaml").read_text("utf-8"))
    unknown = 0
    for each in Comparison(ours, theirs).differences():
        why = reason(each, known)
        unknown += why is None
        sys.stdout.write(f"{each} ({why})\n" if why else f"NEW {each}\n")
    sys.stdout.write(f"{unknown} differences that are not deliberate\n")
    sys.exit(1 if unknown else 0)


if __name__ == "__main__":
    main()
