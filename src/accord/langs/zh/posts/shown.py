"""Names that only a title shows: what stands directly behind the words of an office.

In:  the grounds of a page and a sentence's span.
Out: spans of names.

A surname and up to two characters before a mark, or before a word such as 等, 一行, 主持, are a name (副市长满武); so are
Latin names (总裁John Smith), and one word that LAC takes for a name of something before a mark (副州长达娃次仁).
"""

import re
from collections.abc import Iterator

from accord.langs.zh.page.heads import head_kind
from accord.langs.zh.posts.grounds import Grounds
from accord.langs.zh.posts.offices import office_before
from accord.model.reading import Span

__all__ = ["titled_names"]

_MARK = re.compile(r"[，。、；！？：）（\s]|$")
_HARD = re.compile(r"[，。、；）]|$")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LATIN = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z][A-Za-z.]*){1,3}(?![A-Za-z])")
_COMMON = frozenset({"n", "v", "vn", "a", "ad", "an", "d", "c", "p", "u", "r", "q", "m", "t", "f", "s", "vd", "TIME"})
_NOUNS = frozenset({"n", "m", "r", "t", "TIME", "c", "p"})  # LAC takes a rare name of three characters for a verb
_NAMES = frozenset({"PER", "nz", "nw", "LOC", "ORG"})
_FUNCTION = frozenset({"c", "p", "u", "r", "f", "xc", "w"})
_SHORT = 2  # characters of a short name
_FOREIGN_LEAST, _FOREIGN_MOST = 3, 6
_GAP = re.compile(r"[：\s]{0,3}")


def titled_names(grounds: Grounds, start: int, end: int) -> Iterator[Span]:
    """Yield the names directly behind the words of an office."""
    text = grounds.text
    for head in grounds.offices.any_head.finditer(text, start, end):
        at = _GAP.match(text, head.end()).end()  # type: ignore[union-attr]
        if at < end and text[at] not in "，。、；（）" and (name := _name(grounds, at, end)):
            yield at, name


def _name(grounds: Grounds, at: int, end: int) -> int | None:
    """Return where the name ends that begins at an offset; None where none does."""
    text = grounds.text
    if latin := _LATIN.match(text, at, end):
        return latin.end()
    number = grounds.word_at[at]
    word = grounds.words[number] if number >= 0 else None
    surname = grounds.offices.surname.match(text, at, end)
    if word is None or surname is None or (word.tag in _FUNCTION and word.end == surname.end()):
        return _foreign(grounds, at, end)
    least, most = surname.end() + 1, min(surname.end() + 2, end)
    for stop in range(most, least - 1, -1):
        if _HAN.fullmatch(text, at, stop) and _is_closed(grounds, stop, end) and _is_no_word(grounds, at, stop):
            return stop
    return _foreign(grounds, at, end)


def _foreign(grounds: Grounds, at: int, end: int) -> int | None:
    """Return where a name of one word ends that is no body's: before a mark, of a tag of names, without a head."""
    word = grounds.words[grounds.word_at[at]] if grounds.word_at[at] >= 0 else None
    if word is None or word.start != at or word.end > end or word.tag not in _NAMES or (at, word.end) in grounds.ids:
        return None
    name = grounds.text[at : word.end]
    fits = _FOREIGN_LEAST <= len(name) <= _FOREIGN_MOST and _HAN.fullmatch(name) and head_kind(name) is None
    return word.end if fits and _HARD.match(grounds.text, word.end) else None


def _is_closed(grounds: Grounds, stop: int, end: int) -> bool:
    """Whether a name ends there: before a mark, or before a word that follows names."""
    if stop == end or _MARK.match(grounds.text, stop):
        return True
    number = grounds.word_at[stop]
    starts = number >= 0 and grounds.words[number].start == stop
    return starts and grounds.offices.follower.match(grounds.text, stop, end) is not None


def _is_no_word(grounds: Grounds, at: int, stop: int) -> bool:
    """Whether what stands there is no common word, no office, and ends in no word that follows names: 会长单位, 主任委员, 市长曾表示."""
    first = grounds.words[grounds.word_at[at]] if grounds.word_at[at] >= 0 else None
    whole = first is not None and first.start <= at and first.end >= stop
    if first is None or (whole and first.tag in (_COMMON if stop - at <= _SHORT else _NOUNS)):
        return False
    last = grounds.words[grounds.word_at[stop - 1]] if grounds.word_at[stop - 1] >= 0 else None
    follows = grounds.offices.ender if _HARD.match(grounds.text, stop) else grounds.offices.follower
    if last is None or follows.fullmatch(grounds.text, max(last.start, at + 1), last.end):
        return False
    return office_before(grounds.offices, grounds.text, stop, at) is None
