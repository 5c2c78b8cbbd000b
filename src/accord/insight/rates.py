"""Rates of follow-through over all that is known, over a part of it, by groups, and quarter by quarter.

In:  what is known by a day; which part (partner, sector, district, quarters), by which dimension.
Out: `Rates`: each opens into its projects and promises. Reports tell the same numbers, for they are made of the same cases.
"""

from collections.abc import Iterable, Mapping

import msgspec

from accord.follow.counting import RATES, Case, rates
from accord.follow.counting.rates import Kind, Rate
from accord.insight.cases import QUARTER, project_cases, promise_cases
from accord.insight.known import Known

__all__ = [
    "BY",
    "PROJECTS",
    "Part",
    "Rates",
    "cases_of",
    "fitting",
    "kinds",
    "rates_of",
    "without_quarter",
]

BY = ("partner", "sector", "district", QUARTER)
PROJECTS: tuple[Kind, ...] = (
    "started_of_signed",
    "producing_of_signed",
    "producing_of_started",
)  # the rest: of promises


class Part(msgspec.Struct, frozen=True):
    """Which cases are looked at: of all these groups (dimension, any of the keys), of quarters from `since` to `until`."""

    groups: tuple[tuple[str, frozenset[str]], ...] = ()
    since: str = ""
    until: str = ""

    def holds(self, case: Case) -> bool:
        """Return whether a case is of the part."""
        for dimension, keys in self.groups:
            if not any(by == dimension and key in keys for by, key in case.groups):
                return False
        if not (self.since or self.until):
            return True
        quarter = next((key for by, key in case.groups if by == QUARTER), "")
        return bool(quarter) and self.since <= quarter and (not self.until or quarter <= self.until)


class Rates(msgspec.Struct, frozen=True):
    """The rates of a part.

    Attributes:
        over: Of all its cases, by kind.
        groups: By the keys of one dimension, those with most cases first (quarters: in order), then by kind.
    """

    over: Mapping[Kind, Rate]
    groups: tuple[tuple[str, Mapping[Kind, Rate]], ...]


def kinds() -> list[Kind]:
    """Return the rates that there are, in order."""
    return list(RATES)


def cases_of(known: Known) -> dict[str, Case]:
    """Return every project that was signed and every promise as a case, by its id."""
    return {**project_cases(known), **promise_cases(known)}


def fitting(cases: Iterable[Case], part: Part) -> list[Case]:
    """Return the cases of a part."""
    return [case for case in cases if part.holds(case)] if part != Part() else list(cases)


def without_quarter(cases: Iterable[Case], part: Part) -> list[Case]:
    """Return the cases that a part leaves out only because nobody knows their quarter; none where it asks for no quarters."""
    if not (part.since or part.until):
        return []
    ever = Part(part.groups)
    return [case for case in cases if QUARTER not in dict(case.groups) and ever.holds(case)]


def rates_of(cases: Iterable[Case], *, by: str) -> Rates:
    """Return the rates of cases, over all and by one dimension."""
    every = list(cases)
    groups: dict[str, dict[Kind, Rate]] = {}
    for kind in kinds():
        for rate in rates(every, kind, by=by):
            groups.setdefault(rate.group or "", {})[kind] = rate
    return Rates({kind: rates(every, kind)[0] for kind in kinds()}, tuple(_ordered(groups, by)))


def _ordered(groups: Mapping[str, Mapping[Kind, Rate]], by: str) -> list[tuple[str, Mapping[Kind, Rate]]]:
    if by == QUARTER:
        return sorted(groups.items())
    return sorted(groups.items(), key=lambda pair: (-sum(len(rate.cases) for rate in pair[1].values()), pair[0]))
