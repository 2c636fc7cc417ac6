"""The example notebooks, run cell by cell in a kernel as a reader runs them."""

import importlib
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.documents import ROOT

NOTEBOOKS = sorted((ROOT / "examples").glob("*.ipynb"))
# They have no types.
nbclient: Any = importlib.import_module("nbclient")
nbformat: Any = importlib.import_module("nbformat")
PATIENCE = 120  # seconds that the kernel may take to start, and each cell to run

# Runs in the kernel first: nothing of it leaves this machine either.
GUARD = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
import tests.conftest
print(sys.executable)
"""

notebooks = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


@pytest.fixture
def own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Let no setting of the person who runs the tests reach the kernel."""
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    for name in ("CODAT_API_KEY", "CODAT_AUTH_HEADER", "CODAT_SERVER_URL", "MPLBACKEND"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def executed(path: Path, folder: Path) -> list[dict[str, Any]]:
    """Run a notebook in a folder of its own and give the outputs of its cells."""
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(GUARD))
    nbclient.NotebookClient(
        notebook,
        timeout=PATIENCE,
        startup_timeout=PATIENCE,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
    ).execute()
    found: list[dict[str, Any]] = [
        each for cell in notebook.cells for each in cell.get("outputs", [])
    ]
    assert found.pop(0)["text"].strip() == sys.executable
    return found


def shown(outputs: list[dict[str, Any]], kind: str) -> list[str]:
    """Give what the outputs hold of a media type."""
    return [output["data"][kind] for output in outputs if kind in output.get("data", {})]


def printed(outputs: list[dict[str, Any]]) -> str:
    """Give what the cells wrote."""
    return "".join(output["text"] for output in outputs if output["output_type"] == "stream")


def test_a_first_sync(own_settings: Path) -> None:
    """It shows a sync that succeeded, one that failed and a refusal, as tables."""
    outputs = executed(ROOT / "examples/first_sync.ipynb", own_settings)
    tables = shown(outputs, "text/html")
    for text in ("200 OK", "Succeeded", "Failed", "404 Not Found"):
        assert any(text in table for table in tables), text
    assert "Warning" not in printed(outputs)


def test_the_last_1000_syncs(own_settings: Path) -> None:
    """It reads at least 1,000 syncs, and shows them as a table, a plot and a list of reasons."""
    outputs = executed(ROOT / "examples/last_1000_syncs.ipynb", own_settings)
    first, *frames = shown(outputs, "text/html")
    assert "<b>1,00" in first
    assert any("meaning" in frame and "True" in frame for frame in frames)
    assert len(shown(outputs, "image/png")) == 1
    assert "Warning" not in printed(outputs)


def test_there_are_notebooks() -> None:
    """The tests here know all notebooks."""
    assert [path.stem for path in NOTEBOOKS] == ["first_sync", "last_1000_syncs"]


@notebooks
def test_they_are_kept_without_outputs(path: Path) -> None:
    """A notebook is kept as it is written, so that nothing in it is of one machine or one day."""
    notebook = json.loads(path.read_text("utf-8"))
    for cell in notebook["cells"]:
        assert cell["metadata"] == {}
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None
    assert notebook["metadata"]["language_info"] == {"name": "python"}
