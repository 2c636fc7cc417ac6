"""The tables of notebooks, in a headless Chromium: in a wide and a narrow window."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from codatsyncexpenses import CodatSyncExpenses
from codatsyncexpenses.models import operations
from codatsyncexpenses.sandbox import Sandbox, companies
from tests.slow.test_sandbox_page import FLAGS, NAMES, runs

COMPANY = companies.SUCCEEDS.id
LISTS: dict[str, Callable[[CodatSyncExpenses], Any]] = {
    "companies": lambda s: s.companies.list_all(operations.ListCompaniesRequest()).to_list(),
    "connections": lambda s: s.connections.list_all(
        operations.ListConnectionsRequest(COMPANY)
    ).to_list(),
    "customers": lambda s: s.customers.list_all(operations.ListCustomersRequest(COMPANY)).to_list(),
    "mapping options": lambda s: (
        s.mapping_options.get_mapping_options(
            operations.GetMappingOptionsRequest(COMPANY)
        ).mapping_options
    ),
    "outcomes": lambda s: s.transaction_status.list_all(
        operations.ListSyncTransactionsRequest(COMPANY, companies.SUCCEEDED_SYNC_ID)
    ).to_list(),
    "syncs": lambda s: s.sync.list(operations.ListSyncsRequest(COMPANY)).company_sync_statuses,
}
MEASURES = """() => {
    const box = document.querySelector(".codat-sdk");
    const rows = [...document.querySelectorAll(".codat-rows tr")];
    const second = document.querySelector(".codat-rows th:nth-child(2)");
    return {
        tallest: Math.max(...rows.map((row) => row.getBoundingClientRect().height)),
        page: document.documentElement.scrollWidth,
        table: box.scrollWidth,
        box: box.clientWidth,
        first: second.getBoundingClientRect().right,
    };
}"""


@pytest.fixture(scope="module")
def browser_page() -> Iterator[Page]:
    """Hold a page of a browser."""
    chromium = next(filter(runs, NAMES), None)
    if chromium is None:
        pytest.skip("there is no Chromium: scripts/install_browser.sh installs one")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which(chromium), args=FLAGS)
        yield browser.new_page()
        browser.close()


@pytest.fixture(scope="module")
def history() -> Iterator[CodatSyncExpenses]:
    """Hold a client of a sandbox with past syncs."""
    with Sandbox(per_minute=None) as sandbox, sandbox.client() as client:
        sandbox.add_syncs(COMPANY, 60)
        yield client


@pytest.mark.parametrize("width", [480, 1400])
@pytest.mark.parametrize("name", LISTS)
def test_one_line_a_row(
    name: str, width: int, browser_page: Page, history: CodatSyncExpenses
) -> None:
    """Each row has one line, and the page is not wider than its window.

    The first column is seen in a narrow window, and the whole table in a wide one.
    """
    browser_page.set_viewport_size({"width": width, "height": 300})
    browser_page.set_content(LISTS[name](history)._repr_html_())
    found = browser_page.evaluate(MEASURES)
    assert found["tallest"] < 32
    assert found["page"] <= width
    assert found["first"] < width
    assert width < 1400 or found["table"] <= found["box"]
