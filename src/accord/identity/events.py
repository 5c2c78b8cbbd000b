"""Whether two reports tell of one agreement, and what all its reports say together.

In:  reports, each from its own document, with their parties already resolved to entities.
Out: a verdict with reasons for two of them; for a cluster of them one `Event`.

Source: the rule of `DESIGN.md`: kinds of one family, party sets equal or one within the other, dates compatible within
three days or a shared title or amount; another ordinal is a reason for *different*; all else is unsure.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from accord.model.dates import compatible, precision
from accord.model.mention import Event, Report
from accord.model.verdict import Reason, Verdict

__all__ = ["DAYS", "combine", "event_keys", "same_event"]

DAYS = 3  # reports of one signing differ by the day of writing, of release and of the time zone

_FAMILY = {
    "strategic_cooperation": "cooperation",
    "framework": "cooperation",
    "cooperation": "cooperation",
    "memorandum": "memorandum",
    "intent": "memorandum",
    "contract": "contract",
    "other": "other",
}

T = TypeVar("T", bound=Hashable)


def event_keys(report: Report) -> list[str]:
    """Return the keys of which two reports must share one to be compared: the pairs of their parties.

    A report with a single known party has that party as its key; one with none has no key and stays alone.
    """
    keys: dict[str, None] = {}
    for parties in _party_sets(report):
        known = sorted(parties)
        pairs = [f"{a}+{b}" for i, a in enumerate(known) for b in known[i + 1 :]]
        keys |= dict.fromkeys(pairs or known)
    return list(keys)


def same_event(left: Report, right: Report) -> Verdict:
    """Return whether two reports tell of one agreement: same, different or unsure, with the values that met."""
    if against := _against(left, right):
        return Verdict("different", 1.0, (against,))
    if left.unit == right.unit:  # one document that tells of two agreements means two
        return Verdict("different", 1.0, (Reason("same_document", left.id, right.id),))
    if not _nested(left, right):
        return Verdict("unsure", 0.5, (Reason("parties", _listed(left.parties), _listed(right.parties)),))
    reasons = list(_reasons(left, right))
    if not reasons:
        return Verdict("unsure", 0.5, (Reason("nothing_shared", left.id, right.id),))
    equal = any(a == b and len(a) > 1 for a in _party_sets(left) for b in _party_sets(right))
    sure = (0.8 if equal else 0.7) + 0.1 * (len(reasons) - 1) + (0.05 if left.date and left.date == right.date else 0)
    return Verdict("same", round(min(1.0, sure), 2), tuple(reasons))


def combine(reports: Sequence[Report]) -> Event:
    """Return what the reports of one agreement say together; on a tie the smaller value stands.

    Parties, signatories and sectors are the union; a signing that one report knows is signed; the date is the most
    precise of the best supported; everything else is what most reports say.
    """
    first = min(report.id for report in reports)
    return Event(
        id=first,
        reports=tuple(sorted(report.id for report in reports)),
        parties=frozenset().union(*(report.parties for report in reports)),
        kind=_most(r.kind for r in reports) or "other",
        status="signed" if any(r.status == "signed" for r in reports) else "planned",
        title=_most(r.title for r in reports),
        ordinal=_most(r.ordinal for r in reports),
        since=_most(r.since for r in reports),
        date=_best_date([r.date for r in reports if r.date]),
        place=_most(r.place for r in reports),
        amount=_most(r.amount for r in reports),
        signatories=tuple(sorted({name for r in reports for name in r.signatories})),
        sectors=tuple(sorted({code for r in reports for code in r.sectors})),
    )


def _against(left: Report, right: Report) -> Reason | None:
    if _FAMILY[left.kind] != _FAMILY[right.kind] and "other" not in (left.kind, right.kind):
        return Reason("kind", left.kind, right.kind)
    if left.ordinal and right.ordinal and left.ordinal != right.ordinal:
        return Reason("ordinal", str(left.ordinal), str(right.ordinal))
    if left.date and right.date and not compatible(left.date, right.date, days=DAYS):
        return Reason("date", left.date, right.date)
    if left.amount and right.amount and left.amount != right.amount:
        return Reason("amount", left.amount.value, right.amount.value)
    return None


def _reasons(left: Report, right: Report) -> Iterable[Reason]:
    if left.date and right.date and min(precision(left.date), precision(right.date)) >= 3:
        yield Reason("date", left.date, right.date)
    if left.title and right.title and left.title.casefold() == right.title.casefold():
        yield Reason("title", left.title, right.title)
    if left.amount and left.amount == right.amount:
        yield Reason("amount", left.amount.value, right.amount.value)
    if left.ordinal and left.ordinal == right.ordinal:
        yield Reason("ordinal", str(left.ordinal), str(right.ordinal))


def _party_sets(report: Report) -> list[frozenset[str]]:
    return [parties for parties in (report.parties, report.as_read) if parties]


def _nested(left: Report, right: Report) -> bool:
    return any(a <= b or b <= a for a in _party_sets(left) for b in _party_sets(right))


def _listed(parties: frozenset[str]) -> str:
    return ", ".join(sorted(parties))


def _most(values: Iterable[T | None]) -> T | None:
    counted = Counter(value for value in values if value is not None)
    return min(counted, key=lambda value: (-counted[value], str(value)), default=None)


def _best_date(dates: list[str]) -> str | None:
    support = {date: sum(compatible(date, other) for other in dates) for date in dates}
    return min(support, key=lambda date: (-precision(date), -support[date], date), default=None)
