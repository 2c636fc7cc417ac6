"""The read timeout of the asynchronous client, on connections that are used again."""

import asyncio
import time

import pytest

from codatsyncexpenses import AsyncCodatSyncExpenses, errors
from tests.support.ids import COMPANY_ID, SYNC_ID

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n"


async def calls(pieces: list[list[bytes]], *reads: float, apart: float) -> int:
    """Make a call with each read timeout; return how many connections that took.

    :param pieces: of each answer; the last of them has no more
    :param apart: seconds before each piece
    """
    answers, served = iter(pieces), list[asyncio.Future[None]]()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        served.append(asyncio.get_running_loop().create_future())
        while await reader.readline():
            while (await reader.readline()).strip():
                pass
            for piece in next(answers):
                await asyncio.sleep(apart)
                writer.write(piece)
        writer.close()
        await writer.wait_closed()
        served[-1].set_result(None)

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        try:
            async with AsyncCodatSyncExpenses(server_url=url, max_retries=0) as s:
                for read in reads:
                    await s.sync.get(company_id=COMPANY_ID, sync_id=SYNC_ID, timeout=(5, read))
        finally:
            await asyncio.wait_for(asyncio.gather(*served), 5)
    return len(served)


def test_a_shorter_timeout_on_a_connection_that_had_a_longer_one() -> None:
    """The read timeout of a call ends it, whatever that of the call before was."""
    started = time.monotonic()
    with pytest.raises(errors.APITimeoutError):
        asyncio.run(calls([[HEAD, b"{}"], []], 30, 0.3, apart=0))
    assert 0.3 <= time.monotonic() - started < 3


def test_a_longer_timeout_on_a_connection_that_had_a_shorter_one() -> None:
    """A call may wait for as long as its own read timeout."""
    assert asyncio.run(calls([[HEAD, b"{}"]] * 2, 0.3, 30, apart=0.2)) == 1
    assert asyncio.run(calls([[HEAD + b"{}"], [HEAD + b"{}"]], 0.5, 30, apart=0.4)) == 1


def test_pieces_that_arrive_in_time() -> None:
    """The timeout counts from the last piece."""
    pieces = [HEAD[:9], HEAD[9:30], HEAD[30:], b"{", b"}"]
    assert asyncio.run(calls([pieces, pieces], 0.4, 0.4, apart=0.15)) == 1


def test_silence_after_a_piece() -> None:
    """Silence in the middle of an answer ends the call."""
    with pytest.raises(errors.APITimeoutError):
        asyncio.run(calls([[HEAD, b"{"]], 0.3, apart=0.1))
