"""The sandbox's attachments: the files that it accepts, and the facts that it keeps."""

import hashlib
import io
import socket
import tracemalloc
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from codatsyncexpenses.errors import RequestError
from codatsyncexpenses.sandbox import Sandbox, companies
from tests.support.sandbox_caller import UNKNOWN, SandboxCaller, expense
from tests.support.sandbox_operations import SERVED, OperationCaller

RECEIPT = ("receipt.pdf", b"%PDF", "application/pdf")
UPLOAD = "upload-expense-attachment"
MEGABYTE = 1_000_000
JSON = "application/json"
PDF = "application/pdf"
METADATA = b'{"a": 1}'


@pytest.fixture
def ask(call: SandboxCaller) -> OperationCaller:
    """Call the operations of a test's sandbox by their names."""
    return OperationCaller(call)


def test_an_attachment(ask: OperationCaller) -> None:
    """A file is attached to a completed transaction, and the sandbox lists it."""
    told = ask(UPLOAD, files={"file": RECEIPT})
    assert (told["companyId"], told["transactionId"]) == (
        companies.SUCCEEDS.id,
        companies.WRITTEN_TRANSACTION_ID,
    )
    (kept,) = ask.sandbox.attachments(companies.SUCCEEDS.id.upper())
    assert (kept.id, kept.transaction_id) == (told["id"], companies.WRITTEN_TRANSACTION_ID)
    assert kept.sync_id == companies.SUCCEEDED_SYNC_ID
    assert (kept.file_name, kept.content_type, kept.size) == ("receipt.pdf", "application/pdf", 4)
    assert kept.sha256 == hashlib.sha256(b"%PDF").hexdigest()


def test_several_attachments(ask: OperationCaller) -> None:
    """A transaction accepts several files, listed in their order."""
    for name in ("1.png", "Ünï.png"):
        ask(UPLOAD, files={"file": (name, name.encode(), "image/png")})
    found = ask.sandbox.attachments(companies.SUCCEEDS.id)
    assert [each.file_name for each in found] == ["1.png", "Ünï.png"]
    assert ask.sandbox.attachments(companies.WRITE_FAILED.id) == []


def test_attachments_of_no_company(manual: Sandbox) -> None:
    """Listing the attachments of an unknown company raises an error."""
    with pytest.raises(RequestError, match="no company x"):
        manual.attachments("x")


def test_a_file_without_a_type(ask: OperationCaller) -> None:
    """The default content type of a file is application/octet-stream."""
    ask(UPLOAD, files={"file": ("receipt", b"x")})
    (kept,) = ask.sandbox.attachments(companies.SUCCEEDS.id)
    assert kept.content_type == "application/octet-stream"


REFUSED: dict[str, dict[str, Any]] = {
    "nothing": {},
    "JSON": {"json": {"file": "x"}},
    "bytes": {"data": b"x", "headers": {"Content-Type": "application/pdf"}},
    "a form without files": {"data": {"file": "x"}},
    "fields alone": {"files": {"description": (None, b"Lunch"), "note": (None, b"{}", JSON)}},
    "an empty field": {"files": {"file": (None, b"")}},
    "a file that was not chosen": {"files": {"file": ("", b"", "application/octet-stream")}},
    "no boundary": {"data": b"x", "headers": {"Content-Type": "multipart/form-data"}},
    "a broken form": {
        "data": b"--b\r\nContent-Disposition: form-data; name=file; filename=x\r\n\r\nhalf",
        "headers": {"Content-Type": "multipart/form-data; boundary=b"},
    },
}


LENIENT: dict[str, dict[str, Any]] = {
    "another name": {"receipt": RECEIPT},
    "no name": {"": RECEIPT},
    "a field": {"file": RECEIPT, "description": (None, b"Lunch")},
    "a field of its name": {"file": (None, b"Lunch"), "receipt": RECEIPT},
    "metadata": {"upload": RECEIPT, "metadata": (None, METADATA, JSON)},
    "metadata with a file name": {"metadata": ("m.json", METADATA, JSON), "file": RECEIPT},
    "metadata and another name": {"metadata": ("m.json", METADATA, JSON), "receipt": RECEIPT},
    "a blob": {"metadata": ("blob", METADATA, JSON), "file": RECEIPT},
    "a blob and another name": {"metadata": ("blob", METADATA, JSON), "receipt": RECEIPT},
    "a blob of any type": {"metadata": ("blob", METADATA), "receipt": RECEIPT},
    "a blob that was not chosen": {"other": ("", b""), "receipt": RECEIPT},
}


