"""The sandbox's page, in a headless Chromium.

Most tests show a state that the test sets; the last ones follow a running sandbox. The test moves
the page's clock: `poll` moves it by a second.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
import requests
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, sync_playwright
from werkzeug.wrappers import Request, Response

import codatsyncexpenses.sandbox
from codatsyncexpenses.models import operations
from codatsyncexpenses.models.shared import SyncStatusCode
from codatsyncexpenses.sandbox import Sandbox, companies
from tests.support.wsgi_server import serve

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIEnvironment

PAGE = Path(codatsyncexpenses.sandbox.__file__).parent / "_wire" / "page.html"
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whatever the page asks for elsewhere fails, and so is heard of.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
HOSTILE = "<img src=x onerror=\"document.title='broken in'\"> \u202e& Sons"
COMPANY = "8a210b68-6988-11ed-a1eb-0242ac120002"
NOW = "2026-11-22T13:00:00Z"


def sync(number: int, code: int = 1000, **more: object) -> dict[str, object]:
    """Return a sync in the form of the state."""
    return {
        "companyId": COMPANY,
        "syncId": f"6fb40d5e-b13e-11ed-afa1-{number:012}",
        "syncStatusCode": code,
        "syncStatus": "Pushing" if code == 1000 else "Complete",
        "errorMessage": "",
        "syncUtc": "2026-11-22T12:59:58.1234567Z",
        "dataPushed": False,
        "progress": 0.5 if code == 1000 else 1.0,
        **more,
    }


def request(**more: object) -> dict[str, object]:
    """Return a request in the form of the state."""
    path = f"/companies/{COMPANY}/sync/expenses/syncs"
    at = "2026-11-22T12:59:58Z"
    seen = {"at": at, "method": "POST", "path": path, "operation": "initiate-sync"}
    return {**seen, "status": 202, "ms": 3.4, **more}


def delivery(**more: object) -> dict[str, object]:
    """Return a delivery in the form of the state."""
    event = {"eventType": "expenses.sync.successful", "url": "http://127.0.0.1:9/hook"}
    return {"at": NOW, "messageId": "m", **event, "attempt": 2, "status": 500, **more}


class Stage:
    """A server of the page, with a state that the test sets."""

    def __init__(self) -> None:
        self.status = 200
        self.polls = 0
        self.state: dict[str, Any] = {
            "now": NOW,
            "speed": 1.0,
            "manual": False,
            "quota": {"limit": 7000, "remaining": 6990, "reset": "2026-11-23T00:00:00Z"},
            "companies": [{"id": COMPANY, "name": "Harbour Lane Coffee", "summary": ""}],
            "syncs": [],
            "requests": [],
            "webhooks": [],
            "control": False,
            "codes": {
                str(int(code)): {"group": code.group, "meaning": code.meaning}
                for code in SyncStatusCode
            },
        }

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Respond with the page or the state."""
        if Request(environ).path == "/":
            response = Response(PAGE.read_bytes(), content_type="text/html; charset=utf-8")
        else:
            self.polls += 1
            # The sandbox's time goes on, so that a test sees that the page has looked again.
            if "now" in self.state:
                self.state["now"] = f"2026-11-22T13:00:{self.polls:02}Z"
            state = json.dumps(self.state)
            response = Response(state, self.status, content_type="application/json")
        return response(environ, start)


@pytest.fixture
def stage() -> Stage:
    """Yield a stage."""
    return Stage()


