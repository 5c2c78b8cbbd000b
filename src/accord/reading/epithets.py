"""Read what the text calls its parties: 'X, the Danish turbine maker,', 'the Dutch wire X', 'X is a statutory board'.

In:  a page, its cast, a pack.
Out: for each party the nouns and words by which a description may mean it; names that are written with such words.
"""

import re
from collections.abc import Mapping

import msgspec

from accord.langs import Hit, Mark, Pack, cover, match
from accord.reading.parts import Cast, Page, Sentence, Standing
from accord.reading.scene import standings_in

__all__ = ["Epithets", "find_epithets"]

_CUT = re.compile(
    r"\s(?:of|in|for|that|which|with|from|under|to|on|at|serving|based|owned|and|as|by|whose|where|responsible|headquartered)\b"
)
_WORD = re.compile(r"\w[\w'’-]*")


class Epithets(msgspec.Struct, frozen=True):
    """What the text says of each party, by its id, in small letters.

    Attributes:
        nouns: What it is called: 'turbine maker', 'lender'.
        words: Words that stand with these nouns, and the words of its names.
        styled: Names written with what they are: 'PUB, the national water agency'.
    """

    nouns: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]
    styled: Mapping[str, tuple[str, ...]]


class _Found:
    """What was read so far."""

    def __init__(self) -> None:
        self.nouns: dict[str, set[str]] = {}
        self.words: dict[str, set[str]] = {}
        self.styled: dict[str, list[str]] = {}


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
    )


def _longest(pack: Pack) -> list[str]:
    return sorted(pack.lexicons["described"], key=lambda w: (-len(w), w))


def _read(page: Page, cast: Cast, pack: Pack, sentence: Sentence, nouns: re.Pattern[str], found: _Found) -> None:
    standings = standings_in(cast.standings, sentence.start, sentence.end)
    words = re.sub(r"\s", " ", page.content[sentence.start : sentence.end])
    if not standings or not (nouns.search(words) or "loan" in words or "credit" in words):
        return
    at = {s.start - sentence.start: s for s in standings}
    masked = cover(words, [Mark(s.start - sentence.start, s.end - sentence.start, "party") for s in standings])
    for hit in match(pack.rules, masked, kind="epithet"):
        who, what = _who(hit, "who", at), hit.span("what")
        if who and what:
            _keep(masked[slice(*what)], who.parties[0], nouns, found)
    for hit in match(pack.rules, masked, kind="loan"):
        for part in ("lender", "borrower"):
            if who := _who(hit, part, at):
                found.nouns.setdefault(who.parties[0], set()).add(part)
    for hit in match(pack.rules, masked, kind="styled"):
        if who := _who(hit, "who", at):
            style = page.content[who.start : sentence.start + hit.found.end()]
            found.styled.setdefault(who.parties[0], []).append(style)


def _who(hit: Hit, group: str, at: Mapping[int, Standing]) -> Standing | None:
    span = hit.span(group)
    return at.get(span[0]) if span else None


def _keep(what: str, party: str, nouns: re.Pattern[str], found: _Found) -> None:
    """Keep the last noun of what a party is called, before what is said of it further, and the words with it."""
    told = _CUT.split(what)[0].rstrip()
    named = list(nouns.finditer(told))
    if not named or named[-1].end() < len(told):
        return  # 'Lund, the group said,' tells who speaks
    found.nouns.setdefault(party, set()).add(named[-1].group().lower())
    before = [w.lower() for w in _WORD.findall(told[: named[-1].start()])]
    found.words.setdefault(party, set()).update((*before, *named[-1].group().lower().split()))
