"""How two runs are compared."""

from __future__ import annotations

import json
from decimal import Decimal
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, NamedTuple, TypeGuard

from .departures import ABSENT, DEPARTURES, Departure

if TYPE_CHECKING:
    from collections.abc import Iterator


class Difference(NamedTuple):
    """One place where the two runs differ."""

    path: str
    peer: str
    ours: str


def departure(scenario: str, found: Difference) -> Departure | None:
    """Find the declared departure that a difference is."""
    for one in DEPARTURES:
        patterns = (
            *((scenario, one.scenario), (found.path, one.path)),
            *((found.ours, one.ours), (found.peer, one.peer)),
        )
        if all(fnmatchcase(text, pattern) for text, pattern in patterns):
            return one
    return None


def differences(scenario: str, peer: Any, ours: Any) -> list[Difference]:
    """Find where two results of one scenario differ."""
    return list(_walk("", _settled(scenario, peer), _settled(scenario, ours)))


def _walk(path: str, peer: Any, ours: Any) -> Iterator[Difference]:
    held = [_members(peer), _members(ours)]
    if held[0] is not None and held[1] is not None and _raised(peer) == _raised(ours):
        for name in {**held[0], **held[1]}:
            inner = f"{path}.{name}" if path else name
            yield from _walk(inner, held[0].get(name, ABSENT), held[1].get(name, ABSENT))
    elif not _same(path, peer, ours):
        yield Difference(path, _told(peer), _told(ours))


def _is_object(value: Any) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def _is_list(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _members(value: Any) -> dict[str, Any] | None:
    """Name what an object or a list holds."""
    if _is_list(value):
        return {str(at): item for at, item in enumerate(value)}
    return value if _is_object(value) else None


def _raised(value: Any) -> Any:
    """Name the class that an outcome raises: what two classes hold is not compared."""
    return value["raised"]["class"] if _is_object(value) and "raised" in value else None


def _same(path: str, peer: Any, ours: Any) -> bool:
    if path.endswith(".str"):  # the text of an error may go on
        return str(ours).startswith(str(peer))
    return json.dumps(peer) == json.dumps(ours)  # in Python 1 == 1.0 == True


def _told(value: Any) -> str:
    """Tell a value in few words."""
    if _is_object(value) and "raised" in value:
        error = value["raised"]
        return f"raises {error['class']} {error.get('status_code', '')}: {error['str']}"
    if _is_object(value) and "returned" in value:
        return f"returns {_told(value['returned'])}"
    if _is_object(value) and "class" in value:
        fields: dict[str, Any] = value.get("fields", {})
        told = (f"{name}={_told(of)}" for name, of in fields.items() if name != "raw_response")
        return f"{value['class']}({', '.join(told)})"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _read(body: str, headers: dict[str, str]) -> dict[str, Any]:
    """Read a body: JSON with exact numbers, or the parts of a form without what is between them."""
    kind, _, boundary = headers.get("content-type", "").partition("; boundary=")
    if kind == "multipart/form-data":
        del headers["content-length"]
        headers["content-type"] = kind
        parts = body.split(f"--{boundary}")
        return {"body": [part.strip("\r\n") for part in parts]}
    return {"json": json.loads(body, parse_float=_number, parse_int=_number) if body else ABSENT}


def _number(text: str) -> str:
    """Tell a number by its value, however it is written."""
    return f"number {Decimal(text).normalize():f}"


def _settled(scenario: str, result: dict[str, Any]) -> dict[str, Any]:
    """Leave out what varies from run to run: the host, keys, the tries in a given time."""
    keys: list[str] = []
    sent: list[dict[str, Any]] = []
    for request in result["sent"]:
        headers = {name: ", ".join(held) for name, held in request["headers"].items()}
        del headers["host"]
        if scenario != "user-agent":
            del headers["user-agent"]
        if "idempotency-key" in headers:
            keys.append(headers["idempotency-key"])
            headers["idempotency-key"] = f"key {1 + keys.index(keys[-1])}"
        sent.append({**request, "headers": headers, **_read(request["body"], headers)})
    if scenario.endswith("backoff-spent"):
        sent = [request for at, request in enumerate(sent) if request not in sent[:at]]
    return {"sent": sent, "got": result["got"]}
