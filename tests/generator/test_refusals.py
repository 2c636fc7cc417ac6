"""Refusals: each construct that is not supported is an error that names its place."""

import contextlib
import random
from collections.abc import Iterator
from typing import Any

import pytest

from generator.contract import ContractError, is_list, is_mapping
from generator.parse import parse
from generator.render import render
from tests.generator.things import CONTRACT, TEXT, a_json, a_map, config, contract, ref, spoil

LOST = "components|schemas|ThingLost"
PATH = "paths|/boxes/{boxId}/things/{class}"
THING = "components|schemas|Thing"
WAIT = "paths|/boxes/{boxId}/{thingId}|get|x-sdk-wait"
LINK = f"{PATH}|post|responses|201|links|ready"
BOX_SCHEMA = "components|schemas|Box"
LABEL = f"{BOX_SCHEMA}|properties|label"
MARKS = f"{BOX_SCHEMA}|properties|marks"
MOOD = "components|schemas|Mood"
CODE = "components|schemas|StateCode"
BOXES = "paths|/boxes"
PAGE = f"{BOXES}|get|parameters|0"
ONE_BOX = "paths|/boxes/{boxId}"
FORMER = f"{ONE_BOX}|patch|requestBody|x-sdk-former"
EXAMPLE = f"{ONE_BOX}|put|requestBody|content|application/json"
PARTS = "paths|/boxes/{boxId}/things"
PARTS_BODY = f"{PARTS}|post|requestBody|content|application/json|schema"
DRAW = "paths|/boxes/{boxId}/picture|post"
SCHEMAS = CONTRACT["components"]["schemas"]
OBJECT: dict[str, object] = {"type": "object", "description": "x", "properties": {}}
WEBHOOK = CONTRACT["webhooks"]["thing.lost"]
UNSUPPORTED: dict[str, tuple[str, object, str]] = {
    "a choice of schemas": (f"{THING}|oneOf", [], "Thing: 'oneOf' is not supported here"),
    "any of some": (f"{THING}|anyOf", [], "Thing: 'anyOf' is not supported here"),
    "a discriminator": (f"{THING}|discriminator", {}, "Thing: 'discriminator' is not supported"),
    "a scalar": (f"{THING}|properties|isNew|type", "number", "isNew/type: 'number'"),
    "two types": (
        f"{THING}|properties|isNew|type",
        ["string", "integer"],
        "isNew/type: ['string', 'integer'] is not one of",
    ),
    "a limit": (f"{THING}|properties|isNew|maximum", 3, "isNew: 'maximum' is not supported"),
    "a choice": (
        f"{THING}|properties|maker|anyOf",
        [{"type": "string"}],
        "maker/anyOf: [{'type': 'string'}] is too short (a reference and null)",
    ),
    "an inner object": (
        f"{THING}|properties|isNew",
        OBJECT,
        "isNew: 'properties' is not supported here",
    ),
    "no description": (f"{THING}|properties|isNew", {"type": "string"}, "'description' is missing"),
    "a dead reference": (
        f"{THING}|properties|isNew",
        {"$ref": "#/components/schemas/None"},
        "leads nowhere",
    ),
    "a reference to another file": (
        THING,
        {"$ref": "things.yaml"},
        "schemas/Thing: '$ref' is not supported here",
    ),
    "a reference to itself": (THING, ref("Thing"), "schemas/Thing: '$ref' is not supported here"),
    "a verb": (f"{PATH}|trace", {}, "'trace' is not supported here"),
    "a callback": (f"{PATH}|get|callbacks", {}, "/get: 'callbacks' is not supported here"),
    "a parameter": (
        f"{PATH}|parameters",
        [{"name": "q", "in": "cookie", "schema": {"type": "string"}}],
        "parameters/0/in: 'cookie' is not one of ['path', 'query', 'header']",
    ),
    "a lost parameter": (f"{PATH}|parameters", [], "path and parameters differ in ['boxId', 'cla"),
    "a status": (
        f"{PATH}|get|responses",
        {"default": {}},
        "/get/responses: 'default' is not supported here",
    ),
    "no success": (f"{PATH}|get|responses", {}, "exactly one success, or several of one type, is"),
    "a media type": (
        f"{PATH}|post|requestBody|content",
        {"text/plain": {}},
        "content: 'text/plain' is not supported here",
    ),
    "a tag": (f"{PATH}|get|tags", ["Other"], "/get/tags: ['Other'] is none of the contract's"),
    "one name for two": (
        f"{THING}|properties|thing_id",
        {"type": "string", "description": "x"},
        "thing_id",
    ),
    "a circle of several schemas": (
        "components|schemas|Part|properties|inner",
        ref("Thing"),
        "a circle of several schemas is not supported",
    ),
    "a part of itself": (
        "components|schemas|Kept|allOf",
        [ref("Thing")],
        "schemas/Thing: it is a part of itself",
    ),
    "a map that holds itself": (
        "components|schemas|Drawers|additionalProperties",
        {"type": "array", "items": ref("Drawers")},
        "schemas/Drawers: it holds itself",
    ),
    "a map with properties": (f"{MARKS}|properties", {}, "marks: 'properties' is not supported"),
    "an object with neither": (
        "components|schemas|Nothing",
        {"type": "object", "description": "x"},
        "'properties' is m",
    ),
    "a list with a limit of its items": (
        f"{BOX_SCHEMA}|properties|knots|items|maxLength",
        3,
        "knots/items/maxLength: 3 is not supported here",
    ),
    "a page with null among its results": (
        "components|schemas|Boxes|properties|results|items",
        {"anyOf": [ref("Box"), {"type": "null"}]},
        "results/items: only models turn into records, and no null",
    ),
    "records of texts": (
        f"{BOX_SCHEMA}|properties|knots|x-sdk-records",
        True,
        "knots/items: only models turn into records",
    ),
    "a limit of a decimal": (f"{BOX_SCHEMA}|properties|weight|minimum", 0, "'minimum' is not supp"),
    "a limit that is no number": (
        f"{LABEL}|maxLength",
        "9",
        "label/maxLength: '9' is not of type 'integer'",
    ),
    "a limit without end": (
        f"{LABEL}|maxLength",
        float("inf"),
        "label/maxLength: inf is not of type 'integer'",
    ),
    "a size below none": (
        f"{LABEL}|maxLength",
        -1,
        "label/maxLength: -1 is less than the minimum of 0",
    ),
    "a pattern that is none": (f"{LABEL}|pattern", "(", "label/pattern: '(' is not a 'regex'"),
    "a pattern of names that is none": (
        f"{MARKS}|propertyNames|pattern",
        "[",
        "marks/propertyNames/pattern: '[' is not a 'regex'",
    ),
    "a limit of the length of names": (
        f"{MARKS}|propertyNames|maxLength",
        3,
        "propertyNames: 'maxLength' is not supported",
    ),
    "a default of another type": (
        f"{BOX_SCHEMA}|properties|wheels|default",
        True,
        "wheels/default: True is not of type 'integer'",
    ),
    "a default that is no member": (
        f"{BOX_SCHEMA}|properties|mood|default",
        ["so-so"],
        "mood/default: ['so-so'] is not of type 'string'",
    ),
    "a default text": (f"{LABEL}|default", "x", "label: 'default' is not supported here"),
    "a default text that is no member": (
        f"{BOX_SCHEMA}|properties|mood|default",
        "glum",
        "mood/default: 'glum' is not a member of an enum of texts",
    ),
    "a view of an enum of texts": (
        f"{BOX_SCHEMA}|properties|mood|x-sdk-property",
        "x",
        "mood/x-sdk-property: only a code has one",
    ),
    "a part that is no object": (
        "components|schemas|Kept|allOf",
        [ref("Mood")],
        "Kept/allOf/0: 'enum' is not supported here, only: model",
    ),
    "a list of maps with a limit": (
        "components|schemas",
        {
            **SCHEMAS,
            "Few": {**a_map("Part"), "description": "x", "maxProperties": 2},
            "Many": {"type": "array", "description": "x", "items": ref("Few")},
        },
        "Many/items: a limit of the items is not supported",
    ),
    "a path without operations": ("paths", {"/boxes": {}}, "paths: there is no operation"),
    "an answer that is an enum": (
        f"{BOXES}|get|responses|200|content",
        a_json(ref("Mood")),
        "responses/200: only objects, lists and maps of them are supported",
    ),
    "a body that is a list of enums": (
        PARTS_BODY,
        {"type": "array", "description": "x", "items": ref("Mood")},
        "schema/items: 'enum' is not supported here, only: model",
    ),
    "a form that is no file": (
        f"{DRAW}|requestBody|content|multipart/form-data|schema",
        ref("Box"),
        "form-data/schema: 'model' is not supported here, only: file",
    ),
    "a query by an enum of integers": (
        f"{PAGE}|schema",
        ref("StateCode"),
        "parameters/0/schema: 'code' is not supported here, only: enum",
    ),
    "a line break behind a name": (f"{DRAW}|x-sdk-method", "draw\n", "x-sdk-method: 'draw\\n'"),
    "a whole number as a float": (f"{LABEL}|maxLength", 9.0, "maxLength: 9.0 is not a 'integer'"),
    "something beside a reference": (
        f"{BOX_SCHEMA}|properties|mood|maxLength",
        3,
        "mood: 'maxLength' is not supported here",
    ),
    "something beside a choice": (f"{THING}|properties|maker|minLength", 3, "'minLength' is not"),
    "a view of what is no code": (
        f"{LABEL}|x-sdk-property",
        "x",
        "label: 'x-sdk-property' is not supported here",
    ),
    "a key of ours that is unknown": (f"{BOX_SCHEMA}|x-sdk-color", "x", "'x-sdk-color' is not su"),
    "an operation's key that is unknown": (f"{PATH}|get|x-sdk-retry", 1, "'x-sdk-retry' is not s"),
    "an order of what is not there": (
        f"{BOX_SCHEMA}|x-sdk-order",
        [{}],
        "x-sdk-order/0: {} is not of type 'string'",
    ),
    "what is optional and not there": (f"{BOX_SCHEMA}|x-sdk-optional", ["x"], "no property 'x'"),
    "what is required and not there": (f"{BOX_SCHEMA}|required", ["x"], "required: there is no p"),
    "a list that is none": (
        f"{BOX_SCHEMA}|required",
        "x",
        "Box/required: 'x' is not of type 'array'",
    ),
    "an alias that is taken": (f"{MOOD}|x-sdk-aliases", ["Part"], "2 things get the name 'part'"),
    "an alias that the module uses": (
        f"{MOOD}|x-sdk-aliases",
        ["Decimal"],
        "x-sdk-aliases/0: 'Decimal' is not supported here",
    ),
    "another alias in operations": (
        f"{MOOD}|x-sdk-aliases",
        ["operations.Humour"],
        "'operations.Humour' is not supported, only operations.Mood",
    ),
    "an alias of an operation's class": (
        "components|schemas|DrawBoxRequestBody",
        {**OBJECT, "x-sdk-aliases": ["operations.DrawBoxRequestBody"]},
        "2 things get the name 'DrawBoxRequestBody'",
    ),
    "a model in the place of the credential": ("components|schemas|SECURITY", OBJECT, "'security'"),
    "an enum without a name": (
        f"{LABEL}|x-extensible-enum",
        ["it"],
        "label: 'x-extensible-enum' is not supported here",
    ),
    "an enum of booleans": (
        f"{MOOD}|type",
        "boolean",
        "Mood/type: 'boolean' is not one of ['string'",
    ),
    "an enum's value of another type": (
        f"{CODE}|x-extensible-enum",
        [1, "2"],
        "x-extensible-enum/1: '2' is not of type 'integer'",
    ),
    "an enum's value that is there twice": (
        f"{CODE}|x-extensible-enum",
        [1, 1],
        "x-extensible-enum: [1, 1] has non-unique elements",
    ),
    "an enum's name that Python uses": (
        f"{MOOD}|x-enum-varnames",
        ["A", "mro", "B"],
        "x-enum-varnames/1: 'mro' is not supported here",
    ),
    "codes without groups": (f"{CODE}|x-enum-groups", {"success": [1]}, "codes and groups do not"),
    "a group of what is no code": (
        f"{CODE}|x-enum-groups",
        {"success": [1], "failure": [2, []]},
        "x-enum-groups/failure/1: [] is not of type 'integer'",
    ),
    "a code that is tried again and is none": (
        f"{CODE}|x-enum-retryable",
        [{}],
        "x-enum-retryable/0: {} is not of type 'integer'",
    ),
    "a remedy of two lines": (
        f"{CODE}|x-enum-remedies",
        {"BROKEN": "Glue\nit."},
        "x-enum-remedies/BROKEN: 'Glue\\nit.' is not",
    ),
    "remedies of texts": (
        f"{MOOD}|x-enum-remedies",
        {},
        "Mood/x-enum-remedies: {} is not supported here",
    ),
    "a file in an object": (
        f"{THING}|properties|face",
        ref("Picture"),
        "Thing/properties/face: a file is not supported here",
    ),
    "a deep query": (f"{PAGE}|style", "deepObject", "parameters/0: 'style' is not supported here"),
    "a query that is an object": (
        f"{PAGE}|schema",
        ref("Box"),
        "parameters/0/schema: 'model' is not supported here, only: enum",
    ),
    "a query that is a list": (
        f"{PAGE}|schema",
        {"type": "array", "items": {"type": "string"}},
        "parameters/0/schema/type: 'array' is not one of ['string', 'integer'",
    ),
    "a path that may be anything": (
        f"{PATH}|parameters|0|required",
        False,
        "parameters/0/required: True was expected",
    ),
    "a query that must be there": (
        f"{PAGE}|required",
        True,
        "parameters/0/required: False was expected",
    ),
    "a path with a limit": (
        f"{PATH}|parameters|0|schema|maxLength",
        3,
        "parameters/0/schema/maxLength: 3 is not supported here",
    ),
    "a path without its start": (
        "paths",
        {"boxes": CONTRACT["paths"]["/boxes"]},
        "paths: 'boxes' is not supported here",
    ),
    "a path with a query": (
        "paths",
        {"/boxes?new": CONTRACT["paths"]["/boxes"]},
        "paths: '/boxes?new' is not supported here",
    ),
    "no path": ("paths", {}, "contract/paths: {} should be non-empty"),
    "one tag for two": ("tags|1|name", "thing-store", "2 things get the name 'thing_store'"),
    "a tag that every client has": (
        "tags|1|name",
        "Close",
        "contract/tags: 2 things get the name 'close'",
    ),
    "one operation for two": (f"{BOXES}|post|operationId", "listBoxes", "the name 'listboxes'"),
    "one method for two": (f"{BOXES}|post|x-sdk-method", "List", "2 things get the name 'list'"),
    "one argument for two": (f"{PAGE}|name", "up_to", "2 things get the name 'up_to'"),
    "two successes": (f"{BOXES}|get|responses|202", {"description": "x"}, "exactly one success"),
    "an answer that is a text": (
        f"{BOXES}|get|responses|200|content",
        a_json({"type": "string"}),
        "200/content/application/json/schema/type: 'string' is not one of",
    ),
    "pages of a list": (
        f"{BOXES}|get|responses|200|content",
        a_json({"type": "array", "items": ref("Box")}),
        "the operation is not paged",
    ),
    "an answer by a reserved name": (
        "components",
        {
            **CONTRACT["components"],
            "schemas": {**SCHEMAS, "Headers": SCHEMAS["Drawers"]},
            "responses": {"Missing": {"description": "x", "content": a_json(ref("Headers"))}},
        },
        "responses/404: 'headers' is a name that every response has",
    ),
    "an error that is none": (
        f"{BOXES}|get|responses|410",
        {"description": "x", "content": a_json(ref("Part"))},
        "some error must be an ErrorMessage, and all",
    ),
    "two answers of one name": (
        f"{BOXES}|get|responses",
        {
            status: {"description": "x", "content": a_json(a_map(name))}
            for status, name in (("200", "Part"), ("410", "Box"))
        },
        "responses: schema would be of two types",
    ),
    "no error": (f"{BOXES}|get|responses", {"204": {"description": "x"}}, "some error must be an"),
    "a status to raise that is no error": (
        "x-sdk-raises",
        [200],
        "contract/x-sdk-raises/0: 200 is less than the minimum of 400",
    ),
    "a status to raise that is a text": (
        f"{BOXES}|get|x-sdk-raises",
        ["404"],
        "/get/x-sdk-raises/0: '404' is not of type 'integer'",
    ),
    "no word on what is deprecated": (
        f"{BOXES}|get|deprecated",
        True,
        "/get: 'x-sdk-deprecated' is a dependency of 'deprecated'",
    ),
    "a body that is a text": (
        PARTS_BODY,
        TEXT,
        "requestBody/content/application/json/schema/type: 'array' was expected",
    ),
    "a body that is a map": (
        PARTS_BODY,
        ref("Drawers"),
        "json/schema: 'map' is not supported here, only: model",
    ),
    "a list without a name": (
        f"{PARTS}|post|requestBody",
        {"content": a_json({"type": "array", "items": ref("Part")})},
        "requestBody: 'x-sdk-name' is missing (a list needs a name)",
    ),
    "a form of two files": (
        "components|schemas|Picture|properties|back",
        {"type": "string", "format": "binary"},
        "Picture/properties: it has too many properties (a form is one file)",
    ),
    "a form with an encoding": (
        f"{DRAW}|requestBody|content|multipart/form-data|encoding",
        {},
        "multipart/form-data: 'encoding' is not supported",
    ),
    "another name in no resource": (f"{DRAW}|x-sdk-also", "barn.draw", "no resource 'barn'"),
    "another name that is none": (
        f"{DRAW}|x-sdk-also",
        "attic",
        "x-sdk-also: 'attic' does not match",
    ),
    "another name that is no text": (
        f"{DRAW}|x-sdk-also",
        1,
        "x-sdk-also: 1 is not of type 'string'",
    ),
    "another name that is taken": (
        f"{DRAW}|x-sdk-also",
        "attic.burn",
        "2 things get the name 'burn'",
    ),
    "a former body of nothing": (FORMER, "sell-box", "'sell-box' is no operation with an object"),
    "a former body that is a list": (
        FORMER,
        "add-parts",
        "'add-parts' is no operation with an obj",
    ),
    "a former body of another resource": (FORMER, "add-thing", "add-thing is of another resource"),
    "a former body of its own": (FORMER, "change-box", "change-box is of another resource, or not"),
    "a former body with other arguments": (FORMER, "build-box", "build-box has other arguments"),
    "pages of what is one": (
        f"{ONE_BOX}|put|x-sdk-pages",
        {"x-sdk-method": "x", "description": "x", "key": "x"},
        "x-sdk-pages: the operation is not paged",
    ),
    "pages of nothing": (
        f"{ONE_BOX}|delete|x-sdk-pages",
        {"x-sdk-method": "x", "description": "x", "key": "x"},
        "x-sdk-pages: the operation is not paged",
    ),
    "pages of texts": (
        "components|schemas|Boxes|properties|results|items",
        {"type": "string"},
        "results/items: only models turn into records",
    ),
    "pages that are not counted": (
        f"{PAGE}|name",
        "leaf",
        "x-sdk-pages: the operation is not paged",
    ),
    "pages that do not say which they are": (
        "components|schemas|Boxes|properties",
        {
            "results": {
                "type": "array",
                "description": "x",
                "items": {"$ref": "#/" + BOX_SCHEMA.replace("|", "/")},
            }
        },
        "x-sdk-pages: the operation is not paged",
    ),
    "pages of items without such a key": (
        "paths|/boxes|get|x-sdk-pages|key",
        "name",
        "x-sdk-pages/key: Box has no 'name'",
    ),
    "a retry policy without numbers": (
        "x-retries|backoff|exponent",
        True,
        "x-retries/backoff/exponent: True is not of type 'number'",
    ),
    "two credentials": (
        "components|securitySchemes|other",
        {},
        "components/securitySchemes: 'other' is not supported here",
    ),
    "a description that is no text": (
        f"{LABEL}|description",
        1,
        "label/description: 1 is not of type 'string'",
    ),
    "a mapping that is none": (LABEL, "text", "label: 'text' is not of type 'object'"),
    "code in a name": (
        f'{THING}|properties|x", nullable=print("no") or "',
        {"type": "string", "description": "x"},
        "Thing",
    ),
    "a required part of an event": (f"{LOST}|required", ["kind"], "an event are optional"),
    "a code of an event": (
        f"{LOST}|properties|state",
        {"$ref": "#/components/schemas/StateCode", "x-sdk-property": "condition"},
        "an event are optional, and plain",
    ),
    "an event with no name": (f"{LOST}|properties|kind|x-sdk-name", "x", "the texts id and type"),
    "a name for Python that is none": (
        f"{LOST}|properties|kind|x-sdk-name",
        "1",
        "kind/x-sdk-name: '1' does not match",
    ),
    "a webhook that is read": ("webhooks|thing.lost|get", {}, "'get' is not supported here"),
    "an answer to a webhook": (
        "webhooks|thing.lost|post|responses|2XX|content",
        {},
        "2XX: 'content' is not supported here",
    ),
    "an answer to a webhook by reference": (
        "webhooks|thing.lost|post|responses|4XX",
        {"$ref": "#/components/responses/Missing"},
        "responses/4XX: only a description is supported",
    ),
    "one schema for two events": ("webhooks|thing.gone", WEBHOOK, "named object of its own"),
    "code in an event's name": (
        "webhooks",
        {'a"b': WEBHOOK},
        "contract/webhooks: 'a\"b' is not supported here",
    ),
    "an event in a model": (
        "components|schemas|ErrorMessage|properties|lost",
        {"$ref": "#/components/schemas/ThingLost"},
        "schemas/ThingLost: only a webhook brings an event",
    ),
    "an event in an answer": (
        f"{ONE_BOX}|put|responses|200|content",
        a_json(ref("ThingLost")),
        "schemas/ThingLost: only a webhook brings an event",
    ),
    "an alias of an event": (f"{LOST}|x-sdk-aliases", ["Gone"], "an event are optional, and plain"),
    "an event by another's name": (
        "components|schemas|UnknownEvent",
        OBJECT,
        "schemas: 'UnknownEvent' is not supported here",
    ),
    "enum rows": (
        "components|schemas|StateCode|x-enum-varnames",
        ["WHOLE"],
        "do not match",
    ),
    "codes that are tried again": (
        "components|schemas|StateCode|x-enum-retryable",
        [1],
        "StateCode/x-enum-retryable: expected codes of failures: [1]",
    ),
    "a failure without a remedy": (
        "components|schemas|StateCode|x-enum-remedies",
        {},
        "StateCode/x-enum-remedies: expected one for each of ['BROKEN']",
    ),
    "a remedy after a success": (
        "components|schemas|StateCode|x-enum-remedies",
        {"BROKEN": "Glue it.", "WHOLE": "Be glad."},
        "StateCode/x-enum-remedies: expected one for each of ['BROKEN']",
    ),
    "a wait for a field that is not there": (f"{WAIT}|code", "nothing", "there is no 'nothing'"),
    "a wait for what is no code": (f"{WAIT}|code", "colour", "x-sdk-wait/code: colour is no code"),
    "a wait with a key": (f"{WAIT}|until", "x", "x-sdk-wait: 'until' is not supported here"),
    "a wait for a parameter that is not there": (
        f"{WAIT}|subject",
        "a {thing}",
        "x-sdk-wait: there is no 'thing'",
    ),
    "a wait whose error has no such property": (
        f"{WAIT}|failed|properties",
        ["weight"],
        "x-sdk-wait/failed: there is no 'weight'",
    ),
    "a wait without stages": (f"{WAIT}|running", [], "x-sdk-wait/running: [] should be non-empty"),
    "a wait without an end": (f"{WAIT}|ended", [], "x-sdk-wait/ended: [] should be non-empty"),
    "a wait that nothing says is done": (f"{WAIT}|done", "x", "x-sdk-wait: there is no 'x'"),
    "a wait whose name is taken": (f"{WAIT}|x-sdk-method", "get", "the name 'get'"),
    "a wait for a list": (
        f"{PATH}|get|x-sdk-wait",
        {
            "x-sdk-method": "x",
            "description": "x",
            "code": "x",
            "stage": "x",
            "running": ["x"],
            "ended": ["x"],
            "done": "x",
            "subject": "x",
            "failed": {"name": "X", "description": "x", "properties": ["x"]},
            "timed-out": {"name": "Y", "description": "x"},
        },
        "x-sdk-wait: list-things-by-class returns no single object",
    ),
    "a link to no wait": (f"{LINK}|operationId", "add-thing", "operationId: it leads to no x-sdk"),
    "a link that leaves something out": (f"{LINK}|parameters", {}, "'boxId' is missing"),
    "a link from nowhere": (
        f"{LINK}|parameters|boxId",
        "$request.query.box",
        "links/ready/parameters/boxId: '$request.query.box' does not match",
    ),
    "a link from a field that is not there": (
        f"{LINK}|parameters|thingId",
        "$response.body#/id",
        "there is no 'id'",
    ),
    "a credential": (
        "components|securitySchemes|auth_header|in",
        "query",
        "auth_header/in: 'header' was expected",
    ),
}


