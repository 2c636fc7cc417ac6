"""A sample webhook of every type, as a sandbox sends it."""

from __future__ import annotations

import difflib
import functools
import json
import uuid
from collections.abc import Mapping
from typing import Any

import requests

from codatsyncexpenses.errors import ConfigurationError
from codatsyncexpenses.sandbox import companies
from codatsyncexpenses.sandbox._sandbox import Sandbox
from codatsyncexpenses.sandbox._state import records
from codatsyncexpenses.sandbox._wire.adapter import URL
from codatsyncexpenses.sandbox._wire.webhooks import post
from codatsyncexpenses.webhooks import sign

_DAY = 86_400  # seconds
_QUOTA = 50
_WRITES: dict[str, list[dict[str, str]]] = {
    "accounts": [{"nominalCode": "1", "name": "Travel", "type": "Expense", "currency": "GBP"}, {}],
    "bankAccounts": [{"accountName": "Card", "accountType": "Credit", "currency": "GBP"}, {}],
    "customers": [{"customerName": "Toft Paper", "status": "Active"}, {"status": "Active"}],
    "suppliers": [{"supplierName": "Toft Paper", "status": "Active"}, {"status": "Active"}],
}
"""The records to write: one that the accounting software accepts, and one that it refuses."""


def message(event_type: str, company_id: str | None = None) -> dict[str, Any]:
    """Return a message of a type, such as "expenses.sync.successful".

    :param company_id: the id of the company that it is about; None is one of the sandbox's
    :raises ConfigurationError: if there is no such type
    """
    found = {each["eventType"]: each for each in reversed(messages())}
    if event_type not in found:
        near = " or ".join(difflib.get_close_matches(event_type, found, cutoff=0))
        raise ConfigurationError(f"there is no event {event_type!r}; did you mean {near}?")
    chosen = found[event_type]
    reference = chosen["payload"].get("referenceCompany", chosen["payload"])
    if company_id is not None and "rateLimit" not in event_type:
        text = json.dumps(chosen)
        chosen = json.loads(text.replace(json.dumps(reference["id"]), json.dumps(company_id)))
    return {**chosen, "id": str(uuid.uuid4())}


def send(message: Mapping[str, Any], url: str, secret: str) -> int | None:
    """Sign a message, and send it; return the status of the response, or None without one.

    :raises WebhookVerificationError: if the secret cannot sign
    """
    sign(b"", secret, message_id=message["id"])  # `post` takes an error for no response
    made = records.Message(
        id=message["id"],
        message_id=message["id"],
        endpoint_id="",
        event_type=message["eventType"],
        body=json.dumps(message),
    )
    return post(records.Endpoint(id="", url=url, secret=secret), made)


@functools.cache
def messages() -> list[dict[str, Any]]:
    """Return the messages of a sandbox in which everything happens that it sends webhooks for."""
    found: list[dict[str, Any]] = []

    def receive(body: bytes, _: Mapping[str, str]) -> int:
        found.append(json.loads(body))
        return 204

    sandbox = Sandbox(clock="manual", quota=_QUOTA)
    sandbox.webhooks.add(receive)
    with requests.Session() as http:
        http.headers.update(sandbox.headers)
        http.mount(URL, sandbox.adapter)
        _change_company(sandbox, http)
        _sync(sandbox)
        while http.get(f"{URL}/companies").ok:  # until the day's quota is used up
            pass
    sandbox.advance(_DAY)
    sandbox.stop()
    return found


def _change_company(sandbox: Sandbox, http: requests.Session) -> None:
    company = http.post(f"{URL}/companies", json={"name": "Harbour Lane Coffee"}).json()
    sandbox.set_products(company["id"], "expenses")
    sandbox.set_products(company["id"])
    address = f"{URL}/companies/{company['id']}"
    made = http.post(f"{address}/connections", json={"platformKey": "qhyg"}).json()
    connection = f"{address}/connections/{made['id']}"
    http.get(f"{made['linkUrl']}?authorise=no")
    http.get(made["linkUrl"])
    sandbox.advance(_DAY)
    for kind, bodies in _WRITES.items():
        for body in bodies:
            http.post(f"{connection}/push/{kind}", json=body)
    sandbox.advance(10)
    http.patch(connection, json={"status": "Unlinked"})
    http.get(made["linkUrl"])
    http.delete(connection)
    http.delete(address)
    sandbox.advance(0)


def _sync(sandbox: Sandbox) -> None:
    for company in (companies.SUCCEEDS, companies.WRITE_FAILED):
        sandbox.start_sync(company.id)
    sandbox.advance(10)
