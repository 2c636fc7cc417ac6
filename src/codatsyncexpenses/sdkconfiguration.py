"""The settings of a client, under the import path and the names of 3.1.0."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ._calls.call import Configuration
from ._calls.retries import RetryConfig
from ._display.repr import AllFieldsRepr, text
from ._exceptions import ConfigurationError
from ._lazy import LateModule
from ._schema.hints import is_number
from .models._about import DOCUMENT_VERSION, PACKAGE, SERVERS, __version__

if TYPE_CHECKING:
    import requests
else:
    requests = LateModule("requests")

__all__ = ["SERVERS", "AsyncSDKConfiguration", "SDKConfiguration"]

USER_AGENT = f"{PACKAGE}/{__version__} python/{platform.python_version()}"


@dataclass(repr=False)
class SDKConfiguration(AllFieldsRepr, Configuration):
    """The settings of a client; a change takes effect at the next call.

    A new ``client`` has no effect: the Session is the one that the client was created with.
    """

    client: requests.Session
    """The Session that sends requests."""
    server_url: str | None = None
    """The server's address; None uses the one that ``server_idx`` selects."""
    server_idx: int | None = None
    """Index into ``SERVERS``; None is 0."""
    language: str = "python"
    openapi_doc_version: str = DOCUMENT_VERSION
    sdk_version: str = __version__
    user_agent: str = USER_AGENT
    retry_config: RetryConfig | None = None
    """The retry policy of calls; None is the API's own policy."""

    def _server(self) -> str:
        return _of_index(self.server_idx)


@dataclass(repr=False)
class AsyncSDKConfiguration(AllFieldsRepr, Configuration):
    """The settings of an asynchronous client; a change takes effect at the next call."""

    server_url: str | None = None
    """The server's address; None uses that of ``server_idx``."""
    server_idx: int | None = None
    """Index into ``SERVERS``; None is 0."""
    user_agent: str = USER_AGENT
    retry_config: RetryConfig | None = None
    """The retry policy of calls; None is the API's own policy."""

    def _server(self) -> str:
        return _of_index(self.server_idx)


def _of_index(given: int | None) -> str:
    index, count = 0 if given is None else given, len(SERVERS)
    if not is_number(index, 0, count - 1) or not isinstance(index, int):
        raise ConfigurationError(
            f"server_idx must be an index of SERVERS, which has {count}, not {text(index)}"
        )
    return SERVERS[index]
