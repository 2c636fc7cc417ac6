"""Three ways by which an answer reaches the blocking client, none of which leaves the process.

`SCRIPTED` hands it over whole, which is fast. `SESSION` is a caller's own Session with an adapter
that answers from memory. `WIRE` writes bytes into the connections of our own Session.
"""

from __future__ import annotations

import io
import itertools
import socket
from random import Random
from typing import Any, ClassVar

import requests
import urllib3
from requests.adapters import HTTPAdapter
from requests.structures import CaseInsensitiveDict
from urllib3.connectionpool import HTTPConnectionPool

from codatsyncexpenses._calls.call import Calls, Configuration
from codatsyncexpenses._calls.settings import Options, Seams
from codatsyncexpenses._calls.wire import Reply, Wire
from codatsyncexpenses._loops.blocking import Loop, Transport
from codatsyncexpenses._transport import connections as _connections
from codatsyncexpenses._transport.session import SessionTransport
from codatsyncexpenses.models import shared
from codatsyncexpenses.models._about import RETRIED, RETRIES
from codatsyncexpenses.sdkconfiguration import SDKConfiguration
from codatsyncexpenses.utils import BackoffStrategy, RetryConfig

from .mutate import DAMAGES, Answer
from .stock import CHUNK_SIZES, STATUS_LINES

CREDENTIAL = "Basic bm90LWEta2V5"
POLICY = RetryConfig("backoff", BackoffStrategy(500, 2_000, 1.5, 1_500), True)
URL = "http://127.0.0.1:9"
SCRIPTED, SESSION, WIRE = range(3)
NAMES = "scripted", "session", "wire"
MOST_BYTES = 100_000  # of an answer on the wire; more would wait for a reader


class World:
    """Time that passes in pauses only."""

    def __init__(self) -> None:
        self.now = 0.0

    def clock(self) -> float:
        """Tell the time, in seconds."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass, as far as a pause can be that long."""
        if not 0 <= seconds <= POLICY.backoff.max_elapsed_time / 1000:
            raise ValueError(f"a pause of {seconds} s")
        self.now += seconds


def calls(configuration: Configuration, dice: Random) -> Calls:
    """Make the calls of a whole client, with these settings."""
    world = World()
    seams = Seams(world.clock, world.sleep, dice.random)
    # What is looked at is the answers.
    options = Options(RETRIES, RETRIED, seams=seams, check_requests=False)
    return Calls(configuration, shared.Security(CREDENTIAL), options)


def caller(transport: Transport, session: requests.Session, dice: Random) -> Loop:
    """Make what makes the calls of a client that sends by this transport."""
    return Loop(calls(SDKConfiguration(session, URL, retry_config=POLICY), dice), transport)


def chosen(dice: Random) -> int:
    """Choose a way."""
    return dice.choices((SCRIPTED, SESSION, WIRE), (6, 2, 2))[0]


def reply(made: Answer, wire: Wire) -> Reply:
    """Give an answer as a value, without its compression."""
    raw = requests.Response()
    raw.status_code = made.status
    raw.url = wire.url
    raw.headers = CaseInsensitiveDict(made.headers)
    raw.__dict__.update(_content=made.plain, _content_consumed=True)
    return Reply(made.status, raw.headers, made.plain, raw)


class Scripted:
    """A transport that has the answer as a value."""

    def __init__(self, made: Answer) -> None:
        self.made = made

    def send(self, wire: Wire) -> Reply:
        """Give the answer."""
        return reply(self.made, wire)

    def renew(self) -> None:
        """Have no connections."""

    def close(self) -> None:
        """Have no connections."""


class MemoryAdapter(HTTPAdapter):
    """Answers from memory, as a mock that somebody mounted does."""

    def __init__(self, made: Answer) -> None:
        super().__init__()
        self.made = made

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        """Give the answer, with its body still to be read."""
        raw = urllib3.HTTPResponse(
            io.BytesIO(self.made.body),
            urllib3.HTTPHeaderDict(self.made.headers),
            self.made.status,
            preload_content=False,
            decode_content=False,
            request_method=request.method,
        )
        return self.build_response(request, raw)


