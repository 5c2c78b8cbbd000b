"""Say when and where something happened: by its own sentence, else by the occasion of which an earlier one tells.

In:  a scene, a sentence and where in it the verb stands, and whom it concerns.
Out: a `DateMention` and a `Spot`, or None. A day of telling (宣布, 公告) is none; 近日 settles that the day is not known.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from accord.langs.news import is_old
from accord.langs.rules import match
from accord.langs.zh.page.scene import Scene, covered, parties_in, within
from accord.langs.zh.page.seats import seats
from accord.model.page import DateMention, Sentence

__all__ = ["Spot", "happening_before", "is_news", "is_of_before", "when_of", "when_told", "where_of"]

_TOLD = 28  # characters behind a day in which it is said to be that of telling: 7月12日，某公司公告
_YEAR = 4  # characters of a date of which only the year is known
_NEAR_YEAR = 30  # characters before a verb in which a mere year still dates it
_OFFICE = re.compile(r"^[省市县区州]?(?:人民)?政府$|(?:人民)?政府$|(?<=[省市县区州])委$|^[省市县区州]委$")
_EVENT = re.compile(
    r"(?:年|度)?(?![在于与和，])[^，。；与在于]{0,20}?(?:论坛|大会|峰会|博览会|年会|洽谈会|交易会|展览会)"
)
_LOOKED = 200  # sentences before, at most: news has fewer, and a page that is one endless line has tens of thousands
_BACK = 40  # sentences before, in which an occasion is told
_ITS = re.compile(r"[^，。；：\s]{0,24}?(?:仪式|活动|大会|于|在|（)")  # what parts a verb from its day behind


class Spot(msgspec.Struct, frozen=True):
    """A place where something happened: offsets of the page, and its words."""

    start: int
    end: int
    text: str


class When(msgspec.Struct, frozen=True):
    """A day, or that the words say that it is not known."""

    date: DateMention | None
    settled: bool


def when_told(scene: Scene, sentence: Sentence, at: int) -> When:
    """Return the day on which what a sentence tells at `at` (an offset of the page) happened."""
    every = within(scene.dates, sentence.start, sentence.end)
    days = [d for d in every if _is_day(scene, sentence, d, at)]
    before = [d for d in days if d.start < at]
    behind = [d for d in days if d.start >= at and _is_its(scene.text[at : d.start])]
    best = before[-1] if before else next(iter(behind), None)
    if best is None:
        return When(None, settled=False)
    return When(best if best.date else None, settled=True)


def when_of(scene: Scene, told: Iterable[tuple[Sentence, int]]) -> DateMention | None:
    """Return the day of the first of some sentences (each with where in the page its verb stands) that settles it."""
    for sentence, at in told:
        when = when_told(scene, sentence, at)
        if when.settled and not (when.date and is_old(when.date.date, scene.published)):
            return when.date
    return None


def where_of(scene: Scene, told: Iterable[tuple[Sentence, int]]) -> Spot | None:
    """Return the place of the first of some sentences that says one."""
    return next((spot for s, at in told if (spot := where_told(scene, s, at))), None)


def where_told(scene: Scene, sentence: Sentence, at: int) -> Spot | None:
    """Return the place of a sentence where something happens, the nearest to `at`."""
    words = covered(scene, sentence)
    found = []
    for kind in ("place_here", "place_letter"):
        for hit in match(scene.pack.rules, words, kind=kind):
            start, last = (sentence.start + offset for offset in hit.found.span("place"))
            end = _end_of_town(scene, start, last)
            if start < end and (not hit.rule.values.get("settled") or _is_seat(scene, start, last)):
                found.append(Spot(start, end, scene.text[start:end]))
    return min(found, key=lambda spot: (abs(spot.start - at), spot.start), default=None)


def happening_before(scene: Scene, sentence: Sentence, parties: Iterable[str]) -> Iterator[Sentence]:
    """Yield the sentences before that tell of the occasion: of the paragraph the nearest first, then from the top those
    that speak of signing, then others.

    The sentence may point back (会上); else the earlier one must speak of one of the parties.
    """
    last = bisect_left(scene.sentences, sentence.start, key=lambda s: s.start)
    back = (scene.sentences[at] for at in range(last - 1, -1, -1))
    prose = list(islice((s for s in back if s.kind == "prose" and s.end <= sentence.start), _LOOKED))[::-1]
    own = [s for s in reversed(prose) if s.paragraph == sentence.paragraph]
    first = own[-1].start if own else sentence.start
    points = any(match(scene.pack.rules, scene.text[first : sentence.end], kind="occasion"))
    wanted = set(parties)
    others = [s for s in prose[-_BACK:] if s.paragraph != sentence.paragraph]
    signing = [s for s in others if any(match(scene.pack.rules, covered(scene, s), kind="signing_words"))]
    for one in dict.fromkeys((*own, *signing, *others)):
        speaks_of = _happening(scene, one)
        if speaks_of is not None and (points or wanted & speaks_of):
            yield one


def _happening(scene: Scene, sentence: Sentence) -> frozenset[str] | None:
    """Return the parties of a sentence that tells of what happens; None where it does not."""
    span = (sentence.start, sentence.end)
    if span not in scene.happens:
        scene.happens[span] = frozenset(parties_in(scene, *span)) if _happens(scene, sentence) else None
    return scene.happens[span]


def _happens(scene: Scene, sentence: Sentence) -> bool:
    """Return whether a sentence tells of what happens on a day at a place, and not only of what is to come."""
    words = covered(scene, sentence)
    hits = match(scene.pack.rules, words, kind="happens")
    return any(not any(match(scene.pack.rules, words[: hit.found.start()], kind="plan")) for hit in hits)


def is_of_before(scene: Scene, sentence: Sentence, at: int) -> bool:
    """Return whether the last day or year told before a verb, in its sentence, is one of long before the page."""
    told = [d for d in within(scene.dates, sentence.start, at) if not _is_told(scene, sentence, d)]
    every = [d for d in told if not _names_event(scene, d)]
    if not scene.published:  # 2014年，双方签署: a day that the page shows would say more
        return bool(every) and len(every[-1].date or "") == _YEAR and scene.text[every[-1].end : at].startswith("，")
    return bool(every) and is_old(every[-1].date, scene.published)


def is_news(scene: Scene) -> bool:
    """Return whether a page may report what happened: its headline is not that of a column, a report or by-laws."""
    head = scene.text[: scene.text.find("\n") + 1].strip()
    return not (head and any(match(scene.pack.rules, head, kind="no_news")))


def _end_of_town(scene: Scene, start: int, end: int) -> int:
    """Return where the town of a place ends: 北京 of 北京某宾馆; `start` where a hall is all that is named."""
    name = scene.text[start:end]
    office = _OFFICE.search(name)
    if office:  # 在某县人民政府举行: the county; 在市政府: nothing that is named
        return start + office.start()
    if seats(name) or not any(match(scene.pack.rules, name, kind="venue")):
        return end
    return next((stop for stop in range(end - 1, start + 1, -1) if seats(scene.text[start:stop])), start)


def _is_seat(scene: Scene, start: int, end: int) -> bool:
    """Return whether a stretch names a place: what is a party elsewhere may be one here."""
    ids = {p for s in within(scene.cast.standings, start, end) for p in s.parties}
    return any(p.id in ids and p.kind == "government" and p.region for p in scene.cast.parties)


def _is_its(between: str) -> bool:
    return bool(_ITS.fullmatch(between))


def _is_day(scene: Scene, sentence: Sentence, date: DateMention, at: int) -> bool:
    """Return whether a date may be the day of what is told at `at`."""
    if _is_told(scene, sentence, date) or _is_far_year(date, at) or _names_event(scene, date):
        return False
    ahead = is_old(scene.published, date.date, days=0)
    return not ahead or any(match(scene.pack.rules, scene.text[sentence.start : date.start], kind="plan"))


def _names_event(scene: Scene, date: DateMention) -> bool:
    """Return whether a mere year is part of an event's name: 9月3日，来晋出席2021年某论坛的甲与乙会谈."""
    return len(date.date or "") == _YEAR and bool(_EVENT.match(scene.text, date.end))


def _is_far_year(date: DateMention, at: int) -> bool:
    """Return whether a mere year (今年) stands too far from a verb to be its date."""
    return len(date.date or "") == _YEAR and not 0 <= at - date.end < _NEAR_YEAR


def _is_told(scene: Scene, sentence: Sentence, date: DateMention) -> bool:
    behind = scene.text[date.end : min(sentence.end, date.end + _TOLD)]
    return any(match(scene.pack.rules, behind, kind="no_day"))
