"""A made-up service that pushes a company's expenses, for tests of it against a sandbox."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import requests

SYNCS = "/companies/{}/sync/expenses/syncs"
_ATTEMPTS = 3
_POLLS = 400


class PushService:
    """Starts a sync, waits for its end, and tries again after a 429, a 503 or no response."""

    def __init__(self, url: str, key: str, pause: Callable[[float], object]) -> None:
        self._url, self._headers, self._pause = url, {"Authorization": key}, pause

    def push(self, company_id: str, dataset_ids: list[str] | None = None) -> str:
        """Push datasets, or all that wait, and return the outcome in a few words."""
        given = {} if dataset_ids is None else {"datasetIds": dataset_ids}
        started = self.send("POST", SYNCS.format(company_id), given)
        if started is None:
            return "unreachable"
        if started.status_code != 202:
            return f"refused {started.status_code}"
        return self.wait(company_id, started.json()["syncId"])

    def wait(self, company_id: str, sync_id: str) -> str:
        """Wait for the end of a sync, and return the outcome."""
        for _ in range(_POLLS):
            polled = self.send("GET", f"{SYNCS.format(company_id)}/{sync_id}/status")
            if polled is None or polled.status_code != 200:
                return "lost"
            found: dict[str, Any] = polled.json()
            if found["syncStatusCode"] >= 2000:
                return f"{found['syncStatusCode']} {found['syncStatus']}"
            self._pause(5)
        return "endless"

    def send(
        self, method: str, path: str, given: Any = None, attempts: int = _ATTEMPTS
    ) -> requests.Response | None:
        """Send a request; None if no attempt has a response."""
        answer = None
        for attempt in range(attempts):
            try:
                answer = requests.request(
                    method, self._url + path, json=given, headers=self._headers, timeout=10
                )
            except requests.ConnectionError:
                answer = None
                continue
            if answer.status_code not in (429, 503) or attempt == attempts - 1:
                break
            self._pause(float(answer.headers.get("Retry-After", "1")))
        return answer
