"""Whose office it is: the body whose name ends where the words of an office begin.

In:  the grounds of a page and an offset.
Out: the span of the body's name as the text words it, or None.

LAC's words are walked leftwards while they may stand within a name; what is left of the first proper word falls away.
"""

import re

from accord.langs.zh.page.heads import head_kind
from accord.langs.zh.page.recogniser import Word
from accord.langs.zh.posts.grounds import Grounds
from accord.langs.zh.posts.offices import office_before
from accord.model.reading import Span

__all__ = ["body_before", "kind_of", "names_organ"]

_LONGEST = 44  # characters of a body's name before an office
_PROPER = frozenset({"ORG", "LOC", "nz", "nw"})
_WITHIN = frozenset({"ORG", "LOC", "nz", "nw", "n", "s", "vn", "an", "a", "xc", "f", "m", "PER"})
_ALIAS = re.compile(r"（[^（）]{0,40}(?:简称|下称|称|代码|：|\d{4})[^（）]{0,40}）$")
_BRACKET = re.compile(r"（[^（）]{1,24}）$")
_QUOTED = re.compile(r"[“‘《][^“”‘’《》]{1,24}[”’》]$")
_UNIT = re.compile(r"(?:[司处室科股局厅署部委办院所校社台站]|中心)$")
_NO_BODY = re.compile(r"(?:领导|负责人|代表|代表团|一行|嘉宾|同志|记者|有关|相关|部分|主要|各|我|新|会上|会前|会后)$")


def body_before(grounds: Grounds, end: int, floor: int) -> Span | None:
    """Return where the body's name stands that ends at `end`; blanks, 的 and an announced short form are passed over."""
    text = grounds.text
    stop = end
    while stop > floor and text[stop - 1].isspace():
        stop -= 1
    if alias := _ALIAS.search(text, max(floor, stop - 60), stop):
        stop = alias.start()
    elif text.endswith("的", floor, stop) and stop == end:
        found = _walk(grounds, stop - 1, floor)
        return found if found and _is_proper(grounds, *found) else None
    return _walk(grounds, stop, floor)


def kind_of(grounds: Grounds, span: Span) -> str:
    """Return what kind of body a name names: as the cast has it, else as its head says, else nothing."""
    name = grounds.text[slice(*span)]
    return head_kind(name) or grounds.kinds.get(name) or ""


def _walk(grounds: Grounds, end: int, floor: int) -> Span | None:
    text, at, strong, joined = grounds.text, end, None, False
    while at > floor and end - at <= _LONGEST:
        if at - 1 in grounds.name_at and grounds.name_at[at - 1] >= floor:
            at = strong = grounds.name_at[at - 1]
            continue
        if marked := _marked(text, at, floor):
            at = marked
            strong = at if strong is not None and text[at] in "“‘《" else strong
            continue
        word = _word(grounds, at - 1)
        if word is None or not _may_stand(grounds, word, at, end):
            field = _joined_field(grounds, at, floor) if strong in (at, None) and at < end and not joined else None
            if field is None:
                break
            at, strong, joined = field, field if strong else None, True
            continue
        at = max(word.start, floor)
        if word.tag in _PROPER or grounds.offices.starts.match(text, at, end):
            strong = at
    if strong is not None:
        return (strong, end) if strong < end else None
    return (at, end) if at < end and _is_unit(text, at, end) else None


def names_organ(grounds: Grounds, span: Span) -> bool:
    """Return whether a name is that of an organ, a firm or a unit of one, and not of a place."""
    number = grounds.word_at[span[1] - 1]
    tagged = number >= 0 and grounds.words[number].tag == "ORG"
    return tagged or kind_of(grounds, span) != "" or _UNIT.search(grounds.text, *span) is not None


def _joined_field(grounds: Grounds, at: int, floor: int) -> int | None:
    """Return where the first of two joined fields of one body begins: 运输及物流局."""
    first = _word(grounds, at - 2) if at - 2 >= floor and grounds.text[at - 1] in "及和与" else None
    if (
        first is None
        or first.end != at - 1
        or first.tag not in ("n", "vn")
        or head_kind(grounds.text[first.start : at - 1])
    ):
        return None
    before = _word(grounds, first.start - 1) if first.start > floor else None
    return first.start if before is None or before.tag in ("w", "LOC", "ORG") else None


def _is_unit(text: str, start: int, end: int) -> bool:
    """Whether a name without a proper word names a body: its head says so, or the office repeats it, 科技处处长."""
    repeated = end + 1 < len(text) and text[end - 1] == text[end] and text[end + 1] in "长务"
    return text[start] not in "“‘《" and end - start > 1 and (repeated or head_kind(text[start:end]) is not None)


def _word(grounds: Grounds, at: int) -> Word | None:
    number = grounds.word_at[at]
    return grounds.words[number] if number >= 0 else None


def _marked(text: str, end: int, floor: int) -> int | None:
    """Return where brackets or quotes within a name open that close at `end`."""
    if text[end - 1] not in "）”’》·-&":
        return None
    if text[end - 1] in "·-&":
        return end - 1
    found = _BRACKET.search(text, max(floor, end - 30), end) or _QUOTED.search(text, max(floor, end - 30), end)
    return found.start() if found and found.start() > floor else None


def _may_stand(grounds: Grounds, word: Word, end: int, last: int) -> bool:
    """Whether a word, as far as it stands before `end`, may be part of a body's name."""
    piece = grounds.text[word.start : end]
    if grounds.offices.starts.fullmatch(piece) or (end == last and _is_unit(grounds.text, word.start, end)):
        return True
    if word.tag not in _WITHIN or grounds.in_person[word.start]:
        return False
    if _NO_BODY.fullmatch(piece):
        return False
    office = office_before(grounds.offices, grounds.text, end, word.start)
    return office is None or (end < last and not office.start > word.start and _is_room(grounds, end))


def _is_room(grounds: Grounds, at: int) -> bool:
    """Whether an office names a room there: 校长办公室, 总裁办."""
    return grounds.text.startswith(("办公室", "办公厅", "办", "工作站", "联席会"), at)


def _is_proper(grounds: Grounds, start: int, end: int) -> bool:
    word = _word(grounds, start)
    return (start, end) in grounds.ids or bool(word and word.tag == "ORG")
