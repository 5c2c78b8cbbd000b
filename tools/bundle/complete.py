"""Prove that a bundle lacks nothing: every requirement of every wheel is met by a wheel that runs there.

In:  the wheels of a bundle, where they are to be installed.
Out: sentences about what is lacking; none when it is complete.

Sources: the core metadata of packages, whose `Requires-Dist` lines are walked from the program's own wheel on.
"""

from collections.abc import Iterable, Iterator, Sequence

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.tags import Tag
from packaging.utils import canonicalize_name
from tools.bundle.platforms import Platform, environment, tags
from tools.bundle.wheels import Wheel

__all__ = ["lacking"]


def lacking(wheels: Sequence[Wheel], roots: Iterable[str], platform: Platform, python: str) -> list[str]:
    """Return what a machine would miss, a sentence each.

    Args:
        wheels: All wheels of the bundle.
        roots: What is to be installed, as requirements, such as "accord[postgres]".
        platform: Where.
        python: Version of CPython there, such as "3.12".
    """
    runs = {tag: rank for rank, tag in enumerate(tags(platform, python))}
    where = environment(platform, python)
    waiting = [Requirement(root) for root in roots]
    seen: set[tuple[str, frozenset[str]]] = set()
    told: list[str] = []
    while waiting:
        asked = waiting.pop()
        known = (canonicalize_name(asked.name), frozenset(asked.extras))
        found = _best(wheels, asked, runs, python)
        if found is None:
            told.append(f"{platform.id}, Python {python}: no wheel for {asked}")
        elif known not in seen:
            seen.add(known)
            waiting += _asked_by(found, asked.extras, where)
    return sorted(set(told))


def _best(wheels: Sequence[Wheel], asked: Requirement, runs: dict[Tag, int], python: str) -> Wheel | None:
    """Return the wheel that pip would take: the newest version that runs there, then the best tag."""
    name = canonicalize_name(asked.name)
    fitting = [
        (wheel.version, -min(rank), index)
        for index, wheel in enumerate(wheels)
        if wheel.name == name
        and asked.specifier.contains(wheel.version, prereleases=True)
        and SpecifierSet(wheel.metadata.get("Requires-Python") or "").contains(f"{python}.0")
        and (rank := [runs[tag] for tag in wheel.tags if tag in runs])
    ]
    return wheels[max(fitting)[2]] if fitting else None


def _asked_by(wheel: Wheel, extras: Iterable[str], where: dict[str, str]) -> Iterator[Requirement]:
    for one in wheel.requires:
        markers = [where | {"extra": extra} for extra in ("", *extras)]
        if one.marker is None or any(one.marker.evaluate(marker) for marker in markers):
            yield one
