"""The paths of requests, for any identifier, up to what the libraries below make of them."""

from __future__ import annotations

import dataclasses
import re
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import requests
from hypothesis import example, given
from hypothesis import strategies as st
from urllib3.util import parse_url

from codatsyncexpenses._calls.operation import Operation, encode
from codatsyncexpenses.errors import RequestError
from tests.support import client_operations

ALL = [operation for operation in client_operations.by_method().values() if "{" in operation.path]
GET = client_operations.by_method()["sync.get"]
SERVER = "https://api.example"
# Any text at all, and above all what means something in an address.
IDS = st.text(max_size=20) | st.text("./%\\?#;:@&=+ \t\r\n{}aA2eEfF0\x00\x7fé．", max_size=8)  # noqa: RUF001
EXAMPLES = ["..", "../x", "%2e%2e", "..;/", "a/../b", "/", "\\..\\", "．．", "a#b", "a?b"]  # noqa: RUF001

WORDS = {word for operation in ALL for word in operation.path.split("/")}
"""Words that the API has in the place of an identifier; they tell some operations apart."""

every_path = pytest.mark.parametrize("operation", ALL, ids=lambda operation: operation.name)


def identifiers(test: Any) -> Any:
    """Give two identifiers to a test, and see to it that the well-known tricks are tried."""
    for text in EXAMPLES:
        test = example(company=text, sync=text)(test)
    return given(company=IDS, sync=IDS)(test)


def path_of(operation: Operation[Any, Any], company: str, other: str) -> str | None:
    """Give the path of a request; None where an identifier is refused."""
    names = [field for _, field, _ in operation.segments if field]
    needed = [field.name for field in dataclasses.fields(operation.request) if _is_needed(field)]
    ids = dict(zip(names, [company, other, other], strict=False))
    request = operation.request(**{name: ids.get(name) for name in needed})
    try:
        return encode(operation, request, checked=False)[0].partition("?")[0]
    except RequestError:
        return None


def _is_needed(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING


def identifier(operation: Operation[Any, Any], path: str) -> list[str] | None:
    """Take a path apart as a server does; None where it is not the operation's."""
    names = re.findall(r"\{\w+\}", operation.path)
    pattern = re.escape(operation.path)
    for name in names:
        pattern = pattern.replace(re.escape(name), "([^/]*)")
    found = re.fullmatch(pattern, path, re.DOTALL)
    return None if found is None else [unquote(part) for part in found.groups()]


@every_path
@identifiers
def test_identifiers_come_back(operation: Operation[Any, Any], company: str, sync: str) -> None:
    """Each identifier is one segment of the operation's path, and unquotes to itself."""
    path = path_of(operation, company, sync)
    if path is not None:
        ids = [company, sync, sync][: operation.path.count("{")]
        assert identifier(operation, path) == ids
        assert path.isascii()
        assert path.isprintable()


@every_path
@identifiers
def test_no_library_below_rewrites_them(
    operation: Operation[Any, Any], company: str, sync: str
) -> None:
    """requests, urllib3 and the standard library keep the path of the address."""
    path = path_of(operation, company, sync)
    if path is not None:
        url = SERVER + path
        prepared = requests.Request(operation.method, url).prepare()
        assert prepared.path_url == path
        assert parse_url(url).request_uri == path
        assert (urlsplit(url).path, urlsplit(url).query, urlsplit(url).fragment) == (path, "", "")


@every_path
@identifiers
def test_no_other_operation_is_reached(
    operation: Operation[Any, Any], company: str, sync: str
) -> None:
    """The path of a request is that of no other operation."""
    path = path_of(operation, company, sync)
    if path is not None and not WORDS & {company, sync}:
        # As servers do: words before parameters.
        order = sorted(ALL, key=lambda other: other.path.count("{"))
        alike = [other for other in order if other.method == operation.method]
        routed = next(other for other in alike if identifier(other, path) is not None)
        assert routed.path == operation.path


@identifiers
def test_what_is_refused(company: str, sync: str) -> None:
    """Nothing is refused but what has no text, or no place in a path."""
    for text in (company, sync):
        valid = text.encode("utf-8", "replace").decode() == text
        refused = path_of(GET, text, "s") is None
        assert refused == (text in ("", ".", "..") or not valid)
