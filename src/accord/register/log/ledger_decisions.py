"""What people decided about the rows of a ledger: the values that hold now, whoever's report they were set on.

In:  how the sources of a ledger's rows begin.
Out: `Decided`s; the names of the ledgers that the register holds.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from sqlalchemy import text as sql
from sqlalchemy.engine import Connection

from accord.model.decision import Decision, SetValue

__all__ = ["Decided", "decided_values", "ledger_names"]

_TURN = "ledger turn "
_AGREEMENTS = (
    "SELECT u.id, d2.overrides, d2.row, d2.row = d.row, a.edited FROM unit u JOIN fact f ON f.unit = u.row JOIN report d ON d.row = f.row "
    "JOIN agreement a ON a.row = d.agreement JOIN report d2 ON d2.agreement = a.row WHERE u.source >= :low AND u.source < :high AND u.state = 'read' "
    "AND NOT d.earlier AND d2.overrides <> '{}' ORDER BY u.id, d2.row"
)
_STATES = (
    'SELECT u.id, f.start, f."end", p.state, f.edited FROM unit u JOIN fact f ON f.unit = u.row '
    "JOIN progress p ON p.row = f.row WHERE u.source >= :low AND u.source < :high AND u.state = 'read' "
    "AND f.edited <> '[]' ORDER BY u.id, f.start NULLS FIRST, f.row"
)
_NAMES = "SELECT m.name FROM fact_party p JOIN mention m ON m.row = p.mention WHERE p.fact = :fact AND NOT p.as_read ORDER BY p.seq"
_DECISION = "SELECT by, at, why, payload FROM decision WHERE seq = :seq"


class Decided(msgspec.Struct, frozen=True):
    """A value that a person set.

    Attributes:
        unit: Id of the row's text.
        field: Of the agreement, or `state`.
        value: As plain data.
        start: Of a state, where the words begin in the row's text that it is the state of; None of an agreement's field.
        end: Where they end.
        decision: Its id; `by`, `at`, `why` as recorded.
        quote: The words that the decision holds on to.
        document: The document in which they stand.
        earlier: Values that decisions gave the agreement's field before.
    """

    unit: str
    field: str
    value: Any
    start: int | None
    end: int | None
    decision: str
    by: str
    at: str
    why: str | None
    quote: str
    document: str
    earlier: tuple[Any, ...] = ()


def decided_values(connection: Connection, prefix: str) -> Iterator[Decided]:
    """Yield the values that people set about the rows of a ledger; the last decision on each field."""
    asked = {"low": prefix, "high": prefix[:-1] + chr(ord(prefix[-1]) + 1)}
    newest: dict[tuple[str, str], tuple[int, Any, list[str]]] = {}
    for unit, overrides, row, own, edited in connection.execute(sql(_AGREEMENTS), asked).all():
        for field, (seq, value) in _plain(overrides).items():
            if field == "parties" and not own:
                continue  # another document words the names of the same bodies in its own way
            if seq > newest.get((unit, field), (0,))[0]:
                told = _names(connection, row) if field == "parties" else value
                newest[unit, field] = (seq, told, _plain(edited))
    for (unit, field), (seq, value, edits) in newest.items():
        now = _decided(connection, unit, field, value, seq=seq)
        yield msgspec.structs.replace(now, earlier=tuple(_earlier(connection, field, edits, before=seq)))
    for unit, start, end, state, edited in connection.execute(sql(_STATES), asked).all():
        yield _decided(
            connection, unit, "state", state, seq=max(int(one[1:]) for one in _plain(edited)), words=(start, end)
        )


def ledger_names(connection: Connection) -> list[str]:
    """Return the names of the ledgers that came in."""
    found = connection.execute(sql("SELECT key FROM meta WHERE key LIKE :like ORDER BY key"), {"like": f"{_TURN}%"})
    return [str(key).removeprefix(_TURN) for key in found.scalars()]


def _earlier(connection: Connection, field: str, edits: Iterable[str], *, before: int) -> Iterator[Any]:
    """Yield the values that decisions gave a field before the one that holds."""
    for seq in (int(one[1:]) for one in edits):
        if seq < before:
            payload = connection.execute(sql(_DECISION), {"seq": seq}).one()[3]
            decision = msgspec.json.decode(payload, type=Decision)
            if isinstance(decision, SetValue) and decision.field == field:
                yield decision.value


def _names(connection: Connection, report: int) -> list[str]:
    """Return the bodies of a report as its document names them."""
    return list(connection.execute(sql(_NAMES), {"fact": report}).scalars())


def _decided(
    connection: Connection,
    unit: str,
    field: str,
    value: Any,
    *,
    seq: int,
    words: tuple[int | None, int | None] = (None, None),
) -> Decided:
    by, at, why, payload = connection.execute(sql(_DECISION), {"seq": seq}).one()
    decision = msgspec.json.decode(payload, type=Decision)
    held = decision.fact if isinstance(decision, SetValue) else None
    quote, document = (held.quote, held.document) if held else ("", "")
    return Decided(unit, field, value, *words, f"d{seq}", by, at, why, quote, document)


def _plain(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value
