"""Find entries by code and by name.

In:  codes and names.
Out: entries; of several that share a name all of them, larger places first.
"""

from collections.abc import Sequence
from functools import cache

from accord.gazetteer.entries import Entry, Language, folded
from accord.gazetteer.levels import bare_names
from accord.gazetteer.tables import entries, index, rows

__all__ = ["entry", "known", "literals", "named", "of_adjective", "spoken_for", "within"]

_RANKS = ("country", "province", "prefecture", "county", "zone", "")


def entry(code: str) -> Entry | None:
    """Return the entry of a code, or None; of a division's code that was given up, what followed the division.

    >>> entry("320124").names[0].text
    '溧水区'
    """
    return entries().get(code) or entries().get(_successors().get(code, ""))


def named(name: str, *, abbreviations: bool = False, inside: str | None = None) -> tuple[Entry, ...]:
    """Return every entry that goes by a name, larger places first; none where nobody does.

    Args:
        name: The name alone, in simplified characters; case, width, spaces, joints and marks do not count.
        abbreviations: Whether names of one character count, too (宁 is 南京 and 宁夏).
        inside: Code of a place: only entries within it, and also by names that elsewhere mean a better known place.

    >>> [e.code for e in named("Lishui")]
    ['331100', '320117']
    """
    found = _by_key(folded(name), abbreviations, inside)
    if not found:
        found = [
            e for bare, levels in bare_names(name) for e in _by_key(folded(bare), False, inside) if e.level in levels
        ]
    return tuple(sorted({e.code: e for e in found}.values(), key=lambda e: _RANKS.index(e.level)))


def known(name: str) -> bool:
    """Return whether anybody goes by a name, as it stands; faster than who."""
    return folded(name) in index()


def of_adjective(word: str) -> tuple[Entry, ...]:
    """Return the countries of which a word is the adjective ('Vietnamese'); none where it is none."""
    who = index().get(folded(word))
    return tuple(entries()[code] for code in who.adjective) if who else ()


def within(code: str, other: str) -> bool:
    """Return whether one place lies inside another, or is it: by its parents, as 320106 in 320100 in 320000 in CN."""
    at: str | None = code
    while at is not None and at != other:
        one = entries().get(at)
        at = one.parent if one else None
    return at is not None


def spoken_for(code: str) -> str:
    """Return the country for which the name of a place stands in news, where its government sits there; else the place's code.

    >>> spoken_for("RU-MOW"), spoken_for("NLRTM")
    ('RU', 'NLRTM')
    """
    return code[:2] if code in _capitals() else code


@cache
def _capitals() -> frozenset[str]:
    return frozenset(row["code"] for row in rows("capitals")[1])


@cache
def literals(language: Language) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return every name worth looking for in running text, with the codes that it may mean.

    No single characters, no names that are plain words or common names of persons, too (`data/plain_words.tsv`), and in
    scripts with spaces no single syllables but for acronyms.
    """
    plain = {row["word"] for row in rows("plain_words")[1] if row["language"] == language}
    found: dict[str, dict[str, None]] = {}
    for one in entries().values():
        for name in one.names:
            if (
                name.language == language
                and name.sort not in ("abbreviation", "local", "adjective")
                and name.text not in plain
            ):
                found.setdefault(name.text, {})[one.code] = None
    return tuple((text, tuple(codes)) for text, codes in found.items() if len(text) > 1)


@cache
def _successors() -> dict[str, str]:
    """Return the codes of today by codes given up; none where what followed is more than one."""
    found: dict[str, set[str]] = {}
    for row in rows("former_codes")[1]:
        found.setdefault(row["code"], set()).add(row["successor"])
    return {code: after.pop() for code, after in found.items() if len(after) == 1}


def _by_key(key: str, abbreviations: bool, inside: str | None) -> list[Entry]:
    who = index().get(key)
    if who is None:
        return []
    codes: Sequence[str] = who.codes + (who.abbreviated if abbreviations else ())
    if inside is None:
        return [entries()[code] for code in codes]
    return [entries()[code] for code in (*codes, *who.local) if within(code, inside)]
