"""Gather who plays in a document: names that are one party, and where each party is spoken of by name.

In:  a page, its names, a pack.
Out: a `Cast` with named standings. Descriptions ('the two sides') are resolved by `descriptions.py`.

Two names are one party only for a reason: one spelling, an alias that the text announces, initials, a government and
its place, or a short form that fits one body alone. Names that the text coordinates ('A and B') are never one.
"""

import re
from bisect import bisect_left
from itertools import pairwise
from typing import cast

from accord.langs import Pack, match
from accord.model.page import Cast, Name, Page, Standing
from accord.model.reading import Party
from accord.model.terms import PartyKind
from accord.reading.cast.announced import announced
from accord.reading.cast.groups import group_names
from accord.reading.page.capitals import with_capitals
from accord.reading.page.mended import mended

__all__ = ["gather"]

_SEAT_FRONT = re.compile(
    r"\b(?:city|province|municipality|county|town|state|borough|shire|colony|akimat|khokimiyat|hokimiyat) of\s+$",
    re.IGNORECASE,
)
_SEAT_BACK = re.compile(
    r"\s(?:province|prefecture|county|municipality|district|shire|borough|region|oblast|voivodeship)\b"
)
_WIDER = ("region", "oblast", "voivodeship")  # without which the name is that of a town
_COUNTRY_REACH = 60  # characters of a country that stands before a name
_WORD_BEFORE = re.compile(r"\b([A-Z][A-Za-z]+) $")
_IN = re.compile(r"\b(?:in|at|from|near|of|to)\s+$", re.IGNORECASE)
_THE = re.compile(r"\b(?:the|our|this|that)\s+$", re.IGNORECASE)


def gather(page: Page, names: tuple[Name, ...], pack: Pack) -> Cast:
    """Return the parties of a document, with the places where their names stand."""
    told = announced(page, mended(page, names, pack), pack)
    names = tuple(_trimmed(name, pack) for name in told.names)
    bodies = [name for name in names if name.label != "person" and not _is_description(page, name, pack)]
    acting = [_with_country(page, name, names, pack) for name in bodies]
    changed = [(long.text, name.text) for long, name in zip(acting, bodies, strict=True) if long.text != name.text]
    bare = {long: short for long, short in changed if not long.endswith(_WIDER)}
    acting = _outermost(acting)
    pairs = _acting_pairs(told.pairs, bare)
    apart = _coordinated(page, acting) - {frozenset(pair) for pair in pairs}
    groups = group_names(acting, pairs, apart, pack)
    by_text: dict[str, list[Name]] = {}
    for name in acting:
        by_text.setdefault(name.text, []).append(name)
    parties, standings = [], []
    for number, members in enumerate(_in_text_order(groups, acting), 1):
        own = sorted((name for text in members for name in by_text[text]), key=lambda n: n.start)
        parties.append(_party(f"p{number}", own, bare, pack))
        standings += [Standing(n.start, n.end, (f"p{number}",), True) for n in own]
    persons = tuple(name for name in names if name.label == "person")
    in_order = tuple(sorted(standings, key=lambda s: s.start))
    return with_capitals(page, Cast(tuple(parties), in_order, persons), pack)


def _trimmed(name: Name, pack: Pack) -> Name:
    """Return a name without the description that it ends with: 'Council of the laboratory'."""
    front, joint, noun = name.text.rpartition(" of the ")
    if not joint or noun not in pack.lexicons["described"]:
        return name
    return Name(name.start, name.start + len(front), front, name.label)


def _acting_pairs(pairs: tuple[tuple[str, str], ...], bare: dict[str, str]) -> list[tuple[str, str]]:
    """Return announced pairs also for the names as they stand with their country."""
    longer: dict[str, list[str]] = {}
    for long, short in bare.items():
        longer.setdefault(short, []).append(long)
    return [
        (a, b) for one, other in pairs for a in (one, *longer.get(one, ())) for b in (other, *longer.get(other, ()))
    ]


