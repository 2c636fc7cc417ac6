"""Runs the Python of a document as if it were a program of its own."""

import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.documents import Block


def run(path: Path, story: Iterable[Block]) -> dict[str, Any]:
    """Run blocks one after the other in a fresh `__main__` and give the names they leave."""
    program = ModuleType("__main__")
    before = sys.modules["__main__"]
    sys.modules["__main__"] = program
    try:
        for block in story:
            # Empty lines in front, so that a traceback shows the document's own lines.
            code = "\n" * (block.line - 1) + block.code
            exec(compile(code, str(path), "exec"), vars(program))  # noqa: S102 - our own documents
    finally:
        sys.modules["__main__"] = before
    return vars(program)
