"""What a period came to: new signings, how much of all that was signed has come about, what is overdue, what is silent.

In:  one state of a register, a period; how the states of promises are known.
Out: `Report`: numbers, each with the ids that make it, and what those ids are.

A project is a chain of agreements: one that renews or carries out an earlier one belongs to it. How signings are counted is a
policy (`follow/counting/policies`); states are those that a person has confirmed by the last day of the period.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec

from accord.follow.counting import (
    POLICIES,
    RATES,
    Case,
    Record,
    Total,
    count,
    events_said,
    policy,
    project_case,
    promise_case,
    rates,
)
from accord.follow.counting.rates import Kind, Rate
from accord.follow.silence import Seen
from accord.follow.stages import StageSaid, stage_of, standing
from accord.insight.brief import Owed, owed, told_once
from accord.insight.standing import Stands, as_confirmed
from accord.model.dates import interval
from accord.model.reading import Money
from accord.register import Asking
from accord.register.pages.between import cited
from accord.register.pages.period import carried_on, groups_of, reading_of, signings_told, undertaken

__all__ = ["DIMENSIONS", "Item", "Number", "Report", "report"]

DIMENSIONS = ("partner", "sector", "district")
_MOST_GROUPS = 40  # of a dimension: those with most projects; how many more there are is told


class Item(msgspec.Struct, frozen=True):
    """What an id of a number is: its day, words, parties (ids of bodies), the agreement and the document that says so."""

    id: str
    day: str | None
    words: str
    parties: tuple[str, ...]
    agreement: str | None
    document: str
    amount: Money | None = None


class Number(msgspec.Struct, frozen=True):
    """A number that opens: its `value` is how many items it has.

    Attributes:
        key: What it counts: `new_agreements`, `new_projects`, `overdue`, `silent`, or of a rate `<kind>.reached`, `<kind>.cases`.
        group: Dimension and key; None over all.
        items: Ids, sorted.
    """

    key: str
    group: tuple[str, str] | None
    items: tuple[str, ...]

    @property
    def value(self) -> int:
        """Return the number."""
        return len(self.items)


class Report(msgspec.Struct, frozen=True):
    """A period's report.

    Attributes:
        total: What was counted, and what was left out by which rule.
        numbers: Each once by key and group.
        rates: Over all, then by group; their ids are those of the numbers `<kind>.reached` and `<kind>.cases`.
        groups: By dimension the keys that are told, those with most projects first.
        more: By dimension how many are not.
        names: Of groups and parties: dimension -> key -> name by language; sectors are words of a closed list.
        owed: Promises that are overdue or silent, by id.
        items: What the ids are.
        documents: That the items cite.
    """

    period: tuple[date, date]
    total: Total
    numbers: tuple[Number, ...]
    rates: tuple[tuple[tuple[str, str] | None, Rate], ...]
    groups: Mapping[str, tuple[str, ...]]
    more: Mapping[str, int]
    names: Mapping[str, Mapping[str, Mapping[str, str]]]
    owed: Mapping[str, Owed]
    items: Mapping[str, Item]
    documents: Mapping[str, dict[str, Any]]


class _Known(msgspec.Struct, frozen=True):
    """What was read by the last day: signings by id, the project of each agreement, promises, groups of agreements."""

    signings: dict[str, dict[str, Any]]
    project: dict[str, str]
    owed: dict[str, Owed]
    groups: dict[str, dict[str, list[str]]]


def report(
    asking: Asking,
    period: tuple[date, date],
    *,
    by: Iterable[str] = DIMENSIONS,
    counted_by: str = POLICIES[0],
    stands: Stands = as_confirmed,
) -> Report:
    """Return the report of a period, its first and last day.

    Args:
        asking: One state of the register.
        period: The days; states hold on the last one, and what was published later is left out.
        by: Dimensions by which rates are told, too.
        counted_by: The policy.
        stands: How the states of promises are known.
    """
    groups, names = groups_of(asking)
    known = _known(asking, period[1], groups, names, stands)
    total = count(map(_record, *_columns(known)), policy(counted_by), period)
    cases = {**_project_cases(known), **_promise_cases(known, names["partner"])}
    chosen, more = _chosen(cases.values(), by)
    told = list(_rates(cases.values(), chosen))
    numbers = [*_news(known, total, period, chosen), *_open(known), *_opened(told)]
    items = _items(known, {id_ for number in numbers for id_ in number.items} | {one.record for one in total.left_out})
    documents = cited(asking, {one.document for one in items.values()})
    asking_now = {id_: one for id_, one in known.owed.items() if one.overdue or _is_silent(one)}
    return Report(period, total, tuple(numbers), tuple(told), chosen, more, names, asking_now, items, documents)


def _known(
    asking: Asking,
    last: date,
    groups: dict[str, dict[str, list[str]]],
    names: Mapping[str, Mapping[str, Mapping[str, str]]],
    stands: Stands,
) -> _Known:
    signings = {
        one["id"]: one for one in signings_told(asking) if _by(one["published"], last) and _by(one["day"], last)
    }
    agreements = {one["agreement"] for one in signings.values()}
    promises = [one for one in undertaken(asking) if _by(one["published"], last)]
    read = {body: [one for one in told if _by(one[2], last)] for body, told in reading_of(asking).items()}
    said = stands(asking, promises, last)
    seen: dict[frozenset[str], list[Seen]] = {}
    found: dict[str, Owed] = {}
    for record, reports, own in told_once(promises):
        sides = frozenset(groups["partner"].get(record["agreement"], ())) | {one["id"] for one in record["parties"]}
        if sides not in seen:
            seen[sides] = [Seen(*one) for one in sorted({one for side in sides for one in read.get(side, ())}, key=str)]
        found[record["id"]] = owed(record, reports, own, said[record["id"]], seen[sides], last)
    return _Known(signings, _projects(agreements, carried_on(asking)), found, groups)


def _projects(agreements: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the project of each agreement: the smallest id of those that renewals and carryings-out tie together."""
    first = {one: one for one in agreements}

    def root(one: str) -> str:
        while first[one] != one:
            first[one] = first[first[one]]
            one = first[one]
        return one

    for pair in pairs:
        if all(one in first for one in pair):
            low, high = sorted(root(one) for one in pair)
            first[high] = low
    return {one: root(one) for one in first}