@pytest.mark.parametrize(("place", "value", "said"), UNSUPPORTED.values(), ids=list(UNSUPPORTED))
def test_what_is_not_supported_is_named(place: str, value: object, said: str) -> None:
    """An unsupported construct raises an error that names its place."""
    with pytest.raises(ContractError) as caught:
        parse(spoil(place, value), config())
    assert said in str(caught.value)


ODD: list[Any] = [
    *(
        None,
        True,
        -1,
        1.5,
        float("nan"),
        "",
        "x",
        "class",
        'a"\\',
        "\n",
        [],
        [1],
        [None],
        [[]],
        [{}],
    ),
    *({}, {1: 2}, {"a": 1}, {"a": {}}, {"$ref": 1}, {"$ref": "#/info"}, ref("Box"), ref("Mood")),
    *({"type": "object"}, {"type": ["object"]}, {"type": {}}, {"type": "array", "items": {}}, TEXT),
]


def places(value: Any, place: str = "") -> Iterator[str]:
    """Every place of a contract."""
    inside = value.items() if is_mapping(value) else enumerate(value if is_list(value) else ())
    for key, inner in inside:
        yield f"{place}{key}"
        yield from places(inner, f"{place}{key}|")


def test_an_odd_contract_is_refused_or_planned() -> None:
    """Any value anywhere raises nothing but the error that names its place."""
    dice, everywhere = random.Random(1), list(places(CONTRACT))
    for _ in range(200):
        spoilt = spoil(dice.choice(everywhere), dice.choice(ODD))
        with contextlib.suppress(ContractError):
            parse(spoilt, config())


