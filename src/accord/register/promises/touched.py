"""Which promises are otherwise when units are folded: what they word, what they rest on, what is one agreement with them.

In:  units, before and after their rows are written anew.
Out: rows of commitments to be gathered, rows of promises to be forgotten.
"""

from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy.engine import Connection

from accord.register.promises.silence import heard_in
from accord.register.tables.batches import found_among

__all__ = ["Before", "alike", "before", "told_by"]

_WORDED = (  # promises that these units word
    "SELECT w.promise FROM unit u JOIN fact f ON f.unit = u.row JOIN promise_wording w ON w.commitment = f.row WHERE u.id IN :among"
)
_COMMITMENTS = (
    "SELECT d.row FROM unit u JOIN fact f ON f.unit = u.row JOIN commitment d ON d.row = f.row WHERE u.id IN :among"
)
_FOLLOWED = (  # commitments whose state rests on words of these units
    "SELECT w.fact FROM unit u JOIN followed_words k ON k.unit = u.row JOIN followed w ON w.decision = k.decision "
    "JOIN commitment d ON d.row = w.fact WHERE u.id IN :among"
)
_OF_AGREEMENTS = "SELECT d.row FROM report r JOIN commitment d ON d.report = r.row WHERE r.agreement IN :among"
_OF_PROMISES = "SELECT row FROM promise WHERE agreement IN :among"
_OF_FORMS = (
    "SELECT d.row FROM mention m JOIN fact_party p ON p.mention = m.row JOIN commitment d ON d.row = p.fact "
    "WHERE m.form IN :among"
)
_SAME = (
    "SELECT o.row FROM commitment d JOIN report r ON r.row = d.report JOIN report s ON s.agreement = r.agreement "
    "JOIN commitment o ON o.report = s.row WHERE d.row IN :among"
)
_THEIRS = "SELECT promise FROM promise_wording WHERE commitment IN :among"
_WORDINGS = (
    "SELECT w.commitment FROM promise_wording w JOIN commitment d ON d.row = w.commitment WHERE w.promise IN :among"
)


class Before(msgspec.Struct, frozen=True):
    """What rested on units before they were folded.

    Attributes:
        promises: Rows of the promises that they worded.
        commitments: Rows of commitments whose state rested on their words.
        heard: Rows of promises that are silent perhaps only since one of them was read.
    """

    promises: frozenset[int]
    commitments: frozenset[int]
    heard: frozenset[int]


def before(connection: Connection, ids: Sequence[str]) -> Before:
    """Return what rests on these units now."""
    return Before(
        frozenset(found_among(connection, _WORDED, ids)),
        frozenset(found_among(connection, _FOLLOWED, ids)),
        frozenset(heard_in(connection, ids)),
    )


def told_by(
    connection: Connection, ids: Sequence[str], was: Before, *, agreements: Iterable[int], moved: Iterable[int]
) -> tuple[set[int], set[int]]:
    """Return commitments that changed, and promises that may have; the units are written, and agreements settled."""
    changed = set(agreements)
    commitments = set(was.commitments)
    for asked, among in ((_COMMITMENTS, ids), (_FOLLOWED, ids), (_OF_AGREEMENTS, changed), (_OF_FORMS, moved)):
        commitments.update(found_among(connection, asked, among))
    return commitments, {*was.promises, *found_among(connection, _OF_PROMISES, changed)}


def alike(connection: Connection, commitments: set[int], promises: set[int]) -> tuple[set[int], set[int]]:
    """Return the same with all commitments of their agreements, and all that is one promise with them now or was."""
    commitments = commitments | set(found_among(connection, _WORDINGS, promises))
    commitments |= set(found_among(connection, _SAME, commitments))
    promises = promises | set(found_among(connection, _THEIRS, commitments))
    return commitments | set(found_among(connection, _WORDINGS, promises)), promises
