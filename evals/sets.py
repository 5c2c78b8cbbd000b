"""The sets of gold documents: the shipped examples, our own further documents, and the sample where there is one.

In:  the project's folder, the folder of the sample (`ACCORD_GOLD`), the languages that accord reads.
Out: sets in the order in which they are shown; what was left out, and why.
"""

from pathlib import Path

import msgspec

from evals.gold import Item, digest, load, unseen

__all__ = ["EXAMPLES", "MORE", "GoldSet", "find_sets", "halves", "names_of_sets"]

EXAMPLES = "examples"
MORE = "more"
_KEPT = "02468ace"  # half of the sample
_KEPT_OF_MORE = (
    "8ace"  # of our own documents a quarter: those of 0, 2, 4 and 6 were opened once the first ones taught no more
)
_PLACES = {"top": ".", "en": "en", "zh": "zh"}  # sets of the sample: folder under gold/ and under news/


class GoldSet(msgspec.Struct, frozen=True):
    """Documents that are scored together.

    Attributes:
        name: Such as `examples`; the floors go by it.
        gold: Digest of the gold files.
        items: The documents, by name.
        shown: Whether their errors may be listed; those of an unseen half may not.
    """

    name: str
    gold: str
    items: tuple[Item, ...]
    shown: bool = True


def names_of_sets() -> tuple[str, ...]:
    """Return the names of all sets that there may be."""
    return (EXAMPLES, f"{EXAMPLES}-zh", MORE, f"{MORE}-zh", *_PLACES)


def find_sets(project: Path, sample: Path, languages: frozenset[str]) -> tuple[list[GoldSet], list[str]]:
    """Return the sets that are there and can be read, and a sentence on each that is not."""
    examples = project / "examples"
    more = project / "evals" / "more"
    shipped = [
        _load(EXAMPLES, examples / "gold" / "en", examples / "news" / "en"),
        _load(f"{EXAMPLES}-zh", examples / "gold" / "zh", examples / "news" / "zh"),
        *_by_language(MORE, more / "gold", load(more / "gold", more / "news")),
    ]
    found = [one for one in shipped if {item.gold.language for item in one.items} <= languages]
    left_out = []
    if not (sample / "gold").is_dir():
        return found, [f"sample: no folder {sample / 'gold'}; set ACCORD_GOLD to the folder that holds gold/ and news/"]
    for name, folder in _PLACES.items():
        loaded = _load(name, sample / "gold" / folder, sample / "news" / folder)
        spoken = {item.gold.language for item in loaded.items}
        if not loaded.items:
            left_out.append(f"{name}: no gold facts in {sample / 'gold' / folder}")
        elif spoken <= languages:
            found.append(loaded)
        else:
            left_out.append(f"{name}: no language pack for {', '.join(sorted(spoken - languages))} yet")
    return found, left_out


def halves(whole: GoldSet) -> list[GoldSet]:
    """Return the half of a set that rules are developed on, and the half that is kept unseen, where they are not empty."""
    if whole.name.startswith(EXAMPLES):
        return [whole]
    digits = _KEPT_OF_MORE if whole.name.startswith(MORE) else _KEPT
    seen = tuple(item for item in whole.items if not unseen(item.gold.id, digits))
    kept = tuple(item for item in whole.items if unseen(item.gold.id, digits))
    parts = [
        GoldSet(f"{whole.name}, developed on", whole.gold, seen),
        GoldSet(f"{whole.name}, kept unseen", whole.gold, kept, shown=False),
    ]
    return [part for part in parts if part.items]


def _by_language(name: str, facts: Path, items: tuple[Item, ...]) -> list[GoldSet]:
    """Return the documents of a folder in several languages as sets: the English ones under its name, others as `more-zh`."""
    parts: dict[str, list[Item]] = {}
    for item in items:
        parts.setdefault(item.gold.language, []).append(item)
    return [
        GoldSet(
            name if code == "en" else f"{name}-{code}", digest(facts / f"{i.gold.id}.json" for i in own), tuple(own)
        )
        for code, own in sorted(parts.items())
    ]


def _load(name: str, facts: Path, documents: Path) -> GoldSet:
    return GoldSet(name, digest(facts.glob("*.json")), load(facts, documents))
