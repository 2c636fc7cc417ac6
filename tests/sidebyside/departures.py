"""The departures from 3.1.0, each with its reason. Data alone."""

from __future__ import annotations

from typing import NamedTuple

ABSENT = "absent"


class Departure(NamedTuple):
    """A difference on purpose: where it may stand, and what both have there."""

    name: str
    why: str
    scenario: str
    path: str
    ours: str = "*"
    peer: str = "*"


RAISES = "raises SDKError *"
KEY = "A repeat must not do again what was asked for once, such as a sync."
AGENT = "Ours names this package."
STATUS = "An answer that the contract does not describe is never an empty success."
STARTED = "The service names no status of success for it today: 200 is a started sync, like 202."
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
VERSION = "Ours names its own version."
LATER = "Ours has more: methods, values, and fields after those of 3.1.0."
CLASSES = "One class where 3.1.0 had several alike; its names there are names of it."
CONTENT = "3.1.0 took a rule of the contract for a property of connections; no answer has it."
LESS = "A field that an answer may lack has a default; a request that lacks it is refused."
EXACT = "An amount goes out with all its digits; by way of a float, those after the 17th are lost."
UPLOAD = "3.1.0 sends the Python text of the bytes, b'...', and no file name: no file arrives."
NOTHING = "Where there is no model there is no body; 3.1.0 sends the text null for it."
TODAY = "Without a body, it is the operation of today, which changes what is given."
NEEDED = "A request without what it is about, or what the API requires today, is refused unsent."
FORM = "What is not in the form that the API takes, such as a UUID, is refused unsent."
OBJECTS = "An id can be a `uuid.UUID`, as applications and their databases have it."
ENDS = "A method that the service ends warns, as PEP 702 says."
KEYWORDS = "The fields of a request can be keywords instead, so that `request` may be left out."
NO_TYPE = "A response's `content_type` is a string, as 3.1.0 says too, also where there is none."
JSON = "A JSON body is read whatever its type is called: any that ends in +json, and none."
WEBHOOKS = "The rule-based webhooks are in `models.events`, under names of their own."

_CLASS = "*.class"
_CONTENT_TYPE = "sent.0.headers.content-type"
_ADDITIONAL = "*additional_properties"

