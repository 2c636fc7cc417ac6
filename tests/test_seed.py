"""The five examples that the client was asked for, run as they stand."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.document_runner import run_blocks
from tests.support.documents import Block, blocks

EXAMPLES = Path(__file__).parent / "data" / "seed_examples.md"
CONDITION = re.compile(r"^if res\.(?P<field>\w+) is not None:$", re.MULTILINE)

METHODS = ["get", "get_last_successful_sync", "get_latest_sync", "initiate_sync", "list"]


def examples() -> list[Block]:
    """Give the examples; their last line is a comment, which needs a statement to be Python."""
    found = blocks(EXAMPLES.read_text("utf-8"))
    return [replace(block, code=f"{block.code}    pass\n") for block in found]


def test_every_method_has_its_example() -> None:
    """The examples are those of the five methods."""
    assert [block.heading for block in examples()] == METHODS


@pytest.mark.usefixtures("at_sandbox")
@pytest.mark.parametrize("example", examples(), ids=lambda example: example.heading)
def test_example_gets_what_it_asks_for(example: Block) -> None:
    """An example runs unchanged, and the result that it tests for is there."""
    condition = CONDITION.search(example.code)
    assert condition is not None
    names = run_blocks(EXAMPLES, [example])
    assert getattr(names["res"], condition["field"]) is not None
