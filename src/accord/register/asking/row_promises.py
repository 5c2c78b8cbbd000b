"""The promises behind the rows of a ledger: what other reports of a row's agreement tell, where people followed any of it.

In:  an open register, how the sources of the ledger's rows begin.
Out: `RowPromise`s.
"""

from collections.abc import Iterator

import msgspec

from accord.register.asking.states import STATES_GIVEN
from accord.register.file.plain import Asking

__all__ = ["RowPromise", "row_promises"]

_PROMISES = (
    "SELECT c.row AS fact, c.report AS report FROM commitment c WHERE c.modality <> 'hoped' UNION ALL "
    "SELECT p.row, h.row FROM fact p JOIN fact h ON h.unit = p.unit JOIN report r ON r.row = h.row AND NOT r.earlier "
    "WHERE p.kind = 'project' AND 1 = (SELECT COUNT(*) FROM fact x JOIN report y ON y.row = x.row "
    "WHERE x.unit = p.unit AND NOT y.earlier) AND NOT EXISTS (SELECT 1 FROM fact k WHERE k.unit = p.unit "
    'AND k.kind = \'commitment\' AND k.start < p."end" AND p.start < k."end")'
)
_ROWS = (
    f"WITH promise AS ({_PROMISES}), given AS ({STATES_GIVEN}), reports AS "
    "(SELECT DISTINCT m.report, r.agreement FROM given g JOIN promise m ON m.fact = g.fact JOIN report r ON r.row = m.report) "
    "SELECT u.id, (SELECT MAX(n.started) FROM appearance a JOIN run n ON n.row = a.run WHERE a.text = u.text), f.id "
    "FROM reports s JOIN report d ON d.agreement = s.agreement AND NOT d.earlier JOIN fact o ON o.row = d.row "
    "JOIN unit u ON u.row = o.unit JOIN promise m ON m.report = s.report JOIN fact f ON f.row = m.fact "
    "WHERE u.source >= :low AND u.source < :high AND u.state = 'read' ORDER BY u.id, f.id"
)


class RowPromise(msgspec.Struct, frozen=True):
    """A promise that a report of a row's agreement tells.

    Attributes:
        unit: Id of the row's text.
        came: When the row came in as it is (RFC 3339), or None.
        promise: Id of the promise; of the same report others may stand that nobody followed.
    """

    unit: str
    came: str | None
    promise: str


def row_promises(asking: Asking, prefix: str) -> Iterator[RowPromise]:
    """Yield the promises of the reports of which people followed at least one, row by row; wishes (`hoped`) are none."""
    asked = {"low": prefix, "high": prefix[:-1] + chr(ord(prefix[-1]) + 1)}
    for unit, came, promise in asking.execute(_ROWS, asked):
        yield RowPromise(unit, came, promise)
