"""Names on the wire, turned into Python names."""

from __future__ import annotations

import keyword
import re

_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+\d*|[A-Z]+\d*|\d+")
_INITIALISMS = {"id": "ID", "url": "URL"}


def words(name: str) -> list[str]:
    """Return the words of a name in any style, in lower case."""
    return [word.lower() for word in _WORD.findall(name)]


# Names that generated classes and their modules use themselves.
USED = {
    *("bool", "dataclass", "dict", "from_dict", "from_json", "int", "list", "requests", "schema"),
    *("self", "shared", "str", "to_dict", "to_json"),
}


def field(name: str) -> str:
    """Return the name of a field, with an underscore if its class uses the name itself."""
    text = snake(name)
    return f"{text}_" if text in USED else text


def snake(name: str) -> str:
    """``companyId`` -> ``company_id``; a Python keyword gets an underscore."""
    text = "_".join(words(name))
    return f"{text}_" if keyword.iskeyword(text) else text


def pascal(name: str) -> str:
    """``get-sync-by-id`` -> ``GetSyncByID``."""
    return "".join(_INITIALISMS.get(word, word.capitalize()) for word in words(name))


def constant(name: str) -> str:
    """``get_latest_sync`` -> ``GET_LATEST_SYNC``."""
    return "_".join(words(name)).upper()


def plural(name: str) -> str:
    """``company_sync_status`` -> ``company_sync_statuses``."""
    if name.endswith(("s", "x", "ch", "sh")):
        return name + "es"
    if name.endswith("y") and name[-2:-1] not in "aeiou":
        return name[:-1] + "ies"
    return name + "s"
