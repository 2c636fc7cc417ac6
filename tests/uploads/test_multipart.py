"""Multipart bodies: the content they accept, and the bytes that reach a server."""

import array
import contextlib
import email
import email.policy
import importlib
import io
import itertools
import os
import pickle
import re
import tempfile
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import requests_mock
import responses
from requests.adapters import BaseAdapter, HTTPAdapter
from requests.auth import HTTPDigestAuth
from urllib3.util import Retry

from codatsyncexpenses import errors
from codatsyncexpenses._calls.retries import Fault
from codatsyncexpenses._calls.wire import Lost, Reply, Timeout, Wire
from codatsyncexpenses._transport.session import SessionTransport
from codatsyncexpenses._uploads.multipart import Upload
from codatsyncexpenses.errors import RequestError
from codatsyncexpenses.sandbox import Sandbox
from tests.support.certificates import Certificates
from tests.support.drivers import (
    CALLERS,
    OWN,
    WAYS,
    DrivenTransport,
    Transport,
    opened,
    opened_blocking,
)
from tests.support.faulty_server import (
    JSON,
    Connection,
    Server,
    Turn,
    close,
    pause,
    plain,
    read,
    reset,
    send,
)

# VCR has no types.
VCR: Any = importlib.import_module("vcr")

PDF = b"%PDF-1.70 " + bytes(range(256)) * 40
MB = 1 << 20
symlinks = pytest.mark.skipif(os.name == "nt", reason="needs rights on Windows")
BIG = 60 * MB
KEY = "Basic c2VjcmV0"
PATIENT = Timeout(5.0, 5.0, 20.0)
SHORT = Timeout(0.3, 0.3, 0.3)
URL = "https://double.example/attachments"


def body(upload: Upload) -> bytes:
    """Read a whole body, as an attempt would."""
    reader = upload.open()
    try:
        return reader.read()
    finally:
        reader.close()


def parsed(upload: Upload) -> Any:
    """Read a body with the standard library's parser, and give its one part."""
    head = f"Content-Type: {upload.headers['Content-Type']}\r\n\r\n".encode()
    message = email.message_from_bytes(head + body(upload), policy=email.policy.HTTP)
    (part,) = message.iter_parts()
    return part


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """Hold a small file."""
    path = tmp_path / "lunch.pdf"
    path.write_bytes(PDF)
    return path


def sparse(path: Path, size: int) -> Path:
    """Make a file that is large and takes no room."""
    with path.open("wb") as file:
        file.truncate(size)
    return path


# What a body is.


def test_the_bytes_of_a_body() -> None:
    """A body is one part with a name, a file name and a type, between two boundaries."""
    upload = Upload(b"x", "a.png", new_boundary=lambda: "b0")
    assert body(upload) == (
        b"--b0\r\n"
        b'Content-Disposition: form-data; name="file"; filename="a.png"\r\n'
        b"Content-Type: image/png\r\n"
        b"\r\n"
        b"x\r\n"
        b"--b0--\r\n"
    )
    assert upload.headers == {"Content-Type": "multipart/form-data; boundary=b0"}


def test_another_part() -> None:
    """The part has the name that it is given."""
    disposition = parsed(Upload(PDF, "a.pdf", part="receipt"))["Content-Disposition"]
    assert disposition.params["name"] == "receipt"


CONTENTS: dict[str, Callable[[Path], object]] = {
    "bytes": lambda _: PDF,
    "bytearray": lambda _: bytearray(PDF),
    "memoryview": lambda _: memoryview(PDF),
    "memoryview of pairs": lambda _: memoryview(array.array("H", PDF)),
    "memoryview from the end": lambda _: memoryview(PDF[::-1])[::-1],
    "path": lambda path: path,
    "path as text": str,
    "file in memory": lambda _: io.BytesIO(PDF),
}


@pytest.mark.parametrize("content", CONTENTS.values(), ids=list(CONTENTS))
def test_what_content_can_be(pdf: Path, content: Callable[[Path], object]) -> None:
    """All that content can be ends in the same body, whose length is known before."""
    upload = Upload(content(pdf), "lunch.pdf")
    assert parsed(upload).get_payload(decode=True) == PDF
    assert upload.size == len(PDF)
    assert len(upload) == len(body(upload))


def test_an_open_file(pdf: Path) -> None:
    """An open file is sent from where it stands, each time again, and stays open."""
    with pdf.open("rb") as file:
        file.seek(9)
        upload = Upload(file)
        assert file.tell() == 9
        assert upload.size == len(PDF) - 9
        for _ in range(2):
            assert parsed(upload).get_payload(decode=True) == PDF[9:]
        assert not file.closed


