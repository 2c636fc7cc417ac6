"""Builds the wheel and the sdist twice, looks into them, and uses the wheel in an empty place.

`--keep` leaves both in `dist/`, with a list of the packages that the wheel installs beside it:
`build/sbom.cdx.json`, in CycloneDX. `--tag v1.2.3` compares a release's tag with the version.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = yaml.safe_load((ROOT / "gen.yaml").read_text("utf-8"))["python"]
PACKAGE: str = SETTINGS["packageName"]
SOURCE = ROOT / "src" / PACKAGE

# A user's first steps. The sandbox is left out, because its extra is not installed.
FIRST_STEPS = f"""
import importlib.metadata
import {PACKAGE}
from {PACKAGE}.models import errors, operations, shared

for name in {PACKAGE}.__all__:
    getattr({PACKAGE}, name)
print({PACKAGE}.__file__, importlib.metadata.version("{PACKAGE}"))
"""


def run(*command: str | Path, where: Path = ROOT) -> str:
    """Run a command and give what it printed, or end here with that."""
    print("$", *command, flush=True)
    done = subprocess.run(
        command, cwd=where, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stdout)
    return done.stdout


def source_files() -> set[str]:
    """List the files of the package, as a wheel names them."""
    files = (path for path in SOURCE.rglob("*") if path.is_file())
    return {path.relative_to(SOURCE.parent).as_posix() for path in files if path.suffix != ".pyc"}


def check_wheel(wheel: Path) -> None:
    """Compare the wheel's files with the package, its typing marker and its licence."""
    records = f"{PACKAGE}-{SETTINGS['version']}.dist-info/"
    expected = source_files() | {
        records + name
        for name in ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE")
    }
    with zipfile.ZipFile(wheel) as archive:
        found = set(archive.namelist())
    if found != expected or f"{PACKAGE}/py.typed" not in found:
        sys.exit(f"{wheel.name} differs from the package: {sorted(found ^ expected)}")


def check_sdist(sdist: Path) -> None:
    """See that the sdist holds all that the tests and the generator need."""
    needed = ("README.md", "gen.yaml", "contract/openapi.yaml", "generator/", "docs/", "tests/")
    with tarfile.open(sdist) as archive:
        found = [name.partition("/")[2] for name in archive.getnames()]
    missing = [name for name in needed if not any(file.startswith(name) for file in found)]
    if missing:
        sys.exit(f"{sdist.name} lacks {missing}")


def build_again(wheel: Path, sdist: Path, folder: Path) -> None:
    """Build from the unpacked sdist: in another directory, from files of another age."""
    run(sys.executable, "-m", "tarfile", "--extract", sdist, folder / "unpacked")
    (unpacked,) = (folder / "unpacked").iterdir()
    run(sys.executable, "-m", "build", "--outdir", folder / "again", where=unpacked)
    for first in (wheel, sdist):
        if first.read_bytes() != (folder / "again" / first.name).read_bytes():
            sys.exit(f"a second build of {first.name} differs from the first")


def use_wheel(wheel: Path, folder: Path) -> Path:
    """Install the wheel where nothing else is, import it, and give the Python of that place."""
    venv.create(folder / "venv", with_pip=False)
    python = folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    pip = (sys.executable, "-m", "pip", "--python", python)
    run(*pip, "install", "--quiet", wheel, where=folder)
    run(*pip, "check", where=folder)
    place, version = run(python, "-I", "-W", "error", "-c", FIRST_STEPS, where=folder).split()
    if not Path(place).is_relative_to(folder) or version != SETTINGS["version"]:
        sys.exit(f"imported {place} {version} instead of the wheel")
    script = python.with_name("codat-sync-expenses")
    alone = subprocess.run([script], capture_output=True, text=True, check=False)
    if alone.returncode != 6 or 'pip install "codatsyncexpenses[cli]"' not in alone.stderr:
        sys.exit(f"{script.name} without its extra: {alone.returncode} {alone.stderr}")
    return python


def list_packages(python: Path, folder: Path) -> Path:
    """Write the SBOM of the wheel: itself and every package that it has installed."""
    sbom, project = folder / "sbom.cdx.json", folder / "pyproject.toml"
    settings = (ROOT / project.name).read_text("utf-8")
    # The tool reads no dynamic fields.
    fixed = re.sub(r"(?m)^dynamic = .*$", f'version = "{SETTINGS["version"]}"', settings)
    project.write_text(fixed, "utf-8")
    root = ("--pyproject", project, "--mc-type", "library")
    run(sys.executable, "-m", "cyclonedx_py", "environment", *root, "-o", sbom, python)
    listed = json.loads(sbom.read_text("utf-8"))
    names = {each["name"] for each in listed["components"]}
    if listed["metadata"]["component"].get("version") != SETTINGS["version"]:
        sys.exit(f"{sbom.name} names no version")
    if "requests" not in names or "pip" in names:
        sys.exit(f"{sbom.name} lists {sorted(names)}")
    return sbom


def keep(wheel: Path, sdist: Path, sbom: Path) -> None:
    """Leave what was checked in the repository, in the place of an earlier build."""
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    for path, place in ((wheel, "dist"), (sdist, "dist"), (sbom, "build")):
        (ROOT / place).mkdir(exist_ok=True)
        shutil.copy(path, ROOT / place)


def main() -> None:
    """Run every step; the first that fails ends the script with what it printed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--tag")
    options = parser.parse_args()
    if options.tag not in {None, f"v{SETTINGS['version']}"}:
        sys.exit(f"the tag is {options.tag}, but gen.yaml says {SETTINGS['version']}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        run(sys.executable, "-m", "build", "--outdir", folder / "dist")
        (wheel,) = folder.glob("dist/*.whl")
        (sdist,) = folder.glob("dist/*.tar.gz")
        run(sys.executable, "-m", "twine", "check", "--strict", wheel, sdist)
        run(sys.executable, "-m", "check_wheel_contents", wheel)
        check_wheel(wheel)
        check_sdist(sdist)
        build_again(wheel, sdist, folder)
        sbom = list_packages(use_wheel(wheel, folder), folder)
        if options.keep:
            keep(wheel, sdist, sbom)
    print(f"{wheel.name} and {sdist.name}: built twice alike, checked, installed, imported")


if __name__ == "__main__":
    main()