@pytest.mark.parametrize("files", LENIENT.values(), ids=list(LENIENT))
def test_lenient_forms(ask: OperationCaller, files: Any) -> None:
    """The part of the file may have any name, and other parts are ignored."""
    ask(UPLOAD, files=files)
    (kept,) = ask.sandbox.attachments(companies.SUCCEEDS.id)
    assert (kept.file_name, kept.size) == (RECEIPT[0], len(RECEIPT[1]))


@pytest.mark.parametrize(
    ("files", "name"),
    [
        ({"file": (None, b"%PDF")}, "file"),
        ({"file": (None, b"%PDF", PDF), "metadata": (None, METADATA, JSON)}, "file"),
        ({"receipt": (None, b"%PDF", PDF), "description": (None, b"Lunch")}, "receipt"),
        ({"": (None, b"%PDF", PDF)}, "file"),
        ({"receipt": ("", b"%PDF", PDF)}, "receipt"),
        ({"receipt": ("blob", b"%PDF", PDF)}, "blob"),
        (
            {"a": ("blob", METADATA, f"{JSON}; charset=utf-8"), "b": ("blob", b"%PDF", PDF)},
            "blob",
        ),
    ],
    ids=["file", "file and data", "its type", "no name", "empty", "a blob", "a blob of JSON"],
)
def test_a_file_without_a_name(ask: OperationCaller, files: Any, name: str) -> None:
    """A file without a file name is taken, and has the name of its part."""
    ask(UPLOAD, files=files)
    (kept,) = ask.sandbox.attachments(companies.SUCCEEDS.id)
    assert (kept.file_name, kept.size) == (name, 4)


def test_a_large_file_without_a_name(ask: OperationCaller) -> None:
    """A file without a file name may be as large as any other, and may be of any bytes."""
    content = bytes(range(256)) * 20_000
    ask(UPLOAD, files={"file": (None, content, PDF)})
    (kept,) = ask.sandbox.attachments(companies.SUCCEEDS.id)
    assert (kept.size, kept.sha256) == (len(content), hashlib.sha256(content).hexdigest())


def test_a_choice_is_logged(ask: OperationCaller, caplog: pytest.LogCaptureFixture) -> None:
    """Where more than one part may be the file and none is named so, a warning names the choice."""
    ask(UPLOAD, files={"metadata": ("blob", METADATA, JSON), "file": RECEIPT})
    assert caplog.messages == []
    ask(UPLOAD, files={"metadata": ("blob", METADATA, JSON), "rec\neipt": RECEIPT})
    (message,) = caplog.messages
    assert message.startswith("Of the parts 'metadata', 'rec")
    assert message.endswith("eipt' is taken as the file.")
    assert "\n" not in message


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ([("file", RECEIPT)] * 2, "2 parts may be the file, 'file', 'file';"),
        ([("front", RECEIPT), ("back", RECEIPT)], "2 parts may be the file, 'front', 'back';"),
        (
            [(f"{number}", RECEIPT) for number in range(9)],
            "9 parts may be the file, '0', '1', '2', '3', '4' and others;",
        ),
        ([("x" * 99, RECEIPT)] * 2, f"the file, '{'x' * 50}', '{'x' * 50}';"),
    ],
    ids=["two of its name", "two of other names", "nine", "long names"],
)
def test_forms_with_several_files(ask: OperationCaller, files: Any, says: str) -> None:
    """A form with several files that nothing distinguishes gets 400 with their parts' names."""
    assert says in ask.error(UPLOAD, 400, files=files)
    assert ask.sandbox.attachments(companies.SUCCEEDS.id) == []


@pytest.mark.parametrize("options", REFUSED.values(), ids=list(REFUSED))
def test_refused_forms(ask: OperationCaller, options: dict[str, Any]) -> None:
    """A body that is not a form with one file gets 400, and stores nothing."""
    says = ask.error(UPLOAD, 400, **options)
    assert "multipart/form-data" in says or "one part with a file name" in says
    assert ask.sandbox.attachments(companies.SUCCEEDS.id) == []