def test_a_path_is_open_only_while_it_is_read(pdf: Path) -> None:
    """A file that is named by a path can be deleted before and after an attempt."""
    upload = Upload(pdf)
    reader = upload.open()
    reader.close()
    with pytest.raises(RequestError, match="closed file"):
        reader.read()
    assert parsed(upload).get_payload(decode=True) == PDF


def test_a_temporary_file() -> None:
    """A temporary file that may still be in memory can be sent."""
    file: Any
    with tempfile.SpooledTemporaryFile(max_size=MB) as file:
        file.write(PDF)
        file.seek(0)
        assert parsed(Upload(file, "a.pdf")).get_payload(decode=True) == PDF


def test_bytes_are_not_copied() -> None:
    """Making and reading an upload of bytes takes no second room for them."""
    content = bytes(20 * MB)
    tracemalloc.start()
    try:
        upload = Upload(content, "a.pdf")
        assert sum(map(len, upload.open())) == len(upload)
        assert tracemalloc.get_traced_memory()[1] < MB
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("size", [1, 7, 100, 1 << 16])
def test_reading_in_blocks(pdf: Path, size: int) -> None:
    """A body is the same in blocks of any size, and none is larger than asked for."""
    upload = Upload(pdf)
    reader = upload.open()
    blocks = list(iter(lambda: reader.read(size), b""))
    reader.close()
    assert b"".join(blocks) == body(upload)
    assert max(map(len, blocks)) <= size


@pytest.mark.parametrize("at", [0, 3, 150, 200, 10_000])
def test_going_back(pdf: Path, at: int) -> None:
    """A reader says where it stands, and goes on from any other place."""
    upload = Upload(pdf)
    whole, reader = body(upload), upload.open()
    reader.read()
    assert reader.tell() == len(upload)
    assert reader.seek(at) == at
    assert reader.read(None) == whole[at:]
    assert reader.seek(-4, os.SEEK_END) == len(upload) - 4
    assert reader.seek(2, os.SEEK_CUR) == len(upload) - 2
    assert reader.read() == b"\r\n"
    assert reader.seek(-1) == 0
    reader.close()


def test_the_boundary_of_a_call() -> None:
    """The boundary is random for each upload, and one upload keeps it."""
    first, second = Upload(PDF, "a.pdf"), Upload(PDF, "a.pdf")
    assert first.headers != second.headers
    assert body(first) == body(first)
    assert re.fullmatch(r"multipart/form-data; boundary=\w{32}", first.headers["Content-Type"])


def test_the_text_of_an_upload(pdf: Path) -> None:
    """An upload and its reader show name and size, and nothing of the content."""
    upload = Upload(pdf)
    with contextlib.closing(upload.open()) as reader:
        assert repr(upload) == repr(reader) == "<upload of 'lunch.pdf', 10,250 bytes>"


# Names and types.


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("a.png", b'filename="a.png"'),
        ("Überweisung 日本.png", 'filename="Überweisung 日本.png"'.encode()),
        ('5" screen.png', b'filename="5%22 screen.png"'),
        ("100%22.png", b'filename="100%22.png"'),
        ("a;b='c'.png", b"filename=\"a;b='c'.png\""),
    ],
)
def test_names_are_written_as_browsers_do(name: str, written: bytes) -> None:
    """A name is UTF-8, and only what would end it is written otherwise."""
    assert written + b"\r\n" in body(Upload(b"x", name))


def named(name: Any) -> io.BytesIO:
    """Make a file with a name."""
    file = io.BytesIO(PDF)
    vars(file)["name"] = name
    return file


NAMED: dict[str, Callable[[Path], object]] = {
    "path": lambda path: path,
    "file": lambda path: named(str(path)),
    "file with a name in bytes": lambda path: named(os.fsencode(path)),
}


@pytest.mark.parametrize("content", NAMED.values(), ids=list(NAMED))
def test_names_of_their_own(pdf: Path, content: Callable[[Path], object]) -> None:
    """A path and an open file bring their name, without the directory."""
    assert Upload(content(pdf)).file_name == "lunch.pdf"


