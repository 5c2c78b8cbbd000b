"""Who holds an office: the persons of the cast, and names that only their title shows.

In:  the grounds of a page and its sentences.
Out: spans of persons in text order.

LAC misses rare names (副市长满武) and cuts others short (院长金勤献, 副州长买买|提明·克热木): titles beside them say where
they begin and end.
"""

import re
from collections.abc import Iterator, Sequence

from accord.langs.zh.posts.grounds import Grounds
from accord.langs.zh.posts.offices import office_before, office_from
from accord.langs.zh.posts.shown import titled_names
from accord.model.page import Sentence
from accord.model.reading import Span

__all__ = ["holders"]

_MARK = re.compile(r"[，。、；！？：）（\s]")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_SHORT = 2  # characters of a short name
_FUNCTION = frozenset({"c", "p", "u", "r", "f", "xc", "w"})
_SOVEREIGN = re.compile(r"[一二三四五六七八九十]{1,3}世")
_FRONT_MOST = 4  # characters of a foreign name that LAC may lose at its front


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
    """Return a name as it should be cut: 阿尔贝二世 has its number, 孙正 attends (参会)."""
    text = grounds.text
    if "·" in text[start : end + 1]:
        return _front(grounds, start), _rest(grounds, end)
    if numbered := _SOVEREIGN.match(text, end):
        return start, numbered.end()
    if end - start == _SHORT:
        return _lengthened(grounds, start, end)
    if _lost_front(grounds, start):
        return start - 1, end
    after = grounds.offices.follower.match(text, end - 1)
    return (start, end - 1) if end - start > _SHORT and after and after.end() > end else (start, end)


def _lengthened(grounds: Grounds, start: int, end: int) -> Span:
    """Return a name of two characters with a third that LAC parted from it: the surname (谈|哲敏) or the last (包信|和)."""
    if not grounds.offices.surname.match(grounds.text, start, start + 1):
        surname = grounds.offices.surname.fullmatch(grounds.text, max(0, start - 1), start)
        if surname and grounds.words[grounds.word_at[start - 1]].end == start and _is_edge(grounds, start - 1):
            return start - 1, end
    titled = _is_titled(grounds, end + 1) and not _is_titled(grounds, end)
    return (start, end + 1) if titled or _joins_nothing(grounds, end) else (start, end)


def _lost_front(grounds: Grounds, start: int) -> bool:
    """Whether one character stands between an office and a name that begins with no surname: 总统扎|帕罗夫."""
    if start < 2 or grounds.offices.surname.match(grounds.text, start) or not _is_free(grounds, start - 1):
        return False
    alone = grounds.words[grounds.word_at[start - 1]].end - grounds.words[grounds.word_at[start - 1]].start == 1
    return alone and office_before(grounds.offices, grounds.text, start - 1, max(0, start - 9)) is not None


def _joins_nothing(grounds: Grounds, at: int) -> bool:
    """Whether 和 or 同 stands there before a verb or an adverb, so that it joins nothing: it ends a name, 张自和出席."""
    if at + 1 >= len(grounds.text) or grounds.text[at] not in "和同":
        return False
    one, other = grounds.word_at[at], grounds.word_at[at + 1]
    alone = one >= 0 and other > one and grounds.words[one].start == at
    return alone and grounds.words[other].tag in ("v", "d", "vd", "ad")


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


def _front(grounds: Grounds, start: int) -> int:
    """Return where a name with dots begins when an office ends a few characters before what LAC found of it."""
    text = grounds.text
    for at in range(start, max(0, start - _FRONT_MOST) - 1, -1):
        if office_before(grounds.offices, text, at, max(0, at - 8)):
            return at
        if at == 0 or not _HAN.fullmatch(text, at - 1, at) or not _is_free(grounds, at - 1):
            break
    return start


def _is_free(grounds: Grounds, at: int) -> bool:
    """Whether a character is of no other name and of no word of grammar."""
    number = grounds.word_at[at]
    return not grounds.in_person[at] and number >= 0 and grounds.words[number].tag not in _FUNCTION


def _rest(grounds: Grounds, end: int) -> int:
    """Return where a name ends whose further parts stand behind dots."""
    while grounds.text.startswith("·", end) and end + 1 < len(grounds.text) and grounds.word_at[end + 1] >= 0:
        end = grounds.words[grounds.word_at[end + 1]].end
    return end
