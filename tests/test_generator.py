"""The generator: from small contracts to code that is imported and used."""

import ast
import contextlib
import copy
import json
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from codatsyncexpenses import errors
from generator import names
from generator.__main__ import difference, load, main, on_disk
from generator.formatting import formatted
from generator.node import ContractError, listing, mapping
from generator.parse import parse
from generator.render import render
from tests.support.documents import ROOT

THINGS = ROOT / "tests/data/things"
RUNTIME = ROOT / "src/codatsyncexpenses"
GENERATED = ("models", "resources", "sandbox")


CONTRACT: dict[str, Any] = yaml.safe_load((THINGS / "contract/openapi.yaml").read_text("utf-8"))


def contract() -> dict[str, Any]:
    """Copy the contract of the things, for a test to spoil."""
    return copy.deepcopy(CONTRACT)


def config() -> dict[str, Any]:
    """Read the settings of the things."""
    read: dict[str, Any] = yaml.safe_load((THINGS / "gen.yaml").read_text("utf-8"))
    return read


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an importable package of the runtime and of what was generated for the things."""
    root = tmp_path_factory.mktemp("things")
    ignored = shutil.ignore_patterns(*GENERATED, "__pycache__")
    shutil.copytree(RUNTIME, root / "src/things", ignore=ignored)
    for path, text in render(load(THINGS), errors).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root / "src"


def use(package: Path, code: str) -> Any:
    """Run code against the package in an interpreter of its own; its last line prints JSON."""
    command = [sys.executable, "-c", f"import json\n{code}"]
    run = subprocess.run(command, cwd=package, capture_output=True, text=True, check=False)  # noqa: S603
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


SETUP = """
import requests, responses
from things import CodatSyncExpenses
from things.models import operations, shared
client = CodatSyncExpenses(shared.Security("Basic eA=="))
URL = "https://things.example/boxes/b%2F1/things/toy"
"""


def test_generated_code_makes_calls(package: Path) -> None:
    """What was generated for a contract sends its requests and reads its answers."""
    code = """
with responses.RequestsMock() as mock:
    mock.get(URL, json=[{"thingId": "t1", "parts": [{"name": "p"}], "new": 1}])
    res = client.thing_store.list(operations.ListThingsByClassRequest("b/1", "toy"))
print(json.dumps([res.things[0].thing_id, res.things[0].parts[0].name, res.things[0].maker]))
"""
    assert use(package, SETUP + code) == ["t1", "p", None]


def test_generated_code_sends_bodies(package: Path) -> None:
    """A required body goes out with the wire's names, and null only where it is nullable."""
    code = """
with responses.RequestsMock() as mock:
    mock.post(URL, status=201, json={"thingId": "t1"})
    thing = shared.Thing("t1", maker=shared.Part("me"), size_in_mm=3)
    client.thing_store.add(operations.AddThingRequest("b/1", "toy", thing))
    sent = mock.calls[0].request
print(json.dumps([json.loads(sent.body), "Idempotency-Key" in sent.headers]))
"""
    wire = {"thingId": "t1", "colour": None, "maker": {"name": "me"}, "parts": None, "sizeInMM": 3}
    assert use(package, SETUP + code) == [wire, True]


def test_generated_code_has_the_contract_s_settings(package: Path) -> None:
    """Version, server, statuses and retry policy are those of gen.yaml and of the contract."""
    code = """
from things.models import _about as about
r = about.RETRIES
print(json.dumps([about.__version__, about.SERVERS, sorted(about.RETRIED), r.backoff.exponent,
    r.retry_connection_errors, client.sdk_configuration.user_agent.split()[0]]))
"""
    wanted = ["7.8.9", ["https://things.example"], ["429", "5XX"], 2.0, False, "things/7.8.9"]
    assert use(package, SETUP + code) == wanted


def test_generated_enums_hold_the_codes(package: Path) -> None:
    """A code has its group and its words."""
    code = """
code = shared.StateCode(2)
print(json.dumps([code.name, code.is_failure, code.meaning, shared.StateCode(9).name]))
"""
    assert use(package, SETUP + code) == ["BROKEN", True, 'It says "ow".', "UNKNOWN_9"]


def test_generated_events_are_read(package: Path) -> None:
    """A message becomes the event that the contract describes; others are unknown."""
    code = """
from things._events import read
from things.models.events import KINDS
body = {"lossId": "l1", "kind": "thing.lost", "thing": {"thingId": "t1"}, "marks": {"a": 1}}
lost = read(json.dumps(body), KINDS)
other = read('{"kind": "thing.found"}', KINDS)
print(json.dumps([type(lost).__name__, lost.id, lost.thing.thing_id, lost.marks, other.type]))
"""
    assert use(package, code) == ["ThingLost", "l1", "t1", {"a": 1}, "thing.found"]


def test_generated_waits_poll(package: Path) -> None:
    """A method begins, then asks until the code says that it has ended."""
    code = """
box = "https://things.example/boxes/b1"
with responses.RequestsMock() as mock:
    mock.post(f"{box}/things/toy", json={"thingId": "t1"}, status=201)
    mock.get(f"{box}/t1", json={"thingId": "t1", "state": 7, "colour": "pink"})
    mock.get(f"{box}/t1", json={"thingId": "t1", "state": 1})
    request = operations.AddThingRequest("b1", "toy", shared.Thing("t1"))
    response = CodatSyncExpenses().thing_store.add_and_watch(request, interval=0.01)
    print(json.dumps([response.thing.condition.name, len(mock.calls)]))
"""
    assert use(package, SETUP + code) == ["WHOLE", 3]


