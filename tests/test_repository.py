"""Facts about the repository as a whole: what must not be in it, and what must agree."""

import re
import subprocess
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts import audit
from tests.support.documents import ROOT

# Written so that no pattern finds itself here.
UNWANTED = {
    "a credential": r"Basic +[A-Za-z0-9+/]{20,}={0,2}",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "a token": r"\b(?:gh[opsu]_\w{20,}|pypi-\w{16,}|AKIA[0-9A-Z]{16})\b",
    "a path of one machine": r"(?<![\w.~/-])/(?:home|root|tmp|Users|work)/\w+",
    "a drive of one machine": r"\b[A-Z]:\\+Users\b",
    "an open end": r"\b(?:TOD[O]|FIXM[E]|XX[X])\b",
}


def repository_files() -> list[Path]:
    """List the files of the repository: those that git tracks, or all of an unpacked sdist."""
    if not (ROOT / ".git").exists():
        return [path for path in ROOT.rglob("*") if path.is_file()]
    command = ["git", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - fixed
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Hold the text of every file, by its name."""
    files = {str(path.relative_to(ROOT)): path.read_bytes() for path in repository_files()}
    return {name: raw.decode("utf-8") for name, raw in files.items() if b"\0" not in raw}


@pytest.fixture(scope="module")
def gen_yaml() -> dict[str, Any]:
    """Hold the `python` section of gen.yaml."""
    text = (ROOT / "gen.yaml").read_text("utf-8")
    section: dict[str, Any] = yaml.safe_load(text)["python"]
    return section


@pytest.mark.parametrize(("kind", "pattern"), UNWANTED.items(), ids=list(UNWANTED))
def test_files_are_free_of(kind: str, pattern: str, texts: dict[str, str]) -> None:
    """No file holds what only one machine knows, nobody may read, or somebody left undone."""
    found = {name: re.findall(pattern, text) for name, text in texts.items()}
    assert {name: hits for name, hits in found.items() if hits} == {}, f"found {kind}"


def test_no_file_is_a_link() -> None:
    """A link is of no use elsewhere, and one to an environment would replace it."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    command = ["git", "ls-files", "--stage"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - fixed
    assert [line for line in listed.stdout.splitlines() if line.startswith("120000")] == []


def test_the_audit_looks_at_lower_bounds() -> None:
    """The oldest versions that the audit looks at are the bounds of pyproject.toml."""
    bounds = audit.oldest(["requests>=2.33", "pytest>=7", "urllib3>=2.7"])
    assert bounds == ["requests==2.33", "urllib3==2.7"]
    exact = [each for each in audit.oldest(audit.requirements()) if each.count("==") == 1]
    assert exact == audit.oldest(audit.requirements())


@pytest.mark.parametrize(
    ("key", "field"),
    [
        ("packageName", "Name"),
        ("version", "Version"),
        ("description", "Summary"),
        ("author", "Author"),
    ],
)
def test_the_package_says_what_gen_yaml_says(
    key: str, field: str, gen_yaml: dict[str, Any]
) -> None:
    """Name, version, description and author are those of gen.yaml."""
    assert metadata.metadata("codatsyncexpenses")[field] == str(gen_yaml[key])


def test_the_import_name_is_the_package_name(gen_yaml: dict[str, Any]) -> None:
    """The package that gen.yaml names is the one in src."""
    assert (ROOT / "src" / gen_yaml["packageName"]).is_dir()
