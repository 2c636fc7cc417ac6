"""The dispatcher: which handlers are called, how often, and what becomes of a failure."""

import asyncio
import copy
import functools
import pickle
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import werkzeug

from codatsyncexpenses import webhooks
from codatsyncexpenses.errors import (
    ConfigurationError,
    WebhookInProgressError,
    WebhookVerificationError,
)
from codatsyncexpenses.models import shared
from codatsyncexpenses.sandbox import Sandbox, companies
from tests.support.sandbox_caller import SandboxCaller
from tests.support.wsgi_server import serve

SECRET, OTHER = webhooks.new_secret(), webhooks.new_secret()
OUTCOME = shared.SyncOutcome(sync_id="s1")
SUCCESSFUL = webhooks.SyncSuccessful(id="e1", payload=OUTCOME)
COMPANY = shared.Company("c1", "Bakery", "https://link.example/1")
UNKNOWN = webhooks.UnknownEvent("e2", "x.y", None, {"id": "e2", "eventType": "x.y"})

Dispatch = Callable[[webhooks.Dispatcher, bytes, dict[str, str]], webhooks.Event]


def awaited(hooks: webhooks.Dispatcher, body: bytes, headers: dict[str, str]) -> webhooks.Event:
    """Dispatch a message in an event loop of its own."""
    return asyncio.run(hooks.dispatch_async(body, headers))


@pytest.fixture(params=[webhooks.Dispatcher.dispatch, awaited], ids=["blocking", "awaited"])
def dispatch(request: pytest.FixtureRequest) -> Dispatch:
    """Hold each of the two ways to dispatch a message."""
    way: Dispatch = request.param
    return way


def message(
    event: webhooks.Event = SUCCESSFUL, message_id: str = "msg_1", secret: str = SECRET
) -> tuple[bytes, dict[str, str]]:
    """Sign an event as the service does."""
    body = event.to_json().encode()
    return body, webhooks.sign(body, secret, message_id=message_id)


class Log(list[str]):
    """The names of the handlers that were called, in order."""

    def handler(self, name: str, error: BaseException | None = None) -> Callable[[object], None]:
        """Return a handler that writes its name down, and raises an error if there is one."""

        def handle(_: object) -> None:
            self.append(name)
            if error is not None:
                raise error

        return handle


@pytest.fixture
def log() -> Log:
    """Hold a new log."""
    return Log()


@pytest.fixture
def hooks(log: Log) -> webhooks.Dispatcher:
    """Hold a dispatcher with handlers for one class, for several and for a base class."""
    hooks = webhooks.Dispatcher([OTHER, SECRET])
    hooks.on(webhooks.SyncSuccessful)(log.handler("one"))
    hooks.on(webhooks.SyncUnsuccessful, webhooks.SyncSuccessful)(log.handler("several"))
    hooks.on(webhooks.RateLimitReset)(log.handler("another"))
    hooks.fallback(log.handler("fallback"))
    hooks.fallback(log.handler("fallback too"))
    return hooks


FALLBACKS = ["fallback", "fallback too"]
CALLED: dict[str, tuple[webhooks.Event, list[str]]] = {
    "one and several": (SUCCESSFUL, ["one", "several"]),
    "several": (webhooks.SyncUnsuccessful(id="e", payload=OUTCOME), ["several"]),
    "no handler": (webhooks.CompanyCreated(id="e", payload=COMPANY), FALLBACKS),
    "unknown": (UNKNOWN, FALLBACKS),
}


@pytest.mark.parametrize(("event", "called"), CALLED.values(), ids=list(CALLED))
def test_the_handlers_of_an_event(
    hooks: webhooks.Dispatcher, log: Log, dispatch: Dispatch, event: webhooks.Event, called: Any
) -> None:
    """An event goes to its handlers in the order of registration, or else to the fallbacks."""
    assert dispatch(hooks, *message(event)) == event
    assert log == called


def test_a_handler_of_a_base_class(log: Log, dispatch: Dispatch) -> None:
    """A handler of `Event` takes every event, unknown ones included."""
    hooks = webhooks.Dispatcher(SECRET)
    hooks.on(webhooks.Event)(log.handler("any"))
    hooks.fallback(log.handler("fallback"))
    dispatch(hooks, *message())
    dispatch(hooks, *message(UNKNOWN, "msg_2"))
    assert log == ["any", "any"]


# A message is handled once.


