"""The reading of Markdown that the tests of the documents rely on."""

import pytest

from tests.document_types import in_documents, is_checked, module
from tests.support.documents import anchors, blocks, links, slug, stories

TEXT = """\
# Title

See [the guide](docs/guide.md#start "Start"), ![a badge](badge.svg) and `[code](none.md)`.

<!-- continues -->

```python
# Not a heading
x = "[code](none.md)"
```

## Part two

1. In a list:

   ~~~text
   indented
   ~~~

[later]: https://example.com/page
<a id="named"></a>

## Part two
"""


def test_blocks_carry_what_stands_above_them() -> None:
    """A block knows its language, first line, heading and comment."""
    first, second = blocks(TEXT)
    assert (first.language, first.line, first.heading) == ("python", 8, "Title")
    assert first.comment == "continues"
    assert (second.heading, second.comment) == ("Part two", "")


def test_blocks_lose_the_indent_of_their_list() -> None:
    """The code of an indented block starts at the margin."""
    assert blocks(TEXT)[1].code == "indented\n"


def test_links_leave_out_code() -> None:
    """Links and pictures are found in prose and not in code."""
    assert links(TEXT) == ["docs/guide.md#start", "badge.svg", "https://example.com/page"]


def test_anchors_number_headings_of_the_same_name() -> None:
    """The second heading of a name gets a number, and named anchors count."""
    assert anchors(TEXT) == {"title", "part-two", "part-two-1", "named"}


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Available Operations", "available-operations"),
        ("get_last_successful_sync", "get_last_successful_sync"),
        ("`retry_config`, and *why*", "retry_config-and-why"),
        ("A [link](target.md) & more", "a-link--more"),
        ("3.1.0 - _now_", "310---now"),
    ],
)
def test_slugs_follow_github(heading: str, name: str) -> None:
    """A heading's slug is the one that GitHub links to."""
    assert slug(heading) == name


def test_stories_join_what_continues() -> None:
    """A block that continues the one before belongs to the same story."""
    text = (
        "```python\na = 1\n```\n<!-- continues -->\n```python\nb = a\n```\n```python\nc = 1\n```\n"
    )
    assert [[block.code for block in story] for story in stories(text)] == [
        ["a = 1\n", "b = a\n"],
        ["c = 1\n"],
    ]


def test_modules_keep_the_lines_of_the_document() -> None:
    """Each line of a block has the number that it has in its document."""
    text = "# Title\n\n```python\na = 1\n```\n\n<!-- continues -->\n```python\nb = a\n```\n"
    (story,) = stories(text)
    lines = module(story, "page.md").splitlines()
    document = text.splitlines()
    assert lines[0] == "# page.md"
    assert [(lines[at], document[at]) for at in (3, 8)] == [("a = 1", "a = 1"), ("b = a", "b = a")]
    assert len(lines) == 9


@pytest.mark.parametrize(
    ("comment", "checked"),
    [
        ("", True),
        ("needs: flask", True),
        ("needs: django", False),
        ("python: 3.10", True),
        ("python: 4.0", False),
        ("not-run: it is code for another package", False),
    ],
)
def test_types_of_blocks_are_checked(comment: str, checked: bool) -> None:
    """Blocks are checked unless they are not run, lack types or need a Python that is newer."""
    (story,) = stories(f"<!-- {comment} -->\n```python\na = 1\n```\n")
    assert is_checked(story) is checked


def test_failures_name_the_document() -> None:
    """The name of a module in the output of a checker becomes that of its document."""
    output = "build/examples/USAGE_md_9.py:12: error: x\n  /a/b/USAGE_md_9.py:12:3 - error: y\n"
    located = in_documents(output, {"USAGE_md_9.py": "USAGE.md"})
    assert located == "USAGE.md:12: error: x\n  USAGE.md:12:3 - error: y\n"
