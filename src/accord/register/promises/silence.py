"""From which day nobody speaks of a promise: kept when something is read, so that no page looks through all that was read.

In:  rows of promises; units that came or go.
Out: `promise.silent_from`.

A promise is silent on a day when its last word is old enough (`quiet_from`), and a document certainly of later, by that day,
names one of its sides and neither words the promise nor holds its last word: `follow.silence`, told as a day.
"""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import text as sql
from sqlalchemy.engine import Connection

from accord.register.tables.batches import found_among, rows_among

__all__ = ["hear", "heard_in", "of_bodies", "stirred_by"]

_LATER = (  # the first day by which something was read after the last word of a promise `p`
    "SELECT MIN((SELECT m.read_last FROM mention m WHERE m.form = o.row AND m.read_last > p.word_last "
    "AND m.read_first > p.word_last AND m.unit <> COALESCE(p.told_in, 0) AND NOT EXISTS (SELECT 1 FROM promise_wording w "
    "JOIN fact f ON f.row = w.commitment WHERE w.promise = p.row AND f.unit = m.unit) ORDER BY m.read_last LIMIT 1)) "
    "FROM promise_side s JOIN form o ON o.entity = s.entity WHERE s.promise = p.row"
)
_HEAR = f"SELECT p.row, p.quiet_from, ({_LATER}) FROM promise p WHERE p.row IN :among AND p.quiet_from IS NOT NULL"
_SET = "UPDATE promise SET silent_from = :day WHERE row = :row"
_AFTER = (  # promises of whose sides these units speak, later than the last word of them
    "FROM unit u JOIN mention m ON m.unit = u.row JOIN form o ON o.row = m.form JOIN promise_side s ON s.entity = o.entity "
    "JOIN promise p ON p.row = s.promise WHERE u.id IN :among AND m.read_first > p.word_last AND p.quiet_from IS NOT NULL"
)
_STIRRED = (
    f"SELECT DISTINCT p.row {_AFTER} AND (p.silent_from IS NULL "
    "OR (m.read_last < p.silent_from AND p.quiet_from < p.silent_from))"
)
_HEARD = f"SELECT DISTINCT p.row {_AFTER} AND m.read_last <= p.silent_from"
_OF_BODIES = "SELECT DISTINCT promise FROM promise_side WHERE entity IN :among"


def hear(connection: Connection, promises: Iterable[int]) -> None:
    """Note from which day nobody speaks of these promises."""
    found = rows_among(connection, _HEAR, promises)
    told = [{"row": row, "day": max(quiet, read) if read else None} for row, quiet, read in found]
    if told:
        connection.execute(sql(_SET), told)


def stirred_by(connection: Connection, units: Sequence[str]) -> Iterator[int]:
    """Yield the promises that are silent from another day on, now that these units were read."""
    return found_among(connection, _STIRRED, units)


def heard_in(connection: Connection, units: Sequence[str]) -> Iterator[int]:
    """Yield the promises that may be silent only because these units were read."""
    return found_among(connection, _HEARD, units)


def of_bodies(connection: Connection, entities: Iterable[int]) -> Iterator[int]:
    """Yield the promises of which these bodies are a side."""
    return found_among(connection, _OF_BODIES, entities)
