"""Rates of follow-through: of what was signed how much was started, of checkable promises how many are delivered.

In:  cases (projects, promises), each with the marks that it has reached and the groups that it is of.
Out: rates by group: the ids that make numerator and denominator, a 90 % interval, and whether there are too few to say.

A case of two sectors counts in both, so rates of groups do not add up to the rate of all.
"""

from collections.abc import Iterable
from math import sqrt
from typing import Literal

import msgspec

from accord.follow.stages import LADDER, Stage, Standing
from accord.follow.thresholds import threshold
from accord.model.terms import Grade, State

__all__ = [
    "RATES",
    "Case",
    "Kind",
    "Mark",
    "Rate",
    "Share",
    "project_case",
    "promise_case",
    "rates",
    "share_of",
    "wilson",
]

Mark = Literal["signed", "started", "producing", "checkable", "delivered"]
Kind = Literal["started_of_signed", "producing_of_signed", "producing_of_started", "delivered_of_checkable"]

# A rate: of the cases that have one mark, those that have the other too.
RATES: dict[Kind, tuple[Mark, Mark]] = {
    "started_of_signed": ("signed", "started"),
    "producing_of_signed": ("signed", "producing"),
    "producing_of_started": ("started", "producing"),
    "delivered_of_checkable": ("checkable", "delivered"),
}

# The rung from which on a project has a mark.
_RUNGS: dict[Mark, Stage] = {"signed": "signed", "started": "started", "producing": "in_production"}

# The 95th percentile of the normal distribution: a 90 % interval has 5 % on either side.
_Z90 = 1.6448536269514722


class Case(msgspec.Struct, frozen=True):
    """A project or a promise.

    Attributes:
        marks: What it has reached.
        groups: Pairs of dimension and key: ("partner", "p-1"), ("sector", "vehicles"), ("district", "320200").
        silent: Whether nobody has said anything of it for long: it may have gone on unseen.
    """

    id: str
    marks: frozenset[Mark]
    groups: tuple[tuple[str, str], ...] = ()
    silent: bool = False


class Rate(msgspec.Struct, frozen=True):
    """A rate that opens.

    Attributes:
        group: Key within the dimension that was asked for; None over all.
        reached, cases: Ids of the numerator and of the denominator, sorted.
        silent: Ids of the denominator that have not reached it and of which nobody speaks: so much may be unseen.
        share: None where there is no case.
        low, high: 90 % interval by Wilson; None where there is no case.
        too_few: Whether the cases are fewer than the threshold, so that the share says nothing.
    """

    kind: Kind
    group: str | None
    reached: tuple[str, ...]
    cases: tuple[str, ...]
    silent: tuple[str, ...]
    share: float | None
    low: float | None
    high: float | None
    too_few: bool


class Share(msgspec.Struct, frozen=True):
    """A rate of which the numbers are told, and not what makes them; fields as those of `Rate`."""

    kind: Kind
    group: str | None
    reached: int
    cases: int
    silent: int
    share: float | None
    low: float | None
    high: float | None
    too_few: bool


def project_case(
    identity: str, standing: Standing, groups: Iterable[tuple[str, str]] = (), *, silent: bool = False
) -> Case:
    """Return a project as a case: signed, started, producing by the rung it stands on; partly in production is started."""
    rung = LADDER.index(standing.stage) if standing.stage else -1
    marks = frozenset(mark for mark, stage in _RUNGS.items() if rung >= LADDER.index(stage))
    return Case(identity, marks, tuple(groups), silent)


def promise_case(
    identity: str, grade: Grade, state: State, groups: Iterable[tuple[str, str]] = (), *, silent: bool = False
) -> Case:
    """Return a promise as a case: only what has a number or a date, or can be checked, is scored."""
    marks: set[Mark] = set()
    if grade != "declaratory":
        marks.add("checkable")
    if state == "delivered":
        marks.add("delivered")
    return Case(identity, frozenset(marks), tuple(groups), silent)


def rates(cases: Iterable[Case], kind: Kind, *, by: str | None = None, least: int | None = None) -> tuple[Rate, ...]:
    """Return a rate over all cases, or by the groups of one dimension in the order of their keys.

    Args:
        cases: Each once.
        kind: Which rate.
        by: A dimension, such as `sector`; None for all cases together.
        least: Fewer cases are too few to say; `smallest_denominator` of the thresholds unless told.
    """
    base, goal = RATES[kind]
    needed = threshold("smallest_denominator").value if least is None else least
    grouped: dict[str | None, list[Case]] = {} if by else {None: []}
    for case in cases:
        if base in case.marks:
            for group in {key for dimension, key in case.groups if dimension == by} if by else {None}:
                grouped.setdefault(group, []).append(case)
    return tuple(
        _rate(kind, goal, group, grouped[group], needed) for group in sorted(grouped, key=lambda key: key or "")
    )


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Return the 90 % interval of a share.

    >>> [round(bound, 3) for bound in wilson(10, 100)]
    [0.061, 0.16]

    Source:
        Wilson EB, Probable inference, the law of succession, and statistical inference. JASA 22 (1927), 209-212.
    """
    share, spread = hits / of, _Z90**2 / of
    middle = (share + spread / 2) / (1 + spread)
    half = _Z90 * sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    return min(share, max(0.0, middle - half)), max(
        share, min(1.0, middle + half)
    )  # rounding must not leave the share outside


def share_of(
    kind: Kind, group: str | None, *, reached: int, cases: int, silent: int, least: int | None = None
) -> Share:
    """Return a rate of which only the numbers are known, with its interval; `least` as `rates` has it."""
    needed = threshold("smallest_denominator").value if least is None else least
    if not cases:
        return Share(kind, group, reached, cases, silent, None, None, None, too_few=True)
    low, high = wilson(reached, cases)
    return Share(kind, group, reached, cases, silent, reached / cases, low, high, too_few=cases < needed)


def _rate(kind: Kind, goal: Mark, group: str | None, cases: list[Case], least: int) -> Rate:
    reached = tuple(sorted(case.id for case in cases if goal in case.marks))
    silent = tuple(sorted(case.id for case in cases if goal not in case.marks and case.silent))
    ids, of = tuple(sorted(case.id for case in cases)), len(cases)
    if not of:
        return Rate(kind, group, reached, ids, silent, None, None, None, too_few=True)
    low, high = wilson(len(reached), of)
    return Rate(kind, group, reached, ids, silent, len(reached) / of, low, high, too_few=of < least)
