"""The values of the gazetteer: what an entry and a name of it are, and when two spellings are one name.

In:  nothing.
Out: `Entry`, `Name`, `Organ`, and `folded`, the key by which names are looked up.
"""

import re
import unicodedata
from typing import Literal

import msgspec

from accord.model.terms import PartyKind

__all__ = ["LONGEST", "Entry", "EntryKind", "Language", "Name", "NameSort", "Organ", "OrganSort", "folded"]

EntryKind = PartyKind | Literal["country", "place"]
Language = Literal["zh", "en"]
NameSort = Literal["full", "short", "abbreviation", "acronym", "former", "other", "local", "adjective"]
OrganSort = Literal[
    "government",
    "party_committee",
    "congress",
    "consultative",
    "discipline",
    "court",
    "procuratorate",
    "department",
    "party_department",
    "people_organization",
]

LONGEST = 160  # characters of a name; a longer run of words is none, and is not taken apart
_JOINTS = re.compile(r"[\s\-‐‑‒–—_.,·•・‧'’‘`ʼ＇\"“”«»《》]+")


class Name(msgspec.Struct, frozen=True):
    """One name of an entry.

    Attributes:
        text: The name as it is written.
        language: Its language.
        sort: `abbreviation` is of one character (宁), `acronym` of Latin letters; `former` was given up; `local` is short
            and means this entry only where its surroundings are known: elsewhere a better known place goes by it;
            `adjective` stands before what belongs to a country ("Vietnamese").
    """

    text: str
    language: Language
    sort: NameSort


class Entry(msgspec.Struct, frozen=True):
    """One place or body of which the gazetteer knows.

    Attributes:
        code: Places of China: six digits of GB/T 2260; countries: ISO 3166-1 alpha-2; else `list:slug`.
        kind: What it is.
        names: All its names, full ones first.
        parent: Code of the place or body to which it belongs, or None.
        region: Code of the place where it has its seat; a place is its own region; None where it is not known.
        level: `country`, `province`, `prefecture`, `county`, `zone`, or nothing.
        source: Where its row comes from.
    """

    code: str
    kind: EntryKind
    names: tuple[Name, ...]
    parent: str | None
    region: str | None
    level: str
    source: str


class Organ(msgspec.Struct, frozen=True):
    """What the name of an organ of party or state says.

    Attributes:
        place: Whose organ it is; None where the name does not say it (市委, "the Municipal Government").
        sort: What organ it is.
        level: The place's level; without a place the level that the name says, `city` where it may be any city's; or nothing.
        department: Slug of the department where the gazetteer knows it, else its words; None for the organ itself.
    """

    place: Entry | None
    sort: OrganSort
    level: str
    department: str | None = None


def folded(name: str) -> str:
    """Return what two spellings of one name share: no case, width, marks, spaces, joints or article.

    >>> folded("Xi’an") == folded("Xian") == folded("ＸＩ'ＡＮ")
    True
    >>> folded("The Lüliang-City")
    'luliangcity'
    """
    plain = name.strip()
    if plain[:4].casefold() == "the ":
        plain = plain[4:]
    if not plain.isascii():
        plain = _unmarked(unicodedata.normalize("NFKC", plain))
    return (plain if plain.isalnum() else _JOINTS.sub("", plain.replace("&", "and"))).casefold()


def _unmarked(text: str) -> str:
    """Return a text without the marks on its letters; scripts whose characters are whole as they are."""
    parts = unicodedata.normalize("NFKD", text)
    return text if parts == text else "".join(c for c in parts if not unicodedata.combining(c))
