"""The reading of Markdown that the tests of the documents rely on."""

import pytest

from tests.support.documents import anchors, blocks, links, slug

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
