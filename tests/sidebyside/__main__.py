"""Compare this package with the published 3.1.0, call by call: `python -m tests.sidebyside`.

Prints a Markdown table. The exit code is 1 where something differs that nobody declared.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .compare import Difference, departure, differences
from .departures import DEPARTURES
from .methods import METHODS
from .server import Recorder
from .surface import answers

if TYPE_CHECKING:
    from .classes import Plan

ROOT = Path(__file__).resolve().parents[2]
PEER = "3.1.0"


def made_peer() -> Path:
    """Give the interpreter of an environment with the published package, made at first use."""
    home = ROOT / ".sidebyside"
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    made = home / ".gitignore"  # written last, so that a half-made environment is made anew
    if not made.exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", home], check=True)  # noqa: S603
        pip: list[str | Path] = [
            python,
            "-m",
            "pip",
            "--disable-pip-version-check",
            "install",
            "--quiet",
        ]
        subprocess.run([*pip, f"codat-sync-for-expenses=={PEER}"], check=True)  # noqa: S603
        made.write_text("*\n")
    return python


def told(python: Path, ours: bool, module: str, *arguments: str, given: Any = None) -> Any:
    """Run a module under an interpreter, and read the JSON that it prints."""
    drop = ("all_proxy", "http_proxy", "https_proxy", *(() if ours else ("pythonpath",)))
    environment = {name: value for name, value in os.environ.items() if name.lower() not in drop}
    done = subprocess.run(  # noqa: S603
        [python, "-m", f"{__package__}.{module}", *arguments],
        cwd=ROOT,
        env={**environment, "NETRC": os.devnull, "NO_PROXY": "*"},
        input=json.dumps(given).encode(),
        stdout=subprocess.PIPE,
        timeout=300,
        check=True,
    )
    return json.loads(done.stdout)


def run(python: Path, server: Recorder, ours: bool, plan: Plan) -> dict[str, Any]:
    """Collect what one interpreter sends and gets, by scenario."""
    got: dict[str, Any] = told(python, ours, "calls", server.url, given=plan)
    sent = server.take()
    return {name: {"sent": sent.get(name, []), "got": value} for name, value in got.items()}


class Table:
    """The rows of the comparison, and how it went."""

    def __init__(self, peer: dict[str, Any], ours: dict[str, Any]) -> None:
        self.rows: list[str] = []
        self.seen: set[str] = set()
        self.verdicts: Counter[str] = Counter()
        for scenario, result in peer.items():
            self._add(scenario, differences(scenario, result, ours[scenario]))

    def _add(self, scenario: str, found: list[Difference]) -> None:
        known: list[str] = []
        unknown: list[str] = []
        for one in found:
            declared = departure(scenario, one)
            if declared is None:
                unknown.append(f"`{one.path}`: {one.peer} → {one.ours}")
            elif declared.name not in known:
                known.append(declared.name)
        verdict = "**NO**" if unknown else "as declared" if known else "yes"
        text = "; ".join([*unknown, *known]).replace("|", "\\|").replace("\n", "⏎")
        self.rows.append(f"| {scenario} | {verdict} | {text} |")
        self.seen.update(known)
        self.verdicts[verdict] += 1

    def lines(self) -> list[str]:
        """Write all of it, the counts last."""
        lines = ["| scenario | same? | difference (3.1.0 → ours) |", "|---|---|---|", *self.rows]
        lines += ["", "Declared departures:", ""]
        for name, why in {one.name: one.why for one in DEPARTURES}.items():
            lines.append(f"- {name}: {why}{'' if name in self.seen else ' **(not seen)**'}")
        same, known, unknown = (self.verdicts[each] for each in ("yes", "as declared", "**NO**"))
        counts = f"{len(self.rows)} scenarios over the {len(METHODS)} operations of {PEER}"
        how = f"{same} alike, {known} alike but for what is declared, {unknown} NOT as declared"
        return [*lines, "", f"{counts}: {how}."]


def main() -> int:
    """Run both, print the table and say whether all is as declared."""
    parser = argparse.ArgumentParser(prog=f"python -m {__package__}", description=__doc__)
    parser.add_argument("--peer-python", type=Path, help="an interpreter that has 3.1.0 installed")
    peer_python = parser.parse_args().peer_python or made_peer()
    plan: Plan = told(peer_python, False, "classes")
    with Recorder() as server:
        server.scenarios.update(answers(plan))
        threading.Thread(target=server.serve_forever, args=(0.05,)).start()
        try:
            peer = run(peer_python, server, ours=False, plan=plan)
            ours = run(Path(sys.executable), server, ours=True, plan=plan)
        finally:
            server.shutdown()
    version = peer["configuration"]["got"]["returned"]["sdk_version"]
    if version != PEER:
        sys.exit(f"{peer_python} has {version} installed, not {PEER}")
    if missed := peer["methods"]["got"]["returned"].keys() ^ METHODS.keys():
        sys.exit(f"methods.py and {PEER} differ: {', '.join(sorted(missed))}")
    table = Table(peer, ours)
    sys.stdout.write("\n".join(table.lines()) + "\n")
    return 1 if table.verdicts["**NO**"] else 0


if __name__ == "__main__":
    sys.exit(main())
