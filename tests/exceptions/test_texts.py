"""Texts of a server in errors and logs: nothing that a terminal obeys or a reader does not see."""

import json
import logging
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from codatsyncexpenses import CodatSyncExpenses, errors
from codatsyncexpenses._exceptions import excerpt, one_line
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.utils import BackoffStrategy, RetryConfig
from tests.support.faulty_server import JSON, Server, close, plain, raw, read, send
from tests.support.ids import COMPANY_ID

ONCE = RetryConfig("once", BackoffStrategy(1, 1, 1, 1), retry_connection_errors=False)
SOON = RetryConfig("backoff", BackoffStrategy(1, 1, 1, 2_000), retry_connection_errors=True)
REQUEST = operations.ListSyncsRequest(COMPANY_ID)

# A title, a colour, a bell, a return, a line; C1, DEL; right-to-left, isolates, separators.
HIDDEN = "\x00\x07\x08\x0b\x0c\r\x1b\x1f\x7f\x80\x85\x9b\x9f" + "".join(
    map(chr, [0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A)])
)
HALVES = "\ud800\udfff"
# Letters of other alphabets, a no-break space, a joiner in an emoji, and what looks like an escape.
SEEN = "Zürich 東京 שלום\N{NO-BREAK SPACE}\N{MAN}\N{ZERO WIDTH JOINER}\N{GIRL} \\x1b"
HOSTILE = f"\x1b]0;owned\x07\x1b[31mred\r\nINFO all is well{HIDDEN}"


@pytest.mark.parametrize("character", [*HIDDEN, *HALVES, "\t", "\n"], ids=ascii)
def test_a_line_has_no_hidden_characters(character: str) -> None:
    """A hidden character is written in a line as Python escapes it."""
    assert one_line(f"a{character}b") == f"a{ascii(character)[1:-1]}b"


@pytest.mark.parametrize("character", [*HIDDEN, *HALVES], ids=ascii)
def test_a_body_has_no_hidden_characters(character: str) -> None:
    """A hidden character is written in a body as Python escapes it."""
    assert excerpt(f"a{character}b") == f"a{ascii(character)[1:-1]}b"


def test_a_body_keeps_its_lines() -> None:
    """Tabs and line ends of a body stay, those of Windows as others."""
    assert excerpt("a\tb\r\nc\nd") == "a\tb\nc\nd"


@pytest.mark.parametrize("show", [one_line, excerpt])
def test_what_can_be_read_stays(show: Callable[[str], str]) -> None:
    """Letters of all alphabets stay as they are."""
    assert show(SEEN) == SEEN


@pytest.mark.parametrize("show", [one_line, excerpt])
@given(st.text())
def test_what_was_shown_can_be_shown(show: Callable[[str], str], text: str) -> None:
    """Showing a text twice changes nothing more, and it can be written anywhere."""
    shown = show(text)
    assert show(shown) == shown
    shown.encode()  # which a half of a pair would make impossible


@pytest.mark.parametrize("show", [one_line, excerpt])
def test_long_texts_are_cut(show: Callable[[str], str]) -> None:
    """A text is cut before it is escaped, so that a page of controls takes no time."""
    shown = show("\x1b" * 10_000_000)
    assert shown == "\\x1b" * 1_000 + "… (9,999,000 characters more)"


def is_harmless(text: str) -> bool:
    """Return whether a terminal would find nothing to obey, and a reader all there is."""
    return not any(character in text for character in HIDDEN)


