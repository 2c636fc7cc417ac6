"""Programs in odd environments: ``python -m tests.transport.programs NAME URL [FILE]``.

Each is a process of its own, because it changes modules of the standard library. It calls a server
that answers any read, and fails if a call does.
"""

from __future__ import annotations

import importlib
import os
import sys
import threading
from collections.abc import Callable
from typing import Any

from tests.support.ids import COMPANY_ID, SYNC_ID

SECRET = "Basic c2VjcmV0"  # noqa: S105 - it opens nothing


def module(name: str) -> object:
    """Import a module that has no types."""
    return importlib.import_module(name)


def get(url: str) -> str:
    """Make a call with a new client, and return what came, or the error."""
    from codatsyncexpenses import CodatSyncExpenses, errors
    from codatsyncexpenses.models import operations, shared
    from codatsyncexpenses.utils import BackoffStrategy, RetryConfig

    once = RetryConfig("none", BackoffStrategy(1, 1, 1, 1), False)
    with CodatSyncExpenses(shared.Security(SECRET), server_url=url, retry_config=once) as client:
        try:
            answered = client.sync.get(operations.GetSyncByIDRequest(COMPANY_ID, SYNC_ID))
        except errors.CodatError as error:
            return f"{type(error).__name__}: {error}"
    return str(answered.company_sync_status)


def expect(url: str, words: str = "sync_id='50000000-0000-4000-8000-000000000001'") -> None:
    """Make a call, and expect words in its result."""
    found = get(url)
    if words not in found:
        sys.exit(f"expected {words}, found {found}")


def pyopenssl(url: str, untrusted: str) -> None:
    """Call with pyOpenSSL in the place of ssl."""
    vars(module("urllib3.contrib.pyopenssl"))["inject_into_urllib3"]()
    expect(url)
    expect(untrusted, "CertificateError")


def pyopenssl_later(url: str, untrusted: str) -> None:
    """Call before pyOpenSSL takes the place of ssl, and after."""
    expect(url)
    pyopenssl(url, untrusted)


def truststore(url: str, untrusted: str) -> None:
    """Call before truststore takes the place of ssl's contexts, and after."""
    expect(url)
    vars(module("truststore"))["inject_into_ssl"]()
    expect(url)
    expect(untrusted, "CertificateError")
    vars(module("truststore"))["extract_from_ssl"]()
    expect(url)


def frozen(url: str, _: str) -> None:
    """Call at another date, in threads whose functions are at several depths."""
    expect(url)
    freeze = vars(module("freezegun"))["freeze_time"]
    from codatsyncexpenses import CodatSyncExpenses
    from codatsyncexpenses.models import operations

    with freeze("2031-01-01"):
        expect(url)
        found: list[object] = []
        client = CodatSyncExpenses(server_url=url)

        def call(request: operations.GetSyncByIDRequest) -> None:
            found.append(client.sync.get(request))

        targets: list[Callable[[operations.GetSyncByIDRequest], object]] = [client.sync.get, call]
        for target in targets:
            request = operations.GetSyncByIDRequest(COMPANY_ID, SYNC_ID)
            thread = threading.Thread(target=target, args=(request,))
            thread.start()
            thread.join(30)
        client.close()
    if not found:
        sys.exit("no answer came")


def without_tls(url: str, secure: str) -> None:
    """Call on a Python that has no TLS."""
    expect(url)
    expect(secure, "ConfigurationError: https needs the module ssl")
    import requests

    from codatsyncexpenses import CodatSyncExpenses, errors
    from codatsyncexpenses.models import operations

    with requests.Session() as session:
        client = CodatSyncExpenses(server_url=secure, client=session)
        try:
            client.sync.get(operations.GetSyncByIDRequest(COMPANY_ID, SYNC_ID))
        except errors.ConfigurationError:
            return
    sys.exit("https was not refused")


if __name__ == "__main__":
    programs = (pyopenssl, pyopenssl_later, truststore, frozen, without_tls)
    name = sys.argv[1]
    if name == "without_tls":
        loaded: dict[str, Any] = sys.modules
        loaded.update({"ssl": None, "_ssl": None})
    os.environ["NO_PROXY"] = "*"
    {program.__name__: program for program in programs}[name](*sys.argv[2:])
