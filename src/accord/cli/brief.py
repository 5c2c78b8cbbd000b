"""`accord brief PARTY [PARTY]`: one to two pages before a visit.

In:  one body or several, a day, a language.
Out: a file that an office prints (DOCX, HTML, Markdown); without one, Markdown on standard output.
"""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from accord.cli import write
from accord.cli.files import fresh
from accord.cli.meant import known_names
from accord.cli.nearest import did_you_mean
from accord.cli.options import chosen_language, example, takes_register
from accord.cli.world import World
from accord.errors import NotFoundError, StoreError
from accord.model.terms import Language, members
from accord.register.asking.asking import parties_meant
from accord.register.pages.between import bodies_told

if TYPE_CHECKING:
    from accord.exchange.paper import Paper
    from accord.register import Asking, Register

__all__ = ["as_of_option", "brief_command", "paper_language", "replace_option", "target", "write_paper"]

_MOST = 2  # parties of a brief
_SHOWN = 4  # bodies of one name that an error lists

paper_language = click.option(
    "--language",
    "--lang",
    "language",
    type=click.Choice(members(Language)),
    callback=lambda _context, _option, value: chosen_language(value),
    help="Of the paper; quotes stay in theirs.  [default: ACCORD_LANG, else the locale's]",
)
replace_option = click.option("--replace", is_flag=True, help="Write over a file that exists.")


def _day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no day; write 2026-10-31") from error


as_of_option = click.option(
    "--as-of", metavar="DAY", callback=_day, help="On which it holds; what came later is left out.  [default: today]"
)


@click.command(
    "brief",
    help="""Write one to two pages to read before a visit.

    PARTY is a name or an id; of two, the brief is about what stands between them: agreements and their series, promises and
    what became of them, who met whom, posts, open points, doubts. Every line names its document.""",
    epilog=example(
        'accord brief "Nanjing City" CETC --out brief.docx', "accord brief p-320100 --out brief.html --language zh"
    ),
)
@click.argument("parties", metavar="PARTY [PARTY]", nargs=-1, required=True)
@click.option("--out", metavar="FILE", help="A .docx, .html or .md file.  [default: Markdown on standard output]")
@paper_language
@as_of_option
@replace_option
@takes_register
def brief_command(  # noqa: PLR0913 - the options of a command
    world: World,
    register: "Register",
    *,
    parties: tuple[str, ...],
    out: str | None,
    language: str,
    as_of: date | None,
    replace: bool,
) -> None:
    """Write the brief."""
    from accord.exchange.papers import PAPERS
    from accord.flows.papers import brief_paper
    from accord.insight.days import time_of

    if len(parties) > _MOST:
        told = f"a brief is about one party, or about what stands between two; {len(parties)} are named"
        raise click.UsageError(f"{told}. Write one for each pair, and put a name of several words in quotation marks")
    path = target(out, tuple(PAPERS), replace=replace)
    with register.asking() as connection:
        ids = [_meant(connection, party) for party in parties]
        today = date.fromisoformat(world.clock()[:10])
        day = as_of or today
        paper = brief_paper(connection, ids, language=language, as_of=day, time=time_of(day, today))
    write_paper(paper, path)


def target(out: str | None, endings: tuple[str, ...], *, replace: bool) -> Path | None:
    """Return the file that is to be written; None for standard output.

    Raises:
        StoreError: It exists and may not be replaced.
    """
    if out is None or out == "-":
        return None
    path = Path(out)
    if path.suffix.lower() not in endings:
        raise click.UsageError(f"{out}: the name of the file must end in {' or '.join(endings)}")
    if path.exists() and not replace:
        raise StoreError(f"{out} exists; say --replace to write over it")
    return path


def write_paper(paper: "Paper", path: Path | None) -> None:
    """Write a paper to a file by how its name ends; as Markdown to standard output without one."""
    from accord.exchange.papers import PAPERS

    if path is None:
        sys.stdout.flush()
        PAPERS[".md"](paper, sys.stdout.buffer)
        return
    with fresh(path) as stream:
        PAPERS[path.suffix.lower()](paper, stream)
    write.lines([f"{paper.title}: {path}"])


def _meant(connection: "Asking", party: str) -> str:
    """Return the id of the one body that a name or an id means.

    Raises:
        NotFoundError: No body goes by it, or several do.
    """
    try:
        rows = parties_meant(connection, party)
    except NotFoundError as error:
        raise NotFoundError(f"{error}{did_you_mean(party, known_names(connection))}") from error
    found = bodies_told(connection, rows)
    exact = [one for one in found if party.casefold() in {str(name).casefold() for name in one.values()}]
    meant = exact if len(exact) == 1 else found
    if len(meant) > 1:
        listed = ", ".join(f"{one['name']} ({one['id']})" for one in meant[:_SHOWN])
        more = f", and {len(meant) - _SHOWN} more" if len(meant) > _SHOWN else ""
        raise NotFoundError(f"'{party}' may be {listed}{more}; say which by its id")
    return str(meant[0]["id"])
