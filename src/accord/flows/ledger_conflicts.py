"""Where the row of a ledger and other reports of its agreement, or of one much like it, say two things.

In:  the rows that came, each with the unit that it is in the register.
Out: which rows others report too, and where; `Conflict`s, for a person to look at. Nothing is decided here.
"""

from collections.abc import Iterator, Mapping

import msgspec

from accord.exchange.ledger import Known
from accord.model.dates import compatible, interval
from accord.register.log import ledgers, log

__all__ = ["Conflict", "Elsewhere", "conflicts_of"]

_DAYS = 3  # as far as two reports of one signing may differ


class Elsewhere(msgspec.Struct, frozen=True):
    """Another report of a row's agreement: its id, and where it stands."""

    report: str
    source: str


class Conflict(msgspec.Struct, frozen=True):
    """A value of a row that another report gives otherwise.

    Attributes:
        field: `date`, `amount` or `status`.
        ledger: The row's value.
        other: The other report's.
        report: Id of the other report; `source`: where it stands; `own` is the id of the row's own.
        joined: Whether both are held to tell of one agreement; else they are kept apart because of this value.
    """

    sheet: str
    row: int
    title: str
    field: str
    ledger: str
    other: str
    report: str
    source: str
    joined: bool
    own: str = ""

    @property
    def key(self) -> str:
        """Return what a choice is about: the place in the workbook, the field, the other report."""
        return f"{self.sheet}!{self.row}!{self.field}!{self.report}"


def conflicts_of(
    connection: log.Connection, touched: Mapping[str, Known], prefix: str
) -> tuple[dict[str, tuple[Elsewhere, ...]], list[Conflict]]:
    """Return the other reports of each unit that has some, and the values in which rows and reports differ."""
    joined: dict[str, tuple[Elsewhere, ...]] = {}
    found: list[Conflict] = []
    for mine, theirs, same in ledgers.other_reports(connection, list(touched), prefix):
        if same:
            joined[mine.unit] = (*joined.get(mine.unit, ()), Elsewhere(theirs.fact, theirs.source))
        elif not _alike(mine, theirs):
            continue
        known = touched[mine.unit]
        found.extend(
            Conflict(
                known.row.sheet,
                known.row.number,
                known.title,
                field,
                left,
                right,
                theirs.fact,
                theirs.source,
                same,
                mine.fact,
            )
            for field, left, right in _differ(mine, theirs)
        )
    return joined, found


def _alike(mine: ledgers.Told, theirs: ledgers.Told) -> bool:
    """Return whether a report with the same bodies is so much like the row that a person should compare them."""
    if mine.title and theirs.title and mine.title.casefold() == theirs.title.casefold():
        return True
    return bool(mine.date and theirs.date and len(mine.date) == 10 and compatible(mine.date, theirs.date, days=_DAYS))


def _differ(mine: ledgers.Told, theirs: ledgers.Told) -> Iterator[tuple[str, str, str]]:
    if mine.date and theirs.date and not _one_in_the_other(mine.date, theirs.date):
        yield "date", mine.date, theirs.date
    if mine.amount and theirs.amount and (mine.amount, mine.currency) != (theirs.amount, theirs.currency):
        yield "amount", f"{mine.amount} {mine.currency}", f"{theirs.amount} {theirs.currency}"
    if mine.status != theirs.status:
        yield "status", mine.status, theirs.status


def _one_in_the_other(left: str, right: str) -> bool:
    """Return whether two dates are one as far as they are known ('2024-03' and '2024-03-05')."""
    a, b = interval(left), interval(right)
    if a is None or b is None:
        return compatible(left, right)
    return (a[0] <= b[0] and b[1] <= a[1]) or (b[0] <= a[0] and a[1] <= b[1])
