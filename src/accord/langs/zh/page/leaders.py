"""Find states before the offices of those who speak for them: 同法国外长会谈, 德国总理某某.

In:  a sentence in plain characters.
Out: candidates for the states, whatever words a recogniser makes of 同法|国外|长; and for a person behind who is named there.
"""

import re
from collections.abc import Iterator, Sequence

from accord.langs.pack import Candidate
from accord.langs.zh.page.heads import head_kind
from accord.langs.zh.page.recogniser import Word
from accord.langs.zh.page.seats import level_of, seats

__all__ = ["leaders_in"]

_OFFICE = re.compile(
    "(?:候任|前|新任|代|副|常务)?(?:总统|总理|首相|国王|女王|外长|外交大臣|防长|财长|议长|国家元首|王储|驻华大使)"
)
_MISTAKEN = ("ORG", "LOC", "nz", "nw")
_AFTER = "和与同及、"
_LONGEST, _SHORTEST = 9, 2  # characters of the name of a state


def leaders_in(sentence: str, words: Sequence[Word]) -> Iterator[Candidate]:
    """Yield the states whose leaders a sentence names by their office, and who a recogniser takes for a body behind it."""
    last = 0
    for office in _OFFICE.finditer(sentence):
        end = office.start()
        start = next(
            (
                end - n
                for n in range(_LONGEST, _SHORTEST - 1, -1)
                if end - n >= last and _is_state(sentence[end - n : end])
            ),
            None,
        )
        if start is not None:
            yield Candidate(start, end, "place")
            last = office.end()
            yield from _person(sentence, words, last)


def _person(sentence: str, words: Sequence[Word], start: int) -> Iterator[Candidate]:
    """Yield who stands behind an office though a recogniser takes the name for a body's or a place's: 总理|朔尔茨和."""
    word = next((w for w in words if w.start == start), None)
    if word and word.tag in _MISTAKEN:
        name = sentence[start : word.end].rstrip(_AFTER)
        if len(name) > 1 and not seats(name) and not head_kind(name):
            yield Candidate(start, start + len(name), "person")


def _is_state(name: str) -> bool:
    return any(level_of(code, "国") for code in seats(name))
