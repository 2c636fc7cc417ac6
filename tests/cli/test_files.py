"""Files of expenses: the expenses in them, and the place of each mistake."""

import json
import uuid
from decimal import Decimal

import pytest

from codatsyncexpenses.cli import _files
from codatsyncexpenses.models import shared

ID, OTHER = "e0000000-0000-4000-8000-000000000001", "e0000000-0000-4000-8000-000000000002"
HEADER = "id,type,issue_date,currency,net_amount"
ROW = "Payment,2026-05-04,GBP,10.00"
EXPENSE = {
    "id": ID,
    "type": "Payment",
    "issueDate": "2026-05-04",
    "currency": "GBP",
    "lines": [{"netAmount": 10}],
}


def csv_of(*rows: str, header: str = HEADER) -> list[shared.ExpenseTransaction]:
    """Read CSV with a header."""
    return [each.model for each in _files.read("\n".join([header, *rows]).encode(), "x.csv")]


def json_of(value: object) -> list[shared.ExpenseTransaction]:
    """Read a value as JSON."""
    return [each.model for each in _files.read(json.dumps(value).encode(), "x.json")]


def mistakes(data: str | bytes, name: str = "x.csv") -> list[str]:
    """Return the mistakes of a file, as they are shown."""
    with pytest.raises(_files.BadFileError) as caught:
        _files.read(data if isinstance(data, bytes) else data.encode(), name)
    return caught.value.details


def test_columns_are_fields() -> None:
    """Every column of CSV becomes its field of the API, exactly."""
    cells = {
        "id": ID,
        "type": "Payment",
        "issue_date": "2026-05-04T12:15:00Z",
        "currency": "USD",
        "currency_rate": "0.791234567",
        "contact_id": "c",
        "bank_account_id": "b",
        "merchant_name": '"Bean, & Co"',
        "reference": "r",
        "notes": '"two\nlines"',
        "net_amount": "10.10",
        "tax_amount": "-2",
        "account_id": "006",
        "tax_rate_id": "NONE",
    }
    (made,) = csv_of(",".join(cells.values()), header=",".join(cells))
    assert made == shared.ExpenseTransaction(
        id=ID,
        type=shared.ExpenseTransactionType.PAYMENT,
        issue_date="2026-05-04T12:15:00Z",
        currency="USD",
        currency_rate=Decimal("0.791234567"),
        contact_ref=shared.ContactRef(id="c"),
        bank_account_ref=shared.BankAccountReference(id="b"),
        merchant_name="Bean, & Co",
        reference="r",
        notes="two\nlines",
        lines=[
            shared.ExpenseTransactionLine(
                net_amount=Decimal("10.10"),
                tax_amount=Decimal(-2),
                account_ref=shared.RecordRef(id="006"),
                tax_rate_ref=shared.RecordRef(id="NONE"),
            )
        ],
    )


def test_rows_of_one_id_are_lines_of_one_expense() -> None:
    """They may be apart, and may leave out or repeat what the first row says."""
    first, second = csv_of(
        f"{ID},{ROW}",
        f"{OTHER},{ROW}",
        f"{ID.upper().replace('-', '')},,,,5",
        f"{ID},Payment,,GBP,6",
    )
    assert [line.net_amount for line in first.lines or []] == [Decimal(10), 5, 6]
    assert second.id == OTHER


@pytest.mark.parametrize(
    "data",
    [
        f"\ufeff{HEADER}\r\n\r\n{ID},{ROW}\r\n",
        f"{HEADER};\n{ID},{ROW};\n".replace(",", ";"),
        f"{HEADER}\n{ID},{ROW}\n".replace(",", "\t"),
        f" {HEADER} \n {ID} , {ROW}".replace("type", "type ").replace("GBP", ' "GBP"'),
        json.dumps([EXPENSE]),
        json.dumps({"items": [EXPENSE], "count": 1}, indent=1),
        "\ufeff\n" + json.dumps([EXPENSE]),
    ],
    ids=["bom", "semicolons", "tabs", "spaces", "list", "object", "JSON with a bom"],
)
@pytest.mark.parametrize("name", ["-", "expenses.txt"])
def test_forms_of_files(data: str, name: str) -> None:
    """Spreadsheets' CSV and both forms of JSON are read, whatever the file's name is."""
    (made,) = _files.read(data.encode(), name)
    assert (made.model.id, made.model.currency) == (ID, "GBP")


