"""Pictures in two schemes: a document names the light one, and a dark page shows the other."""

from docutils import nodes
from sphinx.application import Sphinx

LIGHT, DARK = "-light.png", "-dark.png"


def setup(app: Sphinx) -> None:
    """Add the dark pictures before Sphinx collects the files of all pictures."""
    app.connect("doctree-read", _add_dark, priority=100)


def _add_dark(_app: Sphinx, tree: nodes.document) -> None:
    for light in [*tree.findall(nodes.image)]:
        if light["uri"].endswith(LIGHT):
            dark = light.deepcopy()
            dark["uri"] = light["uri"].removesuffix(LIGHT) + DARK
            light["classes"].append("only-light")
            dark["classes"].append("only-dark")
            light.parent.insert(light.parent.index(light) + 1, dark)
