"""The docs site: its pages, its search, its links, and that it asks no other host for anything.

It is built without running the notebooks, which `test_notebooks.py` does; small notebooks show that
a page has the outputs of its cells.
"""

import fcntl
import json
import os
import posixpath
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import sync_playwright

from scripts.docsite import navigation
from tests.slow.test_sandbox_page import FLAGS, NAMES, runs
from tests.support.documents import ROOT, links

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
    """Hold the site of this repository, which the workers of one run share."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "site"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "built").exists():
            done = build(ROOT, folder / "html")
            assert done.returncode == 0, done.stderr
            (folder / "built").touch()
    return folder / "html"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    """Hold every page of the site, read, by its path in the site."""
    names = [path.relative_to(site).as_posix() for path in site.rglob("*.html")]
    return {name: Page(name, (site / name).read_text("utf-8")) for name in names}


def markdown(site: Path) -> set[str]:
    """Return the paths of all Markdown of the site."""
    sources = (path.relative_to(site) for path in site.rglob("*.md"))
    return {path.as_posix() for path in sources if path.parts[0] not in {"_sources", "_downloads"}}


@pytest.mark.parametrize(
    "name",
    [
        "index",
        "README",
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


def test_the_home_page_has_four_doors(site: Path, pages: dict[str, Page]) -> None:
    """The first link of each door leads to a part of the site."""
    doors = (site / "index.html").read_text("utf-8").partition('id="where-to-go"')[2]
    first = re.findall(r'<li><p><a [^>]*href="([^"]+)"[^>]*>(?:<[^>]+>)?([^<]+)', doors)
    assert first == [
        ("docs/guides/README.html", "Guides"),
        ("docs/guides/testing.html", "Testing"),
        ("docs/sdks/README.html", "Reference"),
        ("README.html", "Project"),
    ]
    assert "docs/README.html" not in pages


def test_the_navigation_has_five_parts(site: Path) -> None:
    """Each page lists the parts of the site in the order in which they are read."""
    text = (site / "docs/guides/errors.html").read_text("utf-8")
    found = re.findall(r'class="caption-text">([^<]+)', text)
    assert found == ["Start", "Guides", "Testing", "Reference", "Project"]


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
    copies = [path.read_bytes() for path in site.glob("_downloads/*/*.py")]
    programs = {path.read_bytes() for path in (ROOT / "examples").rglob("*.py")}
    assert programs & {*copies}


def test_a_dead_link_fails_the_build(tmp_path: Path) -> None:
    """The build names each dead link and anchor, and fails; a link to a folder is no dead one."""
    source = tmp_path / "source"
    (source / "docs/guides").mkdir(parents=True)
    (source / "docs/guides/README.md").write_text("# Guides\n", "utf-8")
    dead = ("gone.md", "guides/README.md#gone", "#gone", "gone.py")
    text = "".join(f"[here]({target})\n" for target in (*dead, "guides/", "../docs"))
    (source / "docs/README.md").write_text(f"# Start\n\n{text}", "utf-8")
    done = build(source, tmp_path / "site")
    assert done.returncode == 1
    warnings = [line for line in done.stderr.splitlines() if "xref_missing" in line]
    assert len(warnings) == len(dead)


# The site as Markdown


def test_each_page_names_its_markdown(site: Path, pages: dict[str, Page]) -> None:
    """Beside each page of a document stands its Markdown, and the page names it."""
    assert {name for name in pages if name.removesuffix("html") + "md" not in markdown(site)} == {
        "search.html"
    }
    for name, page in pages.items():
        if name != "search.html":
            assert Path(name).with_suffix(".md").name in page.targets


def test_no_link_of_the_markdown_is_dead(site: Path) -> None:
    """Each target of a link in a page's Markdown exists: other pages, programs, folders."""
    for name in markdown(site):
        parts = [urlsplit(link) for link in links((site / name).read_text("utf-8"))]
        paths = [unquote(part.path) for part in parts if part.path and not part.scheme]
        folder = (site / name).parent
        assert [path for path in paths if not (folder / path).exists()] == [], name


