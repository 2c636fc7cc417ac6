"""Signatures of webhooks: valid and invalid messages, and the one error that they raise."""

import base64
import email.message
import inspect
import re
import time
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from types import MappingProxyType, SimpleNamespace
from typing import Any

import pytest
import requests.structures
import standardwebhooks
import werkzeug.datastructures
from hypothesis import given, settings
from hypothesis import strategies as st

from codatsyncexpenses import webhooks
from codatsyncexpenses.errors import WebhookVerificationError
from codatsyncexpenses.webhooks import _signatures

NOW = 1_700_000_000
BODY = b'{"id": "e1", "eventType": "expenses.sync.successful"}'
SECRET = webhooks.new_secret()
OTHER = webhooks.new_secret()
HEADERS = webhooks.sign(BODY, SECRET, message_id="msg_1", timestamp=NOW)
SIGNATURE = HEADERS["webhook-signature"]


def verify(
    payload: Any = BODY, headers: Any = HEADERS, secret: Any = SECRET, **options: Any
) -> None:
    """Verify the message of these tests, with something changed."""
    webhooks.verify(payload, headers, secret, **{"now": NOW, **options})


def as_secret(key: bytes, prefix: bool) -> str:
    """Write a key as a secret."""
    return "whsec_" * prefix + base64.b64encode(key).decode()


def test_the_published_example() -> None:
    """The example that the scheme's documents show is signed as they show it, and verified."""
    secret = "whsec_" + "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    body, moment = b'{"test": 2432232314}', 1614265330
    headers = webhooks.sign(
        body, secret, message_id="msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp=moment
    )
    assert headers == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }
    webhooks.verify(body, headers, secret, now=moment)


def message_headers(names: tuple[str, str, str]) -> dict[str, str]:
    """Put the values of the headers under other names."""
    return dict(zip(names, HEADERS.values(), strict=True))


def as_email() -> email.message.Message:
    """Put the headers where `http.server` has them."""
    message = email.message.Message()
    for name, value in HEADERS.items():
        message[name] = value
    return message


LIKE: dict[str, Any] = {
    "lower case": HEADERS,
    "title case": message_headers(("Webhook-Id", "Webhook-Timestamp", "Webhook-Signature")),
    "upper case": message_headers(("WEBHOOK-ID", "WEBHOOK-TIMESTAMP", "WEBHOOK-SIGNATURE")),
    "svix": message_headers(("svix-id", "svix-timestamp", "svix-signature")),
    "svix in title case": message_headers(("Svix-Id", "Svix-Timestamp", "Svix-Signature")),
    "among others": {"Host": "x", **HEADERS, "X-Number": 5, "Accept": "a", "accept": "b"},
    "beside half of svix's": {**HEADERS, "svix-id": "other"},
    "read-only": MappingProxyType(HEADERS),
    "of requests": requests.structures.CaseInsensitiveDict(HEADERS),
    "of Werkzeug and Flask": werkzeug.datastructures.Headers(HEADERS),
    "of http.server": as_email(),
}


@pytest.mark.parametrize("headers", LIKE.values(), ids=list(LIKE))
def test_headers_of_all_kinds(headers: Any) -> None:
    """Names of both families, in any case and from any class of headers, are read."""
    verify(headers=headers)
    assert webhooks.message_id(headers) == "msg_1"
    with pytest.raises(WebhookVerificationError, match="no signature matches"):
        verify(headers=headers, secret=OTHER)


BARE = SECRET.removeprefix("whsec_")
SECRETS: dict[str, Any] = {
    "alone": SECRET,
    "without its prefix": BARE,
    "with a line end": f"{SECRET}\n",
    "first": [SECRET, OTHER],
    "last": (OTHER, SECRET),
}


@pytest.mark.parametrize("secret", SECRETS.values(), ids=list(SECRETS))
def test_secrets_that_fit(secret: Any) -> None:
    """A secret stands alone or among others, with its prefix or without."""
    verify(secret=secret)


