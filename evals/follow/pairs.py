"""Sentences of later documents beside the promises of a chain's first, with their signs, and whether they belong together.

In:  chains; each is read into a register of its own.
Out: of each chain a `Telling`: its promises and later documents as the product knows them; of these `Pair`s, and the marks
     that links have by other weights.
"""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from accord.flows.follow import later_of, promises_of
from accord.follow.linking import Later, Link, Promise, Promises, links_of
from accord.follow.linking.comparing import is_abroad, signs
from accord.follow.linking.fits import Fit
from accord.follow.linking.scoring import Known, Sign
from accord.follow.linking.statements import Statement, statements_of
from accord.follow.linking.weights import Weights
from accord.model.reading import Span
from accord.register import open_register
from accord.register.asking.promises import later_documents, later_ids
from evals.follow.asked import Place, Proposal, ingest, texts_of
from evals.follow.chains import Chain
from evals.follow.marks import ChainMarks, judge, rights

__all__ = ["Pair", "Telling", "judged", "pairs_of", "strangers_of", "tell"]


class Telling(msgspec.Struct, frozen=True):
    """A chain, the texts of its documents by their paths, what the register has of it: promises, documents by file."""

    chain: Chain
    texts: dict[str, str]
    promises: Promises
    later: dict[str, Later]

    def first(self) -> list[Promise]:
        """Return the promises that its first document tells."""
        source = str(self.chain.first)
        return [known.promise for known in self.promises if known.promise.source == source]


class Pair(msgspec.Struct, frozen=True):
    """A sentence of a later document and a promise of the first.

    Attributes:
        chain, file: Where the sentence stands.
        earlier: The document of the promise.
        signs: Of the one beside the other.
        right: Whether the one speaks of the other.
        follows: Whether any sentence of the document speaks of any promise.
        one, statement: What is compared.
    """

    chain: str
    file: str
    earlier: str
    signs: tuple[Sign, ...]
    right: bool
    follows: bool
    one: Known
    statement: Statement

    def fit(self, points: float) -> Fit:
        """Return how well they fit, if it is by so many points."""
        return Fit(points, self.one, self.statement, self.signs, ())

    @property
    def abroad(self) -> bool:
        """Return whether they are written in two scripts."""
        return is_abroad(self.one, self.statement)


def tell(chain: Chain) -> Telling:
    """Return a chain as the product reads it, from a register that is thrown away."""
    files = [chain.file(document) for document in chain.document]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "accord.db"
        ingest(path, files)
        with open_register(str(path), create=False).asking() as asking:
            known = promises_of(asking)
            later = {one.source: one for one in map(later_of, later_documents(asking, later_ids(asking)))}
    at = {document.file: later[str(chain.file(document))] for document in chain.later}
    return Telling(chain, texts_of(files), known, at)


def pairs_of(told: Telling) -> Iterator[Pair]:
    """Yield each sentence of each later document with each promise of the first that it can follow up."""
    for document in told.chain.later:
        later = told.later[document.file]
        known = [one for one in told.promises.earlier(later) if one.promise.source == str(told.chain.first)]
        is_right = rights(told.chain, document, told.texts)
        for statement in statements_of(later):
            for one in known:
                row = _row(later, one.promise, statement.span)
                yield Pair(
                    chain=told.chain.id,
                    file=document.file,
                    earlier=one.promise.source,
                    signs=tuple(signs(one, statement)),
                    right=any(is_right(link, row) for link in document.link),
                    follows=bool(document.link),
                    one=one,
                    statement=statement,
                )


def strangers_of(told: Sequence[Telling]) -> Iterator[Pair]:
    """Yield each sentence of each later document with promises in the other script of other chains: none belongs together.

    They are those that the product would compare if all first documents were in one register, whenever they were told.
    """
    known = Promises(_apart(promise, one) for one in told for promise in one.first())
    for one in told:
        for document in one.chain.later:
            later = msgspec.structs.replace(one.later[document.file], published=None)
            near = [other for other in known.near(later) if not other.promise.id.startswith(f"{one.chain.id}/")]
            for statement in statements_of(later):
                for other in near:
                    if is_abroad(other, statement):
                        yield Pair(
                            chain=one.chain.id,
                            file=document.file,
                            earlier=other.promise.source,
                            signs=tuple(signs(other, statement)),
                            right=False,
                            follows=False,
                            one=other,
                            statement=statement,
                        )


def _apart(promise: Promise, told: Telling) -> Promise:
    """Return a promise of a chain as it is beside those of other chains."""
    at = f"{told.chain.id}/"
    return msgspec.structs.replace(
        promise, id=at + promise.id, document=at + promise.document, agreement=at + promise.agreement
    )


def judged(told: Telling, given: Weights) -> ChainMarks:
    """Return the marks of what the product would propose for a chain by these weights."""
    links = [(later, link) for later in told.later.values() for link in links_of(later, told.promises, given)]
    rows = [_row(later, link.promise, link.span, link) for later, link in links]
    return judge(told.chain, told.texts, rows)


def _row(later: Later, promise: Promise, span: Span, link: Link | None = None) -> Proposal:
    """Return a proposal as `accord proposals` would print it; without a link, one that says no state."""
    return Proposal(
        kind=link.kind if link else "progress",
        place=Place(later.source, *span),
        quote=later.text[slice(*span)],
        target=Place(promise.source, *promise.span),
        target_quote=promise.quote,
        state=link.state if link else None,
        rank=link.rank if link else 0,
        score=link.score if link else 0.0,
    )
