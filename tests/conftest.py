"""Fixtures of all tests: a sandbox, a client for it, servers; and no way out of this machine."""

from __future__ import annotations

import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

import codatsyncexpenses
from codatsyncexpenses import webhooks
from codatsyncexpenses.sandbox import Sandbox
from tests.support.certificates import Certificates
from tests.support.faulty_server import HEALTHY, Server
from tests.support.sandbox_caller import SandboxCaller

SYNC_SECONDS = 0.3
# A machine that has other work to do is no reason to fail.
PATIENT: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1", "", None}


def pytest_configure(config: pytest.Config) -> None:
    """Let Python 3.10 leave the TLS transports of asyncio open that their peers have closed.

    A shell starts a job in the background with SIGINT ignored, which programs of the tests need.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if sys.version_info < (3, 11):
        ignored = "ignore:unclosed transport <asyncio.sslproto:ResourceWarning"
        config.addinivalue_line("filterwarnings", ignored)


class LeftTheMachineError(Exception):
    """A test tried to reach another machine."""


def _stay_here(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event == "socket.connect" and arguments[0].family in (socket.AF_INET, socket.AF_INET6):
        host = arguments[1][0]
    else:
        return
    if (host.decode() if isinstance(host, bytes) else host) not in LOCAL_HOSTS:
        message = f"{event} to {host}: tests stay on this machine"
        raise LeftTheMachineError(message)


# An audit hook sees every socket, whichever library opens it, and replaces nothing.
sys.addaudithook(_stay_here)

# A few examples in the suite, and 10,000 each with `--hypothesis-profile=thorough`.
settings.register_profile("suite", max_examples=80, derandomize=True, **PATIENT)
settings.register_profile("thorough", max_examples=10_000, derandomize=False, **PATIENT)
settings.load_profile("suite")


@pytest.fixture(scope="session", autouse=True)
def no_proxy() -> Iterator[None]:
    """Let no proxy of the environment stand between the tests and their servers."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            patch.delenv(name, raising=False)
            patch.delenv(name.upper(), raising=False)
        yield


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """Serve one sandbox to all tests that may share its state."""
    with Sandbox(sync_seconds=SYNC_SECONDS, per_minute=None) as sandbox:
        yield sandbox


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[codatsyncexpenses.CodatSyncExpenses]:
    """Hold a client of the shared sandbox."""
    with sandbox.client() as client:
        yield client


@pytest.fixture
def manual() -> Iterator[Sandbox]:
    """Hold a sandbox of one's own, whose clock only the test moves; it need not run."""
    sandbox = Sandbox(clock="manual")
    yield sandbox
    sandbox.stop()


@pytest.fixture
def call(manual: Sandbox) -> Iterator[SandboxCaller]:
    """Hold a caller of that sandbox, in process."""
    caller = SandboxCaller(manual)
    with caller.session:
        yield caller


@pytest.fixture
def at_sandbox(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Sandbox]:
    """Let code that names no server, or takes it from the environment, reach a new sandbox."""
    with Sandbox(sync_seconds=SYNC_SECONDS) as sandbox:
        monkeypatch.setenv("CODAT_API_KEY", "sandbox")
        monkeypatch.setenv("CODAT_SERVER_URL", sandbox.url)
        monkeypatch.delenv("CODAT_AUTH_HEADER", raising=False)
        monkeypatch.setenv("CODAT_WEBHOOK_SECRETS", webhooks.new_secret())
        monkeypatch.chdir(tmp_path)
        production = codatsyncexpenses.SERVERS[0]
        codatsyncexpenses.SERVERS[0] = sandbox.url
        try:
            yield sandbox
        finally:
            codatsyncexpenses.SERVERS[0] = production


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """Hold certificates for this run."""
    return Certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(params=["plain", "TLS"])
def healthy_server(
    request: pytest.FixtureRequest, certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Server]:
    """Hold a healthy server, whose answers name the sync that was asked for."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificates.bundle))
    tls = certificates.of("trusted") if request.param == "TLS" else None
    with Server([HEALTHY], tls=tls) as server:
        yield server
