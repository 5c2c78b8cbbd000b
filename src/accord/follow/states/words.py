"""The words of this room: rules of all languages as one set, and what their signs are called.

In:  `data/<language>.toml`, `data/signs.tsv`.
Out: rules, read once; a rule that speaks another language than a sentence stays silent, so none needs to be known.
"""

from functools import cache
from importlib import resources

import msgspec

from accord.langs import PACKS, Rule, load_pack
from accord.langs.rules import load_rules
from accord.model.terms import State
from accord.tsv import read_table

__all__ = ["Sign", "month_of", "rules", "sentences", "signs"]

_DATA = resources.files("accord.follow.states") / "data"


class Sign(msgspec.Struct, frozen=True):
    """What a sign says by itself: a state, and in a few words."""

    state: State
    about: str


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules of all languages, in the order of the packs.

    Raises:
        ConfigError: A file, a rule or a key of one is wrong.
    """
    found: list[Rule] = []
    for code in PACKS:
        source = (_DATA / f"{code}.toml").read_text("utf-8")
        found += load_rules(source, file=f"follow/states/{code}.toml", lexicons=load_pack(code).lexicons)
    return tuple(found)


@cache
def signs() -> dict[str, Sign]:
    """Return the signs by name."""
    rows = read_table(_DATA / "signs.tsv").rows
    return {row["sign"]: msgspec.convert({"state": row["state"], "about": row["about"]}, Sign) for row in rows}


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of a text of any language, in order; a line break ends one."""
    found, start = [], 0
    for line in text.split("\n"):
        found.append((start, start + len(line)))
        start += len(line) + 1
    for code in PACKS:
        part = load_pack(code).sentences
        found = [(start + a, start + b) for start, end in found for a, b in part(text[start:end])]
    return found


def month_of(words: str) -> int | None:
    """Return the number of a month, said as a number or by name; None where it is neither."""
    return int(words) if words.isdecimal() else _months().get(words.casefold())


@cache
def _months() -> dict[str, int]:
    rows = [row for code in PACKS for row in load_pack(code).tables.get("months", ())]
    return {row["month"].casefold(): int(row["number"]) for row in rows}