BOX = """
BOX = "https://things.example/boxes/b1"
mock = responses.RequestsMock(assert_all_requests_are_fired=False)
mock.start()
def sent(n=-1):
    return json.loads(mock.calls[n].request.body, parse_float=str)
"""


def test_generated_models_hold_what_their_parts_hold(package: Path) -> None:
    """The properties of an allOf are fields of the whole, its own come first, and no part shows."""
    code = """
mock.get(f"{BOX}/t1", json={"thingId": "t1", "keptSince": 1999, "isNew": True})
thing = client.thing_store.get(operations.GetThingRequest("b1", "t1")).thing
print(json.dumps([thing.kept_since, thing.is_new, "Kept" in shared.__all__]))
"""
    assert use(package, SETUP + BOX + code) == [1999, True, False]


def test_generated_arguments_stand_in_the_order_of_the_contract(package: Path) -> None:
    """What is named in x-sdk-order comes first, and what is in x-sdk-optional may be left out."""
    code = """
box = shared.Box("ab", True, 3)
print(json.dumps([box.label, box.lid, box.size, shared.Box("ab", True).size]))
"""
    assert use(package, SETUP + code) == ["ab", True, 3, None]


def test_generated_fields_have_defaults(package: Path) -> None:
    """A default of the contract goes out when nothing is said."""
    code = """
mock.put(BOX, json={"label": "ab", "lid": True})
client.attic.replace(operations.ReplaceBoxRequest("b1", shared.Box("ab", True, 1)))
print(json.dumps(sent()))
"""
    wire = {"label": "ab", "lid": True, "size": 1, "mood": "so-so", "wheels": 4}
    assert use(package, SETUP + BOX + code) == wire


def test_generated_requests_are_checked(package: Path) -> None:
    """Every limit of the contract is kept, but for one that is left to the service."""
    code = """
from things.errors import RequestValidationError
marks = {"a": "", "B": "x", "c": "fives"}
box = shared.Box("1", True, knots=[], marks=marks)
try:
    client.attic.build(box)
except RequestValidationError as error:
    print(json.dumps([one.path for one in error.violations]))
"""
    names_and_values = ["marks['a']", "marks['B'] (its name)", "marks['c']"]
    wanted = ["label", "label", "size", "marks", *names_and_values]
    assert use(package, SETUP + code) == wanted


def test_generated_maps_go_out_and_come_back(package: Path) -> None:
    """A map of texts, of models and of anything is a dict, and its names are left as they are."""
    code = """
wire = {"marks": {"a": "b"}, "drawers": {"topLeft": {"name": "p"}}, "rest": {"anyThing": [None]}}
mock.put(BOX, json={"label": "ab", "lid": True, "size": 1, **wire})
drawers = {"topLeft": shared.Part("p")}
box = shared.Box("ab", True, 1, drawers, marks={"a": "b"}, rest={"anyThing": [None]})
read = client.attic.replace(operations.ReplaceBoxRequest("b1", box)).box
assert {name: sent()[name] for name in wire} == wire, sent()
print(json.dumps([read.drawers["topLeft"].name, read.rest]))
"""
    assert use(package, SETUP + BOX + code) == ["p", {"anyThing": [None]}]


def test_generated_decimals_are_exact(package: Path) -> None:
    """A number/decimal comes in and goes out digit by digit, and in the address too."""
    code = """
from decimal import Decimal
mock.get("https://things.example/boxes", body='{"results": [{"label": "ab", "lid": true, '
    '"weight": 0.10000000000000000055}]}', content_type="application/json")
mock.post("https://things.example/boxes", json={"label": "ab", "lid": True}, status=201)
request = operations.ListBoxesRequest(up_to=Decimal("1.50"))
box = client.attic.list(request).boxes.results[0]
box.size = 1
client.attic.build(box)
print(json.dumps([str(box.weight), sent()["weight"], mock.calls[0].request.url[-10:]]))
"""
    digits = "0.10000000000000000055"
    assert use(package, SETUP + BOX + code) == [digits, digits, "&upTo=1.50"]


def test_generated_enums_let_what_is_new_pass(package: Path) -> None:
    """A text that is not listed comes in as it is and goes out again."""
    code = """
mock.put(BOX, json={"label": "ab", "lid": True, "size": 1, "mood": "glum"})
box = shared.Box("ab", True, 1, mood=shared.Mood.UPSIDE_DOWN)
for _ in range(2):
    box = client.attic.replace(operations.ReplaceBoxRequest("b1", box)).box
print(json.dumps([sent(0)["mood"], sent(1)["mood"], box.mood.is_known, type(box.mood).__name__]))
"""
    assert use(package, SETUP + BOX + code) == ["\N{UPSIDE-DOWN FACE}", "glum", False, "Mood"]


