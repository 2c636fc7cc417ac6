"""Names that load on first use, beside forks, signals and introspection."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from types import ModuleType
from unittest import mock

import pytest

from codatsyncexpenses import CodatSyncExpenses
from codatsyncexpenses._lazy import LateModule, Loading, kept
from codatsyncexpenses.models import operations
from codatsyncexpenses.resources import Resources
from codatsyncexpenses.resources.sync import Sync
from tests.load.forks import rounds
from tests.support.documents import ROOT


def test_a_name_of_a_package_that_is_misspelt() -> None:
    """A package names the nearest of its names; nothing is suggested for a private one."""
    with pytest.raises(AttributeError, match=r"did you mean ListSyncsRequest\?$"):
        getattr(operations, "ListSyncRequest")  # noqa: B009
    with pytest.raises(AttributeError, match=r"no attribute '__wrapped__'$"):
        getattr(operations, "__wrapped__")  # noqa: B009


FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")


def in_another_thread(action: object) -> None:
    """Run a function to its end in a thread of its own."""
    assert callable(action)
    thread = threading.Thread(target=action)
    thread.start()
    thread.join()


@FORKS
@pytest.mark.parametrize("client", ["blocking", "asynchronous"])
def test_forks_amid_first_calls(client: str) -> None:
    """A child of a fork in the middle of other threads' first calls makes every call."""
    assert [each.written for each in rounds(4, client) if not each.right] == []


SIGNALS = """
import itertools, signal
from tests.load.forks import calls, serving
from codatsyncexpenses import CodatSyncExpenses

def interrupt(*_):
    try:
        next(backwards)()
    except (AttributeError, ImportError):
        pass  # of a module that the interrupted code is half through loading
    signal.setitimer(signal.ITIMER_REAL, 0.003)

with serving() as url:
    client = CodatSyncExpenses(server_url=url)
    backwards = itertools.cycle(reversed(calls(client)))
    signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.003)
    for call in calls(client):
        call()
    signal.setitimer(signal.ITIMER_REAL, 0)
"""


@FORKS
def test_signals_amid_first_calls() -> None:
    """A signal handler that makes calls in the middle of its thread's first calls ends."""
    command = [sys.executable, "-c", SIGNALS]
    subprocess.run(command, cwd=ROOT, check=True, timeout=60, stderr=subprocess.DEVNULL)  # noqa: S603 - ours


def test_a_fork_waits_for_the_loads_of_other_threads() -> None:
    """A fork begins when the last load of another thread has ended."""
    loading, inside, leave = Loading(longest=60), threading.Event(), threading.Event()
    order: list[str] = []

    def load() -> None:
        with loading:
            inside.set()
            leave.wait()
            order.append("loaded")

    def fork() -> None:
        leave.set()
        loading.begin_fork()
        order.append("forked")
        loading.end_fork()

    thread = threading.Thread(target=load)
    thread.start()
    inside.wait()
    fork()
    thread.join()
    assert order == ["loaded", "forked"]


def test_a_fork_does_not_wait_for_ever() -> None:
    """A fork goes on where a load takes too long, such as one that waits for the fork itself."""
    loading = Loading(longest=0.01)
    in_another_thread(loading.__enter__)
    loading.begin_fork()
    loading.end_fork()


def test_a_fork_within_a_load() -> None:
    """A load of the thread that forks does not delay the fork."""
    loading = Loading(longest=60)
    with loading, loading:
        loading.begin_fork()
        loading.begin_child()


def test_a_child_knows_no_loads_of_other_threads() -> None:
    """A child forks without a wait, whatever loads its parent's other threads had begun."""
    loading = Loading(longest=0.01)
    in_another_thread(loading.__enter__)
    loading.begin_fork()
    loading.begin_child()
    with loading:
        assert loading.threads == [threading.get_ident()]


def test_loads_do_not_wait_for_each_other() -> None:
    """Two threads load at once, because each may hold a lock that the other one needs."""
    loading = Loading(longest=60)
    with loading:
        in_another_thread(loading.__enter__)


def test_a_late_module_loads_on_first_use() -> None:
    """A module loads when a name of it is used, and keeps what was found."""
    late: ModuleType = LateModule("colorsys")
    sys.modules.pop("colorsys", None)
    assert not hasattr(late, "__wrapped__")
    assert "colorsys" not in sys.modules
    found = late.rgb_to_hsv
    assert vars(late)["rgb_to_hsv"] is found is sys.modules["colorsys"].rgb_to_hsv


def test_a_late_module_of_a_package() -> None:
    """A name with leading dots is one of a package."""
    assert LateModule(".lazy", "codatsyncexpenses._x").__name__ == ".lazy"
    assert LateModule("._lazy", "codatsyncexpenses").kept is kept


class Circle:
    """Holds something that is kept."""

    def __init__(self) -> None:
        self.computed = 0

    @kept
    def area(self) -> int:
        """The area."""
        self.computed += 1
        return self.computed


def test_what_is_kept_is_computed_once() -> None:
    """A kept property is computed on first use; the class shows the property itself."""
    circle = Circle()
    assert (circle.area, circle.area, circle.computed) == (1, 1, 1)
    assert Circle.area.__doc__ == "The area."


def test_a_resource_on_the_class_and_on_a_client() -> None:
    """A resource is its class on the class of a client, and one instance on each client."""
    client = CodatSyncExpenses()
    assert CodatSyncExpenses.sync is Resources.sync is Sync
    assert isinstance(client.sync, Sync)
    assert client.sync is client.sync is not CodatSyncExpenses().sync


def test_a_half_made_client_has_no_resources() -> None:
    """A client whose `__init__` did not run lacks its resources as it lacks other attributes."""
    assert not hasattr(CodatSyncExpenses.__new__(CodatSyncExpenses), "sync")


@pytest.mark.parametrize(
    "client",
    [
        mock.create_autospec(CodatSyncExpenses, instance=True),
        mock.create_autospec(CodatSyncExpenses)(),
    ],
    ids=["of an instance", "of the class"],
)
def test_autospec(client: mock.NonCallableMagicMock) -> None:
    """A mock made of the client has every method, with its signature."""
    client.sync.get_latest_sync("request", timeout=3)
    client.sync.get_latest_sync.assert_called_once_with("request", timeout=3)
    with pytest.raises(TypeError, match="argument"):
        client.sync.get_latest_sync("request", color="red")
    with pytest.raises(AttributeError):
        client.sync.get_latest()
