"""Content types: the same for a name on every machine."""

import mimetypes

import pytest

from codatsyncexpenses._uploads import platforms
from codatsyncexpenses._uploads.media_types import kind, of_name

TYPES = {
    "7z": "application/x-7z-compressed",
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "heic": "image/heic",
    "jpg": "image/jpeg",
    "msg": "application/vnd.ms-outlook",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "rar": "application/vnd.rar",
    "rtf": "application/rtf",
    "tif": "image/tiff",
    "webp": "image/webp",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
    "zip": "application/zip",
}


@pytest.fixture(params=[None, "application/x-own"], ids=["knows nothing", "knows others"])
def machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the machine know no types, or types of its own."""

    def guess_type(_: str) -> tuple[str | None, None]:
        return request.param, None

    monkeypatch.setattr(mimetypes, "guess_type", guess_type)


@pytest.mark.usefixtures("machine")
@pytest.mark.parametrize(("ending", "expected"), TYPES.items())
def test_types_are_the_same_on_every_machine(ending: str, expected: str) -> None:
    """The table of the package comes before what the machine knows, in capitals too."""
    assert of_name(f"receipt.{ending}") == of_name(f"RECEIPT.{ending.upper()}") == expected


@pytest.mark.usefixtures("machine")
@pytest.mark.parametrize("software", ["akxx", "fbrh", "gbol", "qhyg", "rwuv"])
def test_all_that_a_platform_takes_has_a_type(software: str) -> None:
    """Each type that a platform takes is found by the name, and back by the content type."""
    for ending in platforms.find(software).kinds.split():
        media_type = of_name(f"a.{ending}")
        assert "x-own" not in media_type
        assert media_type != "application/octet-stream"
        assert of_name(f"a.{kind('a', media_type)}") == media_type


def test_types_that_the_machine_knows() -> None:
    """Other types are those of the machine."""
    assert of_name("receipt.html") == "text/html"


@pytest.mark.parametrize(
    ("media_type", "expected"),
    [
        ("image/jpeg", "jpeg"),
        ("image/pjpeg", "jpeg"),
        ("IMAGE/X-PNG", "png"),
        ("application/x-pdf", "pdf"),
        ("text/csv; charset=utf-8", "csv"),
        ("text/xml", "xml"),
        ("application/x-zip-compressed", "zip"),
        ("application/x-rar-compressed", "rar"),
        ("application/vnd.ms-excel", "xls"),
        ("application/octet-stream", "octet-stream"),
    ],
)
def test_kinds_of_content_types(media_type: str, expected: str) -> None:
    """Without an ending in the name, the content type says what the file is."""
    assert kind("receipt", media_type) == expected
