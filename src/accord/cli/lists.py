"""`accord agreements`, `meetings`, `parties` ...: one command a list of the register, made from its declaration.

In:  `register.LISTS`: filters, sorts, columns.
Out: a command with an option a filter; records as a table that fits, JSON, JSON Lines or CSV.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click
import msgspec

from accord.cli import write
from accord.cli.meant import names_told, whole_ids
from accord.cli.options import (
    bom_option,
    check_bom,
    example,
    format_option,
    language_option,
    page_options,
    takes_register,
)
from accord.cli.tables import foot, span, table
from accord.cli.world import World
from accord.model.dates import interval, is_partial_date
from accord.register import LISTS, Listing, list_records
from accord.register.asking.asking import in_language
from accord.register.asking.lists import Filter
from accord.register.asking.nearby import short_ids

if TYPE_CHECKING:
    from accord.register import Register

__all__ = ["SHOWN", "SPARE", "made"]

SHOWN: dict[str, tuple[str, ...]] = {  # what a table has room for; the other formats give every field
    "agreements": ("id", "date", "kind", "status", "parties", "place", "reports"),
    "meetings": ("id", "date", "kind", "parties", "place", "quote"),
    "parties": ("id", "name", "kind", "region", "agreements", "documents"),
    "posts": ("id", "person", "post", "organization", "published"),
    "commitments": ("id", "modality", "instrument", "actors", "due", "amount", "quote"),
    "progress": ("id", "state", "object", "date", "parties", "amount", "quote"),
    "mechanisms": ("id", "kind", "name", "cadence", "parties", "quote"),
    "projects": ("id", "name", "kind", "state", "parties", "amount"),
    "documents": ("id", "published", "language", "state", "facts", "title", "source"),
}
SPARE: dict[str, tuple[str, ...]] = {  # what is left out where the terminal is narrow, the least useful first
    "agreements": ("reports", "place", "status", "kind"),
    "meetings": ("place", "kind", "quote"),
    "parties": ("region", "documents", "kind", "agreements"),
    "posts": ("published", "organization", "post"),
    "commitments": ("instrument", "due", "amount", "modality", "actors"),
    "progress": ("quote", "amount", "date", "parties"),
    "mechanisms": ("cadence", "quote", "kind"),
    "projects": ("kind", "amount", "state"),
    "documents": ("facts", "language", "source", "state"),
}
_HOW = "Read more: accord ingest FOLDER"
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


class _How(msgspec.Struct, frozen=True):
    """Which page is asked, and how it is printed."""

    sort: str
    limit: int
    page: int
    format_: str
    bom: bool
    language: str


def made(name: str) -> click.Command:
    """Return the command that prints a list."""
    listing = LISTS[name]

    @takes_register
    def run(world: World, register: "Register", **asked: Any) -> None:  # noqa: ANN401 - values of the options
        how = _How(**{name: asked.pop(name) for name in _How.__struct_fields__})
        _print(listing, register, how, _filters(asked))

    command = click.command(name, help=_help(listing), epilog=example(*_EXAMPLES[name]))(run)
    command.params = [*(_option(key, one) for key, one in listing.filters.items()), *_common(listing), *command.params]
    return command


def _help(listing: Listing) -> str:
    return f"{listing.about} Filters narrow the list; all of them must hold."


def _option(name: str, one: Filter) -> click.Option:
    choices = f": {', '.join(one.choices)}" if one.choices else ""
    return click.Option(
        [f"--{name.replace('_', '-')}", f"by_{name}"],
        type=click.Choice(one.choices) if one.choices else None,
        metavar=_metavar(name, one),
        multiple=one.party,
        callback={"from": _day, "until": _last_day}.get(one.day),
        help=f"{one.help[:1].upper()}{one.help[1:]}{choices}.",
    )


def _metavar(name: str, one: Filter) -> str:
    if one.choices:
        return name.upper()
    if one.day:
        return "DAY"
    return "NAME|ID" if one.party else "ID" if one.id_of else "TEXT"


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
    @page_options
    @format_option("table", "json", "jsonl", "csv")
    @bom_option
    @language_option
    def shared() -> None: ...

    parameters: list[click.Parameter] = list(reversed(shared.__click_params__))  # type: ignore[attr-defined]
    return parameters


def _day(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Return the day that is meant, or what is known of it."""
    if value is not None and (value.startswith("--") or not is_partial_date(value)):
        raise click.BadParameter(f"{value!r} is no day; write 2024-07-14, 2024-07 or 2024")
    return value


def _last_day(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Return the day that is meant; of a year or a month its last one: days up to it are asked for."""
    known = interval(value) if _day(context, option, value) and value else None
    return known[1].isoformat() if known else None


def _print(listing: Listing, register: "Register", how: _How, filters: Mapping[str, Sequence[str]]) -> None:
    check_bom(how.format_, bom=how.bom)
    start, format_ = (how.page - 1) * how.limit, how.format_
    with register.asking() as connection, names_told(connection, listing, filters):
        meant = whole_ids(connection, listing, filters)
        sort = _sort(listing, how)
        found = list_records(connection, listing.name, filters=meant, sort=sort, limit=how.limit, offset=start)
        found = msgspec.structs.replace(found, records=in_language(found.records, how.language))
        documents = 0 if found.total else list_records(connection, "documents", limit=1).total
        short = short_ids(connection, (record["id"] for record in found.records)) if format_ == "table" else {}
    if format_ == "json":
        write.json_value(found)
    elif format_ == "table":
        shown = [{**record, "id": short[record["id"]]} for record in found.records]
        fields = [field for field in SHOWN[listing.name] if field != "amount" or any(one["amount"] for one in shown)]
        write.lines(table(shown, fields, width=write.width(), spare=SPARE[listing.name]) if shown else ())
        write.lines([foot(listing.name, found) if found.total else _nothing(listing, register.url, documents, filters)])
    else:
        write.data(found.records, [field for field in listing.columns if field != "row"], format_, bom=how.bom)
        if len(found.records) < found.total:
            write.note(f"{span(found)} of {found.total:,}; more: --limit N, or accord export {listing.name}")


def _sort(listing: Listing, how: _How) -> str:
    """Return the sort that is meant: by names as they are printed."""
    named = f"{how.sort}_{how.language}"
    return named if named.lstrip("-") in listing.sorts else how.sort


def _filters(asked: dict[str, Any]) -> dict[str, list[str]]:
    given = {name.removeprefix("by_"): value for name, value in asked.items() if value}
    return {name: list(value) if isinstance(value, tuple) else [value] for name, value in given.items()}


def _nothing(listing: Listing, url: str, documents: int, filters: Mapping[str, Sequence[str]]) -> str:
    if not documents:
        return f"{url} has no documents yet: accord ingest FOLDER --register {url}"
    if filters:
        return f"No {listing.name} match. Without filters: accord {listing.name}"
    many = "the one document" if documents == 1 else f"the {documents:,} documents"
    return f"No {listing.name} found in {many} of {url}\n{_HOW}"
