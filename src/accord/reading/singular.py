"""Say which one party a description means: 'the Group', 'the Manila-based bank', 'the city'.

In:  a cast, the sets of parties that the text names together, what the text calls them, a pack.
Out: the party meant at a place, or None.

What the text calls a party, or its own name's noun, counts first; then a kind that fits. Parties of the agreements go
before mere scenery. Of several that fit alike, the one spoken of so last is meant, else the one named last.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

import msgspec

from accord.langs import Hit, Pack
from accord.model.reading import Party
from accord.reading.epithets import Epithets
from accord.reading.parts import Cast

__all__ = ["Singular"]

_STAYS = 500  # characters for which a description goes on to mean the party that it meant, unless that is gone
_FOREMOST = 50  # parties most spoken of among which a description is sought
_MAIN = 4  # parties that play in a text without an agreement
_GUESS = 6  # a rank from which on only one party may fit
_OTHER = 9  # no rank: what a description cannot mean
_SEATS = frozenset({"government", "governments", "municipality", "prefecture", "oblast", "delegation"})
_COMMON = frozenset(
    {"state-owned", "state-run", "state", "national", "private", "listed", "big", "large", "local", "public"}
)


class _Noun(msgspec.Struct, frozen=True):
    """A row of the lexicon of nouns that stand for a body."""

    noun: str
    sorts: tuple[str, ...]
    kinds: frozenset[str]
    needs: str


class Singular:
    """Whom descriptions of one party mean, in text order."""

    def __init__(
        self, cast: Cast, agreeing: frozenset[str], epithets: Epithets, pack: Pack, publisher: str | None
    ) -> None:
        """Keep who plays, and what is said of them."""
        self._parties = {party.id: party for party in cast.parties}
        self._starts: dict[str, list[int]] = {}
        for standing in cast.standings:
            self._starts.setdefault(standing.parties[0], []).append(standing.start)
        self._agreeing = agreeing or self._main()
        self._epithets, self._pack, self._publisher = epithets, pack, publisher
        self._nouns = {
            row["noun"]: _Noun(
                row["noun"], tuple(row["classes"].split()), frozenset(row["kinds"].split()), row["needs"]
            )
            for row in pack.tables["described"]
        }
        self._ranked: dict[tuple[str, str], list[str]] = {}
        self._last: dict[str, tuple[str, int]] = {}
        organs = {row["word"].lower() for row in pack.tables["body_heads"]}
        self._organs = frozenset(organs - _SEATS)
        self._places = {party.id: self._level(party) for party in cast.parties}

    def meant(self, hit: Hit, at: int) -> tuple[str, ...]:
        """Return the one party that a description means, or nothing."""
        groups = hit.found.groupdict()
        words = (groups.get("words") or "").split()
        said = groups.get("noun") or groups.get("place") or ""
        noun = self._noun(said.lower())
        key = (" ".join(words).lower(), noun.noun)
        if key not in self._ranked:
            self._ranked[key] = self._fitting(noun, words, capital=said[:1].isupper())
        chosen = self._nearest(noun, self._ranked[key], at, ahead=bool(hit.rule.values.get("ahead")))
        if chosen:
            self._last[noun.sorts[0]] = (chosen, at)
        return (chosen,) if chosen else ()

    def _main(self) -> frozenset[str]:
        """Return the parties most spoken of, where the text tells of no agreement."""
        often = [p for p, starts in self._starts.items() if len(starts) > 1]
        return frozenset(sorted(often, key=lambda p: -len(self._starts[p]))[:_MAIN])

    def _noun(self, said: str) -> _Noun:
        """Return the row of a noun; "municipal people's government" is the city's."""
        if said in self._nouns:
            return self._nouns[said]
        level = {"municipal": "city", "provincial": "province"}.get(said.split()[0], "district")
        return self._nouns[level]

    def _nearest(self, noun: _Noun, fitting: Sequence[str], at: int, *, ahead: bool) -> str | None:
        """Return the party meant last by such a noun, if it is still spoken of, else the one named last before."""
        before = {p: bisect_left(self._starts[p], at) for p in fitting}
        named = {p: self._starts[p][n - 1] for p, n in before.items() if n}
        last, where = self._last.get(noun.sorts[0], ("", 0))
        if last in named and at - max(where, named[last]) < _STAYS:
            return last
        if named:
            return max(named, key=lambda p: named[p])
        return min(fitting, key=lambda p: self._starts[p][0]) if fitting and ahead else None

    def _fitting(self, noun: _Noun, words: Sequence[str], *, capital: bool) -> list[str]:
        """Return the parties that a description fits best."""
        ranks: dict[str, int] = {}
        foremost = sorted(self._starts, key=lambda p: (p not in self._agreeing, -len(self._starts[p])))
        for party in foremost[:_FOREMOST]:
            rank = self._rank(noun, party, words)
            if rank != _OTHER:
                ranks[party] = rank
        best = [p for p in ranks if ranks[p] == min(ranks.values())]
        if len(best) > 1 and self._publisher in best:
            best.remove(self._publisher)  # who writes of itself says 'we'
        guessed = bool(ranks) and min(ranks.values()) >= _GUESS
        if guessed and noun.needs != "" and len(best) > 1:
            return best[:1] if self._is_place(noun) and len(self._starts[best[0]]) > len(self._starts[best[1]]) else []
        return best

    def _rank(self, noun: _Noun, party: str, words: Sequence[str]) -> int:
        """Return how well a description fits a party, the best as 0; `_OTHER` where it does not."""
        if not self._wears(words, party):
            return _OTHER
        return self._rank_of_place(noun, party) if self._is_place(noun) else self._rank_of_body(noun, party, words)

    def _is_place(self, noun: _Noun) -> bool:
        return noun.kinds == {"government"} and noun.needs not in ("", "own", "word", "told", "role")

    def _rank_of_place(self, noun: _Noun, party: str) -> int:
        """Return how well a place fits 'the city': of that level and agreeing, agreeing, of that level."""
        level, agrees = self._places[party], party in self._agreeing
        if level is None:
            return _OTHER
        if noun.needs == "government":
            fits = level in ("country", "")
            return (0 if fits else 1) if agrees else (2 if level == "country" else _OTHER)
        if level == noun.needs:
            return 0 if agrees else (1 if noun.needs in ("country", "province", "state") else 2)
        if level:
            return _OTHER
        if noun.needs in ("country", "district"):
            return _OTHER
        return 1 if agrees else (7 if noun.needs == "city" else _OTHER)

    def _level(self, party: Party) -> str | None:
        """Return what kind of place a party is, '' where its names do not say, None where it is none."""
        if party.kind != "government":
            return None
        if any(name in self._pack.lexicons["countries"] for name in party.names):
            return "country"
        within = [short for name in party.names for short in self._pack.names_within(name)]
        if any(self._organs & _words(name) for name in party.names) and all(self._organs & _words(w) for w in within):
            return None  # a ministry and no place; 'Lund Borough Council' holds its place
        levels = sorted({level for name in party.names for level in self._pack.place_levels(name)})
        return levels[0] if levels else ""

    def _rank_of_body(self, noun: _Noun, party: str, words: Sequence[str]) -> int:
        """Return how well a body fits: called so, named so, of that class, of that kind; agreeing ones first."""
        told = self._epithets.nouns.get(party, frozenset())
        if self._places[party] is not None and noun.noun not in told:
            return _OTHER
        agrees = party in self._agreeing
        if noun.noun in told or (noun.needs != "role" and noun.noun in self._heads(party)):
            return 0 if agrees else 1
        if noun.needs != "role" and agrees and noun.noun in self._named(party):
            return 0
        if noun.needs in ("role", "word"):
            return _OTHER
        if self._sorts(told | self._heads(party)) & set(noun.sorts):
            return 2 if agrees else 3
        return self._rank_of_kind(noun, party, agrees=agrees, worded=bool(words))

    def _rank_of_kind(self, noun: _Noun, party: str, *, agrees: bool, worded: bool) -> int:
        kind = self._parties[party].kind
        if noun.needs == "":
            known = kind in noun.kinds
            return (4 if known else 5 if kind == "other" else _OTHER) if agrees else (6 if known else _OTHER)
        if not agrees or self._epithets.nouns.get(party):
            return _OTHER
        if noun.needs == "told":
            return 6 if kind in noun.kinds and not worded else _OTHER
        return 6 if kind in noun.kinds and kind != "government" else 7 if kind == "other" else _OTHER

    def _wears(self, words: Sequence[str], party: str) -> bool:
        """Whether a party may be called by the words before the noun: its own, its country's, where it is based."""
        own = self._epithets.words.get(party, frozenset())
        for word in words:
            plain = word.lower()
            if plain in own or plain.endswith("-based") or plain in _COMMON:
                continue
            home = self._pack.country_of(word)
            known = home != word or word in self._pack.lexicons["countries"]
            if not known or not self._may_come_from(home, party):
                return False
        return True

    def _may_come_from(self, country: str, party: str) -> bool:
        """Whether nothing says that the party belongs to another country."""
        homes = {self._pack.home_of(name) for name in self._parties[party].names} - {None}
        told = {self._pack.country_of(w.capitalize()) for w in self._epithets.words.get(party, ())}
        homes |= {word for word in told if word in self._pack.lexicons["countries"]}
        return not homes or country in homes

    def _heads(self, party: str) -> frozenset[str]:
        """Return the nouns of a party's names that say what it is."""
        heads = (self._pack.head_of(name) for name in self._parties[party].names)
        return frozenset(head for head in heads if head)

    def _named(self, party: str) -> frozenset[str]:
        """Return the words of a party's names of several words."""
        return frozenset(w for name in self._parties[party].names if " " in name for w in _words(name))

    def _sorts(self, nouns: Iterable[str]) -> frozenset[str]:
        return frozenset(self._nouns[n].sorts[0] for n in nouns if n in self._nouns)


def _words(name: str) -> frozenset[str]:
    return frozenset(name.lower().split())
