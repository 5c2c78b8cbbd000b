"""Everything that stands on a page, in one value; and a sentence as rules see it.

In:  page, names, cast, dates, money.
Out: covered sentences (`masks.py`), and which parties, persons and dates a stretch holds.
"""

import re
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import msgspec

from accord.langs import PARTY_COVERS, Hit, Mark, Pack, cover
from accord.langs.spans import within
from accord.model.page import Cast, DateMention, MoneyMention, Name, Page, Sentence, Standing
from accord.model.reading import Span

__all__ = [
    "Scene",
    "acting_in",
    "acting_standings",
    "covered",
    "dates_in",
    "kept",
    "money_in_span",
    "parties_in",
    "persons_in",
    "places_in",
    "recast",
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


_WITHIN = re.compile(r"\b(?:in|at|near)\s+(?:the\s+)?(?:[A-Z][\w.-]+\s?){1,4},\s+(?:the\s+)?$")
_ACTS = re.compile(r"['’]s|\s*(?:and|&|signed?|signs|has|have|will|agreed|said|is|are|met)\b")


_NUMBERED = 4  # characters of a mark or number before a dateline
_DATELINE = re.compile(
    r"(?:,\s*[A-Z][\w.]*){0,2}(?:[,\s(]+(?:[A-Z][a-z]+\.?\s+)?\d{1,2}(?:\s+[A-Z][a-z]+)?(?:,?\s+\d{4})?\)?|,\s*[A-Z][a-z]+day)?\s*(?:[-–—]{1,2}\s|\.-)"
)
_OWNER = re.compile(r"['’]s\s+")
_TICKER = re.compile(r"<[A-Z]{1,5}(?:\.[A-Z]{1,2})?>")  # of a stock exchange: 'Northwind Corp <NWC.L>'
_CUT = re.compile(r"\b([a-z]{2,})- (?!(?:and|or|to)\b)([a-z]{2,})\b")


_T = TypeVar("_T")


class _Seen(msgspec.Struct, frozen=True):
    """What is worked out once a scene: covered stretches by where they lie, whether they may tell of an agreement, what
    the rules of agreements find in them, where places end; what other rooms keep under a name of theirs (`kept`)."""

    covered: dict[Span, str]
    telling: dict[Span, bool]
    signings: dict[str, list[Hit]]
    places: set[int]
    made: dict[Any, Any] = {}  # msgspec copies it


class Scene(msgspec.Struct, frozen=True):
    """What the steps before have found; every later step reads it."""

    page: Page
    pack: Pack
    names: tuple[Name, ...]
    cast: Cast
    dates: tuple[DateMention, ...]
    money: tuple[MoneyMention, ...]
    seen: _Seen = msgspec.field(default_factory=lambda: _Seen({}, {}, {}, set()))


def recast(scene: Scene, cast: Cast) -> Scene:
    """Return the scene with another cast, in which every sentence is covered anew."""
    return msgspec.structs.replace(
        scene, cast=cast, seen=_Seen({}, scene.seen.telling, scene.seen.signings, scene.seen.places)
    )


def kept(scene: Scene, key: Hashable, make: Callable[[], _T]) -> _T:
    """Return what `make` makes of a scene, made once; `key` says what it is, and of what."""
    if key not in scene.seen.made:
        scene.seen.made[key] = make()
    found: _T = scene.seen.made[key]
    return found


def covered(scene: Scene, sentence: Sentence) -> str:
    """Return the sentence with its parties, persons, dates and amounts covered; a place after 'in' is a place."""
    span = (sentence.start, sentence.end)
    if span not in scene.seen.covered:
        scene.seen.covered[span] = _covered(scene, *span)
    return scene.seen.covered[span]


def _covered(scene: Scene, start: int, end: int) -> str:
    words = scene.page.content[start:end]
    places = scene.seen.places
    if not places:
        places.update(name.end for name in scene.names if name.label == "place")
    marks = [
        Mark(
            s.start - start,
            s.end - start,
            "place" if s.end in places and _is_scene(words, s.start - start, s.end - start) else "party",
        )
        for s in _with_epithets(standings_in(scene.cast.standings, start, end), words, start)
    ]
    marks += [Mark(p.start - start, p.end - start, "person") for p in persons_in(scene, start, end)]
    marks += [Mark(d.start - start, d.end - start, "date") for d in dates_in(scene, start, end)]
    marks += [Mark(m.start - start, m.end - start, "money") for m in money_in_span(scene, start, end)]
    return _whole(re.sub(r"[\s<>]", " ", _TICKER.sub(_blank, cover(words, _without_owners(words, marks)))))


def _with_epithets(standings: tuple[Standing, ...], words: str, offset: int) -> list[Standing]:
    """Return the standings, a description right before the name that it tells of as one with it: 'the chipmaker Acme'."""
    out: list[Standing] = []
    for one in standings:
        last = out[-1] if out else None
        told = last and not last.named and one.named and last.parties == one.parties
        if last and told and words[last.end - offset : one.start - offset] == " ":
            out[-1] = msgspec.structs.replace(one, start=last.start)
        else:
            out.append(one)
    return out


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _without_owners(words: str, marks: list[Mark]) -> list[Mark]:
    """Return the marks without parties that only own the next one: "China's Jiangsu province" is one party."""
    starts = {mark.start for mark in marks if mark.slot == "party"}
    return [m for m in marks if not (m.slot == "party" and (own := _OWNER.match(words, m.end)) and own.end() in starts)]


def _whole(words: str) -> str:
    """Return words of the same length, in which those that a line's end cut are whole: 'be- tween'."""
    return _CUT.sub(lambda cut: cut.group(1) + cut.group(2) + "  ", words)


def _is_scene(words: str, start: int, end: int) -> bool:
    """Whether a place says where something is, or from where the page reports: 'HANOI, October 2 - '."""
    return _says_where(words, start, end) or (start <= _NUMBERED and bool(_DATELINE.match(words, end)))


def _says_where(words: str, start: int, end: int) -> bool:
    """Whether a place within words says where something is: 'in Oslo', and the country in 'in Oslo, Norway.'."""
    before = words[max(0, start - 60) : start]
    return bool(_HOME.search(before) or (_WITHIN.search(before) and not _ACTS.match(words, end)))


def standings_in(standings: tuple[Standing, ...], start: int, end: int) -> tuple[Standing, ...]:
    """Return the standings that lie within `[start, end)`."""
    return tuple(within(standings, start, end))


def parties_in(scene: Scene, start: int, end: int) -> tuple[str, ...]:
    """Return the ids of the parties spoken of within `[start, end)`, each once, in order."""
    return tuple(dict.fromkeys(i for s in standings_in(scene.cast.standings, start, end) for i in s.parties))


def acting_in(scene: Scene, sentence: Sentence) -> tuple[str, ...]:
    """Return the ids of the parties spoken of in a sentence as parties, and not as the place where something is."""
    return tuple(dict.fromkeys(party for standing in acting_standings(scene, sentence) for party in standing.parties))


def acting_standings(scene: Scene, sentence: Sentence) -> list[Standing]:
    """Return where parties stand in a sentence as parties, and not as the place where something is."""
    words = covered(scene, sentence)
    here = standings_in(scene.cast.standings, sentence.start, sentence.end)
    return [s for s in here if words[s.start - sentence.start] in PARTY_COVERS]


def persons_in(scene: Scene, start: int, end: int) -> tuple[Name, ...]:
    """Return the persons named within `[start, end)`."""
    return tuple(within(scene.cast.persons, start, end))


def dates_in(scene: Scene, start: int, end: int) -> tuple[DateMention, ...]:
    """Return the dates within `[start, end)`."""
    return tuple(within(scene.dates, start, end))


def money_in_span(scene: Scene, start: int, end: int) -> tuple[MoneyMention, ...]:
    """Return the amounts within `[start, end)`."""
    return tuple(within(scene.money, start, end))


def places_in(scene: Scene, start: int, end: int) -> tuple[Name, ...]:
    """Return the places within `[start, end)` that say where something is: 'in Oslo'."""
    content = scene.page.content
    return tuple(
        n
        for n in within(scene.names, start, end)
        if n.label == "place" and _says_where(content[start:end], n.start - start, n.end - start)
    )


def visited_in(scene: Scene, start: int, end: int) -> tuple[Name, ...]:
    """Return the places within `[start, end)` that somebody visits: 'a visit to Oslo'."""
    content = scene.page.content
    return tuple(
        n
        for n in within(scene.names, start, end)
        if n.label == "place" and _VISITED.search(content[max(start, n.start - 30) : n.start])
    )