def _columns(known: _Known) -> tuple[list[dict[str, Any]], list[str]]:
    signings = list(known.signings.values())
    return signings, [known.project[one["agreement"]] for one in signings]


def _record(one: Mapping[str, Any], project: str) -> Record:
    said = events_said(one["quote"] or "")
    event, cumulative = (said[0].event, said[0].cumulative) if said else ("signing", False)
    return Record(one["id"], one["agreement"], project, event, one["kind"], one["day"], _amount(one), cumulative)


def _project_cases(known: _Known) -> dict[str, Case]:
    """Return each project as a case, by what was confirmed of its promises."""
    said: dict[str, set[StageSaid]] = defaultdict(set)
    of: dict[str, set[str]] = defaultdict(set)
    heard: dict[str, set[bool]] = defaultdict(set)
    for one in known.signings.values():
        project = known.project[one["agreement"]]
        of[project].add(one["agreement"])
        said[project].add(StageSaid("signed", one["day"], one["id"]))
    for id_, promise in known.owed.items():
        if project := known.project.get(promise.record["agreement"] or "", ""):
            heard[project].add(_is_silent(promise))
            stand = promise.stand
            if stand.decision:
                said[project].add(StageSaid(stage_of(stand.state, stand.quote or ""), stand.since, id_))
    return {
        project: project_case(project, standing(told), _grouped(known, of[project]), silent=heard[project] == {True})
        for project, told in said.items()
    }


def _promise_cases(known: _Known, bodies: Mapping[str, Mapping[str, str]]) -> dict[str, Case]:
    return {
        id_: promise_case(
            id_, one.grade.grade, one.stand.state, _promise_groups(known, one, bodies), silent=_is_silent(one)
        )
        for id_, one in known.owed.items()
    }


def _promise_groups(known: _Known, one: Owed, bodies: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str]]:
    """Return the groups of a promise: of its agreement, and its own sectors; without an agreement of who is to keep it."""
    agreement = one.record["agreement"]
    groups = set(_grouped(known, [agreement] if agreement else []))
    if one.record["sectors"]:
        groups = {group for group in groups if group[0] != "sector"} | {
            ("sector", key) for key in one.record["sectors"]
        }
    if not agreement:
        own = [body["id"] for body in one.record["parties"]]
        groups |= {("partner", body) for body in own}
        groups |= {("district", bodies[body]["region"]) for body in own if bodies.get(body, {}).get("region")}
    return sorted(groups)


def _grouped(known: _Known, agreements: Iterable[str]) -> list[tuple[str, str]]:
    listed = list(agreements)
    pairs = {(by, key) for by, of in known.groups.items() for one in listed for key in of.get(one, ())}
    return sorted(pairs)


