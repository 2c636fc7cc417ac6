"""The commands on syncs; each function returns the exit code."""

from __future__ import annotations

import contextlib
import time
import uuid
from collections.abc import Callable, Generator, Sequence
from datetime import datetime, timezone

from ..errors import CallError, RequestError
from ..models import operations, shared
from ..sdk import CodatSyncExpenses
from ..utils import BackoffStrategy, RetryConfig
from . import _tables
from ._errors import FAILED, Interrupted, Unwritable, report
from ._output import say, say_json

# A person waits for a single response; a sync is followed through an outage of some minutes.
_PATIENCE, _LONG_PATIENCE = 30_000, 300_000  # milliseconds


def initiate(
    company_id: str,
    dataset_ids: Sequence[str],
    key: str | None,
    *,
    timeout: float | None,
    as_json: bool,
) -> int:
    """Start a sync; with a timeout, follow it to its end."""
    body = shared.InitiateSync(dataset_ids=[*dataset_ids]) if dataset_ids else None
    request = operations.InitiateSyncRequest(company_id, body)
    key = str(uuid.uuid4()) if key is None else key
    with _client() as s:
        # With the key, the call can be repeated without starting two syncs.
        try:
            sync_id = _start(s, request, key, as_json=as_json)
        except KeyboardInterrupt as stop:
            interrupted = Interrupted(stop, maybe_processed=True)
            return report(interrupted, as_json=as_json, idempotency_key=key)
        except CallError as error:
            return report(error, as_json=as_json, idempotency_key=key)
        except OSError as error:
            unwritable = Unwritable(error, maybe_processed=True)
            return report(unwritable, as_json=as_json, idempotency_key=key)
        if timeout is None:
            return 0
        return _follow(s, company_id, sync_id, timeout, as_json=as_json)


def _start(
    s: CodatSyncExpenses, request: operations.InitiateSyncRequest, key: str, *, as_json: bool
) -> str:
    """Start a sync, and show and return its id."""
    started = s.sync.initiate_sync(request, idempotency_key=key).result()
    if as_json:
        say_json(started.to_dict())
    else:
        _tables.show(_tables.plain(f"Started sync {started.sync_id}"))
    return started.sync_id


def status(company_id: str, sync_id: str | None, *, last_successful: bool, as_json: bool) -> int:
    """Show one sync: the one named, the last one that succeeded, or the latest."""
    with _client() as s:
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
        say_json(found.to_dict(), indent=2)
    else:
        _tables.show(_tables.details(found))
    return FAILED if found.code and found.code.is_failure else 0


def list_syncs(
    company_id: str, *, limit: int | None, failed: bool, since: datetime | None, as_json: bool
) -> int:
    """Show a company's syncs, the newest first."""
    with _client() as s:
        response = s.sync.list(operations.ListSyncsRequest(company_id))
    none = "No syncs match." if response.company_sync_statuses else "No syncs."
    statuses = sorted(response.company_sync_statuses or [], key=_started, reverse=True)
    if failed:
        statuses = [each for each in statuses if each.code and each.code.is_failure]
    if since is not None:
        statuses = [each for each in statuses if _started(each) >= since]
    statuses = statuses[:limit]
    if as_json:
        say_json([each.to_dict() for each in statuses], indent=2)
    else:
        _tables.show(_tables.listing(statuses) if statuses else _tables.plain(none))
    return 0


def watch(company_id: str, sync_id: str | None, *, timeout: float, as_json: bool) -> int:
    """Follow a sync to its end: the one named, or the latest."""
    with _client() as s:
        if sync_id is None:
            sync_id = _latest(s, company_id).sync_id
            if not sync_id:
                raise CallError("the API does not say which sync is the latest")
        return _follow(s, company_id, sync_id, timeout, as_json=as_json)


def _client() -> CodatSyncExpenses:
    return CodatSyncExpenses.from_env(retry_config=_policy(_PATIENCE), raise_on_error=True)


def _policy(milliseconds: int) -> RetryConfig:
    return RetryConfig("backoff", BackoffStrategy(500, 60_000, 1.5, milliseconds), True)


def _latest(s: CodatSyncExpenses, company_id: str) -> shared.CompanySyncStatus:
    response = s.sync.get_latest_sync(operations.GetLatestSyncRequest(company_id))
    return response.company_sync_status or shared.CompanySyncStatus()


def _started(status: shared.CompanySyncStatus) -> datetime:
    """Return when a sync ran; if that cannot be read, the earliest date-time there is."""
    try:
        return _tables.parse_utc(status.sync_utc or "")
    except RequestError:
        return datetime.min.replace(tzinfo=timezone.utc)


def _follow(
    s: CodatSyncExpenses, company_id: str, sync_id: str, timeout: float, *, as_json: bool
) -> int:
    """Show each change of a sync until it ends."""
    with _updates(as_json=as_json) as show:
        response = s.sync.wait(
            operations.GetSyncByIDRequest(company_id, sync_id),
            _policy(_LONG_PATIENCE),
            timeout=timeout,
            on_update=show,
            raise_on_failure=False,
        )
    ended = response.company_sync_status or shared.CompanySyncStatus()
    if _tables.is_live() and not as_json:
        _tables.show(_tables.line(ended))
    return 0 if ended.code and ended.code.is_success else FAILED


@contextlib.contextmanager
def _updates(*, as_json: bool) -> Generator[Callable[[shared.CompanySyncStatus], object]]:
    """Show each status as a JSON object or a line, or all on one live line of a terminal."""
    if as_json:
        yield lambda status: say_json(status.to_dict())
    elif _tables.is_live():
        with _tables.live_line() as show:
            yield show
    else:
        began = time.monotonic()
        yield lambda status: say(f"{time.monotonic() - began:6.1f} s  {_tables.line(status).plain}")
