"""Checks the types of the documents' Python: `python -m tests.document_types`.

Each block, with the blocks that continue it, becomes a module in `build/examples` whose lines have
the numbers that they have in the document. mypy and pyright, both strict, read all modules at once.
A block that is not run is left out, and so is one that needs a framework without types.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tests.support.documents import NEEDS, NOT_RUN, ROOT, Block, documents, stories

FOLDER = ROOT / "build/examples"
UNTYPED = ("django", "redis")
"""The frameworks that bring no types, or that the environment does not have."""

PYRIGHT = {
    "typeCheckingMode": "strict",
    "pythonVersion": "3.10",
    "extraPaths": [str(ROOT / "src")],
    # A framework calls the functions of a recipe; an example may show a value and leave it there.
    "reportUnusedFunction": "none",
    "reportUnusedExpression": "none",
    # Operations of 3.1.0 that the service has deprecated are documented too.
    "reportDeprecated": "none",
}


def module(story: Iterable[Block], page: str) -> str:
    """Return the blocks of a story as a module, each line where it stands in its document."""
    lines = [f"# {page}"]
    for block in story:
        lines += [""] * (block.line - 1 - len(lines))
        lines += block.code.splitlines()
    return "\n".join(lines) + "\n"


def is_checked(story: Iterable[Block]) -> bool:
    """Return whether type checkers can read a story."""
    comments = [block.comment for block in story]
    needed = [each.removeprefix(NEEDS).strip() for each in comments if each.startswith(NEEDS)]
    return not any(each.startswith(NOT_RUN) for each in comments) and not {*needed} & {*UNTYPED}


def modules(paths: Iterable[Path]) -> Iterator[tuple[str, str, str]]:
    """Yield the name, the text and the document of each module."""
    for path in paths:
        page = str(path.relative_to(ROOT))
        for story in filter(is_checked, stories(path.read_text("utf-8"))):
            yield re.sub(r"\W", "_", f"{page}_{story[0].line}"), module(story, page), page


def in_documents(output: str, pages: Mapping[str, str]) -> str:
    """Return the output of a checker with the documents in place of the modules."""
    return re.sub(r"\S*?(\w+\.py)(?=:)", lambda at: pages.get(at[1], at[0]), output)


def check() -> int:
    """Write the modules and check them; failures name the document and the line."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    pages: dict[str, str] = {}
    for name, text, page in modules(documents()):
        (FOLDER / f"{name}.py").write_text(text, "utf-8")
        pages[f"{name}.py"] = page
    (FOLDER / "pyrightconfig.json").write_text(json.dumps(PYRIGHT), "utf-8")
    # A cache of its own: mypy may check the code at the same time.
    commands = (
        ["mypy", "--cache-dir", str(FOLDER.parent / "mypy"), str(FOLDER)],
        ["pyright", "--pythonpath", sys.executable, "--project", str(FOLDER)],
    )
    failed = 0
    for command in commands:
        done = subprocess.run(  # noqa: S603 - the commands stand above
            [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
        )
        failed |= done.returncode
        sys.stdout.write(in_documents(done.stdout, pages))
        sys.stderr.write(done.stderr)
    return failed


if __name__ == "__main__":
    raise SystemExit(check())