def runs(name: str) -> bool:
    """Return whether a browser is installed; on some systems its command is a mere stub."""
    path = shutil.which(name)
    if path is None:
        return False
    return subprocess.run([path, "--version"], check=False, capture_output=True).returncode == 0  # noqa: S603 - fixed


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Run a Chromium with a profile of its own."""
    chromium = next(filter(runs, NAMES), None)
    if chromium is None:
        pytest.skip("there is no Chromium: scripts/install_browser.sh installs one")
    with sync_playwright() as driver:
        path = shutil.which(chromium)
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """Yield the errors of the browser; the list must be empty at the end."""
    return []


@pytest.fixture
def page(browser: Browser, complaints: list[str]) -> Iterator[Page]:
    """Open a tab whose clock the test moves, and collect its errors."""

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(message.text)

    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(f"{request.url} failed"))
    page.clock.install()
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def url(stage: Stage, page: Page) -> Iterator[str]:
    """Serve the stage, and close the page first: it would ask for the state again."""
    with serve(stage) as url:
        yield url
        page.close()


def look(page: Page, url: str) -> None:
    """Open the page and wait for its first request for the state."""
    page.goto(url)
    page.locator("#now", has_not_text="…").wait_for()


def poll(page: Page) -> None:
    """Move the page's clock by a second, and wait until the page shows the new state."""
    before = page.locator("#now").inner_text()
    page.clock.run_for(1000)
    page.locator("#now", has_not_text=before).wait_for()


def texts(page: Page, selector: str) -> list[str]:
    """Return the texts of the selected elements, as a reader sees them."""
    return [" ".join(text.split()) for text in page.locator(selector).all_inner_texts()]


def symbols(page: Page, selector: str) -> list[str | None]:
    """Return the symbols in the selected elements."""
    return [use.get_attribute("href") for use in page.locator(f"{selector} use").all()]


# The file


