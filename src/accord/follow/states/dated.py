"""The dates of a sentence, as far as they stand in it.

In:  the words of a sentence, the year told before, where there was one.
Out: where each date stands and what it is; a month and day without a year take the one told before, else stay without.
"""

import msgspec

from accord.follow.states.words import month_of, rules
from accord.langs import Hit, match
from accord.model.dates import PartialDate, is_partial_date

__all__ = ["Dated", "dates_of"]


class Dated(msgspec.Struct, frozen=True):
    """A date and where it stands in its sentence."""

    start: int
    end: int
    date: PartialDate


def dates_of(words: str, year: str | None) -> list[Dated]:
    """Return the dates of a sentence in text order, the longest where two overlap."""
    hits = sorted(match(rules(), words, kind="date"), key=lambda h: (h.found.start() - h.found.end(), h.found.start()))
    kept: list[Dated] = []
    for hit in hits:
        start, end = hit.found.span()
        said = _said(hit, year)
        if said and not any(start < one.end and one.start < end for one in kept):
            kept.append(Dated(start, end, said))
    return sorted(kept, key=lambda one: one.start)


def _said(hit: Hit, year: str | None) -> str | None:
    groups = {name: value for name, value in hit.found.groupdict().items() if value}
    month = month_of(groups["month"]) if "month" in groups else None
    parts = [groups.get("year") or year or "-"]
    if month:
        parts.append(f"{month:02}")
    if month and "day" in groups:
        parts.append(f"{int(groups['day']):02}")
    said = "-".join(parts)
    return said if is_partial_date(said) else None
