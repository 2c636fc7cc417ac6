"""Platforms: the files that each accounting software accepts."""

import os
import re
from pathlib import Path
from typing import Any

import pytest

from codatsyncexpenses._uploads.file import File, upload
from codatsyncexpenses._uploads.multipart import Upload
from codatsyncexpenses.errors import RequestError

PDF = b"%PDF-1.70"
MB = 1 << 20


def attached(*values: Any, **options: Any) -> Upload:
    """Make the upload of a file, which an argument named body holds."""
    return upload(File(*values, **options), "file", "body")


TAKEN = [
    ("gbol", "a.pdf"),
    ("gbol", "a.KEYNOTE"),
    ("qhyg", "a.ai"),
    ("qhyg", "a.tif"),
    ("akxx", "a.json"),
    ("akxx", "a.jpg"),
    ("fbrh", "a.pdf"),
    ("fbrh", "a.jpeg"),
    ("rwuv", "a.JPG"),
    ("rwuv", "a.bmp"),
    ("trji", "a.exe"),
    ("knfz", "a.exe"),
    ("zzzz", "a.exe"),
    (None, "a.exe"),
]


@pytest.mark.parametrize(("platform", "name"), TAKEN)
def test_types_that_a_platform_takes(platform: str | None, name: str) -> None:
    """A type that the platform lists is taken; any, where it lists none or is not known."""
    assert attached(PDF, name, platform_key=platform).file_name == name


@pytest.mark.parametrize(
    ("platform", "name", "said"),
    [
        ("gbol", "a.exe", "'a.exe' is of the type 'exe', and Xero accepts only 7z bmp"),
        ("qhyg", "a.bmp", "QuickBooks Online accepts only"),
        ("akxx", "a.zipx", "NetSuite accepts only"),
        ("fbrh", "a.docx", "FreeAgent accepts only gif jpeg pdf png"),
        ("rwuv", "a.docx", "Zoho Books accepts only bmp gif jpeg pdf png"),
        ("rwuv", "a.tif", "Zoho Books accepts only"),
        ("fbrh", "receipt", "octet-stream"),
    ],
)
def test_types_that_a_platform_refuses(platform: str, name: str, said: str) -> None:
    """A type that the platform does not list is refused, and the error lists what it takes."""
    with pytest.raises(RequestError, match=re.escape(said)):
        attached(PDF, name, platform_key=platform)


@pytest.mark.parametrize("content_type", ["image/png", "application/x-pdf", "image/pjpeg"])
def test_types_of_names_without_an_ending(content_type: str) -> None:
    """Where the name has no ending, the content type determines the kind of file."""
    assert attached(PDF, "receipt", content_type, platform_key="fbrh").content_type == content_type


LIMITS = [
    ("gbol", 10),
    ("qhyg", 100),
    ("akxx", 100),
    ("fbrh", 5),
    ("rwuv", 5),
    ("trji", 350),
    ("knfz", 350),
]


@pytest.mark.parametrize(("platform", "most"), [*LIMITS, ("zzzz", 350), (None, 350)])
def test_sizes_that_a_platform_takes(tmp_path: Path, platform: str | None, most: int) -> None:
    """A file of the largest size is taken; a byte more is refused, with the limit in the error."""
    file = tmp_path / "a.pdf"
    file.touch()
    os.truncate(file, most * MB)
    assert attached(file, platform_key=platform).size == most * MB
    os.truncate(file, most * MB + 1)
    with pytest.raises(RequestError, match=f"has {most * MB + 1:,} bytes, and .* most {most} MB"):
        attached(file, platform_key=platform)


def test_a_platform_that_takes_nothing() -> None:
    """QuickBooks Desktop accepts no attachments."""
    with pytest.raises(
        RequestError, match=r"^body: QuickBooks Desktop \(pqsw\) does not accept attachments$"
    ):
        attached(PDF, "a.pdf", platform_key="pqsw")


def test_a_platform_that_is_no_text() -> None:
    """A platform is a key, and nothing else."""
    platform: Any = 3
    with pytest.raises(RequestError, match=r"^body\.platform_key must be a platformKey, not int$"):
        attached(PDF, "a.pdf", platform_key=platform)
