"""Runs the suite on every supported Python that is present, and with the oldest dependencies."""

import os
import sys
from pathlib import Path

import nox

PYTHONS = ("3.10", "3.11", "3.12", "3.13")
MINE = f"{sys.version_info.major}.{sys.version_info.minor}"

# What comes out alike on every Python: it is run once, where the documents' tools are.
ONCE = ("docs", "events", "fuzz", "imports", "query", "repository", "wire")

# Half of the suite's time is waiting for time-outs: on two cores, six processes take less than half
# of what two take.
SUITE = ("python", "-m", "pytest", "-n", "6")

nox.needs_version = ">=2025.2.9"
nox.options.sessions = ["tests"]
nox.options.reuse_venv = "yes"
nox.options.download_python = "never"
# A Python that is missing is named in nox's summary and skipped.
nox.options.error_on_missing_interpreters = False


def release(version: Path) -> tuple[int, ...]:
    """Give a pyenv version as numbers, so that 3.10.13 counts as newer than 3.10.9."""
    return tuple(int(part) for part in version.name.split(".") if part.isdecimal())


def pyenv_directories() -> list[str]:
    """Find the newest Python of each line that pyenv has, whichever of them it has switched on."""
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    found = [sorted(versions.glob(f"{python}.*"), key=release) for python in PYTHONS]
    return [str(installed[-1] / "bin") for installed in found if installed]


# pyenv's own shims come after these, because a shim fails for a version that is not switched on.
os.environ["PATH"] = os.pathsep.join(
    [*pyenv_directories(), os.environ.get("PATH", os.defpath), str(Path(sys.base_prefix, "bin"))]
)


def install(session: nox.Session) -> None:
    """Install what the suite needs."""
    session.install("--quiet", "--editable", ".[test]")
    # Celery, which only the tests use, holds it at an old release.
    session.install("--quiet", "--upgrade", "--no-deps", "python-dateutil")


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the suite; what follows `--` goes to pytest."""
    install(session)
    session.run(*SUITE, *session.posargs)


@nox.session(python=[python for python in PYTHONS if python != MINE])
def others(session: nox.Session) -> None:
    """Run it on every Python but the one that runs this, for whoever has run all of it there."""
    install(session)
    left_out = [f"--ignore-glob=*/test_{name}.py" for name in ONCE]
    session.run(*SUITE, *left_out, "--ignore=tests/properties", *session.posargs)


@nox.session(python=PYTHONS)
def lowest(session: nox.Session) -> None:
    """Run the suite with the oldest dependencies that are allowed; the tools stay new."""
    project = nox.project.load_toml("pyproject.toml")["project"]
    extras = project["optional-dependencies"]
    bounds = [*project["dependencies"], *extras["cli"], *extras["progress"], *extras["sandbox"]]
    oldest = Path(session.create_tmp(), "oldest.txt")
    oldest.write_text("\n".join(bound.replace(">=", "==") for bound in bounds), "utf-8")
    session.install("--quiet", "--editable", ".[test]", "--constraint", str(oldest))
    session.run(*SUITE, *session.posargs)