def test_generated_models_may_hold_themselves(package: Path) -> None:
    """A part has parts, to any depth, in both directions."""
    code = """
mock.post(f"{BOX}/things", json={"top": {"parts": [{"parts": [{"name": "c"}]}]}})
part = shared.Part("a", [shared.Part("b", [shared.Part("c")])])
request = operations.AddPartsRequest("b1", [part])
read = client.thing_store.add_parts(request).drawers["top"].parts[0].parts[0].name
print(json.dumps([sent()[0]["parts"][0]["parts"], read]))
"""
    assert use(package, SETUP + BOX + code) == [[{"name": "c"}], "c"]


def test_generated_list_bodies_are_checked(package: Path) -> None:
    """A body that is a list has its limits, under the name that the contract gives it."""
    code = """
from things.errors import RequestValidationError
found = []
for parts in [], [shared.Part()] * 3:
    try:
        client.thing_store.add_parts(operations.AddPartsRequest("b1", parts))
    except RequestValidationError as error:
        found += map(str, error.violations)
print(json.dumps(found))
"""
    few, many = "at least 1 item, not 0", "at most 2 items, not 3"
    assert use(package, SETUP + code) == [f"new_parts: must be {few}", f"new_parts: must be {many}"]


def test_generated_queries_have_defaults(package: Path) -> None:
    """The query is written with its defaults, and without what is None."""
    code = """
mock.get("https://things.example/boxes", json={})
client.attic.list(operations.ListBoxesRequest())
client.attic.list(operations.ListBoxesRequest(is_new=False, mood=shared.Mood.HAPPY, page=None))
print(json.dumps([call.request.url.partition("?")[2] for call in mock.calls]))
"""
    assert use(package, SETUP + BOX + code) == [
        "isNew=true&mood=so-so&page=1",
        "isNew=false&mood=happy",
    ]


def test_generated_pages_are_read_to_the_end(package: Path) -> None:
    """A method reads page after page, as models, until none follows."""
    code = """
box = {"label": "ab", "lid": True}
more = {"results": [box], "links": {"next": {"href": "/boxes?page=3"}}}
mock.get("https://things.example/boxes", json=more)
mock.get("https://things.example/boxes", json={"results": [box, box], "links": {}})
found = list(client.attic.list_all(operations.ListBoxesRequest(page=2)))
pages = [call.request.url.partition("page=")[2] for call in mock.calls]
print(json.dumps([pages, [type(box).__name__ for box in found]]))
"""
    assert use(package, SETUP + BOX + code) == [["2", "3"], ["Box"] * 3]


def test_generated_pages_are_lists_of_models(package: Path) -> None:
    """The results of a page turn into records."""
    code = """
mock.get("https://things.example/boxes", json={"results": [{"label": "ab", "lid": True}]})
results = client.attic.list(operations.ListBoxesRequest()).boxes.results
print(json.dumps([type(results).__name__, results.to_records()[0]["label"]]))
"""
    assert use(package, SETUP + BOX + code) == ["ModelList", "ab"]


def test_generated_answers_may_be_one_or_many(package: Path) -> None:
    """What is x-sdk-single is read whether it comes alone or in a list."""
    code = """
mock.get(f"{BOX}/things", json={"thingId": "t1"})
mock.get(f"{BOX}/things", json=[{"thingId": "t2"}, {"thingId": "t3"}])
one, two = (client.thing_store.find(operations.FindThingRequest("b1")) for _ in range(2))
print(json.dumps([[r.thing.thing_id, [t.thing_id for t in r.things]] for r in (one, two)]))
"""
    assert use(package, SETUP + BOX + code) == [["t1", ["t1"]], ["t2", ["t2", "t3"]]]


def test_generated_answers_may_be_empty(package: Path) -> None:
    """An answer without content brings its status and nothing else."""
    code = """
mock.delete(BOX, status=204)
response = client.attic.burn(operations.BurnBoxRequest("b1"))
print(json.dumps([response.status_code, response.error_message, response.raw_response.text]))
"""
    assert use(package, SETUP + BOX + code) == [204, None, ""]


def test_generated_classes_have_their_aliases(package: Path) -> None:
    """Another name in shared and the same name in operations are the class itself."""
    code = """
print(json.dumps([shared.Crate is shared.Box, operations.Box is shared.Box,
    {"Crate"} <= {*shared.__all__}, {"Box"} <= {*operations.__all__}]))
"""
    assert use(package, SETUP + code) == [True, True, True, True]


def test_generated_uploads_are_forms(package: Path) -> None:
    """A file goes out as the part that the contract names; both names of the method do the same."""
    code = """
mock.post(f"{BOX}/picture", json={"name": "lid"})
request = operations.DrawBoxRequest("b1", operations.DrawBoxRequestBody(b"oOo", "o.png"))
bodies = []
for draw in client.thing_store.draw, client.attic.paint:
    assert draw(request).part.name == "lid"
    body = mock.calls[-1].request.body
    text = (body if isinstance(body, bytes) else b"".join(body)).decode()
    bodies.append([part in text for part in ('name="drawing"', 'filename="o.png"', "oOo")])
print(json.dumps(bodies))
"""
    assert use(package, SETUP + BOX + code) == [[True, True, True]] * 2


