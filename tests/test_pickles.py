"""Pickles of the version before load, whatever has moved since."""

import base64
import json
import pickle
import re
import subprocess
import sys
from typing import Any

import pytest

from codatsyncexpenses import errors
from codatsyncexpenses.models import operations
from codatsyncexpenses.sandbox import Sandbox
from codatsyncexpenses.utils import ModelList
from tests.pickles import FOLDER, facts, shown, values
from tests.support.ids import COMPANY_ID

PICKLED: dict[str, dict[str, str]] = json.loads((FOLDER / "pickles_0.1.0.json").read_text("utf-8"))

# Texts of the sandbox's companies, which may be reworded; a loaded company keeps its own.
REWORDED = re.compile(r"c00\d\.(summary|ending\.(error|exception))$")


def load(name: str) -> Any:
    """Load a pickle that version 0.1.0 made."""
    return pickle.loads(base64.b64decode(PICKLED[name]["pickle"]))  # noqa: S301 - our own


@pytest.fixture(scope="module")
def built() -> dict[str, Any]:
    """Hold the values as this version builds them."""
    return values()


@pytest.mark.parametrize("name", PICKLED)
def test_pickles_load(name: str) -> None:
    """A pickle gives the value that was pickled."""
    assert shown(load(name)) == PICKLED[name]["repr"]


def was_list(fact: Any) -> Any:
    """Return the fact of a value in version 0.1.0, where some lists were plain ones."""
    return (list,) if fact == (ModelList,) else fact


@pytest.mark.parametrize("name", [name for name in PICKLED if not name.startswith("call: ")])
def test_loaded_values_are_those_of_today(name: str, built: dict[str, Any]) -> None:
    """A loaded value has the classes and the parts of one built now, which may have more."""
    loaded, new = facts(load(name)), facts(built[name])
    loaded = {path: fact for path, fact in loaded.items() if not REWORDED.search(path)}
    was = {
        path: fact if was_list(new.get(path)) == fact else new.get(path)
        for path, fact in loaded.items()
    }
    assert was == loaded


@pytest.mark.parametrize("name", [name for name in PICKLED if name.startswith("call: ")])
def test_results_of_calls(name: str) -> None:
    """A response or an error that a call gave is of the public class, with its raw response."""
    loaded = load(name)
    name = type(loaded).__name__
    assert type(loaded) in [getattr(each, name, None) for each in (errors, operations)]
    raw = getattr(loaded, "raw_response", None)
    assert (None if raw is None else raw.status_code) == loaded.status_code


def test_a_loaded_response_raises_its_error() -> None:
    """A response that is loaded still passes the facts of the call to its error."""
    with pytest.raises(errors.NotFoundError) as caught:
        load("call: response 404").raise_for_status()
    assert (caught.value.operation, caught.value.attempts) == ("sync.get_latest_sync", 1)


def test_a_loaded_client_works(sandbox: Sandbox) -> None:
    """A client that is loaded makes calls; it has no credential, and is answered 401."""
    with load("client") as client:
        client.sdk_configuration.server_url = sandbox.url
        response = client.sync.get_latest_sync(operations.GetLatestSyncRequest(COMPANY_ID))
    assert response.status_code == 401


def test_a_loaded_client_has_its_options(sandbox: Sandbox) -> None:
    """A client that is loaded behaves by the options that it was made with."""
    with load("client with options") as client:
        assert client.sdk_configuration.server_url == "http://127.0.0.1:9"
        assert client.sdk_configuration.retry_config.strategy == "none"
        client.sdk_configuration.server_url = sandbox.url
        with pytest.raises(errors.AuthenticationError):
            client.sync.get_latest_sync(operations.GetLatestSyncRequest(COMPANY_ID))


def test_former_modules_load_nothing_by_themselves() -> None:
    """A tool that asks every module for its file makes the former ones load nothing."""
    code = (
        "import inspect, sys, codatsyncexpenses\n"
        "inspect.getmodule(object())\n"
        "[hasattr(module, '__file__') for module in list(sys.modules.values())]\n"
        "sys.exit('requests' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False)  # noqa: S603 - ours
    assert done.returncode == 0
