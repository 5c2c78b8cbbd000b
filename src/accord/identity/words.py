"""The words of which names of bodies are made, with what they share across languages.

In:  `data/words.tsv`, `data/naming_words.tsv`, `data/leading_levels.tsv`, `data/legal_forms.tsv`, the names of the gazetteer.
Out: what a word or a name is, by its spelling.

Within a language two words mean the same only where the list says so with `=`; across languages they may mean the same
where they stand in one row (研究院 may be an institute or an academy, but an institute is no academy).
"""

import re
from functools import cache

import msgspec

from accord.gazetteer import Entry, Language, entry, literals
from accord.identity.tables import rows, spellings
from accord.identity.text import bare_key, fold, is_han

__all__ = [
    "Known",
    "bodies",
    "legal_forms",
    "lengths",
    "longest_word",
    "naming",
    "phrase_key",
    "places",
    "row_class",
    "words",
]

_PHRASE = re.compile(r"[^0-9a-z&]+")


class Known(msgspec.Struct, frozen=True):
    """A word of the list.

    Attributes:
        sort: head, unit, field, level or noise.
        group: What it means the same as in its own language.
        rows: In which rows it stands; words of two languages that share one may mean the same.
        first: In which of them it is the usual translation.
    """

    sort: str
    group: str
    rows: frozenset[int]
    first: frozenset[int]


@cache
def words() -> dict[str, Known]:
    """Return every word by its spelling: folded, in Latin letters as `phrase_key` writes it."""
    found: dict[str, tuple[str, str, set[int], set[int]]] = {}
    for number, row in enumerate(rows("words")):
        for language in _languages():
            for turn, same in enumerate(spellings(row[language])):
                group = phrase_key(same[0]) if same else ""
                for spelling in same:
                    _, _, numbers, first = found.setdefault(phrase_key(spelling), (row["sort"], group, set(), set()))
                    numbers.add(number)
                    first.update({number} if turn == 0 else ())
    return {word: Known(s, group, frozenset(n), frozenset(first)) for word, (s, group, n, first) in found.items()}


@cache
def naming() -> frozenset[str]:
    """Return the words of the list that say whose a body is or make its name, by what they mean the same as."""
    return frozenset(words()[row["word"]].group for row in rows("naming_words"))


@cache
def leading_levels() -> frozenset[str]:
    """Return the words for levels that stand for a place which only the document says, by what they mean the same as."""
    return frozenset(words()[row["word"]].group for row in rows("leading_levels"))


@cache
def longest_word() -> int:
    """Return of how many words the longest Latin phrase is made."""
    return max(word.count(" ") + 1 for word in words())


@cache
def lengths() -> dict[str, tuple[int, ...]]:
    """Return how long words and names are that begin with two characters, shortest first, by these two."""
    found: dict[str, set[int]] = {}
    for known in (words(), legal_forms(), places(), bodies()):
        for name in known:
            if len(name) > 1 and is_han(name[:2]):
                found.setdefault(name[:2], set()).add(len(name))
    return {start: tuple(sorted(sizes)) for start, sizes in found.items()}


@cache
def legal_forms() -> dict[str, frozenset[str]]:
    """Return the sort of every legal form by its spelling, and whose law knows it where one nation's does."""
    return {
        phrase_key(spelling): frozenset({row["sort"]} | ({f"law:{row['nation']}"} if row["nation"] else set()))
        for row in rows("legal_forms")
        for language in _languages()
        for same in spellings(row[language])
        for spelling in same
    }


@cache
def places() -> dict[str, tuple[str, ...]]:
    """Return the codes of places and countries by the bare key of each name."""
    found = {key: codes for key, codes in _names().items() if all(_is_place(entry(code)) for code in codes)}
    told = {bare_key(row["word"]): found.get(bare_key(row["name"])) for row in rows("adjectives")}
    return found | {word: codes for word, codes in told.items() if codes}


@cache
def bodies() -> dict[str, tuple[str, ...]]:
    """Return the codes of bodies by the bare key of each name; a name that is a place's, too, is no body's."""
    return {key: codes for key, codes in _names().items() if key not in places()}


def phrase_key(word: str) -> str:
    """Return how a word or phrase is looked up: in small letters, words parted by one space.

    >>> phrase_key("Hi-Tech  Zone")
    'hi tech zone'
    """
    if is_han(word):
        return word
    return _PHRASE.sub(" ", word.casefold().replace("'", "")).strip()


def _languages() -> list[Language]:
    return [column for column in rows("words")[0] if column != "sort"]  # type: ignore[misc]  # a test holds the header


@cache
def _names() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for language in _languages():
        for name, codes in literals(language):
            found.setdefault(bare_key(fold(name)), {}).update(dict.fromkeys(codes))
    return {key: tuple(codes) for key, codes in found.items() if key}


def _is_place(one: Entry | None) -> bool:
    return one is not None and one.kind in ("place", "country")


def row_class(row: int) -> int:
    """Return the smallest row that a row is joined with by words that stand in both, directly or not."""
    return _classes()[row]


@cache
def _classes() -> dict[int, int]:
    found: dict[int, int] = {}

    def root(row: int) -> int:
        while found.setdefault(row, row) != row:
            row = found[row]
        return row

    for known in words().values():
        first, *others = sorted(known.rows)
        for other in others:
            a, b = sorted((root(first), root(other)))
            found[b] = a
        root(first)
    return {row: root(row) for row in list(found)}
