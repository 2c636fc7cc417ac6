"""The benchmarks: what they measure, their processes, their chart and their tables."""

import asyncio
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks import async_worker
from benchmarks.async_table import BASE, markdown
from benchmarks.run import AT_ONCE, FRESH, LONG_LIVED, process
from benchmarks.server import listen
from benchmarks.table import CASES, LIMIT, OURS, RAW
from benchmarks.worker import Contestant, Memory, limit, measure, raw, typed


@pytest.fixture(scope="module")
def url() -> str:
    """Return the address of the server of the benchmarks."""
    server = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=listen, args=(server,), daemon=True).start()
    return f"http://127.0.0.1:{server.getsockname()[1]}"


@pytest.mark.filterwarnings("ignore:[a-z_.]+ is deprecated. The service ends it:DeprecationWarning")
@pytest.mark.parametrize("make", [raw, typed, limit])
def test_each_case_is_measured(url: str, make: Callable[[str], Contestant]) -> None:
    """A contestant gives a figure for each case that it takes part in."""
    online, offline = make(url), make(url)
    offline.session.mount("http://", Memory())
    names = [case for case in (*LONG_LIVED, *FRESH) if case != "create" or offline.create]
    figures = [measure(case, 1, online, offline) for case in names]
    assert [next(iter(figure)) for figure in figures] == names
    assert (offline.create is None) is (make is limit)


def test_a_process_that_ends_says_why(capfd: pytest.CaptureFixture[str]) -> None:
    """A process that ends early ends the benchmarks, which show the process's own error."""
    with (
        process(Path(sys.executable), "worker", "raw", "nowhere") as ask,
        pytest.raises(SystemExit, match=r"benchmarks\.worker gave no answer to 'get 1'"),
    ):
        ask("get 1")
    assert "MissingSchema" in capfd.readouterr().err


def test_the_chart_follows_from_the_samples(tmp_path: Path) -> None:
    """The same samples give the same bytes, with every case and ratio as text."""
    pytest.importorskip("matplotlib", reason="matplotlib comes with the group docs")
    from benchmarks.plot import draw

    samples = {
        (name, contestant): [seconds]
        for contestant, seconds in ((RAW, 2.0), (OURS, 1.0), (LIMIT, 0.5))
        for case in CASES
        for name in filter(None, (case.name, case.base))
    }
    charts = [tmp_path / "first.svg", tmp_path / "second.svg"]
    for chart in charts:
        draw(samples, chart)
    first, second = (chart.read_text("utf-8") for chart in charts)
    assert first == second
    assert [case.title for case in CASES if case.title.replace("`", "") not in first] == []
    assert ">0.50</text>" in first


@pytest.mark.parametrize(
    ("name", "package"),
    [("ours", "aiohttp"), ("threads", "requests"), ("aiohttp", "aiohttp"), ("httpx2", "httpx2")],
)
def test_a_call_at_once(url: str, name: str, package: str) -> None:
    """An asynchronous contestant makes its call, and checks that the answer is the server's."""
    pytest.importorskip(package)

    async def call() -> None:
        async with async_worker.CONTESTANTS[name](url) as made:
            await made()

    asyncio.run(call())


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.25, "0.25 | 0.25 | yes |"), (0.26, "0.26 | 0.25 | **no** |")]
)
def test_the_table_of_calls_at_once(seconds: float, said: str) -> None:
    """The goals are ratios to the other contestants, and one that was not measured is a dash."""
    table = markdown({(case, BASE): [1.0] for case in AT_ONCE} | {("get 20", OURS): [seconds]})
    assert f"| ours to `httpx2`, 20 at once | {said}" in table
    assert "| 200 | 1000000 µs | - | - | - | - | - |" in table