def test_only_what_was_written_takes_files(ask: OperationCaller) -> None:
    """A transaction that is not Completed accepts no file, and an unknown one gets 404."""
    sync_id = ask("create-expense-transaction", json=[expense()])["syncId"]
    ids = {"syncId": sync_id, "transactionId": str(expense()["id"])}
    assert "Pending" in ask.error(UPLOAD, 400, ids=ids, files={"file": RECEIPT})
    ask.end(sync_id)
    ask(UPLOAD, ids=ids, files={"file": RECEIPT})
    ask(UPLOAD, 404, ids={**ids, "transactionId": UNKNOWN}, files={"file": RECEIPT})
    ask(UPLOAD, 404, ids={**ids, "syncId": UNKNOWN}, files={"file": RECEIPT})


@pytest.mark.parametrize(
    ("platform", "size", "status"),
    [
        ("gbol", 10 * MEGABYTE, 200),
        ("gbol", 10 * MEGABYTE + 1, 400),
        ("fbrh", 5 * MEGABYTE, 200),
        ("fbrh", 5 * MEGABYTE + 1, 400),
        ("qhyg", 20 * MEGABYTE, 200),
        ("pqsw", 1, 400),
    ],
)
def test_the_limits_of_the_software(
    ask: OperationCaller, platform: str, size: int, status: int
) -> None:
    """Each accounting software limits the size of a file, and QuickBooks Desktop accepts none."""
    company = ask.new_company(platform)
    sync_id = ask("create-expense-transaction", 200, company, json=[expense()])["syncId"]
    ask.end(sync_id, company)
    ids = {"syncId": sync_id, "transactionId": str(expense()["id"])}
    ask(UPLOAD, status, company, ids=ids, files={"file": ("x.pdf", bytes(size))})
    assert len(ask.sandbox.attachments(company)) == (status == 200)


@pytest.mark.parametrize(
    ("platform", "taken", "refused"),
    [
        ("gbol", ["x.keynote", "x.TIF", "x.jpg", "x.7z"], ["x.exe", "x.heic", "x.xml"]),
        ("qhyg", ["x.ai", "x.xml", "x.tif"], ["x.bmp", "x.zip"]),
        ("akxx", ["x.json", "x.svg", "x.pjpg"], ["x.gif", "x.xml"]),
        ("fbrh", ["x.pdf", "x.GIF", "x.png"], ["x.bmp", "x.docx"]),
        ("rwuv", ["x.bmp", "x.jpeg"], ["x.tif", "x.csv"]),
        ("trji", ["x.exe"], []),
    ],
)
def test_the_types_of_the_software(
    ask: OperationCaller, platform: str, taken: list[str], refused: list[str]
) -> None:
    """Each accounting software takes files of its own types, by the endings of their names."""
    company = ask.new_company(platform)
    sync_id = ask("create-expense-transaction", 200, company, json=[expense()])["syncId"]
    ask.end(sync_id, company)
    ids = {"syncId": sync_id, "transactionId": str(expense()["id"])}
    for name in taken:
        ask(UPLOAD, 200, company, ids=ids, files={"file": (name, b"x", "text/x-other")})
    for name in refused:
        files = {"file": (name, b"x", "application/pdf")}
        says = ask.error(UPLOAD, 400, company, ids=ids, files=files)
        assert f"of the type {name.partition('.')[2]}" in says
    assert [each.file_name for each in ask.sandbox.attachments(company)] == taken


@pytest.mark.parametrize(
    ("content_type", "status"),
    [("image/pjpeg", 200), ("application/octet-stream", 200), ("video/mp4", 400)],
)
def test_a_name_without_an_ending(ask: OperationCaller, content_type: str, status: int) -> None:
    """The content type decides for a name without an ending, unless it says nothing either."""
    ask(UPLOAD, status, files={"file": ("receipt", b"x", content_type)})
    assert len(ask.sandbox.attachments(companies.SUCCEEDS.id)) == (status == 200)


def test_an_empty_file(ask: OperationCaller) -> None:
    """A file without content is refused."""
    assert "is empty" in ask.error(UPLOAD, 400, files={"file": ("receipt.pdf", b"")})
    assert ask.sandbox.attachments(companies.SUCCEEDS.id) == []


def test_the_journal_keeps_no_file(ask: OperationCaller) -> None:
    """The journal records an upload without its content."""
    ask(UPLOAD, files={"file": RECEIPT})
    (seen,) = ask.sandbox.requests
    assert (seen.operation, seen.body, seen.status) == (UPLOAD, b"", 200)


