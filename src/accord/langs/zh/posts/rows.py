"""One row a post: what a page says twice of a person is told once, in the fullest words.

In:  told offices, each with its person, in text order.
Out: posts in the order in which the page first tells of them.
"""

import re

import msgspec

from accord.langs.zh.posts.chains import Held
from accord.langs.zh.posts.grounds import Grounds
from accord.model.reading import Post, Span

__all__ = ["Told", "rows_of"]

_SOFT = re.compile(r"^(?:常务|第一|专职|国家|高级|中共中央|全球)")
_PARTY = re.compile(r"党|[省市区县州盟旗]委(?!会|员)")


class Told(msgspec.Struct, frozen=True):
    """An office of a person as one place of the page tells it."""

    person: str
    held: Held
    spans: tuple[Span, ...]
    rule: str
    confidence: float = 0.9


def rows_of(grounds: Grounds, told: list[Told]) -> tuple[Post, ...]:
    """Return the posts, each told once."""
    rows: list[Told] = []
    for one in told:
        at = next((n for n, row in enumerate(rows) if _is_same(grounds, row, one)), None)
        if at is None:
            rows.append(one)
        else:
            rows[at] = _fuller(rows[at], one)
    return tuple(
        Post(
            id=f"o{number}",
            rule=row.rule,
            person=row.person,
            post=row.held.post,
            organization=row.held.organization,
            party=_party(grounds, row.held),
            evidence=row.spans,
            confidence=row.confidence,
        )
        for number, row in enumerate(rows, 1)
    )


def _is_same(grounds: Grounds, one: Told, other: Told) -> bool:
    if one.person != other.person:
        return False
    a, b = one.held, other.held
    if a.post != b.post and _SOFT.sub("", a.post) != b.post and _SOFT.sub("", b.post) != a.post:
        return False
    if a.organization is None or b.organization is None or a.organization == b.organization:
        return True
    left, right = _party(grounds, a), _party(grounds, b)
    return (left is not None and left == right) or _holds(a.organization, b.organization)


def _holds(one: str, other: str) -> bool:
    """Whether one name has the characters of the other in order, and both or neither are of the Party."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return bool(_PARTY.search(one)) == bool(_PARTY.search(other)) and all(c in rest for c in short)


def _fuller(one: Told, other: Told) -> Told:
    best = max((one, other), key=lambda t: (len(t.held.organization or ""), len(t.held.post)))
    post = max((one.held.post, other.held.post), key=len)
    return msgspec.structs.replace(
        best,
        held=msgspec.structs.replace(best.held, post=post),
        spans=(*one.spans, *(s for s in other.spans if s not in one.spans)),
        confidence=max(one.confidence, other.confidence),
    )


def _party(grounds: Grounds, held: Held) -> str | None:
    """Return the party that stands where the body does, or that has its name."""
    if held.body is None:
        return None
    return grounds.ids.get(held.body) or grounds.parties.get(held.organization or "")
