"""Reads the package's version, description and author from gen.yaml, where they are written."""

from pathlib import Path
from typing import Any

import yaml
from hatchling.metadata.plugin.interface import MetadataHookInterface


class GenYamlMetadata(MetadataHookInterface):
    """Fills in the fields that pyproject.toml lists as dynamic."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Take each field from the `python` section of gen.yaml."""
        path = Path(self.root, "gen.yaml")
        settings = yaml.safe_load(path.read_text(encoding="utf-8"))["python"]
        metadata["version"] = str(settings["version"])
        metadata["description"] = settings["description"]
        metadata["authors"] = [{"name": settings["author"]}]
