"""Count what agreements have in common at once, also where there are a hundred thousand: as sets of bits, kept in memory.

In:  a register; filters, as for the list of agreements.
Out: how many agreements there are under them, and for each facet its values with their counts.

Each value of a facet is one long number whose n-th bit says whether the agreement in row n has it; filters are joined by
`&`, counts are `bit_count`. A program that stays open keeps one `Tally`; it reads anew only the agreements that the fold
has touched since (`agreement_change`).
"""

import threading
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from accord.register.asking.asking import DAY, parties_meant
from accord.register.asking.lists import LISTS, conditions
from accord.register.file.plain import Asking

__all__ = ["Tally"]

_FEW = 20_000  # agreements whose bodies are counted one by one; of more, those bodies that have most are tried first
_MANY = 20_000  # changed agreements from which on all are read anew
_CHUNK = 500  # rows asked for at once
_YEAR = 4  # digits of a year

_PLAIN = f"SELECT a.row, {DAY}, a.kind, a.status FROM agreement a WHERE {{among}}"
_LISTED = {
    "sector": "SELECT agreement, sector FROM agreement_sector WHERE {among}",
    "region": "SELECT agreement, region FROM agreement_region WHERE {among}",
    "language": "SELECT r.agreement, u.language FROM report r JOIN fact f ON f.row = r.row JOIN unit u ON u.row = f.unit "
    "WHERE NOT r.earlier AND r.{among}",
}
_PARTIES = "SELECT agreement, entity FROM agreement_party WHERE {among}"
_REGIONS = "SELECT region FROM region_name WHERE name = :value COLLATE NOCASE"
_STATE = (
    "SELECT (SELECT value FROM meta WHERE key = 'folds'), (SELECT MIN(row) FROM agreement_change), "
    "(SELECT MAX(row) FROM agreement_change)"
)
_CHANGED = "SELECT DISTINCT agreement FROM agreement_change WHERE row > :seen"


