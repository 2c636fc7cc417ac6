"""A file as the body of a request: kept, shown and refused."""

import io
import pickle
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from codatsyncexpenses import errors
from codatsyncexpenses._calls.operation import encode
from codatsyncexpenses._uploads.file import File, upload
from codatsyncexpenses._uploads.multipart import Upload
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.resources.attachments import Attachments
from tests.support import client_operations
from tests.support.ids import COMPANY_ID, SYNC_ID, TRANSACTION_ID
from tests.support.scripted_client import ADDRESS, ScriptedClient, lost, reply

UPLOAD = client_operations.by_method()["attachments.upload"]
FORMER = client_operations.by_method()["expenses.upload_attachment"]
BODY = operations.UploadExpenseAttachmentRequestBody
ATTACHED = {"id": "a", "name": "lunch.pdf"}


def request(body: Any) -> operations.UploadExpenseAttachmentRequest:
    """Make a request to attach a file."""
    return operations.UploadExpenseAttachmentRequest(COMPANY_ID, SYNC_ID, TRANSACTION_ID, body)


def read(made: Any) -> bytes:
    """Read what is sent, as an attempt would."""
    assert isinstance(made, Upload)
    reader = made.open()
    try:
        return reader.read()
    finally:
        reader.close()


@pytest.mark.parametrize("operation", [UPLOAD, FORMER], ids=lambda operation: operation.name)
def test_a_file_as_a_body(operation: Any) -> None:
    """A file becomes a form with one part, under its name and type, at the operation's path."""
    path, body = encode(operation, request(BODY(b"PDF", "lunch.pdf")))
    sync = f"/companies/{COMPANY_ID}/sync/expenses/syncs/{SYNC_ID}"
    assert path == f"{sync}/transactions/{TRANSACTION_ID}/attachments"
    sent = read(body)
    assert b'name="file"; filename="lunch.pdf"\r\nContent-Type: application/pdf\r\n' in sent
    assert b"\r\n\r\nPDF\r\n" in sent


@pytest.mark.parametrize(
    "content", [b"PDF", bytearray(b"PDF"), memoryview(b"PDF"), io.BytesIO(b"PDF")], ids=type
)
def test_kinds_of_content(content: Any) -> None:
    """Bytes of any kind, and a file open in binary mode, are sent."""
    _, body = encode(UPLOAD, request(BODY(content, "lunch.pdf")))
    assert b"\r\n\r\nPDF\r\n" in read(body)


@pytest.mark.parametrize("kind", [str, Path])
def test_a_path_as_content(kind: Any, tmp_path: Path) -> None:
    """A path, as text or not, is read, and gives its own name and type."""
    (tmp_path / "lunch.png").write_bytes(b"PNG")
    _, body = encode(UPLOAD, request(BODY(kind(tmp_path / "lunch.png"))))
    assert b'filename="lunch.png"\r\nContent-Type: image/png\r\n\r\nPNG\r\n' in read(body)


def test_another_content_type() -> None:
    """A content type that is given is the one that is sent."""
    _, body = encode(UPLOAD, request(BODY(b"x", "a.bin", "image/png")))
    assert b"Content-Type: image/png\r\n" in read(body)


