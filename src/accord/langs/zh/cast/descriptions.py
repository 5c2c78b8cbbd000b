"""Resolve descriptions: whom 双方, 三地, 公司, 我市, 省政府 mean here.

In:  the plain words, sentences, the cast of named parties, the pack's rules `collective`, `description` and `together`.
Out: the cast with standings for descriptions; 公司 and the like are among the names of the party that they mean.

A description of several means the last set of that size that was named together before it, else the next one, else the
most spoken-of parties. A description of one means the party of its kind that the page is about.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import cast as typed

import msgspec

from accord.langs.masks import Mark, cover
from accord.langs.rules import Hit, Rule, match
from accord.langs.zh.page.recogniser import Word
from accord.langs.zh.page.scene import within
from accord.langs.zh.page.seats import abbreviated, level_of, seats
from accord.model.page import Cast, Sentence, Standing
from accord.model.reading import Party
from accord.model.terms import PartyKind

__all__ = ["resolve"]

_COUNTS = {"双": 2, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_TELLING = frozenset({"n", "nz", "nw", "vn", "an", "a", "m", "q", "f", "s", "LOC", "ORG", "PER"})
_FIRST = 6  # sentences in which the page says who announces
_VISITING = re.compile("[赴抵]$|访问$|前往$")
_COMING = re.compile("(?:来|赴|到|莅临?|抵)(?:我|本)(?:省|市|县|区|州)")
_COMMITTEE = re.compile("[省市县区州]?委$")
_COMPANY = ("公司", "本公司", "上市公司")
_AT = ("在", "于")
_DATELINE = 30  # characters in which stands which paper reports
_RUN = ("", "管委会", "管理委员会")  # a park, and who runs it
_THIS = 120  # characters before 该公司 in which its firm is named
_TITLE = 60  # characters at the top that are the title's
_NEAR = 600  # characters before a description in which a party of its kind is meant rather than the foremost one


class _Set(msgspec.Struct, frozen=True):
    start: int
    parties: tuple[str, ...]


def resolve(
    words: str,
    sentences: Sequence[Sentence],
    cast: Cast,
    rules: tuple[Rule, ...],
    parts: Sequence[Sequence[Word]],
) -> Cast:
    """Return the cast with its descriptions resolved; `parts` are the words of each sentence."""
    told = _Told(words, sentences, cast, rules)
    new: list[Standing] = []
    for sentence, line_words in zip(sentences, parts, strict=True):
        if sentence.kind == "furniture":
            continue
        line = words[sentence.start : sentence.end]
        for hit in _described(line, rules, line_words):
            start, end = sentence.start + hit.found.start(), sentence.start + hit.found.end()
            if told.is_taken(start, end) or any(s.start < end and start < s.end for s in new[-50:]):
                continue
            meant = told.several(hit, start) if hit.rule.kind == "collective" else told.one(hit, start)
            if meant:
                new.append(Standing(start, end, meant, named=False))
    parties, own = _selves(words, sentences, cast, new, rules)
    standings = tuple(sorted((*cast.standings, *new, *own), key=lambda s: s.start))
    return Cast((*_called(words, cast.parties, new), *parties), standings, cast.persons)


def _selves(
    words: str, sentences: Sequence[Sentence], cast: Cast, new: Sequence[Standing], rules: tuple[Rule, ...]
) -> tuple[list[Party], list[Standing]]:
    """Return parties that the page knows by a word for itself alone: 我校, of a page that never names the school."""
    taken = {at for s in (*cast.standings, *new) for at in range(s.start, s.end)}
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for sentence in sentences:
        if sentence.kind == "furniture":
            continue
        for hit in match(rules, words[sentence.start : sentence.end], kind="self"):
            span = (sentence.start + hit.found.start(), sentence.start + hit.found.end())
            if not taken & set(range(*span)):
                which = hit.found.group() if hit.rule.values.get("each") else ""
                found.setdefault((hit.rule.values["party"], which), []).append(span)
    parties, standings = [], []
    for number, ((kind, _), spans) in enumerate(found.items(), len(cast.parties) + 1):
        names = tuple(dict.fromkeys(words[a:b] for a, b in spans))
        parties.append(Party(f"p{number}", names[0], names, typed("PartyKind", kind), None, tuple(spans)))
        standings += [Standing(a, b, (f"p{number}",), named=True) for a, b in spans]
    return parties, standings


def _described(line: str, rules: tuple[Rule, ...], parts: Sequence[Word]) -> list[Hit]:
    """Return the descriptions in a sentence, those of several first, then the longest."""
    found = [hit for kind in ("collective", "description") for hit in match(rules, line, kind=kind)]
    found += [hit for hit in match(rules, line, kind="word_description") if _stands_alone(hit, parts)]
    found += [hit for hit in match(rules, line, kind="place_description") if _ends_word(hit, parts)]
    return sorted(found, key=lambda h: (h.rule.kind, h.found.start() - h.found.end(), h.found.start()))


def _stands_alone(hit: Hit, parts: Sequence[Word]) -> bool:
    """Whether a description is a word, or several, of its own, behind no noun that tells which one."""
    first = bisect_left(parts, hit.found.start(), key=lambda w: w.start)
    last = bisect_left(parts, hit.found.end(), key=lambda w: w.end)
    if first == len(parts) or last == len(parts):
        return False
    whole = parts[first].start == hit.found.start() and parts[last].end == hit.found.end()
    before = parts[first - 1] if first else None
    return whole and not (before and before.end == hit.found.start() and before.tag in _TELLING)


def _ends_word(hit: Hit, parts: Sequence[Word]) -> bool:
    """Whether a character is a word of its own, or one together with the verb before it: 来青."""
    at = bisect_left(parts, hit.found.end(), key=lambda w: w.end)
    return at < len(parts) and parts[at].end == hit.found.end() and hit.found.start() - parts[at].start in (0, 1)


class _Told:
    """What a description may mean."""

    def __init__(self, words: str, sentences: Sequence[Sentence], cast: Cast, rules: tuple[Rule, ...]) -> None:
        self._words, self._cast = words, cast
        self._parties = {party.id: party for party in cast.parties}
        self._visited = {s.parties[0] for s in cast.standings if _VISITING.search(words, max(0, s.start - 2), s.start)}
        self._places: dict[str, frozenset[str]] = {}
        self._sets = [one for sentence in sentences for one in _together(words, sentence, cast, rules)]
        self._announcers = list(_so_called(words, cast, rules)) or list(_announcers(words, sentences, cast, rules))
        self._guests = self._coming()
        self._spoken: dict[str | None, tuple[Counter[str], list[Standing]]] = {}
        self._fits: dict[tuple[int, str | None, bool], list[_Set]] = {}
        self._home = _home(words, sentences, rules)
        self._taken = bytearray(len(words) + 1)
        for start, end in [(n.start, n.end) for named in (cast.standings, cast.persons) for n in named]:
            self._taken[start:end] = b"\1" * (end - start)

    def is_taken(self, start: int, end: int) -> bool:
        """Return whether a name stands there."""
        return any(self._taken[start:end])

    def several(self, hit: Hit, at: int) -> tuple[str, ...]:
        """Return the parties of 双方, 三地: a set of that size told before, else later, else the foremost."""
        count = next((_COUNTS[c] for c in hit.found.group() if c in _COUNTS), 0)
        kind = hit.rule.values.get("kind")
        states = "国" in hit.found.group()
        fits = self._fitting(count, kind, states=states)
        if fits:
            before = bisect_left(fits, at, key=lambda s: s.start)
            return fits[max(0, before - 1)].parties
        most = [p for p, _ in self._foremost(kind, at) if not states or self._is_state(p)][:count]
        return tuple(most) if len(most) == count else ()

    def _fitting(self, count: int, kind: str | None, *, states: bool) -> list[_Set]:
        """Return the sets of a size (any, where it is 0) and a kind, in the order of the page."""
        asked = (count, kind, states)
        if asked not in self._fits:
            fits = [s for s in self._sets if (len(s.parties) == count or not count) and self._are(s.parties, kind)]
            self._fits[asked] = [s for s in fits if not states or all(self._is_state(p) for p in s.parties)]
        return self._fits[asked]

    def one(self, hit: Hit, at: int) -> tuple[str, ...]:
        """Return the party of 公司, 我市, 市政府, 在宁, 中方: of the page's parties the foremost that it may mean."""
        groups, values = hit.found.groupdict(), hit.rule.values
        fits = [party for party, _ in self._foremost(values.get("kind"), at)]
        if values.get("announcer") and (near := self._near(at) if groups.get("near") else self._announcer(at)):
            return (near,)
        if groups.get("one"):
            codes = abbreviated(groups["one"])
            fits = [p for p in fits if codes & self._seats(p)] or [
                p for p in fits if values.get("first") and self._begins(p, groups["one"])
            ]
        elif groups.get("front"):
            fits = [p for p in fits if any(level_of(code, "国") for code in self._seats(p))]
            fits = [p for p in fits if self._parties[p].name.startswith(groups["front"])]
        elif groups.get("head"):
            ends = [groups["head"].removesuffix("区") if groups["head"] == "园区" else groups["head"], groups["head"]]
            fits = [p for p in fits if self._ends(p, [end + run for end in ends for run in _RUN])]
            fits = fits if len(fits) == 1 else []
        elif groups.get("level") and "ending" in values:
            fits = [p for p in fits if self._ends(p, [groups["level"] + end for end in values["ending"]])]
        elif level := groups.get("level") or groups.get("second"):
            fits = [p for p in fits if any(level_of(code, level) for code in self._seats(p))] or [
                p for p in fits if self._ends(p, (level,))
            ]
            if hit.found.group().startswith(("我", "本")):
                fits = [p for p in fits if not self._seats(p) & self._guests]
                fits = sorted(fits, key=lambda p: (not self._seats(p) & self._home, p in self._visited))
        elif "ending" in values:
            fits = [p for p in fits if self._ends(p, values["ending"])]
        return tuple(fits[:1])

    def _seats(self, party: str) -> frozenset[str]:
        if party not in self._places:
            self._places[party] = frozenset(
                code
                for name in self._parties[party].names
                for code in (seats(name) if len(name) > 1 else abbreviated(name))
            )
        return self._places[party]

    def _is_state(self, party: str) -> bool:
        return any(level_of(code, "国") for code in self._seats(party))

    def _coming(self) -> frozenset[str]:
        """Return the places of those who come here: they are not 我市."""
        found: set[str] = set()
        for hit in _COMING.finditer(self._words):
            first = max(self._words.rfind(mark, 0, hit.start()) for mark in "，。；\n")
            for standing in within(self._cast.standings, first + 1, hit.start()):
                name = self._words[standing.start : standing.end]
                found |= seats(name) | seats(_COMMITTEE.sub("", name))
        return frozenset(found)

    def _announcer(self, at: int) -> str | None:
        """Return who announces what stands there: the last to begin before, else the first."""
        before = [party for start, party in self._announcers if start < at]
        return before[-1] if before else next((party for _, party in self._announcers), None)

    def _near(self, at: int) -> str | None:
        """Return the firm named last before 该公司."""
        named = within(self._cast.standings, max(0, at - _THIS), at)
        firms = [s.parties[0] for s in named if s.named and len(s.parties) == 1 and self._are(s.parties, "enterprise")]
        return firms[-1] if firms else self._announcer(at)

    def _begins(self, party: str, first: str) -> bool:
        """Return whether a city or county has a name that begins so: 威 for 威海."""
        small = any(not level_of(code, "国") and not level_of(code, "省") for code in self._seats(party))
        return small and self._parties[party].name.startswith(first)

    def _are(self, parties: tuple[str, ...], kind: str | None) -> bool:
        return kind is None or all(self._parties[p].kind == kind for p in parties)

    def _ends(self, party: str, endings: Sequence[str]) -> bool:
        names = self._parties[party].names
        return not endings or any(re.sub(r"(?:人民)?政府$", "", n).endswith(tuple(endings)) for n in names)

    def _foremost(self, kind: str | None, at: int) -> list[tuple[str, int]]:
        """Return the parties of a kind, those first that the title names or that are spoken of most, near ones before."""
        if kind not in self._spoken:
            self._spoken[kind] = self._spoken_of(kind)
        everywhere, behind_title = self._spoken[kind]
        count = everywhere.copy()
        first = bisect_left(behind_title, at - _NEAR + 1, key=lambda s: s.start)
        for s in behind_title[first : bisect_left(behind_title, at, lo=first, key=lambda s: s.start)]:
            count[s.parties[0]] += 1
        return count.most_common()

    def _spoken_of(self, kind: str | None) -> tuple[Counter[str], list[Standing]]:
        """Return how much the page speaks of the parties of a kind; and where, behind the title, nearness counts more."""
        count: Counter[str] = Counter()
        behind_title = []
        for s in self._cast.standings:
            if s.named and self._are(s.parties, kind) and len(s.parties) == 1:
                venue = self._words[max(0, s.start - 1) : s.start] in _AT
                count[s.parties[0]] += 0 if venue else 3 if s.start < _TITLE else 1
                if not venue and s.start >= _TITLE:
                    behind_title.append(s)
        return count, behind_title


