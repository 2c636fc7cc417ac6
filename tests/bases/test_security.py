"""The credential: created, checked, and never shown in a text."""

import base64
import copy
import dataclasses
import pickle
import pprint
import traceback
from collections.abc import Callable
from typing import Any

import pytest
from rich.pretty import pretty_repr

from codatsyncexpenses import CodatSyncExpenses
from codatsyncexpenses._bases.security import Hidden, Secret
from codatsyncexpenses._calls import call
from codatsyncexpenses.errors import ConfigurationError
from codatsyncexpenses.models import shared

SECRET = "c2VjcmV0"  # noqa: S105 - it opens nothing
KEY = f"Basic {SECRET}"


def authorization(security: Any) -> str | None:
    """Return the checked header of a credential."""
    return call.authorization(Hidden(security))


WRITERS: dict[str, Callable[[Any], str]] = {
    "repr": repr,
    "str": str,
    "format": format,
    "f-string": lambda value: f"{value} {value!r} {value!s}",
    "percent": lambda value: "%s %r" % (value, value),  # noqa: UP031 - one way among others
    "pprint": pprint.pformat,
    "rich": lambda value: pretty_repr({"a": (value,)}, max_string=5),
    "in a list": lambda value: str([value]),
    "in a dict": lambda value: pprint.pformat({"key": value}, width=10),
}


@pytest.mark.parametrize("write", WRITERS.values(), ids=list(WRITERS))
def test_a_credential_is_masked(write: Callable[[Any], str]) -> None:
    """However a credential is written, its value is not."""
    text = write(shared.Security(KEY))
    assert SECRET not in text
    assert "***" in text


@pytest.mark.parametrize("write", WRITERS.values(), ids=list(WRITERS))
@pytest.mark.parametrize("part", ["client", "configuration", "resource"])
def test_a_client_shows_no_credential(write: Callable[[Any], str], part: str) -> None:
    """Neither the client nor its parts show the credential that they hold."""
    with CodatSyncExpenses(shared.Security(KEY)) as client:
        parts = {
            "client": client,
            "configuration": client.sdk_configuration,
            "resource": client.sync,
        }
        assert SECRET not in write(parts[part])


def test_what_a_credential_shows() -> None:
    """The text of a credential names its class and its field."""
    assert repr(shared.Security(KEY)) == "Security(auth_header='***')"


def test_the_value_is_there() -> None:
    """Whoever asks for the value gets it."""
    security = shared.Security(auth_header=KEY)
    assert security.auth_header == KEY
    assert dataclasses.asdict(security) == {"auth_header": KEY}


def test_credentials_are_compared_by_value() -> None:
    """Two credentials of one value are equal."""
    assert shared.Security(KEY) == shared.Security(KEY)
    assert shared.Security(KEY) != shared.Security("Basic b3RoZXI")


def test_credentials_are_pickled_and_copied() -> None:
    """A credential survives pickle and copy."""
    security = shared.Security(KEY)
    for made in (pickle.loads(pickle.dumps(security)), copy.deepcopy(security)):  # noqa: S301 - our own
        assert made == security


@pytest.mark.parametrize("key", ["key", " key ", "key\n", "\tkey"])
def test_from_an_api_key(key: str) -> None:
    """The header is made of the bare key; white space around it is not the key's."""
    security = shared.Security.from_api_key(key)
    assert type(security) is shared.Security
    assert security.auth_header == "Basic " + base64.b64encode(b"key").decode()


def test_from_a_long_api_key() -> None:
    """The header has no line break, however long the key is, and is accepted."""
    header = shared.Security.from_api_key("k\u00e9y" * 100).auth_header
    assert base64.b64decode(header.removeprefix("Basic ")).decode() == "k\u00e9y" * 100
    assert authorization(shared.Security(header)) == header


@pytest.mark.parametrize("key", ["", " ", "\n", None, 5, b"key"])
def test_no_api_key(key: Any) -> None:
    """An empty key, or what is no text, is refused."""
    with pytest.raises(ConfigurationError, match="API key"):
        shared.Security.from_api_key(key)


@pytest.mark.parametrize("key", [f"Basic {SECRET}", f"basic {SECRET}", f" BASIC {SECRET}"])
def test_a_header_instead_of_an_api_key(key: str) -> None:
    """A whole header in place of the key is recognised, explained and not shown."""
    with pytest.raises(ConfigurationError, match=r"bare API key.*auth_header") as caught:
        shared.Security.from_api_key(key)
    assert SECRET not in str(caught.value)


def test_an_api_key_that_is_no_text() -> None:
    """A key with bytes that were no text, as the environment may hold, is refused unseen."""
    with pytest.raises(ConfigurationError, match="API key") as caught:
        shared.Security.from_api_key("secret\udcff")
    assert "secret" not in "".join(traceback.format_exception(caught.value)).partition("Error:")[2]


GOOD = [
    *(KEY, "basic x", "BASIC x", "Basic BASE_64_ENCODED(API_KEY)", "Basic YTpi=="),
    *("Bearer x.y-z", "bearer x", "AWS4-HMAC-SHA256 Credential=a, Signature=b", "Key key"),
]


