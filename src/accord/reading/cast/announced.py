"""Read which other names the text itself gives to a name: '(the NRA)', ', known as Nordrail,', 'City of Lund' and 'Lund'.

In:  a page, its names, a pack.
Out: the names, with those that were missed or taken for persons; and pairs of names that the text says are one.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from accord.langs import Hit, Mark, Pack, cover, match
from accord.model.page import Name, Page
from accord.reading.page.mended import free_places

__all__ = ["Announced", "announced"]

_REACH = 90  # characters behind a name in which another one is announced
_PAIR_REACH = 60  # characters between a name and the alias that stands as a name behind it
_NEW_MAX = 200  # new names of one document; each is looked for in all of it
_BRACKET = re.compile(r"\s*(?:\([A-Z][a-z]+\)\s*)?\(\s*(?:the\s+)?[\"“'‘]?$")


class Announced(msgspec.Struct, frozen=True):
    """The names of a document, and pairs (long, short) that the text says are one."""

    names: tuple[Name, ...]
    pairs: tuple[tuple[str, str], ...]


def announced(page: Page, names: tuple[Name, ...], pack: Pack) -> Announced:
    """Return the names with what the text announces."""
    pairs: list[tuple[str, str]] = []
    new: dict[str, Name] = {}
    places = {name.text for name in names if name.label == "place"}
    bodies = [name for name in names if name.label != "person"]
    for name in bodies:
        for at, short in _called(page, name, pack):
            if short in places and re.search(rf"\b(?:in|at|from|near) {re.escape(short)}\b", page.content):
                continue
            pairs.append((name.text, short))
            new.setdefault(short, Name(at, at + len(short), short, "body"))
    seats = _within(bodies, pack)
    relabelled = tuple(_relabelled(name, new, seats) for name in names)
    missing = [one for one in new.values() if not any(n.text == one.text for n in relabelled)][:_NEW_MAX]
    found = tuple(sorted((*relabelled, *_everywhere(page, relabelled, missing)), key=lambda n: n.start))
    acting = [name for name in found if name.label != "person"]
    return Announced(found, tuple(dict.fromkeys((*pairs, *_side_by_side(page, acting, pack)))))


def _called(page: Page, name: Name, pack: Pack) -> Iterator[tuple[int, str]]:
    """Yield other names that the words right behind a name give it, and where they stand."""
    behind = page.content[name.end : name.end + _REACH]
    if behind.lstrip()[:1] not in ("(", ",") and not behind.lstrip().startswith("known"):
        return
    for hit in match(pack.rules, behind, kind="called"):
        span = hit.span("short")
        if hit.found.start() == 0 and span and _is_meant(name, behind[slice(*span)], hit, pack):
            yield name.end + span[0], behind[slice(*span)]
            return


def _is_meant(name: Name, short: str, hit: Hit, pack: Pack) -> bool:
    """Whether words in brackets or between commas are a name of what stands before, and no place, ticker or noun."""
    if short.lower() in pack.lexicons["described"] or short in pack.lexicons["not_bodies"] or short == name.text:
        return False
    if short in pack.lexicons["countries"]:
        return False
    if hit.rule.values.get("said"):
        return True
    if hit.rule.values.get("letters"):
        return name.label == "body" and _spells(name.text, short)
    return name.label == "body" or pack.same_name(name.text, short) is not None


def _spells(long: str, short: str) -> bool:
    """Whether all letters of the shorter stand in the longer, in order, the first at a word's front."""
    fronts = [hit.start() for hit in re.finditer(rf"\b{re.escape(short[0])}", long)]
    return len(short) < len(long) and any(_holds(long[at:].lower(), short.lower()) for at in fronts)


def _holds(long: str, short: str) -> bool:
    rest = iter(long)
    return all(letter in rest for letter in short if letter.isalpha())


def _within(bodies: list[Name], pack: Pack) -> dict[str, str]:
    """Return the names that others hold, with the label they take from them."""
    found: dict[str, str] = {}
    for name in bodies:
        for short in pack.names_within(name.text):
            found.setdefault(short, "body" if " " in short and name.label == "body" else "place")
    return found


def _relabelled(name: Name, new: dict[str, Name], seats: dict[str, str]) -> Name:
    """Return a name that was taken for a person's where the text says what it names."""
    if name.text in new:
        return msgspec.structs.replace(name, label="body")
    if name.label != "person":
        return name
    label = seats.get(name.text)
    return msgspec.structs.replace(name, label=label) if label and " " not in name.text else name


def _everywhere(page: Page, names: tuple[Name, ...], missing: list[Name]) -> list[Name]:
    """Return the places of the missing names that no other name holds."""
    in_order = sorted(names, key=lambda n: n.start)
    return [
        Name(hit.start(), hit.end(), one.text, one.label)
        for one in missing
        for hit in free_places(page, in_order, one.text)
    ]


def _side_by_side(page: Page, names: list[Name], pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield pairs of names where the text says that the second is short for the first."""
    seen = [n for n in names if not (_is_bracketed_place(page, n) or _is_owner(page, n))]
    for one, other in pairwise(seen):
        if other.start - one.end > _PAIR_REACH or other.label == "place":
            continue
        stretch = page.content[one.start : other.end + 3]
        marks = [Mark(0, one.end - one.start, "party"), Mark(other.start - one.start, other.end - one.start, "party")]
        hits = match(pack.rules, cover(stretch, marks), kind="alias")
        told = any(hit.span("long") == (0, one.end - one.start) for hit in hits)
        if told or _is_bracketed(page, one, other) or _is_styled(page, one, other):
            yield one.text, other.text


def _is_bracketed(page: Page, one: Name, other: Name) -> bool:
    closed = page.content[other.end : other.end + 2].strip("\"”'’ ").startswith(")")
    return closed and bool(_BRACKET.fullmatch(page.content[one.end : other.start]))


def _is_styled(page: Page, one: Name, other: Name) -> bool:
    """Whether letters are followed by what they stand for: "PUB, Singapore's National Water Agency,"."""
    if not re.fullmatch(r"[A-Z]{2,8}", one.text) or other.text.count(" ") < 2:
        return False
    between = page.content[one.end : other.start]
    national = re.search(r"\b(?:National|State|Central|Federal)\b", other.text)
    return bool(national and re.fullmatch(r",\s(?:the\s|[A-Z][\w ]{2,20}['’]s\s)?", between)) and (
        page.content[other.end : other.end + 1] in (",", ".", ";", ")")
    )


def _is_owner(page: Page, name: Name) -> bool:
    """Whether a place only says whose the next body is: "Singapore's"."""
    return name.label == "place" and bool(re.match(r"['’]{1,2}s\s", page.content[name.end : name.end + 4]))


def _is_bracketed_place(page: Page, name: Name) -> bool:
    around = page.content[max(0, name.start - 1) : name.start] + page.content[name.end : name.end + 1]
    return name.label == "place" and around == "()"
