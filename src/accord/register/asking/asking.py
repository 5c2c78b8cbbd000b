"""Small questions that lists, pages and search share: which body is meant, who takes part, in which sectors."""

import json
from typing import Any

from accord.errors import NotFoundError
from accord.model.terms import Language, members
from accord.register.file.plain import Asking, grouped
from accord.register.tables.tokens import name_query, query

__all__ = [
    "DAY",
    "LEAST_LIMIT",
    "MOST_LIMIT",
    "body_of",
    "entity_of",
    "fill",
    "in_language",
    "names_in",
    "parties_meant",
]

# The day of an agreement `a`: as reported, where it is told without a year.
DAY = "CASE WHEN a.date IS NULL OR a.date LIKE '--%' THEN a.published ELSE a.date END"
LEAST_LIMIT, MOST_LIMIT = 1, 100_000  # records a page
_JSON = ("signatories", "edited")
_BODIES = ("parties", "regions")  # fields that hold bodies or places, by name


def names_in(table: str) -> str:
    """Return the SQL for the display names of a body or a place, a column a language.

    >>> names_in("e")
    'e.name_en, e.name_zh'
    """
    return ", ".join(f"{table}.name_{language}" for language in members(Language))


_NAMES, _PLACES = names_in("e"), names_in("r")

_MEANT_BY_ID = (
    "SELECT o.entity FROM mention m JOIN form o ON o.row = m.form WHERE m.id >= :asked AND m.id < :asked || '~'"
)
_MEANT_BY_WHOLE_ID = (
    "SELECT row FROM entity WHERE id = :asked",
    "SELECT entity FROM form WHERE code = substr(:asked, 3) AND entity IS NOT NULL ORDER BY key LIMIT 1",
    "SELECT o.entity FROM mention m JOIN form o ON o.row = m.form WHERE m.id = :asked LIMIT 1",
)
_MEANT_BY_NAME = (
    "SELECT o.entity FROM form_name n JOIN form o ON o.row = n.form WHERE n.name = :asked COLLATE NOCASE"
    + "".join(
        f" UNION SELECT row FROM entity WHERE name_{language} = :asked COLLATE NOCASE" for language in members(Language)
    )
)
_MEANT_BY_WORDS = (
    "SELECT o.entity FROM name_fts s JOIN form_name n ON n.row = s.rowid JOIN form o ON o.row = n.form "
    "WHERE s.tokens MATCH :asked UNION SELECT e.row FROM name_fts s JOIN entity e ON e.row = -s.rowid WHERE s.tokens MATCH :asked"
)
_OF_AGREEMENT = {
    "parties": f"SELECT p.agreement, e.id, e.name, {_NAMES} FROM agreement_party p JOIN entity e ON e.row = p.entity "
    "WHERE p.agreement IN ({rows}) ORDER BY p.agreement, e.name, e.id",
    "regions": f"SELECT DISTINCT p.agreement, r.code, r.name_{members(Language)[0]}, {_PLACES} FROM agreement_party p "
    "JOIN entity e ON e.row = p.entity JOIN region r ON r.code = e.region WHERE p.agreement IN ({rows}) "
    "ORDER BY p.agreement, r.code",
    "sectors": "SELECT agreement, sector FROM agreement_sector WHERE agreement IN ({rows}) ORDER BY agreement, sector",
}
_OF_FACT = {
    "parties": f"SELECT p.fact, e.id, e.name, {_NAMES} FROM fact_party p JOIN mention m ON m.row = p.mention "
    "JOIN form o ON o.row = m.form JOIN entity e ON e.row = o.entity WHERE NOT p.as_read AND p.fact IN ({rows}) ORDER BY p.fact, p.seq",
    "sectors": "SELECT fact, sector FROM fact_sector WHERE fact IN ({rows}) ORDER BY fact, sector",
}
_OF_ENTITY = {
    "names": "SELECT o.entity, n.name FROM form_name n JOIN form o ON o.row = n.form "
    "WHERE o.entity IN ({rows}) ORDER BY o.entity, n.uses DESC, n.name",
}
_FILLERS = {"agreement": _OF_AGREEMENT, "fact": _OF_FACT, "entity": _OF_ENTITY}


def parties_meant(connection: Asking, asked: str) -> list[int]:
    """Return the rows of the entities that an id, a name, or words of a name mean, smallest row first.

    An exact name (without regard to case) is preferred; only where there is none, names that hold all the words; else
    names with words that begin so, or that sound so.

    Raises:
        NotFoundError: No body goes by it.
    """
    if asked.startswith("p-"):
        whole = entity_of(connection, asked)
        found = _column(connection, _MEANT_BY_ID, asked) if whole is None else [whole]
    else:
        found = _column(connection, _MEANT_BY_NAME, asked.strip())
        for words in (query(asked), name_query(asked)):
            if not found and words:
                found = _column(connection, _MEANT_BY_WORDS, words)
    if not found:
        raise NotFoundError(
            "no party goes by '%(name)s'",
            hint="look it up with: accord parties --name WORD, or accord search",
            name=asked,
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
        found = grouped(connection, asked, rows)
        for record in records:
            at = "actors" if field == "parties" and "actors" in record else field
            if at in record:
                told = found[record["row"]]
                record[at] = [body_of(*each) for each in told] if field in _BODIES else [each[0] for each in told]
    for record in records:
        record.pop("row", None)
        for field in _JSON:
            if isinstance(record.get(field), str):
                record[field] = json.loads(record[field])
        if "relevant" in record:
            record["relevant"] = bool(record["relevant"])
    return records


def body_of(id_: str, name: str, *names: str) -> dict[str, str]:
    """Return a body or a place as records hold it: id, the name most used, the name in each language."""
    return {"id": id_, "name": name} | {f"name_{one}": told for one, told in zip(members(Language), names, strict=True)}


def in_language(value: Any, language: str) -> Any:
    """Return records, to any depth, with the names of bodies and places in one language.

    >>> in_language([{"name": "CETC", "name_en": "CETC", "name_zh": "中国电科"}], "zh")[0]["name"]
    '中国电科'
    """
    if isinstance(value, list | tuple):
        return [in_language(one, language) for one in value]
    if not isinstance(value, dict):
        return value
    plain = {key: in_language(one, language) for key, one in value.items()}
    told = {key: plain.get(f"{key}_{language}") for key in plain}
    return plain | {key: name for key, name in told.items() if name}


def _column(connection: Asking, asked: str, value: str) -> list[int]:
    return sorted(set(connection.execute(asked, {"asked": value}).scalars()))
