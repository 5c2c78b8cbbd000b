"""Who holds an office: the persons of the cast, and names that only their title shows.

In:  the grounds of a page and a sentence's span.
Out: spans of persons in text order.

LAC misses rare names (副市长满武) and cuts others short (院长金勤献); directly behind an office a surname and up to three
characters before a mark or a word such as 等, 一行, 主持 are a name.
"""

import re
from collections.abc import Iterator

from accord.langs.zh.posts.grounds import Grounds
from accord.langs.zh.posts.offices import office_before
from accord.model.reading import Span

__all__ = ["holders", "titled_names"]

_MARK = re.compile(r"[，。、；！？：）（\s]|$")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_COMMON = frozenset({"n", "v", "vn", "a", "ad", "an", "d", "c", "p", "u", "r", "q", "m", "t", "f", "s", "vd", "TIME"})
_FUNCTION = frozenset({"c", "p", "u", "r", "f", "xc", "w"})
_SOVEREIGN = re.compile(r"[一二三四五六七八九十]{1,3}世")
_GAP = re.compile(r"[：\s]{0,3}")


def holders(grounds: Grounds, start: int, end: int) -> list[Span]:
    """Return the persons of a sentence, with those whom only a title shows."""
    known = [(p.start, _numbered(grounds, p.end, end)) for p in grounds.persons if start <= p.start and p.end <= end]
    titled = list(titled_names(grounds, start, end))
    longer = dict(titled)
    kept = [(a, max(b, longer.get(a, b))) for a, b in known]
    kept += [(a, b) for a, b in titled if not any(a < y and x < b for x, y in kept)]
    return sorted(kept)


def titled_names(grounds: Grounds, start: int, end: int) -> Iterator[Span]:
    """Yield the names directly behind the words of an office."""
    text = grounds.text
    for head in grounds.offices.any_head.finditer(text, start, end):
        at = _GAP.match(text, head.end()).end()  # type: ignore[union-attr]
        if at < end and text[at] not in "，。、；（）" and (name := _name(grounds, at, end)):
            yield at, name


def _numbered(grounds: Grounds, at: int, end: int) -> int:
    """Return where a name ends with the number of a sovereign: 阿尔贝二世."""
    numbered = _SOVEREIGN.match(grounds.text, at, end)
    return numbered.end() if numbered else at


def _name(grounds: Grounds, at: int, end: int) -> int | None:
    """Return where the name ends that begins at an offset; None where none does."""
    text = grounds.text
    surname = grounds.offices.surname.match(text, at, end)
    if surname is None:
        return None
    number = grounds.word_at[at]
    word = grounds.words[number] if number >= 0 else None
    if word is None or (word.tag in _FUNCTION and word.end == surname.end()):
        return None
    least, most = surname.end() + 1, min(surname.end() + 2, end)
    for stop in range(most, least - 1, -1):
        if _HAN.fullmatch(text, at, stop) and _is_closed(grounds, stop, end) and _is_no_word(grounds, at, stop):
            return stop
    return None


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
    if first is None or (first.start <= at and first.end >= stop and first.tag in _COMMON):
        return False
    last = grounds.words[grounds.word_at[stop - 1]] if grounds.word_at[stop - 1] >= 0 else None
    if last is None or grounds.offices.follower.fullmatch(grounds.text, max(last.start, at + 1), last.end):
        return False
    return office_before(grounds.offices, grounds.text, stop, at) is None