def test_json_has_every_field() -> None:
    """Fields that CSV has no column for come from JSON; amounts keep their digits."""
    line = {"netAmount": 1.10, "trackingRefs": [{"id": "t"}], "invoiceTo": {"id": "i"}}
    text = json.dumps([{**EXPENSE, "postAsDraft": True, "notes": None, "lines": [line]}])
    (made,) = _files.read(text.replace("1.1", "12345678901234567.10").encode(), "x.json")
    (read,) = made.model.lines or []
    assert str(read.net_amount) == "12345678901234567.10"
    assert read.tracking_refs == [shared.TrackingRef(id="t")]
    assert read.invoice_to == shared.InvoiceTo(id="i")
    assert made.model.post_as_draft is True


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (f"{ID},Payment,04.05.2026,GBP,10", ["line 2, column issue_date: must be an ISO 8601"]),
        (
            f"{ID},payment,2026-05-04,GBP,10",
            ["line 2, column type: is 'payment'; did you mean 'Payment'?"],
        ),
        (f"{ID},Payment,2026-05-04,gbp,10", ["line 2, column currency: must be an ISO 4217"]),
        (f"{ID},Payment,2026-05-04,GBP,ten", ["line 2, column net_amount: must be a number"]),
        (f"{ID},Payment,2026-05-04,GBP,1e9", ["line 2, column net_amount: must be a number"]),
        (f"7,{ROW}", ["line 2, column id: must be a UUID"]),
        (f"{ID},,,GBP,", ["line 2, column issue_date: is required"]),
        (f"{ID},{ROW},9", ["line 2: has 6 cells; the header has 5"]),
        (f"\n\n{ID},{ROW}\n{ID},Refund,,,1", ["line 5, column type: differs from line 4"]),
        (f'{ID},{ROW}\n{ID},"Pay', ["line 3: is not CSV: unexpected end of data"]),
        (f"{ID},{ROW}\n" * 101, ["line 2: must be at most 100 items, not 101"]),
        ("", ["line 1: the file has no expenses"]),
    ],
)
def test_mistakes_in_csv(given: str, expected: list[str]) -> None:
    """Each is named with its line and column."""
    found = mistakes(f"{HEADER}\n{given}")
    assert [any(each.startswith(start) for each in found) for start in expected] == [True]
    assert found == sorted(
        found, key=lambda each: int(each[5:].partition(",")[0].partition(":")[0])
    )


