"""Judge what was proposed for a chain.

In:  a chain, the texts of its documents, the proposals.
Out: of each link at which rank the right promise came and which state was proposed; of each later document that speaks
     of no promise whether something was proposed; how many of the first-ranked proposals are right.

A target is right when it overlaps the promise's words, or lies in their sentence and overlaps no other promise's; later
words are right when they overlap the true words or lie in their sentence. Where one sentence speaks of two promises, the
other right one does not count against a rank.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from evals.follow.asked import Place, Proposal
from evals.follow.chains import Chain, Document, Link

__all__ = ["ChainMarks", "LinkMark", "judge", "known_promises", "rights", "sentence_around", "state_is_right"]

_END = re.compile(r"[。！？!?]+[”’」』)）\"]*|\.(?=[\s\"”]|$)|\n")
_PLANS = ("announced", "agreed", "restated")  # what a plan that is told again may be called

Span = tuple[int, int]


class LinkMark(msgspec.Struct, frozen=True):
    """A true link, at which rank its promise was proposed (None: not at all), in which state, or where it was lost."""

    file: str
    link: Link
    rank: int | None
    state: str | None
    lost: str = ""


class ChainMarks(msgspec.Struct, frozen=True):
    """What was made of a chain.

    Attributes:
        chain: Its name.
        links: Every true link.
        quiet: Of each later document that speaks of no promise: its file, and what was proposed nevertheless.
        firsts: First-ranked proposals for promises of the first document, and how many of them are right.
        changed: Promises whose state changed though nobody decided; None where the product shows no states.
        known: How many promises of the first document the register knows at all, of how many.
    """

    chain: str
    links: tuple[LinkMark, ...]
    quiet: tuple[tuple[str, tuple[Proposal, ...]], ...]
    firsts: tuple[int, int]
    changed: int | None = None
    known: tuple[int, int] = (0, 0)


def judge(chain: Chain, texts: Mapping[str, str], rows: Iterable[Proposal]) -> ChainMarks:
    """Return the marks of a chain; proposals that aim at other documents than its first are left aside."""
    aimed = [row for row in rows if row.target.source == str(chain.first)]
    of = {document.file: [r for r in aimed if r.place.source == str(chain.file(document))] for document in chain.later}
    links, firsts = [], [0, 0]
    for document in chain.later:
        found, right = of[document.file], rights(chain, document, texts)
        links += [_mark(document, link, found, right) for link in document.link]
        first = [row for row in found if row.rank == 1]
        firsts[0] += len(first)
        firsts[1] += sum(any(right(link, row) for link in document.link) for row in first)
    quiet = tuple((document.file, tuple(of[document.file])) for document in chain.later if not document.link)
    return ChainMarks(chain.id, tuple(links), quiet, (firsts[0], firsts[1]))


def known_promises(chain: Chain, text: str, quotes: Iterable[str]) -> frozenset[str]:
    """Return the promises of the first document that overlap one of these quotes of it."""
    spans = [_span_of(text, quote) for quote in quotes]
    told = {promise.id: _span_of(text, promise.quote) for promise in chain.promise}
    return frozenset(name for name, at in told.items() if any(_overlap(at, span) for span in spans))


def sentence_around(text: str, start: int, end: int) -> Span:
    """Return the span of the sentence or sentences that words stand in.

    >>> sentence_around("One. Two three. Four.", 5, 8)
    (4, 15)
    """
    ends = [match.end() for match in _END.finditer(text)]
    return max((e for e in ends if e <= start), default=0), min((e for e in ends if e >= end), default=len(text))


def state_is_right(link: Link, state: str | None, kind: str = "") -> bool:
    """Return whether a proposed state is the true one; a plan told again must only not become progress."""
    return (state in _PLANS or kind == "restated") if link.kind == "restated" else state == link.state


def rights(chain: Chain, document: Document, texts: Mapping[str, str]) -> Callable[[Link, Proposal], bool]:
    """Return what says whether a proposal is right for a link of a document: its words, and its target."""
    text, right_target = texts[str(chain.file(document))], _targets(chain, texts[str(chain.first)])
    spans = {link.quote: _span_of(text, link.quote) for link in document.link}

    def is_right(link: Link, row: Proposal) -> bool:
        span, at = spans[link.quote], (row.place.start, row.place.end)
        near = _overlap(at, span) or _within(at, sentence_around(text, *span))
        return near and right_target(link.promise, row.target)

    return is_right


def _targets(chain: Chain, text: str) -> Callable[[str, Place], bool]:
    spans = {promise.id: _span_of(text, promise.quote) for promise in chain.promise}
    sentences = {name: sentence_around(text, *span) for name, span in spans.items()}

    def is_right(promise: str, place: Place) -> bool:
        at = (place.start, place.end)
        if _overlap(at, spans[promise]):
            return True
        return _within(at, sentences[promise]) and not any(_overlap(at, span) for span in spans.values())

    return is_right


def _mark(
    document: Document, link: Link, rows: Sequence[Proposal], right: Callable[[Link, Proposal], bool]
) -> LinkMark:
    others = [other for other in document.link if other.promise != link.promise]
    groups: dict[Place, list[Proposal]] = defaultdict(list)
    for row in rows:
        groups[row.place].append(row)
    best: tuple[int, Proposal] | None = None
    for group in groups.values():
        ahead = 0
        for row in sorted(group, key=lambda r: r.rank):
            if right(link, row):
                best = min(filter(None, (best, (ahead + 1, row))), key=lambda found: found[0])
                break
            ahead += not any(right(other, row) for other in others)
    if best is None:
        return LinkMark(document.file, link, None, None)
    state = "restated" if best[1].kind == "restated" else best[1].state
    return LinkMark(document.file, link, best[0], state)


def _span_of(text: str, quote: str) -> Span:
    start = text.find(quote)
    if start < 0:
        raise ValueError(f"not in the document as it was read: {quote!r}")
    return start, start + len(quote)


def _overlap(left: Span, right: Span) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
