"""The tree of errors: what belongs where, what an error says, and that it travels."""

import copy
import io
import pickle
from collections.abc import Callable
from inspect import cleandoc
from textwrap import dedent
from types import SimpleNamespace
from typing import Any, get_type_hints

import pytest
import requests

from codatsyncexpenses import errors
from codatsyncexpenses._exceptions import by_status, status_text
from codatsyncexpenses._exceptions.waits import WaitFailedError, WaitTimedOutError
from codatsyncexpenses.models import errors as old_path
from codatsyncexpenses.models import shared
from tests.support.documents import ROOT
from tests.support.ids import COMPANY_ID, SYNC_ID

BASES: dict[type[Exception], tuple[type[Exception], ...]] = {
    errors.CodatError: (Exception,),
    errors.ConfigurationError: (errors.CodatError, ValueError),
    errors.RequestError: (errors.CodatError, ValueError),
    errors.RequestValidationError: (errors.RequestError,),
    errors.WebhookVerificationError: (errors.CodatError, ValueError),
    errors.WebhookInProgressError: (errors.CodatError,),
    errors.OutboxError: (errors.CodatError,),
    errors.OutboxConflictError: (errors.OutboxError,),
    errors.OutboxBusyError: (errors.OutboxError,),
    errors.WaitError: (errors.CodatError,),
    errors.SyncFailed: (WaitFailedError,),
    errors.WaitTimeout: (WaitTimedOutError,),
    errors.PushFailed: (WaitFailedError,),
    errors.PushTimeout: (WaitTimedOutError,),
    errors.PullFailed: (WaitFailedError,),
    errors.PullTimeout: (WaitTimedOutError,),
    errors.CallError: (errors.CodatError,),
    errors.SDKError: (errors.CallError,),
    errors.BadRequestError: (errors.SDKError,),
    errors.AuthenticationError: (errors.SDKError,),
    errors.PaymentRequiredError: (errors.SDKError,),
    errors.PermissionDeniedError: (errors.SDKError,),
    errors.NotFoundError: (errors.SDKError,),
    errors.ConflictError: (errors.SDKError,),
    errors.UnprocessableEntityError: (errors.SDKError,),
    errors.RateLimitError: (errors.SDKError,),
    errors.ServerError: (errors.SDKError,),
    errors.DecodeError: (errors.SDKError, ValueError),
    errors.APIConnectionError: (errors.CallError, requests.exceptions.ConnectionError),
    errors.APITimeoutError: (errors.APIConnectionError, requests.exceptions.Timeout),
    errors.CertificateError: (errors.APIConnectionError, requests.exceptions.SSLError),
}
ANSWERS: list[type[errors.SDKError]] = [
    errors.SDKError,
    errors.BadRequestError,
    errors.AuthenticationError,
    errors.PaymentRequiredError,
    errors.PermissionDeniedError,
    errors.NotFoundError,
    errors.ConflictError,
    errors.UnprocessableEntityError,
    errors.RateLimitError,
    errors.ServerError,
    errors.DecodeError,
]
CONNECTIONS: list[type[errors.APIConnectionError]] = [
    errors.APIConnectionError,
    errors.APITimeoutError,
    errors.CertificateError,
]
WORDS: list[type[errors.CodatError]] = [
    errors.CodatError,
    errors.ConfigurationError,
    errors.RequestError,
    errors.RequestValidationError,
    errors.WebhookVerificationError,
    errors.WebhookInProgressError,
    errors.OutboxError,
    errors.OutboxConflictError,
    errors.OutboxBusyError,
    errors.CallError,
    *CONNECTIONS,
]
SAID = shared.ErrorMessage(error="It cannot be done.", correlation_id="a1b2")


def raw_response(status: int = 404) -> requests.Response:
    """Make an answer as requests has it."""
    raw = requests.Response()
    raw.status_code = status
    raw.raw = io.BytesIO(b"the body")
    raw.headers["X-One"] = "1"
    return raw


def answer_error(
    kind: type[errors.SDKError] = errors.SDKError,
    *,
    body: str = "the body",
    said: shared.ErrorMessage | None = None,
) -> errors.SDKError:
    """Make an error of an answer."""
    return kind("It failed", 404, body, raw_response(), error_message=said)


