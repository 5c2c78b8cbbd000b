"""An office's ledger on its way back: its workbook is handed in, compared with the register, and made anew.

In:  a job over a workbook in the inbox; which ledger it is, who is right about which cell.
Out: `GivenBack`: what differs in both directions, some of each; the new workbook lies in the inbox until it is taken away.
"""

import io
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Any, BinaryIO

import msgspec

from accord.errors import NotFoundError
from accord.flows.ledger_export import Exported, Exporting, Prefer, Right, export_ledger
from accord.flows.ledger_rows import Adding
from accord.flows.works import Works
from accord.register.jobs import jobs
from accord.register.jobs.jobs import Job

__all__ = ["DOUBTS", "SHOWN", "GivenBack", "choose", "give_back", "hand_in_ledger", "made_book", "take_away"]

SHOWN = 200  # of a kind that are kept to be shown; the counts are of all
DOUBTS = ("claim", "some_promises", "newer_row")  # reasons for which a cell is not written unless a person chooses it
_KINDS = ("changes", "conflicts", "left_out", "others", "new", "gone", "added", "stale")
_RIGHT: dict[str, Prefer] = {"register": "register", "workbook": "workbook"}


class GivenBack(msgspec.Struct, frozen=True):
    """What giving a ledger back does.

    Attributes:
        known: Whether this very file came in.
        rows: How many rows both sides have.
        cells: How many cells are written.
        counts: How many there are of a kind.
        shown: Some of each kind; conflicts that a person decided, too.
        parts: Members of the file that differ.
        notes: What was extended over new rows, and the like: slug and name.
        made: Where the new workbook lies in the inbox, and under which name it is saved.
    """

    ledger: str
    known: bool
    rows: int
    cells: int
    counts: dict[str, int]
    shown: dict[str, list[Any]]
    parts: list[str]
    notes: list[tuple[str, str]]
    made: tuple[str, str]


def hand_in_ledger(works: Works, name: str, content: BinaryIO, *, ledger: str, by: str) -> int:
    """Return the number of the job that compares a workbook with the ledger that it is a state of.

    Raises:
        RefusedError: It is too large.
    """
    kept = works.inbox.keep(name, content, max_bytes=works.max_bytes)
    with works.register.writing() as connection:
        return jobs.add_job(
            connection, batch="", kind="ledger_back", name=kept.name, source=kept.source, path=kept.path, by=by,
            at=works.clock(), given={"ledger": ledger, "right": {}},
        )  # fmt: skip


def choose(works: Works, job: Job, right: Mapping[str, str], adding: Adding = Adding(), *, by: str) -> int:  # noqa: B008 - frozen
    """Return the number of the job that makes the workbook with what a person said of cells and of agreements that get a new
    row; it takes the place of the old one.
    """
    said = {cell: side for cell, side in right.items() if side in _RIGHT}
    with works.register.writing() as connection:
        row = jobs.add_job(
            connection, batch="", kind="ledger_back", name=job.name, source=job.source, path=job.path, by=by,
            at=works.clock(), given={**job.given, "right": said, "add": list(adding.agreements), "language": adding.language},
        )  # fmt: skip
    take_away(works, job)
    return row


def give_back(works: Works, job: Job) -> GivenBack:
    """Return what differs, with the new workbook in the inbox.

    Raises:
        RefusedError: It is no workbook that can be read and written back.
        NotFoundError: The register has no such ledger.
    """
    assert job.path is not None, "a ledger is a file"
    choices = {str(cell): _RIGHT[side] for cell, side in dict(job.given.get("right", {})).items()}
    ledger = str(job.given.get("ledger") or "")
    adding = Adding(tuple(map(str, job.given.get("add", ()))), str(job.given.get("language", "")))
    asked = Exporting(works.inbox.place(job.path), ledger, Right(choices=choices), adding=adding)
    done = export_ledger(works.register, asked)
    name = PurePath(job.name)
    kept = works.inbox.keep(
        f"{name.stem}-{works.clock()[:10]}{name.suffix}", io.BytesIO(done.content), max_bytes=len(done.content)
    )
    return _told(done, (kept.path, kept.name))


def made_book(works: Works, job: Job) -> tuple[str, Path]:
    """Return the name of the new workbook and where it lies.

    Raises:
        NotFoundError: There is none (any more).
    """
    path, name = (job.results or {}).get("made", ("", "")) if isinstance(job.results, dict) else ("", "")
    if not path or not works.inbox.place(path).is_file():
        raise NotFoundError("this workbook is no longer here; hand it in once more")
    return str(name), works.inbox.place(path)


def take_away(works: Works, job: Job) -> None:
    """Forget a job; what it made leaves the inbox, and its file too, unless another job needs it."""
    with works.register.writing() as connection:
        gone = jobs.drop_job(connection, job.row)
    made = job.results["made"][0] if isinstance(job.results, dict) else None
    for path in {gone, made} - {None}:
        works.inbox.drop(str(path))


def _told(done: Exported, made: tuple[str, str]) -> GivenBack:
    both = {(one.sheet, one.cell) for one in done.conflicts}
    every = {kind: list(getattr(done, kind)) for kind in _KINDS}
    every["others"] = [one for one in done.others if (one.sheet, one.cell) not in both]
    return GivenBack(
        ledger=done.ledger,
        known=done.known,
        rows=done.rows,
        cells=len({(one.sheet, one.cell) for one in done.changes}),
        counts={kind: len(found) for kind, found in every.items()},
        shown={kind: found[:SHOWN] for kind, found in every.items()},
        parts=list(done.parts),
        notes=list(done.notes),
        made=made,
    )
