"""The package where it is not a directory of files: in a zip, and as a freezer sees it."""

from __future__ import annotations

import modulefinder
import os
import pkgutil
import subprocess
import sys
import zipfile
from pathlib import Path

import codatsyncexpenses

PACKAGE = Path(codatsyncexpenses.__file__).parent
USE = """
import sys
sys.path.insert(0, sys.argv[1])
import codatsyncexpenses
assert codatsyncexpenses.__file__.startswith(sys.argv[1]), codatsyncexpenses.__file__

import importlib, pkgutil, urllib.request
for info in pkgutil.walk_packages(codatsyncexpenses.__path__, "codatsyncexpenses."):
    if not info.name.endswith("__main__"):
        importlib.import_module(info.name)

from codatsyncexpenses.models import operations
from codatsyncexpenses.sandbox import Sandbox, companies
with Sandbox(sync_seconds=0) as sandbox, sandbox.client() as client:
    found = client.companies.list(operations.ListCompaniesRequest())
    assert found.companies.results[0]._repr_html_()
    assert found.companies.to_dict()
    with urllib.request.urlopen(sandbox.url) as page:
        assert b"<!doctype html>" in page.read(100).lower()
"""


def test_the_package_from_a_zip(tmp_path: Path) -> None:
    """Every module loads from a zip, a call works, and the sandbox serves its page."""
    with zipfile.ZipFile(tmp_path / "package.zip", "w") as archive:
        for file in PACKAGE.rglob("*"):
            if "__pycache__" not in file.parts:
                archive.write(file, file.relative_to(PACKAGE.parent))
    command = [sys.executable, "-c", USE, str(tmp_path / "package.zip")]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run(command, cwd=tmp_path, env=environment, check=True)  # noqa: S603 - ours


def test_freezers_find_every_module(tmp_path: Path) -> None:
    """A freezer, which follows the import statements, finds the modules that load on first use."""
    (program := tmp_path / "program.py").write_text("import codatsyncexpenses", "utf-8")
    others = {name.partition(".")[0] for name in sys.modules}
    finder = modulefinder.ModuleFinder(
        [str(PACKAGE.parent)], excludes=[*sys.stdlib_module_names, *others - {PACKAGE.name}]
    )
    finder.run_script(str(program))
    rooms = ("models", "resources", "_loops", "_transport", "_calls", "_uploads", "_bases")
    walked = pkgutil.walk_packages([str(PACKAGE)], f"{PACKAGE.name}.")
    expected = {info.name for info in walked if info.name.split(".")[1] in rooms}
    assert expected - {*finder.modules} == set()
