"""Makes the pictures of the docs in `docs/pictures`, light and dark, with a headless Chromium.

Run `.venv/bin/python -m scripts.pictures` after a change of the sandbox's page or of the tables.
"""

import io
import shutil
import sys
import uuid
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from operator import methodcaller
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from codatsyncexpenses import CodatSyncExpenses
from codatsyncexpenses.models import shared
from codatsyncexpenses.sandbox import Sandbox, companies

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
# The names that scripts/install_browser.sh looks for.
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTH = 1500  # pixels, twice the width of a page of the site
COLOURS = 128  # enough for text, and a picture stays below 100 kB
NOTEBOOK = """<!doctype html>
<meta name="color-scheme" content="light dark">
<style>
  body {{ margin: 1rem; background: Canvas; color: CanvasText; font: 14px sans-serif; }}
  pre {{ margin: 0 0 1rem; padding: 0.6rem; }}
  pre {{ background: color-mix(in srgb, CanvasText 7%, Canvas); }}
</style>
<pre>{code}</pre>
{table}"""


def expense(notes: str, amount: str, currency: str = "GBP") -> shared.ExpenseTransaction:
    """Return an expense of one line."""
    line = shared.ExpenseTransactionLine(
        net_amount=Decimal(amount), account_ref=shared.RecordRef(id="6")
    )
    kind = shared.ExpenseTransactionType.PAYMENT
    return shared.ExpenseTransaction(
        currency, str(uuid.uuid4()), date(2023, 10, 16), kind, notes=notes, lines=[line]
    )


def fill(sandbox: Sandbox, s: CodatSyncExpenses) -> None:
    """Write expenses of several companies: one succeeds, one fails and one is running."""
    sandbox.webhooks.add(lambda _body, _headers: 204)
    for company, currency in ((companies.SUCCEEDS, "GBP"), (companies.WRITE_FAILED, "EUR")):
        s.expenses.create_and_wait(
            company_id=company.id,
            create_expense_request=[expense("Train", "48.20"), expense("Hotel", "240", currency)],
            raise_on_failure=False,
        )
        sandbox.advance(40)
    running = [expense("Taxi", "12.50")]
    s.expenses.create(company_id=companies.SUCCEEDS.id, create_expense_request=running)
    sandbox.advance(1.2)


def show_sandbox(page: Page) -> None:
    """Show the page of a sandbox."""
    with Sandbox(clock="manual") as sandbox, sandbox.client() as s:
        fill(sandbox, s)
        page.goto(sandbox.url)
        page.locator("#syncs tr").nth(2).wait_for()


def show_notebook(page: Page) -> None:
    """Show the response with a failed sync as a notebook does."""
    sandbox = Sandbox(clock="manual")
    company = sandbox.create_company("Harbour Lane Coffee")
    s = sandbox.in_process_client()
    ended = s.expenses.create_and_wait(
        company_id=company.id,
        create_expense_request=[expense("Train", "48.20"), expense("Hotel", "240", "EUR")],
        raise_on_failure=False,
    ).result()
    response = s.sync.get(company_id=company.id, sync_id=ended.sync_id)
    code = "s.sync.get(company_id=company_id, sync_id=sync_id)"
    table = methodcaller("_repr_html_")(response)
    page.set_content(NOTEBOOK.format(code=code, table=table))


def take(
    browser: Browser, name: str, show: Callable[[Page], None], width: int, height: int | None
) -> None:
    """Take a picture of a page in both schemes; without a height, of all of the page."""
    for scheme in SCHEMES:
        page = browser.new_page(
            color_scheme=scheme,
            device_scale_factor=WIDTH / width,
            viewport={"width": width, "height": height or 100},
        )
        show(page)
        picture = Image.open(io.BytesIO(page.screenshot(full_page=height is None)))
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(FOLDER / f"{name}-{scheme}.png", optimize=True)
        page.close()


def main() -> None:
    """Take all pictures."""
    chromium = next(filter(None, map(shutil.which, BROWSERS)), None)
    if chromium is None:
        sys.exit("There is no Chromium: scripts/install_browser.sh installs one.")
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        take(browser, "sandbox", show_sandbox, 1240, 700)
        take(browser, "notebook", show_notebook, 720, None)
        browser.close()


if __name__ == "__main__":
    main()