def test_generated_methods_take_the_former_body(package: Path) -> None:
    """The body of the former operation makes the call that operation, with its own answer."""
    code = """
mock.put(BOX, json={"label": "ab", "lid": True})
mock.patch(BOX, json={"label": "ab", "lid": True}, status=202)
for body in shared.Change("ab"), shared.Box("ab", True, 1):
    response = client.attic.change(operations.ChangeBoxRequest("b1", body))
    assert type(response) is operations.ChangeBoxResponse and response.box.label == "ab"
print(json.dumps([[call.request.method, "size" in sent(n)] for n, call in enumerate(mock.calls)]))
"""
    assert use(package, SETUP + BOX + code) == [["PATCH", False], ["PUT", True]]


def test_generated_methods_raise_what_the_contract_says(package: Path) -> None:
    """A status of x-sdk-raises is raised, at an operation or everywhere; others are returned."""
    code = """
from things.errors import NotFoundError, ServerError
from things.utils import RetryConfig
once, boxes, found = RetryConfig("none", None, False), "https://things.example/boxes", []
for status in 404, 410:
    mock.get(boxes, json={"error": "gone"}, status=status)
mock.post(boxes, json={"error": "no"}, status=500)
mock.post(boxes, json={"error": "no"}, status=404)
calls = [(client.attic.list, operations.ListBoxesRequest())] * 2
for call, request in [*calls, *[(client.attic.build, shared.Box("ab", True, 1))] * 2]:
    try:
        found.append(call(request, once).error_message.error)
    except (NotFoundError, ServerError) as error:
        found.append(type(error).__name__)
print(json.dumps(found))
"""
    assert use(package, SETUP + BOX + code) == ["NotFoundError", "gone", "ServerError", "no"]


def test_generated_methods_tell_that_they_are_deprecated(package: Path) -> None:
    """The docstring says so, and why."""
    code = "print(json.dumps('Deprecated: boxes build' in client.attic.build.__doc__))"
    assert use(package, SETUP + code) is True


def test_generated_resources_may_have_nothing_of_their_own(package: Path) -> None:
    """A resource of second names alone has the methods of the others."""
    code = """
mock.post(f"{BOX}/things", json={"top": {"name": "p"}})
request = operations.AddPartsRequest("b1", [shared.Part("p")])
print(json.dumps(client.cellar.fill(request).drawers["top"].name))
"""
    assert use(package, SETUP + BOX + code) == "p"


def test_generated_events_hold_decimals_and_anything(package: Path) -> None:
    """The types of an event are those of a model."""
    code = """
from things._events import read
from things.models.events import KINDS
lost = read('{"kind": "thing.lost", "worth": 0.10, "rest": {"a": [1]}}', KINDS)
print(json.dumps([str(lost.worth), lost.rest]))
"""
    assert use(package, code) == ["0.10", {"a": [1]}]


def test_generated_examples_make_the_call(package: Path) -> None:
    """The example of an operation in the docs runs, and sends the example of the contract."""
    page = (package.parent / "docs/sdks/attic/README.md").read_text("utf-8")
    example = page.partition("## replace")[2].partition("```python")[2].partition("```")[0]
    code = f"""
mock.put(BOX, json={{"label": "ab", "lid": True}})
{example.replace("print(res.", "(res.")}
print(json.dumps(sent()))
"""
    shown = CONTRACT["paths"]["/boxes/{boxId}"]["put"]["requestBody"]["content"]
    wanted = {**shown["application/json"]["example"], "weight": "1.5", "wheels": 4}
    del wanted["knots"]
    assert use(package, SETUP + BOX + code) == wanted


def test_docstrings_say_what_the_contract_says() -> None:
    """Quotes and backslashes of a description come through."""
    told = 'A "\\o/" of a """box"'
    files = render(parse(spoil("components|schemas|Part|description", told), config()), errors)
    module = ast.parse(files["src/things/models/shared/part.py"])
    made = [node for node in module.body if isinstance(node, ast.ClassDef)]
    assert [ast.get_docstring(module), *map(ast.get_docstring, made)] == [told, told]


def test_the_golden_copy_is_what_is_rendered() -> None:
    """A change of the generator shows as a change of the golden copy, to be looked at."""
    assert difference(render(load(THINGS), errors), on_disk(THINGS, "things")) == ""


def test_rendering_is_deterministic() -> None:
    """The same input gives the same bytes."""
    assert render(load(THINGS), errors) == render(load(THINGS), errors)


def spoil(place: str, value: object) -> dict[str, Any]:
    """Put something into the contract that the generator does not support."""
    spoilt = contract()
    inner: Any = spoilt
    *parents, last = place.split("|")
    for part in parents:
        inner = inner[key_in(inner, part)]
    inner[key_in(inner, last)] = value
    return spoilt


def key_in(inner: Any, part: str) -> str | int:
    """The part of a place as a key of what holds it."""
    return int(part) if isinstance(inner, list) else part


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
TEXT = {"type": "string", "description": "x"}


