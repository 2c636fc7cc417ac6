"""HTML for notebooks: readable, escaped and complete, whatever the values are."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timezone
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

import pytest
import requests
from hypothesis import given, settings
from hypothesis import strategies as st

from codatsyncexpenses import CodatSyncExpenses, webhooks
from codatsyncexpenses._bases.model import Model
from codatsyncexpenses._display import html as _html
from codatsyncexpenses._exceptions import excerpt
from codatsyncexpenses._schema.enums import StatusCode
from codatsyncexpenses._schema.fields import json as member
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.outbox import ExpenseOutcome
from codatsyncexpenses.sandbox import Sandbox, companies
from codatsyncexpenses.utils import ModelList
from tests.support.ids import SYNC_ID

Status = shared.CompanySyncStatus
TAGS = {"b", "bdi", "br", "div", "p", "span", "style", "table", "tbody", "td", "th", "thead", "tr"}


class Page(HTMLParser):
    """HTML as a browser reads it; what is not closed, or not ours, fails."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.classes: set[str] = set()
        self.rows: list[list[str]] = []
        self.words: list[str] = []
        self.titles: list[str] = []
        self.style = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag, which must be one that we write."""
        assert tag in TAGS
        given = {name: value or "" for name, value in attrs}
        assert given.keys() <= {"class", "scope", "title"}
        self.classes |= set(given.get("class", "").split())
        self.titles.append(given.get("title", ""))
        if tag != "br":
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note a text, and the cell that it is in."""
        if self.open[-1] == "style":
            self.style += data
            return
        self.words.append(data)
        if "table" in self.open:
            self.rows[-1][-1] += data

    @property
    def text(self) -> str:
        """All that can be read."""
        return "".join(self.words)

    def column(self, name: str) -> list[str]:
        """The cells below a head."""
        at = self.rows[0].index(name)
        return [row[at] for row in self.rows[1:]]


def page(value: Any) -> Page:
    """Read what a notebook is given for a value."""
    return Page(value._repr_html_())


def status(number: int = 0, **values: Any) -> Status:
    """Make a status that succeeded, but for what is given."""
    known: dict[str, Any] = {"sync_id": f"s{number}", "company_id": "c", "sync_status_code": 2000}
    return Status(**{**known, **values})


def statuses(count: int) -> ModelList[Status]:
    """Make a list whose items can be distinguished."""
    return ModelList(status(number) for number in range(count))


@pytest.mark.parametrize(
    ("code", "symbol", "word", "css", "meaning"),
    [
        (2000, "✓", "Succeeded", "success", "The sync succeeded and data was written."),
        (5130, "✗", "Failed", "failure", "Writing to the accounting software failed."),
        (1000, "…", "Running", "running", "The sync is running."),
        (2999, "?", "Unknown", "unknown", "A code that is not listed, 2999."),
    ],
)
def test_a_code_is_told(code: int, symbol: str, word: str, css: str, meaning: str) -> None:
    """A code has a colour, and beside it a symbol and words that do without the colour."""
    found = page(status(sync_status_code=code))
    told = {row[0]: row[1] for row in found.rows}
    assert told["outcome"] == f"{symbol} {word}"
    assert told["sync_status_code"] == str(code)
    assert told["meaning"] == meaning
    assert f"codat-{css}" in found.classes


def test_every_field_of_a_model() -> None:
    """A model shows each of its fields by its name; one without a value has a dash."""
    told = {row[0]: row[1] for row in page(Status(sync_utc="2026-10-23T10:11:12.1234567Z")).rows}
    assert told.pop("sync_utc") == "2026-10-23 10:11:12"
    assert set(told) == {
        *("outcome", "sync_status_code", "meaning", "retryable", "remedy", "data_pushed"),
        *("sync_status", "error_message", "sync_exception_message", "company_id", "sync_id"),
    }
    assert set(told.values()) == {"–"}  # noqa: RUF001 - the dash that stands for None


