"""`accord export`: whole lists as files that other programs open."""

import functools
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from accord.cli import write
from accord.cli.files import fresh
from accord.cli.options import bom_option, check_bom, example, language_option, saying, takes_register
from accord.cli.world import World
from accord.errors import StoreError
from accord.exchange import FORMATS, Format, write_csv
from accord.register import LISTS
from accord.register.asking.asking import in_language
from accord.register.asking.stream import all_records

if TYPE_CHECKING:
    from accord.register import Register

__all__ = ["export_command"]

_ALL = "all"


@click.command(
    "export",
    help="""Write whole lists to files that other programs open; LIST is a list's name, or all.

    In CSV a cell that a spreadsheet would take for a formula (it begins with = + - or @) gets an apostrophe before it;
    JSON Lines and Parquet hold every value unchanged. A file appears only when it is whole.""",
    epilog=example(
        "accord export agreements --format csv --bom --out agreements.csv",
        "accord export all --format parquet --out tables",
    ),
)
@click.argument("name", metavar="LIST", type=click.Choice([*LISTS, _ALL]))
@click.option(
    "--format", "format_", type=click.Choice(list(FORMATS)), default="csv", show_default=True, help="Of the files."
)
@click.option(
    "--out",
    metavar="FILE|DIR",
    help="File to write; of all, a folder, with a file a list.  [default: standard output, where one list is asked]",
)
@bom_option
@click.option("--replace", is_flag=True, help="Write over files that exist.")
@language_option
@takes_register
def export_command(
    _: World,
    register: "Register",
    *,
    name: str,
    out: str | None,
    language: str,
    **asked: Any,  # noqa: ANN401
) -> None:
    """Write the files."""
    chosen = _format(asked["format_"], bom=asked["bom"])
    if out is None or out == "-":
        if name == _ALL or not chosen.streams:
            raise click.UsageError("say where to: --out DIR for all, --out FILE for parquet")
        _export(register, name, language, chosen, sys.stdout.buffer)
        return
    for one, path in _paths(name, chosen, Path(out), replace=asked["replace"]):
        with fresh(path) as stream:
            count = _export(register, one, language, chosen, stream)
        write.lines([f"{count:,} {one} to {path}"])


def _format(name: str, *, bom: bool) -> Format:
    check_bom(name, bom=bom)
    return Format("csv", functools.partial(write_csv, bom=True)) if bom else FORMATS[name]


def _paths(name: str, chosen: Format, out: Path, *, replace: bool) -> Sequence[tuple[str, Path]]:
    """Return which list goes to which file; nothing is written where one of them exists and may not be replaced."""
    names = list(LISTS) if name == _ALL else [name]
    folder = name == _ALL or out.is_dir()
    if folder and out.exists() and not out.is_dir():
        raise StoreError(f"{out} is a file; all lists go into a folder, a file each: --out FOLDER")
    if folder:
        with saying(f"the folder {out} cannot be made"):
            out.mkdir(parents=True, exist_ok=True)
    paths = [(one, out / f"{one}.{chosen.name}" if folder else out) for one in names]
    for _, path in paths:
        if path.exists() and not replace:
            raise StoreError(f"{path} exists; say --replace to write over it")
    return paths


def _export(register: "Register", name: str, language: str, chosen: Format, to: BinaryIO) -> int:
    columns = [field for field in LISTS[name].columns if field != "row"]
    with register.asking() as connection:
        return chosen.write((in_language(one, language) for one in all_records(connection, name)), columns, to)
