"""The same three ways for the asynchronous client.

`SCRIPTED` hands an answer over whole. `SESSION` and `WIRE` write it as HTTP into the connections of
a caller's own ClientSession and of ours.
"""

from __future__ import annotations

import asyncio
import socket
from random import Random
from typing import Any

import aiohttp

from codatsyncexpenses._calls.wire import Reply, Wire
from codatsyncexpenses._loops.asynchronous import AsyncLoop, AsyncTransport
from codatsyncexpenses._transport.aiohttp_session import AiohttpTransport
from codatsyncexpenses.sdkconfiguration import AsyncSDKConfiguration

from .mutate import Answer
from .ways import NAMES, POLICY, SCRIPTED, URL, WIRE, calls, chosen, on_the_wire, reply


class AsyncScripted:
    """A transport that has the answer as a value."""

    def __init__(self, made: Answer) -> None:
        self.made = made

    async def send(self, wire: Wire) -> Reply:
        """Give the answer."""
        return reply(self.made, wire)

    async def close(self) -> None:
        """Have no connections."""


class FarEnd(asyncio.Protocol):
    """Nobody, who answers the first bytes of a request, and no others."""

    def __init__(self, answer: bytes) -> None:
        self._answers = [answer]
        self._transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:  # noqa: ARG002 - whatever is asked
        """Answer."""
        for answer in self._answers:
            self._transport.write(answer)
            self._transport.write_eof()
        self._answers.clear()


class Awaited:
    """Makes calls with the asynchronous client, each to its end."""

    def __init__(self, loop: asyncio.AbstractEventLoop, caller: AsyncLoop) -> None:
        self._loop = loop
        self._caller = caller

    def call(self, operation: Any, request: Any) -> Any:
        """Make a call."""
        return self._loop.run_until_complete(self._caller.call(operation, request))


class AsyncWays:
    """The three ways, each with its client, which is used again and again."""

    def __init__(self, dice: Random) -> None:
        self._answer = b""
        self._loop: asyncio.AbstractEventLoop = asyncio.new_event_loop()
        self._scripted = AsyncScripted(Answer(200, [], b"", b""))
        own, given = self._loop.run_until_complete(self._made())
        transports: list[AsyncTransport] = [self._scripted, AiohttpTransport(given), own]
        configuration = AsyncSDKConfiguration(URL, retry_config=POLICY)
        self._clients = [
            Awaited(self._loop, AsyncLoop(calls(configuration, dice), transport))
            for transport in transports
        ]
        self._given, self._own = given, own

    async def _made(self) -> tuple[AiohttpTransport, aiohttp.ClientSession]:
        """Return our own transport and a caller's session, whose connections lead to nobody."""
        own, given = AiohttpTransport(), aiohttp.ClientSession()
        for session in (await own._own(), given):
            connector: Any = session.connector
            vars(connector)["_create_connection"] = self._connecting(vars(connector)["_factory"])
        return own, given

    def _connecting(self, protocol: Any) -> Any:
        async def connect(*_: object) -> Any:
            here, far_end = socket.socketpair()
            await self._loop.create_connection(lambda: FarEnd(self._answer), sock=far_end)
            return (await self._loop.create_connection(protocol, sock=here))[1]

        return connect

    def prepared(self, dice: Random, made: Answer) -> tuple[str, Awaited]:
        """Choose a way, put the answer there, and give the way's name and caller."""
        way = chosen(dice)
        if way == SCRIPTED:
            made.framed = True  # this transport hands over nothing else
            self._scripted.made = made
        else:
            self._answer = on_the_wire(dice, made)
            # aiohttp refuses an answer, its status included, for a NUL in a header; and for a wrong
            # end of a body that comes with its head, unless the connection, which is ours, sees
            # the status first.
            ours = way == WIRE and not self._answer.startswith(b"HTTP/1.1 103")
            made.framed &= not any("\0" in value for _, value in made.headers)
            made.framed &= made.exact or ours
        return NAMES[way], self._clients[way]

    def close(self) -> None:
        """Close the connections."""
        for closing in (self._given.close(), self._own.close()):
            self._loop.run_until_complete(closing)
        self._loop.close()