def ref(name: str) -> dict[str, object]:
    """A reference to a schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def a_map(name: str) -> dict[str, object]:
    """A map of what a schema describes."""
    return {"type": "object", "additionalProperties": ref(name)}


def a_json(schema: object) -> dict[str, object]:
    """Content of a type."""
    return {"application/json": {"schema": schema}}


OBJECT: dict[str, object] = {"type": "object", "description": "x", "properties": {}}
WEBHOOK = CONTRACT["webhooks"]["thing.lost"]
UNSUPPORTED: dict[str, tuple[str, object, str]] = {
    "a choice of schemas": (f"{THING}|oneOf", [], "Thing: 'oneOf' is not supported here"),
    "any of some": (f"{THING}|anyOf", [], "Thing: 'anyOf' is not supported here"),
    "a discriminator": (f"{THING}|discriminator", {}, "Thing: 'discriminator' is not supported"),
    "a scalar": (f"{THING}|properties|isNew|type", "number", "isNew/type: 'number'"),
    "two types": (f"{THING}|properties|isNew|type", ["string", "integer"], "isNew/type: only one"),
    "a limit": (f"{THING}|properties|isNew|maximum", 3, "isNew: 'maximum' is not supported"),
    "a choice": (f"{THING}|properties|maker|anyOf", [{"type": "string"}], "maker/anyOf: only"),
    "an inner object": (f"{THING}|properties|isNew", OBJECT, "isNew: an object or an enum must be"),
    "no description": (f"{THING}|properties|isNew", {"type": "string"}, "'description' is missing"),
    "a dead reference": (
        f"{THING}|properties|isNew",
        {"$ref": "#/components/schemas/None"},
        "leads nowhere",
    ),
    "a reference to another file": (THING, {"$ref": "things.yaml"}, "'things.yaml' leads nowhere"),
    "a reference to itself": (THING, ref("Thing"), "'#/components/schemas/Thing' leads nowhere"),
    "a verb": (f"{PATH}|trace", {}, "'trace' is not supported here"),
    "a callback": (f"{PATH}|get|callbacks", {}, "/get: 'callbacks' is not supported here"),
    "a parameter": (
        f"{PATH}|parameters",
        [{"name": "q", "in": "cookie", "schema": {"type": "string"}}],
        "parameters/0: a parameter in cookie is not supported",
    ),
    "a lost parameter": (f"{PATH}|parameters", [], "path and parameters differ in ['boxId', 'cla"),
    "a status": (
        f"{PATH}|get|responses",
        {"default": {}},
        "'default' is not supported as a status",
    ),
    "no success": (f"{PATH}|get|responses", {}, "exactly one success is supported"),
    "a media type": (
        f"{PATH}|post|requestBody|content",
        {"text/plain": {}},
        "content: 'text/plain' is not supported here",
    ),
    "a tag": (f"{PATH}|get|tags", ["Other"], "tags: exactly one of the contract's tags"),
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
        "Kept: it is a part of i",
    ),
    "a map that holds itself": (
        "components|schemas|Drawers|additionalProperties",
        {"type": "array", "items": ref("Drawers")},
        "schemas/Drawers: it holds itself",
    ),
    "a map with properties": (f"{MARKS}|properties", {}, "marks: 'properties' is not supported"),
    "an object with neither": (
        "components|schemas|Nothing",
        {"type": "object"},
        "'properties' is m",
    ),
    "a list with a limit of its items": (
        f"{BOX_SCHEMA}|properties|knots|items|maxLength",
        3,
        "knots/items: a limit of the items is not supported",
    ),
    "a limit of a decimal": (f"{BOX_SCHEMA}|properties|weight|minimum", 0, "'minimum' is not supp"),
    "a limit that is no number": (f"{LABEL}|maxLength", "9", "label/maxLength: expected a number"),
    "a limit without end": (f"{LABEL}|maxLength", float("inf"), "label/maxLength: expected a num"),
    "a size below none": (f"{LABEL}|maxLength", -1, "label/maxLength: -1 cannot be a limit"),
    "a pattern that is none": (f"{LABEL}|pattern", "(", "label/pattern: missing )"),
    "a pattern of names that is none": (
        f"{MARKS}|propertyNames|pattern",
        "[",
        "marks/propertyNames/pattern: unterminated",
    ),
    "a limit of the length of names": (
        f"{MARKS}|propertyNames|maxLength",
        3,
        "propertyNames: 'maxLength' is not supported",
    ),
    "a default of another type": (
        f"{BOX_SCHEMA}|properties|wheels|default",
        True,
        "wheels/default: True is not supported as a default",
    ),
    "a default that is no member": (
        f"{BOX_SCHEMA}|properties|mood|default",
        ["so-so"],
        "mood/default: ['so-so'] is not supported as a default",
    ),
    "a default text": (f"{LABEL}|default", "x", "label/default: 'x' is not supported as a default"),
    "something beside a reference": (
        f"{BOX_SCHEMA}|properties|mood|maxLength",
        3,
        "mood: 'maxLength' is not supported here",
    ),
    "something beside a choice": (f"{THING}|properties|maker|minLength", 3, "'minLength' is not"),
    "a view of what is no code": (f"{LABEL}|x-sdk-property", "x", "x-sdk-property: only a code"),
    "a key of ours that is unknown": (f"{BOX_SCHEMA}|x-sdk-color", "x", "'x-sdk-color' is not su"),
    "an operation's key that is unknown": (f"{PATH}|get|x-sdk-retry", 1, "'x-sdk-retry' is not s"),
    "an order of what is not there": (f"{BOX_SCHEMA}|x-sdk-order", [{}], "no property {}"),
    "what is optional and not there": (f"{BOX_SCHEMA}|x-sdk-optional", ["x"], "no property 'x'"),
    "what is required and not there": (f"{BOX_SCHEMA}|required", ["x"], "required: there is no p"),
    "a list that is none": (f"{BOX_SCHEMA}|required", "x", "Box/required: expected a list, found"),
    "an alias that is taken": (f"{MOOD}|x-sdk-aliases", ["Part"], "2 things get the name 'part'"),
    "an alias that the module uses": (f"{MOOD}|x-sdk-aliases", ["Decimal"], "'Decimal' cannot be"),
    "another alias in operations": (
        f"{MOOD}|x-sdk-aliases",
        ["operations.Humour"],
        "'operations.Humour' cannot be a name",
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
        "label: an object or an enum must be a named schema",
    ),
    "an enum of booleans": (f"{MOOD}|type", "boolean", "only a string or an integer has an open"),
    "an enum's value of another type": (f"{CODE}|x-extensible-enum", [1, "2"], "is not one"),
    "an enum's value that is there twice": (
        f"{CODE}|x-extensible-enum",
        [1, 1],
        "2 things get the name '1'",
    ),
    "an enum's name that Python uses": (
        f"{MOOD}|x-enum-varnames",
        ["A", "mro", "B"],
        "'mro' canno",
    ),
    "codes without groups": (f"{CODE}|x-enum-groups", {"success": [1]}, "codes and groups do not"),
    "a group of what is no code": (
        f"{CODE}|x-enum-groups",
        {"success": [1], "failure": [2, []]},
        "codes and groups do not match",
    ),
    "a code that is tried again and is none": (f"{CODE}|x-enum-retryable", [{}], "expected codes"),
    "a file in an object": (f"{THING}|properties|face", ref("Picture"), "named schema, no file"),
    "a deep query": (f"{PAGE}|style", "deepObject", "parameters/0: 'style' is not supported here"),
    "a query that is an object": (
        f"{PAGE}|schema",
        ref("Box"),
        "only a scalar can stand in the ad",
    ),
    "a query that is a list": (
        f"{PAGE}|schema",
        {"type": "array", "items": {"type": "string"}},
        "schema: only a scalar can stand in the address",
    ),
    "a path that may be anything": (f"{PATH}|parameters|0|required", False, "a parameter in path"),
    "a query that must be there": (f"{PAGE}|required", True, "or a required one in query"),
    "a path with a limit": (
        f"{PATH}|parameters|0|schema|maxLength",
        3,
        "a path takes texts and integers, without limits",
    ),
    "a path without its start": (
        "paths",
        {"boxes": CONTRACT["paths"]["/boxes"]},
        "'boxes' cannot",
    ),
    "a path with a query": (
        "paths",
        {"/boxes?new": CONTRACT["paths"]["/boxes"]},
        "'/boxes?new' cannot be a path",
    ),
    "no path": ("paths", {}, "contract/paths: there is no operation"),
    "one tag for two": ("tags|1|name", "thing-store", "2 things get the name 'thing_store'"),
    "a tag that every client has": ("tags|1|name", "Close", "'close' cannot be a name here"),
    "one operation for two": (f"{BOXES}|post|operationId", "listBoxes", "the name 'listboxes'"),
    "one method for two": (f"{BOXES}|post|x-sdk-method", "List", "2 things get the name 'list'"),
    "one argument for two": (f"{PAGE}|name", "up_to", "2 things get the name 'up_to'"),
    "two successes": (f"{BOXES}|get|responses|202", {"description": "x"}, "exactly one success"),
    "an answer that is a text": (
        f"{BOXES}|get|responses|200|content",
        a_json({"type": "string"}),
        "200: only objects, lists and maps of them",
    ),
    "pages of a list": (
        f"{BOXES}|get|responses|200|content",
        a_json({"type": "array", "items": ref("Box")}),
        "the operation is not paged",
    ),
    "an answer by a reserved name": (
        "components|schemas",
        {**SCHEMAS, "Drawers": ref("Headers"), "Headers": SCHEMAS["Drawers"]},
        "'headers' cannot be a name here",
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
    "a status to raise that is no error": ("x-sdk-raises", [200], "expected statuses of errors"),
    "a status to raise that is a text": (
        f"{BOXES}|get|x-sdk-raises",
        ["404"],
        "statuses of errors",
    ),
    "no word on what is deprecated": (
        f"{BOXES}|get|deprecated",
        True,
        "'deprecated' and 'x-sdk-deprecated' go together",
    ),
    "a body that is a text": (PARTS_BODY, TEXT, "only a named object or a list of them is a body"),
    "a body that is a map": (PARTS_BODY, ref("Drawers"), "only a named object or a list of them"),
    "a list without a name": (
        f"{PARTS}|post|requestBody",
        {"content": a_json({"type": "array", "items": ref("Part")})},
        "requestBody: a list needs an x-sdk-name",
    ),
    "a form of two files": (
        "components|schemas|Picture|properties|back",
        {"type": "string", "format": "binary"},
        "schemas/Picture: a form must be one file",
    ),
    "a form with an encoding": (
        f"{DRAW}|requestBody|content|multipart/form-data|encoding",
        {},
        "multipart/form-data: 'encoding' is not supported",
    ),
    "another name in no resource": (f"{DRAW}|x-sdk-also", "barn.draw", "no resource 'barn'"),
    "another name that is none": (f"{DRAW}|x-sdk-also", "attic", "x-sdk-also: '' cannot be a name"),
    "another name that is no text": (f"{DRAW}|x-sdk-also", 1, "x-sdk-also: expected text, found 1"),
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
        {"x-sdk-method": "x", "description": "x"},
        "x-sdk-pages: the operation is not paged",
    ),
    "pages of nothing": (
        f"{ONE_BOX}|delete|x-sdk-pages",
        {"x-sdk-method": "x", "description": "x"},
        "x-sdk-pages: the operation is not paged",
    ),
    "pages of texts": (
        "components|schemas|Boxes|properties|results|items",
        {"type": "string"},
        "x-sdk-pages: the operation is not paged",
    ),
    "pages that are not counted": (
        f"{PAGE}|name",
        "leaf",
        "x-sdk-pages: the operation is not paged",
    ),
    "a retry policy without numbers": (
        "x-retries|backoff|exponent",
        True,
        "x-retries/backoff/exponent: expected a number, found True",
    ),
    "two credentials": (
        "components|securitySchemes|other",
        {},
        "securitySchemes: exactly one is supported",
    ),
    "a description that is no text": (
        f"{LABEL}|description",
        1,
        "label/description: expected text",
    ),
    "a mapping that is none": (LABEL, "text", "label: expected a mapping, found 'text'"),
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
    "a name for Python that is none": (f"{LOST}|properties|kind|x-sdk-name", "1", "cannot be a"),
    "a webhook that is read": ("webhooks|thing.lost|get", {}, "'get' is not supported here"),
    "an answer to a webhook": (
        "webhooks|thing.lost|post|responses|2XX|content",
        {},
        "2XX: 'content' is not supported here",
    ),
    "one schema for two events": ("webhooks|thing.gone", WEBHOOK, "named object of its own"),
    "code in an event's name": ("webhooks", {'a"b': WEBHOOK}, "cannot be the name of an event"),
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
        "'UnknownEvent' cannot be a name here",
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
    "a wait for a field that is not there": (f"{WAIT}|code", "nothing", "there is no 'nothing'"),
    "a wait for what is no code": (f"{WAIT}|code", "colour", "x-sdk-wait/code: colour is no code"),
    "a wait with a key": (f"{WAIT}|until", "x", "x-sdk-wait: 'until' is not supported here"),
    "a wait without stages": (f"{WAIT}|running", [], "x-sdk-wait/running: expected a list"),
    "a wait whose name is taken": (f"{WAIT}|x-sdk-method", "get", "the name 'get'"),
    "a wait for a list": (
        f"{PATH}|get|x-sdk-wait",
        {"x-sdk-method": "x", "description": "x", "code": "x", "stage": "x", "running": ["x"]},
        "list-things-by-class gives no single object",
    ),
    "a link to no wait": (f"{LINK}|operationId", "add-thing", "operationId: it leads to no x-sdk"),
    "a link that leaves something out": (f"{LINK}|parameters", {}, "'boxId' is missing"),
    "a link from nowhere": (
        f"{LINK}|parameters|boxId",
        "$request.query.box",
        "'$request.query.box' is not supported",
    ),
    "a link from a field that is not there": (
        f"{LINK}|parameters|thingId",
        "$response.body#/id",
        "there is no 'id'",
    ),
    "a credential": (
        "components|securitySchemes|auth_header|in",
        "query",
        "only auth_header in Authorization is supported",
    ),
}


@pytest.mark.parametrize(("place", "value", "said"), UNSUPPORTED.values(), ids=list(UNSUPPORTED))
def test_what_is_not_supported_is_named(place: str, value: object, said: str) -> None:
    """A construct that the generator does not know is an error that names its place."""
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
    for key, inner in [*enumerate(listing(value)), *mapping(value).items()]:
        yield f"{place}{key}"
        yield from places(inner, f"{place}{key}|")


def test_an_odd_contract_is_refused_or_planned() -> None:
    """Whatever stands where, nothing is raised but the error that names its place."""
    dice, everywhere = random.Random(1), list(places(CONTRACT))
    for _ in range(200):
        spoilt = spoil(dice.choice(everywhere), dice.choice(ODD))
        with contextlib.suppress(ContractError):
            parse(spoilt, config())


BAD_EXAMPLES: dict[str, tuple[str, object, str]] = {
    "a text that is a number": (f"{EXAMPLE}|example|label", 1, "replace-box: 1 is no str"),
    "a decimal that is none": (f"{EXAMPLE}|example|weight", "light", "'light' is no Decimal"),
    "a decimal that is true": (f"{EXAMPLE}|example|weight", True, "True is no Decimal"),
    "a member that is none": (f"{EXAMPLE}|example|mood", ["so-so"], "['so-so'] is no Mood"),
    "a list that is none": (f"{EXAMPLE}|example|knots", "x", "'x' is no list"),
    "a map that is none": (f"{EXAMPLE}|example|marks", ["x"], "['x'] is no dict"),
    "an object that is none": (
        f"{EXAMPLE}|example|drawers|top",
        "x",
        "expected a mapping, found 'x'",
    ),
    "what is not there": (f"{EXAMPLE}|example|lamp", 1, "Box has no 'lamp', as its example says"),
    "what lacks something": (f"{EXAMPLE}|example", {"label": "x"}, "of Box lacks ['lid', 'size']"),
    "a required text that is null": (f"{EXAMPLE}|example|label", None, "Box lacks ['label']"),
    "no example for an address": (f"{PATH}|parameters|0|example", None, "None is no str"),
    "no example for a list": (
        f"{PARTS}|post|requestBody|content",
        a_json({"type": "array", "description": "x", "items": ref("Part")}),
        "add-parts: None is no list",
    ),
}


@pytest.mark.parametrize(("place", "value", "said"), BAD_EXAMPLES.values(), ids=list(BAD_EXAMPLES))
def test_what_is_no_example_is_named(place: str, value: object, said: str) -> None:
    """An example that does not fit what it is an example of names its operation."""
    with pytest.raises(ContractError) as caught:
        render(parse(spoil(place, value), config()), errors)
    assert said in str(caught.value)


@pytest.mark.parametrize("key", ["python", "generation", "configVersion"])
def test_every_setting_is_needed(key: str) -> None:
    """A key that is missing from gen.yaml is named."""
    with pytest.raises(ContractError, match=key):
        parse(contract(), {name: value for name, value in config().items() if name != key})


def test_one_version_of_the_settings_is_known() -> None:
    """Another configVersion is refused."""
    with pytest.raises(ContractError, match="configVersion: only"):
        parse(contract(), {**config(), "configVersion": "2.0.0"})


def test_no_setting_is_idle() -> None:
    """A key of gen.yaml that would have no effect is refused."""
    with pytest.raises(ContractError, match="'typescript' is not supported here"):
        parse(contract(), {**config(), "typescript": {}})


@pytest.mark.parametrize(
    ("wire", "snake", "pascal"),
    [
        ("companyId", "company_id", "CompanyID"),
        ("get-sync-by-id", "get_sync_by_id", "GetSyncByID"),
        ("CompanySyncStatus", "company_sync_status", "CompanySyncStatus"),
        ("syncUtc", "sync_utc", "SyncUtc"),
        ("class", "class_", "Class"),
        ("linkURL", "link_url", "LinkURL"),
        ("line1", "line1", "Line1"),
    ],
)
def test_names(wire: str, snake: str, pascal: str) -> None:
    """Names on the wire become Python names as 3.1.0 has them."""
    assert (names.snake(wire), names.pascal(wire)) == (snake, pascal)


@pytest.mark.parametrize(
    ("one", "many"),
    [("company_sync_status", "company_sync_statuses"), ("company", "companies"), ("day", "days")],
)
def test_plurals(one: str, many: str) -> None:
    """A list is named after its items."""
    assert names.plural(one) == many


def test_code_that_is_none_is_not_written() -> None:
    """A template that made no Python stops the generator."""
    with pytest.raises(RuntimeError, match="ruff refuses what a template made"):
        formatted({"x.py": "def"})


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Copy the things, with their generated files."""
    shutil.copytree(THINGS, tmp_path / "things")
    return tmp_path / "things"