def test_a_secret_may_lack_its_padding() -> None:
    """The padding of base64 can be left out of a secret."""
    padded = base64.b64encode(b"a key of 16 byte").decode()
    headers = webhooks.sign(BODY, padded, message_id="m", timestamp=NOW)
    verify(headers=headers, secret="whsec_" + padded.rstrip("="))


@pytest.mark.parametrize(
    "signatures",
    [
        f"v1,AAAA {SIGNATURE}",
        f"{SIGNATURE} v1,AAAA",
        f"v1a,AAAA {SIGNATURE} v2,AAAA",
        f"  {SIGNATURE} junk , v1",
    ],
    ids=["last", "first", "beside other versions", "beside junk"],
)
def test_one_signature_of_several_is_enough(signatures: str) -> None:
    """The header may hold other signatures, and versions that are not known."""
    verify(headers={**HEADERS, "webhook-signature": signatures})


@pytest.mark.parametrize(
    ("tolerance", "offset", "passes"),
    [
        (300, 300, True),
        (300, -300, True),
        (300, 301, False),
        (300, -301, False),
        (0, 0, True),
        (0, 1, False),
        (0.5, 0.5, True),
        (1e9, 1e8, True),
        (10**400, NOW, True),
    ],
)
def test_tolerance_counts_both_ways(tolerance: float, offset: float, passes: bool) -> None:
    """A message is refused when its timestamp lies further back or ahead than is accepted."""
    if passes:
        return verify(tolerance=tolerance, now=NOW - offset)
    side = "ahead of" if offset > 0 else "behind"
    with pytest.raises(WebhookVerificationError, match=f"{abs(offset)} s {side} the clock"):
        verify(tolerance=tolerance, now=NOW - offset)
    return None


def test_without_a_time_the_clock_is_asked() -> None:
    """A message of now passes and one of ten minutes ago does not, with no `now` given."""
    webhooks.verify(BODY, webhooks.sign(BODY, SECRET, message_id="m"), SECRET)
    old = webhooks.sign(BODY, SECRET, message_id="m", timestamp=time.time() - 600)
    with pytest.raises(WebhookVerificationError, match="behind the clock"):
        webhooks.verify(BODY, old, SECRET)


AWAY = timezone(timedelta(hours=-5))


@pytest.mark.parametrize(
    "moment",
    [NOW, NOW + 0.9, datetime.fromtimestamp(NOW, timezone.utc), datetime.fromtimestamp(NOW, AWAY)],
)
def test_times_are_seconds_or_datetimes(moment: float | datetime) -> None:
    """A time is Unix seconds or a datetime with a zone, for signing and for verifying."""
    assert webhooks.sign(BODY, SECRET, message_id="msg_1", timestamp=moment) == HEADERS
    verify(now=moment)


def test_text_is_signed_as_utf_8() -> None:
    """Signing takes the body as text too."""
    text = '{"name": "Zoë"}'
    headers = webhooks.sign(text, SECRET, message_id="m", timestamp=NOW)
    verify(text.encode(), headers)


def changed(**values: Any) -> dict[str, Any]:
    """Give the headers with some of them changed; None leaves one out."""
    found = HEADERS | {f"webhook-{name}": value for name, value in values.items()}
    return {name: value for name, value in found.items() if value is not None}