def test_a_message_is_handled_once(
    hooks: webhooks.Dispatcher, log: Log, dispatch: Dispatch
) -> None:
    """A message that comes again is answered with its event, and another message is handled."""
    for message_id in ("msg_1", "msg_1", "msg_2"):
        assert dispatch(hooks, *message(message_id=message_id)) == SUCCESSFUL
    assert log == ["one", "several"] * 2


@pytest.mark.parametrize("error", [LookupError("down"), SystemExit(1)], ids=["error", "exit"])
def test_a_handler_that_fails(log: Log, dispatch: Dispatch, error: BaseException) -> None:
    """A failure reaches the caller and ends the handling; the next delivery is handled again."""
    hooks = webhooks.Dispatcher(SECRET)
    failures = iter([error])

    @hooks.on(webhooks.SyncSuccessful)
    def fail_once(_: webhooks.SyncSuccessful) -> None:
        log.append("first")
        for failure in failures:
            raise failure

    hooks.on(webhooks.SyncSuccessful)(log.handler("second"))
    with pytest.raises(type(error)) as caught:
        dispatch(hooks, *message())
    assert caught.value is error
    dispatch(hooks, *message())
    dispatch(hooks, *message())
    assert log == ["first", "first", "second"]


def test_two_deliveries_at_once(dispatch: Dispatch) -> None:
    """While a message is handled, another delivery of it is refused, and one after it is taken."""
    hooks, refused = webhooks.Dispatcher(SECRET), list[BaseException]()

    def deliver_again() -> None:
        with pytest.raises(WebhookInProgressError, match="msg_1 is in progress") as caught:
            dispatch(hooks, *message())
        refused.append(caught.value)

    @hooks.on(webhooks.SyncSuccessful)
    def slow(_: webhooks.SyncSuccessful) -> None:
        other = threading.Thread(target=deliver_again)
        other.start()
        other.join(10)

    dispatch(hooks, *message())
    assert len(refused) == 1
    assert dispatch(hooks, *message()) == SUCCESSFUL
    assert len(refused) == 1


