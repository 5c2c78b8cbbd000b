"""What the program suggests of who is who and does not decide: pairs of bodies, agreements, persons that may be one.

In:  a register; how sure a suggestion must at least be.
Out: proposals, best first: the pair, the score, the reasons; and one of them with the words of both sides.

They follow from verdicts of *unsure*. A pair that a decision has joined or parted is proposed no more, also when it is
compared anew. Of several suggestions for one pair, the best is shown; the others' ids still open it.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Literal

import msgspec

from accord.errors import NotFoundError
from accord.register.asking import names_in
from accord.register.compose import public_id
from accord.register.lists import Page
from accord.register.person_proposals import PERSONS_PARTED, person_evidence, person_proposals, person_side
from accord.register.plain import Asking
from accord.register.showing import show

__all__ = ["LEAST_SCORE", "Kind", "proposal", "proposals"]

LEAST_SCORE = 0.4  # a weaker suspicion takes more of a person's time than it is worth
_AROUND = 60  # code points shown on each side of a name
_DOCUMENTS = 2  # documents shown a side

Kind = Literal["merge", "same_event", "same_person"]

_MERGES = (
    'SELECT d.proposal AS id, \'merge\' AS kind, d.score, d.reasons, l.entity AS "left", r.entity AS "right", '
    "l.row AS left_row, r.row AS right_row FROM likeness d "
    'JOIN form l ON l.row = d."left" JOIN form r ON r.row = d."right" '
    "WHERE d.verdict = 'unsure' AND l.entity <> r.entity AND {which} ORDER BY d.score DESC, d.proposal"
)
_EVENTS = (
    "SELECT lf.id AS left_id, rf.id AS right_id, 'same_event' AS kind, d.score, d.reasons, "
    'COALESCE(l.agreement, -l.row) AS "left", COALESCE(r.agreement, -r.row) AS "right", '  # a mention may have none
    "l.row AS left_row, r.row AS right_row FROM report_likeness d "
    'JOIN report l ON l.row = d."left" JOIN report r ON r.row = d."right" '
    "JOIN fact lf ON lf.row = l.row JOIN fact rf ON rf.row = r.row "
    "WHERE d.score >= :least AND NOT l.rejected AND NOT r.rejected "
    "AND COALESCE(l.agreement, -l.row) <> COALESCE(r.agreement, -r.row) ORDER BY d.score DESC, lf.id, rf.id"
)
_PARTED = {
    "merge": "SELECT fa.entity, fb.entity FROM body_side a JOIN body_side b ON b.decision = a.decision AND b.side > 0 "
    "JOIN form fa ON fa.row = a.form JOIN form fb ON fb.row = b.form WHERE a.side = 0 AND NOT a.same",
    "same_event": "SELECT COALESCE(fa.agreement, -fa.row), COALESCE(fb.agreement, -fb.row) FROM report_side a "
    "JOIN report_side b ON b.decision = a.decision AND b.side > 0 JOIN report fa ON fa.row = a.report "
    "JOIN report fb ON fb.row = b.report WHERE a.side = 0 AND NOT a.same",
    "same_person": PERSONS_PARTED,
}
_COLUMNS = ("id", "kind", "score", "reasons", "left", "right", "left_row", "right_row")  # of `_MERGES`
_PAIR = "CASE WHEN {a} < {b} THEN {a} ELSE {b} END, CASE WHEN {a} < {b} THEN {b} ELSE {a} END"
_COUNT = (
    f"SELECT COUNT(*) FROM (SELECT DISTINCT {_PAIR.format(a='l.entity', b='r.entity')} FROM likeness d "
    'JOIN form l ON l.row = d."left" JOIN form r ON r.row = d."right" '
    "WHERE d.verdict = 'unsure' AND l.entity <> r.entity AND d.score >= :least EXCEPT "
    f"SELECT {_PAIR.format(a='p.one', b='p.other')} FROM (SELECT fa.entity AS one, fb.entity AS other "
    f"{_PARTED['merge'].partition('fb.entity ')[2]}) p)"
)
_LEAST, _BY_ID = "d.score >= :least", "d.proposal >= :asked AND d.proposal < :asked || '~'"
_ENTITY = f"SELECT e.id, e.name, {names_in('e')}, e.kind, e.region FROM entity e WHERE e.row = :row"
_SEEN = (
    "SELECT m.id AS mention, m.name, u.id AS document, u.title, u.published, u.source, t.content FROM mention m "
    "JOIN unit u ON u.row = m.unit LEFT JOIN text t ON t.row = u.text WHERE m.form = :form OR m.form IN "
    "(SELECT row FROM form WHERE base = :form) ORDER BY m.id LIMIT :most"
)
_REPORT = "SELECT id FROM fact WHERE row = :row"


def proposals(
    connection: Asking, *, kind: Kind | None = None, least: float = LEAST_SCORE, limit: int = 20, offset: int = 0
) -> Page:
    """Return one page of what is proposed, the surest first."""
    merges, events, total = list[dict[str, Any]](), list[dict[str, Any]](), 0
    if kind in (None, "merge"):
        merges = list(islice(_best(_merges(connection, _LEAST, least=least)), offset + limit))
        total = int(connection.execute(_COUNT, {"least": least}).scalar())
    if kind in (None, "same_event"):
        events = list(_best(_events(connection, least)))
    if kind in (None, "same_person"):
        events += _best(_persons(connection, _LEAST, least=least))
    ranked = sorted((*merges, *events), key=lambda row: (-row["score"], row["id"]))
    shown = [_told(connection, row) for row in ranked[offset : offset + limit]]
    return Page(shown, total + len(events), offset, limit)


def proposal(connection: Asking, asked: str) -> dict[str, Any]:
    """Return the proposal of an id, or of an unambiguous beginning of one, with the words of both sides.

    Raises:
        NotFoundError: Nothing is proposed under it, or several things are.
    """
    found = [*_merges(connection, _BY_ID, asked=asked)]
    found += _persons(connection, _BY_ID, asked=asked)
    found += [row for row in _events(connection, 0.0) if row["id"].startswith(asked)]
    if not found or not asked.startswith("q-"):
        raise NotFoundError(f"nothing is proposed under {asked!r}; what is proposed is listed by: accord review list")
    if len(found) > 1 and asked not in {row["id"] for row in found}:
        listed = ", ".join(row["id"] for row in found[:3])
        raise NotFoundError(f"{asked!r} is the beginning of several ids: {listed} ...; give more of it")
    row = next((row for row in found if row["id"] == asked), found[0])
    told = _told(connection, row)
    for side in ("left", "right"):
        told[side]["evidence"] = list(_evidence(connection, row, side))
    return told


def _merges(connection: Asking, which: str, **values: object) -> Iterator[dict[str, Any]]:
    """Yield pairs of bodies, the surest first, read one by one: there are many more than a page shows."""
    found = connection.execute(_MERGES.format(which=which), values)
    return _unparted(connection, "merge", (dict(zip(_COLUMNS, row, strict=True)) for row in found))


def _persons(connection: Asking, which: str, **values: object) -> Iterator[dict[str, Any]]:
    return _unparted(connection, "same_person", person_proposals(connection, which, **values))


def _events(connection: Asking, least: float) -> Iterator[dict[str, Any]]:
    for row in _unparted(connection, "same_event", connection.execute(_EVENTS, {"least": least}).mappings()):
        yield {"id": public_id("q", "same_event", row.pop("left_id"), row.pop("right_id")), **row}


def _unparted(connection: Asking, kind: Kind, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the rows whose sides no decision parts."""
    parted = {frozenset(pair) for pair in connection.execute(_PARTED[kind])}
    yield from (row for row in rows if frozenset((row["left"], row["right"])) not in parted)


