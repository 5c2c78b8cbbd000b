"""`accord calendar`: what is due and which sessions are expected; as a list, or as a file for calendars.

In:  days, a party.
Out: lines by day; with `--ics` an iCalendar file (RFC 5545).
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from accord.cli import write
from accord.cli.brief import as_of_option, replace_option, target
from accord.cli.empty import nothing
from accord.cli.files import fresh
from accord.cli.options import example, format_option, language_option, takes_register
from accord.cli.tables import table
from accord.cli.width import clean
from accord.cli.world import World
from accord.model.dates import interval, is_partial_date

if TYPE_CHECKING:
    from accord.flows.calendar import Diary
    from accord.register import Asking, Register

__all__ = ["calendar_command"]

_NONE = "Nothing is due and no session is expected in that time."
_HOW = "What has a day: accord commitments --sort due; bodies that meet: accord sessions"
_FIELDS = ("day", "what", "id", "said", "owner", "quote")
_ENDING = ".ics"


def _first_last(_: click.Context, option: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    known = interval(value) if is_partial_date(value) else None
    if known is None:
        raise click.BadParameter(f"{value!r} is no day; write 2026-10-31, 2026-10 or 2026")
    return known[1] if option.name == "until" else known[0]


@click.command(
    "calendar",
    help="""List what is due and which sessions are held, planned or expected, by day.

    A day that is known in part (2026) stands on the last one that it may mean. With --ics the file holds what is still owed
    and all sessions, to be opened by any calendar; the same register gives the same bytes.""",
    epilog=example(
        "accord calendar --since 2026-11 --until 2027-03", "accord calendar --party Wuxi --ics wuxi.ics --lang zh"
    ),
)
@click.option("--party", metavar="NAME|ID", help="Only what this body promised or agreed.")
@click.option("--since", metavar="DAY", callback=_first_last, help="From this day on.")
@click.option("--until", metavar="DAY", callback=_first_last, help="Up to this day.")
@click.option("--ics", metavar="FILE", help="Write an iCalendar file.")
@replace_option
@as_of_option
@format_option("table", "json", "jsonl", "csv")
@language_option
@takes_register
def calendar_command(  # noqa: PLR0913 - the options of a command
    world: World,
    register: "Register",
    *,
    party: str | None,
    since: date | None,
    until: date | None,
    ics: str | None,
    replace: bool,
    as_of: date | None,
    format_: str,
    language: str,
) -> None:
    """Print or write the calendar."""
    from accord.flows.calendar import diary_of

    path = target(ics, (_ENDING,), replace=replace)
    day = as_of or date.fromisoformat(world.clock()[:10])
    with register.asking() as asking:
        diary = diary_of(asking, day, party, past=as_of is not None)
        if path is not None:
            _write(asking, diary, path, language)
            return
        records = [one for one in _records(asking, diary, language) if _within(one["day"], since, until)]
        none = "" if records else nothing(asking, register.url, _NONE, needs="commitments", how=_HOW)
    if format_ == "table":
        write.lines(_table(records) if records else [none])
    elif format_ == "json":
        write.json_value(records)
    else:
        write.data(records, _FIELDS, format_)


def _write(asking: "Asking", diary: "Diary", path: Any, language: str) -> None:  # noqa: ANN401 - a path
    from accord.exchange.icalendar import write_icalendar
    from accord.flows.calendar import entries

    with fresh(path) as stream:
        count = write_icalendar(entries(asking, diary, language), stream, name="accord")
    write.lines([f"{count:,} {'entry' if count == 1 else 'entries'}: {path}"])


def _records(asking: "Asking", diary: "Diary", language: str) -> Iterator[dict[str, Any]]:
    from accord.flows.calendar import marks
    from accord.register.asking.asking import in_language
    from accord.register.pages.period import undertaken

    found = undertaken(asking, [one.id for one in diary.owed])
    words = {one["id"]: one for one in in_language(found, language)}
    for mark in marks(diary):
        record = words[mark.id] if mark.mechanism is None else in_language(mark.mechanism.telling.record, language)
        owner = "; ".join(party["name"] for party in record["parties"])
        yield {
            "day": mark.day.isoformat(), "what": mark.sign, "id": mark.id, "said": mark.said, "owner": owner,
            "quote": record["quote"],
        }  # fmt: skip


def _within(day: str, since: date | None, until: date | None) -> bool:
    known = date.fromisoformat(day)
    return (since is None or since <= known) and (until is None or known <= until)


def _table(records: list[dict[str, Any]]) -> Iterator[str]:
    cells = [one | {"quote": clean(one["quote"] or "")} for one in records]
    yield from table(cells, _FIELDS, width=write.width(), spare=("said", "owner", "quote"))
    yield f"{len(records):,} in all"