@pytest.mark.parametrize("header", GOOD)
def test_headers(header: str) -> None:
    """A scheme and its credentials are sent as they are, and the scheme may have any case."""
    assert authorization(shared.Security(header)) == header


@pytest.mark.parametrize(
    ("header", "text"),
    [
        (SECRET, "must be 'Basic '"),
        ("Bearer" + SECRET, "must be 'Basic '"),
        (f"Basic  {SECRET}", "one space"),
        (f"Bearer   {SECRET}", "one space"),
        (f"Authorization: {KEY}", "one space"),
        (f"Bearer: {SECRET}", "one space"),
        ("Basic", "must be 'Basic '"),
        ("Basic" + SECRET, "must be 'Basic '"),
        ("", "must be 'Basic '"),
        (f"Basic Basic {SECRET}", "its scheme twice"),
        (f"basic BASIC {SECRET}", "its scheme twice"),
        (f"Bearer bearer {SECRET}", "its scheme twice"),
        (f"{KEY}\r\nX-Other: 1", "characters that a header cannot carry"),
        (f"{KEY}\n", "characters that a header cannot carry"),
        (f"{KEY}\x00", "characters that a header cannot carry"),
        (f"{KEY}\x7f", "characters that a header cannot carry"),
        (f" {KEY}", "characters that a header cannot carry"),
        (f"{KEY} ", "characters that a header cannot carry"),
        ("Basic ", "characters that a header cannot carry"),
        (f"{KEY}\u00e9", "characters that a header cannot carry"),
        (f"{KEY}\u200b", "characters that a header cannot carry"),
        (f"Basic\u00a0{SECRET}", "characters that a header cannot carry"),
    ],
)
def test_headers_that_cannot_be(header: str, text: str) -> None:
    """A header that is wrong is refused when the client is made, with how to mend it."""
    with pytest.raises(ConfigurationError) as caught:
        CodatSyncExpenses(shared.Security(header))
    assert text in str(caught.value)
    assert "Authorization" in str(caught.value)
    assert SECRET not in "".join(traceback.format_exception_only(caught.value))


@pytest.mark.parametrize("value", [KEY, b"key", {"auth_header": KEY}, 5, shared.Security(None)])  # type: ignore[arg-type]  # on purpose
def test_what_is_no_credential(value: Any) -> None:
    """A value that is not a credential is refused by its class, and not shown."""
    with pytest.raises(ConfigurationError, match=rf"not {type(value).__name__}$") as caught:
        CodatSyncExpenses(value)
    assert SECRET not in str(caught.value)


def test_none() -> None:
    """No credential is no header."""
    assert authorization(None) is None


def test_a_callable() -> None:
    """A callable is asked each time, and what it gives is checked."""
    given = iter([shared.Security("Basic a"), shared.Security("Basic b"), shared.Security("x")])

    def ask() -> shared.Security:
        return next(given)

    assert [authorization(ask), authorization(ask)] == ["Basic a", "Basic b"]
    with pytest.raises(ConfigurationError, match="must be 'Basic '"):
        authorization(ask)


def test_a_callable_is_not_asked_early() -> None:
    """Making a client does not ask for the credential."""
    asked: list[int] = []

    def ask() -> shared.Security:
        asked.append(1)
        return shared.Security(KEY)

    CodatSyncExpenses(ask).close()
    assert asked == []


@pytest.mark.parametrize("value", [None, KEY, 5])
def test_a_callable_that_gives_something_else(value: Any) -> None:
    """A callable that gives no credential is refused by what it gave."""
    with pytest.raises(ConfigurationError, match=rf"not {type(value).__name__}$"):
        authorization(lambda: value)


def test_a_callable_that_fails() -> None:
    """An error of the callable's own is not hidden."""

    def ask() -> shared.Security:
        raise KeyError("vault")

    with pytest.raises(KeyError, match="vault"):
        authorization(ask)


@pytest.mark.parametrize("write", [repr, pprint.pformat, WRITERS["rich"], WRITERS["in a list"]])
def test_a_secret_is_masked(write: Callable[[Any], str]) -> None:
    """A tool that prints the local variables of frames does not print a secret."""
    text = write(Secret(KEY))
    assert "Basic" not in text
    assert "***" in text


@pytest.mark.parametrize("cut", [slice(4), slice(0, 80), 0, -1])
def test_a_part_of_a_secret_is_masked(cut: Any) -> None:
    """A tool that shortens a long text before it shows it does not show the start of a secret."""
    secret = Secret(KEY)
    assert repr(secret[cut]) == "'***'"
    assert secret[cut] == KEY[cut]


@dataclasses.dataclass
class Rotated(shared.Security):
    """A credential of a user's own."""

    previous: str = KEY


def test_a_subclass_is_masked() -> None:
    """A subclass that is a dataclass shows no more than its base."""
    assert repr(Rotated(KEY)) == "Rotated(auth_header='***')"


def test_a_subclass_has_its_own_text() -> None:
    """A subclass that writes its own text keeps it."""

    class Named(shared.Security):
        def __repr__(self) -> str:
            return "mine"

    assert repr(Named(KEY)) == "mine"
