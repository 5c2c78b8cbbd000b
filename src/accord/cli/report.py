"""`accord report --period 2026-10`: what a month, a quarter or a year came to.

In:  a period, by what rates are told, a language.
Out: a workbook in which every number leads to its items (XLSX), or a paper (DOCX, HTML, Markdown).
"""

from typing import TYPE_CHECKING

import click

from accord.cli import write
from accord.cli.brief import paper_language, replace_option, target, write_paper
from accord.cli.files import fresh
from accord.cli.options import example, takes_register
from accord.cli.world import World

if TYPE_CHECKING:
    from accord.register import Register

__all__ = ["report_command"]

_BOOK = ".xlsx"
_BY = ("partner", "sector", "district")


def _period(_: click.Context, __: click.Parameter, value: str) -> str:
    from accord.flows.papers.periods import days_of

    try:
        days_of(value)
    except ValueError as error:
        told = f"{value!r} is no period; write a month, a quarter or a year, such as 2026-10, 2026-Q4 or 2026"
        raise click.BadParameter(told) from error
    return value


@click.command(
    "report",
    help="""Write what a month, a quarter or a year came to: new signings, how much of what was signed has come about, what is overdue,
    what is silent.

    Rates carry how many they are of, and say when these are too few. A state counts only where a person has confirmed it. In
    the workbook every number leads to its items, and every signing to the rule that counted it or left it out.""",
    epilog=example(
        "accord report --period 2026-10 --out report.xlsx", "accord report --period 2026 --by sector --out report.docx"
    ),
)
@click.option(
    "--period", required=True, metavar="MONTH|QUARTER|YEAR", callback=_period, help="Such as 2026-10, 2026-Q4 or 2026."
)
@click.option("--by", type=click.Choice(_BY), help="Tell rates by this only.  [default: by all three]")
@click.option(
    "--out", metavar="FILE", help="A .xlsx, .docx, .html or .md file.  [default: Markdown on standard output]"
)
@paper_language
@replace_option
@takes_register
def report_command(
    _: World,
    register: "Register",
    *,
    period: str,
    by: str | None,
    out: str | None,
    language: str,
    replace: bool,
) -> None:
    """Write the report."""
    from accord.exchange.book import write_book
    from accord.exchange.papers import PAPERS
    from accord.flows.papers import report_paper, report_sheets, told

    path = target(out, (_BOOK, *PAPERS), replace=replace)
    with register.asking() as connection:
        to = told(connection, period, language=language, by=(by,) if by else _BY)
    paper = report_paper(to)
    if path is None or path.suffix.lower() != _BOOK:
        write_paper(paper, path)
        return
    with fresh(path) as stream:
        write_book(report_sheets(to), stream, title=paper.title, day=paper.day)
    write.lines([f"{paper.title}: {path}"])
