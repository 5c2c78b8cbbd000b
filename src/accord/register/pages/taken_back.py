"""Which decisions were taken back lately, and of what each was: news for who watches that.

In:  an open register.
Out: `TakenBack`: the undo, what it undid, and the rows of the facts, agreements and bodies that this had been about.

The fold forgets a decision that does not hold; so what it was about is found by its anchors, in the words as they are read
today.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from accord.register.file.plain import Asking, listed

__all__ = ["TakenBack", "taken_back"]

_UNDOS = "SELECT seq, undoes FROM decision WHERE undoes IS NOT NULL AND seq > :since ORDER BY seq DESC LIMIT :most"
_PAYLOAD = "SELECT undoes, payload FROM decision WHERE seq = :seq"
_BODIES = (
    "SELECT DISTINCT o.entity FROM unit u JOIN mention m ON m.unit = u.row JOIN form o ON o.row = m.form "
    "WHERE u.id = :document AND (m.name = :key OR m.name = :quote) AND o.entity IS NOT NULL"
)
_FACTS = (
    "SELECT f.row FROM unit u JOIN fact f ON f.unit = u.row JOIN text t ON t.row = u.text WHERE u.id = :document "
    'AND f.kind = :kind AND substr(t.content, f.start + 1, f."end" - f.start) = :quote'
)
_AGREEMENTS = (
    "SELECT agreement FROM report WHERE row IN ({rows}) AND agreement IS NOT NULL UNION SELECT r.agreement FROM commitment c "
    "JOIN report r ON r.row = c.report WHERE c.row IN ({rows}) AND r.agreement IS NOT NULL"
)
_SIDES = (
    "SELECT o.entity FROM fact_party p JOIN mention m ON m.row = p.mention JOIN form o ON o.row = m.form "
    "WHERE p.fact IN ({rows}) AND NOT p.as_read AND o.entity IS NOT NULL UNION SELECT entity FROM agreement_party "
    "WHERE agreement IN ({agreements})"
)
_HELD = ("target", "fact", "left", "right", "also")  # by what a decision says which thing it is about
_PARTY = "party"


class TakenBack(msgspec.Struct, frozen=True):
    """A decision that was taken back.

    Attributes:
        seq: Number of the undo.
        undone: Number of the decision that it is about in the end: of an undo that was undone, what holds again.
        facts: Rows of the facts that it was about.
        agreements: Rows of the agreements.
        bodies: Rows of the bodies.
    """

    seq: int
    undone: int
    facts: frozenset[int]
    agreements: frozenset[int]
    bodies: frozenset[int]


def taken_back(asking: Asking, since: int, most: int) -> Iterator[TakenBack]:
    """Yield what was taken back after a decision, no more than the newest, the newest first."""
    for seq, target in asking.execute(_UNDOS, {"since": since, "most": most}).all():
        first, payload = _first(asking, target)
        facts, bodies = _held(asking, payload)
        agreements = asking.execute(_AGREEMENTS.format(rows=listed(facts))).scalars()
        sides = asking.execute(_SIDES.format(rows=listed(facts), agreements=listed(agreements))).scalars()
        yield TakenBack(seq, first, frozenset(facts), frozenset(agreements), frozenset((*bodies, *sides)))


def _first(asking: Asking, seq: int) -> tuple[int, dict[str, Any]]:
    """Return the decision that a chain of undos begins with: its number and what it says."""
    undoes, payload = asking.execute(_PAYLOAD, {"seq": seq}).one()
    return _first(asking, undoes) if undoes is not None else (seq, msgspec.json.decode(payload))


def _held(asking: Asking, payload: dict[str, Any]) -> tuple[set[int], set[int]]:
    """Return the rows of the facts and of the bodies that a decision holds on to."""
    facts, bodies = set[int](), set[int]()
    for name in _HELD:
        held = payload.get(name) or ()
        for anchor in held if isinstance(held, list) else [held]:
            if anchor:
                found = asking.execute(_BODIES if anchor["kind"] == _PARTY else _FACTS, _asked(anchor)).scalars()
                (bodies if anchor["kind"] == _PARTY else facts).update(found)
    return facts, bodies


def _asked(anchor: dict[str, Any]) -> dict[str, str]:
    names = ("document", "quote", "key") if anchor["kind"] == _PARTY else ("document", "quote", "kind")
    return {name: anchor[name] for name in names}