def test_all_mistakes_are_named() -> None:
    """The first mistake does not hide another."""
    found = mistakes(f"{HEADER}\n{ID},payment,soon,gbp,x\n{OTHER},,,,")
    named = {each.partition(":")[0] for each in found}
    columns = HEADER.split(",")[1:]
    both = {f"line {line}, column {column}" for line in (2, 3) for column in columns}
    assert named == both | {"line 3, column id"}  # it may be a line of the expense before


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (HEADER.replace("net_amount", "Net amount"), "is not a column; did you mean 'net_amount'?"),
        (f"{HEADER},colour", "is not a column; the columns are id, type"),
        (f"{HEADER},type", "line 1, column type: occurs more than once"),
        ("id,type,issue_date,net_amount", "line 1, column currency: is missing"),
    ],
)
def test_headers_that_cannot_be_used(header: str, expected: str) -> None:
    """A column that is unknown, missing or there twice is a mistake in the first line."""
    found = mistakes(f"{header}\n{ID},{ROW}")
    assert any(expected in each for each in found)
    assert all(each.startswith("line 1") for each in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[\n {"id": }]', "line 2, column 9: is not JSON: Expecting value"),
        ("7", "line 1: must be a list of expenses, or an object with such a list"),
        ("null", "line 1: must be a list of expenses, or an object with such a list"),
        ('{"lines": []}', "line 1: must be a list of expenses, or an object with such a list"),
        ("[]", "line 1: the file has no expenses"),
        ("[7]", "line 1, column 2: expected an ExpenseTransaction, not int 7"),
        ("[" * 100_000, "line 1: is too deeply nested, or has a number that is too large"),
        ('[{"a": ' + "[" * 300 + "]" * 300 + "}]", "line 1: is too deeply nested"),
        ('[{"a": 1' + "0" * 5000 + "}]", "line 1: is too deeply nested, or has a number"),
        ('[{"a": 1e99999999999999999999}]', "line 1: is too deeply nested, or has a number"),
        ('{"items":\n [\n{"typ": 1}]}', "line 3, column 9: typ: there is no field 'typ'; did you"),
        (
            '[{\n"type": "payment"}]',
            "line 2, column 9: type: is 'payment'; did you mean 'Payment'?",
        ),
        ('[{"id": 5}]', "line 1, column 9: id: expected a str, not int 5"),
        (
            '[{"lines":\n[{},\n {"netAmount": "x"}]}]',
            "line 2, column 2: lines[0].netAmount: is req",
        ),
        ('[{"lines":\n[{},\n {"netAmount": "x"}]}]', "line 3, column 16: lines[1].netAmount: must"),
        ('[{"lines": [{"netAmount": NaN}]}]', "column 27: lines[0].netAmount: expected a finite"),
        ('[{"contactRef": "c"}]', "column 17: contactRef: expected a ContactRef, not str"),
        (
            json.dumps([EXPENSE, {**EXPENSE, "id": ID.upper().replace("-", "")}]),
            "id: another expense has this id",
        ),
    ],
    ids=lambda text: text[:40],
)
def test_mistakes_in_json(text: str, expected: str) -> None:
    """Each is named with its line, its column and its field."""
    assert any(expected in each for each in mistakes(text, "x.json"))


def test_a_file_that_is_no_text() -> None:
    """The line of the first byte that is not UTF-8 is named."""
    assert mistakes(b"id,type\n\xff") == ["line 2: is not UTF-8 text"]


def test_many_mistakes_are_cut() -> None:
    """People see the first hundred, and programs all of them."""
    data = f"{HEADER}\n" + f",{ROW[:-5]}x\n" * 300
    with pytest.raises(_files.BadFileError, match="300 mistakes") as caught:
        _files.read(data.encode(), "x.csv")
    assert (len(caught.value.details), len(caught.value.mistakes)) == (101, 300)
    assert caught.value.details[-1] == "… and 200 more"


# Ids that the data makes


def test_an_expense_without_an_id_keeps_the_one_it_gets() -> None:
    """The same file makes the same ids in every version, so that it is written once."""
    ids = [each.id for each in csv_of(f",{ROW}", f",{ROW}", f"{ID},{ROW}")]
    assert ids == [
        "72865ea5-3f7d-5e5b-8f93-aae6a9171c28",
        "a6e95a54-3883-5fb1-b8db-b3ea2b5ecee3",
        ID,
    ]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (HEADER, f",{ROW}"),
        (HEADER[3:], ROW),
        (f"notes,{HEADER[3:]}", f",{ROW}"),
        ("currency,net_amount,issue_date,type", "GBP,10,2026-05-04,Payment"),
        (HEADER[3:], ROW.replace("10.00", "+10.0")),
    ],
)
def test_the_form_of_a_row_does_not_change_its_id(header: str, row: str) -> None:
    """The order of columns, empty cells and zeros at the end say nothing."""
    (made,) = csv_of(row, header=header)
    (same,) = csv_of(f",{ROW}")
    assert made.id == same.id


def test_json_and_csv_make_the_same_id() -> None:
    """An expense is the same in both."""
    (made,) = json_of([{**EXPENSE, "id": None, "notes": None}])
    (same,) = csv_of(f",{ROW}")
    assert made.id == same.id


def test_equal_rows_of_a_file_are_expenses_of_their_own() -> None:
    """Two coffees of a day are two expenses, and a third one does not change their ids."""
    two = [each.id for each in csv_of(f",{ROW}", f",{ROW}")]
    three = [each.id for each in csv_of(f",{ROW}", f",{ROW}", f",{ROW}")]
    assert len({*three}) == 3
    assert three[:2] == two


