"""Read the head of a plain document: its title, when it was published and by whom.

In:  lines of text.
Out: `Head`. The lines themselves stay as they are; nothing is taken out.

A title is a line that reads like one: short, words in it, no end of a sentence, no label, no path of a site. The line
above a dateline is a title if it reads like one; else the first paragraph of one line that does.
"""

import re
from datetime import date
from functools import cache
from itertools import islice

import msgspec

from accord.sources.datelines import placed_day
from accord.sources.dates import Day, absurd, days
from accord.sources.tables import rows

__all__ = ["Head", "is_path", "read_head", "reads_like_a_title"]

_HEAD, _FOOT = 20_000, 2_000  # characters at the beginning and at the end that are looked at
_TOP = 14  # lines with words: the furniture of a page above its dateline is rarely longer
_LONGEST_LINE = 400  # characters of a line that are looked at
_LONGEST_TITLE = 250  # characters; the longest of 64 news titles had 220
_LONGEST_TITLE_HAN = 80
_TITLES_STAND_IN = 4  # paragraphs: further down a short line is a subheading
_AFTER_A_DATE = 48  # characters beside a bare date in its line: a time, a source, a column of the site
_LONGEST_SOURCE = 120  # characters of a line that names a source; longer ones are prose
_NEXT_LABEL = re.compile(r"\s{2,}|\s?[|｜]|\s(?=\w{2,6}[:：])")
_SENTENCE_END = re.compile(r"[.;；:：,，、]$|(?<=[a-z]{4})[.]\s+[A-Z]|。")
_ABBREVIATION = re.compile(r"\b(?:(?:[A-Z]\.)+|(?:Inc|Ltd|Co|Corp|Jr|Sr)\.)$")
_HAN = re.compile(r"[\u3400-\u9fff]")


class Head(msgspec.Struct, frozen=True):
    """What the head of a document says about it; `warnings` name absurd dates that were passed over."""

    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    warnings: tuple[str, ...] = ()


def read_head(content: str, *, latest: date | None = None) -> Head:
    """Return title, day of publication and publisher as the lines near the top say.

    Args:
        content: The document.
        latest: Last day on which anything can have been published, such as today; None where nobody knows.
    """
    lines = [line.strip() for line in content[:_HEAD].split("\n")]
    top = list(islice(((at, line[:_LONGEST_LINE]) for at, line in enumerate(lines) if line), _TOP))
    warnings: list[str] = []
    at, published = _published(top, latest=latest, warnings=warnings)
    title = _title_above(top, at) or _first_title(lines, top)
    return Head(
        title=title,
        published=published,
        publisher=_publisher([*lines, *content[_HEAD:][-_FOOT:].split("\n")]),
        warnings=tuple(warnings),
    )


def reads_like_a_title(line: str) -> bool:
    """Return whether a line may be a title.

    >>> reads_like_a_title("Two cities sign a framework agreement"), reads_like_a_title("They signed it. He left.")
    (True, False)
    """
    longest = _LONGEST_TITLE_HAN if _HAN.search(line) else _LONGEST_TITLE
    words = sum(character.isalpha() for character in line)
    if words < 2 or len(line) > longest or words < len(line) / 3:
        return False
    if _SENTENCE_END.search(_ABBREVIATION.sub("", line)):
        return False
    return not (is_path(line) or _labelled("published").match(line) or _labelled("source").match(line))


def is_path(line: str) -> bool:
    """Return whether a line is furniture that says where on a site one is, such as `Home > News` or `Media Center`."""
    plain = line.strip(" >»›|-#").casefold()
    return (
        plain in _words("kicker")
        or line.startswith((">>", "»", "›"))
        or ("<" not in line and re.search(r"\S ?[>»›] ?\S", line) is not None)
        or _labelled("path").match(line) is not None
    )


def _published(
    top: list[tuple[int, str]], *, latest: date | None, warnings: list[str]
) -> tuple[int | None, str | None]:
    """Return the line that says when it was published, by its place among the `top` lines, and the date."""
    for find in (_labelled_day, _bare_day, placed_day):
        for place, (_, line) in enumerate(top):
            day = find(line)
            why = absurd(day.date, latest=latest) if day else None
            if day and why is None:
                return place, day.date
            if why and why not in warnings:
                warnings.append(why)
    return None, None


def _labelled_day(line: str) -> Day | None:
    for label in _labelled("published").finditer(line):
        rest = line[label.end() :]
        day = next(days(rest, partial=True), None)
        if day and day.start <= 2:
            return day
    return None


def _bare_day(line: str) -> Day | None:
    """Return the date of a line that is little more than a date."""
    day = next(days(line), None)
    if day is None or day.start > 2:
        return None
    rest = line[day.end :].strip()
    is_prose = len(rest) > _AFTER_A_DATE or _SENTENCE_END.search(rest) or re.match(r"[–—-]\s?\S+\s\S+", rest)
    return None if is_prose else day


def _title_above(top: list[tuple[int, str]], place: int | None) -> str | None:
    above = reversed(top[: place or 0])
    return next((_plain(line) for _, line in above if reads_like_a_title(line)), None)


def _first_title(lines: list[str], top: list[tuple[int, str]]) -> str | None:
    """Return the first line that says something if it reads like a title, else the first paragraph of one line."""
    telling = [(at, line) for at, line in top if not _is_furniture(line)]
    for place, (at, line) in enumerate(telling[:_TITLES_STAND_IN]):
        alone = (at == 0 or not lines[at - 1]) and (at + 1 >= len(lines) or not lines[at + 1])
        if reads_like_a_title(line) and (place == 0 or alone):
            return _plain(line)
    return None


def _is_furniture(line: str) -> bool:
    wordless = not any(character.isalpha() for character in line)
    return wordless or is_path(line) or _labelled("published").match(line) is not None or _bare_day(line) is not None


def _publisher(lines: list[str]) -> str | None:
    """Return the name after a label such as `Source:`, in a line of its own or in a dateline."""
    for line in lines:
        if len(line) < _LONGEST_SOURCE and (label := _labelled("source").search(line)):
            return _NEXT_LABEL.split(line[label.end() :].strip())[0].strip(" )）】]") or None
    return None


def _plain(line: str) -> str:
    return line.strip("#* ").strip()


@cache
def _words(means: str) -> frozenset[str]:
    return frozenset(row["label"].casefold() for row in rows("labels") if row["means"] == means)


@cache
def _labelled(means: str) -> re.Pattern[str]:
    labels = "|".join(re.escape(word) for word in sorted(_words(means), key=len, reverse=True))
    return re.compile(rf"(?:^|(?<=[\s|【（(\]]))(?:{labels})\s?(?:[:：]|(?<=n)\s|\s(?=\d{{4}}))\s*", re.IGNORECASE)
