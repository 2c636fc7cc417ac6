"""Checks responses against contract/openapi.yaml, more strictly than the contract itself does.

Almost every property there is optional and others may be added, so a misspelt name would pass. For
what we answer ourselves, a property that the contract does not name is a mistake.
"""

import copy
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml
from jsonschema import Draft202012Validator, validate
from referencing import Registry
from referencing.jsonschema import DRAFT202012

CONTRACT: Any = yaml.safe_load(
    (Path(__file__).parents[2] / "contract" / "openapi.yaml").read_text("utf-8")
)
ANY_ERROR = "#/components/schemas/ErrorMessage"
_COMMON_RESPONSES = {
    "401": "#/components/responses/Unauthorized",
    "402": "#/components/responses/PaymentRequired",
    "403": "#/components/responses/Forbidden",
    "429": "#/components/responses/TooManyRequests",
}
# What the sandbox answers with every property that has a name; the rest leaves out what it lacks.
_WHOLE = {
    *("AccountMappingInfo", "Attachment", "CompanyInformation", "CompanySyncStatus"),
    *("ErrorMessage", "MappingOptions", "PushOperationChange", "PushOperationRef", "PushOption"),
    *("PushOptionChoice", "PushOptionProperty", "SyncInitiated", "TaxRateMappingInfo"),
    *("Transaction", "TransferTransactionResponse", "UpdateExpenseResponse", "Validation"),
    *("AdjustmentTransactionResponse", "CreateReimbursableExpenseResponse", "ValidationItem"),
}
# The service takes null for these too, although a client of ours has no need to send it.
_MAY_BE_NULL = {
    *("apAccountRef", "currencyRate", "invoiceTo", "itemRef", "number", "postAsDraft"),
    *("reference", "trackingRefs"),
}
_DATE = {"type": "string", "format": "date-time"}
# What the API describes as text of any kind, and takes in one form only.
_FORMS: dict[str, object] = {
    "date": _DATE,
    "dueDate": _DATE,
    "issueDate": _DATE,
    "platformKey": {"enum": ["akxx", "fbrh", "gbol", "knfz", "pqsw", "qhyg", "rwuv", "trji"]},
}
# What says nothing without all that it may hold.
_NEEDED = {"CreateConnectionRequestBody", "CreateExpenseRequest"}
# Other characters than those of the API are dropped, and something has to be left.
_NAME = {"type": "string", "pattern": r"^[\s\S]*[A-Za-z0-9][\s\S]*$"}
_CURRENCY = {"type": "string", "pattern": "^[A-Z]{3}$"}
_EXPENSE_TYPES = {"enum": ["Payment", "Refund", "Reward", "Chargeback"]}


def operations() -> dict[str, tuple[str, str]]:
    """Return the method, in capitals, and the path template of each operation."""
    return {
        operation["operationId"]: (method.upper(), template)
        for template, item in CONTRACT["paths"].items()
        for method, operation in item.items()
        if method != "parameters"
    }


def check_response(method: str, template: str, status: int, body: object) -> bool:
    """Raise unless the body fits; return whether the contract lists the status.

    The service may answer with any status, so an error that is not listed, or whose path is not in
    the contract, has to have the body of every error.
    """
    item = CONTRACT["paths"].get(template, {})
    responses = item.get(method.lower(), {}).get("responses", {})
    listed = str(status) in responses
    if listed:
        place = f"#/paths/{_step(template)}/{method.lower()}/responses/{status}"
        place = responses[str(status)].get("$ref", place) + "/content/application~1json/schema"
    else:
        assert status >= 400, f"{method} {template} does not answer {status}"
        place = ANY_ERROR
    validate(
        body,
        {"$ref": f"urn:contract{place}"},
        Draft202012Validator,
        registry=_REGISTRY,
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )
    return listed


