"""Holds answers against contract/openapi.yaml, more strictly than the contract itself does.

Almost every property there is optional and others may be added, so a misspelt name would pass. For
what we answer ourselves, a property that the contract does not name is a mistake.
"""

import copy
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml
from jsonschema import Draft202012Validator, validate
from referencing import Registry
from referencing.jsonschema import DRAFT202012

CONTRACT: Any = yaml.safe_load(
    (Path(__file__).parent.parent / "contract" / "openapi.yaml").read_text("utf-8")
)
ANY_ERROR = "#/components/schemas/ErrorMessage"
_REQUEST_SCHEMAS = {"InitiateSync"}
_COMMON_RESPONSES = {
    "401": "#/components/responses/Unauthorized",
    "429": "#/components/responses/TooManyRequests",
}


def operations() -> dict[str, tuple[str, str]]:
    """Give the method, in capitals, and the path template of each operation."""
    return {
        operation["operationId"]: (method.upper(), template)
        for template, item in CONTRACT["paths"].items()
        for method, operation in item.items()
        if method != "parameters"
    }


def check_answer(method: str, template: str, status: int, body: object) -> bool:
    """Raise unless the body fits; tell whether the contract lists the status.

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


def strict() -> Any:
    """Copy the contract as the sandbox keeps it, which is stricter than the API's own.

    Its answers have every property and header that has a name there and no other property, and
    `initiate-sync` answers with 401 and 429 too. The contract itself does not list these, because
    the client returns the statuses that are listed and raises for others, as 3.1.0 did.
    """
    contract = copy.deepcopy(_closed(CONTRACT))
    components = contract["components"]
    for name, schema in components["schemas"].items():
        if name in _REQUEST_SCHEMAS:
            del schema["additionalProperties"]
        elif "properties" in schema:
            schema["required"] = list(schema["properties"])
    for header in components["headers"].values():
        header["required"] = True
    for item in contract["paths"].values():
        for name, response in _COMMON_RESPONSES.items():
            for method in item.keys() - {"parameters"}:
                item[method]["responses"].setdefault(name, {"$ref": response})
    return contract


def _step(key: str) -> str:
    """Write a key as one step of a JSON pointer in a URI."""
    return quote(key.replace("~", "~0").replace("/", "~1"), safe="~")


def _closed(contract: Any) -> Any:
    schemas = {
        name: {**schema, "additionalProperties": False} if "properties" in schema else schema
        for name, schema in contract["components"]["schemas"].items()
    }
    return {**contract, "components": {**contract["components"], "schemas": schemas}}


_REGISTRY: Registry[Any] = Registry[Any]().with_resource(
    "urn:contract", DRAFT202012.create_resource(_closed(CONTRACT))
)