def _is_description(page: Page, name: Name, pack: Pack) -> bool:
    """Whether the words describe a party that other words name: 'Municipal Government', 'the Fund'."""
    if name.label == "person" or (name.label == "place" and name.text.lower() not in pack.lexicons["described"]):
        return False
    fronted = bool(_THE.search(page.content, max(0, name.start - 6), name.start))
    worded = "the " + " ".join(name.text.split())
    for hit in match(pack.rules, worded, kind="description"):
        if hit.span() in ((0, len(worded)), (4, len(worded))) and (fronted or hit.rule.values.get("bare")):
            return hit.span("words") is None or "-based " in worded or _is_foreign(name.text, pack)
    return False


def _is_foreign(words: str, pack: Pack) -> bool:
    """Whether words are a country's adjective and a common noun for a body: 'Chinese bank', but not 'Chinese government'."""
    adjective, _, noun = " ".join(words.split()).rpartition(" ")
    bodies = {row["noun"] for row in pack.tables["described"] if row["kinds"] != "government"}
    return adjective in pack.lexicons["countries_adjective"] and noun in bodies


def _with_country(page: Page, name: Name, names: tuple[Name, ...], pack: Pack) -> Name:
    """Return the name with what belongs to its front: "Norway's Ministry of Rail", 'city of Lund'."""
    front = _SEAT_FRONT.search(page.content, max(0, name.start - 20), name.start)
    if name.label == "place" or (front and " " not in name.text):
        back = _SEAT_BACK.match(page.content, name.end)
        start, end = front.start() if front else name.start, back.end() if back else name.end
        return Name(start, end, page.content[start:end], "place")
    first = bisect_left(names, name.start - _COUNTRY_REACH, key=lambda n: n.start)
    near = names[first : bisect_left(names, name.start, lo=first, key=lambda n: n.start)]
    before = next((n for n in near if n.label == "place" and 0 <= name.start - n.end <= 4), None)
    if not before:
        return _with_adjective(page, name, pack)
    if before.text not in pack.lexicons["countries"] and not _is_placed(page, before, name):
        return name
    if not re.fullmatch(r"['’]{1,2}s?\s+|\s", page.content[before.end : name.start]):
        return name
    return Name(before.start, name.end, page.content[before.start : name.end], "body")


def _with_adjective(page: Page, name: Name, pack: Pack) -> Name:
    """Return letters with the adjective of the country before them: 'Swiss PTT'."""
    front = _WORD_BEFORE.search(page.content, max(0, name.start - 20), name.start)
    if not (front and re.fullmatch(r"[A-Z]{3,8}", name.text)) or name.start == 0:
        return name
    adjectives = {word.casefold() for word in pack.lexicons["countries_adjective"]}
    if front.group(1).casefold() not in adjectives:
        return name
    return Name(front.start(1), name.end, page.content[front.start(1) : name.end], "body")


def _is_placed(page: Page, place: Name, name: Name) -> bool:
    """Whether a place is the front of letters that name its own body: 'Houston METRO'."""
    if not re.fullmatch(r"[A-Z]{2,}", name.text) or name.start - place.end != 1:
        return False
    return not _IN.search(page.content, max(0, place.start - 6), place.start)


def _outermost(names: list[Name]) -> list[Name]:
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (n.start, -n.end)):
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept


def _coordinated(page: Page, names: list[Name]) -> set[frozenset[str]]:
    """Return pairs of texts that the document sets side by side: those are two bodies."""
    apart = set()
    for one, other in pairwise(names):
        between = page.content[one.end : other.start]
        if re.fullmatch(r"\s*(?:,|,?\s*(?:and|with|as well as|&))\s*(?:the\s+)?", between):
            apart.add(frozenset((one.text, other.text)))
    return apart


def _in_text_order(groups: list[set[str]], names: list[Name]) -> list[set[str]]:
    first = {}
    for name in reversed(names):
        first[name.text] = name.start
    return sorted(groups, key=lambda members: min(first[text] for text in members))


def _party(number: str, own: list[Name], bare: dict[str, str], pack: Pack) -> Party:
    said = dict.fromkeys(text for name in own for text in (name.text, bare.get(name.text, name.text)))
    texts = list(dict.fromkeys((*said, *(short for text in said for short in pack.names_within(text)))))
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
