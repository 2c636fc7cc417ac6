"""Looks for known vulnerabilities in what a user installs: the dependencies and every extra.

Looks at the newest versions and at the oldest that are allowed. Fails on a vulnerability, and on
any package that could not be looked up.
"""

import subprocess
import sys
import tempfile
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

PACKAGE = "codatsyncexpenses"


def requirements() -> list[str]:
    """List what the package and its extras need; the package itself is on no index yet."""
    extras = ["", *(metadata.metadata(PACKAGE).get_all("Provides-Extra") or ())]
    found: set[str] = set()
    for needed in map(Requirement, metadata.requires(PACKAGE) or ()):
        wanted = needed.marker is None or any(
            needed.marker.evaluate({"extra": extra}) for extra in extras
        )
        if wanted and needed.name != PACKAGE:
            needed.marker = None
            found.add(str(needed))
    return sorted(found)


def oldest(wanted: list[str]) -> list[str]:
    """Hold requirements to their lower bounds.

    pytest is left out: whoever tests with the extra `testing` has chosen a version.
    """
    return [each.replace(">=", "==") for each in wanted if not each.startswith("pytest")]


def audit(wanted: list[str]) -> int:
    """Resolve requirements in an empty environment, and audit all of it; return the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "requirements.txt")
        file.write_text("\n".join(wanted), "utf-8")
        command = [sys.executable, "-m", "pip_audit", "--strict", "--requirement", str(file)]
        return subprocess.run(command, check=False).returncode


def main() -> None:
    """Audit both."""
    wanted = requirements()
    sys.exit(max(audit(wanted), audit(oldest(wanted))))


if __name__ == "__main__":
    main()
