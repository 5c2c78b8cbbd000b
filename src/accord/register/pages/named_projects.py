"""The projects that documents name, as plain rows for who joins them over documents.

In:  an open register.
Out: each naming: the project's name and state as the document words it, who takes part, the agreement that the document tells.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from accord.register.file.plain import Asking, grouped, mapped

__all__ = ["agreements_of_projects", "named_projects", "quoted"]

_NAMED = (
    "SELECT f.row, f.id, f.unit, p.name, p.kind, p.state, p.amount, p.currency, u.id AS document, u.published, '' AS modality "
    "FROM project p JOIN fact f ON f.row = p.row JOIN unit u ON u.row = f.unit{among} ORDER BY f.id"
)
_SIDES = (
    "SELECT p.fact, e.id FROM project j JOIN fact_party p ON p.fact = j.row JOIN mention m ON m.row = p.mention "
    "JOIN form o ON o.row = m.form JOIN entity e ON e.row = o.entity WHERE NOT p.as_read{among} ORDER BY p.fact, p.seq"
)
_TOLD = (
    "SELECT DISTINCT x.unit, a.id FROM project p JOIN fact f ON f.row = p.row JOIN fact x ON x.unit = f.unit "
    "JOIN report r ON r.row = x.row JOIN agreement a ON a.row = r.agreement WHERE NOT r.earlier AND NOT r.rejected"
)
_QUOTED = (
    'SELECT f.id, f.kind, substr(t.content, f.start + 1, f."end" - f.start) AS quote, u.id AS document, u.title, u.source, '
    "u.publisher, u.published FROM fact f JOIN unit u ON u.row = f.unit LEFT JOIN text t ON t.row = u.text "
    "WHERE f.id IN (SELECT value FROM json_each(:ids))"
)


def named_projects(connection: Asking, rows: Sequence[int] | None = None) -> list[dict[str, Any]]:
    """Return every naming of a project, or those of these rows, with `parties`, the ids of who takes part; by its id."""
    if rows is None:
        told, named = (
            connection.execute(_SIDES.format(among="")).all(),
            connection.execute(_NAMED.format(among="")).mappings(),
        )
    else:
        of = grouped(connection, _SIDES.format(among=" AND p.fact IN ({rows})"), rows)
        told = [(row, body) for row, bodies in of.items() for (body,) in bodies]
        named = mapped(connection, _NAMED.format(among=" WHERE f.row IN ({rows})"), rows)
    sides: dict[int, list[str]] = defaultdict(list)
    for row, body in told:
        sides[row].append(body)
    return sorted(({**one, "parties": tuple(sides[one["row"]])} for one in named), key=lambda one: str(one["id"]))


def agreements_of_projects(connection: Asking) -> dict[int, list[str]]:
    """Return the agreements that are told by each document that names a project; by the document's row."""
    found: dict[int, list[str]] = defaultdict(list)
    for unit, agreement in connection.execute(_TOLD):
        found[unit].append(agreement)
    return found


def quoted(connection: Asking, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return facts by their ids with their words (`quote`) and the document in which they stand."""
    found = connection.execute(_QUOTED, {"ids": json.dumps(sorted(ids))}).mappings()
    return {one["id"]: one for one in found}