def _chosen(cases: Iterable[Case], by: Iterable[str]) -> tuple[dict[str, tuple[str, ...]], dict[str, int]]:
    """Return the groups of each dimension that are told, those with most cases first, and how many are not."""
    sizes: dict[str, dict[str, int]] = {dimension: defaultdict(int) for dimension in by}
    for case in cases:
        for dimension, key in case.groups:
            if dimension in sizes:
                sizes[dimension][key] += 1
    ranked = {dimension: sorted(of, key=lambda key: (-of[key], key)) for dimension, of in sizes.items()}
    more = {dimension: max(0, len(keys) - _MOST_GROUPS) for dimension, keys in ranked.items()}
    return {dimension: tuple(keys[:_MOST_GROUPS]) for dimension, keys in ranked.items()}, more


def _rates(
    cases: Iterable[Case], chosen: Mapping[str, tuple[str, ...]]
) -> Iterable[tuple[tuple[str, str] | None, Rate]]:
    every = list(cases)
    kinds: list[Kind] = list(RATES)
    yield from ((None, rate) for kind in kinds for rate in rates(every, kind))
    for dimension, keys in chosen.items():
        by_key = {(rate.kind, rate.group): rate for kind in kinds for rate in rates(every, kind, by=dimension)}
        for key in keys:
            yield from (((dimension, key), by_key[kind, key]) for kind in kinds if (kind, key) in by_key)


def _news(
    known: _Known, total: Total, period: tuple[date, date], chosen: Mapping[str, tuple[str, ...]]
) -> Iterable[Number]:
    """Yield what is new: agreements signed in the period, each by its earliest report; reports by which a project counts."""
    first: dict[str, str] = {}
    for id_, one in sorted(known.signings.items(), key=lambda pair: (pair[1]["published"] or "9999", pair[0])):
        if one["day"] and _within(one["day"], period):
            first.setdefault(one["agreement"], id_)
    counted = {one.record for one in total.items if one.projects}
    for key, ids in (("new_agreements", set(first.values())), ("new_projects", counted)):
        yield Number(key, None, tuple(sorted(ids)))
        for dimension, keys in chosen.items():
            for group in keys:
                own = (id_ for id_ in ids if group in known.groups[dimension].get(known.signings[id_]["agreement"], ()))
                yield Number(key, (dimension, group), tuple(sorted(own)))


def _open(known: _Known) -> Iterable[Number]:
    yield Number("overdue", None, tuple(sorted(id_ for id_, one in known.owed.items() if one.overdue)))
    yield Number("silent", None, tuple(sorted(id_ for id_, one in known.owed.items() if _is_silent(one))))


def _opened(told: Iterable[tuple[tuple[str, str] | None, Rate]]) -> Iterable[Number]:
    for group, rate in told:
        yield Number(f"{rate.kind}.reached", group, rate.reached)
        yield Number(f"{rate.kind}.cases", group, rate.cases)


def _items(known: _Known, ids: Iterable[str]) -> dict[str, Item]:
    """Return what ids are: reports of signings, promises, projects (told by the earliest signing of their agreement)."""
    agreement: dict[str, dict[str, Any]] = {}
    for one in sorted(known.signings.values(), key=lambda one: (one["published"] or "9999", one["id"])):
        agreement.setdefault(one["agreement"], one)
    found = {}
    for id_ in sorted(ids):
        if id_ in known.owed:
            record = known.owed[id_].record
            actors = tuple(body["id"] for body in record["parties"])
            words, at = record["quote"] or "", record["document"]
            found[id_] = Item(id_, record["published"], words, actors, record["agreement"], at, _amount(record))
        else:
            told = known.signings.get(id_) or agreement[id_]
            sides = tuple(known.groups["partner"].get(told["agreement"], ()))
            words = told["title"] or told["quote"] or ""
            found[id_] = Item(id_, told["day"], words, sides, told["agreement"], told["document"], _amount(told))
    return found


def _is_silent(one: Owed) -> bool:
    return one.silence.heard == "silent" and one.grade.grade != "declaratory"


def _amount(one: Mapping[str, Any]) -> Money | None:
    return Money(one["amount"], one["currency"]) if one["amount"] and one["currency"] else None


def _by(day: str | None, last: date) -> bool:
    """Return whether a day is no later than the last; one that is not known, or known in part, is not later."""
    return day is None or day[:10] <= last.isoformat()


def _within(day: str, period: tuple[date, date]) -> bool:
    """Return whether all days that it may be lie in the period."""
    known = interval(day)
    return known is not None and period[0] <= known[0] and known[1] <= period[1]
