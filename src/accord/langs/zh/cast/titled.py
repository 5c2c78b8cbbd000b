"""Join a party with the name that the title of its agreement gives it: 公司与B签署了《甲股份有限公司、B合作协议》.

In:  the plain words, sentences, the resolved cast, the pack's rules `titled` (groups a, b: who signs; c, d: who the title names).
Out: the cast, in which who signs and who the title names beside the same other side are one party.
"""

from collections.abc import Iterator, Sequence

import msgspec

from accord.langs.masks import Mark, cover
from accord.langs.rules import Rule, match
from accord.langs.spans import within
from accord.model.page import Cast, Sentence, Standing
from accord.model.reading import Party

__all__ = ["with_titled"]


def with_titled(words: str, sentences: Sequence[Sentence], cast: Cast, rules: tuple[Rule, ...]) -> Cast:
    """Return the cast with the sides of titles joined to those who sign."""
    for one, other in dict.fromkeys(_pairs(words, sentences, cast, rules)):
        cast = _joined(cast, one, other)
    return cast


def _pairs(words: str, sentences: Sequence[Sentence], cast: Cast, rules: tuple[Rule, ...]) -> Iterator[tuple[str, str]]:
    """Yield who signs with who the title names for it: two parties, beside a third that both name."""
    for sentence in sentences:
        line = words[sentence.start : sentence.end]
        if "《" not in line:
            continue
        own = within(cast.standings, sentence.start, sentence.end)
        marks = [Mark(s.start - sentence.start, s.end - sentence.start, "party") for s in own]
        at = {s.start - sentence.start: s for s in own if len(s.parties) == 1}
        for hit in match(rules, cover(line, marks), kind="titled"):
            sides = [at.get(hit.found.start(group)) for group in ("a", "b", "c", "d")]
            if all(sides):
                a, b, c, d = (s.parties[0] for s in sides if s)
                yield from _crossed(a, b, c, d)


def _crossed(a: str, b: str, c: str, d: str) -> Iterator[tuple[str, str]]:
    if b == d and a != c:
        yield a, c
    elif a == c and b != d:
        yield b, d
    elif b == c and a != d:
        yield a, d


def _joined(cast: Cast, one: str, other: str) -> Cast:
    """Return the cast in which two parties are one, under the first's id and the fuller name."""
    known = {p.id: p for p in cast.parties}
    if one not in known or other not in known:
        return cast
    mine, theirs = known[one], known[other]
    fullest, rest = (theirs, mine) if len(theirs.name) > len(mine.name) else (mine, theirs)
    party: Party = msgspec.structs.replace(
        fullest,
        id=one,
        names=tuple(dict.fromkeys((*fullest.names, *rest.names))),
        mentions=tuple(sorted((*mine.mentions, *theirs.mentions))),
    )
    parties = tuple(party if p.id == one else p for p in cast.parties if p.id != other)
    standings = tuple(
        Standing(s.start, s.end, tuple(dict.fromkeys(one if p == other else p for p in s.parties)), s.named)
        for s in cast.standings
    )
    return Cast(parties, standings, cast.persons)
