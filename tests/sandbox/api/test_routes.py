"""The sandbox's operations and their paths."""

import pytest

from codatsyncexpenses.sandbox import companies
from codatsyncexpenses.sandbox._api.routes import find
from codatsyncexpenses.sandbox._state.world import RefusedError
from tests.support.contract import operations
from tests.support.sandbox_caller import BY_ID, LATEST, ONE, SYNCS, UNKNOWN, SandboxCaller
from tests.support.sandbox_operations import SERVED, unknown_ids

JSON = {"Content-Type": "application/json"}


def test_routes_are_those_of_the_contract() -> None:
    """The operations have the methods and paths of the contract."""
    assert {name: SERVED.get(name) for name in operations()} == operations()


@pytest.mark.parametrize("operation", sorted(SERVED))
@pytest.mark.parametrize("company_id", [UNKNOWN, "no-uuid"])
def test_unknown_company(call: SandboxCaller, operation: str, company_id: str) -> None:
    """Every operation returns 404 for an unknown company."""
    method, template = SERVED[operation]
    if "{companyId}" in template:
        assert (
            call(method, unknown_ids(template), company_id, data=b"{", headers=JSON).status_code
            == 404
        )


def test_ids_in_either_case(call: SandboxCaller) -> None:
    """Ids are found in either letter case."""
    sync_id = call.start().upper()
    assert call("GET", BY_ID, companies.SUCCEEDS.id.upper(), sync_id).status_code == 200


def test_sync_of_another_company(call: SandboxCaller) -> None:
    """A sync is found in its own company only."""
    sync_id = call.start()
    assert call("GET", BY_ID, companies.WRITE_FAILED, sync_id).status_code == 404


@pytest.mark.parametrize(
    "path", ["/nowhere", f"{LATEST}/", LATEST.replace("/sync/", "//"), "/_sandbox/nothing"]
)
def test_unknown_path(call: SandboxCaller, path: str) -> None:
    """An unknown path gets 404."""
    answer = call.session.get(
        call.base + path.format(companyId=companies.SUCCEEDS.id), headers=call.sandbox.headers
    )
    assert (answer.status_code, answer.json()["statusCode"]) == (404, 404)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", SYNCS, "POST"),
        ("DELETE", LATEST, "GET, HEAD"),
        ("POST", ONE, "DELETE, GET, HEAD, PATCH, PUT"),
        ("OPTIONS", "/companies", "GET, HEAD, POST"),
    ],
)
def test_wrong_method(call: SandboxCaller, method: str, path: str, allowed: str) -> None:
    """A method that a path does not accept gets 405, with the accepted ones."""
    answer = call(method, path)
    assert (answer.status_code, answer.headers["Allow"]) == (405, allowed)


@pytest.mark.parametrize("method", ["get", "Get", "gET", "head", "1", "GETT"])
def test_methods_are_case_sensitive(method: str) -> None:
    """A method in other letters is another method, which gets 405 with the accepted ones."""
    with pytest.raises(RefusedError) as refused:
        find(method, "/companies")
    assert (refused.value.status, refused.value.headers["Allow"]) == (405, "GET, HEAD, POST")
    assert refused.value.error == f"{method} is not allowed for this path."
