"""The home page, which is written among the docs and stands at the top of the site."""

import shutil

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

DOCUMENT = "docs/README"


class Builder(StandaloneHTMLBuilder):
    """Sphinx's own, with the home page where a server looks for it."""

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address of a document, which all links are made from."""
        return super().get_target_uri("index" if docname == DOCUMENT else docname, typ)


def setup(app: Sphinx) -> None:
    """Put the builder in the place of Sphinx's own."""
    app.add_builder(Builder, override=True)
    app.connect("build-finished", _move)


def _move(app: Sphinx, problem: Exception | None) -> None:
    if problem is None:
        shutil.move(app.outdir / f"{DOCUMENT}.html", app.outdir / "index.html")
