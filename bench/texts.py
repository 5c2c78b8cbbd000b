"""The documents that reading is measured on: the examples, our own, and the sample where it is there.

In:  a language's code.
Out: documents; those that have gold facts with whether they are relevant.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

from accord.langs import load_pack
from accord.model.document import Found
from accord.sources import find

__all__ = ["gold_documents", "gold_texts", "news"]

_ROOT = Path(__file__).parents[1]
_PAIRS = (("examples/gold", "examples/news"), ("evals/more/gold", "evals/more/news"))


def news(code: str) -> list[Found]:
    """Return the examples and the sample's documents in a language."""
    folders = [str(_ROOT / "examples" / "news"), *([str(held)] if (held := _sample() / "news").is_dir() else [])]
    return [item for item in _found(folders) if item.text.language in load_pack(code).languages]


def gold_documents(code: str) -> list[tuple[Found, bool]]:
    """Return the documents in a language that have gold facts, and whether they are relevant."""
    pairs = [(_ROOT / gold, _ROOT / told) for gold, told in _PAIRS] + [(_sample() / "gold", _sample() / "news")]
    judged = [one for gold, told in pairs if told.is_dir() for one in _judged(gold, told)]
    return [one for one in judged if one[0].text.language in load_pack(code).languages]


def gold_texts(code: str = "en") -> list[tuple[str, str, bool]]:
    """Return name, words and relevance of the same."""
    return [(Path(one.appearance.source).stem, one.text.content, relevant) for one, relevant in gold_documents(code)]


def _judged(gold: Path, told: Path) -> Iterator[tuple[Found, bool]]:
    facts = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(gold.rglob("*.json"))}
    for item in _found([str(told)]):
        if (stem := Path(item.appearance.source).stem) in facts:
            yield item, bool(facts[stem]["relevant"])


def _found(folders: list[str]) -> Iterator[Found]:
    return (item for item in find(folders) if isinstance(item, Found))


def _sample() -> Path:
    return Path(os.environ.get("ACCORD_GOLD", _ROOT.parent / "shared"))