@pytest.mark.parametrize(
    "content",
    [PDF, io.BytesIO(PDF), named(3), named("<stdin>"), named(None)],
    ids=["bytes", "no name", "number", "word", "None"],
)
def test_content_without_a_name(content: object) -> None:
    """Content without a name of its own needs one."""
    with pytest.raises(RequestError, match="request_body is missing"):
        Upload(content)
    assert Upload(content, "a.pdf").file_name == "a.pdf"


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("", "must be a name: ''"),
        (" ", "must be a name"),
        ("..", "must be a name"),
        ("a\r\nX: y.pdf", "control characters"),
        ("a\x00.pdf", "control characters"),
        ("a\x85.pdf", "control characters"),
        ("a\ud800.pdf", "valid text"),
        ("a/b.pdf", "without a path: 'a/b.pdf'"),
        ("a\\b.pdf", "without a path"),
        ("../b.pdf", "without a path"),
        (b"a.pdf", "must be a string, not bytes"),
    ],
)
def test_names_that_are_refused(name: Any, problem: str) -> None:
    """A name that is none, hides something or leads elsewhere is refused, and never mended."""
    with pytest.raises(RequestError, match=re.escape(problem)):
        Upload(PDF, name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.pdf", "application/pdf"),
        ("A.PDF", "application/pdf"),
        ("scan: 3.jpg", "image/jpeg"),
        ("a.tar.gz", "application/octet-stream"),
        ("data:text,html", "application/octet-stream"),
        ("receipt", "application/octet-stream"),
    ],
)
def test_types_of_names(name: str, expected: str) -> None:
    """Without a type, the ending of the name determines it."""
    assert parsed(Upload(PDF, name))["Content-Type"].content_type == expected


@pytest.mark.parametrize(
    "content_type", ["image/png", "text/csv; charset=utf-8", 'a/b; x="y z";c=d', "a/b.c+d"]
)
def test_types_that_are_given(content_type: str) -> None:
    """A type that is given is written as it is."""
    assert f"Content-Type: {content_type}\r\n".encode() in body(Upload(PDF, "a", content_type))


@pytest.mark.parametrize(
    "content_type",
    ["", "png", "image/", "/png", "image/png\r\nX: y", "image/png;", "a/b\x00", "a/é", b"a/b", 3],
)
def test_types_that_are_refused(content_type: Any) -> None:
    """A text that is not a content type is refused, and the error shows a correct one."""
    with pytest.raises(RequestError, match="of the form 'image/png', not "):
        Upload(PDF, "a.pdf", content_type)


# Content that cannot be sent.


def pipe(path: Path) -> object:
    """Make a named pipe, to which nobody writes."""
    os.mkfifo(path / "pipe")
    return path / "pipe"


def closed(path: Path) -> object:
    """Give a file that is closed."""
    with (path / "closed").open("w+b") as file:
        return file


def released(_: Path) -> object:
    """Return a view whose memory was released."""
    view = memoryview(PDF)
    view.release()
    return view


class Path3:
    """A path-like object that has no path."""

    def __fspath__(self) -> Any:
        """Give no path."""
        return 3


class Failing(io.BytesIO):
    """A file whose bytes can no longer be read once it is broken."""

    broken = False

    def read(self, size: int | None = -1) -> bytes:
        """Fail, as a disk may, but only where something is asked for."""
        if size and self.broken:
            raise OSError(5, "Input/output error")
        return super().read(size)


class Stream(io.RawIOBase):
    """A stream that only goes forward."""

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, _: Any) -> int:
        """Be at the end."""
        return 0


REFUSED: dict[str, tuple[Callable[[Path], Any], str]] = {
    "missing": (lambda path: path / "none.pdf", "none.pdf' cannot be read: No such file"),
    "missing, as text": (lambda _: "none.pdf", "(a string is read as a path)"),
    "below a file": (lambda path: path / "lunch.pdf" / "x", "Not a directory"),
    "a NUL": (lambda _: "a\x00b", "null"),
    "too long": (lambda _: "x" * 5000, "File name too long"),
    "directory": (lambda path: path, "is a directory"),
    "pipe": (pipe, "is not a regular file"),
    "no path": (lambda _: Path3(), "cannot be read"),
    "text": (lambda path: (path / "lunch.pdf").open(encoding="utf-8"), "text mode"),
    "text in memory": (lambda _: io.StringIO("x"), "text mode"),
    "no way back": (lambda _: Stream(), "a file that can seek"),
    "closed": (closed, "closed file"),
    "write-only": (lambda path: (path / "w").open("wb"), "cannot be read"),
    "released view": (released, "cannot be read"),
    "no bytes": (lambda _: b"", "has no data to send"),
    "no bytes in a file": (lambda _: io.BytesIO(), "has no data to send"),
    "None": (lambda _: None, "not NoneType"),
    "number": (lambda _: 3, "must be bytes, a path or a file"),
    "list": (lambda _: [PDF], "not list"),
}


@pytest.mark.parametrize(("content", "problem"), REFUSED.values(), ids=list(REFUSED))
def test_content_that_is_refused(pdf: Path, content: Callable[[Path], Any], problem: str) -> None:
    """Content that cannot be sent is refused at once, and the error states the reason."""
    given = content(pdf.parent)
    with pytest.raises(RequestError) as caught:
        Upload(given, "a.pdf")
    assert problem in str(caught.value)
    assert len(str(caught.value)) < 1500
    if hasattr(given, "close"):
        given.close()