FORGED = "v1," + base64.b64encode(bytes(32)).decode()
BAD: dict[str, tuple[dict[str, Any], str]] = {
    "payload changed": ({"payload": BODY + b" "}, "no signature matches"),
    "payload empty": ({"payload": b""}, "no signature matches"),
    "payload text": ({"payload": BODY.decode()}, "raw bytes of the request's body, not str"),
    "payload parsed": ({"payload": {"id": "e1"}}, "not dict"),
    "payload None": ({"payload": None}, "not NoneType"),
    "payload bytearray": ({"payload": bytearray(BODY)}, "not bytearray"),
    "headers None": ({"headers": None}, "mapping of text to text"),
    "headers a list": ({"headers": list(HEADERS.items())}, "mapping of text to text"),
    "headers a class": ({"headers": dict}, "mapping of text to text"),
    "headers of no pairs": (
        {"headers": SimpleNamespace(items=lambda: ["one"])},
        "mapping of text to text",
    ),
    "names bytes": (
        {"headers": {name.encode(): value for name, value in HEADERS.items()}},
        "mapping of text to text",
    ),
    "values bytes": ({"headers": changed(id=b"msg_1")}, "must be text"),
    "values lists": ({"headers": {n: [v] for n, v in HEADERS.items()}}, "must be text"),
    "no headers": ({"headers": {}}, "a header is missing: a webhook has webhook-id, "),
    "environ": (
        {"headers": {f"HTTP_{n.upper().replace('-', '_')}": v for n, v in HEADERS.items()}},
        "with their original names",
    ),
    "families mixed": (
        {"headers": {**changed(id=None), "svix-id": "msg_1"}},
        "a header is missing",
    ),
    "a header twice": (
        {"headers": {**HEADERS, "Webhook-Id": "msg_1"}},
        "webhook-id occurs twice",
    ),
    "a header twice, with an escape": (
        {"headers": {**HEADERS, "webhook-\x1b[31m": "1", "Webhook-\x1b[31m": "2"}},
        r"webhook-\x1b[31m occurs twice",
    ),
    "id missing": ({"headers": changed(id=None)}, "a header is missing"),
    "id empty": ({"headers": changed(id="")}, "message id"),
    "id other": ({"headers": changed(id="msg_2")}, "no signature matches"),
    "id not ASCII": ({"headers": changed(id="msg_é")}, "message id"),
    "id with NUL": ({"headers": changed(id="msg\0")}, "message id"),
    "id a surrogate": ({"headers": changed(id="\ud800")}, "message id"),
    "timestamp missing": ({"headers": changed(timestamp=None)}, "a header is missing"),
    "timestamp other": ({"headers": changed(timestamp=str(NOW + 1))}, "no signature matches"),
    "timestamp signed": ({"headers": changed(timestamp=f"+{NOW}")}, "not in Unix seconds"),
    "timestamp spaced": ({"headers": changed(timestamp=f" {NOW}")}, "not in Unix seconds"),
    "timestamp with line end": ({"headers": changed(timestamp=f"{NOW}\n")}, "not in Unix seconds"),
    "timestamp a fraction": ({"headers": changed(timestamp=f"{NOW}.0")}, "not in Unix seconds"),
    "timestamp grouped": ({"headers": changed(timestamp="1_700_000_000")}, "not in Unix seconds"),
    "timestamp in other digits": ({"headers": changed(timestamp="\u0661" * 10)}, "not in Unix"),
    "timestamp milliseconds": ({"headers": changed(timestamp=f"{NOW}000")}, "not in Unix seconds"),
    "timestamp very long": ({"headers": changed(timestamp="9" * 10_000)}, "not in Unix seconds"),
    "timestamp nan": ({"headers": changed(timestamp="nan")}, "not in Unix seconds"),
    "signature missing": ({"headers": changed(signature=None)}, "a header is missing"),
    "signature empty": ({"headers": changed(signature="")}, "no signature of version v1"),
    "signature forged": ({"headers": changed(signature=FORGED)}, "no signature matches"),
    "signature cut": ({"headers": changed(signature=SIGNATURE[:-1])}, "no signature matches"),
    "signature without version": ({"headers": changed(signature=SIGNATURE[3:])}, "version v1"),
    "signature of another version": (
        {"headers": changed(signature=SIGNATURE.replace("v1,", "v1a,"))},
        "version v1",
    ),
    "signature not ASCII": ({"headers": changed(signature="v1,é\ud800")}, "no signature matches"),
    "signatures by the thousand": (
        {"headers": changed(signature=f"{FORGED} " * 20_000)},
        "no signature matches",
    ),
    "secret other": ({"secret": OTHER}, "no signature matches"),
    "secret empty": ({"secret": ""}, "empty or not base64"),
    "secret a prefix only": ({"secret": "whsec_"}, "empty or not base64"),
    "secret not base64": ({"secret": "whsec_not base64!"}, "empty or not base64"),
    "secret not ASCII": ({"secret": "whsec_é"}, "empty or not base64"),
    "secret of an impossible length": ({"secret": "whsec_AAAAA"}, "empty or not base64"),
    "secret of one byte": ({"secret": "whsec_AA=="}, "shorter than 16 bytes"),
    "secret of 15 bytes": ({"secret": as_secret(bytes(15), prefix=True)}, "shorter than 16 bytes"),
    "a secret of several short": ({"secret": [SECRET, "whsec_AA=="]}, "shorter than 16 bytes"),
    "secret None": ({"secret": None}, "must be text, or a list of texts, not NoneType"),
    "secret bytes": ({"secret": SECRET.encode()}, "must be text, or a list of texts, not bytes"),
    "secret a number": ({"secret": 5}, "must be text, or a list of texts, not int"),
    "no secrets": ({"secret": []}, "there is no secret: pass"),
    "a secret of several None": ({"secret": [SECRET, None]}, "must be text, not NoneType"),
    "a secret of several empty": ({"secret": [SECRET, ""]}, "empty or not base64"),
    "tolerance negative": ({"tolerance": -1}, "the tolerance must be"),
    "tolerance nan": ({"tolerance": float("nan")}, "the tolerance must be"),
    "tolerance infinite": ({"tolerance": float("inf")}, "the tolerance must be"),
    "tolerance text": ({"tolerance": "300"}, "the tolerance must be"),
    "tolerance a bool": ({"tolerance": True}, "the tolerance must be"),
    "now without a zone": ({"now": datetime(2026, 1, 1)}, "a datetime with a zone"),  # noqa: DTZ001 - the mistake
    "now nan": ({"now": float("nan")}, "a time must be"),
    "now in milliseconds": ({"now": NOW * 1000}, "a time must be"),
    "now text": ({"now": "2026"}, "a time must be"),
    "now before 1970": ({"now": datetime.min.replace(tzinfo=timezone.utc)}, "a time must be"),
}


