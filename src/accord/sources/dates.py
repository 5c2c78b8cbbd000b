"""Find the day that a source says it was published on.

In:  a line or a metadata value, such as `June 3,2020`, `2019年06月15日08:18`, `2019-08-18T22:00:00+08:00`.
Out: `Day`: a partial date and where it stands; only dates with a year, and only days that the calendar knows.

A numeric date whose day and month could be swapped (`03/04/2020`) is left alone. What is later than `latest` or before
news was printed daily is absurd; it is named in a warning, never used.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

import msgspec

from accord.model.dates import interval, is_partial_date
from accord.sources.tables import rows

__all__ = ["Day", "absurd", "days", "first_day"]

_FIGURES = re.compile(r"\d{4}|[〇○零一二三四五六七八九]{4}年")  # a year, without which no form matches
_EARLIEST = 1803  # the oldest digitised newspaper of Australia; an earlier year is a typing error or a number


class Day(msgspec.Struct, frozen=True):
    """A date where it stands: offsets within the line, and the partial date."""

    start: int
    end: int
    date: str


def days(line: str, *, partial: bool = False) -> Iterator[Day]:
    """Yield the dates of a line that have a year, in the order in which they stand; with months and years if `partial`.

    >>> [day.date for day in days("Release Date: June 3,2020")]
    ['2020-06-03']
    >>> [day.date for day in days("Published: 2011", partial=True)]
    ['2011']
    """
    for found in _pattern().finditer(line) if _FIGURES.search(line) else ():
        written = _date_of(found)
        if is_partial_date(written) and (partial or len(written) == 10):
            yield Day(found.start(), found.end(), written)


def first_day(values: list[str], *, latest: date | None) -> tuple[str | None, list[str]]:
    """Return the first date of the first value that has one, and warnings about absurd ones that were passed over."""
    warnings: list[str] = []
    for value in values:
        for day in days(value, partial=True):
            why = absurd(day.date, latest=latest)
            if why is None:
                return day.date, warnings
            warnings.append(why)
            break
    return None, warnings


def absurd(written: str, *, latest: date | None) -> str | None:
    """Return why nothing can have been published then, as a sentence; None where it can."""
    span = interval(written)
    if span is None or span[0].year < _EARLIEST:
        return f"the date {written} was passed over: before {_EARLIEST}"
    if latest is not None and span[0] > latest:
        return f"the date {written} was passed over: after {latest.isoformat()}"
    return None


def _date_of(found: re.Match[str]) -> str:
    part = {name: value for name, value in found.groupdict().items() if value}
    year = next((value for name, value in part.items() if name.startswith("year")), "")
    month = next((value for name, value in part.items() if name.startswith("month")), "")
    day = next((value for name, value in part.items() if name.startswith("day")), "")
    if "first" in part:
        day, month = _unswapped(int(part["first"]), int(part["second"]))
    if not year.isascii():
        return _of_han(year, month, day)
    number = _month_number(month) if month else 0
    return "-".join([year, *([f"{number:02d}"] if month else []), *([f"{int(day):02d}"] if day else [])])


def _of_han(year: str, month: str, day: str) -> str:
    """Return a date written in Han numerals, digit by digit for the year.

    >>> _of_han("二〇一九", "十二", "二十一"), _of_han("二〇一九", "一", "")
    ('2019-12-21', '2019-01')
    """
    parts = ["".join(str("〇一二三四五六七八九".find(digit) % 10) for digit in re.sub("[○零]", "〇", year))]
    return "-".join(parts + [f"{_han_number(words):02d}" for words in (month, day) if words])


def _han_number(words: str) -> int:
    plain = words.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = plain.rpartition("十")
    digits = "〇一二三四五六七八九"
    return 10 * (digits.find(tens) if tens else len(ten)) + (digits.find(ones) if ones else 0)


def _unswapped(first: int, second: int) -> tuple[str, str]:
    """Return day and month of `13/04` or `04/13`; of `03/04`, a month that the calendar does not know."""
    if first > 12 >= second:
        return str(first), str(second)
    return (str(second), str(first)) if second > 12 >= first or first == second else ("0", "0")


def _month_number(month: str) -> int:
    return int(month) if month.isdigit() else _months()[month.lower()]


@cache
def _months() -> dict[str, int]:
    return {row["name"]: int(row["number"]) for row in rows("months")}


@cache
def _pattern() -> re.Pattern[str]:
    month = "|".join(sorted(_months(), key=len, reverse=True))
    weekday = r"(?:st|nd|rd|th)?"
    forms = (
        r"(?P<year1>\d{4})\s?年\s?(?P<month1>\d{1,2})\s?月(?:\s?(?P<day1>\d{1,2})\s?[日号號])?",
        r"(?P<year2>\d{4})(?P<sep>[-/.])(?P<month2>\d{1,2})(?P=sep)(?P<day2>\d{1,2})(?!\d)",
        r"(?P<year3>(?:19|20)\d{2})(?P<month3>[01]\d)(?P<day3>[0-3]\d)(?!\d)",
        rf"(?P<month4>{month})\b\.?\s?(?P<day4>\d{{1,2}}){weekday},?\s?(?P<year4>\d{{4}})(?!\d)",
        rf"(?P<day5>\d{{1,2}}){weekday}[\s-](?:of\s)?(?P<month5>{month})\b\.?,?[\s-]?(?P<year5>\d{{4}})(?!\d)",
        r"(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year6>\d{4})(?!\d)",
        rf"(?P<month7>{month})\b\.?,?\s(?P<year7>\d{{4}})(?!\d)",
        r"(?P<year8>\d{4})-(?P<month8>\d{2})(?![-\d])",
        r"(?P<year10>[〇○零一二三四五六七八九]{4})年(?P<month10>[一二三四五六七八九十]{1,2})月(?:(?P<day10>[一二三四五六七八九十廿卅]{1,3})[日号號])?",
        r"(?P<year9>(?:18|19|20)\d{2})(?:年|\b)(?![-/.]?\d)",
    )
    return re.compile(rf"(?<![\d.,/-])(?:{'|'.join(forms)})", re.IGNORECASE)
