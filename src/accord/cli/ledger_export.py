"""`accord ledger export`: the office's own workbook back, with what the register knows by now and nothing else changed.

In:  the workbook that was imported, where the new one goes.
Out: which cells differ and why; the new workbook, unless `--dry-run` is said.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from accord.cli import exits, write
from accord.cli.files import fresh
from accord.cli.options import example, format_option, language_option, takes_register
from accord.cli.width import clean, cut, wrap
from accord.cli.world import World
from accord.errors import StoreError
from accord.exchange.workbook import reason
from accord.flows.ledger_export import Change, Exported, Exporting, Kept, Other, Prefer, Right, export_ledger
from accord.flows.ledger_rows import Added, Adding

if TYPE_CHECKING:
    from accord.register import Register

__all__ = ["ledger_export_command"]

_NOTES = {
    "filter": "The filter of {name} reaches over the new rows",
    "table": "The table in {name} reaches over the new rows",
    "calculation": "All formulas are calculated anew when the workbook is next opened",
    "short": "The formula {name} ends above the new rows and does not count them; extend it",
    "signature": "The digital signature of the workbook ({name}) no longer holds, as after any change",
}
_MOST = 10  # of a kind that are shown; JSON has them all


@click.command(
    "export",
    help="""Write the office's own workbook again, with what the register knows by now.

    FILE is the workbook that was imported, or a later state of it. Values that a person has corrected in the register,
    and states that a person has confirmed from later news, are written in the workbook's own way (its unit, its form of
    dates, its words); everything else in the file stays byte for byte as it is: formulas, formats, charts, comments, macros. A formula is never written over.
    With --add, agreements that the ledger does not have get new rows, in the format of the row above.

    What the workbook says otherwise than when it was imported is told, and left. Where both changed a cell, say who is
    right: --prefer register, or --prefer workbook; else such cells are left as the workbook has them.""",
    epilog=example(
        "accord ledger export signings.xlsx --dry-run",
        "accord ledger export signings.xlsx --out signings-new.xlsx",
        "accord ledger export signings.xlsx --prefer register --out signings-new.xlsx",
    ),
)
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help="The new workbook.")
@click.option("--dry-run", "dry", is_flag=True, help="Show what differs, and write nothing.")
@click.option("--ledger", metavar="NAME", default="", help="Which list it is.  [default: the one with these columns]")
@click.option(
    "--prefer",
    metavar="register|workbook|SHEET!CELL=register",
    multiple=True,
    help="Who is right where both changed a cell; of all such cells, or of one.",
)
@click.option(
    "--add", "agreements", metavar="ID", multiple=True, help="An agreement that gets a new row below the list."
)
@click.option(
    "--recalculate",
    is_flag=True,
    help="Where formulas count with a changed cell, have Excel calculate all on opening; this changes one more part.",
)
@click.option("--replace", is_flag=True, help="Write over a file that exists.")
@language_option
@format_option("text", "json")
@takes_register
def ledger_export_command(
    _: World,
    register: "Register",
    *,
    path: Path,
    out: Path | None,
    ledger: str,
    prefer: Sequence[str],
    format_: str,
    **said: Any,  # noqa: ANN401 - what the other options say
) -> int:
    """Return the exit code."""
    if out is None and not said["dry"]:
        raise click.UsageError("say where the new workbook goes: --out FILE; or --dry-run to see what would differ")
    if out is not None:
        _check(path, out, replace=said["replace"])
    adding = Adding(tuple(said["agreements"]), said["language"])
    asked = Exporting(path, ledger, _right(prefer), adding=adding, recalculate=said["recalculate"])
    done = export_ledger(register, asked)
    written = out is not None and not said["dry"]
    if out is not None and written:
        with fresh(out) as stream:
            stream.write(done.content)
    if format_ == "json":
        fields = {name: getattr(done, name) for name in done.__struct_fields__ if name != "content"}
        write.json_value({"file": path.name, "out": str(out) if written else None, **fields})
    else:
        write.lines(_tell(done, path, write.width()))
        write.lines([_last(done, out if written else None)])
    return exits.OK


def _check(path: Path, out: Path, *, replace: bool) -> None:
    """Refuse to write over the workbook itself, or another file, or to give the new one another ending."""
    if out.suffix.lower() != path.suffix.lower():
        raise click.UsageError(f"--out: the new workbook ends in {path.suffix}, as the old one does")
    if out.exists() and path.exists() and out.samefile(path):
        raise StoreError(f"{out} is the workbook itself, which is never written over; say another --out")
    if out.exists() and not replace:
        raise StoreError(f"{out} exists; say --replace to write over it")


def _right(prefer: Sequence[str]) -> Right:
    """Return who is right where nothing else is said, and of which cells something else is said."""
    said: Prefer = ""
    choices: dict[str, Prefer] = {}
    for one in prefer:
        cell, parted, side = one.rpartition("=")
        if side not in ("register", "workbook") or (parted and "!" not in cell):
            raise click.UsageError(f"--prefer {one!r}: give register, workbook, or SHEET!CELL=register")
        if parted:
            choices[cell] = side  # type: ignore[assignment]
        else:
            said = side  # type: ignore[assignment]
    return Right(said, choices)


def _tell(done: Exported, path: Path, width: int) -> Iterator[str]:
    """Yield what differs, in both directions."""
    known = (
        "is the file that was imported" if done.known else "is not the file that was imported; its rows are compared"
    )
    yield from wrap(f"{clean(path.name)} {known}: the ledger “{clean(done.ledger)}”, {done.rows:,} rows", width)
    yield from _changes("Into the workbook", done.changes, width)
    written = {(one.sheet, one.cell) for one in done.changes}
    open_ = [one for one in done.conflicts if (one.sheet, one.cell) not in written]
    yield from _changes(
        "Changed on both sides, left as the workbook has them (--prefer says who is right)", open_, width
    )
    yield from _changes("Not written", done.left_out, width)
    yield from _added(done.added, width)
    yield from _others(done.others, width)
    yield from _rows("Rows that only the workbook has; bring them in: accord ledger import", done.new, width)
    yield from _rows("Rows that only the register has", done.gone, width)
    yield from (_NOTES[slug].format(name=clean(name)) for slug, name in done.notes)
    if done.stale and "calculation" not in dict(done.notes):
        shown = ", ".join(map(clean, done.stale[:5]))
        told = f"{len(done.stale):,} formulas count with changed cells ({shown}) and show what they showed before, until they are calculated anew: in Excel by Ctrl+Alt+F9, or on opening with --recalculate"
        yield from wrap(told, width)


def _changes(heading: str, changes: Sequence[Change], width: int) -> Iterator[str]:
    if not changes:
        return
    yield from wrap(f"{heading}: {len(changes):,}", width)
    for one in changes[:_MOST]:
        place = f"{clean(one.sheet)}!{one.cell}" if one.cell else f"{clean(one.sheet)} row {one.row}"
        yield cut(f"  {place} {clean(one.title)}", width)
        came = f" (imported as {_said(one.imported)})" if one.imported != one.before else ""
        header = clean(one.header) or one.field
        yield from wrap(f"{header}: {_said(one.before)} -> {_said(one.after)}{came}", width, indent="    ")
        if one.reason and one.reason != "both":
            yield from wrap(reason(one.reason), width, indent="    ")
        quote = f"; “{clean(one.quote)}”" if one.quote else ""
        yield from wrap(f"{clean(one.why)}{quote}", width, indent="    ")
    yield from _more(len(changes))


def _added(added: Sequence[Added], width: int) -> Iterator[str]:
    for one in added:
        if one.reason:
            yield from wrap(f"{clean(one.agreement)} {clean(one.title)} gets no row: {reason(one.reason)}", width)
            continue
        yield cut(f"New row {one.row} of {clean(one.sheet)}: {clean(one.title)}; “{clean(one.quote)}”", width)
        yield from (cut(f"    {clean(header)}: {clean(said)}", width) for _, header, said in one.cells)
        if one.missing:
            yield from wrap(f"without {', '.join(one.missing)}, for which the table has no column or no words", width, indent="    ")  # fmt: skip


def _others(others: Sequence[Other], width: int) -> Iterator[str]:
    if not others:
        return
    heading = f"Changed in the workbook since the import; bring it in: accord ledger import: {len(others):,}"
    yield from wrap(heading, width)
    for one in others[:_MOST]:
        yield cut(f"  {clean(one.sheet)}!{one.cell} {clean(one.title)}", width)
        yield from wrap(f"{clean(one.header)}: {_said(one.imported)} -> {_said(one.now)}", width, indent="    ")
    yield from _more(len(others))


def _rows(heading: str, rows: Sequence[Kept], width: int) -> Iterator[str]:
    if not rows:
        return
    yield from wrap(f"{heading}: {len(rows):,}", width)
    yield from (cut(f"  {clean(one.sheet)} row {one.row}: {clean(one.title)}", width) for one in rows[:_MOST])
    yield from _more(len(rows))


def _more(count: int) -> Iterator[str]:
    if count > _MOST:
        yield f"  and {count - _MOST:,} more; --format json has all"


def _said(content: str) -> str:
    return clean(content) or "nothing"


def _last(done: Exported, out: Path | None) -> str:
    told = [_count(len({(one.sheet, one.cell) for one in done.changes}), "cell")]
    if rows := sum(not one.reason for one in done.added):
        told.append(_count(rows, "new row"))
    cells = " and ".join(told)
    return f"{out}: {cells} written, all else as it was" if out else f"{cells} would be written; nothing is written yet"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
