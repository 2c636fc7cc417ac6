"""The commands for syncs; each function returns the exit code."""

from __future__ import annotations

import contextlib
import logging
import time
import uuid
from collections.abc import Callable, Generator, Sequence
from datetime import datetime, timezone

from ..errors import CallError, NotFoundError, RequestError
from ..models import operations, shared
from ..sdk import CodatSyncExpenses
from ..utils import BackoffStrategy, RetryConfig
from . import _tables
from ._errors import FAILED, repeatable
from ._output import say, say_json

_DEPRECATED = (
    "initiate is deprecated: the service ends it after 1 May 2027. Use `expenses send`, which "
    "starts the sync by itself."
)
# A user waits for a single response; following a sync should survive an outage of some minutes.
_PATIENCE, _LONG_PATIENCE = 30_000, 300_000  # milliseconds
_SETTLED = 10.0  # seconds after a start, while a 404 may mean that the sync is not there yet
_POLL = 1.0  # seconds


def initiate(
    company_id: str,
    dataset_ids: Sequence[str],
    key: str | None,
    *,
    timeout: float | None,
    as_json: bool,
) -> int:
    """Start a sync; with a timeout, follow it to its end."""
    logging.getLogger(__name__).warning(_DEPRECATED)
    body = shared.InitiateSync(dataset_ids=[*dataset_ids]) if dataset_ids else None
    request = operations.InitiateSyncRequest(company_id, body)
    key = str(uuid.uuid4()) if key is None else key
    with client() as s:
        with repeatable(key, as_json=as_json):
            started = s.sync.initiate_sync(request, idempotency_key=key).result()
            sync_id = show_started(started.sync_id, as_json=as_json)
        if timeout is None:
            return 0
        return follow(s, company_id, sync_id, timeout, as_json=as_json, is_new=True)


def show_started(sync_id: str | None, *, as_json: bool, bare: bool = False) -> str:
    """Show and return the id of a sync that was started.

    :param bare: whether to show the id alone
    :raises CallError: if there is no id
    """
    if not sync_id:
        raise CallError("the API started a sync and did not say which")
    if as_json:
        say_json({"syncId": sync_id})
    else:
        _tables.show(_tables.plain(sync_id if bare else f"Started sync {sync_id}"))
    return sync_id


def status(company_id: str, sync_id: str | None, *, last_successful: bool, as_json: bool) -> int:
    """Show one sync: the given one, the latest that succeeded, or the latest."""
    with client() as s:
        if sync_id is not None:
            response = s.sync.get(operations.GetSyncByIDRequest(company_id, sync_id))
            found = response.company_sync_status
        elif last_successful:
            request = operations.GetLastSuccessfulSyncRequest(company_id)
            found = s.sync.get_last_successful_sync(request).company_sync_status
        else:
            found = _latest(s, company_id)
    found = found or shared.CompanySyncStatus()
    if as_json:
        say_json(_as_json(found), indent=2)
    else:
        _tables.show(_tables.details(found))
    return FAILED if found.code and found.code.is_failure else 0


def list_syncs(
    company_id: str, *, limit: int | None, failed: bool, since: datetime | None, as_json: bool
) -> int:
    """Show a company's syncs, newest first."""
    with client() as s:
        response = s.sync.list(operations.ListSyncsRequest(company_id))
    none = "No syncs match." if response.company_sync_statuses else "No syncs."
    statuses = sorted(response.company_sync_statuses or [], key=_started, reverse=True)
    if failed:
        statuses = [each for each in statuses if each.code and each.code.is_failure]
    if since is not None:
        statuses = [each for each in statuses if _started(each) >= since]
    statuses = statuses[:limit]
    if as_json:
        say_json([_as_json(each) for each in statuses], indent=2)
    else:
        _tables.show(_tables.listing(statuses) if statuses else _tables.plain(none))
    return 0


def _as_json(status: shared.CompanySyncStatus) -> dict[str, object]:
    """Return a status with its code in words, under the keys of `to_records`."""
    told = {name: getattr(status.code, name, None) for name in ("meaning", "remedy")}
    return {**status.to_dict(), "code": status.code and status.code.name, **told}


def watch(company_id: str, sync_id: str | None, *, timeout: float, as_json: bool) -> int:
    """Follow a sync to its end: the given one, or the latest."""
    with client() as s:
        if sync_id is None:
            sync_id = _latest(s, company_id).sync_id
            if not sync_id:
                raise CallError("the API does not say which sync is the latest")
        return follow(s, company_id, sync_id, timeout, as_json=as_json)


def client() -> CodatSyncExpenses:
    """Return a client with the settings of the environment and a short limit for retries."""
    return CodatSyncExpenses.from_env(retry_config=_policy(_PATIENCE), raise_on_error=True)


def _policy(milliseconds: int) -> RetryConfig:
    return RetryConfig("backoff", BackoffStrategy(500, 60_000, 1.5, milliseconds), True)


def _latest(s: CodatSyncExpenses, company_id: str) -> shared.CompanySyncStatus:
    response = s.sync.get_latest_sync(operations.GetLatestSyncRequest(company_id))
    return response.company_sync_status or shared.CompanySyncStatus()


def _started(status: shared.CompanySyncStatus) -> datetime:
    """Return the time of a sync; if it cannot be parsed, the earliest possible date-time."""
    try:
        return _tables.parse_utc(status.sync_utc or "")
    except RequestError:
        return datetime.min.replace(tzinfo=timezone.utc)


def follow(
    s: CodatSyncExpenses,
    company_id: str,
    sync_id: str,
    timeout: float,
    *,
    as_json: bool,
    is_new: bool = False,
) -> int:
    """Show each change of a sync until its end, and return the exit code.

    :param is_new: whether it has just started, so that the service may not know it yet
    """
    with _updates(as_json=as_json) as show:
        request = operations.GetSyncByIDRequest(company_id, sync_id)
        response = _wait(s, request, timeout, show, _SETTLED if is_new else 0.0)
    ended = response.company_sync_status or shared.CompanySyncStatus()
    if _tables.is_live() and not as_json:
        _tables.show(_tables.line(ended))
    return 0 if ended.code and ended.code.is_success else FAILED


def _wait(
    s: CodatSyncExpenses,
    request: operations.GetSyncByIDRequest,
    timeout: float,
    show: Callable[[shared.CompanySyncStatus], object],
    grace: float,
) -> operations.GetSyncByIDResponse:
    """Wait for a sync.

    :param grace: seconds in which the service may not know it
    """
    while True:
        try:
            return s.sync.wait(
                request,
                _policy(_LONG_PATIENCE),
                timeout=timeout,
                on_update=show,
                raise_on_failure=False,
            )
        except NotFoundError:
            if min(grace, timeout) <= _POLL:
                raise
        time.sleep(_POLL)
        grace, timeout = grace - _POLL, timeout - _POLL


@contextlib.contextmanager
def _updates(*, as_json: bool) -> Generator[Callable[[shared.CompanySyncStatus], object]]:
    """Show each status as a JSON object or a line, or on a terminal in one live line."""
    if as_json:
        yield lambda status: say_json(_as_json(status))
    elif _tables.is_live():
        with _tables.live_line() as show:
            yield show
    else:
        began = time.monotonic()
        yield lambda status: say(f"{time.monotonic() - began:6.1f} s  {_tables.line(status).plain}")
