"""A server on the loopback that plays the scenario named by the path and records what arrives."""

from __future__ import annotations

import json
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

from .scenarios import CUSTOMER, GOOD, IDS, SCENARIOS, Answer, Scenario, success

Requests = dict[str, list[dict[str, Any]]]


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Record a request and play the answer whose turn it is."""
        assert isinstance(self.server, Recorder)
        # Not self.path, from which the standard library takes doubled slashes.
        path, _, query = self.requestline.split(" ")[1].partition("?")
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        seen = self.server.seen[path.split("/")[1]]
        seen.append(
            {
                "method": self.command,
                "path": path,
                "query": sorted(parse_qsl(query, keep_blank_values=True)),
                "headers": {name.lower(): self.headers.get_all(name) for name in self.headers},
                "body": body.decode("utf-8", "backslashreplace"),
            }
        )
        self.play(self.server.answer(path.split("/")[1], self.command, len(seen)))

    do_DELETE = do_PATCH = do_POST = do_PUT = do_GET  # noqa: N815

    def play(self, answer: Answer) -> None:
        """Send one answer."""
        content = answer.body.encode()
        self.send_response(answer.status)
        if answer.content_type is not None:
            self.send_header("Content-Type", answer.content_type)
        if answer.location is not None:
            self.send_header("Location", answer.location)
        if answer.status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Log nothing: the requests are recorded."""


class Recorder(ThreadingHTTPServer):
    """The server, and what it has seen by scenario."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.scenarios: dict[str, Scenario] = {
            **SCENARIOS,
            **dict.fromkeys((f"id-{name}" for name in IDS), CUSTOMER),
        }
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.seen: Requests = defaultdict(list)

    def take(self) -> Requests:
        """Hand over what was recorded and start anew."""
        seen, self.seen = self.seen, defaultdict(list)
        return seen

    def answer(self, scenario: str, method: str, turn: int) -> Answer:
        """Find the scripted answer, or a good one where the scenario has no script."""
        if scenario in self.scenarios:
            answers = self.scenarios[scenario].answers
            return answers[min(turn, len(answers)) - 1]
        operation = "initiate_sync" if method == "POST" else "get"
        return Answer(success(operation), json.dumps(GOOD[operation]))