DEPARTURES = [
    Departure("Idempotency-Key", KEY, "*", "sent.*.headers.idempotency-key", "key 1"),
    Departure("user agent", AGENT, "user-agent", "sent.0.headers.user-agent"),
    Departure("user agent", AGENT, "configuration", "got.returned.user_agent"),
    Departure("undocumented status", STATUS, "*-500", "got", RAISES),
    Departure("undocumented status", STATUS, "undocumented-*", "got", RAISES),
    Departure("undocumented status", STATUS, "get-503-backoff-spent", "got", RAISES),
    Departure("started", STARTED, "started-200", "got.returned.fields.sync_initiated", peer="null"),
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
    Departure("id escaped", ESCAPED, "id-slash", "sent.0.path", "*/a%2Fb"),
    Departure("id escaped", ESCAPED, "id-query", "sent.0.path", "*/a%3Fb"),
    Departure("id escaped", ESCAPED, "id-query", "sent.0.query.0", ABSENT),
    Departure("id escaped", ESCAPED, "id-percent", "sent.0.path", "*/a%252Fb"),
    *(
        Departure("id refused", REFUSED, scenario, path, ours)
        for scenario in ("id-none", "id-empty", "id-dot", "id-dot-dot")
        for path, ours in (("sent.0", ABSENT), ("got", "raises *"))
    ),
    Departure("no schema warnings", SCHEMA, "model-*", "got.returned.*.warnings", ABSENT),
    Departure("schema checks types", TYPED, "model-*", "*.load wrong", "raises ValidationError*"),
    Departure("compact JSON", COMPACT, "*", "sent.*.body"),
    Departure("compact JSON", COMPACT, "*", "sent.*.headers.content-length"),
    Departure("camelCase only", NAMES, "snake-case-names", "*.sync_id", "null"),
    Departure("typed setting error", INDEX, "server-idx-out-of-range", "got", "raises Conf*"),
    Departure("version", VERSION, "configuration", "got.returned.sdk_version"),
    Departure("more", LATER, "*.*-*", "got.*", "null", peer=ABSENT),
    Departure("more", LATER, "transaction_status.get-*", "*.transactions", peer=ABSENT),
    Departure("more", LATER, "methods", "got.returned.*", peer=ABSENT),
    Departure("more", LATER, "class-*", "got.*", peer=ABSENT),
    Departure("one class", CLASSES, "*.*-*", _CLASS, "AccountingAddress", "*Items"),
    Departure("one class", CLASSES, "*.*-*", _CLASS, "AccountingAddress", "Supplier*Address"),
    Departure("one class", CLASSES, "*.*-*", _CLASS, "Metadata", "AccountMetadata"),
    Departure("one class", CLASSES, "*.*-*", _CLASS, "SupplementalData", "Supplier*"),
    Departure("one class", CLASSES, "*.*-*", _CLASS, "BankAccountDetails", "BankAccount"),
    Departure("no such property", CONTENT, "*.*-*", _ADDITIONAL, ABSENT),
    Departure("no such property", CONTENT, "class-shared.Connection", _ADDITIONAL, ABSENT),
    Departure("no such property", CONTENT, "class-shared.Connection", "got.returned.order.*"),
    Departure("exact amounts", EXACT, "*.*-digits", "sent.0.json.*", "number *89"),
    *(
        Departure("a file is a file", UPLOAD, "expenses.upload_attachment-*", path, ours, peer)
        for path, ours, peer in (
            ("sent.0.body.1", '*; name="file"; filename="*%PDF-1.7*', "*b'%PDF-1.7*'"),
            ("sent.0.body.2", "--", '*; name="requestBody"*'),
            ("sent.0.body.3", ABSENT, "--"),
        )
    ),
    Departure("no body", NOTHING, "*.*-*", "sent.0.json", ABSENT, "null"),
    Departure("no body", NOTHING, "*.*-*", _CONTENT_TYPE, ABSENT, "application/json"),
    Departure("today's update", TODAY, "companies.update-nones", "sent.0.method", "PATCH"),
    Departure("today's update", TODAY, "companies.update-bare", "sent.0.method", "PATCH"),
    *(
        Departure("refused unsent", NEEDED, scenario, path, ours)
        for scenario, error in (
            ("expenses.create-bare", "RequestValidationError"),
            ("expenses.create-nones", "RequestValidationError"),
            ("expenses.update-least", "RequestValidationError"),
            ("expenses.upload_attachment-bare", "RequestValidationError"),
            ("expenses.upload_attachment-nones", "RequestValidationError"),
        )
        for path, ours in (("sent.0", ABSENT), ("got", f"raises {error}*"))
    ),
    Departure("form checked", FORM, "form-*", "sent.0", ABSENT),
    Departure("form checked", FORM, "form-*", "got", "raises Request*"),
    Departure("UUID objects", OBJECTS, "uuid-object", "sent.0", peer=ABSENT),
    Departure("UUID objects", OBJECTS, "uuid-object", "got", "returns *", "raises TypeError*"),
    Departure("deprecated", ENDS, "*", "got.warnings", "*ends it after 1 May 2027*", ABSENT),
    Departure("keywords", KEYWORDS, "signatures", "got.returned.*.0.0", "request, *, None"),
    Departure("keywords", KEYWORDS, "methods", "got.returned.*.0.0", "request, *, None"),
    Departure("type of JSON", JSON, "content-type-problem-*", "got", "returns *", RAISES),
    Departure("type of JSON", JSON, "content-type-empty-*", "got", "returns *", RAISES),
    Departure("type of JSON", JSON, "content-type-missing-*", "got", "returns *", RAISES),
    Departure("content type", NO_TYPE, "*.*-*", "got.returned.fields.content_type", "", "null"),
    Departure("old webhooks", WEBHOOKS, "class-shared.*Webhook*", "got", "raises AttributeError*"),
    Departure("short repr", REPR, "class-shared.*", "got.returned.defaults.*", "*.*"),
    Departure("may be left out", LESS, "class-*", "got.returned.defaults.*", "None", "required"),
]
