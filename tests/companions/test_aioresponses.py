"""aioresponses stands in for the session of the asynchronous client, as the guide shows it."""

from typing import Any

import aiohttp
import aioresponses.core
import pytest

from tests.support.document_runner import run_blocks
from tests.support.documents import ROOT, blocks

GUIDE = ROOT / "docs/guides/asynchronous-code.md"


class Written:
    """The part of a written request that a response of aiohttp 3.14 asks for."""

    output_size = 0


class Response(aiohttp.ClientResponse):
    """A response with the argument that aioresponses 0.7.9 does not pass to aiohttp 3.14."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options["stream_writer"] = Written()
        super().__init__(*args, **options)


@pytest.fixture(autouse=True)
def supported(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let aioresponses work with the installed aiohttp."""
    if tuple(map(int, aiohttp.__version__.split(".")[:2])) >= (3, 14):
        monkeypatch.setattr(aioresponses.core, "ClientResponse", Response)


def test_the_example_of_the_guide() -> None:
    """The client reads the response that aioresponses has for it."""
    shown = blocks(GUIDE.read_text("utf-8"))
    names = run_blocks(GUIDE, [each for each in shown if each.comment == "needs: aioresponses"])
    names["test_a_name"]()
