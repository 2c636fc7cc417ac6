"""Environments that are not ours: other TLS, other clocks, another package as urllib3."""

from __future__ import annotations

import importlib.util
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import certifi
import pytest
import requests
import urllib3

from codatsyncexpenses import CodatSyncExpenses, errors
from codatsyncexpenses._calls.settings import is_loopback
from codatsyncexpenses.models import operations
from codatsyncexpenses.utils import BackoffStrategy, RetryConfig
from tests.support.certificates import Certificates
from tests.support.documents import ROOT
from tests.support.faulty_server import HEALTHY, Server
from tests.support.ids import COMPANY_ID, SYNC_ID

ONCE = RetryConfig("none", BackoffStrategy(1, 1, 1, 1), False)


def get(url: str) -> object:
    """Make a call with a new client."""
    with CodatSyncExpenses(server_url=url, retry_config=ONCE) as client:
        return client.sync.get(operations.GetSyncByIDRequest(COMPANY_ID, SYNC_ID))


def run(bundle: Path, *arguments: str) -> None:
    """Run a program of `tests/transport/programs.py` that trusts an authority."""
    command = [sys.executable, "-m", "tests.transport.programs", *arguments]
    environment = {**os.environ, "REQUESTS_CA_BUNDLE": str(bundle)}
    done = subprocess.run(  # noqa: S603 - our own
        command, cwd=ROOT, env=environment, timeout=120, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("program", "package"),
    [
        ("pyopenssl", "OpenSSL"),
        ("pyopenssl_later", "OpenSSL"),
        ("truststore", "truststore"),
        ("frozen", "freezegun"),
    ],
)
def test_packages_that_replace(certificates: Certificates, program: str, package: str) -> None:
    """The client works with packages that replace TLS or the clock, before and after."""
    if importlib.util.find_spec(package) is None:
        pytest.skip(f"{package} is not installed")
    with (
        Server([HEALTHY], tls=certificates.of("trusted")) as server,
        Server([HEALTHY], tls=certificates.of("unknown authority")) as untrusted,
    ):
        run(certificates.bundle, program, server.url, untrusted.url)


def test_a_python_without_tls(certificates: Certificates) -> None:
    """Only https needs Python's TLS, and says so."""
    with Server([HEALTHY]) as server:
        run(certificates.bundle, "without_tls", server.url, "https://127.0.0.1:1")


def test_another_package_as_urllib3(monkeypatch: pytest.MonkeyPatch) -> None:
    """A package in the place of urllib3 is refused by name; the caller's Session is not."""
    monkeypatch.setattr(urllib3, "AsyncPoolManager", object, raising=False)
    with pytest.raises(errors.ConfigurationError, match="urllib3-future"):
        CodatSyncExpenses()
    with requests.Session() as session:
        CodatSyncExpenses(client=session).close()


def test_certificates_that_are_replaced(
    certificates: Certificates, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new client trusts the authorities that the file holds now."""
    bundle = tmp_path / "bundle.pem"
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(bundle))
    with Server([HEALTHY], tls=certificates.of("trusted")) as server:
        bundle.write_bytes(certificates.other.read_bytes())
        with pytest.raises(errors.CertificateError):
            get(server.url)
        bundle.write_bytes(certificates.bundle.read_bytes())
        get(server.url)
        bundle.unlink()
        bundle.symlink_to(certificates.other)
        with pytest.raises(errors.CertificateError):
            get(server.url)


@pytest.mark.parametrize("content", [None, "", "no certificate"])
def test_certificates_that_are_none(
    content: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file without certificates is named by the error."""
    bundle = tmp_path / "bundle.pem"
    if content is not None:
        bundle.write_text(content)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(bundle))
    if content is None:
        monkeypatch.setattr(certifi, "where", lambda: str(bundle))
        monkeypatch.delenv("REQUESTS_CA_BUNDLE")
        monkeypatch.delenv("CURL_CA_BUNDLE", raising=False)
    with pytest.raises(errors.ConfigurationError, match="cannot read certificates from"):
        get("https://127.0.0.1:1")


@pytest.mark.parametrize(
    ("host", "addresses", "local"),
    [
        ("localhost", ["127.0.0.1", "::1"], True),
        ("a.localhost", ["127.0.0.1"], True),
        ("a.localhost", ["127.0.0.1", "192.0.2.1"], False),
        ("a.localhost", ["192.0.2.1"], False),
        ("a.localhost", [], False),
        ("localhost.example", ["127.0.0.1"], False),
        ("127.0.0.1", [], True),
        ("::1", [], True),
        ("::ffff:127.0.0.1", [], True),
        ("::ffff:192.0.2.1", [], False),
        ("192.0.2.1", ["127.0.0.1"], False),
        ("", ["127.0.0.1"], False),
    ],
)
def test_this_machine(
    host: str, addresses: list[str], local: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A local name is this machine if each of its addresses is; another name never is."""

    def found(name: str, *_: object) -> list[Any]:
        assert name == host
        if not addresses:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [(0, 0, 0, "", (address, 0)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    assert is_loopback(host) is local
