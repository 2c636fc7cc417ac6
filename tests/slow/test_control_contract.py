"""The control of the sandbox against contract/sandbox.yaml, tested with schemathesis."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from codatsyncexpenses.sandbox import Sandbox, companies
from codatsyncexpenses.sandbox._wire.control import ROUTES
from tests.support.documents import ROOT

pytestmark = pytest.mark.skipif(
    sys.version_info < (3, 11), reason="schemathesis has no version for Python 3.10"
)

DOCUMENT = yaml.safe_load((ROOT / "contract/sandbox.yaml").read_text("utf-8"))
CONFIG = f"""
color = false
cache = {{ enabled = false }}
generation = {{ deterministic = true, database = "none", max-examples = 5 }}
reports.json.path = "report.json"
dictionaries.companies.values = ["{companies.SUCCEEDS.id}"]
parameters."path.companyId" = {{ dictionary = "companies", probability = 0.9 }}
dictionaries.connections.values = ["{companies.CONNECTION_ID}"]
parameters."path.connectionId" = {{ dictionary = "connections", probability = 0.9 }}
[checks]
positive_data_acceptance.expected-statuses = ["2xx", "400", "404"]
negative_data_rejection.expected-statuses = ["400", "404", "405", "413"]
"""


def test_the_control_keeps_its_contract(tmp_path: Path) -> None:
    """Every response of the control fits its document, for valid and for invalid requests."""
    document: Any = {**DOCUMENT, "servers": []}
    (tmp_path / "contract.json").write_text(json.dumps(document), "utf-8")
    (tmp_path / "schemathesis.toml").write_text(CONFIG, "utf-8")
    command = "from schemathesis.cli import schemathesis; schemathesis()"
    phases = ["--phases", "examples,coverage,fuzzing"]
    with Sandbox(clock="manual") as sandbox:
        ran = subprocess.run(  # noqa: S603 - fixed
            [sys.executable, "-c", command, "run", "contract.json", "--url", sandbox.url, *phases],
            cwd=tmp_path,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            check=False,
            capture_output=True,
            encoding="utf-8",
            timeout=100,
        )
    text = ran.stdout + ran.stderr
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert (report["failures"], report["errors"]) == ([], []), text
    assert report["operations"]["tested"] == len(ROUTES) + 1