class MemoryConnection(_connections._Connection):
    """A connection to nobody, on which the answer already waits."""

    answer = b""
    far_ends: ClassVar[list[socket.socket]] = []
    """Stay open until the answer is read, so that nothing resets the connection."""

    def _new_conn(self) -> socket.socket:
        here, far_end = socket.socketpair()
        self.far_ends.append(far_end)
        far_end.sendall(self.answer)
        far_end.shutdown(socket.SHUT_WR)
        return here


class _MemoryPool(HTTPConnectionPool):
    ConnectionCls: Any = MemoryConnection


_POOLS: dict[str, Any] = {"http": _MemoryPool}


class WireAdapter(_connections.Adapter):
    """Our own adapter, with connections to nobody."""

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        """Make the pool of connections."""
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = _POOLS


def on_the_wire(dice: Random, made: Answer) -> bytes:
    """Write the answer as HTTP, whose own bytes may take damage too."""
    body = made.body[:MOST_BYTES]
    framing = dice.choice(("length", "length", "length", "wrong length", "chunks", "close"))
    if any(name in ("Content-Length", "Transfer-Encoding") for name, _ in made.headers):
        framing = "close"
    if framing == "chunks":
        made.headers.append(("Transfer-Encoding", "chunked"))
        body = _chunks(dice, made, body)
    elif framing != "close":
        wrong = dice.choice((-len(body), -1, 1, 100)) if framing == "wrong length" else 0
        made.headers.append(("Content-Length", str(max(0, len(body) + wrong))))
        made.exact = not wrong
    # Chunks are what HTTP/1.1 brought.
    first = f"HTTP/1.{1 if framing == 'chunks' else dice.choice('1110')} {made.status} Because"
    if dice.random() < 0.03:
        first, made.status = dice.choice(STATUS_LINES), 0
    lines = [first, *(f"{name}: {value}" for name, value in made.headers)]
    raw = "\r\n".join([*lines, "", ""]).encode("latin-1", "replace") + body
    if dice.random() < 0.05:
        raw = b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + raw
    if dice.random() < 0.25:
        raw = dice.choice(DAMAGES)(dice, raw)
        # Nobody knows now what was answered.
        made.status, made.checked = 0, False
    return raw


def _chunks(dice: Random, made: Answer, body: bytes) -> bytes:
    sizes = [dice.randrange(1, 5000) for _ in range(3)]
    cuts = [0, *itertools.accumulate(sizes), len(body)]
    pieces = [body[start:end] for start, end in itertools.pairwise(cuts)]
    sizes_written = [b"%x" % len(piece) for piece in pieces]
    if dice.random() < 0.2:
        sizes_written[0] = dice.choice(CHUNK_SIZES)
        made.exact = False
    written = zip(sizes_written, pieces, strict=True)
    end = b"0\r\n\r\n" if dice.random() < 0.9 else b""
    return b"".join(b"%b\r\n%b\r\n" % (size, piece) for size, piece in written if piece) + end


class Ways:
    """The three ways, each with its client, which is used again and again."""

    def __init__(self, dice: Random) -> None:
        nothing = Answer(200, [], b"", b"")
        session = requests.Session()
        self._scripted = Scripted(nothing)
        self._memory = MemoryAdapter(nothing)
        session.mount("http://", self._memory)
        own = SessionTransport()
        own.session.mount("http://", WireAdapter())
        self._clients = [
            caller(self._scripted, session, dice),
            caller(SessionTransport(session), session, dice),
            caller(own, own.session, dice),
        ]
        self._sessions = [session, own.session]

    def prepared(self, dice: Random, made: Answer) -> tuple[str, Loop]:
        """Choose a way, put the answer there, and give the way's name and caller."""
        way = chosen(dice)
        if way == SCRIPTED:
            made.framed = True  # this transport hands over nothing else
            self._scripted.made = made
        elif way == SESSION:
            self._memory.made = made
        else:
            _hang_up()
            MemoryConnection.answer = on_the_wire(dice, made)
        return NAMES[way], self._clients[way]

    def close(self) -> None:
        """Close the connections."""
        for session in self._sessions:
            session.close()
        _hang_up()


def _hang_up() -> None:
    while MemoryConnection.far_ends:
        MemoryConnection.far_ends.pop().close()