@pytest.mark.parametrize(("kind", "bases"), BASES.items())
def test_the_tree(kind: type[Exception], bases: tuple[type[Exception], ...]) -> None:
    """Every error stands at its place, and is what code for requests catches."""
    assert kind.__bases__ == bases


def test_the_tree_is_whole() -> None:
    """Every public error is in the tree."""
    assert {kind.__name__ for kind in BASES} == set(errors.__all__)


def test_the_guide_shows_the_tree_of_the_docstring() -> None:
    """The guide to errors and the docstring of `errors` describe each class in the same words."""
    docstring = cleandoc(errors.__doc__ or "").split("::\n\n")[1]
    guide = (ROOT / "docs/guides/errors.md").read_text("utf-8")
    assert f"```text\n{dedent(docstring).rstrip()}\n```" in guide


@pytest.mark.parametrize("name", sorted(errors.__all__))
def test_the_old_path(name: str) -> None:
    """The path that 3.1.0 has leads to the same classes."""
    assert getattr(old_path, name) is getattr(errors, name)


@pytest.mark.parametrize("module", [errors, old_path])
def test_unknown_names(module: Any) -> None:
    """A name that is no error is none."""
    assert not hasattr(module, "NoSuchError")


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (301, errors.SDKError),
        (400, errors.BadRequestError),
        (401, errors.AuthenticationError),
        (402, errors.PaymentRequiredError),
        (403, errors.PermissionDeniedError),
        (404, errors.NotFoundError),
        (408, errors.SDKError),
        (409, errors.ConflictError),
        (422, errors.UnprocessableEntityError),
        (429, errors.RateLimitError),
        (499, errors.SDKError),
        (500, errors.ServerError),
        (599, errors.ServerError),
        (600, errors.SDKError),
    ],
)
def test_the_class_of_a_status(status: int, kind: type[errors.SDKError]) -> None:
    """An error status has its class."""
    assert by_status(status) is kind


@pytest.mark.parametrize(
    ("status", "text"),
    [(404, "404 Not Found"), (503, "503 Service Unavailable"), (599, "599"), (0, "0")],
)
def test_the_text_of_a_status(status: int, text: str) -> None:
    """A status is shown with its name, if it has one."""
    assert status_text(status) == text


def test_as_in_3_1_0() -> None:
    """An error is made of message, status, body and response by position."""
    raw: Any = None
    error = errors.SDKError("m", 418, "b", raw)
    assert (error.message, error.status_code, error.body, error.raw_response) == (
        "m",
        418,
        "b",
        raw,
    )
    assert str(error) == "m: Status 418\nb"


def test_no_body() -> None:
    """An error without a body is one line."""
    assert str(answer_error(body="")) == "It failed: Status 404"


def test_what_the_api_says() -> None:
    """An error with the API's words shows status, message and correlation id, not the JSON."""
    error = answer_error(said=SAID)
    assert str(error) == "It failed: Status 404 (correlation id a1b2)"
    assert error.correlation_id == "a1b2"


def test_no_correlation_id() -> None:
    """Without a correlation id there is None, and nothing is said about it."""
    error = answer_error(said=shared.ErrorMessage(error="no"))
    assert error.correlation_id is None
    assert str(error) == "It failed: Status 404"
    assert answer_error().correlation_id is None


def test_long_bodies() -> None:
    """A long body is cut in the text, with how much is missing, and whole in `body`."""
    body = "x" * 3_500
    error = answer_error(body=body)
    assert str(error).endswith("x… (2,500 characters more)")
    assert len(str(error)) < 1_100
    assert error.body == body


@pytest.mark.parametrize("length", [999, 1_000])
def test_bodies_that_are_not_long(length: int) -> None:
    """A body up to the limit is shown whole."""
    assert str(answer_error(body="x" * length)) == "It failed: Status 404\n" + "x" * length


@pytest.mark.parametrize("kind", [*ANSWERS, *CONNECTIONS, errors.CallError])
def test_what_a_call_went_through(kind: type[errors.CallError]) -> None:
    """Before a call fills it in, an error says: one attempt, nothing else known."""
    error = answer_error(kind) if issubclass(kind, errors.SDKError) else kind("text")
    assert (error.operation, error.attempts, error.elapsed) == (None, 1, None)
    assert (error.retry_after, error.maybe_processed) == (None, False)