def test_a_repeat_under_its_key(ask: OperationCaller) -> None:
    """A repeat under an idempotency key is recognized by its file, whatever the boundary."""
    headers = {"Idempotency-Key": "k"}
    first, second = (ask(UPLOAD, files={"file": RECEIPT}, headers=headers) for _ in range(2))
    assert first == second
    other = {"file": (RECEIPT[0], b"other", RECEIPT[2])}
    ask(UPLOAD, 422, files=other, headers=headers)
    assert len(ask.sandbox.attachments(companies.SUCCEEDS.id)) == 1


def test_attachments_go_with_their_company(ask: OperationCaller) -> None:
    """Removing a company removes its attachments."""
    ask(UPLOAD, files={"file": RECEIPT})
    ask("delete-company", 204)
    with pytest.raises(RequestError):
        ask.sandbox.attachments(companies.SUCCEEDS.id)


def test_attachments_are_kept(tmp_path: Path) -> None:
    """The sandbox's file keeps the facts of attachments."""
    for count in (0, 1):
        sandbox = Sandbox(clock="manual", db=tmp_path / "state.db")
        call = SandboxCaller(sandbox)
        with call.session:
            assert len(sandbox.attachments(companies.SUCCEEDS.id)) == count
            OperationCaller(call)(UPLOAD, files={"file": RECEIPT})
        sandbox.stop()


class Pieces(io.BytesIO):
    """A stream that returns less than requested."""

    def read(self, _: int | None = -1, /) -> bytes:
        """Return a piece."""
        return super().read(3)


def test_a_stream_in_process(ask: OperationCaller) -> None:
    """Without a socket, too, a body is read from its stream to the end."""
    body = b'--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n1\r\n--b--'
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    ask(UPLOAD, data=Pieces(body), headers=headers)
    assert ask.sandbox.attachments(companies.SUCCEEDS.id)[0].size == 1


# Over a socket


class Blanks(io.RawIOBase):
    """A file of spaces, of any length, that is stored nowhere."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._left = size

    def __iter__(self) -> Any:
        """Yield the file in blocks."""
        while self._left:
            size = min(1 << 16, self._left)
            self._left -= size
            yield b" " * size


def post(sandbox: Sandbox, size: int, session: requests.Session) -> requests.Response:
    """Send a file of this size in a form."""
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n'

    def body() -> Any:
        yield head
        yield from Blanks(size)
        yield b"\r\n--b--\r\n"

    path = SERVED[UPLOAD][1].format(
        companyId=companies.SUCCEEDS.id,
        syncId=companies.SUCCEEDED_SYNC_ID,
        transactionId=companies.WRITTEN_TRANSACTION_ID,
    )
    headers = {**sandbox.headers, "Content-Type": "multipart/form-data; boundary=b"}
    return session.post(sandbox.url + path, data=body(), headers=headers, timeout=60)


def test_a_large_file_takes_little_memory() -> None:
    """A file is buffered on disk, and the connection stays usable, refused or not."""
    with Sandbox() as sandbox, requests.Session() as session:
        session.trust_env = False
        post(sandbox, 1, session)
        tracemalloc.start()
        answer = post(sandbox, 40 * MEGABYTE, session)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert answer.status_code == 400
        assert "40000000 bytes" in answer.json()["error"]
        assert peak < 8 * MEGABYTE
        assert post(sandbox, 9 * MEGABYTE, session).status_code == 200
        assert len(sandbox.attachments(companies.SUCCEEDS.id)) == 2


def test_a_body_beyond_all_limits() -> None:
    """An upload above 110 MiB is not read to its end, nor is any other body above 1 MiB."""
    with Sandbox() as sandbox, requests.Session() as session:
        session.trust_env = False
        url = f"{sandbox.url}/companies"
        headers = {**sandbox.headers, "Content-Type": "application/json"}
        answer = session.post(url, data=b" " * ((1 << 20) + 1), headers=headers, timeout=10)
        assert answer.status_code == 413
        with socket.create_connection(("127.0.0.1", urlsplit(url).port or 0), 10) as connection:
            path = SERVED[UPLOAD][1].format(companyId="x", syncId="x", transactionId="x")
            length = f"Content-Length: {(110 << 20) + 1}"
            connection.sendall(
                f"POST {path} HTTP/1.1\r\nHost: localhost\r\n{length}\r\n\r\n".encode()
            )
            assert connection.recv(100).startswith(b"HTTP/1.1 413")
