"""Facts that need no call: imports, signatures, dataclasses and their converters."""

from __future__ import annotations

import copy
import dataclasses
import functools
import importlib
import inspect
import json
import pickle
import re
import typing
from typing import TYPE_CHECKING, Any

import requests

from .public import (
    AT_ONCE,
    POLICIES,
    REQUESTS,
    client,
    errors,
    operations,
    outcome,
    sdk,
    sdkconfiguration,
    shared,
    utils,
)
from .scenarios import ERROR, STATUS

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS = [*REQUESTS.values()] + [
    getattr(operations, kind.__name__.replace("Request", "Response")) for kind in REQUESTS.values()
]
MODELS: dict[str, dict[str, Any]] = {
    "CompanySyncStatus": STATUS,
    "ErrorMessage": ERROR,
    "InitiateSync": {"datasetIds": ["d1", "d2"]},
    "SyncInitiated": {"syncId": "s1"},
}


def configuration(url: str) -> Any:
    """Read what a client says of its configuration."""
    now = client(url + "/").sdk_configuration
    names = ("server_url", "server_idx", "language", "openapi_doc_version", "sdk_version")
    return {
        **{name: getattr(now, name) for name in (*names, "user_agent")},
        "client": isinstance(now.client, requests.Session),
        "retry_config": now.retry_config is POLICIES["none"],
        "details": now.get_server_details(),
        "class": isinstance(now, sdkconfiguration.SDKConfiguration),
        "default": client(None).sdk_configuration.get_server_details(),
        "SERVERS": [sdk.SERVERS, sdk.SERVERS is sdkconfiguration.SERVERS],
    }


def imports(_: str) -> Any:
    """Try the import paths, and what `import codatsyncexpenses` alone reaches."""
    paths = {
        "sdk": ["CodatSyncExpenses"],
        "sdkconfiguration": ["SERVERS", "SDKConfiguration"],
        "sync": ["Sync"],
        "utils": ["BackoffStrategy", "RetryConfig", "marshal_json", "unmarshal_json"],
        "utils.retries": ["BackoffStrategy", "RetryConfig"],
        "models": ["errors", "operations", "shared"],
    }
    found = {
        f"{path}.{name}": hasattr(importlib.import_module(f"codatsyncexpenses.{path}"), name)
        for path, names in paths.items()
        for name in names
    }
    return {**found, "at once": AT_ONCE}


def signatures(_: str) -> Any:
    """List the parameters of 3.1.0, and whether all others can only be given by name."""

    def parameters(function: Any, count: int) -> Any:
        parameters = list(inspect.signature(function).parameters.values())
        first = [f"{p.name}, {p.kind.description}, {p.default!r}" for p in parameters[:count]]
        return first, all(p.kind == p.KEYWORD_ONLY for p in parameters[count:])

    return {
        "client": parameters(sdk.CodatSyncExpenses, 6),
        "SDKError": parameters(errors.SDKError, 4),
        "RetryConfig": parameters(utils.RetryConfig, 3),
        "BackoffStrategy": parameters(utils.BackoffStrategy, 4),
        "marshal_json": parameters(utils.marshal_json, 2),
        "unmarshal_json": parameters(utils.unmarshal_json, 3),
        **{name: parameters(getattr(client(None).sync, name), 2) for name in REQUESTS},
    }


def type_name(hint: Any) -> str:
    """Name a type without its modules, optional ones in the one of their two spellings."""
    bare = re.sub(r"[\w.]+\.(?=\w)", "", str(hint))
    return re.sub(r"^Optional\[(.*)\]$", r"\1 | None", bare)


def declared(kind: Any) -> Any:
    """Tell a dataclass by its fields and by how it compares."""
    hints = typing.get_type_hints(kind)
    return {
        "fields": {
            f.name: [type_name(hints[f.name]), f.default is dataclasses.MISSING or repr(f.default)]
            for f in dataclasses.fields(kind)
        },
        "order": [f.name for f in dataclasses.fields(kind)],
        "flags": [getattr(kind.__dataclass_params__, flag) for flag in ("eq", "order", "frozen")],
        "hash": kind.__hash__ is None,
    }


def unpickled(value: Any) -> Any:
    """Send a value through pickle."""
    return pickle.loads(pickle.dumps(value))  # noqa: S301