@pytest.mark.parametrize("kind", CONNECTIONS)
def test_no_answer_no_status(kind: type[errors.APIConnectionError]) -> None:
    """An error without an answer has no status, and its text is its message."""
    error = kind("no answer")
    assert error.status_code is None
    assert str(error) == "no answer"


WAYS: dict[str, Callable[[Any], Any]] = {
    "pickle": lambda value: pickle.loads(pickle.dumps(value)),  # noqa: S301 - our own
    "old pickle": lambda value: pickle.loads(pickle.dumps(value, 2)),  # noqa: S301 - our own
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
}


@pytest.mark.parametrize("way", WAYS.values(), ids=list(WAYS))
@pytest.mark.parametrize("kind", ANSWERS)
def test_errors_of_answers_travel(kind: type[errors.SDKError], way: Callable[[Any], Any]) -> None:
    """An error of an answer survives pickle and copy with all it says."""
    error = answer_error(kind, said=SAID)
    error.operation, error.attempts, error.retry_after = "sync.get", 3, 1.5
    error.maybe_processed = True
    made = way(error)
    assert type(made) is kind
    assert made is not error
    assert (str(made), made.args, made.body) == (str(error), error.args, "the body")
    assert (made.message, made.status_code, made.error_message) == ("It failed", 404, SAID)
    assert (made.operation, made.attempts, made.retry_after) == ("sync.get", 3, 1.5)
    assert made.maybe_processed is True
    assert made.raw_response.status_code == 404
    assert made.raw_response.content == b"the body"
    assert made.raw_response.headers["x-one"] == "1"


class CardRefusedError(errors.CodatError):
    """An exception of somebody's own, with other arguments."""

    def __init__(self, card: str, *, reason: str) -> None:
        super().__init__(f"{card}: {reason}")
        self.card = card


@pytest.mark.parametrize("way", WAYS.values(), ids=list(WAYS))
def test_errors_of_somebody_else_travel(way: Callable[[Any], Any]) -> None:
    """A subclass whose constructor takes other arguments survives pickle and copy."""
    made = way(CardRefusedError("1234", reason="stolen"))
    assert (type(made), str(made), made.card) == (CardRefusedError, "1234: stolen", "1234")


@pytest.mark.parametrize("way", WAYS.values(), ids=list(WAYS))
@pytest.mark.parametrize("kind", WORDS)
def test_errors_of_words_travel(kind: type[errors.CodatError], way: Callable[[Any], Any]) -> None:
    """Any other error survives pickle and copy, with what was noted on it."""
    error = kind("the text")
    vars(error)["operation"] = "sync.get"
    made = way(error)
    assert type(made) is kind
    assert made is not error
    assert (str(made), made.args) == ("the text", ("the text",))
    assert vars(made)["operation"] == "sync.get"


def test_every_error_travels() -> None:
    """No public error is left out of the two tests above; tests/test_waits.py has the others."""
    assert {*ANSWERS, *WORDS} == {kind for kind in BASES if not issubclass(kind, errors.WaitError)}


@pytest.mark.parametrize(
    "kind", [errors.DecodeError, errors.RequestError, errors.ConfigurationError]
)
def test_value_errors(kind: type[errors.CodatError]) -> None:
    """Errors about values are caught as a ValueError too."""
    assert issubclass(kind, ValueError)


@pytest.mark.parametrize("kind", CONNECTIONS)
def test_connection_errors_of_requests(kind: type[errors.APIConnectionError]) -> None:
    """Errors about connections are caught as requests' exceptions, and as an OSError."""
    assert issubclass(kind, (requests.ConnectionError, requests.RequestException))
    assert issubclass(kind, OSError)


def test_an_error_made_from_stand_ins() -> None:
    """A test may make the errors of waits from any objects with the right attributes."""
    request, status = (
        SimpleNamespace(company_id=COMPANY_ID),
        SimpleNamespace(sync_id=SYNC_ID, code=None),
    )
    status.error_message = None
    made: Callable[..., errors.SyncFailed] = errors.SyncFailed
    assert str(made("sync.wait", request, None, status)).startswith(
        f"sync.wait: sync {SYNC_ID} of company {COMPANY_ID} ended"
    )


@pytest.mark.parametrize(
    "kind", [errors.CallError, errors.SDKError, errors.WaitError, errors.SyncFailed]
)
def test_hints(kind: type[errors.CodatError]) -> None:
    """The hints of an error resolve where it is imported from."""
    assert get_type_hints(kind)