class Tally:
    """The agreements of one register by what they have; may be asked by many threads."""

    def __init__(self) -> None:
        """Begin with nothing; the first question reads all."""
        self._lock = threading.Lock()
        self._state: tuple[str | None, int] | None = None  # which rebuild, and the last change that is in
        self._bits: dict[tuple[str, str], int] = {}
        self._of: dict[int, tuple[str, tuple[int, ...]]] = {}  # agreement -> its day, its bodies
        self._by_day: dict[str, array[int]] = {}  # day -> agreements
        self._rows: dict[int, array[int]] = {}  # body -> agreements
        self._most: list[int] = []  # bodies, those with most agreements first

    def total(self, connection: Asking, filters: Mapping[str, Sequence[str]] = {}) -> int:
        """Return how many agreements there are under filters.

        Raises:
            NotFoundError: There is no such filter; or no party of that name.
        """
        with self._lock:
            self._refresh(connection)
            return self._under(connection, filters, {}).bit_count()

    def counts(
        self, connection: Asking, asked: Mapping[str, Mapping[str, Sequence[str]]], *, most: int
    ) -> dict[str, list[tuple[str, int]]]:
        """Return for each facet its values with how many agreements have them under its filters, the most frequent first.

        A body stands there as the row of its entity.

        Args:
            connection: The register.
            asked: Facet -> the filters under which it is counted.
            most: Values of one facet.

        Raises:
            NotFoundError: There is no such filter; or no party of that name.
        """
        with self._lock:
            self._refresh(connection)
            known: dict[tuple[str, str], int] = {}
            return {facet: self._counted(facet, self._under(connection, asked[facet], known), most) for facet in asked}

    def _counted(self, facet: str, under: int, most: int) -> list[tuple[str, int]]:
        if facet == "party":
            return self._bodies(under, most)
        found = [(value, (bits & under).bit_count()) for (name, value), bits in self._bits.items() if name == facet]
        return sorted(((value, count) for value, count in found if count), key=lambda one: (-one[1], one[0]))[:most]

    def _bodies(self, under: int, most: int) -> list[tuple[str, int]]:
        size = under.bit_count()
        if size <= _FEW:
            counted = Counter(body for row in _rows_of(under) for body in self._of[row][1])
            best = sorted((-count, body) for body, count in counted.items())
            return [(str(body), -count) for count, body in best[:most]]
        held = under.to_bytes((under.bit_length() >> 3) + 1, "little")
        best = []
        for body in self._most:
            if len(best) >= most and len(self._rows[body]) < -best[-1][0]:
                break
            count = sum(held[row >> 3] >> (row & 7) & 1 for row in self._rows[body] if row >> 3 < len(held))
            best = sorted([*best, (-count, body)])[:most]
        return [(str(body), -count) for count, body in best if count]

    def _under(
        self, connection: Asking, filters: Mapping[str, Sequence[str]], known: dict[tuple[str, str], int]
    ) -> int:
        conditions(connection, LISTS["agreements"], dict.fromkeys(filters, ()))  # says so where there is no such filter
        found = self._bits.get(("", ""), 0)
        for name, values in filters.items():
            for value in values:
                if (name, value) not in known:
                    known[name, value] = self._one(connection, name, value)
                found &= known[name, value]
        return found

    def _one(self, connection: Asking, name: str, value: str) -> int:
        if name in ("kind", "status", "sector", "language"):
            return self._bits.get((name, value), 0)
        if name == "region":
            return self._any("region", connection.execute(_REGIONS, {"value": value}).scalars())
        if name in ("since", "until"):
            return self._days(name, value)
        if name == "party":
            return _bits(row for body in parties_meant(connection, value) for row in self._rows.get(body, ()))
        where, held = conditions(connection, LISTS["agreements"], {name: [value]})
        return _bits(connection.execute(f"SELECT a.row FROM agreement a{where}", held).scalars())

    def _any(self, facet: str, values: Iterable[str]) -> int:
        found = 0
        for value in values:
            found |= self._bits.get((facet, value), 0)
        return found

    def _days(self, name: str, value: str) -> int:
        """Return the agreements from a day on, or up to it; whole years at once, the days of its own year one by one."""
        year, whole = value[:_YEAR], []
        for of, one in self._bits:
            if of == "period" and (one > year if name == "since" else one < year or one.startswith(value)):
                whole.append(one)
        found = self._any("period", whole)
        if year in whole:
            return found
        days = (day for day in self._by_day if day[:_YEAR] == year)
        fits = (day for day in days if (_last(day) >= value if name == "since" else day <= f"{value}~"))
        return found | _bits(row for day in fits for row in self._by_day[day])

    def _refresh(self, connection: Asking) -> None:
        folds, first, last = connection.execute(_STATE).one()
        now = (folds, last or 0)
        if self._state is None or self._state[0] != folds or (first or 0) > self._state[1] + 1:
            self._read(connection, None)
        elif now[1] <= self._state[1]:
            return  # also of an older state: another thread has read a newer one since
        else:
            changed = connection.execute(_CHANGED, {"seen": self._state[1]}).scalars()
            self._read(connection, changed if len(changed) < _MANY else None)
        self._state = now

    def _read(self, connection: Asking, changed: Sequence[int] | None) -> None:
        """Read these agreements anew, or all of them."""
        if changed is None:
            self._bits, self._of, self._rows, self._by_day = {}, {}, {}, {}
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for row in changed or ():
            self._forget(row)
        bodies = _bodies_of(connection, changed)
        for row, day, *told in _rows(connection, _PLAIN, changed, "a.row"):
            self._remember(row, day or "", bodies.get(row, ()))
            found["", ""].append(row)
            for name, value in zip(("period", "kind", "status"), ((day or "")[:_YEAR], *told), strict=True):
                if value:
                    found[name, value].append(row)
        for name, asked in _LISTED.items():
            for row, value in _rows(connection, asked, changed, "agreement"):
                found[name, value].append(row)
        gone = ~_bits(changed or ())
        for key in self._bits.keys() | found.keys():
            self._bits[key] = self._bits.get(key, 0) & gone | _bits(found.get(key, ()))
        self._most = sorted(self._rows, key=lambda body: (-len(self._rows[body]), body))

    def _forget(self, row: int) -> None:
        day, bodies = self._of.pop(row, ("", ()))
        if day:
            self._by_day[day].remove(row)
        for body in bodies:
            self._rows[body].remove(row)

    def _remember(self, row: int, day: str, bodies: tuple[int, ...]) -> None:
        self._of[row] = (day, bodies)
        if day:
            self._by_day.setdefault(day, array("q")).append(row)
        for body in bodies:
            self._rows.setdefault(body, array("q")).append(row)


def _bodies_of(connection: Asking, changed: Sequence[int] | None) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for row, body in _rows(connection, _PARTIES, changed, "agreement"):
        found[row] = (*found.get(row, ()), body)
    return found


def _rows(connection: Asking, asked: str, changed: Sequence[int] | None, column: str) -> Iterator[tuple[Any, ...]]:
    """Yield the answers about these agreements, or about all."""
    for among in _among(changed, column):
        yield from connection.execute(asked.format(among=among))


def _among(changed: Sequence[int] | None, column: str) -> Iterator[str]:
    if changed is None:
        yield f"{column} IS NOT NULL"
        return
    for start in range(0, len(changed), _CHUNK):
        yield f"{column} IN ({', '.join(map(str, changed[start : start + _CHUNK]))})"


def _last(day: str) -> str:
    """Return the last day of a year, a month, or the day itself."""
    return f"{day}{('-12-31' if len(day) == _YEAR else '-31') if len(day) < 10 else ''}"


def _bits(rows: Iterable[int]) -> int:
    """Return the number whose bits of these rows are set.

    >>> bin(_bits([0, 3]))
    '0b1001'
    """
    listed = rows if isinstance(rows, list) else list(rows)
    if not listed:
        return 0
    held = bytearray((max(listed) >> 3) + 1)
    for row in listed:
        held[row >> 3] |= 1 << (row & 7)
    return int.from_bytes(held, "little")


def _rows_of(bits: int) -> Iterator[int]:
    """Yield which bits are set.

    >>> list(_rows_of(0b1001))
    [0, 3]
    """
    for at, byte in enumerate(bits.to_bytes((bits.bit_length() >> 3) + 1, "little")):
        if byte:
            yield from (8 * at + bit for bit in range(8) if byte >> bit & 1)
