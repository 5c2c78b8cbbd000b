"""Part the bodies that one cell names.

In:  what stands in a cell of parties.
Out: each name with where it begins in the cell, and what kind of body its words say.

A joint that names themselves contain ('和', 'and', a comma) parts two bodies only where both sides end or begin as
bodies do; else the cell is one name.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

import msgspec

from accord.exchange.ledger.tables import is_blank, rows
from accord.model.terms import PartyKind

__all__ = ["Named", "kind_of", "names_in"]

_NUMBERED = r"(?:(?:^|(?<=[\s、,，;；]))[(（]?\d{1,2}\s*[.、．)）:：]\s*(?!\d)|[①-⑳]\s*)"  # a number in a list
_ASIDE = re.compile(r"\s*[(（【][^()（）【】]*[)）】]$")
_NAME_EDGE = " \t\n,，、;；.。:：·"


class Named(msgspec.Struct, frozen=True):
    """A name and where it begins in its cell."""

    name: str
    start: int


def names_in(content: str) -> list[Named]:
    """Return the bodies that a cell names, in order, each once.

    >>> [named.name for named in names_in("无锡市人民政府、苏州大学；工业和信息化局")]
    ['无锡市人民政府', '苏州大学', '工业和信息化局']
    >>> [named.name for named in names_in("Wuxi Municipal Government and Lotus Co., Ltd.")]
    ['Wuxi Municipal Government', 'Lotus Co., Ltd.']
    """
    found: dict[str, Named] = {}
    for start, end in _pieces(content, 0):
        named = _trimmed(content, start, end)
        if named and not is_blank(named.name):
            found.setdefault(named.name, named)
    return list(found.values())


@lru_cache(maxsize=50_000)
def kind_of(name: str) -> PartyKind:
    """Return what kind of body a name's own words say: the longest ending or opening counts.

    >>> kind_of("中国电子科技集团有限公司"), kind_of("Southeast University"), kind_of("Lotus")
    ('enterprise', 'university', 'other')
    """
    words = name.casefold().strip()
    fits = [(len(word), kind) for word, kind, at in _words() if _stands(word, words, at)]
    return max(fits, key=lambda fit: fit[0])[1] if fits else "other"


def _pieces(content: str, at: int) -> Iterator[tuple[int, int]]:
    """Yield the spans between joints."""
    start = at
    for joint in _joints().finditer(content, at):
        if joint.start() < start or _within_brackets(content, joint.start()):
            continue
        if joint.lastgroup == "any" or _parts(content, start, joint):
            yield start, joint.start()
            start = joint.end()
    yield start, len(content)


def _parts(content: str, start: int, joint: re.Match[str]) -> bool:
    following = next(_sure_joints().finditer(content, joint.end()), None)
    right = content[joint.end() : following.start() if following else len(content)]
    return _is_body(content[start : joint.start()]) and _begins_body(right)


def _begins_body(text: str) -> bool:
    """Return whether a body's name stands at the beginning of the words, alone or before another joint."""
    ends = [joint.start() for joint in _joints().finditer(text)]
    return any(_is_body(text[:end]) for end in [*ends, len(text)])


def _is_body(text: str) -> bool:
    plain = _ASIDE.sub("", text.strip(_NAME_EDGE)).casefold()
    return any(_stands(word, plain, at) and len(word) < len(plain) for word, _, at in _words())


def _stands(word: str, text: str, at: str) -> bool:
    if at == "start":
        return text.startswith(f"{word} ")
    if not text.endswith(word):
        return False
    before = text[: -len(word)]
    return not (word[0].isascii() and before[-1:].isascii() and before[-1:].isalpha())


def _trimmed(content: str, start: int, end: int) -> Named | None:
    """Return the name without what stands around it and an aside in brackets behind it."""
    words = content[start:end]
    start += len(words) - len(words.lstrip(_NAME_EDGE))
    stripped = words.strip(_NAME_EDGE)
    if words.rstrip().endswith(".") and stripped and stripped[-1].isascii():
        stripped += "."  # 'Co., Ltd.' keeps its full stop
    name = _ASIDE.sub("", stripped) or stripped
    return Named(name, start) if name else None


def _within_brackets(content: str, at: int) -> bool:
    before = content[:at]
    return sum(map(before.count, "(（【")) > sum(map(before.count, ")）】"))


@cache
def _words() -> tuple[tuple[str, PartyKind, str], ...]:
    return tuple((row["word"], row["kind"], row["at"]) for row in rows("bodies"))  # type: ignore[misc]


@cache
def _joints() -> re.Pattern[str]:
    by: dict[str, list[str]] = {"any": [], "bodies": []}
    for row in rows("joints"):
        by[row["between"]].append(_pattern(row["joint"]))
    return re.compile(
        f"(?P<any>{'|'.join([_NUMBERED, *by['any']])})|(?P<bodies>{'|'.join(by['bodies'])})", re.IGNORECASE
    )


@cache
def _sure_joints() -> re.Pattern[str]:
    sure = (_pattern(row["joint"]) for row in rows("joints") if row["between"] == "any")
    return re.compile("|".join([_NUMBERED, *sure]))


def _pattern(joint: str) -> str:
    return r"\n" if joint == r"\n" else re.escape(joint)
