"""`accord counted` and `accord rates`: which projects count and why, and what of what was promised has come about.

In:  a policy of counting and a period; by which groups rates are told, of which part.
Out: records as a table, JSON, JSON Lines or CSV; the same as the pages and the report show.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

import click

from accord.cli import write
from accord.cli.empty import nothing
from accord.cli.options import example, format_option, language_option, takes_register
from accord.cli.tables import table
from accord.cli.world import World
from accord.flows.papers.periods import days_of
from accord.follow.counting import POLICIES, Total
from accord.follow.counting.totals import Period
from accord.insight.known import known
from accord.insight.projects import projects, settled
from accord.insight.shares import BY, shares
from accord.insight.told import project_lines, rate_lines
from accord.model.terms import Sector
from accord.register import Asking
from accord.register.asking.asking import parties_meant
from accord.register.asking.rated import Part, without_quarter
from accord.register.pages.ventures import group_names

if TYPE_CHECKING:
    from accord.register import Register

__all__ = ["counted_command", "rates_command"]

_COUNTED = ("id", "name", "stage", "first", "counted", "why", "money", "parties")
_ALL = (*_COUNTED, "kind", "stopped", "rule", "sectors", "districts", "last", "quote", "document")
_RATES = ("rate", "name", "reached", "cases", "share", "low", "high", "silent")
_NO_CASE = "There is no case: nothing that was asked for is known to be signed or promised."
_EVERY = ("rate", "group", "name", "reached", "cases", "share", "low", "high", "too_few", "silent")


def _period(_: click.Context, __: click.Parameter, value: str | None) -> Period | None:
    try:
        return days_of(value.replace("q", "Q")) if value else None
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def _quarter(_: click.Context, option: click.Parameter, value: str | None) -> str:
    if value is not None and not re.fullmatch(r"\d{4}(-[Qq][1-4])?", value):
        raise click.BadParameter(f"{value!r} is no quarter and no year; write 2024-Q1 or 2024")
    ends = {"since": "1", "until": "4"}
    return (value.upper() if "-" in value else f"{value}-Q{ends[str(option.name)]}") if value else ""


@click.command(
    "counted",
    help="""List every project once, what a policy counts of it, and the rule that counted it or left it out.

    A project is the agreements that renew or carry out each other, and the names under which documents tell of it with the
    same bodies. What no signing is known of is not counted.""",
    epilog=example("accord counted --period 2026", "accord counted --policy as_announced --not-counted --format csv"),
)
@click.option(
    "--policy", type=click.Choice(POLICIES), default=POLICIES[0], show_default=True, help="How it is counted."
)
@click.option(
    "--period", metavar="MONTH|QUARTER|YEAR", callback=_period, help="Count only what is new in it, such as 2026-Q3."
)
@click.option("--counted/--not-counted", "only", default=None, help="Only projects that count, or that do not.")
@format_option("table", "json", "jsonl", "csv")
@language_option
@takes_register
def counted_command(  # noqa: PLR0913 - the options of a command
    world: World,
    register: "Register",
    *,
    policy: str,
    period: Period | None,
    only: bool | None,
    format_: str,
    language: str,
) -> None:
    """Print projects with what counts of them."""
    with register.asking() as asking:
        records, total = _projects(asking, _today(world), (policy, period), only, language)
        none = (
            ""
            if records
            else nothing(asking, register.url, "No project is so.", needs="agreements", how="All: accord counted")
        )
    if format_ != "table":
        _print(records, _ALL, format_)
        return
    if none:
        write.lines([none])
        return
    cells = [{**one, "money": ", ".join(one["money"]), "parties": ", ".join(one["parties"])} for one in records]
    write.lines(table(cells, _COUNTED, width=write.width(), spare=("money", "why", "first", "name")))
    money = ", ".join(f"{each.value} {each.currency}" for each in total.money)
    other, undated = (sum(one.why.rule == rule for one in total.left_out) for rule in ("outside", "undated"))
    left = f"{len(total.left_out) - other - undated:,} reports left out{f', {other:,} are of another time' if other else ''}"
    left += f", of {undated:,} nobody knows the day" if undated else ""
    write.lines([f"{total.projects:,} projects counted{', ' * bool(money)}{money}; {left}."])


@click.command(
    "rates",
    help="""Tell how much of what was signed has started and produces, and how many of the promises that can be checked are
    delivered.

    Only states that a person has confirmed count. Each rate tells of how many, and a 90 % interval; of fewer than 30 no share
    is told.""",
    epilog=example("accord rates --by sector", "accord rates --by quarter --party Wuxi --since 2020 --format csv"),
)
@click.option("--by", type=click.Choice(BY), default="sector", show_default=True, help="Which groups are told.")
@click.option("--party", metavar="NAME|ID", help="Only what this body agreed.")
@click.option("--sector", type=click.Choice(get_args(Sector)), metavar="SECTOR", help="Only of this sector.")
@click.option(
    "--since", metavar="QUARTER", callback=_quarter, help="Only what was signed from then on: 2024-Q1 or 2024."
)
@click.option("--until", metavar="QUARTER", callback=_quarter, help="Only what was signed up to then.")
@format_option("table", "json", "jsonl", "csv")
@language_option
@takes_register
def rates_command(  # noqa: PLR0913 - the options of a command
    world: World,
    register: "Register",
    *,
    by: str,
    party: str | None,
    sector: str | None,
    since: str,
    until: str,
    format_: str,
    language: str,
) -> None:
    """Print rates."""
    with register.asking() as asking:
        groups = [("partner", tuple(map(str, parties_meant(asking, party))))] if party else []
        groups += [("sector", (sector,))] if sector else []
        part = Part(_today(world).isoformat(), tuple(groups), since, until)
        records, without = _rates(asking, by, part, language)
        cases = any(one["cases"] for one in records)
        none = "" if cases else nothing(asking, register.url, _NO_CASE, needs="agreements")
    if format_ != "table":
        _print(records, _EVERY, format_)
        return
    cells = [{**one, "name": one["name"] or "all", **_shares(one)} for one in records if one["cases"]]
    if cells:
        write.lines(table(cells, _RATES, width=write.width(), spare=("silent",)))
    else:
        write.lines([none])
    if without:
        write.lines([f"{without:,} projects and promises are left out, because their quarter is not known."])


def _projects(
    asking: Asking, day: date, how: tuple[str, Period | None], only: bool | None, language: str
) -> tuple[list[dict[str, Any]], Total]:

    of = known(asking, day)
    total, counts = settled(of, *how)
    every = sorted(projects(of).values(), key=lambda one: (one.first or "", one.id), reverse=True)
    shown = [one for one in every if only is None or (one.id in counts and counts[one.id].projects > 0) == only]
    return project_lines(asking, of, shown, counts, language), total


def _rates(asking: Asking, by: str, part: Part, language: str) -> tuple[list[dict[str, Any]], int]:
    told = shares(asking, part, by)
    names = group_names(asking, by, (key for key, _ in told.groups()))
    return rate_lines(told, by, names, language), without_quarter(asking, part)


def _today(world: World) -> date:
    return date.fromisoformat(world.clock()[:10])


def _shares(one: Mapping[str, Any]) -> dict[str, str]:
    """Return a share and its interval in per cent, or that there are too few."""
    if one["too_few"]:
        return {"share": "too few", "low": "", "high": ""}
    return {name: f"{one[name]:.1%}" for name in ("share", "low", "high")}


def _print(records: Sequence[dict[str, Any]], fields: Sequence[str], format_: str) -> None:
    if format_ == "json":
        write.json_value(list(records))
    else:
        write.data(records, fields, format_)
