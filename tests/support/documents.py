"""Code blocks, links and anchors of Markdown documents.

Functions of a text; only `documents` looks at the disk.
"""

import re
import textwrap
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Where documents stand. Listed, because an environment or a build in the root has documents too.
FOLDERS = ("benchmarks", "contract", "docs", "examples", "generator", "scripts", "src")

# What the comment above a Python block may begin with.
NOT_RUN = "not-run:"
NEEDS = "needs:"
NEWER = "python:"

FENCED = re.compile(
    r"^ *(?P<fence>`{3,}|~{3,}) *(?P<language>[\w-]*)[^\n]*\n(?P<code>.*?)^ *(?P=fence)[`~]* *$",
    re.DOTALL | re.MULTILINE,
)
HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(?P<text>.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
COMMENT = re.compile(r"<!--(?P<text>(?:(?!-->).)*)-->\s*\Z", re.DOTALL)
CODE_SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
LINK = re.compile(r"!?\[(?P<text>[^\[\]]*)\]\([^()]*\)")
EMPHASIS = re.compile(r"(?<!\w)_(?P<text>[^_]+)_(?!\w)")
NAMED = re.compile(r"<a (?:id|name)=\"([^\"]+)\"")
TARGETS = (
    re.compile(r"\]\(\s*<?([^)\s<>]+)>?[^)]*\)"),  # [text](target "title")
    re.compile(r"^ {0,3}\[[^\]]+\]:\s*<?([^\s<>]+)", re.MULTILINE),  # [name]: target
    re.compile(r"\b(?:href|src)=\"([^\"]+)\""),
    re.compile(r"<(https?:[^\s<>]+)>"),
)


@dataclass(frozen=True)
class Block:
    """A fenced block of code and what stands above it."""

    language: str
    code: str
    line: int
    """Number of the first line of code, counted from 1."""
    heading: str
    """Text of the nearest heading above, or nothing."""
    comment: str
    """Text of the HTML comment right above the block, or nothing."""


def documents() -> list[Path]:
    """List every Markdown document of the repository, but for the tests' own data."""
    inside = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*.md"))
    return sorted([*ROOT.glob("*.md"), *inside])


def blocks(text: str) -> list[Block]:
    """Return every fenced block of code, in the order of the document."""
    return [_block(text, fenced) for fenced in FENCED.finditer(text)]


def python_blocks(text: str) -> list[Block]:
    """Return every block of Python, in the order of the document."""
    return [block for block in blocks(text) if block.language == "python"]


def stories(text: str) -> Iterator[list[Block]]:
    """Put each block of Python together with the blocks that continue it."""
    story: list[Block] = []
    for block in python_blocks(text):
        if story and block.comment != "continues":
            yield story
            story = []
        story.append(block)
    if story:
        yield story


def oldest_python(story: list[Block]) -> tuple[int, ...]:
    """Return the first Python that can run a story, as its comments name it."""
    named = (each.comment for each in story if each.comment.startswith(NEWER))
    versions = (comment.removeprefix(NEWER).split(".") for comment in named)
    return max((tuple(map(int, version)) for version in versions), default=(3, 10))


def _block(text: str, fenced: re.Match[str]) -> Block:
    before = text[: fenced.start()]
    headings = HEADING.findall(FENCED.sub("", before))
    comment = COMMENT.search(before)
    return Block(
        language=fenced["language"],
        code=textwrap.dedent(fenced["code"]),
        line=text.count("\n", 0, fenced.start("code")) + 1,
        heading=headings[-1] if headings else "",
        comment=comment["text"].strip() if comment else "",
    )


def links(text: str) -> list[str]:
    """Return the target of every link and picture, outside of code."""
    prose = CODE_SPAN.sub("", FENCED.sub("", text))
    return [target for pattern in TARGETS for target in pattern.findall(prose)]


def anchors(text: str) -> set[str]:
    """Return the fragments that a link may name: a slug for each heading, and named anchors."""
    prose = FENCED.sub("", text)
    seen: Counter[str] = Counter()
    found = set(NAMED.findall(prose))
    for heading in HEADING.findall(prose):
        name = slug(heading)
        found.add(f"{name}-{seen[name]}" if seen[name] else name)
        seen[name] += 1
    return found


def slug(heading: str) -> str:
    """Name a heading as GitHub does: lower case, hyphens for spaces, no punctuation."""
    pieces = LINK.sub(r"\g<text>", heading).split("`")
    pieces[::2] = [EMPHASIS.sub(r"\g<text>", prose) for prose in pieces[::2]]
    return re.sub(r"[^\w\- ]", "", "".join(pieces).strip().lower()).replace(" ", "-")
