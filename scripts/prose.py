"""Counts the findings in the project's English: those of words.yaml and those of proselint.

It reads Markdown, docstrings, comments, strings of four words or more and the contract. `--list`
prints every finding. Those of a rule with `fail: true` are always printed, and end with status 1.
"""

# proselint has types, but no marker that says so.
# pyright: reportMissingTypeStubs=false

import ast
import io
import json
import re
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

import yaml
from proselint.checks import __register__
from proselint.config import DEFAULT, Config
from proselint.registry import CheckRegistry
from proselint.tools import LintFile

ROOT = Path(__file__).resolve().parents[1]
CODE = re.compile(r"```.*?```|~~~.*?~~~|`[^`]*`|\{[%{#].*?[#%}]\}|<[^>]+>", re.DOTALL)
WORDS = yaml.safe_load((ROOT / "scripts/words.yaml").read_text("utf-8"))
SKIPPED: dict[str, bool] = dict.fromkeys(WORDS["proselint"]["skip"], False)
# The first name that matches a check decides, so that the longer names come first.
CONFIG: Config = {"max_errors": 100, "checks": SKIPPED | DEFAULT["checks"] | SKIPPED}

Text = tuple[str, int, str]  # its kind, its first line, and itself


def python(source: str) -> Iterator[Text]:
    """Yield the docstrings, strings and comments of a module."""
    nodes = list(ast.walk(ast.parse(source)))
    docstrings = {node.value for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield "docstring" if node in docstrings else "string", node.lineno, node.value
    blocks: list[list[tokenize.TokenInfo]] = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            if not blocks or (token.start[0] - 1, token.start[1]) != blocks[-1][-1].start:
                blocks.append([])
            blocks[-1].append(token)
    for block in blocks:
        yield "comment", block[0].start[0], "\n".join(each.string[1:] for each in block)


def markdown(source: str) -> Iterator[Text]:
    """Yield the paragraphs of a document or a template, without code."""
    prose = CODE.sub(lambda code: "\n" * code.group().count("\n") or "_", source)
    for match in re.finditer(r"(?:.+\n?)+", prose):
        yield "markdown", prose.count("\n", 0, match.start()) + 1, match.group()


def contract(source: str) -> Iterator[Text]:
    """Yield every text of a YAML document."""
    for token in yaml.scan(source):
        if isinstance(token, yaml.ScalarToken):
            yield "contract", token.start_mark.line + 1, token.value


def notebook(source: str) -> Iterator[Text]:
    """Yield the prose of a notebook."""
    cells = [cell for cell in json.loads(source)["cells"] if cell["cell_type"] == "markdown"]
    yield from markdown("\n\n".join("".join(cell["source"]) for cell in cells))


READERS = {".py": python, ".md": markdown, ".j2": markdown, ".yaml": contract, ".ipynb": notebook}


def findings(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the kind and the place of each finding in a file."""
    name = path.relative_to(ROOT).as_posix()
    if re.search(WORDS["except"], name):
        return
    page: dict[int, str] = {}
    for where, line, text in READERS[path.suffix](path.read_text("utf-8")):
        if where in {"string", "contract"} and len(text.split()) < 4:
            continue
        for rule in WORDS["rules"]:
            for match in re.finditer(rule["pattern"], text) if where in rule["where"] else ():
                at = line + text.count("\n", 0, match.start())
                yield rule["kind"], f"{name}:{at}: {match.group()!r}: write {rule['instead']}"
        page |= {} if where == "string" else dict(enumerate(text.splitlines(), line))
    content = "\n".join(page.get(line, "") for line in range(max(page, default=0) + 1))
    for found in LintFile(name, content).lint(CONFIG):
        yield "proselint", f"{name}:{found.pos[0] - 2}: {found.check_result.message}"


def main() -> None:
    """Print the counts, and the findings that have to be looked at."""
    CheckRegistry().register_many(__register__)
    files = [path for glob in WORDS["files"] for path in ROOT.glob(glob) if path.suffix in READERS]
    found = [each for path in files for each in findings(path)]
    failed = False
    for rule in (*WORDS["rules"], WORDS["proselint"]):
        places = [place for kind, place in found if kind == rule["kind"]]
        failed |= rule["fail"] and bool(places)
        print(f"{len(places):5} {rule['kind']}{', which is an error' if rule['fail'] else ''}")
        for place in places if rule["fail"] or "--list" in sys.argv else ():
            print(f"      {place}")
    sys.exit(failed)


if __name__ == "__main__":
    main()
