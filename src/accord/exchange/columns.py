"""What the fields of the lists hold, for formats that have types or none at all.

In:  the name of a field, or its value.
Out: its type; or one text for a cell.
"""

from collections.abc import Mapping
from typing import Any, Literal

__all__ = ["Record", "Type", "flat", "type_of"]

Record = Mapping[str, Any]
Type = Literal["text", "integer", "number", "truth", "texts", "bodies"]

_TYPES: dict[str, Type] = {
    "ordinal": "integer",
    "reports": "integer",
    "agreements": "integer",
    "documents": "integer",
    "facts": "integer",
    "appearances": "integer",
    "confidence": "number",
    "relevant": "truth",
    "signatories": "texts",
    "sectors": "texts",
    "names": "texts",
    "edited": "texts",
    "parties": "bodies",
    "regions": "bodies",
    "actors": "bodies",
}


def type_of(field: str) -> Type:
    """Return what a field holds: `texts` is a list of them, `bodies` a list of `{id, name}`."""
    return _TYPES.get(field, "text")


def flat(value: object) -> str:
    """Return a value as one text: names and lists joined by `; `, truth as yes or no, nothing as nothing.

    >>> flat([{"id": "p-1", "name": "Wuxi"}, {"id": "p-2", "name": "Suzhou"}]), flat(True), flat(None)
    ('Wuxi; Suzhou', 'yes', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(flat(item) for item in value)
    if isinstance(value, Mapping):
        return str(value.get("name", ""))
    return str(value)
