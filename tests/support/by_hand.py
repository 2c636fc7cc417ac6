"""Calls driven by hand: no loop, no transport, and a clock that stands still until it is moved."""

from typing import Any, NamedTuple

import requests

from codatsyncexpenses._bases.security import Security
from codatsyncexpenses._calls.call import Call, Calls
from codatsyncexpenses._calls.settings import Options
from codatsyncexpenses._calls.wire import Outcome, Wire
from codatsyncexpenses.models import shared
from codatsyncexpenses.models._about import RETRIED, RETRIES
from codatsyncexpenses.sdkconfiguration import SDKConfiguration
from codatsyncexpenses.utils import RetryConfig
from tests.support.scripted_client import ADDRESS, KEY, ManualTime


class HandDriven:
    """The calls of one client, its configuration, and the time that the calls see."""

    def __init__(
        self,
        security: Security = shared.Security(KEY),  # noqa: B008 - never changed
        retry_config: RetryConfig | None = None,
        **options: Any,
    ) -> None:
        self.time = ManualTime()
        self.configuration = SDKConfiguration(
            requests.Session(), server_url=ADDRESS, retry_config=retry_config
        )
        chosen = Options(RETRIES, RETRIED, seams=self.time.seams)._replace(**options)
        self.calls = Calls(self.configuration, security, chosen)


class Driven(NamedTuple):
    """The course of a call."""

    sent: list[Wire]
    """The request of each attempt."""
    pauses: list[float | None]
    """The pause after each attempt; None after the last."""


def drive(call: Call[Any], time: ManualTime, *outcomes: Outcome) -> Driven:
    """Give each attempt its outcome, until the call or the outcomes end; pauses move the clock."""
    driven = Driven([], [])
    for outcome in outcomes:
        driven.sent.append(call.wire())
        pause = call.after(outcome)
        driven.pauses.append(pause)
        if pause is None:
            break
        time.now += pause
    return driven
