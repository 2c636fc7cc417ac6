"""Clients of a sandbox."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Mapping

    import requests

    from codatsyncexpenses import CodatSyncExpenses
    from codatsyncexpenses._settings import Seams
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


def make_client(options: ClientOptions, seams: Seams | None) -> CodatSyncExpenses:
    """Make a client that takes its time from the seams, if there are any."""
    from codatsyncexpenses import CodatSyncExpenses

    made = CodatSyncExpenses(**options)
    if seams is not None:
        # A client has no public option for it: only a sandbox has time of its own.
        made._caller.seams = seams  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    return made
