"""What is loaded when, which way imports point, and what generated code is made of."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import codatsyncexpenses
from codatsyncexpenses.sandbox import Sandbox

PACKAGE = Path(codatsyncexpenses.__file__).parent
NAME = "codatsyncexpenses"
HEAVY = [
    "click",
    "dataclasses_json",
    "dateutil",
    "marshmallow",
    "msgspec",
    "requests",
    "rich",
    "urllib3",
    "werkzeug",
]

# The layers from the lowest to the highest: a module imports only from layers below its own. What
# loads inside a function, or for a type checker only, points nowhere.
LAYERS = [
    {"_hints", "_lazy", "_reprs"},
    {"errors", "_fields", "_enums", "_texts"},
    {
        *("_checks", "_connection_errors", "_connections", "_dates", "_files", "_lists"),
        *("_platforms", "_progress", "_query", "_retries", "_security", "_stamps", "_wait_errors"),
    },
    {
        *(
            "_codec",
            "_json_face",
            "_limits",
            "_messages",
            "_model",
            "_records",
            "_signatures",
            "_uploads",
        ),
        "utils.retries",
    },
    {"_adapter", "_events", "_failures", "_html", "_settings", "_response"},
    {"_bodies", "_cells", "_operation", "utils"},
    {"_display", "_http", "_pages", "_polls"},
    {"_waits"},
    {"models._about", "models.errors", "models.shared"},
    {"models.events", "models.operations"},
    {"models", "sdkconfiguration"},
    {"resources.*"},
    {"resources", "sync", "webhooks"},
    {"_caller"},
    {"sdk"},
    {""},
    {"sandbox.companies"},
    {"sandbox._clock", "sandbox._ids", "sandbox._journal", "sandbox._steps", "sandbox._store"},
    {
        *("sandbox._accounting", "sandbox._adapter", "sandbox._checks", "sandbox._client"),
        *("sandbox._fault", "sandbox._options", "sandbox._records", "sandbox._uploads"),
    },
    {"sandbox._exchange", "sandbox._server"},
    {"sandbox._faults", "sandbox._outbox", "sandbox._seeding"},
    {"sandbox._catalogue", "sandbox._script", "sandbox._world"},
    {
        *("sandbox.faults", "sandbox._books", "sandbox._inputs", "sandbox._limits"),
        *("sandbox._query", "sandbox._replays", "sandbox._syncs", "sandbox._webhooks"),
    },
    {
        *("sandbox._expense_inputs", "sandbox._history", "sandbox._paging", "sandbox._pulls"),
        *("sandbox._push_inputs", "sandbox._shapes", "sandbox._wording"),
    },
    {"sandbox._call", "sandbox._making", "sandbox._pushes"},
    {
        *("sandbox._attachments", "sandbox._company_operations", "sandbox._data_operations"),
        *("sandbox._expense_operations", "sandbox._push_operations", "sandbox._sync_operations"),
        "sandbox._timeline",
    },
    {"sandbox._pages", "sandbox._routes"},
    {"sandbox._request"},
    {"sandbox._app"},
    {"sandbox._sandbox"},
    {"sandbox"},
    {"testing"},
    {"sandbox.__main__"},
    {"cli._output"},
    {"cli._errors", "cli._tables"},
    {"cli._doctor", "cli._syncs"},
    {"cli._app"},
    {"cli"},
    {"cli.__main__"},
]
# Modules that the generator makes for each model and resource, which stand together.
MANY = ("models.operations", "models.shared", "resources")
LEVELS = {name: level for level, names in enumerate(LAYERS) for name in names}
# These stand beside the rest: they make a client, and no part of a client knows them.
BESIDE = {name for name in LEVELS if name.partition(".")[0] in ("cli", "sandbox", "testing")}


def modules() -> dict[str, Path]:
    """Give the file of every module, by its name within the package."""
    found = {path.relative_to(PACKAGE).with_suffix(""): path for path in PACKAGE.rglob("*.py")}
    return {
        ".".join(name.parts).removesuffix("__init__").rstrip("."): found[name] for name in found
    }


MODULES = modules()


def unit(name: str) -> str:
    """Give what stands for a module in the layers."""
    package = name.rpartition(".")[0]
    if package not in MANY:
        return name
    return "resources.*" if package == "resources" else package


def is_for_types(node: ast.AST) -> bool:
    """Tell whether this is `if TYPE_CHECKING`."""
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def at_run_time(node: ast.AST) -> list[ast.AST]:
    """Give what runs when a module is imported: neither functions nor what is for types only."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) or is_for_types(node):
        return []
    return [node, *(each for child in ast.iter_child_nodes(node) for each in at_run_time(child))]


