"""The ledger of promises on a day: each promise once, its grade, its state, whether its day has passed, whether it is silent.

In:  one state of a register, a day; what is known by it.
Out: `Line`s by the id of the promise. What words say is looked up when a line is shown; a ledger of 100,000 fits in memory.

A promise that several reports of one agreement word is one line: the earliest report tells it, and the latest step that a
person confirmed at any of them is its state.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

import msgspec

from accord.follow.checkability import checkability
from accord.follow.silence import Heard, glimpse, overdue, read_by
from accord.follow.wordings import gathered
from accord.insight.days import EVER, Time
from accord.insight.standing import Stand, latest
from accord.model.reading import Money
from accord.model.terms import Grade, State
from accord.register import Asking
from accord.register.pages.period import acting, reading_of, worded

__all__ = ["Line", "ledger"]

_GRADED = 200_000  # wordings whose grade is remembered: a register that grows does not look at the old ones again

Partners = Mapping[str, Sequence[str]]


class Line(msgspec.Struct, frozen=True):
    """A promise in brief.

    Attributes:
        id, row: Of the commitment that tells it.
        same: Rows of the commitments of other reports that word it, too.
        own: Ids of the documents that word it.
        document, agreement, published, due: As the list of commitments has them.
        actors: Ids of those who are to act; `sides` are those and whoever agreed.
        late: Days since its day passed; None where it has not, or nothing is owed any more.
        heard: Whether anybody has spoken of it since the last word, see `follow.silence`.
    """

    id: str
    row: int
    same: tuple[int, ...]
    own: frozenset[str]
    document: str
    agreement: str | None
    published: str | None
    due: str | None
    grade: Grade
    stand: Stand
    actors: tuple[str, ...]
    sides: frozenset[str]
    sectors: tuple[str, ...]
    late: int | None
    heard: Heard

    @property
    def silent(self) -> bool:
        """Return whether nobody speaks of it and it could be told; what cannot be checked is not missed."""
        return self.heard == "silent" and self.grade != "declaratory"


def ledger(asking: Asking, as_of: date, partners: Partners, *, time: Time = EVER) -> dict[str, Line]:
    """Return every promise that was published by a day, as it stands on that day; by id.

    Args:
        asking: One state of the register.
        as_of: The day; what was published later is left out.
        partners: Ids of the bodies of each agreement.
        time: What is by that day, and how the states of promises are known.
    """
    promises = [one for one in worded(asking) if time.by(one["day"], as_of)]
    said, read = time.stands(asking, promises, as_of), _read(asking, as_of)
    actors, sectors = acting(asking)
    found = {}
    for same in gathered(promises):
        record, stand = same[0], latest(same, said)
        own = frozenset(one["document"] for one in same)
        acts = tuple(dict.fromkeys(actors[record["row"]]))
        sides = frozenset(partners.get(record["agreement"], ())) | set(acts)
        found[record["id"]] = Line(
            id=record["id"], row=record["row"], same=tuple(one["row"] for one in same[1:]), own=own,
            document=record["document"], agreement=record["agreement"], published=record["published"], due=record["due"],
            grade=_grade(record["quote"] or "", record["due"], record["amount"], record["currency"]), stand=stand,
            actors=acts, sides=sides, sectors=tuple(sectors[record["row"]]), late=_late(record["due"], stand.state, as_of),
            heard=glimpse(
                stand.state, stand.since or record["published"], (read.get(side, ()) for side in sides),
                own | {stand.document}, as_of=as_of,
            ).heard,
        )  # fmt: skip
    return found


@lru_cache(_GRADED)
def _grade(words: str, due: str | None, amount: str | None, currency: str | None) -> Grade:
    return checkability(words, due=due, amount=Money(amount, currency) if amount and currency else None).grade


def _late(due: str | None, state: State, as_of: date) -> int | None:
    found = overdue(due, state, as_of=as_of) if due else None
    return found.days if found else None


def _read(asking: Asking, as_of: date) -> dict[str, list[tuple[date, str]]]:
    """Return for each body the documents that name it and are certainly published by the day, the newest first."""
    return {body: read_by(((one, day) for one, _, day in told), as_of) for body, told in reading_of(asking).items()}
