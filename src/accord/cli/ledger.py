"""`accord ledger`: an office's own list of signings into the register, previewed first, and back (`ledger_export.py`).

In:  a workbook (.xlsx), what a person says of its columns.
Out: what is new, changed, gone and in conflict; written only with `--yes`, or when a person says so after the preview.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import msgspec

from accord.cli import exits, write
from accord.cli.ledger_export import ledger_export_command
from accord.cli.ledger_telling import as_json, tell_book, tell_import
from accord.cli.options import example, format_option, opened, register_option, register_url
from accord.cli.progress import Progress
from accord.cli.width import clean
from accord.cli.world import World
from accord.errors import ConfigError, NotFoundError
from accord.exchange.ledger import Book, Wanted, open_book, parse_overrides, unmatched
from accord.flows.ledger import Imported, Importing, import_ledger, remembered_columns
from accord.register import Register

__all__ = ["ledger_command"]


class Asked(msgspec.Struct, frozen=True):
    """What a person asked for: which file, as which ledger, and what they say of its columns and sheets."""

    path: Path
    ledger: str
    wanted: Wanted
    quiet: bool


@click.group(
    "ledger",
    invoke_without_command=True,
    help="""Bring in an office's own list of signings, so that the register begins with what the office knows; and give it
    back as the office's own workbook, with what the register knows by now.

    Each row becomes an agreement whose evidence is its cells; news of the same signing joins it.""",
    epilog=example(
        "accord ledger import signings.xlsx",
        "accord ledger import signings.xlsx --yes",
        "accord ledger export signings.xlsx --out signings-new.xlsx",
    ),
)
@click.pass_context
def ledger_command(context: click.Context) -> None:
    """Hold the commands of ledgers; alone it says how to call them."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


ledger_command.add_command(ledger_export_command)


@ledger_command.command(
    "import",
    help="""Show what a workbook would change, and import it with --yes.

    FILE is an .xlsx file. Sheets with a header row that is known are read: title rows above it, headers of two rows,
    merged cells, totals and notes are understood. Columns are told by the words of their headers, in Chinese or
    English; where that is wrong, say --map once, it is remembered for tables with these headers.

    Import the next state of the same list under the same --ledger name: what is known is not doubled, a changed cell
    takes the place of the old one, and a row that is gone is told and kept.

    \b
    Fields for --map:
      title      the agreement's title        project      what is agreed on, where there is no title
      party      a body that agrees           date         day of signing
      place      where it was signed          amount       with a unit where the table has none: amount:万元
      kind       kind of agreement            sector       field of industry
      state      how far it is                signatories  who signed
      code       the ledger's own number      serial       running number, of no meaning
      -          kept as words, no field""",
    epilog=example(
        "accord ledger import signings.xlsx",
        "accord ledger import 'signings 2024-06.xlsx' --ledger signings --yes",
        "accord ledger import signings.xlsx --map '签约时间=date' --map 'F=-' --sheet 2024",
    ),
)
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--ledger", metavar="NAME", help="Which list this is a state of.  [default: the file's name]")
@click.option("--map", "maps", metavar="HEADER=FIELD", multiple=True, help="What a column holds, by header or letter.")
@click.option("--sheet", "sheets", metavar="NAME", multiple=True, help="Read only this sheet, also if it is hidden.")
@click.option("--header", type=click.IntRange(1, 40), metavar="N", help="The header begins in row N.")
@click.option("--yes", is_flag=True, help="Write it, without asking.")
@click.option("--quiet", is_flag=True, help="Say nothing of how far it is.")
@format_option("text", "json")
@register_option
@click.pass_obj
def import_command(  # noqa: PLR0913 - one a thing that a person may say
    world: World,
    /,
    *,
    path: Path,
    ledger: str | None,
    maps: Sequence[str],
    sheets: Sequence[str],
    header: int | None,
    yes: bool,
    quiet: bool,
    format_: str,
    url: str | None,
) -> int:
    """Return the exit code."""
    asked = Asked(path, _name(ledger or path.resolve().stem), Wanted(_overrides(maps), tuple(sheets), header), quiet)
    with _register(world, url, write=yes) as register:
        book = _book(register, asked)
        _check_maps(book, maps)
        done = _import(world, register, book, asked, write=yes)
        if format_ == "json":
            write.json_value(as_json(book, done))
            return exits.OK
        write.lines(tell_book(book, write.width()))
        write.lines(tell_import(done, write.width()))
    if not yes and _said_yes(done):
        with opened(world, url, create=True) as register:
            done = _import(world, register, book, asked, write=True)
        write.lines(tell_import(done, write.width())[-1:])
    return exits.OK


def _name(name: str) -> str:
    if not name.strip() or "#" in name:
        raise click.UsageError(f"a ledger cannot be called {name!r}; say --ledger with a name without #")
    return name.strip()


def _overrides(maps: Sequence[str]) -> dict[str, str]:
    """Return what is said of columns; what no column can hold is a wrong call."""
    try:
        return parse_overrides(maps)
    except ConfigError as error:
        raise click.UsageError(str(error)) from error


def _check_maps(book: Book, maps: Sequence[str]) -> None:
    """Refuse what is said of a column that is not there, and name those that are."""
    if missing := unmatched(book, [one.rpartition("=")[0] for one in maps]):
        there = "; ".join(
            f"{sheet.name}: " + ", ".join(f"{column.letter} {column.header}" for column in sheet.columns)
            for sheet in book.sheets
        )
        raise click.UsageError(f"--map: there is no column {', '.join(missing)}; the columns are {clean(there)}")


@contextmanager
def _register(world: World, url: str | None, *, write: bool) -> Iterator[Register]:
    """Yield the register; for a preview where there is none yet, an empty one that is thrown away."""
    try:
        with opened(world, url, create=write) as register:
            yield register
            return
    except NotFoundError:
        if write or Path(register_url(world, url)).exists():
            raise
    with TemporaryDirectory() as folder, opened(world, str(Path(folder) / "accord.db"), create=True) as register:
        yield register


def _book(register: Register, asked: Asked) -> Book:
    progress = Progress("reading rows", quiet=asked.quiet)

    def hear(rows: int) -> None:
        if rows and rows % 5_000 == 0 and not asked.quiet:
            progress.say(f"reading: {rows:,} rows")

    return open_book(
        asked.path, asked.wanted, remembered=lambda signature: remembered_columns(register, signature), progress=hear
    )


def _import(world: World, register: Register, book: Book, asked: Asked, *, write: bool) -> Imported:
    from accord.bootstrap import the_identity

    progress = Progress("importing" if write else "comparing", quiet=asked.quiet)
    importing = Importing(book, asked.ledger, the_identity(), world.clock, progress)
    done = import_ledger(register, importing, write=write)
    progress.end()
    return done


def _said_yes(done: Imported) -> bool:
    """Return whether a person at a terminal wants it written; nobody is asked where nothing would change."""
    if not (done.new or done.changed or done.read_anew):
        return False
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        write.note("nothing is written yet; run it again with --yes to write it")
        return False
    return click.confirm("Write this?", default=False)
