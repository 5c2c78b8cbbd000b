"""Find the day in a dateline: a line that says where and when news was written, and little more.

In:  a line near the top of a document.
Out: a `Day`, or None where the line is no dateline.

    Frankfurt am Main, 21 October 2015 (Reuters) - Two towns ...      上海2019年1月8日电 ...      [21 October 2015, Oslo]

A place is a few words with capitals, or a few Han characters; before, between and behind stand a day of the week, an hour,
the name of an agency. After that the line ends, or goes on behind a dash.
"""

import re
from functools import cache

from accord.sources.dates import Day, days
from accord.sources.tables import rows

__all__ = ["placed_day"]

_PLACED = 100  # characters in which place and day stand
_WORDS = 7  # of a place: `Xi’an, Shaanxi Province, People's Republic of China`
_WEEKDAY = (
    r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?|(?:星期|周|礼拜)[一二三四五六日天])"
)
_AGENCY = r"[(（/][^()（）/\d]{2,40}[)）/]"
_BEFORE = re.compile(rf"[\s,，.;:|–—-]*(?:[(（\[]|{_WEEKDAY}|the|{_AGENCY}|[\s,，.;:|–—-])*$", re.IGNORECASE)
_OPENING = re.compile(rf"^\s*(?:{_AGENCY}|[(（\[【])[\s,，–—-]*")
_AGENCY_FIRST = re.compile(rf"\s*{_AGENCY}")
_HAN_PLACE = re.compile(r"(?:本报|新华社)?[\u3400-\u9fff·]{2,12}")
_BEHIND = re.compile(
    rf"(?:[\s,，.。;|)）\]】]|{_WEEKDAY}|{_AGENCY}|\d{{1,2}}[:.]\d{{2}}(?:\s?[ap]\.?m\.?)?)*(?:$|[–—]|-[\s-]|电|讯)",
    re.IGNORECASE,
)


def placed_day(line: str) -> Day | None:
    """Return the date of a line that is a place and a date, in either order, and ends there or goes on after a dash.

    >>> [placed_day(line) is not None for line in ("Lund, 3 May 2019", "Lund, 3 May 2019 - A mill", "On 3 May 2019 it")]
    [True, True, False]
    >>> [placed_day(line) is not None for line in ("隆德2019年5月3日电", "(Lund, Friday, 3 May 2019)", "Lund, May 2019")]
    [True, True, True]
    """
    shown = line[:_PLACED]
    day = next((day for day in days(shown, partial=True) if len(day.date) > 4), None)
    if day is None:
        return None
    before, behind = _BEFORE.sub("", _OPENING.sub("", shown[: day.start])), shown[day.end :]
    is_whole, ends = len(day.date) == 10, _BEHIND.match(behind)
    if _is_place(before) or (before.strip() == "" and _AGENCY_FIRST.match(shown)):
        return day if ends and (is_whole or ends.end() == len(behind)) else None
    return day if not before and is_whole and _is_place(behind.strip(" ,，.。;|–—-()（）[]【】")) else None


def _is_place(words: str) -> bool:
    """Return whether these words may be the name of a place.

    >>> [_is_place(words) for words in ("Frankfurt am Main", "Topeka (Kansas)", "On", "The towns met", "新华社上海", "双方")]
    [True, True, False, False, True, True]
    """
    if _HAN_PLACE.fullmatch(words.strip(" ,，")):
        return True
    parts = re.findall(r"[^\s,/()–—|;]+", words)
    if not 1 <= len(parts) <= _WORDS or parts[0] in _words("no_place") or parts[-1] in _words("small"):
        return False
    return all(_has_a_capital(part) or part in _words("small") for part in parts) and not parts[0].islower()


def _has_a_capital(word: str) -> bool:
    bare = re.sub(r"^['’](?:[a-z]-)?", "", word)
    return bare[:1].isupper() and not any(character.isdigit() for character in bare)


@cache
def _words(means: str) -> frozenset[str]:
    return frozenset(row["word"] for row in rows("datelines") if row["means"] == means)
