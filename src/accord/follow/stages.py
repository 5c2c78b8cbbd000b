"""The stages of a project from talks to capacity, how far one has come, and its milestones planned and met.

In:  what was said of a project: states or stages, each with its day and the fact that says so.
Out: the stage reached and since when, what stopped it, its amounts; each milestone with how it stands.

The ladder and how it maps to the one table of states are data (`data/stages.tsv`). What stops a project does not undo the
stage that it had reached. To add a stage: a row there, and its labels in `model/labels.tsv`.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from accord.model.dates import PartialDate, interval
from accord.model.reading import Money
from accord.model.terms import State, members
from accord.tsv import read_table

__all__ = [
    "LADDER",
    "Measure",
    "Milestone",
    "MilestoneState",
    "MoneySaid",
    "Planned",
    "Stage",
    "StageSaid",
    "Standing",
    "amounts",
    "milestones",
    "order_of",
    "planned_stage",
    "says_more",
    "stage_of",
    "stages_of",
    "standing",
    "state_of",
]

Stage = Literal[
    "negotiating",
    "signed",
    "registered",
    "started",
    "partly_in_production",
    "in_production",
    "at_capacity",
    "postponed",
    "suspended",
    "terminated",
    "replaced",
]
MilestoneState = Literal["met", "met_late", "ahead", "overdue", "undated"]
Measure = Literal["signed", "registered", "paid_in"]

# What a project climbs, in order; the other stages may befall it on any rung.
LADDER: tuple[Stage, ...] = members(Stage)[:7]  # type: ignore[assignment]

# What a promise climbs, in order; the other states may befall it anywhere.
_CLIMB: tuple[str, ...] = ("announced", "agreed", "under_way", "partly_delivered", "delivered")
_FIRST_PLANNED = LADDER.index("started") + 1


class StageSaid(msgspec.Struct, frozen=True):
    """That a project was said to be at a stage.

    Attributes:
        stage: Which; `stage_of` gives it for a state and its quote.
        date: When it was reached or, where that is not said, when it was told; None where not known.
        fact: Id of what says so, by which its quote is found.
    """

    stage: Stage
    date: PartialDate | None
    fact: str


class MoneySaid(msgspec.Struct, frozen=True):
    """That money of a project was told of: what was signed for, registered as capital, or paid in (到位)."""

    measure: Measure
    amount: Money
    date: PartialDate | None
    fact: str


class Standing(msgspec.Struct, frozen=True):
    """How far a project has come.

    Attributes:
        stage: The highest rung reached; None where only something that befell it is known.
        said: The earliest words that put it there.
        stopped: The latest word of a stop after which nothing was said to go on; None where there is none.
        reached: For every rung that was spoken of, the earliest words of it, in order.
    """

    stage: Stage | None
    said: StageSaid | None
    stopped: StageSaid | None
    reached: tuple[StageSaid, ...]


class Planned(msgspec.Struct, frozen=True):
    """A milestone as it was promised: a stage that is to be reached by a day; `fact` says so."""

    stage: Stage
    due: PartialDate | None
    fact: str


class Milestone(msgspec.Struct, frozen=True):
    """A milestone as it stands on a day.

    Attributes:
        state: `met`, `met_late`; `ahead` its day has not passed; `overdue` it has and nobody said that it was met, which
            is not to say that it was not; `undated` no day was promised or known, and it is not met.
        met: The words that it was met: of this rung or, where only a higher one was told, of that.
        days_late: From the last day promised to the first day on which it may have been met; None unless late or overdue.
    """

    planned: Planned
    state: MilestoneState
    met: StageSaid | None
    days_late: int | None


class _Row(msgspec.Struct, frozen=True):
    stage: Stage
    order: int | None
    state: State
    words: tuple[str, ...]


def order_of(stage: Stage) -> int | None:
    """Return which rung of the ladder a stage is, from 1; None for what may befall a project on any.

    >>> order_of("signed"), order_of("at_capacity"), order_of("suspended")
    (2, 7, None)
    """
    return _rows()[stage].order


def state_of(stage: Stage) -> State:
    """Return the state of the one table that a stage is.

    >>> state_of("registered"), state_of("at_capacity"), state_of("terminated")
    ('agreed', 'delivered', 'dropped')
    """
    return _rows()[stage].state


def stages_of(state: State) -> tuple[Stage, ...]:
    """Return the stages that are this state, in order.

    >>> stages_of("agreed")
    ('signed', 'registered')
    """
    return tuple(row.stage for row in _rows().values() if row.state == state)


def stage_of(state: State, quote: str = "") -> Stage:
    """Return the stage of a state: the highest rung of which a word stands in the quote that says it, else the state's first.

    >>> stage_of("agreed"), stage_of("agreed", "项目公司已完成注册"), stage_of("delivered", "the line runs at full capacity")
    ('signed', 'registered', 'at_capacity')
    """
    said = quote.casefold()
    fits = [stage for stage in stages_of(state) if any(word in said for word in _rows()[stage].words)]
    return fits[-1] if fits else stages_of(state)[0]


def planned_stage(words: str) -> Stage | None:
    """Return the stage that the words of a promise are about: the highest of which a word stands in them.

    Only what comes after the papers is planned by a promise; that a paper was signed is no milestone.

    >>> planned_stage("The plant will be in production by 2027."), planned_stage("双方将加强交流") is None
    ('in_production', True)
    """
    said = words.casefold()
    rungs = [row.stage for row in _rows().values() if (row.order or 0) >= _FIRST_PLANNED]
    return next((stage for stage in reversed(rungs) if any(word in said for word in _rows()[stage].words)), None)


def standing(said: Iterable[StageSaid]) -> Standing:
    """Return how far a project has come by all that was said of it, in whatever order it came."""
    told = sorted(set(said), key=lambda one: (*_when(one), one.stage))
    reached: dict[Stage, StageSaid] = {}
    for one in told:
        if order_of(one.stage):
            reached.setdefault(one.stage, one)
    climbed = tuple(reached[stage] for stage in LADDER if stage in reached)
    highest = climbed[-1] if climbed else None
    return Standing(highest.stage if highest else None, highest, _stop(told), climbed)


def amounts(said: Iterable[MoneySaid]) -> dict[Measure, tuple[MoneySaid, ...]]:
    """Return what was told of each measure of a project's money, the latest last; measures are never added or compared."""
    told = sorted(set(said), key=lambda one: (*_when(one), one.amount.currency, one.amount.value))
    return {measure: tuple(one for one in told if one.measure == measure) for measure in members(Measure)}  # type: ignore[misc]


