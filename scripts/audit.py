"""Looks for known vulnerabilities in what a user installs: the dependencies and every extra.

Fails on a vulnerability, and on any package that could not be looked up.
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


def main() -> None:
    """Resolve them to their newest versions in an empty environment, and audit all of it."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder, "requirements.txt")
        wanted.write_text("\n".join(requirements()), "utf-8")
        command = [sys.executable, "-m", "pip_audit", "--strict", "--requirement", str(wanted)]
        sys.exit(subprocess.run(command, check=False).returncode)


if __name__ == "__main__":
    main()
