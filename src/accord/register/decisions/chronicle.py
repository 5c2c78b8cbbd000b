"""Decisions page by page: who decided what and when, and whether it stands; never all of them at once.

In:  a register; filters, a page; or ids.
Out: plain records (dict) as `past.history` gives them, newest first.

What stands is told from the undos alone, which an index holds; the words of decisions are read only of those shown.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from accord.model.decision import undone
from accord.register.asking.lists import Page
from accord.register.decisions.past import decision_record
from accord.register.file.plain import Asking

__all__ = ["STATES", "decided_by", "decision_pages", "decisions_with", "last_of", "orphaned_total", "who_decided"]

STATES = ("stands", "undone", "orphaned")
_CHUNK = 500  # decisions asked for at once
_LATELY = 5_000  # decisions among which those who decide are looked for, and a person's last one

_COLUMNS = (
    "SELECT d.seq, d.by, d.at, d.why, d.payload, d.undoes, "
    "(SELECT MIN(o.reason) FROM orphan o WHERE o.decision = d.seq) AS reason FROM decision d"
)
_ORPHANED = "d.seq IN (SELECT decision FROM orphan)"
_WHERE = {
    "by": "d.by = :by",
    "kind": "d.payload LIKE '{\"type\":\"' || :kind || '\"%'",
    "since": "d.at >= :since",
    "until": "d.at <= :until || '~'",
    "document": "d.seq IN (SELECT decision FROM decision_text WHERE text >= :document AND text < :document || '~')",
    "id": "d.seq = :id",
}
_ALL_UNDOS = "SELECT seq, undoes FROM decision WHERE undoes IS NOT NULL"
_UNDOS = "SELECT seq, undoes FROM decision WHERE undoes IN ({seqs})"
_WHO = "SELECT DISTINCT by FROM (SELECT d.by AS by FROM decision d ORDER BY d.seq DESC LIMIT :most) s ORDER BY by"
_LAST = (
    f"{_COLUMNS} WHERE d.seq IN (SELECT s.seq FROM (SELECT seq, by, undoes FROM decision ORDER BY seq DESC LIMIT :most) s "
    "WHERE s.by = :by AND s.undoes IS NULL ORDER BY s.seq DESC LIMIT 50) ORDER BY d.seq DESC"
)


def decision_pages(
    connection: Asking, *, filters: Mapping[str, str] = {}, state: str | None = None, limit: int = 25, offset: int = 0
) -> Page:
    """Return one page of the decisions, newest first.

    Args:
        connection: The register.
        filters: Any of `by` (a person), `kind` (`same`, `value`, ...), `since` and `until` (days), `document` (the
            beginning of its id), `id` (of the decision, such as `d12`).
        state: One of `STATES`.
        limit: Decisions a page.
        offset: Decisions to leave out before it.
    """
    where, values = _conditions(connection, filters, state)
    total = int(connection.execute(f"SELECT COUNT(*) FROM decision d{where}", values).scalar())
    asked = f"{_COLUMNS}{where} ORDER BY d.seq DESC LIMIT :_limit OFFSET :_offset"
    rows = connection.execute(asked, {**values, "_limit": limit, "_offset": offset}).mappings()
    return Page(list(_told(connection, rows)), total, offset, limit)


def decisions_with(connection: Asking, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return the decisions of these ids, by id; those that there are not are left out."""
    seqs = sorted({int(one[1:]) for one in ids if one[:1] == "d" and one[1:].isascii() and one[1:].isdigit()})
    found: dict[str, dict[str, Any]] = {}
    for start in range(0, len(seqs), _CHUNK):
        listed = ", ".join(map(str, seqs[start : start + _CHUNK]))
        rows = connection.execute(f"{_COLUMNS} WHERE d.seq IN ({listed})").mappings()
        found |= {one["id"]: one for one in _told(connection, rows)}
    return found


def decided_by(connection: Asking, id_: str) -> str | None:
    """Return the newest standing decision that undoes this one; None where none does."""
    seqs = [int(id_[1:])]
    pairs = _undos(connection, seqs)
    gone = undone(pairs)
    return next(
        (f"d{seq}" for seq, target in sorted(pairs, reverse=True) if target == seqs[0] and seq not in gone), None
    )


def last_of(connection: Asking, by: str, kinds: Iterable[str]) -> dict[str, Any] | None:
    """Return what a person decided last of these kinds and was not undone since; None where that is long ago."""
    wanted = set(kinds)
    rows = connection.execute(_LAST, {"by": by, "most": _LATELY}).mappings()
    return next((one for one in _told(connection, rows) if one["kind"] in wanted and one["state"] != "undone"), None)


def orphaned_total(connection: Asking) -> int:
    """Return how many decisions hold on to nothing any more and are not undone."""
    where, values = _conditions(connection, {}, "orphaned")
    return int(connection.execute(f"SELECT COUNT(*) FROM decision d{where}", values).scalar())


def who_decided(connection: Asking) -> list[str]:
    """Return the names of those who decided lately."""
    return [str(one) for one in connection.execute(_WHO, {"most": _LATELY}).scalars()]


def _conditions(connection: Asking, filters: Mapping[str, str], state: str | None) -> tuple[str, dict[str, Any]]:
    parts = [_WHERE[name] for name in filters]
    values: dict[str, Any] = dict(filters)
    if "id" in values:
        number = values["id"].removeprefix("d")
        values["id"] = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else -1
    if state is not None:
        gone = ", ".join(map(str, sorted(_all_undone(connection)))) or "0"
        parts.append(f"d.seq {'' if state == 'undone' else 'NOT '}IN ({gone})")
    if state in ("stands", "orphaned"):
        parts.append(_ORPHANED if state == "orphaned" else f"NOT {_ORPHANED}")
    return (" WHERE " + " AND ".join(parts)) if parts else "", values


def _all_undone(connection: Asking) -> set[int]:
    return undone((int(seq), int(target)) for seq, target in connection.execute(_ALL_UNDOS))


def _told(connection: Asking, rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    gone = undone(_undos(connection, [row["seq"] for row in rows]))
    return (decision_record(row, undone=row["seq"] in gone) for row in rows)


def _undos(connection: Asking, seqs: Iterable[int]) -> list[tuple[int, int]]:
    """Return what undid these decisions, and what undid that, to any depth."""
    found: list[tuple[int, int]] = []
    asked = list(seqs)
    while asked:
        listed = _UNDOS.format(seqs=", ".join(map(str, asked)))
        newer = [(int(seq), int(target)) for seq, target in connection.execute(listed)]
        found += newer
        asked = [seq for seq, _ in newer]
    return found
