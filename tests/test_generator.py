"""The generator: from small contracts to code that is imported and used."""

import copy
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from codatsyncexpenses import errors
from generator import names
from generator.__main__ import difference, load, main, on_disk
from generator.node import ContractError
from generator.parse import parse
from generator.render import render
from tests.documents import ROOT

THINGS = ROOT / "tests/data/things"
RUNTIME = ROOT / "src/codatsyncexpenses"
GENERATED = ("models", "resources", "sandbox")


def contract() -> dict[str, Any]:
    """Read the contract of the things, for a test to spoil."""
    read: dict[str, Any] = yaml.safe_load((THINGS / "contract/openapi.yaml").read_text("utf-8"))
    return read


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


def test_the_golden_copy_is_what_is_rendered() -> None:
    """A change of the generator shows as a change of the golden copy, to be looked at."""
    assert difference(render(load(THINGS), errors), on_disk(THINGS, "things")) == ""


def test_rendering_is_deterministic() -> None:
    """The same input gives the same bytes."""
    assert render(load(THINGS), errors) == render(load(THINGS), errors)


def spoil(place: str, value: object) -> dict[str, Any]:
    """Put something into the contract that the generator does not support."""
    spoilt = copy.deepcopy(contract())
    *parents, last = place.split("|")
    inner: Any = spoilt
    for part in parents:
        inner = inner[part]
    inner[last] = value
    return spoilt


LOST = "components|schemas|ThingLost"
PATH = "paths|/boxes/{boxId}/things/{class}"
THING = "components|schemas|Thing"
WAIT = "paths|/boxes/{boxId}/{thingId}|get|x-sdk-wait"
LINK = f"{PATH}|post|responses|201|links|ready"
OBJECT: dict[str, object] = {"type": "object", "description": "x", "properties": {}}
WEBHOOK = contract()["webhooks"]["thing.lost"]
UNSUPPORTED: dict[str, tuple[str, object, str]] = {
    "a choice of schemas": (f"{THING}|oneOf", [], "Thing: 'oneOf' is not supported here"),
    "any of some": (f"{THING}|anyOf", [], "Thing: 'anyOf' is not supported here"),
    "a discriminator": (f"{THING}|discriminator", {}, "Thing: 'discriminator' is not supported"),
    "a scalar": (f"{THING}|properties|isNew|type", "number", "isNew/type: 'number'"),
    "two types": (f"{THING}|properties|isNew|type", ["string", "integer"], "isNew/type: only one"),
    "a limit": (f"{THING}|properties|isNew|maximum", 3, "isNew: 'maximum' is not supported"),
    "a choice": (f"{THING}|properties|maker|anyOf", [{"type": "string"}], "maker/anyOf: only"),
    "an inner object": (f"{THING}|properties|isNew", OBJECT, "isNew: an object must be a named"),
    "no description": (f"{THING}|properties|isNew", {"type": "string"}, "'description' is missing"),
    "a dead reference": (
        f"{THING}|properties|isNew",
        {"$ref": "#/components/schemas/None"},
        "leads nowhere",
    ),
    "a verb": (f"{PATH}|trace", {}, "'trace' is not supported here"),
    "a callback": (f"{PATH}|get|callbacks", {}, "/get: 'callbacks' is not supported here"),
    "a parameter": (
        f"{PATH}|parameters",
        [{"name": "q", "in": "query", "schema": {"type": "string"}}],
        "parameters/0: a parameter in query is not supported",
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
    "a schema that holds itself": (
        "components|schemas|Part|properties|inner",
        {"$ref": "#/components/schemas/Part"},
        "Part",
    ),
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
    "a map of models": (
        f"{LOST}|properties|marks|additionalProperties",
        {"$ref": "#/components/schemas/Part"},
        "marks: only a map of scalars",
    ),
    "a map of anything": (f"{LOST}|properties|marks|additionalProperties", True, "marks/addit"),
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
        "components|responses|Missing|content|application/json|schema",
        {"$ref": "#/components/schemas/ThingLost"},
        "schemas/ThingLost: only a webhook brings an event",
    ),
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


@pytest.mark.parametrize("key", ["python", "generation", "configVersion"])
def test_every_setting_is_needed(key: str) -> None:
    """A key that is missing from gen.yaml is named."""
    with pytest.raises(ContractError, match=key):
        parse(contract(), {name: value for name, value in config().items() if name != key})


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


def test_an_unsupported_contract_writes_nothing(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The place of what is not supported is printed, and the exit code is 2."""
    text = (repository / "contract/openapi.yaml").read_text("utf-8")
    (repository / "contract/openapi.yaml").write_text(text.replace("boolean", "number"), "utf-8")
    code = main(["--root", str(repository)])
    assert (code, "isNew/type: 'number'" in capsys.readouterr().err) == (2, True)
