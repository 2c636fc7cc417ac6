"""Runs the Python of a document as if it were a program of its own, and its shell sessions."""

import doctest
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.support.documents import Block


def run_blocks(path: Path, story: Iterable[Block]) -> dict[str, Any]:
    """Run blocks one after the other in a fresh `__main__` and return the names they leave."""
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
        # An example may set it, and the tests after it count on the default.
        logging.getLogger("codatsyncexpenses").setLevel(logging.NOTSET)
    return vars(program)


# What differs from run to run, in the forms in which the examples show it.
VARIES = {
    r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b": "UUID",
    r"\b\d+,\d{3}\b": "COUNT",
    r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?": "TIME",
    r"\d\.\d s\b": "SECONDS",
    r"127\.0\.0\.1:\d+": "ADDRESS",
    r"(running  1000  )\w+": r"\1STAGE",
}


def check_session(session: str, scripts: Path) -> None:
    """Run the commands of a shell session, and compare their output with the one it shows.

    A command stands behind `$ `. `...` in the output stands for anything, as in a doctest. Commands
    of the package are found in `scripts`, because the tests may run without them being installed.
    """
    script = scripts / "codat-sync-expenses"
    script.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -m codatsyncexpenses.cli "$@"\n', "utf-8"
    )
    script.chmod(0o755)
    path = f"{scripts}{os.pathsep}{os.environ['PATH']}"
    first, *examples = re.split(r"^\$ ", session, flags=re.MULTILINE)
    assert first == ""
    for example in examples:
        command, _, shown = example.partition("\n")
        done = subprocess.run(  # noqa: S602 - our own documents
            command,
            shell=True,
            env={**os.environ, "PATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        # A response may lack the last newline, which every block has.
        wanted, written = _alike(shown), _alike(re.sub(r"(?<=[^\n])\Z", "\n", done.stdout))
        same = doctest.OutputChecker().check_output(wanted, written, doctest.ELLIPSIS)
        assert same, f"$ {command}\n{done.stdout}"


def _alike(text: str) -> str:
    for form, name in VARIES.items():
        text = re.sub(form, name, text)
    return text
