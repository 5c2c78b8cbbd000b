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

from accord.langs import Hit, Mark, Pack, cover, match
from accord.model.reading import Party
from accord.reading.parts import Cast, Page, Standing

__all__ = ["PartySet", "resolve"]

_NUMBERS = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_PLACES = frozenset({"city", "district", "county", "province", "municipality", "prefecture", "town", "country"})


class PartySet(msgspec.Struct, frozen=True):
    """Parties that the text names together, and where; `agreed` where it says that they agreed something."""

    start: int
    parties: tuple[str, ...]
    agreed: bool


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
    own = _publisher(page, cast, pack)
    selves = _selves(page, own, pack) if own else []
    standings = tuple(sorted((*cast.standings, *new, *selves), key=lambda s: s.start))
    return Cast(_described(page, cast.parties, new), standings, cast.persons)


def _publisher(page: Page, cast: Cast, pack: Pack) -> str | None:
    """Return the party whose own page this is, as the title's end says: then 'we' means it."""
    for sentence in page.sentences[:3]:
        if sentence.kind == "heading":
            own = [s for s in cast.standings if sentence.start <= s.start and s.end <= sentence.end]
            marks = [Mark(s.start - sentence.start, s.end - sentence.start, "party") for s in own]
            words = cover(page.content[sentence.start : sentence.end], marks)
            for hit in match(pack.rules, words, kind="publisher"):
                at = hit.span("name") or (0, 0)
                return next(s.parties[0] for s in own if s.start == sentence.start + at[0])
    return None


def _selves(page: Page, own: str, pack: Pack) -> list[Standing]:
    return [
        Standing(sentence.start + hit.found.start(), sentence.start + hit.found.end(), (own,), named=False)
        for sentence in page.sentences
        if sentence.kind == "prose"
        for hit in match(pack.rules, page.content[sentence.start : sentence.end], kind="self")
    ]


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
    fitting = [s for s in fitting if s.agreed] or ([s for s in fitting if not s.agreed] if count > 2 else [])
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
    noun = hit.found.group().split()[-1].lower()
    if hit.rule.values.get("own_word"):
        fitting = [s for s in fitting if any(noun in name.lower() for name in kinds[s.parties[0]].names)]
    elif hit.rule.values.get("place"):
        fitting = [s for s in fitting if not _is_other_place(noun, kinds[s.parties[0]].names)]
    agreeing = {p for s in sets if s.agreed for p in s.parties}
    chosen = [s for s in fitting if s.parties[0] in agreeing] or fitting
    before = [s for s in chosen if s.end <= at]
    meant = before[-1] if before else (chosen[0] if chosen and hit.rule.values.get("ahead") else None)
    return meant.parties if meant else ()


def _is_other_place(noun: str, names: tuple[str, ...]) -> bool:
    """Whether the names say another kind of place than the noun: 'the city' is not Xuan District."""
    heads = {name.split()[-1].lower() for name in names} & _PLACES
    return noun in _PLACES and bool(heads) and noun not in heads


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