def test_a_file_at_its_end() -> None:
    """A file that was written and not put back has no data to send; the error says where it is."""
    file = io.BytesIO()
    file.write(PDF)
    with pytest.raises(RequestError, match="the file is at its end, position 10,250"):
        Upload(file, "a.pdf")


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_rights(pdf: Path) -> None:
    """A file that may not be read is refused."""
    pdf.chmod(0)
    with pytest.raises(RequestError, match="Permission denied"):
        Upload(pdf)


# Content that changes.


def vanish(path: Path) -> None:
    """Delete a file."""
    path.unlink()


def grow(path: Path) -> None:
    """Write more at the end of a file."""
    with path.open("ab") as file:
        file.write(b"x")


def shrink(path: Path) -> None:
    """Cut the end of a file off."""
    os.truncate(path, len(PDF) - 1)


def rewrite(path: Path) -> None:
    """Write other content of the same size into a file."""
    path.write_bytes(PDF[::-1])
    os.utime(path, ns=(0, 0))  # whatever the resolution of the system's clock


def put_another(path: Path) -> None:
    """Put a link to another file of the same size and time in a file's place."""
    known, other = path.stat(), path.with_name("other.pdf")
    other.write_bytes(PDF[::-1])
    os.utime(other, ns=(known.st_atime_ns, known.st_mtime_ns))
    path.unlink()
    path.symlink_to(other)


CHANGES = [
    (vanish, "No such file"),
    (rewrite, "'lunch.pdf' has changed since the call began"),
    pytest.param(put_another, "'lunch.pdf' has changed", marks=symlinks),
    (grow, "it had 10,250 bytes and has 10,251"),
    (shrink, "it had 10,250 bytes and has 10,249"),
]


@pytest.mark.parametrize(("change", "said"), CHANGES)
def test_content_that_changed(pdf: Path, change: Callable[[Path], None], said: str) -> None:
    """A file that is no longer what was checked is not opened for another attempt."""
    upload = Upload(pdf)
    change(pdf)
    with pytest.raises(RequestError, match=said):
        upload.open()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (grow, "has become longer"),
        (shrink, "has become shorter by 1 bytes"),
        (rewrite, "it changed while it was being sent"),
    ],
)
def test_content_that_changes_meanwhile(
    pdf: Path, change: Callable[[Path], None], said: str
) -> None:
    """A file that changes while it is sent is noticed before the body is complete."""
    upload = Upload(pdf)
    with contextlib.closing(upload.open()) as reader:
        reader.read(500)
        change(pdf)
        with pytest.raises(RequestError, match=said):
            list(iter(lambda: reader.read(500), b""))
        assert reader.tell() < len(upload)


@pytest.mark.parametrize("change", [grow, shrink, rewrite])
def test_an_open_file_that_changes_meanwhile(pdf: Path, change: Callable[[Path], None]) -> None:
    """A change is noticed although the caller's file has read all of its content before."""
    with pdf.open("rb", buffering=1 << 17) as file:
        reader = Upload(file).open()
        reader.read(500)
        change(pdf)
        with pytest.raises(
            RequestError, match=r"it (has become longer|changed while it was being sent)"
        ):
            reader.read()


def spooled(content: bytes) -> Any:
    """Make a temporary file that is still in memory."""
    file = tempfile.SpooledTemporaryFile(max_size=MB)  # noqa: SIM115 - nothing is on the disk
    file.write(content)
    file.seek(0)
    return file


class Own(io.BytesIO):
    """A file of a class of the caller's own."""


@pytest.mark.parametrize("make", [io.BytesIO, Own, spooled])
def test_content_in_memory_that_changed(make: Callable[[bytes], Any]) -> None:
    """A file in memory whose content has changed, and not its size, is not sent again."""
    with make(PDF) as file:
        upload = Upload(file, "a.pdf")
        assert PDF in body(upload)
        file.seek(len(PDF) - 1)
        file.write(b"x")
        with pytest.raises(RequestError, match=r"'a\.pdf' has changed since the call began"):
            upload.open()
        assert not getattr(file, "_rolled", False)  # it has stayed in memory


@pytest.mark.parametrize("view", [bytearray, memoryview])
def test_memory_that_changes(view: Callable[[bytearray], object]) -> None:
    """Memory that can be written to is sent as it was when the upload was created."""
    memory = bytearray(PDF)
    upload = Upload(memory if view is bytearray else view(memory), "a.pdf")
    memory[0] = 0
    assert PDF in body(upload)


