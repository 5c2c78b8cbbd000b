"""Which decisions settle a proposal that nobody answered itself: if A is B and B is C, whether A is C is asked no more.

In:  the id of a proposal.
Out: the ids of the decisions that join its sides over others, or that part what its sides have become.
"""

from accord.register.file.plain import Asking
from accord.register.units.compose import public_id

__all__ = ["settled_by"]

_SIDES = {
    "merge": 'SELECT l.entity, r.entity FROM likeness d JOIN form l ON l.row = d."left" JOIN form r ON r.row = d."right" '
    "WHERE d.proposal = :id",
    "same_person": "SELECT l.person, r.person FROM person_likeness d "
    'JOIN person_node l ON l.row = d."left" JOIN person_node r ON r.row = d."right" WHERE d.proposal = :id',
}
_REPORTS = (
    "SELECT lf.id, rf.id, l.agreement, r.agreement FROM report_likeness d "
    'JOIN report l ON l.row = d."left" JOIN report r ON r.row = d."right" '
    "JOIN fact lf ON lf.row = l.row JOIN fact rf ON rf.row = r.row"
)
_OF = {  # table of sides, table of what they hold on to, column that leads there, column of the whole
    "merge": ("body_side", "form", "form", "entity"),
    "same_person": ("person_side", "person_node", "node", "person"),
    "same_event": ("report_side", "report", "report", "agreement"),
}
_JOINS = "SELECT DISTINCT s.decision FROM {sides} s JOIN {held} h ON h.row = s.{at} WHERE s.same AND h.{whole} IN (:one, :other)"
_PARTS = (
    "SELECT DISTINCT a.decision FROM {sides} a JOIN {sides} b ON b.decision = a.decision AND b.side > 0 "
    "JOIN {held} x ON x.row = a.{at} JOIN {held} y ON y.row = b.{at} WHERE a.side = 0 AND NOT a.same "
    "AND (x.{whole} = :one AND y.{whole} = :other OR x.{whole} = :other AND y.{whole} = :one)"
)


def settled_by(connection: Asking, proposed: str) -> tuple[str, ...]:
    """Return the decisions that settle a proposal, those that part first; () where none does."""
    for kind, (one, other) in _sides(connection, proposed):
        sides, held, at, whole = _OF[kind]
        names = {"sides": sides, "held": held, "at": at, "whole": whole}
        values = {"one": one, "other": other}
        parts = connection.execute(_PARTS.format(**names), values).scalars() if one != other else []
        joins = connection.execute(_JOINS.format(**names), values).scalars() if parts or one == other else []
        return tuple(f"d{seq}" for seq in (*sorted(parts), *sorted(joins)))
    return ()


def _sides(connection: Asking, proposed: str) -> list[tuple[str, tuple[int, int]]]:
    for kind, asked in _SIDES.items():
        if found := connection.execute(asked, {"id": proposed}).first():
            return [(kind, (found[0], found[1]))]
    return [
        ("same_event", (one, other))
        for left, right, one, other in connection.execute(_REPORTS)
        if public_id("q", "same_event", left, right) == proposed
    ]
