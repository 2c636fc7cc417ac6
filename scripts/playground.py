"""Fetches what a page of the docs site runs Python with in a browser: `make docs-playground`.

Pyodide comes from npm, and the package's dependencies as wheels. The site serves all of it itself.
"""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "build" / "playground"
VERSION = "314.0.7"
DIGEST = (  # SHA-512, as npm lists it
    "0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="
)
# The Python and the platform of this version of Pyodide, which its lock file names.
TARGET = ("--python-version", "3.14", "--abi", "cp314", "--platform", "pyemscripten_2026_0_wasm32")
FILES = (
    "package.json",
    "pyodide-lock.json",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "pyodide.mjs",
    "python_stdlib.zip",
)
PIP = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")


def run(*command: str, **environment: str) -> None:
    """Run a command, and end with its messages if it fails."""
    program = shutil.which(command[0])
    if program is None:
        sys.exit(f"{command[0]} is missing: install Node.js, which includes it.")
    done = subprocess.run(
        [program, *command[1:]],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")


def fetch_pyodide(scratch: Path, folder: Path) -> None:
    """Put the files of Pyodide in a folder."""
    options = ("--loglevel=error", "--fetch-retries=0", "--pack-destination", str(scratch))
    run("npm", "pack", *options, f"pyodide@{VERSION}")
    unpack(scratch / f"pyodide-{VERSION}.tgz", folder)


def unpack(package: Path, folder: Path) -> None:
    """Take the files of Pyodide out of its package, after a check of the package's digest."""
    digest = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
    if digest != DIGEST:
        sys.exit(f"{package.name} has the digest {digest}, not {DIGEST}.")
    with tarfile.open(package) as archive:
        archive.extractall(package.parent, filter="data")
    for name in FILES:
        shutil.copy(package.parent / "package" / name, folder)


def fetch_packages(scratch: Path, folder: Path) -> None:
    """Put the package's dependencies in a folder as one archive."""
    wheels, site = str(scratch / "wheels"), scratch / "site"
    # It has no wheel for this platform. Without a compiler, it builds its form in pure Python.
    pure = ("--no-deps", "--no-binary", "markupsafe", "--wheel-dir", wheels, "markupsafe")
    run(*PIP, "wheel", *pure, CC="false")
    options = ("--no-compile", "--only-binary", ":all:", "--find-links", wheels, *TARGET)
    run(*PIP, "install", *options, "--target", str(site), ".[sandbox]")
    for own in [site / "bin", *site.glob("codatsyncexpenses*")]:
        shutil.rmtree(own)
    shutil.make_archive(str(folder / "packages"), "zip", site)


def main() -> None:
    """Fetch everything anew."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "playground")
        folder.mkdir()
        fetch_pyodide(Path(scratch), folder)
        fetch_packages(Path(scratch), folder)
        shutil.rmtree(FOLDER, ignore_errors=True)
        shutil.copytree(folder, FOLDER)
    print(f"Pyodide {VERSION} and the dependencies are in {FOLDER.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
