"""Which agreements and namings are one project: a project counts once, under whatever paper or name it is told.

In:  agreements, which of them carry on which, the projects that documents name.
Out: the key of the project of each: the smallest id of those that are one.

An agreement that renews or carries out an earlier one is of its project. A document that tells of one agreement and names
one project names that agreement's. Two documents name one project where the name is the same and the same bodies take part,
or those of one are among those of the other (as in `identity`: party sets equal or one within the other); a name alone joins
nothing, for every park has its innovation centre.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

__all__ = ["LEAST", "MOST", "alike", "alone", "joined", "plain_name", "rooted", "within"]

LEAST = 2  # bodies that two namings have in common; one alone has many projects of one name
MOST = 50  # sets of bodies of one name that are compared with each other; of a more frequent name only equal sets join

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
    names: dict[int, set[str]] = defaultdict(set)
    for one in named:
        names[one["unit"]].add(plain_name(one["name"]))
    own = [(alone(names[one["unit"]], told.get(one["unit"], ())), one["id"]) for one in named]
    sets = [(plain_name(one["name"]), _sides(one, told, partners), one["id"]) for one in named]
    pairs = [*carried_on, *((agreement, id_) for agreement, id_ in own if agreement), *alike(sets)]
    return rooted([*agreements, *(one["id"] for one in named)], pairs)


def rooted(nodes: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return for each node the smallest of those with which pairs join it; pairs with what is no node join nothing.

    >>> rooted(["a", "b", "c"], [("c", "b"), ("a", "z")])
    {'a': 'a', 'b': 'b', 'c': 'b'}
    """
    first = {one: one for one in nodes}
    for left, right in pairs:
        if left in first and right in first:
            low, high = sorted((_root(first, left), _root(first, right)))
            first[high] = low
    return {one: _root(first, one) for one in first}


def alone(names: Collection[str], told: Sequence[str]) -> str | None:
    """Return the agreement of which a document's naming is: the one that it tells, where it names one project."""
    return told[0] if len(names) == len(told) == 1 else None


def alike(
    named: Iterable[tuple[str, frozenset[Any], str]], crowded: Collection[str] | None = None
) -> Iterator[tuple[str, str]]:
    """Yield pairs of namings of one name whose bodies are the same, or those of one among those of the other.

    Args:
        named: Plain name, bodies, id of each.
        crowded: Names of which only equal sets join; None where `named` is all that there is, and tells it.
    """
    groups: dict[str, dict[frozenset[Any], str]] = defaultdict(dict)
    for name, sides, id_ in named:
        if name and len(sides) >= LEAST:
            other = groups[name].setdefault(sides, id_)
            if other != id_:
                yield other, id_
    for name, group in groups.items():
        if len(group) <= MOST if crowded is None else name not in crowded:
            yield from ((group[one], group[other]) for one, other in combinations(group, 2) if within(one, other))


def within(one: frozenset[Any], other: frozenset[Any]) -> bool:
    """Return whether all of one are among the other, or the other way round."""
    return one <= other or other <= one


def plain_name(name: str | None) -> str:
    """Return a name without regard to case, spaces and quotation marks.

    >>> plain_name("“East Park” Phase 2")
    'eastparkphase2'
    """
    return "".join(sign for sign in (name or "").casefold() if sign.isalnum())


def _root(first: dict[str, str], one: str) -> str:
    while first[one] != one:
        first[one] = first[first[one]]
        one = first[one]
    return one


def _sides(one: Naming, told: Mapping[int, Sequence[str]], partners: Mapping[str, Sequence[str]]) -> frozenset[Any]:
    agreements = told.get(one["unit"], ())
    return frozenset(one["parties"]).union(partners.get(agreements[0], ()) if len(agreements) == 1 else ())
