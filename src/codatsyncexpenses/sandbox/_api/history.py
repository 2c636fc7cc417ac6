"""Syncs that have ended, for a company that is to have a past."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from codatsyncexpenses.sandbox import _records as records
from codatsyncexpenses.sandbox import _syncs as syncs
from codatsyncexpenses.sandbox.companies import ENDINGS

if TYPE_CHECKING:
    from codatsyncexpenses.sandbox._world import World

# How often the syncs of a history end so, in percent.
_HISTORY = {2000: 78, 2040: 6, 4000: 4, 4040: 1, 4260: 1, 5000: 2, 5080: 2, 5120: 2, 5130: 4}


def add(world: World, company: records.Company, count: int, span: int) -> list[str]:
    """Give a company syncs that have ended, over a span up to now; the newest comes first."""
    dice = random.Random(f"{world.seed}/{company.id}/{world.ids.count}")  # noqa: S311 - a mix
    now = world.clock.now()
    moments = sorted(now - 1 - dice.randrange(span + 1) for _ in range(count))
    codes = dice.choices([*_HISTORY], [*_HISTORY.values()], k=count)
    made: list[str] = []
    for since, code in zip(moments, codes, strict=True):
        ids = [world.ids.uuid() for _ in range(0 if code == 2040 else dice.randint(1, 5))]
        sync = records.Sync(
            id=world.ids.uuid(),
            company_id=company.id,
            at=since,
            ends=min(now, since + world.sync_time),
            dataset_ids=[],
            transactions=[records.Transaction(each, "Pending") for each in ids],
            ending=ENDINGS[code],
        )
        syncs.mark(sync, ENDINGS[code])
        world.syncs.put(sync)
        made.append(sync.id)
    return made[::-1]
