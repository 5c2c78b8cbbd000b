"""The words of offices: which words end at a place of the text, and what they say.

In:  the pack's lists `post_heads`, `post_ranks`, `post_bodies`, `post_followers`, `surnames`.
Out: `Offices`, once a pack; `office_before`, the office whose words end at an offset.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from accord.langs.pack import Pack

__all__ = ["Office", "Offices", "office_before", "office_from", "offices_of"]

_ABROAD = re.compile(r"驻(?:(?![馆处])[\u4e00-\u9fff]){1,10}$")
_LONGEST_OFFICE = 14


class Rank(msgspec.Struct, frozen=True):
    """What stands before a head: whether it is said in the post, whether several hold it, and before which homes."""

    word: str
    said: bool
    shared: bool
    home: str


class Offices(msgspec.Struct, frozen=True):
    """The pack's lists, ready to be asked.

    Attributes:
        heads: What each noun of an office says: its home (whose office it is) and whether several hold it.
        ranks: What may stand before it, the longest first.
        any_head: Matches a head.
        starts: Matches the front of a body's name that has no proper name.
        follower: Matches what follows a person's name.
        ender: Matches what of it may also end a clause: 表示, but not 为.
        surname: Matches a surname, `word` when it is a common word, too.
    """

    heads: dict[str, tuple[str, bool]]
    longest: int
    ranks: tuple[Rank, ...]
    any_head: re.Pattern[str]
    starts: re.Pattern[str]
    follower: re.Pattern[str]
    ender: re.Pattern[str]
    surname: re.Pattern[str]


class Office(msgspec.Struct, frozen=True):
    """An office as its words stand.

    Attributes:
        start, end: All its words, 时任 and 新任 among them.
        said: Where the words of the post begin.
        home: Whose office it is: `place`, `party`, `company` ...; empty where any body may have it.
        shared: Whether several may hold it.
    """

    start: int
    end: int
    said: int
    home: str
    shared: bool


def offices_of(pack: Pack) -> Offices:
    """Return the pack's lists of offices, compiled once for each pack."""
    return _compiled(
        tuple((row["word"], row["home"], row["shared"] == "y") for row in pack.tables["post_heads"]),
        tuple(
            Rank(row["word"], row["said"] == "y", row["shared"] == "y", row["home"])
            for row in pack.tables["post_ranks"]
        ),
        pack.lexicons["post_bodies"],
        tuple((row["word"], row["ends"] == "y") for row in pack.tables["post_followers"]),
        pack.lexicons["surnames"],
    )


def office_before(offices: Offices, text: str, end: int, floor: int) -> Office | None:
    """Return the office whose words end at `end`, the longest, with its ranks; None where none does."""
    head = next(
        (n for n in range(min(offices.longest, end - floor), 0, -1) if text[end - n : end] in offices.heads), None
    )
    if head is None:
        return None
    start = said = end - head
    home, shared = offices.heads[text[start:end]]
    whole = True
    while rank := _rank(offices, text, start, floor, home):
        start -= len(rank.word)
        whole = whole and rank.said
        shared = shared or rank.shared
        said = start if whole else said
    if home == "envoy" and (abroad := _ABROAD.search(text, max(floor, start - 14), start)):
        start = said = abroad.start()
    return Office(start, end, said, home, shared)


def office_from(offices: Offices, text: str, start: int, limit: int) -> Office | None:
    """Return the longest office whose words begin at `start`."""
    found = None
    for end in range(start + 2, min(limit, start + _LONGEST_OFFICE) + 1):
        office = office_before(offices, text, end, start)
        if office and office.start == start:
            found = office
    return found


def _rank(offices: Offices, text: str, end: int, floor: int, home: str) -> Rank | None:
    for rank in offices.ranks:
        if text.endswith(rank.word, floor, end) and rank.home in ("", home):
            return rank
    return None


@lru_cache(maxsize=4)
def _compiled(
    heads: tuple[tuple[str, str, bool], ...],
    ranks: tuple[Rank, ...],
    starts: tuple[str, ...],
    followers: tuple[tuple[str, bool], ...],
    surnames: tuple[str, ...],
) -> Offices:
    return Offices(
        heads={word: (home, shared) for word, home, shared in heads},
        longest=max(len(word) for word, _, _ in heads),
        ranks=tuple(sorted(ranks, key=lambda r: (-len(r.word), r.word))),
        any_head=_any(word for word, _, _ in heads),
        starts=_any(starts),
        follower=_any(word for word, _ in followers),
        ender=_any(word for word, ends in followers if ends),
        surname=_any(surnames),
    )


def _any(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w))))
