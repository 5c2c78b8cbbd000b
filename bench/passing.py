"""What of an archive passes the gates, what it costs, and what of the gold they lose.

In:  the generated articles of `archive.py`; the gold documents.
Out: figures by kind of article and language; counts of gold documents by gate. One thread, load excluded, processor time.
"""

import time
from datetime import date
from typing import Any, get_args

from accord.bootstrap import ArchivePackReader, the_archive_reader
from accord.bulk.glance import worth_reading
from accord.langs import PACKS, load_pack
from accord.reading import is_promising, read_if_relevant
from accord.sources import Given
from accord.sources.archives import Article, document
from bench.archive import Kind, article
from bench.texts import gold_documents

__all__ = ["by_kind", "of_gold"]

_MANY = {"far": 2_000, "near": 150, "relevant": 60}
_WARM = 10
_LATEST = date(2030, 1, 1)


def by_kind() -> dict[str, Any]:
    """Return which share of each kind passes which gate in which language, and what one article of it costs."""
    reader = the_archive_reader()
    return {
        f"{kind}, {code}": _kind(reader, kind, number, code)
        for kind in get_args(Kind)
        for number, code in enumerate(PACKS)
    }


def _kind(reader: ArchivePackReader, kind: Kind, first: int, code: str) -> dict[str, Any]:
    """Return the figures of the articles of one kind in one language, whose numbers are all even or all odd."""
    pack, count = load_pack(code), _MANY[kind]
    made = [_as_article(article(first + len(PACKS) * n, kind)) for n in range(count + _WARM)]
    for one in made[:_WARM]:
        _read(reader, one)
    begun = time.process_time()
    read = [_read(reader, one) for one in made[_WARM:]]
    taken = time.process_time() - begun
    texts = [one.raw.decode() for one in made[_WARM:]]
    return {
        "articles": count,
        "pass the literal gate": round(sum(map(reader.may_tell, texts)) / count, 3),
        "pass both gates": round(sum(is_promising(text, pack) for text in texts) / count, 3),
        "read as relevant": round(sum(read) / count, 3),
        "processor ms an article": round(1_000 * taken / count, 3),
    }


def _as_article(made: dict[str, str]) -> Article:
    return Article(
        "1",
        f"{made['title']}\n\n{made['text']}".encode(),
        media="text/plain; charset=utf-8",
        title=made["title"],
        published=made["date"],
    )


def _read(reader: ArchivePackReader, one: Article) -> bool:
    """Return whether an article is read as relevant, by the steps of `bulk/shard.py`."""
    worth, raw = worth_reading(one, reader.may_tell)
    if not worth:
        return False
    found = document(one, source="bench", latest=_LATEST, given=Given(), raw=raw)
    return reader.read_if_relevant(found.text, found.appearance.published) is not None


def of_gold() -> dict[str, Any]:
    """Return how many gold documents that tell of cooperation pass the literal gate, both gates, and all of reading."""
    figures: dict[str, Any] = {}
    for code in PACKS:
        pack = load_pack(code)
        wanted = [item for item, relevant in gold_documents(code) if relevant]
        figures[code] = {
            "relevant": len(wanted),
            "pass the literal gate": sum(pack.gate(item.text.content) for item in wanted),
            "pass both gates": sum(is_promising(item.text.content, pack) for item in wanted),
            "are read as relevant": sum(
                read_if_relevant(one.text, published=one.appearance.published, pack=pack) is not None for one in wanted
            ),
        }
    return figures
