"""Small questions that lists, pages and search share: which body is meant, who takes part, in which sectors."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from accord.errors import NotFoundError
from accord.register.plain import Asking
from accord.register.tokens import query

__all__ = ["LEAST_LIMIT", "MOST_LIMIT", "entity_of", "fill", "parties_meant"]

LEAST_LIMIT, MOST_LIMIT = 1, 100_000  # records a page
_JSON = ("signatories", "edited")

_MEANT_BY_ID = (
    "SELECT o.entity FROM mention m JOIN form o ON o.row = m.form WHERE m.id >= :asked AND m.id < :asked || '~'"
)
_MEANT_BY_WHOLE_ID = (
    "SELECT row FROM entity WHERE id = :asked",
    "SELECT entity FROM form WHERE code = substr(:asked, 3) AND entity IS NOT NULL ORDER BY key LIMIT 1",
    "SELECT o.entity FROM mention m JOIN form o ON o.row = m.form WHERE m.id = :asked LIMIT 1",
)
_MEANT_BY_NAME = "SELECT o.entity FROM form_name n JOIN form o ON o.row = n.form WHERE n.name = :asked COLLATE NOCASE"
_MEANT_BY_WORDS = (
    "SELECT o.entity FROM name_fts s JOIN form_name n ON n.row = s.rowid JOIN form o ON o.row = n.form "
    "WHERE s.tokens MATCH :asked"
)
_OF_AGREEMENT = {
    "parties": "SELECT p.agreement, e.id, e.name FROM agreement_party p JOIN entity e ON e.row = p.entity "
    "WHERE p.agreement IN ({rows}) ORDER BY p.agreement, e.name",
    "sectors": "SELECT agreement, sector, sector FROM agreement_sector WHERE agreement IN ({rows}) "
    "ORDER BY agreement, sector",
}
_OF_FACT = {
    "parties": "SELECT p.fact, e.id, e.name FROM fact_party p JOIN mention m ON m.row = p.mention "
    "JOIN form o ON o.row = m.form JOIN entity e ON e.row = o.entity WHERE NOT p.as_read AND p.fact IN ({rows}) ORDER BY p.fact, p.seq",
    "sectors": "SELECT fact, sector, sector FROM fact_sector WHERE fact IN ({rows}) ORDER BY fact, sector",
}
_OF_ENTITY = {
    "names": "SELECT o.entity, n.name, n.name FROM form_name n JOIN form o ON o.row = n.form "
    "WHERE o.entity IN ({rows}) ORDER BY o.entity, n.uses DESC, n.name",
}
_FILLERS = {"agreement": _OF_AGREEMENT, "fact": _OF_FACT, "entity": _OF_ENTITY}


def parties_meant(connection: Asking, asked: str) -> list[int]:
    """Return the rows of the entities that an id, a name, or words of a name mean, smallest row first.

    An exact name (without regard to case) is preferred; only where there is none, names that hold all the words.

    Raises:
        NotFoundError: No body goes by it.
    """
    if asked.startswith("p-"):
        whole = entity_of(connection, asked)
        found = _column(connection, _MEANT_BY_ID, asked) if whole is None else [whole]
    else:
        found = _column(connection, _MEANT_BY_NAME, asked.strip())
        words = query(asked)
        if not found and words:
            found = _column(connection, _MEANT_BY_WORDS, words)
    if not found:
        raise NotFoundError(
            f"no party goes by {asked!r}; look it up with: accord parties --name WORD, or accord search"
        )
    return found


def entity_of(connection: Asking, id_: str) -> int | None:
    """Return the row of the entity that a whole id means: its own, a code that one of its names has, or a mention's."""
    for asked in _MEANT_BY_WHOLE_ID:
        found = connection.execute(asked, {"asked": id_}).scalar()
        if found is not None:
            return int(found)
    return None


def fill(connection: Asking, by: str, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the records with who takes part (`{id, name}`) and sectors filled in, and without their row numbers."""
    rows = [record["row"] for record in records if "row" in record]
    for field, asked in _FILLERS.get(by, {}).items():
        found = _grouped(connection, asked, rows)
        for record in records:
            pairs = found[record["row"]]
            at = "actors" if field == "parties" and "actors" in record else field
            if at in record:
                record[at] = [{"id": a, "name": b} for a, b in pairs] if field == "parties" else [a for a, _ in pairs]
    for record in records:
        record.pop("row", None)
        for field in _JSON:
            if isinstance(record.get(field), str):
                record[field] = json.loads(record[field])
        if "relevant" in record:
            record["relevant"] = bool(record["relevant"])
    return records


def _column(connection: Asking, asked: str, value: str) -> list[int]:
    return sorted(set(connection.execute(asked, {"asked": value}).scalars()))


def _grouped(connection: Asking, asked: str, rows: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for start in range(0, len(rows), 5_000):
        listed = ", ".join(str(row) for row in rows[start : start + 5_000])
        result: Iterable[Any] = connection.execute(asked.format(rows=listed))
        for row, left, right in result:
            found[row].append((left, right))
    return found
