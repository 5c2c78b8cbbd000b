"""Gather who plays on a page: names that are one party, and where each party is spoken of.

In:  the plain words, sentences with LAC's words, the pack's rules.
Out: names in text order, and a `Cast`: parties with all their names, named standings, persons. `descriptions.py` adds 双方.

Two names are one party only for a reason: one spelling, an alias that the text announces, a government and its place,
or a short form that fits one body alone (`aliases.py`). Names that the text coordinates (A与B) are never one.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal
from typing import cast as typed

import msgspec

from accord.gazetteer import Name as Known
from accord.gazetteer import entry
from accord.langs.pack import Candidate
from accord.langs.rules import Rule, match
from accord.langs.zh.aliases import brand_of, brands_of, names_within, region_of, same_name, same_place
from accord.langs.zh.cast.listed import project_firms
from accord.langs.zh.names import candidates
from accord.langs.zh.page.edges import in_slot
from accord.langs.zh.page.heads import head_kind
from accord.langs.zh.page.recogniser import Word
from accord.langs.zh.page.seats import level_of, seats
from accord.model.page import Cast, Name, Sentence, Standing
from accord.model.reading import Party
from accord.model.terms import PartyKind

__all__ = ["find_names", "gather"]

_JOINED = re.compile(r"[与和同及、]|以及")
_SPREAD_MIN = 2
_ITEM = re.compile("(?:(?!以及)[^、与和及]){2,20}")
_PREFIX = 60  # characters in which stand the source and place of a report
_ROW_MIN = 2
_DAUGHTER = re.compile("(?:[子孙]公司|参股公司|旗下|下属|所属)[“]?$")
_HOME = "中"  # stands beside the first character of any other state
_NAMED = frozenset({"PER", "LOC", "ORG", "nz", "nw"})
_MOST = 300  # names of one page that are compared with each other


def find_names(
    words: str, sentences: Sequence[Sentence], told: Sequence[Sequence[Word]], rules: tuple[Rule, ...]
) -> tuple[Name, ...]:
    """Return the names of a page, none overlapping; a name known once is found everywhere."""
    found: list[Name] = []
    for sentence, parts in zip(sentences, told, strict=True):
        if sentence.kind == "furniture":
            continue
        line = words[sentence.start : sentence.end]
        after = max((hit.found.end() for hit in match(rules, line[:_PREFIX], kind="dateline_prefix")), default=0)
        seen = [c for c in candidates(line, parts) if c.start >= after or c.label == "person"]
        slots = [Candidate(a, b, "body") for a, b in _slots(line, rules) if not any(_holds(c, a, b) for c in seen)]
        slots += [
            Candidate(a, b, "body") for a, b in _items(line, parts, rules) if not any(_crosses(c, a, b) for c in seen)
        ]
        slots += [Candidate(a, b, "body") for a, b in project_firms(line, rules)]
        free = [c for c in seen if not any(c.start < s.end and s.start < c.end for s in slots)]
        found += [
            Name(sentence.start + c.start, sentence.start + c.end, line[c.start : c.end], _label(line, c))
            for c in sorted((*slots, *free), key=lambda c: c.start)
            if not any(match(rules, line[c.start : c.end], kind="bare_organ"))
        ]
    brands = list(_brands(words, sentences, told, found))
    firms = {name.text for name in brands}
    return _settled(words, sentences, [*(n for n in found if n.text not in firms), *brands])


def _brands(
    words: str, sentences: Sequence[Sentence], told: Sequence[Sequence[Word]], found: Sequence[Name]
) -> Iterator[Name]:
    """Yield brands of two characters that stand as names of their own: 商汤, of 商汤科技."""
    fronts = {brand for name in found if name.label == "body" and (brand := brand_of(name.text))}
    for sentence, parts in zip(sentences, told, strict=True):
        if sentence.kind == "furniture" or not fronts:
            continue
        for word in parts:
            start, end = sentence.start + word.start, sentence.start + word.end
            if word.tag in _NAMED and words[start:end] in fronts:
                yield Name(start, end, words[start:end], "body")


def gather(words: str, names: tuple[Name, ...], rules: tuple[Rule, ...]) -> Cast:
    """Return the parties of a page with the places where their names stand, and its persons."""
    bodies = [name for name in names if name.label != "person"]
    groups = _groups(words, bodies, rules)
    by_text: dict[str, list[Name]] = {}
    for name in bodies:
        by_text.setdefault(name.text, []).append(name)
    parties, standings = [], []
    for number, texts in enumerate(groups, 1):
        own = sorted((n for text in texts for n in by_text[text]), key=lambda n: n.start)
        parties.append(_party(f"p{number}", own))
        standings += [Standing(n.start, n.end, (f"p{number}",), True) for n in own]
    persons = tuple(name for name in names if name.label == "person")
    return Cast(tuple(parties), tuple(sorted(standings, key=lambda s: s.start)), persons)


def _items(line: str, parts: Sequence[Word], rules: tuple[Rule, ...]) -> Iterator[tuple[int, int]]:
    """Yield the items of a list of those with whom somebody signs, which hold something proper: 与甲、乙股份、丙签订."""
    proper = [w for w in parts if w.tag in ("PER", "LOC", "ORG", "nz", "nw")]
    for hit in match(rules, line, kind="list_slot"):
        start, end = hit.found.span("list")
        for item in _ITEM.finditer(line, start, end):
            held = any(item.start() <= w.start and w.end <= item.end() for w in proper)
            name = in_slot(line, *item.span())
            if held and name and not any(match(rules, item.group(), kind="no_item")):
                yield name


def _holds(seen: Candidate, start: int, end: int) -> bool:
    """Whether a name that was seen is more than a stretch, or reaches over one of its ends."""
    more = seen.start <= start and end <= seen.end and (seen.start, seen.end) != (start, end)
    return more or seen.start < start < seen.end or seen.start < end < seen.end


def _crosses(seen: Candidate, start: int, end: int) -> bool:
    """Whether a name that was seen reaches over an end of a stretch, or is all of it."""
    same = (seen.start, seen.end) == (start, end) and seen.label != "person"
    return same or seen.start < start < seen.end or seen.start < end < seen.end


def _label(line: str, seen: Candidate) -> Literal["person", "body", "place"]:
    """Return what a candidate names; a region that was taken for a body is a place."""
    name = line[seen.start : seen.end]
    return "place" if seen.label == "body" and head_kind(name) is None and seats(name) else seen.label


def _slots(line: str, rules: tuple[Rule, ...]) -> Iterator[tuple[int, int]]:
    """Yield names that their place in the sentence shows: before a stock ticker, in a headline before a colon."""
    last = 0
    hits = sorted(match(rules, line, kind="name_slot"), key=lambda h: h.found.span("name"))
    for hit in hits:
        start, end = hit.found.span("name")
        name = None if any(match(rules, line[start:end], kind="no_name")) else in_slot(line, start, end)
        if name and start >= last:
            yield name
            last = end


def _settled(words: str, sentences: Sequence[Sentence], found: list[Name]) -> tuple[Name, ...]:
    """Return the names, each text with the label that most of its places have, and where else they stand."""
    votes: dict[str, Counter[str]] = {}
    for name in found:
        votes.setdefault(name.text, Counter())[name.label] += 1
    best = {text: count.most_common(1)[0][0] for text, count in votes.items()}
    sides = {name[0] + "方" for name in best if any(level_of(code, "国") for code in seats(name))}
    best = {text: label for text, label in best.items() if text not in sides}  # 苏方, of 苏里南, is no person
    found = [n for n in found if n.text in best]
    known = [msgspec.structs.replace(n, label=best[n.text]) for n in found]
    brands = {brand: "body" for text, label in best.items() if label == "body" for brand in brands_of(text)}
    best = {**brands, **best}
    texts = sorted((t for t in best if len(t) >= _SPREAD_MIN), key=lambda t: (-len(t), t))
    if not texts:
        return ()
    pattern = re.compile("|".join(re.escape(t) for t in texts))
    spread = [
        Name(hit.start(), hit.end(), hit.group(), best[hit.group()])  # type: ignore[arg-type]
        for sentence in sentences
        if sentence.kind != "furniture"
        for hit in pattern.finditer(words, sentence.start, sentence.end)
    ]
    rows = _rows(words, sentences, known)
    runs = {name.text for name in known if not seats(name.text)} & {words[a:b] for a, b in rows}
    whole = [n for n in (*known, *spread) if n.text not in runs]
    single = [Name(at, at + 1, words[at], "place") for a, b in rows for at in range(a, b)]
    taken = bytearray(len(words))
    out: list[Name] = []
    for name in sorted((*whole, *single), key=lambda n: (n.start - n.end, n.start)):
        if not any(taken[name.start : name.end]):
            taken[name.start : name.end] = b"\1" * (name.end - name.start)
            out.append(name)
    return tuple(sorted(out, key=lambda n: n.start))


def _rows(words: str, sentences: Sequence[Sentence], known: Sequence[Name]) -> list[tuple[int, int]]:
    """Return where places of the page stand in a row by one character each: 宁镇扬, 中法."""
    told = {code for name in known if name.label != "person" for code in seats(name.text)}
    letters = {n.text for code in told for n in _entry_names(code) if n.sort == "abbreviation"}
    firsts = {n.text[0] for n in known if n.label == "place" and any(level_of(code, "国") for code in seats(n.text))}
    letters |= {_HOME} if firsts else set()
    short = "".join(sorted(letters | firsts))
    if len(short) < _ROW_MIN:
        return []
    run = re.compile(f"[{re.escape(short)}]{{{_ROW_MIN},6}}")
    found = [hit.span() for s in sentences if s.kind != "furniture" for hit in run.finditer(words, s.start, s.end)]
    return [
        (a, b)
        for a, b in found
        if len(set(words[a:b])) == b - a and letters & set(words[a:b]) and not seats(words[a:b])
    ]


def _entry_names(code: str) -> tuple[Known, ...]:
    one = entry(code)
    return one.names if one else ()


def _groups(words: str, bodies: Sequence[Name], rules: tuple[Rule, ...]) -> list[list[str]]:
    """Return the texts of each party, in the order in which the parties come."""
    texts = list(dict.fromkeys(n.text for n in bodies))
    home = {text: text for text in texts}
    apart = _coordinated(words, bodies)

    def root(text: str) -> str:
        while home[text] != text:
            text = home[text]
        return text

    def join(one: str, other: str) -> None:
        a, b = root(one), root(other)
        if a == b:
            return
        mine = {t for t in texts if root(t) in (a, b)}
        if not any(frozenset((x, y)) in apart for x in mine for y in mine if x < y):
            home[b] = a

    for one, other in announced(words, bodies, rules):
        join(one, other)
    parents = _parents(words, bodies)
    longest = sorted(texts[:_MOST], key=lambda t: (-len(t), t))
    for short in longest:
        fits = [long for long in longest if long != short and same_name(long, short) and (long, short) not in parents]
        fits = [long for long in fits if seats(long) & seats(short)] or fits
        if fits and all(root(long) == root(fits[0]) or _one_name(fits[0], long) for long in fits[1:]):
            for long in fits:
                join(long, short)
    return _ordered({text: root(text) for text in texts}, bodies)


def _ordered(homes: dict[str, str], bodies: Sequence[Name]) -> list[list[str]]:
    """Return the texts of each home, the home first that stands first."""
    groups: dict[str, list[str]] = {}
    for text, home in homes.items():
        groups.setdefault(home, []).append(text)
    first = {n.text: n.start for n in reversed(bodies)}
    return sorted(groups.values(), key=lambda group: min(first[t] for t in group))


def _one_name(one: str, other: str) -> bool:
    return bool(same_name(one, other) or same_name(other, one))


def announced(words: str, bodies: Sequence[Name], rules: tuple[Rule, ...]) -> Iterator[tuple[str, str]]:
    """Yield pairs of names of which the text says that they are one: A（以下简称“B”）."""
    ends = {n.end: n for n in bodies}
    known = {n.text for n in bodies}
    for hit in match(rules, words, kind="alias"):
        long = ends.get(hit.found.start())
        if long:
            shorts = [hit.found.group(g) for g in ("short", "second") if hit.found.groupdict().get(g)]
            yield from ((long.text, short) for short in shorts if short in known)


def _parents(words: str, bodies: Sequence[Name]) -> set[tuple[str, str]]:
    """Return daughters with each name that the page tells before it: in A的子公司A（香港）, A is not A（香港）."""
    daughters = {n.text: n.start for n in reversed(bodies) if _DAUGHTER.search(words[max(0, n.start - 8) : n.start])}
    first = {n.text: n.start for n in reversed(bodies)}
    return {(long, text) for long, at in daughters.items() for text, start in first.items() if start < at}


def _coordinated(words: str, bodies: Sequence[Name]) -> set[frozenset[str]]:
    """Return pairs of texts that the page sets side by side: those are two bodies."""
    return {
        frozenset((one.text, other.text))
        for one, other in pairwise(bodies)
        if other.start - one.end <= 2
        and _JOINED.fullmatch(words[one.end : other.start])
        and not same_place(one.text, other.text)
    }


def _same_within(text: str) -> tuple[str, ...]:
    """Return the shorter names in a name that name the same place: 苏州市 in 江苏省苏州市."""
    return tuple(part for part in names_within(text) if seats(part) & seats(text))


def _party(number: str, own: Sequence[Name]) -> Party:
    told = dict.fromkeys(n.text for n in own)
    texts = list(dict.fromkeys((*told, *(part for text in told for part in _same_within(text)))))
    fullest = max(texts, key=lambda t: (head_kind(t) is not None, len(t)))
    kinds = [kind for text in (fullest, *texts) if (kind := head_kind(text))]
    place = any(n.label == "place" for n in own)
    kind = "government" if place and (not kinds or "government" in kinds) else kinds[0] if kinds else "enterprise"
    return Party(
        id=number,
        name=fullest,
        names=(fullest, *(t for t in texts if t != fullest)),
        kind=typed("PartyKind", kind),
        region=next((code for text in texts if (code := region_of(text))), None),
        mentions=tuple((n.start, n.end) for n in own),
    )
