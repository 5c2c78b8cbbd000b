"""The ledgers that came in, each with how many of its rows stand.

In:  an open register.
Out: plain records, by name.
"""

from typing import Any

from accord.model.document import LEDGER
from accord.register.file.plain import Asking

__all__ = ["ledgers_held"]

_TURN = "ledger turn "  # how the note begins that counts the imports of a ledger
_NAMES = "SELECT key, value FROM meta WHERE key >= :low AND key < :high ORDER BY key"
_ROWS = "SELECT COUNT(DISTINCT source) FROM unit WHERE source >= :low AND source < :high AND state = 'read'"


def ledgers_held(asking: Asking) -> list[dict[str, Any]]:
    """Return the ledgers: `name`, `rows` that stand."""
    found = []
    for key, _ in asking.execute(_NAMES, _range(_TURN)):
        name = str(key).removeprefix(_TURN)
        rows = asking.execute(_ROWS, _range(f"{LEDGER}{name}#")).scalar()
        found.append({"name": name, "rows": int(rows)})
    return found


def _range(prefix: str) -> dict[str, str]:
    return {"low": prefix, "high": prefix[:-1] + chr(ord(prefix[-1]) + 1)}