def _home(words: str, sentences: Sequence[Sentence], rules: tuple[Rule, ...]) -> frozenset[str]:
    """Return the place whose paper or site reports: 某某日报讯."""
    lines = (words[s.start : min(s.end, s.start + _DATELINE)] for s in sentences[:_FIRST])
    hits = (hit.found["home"] for line in lines for hit in match(rules, line, kind="home"))
    return next((codes for name in hits if (codes := seats(name))), frozenset())


def _so_called(words: str, cast: Cast, rules: tuple[Rule, ...]) -> Iterator[tuple[int, str]]:
    """Yield who is said to be 公司: 甲股份有限公司（以下简称“公司”）."""
    ends = {s.end: s.parties[0] for s in cast.standings if len(s.parties) == 1}
    for hit in match(rules, words, kind="alias"):
        if hit.found["short"] in _COMPANY and hit.found.start() in ends:
            yield hit.found.start(), ends[hit.found.start()]


def _announcers(
    words: str, sentences: Sequence[Sentence], cast: Cast, rules: tuple[Rule, ...]
) -> Iterator[tuple[int, str]]:
    """Yield who announces and from where on, as headlines (某某：与…签署) and first sentences (某某公告称) say."""
    for number, sentence in enumerate(sentences):
        if sentence.kind == "furniture":
            continue
        line, own = _covered(words, sentence, cast)
        for hit in match(rules, line, kind="announcer"):
            at = sentence.start + hit.found.start("a")
            party = next((s.parties[0] for s in own if s.start == at and len(s.parties) == 1), None)
            if party and (number < _FIRST or not hit.rule.values.get("first")):
                yield at, party
                break


