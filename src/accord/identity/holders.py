"""Whether two names at bodies are one person.

In:  a verdict on the names, and for each its body and posts.
Out: a verdict with the values that met; the seat of a body, which the offices of one place share.

One name at one body is one person. At two offices of one place (a city's committee and its government) it is one where
the posts are of one family: reports in two languages call the same office by either. At two bodies it may be one: a move
is a new post only where something says so, and until then a person is asked.
"""

import re
from functools import cache, lru_cache

from accord.gazetteer import entry
from accord.identity.called import called
from accord.identity.tables import rows
from accord.identity.text import fold
from accord.model.holder import Holder
from accord.model.verdict import Reason, Verdict

__all__ = ["families", "like_posts", "same_holder", "seat"]

_WORDS = re.compile(r"[a-z]+")
_DEPUTY = "deputy"
_TELLING = 2  # characters of a given name, from which on a name is borne by few
_SAME_PLACE, _OTHER_PLACE, _OTHER_SCRIPT = 0.6, 0.5, 0.35


def seat(code: str) -> str:
    """Return what the offices of one place share: its code. A department or another body is its own seat.

    >>> seat("320100:party_committee"), seat("320100:department:audit"), seat("cn-soe:cetc")
    ('320100', '320100:department:audit', 'cn-soe:cetc')
    """
    place, _, office = code.partition(":")
    known = entry(place)
    return place if known and known.kind == "place" and ":" not in office else code


def same_holder(names: Verdict, left: Holder, right: Holder) -> Verdict:
    """Return whether two names at bodies are one person's; `names` is the verdict on the names alone."""
    if names.verdict == "different":
        return names
    met = families(left.posts) & families(right.posts)
    known = bool(families(left.posts) and families(right.posts))
    reasons = (*names.reasons, *_bodies(left, right), *_posts(left, right))
    one_name = called(left.name).plain == called(right.name).plain
    if left.body and left.body == right.body:
        sure = names.verdict == "same" and (one_name or met or not known)
        return Verdict("same" if sure else "unsure", 0.95 if one_name else 0.85 if sure else _SAME_PLACE, reasons)
    if left.code and right.code and seat(left.code) == seat(right.code):
        sure = names.verdict == "same" and bool(met)
        return Verdict("same" if sure else "unsure", 0.8 if sure else _SAME_PLACE - 0.05, reasons)
    return Verdict("unsure", _elsewhere(left, right, one_name=one_name, alike=bool(met)), reasons)


def like_posts(left: Holder, right: Holder) -> bool:
    """Return whether two holders have posts of one family, or in the same words."""
    return bool(families(left.posts) & families(right.posts) or set(left.posts) & set(right.posts))


@lru_cache(maxsize=1 << 14)
def families(posts: tuple[str, ...]) -> frozenset[str]:
    """Return the families of posts: mayors and governors are of one in both languages, their deputies of another.

    >>> sorted(families(("Nanjing Party Secretary",)) & families(("市委书记",)))
    ['party']
    >>> sorted(families(("常务副市长",)))
    ['deputy government']
    """
    return frozenset(family for post in posts for family in _families(post))


def _elsewhere(left: Holder, right: Holder, *, one_name: bool, alike: bool) -> float:
    """Return how sure it is that a name at two bodies is one person's: surer the rarer it is, and the nearer the posts."""
    if not (one_name and left.body and right.body):
        return _OTHER_SCRIPT
    one = called(left.name)
    telling = one.signs >= _TELLING if one.han else len(one.parts) > 2 or len(one.pieces) >= _TELLING
    return _OTHER_PLACE - (0 if telling else 0.1) + (0.05 if alike else 0)


def _bodies(left: Holder, right: Holder) -> tuple[Reason, ...]:
    return (Reason("bodies", left.called, right.called),) if left.called or right.called else ()


def _posts(left: Holder, right: Holder) -> tuple[Reason, ...]:
    told = (", ".join(left.posts[:3]), ", ".join(right.posts[:3]))
    return (Reason("posts", *told),) if any(told) else ()


def _families(post: str) -> frozenset[str]:
    plain = fold(post).casefold()
    words = " ".join(_WORDS.findall(plain))
    deputy = any(word in plain for word in _deputies()[0]) or any(
        f" {word} " in f" {words} " for word in _deputies()[1]
    )
    fits = [(_longest(plain, words, han, latin), family) for family, han, latin in _table()]
    most = max(size for size, _ in fits)
    found = {family for size, family in fits if size == most} if most else ()
    return frozenset(f"{_DEPUTY} {family}" if deputy else family for family in found)


def _longest(plain: str, words: str, han: tuple[str, ...], latin: tuple[str, ...]) -> int:
    """Return the length of the longest title that a post ends in, or says; 0 where there is none."""
    ends = (title for title in han if plain.endswith(title))
    says = (title for title in latin if f" {title} " in f" {words} ")
    return max(map(len, (*ends, *says)), default=0)


@cache
def _table() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """Return each family with its titles in Han characters and in Latin letters."""
    listed = ((row["family"], row["zh"], row["en"]) for row in rows("post_families") if row["family"] != _DEPUTY)
    return tuple((family, _cells(han), _cells(latin)) for family, han, latin in listed)


@cache
def _deputies() -> tuple[tuple[str, ...], tuple[str, ...]]:
    row = next(row for row in rows("post_families") if row["family"] == _DEPUTY)
    return _cells(row["zh"]), _cells(row["en"])


def _cells(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))
