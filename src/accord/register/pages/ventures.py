"""What makes up a few ventures, as it is known in full: for who shows them.

In:  an open register, rows of ventures.
Out: plain records: reports of signings, namings, promises, the groups of their agreements, names of what they are of.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from accord.model.terms import Language, members
from accord.register.asking.asking import names_in
from accord.register.file.plain import Asking, grouped, mapped

__all__ = ["agreement_groups", "group_names", "joined_in", "promises_in_brief", "promises_of"]

_IDS = "SELECT row, id FROM venture WHERE row IN ({rows})"
_AGREEMENTS = "SELECT h.venture, a.row, a.id FROM venture_agreement h JOIN agreement a ON a.row = h.agreement WHERE h.venture IN ({rows})"
_NAMINGS = (
    "SELECT n.venture, n.row, f.id FROM venture_naming n JOIN fact f ON f.row = n.row WHERE n.venture IN ({rows})"
)
_GROUPS = {
    "partner": "SELECT p.agreement, e.id FROM agreement_party p JOIN entity e ON e.row = p.entity WHERE p.agreement IN ({rows}) "
    "ORDER BY p.agreement, e.id",
    "sector": "SELECT agreement, sector FROM agreement_sector WHERE agreement IN ({rows}) ORDER BY agreement, sector",
    "district": "SELECT DISTINCT p.agreement, e.region FROM agreement_party p JOIN entity e ON e.row = p.entity "
    "WHERE e.region IS NOT NULL AND p.agreement IN ({rows}) ORDER BY p.agreement, e.region",
}
_NAMES = {
    "partner": f"SELECT e.id, {names_in('e')}, e.region FROM entity e WHERE e.id IN (SELECT value FROM json_each(:ids))",
    "district": f"SELECT r.code, {names_in('r')}, r.code FROM region r WHERE r.code IN (SELECT value FROM json_each(:ids))",
}
_PROMISES = (
    "SELECT a.id AS agreement, p.row, f.id, u.id AS document, p.told, p.published, p.due, p.due_last, p.grade, p.state, p.since, p.claim, "
    "p.decision, p.late_from, p.silent_from, p.quiet_from, p.word_last, l.id AS told_in, "
    'substr(t.content, k.start + 1, k."end" - k.start) AS quote FROM promise p JOIN fact f ON f.row = p.row '
    "JOIN unit u ON u.row = f.unit LEFT JOIN followed_words k ON k.decision = p.decision AND k.unit = p.told_in "
    "LEFT JOIN unit l ON l.row = k.unit LEFT JOIN text t ON t.row = l.text LEFT JOIN agreement a ON a.row = p.agreement "
    "WHERE p.agreement IN ({rows}) ORDER BY COALESCE(p.published, '9999'), f.id"
)
_SIDES = "SELECT s.promise, e.id, s.acts FROM promise_side s JOIN entity e ON e.row = s.entity WHERE s.promise IN ({rows}) ORDER BY s.promise, e.id"
_SECTORS = "SELECT fact, sector FROM fact_sector WHERE fact IN ({rows}) ORDER BY fact, sector"
_WORDINGS = (
    "SELECT w.promise, w.commitment, u.id FROM promise_wording w JOIN fact f ON f.row = w.commitment "
    "JOIN unit u ON u.row = f.unit WHERE w.promise IN ({rows}) ORDER BY w.promise, w.commitment"
)
_BRIEF = "SELECT row, state, published FROM promise WHERE row IN ({rows})"
_ACTING = (
    "SELECT p.fact, e.id FROM fact_party p JOIN mention m ON m.row = p.mention JOIN form o ON o.row = m.form "
    "JOIN entity e ON e.row = o.entity WHERE NOT p.as_read AND p.fact IN ({rows}) ORDER BY p.fact, p.seq"
)


def joined_in(connection: Asking, ventures: Sequence[int]) -> tuple[dict[int, str], dict[int, str], dict[str, str]]:
    """Return the ids of the agreements and of the namings of ventures, by their rows; and the id of the venture of each, by id."""
    keys = {row: str(of[0][0]) for row, of in grouped(connection, _IDS, ventures).items()}
    found: list[dict[int, str]] = []
    project: dict[str, str] = {}
    for asked in (_AGREEMENTS, _NAMINGS):
        told = grouped(connection, asked, ventures)
        found.append({row: str(id_) for of in told.values() for row, id_ in of})
        project |= {str(id_): keys[venture] for venture, of in told.items() for _, id_ in of}
    return found[0], found[1], project


def agreement_groups(connection: Asking, agreements: Mapping[int, str]) -> dict[str, dict[str, list[str]]]:
    """Return of which groups agreements are: dimension -> id of the agreement -> keys, in order; `agreements` are ids by rows."""
    found: dict[str, dict[str, list[str]]] = {dimension: defaultdict(list) for dimension in _GROUPS}
    for dimension, asked in _GROUPS.items():
        for row, of in grouped(connection, asked, sorted(agreements)).items():
            found[dimension][agreements[row]] = [str(key) for (key,) in of]
    return found


def group_names(connection: Asking, dimension: str, keys: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return what the keys of a dimension are called, by language; of a `partner` also its `region`."""
    if dimension not in _NAMES:
        return {}
    languages = (*members(Language), "region")
    told = connection.execute(_NAMES[dimension], {"ids": json.dumps(sorted(keys))})
    return {str(key): dict(zip(languages, names, strict=True)) for key, *names in told}


def promises_in_brief(connection: Asking, rows: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return promises by their rows: `state`, `published`, ids of the bodies that are to act (`actors`), as they are named."""
    told = grouped(connection, _BRIEF, rows)
    acting = grouped(connection, _ACTING, rows)
    return {
        row: {
            "state": state,
            "published": published,
            "actors": list(dict.fromkeys(id_ for (id_,) in acting.get(row, ()))),
        }
        for row, ((state, published),) in told.items()
    }


def promises_of(connection: Asking, agreements: Sequence[int]) -> list[dict[str, Any]]:
    """Return the promises of agreements with how they stand (`quote` and `told_in` of the words), and who is a side (`sides`)."""
    found = mapped(connection, _PROMISES, agreements)
    rows = sorted(one["row"] for one in found)
    sides, sectors = grouped(connection, _SIDES, rows), grouped(connection, _SECTORS, rows)
    same = grouped(connection, _WORDINGS, rows)
    for one in found:
        one["sides"], one["sectors"] = sides.get(one["row"], []), [key for (key,) in sectors.get(one["row"], [])]
        one["same"] = same.get(one["row"], [])
    return found
