"""`accord proposals`: what later news says of earlier promises, for a person to confirm.

In:  documents and promises of the register.
Out: links, the oldest document first; within a sentence the best target first. Nothing is kept.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, get_args

import click
import msgspec

from accord.cli import write
from accord.cli.empty import nothing
from accord.cli.options import SHARE, example, format_option, takes_register
from accord.cli.tables import table
from accord.cli.width import clean, wrap
from accord.cli.world import World
from accord.flows.follow import followed, likely_from
from accord.model.terms import State

if TYPE_CHECKING:
    from accord.flows.follow import Followed
    from accord.register import Asking, Register

__all__ = ["lines_of_one", "proposals_command", "record_of"]

_FIELDS = ("id", "kind", "state", "quote", "target", "score", "rank")
_SHOWN = ("id", "promise", "state", "score", "document", "quote")
_TOLD = 8  # characters of a document's id that tell it from the others


@click.command(
    "proposals",
    help="""List which earlier promise each later document speaks of, in which state it says that it is, and why.

    These are suggestions: no state changes until a person confirms one. A plan told again is `restated`, what one side says
    of itself is a `claim`; neither is progress.""",
    epilog=example("accord proposals", "accord proposals --more --first", "accord proposals --format jsonl"),
)
@click.option("--state", type=click.Choice(get_args(State)), help="Only what says this state.")
@click.option("--kind", type=click.Choice(("progress", "claim", "restated")), help="Only of this kind.")
@click.option(
    "--least", type=SHARE, help="Leave out what is less sure; without it a table leaves out what is hardly likely."
)
@click.option("--more", is_flag=True, help="Only what says more than the state that the promise has.")
@click.option("--first", is_flag=True, help="Only the best promise of each sentence.")
@format_option("table", "json", "jsonl", "csv")
@takes_register
def proposals_command(
    _: World,
    register: "Register",
    *,
    format_: str,
    least: float | None,
    **asked: Any,  # noqa: ANN401
) -> None:
    """Print what later documents say of promises; a table for a person leaves out what is hardly likely, unless asked for."""
    all_asked, usual = least is None and not any(asked.values()), least is None and format_ == "table"
    asked["least"] = likely_from() if usual else least or 0.0
    with register.asking() as connection:
        found = (record_of(one) for one in followed(connection) if _wanted(one, **asked))
        if format_ == "jsonl":
            for record in found:
                write.raw(msgspec.json.encode(record) + b"\n")
        elif format_ == "json":
            write.json_value(list(found))
        elif format_ == "csv":
            write.data([_flat(record) for record in found], _FIELDS, format_)
        else:
            listed = list(found)
            write.lines(
                _table(listed, usual=usual) if listed else [_none(connection, register.url, filtered=not all_asked)]
            )


def record_of(one: "Followed") -> dict[str, Any]:
    """Return a link as a plain record: later words, target, state, rank, score, reasons."""
    link, promise = one.link, one.link.promise
    return {
        "id": one.id,
        "kind": link.kind,
        "document": one.source,
        "document_id": one.document,
        "published": one.published,
        "span": link.span,
        "quote": link.quote,
        "target": {
            "id": promise.id,
            "kind": promise.kind,
            "document": promise.source,
            "document_id": promise.document,
            "span": promise.span,
            "quote": promise.quote,
        },
        "state": link.state,
        "rank": link.rank,
        "score": link.score,
        "more": one.more,
        "reasons": msgspec.to_builtins(link.reasons),
    }


def lines_of_one(one: "Followed", *, width: int) -> Iterator[str]:
    """Yield the lines of one proposal: the later words, the promise, the reasons, how it is answered."""
    link, promise = one.link, one.link.promise
    yield from wrap(
        f"proposal {one.id}: {promise.id} is {link.state.replace('_', ' ')} ({link.kind}), {link.score:.2f}", width
    )
    told = (
        ("later words", link.quote, one.title or one.source, one.published),
        ("promise", promise.quote, promise.source, None),
    )
    for name, quote, source, day in told:
        yield f"  {name}"
        yield from wrap(clean(f"“{quote}”"), width, indent="    ")
        yield from wrap(clean(", ".join(filter(None, (source, day)))), width, indent="    ")
    yield "  reasons"
    for reason in link.reasons:
        sign = f"{reason.points:+.1f}  {reason.code.replace('_', ' ')}{f': {reason.words}' if reason.words else ''}"
        yield from wrap(clean(sign), width, indent="    ")
    yield f"  it is so:               accord decide state {one.id}"
    yield f"  it is of something else: accord decide unrelated {one.id}"


def _wanted(one: "Followed", *, state: str | None, kind: str | None, least: float, more: bool, first: bool) -> bool:
    link = one.link
    return (
        (state is None or link.state == state)
        and (kind is None or link.kind == kind)
        and link.score >= least
        and not (more and not one.more)
        and not (first and link.rank > 1)
    )


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    return record | {"target": record["target"]["quote"]}


def _none(connection: "Asking", url: str, *, filtered: bool) -> str:
    if filtered:
        return nothing(
            connection, url, "No proposal is so.", needs="commitments", how="All of them: accord proposals --least 0"
        )
    said = "Nothing that was read is likely to speak of an earlier promise."
    return nothing(connection, url, said, needs="commitments", how="Read later news: accord ingest FOLDER")


def _table(found: list[dict[str, Any]], *, usual: bool) -> Iterator[str]:
    cells = [
        {
            "id": one["id"],
            "promise": one["target"]["id"],
            "state": one["kind"] if one["kind"] == "restated" else one["state"],
            "score": one["score"],
            "document": one["document_id"].removeprefix("sha256:")[:_TOLD],
            "quote": clean(one["quote"]),
        }
        for one in found
    ]
    yield from table(cells, _SHOWN, width=write.width(), spare=("quote",))
    if usual:
        yield "What is hardly likely is left out; with it: --least 0"
    yield f"{len(found):,} in all; nothing changes until a person confirms it:"
    yield "  accord show ID, then accord decide state ID   (or, of something else: accord decide unrelated ID)"
