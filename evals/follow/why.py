"""Why a link was missed: at which step it was lost.

In:  the marks of a chain, its texts, the words of all that the register knows later news may be linked to.
Out: the same marks; each link whose promise is not among the first three says where it was lost.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from accord.follow.linking import Later
from accord.follow.linking.statements import statements_of
from evals.follow.chains import Chain, Document
from evals.follow.marks import ChainMarks, LinkMark, known_promises, sentence_around

__all__ = ["STEPS", "lost", "with_reasons"]

STEPS = UNKNOWN, UNSAID, UNLINKED = ("the promise is unknown", "nothing is read in the sentence", "not linked")
_THREE = 3


def with_reasons(marks: ChainMarks, chain: Chain, texts: Mapping[str, str], targets: Sequence[str]) -> ChainMarks:
    """Return the marks of a chain with the step at which each missed link was lost."""
    found = known_promises(chain, texts[str(chain.first)], targets)
    documents = {document.file: document for document in chain.later}
    links = tuple(
        mark
        if mark.rank is not None and mark.rank <= _THREE
        else msgspec.structs.replace(mark, lost=_step(mark, texts[_source(chain, documents[mark.file])], found))
        for mark in marks.links
    )
    return msgspec.structs.replace(marks, links=links)


def lost(many: Iterable[ChainMarks]) -> dict[str, int]:
    """Return how many links were lost at each step."""
    counted = Counter(mark.lost for marks in many for mark in marks.links if mark.lost)
    return {step: counted[step] for step in STEPS if counted[step]}


def _source(chain: Chain, document: Document) -> str:
    return str(chain.file(document))


def _step(mark: LinkMark, text: str, found: frozenset[str]) -> str:
    if mark.link.promise not in found:
        return UNKNOWN
    at = text.index(mark.link.quote)
    start, end = sentence_around(text, at, at + len(mark.link.quote))
    title = text.partition("\n")[0]
    later = Later("", "", title, text, None, {}, {})
    return UNLINKED if any(start <= said.span[0] < end for said in statements_of(later)) else UNSAID
