"""HTML fragments: every text is escaped; there are no scripts and no external resources."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from .._exceptions import excerpt
from .repr import text as plain_text

# Text has the page's own colour and lines are half transparent, so that both are readable in light
# and dark themes; each accent has a contrast of at least 3 to 1 in either. The doubled class
# overrides JupyterLab's own table style.
_STYLE = """<style>
.codat-sdk{overflow-x:auto;padding-top:2px;font-size:13px;line-height:1.5}
.codat-sdk p{margin:0 0 .5em}
.codat-sdk table{margin:0 0 .6em;border:0;border-collapse:collapse;color:inherit;font-size:13px}
.codat-sdk.codat-sdk :is(th,td){min-width:0;max-width:30em;padding:.3em .8em;border:0;
 border-bottom:1px solid rgba(128,128,128,.35);text-align:left;vertical-align:top;
 white-space:normal;overflow-wrap:break-word}
.codat-sdk.codat-sdk th{font-weight:600;white-space:nowrap}
.codat-sdk bdi{white-space:pre-line}
.codat-sdk.codat-sdk .codat-rows :is(th,td){max-width:none;white-space:nowrap}
.codat-sdk.codat-sdk td:has(table){max-width:none}
.codat-sdk .codat-rows bdi{white-space:nowrap}
.codat-sdk .codat-rows .codat-wrap{display:inline-block;width:24em;white-space:pre-line}
.codat-sdk .codat-long{display:inline-block;min-width:16em}
.codat-sdk .codat-line{white-space:nowrap}
.codat-sdk .codat-id{font-size:12px;white-space:nowrap;font-family:var(--jp-code-font-family,
 var(--vscode-editor-font-family,ui-monospace,monospace))}
.codat-sdk .codat-more{opacity:.75}
.codat-sdk .codat-badge{padding:.1em .6em;border:1px solid var(--codat);border-radius:1em;
 white-space:nowrap}
.codat-sdk .codat-badge b{color:var(--codat)}
.codat-success{--codat:#2e9e4f}.codat-failure{--codat:#d9534f}
.codat-running{--codat:#3b82f6}.codat-unknown{--codat:#8a8a8a}
</style>"""

DASH = "\N{EN DASH}"
_LONGEST = 500  # characters of a text that are shown
LONG = 24  # characters above which a text needs a wide column
ROOM = 40  # characters of a text that are shown in a table with one line per row
_BREAK = re.compile(r"\s*\n\s*")


def text(value: object, css: str = "") -> str:
    """Return the text of a value, truncated if very long, with its own text direction."""
    shown = plain_text(value, str)
    css = css or ("codat-long" if len(shown) > LONG else "")
    return _bdi(excerpt(_cut(shown, _LONGEST)), css)


def line(text: str, css: str = "") -> str:
    """Return a text for one line; if it is truncated, a tooltip shows all of it."""
    whole = excerpt(_cut(text, _LONGEST))
    shown = _cut(_BREAK.sub(" ", whole), ROOM)
    return _bdi(shown, css, "" if shown == whole else whole)


def wrapped(text: str, css: str = "") -> str:
    """Return a text that takes several lines, even in a table with one line per row."""
    return _bdi(excerpt(_cut(text, _LONGEST)), css or ("codat-wrap" if len(text) > LONG else ""))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


def _bdi(text: str, css: str, title: str = "") -> str:
    named = {"class": css, "title": title}
    told = "".join(f' {name}="{html.escape(held)}"' for name, held in named.items() if held)
    return f"<bdi{told}>{html.escape(text)}</bdi>"


def badge(kind: str, symbol: str, word: str) -> str:
    """Return a word with a symbol in the colour of its kind.

    :param kind: ``success``, ``failure``, ``running`` or ``unknown``
    """
    return f'<span class="codat-badge codat-{kind}"><b>{symbol}</b> {html.escape(word)}</span>'


def table(rows: Iterable[Iterable[str]], head: Iterable[str] = ()) -> str:
    """Return a table of HTML cells; without a head, the first cell of each row is its header.

    With a head, each row has one line, unless a text of it is wrapped.
    """
    top = "".join(f'<th scope="col">{text(name)}</th>' for name in head)
    body = "".join(f"<tr>{_cells(row, headed=not top)}</tr>" for row in rows)
    if not top:
        return f"<table><tbody>{body}</tbody></table>"
    head_row = f"<thead><tr>{top}</tr></thead>"
    return f'<table class="codat-rows">{head_row}<tbody>{body}</tbody></table>'


def _cells(row: Iterable[str], *, headed: bool) -> str:
    first, *others = row
    start = f'<th scope="row">{first}</th>' if headed else f"<td>{first}</td>"
    return start + "".join(f"<td>{cell}</td>" for cell in others)


def render(*parts: str) -> str:
    """Return the HTML that a notebook displays."""
    return f'<div class="codat-sdk">{_STYLE}{"".join(parts)}</div>'