@pytest.mark.parametrize(("dataset_id", "count"), [(None, 0), ("d", 1)])
def test_a_deprecated_field_that_is_empty(dataset_id: str | None, count: int) -> None:
    """It has no row, unlike any other field."""
    answer = shared.CreateExpenseResponse(dataset_id=dataset_id)
    names = [row[0] for row in Page(answer._repr_html_()).rows]
    assert names.count("dataset_id") == count
    assert names.count("sync_id") == 1


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("data_pushed", True, "yes"),
        ("data_pushed", False, "no"),
        ("error_message", "", "–"),  # noqa: RUF001 - the dash that stands for nothing
        ("error_message", "x" * 600, "x" * 500 + "…"),
        ("sync_utc", "soon", "soon"),
        ("sync_utc", "2026-10-23T10:11:12+02:00", "2026-10-23 08:11:12"),
        ("sync_status_code", "2000", "2000"),
    ],
)
def test_values(field: str, value: Any, text: str) -> None:
    """A value is shown in words; what cannot be read is shown as it came."""
    assert {row[0]: row[1] for row in page(Status(**{field: value})).rows}[field] == text


@pytest.mark.parametrize(
    ("count", "numbers"),
    [
        (1, ["0"]),
        (20, [str(number) for number in range(20)]),
        (21, [*map(str, range(10)), "…", *map(str, range(11, 21))]),
        (1000, [*map(str, range(10)), "…", *map(str, range(990, 1000))]),
    ],
)
def test_a_list_shows_its_ends(count: int, numbers: list[str]) -> None:
    """A list has a row for each model; of a long one, the first and the last ten and the count."""
    found = page(statuses(count))
    assert found.column("") == numbers
    assert found.column("sync_id") == [n if n == "…" else f"s{n}" for n in numbers]
    assert found.text.startswith(f"{count:,} CompanySyncStatus")


def test_a_list_of_100_000_takes_no_time() -> None:
    """A list of any length is shown at once, in as much HTML as a short one."""
    many = statuses(100_000)
    # The time of this thread: a machine that has other work to do is no reason to fail.
    started = time.thread_time()
    html = many._repr_html_()
    assert time.thread_time() - started < 2
    assert len(html) < 20_000


def test_the_counts_of_outcomes_come_first() -> None:
    """Above a list stands how many models have which outcome, and what they have in common."""
    made = ModelList(status(n, sync_status_code=[5130, 2000, 2040][n % 3]) for n in range(1200))
    assert (
        "1,200 CompanySyncStatus · 800 ✓ Succeeded · 400 ✗ Failed · company_id c" in page(made).text
    )


def test_what_all_have_in_common_is_no_column() -> None:
    """The identifier that all share stands above; it is a column where one differs."""
    made = statuses(30)
    assert "company_id" not in page(made).rows[0]
    made[15].company_id = "other"
    found = page(made)
    assert "company_id" in found.rows[0]
    assert "company_id c" not in found.text


def test_a_row_has_less_room_than_a_model() -> None:
    """The table of one model says whether a retry may help, and the remedy; a list does not."""
    failed = status(sync_status_code=5120)
    assert ["retryable", "yes"] in page(failed).rows
    assert ["remedy", shared.SyncStatusCode.PROCESSING_FAILED.remedy] in page(failed).rows
    assert not {"retryable", "remedy"} & {*page(ModelList([failed])).rows[0]}


def test_failures_are_shown_whole() -> None:
    """The reason of a failure is wrapped and not cut, and its company and its sync are there."""
    reason, now = "The account is archived. " * 6, datetime.now(timezone.utc)
    ids = [str(UUID(int=number)) for number in range(6)]
    failed = ModelList(
        ExpenseOutcome(company, id_, "failed", now, reason, reason, sync_id=sync, attempts=3)
        for company, id_, sync in (ids[:3], ids[3:])
    )
    found = page(failed)
    assert [each.strip() for each in found.column("reason")] == [reason.strip()] * 2
    assert found.column("company_id") == [ids[0], ids[3]]
    assert {"sync_id", "expense_id", "remedy", "can_be_retried"} <= {*found.rows[0]}
    assert "codat-wrap" in found.classes


