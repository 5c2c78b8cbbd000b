"""What can be watched, and what an id means today.

In:  the public id of a body, an agreement, a promise, a project or a mechanism; also one that a merge took away.
Out: `Thing`s, and plain records that name them.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

from accord.model.anchor import anchor, locate
from accord.register.accounts.watches import Hold
from accord.register.asking.asking import entity_of, fill, names_in
from accord.register.file.plain import Asking
from accord.register.units.matching import LEAST_OVERLAP, overlap_of

__all__ = ["Thing", "hold_on", "named", "thing_held", "thing_of"]

_PARTY, _AGREEMENT = "party", "agreement"
_FACTS = ("commitment", "project", "mechanism")
_ENTITY = "SELECT id FROM entity WHERE row = :row"
_FACT = "SELECT row, kind, id FROM fact WHERE id = :id"
_REPORTED = "SELECT a.row, a.id FROM report r JOIN agreement a ON a.row = r.agreement WHERE r.row = :row"
_NAMED = {
    _PARTY: f"SELECT e.id, e.name, {names_in('e')}, e.kind FROM entity e WHERE e.row = :row",
    _AGREEMENT: "SELECT a.row, a.id, a.kind, a.date, a.title, NULL AS parties FROM agreement a WHERE a.row = :row",
}
_WORDS = (
    'SELECT f.row, f.id, substr(t.content, f.start + 1, f."end" - f.start) AS quote, u.id AS document, NULL AS parties '
    "FROM fact f JOIN unit u ON u.row = f.unit LEFT JOIN text t ON t.row = u.text WHERE f.row = :row"
)

_HOLDS = 20  # other ids that hold on to a thing
_MENTIONS = (
    "SELECT MIN(m.id) FROM form o JOIN mention m ON m.form = o.row WHERE o.entity = :row GROUP BY m.unit "
    "ORDER BY MIN(m.id) LIMIT :most"
)
_REPORTS = "SELECT f.id FROM report r JOIN fact f ON f.row = r.row WHERE r.agreement = :row AND NOT r.earlier ORDER BY f.id LIMIT :most"
_PLACE = 'SELECT u.id, f.start, f."end", f.kind FROM fact f JOIN unit u ON u.row = f.unit WHERE f.id = :id AND f.start IS NOT NULL'
_WORDS_AT = "SELECT content FROM text WHERE id = :document"
_VERSIONS = (
    "SELECT u.row, u.id, t.content FROM unit u JOIN text t ON t.row = u.text WHERE u.state = 'read' AND (u.id = :document OR "
    "t.row IN (SELECT b.text FROM text o JOIN appearance a ON a.text = o.row JOIN appearance b ON b.source = a.source "
    "AND b.raw = a.raw WHERE o.id = :document)) ORDER BY u.id"
)
_HERE = 'SELECT row, id, start, "end" FROM fact WHERE unit = :unit AND kind = :kind AND start IS NOT NULL'


class Thing(msgspec.Struct, frozen=True):
    """Something that can be watched: its id today, what it is (`party`, `agreement`, `commitment`, ...), its row."""

    id: str
    kind: str
    row: int


def thing_of(asking: Asking, id_: str) -> Thing | None:
    """Return what an id means today; None where there is no such thing any more, or nobody can watch it.

    The id of a body that was merged means the body that has its name now, that of a report its agreement.
    """
    if id_.startswith("p-"):
        row = entity_of(asking, id_)
        return None if row is None else Thing(str(asking.execute(_ENTITY, {"row": row}).scalar()), _PARTY, row)
    found = asking.execute(_FACT, {"id": id_}).first()
    return _of_fact(asking, *found) if found else None


def thing_held(asking: Asking, hold: Hold) -> Thing | None:
    """Return the thing that somebody began to watch, as it is today; None where it is in the register no more.

    First by its id; else by another id of it; else by where its words stand, as with the anchors of decisions.
    """
    found = (thing_of(asking, id_) for id_ in (hold.id, *hold.also))
    known = next((one for one in found if one), None)
    if known is None and hold.place is not None:
        fact = _again(asking, *hold.place)
        return _of_fact(asking, *fact) if fact else None
    return known


def hold_on(asking: Asking, thing: Thing) -> Hold:
    """Return what holds on to a thing, whatever is read, merged or hidden later."""
    if thing.kind == _PARTY:
        return Hold(thing.id, _others(asking, _MENTIONS, thing))
    place = asking.execute(_PLACE, {"id": thing.id}).first()
    also = _others(asking, _REPORTS, thing) if thing.kind == _AGREEMENT else ()
    return Hold(thing.id, also, (place[0], place[1], place[2], place[3]) if place else None)


def _others(asking: Asking, asked: str, thing: Thing) -> tuple[str, ...]:
    found = asking.execute(asked, {"row": thing.row, "most": _HOLDS}).scalars()
    return tuple(one for one in found if one != thing.id)


def _of_fact(asking: Asking, row: int, kind: str, id_: str) -> Thing | None:
    if kind in _FACTS:
        return Thing(id_, kind, row)
    reported = asking.execute(_REPORTED, {"row": row}).first()
    return Thing(reported[1], _AGREEMENT, reported[0]) if reported else None


def _again(asking: Asking, document: str, start: int, end: int, kind: str) -> tuple[int, str, str] | None:
    """Return the fact of a kind that stands on these words best, also in a text that was made anew of the same bytes."""
    told = asking.execute(_WORDS_AT, {"document": document}).scalar() or ""
    sought = anchor(document, told, (start, end), kind=kind)
    fits = []
    for unit, id_, content in asking.execute(_VERSIONS, {"document": document}).all():
        span = (start, end) if id_ == document else locate(sought, content)
        if span is None:
            continue
        for row, fact, left, right in asking.execute(_HERE, {"unit": unit, "kind": kind}):
            fits.append((overlap_of(span, (left, right)), -left, row, fact))
    best = max(fits, default=None)
    return (best[2], kind, best[3]) if best and best[0] >= LEAST_OVERLAP else None


def named(asking: Asking, things: Iterable[Thing]) -> dict[str, dict[str, Any]]:
    """Return for each thing by its id a record that names it: `what` it is; a body's names, parties, or the words."""
    return {thing.id: {**_told(asking, thing), "what": thing.kind} for thing in things}


def _told(asking: Asking, thing: Thing) -> dict[str, Any]:
    found = asking.execute(_NAMED.get(thing.kind, _WORDS), {"row": thing.row}).mappings()
    by = {_PARTY: "", _AGREEMENT: "agreement"}.get(thing.kind, "fact")
    return fill(asking, by, found)[0]
