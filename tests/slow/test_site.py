"""The docs site: its pages, its search, its links, and that it asks no other host for anything.

It is built without running the notebooks, which `test_notebooks.py` does; small notebooks show that
a page has the outputs of its cells.
"""

import json
import posixpath
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from scripts.docsite import navigation
from tests.support.documents import ROOT

PATIENCE = 300  # seconds that a build may take

# What a browser loads without being asked to, by the attribute that names it.
LOADED = {
    "audio": "src",
    "embed": "src",
    "iframe": "src",
    "img": "src",
    "link": "href",
    "object": "data",
    "script": "src",
    "source": "src",
    "video": "src",
}
# One transparent pixel.
PICTURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
)


class Page(HTMLParser):
    """A page of the site, and what it refers to."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__()
        self.name = name
        self.ids: set[str] = set()
        self.targets: set[str] = set()
        self.loaded: set[str] = set()
        self.text: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take down the ids and the addresses of a tag."""
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            if name in {"href", "src"} and value:
                self.targets.add(value)
            if name == LOADED.get(tag) and value:
                self.loaded.add(value)

    def handle_data(self, data: str) -> None:
        """Take down a piece of text."""
        self.text.append(data)

    def links(self) -> Iterator[tuple[str, str]]:
        """Give the file, by its path in the site, and the anchor of each link inside the site."""
        folder = posixpath.dirname(self.name)
        for target in self.targets:
            parts = urlsplit(target)
            if not parts.scheme and not parts.netloc:
                path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
                yield path if parts.path else self.name, unquote(parts.fragment)


