"""Compare this package with the published 3.1.0 and 9.0.0: `python -m tests.comparison`.

Installs each into an environment below `.comparison`, lets it call a sandbox, and prints what it
does as a Markdown table. The guide `docs/guides/comparison.md` quotes it.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import venv
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from codatsyncexpenses.sandbox import Sandbox, companies, faults

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / ".comparison"
PEERS = {
    "ours": str(ROOT),
    "3.1.0": "codat-sync-for-expenses==3.1.0",
    "9.0.0": "codat-sync-for-expenses==9.0.0",
}
ASYNC = "ours, asynchronous"
INSTALLED = {**PEERS, ASYNC: f"{ROOT}[async]"}
CALLS = 20  # at once
ID = companies.SUCCEEDS.id
NAME = companies.SUCCEEDS.name
DETAIL = "faults that end in neither the value nor an error of the package"
EXACT = "12345678901234567.89"


def interpreter(name: str) -> Path:
    """Return the interpreter of an environment that has a package, made at first use."""
    home = HOME / name
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    made = home / ".made"
    if not made.exists():
        venv.create(home, clear=True, with_pip=True)
        pip: list[str | Path] = [
            python,
            "-m",
            "pip",
            "--disable-pip-version-check",
            "install",
            "--quiet",
        ]
        subprocess.run([*pip, INSTALLED[name]], check=True)  # noqa: S603
        made.touch()
        (HOME / ".gitignore").write_text("*\n")
    return python


def environment() -> dict[str, str]:
    """Return the environment of a probe: no proxy, no netrc, no source of this repository."""
    drop = ("all_proxy", "http_proxy", "https_proxy", "pythonpath")
    kept = {name: value for name, value in os.environ.items() if name.lower() not in drop}
    return {**kept, "NETRC": os.devnull, "NO_PROXY": "*"}


class Contestant:
    """One package in a process of its own."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.python = interpreter(name)
        self.process = subprocess.Popen(  # noqa: S603
            [self.python, Path(__file__).with_name("probes.py")],
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def ask(self, probe: str, **keywords: object) -> Any:
        """Run a probe, and return its answer."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"probe": probe, **keywords}) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def rows(self) -> dict[str, str]:
        """Return everything that the table says of it."""
        found = {"installed": str(self.ask("size"))}
        found |= {name: "yes" if has else "no" for name, has in self.ask("features").items()}
        found[f"{CALLS} asynchronous calls at once, 0.5 s each"] = self.at_once()
        found["repr shows the credential"] = "yes" if self.ask("secret") else "no"
        found |= self.writes() | self.money() | self.replies() | self.survived()
        return found

    def at_once(self) -> str:
        """Return how asynchronous calls end that the server answers half a second later."""
        if self.name == "3.1.0":
            return "none"
        caller = Contestant(ASYNC) if self.name == "ours" else self
        with Sandbox(concurrency=None) as sandbox:
            sandbox.next_replies(faults.hang(0.5), times=CALLS + 1)
            ended = str(caller.ask("at_once", url=sandbox.url, company_id=ID, calls=CALLS))
        if caller is not self:
            caller.close()
        return ended

    def writes(self) -> dict[str, str]:
        """Return how a POST is repeated after a 503, and when after a 429."""
        with Sandbox() as sandbox:
            sandbox.next_replies(faults.reset(processed=True), 503)
            ended = self.ask("write", url=sandbox.url)
            keys = {each.headers.get("Idempotency-Key") for each in sandbox.requests}
            sent = len(sandbox.requests)
            with sandbox.client() as s:
                stored = len(s.companies.list_all(query="name=Toft stores").to_list())
        with Sandbox() as sandbox:
            sandbox.next_replies(faults.rate_limited(2))
            self.ask("fault", url=sandbox.url, company_id=ID, name=NAME)
            times = [each.at for each in sandbox.requests]
        pause = (times[-1] - times[0]).total_seconds() if len(times) > 1 else None
        return {
            "POST: lost answer, then 503": f"{ended}; {sent} requests, "
            f"{'no key' if None in keys else f'{len(keys)} key'}, companies created: {stored}",
            "pause after Retry-After: 2": "no retry" if pause is None else f"{pause:.1f} s",
        }

    def money(self) -> dict[str, str]:
        """Return how amounts arrive."""
        found: dict[str, str] = {}
        for text in (EXACT, "f0.1"):
            with Sandbox() as sandbox:
                said = self.ask("amount", url=sandbox.url, company_id=ID, text=text)
                bodies = [bytes(each.body or b"").decode() for each in sandbox.requests]
            match = re.search(r'"netAmount":\s*([^,}]+)', "".join(bodies))
            label = f"float {text[1:]}" if text.startswith("f") else f"Decimal {text}"
            found[label] = f"sent as {match[1]}" if match else f"not sent: {said}"
        return found

    def replies(self) -> dict[str, str]:
        """Return how single answers are read."""
        found: dict[str, str] = {}
        with Sandbox() as sandbox:
            sandbox.next_replies(faults.hang(60), times=500)
            ended = self.ask("silence", url=sandbox.url, company_id=ID, name=NAME)
            found["silent server"] = f"{ended}; {len(sandbox.requests)} requests"
        for label, reply in (("402", 402), ("503 throughout", 503)):
            with Sandbox() as sandbox:
                sandbox.next_replies(reply, times=500)
                found[label] = self.ask("fault", url=sandbox.url, company_id=ID, name=NAME)
        with Sandbox() as sandbox:
            ended = self.ask("identifier", url=sandbox.url, company_id="")
            paths = [each.path for each in sandbox.requests]
        found["an empty id"] = f"{ended}; asked for {', '.join(paths) or 'nothing'}"
        return found

    def survived(self) -> dict[str, str]:
        """Return how a GET ends with each fault of the sandbox."""
        ends: Counter[str] = Counter()
        detail: list[str] = []
        for name, reply in faults.ALL.items():
            with Sandbox() as sandbox:
                sandbox.next_replies(reply)
                end = self.ask("fault", url=sandbox.url, company_id=ID, name=NAME)
            ends[re.split(":| in ", end)[0]] += 1
            if end not in ("value", "error"):
                detail.append(f"{name} ({end})")
        labels = ("value", "error", "foreign", "neither", "wrong value", "no end")
        counts = {f"{len(faults.ALL)} faults: {each}": str(ends[each]) for each in labels}
        return {**counts, DETAIL: ", ".join(detail)}

    def close(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.wait()


def main() -> None:
    """Print the table."""
    contestants = {name: Contestant(name) for name in PEERS}
    try:
        with ThreadPoolExecutor(len(PEERS)) as pool:
            found = dict(zip(PEERS, pool.map(Contestant.rows, contestants.values()), strict=True))
    finally:
        for each in contestants.values():
            each.close()
    details = [f"{DETAIL}, {name}: {rows.pop(DETAIL) or 'none'}" for name, rows in found.items()]
    lines = [f"| | {' | '.join(PEERS)} |", "|---|---|---|---|"]
    table = {row: [each[row] for each in found.values()] for row in found["ours"]}
    lines += [f"| {row} | {' | '.join(cells)} |" for row, cells in table.items()]
    lines += ["", *details]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