@pytest.mark.parametrize(("change", "said"), BAD.values(), ids=list(BAD))
def test_whatever_is_wrong_is_said(change: dict[str, Any], said: str) -> None:
    """Each bad input raises the one error, whose text says what is wrong."""
    verify()
    with pytest.raises(WebhookVerificationError, match=re.escape(said)):
        verify(**change)


@pytest.mark.parametrize("headers", [None, {}, changed(id=None), changed(id="\ud800")])
def test_no_message_id_where_there_is_none(headers: Any) -> None:
    """Headers without a message's id raise the one error."""
    with pytest.raises(WebhookVerificationError):
        webhooks.message_id(headers)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"payload": 5}, "not int"),
        ({"payload": "\ud800"}, "not valid text"),
        ({"message_id": ""}, "message id"),
        ({"message_id": 5}, "message id"),
        ({"message_id": "a\r\nb"}, "message id"),
        ({"timestamp": -1}, "a time must be"),
        ({"timestamp": float("inf")}, "a time must be"),
        ({"secret": ""}, "empty or not base64"),
        ({"secret": "AA=="}, "shorter than 16 bytes"),
        ({"secret": [SECRET]}, "a secret must be text, not list"),
    ],
)
def test_nothing_bad_is_signed(change: dict[str, Any], said: str) -> None:
    """Signing refuses what no message can be."""
    arguments: dict[str, Any] = {"payload": BODY, "secret": SECRET, "message_id": "m", **change}
    with pytest.raises(WebhookVerificationError, match=re.escape(said)):
        webhooks.sign(**arguments)


def test_new_secrets_differ_and_have_the_usual_form() -> None:
    """A new secret is `whsec_` and 24 random bytes."""
    assert SECRET != OTHER
    assert SECRET.startswith("whsec_")
    assert len(base64.b64decode(BARE, validate=True)) == 24


