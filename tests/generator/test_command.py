"""The command: it writes, or it compares."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.__main__ import ROOT, main
from tests.generator.things import THINGS


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Copy the things, with their generated files."""
    shutil.copytree(THINGS, tmp_path / "things")
    return tmp_path / "things"


def test_check_passes_what_is_up_to_date(repository: Path) -> None:
    """The exit code is 0 where nothing differs."""
    assert main(["--check", "--root", str(repository)]) == 0


def test_check_shows_what_differs(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A changed, a missing and an extra file each show as a diff, and the exit code is 1."""
    models = repository / "src/things/models"
    (models / "extra.py").write_text("extra = 1\n", "utf-8")
    (models / "__init__.py").unlink()
    shared = models / "shared/thing.py"
    shared.write_text(shared.read_text("utf-8").replace("thing_id", "thing"), "utf-8")
    code = main(["--check", "--root", str(repository)])
    shown = capsys.readouterr().out
    assert code == 1
    assert {"-extra = 1", "+++ generated/src/things/models/__init__.py"} <= set(shown.splitlines())
    assert "+    thing_id: str" in shown


def test_writing_leaves_what_was_generated(repository: Path) -> None:
    """After writing, nothing differs: extra files are deleted, and changed ones are restored."""
    extra = repository / "docs/models/extra.md"
    extra.write_text("extra", "utf-8")
    main(["--root", str(repository)])
    assert not extra.exists()
    assert main(["--check", "--root", str(repository)]) == 0


def test_without_docstrings_nothing_is_written(repository: Path) -> None:
    """The docs are made of docstrings, so a Python that leaves them out is refused."""
    before = {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()}
    command = [sys.executable, "-OO", "-m", "generator", "--root", str(repository)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - fixed
    assert (done.returncode, done.stdout, "without -OO" in done.stderr) == (2, "", True)
    assert {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()} == before


def test_a_bad_example_writes_nothing(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An example that does not fit is reported like any other part of the contract."""
    text = (repository / "contract/openapi.yaml").read_text("utf-8")
    (repository / "contract/openapi.yaml").write_text(text.replace("size: 2", "size: two"), "utf-8")
    code = main(["--root", str(repository)])
    assert (code, "replace-box: the example 'two' is no int" in capsys.readouterr().err) == (
        2,
        True,
    )


def test_an_unsupported_contract_writes_nothing(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The place of what is not supported is printed, and the exit code is 2."""
    text = (repository / "contract/openapi.yaml").read_text("utf-8")
    (repository / "contract/openapi.yaml").write_text(
        text.replace("isNew: {type: boolean", "isNew: {type: number"), "utf-8"
    )
    code = main(["--root", str(repository)])
    assert (code, "isNew/type: 'number'" in capsys.readouterr().err) == (2, True)