def imported(name: str, path: Path) -> set[str]:
    """Give the modules of the package that a module imports when it is imported itself."""
    base = (name if path.name == "__init__.py" else name.rpartition(".")[0]).split(".")
    found: set[str] = set()
    for node in at_run_time(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = [part for part in base if part]
            above = above[: len(above) - node.level + 1] if node.level else []
            start = [NAME, *above] if node.level else []
            module = ".".join([*start, *([node.module] if node.module else [])])
            # `from . import x` may name a module or something inside one.
            inside = {f"{module}.{alias.name}" for alias in node.names}
            known = {each for each in inside if each.removeprefix(f"{NAME}.") in MODULES}
            found |= known or {module}
    ours = {each for each in found if each == NAME or each.startswith(f"{NAME}.")}
    return {each.removeprefix(NAME).lstrip(".") for each in ours}


def test_every_module_has_its_layer() -> None:
    """The list of layers names every module, and no other."""
    assert set(map(unit, MODULES)) == set(LEVELS)


@pytest.mark.parametrize("name", sorted(MODULES))
def test_imports_point_down(name: str) -> None:
    """A module imports only from the layers below its own; a model also from other models."""
    found = {unit(each) for each in imported(name, MODULES[name])} - {"models.shared"}
    wrong = {each for each in found if LEVELS[each] >= LEVELS[unit(name)]}
    assert wrong == set()


@pytest.mark.parametrize("name", sorted(set(MODULES) - BESIDE))
def test_the_client_does_not_know_what_stands_beside_it(name: str) -> None:
    """Nothing in the client names the sandbox or the command, inside functions either."""
    found = [
        ast.unparse(node)
        for node in ast.walk(ast.parse(MODULES[name].read_text("utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        and re.search(r"\b(cli|sandbox)\b", ast.unparse(node))
    ]
    assert found == []


def test_the_rule_is_looked_at() -> None:
    """The reading of imports finds those that are known to be there."""
    found = {name: imported(name, path) for name, path in MODULES.items()}
    assert {"_response", "_codec", "errors"} <= found["_operation"]
    assert "models.shared" not in found["_operation"]
    assert "models.shared" in found["models.operations.sync"]
    assert "models.shared.connection" in found["models.shared.company"]
    models = {"models.operations", "models.shared"}
    assert found["resources.sync"] == {"_operation", "_waits", "utils", *models}
    assert found["errors"] == {"_lazy"}


GENERATED = [name for name in sorted(MODULES) if name.partition(".")[0] in ("models", "resources")]
LOGIC = (
    ast.If,
    ast.IfExp,
    ast.For,
    ast.While,
    ast.Try,
    ast.With,
    ast.Match,
    ast.BoolOp,
    ast.Compare,
    ast.comprehension,
    ast.Lambda,
    ast.Assert,
    ast.Raise,
)


@pytest.mark.parametrize("name", GENERATED)
def test_generated_code_is_data(name: str) -> None:
    """Generated code decides nothing: no branch, loop, comparison, `try` or `raise`."""
    tree = ast.parse(MODULES[name].read_text("utf-8"))
    types = [node for node in ast.walk(tree) if is_for_types(node)]
    inside = {each for node in types for each in ast.walk(node)}
    lazy = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name == "__getattr__"
    ]
    inside |= {each for node in lazy for each in ast.walk(node)}
    logic = [node for node in ast.walk(tree) if isinstance(node, LOGIC) and node not in inside]
    assert [ast.unparse(node) for node in logic] == []


@pytest.mark.parametrize("name", GENERATED)
def test_generated_functions_are_short(name: str) -> None:
    """A generated function is a docstring and a statement, with an import where it must be."""
    for node in ast.walk(ast.parse(MODULES[name].read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            steps = node.body[1:] if ast.get_docstring(node) else node.body
            others = [step for step in steps if not isinstance(step, ast.ImportFrom)]
            assert len(others) == 1, node.name


@pytest.mark.parametrize("name", GENERATED)
def test_generated_code_says_so(name: str) -> None:
    """The first line of a generated file says so, and how to redo it."""
    assert MODULES[name].read_text("utf-8").startswith("# Generated from contract/openapi.yaml")


def loaded(code: str) -> set[str]:
    """Give the packages that a program loads, run in a process of its own."""
    program = f"{code}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    command = [sys.executable, "-W", "error", "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - ours
    return {name.partition(".")[0] for name in json.loads(done.stdout.splitlines()[-1])}


def test_importing_the_package_is_light() -> None:
    """Importing the package loads none of what it needs later."""
    assert loaded("import codatsyncexpenses") & set(HEAVY) == set()


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_help_of_the_command_is_light(argument: str) -> None:
    """The command loads what it needs when it runs, so that asking for help is quick."""
    program = f"from codatsyncexpenses.cli import main\nmain([{argument!r}])"
    assert loaded(program) & set(HEAVY) == {"click"}


def test_importing_errors_is_light() -> None:
    """Code that only catches errors loads neither requests nor a JSON library."""
    assert loaded("from codatsyncexpenses.errors import SDKError") & set(HEAVY) == set()


def test_importing_webhooks_is_light() -> None:
    """An endpoint that receives webhooks loads none of what a client needs."""
    assert loaded("from codatsyncexpenses import webhooks; webhooks.parse") & set(HEAVY) == set()


def test_importing_models_is_light() -> None:
    """The models load nothing heavy; requests and responses not dataclasses-json either."""
    assert loaded("from codatsyncexpenses.models import shared") & set(HEAVY) == set()
    found = loaded("from codatsyncexpenses.models import operations")
    assert found & {"dataclasses_json", "marshmallow", "dateutil", "werkzeug"} == set()


CALL = """
from codatsyncexpenses import CodatSyncExpenses
from codatsyncexpenses.models import operations, shared

request = operations.ListSyncsRequest({company!r})
with CodatSyncExpenses(shared.Security({key!r}), server_url={url!r}) as s:
    statuses = s.sync.list(request).company_sync_statuses
    assert statuses, statuses
    shared.SyncStatusCode(statuses[0].sync_status_code)
"""


def test_a_call_is_light(sandbox: Sandbox) -> None:
    """A client and a call load neither dataclasses-json nor marshmallow."""
    company = "8a210b68-6988-11ed-a1eb-0242ac120002"
    found = loaded(CALL.format(company=company, key=sandbox.authorization, url=sandbox.url))
    assert {"requests", "msgspec"} <= found
    assert found & {"dataclasses_json", "marshmallow", "dateutil", "werkzeug"} == set()


SHOWN = """
import sys
shown = {"_cells", "_display", "_html", "_records"}
assert shown.isdisjoint(name.rpartition(".")[2] for name in sys.modules)
statuses._repr_html_(), statuses.to_records()
assert shown <= {name.rpartition(".")[2] for name in sys.modules}
"""


def test_what_notebooks_show_loads_when_asked_for(sandbox: Sandbox) -> None:
    """A call loads nothing of tables and records; a table and a record do."""
    company = "8a210b68-6988-11ed-a1eb-0242ac120002"
    call = CALL.format(company=company, key=sandbox.authorization, url=sandbox.url)
    assert "html" in loaded(call + SHOWN)


def test_the_json_face_is_there_when_needed() -> None:
    """The JSON face of the models loads dataclasses-json when it is first used."""
    found = loaded("from codatsyncexpenses.models import shared; shared.InitiateSync().to_dict()")
    assert "dataclasses_json" in found


USED = """
import sys
from codatsyncexpenses import CodatSyncExpenses
CodatSyncExpenses().{resource}
import json
"""


def models_loaded_by(resource: str) -> set[str]:
    """Give the modules of models that the first use of a resource loads."""
    program = USED.format(resource=resource) + "print(json.dumps(sorted(sys.modules)))"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - ours
    start = f"{NAME}.models.shared."
    return {name.removeprefix(start) for name in json.loads(done.stdout) if name.startswith(start)}


def test_a_resource_loads_its_own_models() -> None:
    """The first use of a resource loads the models of its requests and answers, and no others."""
    always = {"errormessage"}
    syncs = {"companysyncstatus", "initiatesync", "syncinitiated"}
    assert models_loaded_by("sync") == always | syncs
    assert models_loaded_by("attachments") == always | {"attachment"}
    adjustments = {"adjustmenttransactionrequest", "adjustmenttransactionresponse"}
    parts = {"invoiceto", "recordref"}
    assert models_loaded_by("adjustments") == always | adjustments | parts
