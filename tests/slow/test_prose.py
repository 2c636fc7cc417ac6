"""The prose check: where it finds texts, and what its word list makes of them."""

import re

import pytest

from scripts import prose

MODULE = '''\
"""What there is."""

# First line
# of one comment.
x = "a text of some words"  # Another.
'''


def test_a_module_has_three_kinds_of_text() -> None:
    """Docstrings, strings and comments come with their first line; comment lines are joined."""
    assert list(prose.python(MODULE)) == [
        ("docstring", 1, "What there is."),
        ("string", 5, "a text of some words"),
        ("comment", 3, " First line\n of one comment."),
        ("comment", 5, " Another."),
    ]


def test_code_in_markdown_is_no_prose() -> None:
    """A block of code is left out, and what follows keeps its line."""
    text = "Some `what is` code.\n\n```python\nwhat is\n```\n\nThe end.\n"
    assert list(prose.markdown(text)) == [
        ("markdown", 1, "Some _ code.\n"),
        ("markdown", 7, "The end.\n"),
    ]


def test_the_contract_is_read_with_its_lines() -> None:
    """A folded description is one text."""
    text = "summary: One\ndescription: >-\n  Two\n  three\n"
    assert ("contract", 2, "Two three") in list(prose.contract(text))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ('docstring begins with "What"', "What a caller gets."),
        ("what is, was, became", "Shows what became of it."),
        ("what is, was, became", "Reads what\nis left."),
        ("software that tells", "The error tells which."),
        ("has gone", "The client has gone."),
        ("participle before the verb", "Documented are three codes."),
        ("a phrase of our own", "A Filter has no truth."),
        ("filler", "Please note the time."),
    ],
)
def test_the_word_list_finds(kind: str, text: str) -> None:
    """Each rule finds the sentence that it was written for."""
    (rule,) = (rule for rule in prose.WORDS["rules"] if rule["kind"] == kind)
    assert re.search(rule["pattern"], text)