def test_check_passes_what_is_up_to_date(repository: Path) -> None:
    """The exit code is 0 where nothing differs."""
    assert main(["--check", "--root", str(repository)]) == 0


def test_check_shows_what_differs(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A changed, a missing and an extra file each show as a diff, and the exit code is 1."""
    models = repository / "src/things/models"
    (models / "extra.py").write_text("extra = 1\n", "utf-8")
    (models / "__init__.py").unlink()
    shared = models / "shared/thing.py"
    shared.write_text(shared.read_text("utf-8").replace("thing_id", "thing"), "utf-8")
    code = main(["--check", "--root", str(repository)])
    shown = capsys.readouterr().out
    assert code == 1
    assert {"-extra = 1", "+++ generated/src/things/models/__init__.py"} <= set(shown.splitlines())
    assert "+    thing_id: str" in shown


def test_writing_leaves_what_was_generated(repository: Path) -> None:
    """After writing, nothing differs: extra files are gone, changed ones are as they should be."""
    extra = repository / "docs/models/extra.md"
    extra.write_text("extra", "utf-8")
    main(["--root", str(repository)])
    assert not extra.exists()
    assert main(["--check", "--root", str(repository)]) == 0


def test_a_bad_example_writes_nothing(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An example that does not fit is told like any other part of the contract."""
    text = (repository / "contract/openapi.yaml").read_text("utf-8")
    (repository / "contract/openapi.yaml").write_text(text.replace("size: 2", "size: two"), "utf-8")
    code = main(["--root", str(repository)])
    assert (code, "replace-box: 'two' is no int" in capsys.readouterr().err) == (2, True)


def test_an_unsupported_contract_writes_nothing(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The place of what is not supported is printed, and the exit code is 2."""
    text = (repository / "contract/openapi.yaml").read_text("utf-8")
    (repository / "contract/openapi.yaml").write_text(text.replace("boolean", "number"), "utf-8")
    code = main(["--root", str(repository)])
    assert (code, "isNew/type: 'number'" in capsys.readouterr().err) == (2, True)
