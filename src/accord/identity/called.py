"""What a person is called: the name without titles, its parts, and how it may be read.

In:  a name as a document writes it.
Out: `Called`, kept for names that come again.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product

import msgspec

from accord.identity.roman import syllables
from accord.identity.tables import rows
from accord.identity.text import bare_key, brackets, fold, is_han, roman_key

__all__ = ["Called", "called", "rank", "sounds"]

Reading = tuple[str, str]
_JOINTS = re.compile(r"[\s.-]+")
_LONGEST_TITLE = 4  # words
_LETTERS = re.compile(r"^[A-Za-z.\s]+(?=[\u3400-\u9fff])")
_PIECES = re.compile(r"[-']")
_SYLLABLE = r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|van|ai|ei|ao|ou|an|en|in|un|vn|er|ia|ie|iu|ua|uo|ui|ue|ve|a|o|e|i|u|v)"
_SYLLABIC = re.compile(f"(?:{_SYLLABLE}){{1,3}}")
_UMLAUT = re.compile(r"^([ln])yu")  # passports write ü so


class Called(msgspec.Struct, frozen=True):
    """A person's name.

    Attributes:
        name: Without titles, as written.
        plain: What spellings that differ in case, marks, spaces share.
        han: Written in Han characters.
        parts: Its parts as Latin keys, or the parts between the dots.
        surnames: How many of the first characters may be the surname.
        signs: Characters of the given name.
        readings: Surname and given name as they may be read.
        ordered: The same as it stands, surname first; ("", "") where it cannot be.
        pieces: Of a Latin name the pieces of the given name, parted by marks or blanks.
        syllabic: Every part is made of syllables of pinyin.
        spellings: Of a name written part by part, for each part its Latin keys.
        known: Rows of the lexicon of persons that it stands in.
    """

    name: str
    plain: str
    han: bool
    parts: tuple[str, ...]
    surnames: tuple[int, ...] = ()
    signs: int = 0
    readings: frozenset[Reading] = frozenset()
    ordered: Reading = ("", "")
    pieces: tuple[str, ...] = ()
    syllabic: bool = False
    spellings: tuple[frozenset[str], ...] = ()
    known: frozenset[int] = frozenset()


@lru_cache(maxsize=1 << 17)
def called(name: str) -> Called:
    """Return what a person is called.

    >>> called("Mayor Han Liming").name, called("省委书记信长星").name
    ('Han Liming', '信长星')
    """
    folded, _ = brackets(fold(name))
    return _han(folded) if is_han(folded) else _latin(folded)


def sounds(name: str) -> tuple[str, ...]:
    """Return the pieces of a person's name as they are usually read: syllables of Han characters, words of others.

    >>> sounds("曾文明"), sounds("Chen Min'er")
    (('zeng', 'wen', 'ming'), ('chen', "min'er"))
    """
    told = called(name)
    if not told.han:
        return tuple(told.name.casefold().split())
    read = syllables(told.name)
    if len(read) == len(told.name) and told.surnames == (1,):
        return (_surnames()[told.name[:1]][0], *read[1:])
    return read


def _han(name: str) -> Called:
    name = _without_titles(name.replace(" ", "").replace("•", "·"))
    known = _known().get(bare_key(name), frozenset())
    if "·" in name:
        parts = tuple(name.split("·"))
        spellings = tuple(_spellings().get(part, frozenset()) for part in parts)
        return Called(name, bare_key(name), True, parts, spellings=spellings, known=known)
    sizes = tuple(size for size in (2, 1) if name[:size] in _surnames() and len(name) > size)[:1]
    readings = frozenset(reading for size in sizes for reading in _readings(name, size))
    return Called(
        name,
        bare_key(name),
        True,
        (name,),
        spellings=_split(name),
        surnames=sizes,
        signs=len(name) - max(sizes, default=0),
        readings=readings,
        known=known,
    )


def _split(name: str) -> tuple[frozenset[str], ...]:
    """Return the spellings of the parts of a name that is made of such parts alone (次仁多吉), else nothing."""
    for at in range(2, len(name) - 1):
        if name[:at] in _spellings() and name[at:] in _spellings():
            return _spellings()[name[:at]], _spellings()[name[at:]]
    return ()


def _readings(name: str, size: int) -> Iterator[Reading]:
    surname, given = name[:size], name[size:]
    givens = [_given().get(sign) or list(syllables(sign)) for sign in given]
    if len(given) < 4:
        for read, spoken in product(_surnames()[surname], product(*givens)):
            yield read, "".join(spoken)


def _without_titles(name: str) -> str:
    """Return a name without the titles around it; what stands before a title goes with it."""
    titles = _titles()[True]
    name = _LETTERS.sub("", name)
    found = True
    while found:
        found = False
        for title in titles:
            if name.endswith(title) and len(name) - len(title) >= 1:
                name, found = name[: -len(title)].rstrip("、,"), True
                break
    ends = [name.rindex(title) + len(title) for title in titles if title in name]
    rest = name[max(ends, default=0) :].lstrip("、,")
    return rest if len(rest) >= 2 else name


def _latin(name: str) -> Called:
    name = _told_first(name)
    words = [word for word in name.split() if word]
    keys = tuple(_UMLAUT.sub(r"\1v", key) for word in words if (key := roman_key(word)))
    plain = "".join(keys)
    pieces = [tuple(p for p in map(roman_key, _PIECES.split(word)) if p) for word in words]
    orders = list(_orders(words, keys, pieces))
    readings = frozenset(reading for reading, _ in orders)
    return Called(
        name,
        plain,
        False,
        keys,
        readings=readings,
        ordered=orders[0][0] if orders and orders[0][0][0] == keys[0] else ("", ""),
        pieces=orders[0][1] if orders else (),
        syllabic=all(_SYLLABIC.fullmatch(key) for key in keys),
        known=_known().get(bare_key(name), frozenset()),
    )


def _orders(
    words: list[str], keys: tuple[str, ...], pieces: list[tuple[str, ...]]
) -> Iterator[tuple[Reading, tuple[str, ...]]]:
    """Yield surname and given name, first as written, then the other way round where that may be."""
    if len(keys) < 2 or len(keys) != len(words):
        return
    spoken = _spoken()
    shouted = [word.isupper() and len(word) > 1 for word in words]
    if keys[0] in spoken and len(pieces[0]) == 1 and not (shouted[-1] and not shouted[0]):
        yield (keys[0], "".join(keys[1:])), _pieces(pieces[1:])
    if keys[-1] in spoken and len(pieces[-1]) == 1 and not (shouted[0] and not shouted[-1]):
        yield (keys[-1], "".join(keys[:-1])), _pieces(pieces[:-1])


def _pieces(words: list[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(piece for word in words for piece in word)


def _told_first(name: str) -> str:
    """Return the name without titles before it and what a comma parts from it; "Chen, Min" is turned round."""
    head, comma, rest = name.partition(",")
    if comma and rest.strip():
        alone = (
            " " not in head.strip()
            and " " not in rest.strip()
            and roman_key(rest) not in {roman_key(t) for t in _titles()[False]}
        )
        name = f"{head.strip()} {rest.strip()}" if alone else head.strip()
    words = name.split()
    while (count := _title_words(words)) and count < len(words):
        words = words[count:]
    return " ".join(words)


def _title_words(words: list[str]) -> int:
    """Return how many of the first words are a title; 0 where none is."""
    plain = [_JOINTS.sub(" ", word.casefold()).strip() for word in words[:_LONGEST_TITLE]]
    titles = _latin_titles()
    return next((count for count in range(len(plain), 0, -1) if " ".join(plain[:count]) in titles), 0)


@cache
def _latin_titles() -> frozenset[str]:
    return frozenset(_JOINTS.sub(" ", title) for title in _titles()[False])


@cache
def _titles() -> dict[bool, tuple[str, ...]]:
    """Return titles, longest first: in Han characters or not."""
    cells = [
        title
        for row in rows("titles")
        for column, cell in row.items()
        if column != "place"
        for title in cell.split("|")
    ]
    ordered = sorted({title for title in cells if title}, key=lambda title: (-len(title), title))
    return {flag: tuple(title for title in ordered if is_han(title) == flag) for flag in (True, False)}


@cache
def _surnames() -> dict[str, tuple[str, ...]]:
    return {row["surname"]: tuple(row["pinyin"].split("|")) for row in rows("surnames")}


@cache
def _spoken() -> frozenset[str]:
    return frozenset(reading for read in _surnames().values() for reading in read)


def rank(reading: str) -> int:
    """Return how frequent a surname is that is read so: 0 for the most frequent."""
    return _ranks().get(reading, len(_ranks()))


@cache
def _ranks() -> dict[str, int]:
    found: dict[str, int] = {}
    for number, readings in enumerate(_surnames().values()):
        for one in readings:
            found.setdefault(one, number)
    return found


@cache
def _given() -> dict[str, list[str]]:
    return {row["sign"]: row["pinyin"].split("|") for row in rows("given_readings")}


@cache
def _spellings() -> dict[str, frozenset[str]]:
    return {row["han"]: frozenset(roman_key(one) for one in row["latin"].split("|")) for row in rows("name_parts")}


@cache
def _known() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, row in enumerate(rows("persons")):
        for cell in row.values():
            for spelling in cell.split("|"):
                if spelling:
                    found.setdefault(bare_key(spelling), set()).add(number)
    return {key: frozenset(numbers) for key, numbers in found.items()}