def test_one_of_many_threads_claims_a_message() -> None:
    """Of many threads that claim a message, one finds it new."""
    store, claims = webhooks.MemoryStore(), list[str]()
    start = threading.Barrier(8)

    def claim() -> None:
        start.wait(10)
        claims.extend(store.claim(str(each)) for each in range(200))

    threads = [threading.Thread(target=claim) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert claims.count("new") == 200
    assert claims.count("running") == 7 * 200


def test_the_memory_is_bounded() -> None:
    """The oldest message that is done is forgotten first, and one that is running never."""
    store = webhooks.MemoryStore(size=2)
    store.claim("running")
    for each in ("1", "2", "3"):
        store.claim(each)
        store.finish(each)
    assert [store.claim(each) for each in ("2", "3", "1", "running")] == [
        "done",
        "done",
        "new",
        "running",
    ]


class Recorded:
    """A store that records how it is called."""

    def __init__(self, answer: Any = "new") -> None:
        self.answer, self.calls = answer, list[tuple[str, str]]()

    def claim(self, message_id: str, /) -> webhooks.Claim:
        """Give the answer."""
        self.calls.append(("claim", message_id))
        answer: webhooks.Claim = self.answer
        return answer

    def finish(self, message_id: str, /) -> None:
        """Only record."""
        self.calls.append(("finish", message_id))

    def release(self, message_id: str, /) -> None:
        """Only record."""
        self.calls.append(("release", message_id))


def test_a_store_of_the_users(log: Log, dispatch: Dispatch) -> None:
    """A store hears of each message before its handlers, and of how they ended after them."""
    store = Recorded()
    hooks = webhooks.Dispatcher(SECRET, store=store)
    dispatch(hooks, *message())
    hooks.on(webhooks.Event)(log.handler("fails", LookupError()))
    with pytest.raises(LookupError):
        dispatch(hooks, *message(message_id="msg_2"))
    assert store.calls == [
        ("claim", "msg_1"),
        ("finish", "msg_1"),
        ("claim", "msg_2"),
        ("release", "msg_2"),
    ]


def test_a_message_that_is_not_verified(
    hooks: webhooks.Dispatcher, log: Log, dispatch: Dispatch
) -> None:
    """Neither a handler nor the store hears of a message without a valid and recent signature."""
    store = Recorded()
    hooks = webhooks.Dispatcher(SECRET, 60, store=store)
    hooks.fallback(log.handler("called"))
    body, headers = message()
    old = webhooks.sign(body, SECRET, message_id="msg_1", timestamp=1_700_000_000)
    stranger = message(secret=OTHER)
    nothing = b"{}", webhooks.sign(b"{}", SECRET, message_id="msg_1")
    for wrong in ((body + b" ", headers), (body, old), stranger, nothing):
        with pytest.raises(WebhookVerificationError):
            dispatch(hooks, *wrong)
    assert (log, store.calls) == ([], [])


# Asynchronous handlers.


class Asynchronous:
    """A handler that is an object with an asynchronous call."""

    def __init__(self, log: Log) -> None:
        self.log = log

    async def __call__(self, _: object) -> None:
        """Write down that it was awaited."""
        await asyncio.sleep(0)
        self.log.append("awaited")


def wrapper(handler: Asynchronous) -> Callable[[object], object]:
    """Return a function that is not asynchronous itself, but returns a coroutine."""

    def wrapped(event: object) -> object:
        return handler(event)

    return wrapped


ASYNCHRONOUS: dict[str, Callable[[Asynchronous], Callable[[object], object]]] = {
    "method": lambda handler: handler.__call__,
    "object": lambda handler: handler,
    "partial": lambda handler: functools.partial(handler.__call__),
    "wrapper": wrapper,
}


@pytest.mark.parametrize("form", ASYNCHRONOUS.values(), ids=list(ASYNCHRONOUS))
def test_an_asynchronous_handler(
    log: Log, form: Callable[[Asynchronous], Callable[[object], object]]
) -> None:
    """A handler that needs an event loop is refused without one, and awaited in its turn in one."""
    hooks = webhooks.Dispatcher(SECRET)
    hooks.on(webhooks.SyncSuccessful)(form(Asynchronous(log)))
    hooks.on(webhooks.SyncSuccessful)(log.handler("after"))
    with pytest.raises(ConfigurationError, match="is asynchronous: use dispatch_async"):
        hooks.dispatch(*message())
    assert log == []
    awaited(hooks, *message())
    assert log == ["awaited", "after"]


def test_only_blocking_handlers_leave_the_event_loop() -> None:
    """An asynchronous handler runs in the caller's thread, and a blocking one in another."""
    hooks, threads = webhooks.Dispatcher(SECRET), list[threading.Thread]()

    @hooks.on(webhooks.Event)
    async def asynchronous(_: webhooks.Event) -> None:
        threads.append(threading.current_thread())

    @hooks.on(webhooks.Event)
    def blocking(_: webhooks.Event) -> None:
        threads.append(threading.current_thread())

    awaited(hooks, *message())
    assert threads[0] is threading.current_thread()
    assert threads[1] is not threads[0]


def test_a_caller_that_is_cancelled(log: Log) -> None:
    """Handlers end although their caller was cancelled, and the message is then done."""
    store = Recorded()
    hooks = webhooks.Dispatcher(SECRET, store=store)

    async def cancel() -> None:
        begun, go_on = asyncio.Event(), asyncio.Event()

        @hooks.on(webhooks.Event)
        async def slow(_: webhooks.Event) -> None:
            begun.set()
            await go_on.wait()

        caller = asyncio.create_task(hooks.dispatch_async(*message()))
        await asyncio.wait_for(begun.wait(), 10)
        caller.cancel()
        with pytest.raises(asyncio.CancelledError):
            await caller
        log.append(str(store.calls[-1]))
        go_on.set()
        await asyncio.wait_for(asyncio.gather(*hooks._tasks), 10)

    asyncio.run(cancel())
    assert log == ["('claim', 'msg_1')"]
    assert store.calls[-1] == ("finish", "msg_1")


def test_a_loop_that_ends_releases_its_messages() -> None:
    """A handler that the end of its event loop cancels leaves its message to another delivery."""
    store = Recorded()
    hooks = webhooks.Dispatcher(SECRET, store=store)

    async def end() -> None:
        begun = asyncio.Event()

        @hooks.on(webhooks.Event)
        async def slow(_: webhooks.Event) -> None:
            begun.set()
            await asyncio.sleep(60)

        caller = asyncio.create_task(hooks.dispatch_async(*message()))
        await asyncio.wait_for(begun.wait(), 10)
        caller.cancel()

    asyncio.run(end())
    assert store.calls == [("claim", "msg_1"), ("release", "msg_1")]


# Mistakes.

WRONG: dict[str, tuple[Callable[[Any], object], str]] = {
    "no secret": (lambda _: webhooks.Dispatcher([]), "there is no secret: pass"),
    "an empty secret": (lambda _: webhooks.Dispatcher(""), "empty or not base64"),
    "a short one beside another": (
        lambda _: webhooks.Dispatcher([SECRET, "whsec_AA=="]),
        "shorter than 16 bytes",
    ),
    "no text": (lambda _: webhooks.Dispatcher(None), "must be text"),  # type: ignore[arg-type]  # the mistake
    "tolerance": (lambda _: webhooks.Dispatcher(SECRET, -1), "the tolerance must be"),
    "store": (lambda _: webhooks.Dispatcher(SECRET, store={}), "claim, finish and release"),  # type: ignore[arg-type]  # the mistake
    "size": (lambda _: webhooks.MemoryStore(0), "1 or more"),
    "on without a class": (lambda hooks: hooks.on(), "on takes event classes"),
    "on as the decorator": (lambda hooks: hooks.on(print), "on takes event classes"),
    "on with a name": (lambda hooks: hooks.on("company.created"), "on takes event classes"),
    "on with another class": (lambda hooks: hooks.on(webhooks.Event, dict), "on takes event cl"),
    "a handler": (lambda hooks: hooks.on(webhooks.Event)(None), "must be a function of an event"),
    "a fallback": (lambda hooks: hooks.fallback(5), "must be a function of an event, not int"),
    "a claim": (
        lambda _: webhooks.Dispatcher(SECRET, store=Recorded(True)).dispatch(*message()),
        "must be 'new', 'running' or 'done', not True",
    ),
    "a pickle": (pickle.dumps, "cannot be pickled"),
    "a copy": (copy.deepcopy, "cannot be pickled"),
}


@pytest.mark.parametrize(("mistake", "said"), WRONG.values(), ids=list(WRONG))
def test_mistakes_are_said(mistake: Callable[[Any], object], said: str) -> None:
    """Whatever cannot be used is refused with a text that says what is wrong."""
    with pytest.raises(ConfigurationError, match=said):
        mistake(webhooks.Dispatcher(SECRET, store=Recorded()))


def test_no_tolerance_at_all_can_be_set() -> None:
    """A tolerance of 0 is a usable setting, under which a message of the past is refused."""
    hooks = webhooks.Dispatcher(SECRET, 0)
    body, _ = message()
    headers = webhooks.sign(body, SECRET, message_id="m", timestamp=1_700_000_000)
    with pytest.raises(WebhookVerificationError, match="0 s are accepted"):
        hooks.dispatch(body, headers)


def test_secrets_are_not_shown() -> None:
    """Neither a dispatcher nor its attributes show a secret."""
    hooks = webhooks.Dispatcher([SECRET, OTHER])
    shown = repr(hooks) + repr(vars(hooks))
    assert [each for each in (SECRET, OTHER) if each[6:] in shown] == []


def test_handlers_are_returned_unchanged(hooks: webhooks.Dispatcher, log: Log) -> None:
    """A decorated function stays what it was, so that it can be called and tested alone."""
    handler = log.handler("x")
    assert hooks.on(webhooks.SyncSuccessful)(handler) is handler
    assert hooks.fallback(handler) is handler


# Over HTTP.


@pytest.fixture
def address(hooks: webhooks.Dispatcher) -> Iterator[str]:
    """Serve the dispatcher as an endpoint over HTTP."""

    @werkzeug.Request.application
    def endpoint(request: werkzeug.Request) -> werkzeug.Response:
        try:
            hooks.dispatch(request.get_data(), request.headers)
        except WebhookVerificationError:
            return werkzeug.Response(status=400)
        except LookupError:
            return werkzeug.Response(status=500)
        return werkzeug.Response(status=204)

    with serve(endpoint) as url:
        yield url


def test_the_sandbox_delivers(
    hooks: webhooks.Dispatcher, log: Log, address: str, call: SandboxCaller
) -> None:
    """A webhook whose handler fails is delivered again by the sandbox, and then handled."""
    failures = iter([LookupError("down")])

    @hooks.on(webhooks.SyncSuccessful)
    def fail_once(event: webhooks.SyncSuccessful) -> None:
        for failure in failures:
            raise failure
        assert event.payload is not None
        log.append(f"sync {event.payload.sync_id}")

    sandbox: Sandbox = call.sandbox
    sandbox.webhooks.add(address, secret=SECRET)
    sync_id = call.end(companies.SUCCEEDS)["syncId"]
    assert log == ["one", "several"]
    sandbox.advance(3600)
    assert log == ["one", "several"] * 2 + [f"sync {sync_id}"]
    assert [each.status for each in sandbox.webhooks.deliveries] == [500, 204]
