"""What may differ, with its reason, and how two runs are compared."""

from __future__ import annotations

import json
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, NamedTuple, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Iterator

ABSENT = "absent"


class Departure(NamedTuple):
    """A difference on purpose: where it may stand, and what this package has there."""

    name: str
    why: str
    scenario: str
    path: str
    ours: str = "*"


class Difference(NamedTuple):
    """One place where the two runs differ."""

    path: str
    peer: str
    ours: str


RAISES = "raises SDKError *"
KEY = "A repeat must not start a second sync."
AGENT = "Ours names this package."
STATUS = "An answer that the contract does not describe is never an empty success."
BODY = "A body that is not what the contract says is an error that keeps it; nothing is invented."
FIELD = "The API sends `validation` today: an optional last field."
REPR = "A repr leaves out what is None; an answer's also the raw response."
LIST = "The list of an answer is a subclass of list, for records and notebooks."
SESSION = "Two clients on one Session must not mix their credentials."
ESCAPED = "An id is one segment of the path."
REFUSED = "Such an id would reach another path."
SCHEMA = "The models tell marshmallow their types, so it does not warn."
TYPED = "A schema that knows the types refuses a wrong one, as marshmallow does."
COMPACT = "The same JSON, written as compact UTF-8."
NAMES = "The API writes camelCase; reading other names too would be an invention."
INDEX = "Every unusable setting is a ConfigurationError that says what is expected."
VERSION = "Ours tells its own version."

DEPARTURES = [
    Departure("Idempotency-Key", KEY, "*", "sent.*.headers.idempotency-key", "key 1"),
    Departure("user agent", AGENT, "user-agent", "sent.0.headers.user-agent"),
    Departure("user agent", AGENT, "configuration", "got.returned.user_agent"),
    Departure("undocumented status", STATUS, "*-500", "got", RAISES),
    Departure("undocumented status", STATUS, "undocumented-*", "got", RAISES),
    Departure("undocumented status", STATUS, "get-503-backoff-spent", "got", RAISES),
    Departure("body refused", BODY, "*-null", "got", RAISES),
    Departure("body refused", BODY, "wrong-type-*", "got", RAISES),
    Departure("body refused", BODY, "list-empty-object", "got", RAISES),
    Departure("body refused", BODY, "malformed-*", "got", RAISES),
    Departure("body refused", BODY, "empty-200", "got", RAISES),
    Departure("body refused", BODY, "error-wrong-type", "got", RAISES),
    Departure("validation", FIELD, "*", "*.fields.validation", "null"),
    Departure("validation", FIELD, "*", "*.declared.returned.fields.validation", "*None*"),
    Departure("validation", FIELD, "*", "*.declared.returned.order.6", "validation"),
    Departure("short repr", REPR, "*", "*.repr.returned", "*()"),
    Departure("list of models", LIST, "operations", "*.company_sync_statuses.0", "ModelList*"),
    Departure("validation", FIELD, "model-ErrorMessage", "*.dump*.validation", "null"),
    Departure("validation", FIELD, "model-ErrorMessage", "*.dumps.*", '*, "validation": null}'),
    Departure("own Session untouched", SESSION, "own-session", "got.returned.1", "Own"),
    Departure("id escaped", ESCAPED, "id-slash", "sent.0.path", "*/a%2Fb/*"),
    Departure("id escaped", ESCAPED, "id-query", "sent.0.path", "*/a%3Fb/*"),
    Departure("id escaped", ESCAPED, "id-percent", "sent.0.path", "*/a%252Fb/*"),
    *(
        Departure("id refused", REFUSED, scenario, path, ours)
        for scenario in ("id-none", "id-empty", "id-dot", "id-dot-dot")
        for path, ours in (("sent.0", ABSENT), ("got", "raises *"))
    ),
    Departure("no schema warnings", SCHEMA, "model-*", "got.returned.*.warnings", ABSENT),
    Departure("schema checks types", TYPED, "model-*", "*.load wrong", "raises ValidationError*"),
    Departure("compact JSON", COMPACT, "dataset-ids*", "sent.0.body"),
    Departure("compact JSON", COMPACT, "dataset-ids*", "sent.0.headers.content-length"),
    Departure("camelCase only", NAMES, "snake-case-names", "*.sync_id", "null"),
    Departure("typed setting error", INDEX, "server-idx-out-of-range", "got", "raises Conf*"),
    Departure("version", VERSION, "configuration", "got.returned.sdk_version"),
]


def departure(scenario: str, found: Difference) -> Departure | None:
    """Find the declared departure that a difference is."""
    for one in DEPARTURES:
        patterns = ((scenario, one.scenario), (found.path, one.path), (found.ours, one.ours))
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
        body = request["body"]
        sent.append({**request, "headers": headers, "json": json.loads(body) if body else None})
    if scenario.endswith("backoff-spent"):
        sent = [request for at, request in enumerate(sent) if request not in sent[:at]]
    return {"sent": sent, "got": result["got"]}
