"""Read what the text calls its parties: 'X, the Danish turbine maker,', 'the Dutch wire X', 'X is a statutory board'.

In:  a page, its cast, a pack.
Out: for each party the nouns and words by which a description may mean it; names that are written with such words.
"""

import re
from collections.abc import Mapping
from itertools import pairwise

import msgspec

from accord.langs import Hit, Mark, Pack, cover, match
from accord.model.page import Cast, Page, Sentence, Standing
from accord.reading.page.scene import standings_in

__all__ = ["Epithets", "find_epithets"]

_CUT = re.compile(
    r"\s(?:of|in|for|that|which|with|from|under|to|on|at|serving|based|owned|and|as|by|whose|where|responsible|headquartered)\b"
)
_OWNER = 4  # characters from a possessive's owner to what it owns
_WORD = re.compile(r"\w[\w'’-]*")


class Epithets(msgspec.Struct, frozen=True):
    """What the text says of each party, by its id, in small letters.

    Attributes:
        nouns: What it is called: 'turbine maker', 'lender'.
        words: Words that stand with these nouns, and the words of its names.
        styled: What stands as a name, too: 'PUB, the national water agency', 'Danish turbine maker'.
        homes: Countries that stand beside it: 'Lund Wind of Sweden', "Sweden's Lund Wind".
    """

    nouns: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]
    styled: Mapping[str, tuple[str, ...]]
    homes: Mapping[str, frozenset[str]]


class _Found:
    """What was read so far."""

    def __init__(self) -> None:
        self.nouns: dict[str, set[str]] = {}
        self.words: dict[str, set[str]] = {}
        self.styled: dict[str, list[str]] = {}
        self.homes: dict[str, set[str]] = {}


def find_epithets(page: Page, cast: Cast, pack: Pack) -> Epithets:
    """Return what the text calls its parties, sentence by sentence."""
    found = _Found()
    nouns = re.compile(r"\b(?:" + "|".join(map(re.escape, _longest(pack))) + r")\b", re.IGNORECASE)
    for sentence in page.sentences:
        if sentence.kind != "furniture":
            _read(page, cast, pack, sentence, nouns, found)
    for party in cast.parties:
        for name in party.names:
            if " " in name:
                told = [w.lower() for w in _WORD.findall(re.sub(r"['’]s\b", "", name))]
                found.words.setdefault(party.id, set()).update(told)
    return Epithets(
        {p: frozenset(words) for p, words in found.nouns.items()},
        {p: frozenset(words) for p, words in found.words.items()},
        {p: tuple(dict.fromkeys(names)) for p, names in found.styled.items()},
        {p: frozenset(homes) for p, homes in found.homes.items()},
    )


def _longest(pack: Pack) -> list[str]:
    return sorted(pack.lexicons["described"], key=lambda w: (-len(w), w))


class _Clause(msgspec.Struct, frozen=True):
    """A sentence with its parties covered, and who stands where in it."""

    start: int
    words: str
    masked: str
    at: Mapping[int, Standing]


def _read(page: Page, cast: Cast, pack: Pack, sentence: Sentence, nouns: re.Pattern[str], found: _Found) -> None:
    standings = standings_in(cast.standings, sentence.start, sentence.end)
    if not standings:
        return
    words = re.sub(r"\s", " ", page.content[sentence.start : sentence.end])
    masked = cover(words, [Mark(s.start - sentence.start, s.end - sentence.start, "party") for s in standings])
    clause = _Clause(sentence.start, words, masked, {s.start - sentence.start: s for s in standings})
    _read_epithets(page, pack, clause, nouns, found)
    _read_homes(pack, clause, found)
    _read_loans(cast, pack, clause, found)
    for one, other in pairwise(standings):
        if one.parties == other.parties and page.content[one.end : other.start] in (", ", ", the "):
            found.styled.setdefault(one.parties[0], []).append(page.content[one.start : other.end])
    for hit in match(pack.rules, masked, kind="styled"):
        if who := _who(hit, "who", clause.at):
            style = page.content[who.start : sentence.start + hit.found.end()]
            found.styled.setdefault(who.parties[0], []).append(style)


def _read_epithets(page: Page, pack: Pack, clause: _Clause, nouns: re.Pattern[str], found: _Found) -> None:
    if not nouns.search(clause.words):
        return
    for hit in match(pack.rules, clause.masked, kind="epithet"):
        who, what = _who(hit, "who", clause.at), hit.span("what")
        if not (who and what):
            continue
        kept = _keep(clause.masked[slice(*what)], who.parties[0], nouns, found)
        if kept and hit.rule.values.get("definite"):
            at = clause.start + what[0]
            owner = next((s for s in clause.at.values() if 0 < at - s.end <= _OWNER), who)
            starts = (at,) if owner is who else (at, owner.start)
            found.styled.setdefault(who.parties[0], []).extend(page.content[a : at + len(kept)] for a in starts)


def _read_loans(cast: Cast, pack: Pack, clause: _Clause, found: _Found) -> None:
    """Keep who lends and who borrows: told outright, or of two that sign a loan the bank and the other."""
    kinds = {party.id: party.kind for party in cast.parties}
    for hit in match(pack.rules, clause.masked, kind="loan"):
        told = {part: who.parties[0] for part in ("lender", "borrower") if (who := _who(hit, part, clause.at))}
        sides = [who.parties[0] for part in ("one", "other") if (who := _who(hit, part, clause.at))]
        banks = [party for party in sides if kinds.get(party) == "finance"]
        if len(sides) == 2 and len(banks) == 1:
            told = {"lender": banks[0], "borrower": next(party for party in sides if party != banks[0])}
        for part, party in told.items():
            found.nouns.setdefault(party, set()).add(part)


def _read_homes(pack: Pack, clause: _Clause, found: _Found) -> None:
    for hit in match(pack.rules, clause.masked, kind="home"):
        who, home = _who(hit, "who", clause.at), hit.span("home")
        country = pack.country_of(clause.words[slice(*home)]) if home else ""
        if who and country in pack.lexicons["countries"]:
            found.homes.setdefault(who.parties[0], set()).add(country)


def _who(hit: Hit, group: str, at: Mapping[int, Standing]) -> Standing | None:
    span = hit.span(group)
    return at.get(span[0]) if span else None


def _keep(what: str, party: str, nouns: re.Pattern[str], found: _Found) -> str | None:
    """Keep the last noun of what a party is called, before what is said of it further; return the words up to it."""
    told = _CUT.split(what)[0].rstrip()
    named = list(nouns.finditer(told))
    if not named or named[-1].end() < len(told):
        return None  # 'Lund, the group said,' tells who speaks
    found.nouns.setdefault(party, set()).add(named[-1].group().lower())
    before = [w.lower() for w in _WORD.findall(told[: named[-1].start()])]
    found.words.setdefault(party, set()).update((*before, *named[-1].group().lower().split()))
    return told if before else None
