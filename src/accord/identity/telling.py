"""What all reports of one agreement say together, and where they contradict each other.

In:  the reports of one agreement.
Out: one `Event`: every value the best supported, and the fields in which the reports differ.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import combinations
from typing import Any, TypeVar

from accord.identity.places import same_place
from accord.identity.text import is_han
from accord.model.dates import compatible, precision
from accord.model.mention import Event, Report
from accord.model.reading import Money

__all__ = ["combine", "differing"]

T = TypeVar("T", bound=Hashable)


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
        kind=_most(r.kind for r in reports if r.kind != "other") or "other",
        status="signed" if any(r.status == "signed" for r in reports) else "planned",
        title=_most(r.title for r in reports),
        ordinal=_most(r.ordinal for r in reports),
        since=_most(r.since for r in reports),
        date=_best_date([r.date for r in reports if r.date]),
        place=_best_place([r.place for r in reports if r.place]),
        amount=_most(r.amount for r in reports),
        signatories=tuple(sorted({name for r in reports for name in r.signatories})),
        sectors=tuple(sorted({code for r in reports for code in r.sectors})),
        differs=differing(reports),
    )


def differing(reports: Sequence[Report]) -> tuple[str, ...]:
    """Return the fields in which reports of one agreement contradict each other; to say less is no contradiction."""
    return tuple(
        field
        for field, contradict in _CONTRADICTIONS.items()
        if any(contradict(a, b) for a, b in combinations(_values(reports, field), 2))
    )


def _values(reports: Iterable[Report], field: str) -> list[Any]:
    """Return the different known values of a field."""
    held = (getattr(report, field) for report in reports)
    return list(dict.fromkeys(value for value in held if value not in (None, (), "other")))


def _amounts_differ(left: Money, right: Money) -> bool:
    return left.currency == right.currency and float(left.value) != float(right.value)


def _signatories_differ(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    if is_han("".join(left)) != is_han("".join(right)):
        return False  # each language writes the same persons in its own way
    return not (set(left) <= set(right) or set(right) <= set(left))


_CONTRADICTIONS: dict[str, Callable[[Any, Any], bool]] = {
    "kind": lambda left, right: bool(left != right),
    "date": lambda left, right: not compatible(left, right),
    "place": lambda left, right: same_place(left, right) == "different",
    "parties": lambda left, right: bool(left != right),
    "ordinal": lambda left, right: bool(left != right),
    "since": lambda left, right: bool(left != right),
    "amount": _amounts_differ,
    "signatories": _signatories_differ,
}


def _most(values: Iterable[T | None]) -> T | None:
    counted = Counter(value for value in values if value is not None)
    return min(counted, key=lambda value: (-counted[value], str(value)), default=None)


def _best_date(dates: list[str]) -> str | None:
    counted = Counter(dates)
    support = {date: sum(n for other, n in counted.items() if compatible(date, other)) for date in counted}
    return min(support, key=lambda date: (-precision(date), -support[date], date), default=None)


def _best_place(places: list[str]) -> str | None:
    """Return the place of which most reports speak, in the words that most of them use."""
    counted = Counter(places)
    support = {place: sum(n for other, n in counted.items() if same_place(place, other) == "same") for place in counted}
    return min(counted, key=lambda place: (-support[place], -counted[place], place), default=None)
