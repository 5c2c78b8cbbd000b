"""The ledgers that came in, each with how many of its rows stand.

In:  an open register.
Out: plain records, by name.
"""

from typing import Any

from accord.model.document import LEDGER
from accord.model.terms import Language, members
from accord.register.asking.asking import DAY
from accord.register.file.plain import Asking

__all__ = ["ledgers_held", "without_row"]

_TURN = "ledger turn "  # how the note begins that counts the imports of a ledger
_NAMES = "SELECT key, value FROM meta WHERE key >= :low AND key < :high ORDER BY key"
_ROWS = "SELECT COUNT(DISTINCT source) FROM unit WHERE source >= :low AND source < :high AND state = 'read'"
_WITHOUT = (
    f"SELECT a.row, a.id, a.title, {DAY} AS day FROM agreement a WHERE a.status = 'signed' AND NOT EXISTS (SELECT 1 FROM report r "
    "JOIN fact f ON f.row = r.row JOIN unit u ON u.row = f.unit WHERE r.agreement = a.row AND u.source >= :low AND u.source < :high) "
    "ORDER BY day DESC, a.id LIMIT :most"
)
_BODIES = (
    "SELECT e.{name} FROM agreement_party p JOIN entity e ON e.row = p.entity WHERE p.agreement = :row ORDER BY e.id"
)


def without_row(asking: Asking, ledger: str, language: str, most: int) -> list[dict[str, Any]]:
    """Return the newest signed agreements that no row of a ledger tells: `id`, `title`, `day`, `parties` in a language."""
    asked = _BODIES.format(name=f"name_{language}" if language in members(Language) else "name")
    found = asking.execute(_WITHOUT, {**_range(f"{LEDGER}{ledger}#"), "most": most}).mappings()
    for one in found:
        names = (str(name) for (name,) in asking.execute(asked, {"row": one.pop("row")}))
        one["parties"] = ", ".join(names)
    return found


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
