"""Facts about the repository as a whole: what must not be in it, and what must agree."""

import re
import shlex
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


def workflow(name: str) -> dict[str, Any]:
    """Return a workflow of GitHub's."""
    text = (ROOT / ".github" / "workflows" / name).read_text("utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def steps(name: str) -> list[dict[str, Any]]:
    """List the steps of all jobs of a workflow."""
    return [step for job in workflow(name)["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("name", ["ci.yml", "release.yml"])
def test_actions_are_pinned(name: str) -> None:
    """Every action is pinned to a commit, because a tag can be moved."""
    used = [step["uses"] for step in steps(name) if "uses" in step]
    assert used
    assert [each for each in used if not re.fullmatch(r"[\w/.-]+@[0-9a-f]{40}", each)] == []


def test_workflows_run_the_commands_of_ci_run() -> None:
    """GitHub runs the targets of .ci/run; one machine for each Python replaces make test-others."""
    jobs = workflow("ci.yml")["jobs"]
    listed = re.search(r"for target in (.*); do", (ROOT / ".ci" / "run").read_text("utf-8"))
    assert listed
    expected = set(shlex.split(listed[1])) - {"test-others"}
    assert {"test", *jobs["check"]["strategy"]["matrix"]["target"]} == expected
    commands = {job: [step.get("run") for step in jobs[job]["steps"]] for job in jobs}
    assert "make test" in commands["test"]
    assert "make ${{ matrix.target }}" in commands["check"]


def test_every_python_of_the_workflow_is_in_the_metadata() -> None:
    """The workflow tests each minor version from the oldest on, and the classifiers list it."""
    pythons = workflow("ci.yml")["jobs"]["test"]["strategy"]["matrix"]["python"]
    about = metadata.metadata("codatsyncexpenses")
    classifiers = {f"Programming Language :: Python :: {python}" for python in pythons}
    assert pythons == [f"3.{minor}" for minor in range(10, 10 + len(pythons))]
    assert about["Requires-Python"] == f">={pythons[0]}"
    assert classifiers <= set(about.get_all("Classifier", []))


def test_only_the_job_that_publishes_gets_a_token_of_the_index() -> None:
    """Jobs with an identity token are the one that attests and the one that publishes."""
    jobs = workflow("release.yml")["jobs"]
    holders = {name for name, job in jobs.items() if "id-token" in job["permissions"]}
    assert holders == {"build", "publish"}
    assert [step for step in jobs["publish"]["steps"] if "run" in step] == []


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


def test_the_changelog_leads_with_the_version_or_what_comes_after_it(
    gen_yaml: dict[str, Any], texts: dict[str, str]
) -> None:
    """The newest release in the changelog is the version of gen.yaml, with its date."""
    sections = re.findall(r"(?m)^## (.+)$", texts["CHANGELOG.md"])
    newest = next(each for each in sections if each != "Unreleased")
    assert re.fullmatch(rf"{re.escape(gen_yaml['version'])} - \d{{4}}-\d\d-\d\d", newest)


@pytest.mark.parametrize("name", ["README.md", "docs/guides/versions.md"])
def test_the_range_to_pin_is_that_of_the_version(
    name: str, gen_yaml: dict[str, Any], texts: dict[str, str]
) -> None:
    """Documents pin one minor release before 1.0.0, and one major release from then on."""
    major, minor, _ = map(int, gen_yaml["version"].split("."))
    pinned = f">={major},<{major + 1}" if major else f">=0.{minor},<0.{minor + 1}"
    assert f"codatsyncexpenses{pinned}" in texts[name]


def test_the_import_name_is_the_package_name(gen_yaml: dict[str, Any]) -> None:
    """The package that gen.yaml names is the one in src."""
    assert (ROOT / "src" / gen_yaml["packageName"]).is_dir()
