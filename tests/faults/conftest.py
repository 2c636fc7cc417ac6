"""What the tests of faults share."""

import pytest

from tests.support.certificates import Certificates


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """Hold certificates for this run."""
    return Certificates(tmp_path_factory.mktemp("certificates"))
