"""The ratios as bars on a logarithmic scale, drawn as SVG by hand."""

from __future__ import annotations

from html import escape
from math import log10

from .run import Samples
from .table import CASES, LIMIT, OURS, PEER, ratio

COLOURS = {OURS: "#2f81f7", LIMIT: "#8b949e", PEER: "#d29922"}
LEFT, WIDTH, BAR, GAP, TOP = 365, 500, 9, 14, 44
LOWEST, HIGHEST = -2, 3  # powers of ten at the axis' ends

STYLE = """\
text { font: 12px system-ui, sans-serif; fill: #57606a }
line { stroke: #8c959f; stroke-opacity: 0.4 }
.raw { stroke-opacity: 1 }
.goal { stroke: #1a7f37; stroke-opacity: 1; stroke-width: 2 }
@media (prefers-color-scheme: dark) {
  text { fill: #c9d1d9 }
  .goal { stroke: #3fb950 }
}"""


def x(value: float) -> float:
    """Where a ratio stands."""
    power = min(max(log10(value), LOWEST), HIGHEST)
    return round(LEFT + WIDTH * (power - LOWEST) / (HIGHEST - LOWEST), 1)


def svg(samples: Samples) -> str:
    """The drawing."""
    drawn: list[str] = []
    y = TOP
    for case in CASES:
        top = y
        title = escape(case.title.replace("`", ""))
        for name, colour in COLOURS.items():
            value = ratio(samples, case, name)
            if value:
                bar = f'<rect x="{LEFT}" y="{y}" width="{x(value) - LEFT:.1f}" height="{BAR - 1}"'
                drawn.append(f'{bar} fill="{colour}"><title>{name}: {value:.2f}</title></rect>')
            y += BAR
        drawn.append(f'<text x="{LEFT - 8}" y="{top + 18}" text-anchor="end">{title}</text>')
        if case.goal:
            drawn.append(vertical(x(case.goal), top - 3, y + 2, "goal"))
        y += GAP
    grid: list[str] = []
    for power in range(LOWEST, HIGHEST + 1):
        place = x(10**power)
        grid.append(vertical(place, TOP - 8, y, "raw" if power == 0 else "grid"))
        label = "raw = 1" if power == 0 else f"{10**power:g}"
        grid.append(f'<text x="{place}" y="{y + 16}" text-anchor="middle">{label}</text>')
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 30} {y + 26}">',
            "<title>Ratio to raw requests, on a logarithmic scale</title>",
            f"<style>{STYLE}</style>",
            *legend(),
            *grid,
            *drawn,
            "</svg>\n",
        ]
    )


def vertical(place: float, top: float, bottom: float, kind: str) -> str:
    """Draw one vertical line."""
    return f'<line class="{kind}" x1="{place}" x2="{place}" y1="{top}" y2="{bottom}"/>'


def legend() -> list[str]:
    """Say which colour is whose."""
    drawn: list[str] = []
    place = LEFT
    for name, colour in COLOURS.items():
        drawn.append(f'<rect x="{place}" y="12" width="12" height="12" fill="{colour}"/>')
        drawn.append(f'<text x="{place + 18}" y="22">{name}</text>')
        place += 90
    drawn.append(vertical(place + 6, 10, 26, "goal"))
    drawn.append(f'<text x="{place + 16}" y="22">goal: left of this</text>')
    return drawn
