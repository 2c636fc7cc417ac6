"""The documents: their links lead somewhere, and their Python does what they say.

A `python` block stands alone, unless `<!-- continues -->` above it carries on from the block
before. `<!-- not-run: reason -->` keeps a block, and what carries on from it, from being run; it
still has to compile. `<!-- needs: framework -->` leaves a block to `slow/test_webhook_recipes.py`,
or to the tests in `companions`. `<!-- python: 3.11 -->` names the first Python that has what a
block needs. `document_types` checks the types of the blocks.

A `console` block is a shell session, and writes what it shows. `<!-- file: name -->` above a block
makes it a file that the sessions of its document use.
"""

import os
import re
import shutil
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from codatsyncexpenses.sandbox import Sandbox
from tests.support.document_runner import check_session, run_blocks
from tests.support.documents import (
    NEEDS,
    NOT_RUN,
    ROOT,
    Block,
    anchors,
    blocks,
    documents,
    links,
    oldest_python,
    python_blocks,
    stories,
)

FILE = "file:"

pages = pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))


def named_stories() -> list[object]:
    """Name each story by the place where it starts."""
    return [
        pytest.param(path, story, id=f"{path.relative_to(ROOT)}:{story[0].line}")
        for path in documents()
        for story in stories(path.read_text("utf-8"))
        if story
    ]


def test_there_are_documents() -> None:
    """The tests below do look at the README and at the docs."""
    names = {str(path.relative_to(ROOT)) for path in documents()}
    assert {"README.md", "USAGE.md", "CHANGELOG.md", "CONTRIBUTING.md"} <= names
    assert any(name.startswith("docs/") for name in names)


@pages
def test_relative_links_lead_somewhere(path: Path) -> None:
    """The file that a relative link names is there, inside the repository."""
    parts = [urlsplit(link) for link in links(path.read_text("utf-8")) if relative(link)]
    assert [part.geturl() for part in parts if not inside(path.parent / unquote(part.path))] == []


@pages
def test_anchors_of_links_are_headings(path: Path) -> None:
    """The anchor that a relative link names is a heading of the document it leads to."""
    parts = [urlsplit(link) for link in links(path.read_text("utf-8")) if relative(link)]
    missing = [
        part.geturl()
        for part in parts
        if part.fragment and part.fragment not in anchors_of(path.parent, part.path or path.name)
    ]
    assert missing == []


PICTURES = sorted((ROOT / "docs" / "pictures").glob("*-light.png"))


@pytest.mark.parametrize("light", PICTURES, ids=lambda path: path.stem)
def test_a_picture_is_small_and_has_a_dark_form(light: Path) -> None:
    """Each form of a picture has less than 100 kB."""
    dark = light.with_name(light.name.replace("-light", "-dark"))
    assert 0 < light.stat().st_size < 100_000
    assert 0 < dark.stat().st_size < 100_000


@pages
def test_pictures_have_a_text(path: Path) -> None:
    """Whoever does not see a picture reads what it shows."""
    assert "![](" not in path.read_text("utf-8")


@pages
def test_other_links_are_https(path: Path) -> None:
    """A link that leaves the repository names a host and uses https."""
    outward = [link for link in links(path.read_text("utf-8")) if not relative(link)]
    parts = [urlsplit(link) for link in outward]
    assert [part.geturl() for part in parts if part.scheme != "https" or not part.hostname] == []


@pytest.mark.parametrize(("path", "story"), named_stories())
def test_python_compiles(path: Path, story: list[Block]) -> None:
    """Every Python block is valid Python."""
    for block in story:
        compile(block.code, str(path), "exec")


@pytest.mark.usefixtures("at_sandbox")
@pytest.mark.parametrize(("path", "story"), named_stories())
def test_python_runs(path: Path, story: list[Block]) -> None:
    """Every Python block runs against the sandbox, as it stands."""
    reasons = [block.comment for block in story if block.comment.startswith(NOT_RUN)]
    if reasons:
        pytest.skip(reasons[0].removeprefix(NOT_RUN).strip())
    for block in story:
        if block.comment.startswith(NEEDS):
            pytest.skip("tests/slow or tests/companions runs it with what it needs")
    if sys.version_info < oldest_python(story):
        pytest.skip("it needs a newer Python")
    names = run_blocks(path, story)
    if path.is_relative_to(ROOT / "docs/sdks"):
        # The examples of the reference print an error where there is one; there is none.
        assert getattr(names.get("res"), "error_message", None) is None


def test_the_story_of_a_customer_is_about_one_software() -> None:
    """The story's key and its rate for no tax belong to the same accounting software."""
    path = ROOT / "docs/guides/from-a-new-customer-to-a-synced-expense.md"
    cells = [
        [cell.strip(" `") for cell in line.split("|")[1:-1]]
        for line in path.read_text("utf-8").splitlines()
        if line.startswith("|") and line.count("|") == 3
    ]
    first, *others = (block.code for block in python_blocks(path.read_text("utf-8")))
    constants = re.findall('(?:PLATFORM_KEY|NO_TAX) = .*"(.+)"', first)
    assert {name for name, value in cells if value in constants} == {"Xero"}
    assert [value for name, value in cells if name == "Xero"][:2] == constants
    assert not re.search("gbol|NONE", "".join(others))


def sessions() -> list[object]:
    """Name each shell session by the place where it stands."""
    return [
        pytest.param(path, block.code, id=f"{path.relative_to(ROOT)}:{block.line}")
        for path in documents()
        for block in blocks(path.read_text("utf-8"))
        if block.language == "console"
    ]


@pytest.mark.skipif(os.name == "nt", reason="the sessions are those of a POSIX shell")
@pytest.mark.parametrize(("path", "session"), sessions())
def test_sessions_write_what_they_show(
    path: Path,
    session: str,
    at_sandbox: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """Every shell session writes what it shows, against a sandbox."""
    del at_sandbox
    if "$ curl " in session and shutil.which("curl") is None:
        pytest.skip("there is no curl")
    for block in blocks(path.read_text("utf-8")):
        if block.comment.startswith(FILE):
            (tmp_path / block.comment.removeprefix(FILE).strip()).write_text(block.code, "utf-8")
    monkeypatch.delenv("COLUMNS", raising=False)
    # Long enough for a first look to see a sync that runs, and over when the second one comes.
    with Sandbox(sync_seconds=0.9) as sandbox:
        monkeypatch.setenv("CODAT_SERVER_URL", sandbox.url)
        check_session(session, tmp_path)


def relative(link: str) -> bool:
    """Tell whether a link stays in the repository."""
    parts = urlsplit(link)
    return not parts.scheme and not parts.netloc


def inside(file: Path) -> bool:
    """Tell whether a file or directory is there and belongs to the repository."""
    return file.exists() and file.resolve().is_relative_to(ROOT)


def anchors_of(folder: Path, target: str) -> set[str]:
    """Give the anchors of the document that a relative link leads to."""
    file = folder / unquote(target)
    return anchors(file.read_text("utf-8")) if file.is_file() and file.suffix == ".md" else set()
