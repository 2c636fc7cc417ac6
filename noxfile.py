"""Runs the suite on the other supported Pythons, and with the oldest dependencies."""

import os
import sys
from pathlib import Path

import nox

PYTHONS = ("3.10", "3.11", "3.12", "3.13", "3.14", "3.15")
MINE = f"{sys.version_info.major}.{sys.version_info.minor}"

# What comes out alike on every Python, and is run once.
ONCE = (
    "properties",
    "slow",
    "generator",
    "sandbox",
    "test_benchmarks.py",
    "test_docs.py",
    "test_drift.py",
    "test_fuzz.py",
    "test_imports.py",
    "utils/test_query.py",
    "bases/test_events.py",
    "cli/test_outbox.py",
    "companions/test_deliveries.py",
    "outbox/test_adding.py",
    "outbox/test_database.py",
    "outbox/test_ledger.py",
    "test_repository.py",
    "test_surface.py",
    "test_wire.py",
)

# What takes as long as all the rest, and is run on the oldest Python too.
OLDEST = (
    "cli",
    "faults/test_faults.py",
    "outbox",
    "test_async_frames.py",
    "test_examples.py",
    "test_frames.py",
    "test_testing.py",
    "transport",
)

# Much of the suite's time is waiting: on two cores, six processes take half of what two take.
SUITE = ("python", "-m", "pytest", "-n", "6")

PROJECT = nox.project.load_toml("pyproject.toml")

nox.needs_version = ">=2025.2.9"
nox.options.sessions = ["others"]
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


def install(session: nox.Session, *options: str) -> None:
    """Install the package and what runs beside it."""
    needed = nox.project.dependency_groups(PROJECT, "companions")
    session.install(
        "--quiet", "--editable", ".[async,cli,outbox,progress,sandbox]", *needed, *options
    )


@nox.session(python=[python for python in PYTHONS if python != MINE])
def others(session: nox.Session) -> None:
    """Run the suite on every Python but this one, without what comes out alike on each."""
    install(session)
    # Celery, which only the tests use, holds it at an old release.
    session.install("--quiet", "--upgrade", "--no-deps", "python-dateutil")
    once = ONCE if session.python == PYTHONS[0] else (*ONCE, *OLDEST)
    ignored = (f"--ignore=tests/{name}" for name in once)
    session.run(*SUITE, "-k", "not uvloop", *ignored, *session.posargs)


@nox.session(python=PYTHONS)
def lowest(session: nox.Session) -> None:
    """Run the suite with the oldest dependencies that are allowed; the tools stay new."""
    project = PROJECT["project"]
    extras = project["optional-dependencies"]
    named = ("async", "cli", "outbox", "progress", "sandbox")
    bounds = [*project["dependencies"], *(bound for name in named for bound in extras[name])]
    oldest = Path(session.create_tmp(), "oldest.txt")
    oldest.write_text("\n".join(bound.replace(">=", "==") for bound in bounds), "utf-8")
    install(session, "--constraint", str(oldest))
    session.run(*SUITE, "--ignore=tests/slow", *session.posargs)