def _best(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield of several rows for one pair the first, which is the surest."""
    seen: set[frozenset[int]] = set()
    for row in rows:
        pair = frozenset((row["left"], row["right"]))
        if pair not in seen:
            seen.add(pair)
            yield row


def _told(connection: Asking, row: dict[str, Any]) -> dict[str, Any]:
    """Return a proposal as it is printed: `left` and `right` as records with the ids that a decision may hold on to."""
    sides = {side: _side(connection, row, side) for side in ("left", "right")}
    reasons = row["reasons"] if isinstance(row["reasons"], list) else msgspec.json.decode(row["reasons"])
    for reason in reasons:
        if reason["code"] == "parties":
            reason |= {side: ", ".join(party["name"] for party in sides[side]["parties"]) for side in sides}
    return {"id": row["id"], "kind": row["kind"], "score": row["score"], "reasons": reasons, **sides}


def _side(connection: Asking, row: dict[str, Any], side: str) -> dict[str, Any]:
    if row["kind"] == "same_person":
        return person_side(connection, row, side)
    at = row[f"{side}_row"]
    if row["kind"] == "merge":
        record = connection.execute(_ENTITY, {"row": row[side]}).mappings()[0]
        seen = connection.execute(_SEEN, {"form": at, "most": 1}).mappings()[0]
        return {**record, "called": seen["name"], "mention": seen["mention"]}
    report = connection.execute(_REPORT, {"row": at}).scalar()
    return {**show(connection, report)["record"], "report": report}


def _evidence(connection: Asking, row: dict[str, Any], side: str) -> Iterator[dict[str, Any]]:
    if row["kind"] == "same_person":
        yield from person_evidence(connection, row, side)
        return
    if row["kind"] == "same_event":
        report = connection.execute(_REPORT, {"row": row[f"{side}_row"]}).scalar()
        held = show(connection, report)["evidence"]
        yield from (one for one in held if one["fact"] == report and one["role"] == "words")
        return
    for seen in connection.execute(_SEEN, {"form": row[f"{side}_row"], "most": _DOCUMENTS}).mappings():
        content = seen.pop("content") or ""
        start = content.find(seen["name"])
        if start >= 0:
            end = start + len(seen["name"])
            seen |= {"before": content[max(0, start - _AROUND) : start], "quote": content[start:end]}
            seen |= {"after": content[end : end + _AROUND]}
        yield seen
