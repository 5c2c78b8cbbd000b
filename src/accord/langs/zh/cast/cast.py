"""Gather who plays on a page: names that are one party, and where each party is spoken of.

In:  the plain words, the names of a page (`found.py`), the pack's rules `alias`.
Out: a `Cast`: parties with all their names, named standings, persons. `descriptions.py` adds 双方.

Two names are one party only for a reason: one spelling, an alias that the text announces, a government and its place,
or a short form that fits one body alone (`aliases.py`). Names that the text coordinates (A与B) are never one.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import cast as typed

from accord.langs.rules import Rule, match
from accord.langs.zh.aliases import same_name
from accord.langs.zh.likeness.firms import LEGAL
from accord.langs.zh.likeness.places import names_within, region_of, same_place
from accord.langs.zh.page.heads import head_kind
from accord.langs.zh.page.seats import seats
from accord.model.page import Cast, Name, Standing
from accord.model.reading import Party
from accord.model.terms import PartyKind

__all__ = ["gather"]

_JOINED = re.compile(r"[与和同及、]|以及")
_DAUGHTER = re.compile("(?:[子孙]公司|参股公司|旗下|下属|所属)[“]?$")
_MOST = 300  # names of one page that are compared with each other


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
        fits = [long for long in fits if long.startswith(short) and not LEGAL.sub("", long[len(short) :])] or fits
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
