"""Reading beside what an engineer makes in an hour (`baselines/`): how fast, and how much of the gold facts.

Speed is processor time on one thread, load excluded, all sides in turns, each text once. Figures are F1 over the documents that
rules may be developed on: nothing that is kept unseen is read here.
"""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from evals.figures import AVERAGE, MEAN, Heard, figures_of, score
from evals.gold import Item
from evals.sets import find_sets, halves

from accord.langs import PACKS, load_pack
from accord.model.document import Found
from accord.model.reading import Facts
from accord.reading import read
from accord.sources import find
from bench.baselines import chinese, english, read_chinese, read_english
from bench.measure import WARM, once_each

__all__ = ["beside"]

_ROOT = Path(__file__).parents[1]
_PLAIN = {"en": ("spaCy ner and expressions", read_english), "zh": ("jieba.posseg and expressions", read_chinese)}
_NAMES = {"en": ("spaCy ner alone", english.names_only), "zh": ("jieba.posseg alone", chinese.names_only)}

Reads = Callable[[Found], Facts]


def beside() -> dict[str, Any]:
    """Return for each language the rates and figures of accord, of the baseline, and the rate of names alone."""
    return {code: _language(code) for code in PACKS}


def _language(code: str) -> dict[str, Any]:
    pack, (plain, reads) = load_pack(code), _PLAIN[code]
    known = [(item, found) for item in _items(code) if isinstance(found := next(iter(find([str(item.file)]))), Found)]
    texts = [found for _, found in known]
    sides: dict[str, Reads] = {
        "accord": lambda one: read(one.text, published=one.appearance.published, pack=pack),
        plain: lambda one: reads(one.text.content, one.appearance.published),
    }
    names, named = _NAMES[code]
    works: dict[str, Callable[[Found], object]] = {**sides, names: lambda one: named([one.text.content])}
    taken, counted = dict(zip(works, once_each(texts, *works.values()), strict=True)), texts[WARM:]
    return {
        "documents": len(counted),
        "characters": sum(len(one.text.content) for one in counted),
        "documents a second": {side: round(len(counted) / seconds, 1) for side, seconds in taken.items()},
        "F1": {side: _figures(work, known) for side, work in sides.items()},
    }


def _figures(work: Reads, known: Sequence[tuple[Item, Found]]) -> dict[str, float]:
    marks = [score(item, Heard(work(found), found.text.content)) for item, found in known]
    figures = figures_of([one.tallies for one in marks])
    return {figure: round(figures[figure], 3) for figure in (*MEAN, AVERAGE)}


def _items(code: str) -> list[Item]:
    """Return the gold documents of a language whose errors may be looked at."""
    sample = Path(os.environ.get("ACCORD_GOLD") or _ROOT.parent / "shared")
    sets, _ = find_sets(_ROOT, sample, frozenset(PACKS))
    parts = [half for one in sets for half in halves(one) if half.shown]
    return [item for part in parts for item in part.items if item.gold.language == code]
