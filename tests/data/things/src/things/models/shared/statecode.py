# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""How a thing is."""

from ..._enums import StatusCode

__all__ = ["StateCode"]


class StateCode(StatusCode):
    """How a thing is."""

    WHOLE = 1, "success", "It is whole."
    BROKEN = 2, "failure", 'It says "ow".', True
