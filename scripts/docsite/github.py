"""Emoji codes, and links to folders, which GitHub shows in a way of its own."""

import re
from pathlib import Path

from docutils.nodes import document
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx

MARKS = {
    ":heavy_check_mark:": "\N{HEAVY CHECK MARK}",
    ":heavy_minus_sign:": "\N{EN DASH}",
}
CODES = re.compile("|".join(MARKS))


def setup(app: Sphinx) -> None:
    """Change documents before and after they are parsed."""
    app.connect("source-read", _show_marks)
    app.connect("doctree-read", _drop_links_to_folders)


def _show_marks(_app: Sphinx, _name: str, source: list[str]) -> None:
    source[0] = CODES.sub(lambda code: MARKS[code[0]], source[0])


def _drop_links_to_folders(app: Sphinx, tree: document) -> None:
    """Leave the bare text, because a folder is no page."""
    for link in [*tree.findall(pending_xref)]:
        folder = Path(app.env.doc2path(link["refdoc"])).parent
        if link["reftype"] == "myst" and (folder / link["reftarget"]).is_dir():
            link.replace_self(link.children)
