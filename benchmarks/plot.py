"""The ratios as bars on a logarithmic scale, drawn by matplotlib as SVG."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from matplotlib import style
from matplotlib.figure import Figure

from .run import Samples
from .table import CASES, LIMIT, OURS, PEER, ratio, rounded

COLORS = {OURS: "#2f81f7", LIMIT: "#8b949e", PEER: "#d29922"}
THICKNESS = 0.25  # of the distance between two cases

# Text stays text, and the same samples give the same bytes.
SETTINGS = {"svg.fonttype": "none", "svg.hashsalt": "benchmarks", "font.size": 8}
METADATA = {"Title": "Ratio to raw requests, on a logarithmic scale", "Date": None}


def draw(samples: Samples, path: Path) -> None:
    """Write the chart as an SVG file."""
    with style.context(SETTINGS):
        # matplotlib types no keyword argument of its methods.
        figure: Any = Figure(figsize=(9, 6), layout="constrained")
        axes = figure.subplots()
        _bars(axes, samples)
        _goals(axes)
        axes.axvline(1, color="black", linewidth=0.8)
        axes.set(xscale="log", xlim=(0.05, 500), xlabel="ratio to raw requests (1)")
        axes.xaxis.set_major_formatter("{x:g}")
        axes.set_yticks(range(len(CASES)), [case.title.replace("`", "") for case in CASES])
        axes.tick_params(axis="y", length=0)
        axes.invert_yaxis()
        axes.spines[["top", "right", "left"]].set_visible(False)
        figure.legend(loc="outside upper right", ncols=4, frameon=False)
        figure.savefig(path, format="svg", metadata=METADATA)


def _bars(axes: Any, samples: Samples) -> None:
    for number, (name, color) in enumerate(COLORS.items(), start=-1):
        ratios = [ratio(samples, case, name) or float("nan") for case in CASES]
        places = [place + number * THICKNESS for place in range(len(CASES))]
        # A bar begins at 1: less than raw ends left of it, more ends right of it.
        lengths = [value - 1 for value in ratios]
        bars = axes.barh(places, lengths, THICKNESS, left=1, color=color, label=name)
        axes.bar_label(bars, [*map(rounded, ratios)], padding=2, fontsize=6)


def _goals(axes: Any) -> None:
    goals = {place: case.goal for place, case in enumerate(CASES) if case.goal}
    top, bottom = ([place + side for place in goals] for side in (-0.45, 0.45))
    axes.vlines([*goals.values()], top, bottom, color="#1a7f37", label="goal: left of this")
