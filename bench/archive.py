"""Make an archive of news: a little of it tells of cooperation, some of it uses the same words of other matters, most does neither.

In:  a number.
Out: the article of that number, about 2 KB of title and words, every second one Chinese; the same for the same number everywhere.
"""

import json
import random
import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal

from bench.ordinary import kinds, page

__all__ = ["Kind", "Mix", "article", "write_archive"]

Kind = Literal["relevant", "near", "far"]
_FILE = Path(__file__).parent / "data" / "archive.toml"
_SLOT = re.compile(r"\{(\w+)\}")
_BYTES = 2_000
_NEAR_WORDS = re.compile(
    r"\b(?:sign|agree|deal|contract|talks|partner|pact|treat|joint|met\b|meet|together|cooperat)", re.IGNORECASE
)


class Mix:
    """How many of 10,000 articles tell of cooperation, and how many only use its words."""

    def __init__(self, *, relevant: int = 100, near: int = 800) -> None:
        self.relevant, self.near = relevant, near

    def kind(self, number: int) -> Kind:
        """Return the kind of a number; kinds are spread evenly."""
        at = number * 7_919 % 10_000  # coprime with 10,000: each rest once
        return "relevant" if at < self.relevant else "near" if at < self.relevant + self.near else "far"


def write_archive(path: Path, numbers: Iterable[int], mix: Mix) -> dict[str, int]:
    """Return how many articles of each kind were written, as JSON Lines: those of the numbers, in their order."""
    counts = {"relevant": 0, "near": 0, "far": 0}
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for number in numbers:
            kind = mix.kind(number)
            counts[kind] += 1
            file.write(json.dumps(article(number, kind), ensure_ascii=False) + "\n")
    return counts


def article(number: int, kind: Kind) -> dict[str, str]:
    """Return the article of a number, of a kind."""
    draw = random.Random(f"archive {number} {kind}")
    title, *told = list(_chinese(draw, kind) if number % 2 else _english(draw, kind))
    words, size = [], 0
    for sentence in told:
        size += len(sentence.encode()) + 1
        if size > _BYTES:
            break
        words.append(sentence)
    joint = "" if number % 2 else " "
    paragraphs = [joint.join(words[at : at + 3]) for at in range(0, len(words), 3)]
    day = "2024-07-15" if kind == "relevant" else f"2024-{1 + draw.randrange(12):02}-{1 + draw.randrange(28):02}"
    text = "\n".join(paragraphs) + f"\n({number})\n"
    return {"title": title, "text": text, "date": day, "url": f"https://example.org/{number}"}


def _english(draw: random.Random, kind: Kind) -> Iterator[str]:
    if kind == "relevant":
        yield from _filled(draw, _data()["en"]["relevant"]["sentences"], _data()["en"]["slots"], times=2)
        return
    near, far = _english_kinds()
    chosen = [*draw.sample(near, 2), *draw.sample(far, 3)] if kind == "near" else draw.sample(far, 5)
    for name in chosen:
        yield from page(name, draw)


def _chinese(draw: random.Random, kind: Kind) -> Iterator[str]:
    data = _data()["zh"]
    if kind == "relevant":
        yield from _filled(draw, data["relevant"]["sentences"], data["slots"], times=2)
        return
    far = draw.sample(sorted(data["far"]), 4)
    names = (
        [("near", draw.choice(sorted(data["near"]))), *(("far", name) for name in far)]
        if kind == "near"
        else [("far", name) for name in far]
    )
    for group, name in names:
        yield from _filled(draw, data[group][name]["sentences"], data["slots"])


def _filled(draw: random.Random, sentences: list[str], slots: dict[str, list[str]], *, times: int = 1) -> Iterator[str]:
    """Yield the sentences with their slots filled: one choice of the two sides, every time another of the rest."""
    fixed = {name: draw.choice(slots[name]) for name in ("left", "right")}
    title, *rest = sentences
    for sentence in [title, *(rest * times)]:
        yield _SLOT.sub(lambda slot: fixed.get(slot[1]) or draw.choice(slots[slot[1]]), sentence)


@cache
def _english_kinds() -> tuple[list[str], list[str]]:
    """Return the kinds of ordinary pages in which words of agreement stand, and those in which none does."""
    near = [name for name in kinds() if any(_NEAR_WORDS.search(line) for line in page(name, random.Random(0)))]
    return near, [name for name in kinds() if name not in near]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text("utf-8"))
