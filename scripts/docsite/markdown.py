"""The site as text, for programs that read Markdown: each page, `llms.txt` and `llms-full.txt`.

A page stands beside its HTML as it is in the repository, so its links lead to the others; what it
links to besides them is copied to where its links look for it.
"""

import json
import posixpath
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from docutils import nodes
from sphinx.application import Sphinx

from scripts.docsite import home, navigation

TARGET = re.compile(r"(?<=\]\()(?!\w+:|#)[^)\s]+")


def setup(app: Sphinx) -> None:
    """Tell the template of each page the name of its Markdown, and write that after the pages."""
    app.connect("doctree-read", _summarise)
    app.connect("html-page-context", _name)
    app.connect("build-finished", _write)


def name(document: str) -> str:
    """Return the path of a document's Markdown in the site."""
    return "index.md" if document == home.DOCUMENT else f"{document}.md"


def text(source: Path) -> str:
    """Return a document as Markdown; a notebook's code stands in blocks, without outputs."""
    if source.suffix != ".ipynb":
        return source.read_text("utf-8")
    cells = json.loads(source.read_text("utf-8"))["cells"]
    return "\n\n".join(_cell(cell["cell_type"], "".join(cell["source"])) for cell in cells) + "\n"


def _cell(kind: str, source: str) -> str:
    return source if kind == "markdown" else f"```python\n{source}\n```"


def _summarise(app: Sphinx, tree: nodes.document) -> None:
    """Keep the first sentence of a document, for the list of all of them."""
    paragraphs = tree.findall(nodes.paragraph)
    texts = (each.astext() for each in paragraphs if not isinstance(each.parent, nodes.entry))
    first = next((text for text in texts if text[:1].isalpha()), "")
    sentence = re.split(r"(?<=\.)\s|:$", first, maxsplit=1)[0]
    app.env.metadata[app.env.current_document.docname]["summary"] = " ".join(sentence.split())


def _name(
    _app: Sphinx, page: str, _template: str, context: dict[str, object], tree: object
) -> None:
    if tree is not None:
        context["markdown"] = posixpath.basename(name(page))


def _write(app: Sphinx, problem: Exception | None) -> None:
    if problem is not None:
        return
    full: list[str] = []
    index = [f"# {app.config.project}", f"> {app.env.metadata[home.DOCUMENT]['summary']}"]
    for part in app.config.html_context["parts"]:
        index.append(f"## {part.title}")
        pages = [*part.pages, *(page for folder in part.folders for page in folder.pages)]
        index.append("\n".join(_line(page, app.env.metadata[page.name]) for page in pages))
        full += [_copy(Path(app.env.doc2path(page.name)), page.name, app.outdir) for page in pages]
    (app.outdir / "llms.txt").write_text("\n\n".join(index) + "\n", "utf-8")
    (app.outdir / "llms-full.txt").write_text("\n".join(full), "utf-8")


def _line(page: navigation.Page, metadata: Mapping[str, str]) -> str:
    after = metadata.get("summary")
    return f"- [{page.title}]({name(page.name)})" + (f": {after}" if after else "")


def _copy(source: Path, document: str, site: Path) -> str:
    """Write the Markdown of a document, and copy what it links to besides documents."""
    folder = posixpath.dirname(document)
    page = text(source)
    for target in TARGET.finditer(page):
        path = unquote(urlsplit(target[0]).path)
        linked = source.parent / path
        copy = site / posixpath.normpath(posixpath.join(folder, path))
        if linked.is_file() and linked.suffix != ".md" and not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(linked, copy)
    if document == home.DOCUMENT:
        page = TARGET.sub(lambda link: posixpath.normpath(posixpath.join(folder, link[0])), page)
    (site / name(document)).write_text(page, "utf-8")
    return page
