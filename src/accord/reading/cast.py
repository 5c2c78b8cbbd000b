"""Gather who plays in a document: names that are one party, and where each party is spoken of by name.

In:  a page, its names, a pack.
Out: a `Cast` with named standings. Descriptions ('the two sides') are resolved by `descriptions.py`.

Two names are one party only for a reason: one spelling, an alias that the text announces, initials, a government and
its place, or a short form that fits one body alone. Names that the text coordinates ('A and B') are never one.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import cast

from accord.langs import Mark, Pack, cover, match
from accord.model.reading import Party
from accord.model.terms import PartyKind
from accord.reading.parts import Cast, Name, Page, Standing

__all__ = ["gather"]

_NEARLY = ("letters", "syllables")
_SURE = ("spelling", "seat", "initials", "blend")
_BRACKET = re.compile(r"\s*(?:\([A-Z][a-z]+\)\s*)?\(\s*(?:the\s+)?[\"“'‘]?$")
_POSSESSIVE = re.compile(r"['’]s?\s+$|\s+$")
_SEAT_FRONT = re.compile(r"\b(?:city|province|municipality|county|town|state) of\s+$", re.IGNORECASE)
_COMPARED = 250  # different names back to which a name is compared; few pages have as many
_COUNTRY_REACH = 60  # characters of a country that stands before a name
_ALIAS_REACH = 60  # characters between a name and the alias that the text announces for it


def gather(page: Page, names: tuple[Name, ...], pack: Pack) -> Cast:
    """Return the parties of a document, with the places where their names stand."""
    bodies = [name for name in names if name.label != "person" and not _is_description(name, pack)]
    acting = [_with_country(page, name, names, pack) for name in bodies]
    bare = {long.text: name.text for long, name in zip(acting, bodies, strict=True) if long.text != name.text}
    acting = _outermost(acting)
    groups = _groups(page, acting, pack)
    by_text: dict[str, list[Name]] = {}
    for name in acting:
        by_text.setdefault(name.text, []).append(name)
    parties, standings = [], []
    for number, members in enumerate(_in_text_order(groups, acting), 1):
        own = sorted((name for text in members for name in by_text[text]), key=lambda n: n.start)
        parties.append(_party(f"p{number}", own, bare, pack))
        standings += [Standing(n.start, n.end, (f"p{number}",), True) for n in own]
    persons = tuple(name for name in names if name.label == "person")
    return Cast(tuple(parties), tuple(sorted(standings, key=lambda s: s.start)), persons)


def _is_description(name: Name, pack: Pack) -> bool:
    """Whether the words describe a party that other words name: 'Municipal Government'."""
    if name.label != "body":
        return False
    worded = "the " + name.text
    return any(
        hit.span() in ((0, len(worded)), (4, len(worded))) for hit in match(pack.rules, worded, kind="description")
    )


def _with_country(page: Page, name: Name, names: tuple[Name, ...], pack: Pack) -> Name:
    """Return the name with what belongs to its front: "Norway's Ministry of Rail", 'city of Lund'."""
    if name.label == "place":
        front = _SEAT_FRONT.search(page.content, max(0, name.start - 20), name.start)
        start = front.start() if front else name.start
        return Name(start, name.end, page.content[start : name.end], "place")
    first = bisect_left(names, name.start - _COUNTRY_REACH, key=lambda n: n.start)
    near = names[first : bisect_left(names, name.start, lo=first, key=lambda n: n.start)]
    before = next((n for n in near if n.label == "place" and 0 <= name.start - n.end <= 4), None)
    if not before or before.text not in pack.lexicons["countries"]:
        return name
    if not re.fullmatch(r"['’]{1,2}s?\s+|\s", page.content[before.end : name.start]):
        return name
    return Name(before.start, name.end, page.content[before.start : name.end], "body")


def _outermost(names: list[Name]) -> list[Name]:
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (n.start, -n.end)):
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept


def _groups(page: Page, names: list[Name], pack: Pack) -> list[set[str]]:
    """Return the sets of texts that name one party each."""
    texts = list(dict.fromkeys(name.text for name in names))
    labels = {name.text: name.label for name in names}
    apart = _coordinated(page, names)
    group = {text: {text} for text in texts}

    def join(one: str, other: str) -> None:
        if any(frozenset((a, b)) in apart for a in group[one] for b in group[other]):
            return
        merged = group[one] | group[other]
        for text in merged:
            group[text] = merged

    for long, short in _announced(page, names, pack):
        join(long, short)
    reasons = [(a, b, why) for a, b in _pairs(texts, pack) if (why := pack.same_name(a, b))]
    for a, b, reason in reasons:
        if reason in _SURE and not (reason == "initials" and _ambiguous(a, b, reasons, "initials")):
            join(a, b)
    for a, b in _short_forms(reasons, labels, group):
        join(a, b)
    for long, short in _last_resort(reasons, labels, group):
        join(long, short)
    return list({id(g): g for g in group.values()}.values())


def _pairs(texts: list[str], pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield the pairs that may be one: names among few others between, and those spelt alike wherever they stand."""
    alike: dict[str, list[str]] = {}
    for n, text in enumerate(texts):
        yield from ((before, text) for before in texts[max(0, n - _COMPARED) : n])
        twins = alike.setdefault(pack.name_key(text), [])
        if n > _COMPARED and twins:
            yield twins[-1], text
        twins.append(text)


