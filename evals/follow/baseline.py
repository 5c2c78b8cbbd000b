"""What ten minutes give, to compare with: the same party is named, and some state word stands in a sentence.

In:  a chain and the texts of its documents.
Out: proposals: the first sentence of a later document with a state word, for every promise that the reader finds in the
     first document, in the order of its text.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from accord.langs import pack_for
from accord.model import Facts, Found
from accord.reading import read
from accord.sources import find
from accord.tsv import read_table
from evals.follow.asked import Place, Proposal
from evals.follow.chains import Chain, Document
from evals.follow.marks import sentence_around

__all__ = ["baseline"]


def baseline(chain: Chain, texts: Mapping[str, str]) -> list[Proposal]:
    """Return what the baseline proposes for a chain."""
    facts, words = _facts(chain.first), _words()
    names = {name.casefold() for party in facts.parties for name in party.names}
    return [row for document in chain.later for row in _proposed(chain, document, texts, facts, names, words)]


def _proposed(
    chain: Chain, document: Document, texts: Mapping[str, str], facts: Facts, names: set[str], words: Mapping[str, str]
) -> Iterator[Proposal]:
    source, first = str(chain.file(document)), str(chain.first)
    text = texts[source]
    folded = text.casefold()
    said = next(((folded.find(word), state) for word, state in words.items() if word in folded), None)
    if said is None or not any(name in folded for name in names):
        return
    start, end = sentence_around(text, said[0], said[0] + 1)
    for rank, promise in enumerate(facts.commitments, 1):
        target = Place(first, promise.start, promise.end)
        quote = texts[first][promise.start : promise.end]
        yield Proposal("progress", Place(source, start, end), text[start:end], target, quote, said[1], rank, 0.0)


def _facts(file: Path) -> Facts:
    found = next(iter(find([str(file)])))
    pack = pack_for(found.text.language) if isinstance(found, Found) else None
    if pack is None or not isinstance(found, Found):
        return Facts()
    return read(found.text, published=found.appearance.published, pack=pack)


def _words() -> dict[str, str]:
    return {row["word"]: row["state"] for row in read_table(Path(__file__).with_name("baseline.tsv")).rows}
