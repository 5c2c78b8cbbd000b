"""What became of promises: later news is linked to them, for a person to confirm.

In:  an open register.
Out: `Followed`: links of later documents to promises, each with its words, its state, its reasons. Nothing is kept and
     nothing changes by it: a link is a suggestion, computed when it is asked for.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from accord.follow.linking import Later, Link, Promise, Promises, links_of
from accord.register import Asking
from accord.register.asking.promises import later_documents, later_ids, promises_told
from accord.register.units.compose import public_id

__all__ = ["Followed", "followed"]


class Followed(msgspec.Struct, frozen=True):
    """A link, with where the later words stand.

    Attributes:
        id: Of the proposal: the same as long as the words and the promise are.
    """

    id: str
    document: str
    source: str
    title: str
    published: str | None
    link: Link


def followed(asking: Asking, rows: Sequence[int] | None = None, promises: Promises | None = None) -> Iterator[Followed]:
    """Yield what later documents say of promises, the oldest document first.

    Args:
        asking: One state of the register.
        rows: Of which documents; of all, if none are given.
        promises: As `promises_of` makes them, if they are at hand for this state.
    """
    known = promises_of(asking) if promises is None else promises
    for record in later_documents(asking, later_ids(asking) if rows is None else rows):
        later = _later(record)
        for link in links_of(later, known):
            yield Followed(_id(later, link), later.document, later.source, later.title, later.published, link)


def promises_of(asking: Asking) -> Promises:
    """Return the promises of a register, each once: of reports of one agreement the earliest tells it."""
    return Promises(_once(_promise(record) for record in promises_told(asking)))


def _once(promises: Iterable[Promise]) -> Iterator[Promise]:
    """Yield the promises; projects and mechanisms only where no commitment holds the same words."""
    told = list(promises)
    held = {(one.document, one.span) for one in told if one.kind == "commitment"}
    for one in told:
        if one.kind == "commitment" or not any(_overlap(one, document, span) for document, span in held):
            yield one


def _overlap(one: Promise, document: str, span: tuple[int, int]) -> bool:
    return one.document == document and one.span[0] < span[1] and span[0] < one.span[1]


def _promise(record: dict[str, Any]) -> Promise:
    return Promise(
        id=record["id"],
        kind=record["kind"],
        document=record["document"],
        source=record["source"],
        span=(record["start"], record["end"]),
        quote=record["quote"],
        around=record["around"],
        names=record["names"],
        agreement=record["agreement"],
        parties=frozenset(record["parties"]),
        said=record["said"],
        amount=" ".join(filter(None, (record["amount"], record["currency"]))),
    )


def _later(record: dict[str, Any]) -> Later:
    return Later(
        document=record["id"],
        source=record["source"],
        title=record["title"] or "",
        text=record["content"],
        published=record["published"],
        bodies=record["bodies"],
        agreements=record["agreements"],
    )


def _id(later: Later, link: Link) -> str:
    where = (f"{later.document}:{link.span[0]}-{link.span[1]}", f"{link.promise.document}:{link.promise.span}")
    return public_id("q", "follow", *where, link.state)
