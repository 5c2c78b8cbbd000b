"""Make ordinary news that tells of no cooperation: sport, weather, courts, markets, elections, recipes.

In:  a number.
Out: the text of that number; the same for the same number, on every machine.
"""

import random
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["kinds", "ordinary", "page"]

_FILE = Path(__file__).parent / "data" / "ordinary.toml"
_SLOT = re.compile(r"\{(\w+)\}")
_SENTENCES = (4, 9)  # a short page of news
_PARAGRAPH = 3  # sentences


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text("utf-8"))


def kinds() -> tuple[str, ...]:
    """Return what the pages may be about."""
    return tuple(_data()["kinds"])


def page(kind: str, draw: random.Random) -> list[str]:
    """Return all sentences of a kind, its title first, with words drawn for their slots."""
    told = [
        _SLOT.sub(lambda slot: draw.choice(_data()["slots"][slot.group(1)]), one)
        for one in _data()["kinds"][kind]["sentences"]
    ]
    return [one[0].upper() + one[1:] for one in told]


def ordinary(number: int) -> str:
    """Return the page of a number; its kind goes by the number, so that all kinds come equally often."""
    draw = random.Random(f"ordinary {number}")
    title, *sentences = _data()["kinds"][kinds()[number % len(kinds())]]["sentences"]
    count = min(draw.randint(*_SENTENCES), len(sentences))
    taken = [sentences[n] for n in sorted(draw.sample(range(len(sentences)), count))]
    told = [_SLOT.sub(lambda slot: draw.choice(_data()["slots"][slot.group(1)]), one) for one in [title, *taken]]
    told = [one[0].upper() + one[1:] for one in told]
    paragraphs = [" ".join(told[n : n + _PARAGRAPH]) for n in range(1, len(told), _PARAGRAPH)]
    return "\n\n".join([told[0], *paragraphs]) + "\n"
