"""``python -m generator`` writes the generated files; ``--check`` only compares."""

from __future__ import annotations

import argparse
import difflib
import sys
from pathlib import Path

import yaml

from .contract import ContractError
from .parse import parse
from .plan import Plan
from .render import render

ROOT = Path(__file__).parent.parent


def load(root: Path) -> Plan:
    """Return the plan for a repository's contract and settings."""
    contract = yaml.safe_load((root / "contract/openapi.yaml").read_text("utf-8"))
    config = yaml.safe_load((root / "gen.yaml").read_text("utf-8"))
    return parse(contract, config)


def on_disk(root: Path, package: str) -> dict[str, str]:
    """Return the files of the generated directories."""
    folders = [f"src/{package}/models", f"src/{package}/resources", "docs/sdks", "docs/models"]
    paths = (path for folder in folders for path in (root / folder).rglob("*") if path.is_file())
    kept = (path for path in paths if "__pycache__" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in kept}


def difference(wanted: dict[str, str], found: dict[str, str]) -> str:
    """Return a unified diff from the files found to those wanted; empty if they are equal."""
    lines: list[str] = []
    for path in sorted({*wanted, *found}):
        before, after = found.get(path, ""), wanted.get(path, "")
        lines += difflib.unified_diff(
            before.splitlines(keepends=True),
            after.splitlines(keepends=True),
            f"committed/{path}" if path in found else "/dev/null",
            f"generated/{path}" if path in wanted else "/dev/null",
        )
    return "".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Write the files, or compare them; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m generator", description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare and write nothing")
    parser.add_argument("--root", type=Path, default=ROOT, help="the repository to generate for")
    options = parser.parse_args(arguments)
    if sys.flags.optimize > 1:
        print("The docs are made of docstrings: run Python without -OO.", file=sys.stderr)
        return 2
    root: Path = options.root
    try:
        plan = load(root)
        wanted = render(plan)
    except ContractError as error:
        print(error, file=sys.stderr)
        return 2
    found = on_disk(root, plan.package)
    if options.check:
        text = difference(wanted, found)
        print(text or "The generated files are up to date.", end="" if text else "\n")
        return 1 if text else 0
    for path in found.keys() - wanted.keys():
        (root / path).unlink()
    for path, text in wanted.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
