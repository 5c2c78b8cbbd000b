"""Find dates and resolve them as far as the text and its day of publication allow.

In:  a page and a pack.
Out: `DateMention`s in text order. What stays unknown has `date=None` ('on Friday' on a page without a date).

A month-day without a year is the latest such day up to the day of publication (the next one where the words look
ahead); without a day of publication it stays `--MM-DD`. A dateline ('MELBOURNE, Wednesday.') is no event's day: it says
from which day the words after it are seen.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from accord.langs import Hit, Pack, match
from accord.model.dates import interval, is_partial_date
from accord.model.page import DateMention, Page, Sentence

__all__ = ["find_dates", "is_doubtful"]

_AHEAD = re.compile(
    r"\b(?:will|shall|would|(?:is|are|was|were|plans?|intends?|hopes?|set|scheduled|expected|expects?|due|agreed) to|due"
    r"|scheduled|expected|upcoming)\b[^;]{0,160}$|\b(?:until|till|by)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_LONG_PAST = 45  # days since a month-day, from which words that look ahead mean the one of next year
_EARLY = 1  # days by which a page may tell of what happens: it was written before it appeared
_FIRST_YEAR = 1700


class _View(msgspec.Struct, frozen=True):
    """From where a date is seen.

    Attributes:
        day: The day on which the words were written; None where unknown.
        year: Its year, where no more than that (and perhaps `month`) is known.
        ahead: Whether the words look ahead.
        told: The day told of before, for 'the same day'.
        order: Which number of a numeric date is the day.
    """

    day: date | None
    year: int | None
    month: int | None
    ahead: bool
    told: str | None
    order: str
    pack: Pack


def find_dates(page: Page, pack: Pack) -> tuple[DateMention, ...]:
    """Return the dates of a page; furniture has none, since a page's own date is no event's."""
    hits = [(s, h) for s in page.sentences if s.kind != "furniture" for h in _hits(page, s, pack)]
    view = _view(page.published, _order([h for _, h in hits], page.published, pack), pack)
    found: list[DateMention] = []
    for sentence, hit in hits:
        before = page.content[sentence.start : sentence.start + hit.found.start()]
        seen = msgspec.structs.replace(view, ahead=bool(_AHEAD.search(before)))
        said = _resolve(hit, seen)
        if hit.rule.kind == "dateline":
            view = msgspec.structs.replace(view, day=_day(said) or view.day)
            continue
        if said and _day(said):
            view = msgspec.structs.replace(view, told=said)
        found.append(
            DateMention(sentence.start + hit.found.start(), sentence.start + hit.found.end(), said, hit.rule.id)
        )
    return tuple(found)


def is_doubtful(said: str, published: str | None) -> bool:
    """Return whether what has happened cannot have happened then: after the page appeared, or before there were such pages.

    >>> is_doubtful("2052-03-01", "2025-03-02"), is_doubtful("2025-03", "2025-03-02")
    (True, False)
    """
    then, shown = interval(said), interval(published) if published else None
    if then is None:
        return False
    return then[0].year < _FIRST_YEAR or bool(shown and (then[0] - shown[1]).days > _EARLY)


def _hits(page: Page, sentence: Sentence, pack: Pack) -> Iterator[Hit]:
    """Yield the hits of a sentence, the longest where two overlap; nothing within a dateline."""
    words = re.sub(r"\s", " ", page.content[sentence.start : sentence.end])
    found = [h for kind in ("dateline", "date") for h in match(pack.rules, words, kind=kind)]
    hits = sorted(found, key=lambda h: (h.rule.kind == "date", h.found.start() - h.found.end(), h.found.start()))
    kept: list[Hit] = []
    for hit in hits:
        if not any(hit.found.start() < k.found.end() and k.found.start() < hit.found.end() for k in kept):
            kept.append(hit)
    yield from sorted(kept, key=lambda h: h.found.start())


def _order(hits: list[Hit], published: str | None, pack: Pack) -> str:
    """Return which number of this page's numeric dates is the day: one is too large for a month, or is the page's day."""
    numbers = [g for h in hits if "one" in (g := h.found.groupdict())]
    for groups in numbers:
        if int(groups["one"]) > 12:
            return "DMY"
        if int(groups["two"]) > 12:
            return "MDY"
    for groups in numbers:
        one, two = int(groups["one"]), int(groups["two"])
        if one != two and published == f"{groups['year']}-{two:02}-{one:02}":
            return "DMY"
        if one != two and published == f"{groups['year']}-{one:02}-{two:02}":
            return "MDY"
    return pack.date_order


def _view(published: str | None, order: str, pack: Pack) -> _View:
    parts = [int(part) for part in published.split("-")] if published and not published.startswith("--") else []
    year, month = (parts[0] if parts else None), (parts[1] if len(parts) > 1 else None)
    return _View(_day(published), year, month, ahead=False, told=None, order=order, pack=pack)


def _resolve(hit: Hit, view: _View) -> str | None:
    groups = {k: v for k, v in hit.found.groupdict().items() if v is not None}
    if "one" in groups:
        day, month = (groups["one"], groups["two"]) if view.order == "DMY" else (groups["two"], groups["one"])
        groups |= {"day": day, "month": month}
    if "numeral" in groups or "ordinal" in groups:
        groups["day"] = _number(groups.get("numeral", groups.get("ordinal", "")), view.pack)
    if "month" in groups:
        found = _month(groups, view)
    elif "old" in groups or "day" in groups:
        found = _day_of_month(groups, view)
    elif "year" in groups:
        found = groups["year"]
    elif "after" in hit.rule.values:
        told = _day(view.told)
        found = (told + timedelta(days=hit.rule.values["after"])).isoformat() if told else None
    else:
        found = _deictic(hit, groups, view)
    return found if found and is_partial_date(found) else None


def _month(groups: dict[str, str], view: _View) -> str | None:
    """Return the date of words that name a month."""
    numbers = {row["month"].lower(): int(row["number"]) for row in view.pack.tables["months"]}
    month = int(groups["month"]) if groups["month"].isdigit() else numbers[groups["month"].lower().rstrip(".")]
    year = int(groups["year"]) if "year" in groups else None
    if "when" in groups and view.day:
        year = view.day.year + {"last": -1, "this": 0, "next": 1}[groups["when"].lower()]
    day = int(groups["day"]) if "day" in groups else None
    if day is None or "last" in groups or "until" in groups:  # a two-day event is known to its month, or to its year
        year = year or _year_of(month, None, view)
        if "until" in groups and numbers[groups["until"].lower()] != month:
            return f"{year:04}" if year else None
        return f"{year:04}-{month:02}" if year else None
    year = year or _year_of(month, day, view)
    return f"{year:04}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}"


def _year_of(month: int, day: int | None, view: _View) -> int | None:
    """Return the year in which a month-day lies, seen from the day of publication."""
    if not view.day:
        late = view.year and view.month and month > view.month and not view.ahead
        return view.year - 1 if view.year and late else view.year
    seen = (view.day.month, view.day.day if day else 0)
    gap = (month - view.day.month) * 30 + ((day or view.day.day) - view.day.day)
    if (month, day or 0) <= seen:
        return view.day.year + 1 if view.ahead and -gap > _LONG_PAST else view.day.year
    return view.day.year if view.ahead or gap <= _EARLY else view.day.year - 1


def _day_of_month(groups: dict[str, str], view: _View) -> str | None:
    """Return the date of a day whose month is only pointed at: 'the 3rd inst.', 'on the 18th'."""
    if not view.day:
        return None
    old = groups.get("old", "").lower()[:3]
    step = {"ult": -1, "pro": 1}.get(old, 0)
    day = int(groups["day"])
    if not old and day > view.day.day and not view.ahead:
        step = -1
    return f"{_shifted(view.day, step)}-{day:02}"


def _deictic(hit: Hit, groups: dict[str, str], view: _View) -> str | None:
    """Return the date of words that only point: 'yesterday', 'last Friday', 'this month', 'two years ago'."""
    if not view.day:
        return None
    if "days" in hit.rule.values:
        return (view.day + timedelta(days=hit.rule.values["days"])).isoformat()
    if "weekday" in groups:
        return _weekday(groups, view.day, ahead=view.ahead, pack=view.pack)
    when = groups.get("when", "").lower()
    step = {"last": -1, "next": 1}.get(when, 0)
    if "ago" in groups:
        step = -int(_number(groups["ago"], view.pack) or 1)
    return _units_away(groups.get("unit", "").lower(), step, view.day, until_today=not step and "later" not in when)


def _units_away(unit: str, step: int, day: date, *, until_today: bool) -> str | None:
    """Return the day, week, month or year that lies `step` units from a day, as exact as the unit."""
    if unit == "day":
        return (day + timedelta(days=step)).isoformat()
    if unit == "week":
        return _week(day, step, until_today=until_today)
    if unit == "month":
        return _shifted(day, step)
    return f"{day.year + step:04}" if unit == "year" else None


def _weekday(groups: dict[str, str], day: date, *, ahead: bool, pack: Pack) -> str:
    numbers = {row["day"].lower(): int(row["number"]) for row in pack.tables["weekdays"]}
    wanted = numbers[groups["weekday"].lower()]
    if "week" in groups:
        monday = day - timedelta(days=day.weekday())
        weeks = {"last": -1, "next": 1}.get(groups["week"].lower(), 0)
        return (monday + timedelta(days=7 * weeks + wanted)).isoformat()
    when = groups.get("when", "on").lower()
    back = (day.weekday() - wanted) % 7
    if when in ("next", "this coming") or (ahead and when in ("on", "this", "by", "late", "early") and back):
        return (day + timedelta(days=7 - back)).isoformat()
    return (day - timedelta(days=(back or 7) if when in ("last", "past") else back)).isoformat()


def _week(day: date, weeks: int, *, until_today: bool) -> str | None:
    """Return the month, else the year, in which a week beside the day's lies wholly."""
    first = day - timedelta(days=day.weekday() - 7 * weeks)
    last = day if until_today else first + timedelta(days=6)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year:04}-{first.month:02}"
    return f"{first.year:04}" if first.year == last.year else None


def _shifted(day: date, months: int) -> str:
    at = day.year * 12 + day.month - 1 + months
    return f"{at // 12:04}-{at % 12 + 1:02}"


def _number(words: str, pack: Pack) -> str:
    """Return the digits of a number word, cardinal or ordinal; digits stay, 'a' is nothing."""
    if words.isdigit():
        return words
    values = {row[column]: row["value"] for row in pack.tables["numbers"] for column in ("cardinal", "ordinal")}
    return values.get(words.lower(), "")


def _day(said: str | None) -> date | None:
    if not said or len(said) != len("YYYY-MM-DD"):
        return None
    year, month, day = (int(part) for part in said.split("-"))
    return date(year, month, day) if day <= monthrange(year, month)[1] else None
