"""Say which one party a description means: 'the Group', 'the Manila-based bank', 'the city'.

In:  a cast, the sets of parties that the text names together, what the text calls them, a pack.
Out: the party meant at a place, or None.

What the text calls a party, or its own name's noun, counts first; then a kind that fits. Parties of the agreements go
before mere scenery. Of several that fit alike, the one spoken of so last is meant, else the one named last.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from accord.langs import Hit, Pack
from accord.model.page import Cast, Page
from accord.model.reading import Party
from accord.reading.cast.epithets import Epithets

__all__ = ["Singular"]

_STAYS = 500  # characters for which a description goes on to mean the party that it meant, unless that is gone
_FOREMOST = 50  # parties most spoken of among which a description is sought
_SAID = re.compile(r"\b(?:said|says|added|told \w+)(?: that)? $")
_FRONT = 20  # characters of a sentence in which its subject begins
_SAYS = re.compile(r"\s(?:also\s)?(?:said|says|added|announced|is|has|will|was)\b")
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
        self, page: Page, cast: Cast, agreeing: frozenset[str], epithets: Epithets, pack: Pack, publisher: str | None
    ) -> None:
        """Keep who plays, and what is said of them."""
        self._sentences = [(s.start, s.end) for s in page.sentences if s.kind == "prose"]
        self._standing = [(s.start, s.parties[0]) for s in cast.standings]
        self._resolved: dict[int, tuple[int, str]] = {}
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
        self._ranked: dict[tuple[str, str], tuple[list[str], bool]] = {}
        self._last: dict[str, tuple[str, int]] = {}
        organs = {row["word"].lower() for row in pack.tables["body_heads"]}
        self._organs = frozenset(organs - _SEATS)
        self._places = {party.id: self._level(party) for party in cast.parties}
        self._places |= {p: None for p, nouns in epithets.nouns.items() if any(self._is_common(n) for n in nouns)}

    def meant(self, hit: Hit, at: int) -> tuple[str, ...]:
        """Return the one party that a description means, or nothing."""
        groups = hit.found.groupdict()
        words = (groups.get("words") or "").split()
        said = groups.get("noun") or ""
        noun = self._noun(said.lower())
        key = (" ".join(words).lower(), noun.noun)
        if key not in self._ranked:
            self._ranked[key] = self._fitting(noun, words)
        fitting, guessed = self._ranked[key]
        speaker = self._speaker(hit, at)
        if len(fitting) > 1 and speaker in fitting:
            fitting = [p for p in fitting if p != speaker]  # 'Lund said the Swedish firm': Lund says it of another
        if guessed and len(fitting) > 1:
            return ()
        ahead = bool(hit.rule.values.get("ahead")) or hit.found.group()[:3].lower() == "our"
        chosen = self._topic(hit, fitting, at) or self._nearest(noun, fitting, at, ahead=ahead)
        if chosen:
            self._last[noun.sorts[0]] = (chosen, at)
            self._resolved.setdefault(self._sentence(at), (at, chosen))
        return (chosen,) if chosen else ()

    def _sentence(self, at: int) -> int:
        return bisect_left(self._sentences, (at + 1, 0)) - 1

    def _topic(self, hit: Hit, fitting: Sequence[str], at: int) -> str | None:
        """Return the first party of the sentence before, for a description that is a subject: 'The company said'."""
        number = self._sentence(at)
        subject = hit.found.start() < _FRONT or _SAYS.match(hit.found.string, hit.found.end())
        if number < 1 or not subject or len(fitting) < 2:
            return None
        start, end = self._sentences[number - 1]
        first = bisect_left(self._standing, (start, ""))
        told = [place for place in self._standing[first : first + 1] if place[0] < end]
        told += [self._resolved[number - 1]] if number - 1 in self._resolved else []
        topic = min(told, default=(0, ""))[1]
        return topic if topic in fitting else None

    def _speaker(self, hit: Hit, at: int) -> str | None:
        """Return the party that says what the description is part of: 'Lund said the Swedish firm'."""
        if not _SAID.search(hit.found.string, 0, hit.found.start()):
            return None
        before = {p: starts[n - 1] for p, starts in self._starts.items() if (n := bisect_left(starts, at))}
        return max(before, key=lambda p: before[p], default=None)

    def _is_common(self, noun: str) -> bool:
        """Whether a noun is said of bodies that are no place."""
        row = self._nouns.get(noun)
        return row is not None and row.needs != "role" and not self._is_place(row)

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

    def _fitting(self, noun: _Noun, words: Sequence[str]) -> tuple[list[str], bool]:
        """Return the parties that a description fits best, and whether only one of them may be meant."""
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
        if guessed and self._is_place(noun):
            clear = len(best) == 1 or len(self._starts[best[0]]) > len(self._starts[best[1]])
            return (best[:1] if clear else []), False
        return best, guessed and (noun.needs != "" or bool(words))

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
            return 0 if agrees else (2 if noun.needs == "city" else 1)
        if level or noun.needs in ("country", "district", "state"):
            return _OTHER
        if not agrees:
            return 7 if noun.needs == "city" else _OTHER
        return 1 if noun.needs == "city" else 2

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
        heads = self._heads(party)
        lent = noun.sorts[0] in ("borrower", "lender") and not words  # states borrow, too
        if self._places[party] is not None and noun.noun not in told | heads and not lent:
            return _OTHER
        agrees = party in self._agreeing
        own = noun.needs != "role"
        if noun.noun in told or (own and noun.noun in heads):
            return 0 if agrees else (5 if noun.sorts[0] == "firm" else 2)  # many a company is scenery
        if own and agrees and noun.noun in self._named(party):
            return 1 if noun.needs else 0
        if any(self._country(word) for word in self._joined(words)):
            return self._rank_of_home(noun, party, words)
        if not own:
            return _GUESS if lent and agrees and self._parties[party].kind in noun.kinds else _OTHER
        return self._rank_of_class(noun, party, told | heads, worded=bool(words))

    def _rank_of_class(self, noun: _Noun, party: str, called: frozenset[str], *, worded: bool) -> int:
        if noun.needs == "word":
            return _OTHER
        agrees = party in self._agreeing
        if self._sorts(called) & set(noun.sorts):
            return (4 if agrees else 6) if noun.needs == "" else (3 if agrees else 4)
        return self._rank_of_kind(noun, party, agrees=agrees, worded=worded)

    def _rank_of_home(self, noun: _Noun, party: str, words: Sequence[str]) -> int:
        """Return how well a party of the agreement fits 'the Norwegian seller': at home there, or not known to be elsewhere."""
        kinds = {self._parties[party].kind, *self._told_kinds(party)}
        if not kinds & {*noun.kinds, "other"}:
            return _OTHER
        home = next(self._country(word) for word in self._joined(words) if self._country(word))
        agrees = party in self._agreeing
        if home in self._homes(party):
            return 4 if agrees else 5
        return _GUESS if agrees else _OTHER

    def _rank_of_kind(self, noun: _Noun, party: str, *, agrees: bool, worded: bool) -> int:
        kind = self._parties[party].kind
        if noun.needs == "":
            known = kind in noun.kinds
            return (4 if known or kind == "other" else _OTHER) if agrees else (_GUESS if known else _OTHER)
        if not agrees or any(self._is_common(told) for told in self._epithets.nouns.get(party, ())):
            return _OTHER
        if noun.needs == "told":
            return _OTHER if worded else 6 if kind in noun.kinds else 7 if kind == "other" else _OTHER
        return 6 if kind in noun.kinds and kind != "government" else 7 if kind == "other" else _OTHER

    def _wears(self, words: Sequence[str], party: str) -> bool:
        """Whether a party may be called by the words before the noun: its own, its country's, where it is based."""
        own = self._epithets.words.get(party, frozenset())
        return all(self._is_worn(word, own, party) for word in self._joined(words))

    def _joined(self, words: Sequence[str]) -> list[str]:
        """Return the words, with a country's adjective of two words as one: 'West German'."""
        if len(words) > 1 and self._country(" ".join(words[-2:])):
            return [*words[:-2], " ".join(words[-2:])]
        return list(words)

    def _country(self, word: str) -> str | None:
        home = self._pack.country_of(word)
        return home if home != word or word in self._pack.lexicons["countries"] else None

    def _is_worn(self, word: str, own: frozenset[str], party: str) -> bool:
        plain = word.lower()
        if plain in own or plain.endswith("-based") or plain in _COMMON:
            return True
        home = self._country(word)
        return home is not None and self._may_come_from(home, party)

    def _may_come_from(self, country: str, party: str) -> bool:
        """Whether nothing says that the party belongs to another country."""
        homes = self._homes(party)
        return not homes or country in homes

    def _homes(self, party: str) -> frozenset[str]:
        """Return the countries to which the text says that a party belongs."""
        own = (self._pack.home_of(name) for name in self._parties[party].names)
        told = (self._country(w.capitalize()) for w in self._epithets.words.get(party, ()))
        return frozenset(home for home in (*own, *told, *self._epithets.homes.get(party, ())) if home)

    def _heads(self, party: str) -> frozenset[str]:
        """Return the nouns of a party's names that say what it is."""
        heads = (self._pack.head_of(name) for name in self._parties[party].names)
        return frozenset(one for head in heads if head for one in (head, head.removesuffix("s")))

    def _told_kinds(self, party: str) -> Iterator[str]:
        """Yield the kinds of bodies that fit what the text calls a party."""
        for noun in self._epithets.nouns.get(party, ()):
            yield from self._nouns[noun].kinds if noun in self._nouns else ()

    def _named(self, party: str) -> frozenset[str]:
        """Return the words of a party's names of several words."""
        return frozenset(w for name in self._parties[party].names if " " in name for w in _words(name))

    def _sorts(self, nouns: Iterable[str]) -> frozenset[str]:
        return frozenset(self._nouns[n].sorts[0] for n in nouns if n in self._nouns)


def _words(name: str) -> frozenset[str]:
    return frozenset(name.lower().split())
