"""Resolve descriptions: whom 'the two sides', 'the three districts', 'the Group', 'the city' mean here.

In:  a page, its cast of named parties, the sets of parties that the text itself names together, a pack.
Out: the cast with standings for descriptions, and with 'the city' among the names of the party that it means.

A description of several means the last set of that size that was named together before it, else the next one, else the
most spoken-of parties. A description of one is resolved by `singular.py`.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from accord.langs import Hit, Mark, Pack, cover, match
from accord.model.page import Cast, Page, Standing
from accord.model.reading import Party
from accord.reading.cast.epithets import Epithets, find_epithets
from accord.reading.cast.singular import Singular

__all__ = ["PartySet", "resolve"]

_NUMBERS = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_RECENT = 200  # standings before a place that may reach into it: more than one sentence has
_FOREMOST = 50  # parties most spoken of among which a description is sought


class PartySet(msgspec.Struct, frozen=True):
    """Parties that the text names together, and where; `agreed` where it says that they agreed something."""

    start: int
    parties: tuple[str, ...]
    agreed: bool


def resolve(page: Page, cast: Cast, sets: tuple[PartySet, ...], pack: Pack) -> Cast:
    """Return the cast with its descriptions resolved."""
    kinds = {party.id: party for party in cast.parties}
    new: list[Standing] = []
    telling = _Telling(cast, sets, kinds)
    own = _publisher(page, cast, pack)
    agreeing = frozenset(p for s in sets if s.agreed for p in s.parties)
    epithets = find_epithets(page, cast, pack)
    single = Singular(page, cast, agreeing, epithets, pack, own)
    for sentence in page.sentences:
        if sentence.kind == "furniture":
            continue
        words = re.sub(r"\s", " ", page.content[sentence.start : sentence.end])
        for kind in ("collective", "description"):
            for hit in match(pack.rules, words, kind=kind):
                start, end = sentence.start + hit.found.start(), sentence.start + hit.found.end()
                if _is_taken(page, cast.standings, start, end) or any(
                    s.start < end and start < s.end for s in new[-_RECENT:]
                ):
                    continue
                meant = telling.several(hit, start) if kind == "collective" else single.meant(hit, start)
                if meant:
                    new.append(Standing(start, end, meant, named=False))
    selves = _selves(page, own, pack) if own else []
    standings = tuple(sorted((*cast.standings, *new, *selves), key=lambda s: s.start))
    return Cast(_described(page, cast.parties, new, epithets), standings, cast.persons)


def _publisher(page: Page, cast: Cast, pack: Pack) -> str | None:
    """Return the party whose own page this is, as the title's end says: then 'we' means it."""
    headings = [sentence for sentence in page.sentences if sentence.kind == "heading"]
    for sentence in headings:
        own = [s for s in cast.standings if sentence.start <= s.start and s.end <= sentence.end]
        marks = [Mark(s.start - sentence.start, s.end - sentence.start, "party") for s in own]
        words = cover(page.content[sentence.start : sentence.end], marks)
        for hit in match(pack.rules, words, kind="publisher"):
            at = hit.span("name") or hit.span("author") or hit.span("team") or (0, 0)
            return next(s.parties[0] for s in own if s.start == sentence.start + at[0])
    return None


def _selves(page: Page, own: str, pack: Pack) -> list[Standing]:
    return [
        Standing(sentence.start + hit.found.start(), sentence.start + hit.found.end(), (own,), named=False)
        for sentence in page.sentences
        if sentence.kind == "prose"
        for hit in match(pack.rules, page.content[sentence.start : sentence.end], kind="self")
    ]


