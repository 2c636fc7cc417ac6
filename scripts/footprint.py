"""Tells what the package and each of its extras install, and how long the first import takes."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXTRAS = ("", "sandbox", "progress", "testing", "cli")
IMPORTS = ("codatsyncexpenses", "codatsyncexpenses.models.shared", "codatsyncexpenses.webhooks")
ROUNDS = 15


def installed(extra: str, folder: Path) -> tuple[int, int]:
    """Install into an empty folder; the number of packages and the bytes of their files."""
    what = f"{ROOT}[{extra}]" if extra else str(ROOT)
    pip = [sys.executable, "-m", "pip", "install", "-qqq", "--no-compile", what]
    subprocess.run([*pip, "--target", str(folder)], check=True)
    files = [path for path in folder.rglob("*") if path.is_file()]
    return len([*folder.glob("*.dist-info")]), sum(path.stat().st_size for path in files)


def import_seconds(module: str, folder: Path) -> float:
    """The shortest time that a new interpreter takes longer for an import."""
    shortest: list[float] = []
    for code in ("pass", f"import {module}"):
        took: list[float] = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            environment = {**os.environ, "PYTHONPATH": str(folder)}
            subprocess.run([sys.executable, "-S", "-c", code], check=True, env=environment)
            took.append(time.perf_counter() - began)
        shortest.append(min(took))
    return shortest[1] - shortest[0]


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