def model(kind: Any, full: dict[str, Any], _: str) -> dict[str, Any]:
    """Try a model and its converters on several values."""
    shared_fields = [f for f in dataclasses.fields(kind) if f.name != "validation"]
    steps: dict[str, Callable[[], Any]] = {
        "declared": lambda: declared(kind),
        "by position": lambda: kind(*map(str, range(len(shared_fields)))),
        "repr": lambda: repr(kind()),
        "copies": lambda: kind() == copy.deepcopy(kind()) == unpickled(kind()),
        "from_dict": lambda: kind.from_dict(full),
        "from_dict nulls": lambda: kind.from_dict(dict.fromkeys(full)),
        "from_dict empty": lambda: kind.from_dict({}),
        "from_dict infer": lambda: kind.from_dict({}, infer_missing=True),
        "from_dict unknown": lambda: kind.from_dict({**full, "unknown": 1}),
        "from_json": lambda: kind.from_json(json.dumps(full)),
        "to_dict": lambda: kind.from_dict(full).to_dict(),
        "to_dict encoded": lambda: kind.from_dict(full).to_dict(encode_json=True),
        "to_dict empty": lambda: kind().to_dict(),
        "to_json": lambda: kind.from_dict(full).to_json(),
        "to_json settings": lambda: kind.from_dict(full).to_json(indent=1, sort_keys=True),
        "to_json empty": lambda: kind().to_json(),
        "marshal": lambda: utils.marshal_json(kind.from_dict(full)),
        "marshal many": lambda: utils.marshal_json([kind(), {"a": (kind(),)}]),
        "marshal encoder": lambda: utils.marshal_json(kind.from_dict(full), sorted),
        "unmarshal": lambda: utils.unmarshal_json(json.dumps(full), kind),
        "unmarshal bytes": lambda: utils.unmarshal_json(b"{}", kind | None),
        "unmarshal null": lambda: utils.unmarshal_json("null", kind | None),
        "unmarshal many": lambda: utils.unmarshal_json(f"[{json.dumps(full)}]", list[kind]),
        "unmarshal decoder": lambda: utils.unmarshal_json("[{}]", list[kind], len),
        "dump": lambda: kind.schema().dump(kind.from_dict(full)),
        "dump empty": lambda: kind.schema().dump(kind()),
        "dump many": lambda: kind.schema().dump([kind()], many=True),
        "dumps": lambda: kind.schema().dumps(kind.from_dict(full)),
        "load": lambda: kind.schema().load(full),
        "load empty": lambda: kind.schema().load({}),
        "load unknown": lambda: kind.schema().load({**full, "unknown": 1}),
        "load many": lambda: kind.schema(many=True).load([full]),
        "load wrong": lambda: kind.schema().load({next(iter(full)): {"a": 1}}),
        "loads": lambda: kind.schema().loads(json.dumps(full)),
    }
    return {name: outcome(step) for name, step in steps.items()}


def sdk_error(_: str) -> Any:
    """Make `SDKError` by hand, with and without a body."""
    made = errors.SDKError("m", 418, "b", None), errors.SDKError("m", 418, "", None)
    return made, unpickled(made[0]), isinstance(made[0], Exception)


def retry_settings(_: str) -> Any:
    """Make the retry settings by position and by name."""
    pause = utils.BackoffStrategy(1, 2, 1.5, 3)
    named = utils.BackoffStrategy(
        initial_interval=1, max_interval=2, exponent=1.5, max_elapsed_time=3
    )
    config = utils.RetryConfig("backoff", pause, True)
    names = ("initial_interval", "max_interval", "exponent", "max_elapsed_time")
    return {
        "pauses": [[getattr(made, name) for name in names] for made in (pause, named)],
        "config": [config.strategy, config.backoff is pause, config.retry_connection_errors],
    }


SHAPES: dict[str, Callable[[str], Any]] = {
    "configuration": configuration,
    "imports": imports,
    "signatures": signatures,
    "sdk-error": sdk_error,
    "retry-settings": retry_settings,
    "operations": lambda _: {
        kind.__name__: outcome(functools.partial(declared, kind)) for kind in KINDS
    },
    "security": lambda _: declared(shared.Security),
    **{
        f"model-{name}": functools.partial(model, getattr(shared, name), full)
        for name, full in MODELS.items()
    },
}
