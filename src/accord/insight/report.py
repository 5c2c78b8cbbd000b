"""What a period came to: new signings, how much of all that was signed has come about, what is overdue, what is silent.

In:  one state of a register, a period.
Out: `Report`: numbers, each with the ids that make it, and what those ids are.

A project is a chain of agreements: one that renews or carries out an earlier one belongs to it. How signings are counted is a
policy (`follow/counting/policies`); states are those that a person has confirmed by the last day of the period. What has no day
is of no period: it is told apart (`undated`), and counts nowhere else.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec

from accord.follow.counting import POLICIES, RATES, Case, Total, amount_of, count, policy, rates, record_of
from accord.follow.counting.rates import Kind, Rate
from accord.follow.silence import Seen, Timeline
from accord.insight.cases import project_cases, promise_cases
from accord.insight.days import DATED, dated_by
from accord.insight.known import Known, known
from accord.insight.owed import Owed, owed
from accord.insight.undated import Undated, undated
from accord.model.dates import interval
from accord.model.reading import Money
from accord.register import Asking
from accord.register.pages.between import cited
from accord.register.pages.period import reading_of, undertaken

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
        key: What it counts: `new_agreements`, `new_projects`, `overdue`, `silent`, `undated_signings`, `undated_promises`,
            `undated_words`, or of a rate `<kind>.reached`, `<kind>.cases`.
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
        undated: What has no day.
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
    undated: Undated
    items: Mapping[str, Item]
    documents: Mapping[str, dict[str, Any]]


def report(
    asking: Asking,
    period: tuple[date, date],
    *,
    by: Iterable[str] = DIMENSIONS,
    counted_by: str = POLICIES[0],
) -> Report:
    """Return the report of a period, its first and last day.

    Args:
        asking: One state of the register.
        period: The days; states hold on the last one, and what was published later is left out.
        by: Dimensions by which rates are told, too.
        counted_by: The policy.
    """
    of = known(asking, period[1], time=DATED)
    without = undated(asking, of)
    total = count(
        (record_of(one, of.project[one["agreement"]]) for one in of.signings.values()), policy(counted_by), period
    )
    cases = {**project_cases(of), **promise_cases(of)}
    chosen, more = _chosen(cases.values(), by)
    told = list(_rates(cases.values(), chosen))
    numbers = [*_news(of, total, period, chosen), *_open(of), *_without(without), *_opened(told)]
    items = _items(
        asking,
        of,
        without,
        {id_ for number in numbers for id_ in number.items} | {one.record for one in total.left_out},
    )
    spoken = {one["document"] for one in without.words.values() if one["document"]}
    documents = cited(asking, spoken | {one.document for one in items.values()})
    return Report(
        period, total, tuple(numbers), tuple(told), chosen, more, of.names, _owed(asking, of), without, items, documents
    )


def _owed(asking: Asking, of: Known) -> dict[str, Owed]:
    """Return the promises that are overdue or silent, with all that was not heard of them."""
    lines = [line for line in of.lines.values() if line.late is not None or line.silent]
    records = {one["id"]: one for one in undertaken(asking, [line.id for line in lines])}
    read = {body: [one for one in told if dated_by(one[2], of.as_of)] for body, told in reading_of(asking).items()}
    seen: dict[frozenset[str], Timeline] = {}
    found = {}
    for line in lines:
        if line.sides not in seen:
            every = {one for side in line.sides for one in read.get(side, ())}
            seen[line.sides] = Timeline(Seen(*one) for one in sorted(every, key=str))
        told = len(line.own)
        found[line.id] = owed(records[line.id], told, line.own, line.stand, seen[line.sides], of.as_of)
    return found


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
    of: Known, total: Total, period: tuple[date, date], chosen: Mapping[str, tuple[str, ...]]
) -> Iterable[Number]:
    """Yield what is new: agreements signed in the period, each by its earliest report; reports by which a project counts."""
    first: dict[str, str] = {}
    for id_, one in sorted(of.signings.items(), key=lambda pair: (pair[1]["published"] or "9999", pair[0])):
        if one["day"] and _within(one["day"], period):
            first.setdefault(one["agreement"], id_)
    counted = {one.record for one in total.items if one.projects}
    for key, ids in (("new_agreements", set(first.values())), ("new_projects", counted)):
        yield Number(key, None, tuple(sorted(ids)))
        for dimension, keys in chosen.items():
            for group in keys:
                own = (id_ for id_ in ids if group in of.groups[dimension].get(of.signings[id_]["agreement"], ()))
                yield Number(key, (dimension, group), tuple(sorted(own)))


def _open(of: Known) -> Iterable[Number]:
    yield Number("overdue", None, tuple(sorted(line.id for line in of.lines.values() if line.late is not None)))
    yield Number("silent", None, tuple(sorted(line.id for line in of.lines.values() if line.silent)))


def _without(without: Undated) -> Iterable[Number]:
    yield Number("undated_signings", None, tuple(sorted(without.signings)))
    yield Number("undated_promises", None, without.promises)
    yield Number("undated_words", None, tuple(sorted(without.words)))


def _opened(told: Iterable[tuple[tuple[str, str] | None, Rate]]) -> Iterable[Number]:
    for group, rate in told:
        yield Number(f"{rate.kind}.reached", group, rate.reached)
        yield Number(f"{rate.kind}.cases", group, rate.cases)


def _items(asking: Asking, of: Known, without: Undated, ids: Iterable[str]) -> dict[str, Item]:
    """Return what ids are: reports of signings, promises, projects (told by the earliest signing of an agreement of theirs)."""
    listed, signings = sorted(ids), {**of.signings, **without.signings}
    project: dict[str, dict[str, Any]] = {}
    for one in sorted(of.signings.values(), key=lambda one: (one["published"] or "9999", one["id"])):
        project.setdefault(of.project[one["agreement"]], one)
    promises = {one["id"]: _promised(one) for one in undertaken(asking, listed)}
    named = {id_: _named(one) for id_, one in without.named.items()}
    return {
        id_: promises.get(id_) or named.get(id_) or _signed(of, id_, signings.get(id_) or project[id_])
        for id_ in listed
    }


def _promised(one: Mapping[str, Any]) -> Item:
    sides = tuple(body["id"] for body in one["parties"] or ())
    words = one["quote"] or ""
    return Item(one["id"], one["published"], words, sides, one["agreement"], one["document"], amount_of(one))


def _named(one: Mapping[str, Any]) -> Item:
    return Item(one["id"], one["published"], one["name"] or "", one["parties"], None, one["document"], amount_of(one))


def _signed(of: Known, id_: str, one: Mapping[str, Any]) -> Item:
    sides = tuple(of.groups["partner"].get(one["agreement"], ()))
    words = one["title"] or one["quote"] or ""
    return Item(id_, one["day"], words, sides, one["agreement"], one["document"], amount_of(one))


def _within(day: str, period: tuple[date, date]) -> bool:
    """Return whether all days that it may be lie in the period."""
    known = interval(day)
    return known is not None and period[0] <= known[0] and known[1] <= period[1]
