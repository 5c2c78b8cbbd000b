"""Which row of a ledger is which row that came before.

In:  the rows that the register holds of a ledger, the rows of a workbook, what makes a row known again.
Out: pairs of them; rows that are new, rows that are gone, rows that stand in the workbook twice.

A row is known again by its key: its number where the ledger has one, else its title and its bodies; failing that, by a
title that stands once on both sides, or by bodies and day.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from accord.exchange.ledger.columns import KEPT, Overrides, column_of
from accord.exchange.ledger.page import LedgerRow
from accord.exchange.ledger.tables import folded

__all__ = ["Known", "Matched", "changes", "key_fields", "known_row", "match"]

Key = tuple[str, ...]
_TITLES = ("title", "project")


class Known(msgspec.Struct, frozen=True):
    """A row with what it is known again by.

    Attributes:
        row: The row.
        source: Where the register holds it; "" of a row that comes.
        fields: Folded contents by field.
        named: The same as it stands, in order.
        contents: Contents by header, without numbers; two rows with the same are the same.
        numbers: The ledger's own numbers by header, which count where they are no running ones.
    """

    row: LedgerRow
    source: str
    fields: Mapping[str, str]
    named: tuple[tuple[str, str], ...]
    contents: Mapping[str, str]
    numbers: Mapping[str, str]

    @property
    def title(self) -> str:
        """Return what the row is called: its title, else its bodies, else whatever it says first."""
        found = dict(reversed(self.named))
        return next(
            (found[field] for field in (*_TITLES, "party", "code") if field in found),
            next(iter(self.contents.values()), ""),
        )


class Matched(msgspec.Struct, frozen=True):
    """Pairs (held, coming), rows that are new or gone, and those that repeat a row of the same workbook."""

    pairs: tuple[tuple[Known, Known], ...]
    new: tuple[Known, ...]
    gone: tuple[Known, ...]
    repeated: tuple[Known, ...]


def known_row(row: LedgerRow, overrides: Overrides, *, source: str = "") -> Known:
    """Return a row with what it is known again by."""
    fields: dict[str, list[str]] = defaultdict(list)
    named: list[tuple[str, str]] = []
    contents: dict[str, str] = {}
    numbers: dict[str, str] = {}
    for cell in row.cells:
        if not cell.header:
            continue
        field = column_of(cell.letters, cell.header, overrides).field
        if field != KEPT:
            fields[field].append(folded(cell.content))
            named.append((field, " ".join(cell.content.split())))
        if field != "serial":
            (numbers if field == "code" else contents)[cell.header] = cell.content
    joined = {name: " ".join(sorted(said)) for name, said in fields.items()}
    return Known(row, source, joined, tuple(named), contents, numbers)


def key_fields(coming: Sequence[Known]) -> tuple[str, ...]:
    """Return the fields that make the key: the ledger's own number where every row has one of its own."""
    codes = [known.fields.get("code", "") for known in coming]
    if codes and all(codes) and len(set(codes)) == len(codes) and not _running(coming):
        return ("code",)
    return (*_TITLES, "party")


def match(held: Sequence[Known], coming: Sequence[Known]) -> Matched:
    """Return which row is which."""
    if not _running(coming):
        held, coming = [_numbered(known) for known in held], [_numbered(known) for known in coming]
    coming, repeated = _once(coming)
    pairs: list[tuple[Known, Known]] = []
    left, right = list(held), coming
    for key in (_exactly, _by(key_fields(coming))):
        left, right = _paired(left, right, key, pairs, alone=False)
    for key in (_by((*_TITLES, "date")), _by(_TITLES), _by(("party", "date"))):
        left, right = _paired(left, right, key, pairs, alone=True)
    return Matched(tuple(pairs), tuple(right), tuple(left), tuple(repeated))


def changes(before: Known, after: Known) -> list[tuple[str, str, str]]:
    """Return the cells that differ: header, what it said, what it says."""
    headers = dict.fromkeys((*after.contents, *before.contents))
    told = [(header, before.contents.get(header, ""), after.contents.get(header, "")) for header in headers]
    return [(header, old, new) for header, old, new in told if old != new]


def _running(coming: Sequence[Known]) -> bool:
    """Return whether what is called a number only counts the rows: then it says nothing of which row is which."""
    codes = [known.fields.get("code", "") for known in coming]
    found = [int(code) for code in codes if code.isdecimal()]
    return len(found) == len(codes) > 0 and found == list(range(found[0], found[0] + len(found)))


def _numbered(known: Known) -> Known:
    return msgspec.structs.replace(known, contents={**known.numbers, **known.contents})


def _once(rows: Iterable[Known]) -> tuple[list[Known], list[Known]]:
    """Return the rows each once, and those that repeat one in every cell (a sheet that sums up others does)."""
    seen: dict[Key, Known] = {}
    again = [known for known in rows if seen.setdefault(_exactly(known), known) is not known]
    return list(seen.values()), again


def _exactly(known: Known) -> Key:
    return tuple(f"{header}\t{known.contents[header]}" for header in sorted(known.contents))


def _by(fields: Sequence[str]) -> Callable[[Known], Key | None]:
    """Return what gives a row's key over these fields; None where all of them are empty."""

    def key(known: Known) -> Key | None:
        values = tuple(known.fields.get(field, "") for field in fields)
        return values if any(values) else None

    return key


def _paired(
    left: list[Known],
    right: list[Known],
    key: Callable[[Known], Key | None],
    pairs: list[tuple[Known, Known]],
    *,
    alone: bool,
) -> tuple[list[Known], list[Known]]:
    """Return what stays unpaired; `alone`: only rows whose key no other row of their side has are paired."""
    there: dict[Key, list[Known]] = defaultdict(list)
    here: dict[Key, list[Known]] = defaultdict(list)
    for rows, by in ((left, there), (right, here)):
        for known in rows:
            if (value := key(known)) is not None:
                by[value].append(known)
    taken: set[int] = set()
    for value, coming in here.items():
        held = there.get(value, [])
        if alone and (len(held) != 1 or len(coming) != 1):
            continue
        for old, new in zip(held, coming, strict=False):
            pairs.append((old, new))
            taken |= {id(old), id(new)}
    return [known for known in left if id(known) not in taken], [known for known in right if id(known) not in taken]
