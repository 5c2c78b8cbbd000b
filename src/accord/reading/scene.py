"""Everything that stands on a page, in one value; and a sentence as rules see it.

In:  page, names, cast, dates, money.
Out: covered sentences (`masks.py`), and which parties, persons and dates a stretch holds.
"""

import re
from bisect import bisect_left

import msgspec

from accord.langs import Mark, Pack, cover
from accord.reading.parts import Cast, DateMention, MoneyMention, Name, Page, Sentence, Standing

__all__ = [
    "Scene",
    "covered",
    "dates_in",
    "money_in_span",
    "parties_in",
    "persons_in",
    "places_in",
    "standings_in",
    "visited_in",
]

_HOME = re.compile(
    r"\b(?:in|at|near|outside)\s+(?:the\s+)?(?:(?:city|town|capital|capital city|district|port)\s+of\s+|central\s+|downtown\s+)?$",
    re.IGNORECASE,
)


_VISITED = re.compile(
    r"\b(?:visit(?:ed|s|ing)?|trip|tour|travel(?:led|ed|s)?|delegation)(?:\s+to)?\s+(?:the\s+)?$", re.IGNORECASE
)


_WITHIN = re.compile(r"\b(?:in|at|near)\s+(?:[A-Z][\w.]+\s?){1,3},\s+(?:the\s+)?$")
_ACTS = re.compile(r"['’]s|\s*(?:and|&|signed?|signs|has|have|will|agreed|said|is|are|met)\b")


class Scene(msgspec.Struct, frozen=True):
    """What the steps before have found; every later step reads it."""

    page: Page
    pack: Pack
    names: tuple[Name, ...]
    cast: Cast
    dates: tuple[DateMention, ...]
    money: tuple[MoneyMention, ...]


def covered(scene: Scene, sentence: Sentence) -> str:
    """Return the sentence with its parties, persons, dates and amounts covered; a place after 'in' is a place."""
    start, end = sentence.start, sentence.end
    words = scene.page.content[start:end]
    places = {name.end for name in scene.names if name.label == "place"}
    marks = [
        Mark(
            s.start - start,
            s.end - start,
            "place" if s.end in places and _says_where(words, s.start - start, s.end - start) else "party",
        )
        for s in standings_in(scene.cast.standings, start, end)
    ]
    marks += [
        Mark(p.start - start, p.end - start, "person") for p in scene.cast.persons if start <= p.start and p.end <= end
    ]
    marks += [Mark(d.start - start, d.end - start, "date") for d in scene.dates if start <= d.start and d.end <= end]
    marks += [Mark(m.start - start, m.end - start, "money") for m in scene.money if start <= m.start and m.end <= end]
    return re.sub(r"\s", " ", cover(words, marks))


def _says_where(words: str, start: int, end: int) -> bool:
    """Whether a place within words says where something is: 'in Oslo', and the country in 'in Oslo, Norway.'."""
    before = words[max(0, start - 60) : start]
    return bool(_HOME.search(before) or (_WITHIN.search(before) and not _ACTS.match(words, end)))


def standings_in(standings: tuple[Standing, ...], start: int, end: int) -> tuple[Standing, ...]:
    """Return the standings that lie within `[start, end)`."""
    first = bisect_left(standings, start, key=lambda s: s.start)
    found = []
    for standing in standings[first:]:
        if standing.start >= end:
            break
        if standing.end <= end:
            found.append(standing)
    return tuple(found)


def parties_in(scene: Scene, start: int, end: int) -> tuple[str, ...]:
    """Return the ids of the parties spoken of within `[start, end)`, each once, in order."""
    return tuple(dict.fromkeys(i for s in standings_in(scene.cast.standings, start, end) for i in s.parties))


def persons_in(scene: Scene, start: int, end: int) -> tuple[Name, ...]:
    """Return the persons named within `[start, end)`."""
    return tuple(p for p in scene.cast.persons if start <= p.start and p.end <= end)


def dates_in(scene: Scene, start: int, end: int) -> tuple[DateMention, ...]:
    """Return the dates within `[start, end)`."""
    return tuple(d for d in scene.dates if start <= d.start and d.end <= end)


def money_in_span(scene: Scene, start: int, end: int) -> tuple[MoneyMention, ...]:
    """Return the amounts within `[start, end)`."""
    return tuple(m for m in scene.money if start <= m.start and m.end <= end)


def places_in(scene: Scene, start: int, end: int) -> tuple[Name, ...]:
    """Return the places within `[start, end)` that say where something is: 'in Oslo'."""
    content = scene.page.content
    return tuple(
        n
        for n in scene.names
        if n.label == "place"
        and start <= n.start
        and n.end <= end
        and _says_where(content[start:end], n.start - start, n.end - start)
    )


def visited_in(scene: Scene, start: int, end: int) -> tuple[Name, ...]:
    """Return the places within `[start, end)` that somebody visits: 'a visit to Oslo'."""
    content = scene.page.content
    return tuple(
        n
        for n in scene.names
        if n.label == "place"
        and start <= n.start
        and n.end <= end
        and _VISITED.search(content[max(start, n.start - 30) : n.start])
    )