def shown_by(error: BaseException) -> str:
    """Return all that a traceback shows."""
    return "".join(traceback.format_exception(error))


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Hold what the library logs, at its finest."""
    with caplog.at_level(logging.DEBUG, "codatsyncexpenses"):
        yield caplog


LATIN = HOSTILE.encode("latin-1", "replace").replace(b"\r\n", b" ")
TEXT = {"error": HOSTILE, "correlationId": HOSTILE, "service": HOSTILE}
ANSWERS: dict[str, bytes] = {
    "an error": plain(404, TEXT, JSON),
    "an error that raises": plain(403, TEXT, JSON),
    "a message alone": plain(400, {"error": HOSTILE}, JSON),
    "a page": plain(500, HOSTILE.encode(), "Content-Type: text/html"),
    "a page for a value": plain(200, LATIN, "Content-Type: text/html"),
    "a value that does not fit": plain(200, {HOSTILE: HOSTILE}, JSON),
    "no JSON": plain(200, LATIN, JSON),
    "another success": plain(201, LATIN, JSON),
    "a redirect": plain(302, LATIN, "Location: http://\x1b[31m.example/\x07\x9b"),
    "a redirect to this server": plain(302, b"", "Location: /\x1b]0;owned\x07\x9b"),
    "a redirect to nowhere": plain(302, b"", "Location: http://[\x1b[31m"),
    "a redirect of another kind": plain(302, b"", "Location: \x1b[31m:x"),
    "a content type": plain(200, b"{}", "Content-Type: text/\x1b[31m\x07\x9b"),
    "an encoding": plain(200, b"x", JSON, "Content-Encoding: \x1b[31m"),
    "a broken body": plain(200, b"\x1b[31m", JSON, "Content-Encoding: gzip"),
    "a length": raw(200, b"{}", JSON, "Content-Length: \x1b[31m2"),
    "a chunk": raw(200, b"\x1b[31m\r\n{}\r\n0\r\n\r\n", JSON, "Transfer-Encoding: chunked"),
    "a header": raw(200, b"{}", JSON, "\x1b[31m no header", "Content-Length: 2"),
    "a status line": b"\x1b[31m\x9b\x07 200 OK\r\n\r\n",
    "a version": b"HTTP/\x1b[31m 200 OK\r\n\r\n",
    "a number of the status": b"HTTP/1.1 \x1b[31m OK\r\n\r\n",
    "a reason": b"HTTP/1.1 404 \x1b[31m\x9b\r\nContent-Length: 0\r\n\r\n",
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=list(ANSWERS))
@pytest.mark.parametrize("session", [None, requests.Session], ids=["ours", "caller's"])
def test_answers_cannot_steer_a_terminal(
    session: Any, answer: bytes, log: pytest.LogCaptureFixture
) -> None:
    """Whatever a server says, the error, its causes and the log show only what can be read."""
    with Server([[read, send(answer), close]]) as server:
        client = CodatSyncExpenses(
            server_url=server.url,
            retry_config=ONCE,
            raise_on_error=True,
            timeout=5.0,
            client=session and session(),
        )
        with client, pytest.raises(errors.CodatError) as caught:
            client.sync.list(REQUEST)
    assert is_harmless(shown_by(caught.value))
    assert is_harmless(log.text)


def test_the_log_of_retries(log: pytest.LogCaptureFixture) -> None:
    """The reason and the correlation id of a retry are a part of its line."""
    turns = [[read, send(each), close] for each in (plain(503, TEXT, JSON), plain(200, [], JSON))]
    with Server(turns) as server, CodatSyncExpenses(server_url=server.url) as client:
        client.sync.list(REQUEST, SOON)
    (message,) = log.messages
    assert "retrying" in message
    assert is_harmless(message)
    assert "\n" not in message


def test_attributes_have_the_text_as_it_came() -> None:
    """The body, the raw response and the model keep what the text of the error escapes."""
    with (
        Server([[read, send(plain(404, TEXT, JSON))]]) as server,
        CodatSyncExpenses(server_url=server.url, raise_on_error=True) as client,
        pytest.raises(errors.NotFoundError) as caught,
    ):
        client.sync.list(REQUEST)
    error = caught.value
    assert isinstance(error.error_message, shared.ErrorMessage)
    assert error.error_message.error == error.correlation_id == HOSTILE
    assert json.loads(error.body) == json.loads(error.raw_response.content) == TEXT
    assert r"\x1b]0;owned\x07\x1b[31mred\r\nINFO" in error.message


def test_a_message_of_the_caller() -> None:
    """An error that is made by hand shows its texts as others do."""
    none: Any = None
    error = errors.SDKError("a\x1b", 500, "b\x1b\nc", none)
    assert str(error) == "a\\x1b: Status 500\nb\\x1b\nc"
    assert error.body == "b\x1b\nc"