def test_a_body_is_read_only_when_it_is_verified() -> None:
    """An unsigned message is refused as unsigned, not as malformed; a signed one is read."""
    body = b"not JSON"
    with pytest.raises(WebhookVerificationError, match="no signature matches"):
        webhooks.verify_and_parse(body, HEADERS, SECRET, now=NOW)
    headers = webhooks.sign(body, SECRET, message_id="m", timestamp=NOW)
    with pytest.raises(WebhookVerificationError, match="not an event"):
        webhooks.verify_and_parse(body, headers, SECRET, now=NOW)
    event = webhooks.verify_and_parse(BODY, HEADERS, [OTHER, SECRET], 5, now=NOW + 5)
    assert event.id == "e1"
    with pytest.raises(WebhookVerificationError, match="6 s behind the clock; 5 s are accepted"):
        webhooks.verify_and_parse(BODY, HEADERS, SECRET, 5, now=NOW + 6)


LEAKY: dict[str, dict[str, Any]] = {
    "signature": {},
    "time": {"now": NOW + 1000},
    "payload": {"payload": BODY.decode()},
    "headers": {"headers": {}},
    "tolerance": {"tolerance": -1},
    "bytes": {"secret": SECRET.encode()},
    "a set": {"secret": {SECRET}},
    "none beside it": {"secret": [SECRET, None]},
    "bytes beside it": {"secret": [SECRET, OTHER.encode()]},
}


@pytest.mark.parametrize("call", [webhooks.verify, webhooks.verify_and_parse])
@pytest.mark.parametrize("change", LEAKY.values(), ids=list(LEAKY))
def test_secrets_stay_out_of_tracebacks(
    change: dict[str, Any], call: Callable[..., object]
) -> None:
    """A program that prints the locals of our frames shows no secret and no valid signature."""
    forged = {"payload": BODY, "headers": changed(signature=FORGED), "now": NOW}
    arguments: dict[str, Any] = {**forged, "secret": [SECRET, OTHER], **change}
    with pytest.raises(WebhookVerificationError) as caught:
        call(**arguments)
    # The first frame is this test's, whose own the secret is.
    frames = traceback.TracebackException(
        caught.type, caught.value, caught.tb and caught.tb.tb_next, capture_locals=True
    )
    shown = "".join(frames.format())
    assert f"in {call.__name__}" in shown
    assert [text for text in (BARE, OTHER[6:], SIGNATURE[3:]) if text in shown] == []


def test_a_secret_that_cannot_sign_is_not_shown() -> None:
    """The frames of `sign` show no secret either."""
    wrong: Any = SECRET.encode()
    with pytest.raises(WebhookVerificationError, match="must be text, not bytes") as caught:
        webhooks.sign(BODY, wrong, message_id="m")
    frames = traceback.TracebackException(
        caught.type, caught.value, caught.tb and caught.tb.tb_next, capture_locals=True
    )
    assert BARE not in "".join(frames.format())


def test_a_short_secret_is_not_shown() -> None:
    """Neither the text of the error nor its frames show a secret that is too short."""
    secret = as_secret(b"short and secret"[:-1], prefix=True)
    with pytest.raises(WebhookVerificationError) as caught:
        webhooks.verify(BODY, HEADERS, [secret], now=NOW)
    frames = traceback.TracebackException(
        caught.type, caught.value, caught.tb and caught.tb.tb_next, capture_locals=True
    )
    shown = "".join(frames.format())
    assert "_signer" in shown
    assert secret.removeprefix("whsec_") not in shown
    assert "short and secre" not in shown


def test_an_unusable_secret_is_not_shown() -> None:
    """Neither the text of the error nor its frames show a secret that is not base64."""
    secret = "whsec_" + BARE + "*"
    with pytest.raises(WebhookVerificationError) as caught:
        verify(secret=[secret])
    error = caught.value
    assert error.__context__ is None
    assert BARE not in str(error)


def test_signatures_are_compared_in_constant_time() -> None:
    """Signatures are compared in constant time, and not with `==` or `in`."""
    source = inspect.getsource(_signatures._matches)
    assert "hmac.compare_digest(" in source
    assert re.search(r"==|!=|\bin found\b.*\bif\b|right in", source) is None


bodies = st.text(max_size=200)
ids = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=40)
keys = st.binary(min_size=16, max_size=64)


