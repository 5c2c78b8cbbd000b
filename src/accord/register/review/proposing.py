"""What the program suggests of who is who and does not decide: pairs of bodies, agreements, persons that may be one.

In:  a register; how sure a suggestion must at least be.
Out: proposals, best first: the pair, the score, the reasons; and one of them with the words of both sides.

They follow from verdicts of *unsure*. A pair that a decision has joined or parted is proposed no more, also when it is
compared anew. Of several suggestions for one pair, the best is shown; the others' ids still open it.
"""

from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import islice
from typing import Any, Literal, get_args

import msgspec

from accord.errors import NotFoundError
from accord.register.asking.asking import fill, names_in, parties_meant
from accord.register.asking.lists import LISTS, Page
from accord.register.file.plain import Asking
from accord.register.pages.showing import show
from accord.register.review.person_proposals import PERSONS_PARTED, person_evidence, person_side
from accord.register.units.compose import public_id

__all__ = ["LEAST_SCORE", "MOST_COUNTED", "Kind", "proposal", "proposals", "proposals_total"]

LEAST_SCORE = 0.4  # a weaker suspicion takes more of a person's time than it is worth
MOST_COUNTED = 2_000  # of a kind: nobody decides more in a month, and counting on takes longer than a page may
_AROUND = 60  # code points shown on each side of a name
_DOCUMENTS = 2  # documents shown a side

Kind = Literal["merge", "same_event", "same_person"]

_FIRST = {
    "merge": 'd.proposal, d.score, d.reasons, l.entity AS "left", r.entity AS "right", l.row, r.row',
    "same_event": 'lf.id, d.score, d.reasons, COALESCE(l.agreement, -l.row) AS "left", '  # a mention may have none
    'COALESCE(r.agreement, -r.row) AS "right", l.row, r.row, rf.id',
    "same_person": 'd.proposal, d.score, d.reasons, l.person AS "left", r.person AS "right", l.row, r.row',
}
_FROM = {
    "merge": 'FROM likeness d JOIN form l ON l.row = d."left" JOIN form r ON r.row = d."right" '
    "WHERE d.verdict = 'unsure' AND l.entity <> r.entity",
    "same_event": 'FROM report_likeness d JOIN report l ON l.row = d."left" JOIN report r ON r.row = d."right" '
    "JOIN fact lf ON lf.row = l.row JOIN fact rf ON rf.row = r.row WHERE NOT l.rejected AND NOT r.rejected "
    "AND COALESCE(l.agreement, -l.row) <> COALESCE(r.agreement, -r.row)",
    "same_person": 'FROM person_likeness d JOIN person_node l ON l.row = d."left" JOIN person_node r ON r.row = d."right" '
    "WHERE l.person <> r.person",
}
_ORDER = {
    "merge": "d.score DESC, d.proposal",
    "same_event": "d.score DESC, lf.id, rf.id",
    "same_person": "d.score DESC, d.proposal",
}
_OF_PARTY = {  # `{bodies}` are rows of entities
    "merge": "(l.entity IN ({bodies}) OR r.entity IN ({bodies}))",
    "same_event": "(l.agreement IN (SELECT agreement FROM agreement_party WHERE entity IN ({bodies})) "
    "OR r.agreement IN (SELECT agreement FROM agreement_party WHERE entity IN ({bodies})))",
    "same_person": "(l.body IN (SELECT key FROM form WHERE entity IN ({bodies})) "
    "OR r.body IN (SELECT key FROM form WHERE entity IN ({bodies})))",
}
_PARTED = {
    "merge": 'SELECT fa.entity AS "left", fb.entity AS "right" FROM body_side a '
    "JOIN body_side b ON b.decision = a.decision AND b.side > 0 "
    "JOIN form fa ON fa.row = a.form JOIN form fb ON fb.row = b.form WHERE a.side = 0 AND NOT a.same",
    "same_event": 'SELECT COALESCE(fa.agreement, -fa.row) AS "left", COALESCE(fb.agreement, -fb.row) AS "right" '
    "FROM report_side a JOIN report_side b ON b.decision = a.decision AND b.side > 0 JOIN report fa ON fa.row = a.report "
    "JOIN report fb ON fb.row = b.report WHERE a.side = 0 AND NOT a.same",
    "same_person": PERSONS_PARTED,
}
_PAIR = (
    'CASE WHEN "left" < "right" THEN "left" ELSE "right" END, CASE WHEN "left" < "right" THEN "right" ELSE "left" END'
)
_COUNT = (
    f"SELECT COUNT(*) FROM (SELECT * FROM (SELECT DISTINCT {_PAIR} FROM (SELECT {{first}} {{source}}) p LIMIT :most) c "
    f"EXCEPT SELECT {_PAIR} FROM ({{parted}}) q) s"
)
_LEAST, _BY_ID = "d.score >= :least", "d.proposal >= :asked AND d.proposal < :asked || '~'"
_ENTITY = f"SELECT e.id, e.name, {names_in('e')}, e.kind, e.region FROM entity e WHERE e.row = :row"
_SEEN = (
    "SELECT m.id AS mention, m.name, u.id AS document, u.title, u.published, u.source, t.content FROM mention m "
    "JOIN unit u ON u.row = m.unit LEFT JOIN text t ON t.row = u.text WHERE m.form = :form OR m.form IN "
    "(SELECT row FROM form WHERE base = :form) ORDER BY m.id LIMIT :most"
)
_REPORT = "SELECT id FROM fact WHERE row = :row"
_EARLIER = (
    "SELECT f.id, r.relation, r.kind, r.date, r.title FROM report r JOIN fact f ON f.row = r.row WHERE r.row = :row"
)