def _short_forms(
    reasons: list[tuple[str, str, str]], labels: Mapping[str, str], group: dict[str, set[str]]
) -> list[tuple[str, str]]:
    """Return names with their short form, where it fits one body alone."""
    found = []
    pairs = [(a, b) for a, b, reason in reasons if reason == "short" and "place" not in (labels[a], labels[b])]
    by_short: dict[str, list[tuple[str, str]]] = {}
    for a, b in pairs:
        for name in {a, b}:
            by_short.setdefault(name, []).append((a, b))
    for a, b in pairs:
        short = min(a, b, key=len)
        longs = {x if y == short else y for x, y in by_short[short] if len(short) == min(len(x), len(y))}
        if len({id(group[long]) for long in longs if short not in group[long]}) <= 1:
            found.append((a, b))
    return found


def _last_resort(
    reasons: list[tuple[str, str, str]], labels: Mapping[str, str], group: dict[str, set[str]]
) -> list[tuple[str, str]]:
    """Return letters that no name spells, each with the one body that nearly does: machines translate a name twice."""
    nearly: dict[str, dict[str, list[str]]] = {}
    for a, b, reason in reasons:
        if reason in _NEARLY and labels[a] == labels[b] == "body":
            nearly.setdefault(a, {}).setdefault(reason, []).append(b)
            nearly.setdefault(b, {}).setdefault(reason, []).append(a)
    found = []
    for short in (t for t in nearly if len(group[t]) == 1):
        fits = next(nearly[short][reason] for reason in _NEARLY if reason in nearly[short])
        if len({id(group[long]) for long in fits}) == 1:
            found.append((fits[0], short))
    return found


def _ambiguous(a: str, b: str, reasons: list[tuple[str, str, str]], kind: str) -> bool:
    """Whether the short form fits the initials of two names that are not spelt alike."""
    short = min(a, b, key=len)
    longs = {x if y == short else y for x, y, reason in reasons if reason == kind and short in (x, y)}
    alike = {x for x, y, reason in reasons if reason == "spelling" and x in longs and y in longs}
    return len(longs - alike) > 1


def _coordinated(page: Page, names: list[Name]) -> set[frozenset[str]]:
    """Return pairs of texts that the document sets side by side: those are two bodies."""
    apart = set()
    for one, other in pairwise(names):
        between = page.content[one.end : other.start]
        if re.fullmatch(r"\s*(?:,|,?\s*(?:and|with|as well as|&))\s*(?:the\s+)?", between):
            apart.add(frozenset((one.text, other.text)))
    return apart


def _announced(page: Page, names: list[Name], pack: Pack) -> Iterable[tuple[str, str]]:
    """Yield pairs of names where the text says that the second is short for the first."""
    for one, other in pairwise([n for n in names if not _is_bracketed_place(page, n)]):
        if other.start - one.end > _ALIAS_REACH or other.label == "place":
            continue
        stretch = page.content[one.start : other.end + 3]
        marks = [Mark(0, one.end - one.start, "party"), Mark(other.start - one.start, other.end - one.start, "party")]
        for hit in match(pack.rules, cover(stretch, marks), kind="alias"):
            if hit.span("long") == (0, one.end - one.start):
                yield one.text, other.text
                break
        else:
            if _BRACKET.fullmatch(page.content[one.end : other.start]) and page.content[
                other.end : other.end + 2
            ].strip("\"”'’ ").startswith(")"):
                yield one.text, other.text


def _is_bracketed_place(page: Page, name: Name) -> bool:
    return (
        name.label == "place"
        and page.content[name.start - 1 : name.start] == "("
        and page.content[name.end : name.end + 1] == ")"
    )


def _in_text_order(groups: list[set[str]], names: list[Name]) -> list[set[str]]:
    first = {}
    for name in reversed(names):
        first[name.text] = name.start
    return sorted(groups, key=lambda members: min(first[text] for text in members))


def _party(number: str, own: list[Name], bare: dict[str, str], pack: Pack) -> Party:
    texts = list(dict.fromkeys(text for name in own for text in (name.text, bare.get(name.text, name.text))))
    countries = pack.lexicons["countries"]
    fullest = max(texts, key=lambda t: (len(t.split()), t in countries, len(t)))
    ordered = (fullest, *(text for text in texts if text != fullest))
    return Party(
        id=number,
        name=fullest,
        names=ordered,
        kind=_kind(ordered, own, pack),
        region=_region(ordered, pack),
        mentions=tuple((name.start, name.end) for name in own),
    )


def _kind(texts: tuple[str, ...], own: list[Name], pack: Pack) -> PartyKind:
    """Return the kind by the heads in a party's names; a bank or university whose name ends like a firm's stays one."""
    kinds = {row["word"]: row["kind"] for row in pack.tables["body_heads"]}
    for text in texts:
        heads = [k for w, k in kinds.items() if " " in w and text.endswith(w)]
        heads += [kinds[w] for w in reversed(re.findall(r"[\w-]+", text)) if w in kinds]
        if heads:
            return cast("PartyKind", next((k for k in heads if k != "enterprise"), "enterprise"))
    return "government" if any(name.label == "place" for name in own) else "other"


def _region(texts: tuple[str, ...], pack: Pack) -> str | None:
    codes = {row["country"]: row["code"] for row in pack.tables["countries"]}
    return next((codes[text] for text in texts if text in codes), None)