def test_a_notebook_is_markdown_too(site: Path) -> None:
    """The cells of a notebook are text and blocks of Python."""
    text = (site / "examples/first_sync.md").read_text("utf-8")
    assert text.startswith("# A first sync\n")
    assert "```python\n" in text


def test_llms_txt_lists_every_page(site: Path) -> None:
    """`llms.txt` names the project, its parts, and each page with its first sentence."""
    text = (site / "llms.txt").read_text("utf-8")
    assert re.match(r"# codatsyncexpenses\n\n> A typed Python client [^\n]*\.\n\n## Start\n", text)
    assert {*links(text)} == markdown(site)
    errors = r"- \[Errors\]\(docs/guides/errors\.md\): \w[^\n]*\.\n"
    assert re.search(errors, text)


def test_llms_full_txt_holds_every_page(site: Path) -> None:
    """`llms-full.txt` is the Markdown of all pages."""
    text = (site / "llms-full.txt").read_text("utf-8")
    assert [name for name in markdown(site) if (site / name).read_text("utf-8") not in text] == []


# Seen in a browser

WIDTHS = (480, 900, 1400)
CUT_OFF = """() => {
    const found = [];
    const root = document.documentElement;
    if (root.scrollWidth > window.innerWidth) found.push(`page of ${root.scrollWidth} px`);
    for (const table of document.querySelectorAll("article table")) {
        const box = table.parentElement;
        const scrolls = ["auto", "scroll"].includes(getComputedStyle(box).overflowX);
        if (table.offsetWidth > box.clientWidth && !(scrolls && box.tabIndex === 0))
            found.push(`table: ${table.innerText.slice(0, 60)}`);
        for (const cell of table.querySelectorAll("th, td"))
            if (cell.scrollWidth > cell.clientWidth + 1) found.push(`cell: ${cell.innerText}`);
    }
    return found;
}"""
SEEN = (
    "index",
    "README",
    "docs/benchmarks",
    "docs/guides/from-a-new-customer-to-a-synced-expense",
    "docs/guides/migrating-from-3.1.0",
    "docs/guides/migrating-from-9.0.0",
    "docs/models/README",
    "docs/models/operations/createreimbursableexpensetransactionrequest",
    "docs/sdks/README",
    "docs/sdks/sync/README",
)


@pytest.fixture(scope="module")
def tab() -> Iterator[Tab]:
    """Hold a tab of a browser."""
    chromium = next(filter(runs, NAMES), None)
    if chromium is None:
        pytest.skip("there is no Chromium: scripts/install_browser.sh installs one")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which(chromium), args=FLAGS)
        yield browser.new_context().new_page()
        browser.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_column_is_cut_off(width: int, site: Path, tab: Tab) -> None:
    """A table fits its page or scrolls, by keyboard too; no page is wider than its window."""
    tab.set_viewport_size({"width": width, "height": 900})
    found: dict[str, list[str]] = {}
    for name in SEEN:
        tab.goto(f"{site.as_uri()}/{name}.html")
        found[name] = tab.evaluate(CUT_OFF)
    assert {name: hits for name, hits in found.items() if hits} == {}


@pytest.mark.parametrize("name", ["docs/sdks/sync/README", "docs/models/README"])
def test_tables_of_the_reference_wrap(name: str, site: Path, tab: Tab) -> None:
    """Nobody scrolls a table of the reference sideways in a window of 900 px."""
    tab.set_viewport_size({"width": 900, "height": 900})
    tab.goto(f"{site.as_uri()}/{name}.html")
    assert tab.locator(".table-wrapper").count() > 0
    assert tab.locator(".table-wrapper[tabindex]").count() == 0


def test_contents_are_on_the_right(site: Path, tab: Tab) -> None:
    """A wide window shows the headings of the page beside it."""
    tab.set_viewport_size({"width": 1400, "height": 900})
    tab.goto(f"{site.as_uri()}/docs/sdks/sync/README.html")
    box = tab.get_by_role("link", name="get_latest_sync").last.bounding_box()
    assert box is not None
    assert 1000 < box["x"] < 1400


