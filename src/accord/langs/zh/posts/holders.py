"""Who holds an office: the persons of the cast, and names that only their title shows.

In:  the grounds of a page and its sentences.
Out: spans of persons in text order.

LAC misses rare names (副市长满武) and cuts others short (院长金勤献); directly behind an office a surname and up to three
characters before a mark or a word such as 等, 一行, 主持 are a name.
"""

import re
from collections.abc import Iterator, Sequence

from accord.langs.zh.posts.grounds import Grounds
from accord.langs.zh.posts.offices import office_before, office_from
from accord.model.page import Sentence
from accord.model.reading import Span

__all__ = ["holders", "titled_names"]

_MARK = re.compile(r"[，。、；！？：）（\s]|$")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_COMMON = frozenset({"n", "v", "vn", "a", "ad", "an", "d", "c", "p", "u", "r", "q", "m", "t", "f", "s", "vd", "TIME"})
_NOUNS = frozenset({"n", "m", "r", "t", "TIME", "c", "p"})  # LAC takes a rare name of three characters for a verb
_SHORT = 2  # characters of a short name
_FUNCTION = frozenset({"c", "p", "u", "r", "f", "xc", "w"})
_SOVEREIGN = re.compile(r"[一二三四五六七八九十]{1,3}世")
_GAP = re.compile(r"[：\s]{0,3}")


def holders(grounds: Grounds, sentences: Sequence[Sentence]) -> list[Span]:
    """Return the persons of a page, with those whom only a title shows, wherever their names stand."""
    told = [s for s in sentences if s.kind != "furniture"]
    known = [_mended(grounds, p.start, p.end) for p in grounds.persons]
    titled = [span for s in told for span in titled_names(grounds, s.start, s.end)]
    names = {grounds.text[a:b] for a, b in (*titled, *known) if b - a > _SHORT}
    longer = {a: b for s in told for a, b in _places(grounds.text, names, s.start, s.end)} | dict(titled)
    kept = [(a, max(b, longer.get(a, b))) for a, b in known]
    taken = bytearray(len(grounds.text))
    for a, b in kept:
        taken[a:b] = b"\1" * (b - a)
    return sorted((*kept, *((a, b) for a, b in longer.items() if not any(taken[a:b]))))


def _places(text: str, names: set[str], start: int, end: int) -> Iterator[Span]:
    if names:
        pattern = re.compile("|".join(re.escape(name) for name in sorted(names)))
        yield from (hit.span() for hit in pattern.finditer(text, start, end))


def _mended(grounds: Grounds, start: int, end: int) -> Span:
    """Return a name as it should be cut: 阿尔贝二世 has its number, 谈哲敏 its surname, 孙正 attends (参会)."""
    text = grounds.text
    if numbered := _SOVEREIGN.match(text, end):
        return start, numbered.end()
    if end - start == _SHORT and not grounds.offices.surname.match(text, start, start + 1):
        surname = grounds.offices.surname.fullmatch(text, max(0, start - 1), start)
        if surname and grounds.words[grounds.word_at[start - 1]].end == start and _is_edge(grounds, start - 1):
            return start - 1, end
    if end - start == _SHORT and _is_titled(grounds, end + 1) and not _is_titled(grounds, end):
        return start, end + 1
    if end - start > _SHORT and (after := grounds.offices.follower.match(text, end - 1)) and after.end() > end:
        return start, end - 1
    return start, end


def _is_titled(grounds: Grounds, at: int) -> bool:
    """Whether a name may end there, since an office begins."""
    number = grounds.word_at[at - 1] if at < len(grounds.text) else -1
    apart = number >= 0 and grounds.words[number].end == at and grounds.words[number].tag not in _FUNCTION
    return apart and office_from(grounds.offices, grounds.text, at, min(at + 8, len(grounds.text))) is not None


def _is_edge(grounds: Grounds, at: int) -> bool:
    """Whether a clause begins there, or an office ends."""
    return (
        at == 0
        or bool(_MARK.match(grounds.text, at - 1))
        or (office_before(grounds.offices, grounds.text, at, max(0, at - 12)) is not None)
    )


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
    whole = first is not None and first.start <= at and first.end >= stop
    if first is None or (whole and first.tag in (_COMMON if stop - at <= _SHORT else _NOUNS)):
        return False
    last = grounds.words[grounds.word_at[stop - 1]] if grounds.word_at[stop - 1] >= 0 else None
    if last is None or grounds.offices.follower.fullmatch(grounds.text, max(last.start, at + 1), last.end):
        return False
    return office_before(grounds.offices, grounds.text, stop, at) is None
