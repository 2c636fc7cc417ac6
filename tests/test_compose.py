"""The example in Node.js: its tests pass with a sandbox, and its containers fit together."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from argparse import Namespace
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from codatsyncexpenses import webhooks
from codatsyncexpenses.sandbox import __main__ as command
from tests.support.documents import ROOT
from tests.support.served import served

FOLDER = ROOT / "examples/compose"
TESTS = FOLDER / "service.test.mjs"
NODE = shutil.which("node")
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load((FOLDER / "compose.yaml").read_text("utf-8"))[
    "services"
]


@pytest.fixture
def environment() -> Iterator[dict[str, str]]:
    """The environment of the tests, in which a sandbox and the service run."""
    with served("--clock", "manual") as sandbox:
        given = {
            **os.environ,
            "CODAT_API_KEY": "sandbox",
            "CODAT_SERVER_URL": sandbox.url,
            "CODAT_WEBHOOK_SECRET": webhooks.new_secret(),
            "PORT": "0",
        }
        with subprocess.Popen(  # noqa: S603 - our own example
            [str(NODE), str(FOLDER / "service.mjs")], env=given, stdout=subprocess.PIPE, text=True
        ) as service:
            assert service.stdout is not None
            try:
                port = service.stdout.readline().split()[-1]
                yield {**given, "SERVICE_URL": f"http://127.0.0.1:{port}"}
            finally:
                service.terminate()


@pytest.mark.skipif(NODE is None, reason="there is no Node.js")
def test_the_tests_of_the_service(environment: dict[str, str]) -> None:
    """All tests of the service pass, which steer the sandbox over HTTP."""
    run = subprocess.run(  # noqa: S603 - our own tests
        [str(NODE), "--test", "--test-reporter=tap", str(TESTS)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    count = len(re.findall("^test\\(", TESTS.read_text("utf-8"), re.MULTILINE))
    assert run.returncode == 0, run.stdout + run.stderr
    assert f"# pass {count}\n" in run.stdout


@pytest.fixture
def options() -> Namespace:
    """The options with which the container of the sandbox runs."""
    text = re.sub(r"\$\{\w+:-(\w+)\}", r"\1", SERVICES["sandbox"]["command"])
    return command._parser("serve").parse_args(shlex.split(text))


def test_the_sandbox_answers_to_its_name(options: Namespace) -> None:
    """The other containers find the sandbox under its name, with its port and key."""
    for name in ("service", "tests"):
        environment = SERVICES[name]["environment"]
        assert environment["CODAT_SERVER_URL"] == f"http://sandbox:{options.port}"
        assert environment["CODAT_API_KEY"] == options.api_key
    assert (options.host, options.allowed_host) == ("0.0.0.0", ["sandbox"])  # noqa: S104 - compared


def test_the_tests_may_steer(options: Namespace) -> None:
    """The container of the tests has the control token of the sandbox."""
    assert SERVICES["tests"]["environment"]["CONTROL_TOKEN"] == options.control_token


def test_webhooks_arrive(options: Namespace) -> None:
    """Webhooks go to the service, signed with the secret that it knows."""
    (address,) = list[str](options.webhook)
    assert urlsplit(address).hostname in SERVICES
    (secret,) = {each["environment"]["CODAT_WEBHOOK_SECRET"] for each in SERVICES.values()}
    assert webhooks.sign(b"", secret, message_id="check")


def test_ports_are_of_this_machine() -> None:
    """No container can be reached from other machines."""
    ports = [port for each in SERVICES.values() for port in each.get("ports", [])]
    assert [port.split(":")[0] for port in ports] == ["127.0.0.1"] * 2
