"""The documents that a command reads: which options say where they may come from and what is known of them.

In:  paths, and the options of `document_options`.
Out: what `sources.find` found or refused.
"""

import functools
import os
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import click
import msgspec

from accord.cli import write
from accord.cli.options import Command, allow_private_option
from accord.cli.world import World
from accord.model import Found, Refusal
from accord.model.dates import interval, is_partial_date
from accord.sources import MEANINGS, NOTHING, STANDARD_INPUT, Fetched, Given, Outside, archive_named, find

__all__ = ["Asked", "columns_option", "document_options", "found_at"]

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class Asked(msgspec.Struct, frozen=True):
    """What a person says of the documents, and whether addresses of the own network may be fetched."""

    given: Given = NOTHING
    allow_private: bool = False


class _Columns(click.ParamType[tuple[tuple[str, str], ...]]):
    """What the columns of a table hold: `text=body,published=date`."""

    name = "columns"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - as click has it
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[tuple[str, str], ...]:
        """Return pairs of what is meant and the name of its column."""
        if not isinstance(value, str):
            return tuple(value)
        said = {one.partition("=")[0].strip(): one.partition("=")[2].strip() for one in value.split(",")}
        for meaning, name in said.items():
            if meaning not in MEANINGS or not name:
                self.fail(
                    f"{value!r} does not say what a column holds; write text=NAME, with {', '.join(MEANINGS)}",
                    param,
                    ctx,
                )
        return tuple(said.items())


columns_option = click.option(
    "--columns",
    type=_Columns(),
    metavar="WHAT=NAME,...",
    default=(),
    help="Of tables of articles: which column holds what (text=story,published=day), where the names do not tell.",
)


def document_options(command: Command) -> Command:
    """Return the command with the options that say what is known of a document, called with `asked` in their place."""

    @allow_private_option
    @columns_option
    @click.option("--source", metavar="NAME", help="What - is known by, such as the address that it was copied from.")
    @click.option("--language", metavar="CODE", help="Language of the words (en, zh-Hans), where the guess is wrong.")
    @click.option("--title", metavar="TITLE", help="Title, where the guess is wrong; of one document.")
    @click.option(
        "--published",
        metavar="DATE",
        help="Day of publication (2024-07-14, 2024-07 or 2024), where the guess is wrong.",
    )
    @functools.wraps(command)
    def run(*args: object, **options: object) -> object:
        known = {name: options.pop(name) for name in Given.__struct_fields__}
        given = msgspec.convert(known, Given)
        _check(given, options["paths"])
        return command(*args, asked=Asked(given, bool(options.pop("allow_private"))), **options)

    return run


def found_at(world: World, paths: Sequence[str], asked: Asked) -> Iterator[Found | Refusal]:
    """Return the documents at the paths, read or refused."""

    def fetched(address: str) -> Fetched:
        from accord.sources.fetch import (
            Limits,
            agent_of,
            fetch,
        )  # what speaks to the network is loaded where it is spoken to

        limits = Limits(max_bytes=world.settings.max_bytes, agent=agent_of(world.settings.contact))
        if asked.allow_private:
            limits = msgspec.structs.replace(limits, may_reach=lambda address: True)
        return fetch(address, limits=limits)

    now = world.clock()
    if STANDARD_INPUT in paths and sys.stdin.isatty():
        write.note("paste the text, then end it with Ctrl-D (on Windows: Ctrl-Z, Enter) on a line of its own")
    _not_to_come(asked.given.published, date.fromisoformat(now[:10]))
    outside = Outside(stdin=sys.stdin.buffer, fetch=fetched, retrieved=now, max_bytes=world.settings.max_bytes)
    return find(paths, outside=outside, latest=date.fromisoformat(now[:10]), given=asked.given)


def _not_to_come(published: str | None, today: date) -> None:
    """Refuse a day of publication that nobody has seen yet; the clock is of UTC, so that tomorrow may be today.

    Raises:
        UsageError: It is still to come.
    """
    days = interval(published) if published else None
    if days and days[0] > today + timedelta(days=1):
        raise click.UsageError(
            f"--published {published} is still to come; say the day on which the document was published"
        )


def _check(given: Given, paths: object) -> None:
    """Refuse what cannot be meant.

    Raises:
        UsageError: A value is none, or one that holds for one document is said of several.
    """
    if given.published and not (is_partial_date(given.published) and given.published[0].isdigit()):
        raise click.UsageError(f"--published {given.published} is no date; write it as 2024-07-14, 2024-07 or 2024")
    if given.language and not _LANGUAGE.fullmatch(given.language):
        raise click.UsageError(f"--language {given.language} is no code of a language; write en, zh-Hans or zh-Hant")
    one = paths[0] if isinstance(paths, (tuple, list)) and len(paths) == 1 else None
    if given.title and (one is None or os.path.isdir(one) or archive_named(one)):
        raise click.UsageError("--title is said of one document; give one file, address or -")
    if given.source and one != STANDARD_INPUT:
        raise click.UsageError("--source says what standard input is known by; give - as the only path")