def strict_contract() -> Any:
    """Copy the contract as the sandbox keeps it, which is stricter than the API's own.

    Its answers have no property without a name there, and those that are whole have every property
    and header; values that may be added later are none of today's. Requests must be in the one form
    that is taken. Every operation answers with the common errors. The contract itself does not list
    all of these, because the client returns the statuses that are listed and raises for others.
    """
    contract = copy.deepcopy(_closed(CONTRACT))
    components = contract["components"]
    sent = _sent(contract)
    for name, schema in components["schemas"].items():
        if name in _WHOLE:
            schema["required"] = list(schema["properties"])
        elif name in sent:
            _narrow(name, schema)
        if "x-extensible-enum" in schema:
            null = [None] if "null" in schema["type"] else []
            schema["enum"] = [*schema["x-extensible-enum"], *null]
    for header in components["headers"].values():
        header["required"] = True
    components["parameters"]["timeoutInMinutes"]["schema"]["minimum"] = 1
    for operation in _operations(contract):
        for status, reference in _COMMON_RESPONSES.items():
            operation["responses"].setdefault(status, {"$ref": reference})
        # What may be left out by the contract is refused, but for the body of `initiate-sync`.
        if "requestBody" in operation and operation["operationId"] != "initiate-sync":
            operation["requestBody"]["required"] = True
    return contract


def _operations(contract: Any) -> list[Any]:
    return [
        operation
        for item in contract["paths"].values()
        for method, operation in item.items()
        if method != "parameters"
    ]


def _sent(contract: Any) -> set[str]:
    """Name the schemas that requests are made of."""
    schemas, found = contract["components"]["schemas"], set[str]()
    waiting = _references([each.get("requestBody", {}) for each in _operations(contract)])
    while waiting:
        found |= waiting
        waiting = _references([schemas[name] for name in waiting]) - found
    return found


def _references(value: Any) -> set[str]:
    """Name the schemas that a part of the contract refers to."""
    return set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(value)))


def _narrow(name: str, schema: Any) -> None:
    """Narrow a schema of requests to the values that the API is sure to take."""
    # What is not known of a request is left alone.
    if "properties" in schema:
        del schema["additionalProperties"]
    properties = schema.get("properties", {})
    for each in properties.keys() & _FORMS.keys():
        properties[each] = _FORMS[each]
    if {"issueDate", "date"} & properties.keys() and "currency" in properties:
        properties["currency"] = _CURRENCY
    for each in properties.keys() & _MAY_BE_NULL:
        properties[each] = {"anyOf": [properties[each], {"type": "null"}]}
    if name in ("ExpenseTransaction", "UpdateExpenseRequest"):
        properties["type"] = _EXPENSE_TYPES
    if name == "UnlinkConnectionUpdateConnection":
        properties["status"] = {"enum": ["Unlinked", None]}
    if name in _NEEDED:
        schema["required"] = list(properties)
    if name in ("CompanyRequestBody", "CompanyUpdateRequest"):
        properties["name"] = _NAME


def _step(key: str) -> str:
    """Write a key as one step of a JSON pointer in a URI."""
    return quote(key.replace("~", "~0").replace("/", "~1"), safe="~")


def _closed(contract: Any) -> Any:
    schemas = contract["components"]["schemas"]
    closed = {name: _merged(schemas, schema) for name, schema in schemas.items()}
    return {**contract, "components": {**contract["components"], "schemas": closed}}


def _merged(schemas: Any, schema: Any) -> Any:
    """Write a schema without the ones that it is made of, and closed."""
    merged = {name: value for name, value in schema.items() if name != "allOf"}
    for base in schema.get("allOf", []):
        part = _merged(schemas, schemas[base["$ref"].rpartition("/")[2]])
        merged["properties"] = {**part["properties"], **merged.get("properties", {})}
        merged["required"] = [*part.get("required", []), *merged.get("required", [])]
    return {**merged, "additionalProperties": False} if "properties" in merged else merged


_REGISTRY: Registry[Any] = Registry[Any]().with_resource(
    "urn:contract", DRAFT202012.create_resource(_closed(CONTRACT))
)
