"""The budgets of CONTRIBUTING.md that a test can hold."""

import traceback
from pathlib import Path

import requests

import codatsyncexpenses
from codatsyncexpenses.models import operations
from tests.support.ids import COMPANY_ID, SYNC_ID

PACKAGE = str(Path(codatsyncexpenses.__file__).parent)
FRAMES: list[str] = []


class Looking(requests.Session):
    """A Session that notes whose frames led to it."""

    def send(self, request: requests.PreparedRequest, **_: object) -> requests.Response:
        """Note the frames, and answer."""
        frames = [frame.filename for frame in traceback.extract_stack()]
        FRAMES[:] = [name for name in frames if name.startswith(PACKAGE)]
        response = requests.Response()
        response.status_code, response.request = 200, request
        response.headers["Content-Type"] = "application/json"
        vars(response)["_content"] = b"{}"
        return response


def test_three_frames_of_ours_lead_to_requests() -> None:
    """The method, the loop, the transport: then requests."""
    client = codatsyncexpenses.CodatSyncExpenses(client=Looking())
    client.sync.get(operations.GetSyncByIDRequest(COMPANY_ID, SYNC_ID))
    assert [Path(name).name for name in FRAMES] == ["sync.py", "blocking.py", "session.py"]
