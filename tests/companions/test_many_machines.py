"""The program of docs/guides/many-machines.md, with a real Redis."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.document_runner import run_blocks
from tests.support.documents import ROOT, blocks
from tests.support.redis_server import PROGRAM, redis_server

GUIDE = ROOT / "docs/guides/many-machines.md"


@pytest.mark.skipif(PROGRAM is None, reason="redis-server is not installed")
def test_the_guide(tmp_path: Path) -> None:
    """The blocks run; the delivery is in the queue, and the pace lets 900 steps through."""
    with redis_server(tmp_path) as broker:
        address = broker.rpartition("/")[0]
        shown = [
            replace(each, code=each.code.replace("redis://localhost:6379", address))
            for each in blocks(GUIDE.read_text("utf-8"))
            if each.comment == "needs: celery"
        ]
        names: dict[str, Any] = run_blocks(GUIDE, shown)
        with names["app"].connection_for_read() as connection:
            assert connection.default_channel.client.llen("celery") == 1
        assert [names["pace"]() for _ in range(900)] == [0.0] * 900
        begun = time.time()
        assert 1.0 <= names["pace"]() <= 65.0 + time.time() - begun
        names["limiter"].storage.reset()
        names["app"].close()
