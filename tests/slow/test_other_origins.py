"""Web pages of other origins, in a headless Chromium, against a running sandbox."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
import requests
from playwright.sync_api import Page, sync_playwright
from werkzeug.wrappers import Response

from codatsyncexpenses.sandbox import Sandbox
from tests.slow.test_sandbox_page import FLAGS, NAMES, runs
from tests.support.wsgi_server import serve

RULES = "--host-resolver-rules=MAP evil.example 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
# All ways in which a page can send a request; the values are what it could read of the answers.
SCRIPT = """async ([sandbox, link, message]) => {
    const read = async (address, options) => {
        try {
            const answer = await fetch(address, options);
            return `${answer.status} ${await answer.text()}`.trim();
        } catch (error) {
            return "failed";
        }
    };
    const embed = (tag, attributes) => new Promise((done) => {
        const node = Object.assign(document.createElement(tag), attributes);
        node.onload = () => done(tag === "iframe" ? "frame" : "loaded");
        node.onerror = () => done("failed");
        document.body.append(node);
    });
    const key = {Authorization: "Basic c2FuZGJveA=="};
    const body = '{"name": "Smuggled"}', time = '{"seconds": 60}';
    const blind = {mode: "no-cors", method: "POST"};
    const form = Object.assign(document.createElement("form"), {
        action: `${sandbox}/companies`, method: "post", target: "hidden", enctype: "text/plain",
    });
    document.body.append(form);
    const found = [
        await read(`${sandbox}/_sandbox/state`),
        await read(`${sandbox}/companies`, {headers: key}),
        await read(`${sandbox}/companies`, {method: "POST", headers: key, body}),
        await read(link),
        await read(`${sandbox}/_sandbox/state`, {mode: "no-cors"}),
        await read(`${sandbox}/companies`, {mode: "no-cors", method: "POST", body}),
        await read(link, {mode: "no-cors"}),
        await read(`${sandbox}/_sandbox/clock/advance`, {method: "POST", body: time}),
        await read(`${sandbox}/_sandbox/snapshot`),
        await read(`${sandbox}/_sandbox/webhooks/deliveries/${message}/resend`, {method: "POST"}),
        await read(`${sandbox}/_sandbox/clock/advance`, {...blind, body: time}),
        await read(`${sandbox}/_sandbox/reset`, {...blind, body: "{}"}),
        await read(`${sandbox}/_sandbox/webhooks/deliveries/${message}/resend`, blind),
        await embed("script", {src: `${sandbox}/_sandbox/snapshot`}),
        await embed("img", {src: link}),
        await embed("script", {src: `${sandbox}/_sandbox/state`}),
        await embed("iframe", {src: link, name: "hidden"}),
    ];
    form.submit();
    navigator.sendBeacon(`${sandbox}/companies`, body);
    navigator.sendBeacon(`${sandbox}/_sandbox/clock/advance`, time);
    await new Promise((done) => setTimeout(done, 300));
    return found;
}"""
NOTHING = [*["failed"] * 4, *["0"] * 3, *["failed"] * 3, *["0"] * 3, *["failed"] * 3, "frame"]


class Attack(NamedTuple):
    """A running sandbox with a connection that is not linked, and a page of another origin."""

    sandbox: Sandbox
    company: str
    link: str
    page: Page
    attacker: str
    """The address of the server of the other origin's page."""
    message: str
    """The id of a webhook that was delivered."""
    state: dict[str, Any]
    """The state before the attack."""

    @property
    def arguments(self) -> list[str]:
        """The arguments of the script."""
        return [self.sandbox.url, self.link, self.message]

    @property
    def status(self) -> str:
        """The status of the connection."""
        answer = requests.get(
            f"{self.sandbox.url}/companies/{self.company}/connections",
            headers=self.sandbox.headers,
            timeout=10,
        )
        (found,) = answer.json()["results"]
        return str(found["status"])


@pytest.fixture
def attack() -> Iterator[Attack]:
    """Serve a sandbox, and a page of another origin in a browser."""
    chromium = next(filter(runs, NAMES), None)
    if chromium is None:
        pytest.skip("there is no Chromium: scripts/install_browser.sh installs one")
    blank: Any = Response("<!doctype html><title>Evil</title><body>", content_type="text/html")
    with Sandbox(clock="manual") as sandbox, serve(blank) as attacker, sync_playwright() as driver:
        http = requests.Session()
        http.headers.update(sandbox.headers)
        url = f"{sandbox.url}/companies"
        company = http.post(url, json={"name": "Acme"}).json()["id"]
        made = http.post(f"{url}/{company}/connections", json={"platformKey": "gbol"})
        http.close()
        flags = [*(flag for flag in FLAGS if "resolver" not in flag), RULES]
        browser = driver.chromium.launch(executable_path=shutil.which(chromium), args=flags)
        sandbox.webhooks.add(lambda _body, _headers: 204)
        sandbox.set_products(company, "expenses")
        sandbox.advance(1)
        (delivered,) = sandbox.webhooks.deliveries
        sandbox.requests.clear()
        yield Attack(
            sandbox,
            company,
            made.json()["linkUrl"],
            browser.new_page(),
            attacker,
            delivered.message_id,
            sandbox.snapshot(),
        )
        browser.close()


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1"], ids=["cross-site", "same-site"])
def test_a_page_of_another_origin(attack: Attack, host: str) -> None:
    """A page of another site, or of another port, reads, writes, links and steers nothing."""
    attack.page.goto(f"http://{host}:{urlsplit(attack.attacker).port}/")
    assert attack.page.evaluate(SCRIPT, attack.arguments) == NOTHING
    assert list(attack.sandbox.requests) == []
    assert attack.sandbox.snapshot() == attack.state


def test_a_page_that_leads_to_a_link(attack: Attack) -> None:
    """A link that another page opens links nothing until its user follows it."""
    attack.page.goto(f"http://evil.example:{urlsplit(attack.attacker).port}/")
    attack.page.evaluate("(link) => { location.href = link }", attack.link)
    attack.page.wait_for_url(attack.link)
    assert attack.status == "PendingAuth"
    attack.page.get_by_text("Link Acme").click()
    attack.page.get_by_text("You can close this page.").wait_for()
    assert attack.status == "Linked"


def test_a_name_that_is_bound_to_this_machine(attack: Attack) -> None:
    """A page under a name that has come to lead to the sandbox gets nothing of it."""
    url = f"http://evil.example:{urlsplit(attack.sandbox.url).port}"
    answer = attack.page.goto(f"{url}/_sandbox/state")
    assert answer is not None
    assert answer.status == 421
    link = attack.link.replace(attack.sandbox.url, url)
    found = attack.page.evaluate(SCRIPT, [url, link, attack.message])
    assert [each[:3] for each in found[:4]] == ["421"] * 4
    assert attack.company not in "".join(found)
    assert list(attack.sandbox.requests) == []
    assert attack.sandbox.snapshot() == attack.state