@pytest.mark.parametrize(
    "row", ["Refund,2026-05-04,GBP,10.00", "Payment,2026-05-05,GBP,10", "Payment,2026-05-04,GBP,1"]
)
def test_other_data_makes_another_id(row: str) -> None:
    """An expense that was changed is another one."""
    (made,) = csv_of(f",{row}")
    (other,) = csv_of(f",{ROW}")
    assert made.id != other.id
    assert uuid.UUID(made.id).version == 5


def outbox_of(data: str, name: str = "x.csv", company: str | None = None) -> list[_files.Expense]:
    """Read a file for an outbox."""
    return _files.read(data.encode(), name, for_outbox=True, company_id=company)


def test_json_names_companies_and_receipts() -> None:
    """In JSON, companyId and receipts stand beside the API's fields."""
    data = json.dumps([{**EXPENSE, "companyId": OTHER.upper(), "receipts": ["a.pdf", "b;c.pdf"]}])
    (found,) = outbox_of(data, "x.json")
    assert (found.company_id, found.receipts) == (OTHER, ("a.pdf", "b;c.pdf"))


# The rows of a file for an outbox, and the companies of its expenses, with --company COMPANY.
COMPANY = "c0000000-0000-4000-8000-00000000000c"
ROWS: dict[str, tuple[list[str], list[str]]] = {
    "same id, two companies": ([f"{OTHER},{ID},{ROW}", f"{ID},{ID},{ROW}"], [OTHER, ID]),
    "continued": ([f"{OTHER},{ID},{ROW}", f",{ID},{ROW}"], [OTHER]),
    "continued in turn": ([f"{OTHER},{ID},{ROW}", f"{ID},{ID},{ROW}", f",{ID},{ROW}"], [OTHER, ID]),
    "default": ([f",,{ROW}", f"{OTHER},,{ROW}"], [COMPANY, OTHER]),
}


@pytest.mark.parametrize("name", ROWS)
def test_rows_of_many_companies(name: str) -> None:
    """Rows of one company and id are one expense; a row without a company continues its id."""
    rows, expected = ROWS[name]
    found = outbox_of("\n".join([f"company_id,{HEADER}", *rows]), company=COMPANY)
    assert [each.company_id for each in found] == expected


# A file for an outbox, and its mistake.
OUTBOX_MISTAKES: dict[str, tuple[str, str, str]] = {
    "no company": (
        f"company_id,{HEADER}\n,,{ROW}",
        "x.csv",
        "line 2, column company_id: is missing, and --company is not given",
    ),
    "no uuid": (
        f"company_id,{HEADER}\nx,,{ROW}",
        "x.csv",
        "line 2, column company_id: must be a UUID, not 'x'",
    ),
    "no list": (
        json.dumps([{**EXPENSE, "companyId": ID, "receipts": 3}]),
        "x.json",
        ": receipts: must be a list of paths, not 3",
    ),
    "no path": (
        json.dumps([{**EXPENSE, "companyId": ID, "receipts": ["a\0.pdf"]}]),
        "x.json",
        "receipts: must be a list of paths, not ['a\\x00.pdf']",
    ),
    "a list": (json.dumps([{**EXPENSE, "companyId": [1]}]), "x.json", "must be a UUID, not [1]"),
    "no object": ("[3]", "x.json", "column 2"),
}


@pytest.mark.parametrize("name", OUTBOX_MISTAKES)
def test_mistakes_of_companies_and_receipts(name: str) -> None:
    """A company or a receipt that cannot be used is a mistake with its place."""
    data, file, text = OUTBOX_MISTAKES[name]
    with pytest.raises(_files.BadFileError) as caught:
        outbox_of(data, file)
    assert text in caught.value.details[0]


def test_only_an_outbox_takes_a_company() -> None:
    """Where all expenses go to one company, a column that names others is a mistake."""
    assert "is not a column" in mistakes(f"company_id,{HEADER}\n{ID},,{ROW}")[0]