def proposals(  # noqa: PLR0913 - what may be asked for
    connection: Asking,
    *,
    kind: Kind | None = None,
    least: float = LEAST_SCORE,
    party: str | None = None,
    limit: int = 20,
    offset: int = 0,
    total: int | None = None,
) -> Page:
    """Return one page of what is proposed, the surest first; no more is read than what it shows and what comes before.

    Args:
        connection: The register.
        kind: Only of this kind.
        least: Leave out what is less sure.
        party: Only where this body stands on a side: an id or a name.
        limit: Proposals a page.
        offset: Proposals to leave out before it.
        total: How many there are, where that is known (`proposals_total`).

    Raises:
        NotFoundError: No body goes by the name.
    """
    bodies = _bodies(connection, party)
    ranked = [_best(_rows(connection, one, _where(one, bodies), least=least)) for one in _kinds(kind)]
    rows = list(islice(merge(*ranked, key=lambda row: -row["score"]), offset, offset + limit))
    if total is None:
        total = proposals_total(connection, kind=kind, least=least, party=party)
    return Page([_told(connection, row) for row in rows], total, offset, limit)


def proposals_total(
    connection: Asking, *, kind: Kind | None = None, least: float = LEAST_SCORE, party: str | None = None
) -> int:
    """Return how many are proposed; of one kind no more than `MOST_COUNTED` are counted.

    Raises:
        NotFoundError: No body goes by the name.
    """
    bodies = _bodies(connection, party)
    counted = 0
    for one in _kinds(kind):
        source = f"{_FROM[one]} AND {_where(one, bodies)}"
        asked = _COUNT.format(first=_FIRST[one].partition(", ")[2], source=source, parted=_PARTED[one])
        counted += int(connection.execute(asked, {"least": least, "most": MOST_COUNTED}).scalar())
    return counted


def proposal(connection: Asking, asked: str) -> dict[str, Any]:
    """Return the proposal of an id, or of an unambiguous beginning of one, with the words of both sides.

    Raises:
        NotFoundError: Nothing is proposed under it, or several things are.
    """
    found = [row for kind in ("merge", "same_person") for row in _rows(connection, kind, _BY_ID, asked=asked)]
    found += [row for row in _rows(connection, "same_event", _LEAST, least=0.0) if row["id"].startswith(asked)]
    if not found or not asked.startswith("q-"):
        raise NotFoundError(
            "nothing is proposed under '%(id)s'", hint="what is proposed is listed by: accord review list", id=asked
        )
    if len(found) > 1 and asked not in {row["id"] for row in found}:
        raise NotFoundError(
            "'%(id)s' is the beginning of several ids: %(ids)s ...; give more of it",
            id=asked,
            ids=[row["id"] for row in found[:3]],
        )
    row = next((row for row in found if row["id"] == asked), found[0])
    told = _told(connection, row)
    for side in ("left", "right"):
        told[side]["evidence"] = list(_evidence(connection, row, side))
    return told


def _kinds(kind: Kind | None) -> tuple[Kind, ...]:
    return get_args(Kind) if kind is None else (kind,)


def _bodies(connection: Asking, party: str | None) -> list[int] | None:
    return None if party is None else parties_meant(connection, party)


def _where(kind: Kind, bodies: Sequence[int] | None) -> str:
    return _LEAST if bodies is None else f"{_LEAST} AND {_OF_PARTY[kind].format(bodies=', '.join(map(str, bodies)))}"


def _rows(connection: Asking, kind: Kind, which: str, **values: object) -> Iterator[dict[str, Any]]:
    """Yield the pairs of a kind, the surest first, read one by one: there are many more than a page shows.

    Left out are those whose sides a decision parts.
    """
    parted = {frozenset(pair) for pair in connection.execute(_PARTED[kind])}
    asked = f"SELECT {_FIRST[kind]} {_FROM[kind]} AND {which} ORDER BY {_ORDER[kind]}"
    for id_, score, reasons, left, right, left_row, right_row, *more in connection.execute(asked, values):
        if frozenset((left, right)) not in parted:
            whole = public_id("q", kind, id_, *more) if more else id_
            row = {"id": whole, "kind": kind, "score": score, "reasons": reasons, "left": left, "right": right}
            yield row | {"left_row": left_row, "right_row": right_row}


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
            reason |= {side: ", ".join(one["name"] for one in told.get("parties", ())) for side, told in sides.items()}
    return {"id": row["id"], "kind": row["kind"], "score": row["score"], "reasons": reasons, **sides}


def _side(connection: Asking, row: dict[str, Any], side: str) -> dict[str, Any]:
    if row["kind"] == "same_person":
        return person_side(connection, row, side)
    at = row[f"{side}_row"]
    if row["kind"] == "merge":
        record = connection.execute(_ENTITY, {"row": row[side]}).mappings()[0]
        seen = connection.execute(_SEEN, {"form": at, "most": 1}).mappings()[0]
        return {**record, "called": seen["name"], "mention": seen["mention"]}
    return _report_side(connection, at, row[side])


def _report_side(connection: Asking, report: int, agreement: int) -> dict[str, Any]:
    """Return the agreement that a report tells, as lists show it; of a mention of none that is known, what it says."""
    listing = LISTS["agreements"]
    columns = ", ".join(f'{expression} AS "{field}"' for field, expression in listing.columns.items())
    asked = f"SELECT {columns} FROM {listing.source} WHERE a.row = :row"
    found = connection.execute(asked, {"row": agreement}).mappings() if agreement > 0 else []
    told = fill(connection, listing.fill, found) if found else connection.execute(_EARLIER, {"row": report}).mappings()
    return {**told[0], "report": connection.execute(_REPORT, {"row": report}).scalar()}


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
