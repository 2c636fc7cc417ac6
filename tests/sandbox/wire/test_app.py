"""The checks that every request to the sandbox passes: the API key and the company."""

import pytest

from codatsyncexpenses.sandbox import Sandbox, companies
from codatsyncexpenses.sandbox.companies import Company
from tests.support.sandbox_caller import BY_ID, LATEST, LIST, ONE, SYNCS, SandboxCaller


def test_an_error_has_every_property(call: SandboxCaller) -> None:
    """An error has the API's body, with a string as its retry hint."""
    body = call("GET", BY_ID).json()
    assert body.pop("correlationId") != call("GET", BY_ID).json()["correlationId"]
    assert body == {
        "statusCode": 404,
        "service": "ExpenseSyncApi",
        "error": "The company has no such sync.",
        "canBeRetried": "Unknown",
        "detailedErrorCode": 0,
        "validation": None,
    }


@pytest.mark.parametrize(
    "header",
    [
        *("Basic c2FuZGJveA==", "basic c2FuZGJveA==", "BASIC c2FuZGJveA=="),
        "Basic BASE_64_ENCODED(API_KEY)",
    ],
)
def test_accepted_key(call: SandboxCaller, header: str) -> None:
    """The sandbox's key is accepted, with its scheme in any case, and the docs' placeholder is."""
    assert call("GET", LATEST, headers={"Authorization": header}).status_code == 200


@pytest.mark.parametrize(
    "header",
    [
        *(None, "", "sandbox", "c2FuZGJveA==", "Basic", "Basic b3RoZXI="),
        *("Basic  c2FuZGJveA==", "Bearer c2FuZGJveA==", "Basic C2FUZGJVEA=="),
    ],
)
def test_refused_key(call: SandboxCaller, header: str | None) -> None:
    """Any other header is refused, even at paths that do not exist."""
    assert call("GET", LATEST, headers={"Authorization": header}).status_code == 401
    assert call("GET", "/nowhere", headers={"Authorization": header}).status_code == 401


def test_own_key() -> None:
    """A sandbox with its own key accepts it, and not the default one."""
    call = SandboxCaller(Sandbox(api_key="mine"))
    with call.session:
        assert call.sandbox.headers == {"Authorization": "Basic bWluZQ=="}
        assert call("GET", LATEST).status_code == 200
        usual = {"Authorization": "Basic c2FuZGJveA=="}
        assert call("GET", LATEST, headers=usual).status_code == 401


@pytest.mark.parametrize(
    ("company", "status"), [(companies.PAYMENT_REQUIRED, 402), (companies.FORBIDDEN, 403)]
)
@pytest.mark.parametrize(("method", "path"), [("GET", LIST), ("POST", SYNCS), ("GET", ONE)])
def test_refused_companies(
    call: SandboxCaller, company: Company, status: int, method: str, path: str
) -> None:
    """Every request for some companies is refused."""
    assert call(method, path, company).status_code == status