@pytest.mark.parametrize(
    "value",
    [
        None,
        b"PDF",
        "lunch.pdf",
        Path("lunch.pdf"),
        io.BytesIO(b"PDF"),
        {},
        BODY,
        shared.Attachment(),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_body(value: Any) -> None:
    """Something else than a file's body is refused, and the field is named."""
    with pytest.raises(errors.RequestError) as caught:
        encode(UPLOAD, request(value))
    text = str(caught.value)
    assert "request_body" in text
    assert (
        "is required" in text or f"must be the body of a file, not {type(value).__name__}" in text
    )


def test_a_body_that_is_missing() -> None:
    """A file that is missing is a violation like any other."""
    with pytest.raises(errors.RequestValidationError) as caught:
        encode(UPLOAD, request(None))
    assert caught.value.violations == (("request_body", "is required"),)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (BODY(b"x"), "request_body is missing"),
        (BODY(b"x", "a\r\nb.pdf"), "request_body must have no control characters"),
        (BODY(b"x", 5), "request_body must be a string, not int"),  # type: ignore[arg-type]
        (BODY("/no/such/lunch.pdf"), "content: '/no/such/lunch.pdf' cannot be read"),
        (BODY(io.StringIO("x"), "a.pdf"), "content is a file open in text"),  # type: ignore[arg-type]
        (BODY(5, "a.pdf"), "content must be bytes"),  # type: ignore[arg-type]
        (BODY(b"x", "a.pdf", "no type"), "content_type must be of the form"),
        (BODY(b"x", "a.exe", platform_key="gbol"), "content: 'a.exe' is of the type 'exe'"),
        (BODY(b"x", "a.pdf", platform_key=7), "platform_key must be"),  # type: ignore[arg-type]
    ],
    ids=range(9),
)
def test_files_that_cannot_be_sent(body: File, text: str) -> None:
    """A file that cannot be sent is refused by the method, and by the names of its own fields."""
    with pytest.raises(errors.RequestError) as caught:
        encode(UPLOAD, request(body))
    assert str(caught.value).startswith(f"attachments.upload: request_body.{text}")
    assert isinstance(caught.value.__cause__, errors.RequestError)


def test_a_plain_file() -> None:
    """The base itself is a body too; a field is named as it was called."""
    made = upload(File(b"x", "a.png"), "part", "here")
    assert b'name="part"; filename="a.png"' in read(made)
    with pytest.raises(errors.RequestError, match=r"^here must be the body of a file, not bytes$"):
        upload(b"x", "part", "here")


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (b"secret", "<6 bytes>"),
        (bytearray(1_000_000), "<1,000,000 bytes>"),
        (memoryview(b"secret"), "<6 bytes>"),
        ("a/lunch.pdf", "'a/lunch.pdf'"),
        (Path("lunch.pdf"), repr(Path("lunch.pdf"))),
        (io.BytesIO(b"secret"), "<BytesIO>"),
    ],
    ids=range(6),
)
def test_a_file_as_text(content: Any, shown: str) -> None:
    """A body shows where its content comes from, and never the content."""
    assert repr(BODY(content, "n")) == (
        f"UploadExpenseAttachmentRequestBody(content={shown}, request_body='n')"
    )


def test_fields() -> None:
    """The fields have the order of 3.1.0; what came since stands behind."""
    assert [field.name for field in fields(BODY)] == [
        "content",
        "request_body",
        "content_type",
        "platform_key",
    ]


def test_bodies_are_values() -> None:
    """Bodies are compared by value, and survive pickle."""
    assert pickle.loads(pickle.dumps(BODY(b"x", "a"))) == BODY(b"x", "a")  # noqa: S301 - our own
    assert BODY(b"x", "a") != BODY(b"y", "a")


def test_an_upload_of_a_client() -> None:
    """An upload is one request with a form and a key, and gives the attachment."""
    scripted = ScriptedClient(reply(200, ATTACHED))
    response = Attachments(scripted.loop).upload(request(BODY(b"PDF", "lunch.pdf")))
    assert response.attachment is not None
    (wire,) = scripted.script.sent
    assert wire.method == "POST"
    assert wire.url.startswith(
        f"{ADDRESS}/companies/{COMPANY_ID}/sync/expenses/syncs/{SYNC_ID}/transactions/{TRANSACTION_ID}/"
    )
    assert wire.headers["Content-Type"].startswith("multipart/form-data; boundary=")
    assert scripted.keys == ["key-1"]


def test_an_upload_is_repeated_with_its_key() -> None:
    """Each attempt of an upload has the same body, boundary and key."""
    scripted = ScriptedClient(lost(), reply(503), reply(200, ATTACHED))
    Attachments(scripted.loop).upload(request(BODY(b"PDF", "lunch.pdf")))
    assert scripted.keys == ["key-1"] * 3
    assert len({wire.headers["Content-Type"] for wire in scripted.script.sent}) == 1
    assert len({read(wire.body) for wire in scripted.script.sent}) == 1