def milestones(planned: Iterable[Planned], said: Sequence[StageSaid], *, as_of: date) -> tuple[Milestone, ...]:
    """Return how each milestone stands on a day, in the order of the ladder and their days."""
    climbed = [one for one in standing(said).reached if not _after(one, as_of)]
    ahead = sorted(set(planned), key=lambda one: (order_of(one.stage) or 0, one.due or "", one.fact))
    return tuple(_milestone(one, climbed, as_of) for one in ahead)


def _milestone(planned: Planned, climbed: Sequence[StageSaid], as_of: date) -> Milestone:
    rung = order_of(planned.stage) or 0
    met = next((one for one in climbed if (order_of(one.stage) or 0) >= rung), None)
    due = interval(planned.due) if planned.due else None
    if met is None:
        if due is None:
            return Milestone(planned, "undated", None, None)
        late = (as_of - due[1]).days
        return Milestone(planned, "overdue" if late > 0 else "ahead", None, late if late > 0 else None)
    day = interval(met.date) if met.date else None
    late = (day[0] - due[1]).days if day and due else 0
    return Milestone(planned, "met_late" if late > 0 else "met", met, late if late > 0 else None)


def _stop(told: Sequence[StageSaid]) -> StageSaid | None:
    """Return the last word of a stop, unless a rung was told of on a later day."""
    stops = [one for one in told if order_of(one.stage) is None]
    if not stops:
        return None
    day = _last(stops[-1])
    gone_on = any(order_of(one.stage) and (known := _last(one)) and day and known > day for one in told)
    return None if gone_on else stops[-1]


def _when(one: StageSaid | MoneySaid) -> tuple[date, date, str, str]:
    """Return by what words are put in order: day by day, those of which less is known behind, those without a day last."""
    first, last = (interval(one.date) if one.date else None) or (date.max, date.max)
    return last, first, one.date or "~", one.fact


def _last(one: StageSaid) -> date | None:
    known = interval(one.date) if one.date else None
    return known[1] if known else None


def _after(one: StageSaid, day: date) -> bool:
    known = interval(one.date) if one.date else None
    return known is not None and known[0] > day


@cache
def _rows() -> dict[Stage, _Row]:
    table = read_table(files("accord.follow") / "data" / "stages.tsv").rows
    made = [
        {**row, "order": int(row["order"] or 0) or None, "words": [word for word in row["words"].split("|") if word]}
        for row in table
    ]
    return {row.stage: row for row in msgspec.convert(made, list[_Row])}


def says_more(state: str, known: str) -> bool:
    """Return whether news of a state says more than is known: a step further, or that it stopped, or goes on again.

    >>> says_more("under_way", "agreed"), says_more("agreed", "agreed"), says_more("announced", "delivered")
    (True, False, False)
    >>> says_more("delayed", "under_way"), says_more("under_way", "stalled")
    (True, True)
    """
    if state in _CLIMB and known in _CLIMB:
        return _CLIMB.index(state) > _CLIMB.index(known)
    return state != known and state not in _CLIMB[:2]
