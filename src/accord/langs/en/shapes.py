"""Find names by their shape: runs of capital words, their heads ('Bank', 'Ministry of'), and the words that join them.

In:  a paragraph.
Out: candidates: bodies, places and persons that the words themselves give away. What a shape does not tell is left to
     the model of `names.py`.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from typing import Literal

import msgspec

from accord.langs.pack import Candidate
from accord.tsv import read_table

__all__ = ["CUE", "Word", "is_chinese_name", "parts_of", "rows_of", "shapes", "words_of"]

_WORD = re.compile(r"[^\W_](?:[\w&/-]|['’](?=\w)|\.(?=\w))*\.?")
_CAPITAL = re.compile(
    r"[A-Z\u00c0-\u00deŁŚŠŽŻČĆŞİŐ]|\d+[A-Z]|[a-z]{1,2}[A-Z]\w|\d{3}\b"
)  # iFlytek, eBay, 3M, 360 Group
_LEGAL = re.compile(
    r"(?:,?\s*(?:\(\w[\w ]{1,30}\)\s*)?(?:Co|Corp|Inc|Ltd|Limited|Pte|Pty|LLC|PLC|plc|GmbH|AG|SA|S\.A|SpA|S\.p\.A|NV|N\.V|AB|A/S|ASA|Oy|Oyj|KK|Bhd|Sdn|Berhad|LP|LLP)\b\.?)+"
)
_OFFICE = re.compile(
    r"\s+(?:(?:[A-Z][a-z]+|and|of|state|deputy|vice)\s+){0,4}?(?:[Mm]inister|[Pp]resident|[Aa]mbassador|[Pp]remier|[Cc]hancellor|[Ss]ecretary|counterparts?)\b"
)
_SIDE = re.compile(r"\s+(?:side|officials|negotiators|leadership|leaders|delegation)\b")
_AREA = re.compile(r"\s\((?:[A-Z][a-z]+\s?){1,3}\)")
_ORGAN = re.compile(r"(?:['’]s)?\s+(?:government|authorities|central bank|parliament|ministry|embassy|state bank)\b")
_STATE = re.compile(
    r"\s+state(?=\s+(?:and|has|had|will|would|signed|agreed|concluded|is to|pledged|undertook|promised|sold|said)\b|,|\.)"
)
_LOWER_HEAD = re.compile(r"\s+(?:bank|delegation)\b")
_STATE_FIRM = re.compile(
    r"(?:\s+(?!group|corporation|company)[a-z]{4,}){1,3}\s+(?:group|corporation|company)\b(?!\s+of)"
)
_JOIN = re.compile(r"\s+(?:(?:of|for)(?:\s+the)?|and(?:\s+the)?|&|de|du|del|des|da|do|la)\s+|\s+")
_ACRONYM = re.compile(r"(?:[A-Z][a-z]?){0,3}[A-Z]{2,}[A-Za-z0-9&-]*$|[A-Z][a-z]+[A-Z]\w+$")
_SYLLABLE = r"(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:i?ang|i?ong|u?ang|u?eng|[iu]?an|[aeiou]n?g?|u?ai|ao|[iu]?e|iao|ei|ui|ou|iu|ua|uo|ia|un|in|er)"
_GIVEN = re.compile(rf"{_SYLLABLE}(?:['’-]?{_SYLLABLE})?$", re.IGNORECASE)


_SHARED = re.compile(
    r"\b([A-Z][a-z]+) and ([A-Z][a-z]+) (?:[Gg]overnments|officials|leaders|companies|delegations|ministers)\b"
)
CUE = re.compile(
    r"\b(?:sign(?:s|ed|ing)?|agree(?:d|ment|ments)|partner(?:ed|ing|ship|s)?|memorandum|MOU|MoU|contract|pact|accord|deal|joint(?:ly| venture| company)|collaborat\w+)\b"
    r"|\bannounced?\b(?=[^.;]{0,60}\b(?:will|would|agreed)\b)"
)
_PARENT = re.compile(r",\s+(?:CAS|CASS|CAE|Chinese Academy of (?:Sciences|Social Sciences|Engineering))\b")
_OWN = re.compile(r"['’]s$")
_SINGULAR = re.compile(r"\.?,?\s*(?:<[^>]*>\s*)?(?:said|says) its?\b")
_COUNT = re.compile(r"\b\d{1,3}\s+$")
_BRACKET = re.compile(r"\s*(?:\([A-Z][a-z]+\)\s*)?\(\s*(?:the\s+)?[\"“'‘]?([A-Z][A-Za-z&-]{1,9})[\"”'’]?\s*\)")
_SPELT = re.compile(r"[^\W\d_][\w’'.&-]*")
_DOCUMENT = re.compile(
    r"\b(?:Agreements?|Memorand(?:um|a)(?: of \w+)?|Treaty|Protocols?|Acts?|Bills?|Contracts?|Letters? of \w+|Declarations?|Conventions?|Statements?)\s*(?=$|\()"
)
_REACH = 120  # characters before a bracket in which its letters are spelt out


class Word(msgspec.Struct, frozen=True):
    """A capital word where it stands; `bare` is without its possessive and full stop."""

    start: int
    end: int
    text: str
    bare: str


def shapes(paragraph: str) -> list[Candidate]:
    """Return the names that their shape gives away, in order, none overlapping."""
    found: list[Candidate] = []
    for part in parts_of(paragraph):
        candidate = _named(paragraph, part)
        if candidate and (not found or candidate.start >= found[-1].end):
            found.append(candidate)
    return _spelt_out(paragraph, _shared(paragraph, found))


@lru_cache(maxsize=8)
def parts_of(paragraph: str) -> tuple[list[Word], ...]:
    """Return the runs of capital words, cut where they hold two names: every stretch that may be a name."""
    return tuple(part for run in _runs(paragraph) for part in _parts(paragraph, run))


def _shared(paragraph: str, found: list[Candidate]) -> list[Candidate]:
    """Add the countries that share one word: 'the British and Italian Governments' are two bodies."""
    for both in _SHARED.finditer(paragraph):
        if both.group(1) in words_of("countries", 2) and both.group(2) in words_of("countries", 2):
            new = [Candidate(*both.span(1), "body"), Candidate(both.start(2), both.end(), "body")]
            found = [c for c in found if c.end <= both.start() or c.start >= both.end()] + new
    return sorted(found, key=lambda c: c.start)


def _spelt_out(paragraph: str, found: list[Candidate]) -> list[Candidate]:
    """Widen to the left each name whose letters stand in brackets behind it: 'Visual, Audio ... Association (VICPA)'."""
    for bracket in _BRACKET.finditer(paragraph):
        letters = [c for c in bracket.group(1) if c.isupper()]
        before = list(_SPELT.finditer(paragraph, max(0, bracket.start() - _REACH), bracket.start()))
        start = _first_that_spells([(w.start(), w.group()) for w in before], letters)
        if start is not None and not _DOCUMENT.search(paragraph, start, bracket.start()):
            wide = Candidate(
                start, len(paragraph[: bracket.end()][: paragraph.rindex("(", 0, bracket.end())].rstrip()), "body"
            )
            found = [c for c in found if c.end <= wide.start or c.start >= wide.end] + [wide]
    return sorted(found, key=lambda c: c.start)


def _first_that_spells(words: list[tuple[int, str]], letters: list[str]) -> int | None:
    """Return where the words begin whose initials, in order and from the end, hold all the letters."""
    left = list(letters)
    for start, word in reversed(words):
        if (word[0].islower() and word not in words_of("name_joints")) or word in words_of("name_titles"):
            return None
        if left and word[0] == left[-1]:
            left.pop()
        elif left and len(left) > 1 and word[0] == left[-2] and left[-1] in word.upper()[1:]:
            left = left[:-2]
        if not left:
            return start
    return None


def _runs(paragraph: str) -> Iterator[list[Word]]:
    """Yield runs of capital words with nothing but spaces and joining words between."""
    run: list[Word] = []
    for found in _WORD.finditer(paragraph):
        text = found.group()
        if not _CAPITAL.match(text):
            continue
        if text.endswith(".") and not (len(text) <= 3 or text[:-1] in words_of("abbreviations")):
            text = text[:-1]
        word = Word(found.start(), found.start() + len(text), text, _OWN.sub("", text.rstrip(".")))
        if run and not _JOIN.fullmatch(paragraph[run[-1].end : word.start]):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _parts(paragraph: str, run: list[Word]) -> Iterator[list[Word]]:
    """Cut a run where its joining words part two names rather than hold one together."""
    part: list[Word] = []
    titled = False
    for n, word in enumerate(run):
        if titled and len(part) == 1 and part[0].bare in words_of("portfolios") and word.bare in _countries():
            part = []  # the field of an office, and no name: 'Minister of Finance of Norway'
        titled = word.bare in words_of("name_titles") or (titled and not part)
        if word.bare in words_of("name_titles") or (not part and word.bare in words_of("openers")):
            yield from _some(part)
            part = []
            continue
        if _begins_person(part, run, word) or _ends_person(part, word):
            yield part
            part = []
        joint = paragraph[part[-1].end : word.start].strip() if part else ""
        if part and not _holds(joint, part, word) and not _goes_on(paragraph, joint, part, run[n:]):
            yield part
            part = []
        part.append(word)
    yield from _some(part)


def _begins_person(part: list[Word], run: list[Word], word: Word) -> bool:
    """Whether a Chinese name begins behind the head of a body: 'Municipal Party Committee Han Liming'."""
    at = run.index(word)
    return bool(part) and part[-1].bare in _heads() and at + 2 == len(run) and _is_chinese_person(run[at:])


def _ends_person(part: list[Word], word: Word) -> bool:
    """Whether a Chinese name ends before a capital word of a headline: 'Tang Liang Met'."""
    return _is_chinese_person(part) and not _GIVEN.match(word.bare) and word.bare not in _heads()


def _some(part: list[Word]) -> list[list[Word]]:
    return [part] if part else []


def _holds(joint: str, part: list[Word], word: Word) -> bool:
    if re.search(r"['’]s$", part[-1].text) and part[-1].bare in _countries():
        return False
    last, how = part[-1].bare, joint.split()[0] if joint else ""
    if how == "for":
        return last in words_of("purposed_heads")
    if how == "of":
        headed = last in _heads() or last in ("Communist", "Republic")
        return headed or (_has_head(part) and (word.bare in _countries() or last in words_of("fields")))
    if how == "and":
        if (
            "the" in joint.split()
            or word.bare in words_of("purposed_heads", 1)
            or word.bare in _countries()
            or last in _countries()
            or word.bare == "Government"
        ):
            return False
        return _names_its_field(part) and word.bare in words_of("fields")
    return True


def _goes_on(paragraph: str, joint: str, part: list[Word], rest: list[Word]) -> bool:
    """Whether what follows 'and' names nothing by itself, only fields and a branch: 'X Software and Information Services'."""
    if joint != "and":
        return False
    ends = [n for n, (w, nxt) in enumerate(pairwise(rest)) if paragraph[w.end : nxt.start].strip(" ,")]
    told = [w.bare for w in rest[: ends[0] + 1 if ends else None]]
    words = [word for word in told if word not in words_of("legal_words")]
    legal, stop = len(words) < len(told), rest[ends[0] if ends else -1].end
    if legal and (all(word in words_of("fields") for word in words) or _SINGULAR.match(paragraph, stop)):
        return True  # 'Nippon Rail and Telegraph Corp', 'Gulf and Northern Inc said it'
    fielded = part[-1].bare in words_of("fields") and (words[-1] in words_of("branch_words") or words[-1] in _heads())
    branched = words[-1] in words_of("branch_words")
    return (
        len(part) > 1
        and len(words) > 1
        and (fielded or branched)
        and all(word in words_of("fields") for word in words[:-1])
    )


def _names_its_field(part: list[Word]) -> bool:
    """Whether the part is a head with its field behind it: 'Ministry of Trade', to which 'and Industry' may belong."""
    fields = [
        i
        for i, (w, nxt) in enumerate(pairwise(part))
        if w.bare in words_of("purposed_heads", 1) and nxt.start - w.end > 1
    ]
    return bool(fields) and len(part) - 1 - fields[-1] <= 3 and part[-1].bare in words_of("fields")


def _named(paragraph: str, part: list[Word]) -> Candidate | None:
    start = part[0].start
    if part[0].text in words_of("countries", 2) and _after(_OFFICE, paragraph, part[0].end):
        return Candidate(start, part[0].end, "body")
    end = start + len(_OWN.sub("", paragraph[start : part[-1].end]))
    for label, stop in _readings(paragraph, part, end):
        if stop is not None:
            return Candidate(_counted(paragraph, start, part) if label == "body" else start, stop, label)
    return None


def _readings(
    paragraph: str, part: list[Word], end: int
) -> Iterator[tuple[Literal["person", "body", "place"], int | None]]:
    """Yield what the part may be, the surest first, with where it ends; None where it is not."""
    last, text, several = part[-1].bare, paragraph[part[0].start : end], len(part) > 1
    yield "body", _after(_LEGAL, paragraph, end)
    yield "body", _after(_STATE_FIRM, paragraph, end) if text in _countries() else None
    yield "body", _after(_ORGAN, paragraph, end)
    yield "body", _after(_STATE, paragraph, end) if text in words_of("countries", 2) else None
    yield "body", _after(_SIDE, paragraph, end) if text in words_of("countries", 2) else None
    yield "place", end if text in words_of("countries") else None
    yield "body", _after(_LOWER_HEAD, paragraph, end)
    yield "place", end if several and last in words_of("place_heads") and not _has_head(part[:-1]) else None
    yield (
        "body",
        (_after(_PARENT, paragraph, end) or end) if several and _has_head(part) and not _is_document(part) else None,
    )
    yield "person", end if _is_chinese_person(part) else None
    single = not several and len(last) > 1 and _ACRONYM.match(last) and last not in words_of("not_bodies")
    yield "body", end if single else None


def _after_area(paragraph: str, at: int) -> int | None:
    """Return where the country in brackets ends that belongs to a name: 'Rail Association (Norway)'."""
    area = _AREA.match(paragraph, at)
    return area.end() if area and area.group().strip(" ()") in words_of("countries") else None


def _after(pattern: re.Pattern[str], paragraph: str, at: int) -> int | None:
    found = pattern.match(paragraph, at)
    return found.end() if found else None


def _counted(paragraph: str, start: int, part: list[Word]) -> int:
    """Return where a counted name begins: '20 Islamic Banks' are one party."""
    number = _COUNT.search(paragraph, max(0, start - 5), start)
    return number.start() if number and part[-1].bare.endswith("s") else start


def _is_document(part: list[Word]) -> bool:
    return any(w.bare in ("Agreement", "Memorandum", "Treaty", "Protocol", "Act", "Bill") for w in part)


def _has_head(part: list[Word]) -> bool:
    """Whether the last word is a head, or a head stands before 'of' ('Ministry of Trade')."""
    if part[-1].bare in _heads():
        return True
    return any(w.bare in _heads() and nxt.start - w.end > 2 for w, nxt in pairwise(part))


def is_chinese_name(words: str) -> bool:
    """Return whether two words are a Chinese name in pinyin: a surname and one or two syllables.

    >>> is_chinese_name("Han Liming"), is_chinese_name("Han Solo")
    (True, False)
    """
    parts = words.split()
    if len(parts) != 2 or parts[0] not in words_of("surnames"):
        return False
    return bool(_GIVEN.match(parts[1])) and parts[1] not in words_of("place_heads")


def _is_chinese_person(part: list[Word]) -> bool:
    return is_chinese_name(" ".join(word.bare for word in part))


@cache
def _heads() -> frozenset[str]:
    return frozenset(word for row in words_of("body_heads") for word in [row] if " " not in word)


@cache
def _countries() -> frozenset[str]:
    return words_of("countries") | words_of("countries", 2)


@cache
def words_of(stem: str, column: int = 0) -> frozenset[str]:
    """Return the words of one column of a lexicon."""
    return frozenset(row[column].strip() for row in rows_of(stem) if len(row) > column and row[column].strip())


@cache
def rows_of(stem: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a lexicon below its header."""
    table = read_table(resources.files("accord.langs.en") / "lexicon" / f"{stem}.tsv")
    return tuple(tuple(row.values()) for row in table.rows)
