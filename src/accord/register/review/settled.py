"""By which decision a proposal is proposed no more, and whether its sides are one by now.

In:  a register; the id under which something was proposed, or the beginning of one; or what its sides hold on to.
Out: the decision, and whether it says that both sides are one; None where none that stands answers the proposal.
"""

import msgspec

from accord.register.file.plain import Asking
from accord.register.review.person_proposals import PERSONS_SETTLED
from accord.register.units.compose import public_id

__all__ = ["Settled", "joined", "settled"]

_LEFT, _RIGHT, _ONE, _OTHER = (f"COALESCE({form}.base, {form}.row)" for form in ("l", "r", "x", "y"))
_BODIES = (  # a mention that a decision holds on to may stand beside the form of its name: `base`
    "SELECT d.proposal, a.decision, a.same FROM likeness d "
    'JOIN form l ON l.row = d."left" JOIN form r ON r.row = d."right" '
    f"JOIN body_side a ON a.side = 0 JOIN form x ON x.row = a.form AND {_ONE} IN ({_LEFT}, {_RIGHT}) "
    "JOIN body_side b ON b.decision = a.decision AND b.side > 0 "
    f"JOIN form y ON y.row = b.form AND {_OTHER} <> {_ONE} AND {_OTHER} IN ({_LEFT}, {_RIGHT}) "
    "WHERE d.proposal >= :asked AND d.proposal < :asked || '~'"
)
_REPORTS = (
    "SELECT x.id, y.id, a.decision, a.same FROM report_side a "
    "JOIN report_side b ON b.decision = a.decision AND b.side > 0 JOIN fact x ON x.row = a.report "
    "JOIN fact y ON y.row = b.report WHERE a.side = 0"
)

_STANDS_AT = {
    "party": "SELECT o.entity FROM mention m JOIN form o ON o.row = m.form WHERE m.id = :id",
    "person": "SELECT n.person FROM person_at a JOIN person_node n ON n.row = a.node WHERE a.id = :id",
    "agreement": "SELECT r.agreement FROM fact f JOIN report r ON r.row = f.row WHERE f.id = :id",
}


class Settled(msgspec.Struct, frozen=True):
    """The id of a decision, and whether it says that both sides are one."""

    decision: str
    same: bool


def settled(connection: Asking, asked: str) -> Settled | None:
    """Return what decided the proposal; the newest where several did."""
    if not asked.startswith("q-"):
        return None
    found = [tuple(row) for row in connection.execute(_BODIES, {"asked": asked})]
    for one, other, decision, same in connection.execute(_REPORTS):
        proposed = public_id("q", "same_event", *sorted((one, other)))
        if proposed.startswith(asked):
            found.append((proposed, decision, same))
    for one, other, decision, same in connection.execute(PERSONS_SETTLED):
        proposed = public_id("q", "same_person", *sorted((one, other)))
        if proposed.startswith(asked):
            found.append((proposed, decision, same))
    if len({proposed for proposed, _, _ in found}) != 1:
        return None
    _, decision, same = max(found, key=lambda row: row[1])
    return Settled(f"d{decision}", bool(same))


def joined(connection: Asking, what: str, one: str, other: str) -> bool:
    """Return whether two mentions (of a `party`, of a `person`) or two reports (of an `agreement`) are one's at present."""
    left, right = (set(connection.execute(_STANDS_AT[what], {"id": id_}).scalars()) - {None} for id_ in (one, other))
    return bool(left & right)
