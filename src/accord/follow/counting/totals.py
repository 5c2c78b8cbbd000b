"""Count projects and money by a policy; the total opens into what was counted and what was left out, and why.

In:  records of what befell projects, a policy, a period.
Out: a `Total`: projects, money per currency (currencies are never added), items and left out, each with the rule.

It does not depend on the order of records, nor on telling one twice. What happened before the period is looked at too: a
project first signed last year is no new project this year.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

import msgspec

from accord.follow.counting.policy import Occasion, Policy
from accord.follow.counting.records import Act, Record, acts
from accord.model.dates import interval
from accord.model.reading import Money
from accord.tsv import read_table

__all__ = ["Counted", "LeftOut", "Period", "Total", "Why", "count", "sums"]

Period = tuple[date, date]


class Why(msgspec.Struct, frozen=True):
    """Which rule decided, and how that is told."""

    rule: str
    en: str
    zh: str


class Counted(msgspec.Struct, frozen=True):
    """An act that counts.

    Attributes:
        record: The report that stands for it; the others are left out as `again`.
        project: The smallest key by which its project ever went.
        projects: 1 where the project counts by it, else 0.
        amount: What counts of its money, None where nothing does; `stated` is what the report says.
    """

    record: str
    project: str
    projects: int
    amount: Money | None
    stated: Money | None
    why: Why


class LeftOut(msgspec.Struct, frozen=True):
    """A record that does not count; `instead` is the report that stands for the same act, where it is another report."""

    record: str
    project: str
    stated: Money | None
    why: Why
    instead: str | None = None


class Total(msgspec.Struct, frozen=True):
    """What a period comes to; `projects` and `money` (by currency, in order) are the sums of `items`."""

    policy: str
    period: Period | None
    projects: int
    money: tuple[Money, ...]
    items: tuple[Counted, ...]
    left_out: tuple[LeftOut, ...]


class _Before(msgspec.Struct):
    """What is known of a project by the time of an act: whether it counts, and its money; sums by event and currency."""

    counted: bool = False
    priced: bool = False
    sums: dict[tuple[bool, str], Decimal] = {}  # whether paid in, currency; msgspec copies it


def count(records: Iterable[Record], policy: Policy, period: Period | None = None) -> Total:
    """Return what the records come to in a period, first and last day; in all time without one.

    Raises:
        ValueError: Two records that differ have one id.
    """
    before: dict[str, _Before] = {}
    items: list[Counted] = []
    left: list[LeftOut] = []
    for act in acts(records):
        made = _settled(act, policy, before.setdefault(act.project, _Before()))
        outside = _outside(act.record, period)
        if isinstance(made, Counted) and outside is None:
            items.append(made)
        elif outside is None and isinstance(made, LeftOut):
            left.append(made)
        else:
            left.append(LeftOut(act.record.id, act.project, act.amount, outside or made.why))
        left.extend(LeftOut(one.id, act.project, one.amount, _reason("again"), act.record.id) for one in act.others)
    return Total(policy.id, period, sum(one.projects for one in items), sums(items), tuple(items), tuple(left))


def _settled(act: Act, policy: Policy, before: _Before) -> Counted | LeftOut:
    """Return what counts of an act, and note it for those that follow."""
    occasion: Occasion = "first" if not before.counted else "later" if before.priced else "unpriced"
    rule = policy.decides(act.record.event, occasion, act.kind)
    why = Why(rule.id, rule.en, rule.zh)
    added, lack = _added(act, before)
    money = added if rule.money else None
    if rule.money and not rule.project and money is None:
        return LeftOut(act.record.id, act.project, act.amount, _reason(lack))
    if not rule.money and not rule.project:
        return LeftOut(act.record.id, act.project, act.amount, why)
    before.counted |= rule.project
    before.priced |= money is not None
    return Counted(act.record.id, act.project, int(rule.project), money, act.amount, why)


def _added(act: Act, before: _Before) -> tuple[Money | None, str]:
    """Return the money that an act adds, else None and why that is not known."""
    if act.amount is None:
        return None, "no_amount"
    key, stated = (act.record.event == "payment", act.amount.currency), Decimal(act.amount.value)
    known = before.sums.get(key)
    adds = act.record.event in ("increase", "payment") and not act.cumulative
    before.sums[key] = stated + (known or 0) if adds else stated
    if not act.cumulative:
        return act.amount, ""
    if known is None and act.record.event == "increase":
        return None, "no_base"
    more = stated - (known or 0)
    if more <= 0:
        before.sums[key] = known or stated
        return None, "no_more"
    return Money(format(more, "f"), act.amount.currency), ""


def _outside(record: Record, period: Period | None) -> Why | None:
    """Return why a record is not of a period; None where it is."""
    if period is None:
        return None
    known = interval(record.date) if record.date else None
    if known is None:
        return _reason("undated")
    if known[1] < period[0] or period[1] < known[0]:
        return _reason("outside")
    return None if period[0] <= known[0] and known[1] <= period[1] else _reason("too_rough")


def sums(items: Iterable[Counted]) -> tuple[Money, ...]:
    """Return the money of what counts, by currency, in their order; currencies are never added."""
    found: dict[str, Decimal] = {}
    for item in items:
        if item.amount:
            found[item.amount.currency] = found.get(item.amount.currency, Decimal(0)) + Decimal(item.amount.value)
    return tuple(Money(format(value, "f"), currency) for currency, value in sorted(found.items()))


@cache
def _reason(rule: str) -> Why:
    rows = read_table(files("accord.follow.counting") / "reasons.tsv").rows
    row = next(row for row in rows if row["rule"] == rule)
    return Why(rule, row["en"], row["zh"])
