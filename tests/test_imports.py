"""When modules load, and how generated code is built."""

import ast
import json
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


def modules() -> dict[str, Path]:
    """Give the file of every module, by its name within the package."""
    found = {path.relative_to(PACKAGE).with_suffix(""): path for path in PACKAGE.rglob("*.py")}
    return {
        ".".join(name.parts).removesuffix("__init__").rstrip("."): found[name] for name in found
    }


MODULES = modules()


def is_for_types(node: ast.AST) -> bool:
    """Tell whether this is `if TYPE_CHECKING`."""
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


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
    """A generated function is a docstring and a statement, with an import or a warning before."""
    for node in ast.walk(ast.parse(MODULES[name].read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            steps = node.body[1:] if ast.get_docstring(node) else node.body
            others = [step for step in steps if not isinstance(step, ast.ImportFrom)]
            if ast.unparse(others[0]).startswith("warnings.warn("):
                others.pop(0)
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
    """A blocking client and a call load no dataclasses-json, no marshmallow and no asyncio."""
    company = "8a210b68-6988-11ed-a1eb-0242ac120002"
    found = loaded(CALL.format(company=company, key=sandbox.authorization, url=sandbox.url))
    assert {"requests", "msgspec"} <= found
    assert found & {"dataclasses_json", "marshmallow", "dateutil", "werkzeug"} == set()
    assert found & {"aiohttp", "asyncio", "multidict", "yarl"} == set()


ABSENT = """
import sys
sys.modules[{missing!r}] = None
try:
    {code}
except ModuleNotFoundError as error:
    assert str(error).endswith('needs aiohttp: pip install "codatsyncexpenses[async]"'), error
    assert error.name == {missing!r}
    sys.exit(9)
"""


@pytest.mark.parametrize("missing", ["aiohttp", "multidict", "yarl"])
@pytest.mark.parametrize(
    "code",
    [
        "from codatsyncexpenses import AsyncCodatSyncExpenses",
        "import codatsyncexpenses; codatsyncexpenses.AsyncCodatSyncExpenses()",
        "import codatsyncexpenses.async_sdk",
        "from codatsyncexpenses.sandbox import Sandbox\n    Sandbox().start().async_client()",
    ],
)
def test_without_the_extra(code: str, missing: str) -> None:
    """Without aiohttp, the name of the asynchronous client raises the command that installs it."""
    command = [sys.executable, "-c", ABSENT.format(code=code, missing=missing)]
    assert subprocess.run(command, check=False).returncode == 9  # noqa: S603 - ours


def test_a_blocking_client_without_the_extra(sandbox: Sandbox) -> None:
    """Without aiohttp, the blocking client makes calls, and the other public names are there."""
    company = "8a210b68-6988-11ed-a1eb-0242ac120002"
    call = CALL.format(company=company, key=sandbox.authorization, url=sandbox.url)
    code = "import sys\nsys.modules['aiohttp'] = None\nfrom codatsyncexpenses.utils import *\n"
    assert "requests" in loaded(f"{code}{call}")


SHOWN = """
import sys
shown = {f"codatsyncexpenses._display.{name}" for name in ("notebook", "html", "records")}
assert shown.isdisjoint(sys.modules)
statuses._repr_html_(), statuses.to_records()
assert shown <= set(sys.modules)
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
