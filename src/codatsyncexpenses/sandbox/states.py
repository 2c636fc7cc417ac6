"""The states that every sandbox can start from: their names and their ids."""

from __future__ import annotations

NAMES: dict[str, str] = {
    "new-customer": "One company, whose connection to accounting software waits for the customer.",
    "year-of-syncs": "One company with 1,000 syncs of the last 365 days.",
    "everything-failing": "A company for each reason why a sync fails or does not start.",
}
"""The states by name, with a description of each."""

COMPANY_ID = "0c0ffee0-0000-4000-8000-00000000c001"
"""The company of `new-customer` and of `year-of-syncs`."""

CONNECTION_ID = "0c0ffee0-0000-4000-8000-00000000c002"
"""Its connection to accounting software."""
