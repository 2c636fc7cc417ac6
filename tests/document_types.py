"""Checks the types of the documents' Python: `python -m tests.document_types`.

Each block, with the blocks that continue it, becomes a module in `build/examples` whose lines have
the numbers that they have in the document. mypy and pyright, both strict, read all modules at once.
A block that is not run is left out, and so is one that needs a framework without types, or a newer
Python than the running one. pyright reads a block for the oldest Python that it names.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tests.support.documents import (
    NEEDS,
    NOT_RUN,
    ROOT,
    Block,
    documents,
    oldest_python,
    stories,
)

FOLDER = ROOT / "build/examples"
UNTYPED = ("aioresponses", "django", "celery", "pandas", "redis", "service")
"""The frameworks that bring no types, or not all, or that the environment does not have;
`service` is the application of another guide.
"""

PYRIGHT = {
    "typeCheckingMode": "strict",
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


def is_checked(story: list[Block]) -> bool:
    """Return whether type checkers can read a story."""
    comments = [block.comment for block in story]
    needed = [each.removeprefix(NEEDS).strip() for each in comments if each.startswith(NEEDS)]
    left_out = any(each.startswith(NOT_RUN) for each in comments) or {*needed} & {*UNTYPED}
    return not left_out and sys.version_info >= oldest_python(story)


def modules(paths: Iterable[Path]) -> Iterator[tuple[str, str, str, str]]:
    """Yield the Python, the name, the text and the document of each module."""
    for path in paths:
        page = str(path.relative_to(ROOT))
        for story in filter(is_checked, stories(path.read_text("utf-8"))):
            python = ".".join(map(str, oldest_python(story)))
            name = re.sub(r"\W", "_", f"{page}_{story[0].line}")
            yield python, f"{name}.py", module(story, page), page


def in_documents(output: str, pages: Mapping[str, str]) -> str:
    """Return the output of a checker with the documents in place of the modules."""
    return re.sub(r"\S*?(\w+\.py)(?=:)", lambda at: pages.get(at[1], at[0]), output)


def check() -> int:
    """Write the modules and check them; failures name the document and the line."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    pages: dict[str, str] = {}
    pythons: set[str] = set()
    for python, name, text, page in modules(documents()):
        (FOLDER / python).mkdir(parents=True, exist_ok=True)
        (FOLDER / python / name).write_text(text, "utf-8")
        pages[name] = page
        pythons.add(python)
    # A cache of its own: mypy may check the code at the same time.
    commands = [["mypy", "--cache-dir", str(FOLDER.parent / "mypy"), str(FOLDER)]]
    for python in sorted(pythons):
        settings = FOLDER / python / "pyrightconfig.json"
        settings.write_text(json.dumps({**PYRIGHT, "pythonVersion": python}), "utf-8")
        commands.append(["pyright", "--pythonpath", sys.executable, "--project", str(settings)])
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