def test_looking_for_changes_takes_no_longer_than_the_call() -> None:
    """A file that is slow to read is read again only until the deadline."""
    upload = Upload(io.BytesIO(PDF), "a.pdf")
    with pytest.raises(TimeoutError, match="took too long"):
        upload.open(time.monotonic() - 1)


@pytest.mark.parametrize("given", ["text", None, b"x" * 9999], ids=["text", "None", "too much"])
def test_files_that_give_no_bytes(given: Any) -> None:
    """A file of the caller's that gives other than was asked for is refused."""

    class Odd(io.BytesIO):
        def read(self, size: int | None = -1) -> Any:
            return given if size else b""

    with pytest.raises(RequestError, match="more than the bytes requested"):
        Upload(Odd(b"PDF"), "a.pdf")


def test_a_body_that_takes_too_long() -> None:
    """After its deadline a body gives nothing more; once it is closed, it is only content again."""
    reader = Upload(PDF, "a.pdf").open(time.monotonic() - 1)
    with pytest.raises(TimeoutError, match="took too long"):
        reader.read(1)
    reader.close()
    assert len(reader.read()) == len(reader)


# On the way.


@pytest.fixture(params=WAYS, ids=" ".join)
def transport(request: pytest.FixtureRequest) -> Iterator[Transport]:
    """Hold the transport of either client, with a Session of its own and with a caller's."""
    client, owner = request.param
    with opened(client, own=owner == OWN) as transport:
        yield transport


@pytest.fixture(params=[OWN, CALLERS])
def blocking(request: pytest.FixtureRequest) -> Iterator[SessionTransport]:
    """Hold the blocking transport, with a Session of its own and with a caller's."""
    with opened_blocking(own=request.param == OWN) as transport:
        yield transport


def wire(upload: Upload, server: Server | None = None, timeout: Timeout = PATIENT) -> Wire:
    """Write a request with an upload."""
    headers = {"Authorization": KEY, "Idempotency-Key": "k", **upload.headers}
    url = f"{server.url}/attachments" if server else URL
    return Wire("POST", url, headers, upload, timeout)


def read_head(at: Connection) -> None:
    """Read the headers of a request, and nothing of its body."""
    while at.reader.readline().strip():
        pass


