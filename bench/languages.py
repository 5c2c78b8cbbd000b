"""Reading in each language: characters a second on one thread, all included, beside the pack's recognition of names alone.

Both are measured in turns with the processor's clock, on each text once. Loading is excluded.
"""

from typing import Any

from accord.langs import PACKS, load_pack
from accord.reading import read
from bench.measure import WARM, once_each
from bench.texts import news

__all__ = ["languages"]


def languages() -> dict[str, Any]:
    """Return for each language its documents, characters, rates, and the cost of reading to that of names alone."""
    return {code: _rates(code) for code in PACKS}


def _rates(code: str) -> dict[str, Any]:
    pack, found = load_pack(code), news(code)
    counted = found[WARM:]
    characters = sum(len(item.text.content) for item in counted)
    names, reading = once_each(
        found,
        lambda item: pack.names([line for line in item.text.content.split("\n") if line.strip()]),
        lambda item: read(item.text, published=item.appearance.published, pack=pack),
    )
    return {
        "documents": len(counted),
        "characters": characters,
        "names_characters_per_s": round(characters / names),
        "reading_characters_per_s": round(characters / reading),
        "reading_documents_per_s": round(len(counted) / reading, 1),
        "cost_to_names": round(reading / names, 2),
    }
