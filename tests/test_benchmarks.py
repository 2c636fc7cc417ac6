"""The chart of the benchmarks."""

from pathlib import Path

import pytest

from benchmarks.table import CASES, LIMIT, OURS, RAW

pytest.importorskip("matplotlib", reason="matplotlib comes with the group docs")

from benchmarks.plot import draw


def test_the_chart_follows_from_the_samples(tmp_path: Path) -> None:
    """The same samples give the same bytes, with every case and ratio as text."""
    samples = {
        (name, contestant): [seconds]
        for contestant, seconds in ((RAW, 2.0), (OURS, 1.0), (LIMIT, 0.5))
        for case in CASES
        for name in filter(None, (case.name, case.base))
    }
    charts = [tmp_path / "first.svg", tmp_path / "second.svg"]
    for chart in charts:
        draw(samples, chart)
    first, second = (chart.read_text("utf-8") for chart in charts)
    assert first == second
    assert [case.title for case in CASES if case.title.replace("`", "") not in first] == []
    assert ">0.50</text>" in first
