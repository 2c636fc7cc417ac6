"""Bodies of all kinds that become much larger once they are read."""

import sys

import pytest

from tests.faults.bombs import BOMBS
from tests.support.processes import results, start_program


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured as Linux counts it")
@pytest.mark.parametrize("size", ["accepted", "sent"])
def test_bodies_of_all_kinds(size: str) -> None:
    """No body makes memory grow by 160 MB or more, at the largest size that is accepted or sent."""
    found = results(start_program(size, module="tests.faults.bombs"))
    assert [each["bomb"] for each in found] == [*BOMBS]
    assert [each for each in found if each["grew"] >= 160_000_000] == []
