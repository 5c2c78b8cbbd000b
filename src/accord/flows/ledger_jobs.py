"""An office's ledger that was handed in: what it would change, and then, if a person says so, the change.

In:  a job over a workbook in the inbox; which ledger it is a state of, and what a person said of its columns.
Out: `Preview`: how the workbook is understood, and the rows that are new, changed, gone, in conflict, some of each.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from accord.exchange.ledger import Book, Wanted, open_book, parse_overrides
from accord.flows.decide import Deciding
from accord.flows.ledger import Change, Conflict, Imported, Importing, import_ledger, remembered_columns
from accord.flows.ledger_settling import Settled, settled
from accord.flows.works import Works
from accord.register.jobs.jobs import Job

__all__ = ["SHOWN", "Preview", "preview_ledger", "write_ledger"]

SHOWN = 50  # rows of a kind that are kept to be shown; the counts are of all
_KINDS = ("new", "changed", "read_anew", "gone", "repeated", "conflicts", "unread", "purged")


class Preview(msgspec.Struct, frozen=True):
    """What an import did, or would do.

    Attributes:
        ledger: The list that the workbook is a state of.
        like: Another ledger that had the same columns, or "".
        rows: How many rows of the workbook are signings.
        sheets: Each with its name, number of rows and columns (letter, header, field).
        counts: How many rows are of a kind; `unchanged`, `joined` too.
        shown: Some of each kind.
        settled: Of conflicts that a person decided, what became of each.
    """

    ledger: str
    like: str
    rows: int
    sheets: list[dict[str, Any]]
    counts: dict[str, int]
    shown: dict[str, list[Any]]
    settled: tuple[Settled, ...] = ()


def preview_ledger(works: Works, job: Job) -> Preview:
    """Return what importing the workbook of a job would do; nothing is kept.

    Raises:
        RefusedError: It is no workbook with a table of signings.
    """
    return _done(works, job, write=False)


def write_ledger(works: Works, job: Job) -> Preview:
    """Return what importing the workbook of a job did, and what became of the conflicts that a person decided."""
    return _done(works, job, write=True)


def _done(works: Works, job: Job, *, write: bool) -> Preview:
    assert job.path is not None, "a ledger is a file"
    place = works.inbox.place(job.path)
    wanted = Wanted(parse_overrides([str(one) for one in job.given.get("maps", [])]))
    book = open_book(place, wanted, remembered=lambda signature: remembered_columns(works.register, signature))
    ledger = str(job.given.get("ledger") or Path(job.name).stem).replace("#", " ").strip() or "ledger"
    done = import_ledger(works.register, Importing(book, ledger, works.identity, works.clock), write=write)
    right = {str(key): str(side) for key, side in dict(job.given.get("right", {})).items()} if write else {}
    deciding = Deciding(works.register, works.identity, job.by, works.clock)
    return _told(book, done, settled(deciding, done.conflicts, right))


def _told(book: Book, done: Imported, decided: Sequence[Settled]) -> Preview:
    sheets = [
        {
            "name": sheet.name,
            "rows": len(sheet.rows),
            "columns": [{"letter": c.letter, "header": c.header, "field": c.field} for c in sheet.columns],
        }
        for sheet in book.sheets
    ]
    every: dict[str, Sequence[Change | Conflict | Any]] = {kind: getattr(done, kind) for kind in _KINDS}
    counts = {kind: len(rows) for kind, rows in every.items()}
    return Preview(
        ledger=done.ledger,
        like=done.like,
        rows=done.rows,
        sheets=sheets,
        counts=counts | {"unchanged": done.unchanged, "joined": done.joined},
        shown={kind: list(rows[:SHOWN]) for kind, rows in every.items()},
        settled=tuple(decided),
    )
