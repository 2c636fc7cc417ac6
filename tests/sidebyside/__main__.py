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
from pathlib import Path
from typing import Any

from .compare import DEPARTURES, departure, differences
from .server import Recorder

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


def run(python: Path, server: Recorder, ours: bool) -> dict[str, Any]:
    """Collect what one interpreter sends and gets, by scenario."""
    drop = ("all_proxy", "http_proxy", "https_proxy", *(() if ours else ("pythonpath",)))
    environment = {name: value for name, value in os.environ.items() if name.lower() not in drop}
    done = subprocess.run(  # noqa: S603
        [python, "-m", f"{__package__}.calls", server.url],
        cwd=ROOT,
        env={**environment, "NETRC": os.devnull, "NO_PROXY": "*"},
        stdout=subprocess.PIPE,
        timeout=300,
        check=True,
    )
    sent = server.take()
    got: dict[str, Any] = json.loads(done.stdout)
    return {name: {"sent": sent.get(name, []), "got": value} for name, value in got.items()}


def table(peer: dict[str, Any], ours: dict[str, Any]) -> tuple[list[str], set[str], bool]:
    """Make the rows; tell the departures seen, and whether all is as declared."""
    rows: list[str] = []
    seen: set[str] = set()
    fine = True
    for scenario, result in peer.items():
        known: list[str] = []
        unknown: list[str] = []
        for found in differences(scenario, result, ours[scenario]):
            declared = departure(scenario, found)
            if declared is None:
                unknown.append(f"`{found.path}`: {found.peer} → {found.ours}")
            elif declared.name not in known:
                known.append(declared.name)
        verdict = "**NO**" if unknown else "as declared" if known else "yes"
        text = "; ".join([*unknown, *known]).replace("|", "\\|").replace("\n", "⏎")
        rows.append(f"| {scenario} | {verdict} | {text} |")
        seen.update(known)
        fine = fine and not unknown
    return rows, seen, fine


def main() -> int:
    """Run both, print the table and say whether all is as declared."""
    parser = argparse.ArgumentParser(prog=f"python -m {__package__}", description=__doc__)
    parser.add_argument("--peer-python", type=Path, help="an interpreter that has 3.1.0 installed")
    peer_python = parser.parse_args().peer_python or made_peer()
    with Recorder() as server:
        threading.Thread(target=server.serve_forever, args=(0.05,)).start()
        try:
            peer = run(peer_python, server, ours=False)
            ours = run(Path(sys.executable), server, ours=True)
        finally:
            server.shutdown()
    version = peer["configuration"]["got"]["returned"]["sdk_version"]
    if version != PEER:
        sys.exit(f"{peer_python} has {version} installed, not {PEER}")
    rows, seen, fine = table(peer, ours)
    lines = ["| scenario | same? | difference (3.1.0 → ours) |", "|---|---|---|", *rows]
    lines += ["", "Declared departures:", ""]
    for name, why in {one.name: one.why for one in DEPARTURES}.items():
        lines.append(f"- {name}: {why}{'' if name in seen else ' **(not seen)**'}")
    lines += ["", f"{len(rows)} scenarios. {'All as declared.' if fine else 'NOT as declared.'}"]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
