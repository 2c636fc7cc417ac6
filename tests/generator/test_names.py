"""Names in Python."""

import pytest

from generator import names


@pytest.mark.parametrize(
    ("wire", "snake", "pascal"),
    [
        ("companyId", "company_id", "CompanyID"),
        ("get-sync-by-id", "get_sync_by_id", "GetSyncByID"),
        ("CompanySyncStatus", "company_sync_status", "CompanySyncStatus"),
        ("syncUtc", "sync_utc", "SyncUtc"),
        ("class", "class_", "Class"),
        ("linkURL", "link_url", "LinkURL"),
        ("line1", "line1", "Line1"),
    ],
)
def test_names(wire: str, snake: str, pascal: str) -> None:
    """Names on the wire become Python names as 3.1.0 has them."""
    assert (names.snake(wire), names.pascal(wire)) == (snake, pascal)


@pytest.mark.parametrize(
    ("one", "many"),
    [("company_sync_status", "company_sync_statuses"), ("company", "companies"), ("day", "days")],
)
def test_plurals(one: str, many: str) -> None:
    """A list is named after its items."""
    assert names.plural(one) == many
