"""Uploads that a web framework received: their file names and their content types."""

import io
import warnings
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from codatsyncexpenses._uploads.multipart import Upload
from codatsyncexpenses.errors import RequestError

PDF = b"%PDF-1.70"


class Fields(io.BytesIO):
    """An upload that is a file itself, as Flask's and Django's are."""

    def __init__(self, **attributes: object) -> None:
        super().__init__(PDF)
        vars(self).update(attributes)


class Awaited:
    """An upload that is read in coroutines, as Starlette's and Litestar's are."""

    def __init__(self, **attributes: object) -> None:
        self.file = io.BytesIO(PDF)
        vars(self).update(attributes)

    async def read(self, size: int = -1) -> bytes:
        """Read the file."""
        return self.file.read(size)

    async def seek(self, offset: int) -> None:
        """Go to another place of the file."""
        self.file.seek(offset)


def held(**attributes: object) -> object:
    """Make an upload that only holds its file, as aiohttp's and Bottle's do."""
    return SimpleNamespace(file=io.BytesIO(PDF), **attributes)


def werkzeug(**attributes: Any) -> object:
    """Make an upload of Flask."""
    module = pytest.importorskip("werkzeug.datastructures")
    return module.FileStorage(io.BytesIO(PDF), **attributes)


def django(**attributes: Any) -> object:
    """Make an upload of Django."""
    module = pytest.importorskip("django.core.files.uploadedfile")
    attributes.pop("name")  # Django's is the name of the file
    return module.SimpleUploadedFile(attributes["filename"], PDF, attributes["content_type"])


def starlette(**attributes: Any) -> object:
    """Make an upload of Starlette and FastAPI."""
    module = pytest.importorskip("starlette.datastructures")
    headers = module.Headers({"Content-Type": attributes["content_type"]})
    return module.UploadFile(io.BytesIO(PDF), filename=attributes["filename"], headers=headers)


@pytest.mark.parametrize("make", [Fields, Awaited, held, werkzeug, django, starlette])
def test_uploads_of_web_frameworks(make: Callable[..., object]) -> None:
    """An upload is sent under its file name and content type, not under those of the form."""
    given = make(filename="lunch.pdf", name="receipt", content_type="application/x-pdf")
    upload = Upload(given)
    assert (upload.file_name, upload.content_type) == ("lunch.pdf", "application/x-pdf")
    reader = upload.open()
    assert PDF in reader.read()


@pytest.mark.parametrize("make", [Fields, Awaited, held])
@pytest.mark.parametrize(
    "content_type",
    [None, "", "application/octet-stream", "application/pdf\r\nX: y", b"image/png", 3],
)
def test_content_types_that_say_nothing(make: Callable[..., object], content_type: object) -> None:
    """A content type that is missing, general or malformed leaves it to the name."""
    given = make(filename="lunch.pdf", content_type=content_type)
    assert Upload(given).content_type == "application/pdf"


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"filename": "lunch.pdf", "name": "receipt"}, "lunch.pdf"),
        ({"filename": r"\\desk\scans\lunch.pdf"}, "lunch.pdf"),
        ({"filename": "../../lunch.pdf"}, "lunch.pdf"),
        ({"filename": b"lunch.pdf"}, "lunch.pdf"),
        ({"name": "lunch.pdf"}, "lunch.pdf"),
    ],
)
def test_names_of_uploads(attributes: dict[str, object], expected: str) -> None:
    """The file name comes before the name, and loses the directory of the sender's machine."""
    assert Upload(Fields(**attributes)).file_name == expected


@pytest.mark.parametrize("filename", [None, "", "/", "<stdin>", 3, []], ids=str)
def test_uploads_without_a_name(filename: object) -> None:
    """The form's field gives no name to an upload that has none."""
    with pytest.raises(RequestError, match="request_body is missing"):
        Upload(Fields(filename=filename, name="receipt"))


@pytest.mark.parametrize("filename", ["a\r\nb.pdf", "a\x1b.pdf", ".."])
def test_names_of_uploads_that_are_refused(filename: str) -> None:
    """A name that hides something is refused, whoever gave it."""
    with pytest.raises(RequestError, match=r"^request_body must "):
        Upload(Fields(filename=filename))


def test_what_is_given_comes_first() -> None:
    """The name and the type of the request come before those of the upload."""
    given = Fields(filename="lunch.pdf", content_type="application/pdf")
    upload = Upload(given, "dinner.png", "image/png")
    assert (upload.file_name, upload.content_type) == ("dinner.png", "image/png")


class Asynchronous:
    """A file that is read in coroutines, and holds no other."""

    async def read(self, size: int = -1) -> bytes:
        """Read nothing."""
        return b"" * size


class Unset:
    """A field of a model without its file, whose attributes raise."""

    @property
    def read(self) -> object:
        """Fail."""
        raise ValueError("no file is associated with it")


@pytest.mark.parametrize("given", [Asynchronous(), Unset(), SimpleNamespace(file=None)], ids=type)
def test_files_that_cannot_be_read(given: object) -> None:
    """A file that can be read in coroutines only, or not at all, is refused."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a coroutine that is never awaited
        with pytest.raises(RequestError, match=r"^content (must be bytes|cannot be read)"):
            Upload(given, "a.pdf")


def test_a_temporary_upload(tmp_path: Path) -> None:
    """An upload that wraps a file of the disk is sent from there."""
    with (tmp_path / "spool").open("w+b") as file:
        file.write(PDF)
        file.seek(0)
        upload = Upload(SimpleNamespace(file=file, filename="lunch.pdf"))
        assert PDF in upload.open().read()
