"""A sandbox that another process serves."""

from __future__ import annotations

import base64
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, overload
from urllib.parse import quote

import msgspec
import requests

from codatsyncexpenses._display.repr import guarded
from codatsyncexpenses._schema.hints import Self, is_dict
from codatsyncexpenses.errors import ConfigurationError, RequestError
from codatsyncexpenses.sandbox._face import Steered
from codatsyncexpenses.sandbox._state import checks
from codatsyncexpenses.sandbox._wire import control_json
from codatsyncexpenses.sandbox._wire.control import ROUTES, ClockState, Control
from codatsyncexpenses.sandbox._wire.journal import Recorded
from codatsyncexpenses.sandbox._wire.webhooks import Delivery, Endpoint

if TYPE_CHECKING:
    from codatsyncexpenses._calls.settings import Seams

_TIMEOUT = (5.0, 120.0)  # seconds; to advance the clock may deliver many webhooks
_PAGE = 1000
_ENCODE = msgspec.json.Encoder(decimal_format="number").encode


class _Remote:
    """The operations of `Control`, each a request to another process."""

    def __init__(self, url: str, token: str | None) -> None:
        self._url = url
        self._session = requests.Session()
        self._session.trust_env = False
        if checks.token("control_token", token) is not None:
            self._session.headers["Authorization"] = f"Bearer {token}"

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name not in _OPERATIONS:
            raise AttributeError(name)
        return partial(self._call, name)

    def close(self) -> None:
        self._session.close()

    def _call(self, operation: str, *given: object, **options: object) -> Any:
        route = _OPERATIONS[operation]
        arguments = control_json.named(operation, given, options)
        path, body = route.path, dict[str, Any]()
        for name, value in arguments.items():
            if f"{{{name}}}" in path:
                path = path.replace(f"{{{name}}}", quote(str(value), safe=""))
            else:
                body[control_json.camel(name)] = control_json.encoded(value)
        if route.whole is not None:
            body = body[route.whole]
        try:
            response = self._session.request(
                route.method,
                f"{self._url}/_sandbox/{path}",
                params=body if route.has_query else None,
                data=None if route.has_query else _ENCODE(body),
                headers=None if route.has_query else {"Content-Type": "application/json"},
                timeout=_TIMEOUT,
                allow_redirects=False,  # the token is for this address
            )
        except requests.RequestException as error:
            raise ConfigurationError(f"no sandbox answers at {self._url}: {error}") from None
        if response.status_code == 204:
            return None
        found = _json(response)
        if response.status_code >= 400:
            is_request = response.headers.get("X-Sandbox-Error") == RequestError.__name__
            kind = RequestError if is_request else ConfigurationError
            raise kind(str(found.get("error", f"the sandbox answered {response.status_code}")))
        return control_json.result_of(operation, found if route.key is None else found[route.key])


def _json(response: requests.Response) -> dict[str, Any]:
    try:
        found: object = response.json()
    except (ValueError, RecursionError):
        found = None
    if response.status_code == 413:
        raise ConfigurationError("the arguments are too large for the control of a sandbox")
    if not is_dict(found):
        raise ConfigurationError(f"{response.url} is not the control of a sandbox")
    return {str(name): value for name, value in found.items()}


_OPERATIONS = {route.operation: route for route in ROUTES}


class RemoteSandbox(Steered):
    """The sandbox at an address; `Sandbox.connect` returns one."""

    def __init__(self, url: str, api_key: str, token: str | None) -> None:
        self._api_key = api_key
        self.authorization: str = "Basic " + base64.b64encode(api_key.encode()).decode()
        self._url = url.rstrip("/")
        self._remote = _Remote(self._url, token)
        control: Any = self._remote
        self._control: Control = control
        self._clock: ClockState = self._control.clock()
        self.requests: RemoteJournal = RemoteJournal(self._control)
        """The requests to the API and their responses, the oldest first."""
        self.webhooks: RemoteWebhooks = RemoteWebhooks(self._control)
        """The endpoints of webhooks, and the deliveries to them."""

    @property
    def url(self) -> str:
        """The address, without a trailing slash."""
        return self._url

    def advance(self, seconds: float) -> None:
        """Move the clock forward; syncs end and webhooks are delivered at their own moments."""
        self._clock = self._control.advance(seconds)

    def stop(self) -> None:
        """Close the connection; the sandbox runs on."""
        self._remote.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @guarded
    def __repr__(self) -> str:
        return f"<Sandbox: {self._url}>"

    def _seams(self) -> Seams | None:
        if not self._clock.manual:
            return None
        from codatsyncexpenses._calls.settings import Seams

        return Seams(
            clock=lambda: self._last_known().timestamp(),
            now=self._last_known,
            sleep=self.advance,
            dice=random.Random(0).random,  # noqa: S311 - pauses are no secret
        )

    def _last_known(self) -> datetime:
        return self._clock.now


class RemoteJournal(Sequence[Recorded]):
    """The last requests to the API, oldest first, as the other process has them now."""

    def __init__(self, control: Control) -> None:
        self._control = control

    def clear(self) -> None:
        """Remove all requests."""
        self._control.clear_requests()

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Recorded]:
        return iter(self._all())

    @overload
    def __getitem__(self, index: int) -> Recorded: ...
    @overload
    def __getitem__(self, index: slice) -> list[Recorded]: ...
    def __getitem__(self, index: int | slice) -> Recorded | list[Recorded]:
        return self._all()[index]

    @guarded
    def __repr__(self) -> str:
        return f"{self._all()!r}"

    def _all(self) -> list[Recorded]:
        found: list[Recorded] = []
        page = self._control.requests(0, _PAGE)
        while page.requests:
            found += page.requests
            page = self._control.requests(page.last, _PAGE)
        return found


class RemoteWebhooks:
    """The endpoints of webhooks of another process, and the deliveries to them."""

    def __init__(self, control: Control) -> None:
        self._control = control

    def add(self, url: str, *, secret: str | None = None) -> Endpoint:
        """Deliver to an address from now on, signed with a secret; the default is a new one.

        :raises ConfigurationError: if the address or the secret cannot be used
        """
        return self._control.add_endpoint(url, secret)

    def remove(self, url: str) -> None:
        """Deliver no more to an address.

        :raises RequestError: if there is no such endpoint
        """
        self._control.remove_endpoint(url)

    def resend(self, message_id: str) -> None:
        """Deliver a message once more, to each endpoint that it went to.

        :raises RequestError: if no attempt has this `message_id`
        """
        self._control.resend(message_id)

    @property
    def endpoints(self) -> list[Endpoint]:
        """The endpoints, disabled ones included."""
        return self._control.endpoints()

    @property
    def deliveries(self) -> list[Delivery]:
        """The last 10,000 attempts, oldest first."""
        return self._control.deliveries()
