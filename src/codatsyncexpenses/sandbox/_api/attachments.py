"""Files that were attached to transactions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from codatsyncexpenses.errors import RequestError
from codatsyncexpenses.sandbox import _records as records
from codatsyncexpenses.sandbox._accounting import LARGEST_FILES, PLATFORMS
from codatsyncexpenses.sandbox._call import Answer, Call
from codatsyncexpenses.sandbox._world import RefusedError, World

if TYPE_CHECKING:
    from codatsyncexpenses.sandbox._uploads import Upload


@dataclass(frozen=True)
class Attachment:
    """A file that was attached to a transaction; its content is not kept."""

    id: str
    transaction_id: str
    sync_id: str
    file_name: str
    content_type: str
    size: int
    """Bytes."""
    sha256: str
    """The hash of the content, in hexadecimal digits."""


def upload(call: Call) -> Answer:
    """Attach a file to a transaction that was written."""
    company, sync, transaction = call.company, call.sync, call.transaction
    if transaction.status != "Completed":
        error = f"The transaction is {transaction.status}; only a Completed one takes files."
        raise RefusedError(400, error)
    file = call.upload
    if file is None or file.problem:
        raise RefusedError(400, "The request lacks a file." if file is None else file.problem)
    _check_size(call, company, file)
    attachment = records.Attachment(
        id=call.world.ids.uuid(),
        company_id=company.id,
        at=call.world.clock.now(),
        sync_id=sync.id,
        transaction_id=transaction.id,
        file_name=file.file_name,
        content_type=file.content_type,
        size=file.size,
        sha256=file.sha256,
    )
    call.world.attachments.put(attachment)
    told = {"companyId": company.id, "id": attachment.id, "transactionId": transaction.id}
    return Answer(200, told)


def of_company(world: World, company_id: str) -> list[Attachment]:
    """Give a company's attachments, the oldest first."""
    try:
        company = world.company(company_id)
    except RefusedError as refused:
        raise RequestError(refused.error) from refused
    return [
        Attachment(
            id=each.id,
            transaction_id=each.transaction_id,
            sync_id=each.sync_id,
            file_name=each.file_name,
            content_type=each.content_type,
            size=each.size,
            sha256=each.sha256,
        )
        for each in world.attachments.of(company.id)
    ]


def _check_size(call: Call, company: records.Company, file: Upload) -> None:
    linked = call.world.accounting(company.id)
    if linked is None:
        raise RefusedError(400, "There is no linked connection to an accounting software.")
    name, most = PLATFORMS[linked.platform], LARGEST_FILES.get(linked.platform)
    if most is None:
        raise RefusedError(400, f"{name} takes no attachments.")
    if file.size > most:
        raise RefusedError(400, f"The file has {file.size} bytes; {name} takes {most} at most.")
