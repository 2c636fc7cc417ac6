"""Generated code: imported, called, and held against what the contract says."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.__main__ import load
from generator.render import render
from tests.generator.things import CONTRACT, THINGS
from tests.support.documents import ROOT

RUNTIME = ROOT / "src/codatsyncexpenses"
GENERATED = ("models", "resources", "sandbox")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an importable package of the runtime and of what was generated for the things."""
    root = tmp_path_factory.mktemp("things")
    ignored = shutil.ignore_patterns(*GENERATED, "__pycache__")
    shutil.copytree(RUNTIME, root / "src/things", ignore=ignored)
    for path, text in render(load(THINGS)).items():
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
    """Generated code sends requests and reads responses."""
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
from things._bases.events import read
from things.models import events
body = {"lossId": "l1", "kind": "thing.lost", "thing": {"thingId": "t1"}, "marks": {"a": 1}}
lost = read(json.dumps(body))
other = read('{"kind": "thing.found"}')
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
    """Arguments in x-sdk-order come first; those in x-sdk-optional may be left out."""
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
other = {**box, "label": "cd"}
mock.get("https://things.example/boxes", json={"results": [box, other], "links": {}})
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
    """An x-sdk-single value is read both alone and in a list."""
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
from things._bases.events import read
from things.models import events
lost = read('{"kind": "thing.lost", "worth": 0.10, "rest": {"a": [1]}}')
print(json.dumps([str(lost.worth), lost.rest]))
"""
    assert use(package, code) == ["0.10", {"a": [1]}]


def test_generated_examples_make_the_call(package: Path) -> None:
    """The example of an operation in the docs runs, and sends the example of the contract."""
    page = (package.parent / "docs/sdks/attic/README.md").read_text("utf-8")
    example = page.partition("## replace")[2].partition("```python")[2].partition("```")[0]
    code = f"""
mock.put(BOX, json={{"label": "ab", "lid": True}})
import os
os.environ["CODAT_API_KEY"] = "k"
{example.replace("print(res.", "(res.")}
print(json.dumps(sent()))
"""
    shown = CONTRACT["paths"]["/boxes/{boxId}"]["put"]["requestBody"]["content"]
    wanted = {**shown["application/json"]["example"], "weight": "1.5", "wheels": 4}
    del wanted["knots"]
    assert use(package, SETUP + BOX + code) == wanted
