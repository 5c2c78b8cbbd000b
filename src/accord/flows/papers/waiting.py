"""Documents that may speak of a promise and that nobody has looked at: as long as they wait, it is not called silent.

In:  what later news says of promises, or a register of which it is asked.
Out: promise -> documents, each with its day.
"""

from collections import defaultdict
from collections.abc import Iterable

from accord.flows.follow import Followed, followed
from accord.insight.owed import Waiting
from accord.register import Asking
from accord.register.asking.promises import later_ids

__all__ = ["speaking", "waiting_of"]

_NEWEST = 100  # documents in which later words are looked for: a second, as on the page of later news
_MANY = 5_000  # promises from which on a paper would be kept waiting; `accord proposals` has no such bound
_PROMISES = "SELECT COUNT(*) FROM (SELECT 1 FROM commitment LIMIT :most)"


def speaking(links: Iterable[Followed]) -> Waiting:
    """Return the documents of links, by the promise that each fits best."""
    found: dict[str, dict[str, str | None]] = defaultdict(dict)
    for one in links:
        if one.link.rank == 1:
            found[one.link.promise.id][one.document] = one.published
    return found


def waiting_of(asking: Asking) -> Waiting:
    """Return which of the newest documents may speak of which promise; of none where there are too many promises."""
    if asking.execute(_PROMISES, {"most": _MANY + 1}).scalar() > _MANY:
        return {}
    return speaking(one for one in followed(asking, later_ids(asking)[-_NEWEST:]) if one.likely)
