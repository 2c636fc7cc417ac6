"""Prints the size of the package with each of its extras, and the time of the first import."""

import os
import subprocess
import sys
import tempfile
import timeit
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXTRAS = ("", "sandbox", "progress", "testing", "cli")
IMPORTS = ("codatsyncexpenses", "codatsyncexpenses.models.shared", "codatsyncexpenses.webhooks")
ROUNDS = 15


def installed(extra: str, folder: Path) -> tuple[int, int]:
    """Install into an empty folder; return the number of packages and their size in bytes."""
    package = f"{ROOT}[{extra}]" if extra else str(ROOT)
    pip = [sys.executable, "-m", "pip", "install", "-qqq", "--no-compile", package]
    subprocess.run([*pip, "--target", str(folder)], check=True)
    files = [path for path in folder.rglob("*") if path.is_file()]
    return len([*folder.glob("*.dist-info")]), sum(path.stat().st_size for path in files)


def import_seconds(module: str, folder: Path) -> float:
    """Return how much longer a new interpreter takes with an import than without."""
    environment = {**os.environ, "PYTHONPATH": str(folder)}

    def shortest(code: str) -> float:
        command = [sys.executable, "-S", "-c", code]
        run = partial(subprocess.run, command, check=True, env=environment)
        return min(timeit.repeat(run, number=1, repeat=ROUNDS))

    return shortest(f"import {module}") - shortest("pass")


def main() -> None:
    """Print a row for each extra, and one for each import."""
    with tempfile.TemporaryDirectory() as temporary:
        print(f"{'installed':<24}{'packages':>9}{'MB':>8}")
        for extra in EXTRAS:
            folder = Path(temporary, extra or "base")
            packages, size = installed(extra, folder)
            print(f"{extra or 'nothing but the package':<24}{packages:>9}{size / 1e6:>8.1f}")
        for module in IMPORTS:
            seconds = import_seconds(module, Path(temporary, "base"))
            print(f"import {module}: {seconds * 1000:.1f} ms")


if __name__ == "__main__":
    main()
