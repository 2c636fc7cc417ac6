"""`doctor`: looks at the settings, makes one request, and tells what comes of it."""

from __future__ import annotations

import os
from dataclasses import asdict

from rich.table import Table
from rich.text import Text

from . import _checks, _tables, _trial
from ._checks import Check
from ._errors import FAILED
from ._output import say_json, shown

_STATES = {
    "ok": _tables.Outcome("ok", "✓", "+", "green"),
    "warn": _tables.Outcome("warn", "!", "!", "yellow"),
    "fail": _tables.Outcome("fail", "✗", "x", "red"),
    "skip": _tables.Outcome("skip", "-", "-", "dim"),
}


def doctor(*, as_json: bool) -> int:
    """Make all checks and show them; the exit code tells whether there is a fault."""
    checks = _all()
    faulty = any(check.state == "fail" for check in checks)
    if as_json:
        say_json({"ok": not faulty, "checks": [asdict(check) for check in checks]}, indent=2)
    else:
        _tables.show(_table(checks))
    return FAILED if faulty else 0


def _all() -> list[Check]:
    credential = _checks.credential(os.environ)
    server, address = _checks.server(os.environ)
    checks = [_checks.versions(), credential, server]
    if address is None:
        return checks
    trial = _trial.make(address, with_key=credential.state != "fail")
    return [*checks, _checks.proxy(address), *(judge(trial) for judge in _trial.JUDGES)]


def _table(checks: list[Check]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for check in checks:
        said = Text(shown(check.finding))
        if check.advice:
            said.append(f"\n{shown(check.advice)}", style="italic")
        table.add_row(_tables.badge(_STATES[check.state]), check.name, said)
    return table
