"""The page whose program runs in the reader's browser, on Pyodide.

`make docs-playground` puts Pyodide and the dependencies in `build/playground`. A site that is built
after that includes them and the package as it stands; another page has only the text.
"""

import shutil
import zipfile
from pathlib import Path

from sphinx.application import Sphinx

DOCUMENT = "docs/try"
FOLDER = Path("build/playground")


def setup(app: Sphinx) -> None:
    """Add the script of the page, and the files that it loads."""
    app.connect("html-page-context", _add_script)
    app.connect("build-finished", _copy)


def _add_script(
    app: Sphinx, page: str, _template: str, _context: dict[str, object], _tree: object
) -> None:
    if page == DOCUMENT:
        app.add_js_file("playground.js")


def _copy(app: Sphinx, problem: Exception | None) -> None:
    files = app.srcdir / FOLDER
    if problem is None and files.is_dir():
        copy = shutil.copytree(files, app.outdir / "playground", dirs_exist_ok=True)
        _pack(app.srcdir / "src", Path(copy, "package.zip"))


def _pack(source: Path, archive: Path) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(source.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                packed.write(file, file.relative_to(source))
