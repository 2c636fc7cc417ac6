"""The navigation, made from the folders that the documents stand in.

A new guide, resource, model or error is in it as soon as its file is there.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

# A document belongs to the first part with a pattern that its name matches. The patterns
# of a part give the order of its documents.
PARTS = (
    ("Start", ("docs/README$", "docs/try$", "docs/guides/from-a-new-", "USAGE$", "examples/")),
    ("Guides", (r"docs/guides/(?!testing$|sandbox$)",)),
    ("Testing", ("docs/guides/",)),
    ("Reference", ("docs/sdks/", "docs/models/", "docs/sandbox-control$")),
    ("Project", ("",)),
)
# What the navigation calls documents whose titles say too little there.
TITLES = {"docs/README": "Home", "docs/guides/README": "Overview", "README": "README"}
MODELS = PurePosixPath("docs/models")


@dataclass(frozen=True)
class Page:
    """A document and its title in the navigation."""

    name: str
    title: str


@dataclass(frozen=True)
class Folder:
    """A folder of models, which is listed only where one of its pages is read."""

    overview: str
    name: str
    pages: list[Page] = field(default_factory=list[Page])

    def holds(self, name: str) -> bool:
        """Return whether a document is one of its pages."""
        return any(page.name == name for page in self.pages)


@dataclass(frozen=True)
class Part:
    """A part of the navigation, with a heading above it."""

    title: str
    pages: list[Page]
    folders: list[Folder]


def setup(app: Sphinx) -> None:
    """Hand the navigation to the template."""
    app.connect("env-updated", _arrange)


def parts(titles: Mapping[str, str], guides: str) -> list[Part]:
    """Arrange documents by their titles, and guides in the order of the text that lists them."""
    left = sorted(titles, key=lambda name: (*_place(name, guides), name))
    found: list[Part] = []
    for title, patterns in PARTS:
        mine = [name for pattern in patterns for name in left if re.match(pattern, name)]
        left = [name for name in left if name not in mine]
        found.append(_part(title, {name: titles[name] for name in mine}))
    return found


def _part(title: str, titles: Mapping[str, str]) -> Part:
    pages: list[Page] = []
    folders: dict[str, Folder] = {}
    for name, own in titles.items():
        parent = PurePosixPath(name).parent
        page = Page(name, own.removeprefix(f"{parent.name}."))
        if parent.parent == MODELS:
            folder = Folder(str(MODELS / "README"), parent.name)
            folders.setdefault(parent.name, folder).pages.append(page)
        else:
            pages.append(page)
    return Part(title, pages, list(folders.values()))


def _place(name: str, guides: str) -> tuple[bool, int]:
    """Return a sort key that puts an overview first, and guides in the order of their list."""
    path = PurePosixPath(name)
    listed = guides.find(f"({path.name}.md)")
    return path.name != "README", len(guides) if listed < 0 else listed


def _arrange(app: Sphinx, env: BuildEnvironment) -> list[str]:
    for name in env.found_docs:
        # No document has to list the others, as Sphinx would have it.
        env.metadata[name]["orphan"] = True
    titles = {name: title.astext() for name, title in env.titles.items()} | TITLES
    titles = {name: titles[name] for name in env.titles}
    guides = Path(env.doc2path("docs/guides/README")).read_text("utf-8")
    app.config.html_context["parts"] = parts(titles, guides)
    return []  # No page has to be written because of it.
