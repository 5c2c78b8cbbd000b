"""`accord search`: words in documents, facts and names, English and Chinese."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click
import msgspec

from accord.cli import write
from accord.cli.empty import nothing
from accord.cli.marks import marked
from accord.cli.options import example, format_option, takes_register
from accord.cli.width import clean, wrap
from accord.cli.world import World
from accord.register import Hit, search
from accord.register.asking.nearby import short_ids
from accord.register.tables.tokens import query

if TYPE_CHECKING:
    from accord.register import Register

__all__ = ["search_command"]

_SCOPES = ("parties", "persons", "facts", "documents")


@click.command(
    "search",
    help="""Find words in documents, facts and names; the best first.

    All WORDS must occur; words in quotation marks must stand together. Chinese needs no spaces.""",
    epilog=example("accord search semiconductor park", "accord search '\"new energy\" 无锡' --in documents"),
)
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@click.option("--in", "scopes", type=click.Choice(_SCOPES), multiple=True, help="Look only there; may be said again.")
@click.option("--limit", type=click.IntRange(1, 1_000), default=10, metavar="N", help="Of each at most.  [default: 10]")
@format_option("table", "json", "jsonl")
@takes_register
def search_command(
    _: World, register: "Register", *, words: Sequence[str], scopes: Sequence[str], limit: int, format_: str
) -> None:
    """Print the hits."""
    asked = " ".join(_quoted(word) for word in words)
    if query(asked) is None:
        raise click.UsageError(f"nothing to search for: {clean(asked)!r} holds no word")
    wanted = tuple(scope for scope in _SCOPES if not scopes or scope in scopes)
    with register.asking() as connection:
        hits = search(connection, asked, scopes=wanted, limit=limit)  # type: ignore[arg-type]
        short = short_ids(connection, (hit.id for hit in hits))
        how = "All words must occur; try fewer, or another form of them."
        none = "" if hits else nothing(connection, register.url, f"Nothing holds {clean(asked)}.", how=how)
    if format_ == "json":
        write.json_value({"records": hits, "total": len(hits)})
    elif format_ == "jsonl":
        for hit in hits:
            write.raw(msgspec.json.encode(hit) + b"\n")
    elif hits:
        write.lines(_hits(hits, short, width=write.width()))
    else:
        write.lines([none])


def _quoted(word: str) -> str:
    """Return a word as it was typed; one with spaces came in quotation marks, which the shell took away."""
    return f'"{word}"' if " " in word and '"' not in word else word


def _hits(hits: Sequence[Hit], short: Mapping[str, str], *, width: int) -> Iterator[str]:
    for scope, group in groupby(hits, key=lambda hit: hit.scope):
        found = list(group)
        yield f"{scope} ({len(found)})"
        for hit in found:
            known = (short[hit.id], hit.kind.replace("_", " "), hit.published, clean(hit.title or hit.source or ""))
            yield from wrap("  ".join(part for part in known if part), width, indent="  ")
            if hit.snippet != hit.title:
                yield from wrap(marked(hit.snippet, hit.marks), width, indent="      ")
