"""Organs and places: what a name means in the gazetteer, and which of several its surroundings decide for.

In:  a name, with codes of places in the same text.
Out: organs and places, as few as the surroundings leave.
"""

from collections.abc import Iterable
from functools import lru_cache

from accord.gazetteer import Entry, Organ, entry, named, organ, places, within
from accord.identity.levels import foremost
from accord.identity.shapes import shape
from accord.identity.text import fold
from accord.model.mention import Mention
from accord.model.verdict import Reason, Verdict

__all__ = ["around", "compare_organs", "compare_places", "is_slug", "organs_of", "places_of"]


@lru_cache(maxsize=1 << 17)
def organs_of(name: str) -> tuple[Organ, ...]:
    """Return which organs a name may mean, without its surroundings."""
    if shape(name).cuts[0].forms:  # what bears a legal form is a company
        return ()
    return organ(fold(name))


@lru_cache(maxsize=1 << 17)
def places_of(name: str) -> tuple[Entry, ...]:
    """Return which places a name may mean, one-character names among them, without its surroundings."""
    folded = fold(name)
    return places(folded) or tuple(one for one in named(folded, abbreviations=True) if one.level)


@lru_cache(maxsize=1 << 17)
def _around(told: tuple[str, ...]) -> frozenset[str]:
    found = [one for name in told for one in [_single(name)] if one]
    return frozenset(found)


def _single(name: str) -> str | None:
    if entry(name):
        return name
    found = places_of(name)
    return found[0].code if len(found) == 1 else None


def around(mention: Mention) -> frozenset[str]:
    """Return the codes of places that the mention's document names beside it."""
    told = (*mention.context, *((mention.region,) if mention.region else ()))
    return _around(told) if told else frozenset()


def settled(found: Iterable[Entry], near: frozenset[str]) -> tuple[Entry, ...]:
    """Return those that lie in, around or beside places of the same text; where that decides nothing, the foremost."""
    several = tuple(found)
    if len(several) < 2:
        return several
    kept = tuple(one for one in several if any(_touch(one.code, code) for code in near if len(code) > 2))
    first = foremost(one.code for one in kept or several)
    return tuple(one for one in several if one.code in first)


def _touch(code: str, other: str) -> bool:
    return within(code, other) or within(other, code)


def compare_places(
    left: tuple[Entry, ...], right: tuple[Entry, ...], near: tuple[frozenset[str], frozenset[str]]
) -> Verdict:
    """Return whether two names of places known to the gazetteer mean one place."""
    ones, others = settled(left, near[0]), settled(right, near[1])
    codes, codes_too = {one.code for one in ones}, {one.code for one in others}
    met = (Reason("gazetteer", " ".join(sorted(codes)), " ".join(sorted(codes_too))),)
    if codes == codes_too and len(codes) == 1:
        return Verdict("same", 1.0, met)
    may, may_too = {one.code for one in left}, {one.code for one in right}
    if not may & may_too or (near[0] and near[1]):
        return Verdict("different", 1.0, met)
    return Verdict("unsure", 0.5, (Reason("gazetteer", " ".join(sorted(may)), " ".join(sorted(may_too))),))


def compare_organs(
    left: tuple[Organ, ...], right: tuple[Organ, ...], near: tuple[frozenset[str], frozenset[str]]
) -> Verdict | None:
    """Return whether two names of organs mean one organ; None where words that the grammar does not know decide."""
    one, other = left[0], right[0]
    if one.sort != other.sort:
        return Verdict("different", 0.95, (Reason("organ", one.sort, other.sort),))
    if one.place is None or other.place is None:
        return Verdict(
            "unsure",
            0.3,
            (Reason("place_unknown", *(organ.place.code if organ.place else "" for organ in (one, other))),),
        )
    verdict = compare_places(_places(left), _places(right), near)
    if verdict.verdict == "different" or one.department == other.department:
        return verdict
    if is_slug(one.department) and is_slug(other.department):
        return Verdict("different", 0.95, (Reason("department", one.department or "", other.department or ""),))
    return None


def _places(organs: tuple[Organ, ...]) -> tuple[Entry, ...]:
    return tuple(one.place for one in organs if one.place)


def is_slug(department: str | None) -> bool:
    """Return whether a department is one that the grammar knows in all its names, or none at all."""
    return department is None or (department.isascii() and department.islower() and " " not in department)
