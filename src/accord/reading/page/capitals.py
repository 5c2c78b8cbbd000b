"""Give a state what is told of its capital: 'Moscow will deliver timber' is told of the Soviet Union.

In:  a page, its cast, a pack.
Out: the cast, in which a capital that acts stands for the state that the page names; elsewhere it stays a city.
"""

import re

import msgspec

from accord.langs import Mark, Pack, cover, match
from accord.model.page import Cast, Page, Sentence, Standing
from accord.reading.page.scene import standings_in

__all__ = ["with_capitals"]


def with_capitals(page: Page, cast: Cast, pack: Pack) -> Cast:
    """Return the cast with acting capitals as their states; the same where the page names no capital with its state."""
    states = _states(cast, pack)
    if not states:
        return cast
    acting = {
        at: states[words]
        for sentence in page.sentences
        if sentence.kind != "furniture"
        for at, words in _acting(page, cast, sentence, pack)
        if words in states
    }
    standings = tuple(
        Standing(s.start, s.end, (acting[s.start],), s.named) if s.start in acting else s for s in cast.standings
    )
    called: dict[str, list[str]] = {}
    for standing in cast.standings:
        if standing.start in acting:
            called.setdefault(acting[standing.start], []).append(page.content[standing.start : standing.end])
    parties = tuple(
        msgspec.structs.replace(p, names=tuple(dict.fromkeys((*p.names, *called[p.id])))) if p.id in called else p
        for p in cast.parties
    )
    return Cast(parties, standings, cast.persons)


def _states(cast: Cast, pack: Pack) -> dict[str, str]:
    """Return the party of its state for each capital, where the page names both and they are not one already."""
    named = {name: party.id for party in cast.parties for name in party.names}
    return {
        row["capital"]: named[row["state"]]
        for row in pack.tables["capitals"]
        if row["state"] in named and row["capital"] in named and named[row["capital"]] != named[row["state"]]
    }


def _acting(page: Page, cast: Cast, sentence: Sentence, pack: Pack) -> list[tuple[int, str]]:
    """Return where a party of the sentence acts or is given something as states are, and what stands there."""
    standings = standings_in(cast.standings, sentence.start, sentence.end)
    words = re.sub(r"\s", " ", page.content[sentence.start : sentence.end])
    masked = cover(words, [Mark(s.start - sentence.start, s.end - sentence.start, "party") for s in standings])
    spans = [span for hit in match(pack.rules, masked, kind="capital") if (span := hit.span("who"))]
    return [(sentence.start + a, words[a:b]) for a, b in spans]
