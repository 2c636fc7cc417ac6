"""The command that sends a sample webhook: what arrives, what is shown, and the exit codes."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import responses

from codatsyncexpenses import webhooks
from codatsyncexpenses.sandbox import samples
from tests.support.cli_runner import Command, cli_runner, mocked_api
from tests.support.contract import CONTRACT

URL = "https://service.example/hook"
SECRET = webhooks.new_secret()
COMPANY = "0d1c2f0e-8f0a-4a52-9d0e-3a4d2f1b6c77"
DATA_TYPES = ("bankAccounts", "chartOfAccounts", "customers", "suppliers")
TYPES = sorted(
    name.replace("{dataType}", data_type)
    for name in CONTRACT["webhooks"]
    if " " not in name
    for data_type in (DATA_TYPES if "{dataType}" in name else ("",))
)


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[responses.RequestsMock]:
    """Mock the network."""
    monkeypatch.setenv("CODAT_WEBHOOK_SECRET", SECRET)
    yield from mocked_api(monkeypatch)


@pytest.fixture
def cli(api: responses.RequestsMock, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run the command without the network."""
    del api
    return cli_runner(capsys)


def test_there_is_a_sample_of_every_type() -> None:
    """The types are those of the contract, for each kind of record that can be written."""
    assert sorted({each["eventType"] for each in samples.messages()}) == TYPES


def test_a_signed_webhook_arrives(api: responses.RequestsMock, cli: Command) -> None:
    """The service can verify the message, which is about the company of --company."""
    api.post(URL, status=204)
    arguments = ("--to", URL, "--company", COMPANY)
    result = cli("webhooks", "send", "expenses.sync.successful", *arguments)
    assert result == (0, "204\n", "")
    request = api.calls[0].request
    headers = {name: str(value) for name, value in request.headers.items()}
    assert isinstance(request.body, bytes)
    event = webhooks.verify_and_parse(request.body, headers, SECRET)
    assert isinstance(event, webhooks.SyncSuccessful)
    assert COMPANY in request.body.decode()


@pytest.mark.parametrize(
    ("status", "code"), [(200, 0), (204, 0), (302, 3), (401, 3), (408, 4), (429, 4), (503, 4)]
)
def test_exit_codes(status: int, code: int, api: responses.RequestsMock, cli: Command) -> None:
    """The exit code is that of the other commands for such a status."""
    api.post(URL, status=status)
    result = cli("webhooks", "send", "company.created", "--to", URL)
    assert (result.code, result.out) == (code, f"{status}\n")


def test_no_response(cli: Command) -> None:
    """A service that does not respond has no status."""
    result = cli("webhooks", "send", "company.created", "--to", URL, "--json")
    assert result.code == 4
    written = json.loads(result.out)
    assert (written["eventType"], written["status"]) == ("company.created", None)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["company.made", "--to", URL], "company.created"),
        (["company.created", "--to", "service.example"], "http or https"),
    ],
)
def test_mistakes(
    arguments: list[str], text: str, api: responses.RequestsMock, cli: Command
) -> None:
    """A mistake has exit code 2 and names what is expected; nothing is sent."""
    result = cli("webhooks", "send", *arguments)
    assert result.code == 2
    assert text in result.err
    assert len(api.calls) == 0


@pytest.mark.parametrize("secret", ["", "short"])
def test_a_secret_that_cannot_sign(
    secret: str, cli: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A missing or invalid secret has exit code 2, and does not appear."""
    monkeypatch.setenv("CODAT_WEBHOOK_SECRET", secret)
    result = cli("webhooks", "send", "company.created", "--to", URL)
    assert result.code == 2
    assert "CODAT_WEBHOOK_SECRET" in result.err
    assert not secret or secret not in result.err


def test_the_company_of_each_type() -> None:
    """Every event about a company can be about one of the caller's."""
    for name in TYPES:
        if "rateLimit" not in name:
            payload = samples.message(name, COMPANY)["payload"]
            assert payload.get("referenceCompany", payload)["id"] == COMPANY
