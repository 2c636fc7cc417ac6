"""Values as a user may have pickled them, and the pickles of them that version 0.1.0 made.

`python -m tests.pickles` made tests/data/pickles_0.1.0.json, in the tree at commit ff2bb8b on
Python 3.11. It writes no file that is there: pickles of an earlier version can be made only there.
"""

from __future__ import annotations

import base64
import dataclasses
import enum
import functools
import inspect
import json
import pickle
import re
import types
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, Union, get_args, get_origin, get_type_hints

import requests
from requests.structures import CaseInsensitiveDict

from codatsyncexpenses import CodatSyncExpenses, SDKConfiguration, errors, utils
from codatsyncexpenses.models import events, operations, shared
from codatsyncexpenses.sandbox import Sandbox, companies, faults
from tests.support.documents import ROOT

FOLDER = ROOT / "tests/data"
PROTOCOL = 4

_DEEPEST = 3  # models within models, because some hold their own kind
_URL = "https://api.codat.io/companies"
_SCALARS: dict[object, object] = {
    Any: ["text", 7, None],
    bool: True,
    bytes: b"%PDF-1.7",
    Decimal: Decimal("110.40"),
    int: 202,
}


def values() -> dict[str, Any]:
    """Return the values that are built alike whenever this is called, by name."""
    return {**_generated(), **dict(_errors()), **_settings(), **_clients()}


def pickles() -> dict[str, dict[str, str]]:
    """Return the ``repr`` and the pickle of each value, and of what calls to a sandbox gave."""
    return {
        name: {
            "repr": shown(value),
            "pickle": base64.b64encode(pickle.dumps(value, PROTOCOL)).decode(),
        }
        for name, value in {**values(), **dict(_answers())}.items()
    }


def shown(value: object) -> str:
    """Return the ``repr`` of a value, without an address in memory."""
    return re.sub(r" at 0x\w+", "", repr(value))


def facts(value: object, path: str = "") -> dict[str, tuple[object, ...]]:
    """Return the class of a value and of each of its parts, and the texts of the smallest ones."""
    parts = _parts(value)
    if parts is None:
        return {path: (type(value), shown(value))}
    found: dict[str, tuple[object, ...]] = {path: (type(value),)}
    for name, part in parts.items():
        found.update(facts(part, f"{path}.{name}"))
    return found


@functools.singledispatch
def _parts(value: object) -> dict[str, Any] | None:
    """Return the parts by their names; None for a value that has none."""
    if not dataclasses.is_dataclass(value):
        return None
    names = {field.name for field in dataclasses.fields(value)}
    return {name: part for name, part in vars(value).items() if name in names}


@_parts.register(dict)
def _named(value: dict[str, Any]) -> dict[str, Any]:
    return value


@_parts.register(list)
@_parts.register(tuple)
def _items(value: Sequence[object]) -> dict[str, Any]:
    return {"len": len(value), **{str(place): item for place, item in enumerate(value)}}


@_parts.register
def _error(value: BaseException) -> dict[str, Any]:
    members = inspect.getmembers(value, lambda member: not callable(member))
    public = {name: member for name, member in members if not name.startswith("_")}
    return {**public, "str": str(value)}


@_parts.register
def _response(value: requests.Response) -> dict[str, Any]:
    said = {"headers": dict(value.headers), "content": value.content}
    return {**said, "status_code": value.status_code, "url": value.url}


@_parts.register
def _session(value: requests.Session) -> dict[str, Any]:
    # Its headers name the version of requests.
    return {"adapters": dict(value.adapters), "hooks": value.hooks, "verify": value.verify}


def _generated() -> dict[str, Any]:
    """Return each model, request, response and event with all its fields, and each enum."""
    found: dict[str, Any] = {}
    for module in (shared, operations, events):
        for name in module.__all__:
            cls: Any = getattr(module, name)
            if cls.__name__ == name and cls is not events.Event:
                found[f"{module.__name__.rpartition('.')[2]}.{name}"] = (
                    _members(cls) if issubclass(cls, enum.Enum) else _filled(cls)
                )
    return found


def _members(cls: type[enum.Enum]) -> dict[str, enum.Enum]:
    """Return the members of an enum by their names, and one that it does not list."""
    return {**cls.__members__, "unknown": cls(2999 if issubclass(cls, int) else "Unheard of")}