def test_words_beside_symbols_are_escaped() -> None:
    """A badge is text too."""
    assert Page(_html.badge("unknown", "?", "<b>")).text == "? <b>"


def test_empty_columns_are_left_out() -> None:
    """A column with nothing in it is left out of a list."""
    made = statuses(3)
    assert "error_message" not in page(made).rows[0]
    made[1].error_message = "no"
    assert page(made).column("error_message") == ["–", "no", "–"]  # noqa: RUF001 - for None


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ([], "0 items"),
        ([{"a": 1}, 2, None], "3 items"),
        ([status(), 2], "2 items"),
        ([shared.SyncInitiated("a")], "1 SyncInitiated"),
    ],
    ids=["nothing", "no models", "mixed", "other models"],
)
def test_lists_of_other_things(items: list[Any], text: str) -> None:
    """A list of anything can be shown."""
    assert page(ModelList(items)).text.startswith(text)


def test_models_within_models() -> None:
    """The table of a model holds tables of the models within it, and a long list is cut."""
    item = shared.ErrorValidationItem("i", "of the item", "v")
    error = shared.ErrorMessage(validation=shared.ErrorValidation(errors=[item] * 12))
    text = page(error).text
    assert text.count("of the item") == 10
    assert "… and 2 more" in text


def test_a_model_within_itself() -> None:
    """A model that holds itself is shown to some depth."""
    made: Any = shared.ErrorMessage(error="no")
    made.validation = made
    assert page(made).text.count("no") > 1
    assert repr(made) == "ErrorMessage(error='no', validation=...)"


def test_a_list_within_itself() -> None:
    """A list that holds itself is shown to some depth."""
    within: list[Any] = ["no"]
    within.append(within)
    made = shared.InitiateSync(dataset_ids=within)
    assert page(made).text.count("no") > 1
    assert len(repr(made)) < 100


class Lamp(StatusCode):
    """Codes of a group that this version knows nothing of."""

    DIM = 1, "paused", "It is dim."


@dataclass(repr=False)
class Light(Model):
    """A model with such a code."""

    number: int | None = field(default=None, metadata=member("number", view="lamp"))

    @property
    def lamp(self) -> Lamp | None:
        """The meaning of the number."""
        return Lamp.of(self.number)


def test_a_group_that_is_not_known() -> None:
    """A code of another group is unknown, and still has its meaning."""
    found = page(Light(1))
    assert found.rows[0] == ["outcome", "? Unknown"]
    assert "codat-unknown" in found.classes
    assert "It is dim." in found.text


