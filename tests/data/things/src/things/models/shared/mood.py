# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""How a box feels."""

from ..._schema.enums import TextEnum

__all__ = [
    "Mood",
]


class Mood(TextEnum):
    """How a box feels."""

    HAPPY = "happy"
    """It smiles."""
    SO_SO = "so-so"
    """It does not."""
    UPSIDE_DOWN = "🙃"
    """It stands on its head."""