@pytest.mark.parametrize("tag", ["style", "script"])
def test_the_policy_lets_in_the_file_s_own(tag: str) -> None:
    """The Content-Security-Policy names the hashes of the page's style and script, and no more."""
    text = PAGE.read_text("utf-8")
    (inline,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
    assert f" {tag}-src 'sha256-{digest}';" in text


def test_the_file_names_no_other_host() -> None:
    """The page loads nothing from other hosts: its only address is the namespace of SVG."""
    addresses = re.findall(r"\w+://[\w./]+|[\"'(]//\w+", PAGE.read_text("utf-8"))
    assert set(addresses) == {"http://www.w3.org/2000/svg"}


def test_the_file_writes_text_as_text() -> None:
    """No text can become markup."""
    markup = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|Function\("
    assert re.findall(markup, PAGE.read_text("utf-8")) == []


# What it shows of a state


def test_it_shows_clock_speed_and_quota(page: Page, url: str) -> None:
    """The header shows the sandbox's time, its speed and the rest of the day's quota."""
    look(page, url)
    assert texts(page, "header dd") == [
        "22 Nov 2026, 13:00:01",
        "1\N{MULTIPLICATION SIGN}",
        "6,990 of 7,000",
    ]


def test_it_says_that_a_clock_is_moved_by_hand(page: Page, url: str, stage: Stage) -> None:
    """A manual clock has no speed."""
    stage.state |= {"manual": True, "quota": {"limit": None}}
    look(page, url)
    assert texts(page, "header dd")[1:] == ["manual", "no limit"]


def test_it_shows_a_company(page: Page, url: str, stage: Stage) -> None:
    """A company is shown with its connections and its datasets."""
    linked = {"id": COMPANY, "platformKey": "gbol", "status": "Linked"}
    waits = {"id": COMPANY, "platformKey": "mxyz", "status": "PendingAuth"}
    dataset = {"id": COMPANY, "transactions": 1, "status": "failed"}
    stage.state["companies"][0] |= {"connections": [linked, waits], "datasets": [dataset]}
    stage.state["companies"][0]["summary"] = "write the expenses"
    look(page, url)
    words = ["Harbour Lane Coffee", "Its syncs write the expenses.", COMPANY]
    parts = [f"gbol {COMPANY} Linked", f"mxyz {COMPANY} PendingAuth", f"1 expense {COMPANY} failed"]
    assert texts(page, "#companies article > :not(ul):visible") == words
    assert texts(page, "#companies li") == parts
    assert symbols(page, "#companies li") == ["#success", "#plain", "#failure"]


@pytest.mark.parametrize(
    ("code", "group", "word", "meaning"),
    [
        (1000, "running", "Running", "The sync is running."),
        (2000, "success", "Succeeded", "The sync succeeded and data was written."),
        (2040, "success", "Succeeded", "The sync succeeded and there was nothing to write."),
        (5130, "failure", "Failed", "Writing to the accounting software failed."),
        (2999, "unknown", "Unknown", "A code that is not listed."),
    ],
)
def test_it_says_how_a_sync_stands(
    code: int, group: str, word: str, meaning: str, page: Page, url: str, stage: Stage
) -> None:
    """A sync has a word, a symbol and a colour, and its code in words; a running one, a bar."""
    stage.state["syncs"] = [sync(1, code, errorMessage="Because.")]
    look(page, url)
    mark = page.locator("#syncs .mark")
    assert texts(page, "#syncs .mark") == [word]
    assert (mark.get_attribute("data-group"), symbols(page, "#syncs")) == (group, [f"#{group}"])
    assert texts(page, "#syncs .at-code") == [f"{code} {meaning} Because."]
    assert texts(page, "#syncs time") == ["12:59:58"]
    assert page.get_by_role("progressbar").count() == (group == "running")


def test_it_shows_requests_and_deliveries(page: Page, url: str, stage: Stage) -> None:
    """Requests and deliveries are shown with their outcomes."""
    lost = request(path="/nowhere", operation=None, status=None, ms=None, at="2026-11-21T09:05:00Z")
    stage.state["requests"] = [request(status=429), request(), lost]
    stage.state["webhooks"] = [delivery()]
    look(page, url)
    assert texts(page, "#requests .at-status") == ["429", "202", "no response"]
    assert symbols(page, "#requests") == ["#failure", "#success", "#unknown"]
    assert texts(page, "#requests .at-operation") == ["initiate-sync", "initiate-sync", "—"]
    assert texts(page, "#requests .at-ms") == ["3.4", "3.4", "—"]
    assert texts(page, "#requests time") == ["12:59:58", "12:59:58", "21 Nov, 09:05"]
    paths = page.locator("#requests [data-field=path]").all_text_contents()
    assert paths == [request()["path"], request()["path"], "/nowhere"]
    seen = ["13:00:00", "expenses.sync.successful", "http://127.0.0.1:9/hook", "2", "500"]
    assert texts(page, "#webhooks :is(th, td):visible") == seen


def test_it_says_what_is_not_there(page: Page, url: str, stage: Stage) -> None:
    """An empty list says so, and an incomplete state breaks nothing."""
    stage.state = {"syncs": []}
    page.goto(url)
    page.locator(".empty:visible").nth(3).wait_for()
    assert page.get_by_role("table").count() == 0


@pytest.mark.parametrize("control", [True, False])
@pytest.mark.parametrize("width", [320, 800, 1280])
def test_it_reads_well_at_every_width(
    width: int, control: bool, page: Page, url: str, stage: Stage
) -> None:
    """Nothing is cut off at the side, and tables keep their headers for screen readers."""
    stage.state |= {"control": control, "webhooks": [delivery(url="http://" + "w" * 500)]}
    stage.state["syncs"] = [sync(1, 5130, errorMessage="x" * 500), sync(2)]
    stage.state["requests"] = [request(path="/" + "y" * 500)]
    stage.state["companies"][0]["name"] = "z" * 500
    page.set_viewport_size({"width": width, "height": 700})
    look(page, url)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    end = "document.querySelector('footer').getBoundingClientRect().bottom + scrollY"
    assert page.evaluate(
        f"document.documentElement.scrollHeight <= Math.max({end} + 40, innerHeight)"
    )
    table = page.get_by_role("table", name="Syncs")
    headers = ["State", "Company, sync", "Stage", "Code", "Started"]
    assert table.get_by_role("columnheader").all_text_contents() == headers
    assert table.get_by_role("rowheader").count() == 2
    for name in ("Syncs", "Companies", "Recent requests", "Webhook deliveries"):
        assert page.get_by_role("region", name=name, exact=True).count() == 1


# While it polls


def test_what_stays_is_not_built_anew(page: Page, url: str, stage: Stage) -> None:
    """A new sync appears on top; focus, selection and the other rows stay unchanged."""
    stage.state["syncs"] = [sync(1)]
    stage.state["requests"] = [request()]
    look(page, url)
    page.get_by_role("group", name="Syncs").focus()
    page.evaluate("""() => {
        window.rows = [...document.querySelectorAll("tbody tr, article")];
        getSelection().selectAllChildren(document.querySelector("#syncs bdi"));
        window.touched = 0;
        const watch = new MutationObserver((changes) => { window.touched += changes.length; });
        for (const row of window.rows)
            watch.observe(row, { subtree: true, childList: true, characterData: true });
    }""")
    stage.state["syncs"] = [sync(2), sync(1)]
    stage.state["requests"] = [request(), request()]
    poll(page)
    poll(page)
    assert page.locator("#syncs tr").count() == page.locator("#requests tr").count() == 2
    assert page.evaluate("window.rows.map((row) => row.isConnected)") == [True] * 3
    assert page.evaluate("document.activeElement.contains(document.querySelector('#syncs'))")
    assert page.evaluate("String(getSelection())") == "Harbour Lane Coffee"
    assert page.evaluate("window.touched") == 0
    stage.state["syncs"] = [sync(2)]
    poll(page)
    assert page.locator("#syncs tr").count() == 1


def test_it_tells_of_syncs_that_begin_and_end(page: Page, url: str, stage: Stage) -> None:
    """A screen reader announces the start and the end of a sync, and nothing else."""
    stage.state["syncs"] = [sync(1, 2000)]
    look(page, url)
    news = page.locator("[aria-live]")
    assert (news.count(), news.get_attribute("aria-live")) == (1, "polite")
    assert news.text_content() == ""
    stage.state["syncs"] = [sync(2), sync(1, 2000)]
    poll(page)
    assert news.text_content() == "A sync of Harbour Lane Coffee started."
    assert page.title() == "1 running · Sandbox"
    stage.state["syncs"] = [sync(2, progress=0.9, syncStatus="Pushing"), sync(1, 2000)]
    stage.state["requests"] = [request()]
    poll(page)
    assert news.text_content() == "A sync of Harbour Lane Coffee started."
    stage.state["syncs"] = [sync(2, 5130), sync(1, 2000)]
    poll(page)
    why = "Failed. Writing to the accounting software failed."
    assert news.text_content() == f"Sync of Harbour Lane Coffee: {why}"
    stage.state["syncs"] = [sync(number) for number in range(9, 0, -1)]
    poll(page)
    assert str(news.text_content()).endswith("started. 6 more syncs changed.")


def test_it_can_be_held_still(page: Page, url: str, stage: Stage) -> None:
    """Pause stops the requests, and Resume continues them."""
    look(page, url)
    page.get_by_role("button", name="Pause").click()
    page.clock.run_for(1000)
    polls = stage.polls
    page.clock.run_for(10_000)
    assert stage.polls == polls
    page.get_by_role("button", name="Resume").click()
    poll(page)


@pytest.mark.parametrize(
    ("status", "state", "note"),
    [
        (500, {"syncs": []}, "The response has status 500 and is not the state of a sandbox."),
        (200, ["syncs"], "The response has status 200 and is not the state of a sandbox."),
    ],
    ids=["error", "another JSON"],
)
def test_it_says_when_something_else_answers(
    status: int, state: Any, note: str, page: Page, url: str, stage: Stage, complaints: list[str]
) -> None:
    """The page reports a response of another server, and the time of the state that it shows."""
    look(page, url)
    good, (stage.status, stage.state) = stage.state, (status, state)
    page.clock.run_for(1000)
    page.locator("#note").wait_for()
    assert texts(page, "#note")[0].startswith(f"{note} The data is from 22 Nov 2026, 13")
    stage.status, stage.state = 200, good
    poll(page)
    page.locator("#note").wait_for(state="hidden")
    # The browser's own line about an error status.
    complaints[:] = [line for line in complaints if "status of 500" not in line]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_colours_can_be_read(scheme: Any, page: Page, url: str, stage: Stage) -> None:
    """Every text has a contrast of 4.5 to 1, in light and dark mode."""
    stage.state["syncs"] = [sync(n, code) for n, code in enumerate([1000, 2000, 5130, 2999])]
    stage.state |= {
        "requests": [request(operation=None)],
        "control": True,
        "webhooks": [delivery()],
    }
    page.emulate_media(color_scheme=scheme)
    look(page, url)
    ratios = page.evaluate(CONTRAST)
    assert len(ratios) > 30
    assert min(ratios) >= 4.5
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 21, 26)"
    assert dark == (scheme == "dark")


CONTRAST = """() => {
    const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const light = (colour) => {
        const [r, g, b] = parse(colour).map((c) => c / 255)
            .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = (node) => {
        const colour = getComputedStyle(node).backgroundColor;
        return parse(colour)[3] === 0 ? ground(node.parentElement) : colour;
    };
    return [...document.querySelectorAll("body *")]
        .filter((node) => node.checkVisibility() && [...node.childNodes].some(
            (child) => child.nodeType === Node.TEXT_NODE && child.textContent.trim()))
        .map((node) => {
            const shades = [light(getComputedStyle(node).color), light(ground(node))];
            return (Math.max(...shades) + 0.05) / (Math.min(...shades) + 0.05);
        });
}"""


def test_hostile_text_is_inert(page: Page, url: str, stage: Stage) -> None:
    """Markup in any text is shown as text, and bidirectional controls affect nothing around it."""
    connection = {"id": HOSTILE, "platformKey": HOSTILE, "status": HOSTILE}
    company = {"id": COMPANY, "name": HOSTILE, "summary": HOSTILE, "connections": [connection]}
    stage.state["companies"] = [company]
    stage.state["syncs"] = [
        sync(1, syncStatus=HOSTILE, errorMessage=HOSTILE, syncUtc=HOSTILE),
        sync(2, syncStatusCode="__proto__"),
        sync(3, syncStatusCode="constructor"),
    ]
    stage.state["requests"] = [request(method=HOSTILE, path=HOSTILE, operation=HOSTILE, at=HOSTILE)]
    stage.state["webhooks"] = [
        {"at": NOW, "eventType": HOSTILE, "url": HOSTILE, "attempt": HOSTILE}
    ]
    stage.state["codes"]["1000"] = {"group": "constructor", "meaning": HOSTILE}
    look(page, url)
    poll(page)
    assert page.locator("img, a:not(footer a)").count() == 0
    assert page.title() == "Sandbox"
    assert texts(page, "#syncs .mark") == ["Unknown"] * 3
    assert page.locator("h3 bdi").text_content() == HOSTILE
    assert page.locator("#requests [data-field=path]").text_content() == HOSTILE


# With a sandbox


def test_a_sandbox_tells_what_the_page_reads() -> None:
    """The state of a sandbox has the same names as the states of the tests above."""
    with Sandbox(clock="manual") as sandbox, sandbox.client() as client:
        sandbox.webhooks.add("http://127.0.0.1:9/hook")
        client.sync.initiate_sync(operations.InitiateSyncRequest(companies.SUCCEEDS.id))
        sandbox.advance(5)
        state = requests.get(f"{sandbox.url}/_sandbox/state", timeout=10).json()
    assert state.keys() == Stage().state.keys()
    assert state["quota"].keys() == Stage().state["quota"].keys()
    (company, *_), (delivery, *_) = state["companies"], state["webhooks"]
    assert company.keys() >= {"id", "name", "summary"}
    assert company["connections"][0].keys() == {"id", "platformKey", "status"}
    assert company["datasets"][0].keys() == {"id", "transactions", "status"}
    assert state["syncs"][0].keys() >= sync(1).keys()
    assert state["requests"][0].keys() == request().keys()
    assert delivery.keys() == {"at", "messageId", "eventType", "url", "attempt", "status"}


def test_it_follows_a_sandbox(page: Page) -> None:
    """A sync that starts while the page is open is shown in progress and at its end."""
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    with Sandbox(clock="manual") as sandbox, sandbox.client() as client:
        page.goto(sandbox.url)
        page.locator("article").first.wait_for()
        assert page.locator("article").count() == len(companies.ALL)
        seen = page.locator("#syncs tr").count()
        client.sync.initiate_sync(
            operations.InitiateSyncRequest(company_id=companies.WRITE_FAILED.id)
        )
        page.clock.run_for(1000)
        row = page.locator("#syncs tr").first
        row.locator(".mark", has_text="Running").wait_for()
        assert page.locator("#syncs tr").count() == seen + 1
        assert row.get_by_role("progressbar").get_attribute("value") == "0"
        sandbox.advance(1.5)
        page.clock.run_for(1000)
        row.locator("progress[value='0.5']").wait_for()
        sandbox.advance(1.5)
        page.clock.run_for(1000)
        row.locator(".mark", has_text="Failed").wait_for()
        assert texts(page, "#requests .at-operation") == ["initiate-sync"]
        assert asked == {f"{sandbox.url}/", f"{sandbox.url}/_sandbox/state"}
        page.close()


def test_a_company_with_a_hostile_name_is_inert(page: Page) -> None:
    """A name with markup is shown as text, from the sandbox to the page."""
    with Sandbox() as sandbox:
        sandbox.create_company(name=HOSTILE)
        page.goto(sandbox.url)
        page.locator("h3", has_text="broken in").wait_for()
        assert HOSTILE in page.locator("h3").all_text_contents()
        assert page.locator("img").count() == 0
        assert page.title() == "Sandbox"
        page.close()


def test_it_says_when_the_sandbox_stops_and_comes_back(page: Page, complaints: list[str]) -> None:
    """The page reports a lost connection, keeps the last state, and recovers by itself."""
    with Sandbox() as sandbox:
        port = urlsplit(sandbox.url).port or 0
        page.goto(sandbox.url)
        page.locator("article").first.wait_for()
    page.clock.run_for(1000)
    page.locator("#note", has_text="The sandbox does not respond.").wait_for()
    assert page.title() == "Stopped · Sandbox"
    assert page.locator("article").count() == len(companies.ALL)
    with Sandbox(port=port):
        page.clock.run_for(1000)
        page.locator("#note").wait_for(state="hidden")
        assert page.locator("[aria-live]").text_content() == "The sandbox responds again."
    # What the browser itself says about a server that is not there.
    complaints[:] = [line for line in complaints if not re.search("ERR_CONNECTION|failed$", line)]


# Its buttons


def accept(_: bytes, __: Mapping[str, str]) -> int:
    """Accept a webhook."""
    return 204


@pytest.fixture
def steered(page: Page) -> Iterator[Sandbox]:
    """Hold a sandbox with a manual clock, whose page is open."""
    with Sandbox(clock="manual") as sandbox:
        page.goto(sandbox.url)
        page.locator("article").first.wait_for()
        yield sandbox
        page.close()


def press(page: Page, name: str) -> None:
    """Focus the button of this name, press Enter, and wait for the outcome; the focus stays."""
    # The last: a delivery that follows has an equal button, above it.
    button = page.get_by_role("button", name=name, exact=True).last
    button.focus()
    with page.expect_response(lambda response: response.url.endswith("/_sandbox/state")):
        button.press("Enter")
    assert button.evaluate("node => node === document.activeElement")


@pytest.mark.parametrize(
    ("name", "now"),
    [("+ 1 minute", "09:01:00"), ("+ 1 hour", "10:00:00"), ("+ 1 day", "09:00:00")],
)
def test_a_button_advances_the_clock(name: str, now: str, page: Page, steered: Sandbox) -> None:
    """A minute, an hour or a day passes; the page shows the time and how far the clock moved."""
    press(page, name)
    page.locator("#now", has_text=now).wait_for()
    assert f"{steered.now:%H:%M:%S}" == now
    assert texts(page, "#done") == [f"The clock moved by {name[2:]}."]
    group = page.get_by_role("group", name="Advance the clock")
    assert group.get_by_role("button").count() == 3


def test_a_button_fails_the_next_request(page: Page, steered: Sandbox) -> None:
    """One request gets 503, and the one after it its usual response."""
    press(page, "Fail the next request")
    assert texts(page, "#done") == ["The next request gets status 503."]
    statuses = [
        requests.get(f"{steered.url}/companies", headers=steered.headers, timeout=10).status_code
        for _ in range(2)
    ]
    assert statuses == [503, 200]


def test_a_button_starts_a_sync(page: Page, steered: Sandbox) -> None:
    """The button of a company starts a sync, which the page shows and announces."""
    press(page, "Start a sync of Write failed")
    row = page.locator("#syncs tr").first
    row.locator(".mark", has_text="Running").wait_for()
    assert page.locator("#news").text_content() == "A sync of Write failed started."
    steered.advance(5)
    page.clock.run_for(1000)
    row.locator(".mark", has_text="Failed").wait_for()


def test_a_button_says_why_the_sandbox_refuses(
    page: Page, steered: Sandbox, complaints: list[str]
) -> None:
    """A sync that cannot start shows the reason, and the next success removes it."""
    press(page, "Start a sync of Payment required")
    done = page.get_by_role("status").filter(has_text="has expired")
    done.wait_for()
    assert done.evaluate("node => node.classList.contains('failed')")
    press(page, "+ 1 hour")
    page.locator("#done:not(.failed)", has_text="moved").wait_for()
    assert steered.now.hour == 10
    complaints[:] = [line for line in complaints if "status of 402" not in line]


def test_a_button_resends_a_webhook(page: Page, steered: Sandbox) -> None:
    """A delivery goes out once more, with the same message, even if the clock stands still."""
    received: list[str] = []

    def receive(_: bytes, headers: Mapping[str, str]) -> int:
        received.append(headers["webhook-id"])
        return 204

    steered.webhooks.add(receive)
    steered.create_company("Acme")
    steered.advance(1)
    page.clock.run_for(1000)
    page.locator("#webhooks tr").wait_for()
    press(page, "Resend company.created to http://function-1.invalid")
    page.locator("#webhooks tr").nth(1).wait_for()
    assert len(received) == 2
    assert len(set(received)) == 1
    assert texts(page, "#done") == ["company.created is sent again."]


@pytest.mark.parametrize("sure", [True, False])
def test_a_button_resets_after_a_question(sure: bool, page: Page, steered: Sandbox) -> None:
    """Reset asks first; only a yes removes what was added."""
    steered.create_company("Added")
    page.clock.run_for(1000)
    page.locator("h3", has_text="Added").wait_for()
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        if sure:
            dialog.accept()
        else:
            dialog.dismiss()

    page.on("dialog", answer)
    page.get_by_role("button", name="Reset…").click()
    page.clock.run_for(1000)
    page.locator("h3", has_text="Added").wait_for(state="detached" if sure else "attached")
    assert len(asked) == 1
    assert asked[0].startswith("Reset the sandbox?")
    assert len(steered.snapshot()["records"]["Company"]) == len(companies.ALL) + (not sure)


def test_without_control_the_page_only_reads(page: Page) -> None:
    """Without the control, the page has no button but Pause, and says that it is read-only."""
    with Sandbox(clock="manual", control=False) as sandbox:
        sandbox.webhooks.add(accept)
        sandbox.create_company("Acme")
        sandbox.advance(1)
        page.goto(sandbox.url)
        page.locator("#webhooks tr").wait_for()
        assert page.get_by_role("button").all_inner_texts() == ["Pause"]
        assert page.get_by_text("This page is read-only.").count() == 1
        page.close()
        state = requests.get(f"{sandbox.url}/_sandbox/state", timeout=10).json()
    assert state["control"] is False


def test_every_button_has_a_name_of_its_own(page: Page, steered: Sandbox) -> None:
    """A screen reader can tell the buttons apart."""
    steered.webhooks.add(accept)
    steered.create_company("Acme")
    steered.advance(1)
    page.clock.run_for(1000)
    page.locator("#webhooks tr").wait_for()
    names = page.get_by_role("button").all_text_contents()
    assert len(names) == len(set(names)) == 3 + 2 + 1 + len(companies.ALL) + 1 + 1


def test_no_other_page_can_frame_it() -> None:
    """A page of another origin cannot lay the buttons under a click of its own."""
    with Sandbox() as sandbox:
        answer = requests.get(sandbox.url, timeout=10)
        assert answer.headers["Content-Security-Policy"] == "frame-ancestors 'none'"
        framed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
        framed["Sec-Fetch-Dest"] = "iframe"
        assert requests.get(sandbox.url, headers=framed, timeout=10).status_code == 403
