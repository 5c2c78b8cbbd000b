"""Work out which words a pattern cannot match without, so that most patterns need not be tried on most sentences.

In:  a regular expression.
Out: sets of small-letter literals; where the pattern matches, the text holds one of each set.

The method is that of RE2's `FilteredRE2`: what a part of the pattern matches is kept exactly while it is a short list of
strings; where it is no longer, the list becomes a condition.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from re import _constants as op  # type: ignore[attr-defined]  # the parser of `re` has no public name
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import msgspec
from ahocorasick_rs import AhoCorasick

__all__ = ["Literals", "folded", "holds_mark", "required"]

_MOST = 400  # strings of one list; longer ones become conditions at once
_CLASS = 4  # characters of a class that is still a list
_LONG = 5  # letters; a longer literal tells no more
_SHORTEST = 3  # letters of a literal that tells texts apart; a mark or a Chinese character does alone
_RARE = frozenset("()[];:$€£¥%/《》")  # one of these tells as much as a word
_MARKS = range(0xE000, 0xF8FF + 1)  # Unicode's private use area: `masks.py`
_ODD = {"İ": "i", "ı": "i", "ſ": "s"}  # `re.IGNORECASE` takes them for these; `lower` does not

_TEXTS = 2_000  # texts whose literals are kept: those of some pages

_Set = frozenset[str]


class Literals:
    """Looks for the literals of many sets at once; each set is a bit of a number."""

    def __init__(self, sets: Sequence[_Set]) -> None:
        """Number the sets."""
        self._numbers = {one: 1 << n for n, one in enumerate(dict.fromkeys(sets))}
        bits: dict[str, int] = {}
        for one, bit in self._numbers.items():
            for literal in one:
                bits[literal] = bits.get(literal, 0) | bit
        self._bits = list(bits.values())
        self._automaton = AhoCorasick(list(bits)) if bits else None
        self._kept: dict[str, int] = {}

    def bits(self, sets: Iterable[_Set]) -> int:
        """Return the bits of some of the sets."""
        return sum({self._numbers[one] for one in sets})

    def held(self, text: str) -> int:
        """Return the bits of all sets of which the text holds a literal."""
        held = self._kept.get(text)
        if held is None:
            if len(self._kept) >= _TEXTS:
                self._kept.clear()
            held = self._kept[text] = self._look(text)
        return held

    def _look(self, text: str) -> int:
        held = 0
        if self._automaton is not None:
            found = self._automaton.find_matches_as_indexes(folded(text), overlapping=True)
            for number in {literal for literal, _, _ in found}:
                held |= self._bits[number]
        return held


class _Seen(msgspec.Struct, frozen=True):
    """What a part matches: exactly these strings (None: too many), under these conditions."""

    exact: _Set | None
    needed: tuple[_Set, ...] = ()


_NOTHING = frozenset({""})


def folded(text: str) -> str:
    """Return a text as literals are looked up in it.

    >>> folded("SİGNED")
    'signed'
    """
    if not text.isascii():
        for odd, plain in _ODD.items():
            if odd in text:
                text = text.replace(odd, plain)
    return text.lower()


def required(pattern: re.Pattern[str]) -> tuple[_Set, ...]:
    r"""Return the sets of which a matching text holds, folded, one literal each; empty where nothing can be said.

    >>> [sorted(s) for s in required(re.compile(r"\b(?:sign|seal)(?:ed)?\s+(?:an? )?pact", re.I))]
    [['seal', 'sign'], ['pact']]
    """
    seen = _sequence(parser.parse(pattern.pattern, pattern.flags))
    sets = [*seen.needed, *([seen.exact] if seen.exact is not None else [])]
    return tuple(dict.fromkeys(_plain(one) for one in sets if _tells(one)))


def holds_mark(strings: Iterable[str]) -> bool:
    """Return whether one of the strings holds a mark of a covered sentence."""
    return any(ord(c) in _MARKS for one in strings for c in one)


def _tells(strings: _Set) -> bool:
    return all(len(s.strip()) >= _SHORTEST or not _RARE.isdisjoint(s) or holds_mark([s]) or _is_han(s) for s in strings)


def _is_han(string: str) -> bool:
    """Return whether a string holds a Chinese character, which tells as much as a word."""
    return any("\u3400" <= c <= "\u9fff" for c in string)


def _plain(strings: _Set) -> _Set:
    """Return the strings without those that hold another."""
    kept: list[str] = []
    for one in sorted(strings, key=len):
        if not any(other in one for other in kept):
            kept.append(one)
    return frozenset(kept)


def _sequence(items: Iterable[Any]) -> _Seen:
    current: _Set | None = _NOTHING
    whole = True
    needed: list[_Set] = []
    for code, value in items:
        seen = _part(code, value)
        needed += seen.needed
        if seen.exact is not None and current is not None and len(current) * len(seen.exact) <= _MOST:
            current = frozenset(a + b for a in current for b in seen.exact)
            continue
        whole = False
        needed += [current] if current is not None else []
        current = seen.exact if seen.exact is not None else _NOTHING
    return _Seen(current, tuple(needed)) if whole else _Seen(None, (*needed, current or _NOTHING))


def _part(code: Any, value: Any) -> _Seen:  # noqa: ANN401
    if code in (op.AT, op.ASSERT_NOT):
        return _Seen(_NOTHING)
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return _repeated(*value)
    make = _MAKERS.get(code)
    return make(value) if make else _Seen(None)


def _character(number: int) -> _Set | None:
    one = chr(number)
    return frozenset({one.lower()}) if one.isascii() or one.lower() == one.upper() else None


def _around(value: tuple[int, Iterable[Any]]) -> _Seen:
    """Return what must stand before or behind: in the text, though not in the match."""
    seen = _sequence(value[1])
    return _Seen(_NOTHING, (*seen.needed, *([seen.exact] if seen.exact is not None else [])))


def _class(members: list[tuple[Any, Any]]) -> _Seen:
    if len(members) > _CLASS or any(code is not op.LITERAL for code, _ in members):
        return _Seen(None)
    characters = [_character(value) for _, value in members]
    return _Seen(None) if None in characters else _Seen(frozenset(c for one in characters if one for c in one))


def _repeated(least: int, most: int, items: Iterable[Any]) -> _Seen:
    seen = _sequence(items)
    if most == 1 and seen.exact is not None:
        return _Seen(seen.exact if least else seen.exact | _NOTHING)
    if not least:
        return _Seen(None)
    return _Seen(None, (*seen.needed, *([seen.exact] if seen.exact is not None else [])))


def _branches(branches: list[_Seen]) -> _Seen:
    if all(b.exact is not None for b in branches):
        exact = frozenset(s for b in branches if b.exact for s in b.exact)
        if len(exact) <= _MOST:
            return _Seen(exact)
    unions = []
    for rank in (_by_words, _by_signs):
        best = [_best(b, rank) for b in branches]
        if all(best):
            unions.append(frozenset(s for one in best if one for s in one))
    return _Seen(None, tuple(dict.fromkeys(unions)))


def _best(seen: _Seen, rank: Callable[[_Set], tuple[bool, int, int]]) -> _Set | None:
    """Return the condition of a branch that tells most."""
    sets = [s for s in (*seen.needed, *([seen.exact] if seen.exact is not None else [])) if _tells(s)]
    return min(sets, key=rank, default=None)


def _by_words(strings: _Set) -> tuple[bool, int, int]:
    """Rank words before marks, long before short, few before many."""
    return holds_mark(strings), -min(_LONG, *map(len, strings)), len(strings)


def _by_signs(strings: _Set) -> tuple[bool, int, int]:
    """Rank what holds marks or rare signs in each string before what does not, few before many."""
    return not all(holds_mark(s) or not _RARE.isdisjoint(s) for s in strings), len(strings), 0


_MAKERS: dict[Any, Callable[[Any], _Seen]] = {
    op.LITERAL: lambda number: _Seen(_character(number)),
    op.IN: _class,
    op.SUBPATTERN: lambda group: _sequence(group[3]),
    op.ATOMIC_GROUP: lambda items: _sequence(items),
    op.ASSERT: _around,
    op.BRANCH: lambda both: _branches([_sequence(branch) for branch in both[1]]),
}