def build(source: Path, site: Path, *, notebooks: str = "off") -> subprocess.CompletedProcess[str]:
    """Build a site as `make docs` does; the notebooks are run if they are to be."""
    command = [sys.executable, "-m", "sphinx", "--quiet", "--fail-on-warning", "--jobs", "2"]
    options = ["--conf-dir", "scripts/docsite", "--define", f"nb_execution_mode={notebooks}"]
    folders = ["--doctree-dir", str(site.parent / "doctrees"), str(source), str(site)]
    return subprocess.run(  # noqa: S603 - ours
        [*command, *options, *folders],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hold the site of this repository."""
    folder = tmp_path_factory.mktemp("site") / "site"
    done = build(ROOT, folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    """Hold every page of the site, read, by its path in the site."""
    names = [path.relative_to(site).as_posix() for path in site.rglob("*.html")]
    return {name: Page(name, (site / name).read_text("utf-8")) for name in names}


@pytest.mark.parametrize(
    "name",
    [
        "index",
        "USAGE",
        "CHANGELOG",
        "CONTRIBUTING",
        "docs/benchmarks",
        "docs/guides/errors",
        "docs/sdks/sync/README",
        "docs/models/README",
        "docs/models/shared/companysyncstatus",
        "docs/models/errors/codaterror",
        "examples/first_sync",
        "examples/last_1000_syncs",
        "search",
    ],
)
def test_there_is_a_page(name: str, site: Path) -> None:
    """The site has a page for each kind of document."""
    assert "</article>" in (site / f"{name}.html").read_text("utf-8")


def test_the_start_page_is_the_readme(site: Path) -> None:
    """Who opens the site sees the README."""
    assert (site / "index.html").read_bytes() == (site / "README.html").read_bytes()


def test_the_search_knows_the_models(site: Path) -> None:
    """A field of a model is found at the model's page, from an index that needs no server."""
    text = (site / "searchindex.js").read_text("utf-8")
    index = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    number = index["docnames"].index("docs/models/shared/companysyncstatus")
    found: int | list[int] = index["terms"]["sync_exception_messag"]
    assert number in (found if isinstance(found, list) else [found])


def test_no_link_is_dead(pages: dict[str, Page], site: Path) -> None:
    """Whatever a page refers to inside the site is there, and so is the anchor."""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    links = {(page.name, *link) for page in pages.values() for link in page.links()}
    assert len(links) > len(pages)
    assert [link for link in links if link[1] not in files] == []
    assert [link for link in links if link[2] and link[2] not in pages[link[1]].ids] == []


def test_every_page_can_be_reached(pages: dict[str, Page]) -> None:
    """Links lead from the start page to every other page."""
    seen: set[str] = set()
    ahead = {"index.html"}
    while ahead:
        seen |= ahead
        ahead = {file for name in ahead for file, _ in pages[name].links()} & pages.keys() - seen
    assert pages.keys() - seen == set()


def test_nothing_is_loaded_from_another_host(pages: dict[str, Page]) -> None:
    """Scripts, styles, fonts and pictures come with the site."""
    loaded = {target for page in pages.values() for target in page.loaded}
    assert loaded
    assert {each for each in loaded if urlsplit(each).scheme not in {"", "data"}} == set()
    assert {each for each in loaded if urlsplit(each).netloc} == set()


def test_styles_load_nothing_from_another_host(site: Path) -> None:
    """No style names another host, either, in a file or in a page."""
    styles = [*site.rglob("*.css"), *site.rglob("*.html"), *site.rglob("*.svg")]
    loading = re.compile(r"@import[^;]*//|url\(\s*[\"']?(?:https?:)?//[^)]*")
    assert [hit for style in styles for hit in loading.findall(style.read_text("utf-8"))] == []


def test_emoji_codes_are_marks(pages: dict[str, Page]) -> None:
    """GitHub's code for a tick is shown as a tick."""
    resource = "".join(pages["docs/sdks/sync/README.html"].text)
    assert "\N{HEAVY CHECK MARK}" in resource
    texts = ("".join(page.text) for page in pages.values())
    assert [hit for text in texts for hit in re.findall(r":heavy_\w+:", text)] == []


def test_a_file_outside_is_copied(site: Path) -> None:
    """A link to a program leads to a copy of it."""
    copies = [path.read_bytes() for path in site.glob("_downloads/*/quickstart.py")]
    assert copies == [(ROOT / "examples/quickstart.py").read_bytes()]


def test_a_dead_link_fails_the_build(tmp_path: Path) -> None:
    """The build names each dead link and anchor, and fails; a link to a folder is no dead one."""
    source = tmp_path / "source"
    (source / "docs/guides").mkdir(parents=True)
    (source / "docs/guides/README.md").write_text("# Guides\n", "utf-8")
    dead = ("gone.md", "docs/guides/README.md#gone", "#gone", "gone.py")
    links = "".join(f"[here]({target})\n" for target in (*dead, "docs/guides/", "docs"))
    (source / "README.md").write_text(f"# Start\n\n{links}", "utf-8")
    done = build(source, tmp_path / "site")
    assert done.returncode == 1
    warnings = [line for line in done.stderr.splitlines() if "xref_missing" in line]
    assert len(warnings) == len(dead)


def arranged(*names: str, guides: str = "") -> dict[str, list[str]]:
    """Arrange documents whose titles are their names, and give the names in each part."""
    parts = navigation.parts({name: name for name in names}, guides)
    return {part.title: [page.name for page in part.pages] for part in parts if part.pages}


def test_parts_come_from_folders() -> None:
    """The folder of a document decides which part it is in."""
    names = ("README", "docs/guides/a", "docs/sdks/b/README", "docs/models/errors/c", "examples/d")
    assert arranged(*names, "docs/e", "CHANGELOG") == {
        "": ["README"],
        "Guides": ["docs/guides/a"],
        "Resources": ["docs/sdks/b/README"],
        "Errors": ["docs/models/errors/c"],
        "Notebooks and examples": ["examples/d"],
        "Project": ["CHANGELOG", "docs/e"],
    }


def test_guides_keep_their_order() -> None:
    """Guides come as their list has them: the list, those in it, and then the rest."""
    names = ("docs/guides/a", "docs/guides/b", "docs/guides/c", "docs/guides/README")
    order = arranged(*names, guides="[C](c.md), [A](a.md)")["Guides"]
    assert [Path(name).name for name in order] == ["README", "c", "a", "b"]


def test_models_are_in_folders() -> None:
    """Models are listed by their folder, without its name before each."""
    titles = {"docs/models/README": "Models", "docs/models/shared/one": "shared.One"}
    (models,) = (part for part in navigation.parts(titles, "") if part.title == "Models")
    assert [page.name for page in models.pages] == ["docs/models/README"]
    (folder,) = models.folders
    assert (folder.name, [page.title for page in folder.pages]) == ("shared", ["One"])


def code(source: str, *outputs: dict[str, Any]) -> dict[str, Any]:
    """Write a cell of a notebook."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [*outputs],
        "source": source,
    }


def notebook(*cells: dict[str, Any]) -> dict[str, Any]:
    """Write a notebook."""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {
        "cells": [*cells],
        "metadata": {"kernelspec": kernel},
        "nbformat": 4,
        "nbformat_minor": 4,
    }


def built(folder: Path, *cells: dict[str, Any]) -> subprocess.CompletedProcess[str]:
    """Build a site of one notebook, which is run: its page is `site/examples/one.html`."""
    (folder / "docs/guides").mkdir(parents=True)
    (folder / "examples").mkdir()
    for name in ("README.md", "docs/guides/README.md"):
        (folder / name).write_text("# Start\n", "utf-8")
    heading: dict[str, Any] = {"cell_type": "markdown", "metadata": {}, "source": "# One"}
    text = json.dumps(notebook(heading, *cells))
    (folder / "examples/one.ipynb").write_text(text, "utf-8")
    return build(folder, folder / "site", notebooks="force")


OUTPUTS = f"""
import os
from base64 import b64decode
from IPython.display import HTML, Image, display
from ipywidgets import IntProgress

display(HTML("<b>bold</b>"), Image(b64decode("{PICTURE}")))
display(IntProgress())
print("key:", os.environ.get("CODAT_API_KEY"))
6 * 7
"""


def test_outputs_are_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page shows what its cells give today, but no widgets, and no setting of the builder's."""
    monkeypatch.setenv("CODAT_API_KEY", "the builder's")
    done = built(tmp_path, code(OUTPUTS))
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "site/examples/one.html").read_text("utf-8")
    shown = text.partition('<div class="cell_output')[2]
    assert "<b>bold</b>" in shown
    assert re.search(r'<img [^>]*src="\.\./_images/\w+\.png"', shown)
    assert "IntProgress(" not in shown
    assert "key: None\n" in shown
    assert "<pre><span></span>42\n</pre>" in shown
    assert {each for each in Page("", text).loaded if urlsplit(each).netloc} == set()


def test_a_failing_notebook_fails_the_build(tmp_path: Path) -> None:
    """A cell that raises ends the build, which says where and why."""
    done = built(tmp_path, code("1 / 0"))
    assert done.returncode == 1
    assert re.search(r"(?s)one\.ipynb: WARNING: .*ZeroDivisionError.*division by zero", done.stderr)