@pytest.mark.parametrize(
    ("name", "copied"),
    [
        ("index", "pip install ."),
        ("docs/guides/command-line", "codat-sync-expenses "),
    ],
)
def test_code_can_be_copied(name: str, copied: str, site: Path, tab: Tab) -> None:
    """The button of a block copies its code; of a shell session, the commands without prompts."""
    tab.goto(f"{site.as_uri()}/{name}.html")
    tab.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    block = tab.locator(".highlight", has_text=copied).first
    block.hover()
    block.get_by_role("button", name="Copy").click()
    text = tab.evaluate("window.copied")
    assert copied in text
    assert "$ " not in text
    assert block.get_by_role("button", name="Copied").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out(scheme: Literal["light", "dark"], site: Path, tab: Tab) -> None:
    """The page is light or dark as the reader's system is, with text that stands out."""
    tab.emulate_media(color_scheme=scheme)
    tab.goto(f"{site.as_uri()}/index.html")
    colors = (
        "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    )
    text, ground = (sum(map(int, re.findall(r"\d+", color)[:3])) for color in tab.evaluate(colors))
    assert (text > ground) == (scheme == "dark")
    assert abs(text - ground) > 400


# Pieces of long names in the first column of tables that do not fit on their line.
SPLIT = """() => {
    const found = [];
    for (const name of document.querySelectorAll("table.docutils td:first-child code"))
        for (const text of name.querySelector("span").childNodes) {
            const range = document.createRange();
            range.selectNodeContents(text);
            if (range.getClientRects().length > 1) found.push(text.data);
        }
    return found;
}"""


@pytest.mark.parametrize("width", WIDTHS)
def test_names_break_between_words(width: int, site: Path, tab: Tab) -> None:
    """A long name in a table continues on the next line with a whole word."""
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(f"{site.as_uri()}/docs/models/shared/expensetransaction.html")
    assert tab.get_by_text("merchant_name").count() > 0
    assert tab.evaluate(SPLIT) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index", "docs/guides/sandbox", "docs/guides/notebooks"])
def test_pictures_follow_the_scheme(
    name: str, scheme: Literal["light", "dark"], site: Path, tab: Tab
) -> None:
    """A page shows the light picture or the dark one, with a text that says what it shows."""
    tab.emulate_media(color_scheme=scheme)
    tab.goto(f"{site.as_uri()}/{name}.html")
    pictures = tab.locator("article img:visible")
    assert [each.get_attribute("class") for each in pictures.all()] == [f"only-{scheme}"]
    assert len(pictures.get_attribute("alt") or "") > 50
    assert pictures.evaluate("picture => picture.naturalWidth") == 1500


# The page that runs a program


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Hold the address of a server of the site."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def playground(address: str, site: Path, tab: Tab) -> Iterator[Tab]:
    """Hold a tab with the page, whose Python starts once."""
    if not (site / "playground").is_dir():
        pytest.skip("Pyodide is not there: make docs-playground fetches it")
    with tab.context.new_page() as own:
        own.goto(f"{address}/docs/try.html")
        yield own


def ran(tab: Tab, before: str = "", after: str = "") -> tuple[str, str]:
    """Run the program with a change; return how it ended, and its output."""
    editor = tab.get_by_label("Program")
    tab.get_by_role("button", name="Reset").click()
    assert before in editor.input_value()
    editor.fill(editor.input_value().replace(before, after, 1))
    tab.get_by_role("button", name="Run").click()
    status = tab.get_by_role("status").filter(has_text=" after ")
    status.wait_for(timeout=60_000)
    return (status.text_content() or "").split()[0], tab.get_by_label("Output").inner_text()


WRITTEN = "Train Completed Taxi Completed Hotel"
REFUSED = "PushError currencyRate is required: the base currency is GBP, not EUR."
RAISED = (
    'Traceback (most recent call last): File "program.py", line 1, in <module> 1 / 0 ~~^~~ '
    "ZeroDivisionError: division by zero"
)
INCOMPLETE = 'File "program.py", line 1 1 / ^ SyntaxError: invalid syntax'


@pytest.mark.parametrize(
    ("before", "after", "ended", "output"),
    [
        ("", "", "Finished", f"{WRITTEN} {REFUSED}"),
        ("# hotel", "hotel", "Finished", f"{WRITTEN} Completed"),
        ("import uuid", "1 / 0", "Failed", RAISED),
        ("import uuid", "1 /", "Failed", INCOMPLETE),
        ("import uuid", "while True: print()", "Stopped", ""),
    ],
    ids=["unchanged", "with a rate", "exception", "syntax error", "endless output"],
)
def test_a_program_runs_in_the_browser(
    before: str, after: str, ended: str, output: str, playground: Tab
) -> None:
    """The reader's program runs, and its output or its traceback is shown."""
    status, printed = ran(playground, before, after)
    assert (status, " ".join(printed.split())) == (ended, output)


def test_a_program_is_stopped(address: str, playground: Tab) -> None:
    """Stop ends a program that would not, and the next run starts Python again, from the site."""
    asked: list[str] = []
    playground.context.on("request", lambda request: asked.append(request.url))
    playground.get_by_label("Program").fill("print('begun')\nwhile True: pass")
    playground.get_by_role("button", name="Run").click()
    playground.get_by_text("begun", exact=True).wait_for(timeout=60_000)
    assert playground.get_by_role("button", name="Run").is_disabled()
    playground.get_by_role("button", name="Stop").click()
    assert playground.get_by_role("status").text_content() == "Stopped."
    assert ran(playground)[0] == "Finished"
    assert f"{address}/playground/packages.zip" in asked
    assert [url for url in asked if not url.startswith(address)] == []


@pytest.mark.parametrize(
    ("of_file", "reason"),
    [(True, "only if a server sends the page"), (False, "was built without Pyodide")],
    ids=["file", "no Pyodide"],
)
def test_a_page_that_cannot_run_says_why(
    of_file: bool, reason: str, address: str, site: Path, tab: Tab
) -> None:
    """Without a server or Pyodide, the program stays as text above what the reader has to do."""
    with tab.context.new_page() as other:
        other.route("**/playground/*", lambda route: route.fulfill(status=404))
        other.goto(f"{site.as_uri() if of_file else address}/docs/try.html")
        note = other.locator(".playground-note", has_text=reason)
        note.wait_for()
        assert note.get_by_role("link").get_attribute("href") == "#build-this-page"
        assert other.locator("#build-this-page").count() == 1
        assert other.locator(".highlight-python").is_visible()
        assert other.get_by_role("button", name="Run").count() == 0


# How the parts are arranged


def arranged(*names: str, guides: str = "") -> dict[str, list[str]]:
    """Arrange documents whose titles are their names, and give the names in each part."""
    parts = navigation.parts({name: name for name in names}, guides)
    return {part.title: [page.name for page in part.pages] for part in parts if part.pages}


def test_parts_come_from_folders() -> None:
    """The folder of a document decides which part it is in, and a few names do."""
    names = ("README", "docs/README", "docs/guides/a", "docs/guides/testing", "docs/sdks/b/README")
    assert arranged(*names, "docs/models/README", "examples/d", "docs/e", "CHANGELOG") == {
        "Start": ["docs/README", "examples/d"],
        "Guides": ["docs/guides/a"],
        "Testing": ["docs/guides/testing"],
        "Reference": ["docs/sdks/b/README", "docs/models/README"],
        "Project": ["README", "CHANGELOG", "docs/e"],
    }


def test_guides_keep_their_order() -> None:
    """Guides come as their list has them: the list, those in it, and then the rest."""
    names = ("docs/guides/a", "docs/guides/b", "docs/guides/c", "docs/guides/README")
    order = arranged(*names, guides="[C](c.md), [A](a.md)")["Guides"]
    assert [Path(name).name for name in order] == ["README", "c", "a", "b"]


def test_models_are_in_folders() -> None:
    """Models are listed by their folder, without its name before each."""
    titles = {"docs/models/README": "Models", "docs/models/shared/one": "shared.One"}
    (models,) = (part for part in navigation.parts(titles, "") if part.title == "Reference")
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
    for name in ("docs/README.md", "docs/guides/README.md"):
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