HOSTILE = [
    "<script>alert(1)</script>",
    "</bdi></td></tr></table></div><img src=x onerror=alert(1)>",
    "\"' onmouseover='alert(1)' x=\"",
    "</style><style>*{display:none}</style>",
    "<!-- ",
    "&lt;b&gt; &#60;b&#62;",
    "abc \u202egnp.exe",
    "\u2067 \u2068 \u200f",
    "\x00\x1b[31m",
    "]]> <![CDATA[",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_texts_stay_texts(text: str) -> None:
    """All data of the service is text: no tag, no attribute, and nothing that is not seen."""
    one = Status(text, None, text, text, text, text, 5130, text)
    refused = operations.ListSyncsResponse("", 401, error_message=shared.ErrorMessage(error=text))
    full = operations.ListSyncsResponse("", 200, ModelList([one, one]))
    plain: Any = [text]
    for shown in (one, ModelList([one, one]), ModelList(plain), refused, full):
        # The parser gives back what was escaped, as one text of its own within its <bdi>.
        found = page(shown)
        assert excerpt(text) in [*found.words, *found.titles]


def test_half_a_surrogate_pair() -> None:
    """Text that UTF-8 has no bytes for does not keep a notebook from sending the table."""
    html = status(error_message="a\ud800b")._repr_html_()
    assert r"a\ud800b" in html
    html.encode()


def test_nothing_comes_from_elsewhere() -> None:
    """The page needs no script, no font, no picture and no other server."""
    html = ModelList([status(), status()])._repr_html_()
    assert Page(html).style
    for unwanted in ("http", "url(", "@import", "<script", "<link", "<img", "position:"):
        assert unwanted not in html


def test_styles_reach_no_other_output() -> None:
    """Every rule begins with a class of ours, so that the rest of the notebook stays as it is."""
    for rule in page(status()).style.split("}"):
        assert rule.strip() == "" or rule.strip().startswith(".codat-")


class Odd:
    """A value that answers nothing without failing."""

    def __repr__(self) -> str:
        raise ZeroDivisionError

    def __bool__(self) -> bool:
        raise ZeroDivisionError

    def __eq__(self, other: object) -> bool:
        raise ZeroDivisionError

    def __hash__(self) -> int:
        raise ZeroDivisionError


ODD = [Odd(), Odd, float("nan"), 10**5000, b"\xff", {"a": [1]}, object, [[[[[1]]]]], Status, ...]


def odd_values() -> st.SearchStrategy[Any]:
    """Give what no contract allows in a field."""
    plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary()
    rare = [*HOSTILE, *ODD, status(), ModelList([status()])]
    # By their numbers: Hypothesis would print the values themselves.
    held = plain | st.integers(0, len(rare) - 1).map(lambda number: rare[number])
    return st.recursive(held, st.lists, max_leaves=5)


def assert_shown(rows: list[list[Any]]) -> None:
    """Check that statuses and responses of such values have a text, and HTML that is whole."""
    made: Any = ModelList(Status(*row) for row in rows)
    content: Any = rows
    for shown in [
        *made,
        made,
        ModelList(content),
        operations.ListSyncsResponse("", 200, made),
        *(operations.ListSyncsResponse(*row[:5]) for row in rows),
    ]:
        assert page(shown)
        assert repr(shown)


@pytest.mark.parametrize("number", range(len(ODD)))
def test_odd_values(number: int) -> None:
    """A value that no contract allows, in every field: no repr raises, and the HTML is whole."""
    assert_shown([[ODD[number]] * 8] * 2)


@settings(deadline=None)
@given(st.lists(st.lists(odd_values(), min_size=8, max_size=8), max_size=3))
def test_odd_values_together(rows: list[list[Any]]) -> None:
    """Any combination of values is shown."""
    assert_shown(rows)


@pytest.mark.parametrize("model", [shared.CompanySyncStatus, shared.ErrorMessage])
def test_half_made_models(model: Any) -> None:
    """A model that was never initialised has a repr and a table."""
    made = model.__new__(model)
    assert repr(made) == f"{model.__name__}()"
    assert page(made).rows
    response = operations.ListSyncsResponse.__new__(operations.ListSyncsResponse)
    assert repr(response) == "ListSyncsResponse()"
    assert page(response).text == "ListSyncsResponse"


def test_a_response(client: CodatSyncExpenses) -> None:
    """A response shows its status, its operation, the quota and its content."""
    found = page(client.sync.list(operations.ListSyncsRequest(companies.SUCCEEDS.id)))
    assert found.text.startswith("✓ 200 OK · ListSyncsResponse · ")
    assert " requests left" in found.text
    assert found.column("sync_id")
    assert "Succeeded" in found.column("outcome")[-1]


def test_a_refusal(client: CodatSyncExpenses) -> None:
    """A refusal shows its status and what the API says about it."""
    found = page(client.sync.get(operations.GetSyncByIDRequest(companies.SUCCEEDS.id, SYNC_ID)))
    assert found.text.startswith("✗ 404 Not Found · GetSyncByIDResponse")
    assert found.rows[0] == ["error", "The company has no such sync."]


def raw(**headers: str) -> requests.Response:
    """Make an answer of requests with some headers."""
    made = requests.Response()
    made.headers.update({name.replace("_", "-"): value for name, value in headers.items()})
    return made


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (
            raw(X_Rate_Limit_Remaining="5"),
            "✗ 429 Too Many Requests · ListSyncsResponse · 5 requests left",
        ),
        (raw(Retry_After="90"), "retry after 90 s"),
        (raw(X_Rate_Limit_Remaining="5", X_Rate_Limit_Limit="7000"), "5 of 7,000 requests left"),
        (None, "✗ 429 Too Many Requests · ListSyncsResponse"),
        ("nonsense", "✗ 429 Too Many Requests · ListSyncsResponse"),
    ],
)
def test_what_the_headers_say(answer: Any, text: str) -> None:
    """The quota and the wait are shown where the headers tell them."""
    assert text in page(operations.ListSyncsResponse("", 429, raw_response=answer)).text


