"""What later news says of promises and waits for a person; worked out once a change of the register.

In:  a visit.
Out: the best promise of each sentence of the newest documents, the newest first.
"""

from accord.flows.follow import Followed, followed
from accord.register import Asking
from accord.register.asking.promises import later_ids
from accord.web.visit import Visit

__all__ = ["FEW", "MANY", "NEWEST", "REPORTED", "later_words", "likely_words", "too_many"]

# Documents in which later words of promises are looked for: a second, once a change of the register; the first time some
# seconds more, until what their sentences mean is known.
NEWEST = 100
FEW = 500  # promises up to which a page that shows them only beside other things looks them through
MANY = 5_000  # promises from which on a page would be kept waiting; `accord proposals` has no such bound
REPORTED = (
    30_000  # promises from which on a report takes longer than a page may: 11 s at 40,000; `accord report` makes it
)


def later_words(visit: Visit, asking: Asking) -> list[Followed]:
    """Return the best promise of each sentence of the newest documents that nobody has answered; the newest first."""

    def work() -> list[Followed]:
        if too_many(asking):
            return []
        told = followed(asking, later_ids(asking)[-NEWEST:])
        best = [one for one in told if one.link.rank == 1]
        return sorted(best, key=lambda one: (one.published or "", one.link.score), reverse=True)

    return visit.once(asking, "what later news says", work)


def likely_words(visit: Visit, asking: Asking) -> list[Followed]:
    """Return those of the later words that are sure enough to be shown beside other things."""
    return [one for one in later_words(visit, asking) if one.likely]


def too_many(asking: Asking, most: int = MANY) -> bool:
    """Return whether there are more promises than a page looks through."""
    asked = "SELECT COUNT(*) FROM (SELECT 1 FROM commitment LIMIT :most)"
    return bool(asking.execute(asked, {"most": most + 1}).scalar() > most)
