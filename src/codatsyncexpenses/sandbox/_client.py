"""Clients of a sandbox."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    import requests

    from codatsyncexpenses import CodatSyncExpenses
    from codatsyncexpenses._calls.settings import Seams
    from codatsyncexpenses.models.shared import Security
    from codatsyncexpenses.utils import RetryConfig


class ClientOptions(TypedDict, total=False):
    """The options of `CodatSyncExpenses`."""

    security: Security | Callable[[], Security] | None
    server_idx: int | None
    server_url: str | None
    url_params: Mapping[str, str] | None
    client: requests.Session | None
    retry_config: RetryConfig | None
    timeout: float | tuple[float, float] | None
    raise_on_error: bool
    idempotency_keys: bool
    allow_insecure_http: bool
    retry_budget: float | None
    max_body_bytes: int
    check_requests: bool


def make_client(options: ClientOptions, seams: Seams | None) -> CodatSyncExpenses:
    """Make a client that takes its time from the seams, if there are any."""
    from codatsyncexpenses import CodatSyncExpenses

    made = CodatSyncExpenses(**options)
    if seams is not None:
        # A client has no public option for it: only a sandbox has time of its own.
        made._caller.seams = seams  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    return made


@contextmanager
def in_environment(api_key: str, url: str, seams: Seams | None) -> Generator[None, None, None]:
    """Let the environment lead here, and clients that are made meanwhile take their time here."""
    from unittest.mock import patch

    from codatsyncexpenses._loops import caller as _caller

    variables = {"CODAT_API_KEY": api_key, "CODAT_SERVER_URL": url}
    with patch.dict(os.environ, variables):
        os.environ.pop("CODAT_AUTH_HEADER", None)
        if seams is None:
            yield
        else:
            with patch.object(_caller, "Seams", lambda: seams):
                yield
