"""Find the body of an office that names none, in the words around it.

In:  a sentence in which persons are covered, the names in it, where the office or its holder stands.
Out: the body as worded: 'its' is the last named one, a rector is of the university named before, an officer of the company
     on whose behalf he signs, a leader of the place whose delegation he leads.
"""

import re

import msgspec

from accord.langs import Pack, match
from accord.model.reading import Span
from accord.reading.posts.office_words import Titles
from accord.reading.posts.titles import Office, body_after

__all__ = ["acted_for", "behind", "led", "lent", "of_its_kind", "own_body"]

_LEFT = 200  # characters before an office in which its body may stand
_STATE = re.compile(r"\s*\([^()]{1,24}\)")  # party and state of a senator


def lent(office: Office, body: str | None) -> Office:
    """Return the office with a body where it names none."""
    return msgspec.structs.replace(office, body=body) if body and not office.body else office


def own_body(words: str, at: int, names: tuple[Span, ...], titles: Titles) -> str | None:
    """Return the body named last before 'its' or 'whose' at the left of an office: 'Riga and its mayor, A'."""
    own = titles.own.search(words, max(0, at - _LEFT), at)
    before = [(a, b) for a, b in names if own and b <= own.start() and not titles.generic.fullmatch(words, a, b)]
    return words[slice(*max(before))] if before else None


def behind(words: str, end: int, names: tuple[Span, ...], titles: Titles) -> str | None:
    """Return the body that follows a titled person who ends at `end`: 'President A of Ghana'."""
    bracket = _STATE.match(words, end)
    of = titles.seat.match(words, bracket.end() if bracket else end)
    if not of:
        return None
    stop = max((stop for start, stop in names if start == of.end()), default=None)
    land = titles.country.match(words, of.end())
    return words[of.end() : stop or land.end()] if stop or land else None  # type: ignore[union-attr]


def acted_for(words: str, end: int, names: tuple[Span, ...], titles: Titles) -> str | None:
    """Return the body on whose behalf he acts of whom the words up to `end` tell: 'A, the manager, on behalf of the bank'."""
    behalf = titles.behalf.match(words, end)
    return body_after(words, behalf.end(), names, titles) if behalf else None


def of_its_kind(words: str, office: Office, names: tuple[Span, ...], titles: Titles) -> str | None:
    """Return the only body before an office of the kind that alone has such an office: a university for a rector."""
    kind = titles.homes.get(office.kind)
    bodies = {words[a:b] for a, b in names if kind and b <= office.start and kind.search(words, a, b)}
    return bodies.pop() if len(bodies) == 1 else None


def led(words: str, at: int, pack: Pack) -> str | None:
    """Return the body whose delegation the holder of the office at `at` leads: 'a delegation from Riga led by mayor A'."""
    hits = match(pack.rules, words[max(0, at - _LEFT) : at], kind="post_led")
    return next((hit.found["body"] for hit in hits), None)
