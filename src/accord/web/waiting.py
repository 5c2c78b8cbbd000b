"""What waits for a person: proposals of who is who, then doubtful facts, as one list; and how many wait.

In:  a house; which kind, how sure at least, of which body, which page.
Out: a page of questions. Counts are kept until the register changes.
"""

import msgspec

from accord.errors import AccordError
from accord.register import Asking, Page, proposals
from accord.register.file.version import version
from accord.register.review.doubting import doubted, doubted_total
from accord.register.review.proposing import LEAST_SCORE, proposals_total
from accord.web.house import House

__all__ = ["Wanted", "waiting", "waiting_total"]


class Wanted(msgspec.Struct, frozen=True):
    """Which questions: of this kind (`merge`, `same_event`, `same_person`, `doubt`; None for all), as sure, of a body."""

    kind: str | None = None
    least: float = LEAST_SCORE
    party: str | None = None
    limit: int = 25
    offset: int = 0


def waiting(house: House, asking: Asking, wanted: Wanted) -> Page:
    """Return one page of what waits.

    Raises:
        NotFoundError: No body goes by the name.
    """
    pairs, facts = _totals(house, asking, wanted)
    of = {"least": wanted.least, "party": wanted.party}
    records = []
    if wanted.offset < pairs:
        kind = wanted.kind
        told = proposals(asking, kind=kind, limit=wanted.limit, offset=wanted.offset, total=pairs, **of)  # type: ignore[arg-type]
        records = told.records
    if facts and len(records) < wanted.limit:
        left, start = wanted.limit - len(records), max(0, wanted.offset - pairs)
        records += doubted(asking, limit=left, offset=start, total=facts, **of).records  # type: ignore[arg-type]
    return Page(records, pairs + facts, wanted.offset, wanted.limit)


def waiting_total(house: House) -> int:
    """Return how many questions wait, for the menu of every page; 0 where the register does not answer."""
    try:
        with house.register.asking() as asking:
            return sum(_totals(house, asking, Wanted()))
    except AccordError:
        return 0


def _totals(house: House, asking: Asking, wanted: Wanted) -> tuple[int, int]:
    kind, of = wanted.kind, {"least": wanted.least, "party": wanted.party}
    asked = ("waiting", kind, wanted.least, wanted.party)

    def count() -> tuple[int, int]:
        pairs = 0 if kind == "doubt" else proposals_total(asking, kind=kind, **of)  # type: ignore[arg-type]
        facts = doubted_total(asking, **of) if kind in (None, "doubt") else 0  # type: ignore[arg-type]
        return pairs, facts

    return house.memory.recall(version(asking), asked, count)
