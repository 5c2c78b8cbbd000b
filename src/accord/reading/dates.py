"""Find dates and resolve them as far as the text and its day of publication allow.

In:  a page and a pack.
Out: `DateMention`s in text order. What stays unknown has `date=None` ('on Friday' on a page without a date).

A month-day without a year is the latest such day up to the day of publication (the next one where the words look
ahead); without a day of publication it stays `--MM-DD`.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from accord.langs import Hit, Pack, match
from accord.model.dates import is_partial_date
from accord.reading.parts import DateMention, Page, Sentence

__all__ = ["find_dates"]

_AHEAD = re.compile(r"\b(?:will|to|plans?|shall|next|upcoming|scheduled|later)\b", re.IGNORECASE)


def find_dates(page: Page, pack: Pack) -> tuple[DateMention, ...]:
    """Return the dates of a page; furniture has none, since a page's own date is no event's."""
    hits = [h for s in page.sentences if s.kind != "furniture" for h in _hits(page, s, pack)]
    order = _order(hits, pack)
    return tuple(
        DateMention(
            base + hit.found.start(), base + hit.found.end(), _resolve(hit, page, base, order, pack), hit.rule.id
        )
        for base, hit in hits
    )


def _hits(page: Page, sentence: Sentence, pack: Pack) -> Iterator[tuple[int, Hit]]:
    """Yield the hits of a sentence, the longest where two overlap."""
    words = re.sub(r"\s", " ", page.content[sentence.start : sentence.end])
    hits = sorted(
        match(pack.rules, words, kind="date"), key=lambda h: (h.found.start() - h.found.end(), h.found.start())
    )
    kept: list[Hit] = []
    for hit in hits:
        if not any(hit.found.start() < k.found.end() and k.found.start() < hit.found.end() for k in kept):
            kept.append(hit)
    for hit in sorted(kept, key=lambda h: h.found.start()):
        yield sentence.start, hit


def _order(hits: list[tuple[int, Hit]], pack: Pack) -> str:
    """Return which number of this page's numeric dates is the day."""
    for _, hit in hits:
        groups = hit.found.groupdict()
        if "one" in groups and int(groups["one"]) > 12:
            return "DMY"
        if "two" in groups and int(groups["two"]) > 12:
            return "MDY"
    return pack.date_order


def _resolve(hit: Hit, page: Page, base: int, order: str, pack: Pack) -> str | None:
    groups = {k: v for k, v in hit.found.groupdict().items() if v is not None}
    if "one" in groups:
        day, month = (groups["one"], groups["two"]) if order == "DMY" else (groups["two"], groups["one"])
        groups |= {"day": day, "month": month}
    published = _day(page.published)
    if "month" in groups:
        before = page.content[base : base + hit.found.start()]
        found = _month(groups, published, pack, ahead=bool(_AHEAD.search(before)))
    elif "year" in groups:
        found = groups["year"]
    else:
        found = _deictic(hit, groups, published, pack)
    return found if found and is_partial_date(found) else None


def _month(groups: dict[str, str], published: date | None, pack: Pack, *, ahead: bool) -> str | None:
    numbers = {row["month"].lower(): int(row["number"]) for row in pack.tables["months"]}
    month = int(groups["month"]) if groups["month"].isdigit() else numbers[groups["month"].lower().rstrip(".")]
    year = int(groups["year"]) if "year" in groups else None
    if "when" in groups and published:
        year = published.year + {"last": -1, "this": 0, "next": 1}[groups["when"].lower()]
    if "day" not in groups or "last" in groups:  # a two-day event is known to its month
        year = year or _year_of(month, None, published, ahead=ahead)
        return f"{year:04}-{month:02}" if year else None
    day = int(groups["day"])
    year = year or _year_of(month, day, published, ahead=ahead)
    return f"{year:04}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}"


def _year_of(month: int, day: int | None, published: date | None, *, ahead: bool) -> int | None:
    """Return the year in which a month-day lies, seen from the day of publication."""
    if not published:
        return None
    seen = (published.month, published.day if day else 0)
    if (month, day or 0) <= seen:
        return published.year
    gap = (month - published.month) * 30 + ((day or 1) - published.day)
    return published.year if ahead or gap <= 1 else published.year - 1


def _deictic(hit: Hit, groups: dict[str, str], published: date | None, pack: Pack) -> str | None:
    if not published:
        return None
    if "days" in hit.rule.values:
        return (published + timedelta(days=hit.rule.values["days"])).isoformat()
    when = groups.get("when", "on").lower()
    if "weekday" in groups:
        numbers = {row["day"].lower(): int(row["number"]) for row in pack.tables["weekdays"]}
        back = (published.weekday() - numbers[groups["weekday"].lower()]) % 7
        ago = back - 7 if when == "next" else (back or 7) if when in ("last", "past") else back
        return (published - timedelta(days=ago)).isoformat()
    step = {"last": -1, "next": 1}.get(when, 0)
    if groups.get("unit", "").lower() == "month":
        month = published.year * 12 + published.month - 1 + step
        return f"{month // 12:04}-{month % 12 + 1:02}"
    return f"{published.year + step:04}" if groups.get("unit", "").lower() == "year" else None


def _day(published: str | None) -> date | None:
    return date.fromisoformat(published) if published and len(published) == 10 else None
