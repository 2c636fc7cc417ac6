"""What lists can be asked for and sorted by: the properties of their items."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from codatsyncexpenses.sandbox._query import Kind, Shape


def _all(kind: Kind, names: Iterable[str]) -> dict[str, Kind | Shape]:
    return dict.fromkeys(names, kind)


_CONTACT = [
    *("id", "contactName", "emailAddress", "phone", "registrationNumber"),
    *("taxNumber", "status", "defaultCurrency"),
]
_MODIFIED: Shape = {
    **_all("date", ["modifiedDate", "sourceModifiedDate"]),
    "metadata": {"isDeleted": "flag"},
}
CONNECTION: Shape = {
    **_all("text", ["id", "integrationId", "integrationKey", "sourceId", "sourceType"]),
    **_all("text", ["platformName", "linkUrl", "status"]),
    **_all("date", ["created", "lastSync"]),
}
COMPANY: Shape = {
    **_all("text", ["id", "name", "description", "redirect"]),
    **_all("date", ["created", "lastSync"]),
    "dataConnections": CONNECTION,
}
CUSTOMER: Shape = {**_all("text", ["customerName", *_CONTACT]), **_MODIFIED}
SUPPLIER: Shape = {**_all("text", ["supplierName", *_CONTACT]), **_MODIFIED}
PULL: Shape = {
    **_all("text", ["id", "companyId", "connectionId", "dataType", "status"]),
    **_all("text", ["statusDescription", "errorMessage"]),
    **_all("date", ["requested", "completed"]),
    **_all("flag", ["isCompleted", "isErrored"]),
    "progress": "number",
}
PUSH: Shape = {
    **_all("text", ["pushOperationKey", "companyId", "dataConnectionKey", "dataType"]),
    **_all("text", ["status", "errorMessage"]),
    **_all("date", ["requestedOnUtc", "completedOnUtc"]),
    **_all("number", ["timeoutInMinutes", "timeoutInSeconds", "statusCode"]),
}