class Counting:
    """Reads a body of any size, and counts its bytes."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, at: Connection) -> None:
        """Read as many bytes as the headers announce."""
        length = 0
        while line := at.reader.readline().strip():
            name, _, value = line.lower().partition(b":")
            length = int(value) if name == b"content-length" else length
        while piece := at.reader.read1(min(1 << 16, length - self.count)):
            self.count += len(piece)


DONE = plain(200, {"id": "a"})
TOO_LARGE = plain(413, {"error": "too large"}, JSON, "Connection: close")


def test_an_upload_on_the_wire(transport: Transport, pdf: Path) -> None:
    """A body is sent whole, with its length and its type, and never in chunks."""
    upload = Upload(pdf)
    with Server([[read, send(DONE)]]) as server:
        outcome = transport.send(wire(upload, server))
    assert isinstance(outcome, Reply)
    (request,) = server.requests
    assert request.body == body(upload)
    assert request.headers["content-length"] == str(len(upload))
    assert request.headers["content-type"] == upload.headers["Content-Type"]
    assert "transfer-encoding" not in request.headers


def test_attempts_send_the_same(transport: Transport, pdf: Path) -> None:
    """After a failure and a reset, the whole file is sent again, under the same key."""
    with pdf.open("rb") as file:
        turns: list[Turn] = [[read, send(plain(503))], [read, reset], [read, send(DONE)]]
        with Server(turns) as server:
            request = wire(Upload(file), server)
            outcomes = [transport.send(request) for _ in turns]
    assert [getattr(outcome, "status", None) for outcome in outcomes] == [503, None, 200]
    first, *others = server.requests
    assert PDF in first.body
    assert [(each.body, each.key) for each in others] == [(first.body, "k")] * 2


@pytest.mark.parametrize("form", ["path", "file"])
def test_memory_does_not_grow(transport: Transport, tmp_path: Path, form: str) -> None:
    """A file of 60 MB takes less than 5 MB of memory on its way."""
    path, counting = sparse(tmp_path / "a.pdf", BIG), Counting()
    with path.open("rb") as file, Server([[counting, send(DONE)]]) as server:
        upload = Upload(file if form == "file" else path)
        tracemalloc.start()
        try:
            outcome = transport.send(wire(upload, server))
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert isinstance(outcome, Reply)
    assert counting.count == len(upload)
    assert peak < 5 * MB


# In a session of the caller's, aiohttp waits for a server that has stopped reading, even to close.
UNCLOSED = pytest.mark.filterwarnings("ignore:unclosed transport:ResourceWarning")


def stalls(at: Connection) -> None:
    """Do nothing more."""
    at.server.wait(20)


@UNCLOSED
def test_a_server_that_stops_reading(transport: Transport, tmp_path: Path) -> None:
    """A server that takes no more of the body is waited for as long as the timeout says."""
    upload = Upload(sparse(tmp_path / "a.pdf", BIG))
    with Server([[read_head, stalls]]) as server:
        outcome = transport.send(wire(upload, server, SHORT))
    assert isinstance(outcome, Lost)
    assert (outcome.fault, type(outcome.error)) == (Fault.UNKNOWN, errors.APITimeoutError)


@UNCLOSED
def test_a_server_that_reads_slowly(transport: Transport, tmp_path: Path) -> None:
    """The time for an exchange holds for a body that is taken bit by bit."""
    counting = itertools.count()

    def sip(at: Connection) -> None:
        while next(counting) < 2000 and at.sock.recv(1 << 18):
            at.server.wait(0.02)

    upload = Upload(sparse(tmp_path / "a.pdf", 300 * MB))
    with Server([[read_head, sip, send(DONE)]]) as server:
        outcome = transport.send(wire(upload, server, Timeout(5.0, 5.0, 0.5)))
    assert isinstance(outcome, Lost)
    assert (outcome.fault, type(outcome.error)) == (Fault.UNKNOWN, errors.APITimeoutError)


def drain(at: Connection) -> None:
    """Read and forget all that comes."""
    while at.sock.recv(1 << 18):
        pass


EARLY: dict[str, Turn] = {
    "reads on": [read_head, send(TOO_LARGE), drain],
    "closes": [read_head, send(TOO_LARGE), close],
    "closes while the body comes": [read_head, pause(0.2), send(TOO_LARGE), close],
}


@pytest.mark.parametrize("turn", EARLY.values(), ids=list(EARLY))
def test_an_answer_before_the_end_of_the_body(
    transport: Transport, tmp_path: Path, turn: Turn
) -> None:
    """An answer that comes while the body is sent is read, where the system has kept it."""
    upload = Upload(sparse(tmp_path / "a.pdf", BIG))
    with Server([turn]) as server:
        outcome = transport.send(wire(upload, server))
    if isinstance(outcome, Lost):  # some systems drop what has arrived before a reset
        assert turn is not EARLY["reads on"]
        assert (outcome.fault, type(outcome.error)) == (Fault.UNKNOWN, errors.APIConnectionError)
    else:
        assert (outcome.status, outcome.body) == (413, b'{"error": "too large"}')


def test_a_server_that_pauses(tmp_path: Path) -> None:
    """On our Session, a server may read on after as long as it may be silent."""
    upload = Upload(sparse(tmp_path / "a.pdf", BIG))
    transport = SessionTransport()
    with Server([[pause(1.0), Counting(), send(DONE)]]) as server:
        outcome = transport.send(wire(upload, server, Timeout(0.2, 10.0, 20.0)))
    transport.close()
    assert isinstance(outcome, Reply)


def test_an_answer_before_the_end_over_tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On our Session, an answer is read though TLS says that the server has closed."""
    certificates = Certificates(tmp_path)
    tls = certificates.of("trusted")
    upload = Upload(sparse(tmp_path / "a.pdf", BIG))
    transport = SessionTransport()
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificates.bundle))
    with Server([EARLY["closes while the body comes"]], tls=tls) as server:
        outcome = transport.send(wire(upload, server))
    transport.close()
    assert isinstance(outcome, Reply)
    assert outcome.status == 413


@pytest.mark.parametrize("turn", [[read_head, reset], [read_head, pause(0.2), reset]])
def test_a_reset_before_the_end_of_the_body(
    transport: Transport, tmp_path: Path, turn: Turn
) -> None:
    """A connection that is reset while the body is sent is lost, and nobody knows what was done."""
    upload = Upload(sparse(tmp_path / "a.pdf", BIG))
    with Server([turn]) as server:
        outcome = transport.send(wire(upload, server))
    assert isinstance(outcome, Lost)
    assert (outcome.fault, type(outcome.error)) == (Fault.UNKNOWN, errors.APIConnectionError)


@pytest.mark.parametrize(("change", "said"), CHANGES)
def test_an_attempt_with_content_that_changed(
    transport: Transport, pdf: Path, change: Callable[[Path], None], said: str
) -> None:
    """A file that has changed ends the call without another attempt, and nothing is sent."""
    upload = Upload(pdf)
    change(pdf)
    with Server([[read, send(DONE)]]) as server:
        outcome = transport.send(wire(upload, server))
    assert isinstance(outcome, Lost)
    assert (outcome.fault, type(outcome.error)) == (Fault.PERMANENT, errors.APIConnectionError)
    assert said in str(outcome.error)
    assert isinstance(outcome.error.__cause__, RequestError)
    assert not server.requests


