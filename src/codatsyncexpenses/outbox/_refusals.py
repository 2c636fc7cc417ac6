"""A refused request: the expenses that are to blame, or the company."""

from __future__ import annotations

import re
from dataclasses import replace

from .._exceptions import CallError, RequestError, RequestValidationError, SDKError, one_line
from ..models import shared
from ._batch import MOST, Batch, Entry, Trouble
from ._steps import (
    B,
    Step,
    changed,
    correlation_id_of,
    counted,
    fail,
    following,
    noted,
    stopped,
    words_of,
)

_PLACE = re.compile(r"\W*(?:items|expenses|create_expense_request)?\[(\d+)\]")
_CONNECT = (
    "Ask the customer to connect their accounting software; the company also needs its partner "
    "expense connection."
)


def check(batch: Batch, _: float) -> Step:
    """Read the connections of the company."""
    return Step("connections", "list", {"company_id": batch.company_id, "page_size": 100})


def after_check(batch: B, connections: shared.Connections, now: float) -> tuple[B, float | None]:
    """Continue after a refusal that named no expense."""
    linked = [each for each in connections.results or () if each.status == "Linked"]
    if not {"Accounting", "Expense"} <= {str(each.source_type) for each in linked}:
        return stopped(batch, Trouble("company", batch.said or "No connection.", _CONNECT), now)
    return _smaller(batch, now)


def _smaller(batch: B, now: float) -> tuple[B, float | None]:
    """Find a refused expense that the service does not name: send half of the batch, and so on."""
    sent = batch.batch
    if len(sent) > 1:
        return following(replace(batch, size=len(sent) // 2), now)
    batch = fail(batch, {each.expense_id: batch.said or "refused" for each in sent}, now)
    return following(replace(batch, size=min(MOST, batch.size * 2)), now)


def refused(batch: B, error: CallError | RequestError, now: float) -> tuple[B, float | None]:
    """Continue after a refusal because of some expenses."""
    sent, key, said = batch.batch, str(batch.key), words_of(error)
    text, identifier = f"refused: {said}", correlation_id_of(error)
    batch = noted(batch, now, "refused", text, sent, key=key, correlation_id=identifier)
    blamed = _blamed(sent, error)
    batch = replace(changed(batch, counted(sent)), said=said, failures=0, correlation_id=None)
    batch = replace(batch, is_unanswered=False)  # the service repeats the first answer to a key
    if blamed:
        return following(fail(batch, blamed, now), now)
    if batch.size < MOST:
        return _smaller(batch, now)
    return replace(batch, stage="checking"), 0.0


def _blamed(sent: tuple[Entry, ...], error: CallError | RequestError) -> dict[str, str]:
    """Return the expenses that an error names, by their id or their place, with its words."""
    blamed: dict[str, str] = {}
    for where, text in _complaints(error):
        named = [each for each in sent if each.expense_id.lower() in f"{where} {text}".lower()]
        place = _PLACE.match(where) or _PLACE.match(text)
        if not named and place is not None and int(place[1]) < len(sent):
            named = [sent[int(place[1])]]
        for each in named:
            blamed.setdefault(each.expense_id, one_line(text))
    return blamed


def _complaints(error: CallError | RequestError) -> list[tuple[str, str]]:
    """Return the places and the texts of an error's problems."""
    if isinstance(error, RequestValidationError):
        return [(each.path, str(each)) for each in error.violations]
    found: list[tuple[str, str]] = []
    said = error.error_message if isinstance(error, SDKError) else None
    if said is not None:
        items = (said.validation and said.validation.errors) or []
        found = [(each.item_id or "", each.message or "refused") for each in items]
        found.append(("", said.error or ""))
    return found
