"""What became of promises: later news is linked to them, for a person to confirm.

In:  an open register.
Out: `Followed`: links of later documents to promises, each with its words, its state, its reasons. Nothing is kept and
     nothing changes by it: a link is a suggestion, computed when it is asked for.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import msgspec

from accord.flows.bodies import bodies_promised, of_body, overlap
from accord.follow.linking import Later, Link, Promise, Promises, links_of, plans_in, promises_in
from accord.follow.stages import says_more
from accord.follow.thresholds import threshold
from accord.model.reading import Span
from accord.register import Asking
from accord.register.asking.promises import BEFORE, LEAD, later_documents, later_ids, promises_told
from accord.register.asking.states import decided_links, state_of, words_answered
from accord.register.units.compose import public_id

__all__ = ["Followed", "followed", "later_of", "likely_from", "plan_called", "promises_of"]

_ALL = 100  # per cent
_BODIES = 2  # that a document names whose plans are promises
_PLANS = 2  # that it tells, where it tells of no agreement


class Followed(msgspec.Struct, frozen=True):
    """A link, with where the later words stand.

    Attributes:
        id: Of the proposal: the same as long as the words and the promise are.
        more: Whether it says more than the state that the promise has; a plan told again does not.
    """

    id: str
    document: str
    source: str
    title: str
    published: str | None
    link: Link
    more: bool

    @property
    def likely(self) -> bool:
        """Return whether it is sure enough to be shown to whoever did not ask for all."""
        return self.link.score >= likely_from()


def likely_from() -> float:
    """Return the score of links from which on they are shown to whoever did not ask for all, 0 to 1."""
    return threshold("likely_link").value / _ALL


def followed(asking: Asking, rows: Sequence[int] | None = None, promises: Promises | None = None) -> Iterator[Followed]:
    """Yield what later documents say of promises, the oldest document first; what a person has answered is left out.

    Args:
        asking: One state of the register.
        rows: Of which documents; of all, if none are given.
        promises: As `promises_of` makes them, if they are at hand for this state.
    """
    known = promises_of(asking) if promises is None else promises
    decided, bodies = _decided(asking), bodies_promised(asking)
    state = cache(lambda id_: state_of(asking, id_) or "announced")
    for record in later_documents(asking, later_ids(asking) if rows is None else rows):
        later = later_of(record)
        for link in (of_body(one, bodies) for one in links_of(later, known)):
            if any(overlap(link.span, span) for span in decided[link.promise.id, later.document]):
                continue
            more = link.kind != "restated" and says_more(link.state, state(link.promise.id))
            yield Followed(_id(later, link), later.document, later.source, later.title, later.published, link, more)


def later_of(record: dict[str, Any]) -> Later:
    """Return a later document from its record (`register.asking.promises.later_documents`)."""
    return Later(
        document=record["id"],
        source=record["source"],
        title=record["title"] or "",
        text=record["content"],
        published=record["published"],
        bodies=record["bodies"],
        agreements=record["agreements"],
    )


def _decided(asking: Asking) -> dict[tuple[str, str], list[Span]]:
    """Return of which words people have said whether they are of a promise: nobody is asked twice."""
    found: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for promise, document, start, end in decided_links(asking):
        found[promise, document].append((start, end))
    return found


def promises_of(asking: Asking) -> Promises:
    """Return the promises of a register, each once; plans that are no fact of their own are promises too.

    What people have said of later words is learnt: words confirmed are the promise's own from then on, words refused
    count against a link (`follow.linking.scoring`).
    """
    taught = words_answered(asking)
    told = [_taught(one, taught.get(one.id, ())) for one in _once(_promise(record) for record in promises_told(asking))]
    return Promises(told + list(_plans(asking, told)))


def _taught(promise: Promise, answers: Iterable[tuple[bool, str]]) -> Promise:
    said: dict[bool, list[str]] = {True: [], False: []}
    for related, words in answers:
        said[related].append(words)
    return msgspec.structs.replace(promise, confirmed="\n".join(said[True]), refused="\n".join(said[False]))


def plan_called(asking: Asking, id_: str) -> Promise | None:
    """Return the sentence of a plan by its id; None where no document tells it any more, or it is a promise now."""
    told = list(_once(_promise(record) for record in promises_told(asking)))
    return next((one for one in _plans(asking, told) if one.id == id_), None)


def _once(promises: Iterable[Promise]) -> Iterator[Promise]:
    """Yield the promises; projects and mechanisms only where no commitment holds the same words."""
    told = list(promises)
    held = _spans(one for one in told if one.kind == "commitment")
    for one in told:
        if one.kind == "commitment" or not any(overlap(one.span, span) for span in held[one.document]):
            yield one


def _plans(asking: Asking, told: Iterable[Promise]) -> Iterator[Promise]:
    """Yield the sentences that tell a plan or, of an agreement, promise something by their wording, and hold no promise known;
    of documents that tell of plans of several bodies.
    """
    held = _spans(told)
    for record in later_documents(asking, later_ids(asking)):
        if len(set(record["bodies"].values())) < _BODIES:
            continue
        plans = plans_in(record["content"])
        if record["agreements"]:
            plans = sorted({*plans, *promises_in(record["content"])})
        elif len(plans) < _PLANS:
            continue
        for span in plans:
            if not any(overlap(span, other) for other in held[record["id"]]):
                yield _plan(record, span)


def _plan(record: dict[str, Any], span: Span) -> Promise:
    text, bodies = record["content"], frozenset(record["bodies"].values())
    quote = text[span[0] : span[1]]
    return Promise(
        id=public_id("w", "plan", record["id"], f"{span[0]}-{span[1]}"),
        kind="plan",
        document=record["id"],
        source=record["source"],
        span=span,
        quote=quote,
        title=record["title"] or "",
        around=f"{record['title'] or ''} {text[:LEAD]} {text[max(0, span[0] - BEFORE) : span[0]]}",
        names=" ".join(record["bodies"]),
        agreement=min(record["agreements"], default=""),
        parties=bodies,
        bodies=bodies,
        said=record["published"],
        amount="",
    )


def _spans(promises: Iterable[Promise]) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = defaultdict(list)
    for one in promises:
        found[one.document].append(one.span)
    return found


def _promise(record: dict[str, Any]) -> Promise:
    return Promise(
        id=record["id"],
        kind=record["kind"],
        document=record["document"],
        source=record["source"],
        span=(record["start"], record["end"]),
        quote=record["quote"],
        title=record["title"] or "",
        around=record["around"],
        names=record["names"],
        agreement=record["agreement"],
        parties=frozenset(record["parties"]),
        bodies=frozenset(record["bodies"]),
        said=record["said"],
        amount=" ".join(filter(None, (record["amount"], record["currency"]))),
    )


def _id(later: Later, link: Link) -> str:
    where = (f"{later.document}:{link.span[0]}-{link.span[1]}", f"{link.promise.document}:{link.promise.span}")
    return public_id("q", "follow", *where, link.state)