def _covered(words: str, sentence: Sentence, cast: Cast) -> tuple[str, list[Standing]]:
    own = within(cast.standings, sentence.start, sentence.end)
    marks = [Mark(s.start - sentence.start, s.end - sentence.start, "party") for s in own]
    return cover(words[sentence.start : sentence.end], marks), own


def _together(words: str, sentence: Sentence, cast: Cast, rules: tuple[Rule, ...]) -> list[_Set]:
    """Return the sets of parties that a sentence names together: A与B, 甲、乙、丙三方."""
    if sentence.kind == "furniture":
        return []
    line, own = _covered(words, sentence, cast)
    found = []
    for hit in match(rules, line, kind="together"):
        start, end = sentence.start + hit.found.start(), sentence.start + hit.found.end()
        sides = [s for s in own if start <= s.start and s.end <= end and words[s.start - 1 : s.start] not in _AT]
        parties = tuple(dict.fromkeys(p for s in sides for p in s.parties))
        if len(parties) > 1:
            found.append(_Set(start, parties))
    return sorted(found, key=lambda s: s.start)


def _called(words: str, parties: tuple[Party, ...], new: Sequence[Standing]) -> tuple[Party, ...]:
    """Return the parties, each with the descriptions of one that mean it among its names and mentions."""
    more: dict[str, list[Standing]] = {}
    for standing in new:
        if len(standing.parties) == 1:
            more.setdefault(standing.parties[0], []).append(standing)
    out = []
    for party in parties:
        own = more.get(party.id, [])
        names = tuple(dict.fromkeys((*party.names, *(words[s.start : s.end] for s in own))))
        mentions = tuple(sorted((*party.mentions, *((s.start, s.end) for s in own))))
        out.append(msgspec.structs.replace(party, names=names, mentions=mentions))
    return tuple(out)
