"""`accord agreements`, `meetings`, `parties` ...: one command a list of the register, made from its declaration.

In:  `register.LISTS`: filters, sorts, columns.
Out: a command with an option a filter; records as a table that fits, JSON, JSON Lines or CSV.
"""

from typing import TYPE_CHECKING, Any

import click

from accord.cli import write
from accord.cli.options import example, format_option, takes_register
from accord.cli.tables import table
from accord.cli.world import World
from accord.model.dates import interval, is_partial_date
from accord.register import LISTS, Listing, Page, list_records
from accord.register.asking import MOST_LIMIT
from accord.register.lists import Filter
from accord.register.nearby import short_ids

if TYPE_CHECKING:
    from accord.register import Register

__all__ = ["SHOWN", "made"]

SHOWN: dict[str, tuple[str, ...]] = {  # what a table has room for; the other formats give every field
    "agreements": ("id", "date", "kind", "status", "parties", "place", "reports"),
    "meetings": ("id", "date", "kind", "parties", "place", "quote"),
    "parties": ("id", "name", "kind", "region", "agreements", "documents"),
    "posts": ("id", "person", "post", "organization", "published"),
    "commitments": ("id", "modality", "instrument", "actors", "due", "quote"),
    "progress": ("id", "state", "object", "date", "parties", "quote"),
    "mechanisms": ("id", "kind", "name", "cadence", "parties", "quote"),
    "projects": ("id", "name", "kind", "state", "parties", "amount"),
    "documents": ("id", "published", "language", "state", "facts", "title", "source"),
}
_EXAMPLES = {
    "agreements": ("accord agreements --party Ningbo --since 2023 --sort -reports",),
    "meetings": ("accord meetings --kind visit --since 2024-01",),
    "parties": ("accord parties --kind university --sort -agreements",),
    "posts": ("accord posts --person Wang --format csv",),
    "commitments": ("accord commitments --modality agreed --sort due",),
    "progress": ("accord progress --state under_way",),
    "mechanisms": ("accord mechanisms --cadence yearly",),
    "projects": ("accord projects --state announced --format jsonl",),
    "documents": ("accord documents --state unread --limit 50",),
}


def made(name: str) -> click.Command:
    """Return the command that prints a list."""
    listing = LISTS[name]

    @takes_register
    def run(world: World, register: "Register", **asked: Any) -> None:  # noqa: ANN401 - values of the options
        _print(listing, register, **asked)

    command = click.command(name, help=_help(listing), epilog=example(*_EXAMPLES[name]))(run)
    command.params = [*(_option(key, one) for key, one in listing.filters.items()), *_common(listing), *command.params]
    return command


def _help(listing: Listing) -> str:
    return f"{listing.about} Filters narrow the list; all of them must hold."


def _option(name: str, one: Filter) -> click.Option:
    day = name in ("since", "until")
    choices = f": {', '.join(one.choices)}" if one.choices else ""
    return click.Option(
        [f"--{name}", f"by_{name}"],
        type=click.Choice(one.choices) if one.choices else None,
        metavar=name.upper() if one.choices else "DAY" if day else "NAME|ID" if one.party else "TEXT",
        multiple=one.party,
        callback=_day if day else None,
        help=f"{one.help[:1].upper()}{one.help[1:]}{choices}.",
    )


def _common(listing: Listing) -> list[click.Parameter]:
    sorts = [name for key in listing.sorts for name in (key.lstrip("-"), f"-{key.lstrip('-')}")]
    first = next(iter(listing.sorts))

    @click.option(
        "--sort",
        type=click.Choice(sorts),
        default=first,
        show_default=True,
        metavar="FIELD",
        help=f"Sort by {', '.join(key.lstrip('-') for key in listing.sorts)}; with - before it the other way round.",
    )
    @click.option(
        "--limit", type=click.IntRange(1, MOST_LIMIT), default=20, metavar="N", help="Records a page.  [default: 20]"
    )
    @click.option("--page", type=click.IntRange(min=1), default=1, metavar="N", help="Which page.  [default: 1]")
    @format_option("table", "json", "jsonl", "csv")
    def shared() -> None: ...

    parameters: list[click.Parameter] = list(reversed(shared.__click_params__))  # type: ignore[attr-defined]
    return parameters


def _day(_: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Return the day that is meant; of a year or a month its last one, where days up to it are asked for."""
    if value is None:
        return None
    if value.startswith("--") or not is_partial_date(value):
        raise click.BadParameter(f"{value!r} is no day; write 2024-07-14, 2024-07 or 2024")
    known = interval(value)
    return str(known[1]) if known and option.name == "by_until" else value


def _print(
    listing: Listing,
    register: "Register",
    *,
    sort: str,
    limit: int,
    page: int,
    format_: str,
    **asked: Any,  # noqa: ANN401
) -> None:
    filters = _filters(asked)
    with register.asking() as connection:
        found = list_records(
            connection, listing.name, filters=filters, sort=sort, limit=limit, offset=(page - 1) * limit
        )
        short = short_ids(connection, (record["id"] for record in found.records)) if format_ == "table" else {}
    if format_ == "json":
        write.json_value(found)
    elif format_ == "table":
        shown = [{**record, "id": short[record["id"]]} for record in found.records]
        write.lines(table(shown, SHOWN[listing.name], width=write.width()) if shown else ())
        write.lines([_foot(listing, found, register.url, narrowed=bool(filters))])
    else:
        write.data(found.records, [field for field in listing.columns if field != "row"], format_)
        if len(found.records) < found.total:
            write.note(f"{_span(found)} of {found.total:,}; more: --limit N, or accord export {listing.name}")


def _filters(asked: dict[str, Any]) -> dict[str, list[str]]:
    given = {name.removeprefix("by_"): value for name, value in asked.items() if value}
    return {name: list(value) if isinstance(value, tuple) else [value] for name, value in given.items()}


def _foot(listing: Listing, found: Page, url: str, *, narrowed: bool) -> str:
    if not found.total and narrowed:
        return f"No {listing.name} match. Without filters: accord {listing.name}"
    if not found.total:
        return f"No {listing.name} in {url}. Read documents into it: accord ingest FOLDER --register {url}"
    if not found.records:
        last = -(-found.total // found.limit)
        return f"No page that far: {found.total:,} {listing.name} fill {last} pages of {found.limit}."
    more = found.offset + len(found.records) < found.total
    page = found.offset // found.limit + 1
    return f"{_span(found)} of {found.total:,}" + (f", next: --page {page + 1}" if more else "")


def _span(found: Page) -> str:
    return f"{found.offset + 1:,}-{found.offset + len(found.records):,}"