def test_an_attempt_with_content_that_changes(transport: Transport, tmp_path: Path) -> None:
    """A file that is cut while it is sent ends the attempt, and the server gets no whole body."""
    path = sparse(tmp_path / "a.pdf", BIG)
    counting = Counting()

    def cut(at: Connection) -> None:
        at.reader.peek(1)
        os.truncate(path, MB)
        counting(at)

    upload = Upload(path)
    with Server([[cut, send(DONE)]]) as server:
        outcome = transport.send(wire(upload, server))
    assert isinstance(outcome, Lost)
    assert (outcome.fault, type(outcome.error)) == (Fault.PERMANENT, errors.APIConnectionError)
    assert "has become shorter" in str(outcome.error)
    assert counting.count < len(upload)


def test_an_attempt_with_content_that_fails(transport: Transport) -> None:
    """A disk that fails is not taken for a network that fails."""
    file = Failing(PDF)
    upload = Upload(file, "a.pdf")
    file.broken = True
    with Server([[read, send(DONE)]]) as server:
        outcome = transport.send(wire(upload, server))
    assert isinstance(outcome, Lost)
    assert outcome.fault is Fault.PERMANENT
    assert "the file cannot be sent (content cannot be read: [Errno 5]" in str(outcome.error)


class Double(BaseAdapter):
    """An adapter of a caller's that reads the body, and answers or fails."""

    def __init__(self, error: Exception | None = None) -> None:
        super().__init__()
        self.error = error
        self.bodies: list[Any] = []
        self.read: list[bytes] = []

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        """Read the body, and answer without a network."""
        given: Any = request.body
        self.bodies.append(given)
        self.read.append(given.read())
        if self.error:
            raise self.error
        response = requests.Response()
        response.status_code, response.request, response.url = 200, request, URL
        response.raw = io.BytesIO(b"{}")
        return response

    def close(self) -> None:
        """Have nothing to close."""


@pytest.mark.parametrize("error", [None, OSError("gone"), KeyboardInterrupt()], ids=repr)
def test_files_are_closed(blocking: SessionTransport, pdf: Path, error: Any) -> None:
    """A file that was opened for an attempt is closed after it, however the attempt ends."""
    double = Double(error)
    blocking.session.mount("https://", double)
    upload = Upload(pdf)
    with contextlib.suppress(KeyboardInterrupt):
        blocking.send(wire(upload))
    assert double.read == [body(upload)]
    with pytest.raises(RequestError, match="closed file"):
        double.bodies[0].seek(0)


def test_a_file_of_the_callers_stays_open(blocking: SessionTransport, pdf: Path) -> None:
    """A file that the caller has opened is open after an attempt."""
    blocking.session.mount("https://", Double())
    with pdf.open("rb") as file:
        assert isinstance(blocking.send(wire(Upload(file))), Reply)
        assert not file.closed


def test_the_request_that_is_kept(transport: Transport, pdf: Path) -> None:
    """An answer keeps its request with a note in the place of the file, and can be pickled."""
    with Server([[read, send(DONE)]]) as server, pdf.open("rb") as file:
        outcome = transport.send(wire(Upload(file), server))
    assert isinstance(outcome, Reply)
    kept = pickle.loads(pickle.dumps(outcome.raw))  # noqa: S301 - ours
    assert outcome.raw.request.body == "<upload of 'lunch.pdf', 10,250 bytes>"
    assert kept.request.body == outcome.raw.request.body
    assert kept.request.headers["Authorization"] == "***"


def links(error: BaseException | None) -> Iterator[BaseException]:
    """Give an error and all that led to it."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def test_errors_hold_no_file(transport: Transport, pdf: Path) -> None:
    """An error's requests have a note in the place of the file, and it can be pickled."""
    with Server([[read, reset]]) as server, pdf.open("rb") as file:
        outcome = transport.send(wire(Upload(file), server))
    assert isinstance(outcome, Lost)
    held = [getattr(link, "request", None) for link in links(outcome.error)]
    bodies = [request.body for request in held if request is not None]
    assert bodies or isinstance(transport, DrivenTransport)  # aiohttp's errors have no request
    assert set(bodies) <= {"<upload of 'lunch.pdf', 10,250 bytes>"}
    assert type(pickle.loads(pickle.dumps(outcome.error))) is errors.APIConnectionError  # noqa: S301


