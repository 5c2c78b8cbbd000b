"""What befell projects, as it is counted, and which reports tell of one act of one project.

In:  records as the register has them, in any order, some perhaps twice.
Out: acts in order of time: reports of one act together, projects that were renamed as one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from accord.model.dates import PartialDate, interval
from accord.model.reading import Money
from accord.model.terms import AgreementKind, members

__all__ = ["Act", "Event", "Record", "acts"]

Event = Literal["signing", "increase", "upgrade", "payment", "rename", "new_investor"]


class Record(msgspec.Struct, frozen=True):
    """One report of something that befell a project.

    Attributes:
        id: Of the fact that says so; unique.
        act: What it reports: the register's agreement, which all reports of one signing share.
        project: Under which key the project is kept.
        event: `signing` a paper that is for it; `increase` more capital; `upgrade` an intention that became a firmer paper;
            `payment` money paid in; `rename`; `new_investor` another one took over.
        kind: What paper.
        amount: As stated; None where the report states none.
        cumulative: Whether the amount is what it all comes to by then, rather than what this event adds.
        becomes: The key that the project goes by afterwards, where a rename or a new investor gave it another.
    """

    id: str
    act: str
    project: str
    event: Event
    kind: AgreementKind = "other"
    date: PartialDate | None = None
    amount: Money | None = None
    cumulative: bool = False
    becomes: str | None = None


class Act(msgspec.Struct, frozen=True):
    """One act of one project, whatever the number of its reports.

    Attributes:
        record: The report that stands for it: the earliest, the best dated.
        project: The smallest key by which the project ever went.
        kind: What most reports call the paper; of as many, the weaker.
        amount: What most reports state; of as many, the smaller.
        others: The other reports.
    """

    record: Record
    project: str
    kind: AgreementKind
    amount: Money | None
    cumulative: bool
    others: tuple[Record, ...]


def acts(records: Iterable[Record]) -> list[Act]:
    """Return the acts that records tell of, the earliest first, those without a day last.

    Raises:
        ValueError: Two records that differ have one id.
    """
    known = _by_id(records)
    names = _names(known.values())
    reports: dict[tuple[str, str, str], list[Record]] = {}
    for record in sorted(known.values(), key=_when):
        reports.setdefault((names[record.project], record.event, record.act), []).append(record)
    made = [_act(names[told[0].project], told) for told in reports.values()]
    return sorted(made, key=lambda act: _when(act.record))


def _by_id(records: Iterable[Record]) -> dict[str, Record]:
    known: dict[str, Record] = {}
    for record in records:
        if known.setdefault(record.id, record) != record:
            raise ValueError(f"two records that differ have the id {record.id!r}; an id stands for one fact")
    return known


def _names(records: Iterable[Record]) -> Mapping[str, str]:
    """Return for every key of a project the smallest key of those that renames tie together."""
    first: dict[str, str] = {}

    def root(key: str) -> str:
        first.setdefault(key, key)
        while first[key] != key:
            first[key] = first[first[key]]
            key = first[key]
        return key

    for record in records:
        low, high = sorted((root(record.project), root(record.becomes or record.project)))
        first[high] = low
    return {key: root(key) for key in first}


def _act(project: str, told: list[Record]) -> Act:
    kinds = Counter(record.kind for record in told)
    kind = min(kinds, key=lambda one: (-kinds[one], members(AgreementKind).index(one)))
    stated = Counter((record.amount, record.cumulative) for record in told if record.amount)
    amount, cumulative = min(stated, key=lambda one: (-stated[one], *_size(one))) if stated else (None, False)
    return Act(told[0], project, kind, amount, cumulative, tuple(told[1:]))


def _size(stated: tuple[Money | None, bool]) -> tuple[str, Decimal, bool]:
    amount, cumulative = stated
    assert amount is not None
    return amount.currency, Decimal(amount.value), cumulative


def _when(record: Record) -> tuple[date, date, str]:
    first, last = (interval(record.date) if record.date else None) or (date.max, date.max)
    return last, first, record.id
