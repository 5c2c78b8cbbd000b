"""Say since when nobody has said anything of a promise, and whether its day has passed. Both depend on `as_of`.

In:  a promise's state, the day of the last word of it, what was read since then and could have told of it; its due day.
Out: a `Silence`, which is no state: nobody said that it stalled, we only heard nothing; an `Overdue`, or None.

Dates are as far as they are known: what may lie on either side of a day is counted apart, never guessed.
"""

from bisect import bisect_right
from collections.abc import Container, Iterable, Sequence
from datetime import date
from operator import itemgetter
from typing import Literal

import msgspec

from accord.follow.thresholds import threshold
from accord.model.dates import PartialDate, interval
from accord.model.terms import State

__all__ = ["CLOSED", "Heard", "Overdue", "Seen", "Silence", "Timeline", "glimpse", "overdue", "read_by", "silence"]

# States after which nothing more is owed, so that no word of it is no news.
CLOSED: frozenset[State] = frozenset(("delivered", "dropped", "superseded"))

Heard = Literal["closed", "undated", "recent", "unread", "silent"]


class Seen(msgspec.Struct, frozen=True):
    """A document that was read and could have told of the promise: it speaks of one of its sides, and not of it.

    Attributes:
        document: Its id; the same document twice counts once.
        source: Who published it, or the site it is from.
        date: The day on which it was published, as far as known.
    """

    document: str
    source: str
    date: PartialDate | None


class Silence(msgspec.Struct, frozen=True):
    """What was not heard of a promise: "no word in 14 documents from 3 sources since 2024-07-14".

    Attributes:
        heard: `closed` nothing more is owed; `undated` the day of the last word is not known; `recent` the last word is
            younger than the threshold; `unread` nothing was read since, so nobody can say; `silent` read, and no word.
        since: The last day on which the last word of it may have been said; None where that is not known.
        days: From `since` to `as_of`; None without `since`.
        documents: Ids of what was read after `since`, sorted: what the count opens into.
        sources: From whom, sorted.
        perhaps: Ids of documents whose day is not known well enough to say on which side of `since` it lies.
    """

    heard: Heard
    as_of: date
    since: date | None = None
    days: int | None = None
    documents: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()


class Timeline:
    """Documents by the last day on which each may be published: whoever asks for the later ones need not look at the rest."""

    def __init__(self, read: Iterable[Seen]) -> None:
        """Put documents in order; those without a day may be of any."""
        known = ((interval(one.date) if one.date else None, one) for one in read)
        ordered = sorted(((days[1] if days else date.max, one) for days, one in known), key=itemgetter(0))
        self._last, self._read = [last for last, _ in ordered], [one for _, one in ordered]

    def since(self, day: PartialDate | None) -> list[Seen]:
        """Return the documents that perhaps are younger than a day; all of them where there is none."""
        known = interval(day) if day else None
        return self._read[bisect_right(self._last, known[1]) :] if known else self._read


class Overdue(msgspec.Struct, frozen=True):
    """A promise whose day has passed and that nobody said is delivered; `last` is the last day that `due` may mean."""

    due: PartialDate
    last: date
    days: int
    as_of: date


def silence(
    state: State, last_word: PartialDate | None, read: Iterable[Seen], *, as_of: date, after_days: int | None = None
) -> Silence:
    """Return since when nobody has said anything of a promise, and in how much that was read.

    Args:
        state: The promise's state as it was last said; it stays what it is, however long nobody speaks.
        last_word: The day of the last evidence of it, a plan told again and a claim included.
        read: Documents that could have told of it; those published after `as_of` are left out.
        as_of: The day for which it is asked.
        after_days: From how many days on it is called silent; `silent_after` of the thresholds unless told.
    """
    known = interval(last_word) if last_word else None
    if state in CLOSED or known is None:
        return Silence("closed" if state in CLOSED else "undated", as_of)
    since = known[1]
    after, perhaps = _parted(read, since, as_of)
    days = (as_of - since).days
    enough = threshold("silent_after").value if after_days is None else after_days
    heard: Heard = "recent" if days < enough else "silent" if after else "unread"
    sources = {seen.source for seen in after}
    documents = _ids(after)
    certain = set(documents)
    unsure = tuple(one for one in _ids(perhaps) if one not in certain)
    return Silence(heard, as_of, since, days, documents, tuple(sorted(sources)), unsure)


def glimpse(
    state: State,
    last_word: PartialDate | None,
    read: Iterable[Sequence[tuple[date, str]]],
    spoken: Container[str | None],
    *,
    as_of: date,
) -> Silence:
    """Return what `silence` returns without the documents: it looks no further than the first that decides.

    Args:
        state: The promise's state as it was last said.
        last_word: The day of the last evidence of it.
        read: What was read, of each side by itself, see `read_by`.
        spoken: Documents that speak of the promise.
        as_of: The day for which it is asked.
    """
    known = interval(last_word) if last_word else None
    if state in CLOSED or known is None:
        return Silence("closed" if state in CLOSED else "undated", as_of)
    days = (as_of - known[1]).days
    told: Heard = "recent" if days < threshold("silent_after").value else "unread"
    if told == "unread" and any(_later(one, known[1], spoken) for one in read):
        told = "silent"
    return Silence(told, as_of, known[1], days)


def read_by(told: Iterable[tuple[str, PartialDate | None]], as_of: date) -> list[tuple[date, str]]:
    """Return documents that are certainly published by a day: the first day on which each may be, its id; the newest first."""
    known = ((interval(day), document) for document, day in told if day)
    return sorted(((days[0], document) for days, document in known if days and days[1] <= as_of), reverse=True)


def _later(read: Sequence[tuple[date, str]], since: date, spoken: Container[str | None]) -> bool:
    for day, document in read:
        if day <= since:
            return False
        if document not in spoken:
            return True
    return False


def overdue(due: PartialDate | None, state: State, *, as_of: date) -> Overdue | None:
    """Return by how much a promise is overdue; None while its last possible day has not passed, or nothing is owed.

    >>> overdue("2025", "under_way", as_of=date(2025, 12, 31)) is None
    True
    >>> overdue("2025", "under_way", as_of=date(2026, 1, 10)).days
    10
    """
    known = interval(due) if due else None
    if due is None or known is None or state in CLOSED or known[1] >= as_of:
        return None
    return Overdue(due, known[1], (as_of - known[1]).days, as_of)


def _parted(read: Iterable[Seen], since: date, as_of: date) -> tuple[list[Seen], list[Seen]]:
    """Return what was certainly published after `since` and by `as_of`, and what perhaps was."""
    after, perhaps = [], []
    for seen in read:
        known = interval(seen.date) if seen.date else None
        if known is None:
            perhaps.append(seen)
        elif since < known[0] and known[1] <= as_of:
            after.append(seen)
        elif since < known[1] and known[0] <= as_of:
            perhaps.append(seen)
    return after, perhaps


def _ids(seen: Iterable[Seen]) -> tuple[str, ...]:
    return tuple(sorted({one.document for one in seen}))
