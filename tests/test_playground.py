"""The fetching of Pyodide, as far as no network is needed: what is missing is named."""

import sys
from pathlib import Path

import pytest

from scripts import playground


def test_a_missing_command_is_named() -> None:
    """Without npm, the script ends with what to install."""
    with pytest.raises(SystemExit, match="no-such-npm is missing: install Node"):
        playground.run("no-such-npm", "pack")


def test_a_failed_command_is_shown() -> None:
    """A command that fails ends the script with its messages."""
    with pytest.raises(SystemExit, match=r"failed:\nno network$"):
        playground.run(sys.executable, "-c", "import sys; sys.exit('no network')")


def test_another_package_is_refused(tmp_path: Path) -> None:
    """A package with a different digest is not unpacked."""
    package = tmp_path / "pyodide.tgz"
    package.write_bytes(b"another")
    with pytest.raises(SystemExit, match=r"pyodide\.tgz has the digest"):
        playground.unpack(package, tmp_path)
    assert [*tmp_path.iterdir()] == [package]
