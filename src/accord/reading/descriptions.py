"""Resolve descriptions: whom 'the two sides', 'the three districts', 'the Group', 'the city' mean here.

In:  a page, its cast of named parties, the sets of parties that the text itself names together, a pack.
Out: the cast with standings for descriptions, and with 'the city' among the names of the party that it means.

A description of several means the last set of that size that was named together before it, else the next one, else the
most spoken-of parties. A description of one means the last party before it that fits, if the text has few that do.
"""

import re
from collections import Counter
from collections.abc import Mapping

import msgspec

from accord.langs import Hit, Pack, match
from accord.model.reading import Party
from accord.reading.parts import Cast, Page, Standing

__all__ = ["PartySet", "resolve"]

_NUMBERS = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_BODIES = frozenset(
    {"enterprise", "finance", "university", "institute", "park", "association", "hospital", "media", "other"}
)


class PartySet(msgspec.Struct, frozen=True):
    """Parties that the text names together, and where."""

    start: int
    parties: tuple[str, ...]


def resolve(page: Page, cast: Cast, sets: tuple[PartySet, ...], pack: Pack) -> Cast:
    """Return the cast with its descriptions resolved."""
    kinds = {party.id: party for party in cast.parties}
    new: list[Standing] = []
    for sentence in page.sentences:
        if sentence.kind == "furniture":
            continue
        words = re.sub(r"\s", " ", page.content[sentence.start : sentence.end])
        for kind in ("collective", "description"):
            for hit in match(pack.rules, words, kind=kind):
                start, end = sentence.start + hit.found.start(), sentence.start + hit.found.end()
                if any(s.start < end and start < s.end for s in (*cast.standings, *new)):
                    continue
                if kind == "collective":
                    meant = _several(hit, start, cast, sets, kinds)
                else:
                    meant = _one(hit, start, cast, sets, kinds)
                if meant:
                    new.append(Standing(start, end, meant, named=False))
    standings = tuple(sorted((*cast.standings, *new), key=lambda s: s.start))
    return Cast(_described(page, cast.parties, new), standings, cast.persons)


def _several(hit: Hit, at: int, cast: Cast, sets: tuple[PartySet, ...], kinds: Mapping[str, Party]) -> tuple[str, ...]:
    groups = hit.found.groupdict()
    count = _NUMBERS.get((groups.get("number") or "").lower(), 2)
    if (
        groups.get("number") is None
        and hit.found.group().lower().startswith("the ")
        and "two" not in hit.found.group().lower()
    ):
        count = 0  # 'the parties': however many there are
    fitting = [s for s in sets if (not count or len(s.parties) == count) and _fits(s.parties, groups, kinds)]
    before = [s for s in fitting if s.start < at]
    if fitting:
        return (before[-1] if before else fitting[0]).parties
    return _foremost(count or 2, at, cast, groups, kinds)


def _fits(parties: tuple[str, ...], groups: Mapping[str, str | None], kinds: Mapping[str, Party]) -> bool:
    if groups.get("states"):
        return all(kinds[p].region for p in parties)
    if groups.get("places"):
        return all(kinds[p].kind == "government" for p in parties)
    if groups.get("bodies"):
        return not all(kinds[p].region for p in parties)
    return True


def _foremost(
    count: int, at: int, cast: Cast, groups: Mapping[str, str | None], kinds: Mapping[str, Party]
) -> tuple[str, ...]:
    """Return the parties most spoken of, those before the description first; none where too few fit."""
    told = Counter(s.parties[0] for s in cast.standings if _fits(s.parties, groups, kinds))
    for standing in cast.standings:
        if standing.start < at and _fits(standing.parties, groups, kinds):
            told[standing.parties[0]] += 1
    first = {p: n for n, p in enumerate(dict.fromkeys(s.parties[0] for s in cast.standings))}
    best = sorted(told, key=lambda p: (-told[p], first[p]))[:count]
    return tuple(sorted(best, key=lambda p: first[p])) if len(best) == count else ()


def _one(hit: Hit, at: int, cast: Cast, sets: tuple[PartySet, ...], kinds: Mapping[str, Party]) -> tuple[str, ...]:
    wanted = set(hit.rule.values.get("kinds", ()))
    if "enterprise" in wanted:
        wanted.add("other")
    fitting = [s for s in cast.standings if kinds[s.parties[0]].kind in wanted]
    agreeing = {p for s in sets for p in s.parties}
    chosen = [s for s in fitting if s.parties[0] in agreeing] or fitting
    before = [s for s in chosen if s.end <= at]
    meant = before[-1] if before else (chosen[0] if chosen else None)
    return meant.parties if meant else ()


def _described(page: Page, parties: tuple[Party, ...], new: list[Standing]) -> tuple[Party, ...]:
    """Return the parties with the descriptions that mean each of them alone, and always the same one."""
    meanings: dict[str, set[tuple[str, ...]]] = {}
    for standing in new:
        meanings.setdefault(_plain(page, standing).casefold(), set()).add(standing.parties)
    added: dict[str, list[str]] = {}
    for standing in new:
        words = _plain(page, standing)
        if len(standing.parties) == 1 and len(meanings[words.casefold()]) == 1:
            added.setdefault(standing.parties[0], []).append(words)
    return tuple(
        msgspec.structs.replace(p, names=tuple(dict.fromkeys((*p.names, *added[p.id])))) if p.id in added else p
        for p in parties
    )


def _plain(page: Page, standing: Standing) -> str:
    return page.content[standing.start : standing.end]
