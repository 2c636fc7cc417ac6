"""Calls of the command line in this process, and made-up responses for them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
import responses

from codatsyncexpenses.cli import main


class Called(NamedTuple):
    """The exit code and the output of a command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, read as JSON."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """Standard output, read as JSON line by line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def error(self) -> Any:
        """The error that a program reads on standard error."""
        return json.loads(self.err.splitlines()[-1])["error"]


Command = Callable[..., Called]

SYNCS = re.compile(r"https://api\.codat\.io/companies/[^/]+/sync/expenses/syncs.*")
"""Every operation of the API, for answers that are made up."""


def made_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[responses.RequestsMock]:
    """Hold what answers in place of the API."""
    monkeypatch.setenv("CODAT_API_KEY", "a-key-of-nobody")
    for name in ("CODAT_AUTH_HEADER", "CODAT_SERVER_URL", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        yield mock


def caller(capsys: pytest.CaptureFixture[str]) -> Command:
    """Give what runs the command in this process."""

    def call(*arguments: str) -> Called:
        code = main(arguments)
        written = capsys.readouterr()
        return Called(code, written.out, written.err)

    return call
