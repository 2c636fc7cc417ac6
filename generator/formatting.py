"""Formatting with ruff, which runs once for all files because each start is slow."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

_SETTINGS = Path(__file__).parent.parent / "pyproject.toml"
_SORT = ("check", "--select", "I,F401", "--fix")
_FORMAT = ("format",)
_HOW = ("--quiet", "--no-cache", "--config", str(_SETTINGS))
_CUT = "# 8<"
_MARK = re.compile(r"@@code (\d+)@@")


def formatted(files: Mapping[str, str]) -> dict[str, str]:
    """Return formatted files, with sorted imports and without unused ones."""
    return _run(files, _SORT, _FORMAT)


class Snippets:
    """The code blocks of the docs; each page holds placeholders until all blocks are formatted."""

    def __init__(self) -> None:
        self._found: list[str] = []

    def add(self, code: str) -> str:
        """Store code, and return its placeholder."""
        self._found.append(code)
        return f"@@code {len(self._found) - 1}@@"

    def put_into(self, pages: Mapping[str, str]) -> dict[str, str]:
        """Return the pages with formatted code in place of the placeholders."""
        whole = f"\n{_CUT}\n".join(self._found) + "\n"
        text = _run({"snippets.py": whole}, _FORMAT)["snippets.py"]
        made = [code.strip() for code in text.split(_CUT)]
        return {path: _MARK.sub(lambda m: made[int(m[1])], page) for path, page in pages.items()}


def _run(files: Mapping[str, str], *commands: tuple[str, ...]) -> dict[str, str]:
    with TemporaryDirectory() as folder:
        for path, text in files.items():
            target = Path(folder, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8", newline="\n")
        for command in commands:
            run = subprocess.run(
                [sys.executable, "-m", "ruff", *command, *_HOW, folder],
                capture_output=True,
                text=True,
                check=False,
            )
            if run.returncode:
                said = f"{run.stdout}\n{run.stderr}"
                raise RuntimeError(f"ruff refuses what a template made:\n{said}")
        return {path: Path(folder, path).read_text("utf-8") for path in files}
