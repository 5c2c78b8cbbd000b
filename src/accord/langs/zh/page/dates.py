"""Find dates and resolve them as far as the page and its day of publication allow.

In:  the plain words, the sentences, the pack's rules `date` and `dateline`, the day of publication.
Out: `DateMention`s in text order. What stays unknown (近日) has `date=None`.

A month-day without a year is the latest such day up to the day of publication; without a day of publication it stays
`--MM-DD`. The day of a dateline (8月22日电) is no event's day, but the one from which 今天 and 昨天 are seen; where a
bracket says their day (今天（5月12日）), that is it. An event of several days is known to its month.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from accord.langs.rules import Hit, Rule, match
from accord.model.page import DateMention, Sentence

__all__ = ["find_dates", "number"]

_DIGITS = dict(zip("〇零一二三四五六七八九两", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2), strict=True))
_UNITS = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_WEEKDAYS = "一二三四五六日天"
_EARLY = 1  # days by which a page may tell of what happens: it was written before it appeared
_PLANNED = re.compile(r"(?:将|拟|计划|定于|预计|力争)[^，。；]{0,12}$")


def find_dates(
    words: str, sentences: Sequence[Sentence], rules: tuple[Rule, ...], published: str | None
) -> tuple[DateMention, ...]:
    """Return the dates of a page; furniture has none."""
    shown = written = _day(published)
    told: str | None = None
    found: list[DateMention] = []
    for sentence in sentences:
        if sentence.kind == "furniture":
            continue
        for hit in _hits(words[sentence.start : sentence.end], rules):
            before = words[sentence.start : sentence.start + hit.found.start()]
            seen_from = written if "days" in hit.rule.values else shown
            said = _resolved(hit, seen_from, told, ahead=bool(_PLANNED.search(before)))
            written = _day(said) or written if hit.rule.kind == "dateline" else written
            if said and not said.startswith("--"):
                told = said if len(said) == 10 else told
            if hit.rule.kind == "date":
                start, end = sentence.start + hit.found.start(), sentence.start + hit.found.end()
                found.append(DateMention(start, end, said, hit.rule.id))
    return tuple(found)


def number(words: str) -> int | None:
    """Return the whole number that digits or Chinese numerals say.

    >>> number("二十三"), number("二〇二四"), number("15"), number("三千五百")
    (23, 2024, 15, 3500)
    """
    if words.isdigit() and words.isascii():
        return int(words)
    if not words or any(c not in _DIGITS and c not in _UNITS for c in words):
        return None
    if not any(c in _UNITS for c in words):
        return int("".join(str(_DIGITS[c]) for c in words))
    total = part = digit = 0
    for c in words:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif _UNITS[c] < 10_000:
            part, digit = part + (digit or 1) * _UNITS[c], 0
        else:
            total, part, digit = (total + part + digit) * _UNITS[c], 0, 0
    return total + part + digit


def _hits(words: str, rules: tuple[Rule, ...]) -> Iterator[Hit]:
    """Yield the hits of a sentence in order, the longest where two overlap, datelines before dates."""
    found = [h for kind in ("dateline", "date") for h in match(rules, words, kind=kind)]
    last: list[tuple[int, int]] = []
    kept = []
    for hit in sorted(found, key=lambda h: (h.rule.kind == "date", h.found.start() - h.found.end(), h.found.start())):
        if not any(hit.found.start() < b and a < hit.found.end() for a, b in last):
            last.append(hit.found.span())
            kept.append(hit)
    yield from sorted(kept, key=lambda h: h.found.start())


def _resolved(  # noqa: PLR0911 - one way of saying a day a line
    hit: Hit, shown: date | None, told: str | None, *, ahead: bool
) -> str | None:
    groups = {k: v for k, v in hit.found.groupdict().items() if v}
    values = hit.rule.values
    if "month" in groups or "year" in groups:
        return _calendar(groups, shown, ahead=ahead)
    if "days" in values and "day" not in groups:
        return (shown + timedelta(days=values["days"])).isoformat() if shown else None
    if "same" in values:
        return told or (shown.isoformat() if shown else None)
    if "weekday" in groups:
        return _weekday(groups, shown)
    if "day" in groups:
        return _day_of_month(groups, shown)
    if "months" in values and shown:
        months = shown.year * 12 + shown.month - 1 + values["months"]
        return f"{months // 12:04}-{months % 12 + 1:02}"
    return None


def _calendar(groups: dict[str, str], shown: date | None, *, ahead: bool) -> str | None:
    year = _year(groups.get("year"), shown)
    if "month" not in groups:
        return f"{year:04}" if year else None
    month, day = number(groups["month"]), number(groups["day"]) if "day" in groups else None
    if not month or month > 12 or day == 0 or (day or 0) > 31:
        return None
    if year is None and shown:
        late = (month, day or 0) > (shown.month, shown.day + _EARLY if day else 31)
        year = shown.year - (1 if late and not ahead else 0)
    if day is None or "until" in groups:
        return f"{year:04}-{month:02}" if year else None
    if year is None:
        return f"--{month:02}-{day:02}" if day <= monthrange(2024, month)[1] else None
    return f"{year:04}-{month:02}-{day:02}" if day <= monthrange(year, month)[1] else None


def _year(words: str | None, shown: date | None) -> int | None:
    if not words:
        return None
    step = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "明年": 1, "前年": -2, "当年": 0}.get(words)
    if step is not None:
        return shown.year + step if shown else None
    bare = words.removesuffix("年").strip()
    said = number(bare)
    if said is not None and said < 100 and len(bare) == 2:
        said += 2000 if said < 70 else 1900
    return said if said and 1000 <= said <= 9999 else None


def _day_of_month(groups: dict[str, str], shown: date | None) -> str | None:
    """Return the day of a bare number (14日): of the month of publication, or of the one before where it lies ahead."""
    day = number(groups["day"])
    if not shown or not day or day > 31:
        return None
    months = shown.year * 12 + shown.month - 1 - (1 if day > shown.day + _EARLY else 0)
    year, month = months // 12, months % 12 + 1
    if "until" in groups:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}" if day <= monthrange(year, month)[1] else None


def _weekday(groups: dict[str, str], shown: date | None) -> str | None:
    if not shown:
        return None
    wanted = min(_WEEKDAYS.index(groups["weekday"]), 6)
    monday = shown - timedelta(days=shown.weekday())
    if "week" in groups:
        return (monday + timedelta(days=7 * {"上": -1, "下": 1}.get(groups["week"][0], 0) + wanted)).isoformat()
    return (shown - timedelta(days=(shown.weekday() - wanted) % 7)).isoformat()


def _day(said: str | None) -> date | None:
    if not said or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", said):
        return None
    return date.fromisoformat(said)