def _filled(hint: Any, name: str = "", depth: int = 0) -> Any:
    """Return a value of a type; a text is the name of its field."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _filled(parts[0], name, depth)
    if origin is not None:
        inside = _filled(parts[-1], name, depth)
        return {name: inside} if origin is dict else origin([inside])
    if dataclasses.is_dataclass(hint):
        return _model(hint, depth + 1) if depth < _DEEPEST else None
    if hint is requests.Response:
        return _raw(202)
    return name if hint is str else _SCALARS.get(hint) or next(iter(hint))


def _model(cls: Any, depth: int) -> Any:
    hints = get_type_hints(cls)
    fields = [field.name for field in dataclasses.fields(cls)]
    return cls(**{field: _filled(hints[field], field, depth) for field in fields})


def _raw(status: int) -> requests.Response:
    response = requests.Response()
    response.status_code = status
    response._content = b'{"error": "No company", "correlationId": "c0ffee"}'
    response.headers = CaseInsensitiveDict({"Content-Type": "application/json", "Retry-After": "3"})
    response.url = _URL
    response.elapsed = timedelta(milliseconds=40)
    return response


def _errors() -> Iterator[tuple[str, Any]]:
    request = operations.GetSyncByIDRequest("company", "sync")
    said = shared.ErrorMessage(error="No company", correlation_id="c0ffee", status_code=404)
    status = shared.CompanySyncStatus(
        sync_id="sync", sync_status_code=5130, error_message="PushError"
    )
    response = operations.GetSyncByIDResponse(
        "application/json", 200, status, raw_response=_raw(200)
    )
    waits: dict[Any, tuple[Any, ...]] = {
        errors.SyncFailed: ("sync.wait", request, response, status),
        errors.WaitTimeout: ("sync.wait", request, response, status, 60.0),
    }
    for name in errors.__all__:
        cls: Any = getattr(errors, name)
        if issubclass(cls, errors.WaitError) and cls not in waits:  # 0.1.0 had none
            continue
        if issubclass(cls, errors.SDKError):
            made: Any = cls("No company", 404, "{}", _raw(404), error_message=said)
        else:
            made = cls(*waits.get(cls, ("it went wrong",)))
        if isinstance(made, errors.CallError):
            made.operation, made.attempts, made.elapsed = "sync.get", 3, 1.5
            made.retry_after, made.maybe_processed, made.waited_for = 3.0, True, request
        if isinstance(made, errors.RequestValidationError):
            made.violations = (utils.Violation("lines[0].net_amount", "is missing"),)
        yield f"errors.{name}", made


def _settings() -> dict[str, Any]:
    retries = utils.RetryConfig("backoff", utils.BackoffStrategy(500, 60000, 1.5, 3600000), True)
    name = utils.Query("name") == "Toft"
    return {
        "utils.BackoffStrategy": retries.backoff,
        "utils.Filter": [name, name & utils.Query("id").contains("7"), name | name],
        "utils.ModelList": utils.ModelList([shared.SyncInitiated(str(n)) for n in range(9)]),
        "utils.Query": utils.Query("dataConnections.status"),
        "utils.RateLimit": utils.RateLimit(1000, 999, datetime(2026, 11, 1, tzinfo=timezone.utc)),
        "utils.RetryConfig": retries,
        "utils.Violation": utils.Violation("lines", "has no items"),
        "SDKConfiguration": SDKConfiguration(
            requests.Session(),
            _URL,
            0,
            sdk_version="0.1.0",
            user_agent="agent",
            retry_config=retries,
        ),
        "sandbox.companies": {each.id: each for each in companies.ALL},
    }


def _clients() -> dict[str, Any]:
    """Return clients, and what holds one; none has a credential."""
    client = CodatSyncExpenses()
    other = CodatSyncExpenses(
        server_url="http://127.0.0.1:9",
        client=requests.Session(),
        retry_config=utils.RetryConfig("none", utils.BackoffStrategy(1, 2, 3, 4), False),
        timeout=(1.0, 2.0),
        raise_on_error=True,
        idempotency_keys=False,
        allow_insecure_http=True,
        retry_budget=None,
        max_body_bytes=1000,
        check_requests=False,
    )
    return {
        "client": client,
        "client with options": other,
        "client.sync": client.sync,
        "client.companies.list_all": client.companies.list_all(operations.ListCompaniesRequest()),
    }


def _answers() -> Iterator[tuple[str, Any]]:
    """Yield responses and errors as calls to a sandbox give them."""
    company = companies.SUCCEEDS
    latest = operations.GetLatestSyncRequest(company.id)
    with Sandbox(clock="manual", sync_seconds=0) as sandbox, sandbox.client() as client:
        yield "call: response", client.sync.get_latest_sync(latest)
        with requests.Session() as session, sandbox.client(client=session) as other:
            yield "call: response to a Session of the caller's", other.sync.get_latest_sync(latest)
        file = operations.UploadExpenseAttachmentRequestBody(b"%PDF-1.7", "receipt.pdf")
        upload = operations.UploadExpenseAttachmentRequest(
            company.id, companies.SUCCEEDED_SYNC_ID, companies.WRITTEN_TRANSACTION_ID, file
        )
        yield "call: response to an upload", client.attachments.upload(upload)
        sandbox.next_replies(404)
        yield "call: response 404", client.sync.get_latest_sync(latest)
        once = utils.RetryConfig("none", utils.BackoffStrategy(0, 0, 1, 0), False)
        for fault in (faults.truncated(), faults.reset(), faults.reply(404), faults.reply(418)):
            sandbox.next_replies(fault)
            try:
                client.sync.get_latest_sync(latest, once).raise_for_status()
            except errors.CodatError as error:
                yield f"call: {fault.name}", error


if __name__ == "__main__":
    from codatsyncexpenses import __version__

    with (FOLDER / f"pickles_{__version__}.json").open("x", encoding="utf-8", newline="\n") as file:
        json.dump(pickles(), file, indent=1)
        file.write("\n")
