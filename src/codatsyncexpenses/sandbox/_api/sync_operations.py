"""The operations on syncs and the transactions of a sync."""

from __future__ import annotations

from collections.abc import Iterator

from codatsyncexpenses.sandbox import _inputs as inputs
from codatsyncexpenses.sandbox import _records as records
from codatsyncexpenses.sandbox import _syncs as syncs
from codatsyncexpenses.sandbox._call import Answer, Call
from codatsyncexpenses.sandbox._paging import page_of
from codatsyncexpenses.sandbox._world import RefusedError


def initiate_sync(call: Call) -> Answer:
    """Start a sync, for which no body is needed."""
    company = call.company
    given = call.body(inputs.InitiateSync) if call.content else inputs.InitiateSync()
    ids = given.dataset_ids
    chosen = None if ids is None else [str(each) for each in ids]
    return Answer(202, {"syncId": syncs.start(call.world, company, chosen).id})


def list_syncs(call: Call) -> Answer:
    """Give how all syncs of the company stand."""
    now = call.world.clock.now()
    found = call.world.syncs.newest(call.company.id)
    return Answer(200, [syncs.status(each, now) for each in found])


def get_latest_sync(call: Call) -> Answer:
    """Give how the sync stands that was started last."""
    return _first(call, call.world.syncs.newest(call.company.id))


def get_last_successful_sync(call: Call) -> Answer:
    """Give the sync that was started last of those that ended well."""
    return _first(call, filter(syncs.is_success, call.world.syncs.newest(call.company.id)))


def get_sync(call: Call) -> Answer:
    """Give how a sync stands."""
    return _first(call, iter([call.sync]))


def list_transactions(call: Call) -> Answer:
    """Give a page of what became of the transactions of a sync."""
    found = [syncs.transaction(each) for each in call.sync.transactions]
    return Answer(200, page_of(call.query, call.path, found))


def get_transaction(call: Call) -> Answer:
    """Give what became of a transaction of a sync, as the only item of a list."""
    return Answer(200, [syncs.transaction(call.transaction)])


def _first(call: Call, found: Iterator[records.Sync]) -> Answer:
    first = next(found, None)
    if first is None:
        raise RefusedError(404, "The company has no such sync.")
    return Answer(200, syncs.status(first, call.world.clock.now()))
