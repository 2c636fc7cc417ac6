"""Runs the command in this process, against a mocked API."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
import responses

from codatsyncexpenses.cli import main
from codatsyncexpenses.sandbox import companies
from tests.support.documents import ROOT


class CliResult(NamedTuple):
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


Command = Callable[..., CliResult]

API = re.compile(r"https://api\.codat\.io/.*")
"""The URLs of all operations, for mocked responses."""
EXPENSES = str(ROOT / "tests/data/expenses.csv")
"""A file of two expenses, the first of which has two lines."""
SEND = ["expenses", "send", EXPENSES, "--company", companies.SUCCEEDS.id]
"""The arguments that send this file."""
SYNCS = re.compile(r"https://api\.codat\.io/companies/[^/]+/sync/expenses/syncs.*")
"""The URLs of all operations on syncs, for mocked responses."""


def mocked_api(monkeypatch: pytest.MonkeyPatch) -> Iterator[responses.RequestsMock]:
    """Mock the API, and set its credential in the environment."""
    monkeypatch.setenv("CODAT_API_KEY", "a-key-of-nobody")
    for name in ("CODAT_AUTH_HEADER", "CODAT_SERVER_URL", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        yield mock


def cli_runner(capsys: pytest.CaptureFixture[str]) -> Command:
    """Return a function that runs the command in this process."""

    def call(*arguments: str) -> CliResult:
        code = main(arguments)
        written = capsys.readouterr()
        return CliResult(code, written.out, written.err)

    return call
