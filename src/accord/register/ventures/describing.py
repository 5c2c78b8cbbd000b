"""What is kept of a venture, made of all that is one with it: how far it is, what counts of it, of which groups it is. Pure.

In:  reports of its signings, its namings, its promises, the bodies and sectors of its agreements.
Out: rows of `venture`, `venture_act`, `rated`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from accord.follow.counting import POLICIES, count, policy, project_case, record_of
from accord.follow.counting.totals import Counted
from accord.follow.stages import LADDER, StageSaid, Standing, stage_of, standing
from accord.model.dates import interval, quarter_of
from accord.model.terms import State
from accord.register.ventures.marking import Groups, marks_of, rated_rows

__all__ = ["Parts", "act_rows", "venture_rows"]

Record = Mapping[str, Any]


class Parts(msgspec.Struct, frozen=True):
    """What a venture is joined from.

    Attributes:
        row, id: Of the venture.
        signings: Reports of its signings: `fact`, `id`, `agreement`, `kind`, `day`, `published`, `amount`, `currency`, `quote`.
        namings: `id`, `published`.
        promises: `id`, `silent_from`, and of those that a person confirmed a state of: `decision`, `state`, `since`, `quote`.
        steps: What a person confirmed of the namings last: `id`, `state`, `day`, `quote`.
        groups: Of its agreements; of one that is only named, of its bodies.
    """

    row: int
    id: str
    signings: Sequence[Record]
    namings: Sequence[Record]
    promises: Sequence[Record]
    steps: Sequence[Record]
    groups: Groups


def venture_rows(of: Parts) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the row of a venture, and of which groups it is, with the marks that it has as a case."""
    stands = standing(_said(of))
    first = min((one["day"] for one in of.signings if one["day"]), default="")
    silent = [one["silent_from"] for one in of.promises]
    made = {
        "row": of.row, "id": of.id, "signed": bool(of.signings), "first": first, "rung": _rung(stands),
        "stage": stands.stage, "stopped": stands.stopped.stage if stands.stopped else None,
        "last": max(filter(None, _days(of)), default=""), "told": min(map(_known, _tellings(of)), default="") or None,
        "silent_from": max(silent) if silent and all(silent) else None,
    }  # fmt: skip
    marks = marks_of(project_case(of.id, stands).marks) if of.signings else 0
    return made, rated_rows(-of.row, marks, of.groups, {**made, "quarter": quarter_of(first) if first else None})


def act_rows(of: Iterable[Parts]) -> Iterator[dict[str, Any]]:
    """Yield the reports of signings that each policy counts."""
    listed = list(of)
    rows = {one.id: one.row for one in listed}
    facts = {signing["id"]: signing for one in listed for signing in one.signings}
    records = [record_of(signing, one.id) for one in listed for signing in one.signings]
    for name in POLICIES:
        for item in count(records, policy(name)).items:
            yield _act(name, item, facts[item.record], rows[item.project])


def _said(of: Parts) -> Iterator[StageSaid]:
    yield from (StageSaid("signed", one["day"], one["id"]) for one in of.signings)
    for one in of.promises:
        if one["decision"]:
            yield _confirmed(one["state"], one["since"], one)
    yield from (_confirmed(one["state"], one["day"], one) for one in of.steps)


def _confirmed(state: State, day: str | None, one: Record) -> StageSaid:
    return StageSaid(stage_of(state, one["quote"] or ""), day, one["id"])


def _rung(stands: Standing) -> int:
    return LADDER.index(stands.stage) if stands.stage else -1


def _tellings(of: Parts) -> Iterator[Record]:
    yield from of.signings
    yield from of.namings


def _days(of: Parts) -> Iterator[str | None]:
    """Yield the days on which a word of it was said."""
    yield from (one["day"] for one in of.signings)
    yield from (one["published"] for one in of.namings)
    yield from (one["since"] for one in of.promises if one["decision"])


def _known(one: Record) -> str:
    """Return from which day on a report or a naming is known; "" where always: no day of it is known."""
    return max((one["published"] or "")[:10], (one.get("day") or "")[:10])


def _act(name: str, item: Counted, signing: Record, venture: int) -> dict[str, Any]:
    days = interval(signing["day"]) if signing["day"] else None
    first, last = (day.isoformat() for day in days) if days else (None, None)
    return {
        "policy": name, "record": signing["fact"], "venture": venture, "projects": item.projects,
        "amount": item.amount.value if item.amount else None, "currency": item.amount.currency if item.amount else None,
        "day_first": first, "day_last": last,
    }  # fmt: skip
