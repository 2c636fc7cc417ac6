"""The public names, pinned: none is lost, and none becomes public by accident."""

import importlib

import pytest

from tests.support.documents import ROOT

PUBLIC = {
    "codatsyncexpenses": [
        "SERVERS",
        "CodatSyncExpenses",
        "SDKConfiguration",
        "__version__",
        "errors",
        "models",
        "utils",
        "webhooks",
    ],
    "codatsyncexpenses.errors": [
        "APIConnectionError",
        "APITimeoutError",
        "AuthenticationError",
        "CallError",
        "CertificateError",
        "CodatError",
        "ConfigurationError",
        "DecodeError",
        "NotFoundError",
        "PermissionDeniedError",
        "RateLimitError",
        "RequestError",
        "RequestValidationError",
        "SDKError",
        "ServerError",
        "SyncFailed",
        "WaitTimeout",
        "WebhookVerificationError",
    ],
    "codatsyncexpenses.models": ["errors", "events", "operations", "shared"],
    "codatsyncexpenses.models.events": [
        "Event",
        "RateLimitReached",
        "RateLimitReset",
        "RuleLimitReached",
        "RuleLimitReset",
        "RuleSyncCompleted",
        "RuleSyncFailed",
        "RuleSyncStarted",
        "SyncSuccessful",
        "SyncUnsuccessful",
        "UnknownEvent",
    ],
    "codatsyncexpenses.resources": ["Resources"],
    "codatsyncexpenses.resources.sync": ["Sync"],
    "codatsyncexpenses.sandbox": ["Sandbox", "companies", "faults"],
    "codatsyncexpenses.testing": ["codat_client", "codat_environment", "codat_sandbox"],
    "codatsyncexpenses.sdk": ["CodatSyncExpenses"],
    "codatsyncexpenses.sdkconfiguration": ["SERVERS", "SDKConfiguration"],
    "codatsyncexpenses.sync": ["Sync"],
    "codatsyncexpenses.utils": [
        "BackoffStrategy",
        "Filter",
        "ModelList",
        "Pages",
        "Query",
        "RateLimit",
        "RetryConfig",
        "Violation",
        "parse_datetime",
    ],
    "codatsyncexpenses.utils.retries": ["BackoffStrategy", "RetryConfig"],
    "codatsyncexpenses.webhooks": [
        "Event",
        "RateLimitReached",
        "RateLimitReset",
        "RuleLimitReached",
        "RuleLimitReset",
        "RuleSyncCompleted",
        "RuleSyncFailed",
        "RuleSyncStarted",
        "SyncSuccessful",
        "SyncUnsuccessful",
        "UnknownEvent",
        "message_id",
        "new_secret",
        "parse",
        "sign",
        "verify",
        "verify_and_parse",
    ],
}
# The names of the models, module by module, one in each line.
for line in (ROOT / "tests/data/public_models.txt").read_text("utf-8").splitlines():
    module_, _, name_ = line.rpartition(".")
    PUBLIC.setdefault(module_, []).append(name_)
PUBLIC["codatsyncexpenses.models.errors"] = PUBLIC["codatsyncexpenses.errors"]


@pytest.mark.parametrize("module", sorted(PUBLIC))
def test_public_names(module: str) -> None:
    """A module exports exactly these names."""
    assert importlib.import_module(module).__all__ == PUBLIC[module]


@pytest.mark.parametrize("module", sorted(PUBLIC))
def test_public_names_are_there(module: str) -> None:
    """Every name that a module exports can be had from it, by a star too."""
    names: dict[str, object] = {}
    exec(f"from {module} import *", names)  # noqa: S102 - a star import needs a namespace
    assert set(PUBLIC[module]) <= set(names)


@pytest.mark.parametrize("module", sorted(PUBLIC))
def test_public_things_say_what_they_are(module: str) -> None:
    """Every public class and function has a docstring, and so has the module."""
    found = importlib.import_module(module)
    assert found.__doc__
    for name in PUBLIC[module]:
        thing = getattr(found, name)
        assert thing.__doc__ or not callable(thing), name


@pytest.mark.parametrize("module", sorted(PUBLIC))
def test_public_names_are_completed(module: str) -> None:
    """An editor and a notebook are told of every public name, loaded or not."""
    assert set(PUBLIC[module]) <= set(dir(importlib.import_module(module)))
