"""The settings of a client: timeouts and addresses."""

from typing import Any

import pytest

from codatsyncexpenses import errors
from codatsyncexpenses._calls.settings import DEFAULT_TIMEOUT, server, timeout_of
from codatsyncexpenses._calls.wire import Timeout

TIMEOUTS = [
    (1, Timeout(1.0, 1.0, 1.0)),
    (0.5, Timeout(0.5, 0.5, 0.5)),
    (300, Timeout(300.0, 300.0, 300.0)),
    ((1, 2), Timeout(1.0, 2.0, 120.0)),
    ((3.5, 27.5), Timeout(3.5, 27.5, 120.0)),
    ((5, 600), Timeout(5.0, 600.0, 605.0)),
]


@pytest.mark.parametrize(("given", "expected"), TIMEOUTS)
def test_timeouts(given: Any, expected: Timeout) -> None:
    """A number bounds the whole exchange; a pair is as in requests."""
    assert timeout_of(given) == expected


def test_the_default_timeout() -> None:
    """By default: 5 s to connect, a read timeout of 30 s, 120 s in all."""
    assert tuple(DEFAULT_TIMEOUT) == (5.0, 30.0, 120.0)


BAD_TIMEOUTS: list[Any] = [
    0,
    -1,
    float("nan"),
    float("inf"),
    1e6,
    10**400,
    True,
    "5",
    (),
    (1,),
    (1, 2, 3),
    (1, 0),
    (0, 1),
    (1, None),
    (1, float("nan")),
    [1, 2],
    {},
]


@pytest.mark.parametrize("given", BAD_TIMEOUTS, ids=lambda given: repr(given)[:12])
def test_unusable_timeouts(given: Any) -> None:
    """A value that is no time is refused, and the text says what is expected."""
    with pytest.raises(errors.ConfigurationError, match="above 0 and below 1,000,000, or a"):
        timeout_of(given)


@pytest.mark.parametrize(
    "address",
    [
        "https://api.codat.io",
        "https://api.codat.io:8443/v2",
        "HTTPS://API.CODAT.IO",
        "https://10.0.0.1",
        "https://[2001:db8::1]:443",
        "http://localhost",
        "http://localhost:8080/base",
        "http://127.0.0.1:8080",
        "http://127.8.9.10",
        "http://[::1]:8080",
    ],
)
@pytest.mark.parametrize("insecure", [True, False])
def test_addresses(address: str, insecure: bool) -> None:
    """An address is https to anywhere, or http to this machine."""
    assert server(address, insecure) == address


CLEAR_TEXT = [
    "http://api.codat.io",
    "http://10.0.0.1",
    "http://192.168.0.1:80",
    "http://0.0.0.0",
    "http://[2001:db8::1]",
    "http://localhost.example",
    "http://127.0.0.1.example",
    "http://notlocalhost",
    "http://localhost@example.com",
    "http://2130706433",
]


@pytest.mark.parametrize("address", CLEAR_TEXT)
def test_clear_text_is_refused(address: str) -> None:
    """The API key never travels to another machine in clear text by accident."""
    with pytest.raises(errors.ConfigurationError, match="server_url"):
        server(address, allow_insecure_http=False)


@pytest.mark.parametrize("address", [each for each in CLEAR_TEXT if "@" not in each])
def test_clear_text_on_purpose(address: str) -> None:
    """With the switch, http is allowed to anywhere."""
    assert server(address, allow_insecure_http=True) == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "api.codat.io",
        "//api.codat.io",
        "/v2",
        "https://",
        "https:///v2",
        "https://:443",
        "https:api.codat.io",
        "ftp://api.codat.io",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://api.codat.io:port",
        "https://api.codat.io:99999",
        "https://[::1",
        "https://user@api.codat.io",
        "https://user:word@api.codat.io",
        "https://@api.codat.io",
        "https://api.codat.io?key=1",
        "https://api.codat.io/v2?",
        "https://api.codat.io#part",
        "https://api.codat.io\r\nX: y",
        "https://api.codat.io\t",
        "https://api.codat.io ",
        " https://api.codat.io",
        "https://api codat.io",
        "http://example.com\\.localhost",
        "http://example.com\\@localhost",
    ],
)
@pytest.mark.parametrize("insecure", [True, False])
def test_unusable_addresses(address: str, insecure: bool) -> None:
    """Anything but one address is refused, with or without the switch."""
    with pytest.raises(errors.ConfigurationError, match="server_url"):
        server(address, insecure)


def test_an_address_is_refused_without_its_password() -> None:
    """The text about a user name in the address does not repeat the password."""
    with pytest.raises(errors.ConfigurationError) as caught:
        server("https://user:pass-word@api.codat.io", allow_insecure_http=False)
    assert "pass-word" not in str(caught.value)
