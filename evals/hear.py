"""Read documents through the product, as `accord read` does: sources, then the pack of their language, then the reading.

In:  gold documents.
Out: what was heard of each, in their order; a sentence on each document that could not be read.
"""

from collections.abc import Iterable

from accord.langs import PACKS, load_pack, pack_for
from accord.model import Found, Refusal
from accord.reading import read
from accord.sources import find
from evals.figures import Heard
from evals.gold import Item

__all__ = ["hear", "languages"]


def languages() -> frozenset[str]:
    """Return the languages that accord has a pack for, by their codes."""
    return frozenset(load_pack(code).code for code in PACKS)


def hear(items: Iterable[Item]) -> tuple[list[Heard], list[str]]:
    """Return what was heard of each document, and what went wrong."""
    heard, trouble = [], []
    for item in items:
        made, said = _hear(item)
        heard.append(made)
        trouble += [f"{item.gold.id}: {said}"] if said else []
    return heard, trouble


def _hear(item: Item) -> tuple[Heard, str | None]:
    found: Found | Refusal = next(iter(find([str(item.file)])))
    if isinstance(found, Refusal):
        return Heard(), f"{found.message} {found.advice}"
    pack = pack_for(found.text.language)
    if pack is None:
        return Heard(text=found.text.content), f"taken for {found.text.language!r}, which no pack reads"
    facts = read(found.text, published=found.appearance.published, pack=pack)
    return Heard(facts, found.text.content), None