class _Telling:
    """What a description may mean; keeps what it has looked through, so that many descriptions cost no more than few."""

    def __init__(self, cast: Cast, sets: tuple[PartySet, ...], kinds: Mapping[str, Party]) -> None:
        """Keep the cast, the sets that the text names, and the parties by id."""
        self._cast, self._sets, self._kinds = cast, sets, kinds
        self._fitting: dict[tuple[object, ...], list[PartySet]] = {}
        self._told: dict[str | None, dict[str, list[int]]] = {}

    def several(self, hit: Hit, at: int) -> tuple[str, ...]:
        """Return whom 'the two sides' means: a set of that size told before, else told later, else the foremost."""
        groups = hit.found.groupdict()
        words = hit.found.group().lower()
        count = _NUMBERS.get((groups.get("number") or "").lower(), 2)
        if groups.get("number") is None and words.startswith("the ") and "two" not in words:
            count = 0  # 'the parties': however many there are
        key = (count, _wanted(groups))
        if key not in self._fitting:
            self._fitting[key] = self._sets_of(count, _wanted(groups))
        fitting = self._fitting[key]
        if fitting:
            return fitting[max(0, bisect_left(fitting, at, key=lambda s: s.start) - 1)].parties
        return self._foremost(count or 2, at, _wanted(groups))

    def _sets_of(self, count: int, wanted: str | None) -> list[PartySet]:
        sets = [s for s in self._sets if (not count or len(s.parties) == count) and self._fits(s.parties, wanted)]
        agreed = [s for s in sets if s.agreed]
        return agreed or (sets if count > 2 else [])

    def _fits(self, parties: tuple[str, ...], wanted: str | None) -> bool:
        if wanted == "states":
            return all(self._kinds[p].region for p in parties)
        if wanted == "places":
            return all(self._kinds[p].kind == "government" for p in parties)
        if wanted == "bodies":
            return not all(self._kinds[p].region for p in parties)
        return True

    def _foremost(self, count: int, at: int, wanted: str | None) -> tuple[str, ...]:
        """Return the parties most spoken of, those before the description first; none where too few fit."""
        if wanted not in self._told:
            starts: dict[str, list[int]] = {}
            for standing in self._cast.standings:
                if self._fits(standing.parties, wanted):
                    starts.setdefault(standing.parties[0], []).append(standing.start)
            most = sorted(starts, key=lambda p: (-len(starts[p]), starts[p][0]))[:_FOREMOST]
            self._told[wanted] = {p: starts[p] for p in most}
        told = self._told[wanted]
        best = sorted(told, key=lambda p: (-len(told[p]) - bisect_left(told[p], at), told[p][0]))[:count]
        return tuple(sorted(best, key=lambda p: told[p][0])) if len(best) == count else ()


def _wanted(groups: Mapping[str, str | None]) -> str | None:
    """Return what the description says that its parties are: states, places or bodies."""
    return next((name for name in ("states", "places", "bodies") if groups.get(name)), None)


def _is_taken(page: Page, standings: Sequence[Standing], start: int, end: int) -> bool:
    """Whether a party stands there already, other than as the seat of whom is described: 'the Manila-based bank'."""
    stop = bisect_left(standings, end, key=lambda s: s.start)
    near = standings[max(0, stop - _RECENT) : stop]
    return any(start < s.end and not (start < s.start and page.content.startswith("-based", s.end)) for s in near)


def _described(page: Page, parties: tuple[Party, ...], new: list[Standing], epithets: Epithets) -> tuple[Party, ...]:
    """Return the parties with the descriptions that mean each of them alone; one that means several is the most meant's."""
    meanings: dict[str, Counter[str]] = {}
    for standing in new:
        if len(standing.parties) == 1:
            meanings.setdefault(_plain(page, standing).casefold(), Counter())[standing.parties[0]] += 1
    added: dict[str, list[str]] = {party: list(names) for party, names in epithets.styled.items()}
    for standing in new:
        words = _plain(page, standing)
        if len(standing.parties) == 1 and meanings[words.casefold()].most_common(1)[0][0] == standing.parties[0]:
            added.setdefault(standing.parties[0], []).append(words)
    return tuple(
        msgspec.structs.replace(p, names=tuple(dict.fromkeys((*p.names, *added[p.id])))) if p.id in added else p
        for p in parties
    )


def _plain(page: Page, standing: Standing) -> str:
    return page.content[standing.start : standing.end]