BAD_EXAMPLES: dict[str, tuple[str, object, str]] = {
    "a text that is a number": (
        f"{EXAMPLE}|example|label",
        1,
        "replace-box: the example 1 is no str",
    ),
    "a decimal that is none": (f"{EXAMPLE}|example|weight", "light", "'light' is no Decimal"),
    "a decimal that is true": (f"{EXAMPLE}|example|weight", True, "True is no Decimal"),
    "a member that is none": (f"{EXAMPLE}|example|mood", ["so-so"], "['so-so'] is no Mood"),
    "a list that is none": (f"{EXAMPLE}|example|knots", "x", "'x' is no list"),
    "a map that is none": (f"{EXAMPLE}|example|marks", ["x"], "['x'] is no dict"),
    "an object that is none": (
        f"{EXAMPLE}|example|drawers|top",
        "x",
        "the example 'x' is no Part",
    ),
    "what is not there": (f"{EXAMPLE}|example|lamp", 1, "the example has 'lamp', which Box lacks"),
    "what lacks something": (f"{EXAMPLE}|example", {"label": "x"}, "of Box lacks ['lid', 'size']"),
    "a required text that is null": (f"{EXAMPLE}|example|label", None, "Box lacks ['label']"),
    "no example for an address": (f"{PATH}|parameters|0|example", None, "None is no str"),
    "no example for a list": (
        f"{PARTS}|post|requestBody|content",
        a_json({"type": "array", "description": "x", "items": ref("Part")}),
        "add-parts: the example None is no list",
    ),
}


@pytest.mark.parametrize(("place", "value", "said"), BAD_EXAMPLES.values(), ids=list(BAD_EXAMPLES))
def test_what_is_no_example_is_named(place: str, value: object, said: str) -> None:
    """An example that does not fit what it is an example of names its operation."""
    with pytest.raises(ContractError) as caught:
        render(parse(spoil(place, value), config()))
    assert said in str(caught.value)


@pytest.mark.parametrize("key", ["python", "generation", "configVersion"])
def test_every_setting_is_needed(key: str) -> None:
    """A key that is missing from gen.yaml is named."""
    with pytest.raises(ContractError, match=key):
        parse(contract(), {name: value for name, value in config().items() if name != key})


def test_one_version_of_the_settings_is_known() -> None:
    """Another configVersion is refused."""
    with pytest.raises(ContractError, match=r"configVersion: '1\.0\.0' was expected"):
        parse(contract(), {**config(), "configVersion": "2.0.0"})


def test_no_setting_is_idle() -> None:
    """A key of gen.yaml that would have no effect is refused."""
    with pytest.raises(ContractError, match="'typescript' is not supported here"):
        parse(contract(), {**config(), "typescript": {}})