REPRS: list[tuple[Any, str]] = [
    (Status(), "CompanySyncStatus()"),
    (webhooks.Event(), "Event()"),
    (
        Status("c", False, ""),
        "CompanySyncStatus(company_id='c', data_pushed=False, error_message='')",
    ),
    (
        operations.InitiateSyncResponse(
            "application/json", 202, None, raw(), shared.SyncInitiated("s")
        ),
        "InitiateSyncResponse(status_code=202, sync_initiated=SyncInitiated(sync_id='s'))",
    ),
    (
        operations.ListSyncsResponse("", 404, error_message=shared.ErrorMessage(error="no")),
        "ListSyncsResponse(status_code=404, error_message=ErrorMessage(error='no'))",
    ),
]


@pytest.mark.parametrize(("value", "text"), REPRS)
def test_reprs_are_short(value: object, text: str) -> None:
    """A repr leaves out what is None, and what only fills the line."""
    assert repr(value) == text


def test_a_models_repr_makes_it_anew() -> None:
    """The repr of a model is Python that makes an equal one."""
    made = status(error_message='it\'s "so"')
    assert eval(repr(made), vars(shared).copy()) == made  # noqa: S307 - our own text


CALLS: list[Callable[[CodatSyncExpenses], Any]] = [
    lambda s: s.sync.list(operations.ListSyncsRequest(companies.SUCCEEDS.id)),
    lambda s: s.sync.get(operations.GetSyncByIDRequest(companies.SUCCEEDS.id, SYNC_ID)),
    lambda s: s.sync.initiate_sync(operations.InitiateSyncRequest(companies.SUCCEEDS.id)),
]


@pytest.mark.parametrize("call", CALLS, ids=["list", "get", "initiate"])
def test_the_credential_is_nowhere(
    call: Callable[[CodatSyncExpenses], Any], sandbox: Sandbox, client: CodatSyncExpenses
) -> None:
    """Neither the text nor the HTML of an answer holds the credential."""
    answer = call(client)
    key = sandbox.authorization.removeprefix("Basic ")
    for text in (repr(answer), answer._repr_html_(), repr(client.sdk_configuration)):
        assert key not in text
        assert "uthorization" not in text


def test_a_page_shows_its_results() -> None:
    """A page is a table of its results, below where it stands among the others."""
    companies = [shared.Company(str(number), f"Company {number}", "r") for number in range(3)]
    links = shared.Links(shared.HalRef("/now"), shared.HalRef("/self"))
    page = shared.Companies(links, 2, 3, 8, ModelList(companies))
    shown = page._repr_html_()
    assert "page 2 · 3 of 8 results" in shown
    assert "Company 2" in shown
    assert "/self" not in shown
    response = operations.ListCompaniesResponse("application/json", 200, companies=page)
    assert "page 2 · 3 of 8 results" in response._repr_html_()


def test_texts_deep_within_models_are_told_apart() -> None:
    """A list of texts that lies too deep for a table is written in one line, as its values."""
    kinds = [shared.ValidTransactionTypes.PAYMENT, shared.ValidTransactionTypes("New")]
    account = shared.AccountMappingInfo(id="6", valid_transaction_types=kinds)
    options = shared.MappingOptions(accounts=ModelList([account]))
    answer = operations.GetMappingOptionsResponse("", 200, mapping_options=options)
    assert "Payment, New" in answer._repr_html_()
