"""Keeps a builder's settings out of the notebooks, and widgets out of their pages."""

import logging
import os

from docutils.nodes import container, document
from sphinx.application import Sphinx

WIDGET = "application/vnd.jupyter.widget-view+json"


def setup(app: Sphinx) -> None:
    """Change the environment that the kernels inherit, and the documents after they are parsed."""
    for name in [*os.environ]:
        if name == "MPLBACKEND" or name.startswith("CODAT_"):
            del os.environ[name]
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        os.environ[name] = str(app.doctreedir / "jupyter")
    # Jupyter would say which kernel runs, whatever the verbosity of the build.
    logging.getLogger("traitlets").setLevel(logging.WARNING)
    app.connect("doctree-read", _drop_widgets)


def _drop_widgets(_app: Sphinx, tree: document) -> None:
    """Leave out widgets, such as a progress bar: they need a kernel behind the page."""
    for output in [*tree.findall(container)]:
        if output.get("mime_type") == WIDGET:
            output.parent.parent.remove(output.parent)
