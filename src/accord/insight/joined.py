"""Which agreements and namings are one project: a project counts once, under whatever paper or name it is told.

In:  agreements, which of them carry on which, the projects that documents name.
Out: the key of the project of each: the smallest id of those that are one.

An agreement that renews or carries out an earlier one is of its project. A document that tells of one agreement and names
one project names that agreement's. Two documents name one project where the name is the same and the same bodies take part,
or those of one are among those of the other (as in `identity`: party sets equal or one within the other); a name alone joins
nothing, for every park has its innovation centre.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

__all__ = ["joined"]

_LEAST = 2  # bodies that two namings have in common; one alone has many projects of one name
_MOST = 50  # sets of bodies of one name that are compared with each other; of a more frequent name only equal sets join

Naming = Mapping[str, Any]


def joined(
    agreements: Iterable[str],
    carried_on: Iterable[tuple[str, str]],
    named: Sequence[Naming],
    told: Mapping[int, Sequence[str]],
    partners: Mapping[str, Sequence[str]],
) -> dict[str, str]:
    """Return the key of the project of each agreement and each naming, by their ids.

    Args:
        agreements: Their ids; others are not looked at.
        carried_on: Which agreement renews or carries out which.
        named: Namings of projects: `id`, `name`, `unit`, `parties`.
        told: The agreements that each document (`unit`) tells.
        partners: Bodies of each agreement.
    """
    first = {one: one for one in [*agreements, *(one["id"] for one in named)]}
    known = set(first)
    pairs = [*carried_on, *_alone(named, told), *_alike(named, told, partners)]
    for pair in pairs:
        if known.issuperset(pair):
            low, high = sorted(_root(first, one) for one in pair)
            first[high] = low
    return {one: _root(first, one) for one in first}


def _root(first: dict[str, str], one: str) -> str:
    while first[one] != one:
        first[one] = first[first[one]]
        one = first[one]
    return one


def _alone(named: Sequence[Naming], told: Mapping[int, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Yield the agreement and the project of each document that has one of each."""
    names: dict[int, set[str]] = defaultdict(set)
    for one in named:
        names[one["unit"]].add(_plain(one["name"]))
    for one in named:
        agreements = told.get(one["unit"], ())
        if len(names[one["unit"]]) == len(agreements) == 1:
            yield agreements[0], one["id"]


def _alike(
    named: Sequence[Naming], told: Mapping[int, Sequence[str]], partners: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, str]]:
    """Yield pairs of namings of one name whose bodies are the same, or those of one among those of the other."""
    groups: dict[str, dict[frozenset[str], str]] = defaultdict(dict)
    for one in named:
        agreements = told.get(one["unit"], ())
        sides = frozenset(one["parties"]).union(partners.get(agreements[0], ()) if len(agreements) == 1 else ())
        if len(sides) >= _LEAST and (name := _plain(one["name"])):
            other = groups[name].setdefault(sides, one["id"])
            if other != one["id"]:
                yield other, one["id"]
    for group in groups.values():
        if len(group) <= _MOST:
            yield from (
                (group[one], group[other]) for one, other in combinations(group, 2) if one < other or other < one
            )


def _plain(name: str | None) -> str:
    """Return a name without regard to case, spaces and quotation marks."""
    return "".join(sign for sign in (name or "").casefold() if sign.isalnum())
