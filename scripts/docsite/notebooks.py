"""Notebooks as pages: run while the site is built, and shown with what their cells gave."""

import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

# The command `jupyter execute`, in the Python that builds the site.
EXECUTE = "from nbclient.cli import main; main()"
# Seconds that the kernel may take to start, and each cell to run.
PATIENCE = ("--startup_timeout=120", "--timeout=120")
# A bar that moves is a widget, and needs a kernel behind the page.
WIDGET = "application/vnd.jupyter.widget-view+json"


def setup(app: Sphinx) -> None:
    """Turn each notebook into Markdown after it is read."""
    app.add_config_value("execute_notebooks", True, "env", bool)
    app.connect("source-read", _read)


def _read(app: Sphinx, name: str, source: list[str]) -> None:
    path = Path(app.env.doc2path(name))
    if path.suffix == ".ipynb":
        read = executed(path) if app.config.execute_notebooks else source[0]
        source[0] = markdown(json.loads(read))


def executed(path: Path) -> str:
    """Run a notebook in a folder of its own, and give it with its outputs."""
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(path, folder)
        # In a process of its own, so that no setting of whoever builds the site reaches the kernel.
        done = subprocess.run(
            [sys.executable, "-c", EXECUTE, copy, "--inplace", *PATIENCE],
            env=_environment(folder),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            raise ExtensionError(f"the notebook {path.name} fails:\n{done.stdout}")
        return Path(copy).read_text("utf-8")


def _environment(folder: str) -> dict[str, str]:
    """Give the environment, without what would change a notebook's outputs."""
    settings = {name: text for name, text in os.environ.items() if not name.startswith("CODAT_")}
    settings.pop("MPLBACKEND", None)
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        settings[name] = str(Path(folder, name.lower()))
    return settings


def markdown(notebook: dict[str, Any]) -> str:
    """Write a notebook as Markdown."""
    return "\n\n".join(text for cell in notebook["cells"] for text in _cell(cell))


def _cell(cell: dict[str, Any]) -> list[str]:
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        return [source]
    return [_fenced("python", source), *map(_output, cell["outputs"])]


def _output(output: dict[str, Any]) -> str:
    """Write the richest form of an output that a page without a kernel can show."""
    if output["output_type"] == "stream":
        return _fenced("text", "".join(output["text"]))
    data: dict[str, Any] = output["data"]
    plain = "".join(data.get("text/plain", ""))
    if WIDGET in data:
        return ""
    if "text/html" in data:
        return _raw("".join(data["text/html"]))
    if "image/png" in data:
        picture = re.sub(r"\s", "", "".join(data["image/png"]))
        return _raw(f'<img alt="{html.escape(plain)}" src="data:image/png;base64,{picture}">')
    return _fenced("text", plain)


def _raw(page: str) -> str:
    return _fenced("{raw} html", f'<div class="cell-output">{page}</div>')


def _fenced(language: str, text: str) -> str:
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"
