"""The table of projects: each once, how far it has come, what it was signed for, and what a policy counts of it.

In:  what is known by a day; a policy of counting, a period.
Out: `Project`s by id; a `Total`, and by project what counts of it and why.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from accord.follow.counting import Total, amount_of, count, policy, record_of
from accord.follow.counting.totals import Counted, LeftOut, Period, Why, sums
from accord.follow.stages import (
    Milestone,
    MoneySaid,
    Planned,
    StageSaid,
    Standing,
    amounts,
    milestones,
    planned_stage,
    standing,
)
from accord.insight.cases import stages_said
from accord.insight.known import Known
from accord.model.reading import Money

__all__ = ["Project", "Settled", "acts_of", "milestones_of", "money_of", "projects", "settled"]


class Project(msgspec.Struct, frozen=True):
    """A project over all documents that tell of it.

    Attributes:
        id: The smallest id of its agreements, else of its namings; every other leads to it, too.
        names: As documents name it, the most frequent first.
        agreements, namings, promises, signings: Ids of what it is joined from; reports of signings the earliest first.
        standing: How far it has come, by signings and by what a person confirmed.
        first: The day of its first signing, as far as known.
        last: Id of the fact that is the latest word of it, and its day.
        late, silent: How many of its promises are overdue; whether of all its promises nobody speaks.
    """

    id: str
    names: tuple[str, ...]
    kind: str | None
    agreements: tuple[str, ...]
    namings: tuple[str, ...]
    promises: tuple[str, ...]
    signings: tuple[str, ...]
    parties: tuple[str, ...]
    sectors: tuple[str, ...]
    districts: tuple[str, ...]
    standing: Standing
    first: str | None
    last: tuple[str, str | None]
    late: int
    silent: bool


class Settled(msgspec.Struct, frozen=True):
    """What a policy counts of a project that was signed: whether the project, which money, and by which rule."""

    projects: int
    money: tuple[Money, ...]
    why: Why


def projects(known: Known) -> dict[str, Project]:
    """Return every project, by its id; those that only a document names, of which no signing is known, too."""
    parts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for id_, signing in known.signings.items():
        parts[known.project[signing["agreement"]]]["signings"].append(id_)
    for id_ in known.named:
        parts[known.project[id_]]["namings"].append(id_)
    for id_, line in known.lines.items():
        if project := known.project.get(line.agreement or ""):
            parts[project]["promises"].append(id_)
    said = stages_said(known)
    return {id_: _project(known, id_, of, said.get(id_, set())) for id_, of in parts.items()}


def settled(known: Known, counted_by: str, period: Period | None) -> tuple[Total, dict[str, Settled]]:
    """Return what a period comes to, and what counts of each project that was signed, by its id."""
    records = (record_of(one, known.project[one["agreement"]]) for one in known.signings.values())
    total = count(records, policy(counted_by), period)
    acts: dict[str, list[Counted | LeftOut]] = defaultdict(list)
    for one in _every(total):
        acts[one.project].append(one)
    return total, {id_: _settled(told) for id_, told in acts.items()}


def acts_of(known: Known, project: Project, counted_by: str, period: Period | None) -> list[Counted | LeftOut]:
    """Return the reports of a project's signings in order of time, each counted or left out, by which rule."""
    records = [record_of(known.signings[id_], project.id) for id_ in project.signings]
    total = count(records, policy(counted_by), period)
    by_id = {one.record: one for one in _every(total)}
    return [by_id[id_] for id_ in project.signings]


def milestones_of(known: Known, project: Project, quotes: Mapping[str, str]) -> tuple[Milestone, ...]:
    """Return the milestones that promises of a project set, by their words; those without a stage are promises only."""
    planned = []
    for id_ in project.promises:
        stage = planned_stage(quotes.get(id_) or "")
        if stage:
            planned.append(Planned(stage, known.lines[id_].due, id_))
    return milestones(planned, list(project.standing.reached), as_of=known.as_of)


def money_of(known: Known, project: Project) -> dict[Any, tuple[MoneySaid, ...]]:
    """Return what was told of a project's money, by measure: signed for, or paid in where the words say so."""
    said = []
    for id_ in project.signings:
        one = known.signings[id_]
        if amount := amount_of(one):
            paid = record_of(one, project.id).event == "payment"
            said.append(MoneySaid("paid_in" if paid else "signed", amount, one["day"], id_))
    return dict(amounts(said))


def _every(total: Total) -> list[Counted | LeftOut]:
    return [*total.items, *total.left_out]


def _project(known: Known, id_: str, of: Mapping[str, Sequence[str]], said: Iterable[StageSaid]) -> Project:
    signings = sorted(of["signings"], key=lambda one: (known.signings[one]["day"] or "9999", one))
    agreements = tuple(sorted({known.signings[one]["agreement"] for one in signings}))
    named = [known.named[one] for one in of["namings"]]
    lines = [known.lines[one] for one in of["promises"]]
    parties = [body for one in agreements for body in known.groups["partner"].get(one, ())]
    parties += [body for one in named for body in one["parties"]]
    told = [(known.signings[one]["day"], one) for one in signings] + [(one["published"], one["id"]) for one in named]
    told += [(line.stand.since, line.id) for line in lines if line.stand.decision]
    day, last = max(told, key=lambda one: (one[0] or "", one[1]))
    return Project(
        id=id_,
        names=tuple(name for name, _ in Counter(one["name"] for one in named if one["name"]).most_common()),
        kind=next((one["kind"] for one in named), None),
        agreements=agreements,
        namings=tuple(of["namings"]),
        promises=tuple(of["promises"]),
        signings=tuple(signings),
        parties=tuple(dict.fromkeys(parties)),
        sectors=_keys(known, "sector", agreements),
        districts=_districts(known, agreements, parties),
        standing=standing(said),
        first=next((known.signings[one]["day"] for one in signings), None),
        last=(last, day),
        late=sum(line.late is not None for line in lines),
        silent=bool(lines) and all(line.silent for line in lines),
    )


def _keys(known: Known, dimension: str, agreements: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({key for one in agreements for key in known.groups[dimension].get(one, ())}))


def _districts(known: Known, agreements: Sequence[str], parties: Iterable[str]) -> tuple[str, ...]:
    """Return the places of a project: of its agreements; of one that is only named those of its bodies."""
    if agreements:
        return _keys(known, "district", agreements)
    bodies = known.names["partner"]
    return tuple(sorted({bodies[one]["region"] for one in parties if bodies.get(one, {}).get("region")}))


def _settled(acts: Sequence[Counted | LeftOut]) -> Settled:
    """Return what counts of a project; the rule is that by which it counts, else the first that left an act of it out."""
    counted = [one for one in acts if isinstance(one, Counted)]
    by = next((one for one in counted if one.projects), None) or next(iter(counted), None) or acts[0]
    return Settled(sum(one.projects for one in counted), sums(counted), by.why)