@settings(max_examples=300, deadline=None)
@given(bodies, ids, keys, st.booleans(), st.integers(-290, 290))
def test_the_oracle_accepts_what_we_sign(
    body: str, message_id: str, key: bytes, prefix: bool, offset: int
) -> None:
    """The scheme's own implementation accepts every message that is signed here."""
    moment = int(time.time()) + offset
    headers = webhooks.sign(body, as_secret(key, prefix), message_id=message_id, timestamp=moment)
    oracle = standardwebhooks.Webhook(as_secret(key, prefix=True))
    oracle.verify(body, headers, json_parse=False)


@settings(max_examples=300, deadline=None)
@given(bodies, ids, keys, st.booleans(), st.integers(0, 10**11), st.booleans())
def test_we_accept_what_the_oracle_signs(
    body: str, message_id: str, key: bytes, prefix: bool, moment: int, svix: bool
) -> None:
    """Every message of the scheme's own implementation is accepted here, and no changed one."""
    when = datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=moment)
    signature = standardwebhooks.Webhook(as_secret(key, prefix=True)).sign(message_id, when, body)
    family = "Svix" if svix else "webhook"
    headers = {f"{family}-id": message_id, f"{family}-timestamp": str(moment)}
    headers[f"{family}-signature"] = signature
    webhooks.verify(body.encode(), headers, as_secret(key, prefix), now=moment)
    for wrong in (body.encode() + b"x", b"x" + body.encode()):
        with pytest.raises(WebhookVerificationError, match="no signature matches"):
            webhooks.verify(wrong, headers, as_secret(key, prefix), now=moment)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_one_change_anywhere_is_noticed(data: st.DataObject) -> None:
    """A character changed in any part of a message makes it one that does not pass."""
    part = data.draw(st.sampled_from(["payload", *HEADERS]))
    text = BODY.decode() if part == "payload" else HEADERS[part]
    at = data.draw(st.integers(0, len(text) - 1))
    new = data.draw(st.characters(codec="utf-8").filter(lambda char: char != text[at]))
    spoilt = text[:at] + new + text[at + 1 :]
    payload = spoilt.encode() if part == "payload" else BODY
    headers = HEADERS if part == "payload" else {**HEADERS, part: spoilt}
    with pytest.raises(WebhookVerificationError):
        verify(payload, headers, tolerance=10**12)


anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.text(st.characters()),
    st.binary(),
    st.lists(st.text()),
    st.datetimes(timezones=st.one_of(st.none(), st.just(timezone.utc), st.just(AWAY))),
)
header_names = st.one_of(st.sampled_from([*HEADERS, "svix-id", "Webhook-ID"]), anything)
some_headers = st.one_of(
    anything,
    st.just(HEADERS),
    st.dictionaries(header_names.filter(lambda name: not isinstance(name, list)), anything),
    st.dictionaries(st.sampled_from(list(HEADERS)), anything).map(lambda new: HEADERS | new),
)


@settings(max_examples=500, deadline=None)
@given(
    st.one_of(st.just(BODY), anything),
    some_headers,
    st.one_of(st.just(SECRET), anything),
    st.one_of(st.just(300), anything),
    st.one_of(st.just(NOW), anything),
)
def test_nothing_else_is_raised(
    payload: Any, headers: Any, secret: Any, tolerance: Any, now: Any
) -> None:
    """With any arguments, a message passes or raises the one error."""
    try:
        webhooks.verify_and_parse(payload, headers, secret, tolerance, now=now)
    except WebhookVerificationError:
        return
    assert (payload, headers, secret) == (BODY, HEADERS, SECRET)


@settings(max_examples=200, deadline=None)
@given(anything, anything, anything, anything)
def test_signing_raises_nothing_else(
    payload: Any, secret: Any, message_id: Any, timestamp: Any
) -> None:
    """With any arguments, signing returns headers or raises the one error."""
    try:
        headers = webhooks.sign(payload, secret, message_id=message_id, timestamp=timestamp)
    except WebhookVerificationError:
        return
    assert all(value.isascii() for value in headers.values())
