"""The register: ingest, listing, search, rebuild, at growing sizes; without the recognition of names."""

import tempfile
from itertools import chain
from pathlib import Path
from typing import Any

from accord import identity
from accord.flows import rebuild_register
from accord.register import Register, list_records, open_register, search
from bench.generator import FACTS, GeneratedReader, documents
from bench.measure import command_ms, memory_mb, seconds
from bench.taking import take_in

__all__ = ["ingest_and_search", "scale"]

_BATCH = 1_000


def ingest_and_search(texts: int = 2_000) -> dict[str, Any]:
    """Return rates of taking in `texts` documents of which every fourth comes twice, and the time of searches."""
    with tempfile.TemporaryDirectory() as folder, open_register(str(Path(folder) / "b.db"), create=True) as register:
        took = seconds(lambda: _take_in(register, texts, twice=4, batch=1))
        again = seconds(lambda: _take_in(register, texts, twice=4, batch=1))
        asked = {words: 1000 * seconds(lambda w=words: _search(register, w), times=9) for words in _QUESTIONS}
        return {
            "texts": texts,
            "documents_per_s": round(texts * 1.25 / took, 1),
            "known_documents_per_s": round(texts * 1.25 / again, 1),
            "known_to_new": round(took / again, 2),
            "search_ms": {words: round(ms, 2) for words, ms in asked.items()},
        }


def scale(sizes: list[int]) -> dict[str, Any]:
    """Return for each size: texts/s of the whole load and of its last tenth, listing and search with start-up, rebuild."""
    rows = []
    for texts in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "b.db"
            with open_register(str(path), create=True) as register:
                rows.append(_one_size(register, path, texts))
            print(rows[-1], flush=True)
    rates = [row["texts_per_s"] for row in rows]
    return {"sizes": rows, "slowest_to_fastest": round(min(rates) / max(rates), 3)}


_QUESTIONS = ("laboratory", "consultation mechanism", '"share a port"', "Person 77", "signed")


def _one_size(register: Register, path: Path, texts: int) -> dict[str, Any]:
    tail = max(1, texts // 10)
    head = seconds(lambda: _take_in(register, texts - tail, batch=_BATCH))
    last = seconds(lambda: _take_in(register, tail, first=texts - tail, batch=_BATCH))
    at = ("--register", str(path))
    with register.asking() as connection:
        some = list_records(connection, "agreements", limit=1).records[0]["parties"][0]["name"]
    return {
        "texts": texts,
        "facts": texts * FACTS,
        "texts_per_s": round(texts / (head + last), 1),
        "last_tenth_texts_per_s": round(tail / last, 1),
        "agreements_ms": round(command_ms("agreements", *at), 1),
        "agreements_of_party_ms": round(command_ms("agreements", "--party", some, *at), 1),
        "search_ms": {words: round(command_ms("search", words, *at), 1) for words in _QUESTIONS},
        "bytes_per_text": round(sum(file.stat().st_size for file in path.parent.glob(f"{path.name}*")) / texts),
        "rebuild_s": round(seconds(lambda: rebuild_register(register, identity, progress=lambda done, of: None)), 1),
        "memory_mb": round(memory_mb()),
    }


def _take_in(register: Register, texts: int, *, first: int = 0, twice: int = 0, batch: int) -> None:
    again = (found for at, found in enumerate(documents(texts, first=first)) if twice and at % twice == 0)
    take_in(register, chain(documents(texts, first=first), again), GeneratedReader(), batch=batch)


def _search(register: Register, words: str) -> None:
    with register.asking() as connection:
        search(connection, words)