def test_many_at_once(pdf: Path) -> None:
    """One upload of a path can be sent by several threads at the same time."""
    upload, outcomes = Upload(pdf), list[Any]()
    with Server([[read, send(DONE)]]) as server:
        transport = SessionTransport()
        threads = [
            threading.Thread(target=lambda: outcomes.append(transport.send(wire(upload, server))))
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        transport.close()
    assert [outcome.status for outcome in outcomes] == [200] * 8
    assert {request.body for request in server.requests} == {body(upload)}


# What a caller's Session and others put around requests.


def test_a_session_that_tries_again_itself(pdf: Path) -> None:
    """A caller's Session whose adapter repeats requests sends the whole file each time."""
    again = Retry(total=2, status_forcelist=[503], allowed_methods=None, backoff_factor=0)
    with requests.Session() as session, Server([[read, send(plain(503))], [read, send(DONE)]]) as s:
        session.mount("http://", HTTPAdapter(max_retries=again))
        outcome = SessionTransport(session).send(wire(Upload(pdf), s))
    assert isinstance(outcome, Reply)
    assert outcome.status == 200
    assert [PDF in request.body for request in s.requests] == [True, True]


def test_a_session_that_logs_in(pdf: Path) -> None:
    """A caller's Session that answers a challenge sends the whole file again."""
    challenge = 'WWW-Authenticate: Digest realm="r", nonce="n", qop="auth"'
    turns: list[Turn] = [[read, send(plain(401, {}, JSON, challenge))], [read, send(DONE)]]
    with requests.Session() as session, Server(turns) as server:
        session.auth = HTTPDigestAuth("me", "word")
        outcome = SessionTransport(session).send(wire(Upload(pdf), server))
    assert isinstance(outcome, Reply)
    assert outcome.status == 200
    assert [PDF in request.body for request in server.requests] == [True, True]


def test_responses(blocking: SessionTransport, pdf: Path) -> None:
    """`responses` answers an upload, and its matcher for forms can read the body."""
    form = {"file": ("lunch.pdf", PDF, "application/pdf")}
    with responses.RequestsMock() as mock:
        mock.post(URL, json={"id": "a"}, match=[responses.matchers.multipart_matcher(form)])
        outcome = blocking.send(wire(Upload(pdf)))
    assert isinstance(outcome, Reply)
    assert outcome.body == b'{"id": "a"}'


def test_what_does_not_match(blocking: SessionTransport, pdf: Path) -> None:
    """`responses` refuses an upload that is not the form expected."""
    form = {"file": ("dinner.pdf", PDF, "application/pdf")}
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        mock.post(URL, json={}, match=[responses.matchers.multipart_matcher(form)])
        assert isinstance(blocking.send(wire(Upload(pdf))), Lost)


def test_bytes_can_be_read_after_the_call(blocking: SessionTransport) -> None:
    """An upload of bytes that an adapter keeps can be read after the call."""
    double = Double()
    blocking.session.mount("https://", double)
    upload = Upload(PDF, "a.pdf")
    blocking.send(wire(upload))
    double.bodies[0].seek(0)
    assert double.bodies[0].read() == body(upload)


def test_requests_mock(blocking: SessionTransport, pdf: Path) -> None:
    """`requests_mock` answers an upload."""
    with requests_mock.Mocker() as mock:
        mock.post(URL, json={"id": "a"})
        outcome = blocking.send(wire(Upload(pdf)))
        assert mock.call_count == 1
    assert isinstance(outcome, Reply)
    assert outcome.status == 200


def test_a_recorder(transport: Transport, pdf: Path, tmp_path: Path) -> None:
    """VCR records an upload and plays its answer back."""
    cassette = str(tmp_path / "cassette.yaml")
    upload = Upload(pdf)
    with Server([[read, send(DONE)]]) as server:
        request = wire(upload, server)
        with VCR.use_cassette(cassette):
            assert isinstance(transport.send(request), Reply)
        assert server.requests[0].body == body(upload)
    with VCR.use_cassette(cassette, record_mode="none") as tape:
        outcome = transport.send(request)
        assert tape.play_count == 1
    assert isinstance(outcome, Reply)
    assert outcome.status == 200


def test_the_sandbox_in_process(manual: Sandbox, pdf: Path) -> None:
    """The sandbox takes an upload without a socket; its journal has the whole body."""
    upload = Upload(pdf)
    with requests.Session() as session:
        session.mount("https://", manual.adapter)
        given = wire(upload)
        sent = given._replace(headers={**given.headers, **manual.headers})
        outcome = SessionTransport(session).send(sent)
    assert isinstance(outcome, Reply)
    recorded = manual.requests[-1]
    assert recorded.body == body(upload)
    assert recorded.headers["Content-Type"] == upload.headers["Content-Type"]
