"""Make one row a post of all tellings of it.

In:  what each sentence tells of offices and who holds them; the cast of the page.
Out: posts in text order, each with the holder's fullest name.

A post told twice is one row, the fuller wording. A person named only in short ('Secretary Chen') is the one whose full
name the text gives.
"""

from collections.abc import Mapping

import msgspec

from accord.langs import Rule
from accord.model.page import Cast, Name
from accord.model.reading import Post, Span
from accord.reading.posts.titles import Office

__all__ = ["Held", "rows_of"]


class Held(msgspec.Struct, frozen=True):
    """An office and who holds it; spans are offsets of the document."""

    person: str
    office: Office
    spans: tuple[Span, ...]
    rule: Rule


def rows_of(held: list[Held], cast: Cast) -> tuple[Post, ...]:
    """Return the rows of what was told, without what a short name leaves open."""
    longer = _longer_names(cast)
    holding = _kinds_held(held)
    named = [full for one in held if (full := _fully_named(one, longer, holding))]
    bodies = {name.casefold(): p.id for p in reversed(cast.parties) for name in p.names}
    return tuple(_post(one, number, bodies) for number, one in enumerate(_merged(named), 1))


def _longer_names(cast: Cast) -> dict[tuple[str, ...], dict[str, Name]]:
    """Return by the words with which a name may be shortened, its first or last ones, the persons so named in full."""
    longer: dict[tuple[str, ...], dict[str, Name]] = {}
    for name in cast.persons:
        full = tuple(name.text.casefold().split())
        for n in range(1, len(full)):
            for short in (full[:n], full[-n:]):
                longer.setdefault(short, {}).setdefault(name.text, name)
    return longer


def _kinds_held(held: list[Held]) -> dict[str, set[str]]:
    kinds: dict[str, set[str]] = {}
    for one in held:
        kinds.setdefault(one.person, set()).add(one.office.kind)
    return kinds


def _fully_named(
    one: Held, longer: Mapping[tuple[str, ...], Mapping[str, Name]], holding: Mapping[str, set[str]]
) -> Held | None:
    """Return the office with its holder's full name, and where that stands; None where a short name may be several's.

    Of several, the one who is said to hold such an office by full name is meant.
    """
    names = longer.get(tuple(one.person.casefold().split()), {})
    fits = list(names)
    if len(fits) > 1:
        fits = [name for name in fits if one.office.kind in holding.get(name, ())]
    elif not fits:
        return one
    if len(fits) != 1:
        return None
    name = names[fits[0]]
    return msgspec.structs.replace(one, person=name.text, spans=(*one.spans, (name.start, name.end)))


def _merged(held: list[Held]) -> list[Held]:
    """Return one row a post, the fuller wording where it is told twice, in text order of the first telling."""
    rows: list[Held] = []
    alike: dict[tuple[str, str], list[int]] = {}
    for one in held:
        near = alike.setdefault((one.person.casefold(), one.office.kind), [])
        twin = next((i for i in near if _same(rows[i], one)), None)
        if twin is None:
            near.append(len(rows))
            rows.append(one)
        elif _fullness(one) > _fullness(rows[twin]):
            rows[twin] = one
    return rows


def _same(left: Held, right: Held) -> bool:
    """Whether two tellings of one person and one kind of office are of one office."""
    whole = all(o.complete or o.body for o in (left.office, right.office))
    if whole and _rank(left.office) != _rank(right.office):
        return False
    a, b = _words(left.office), _words(right.office)
    return a <= b or b <= a


def _rank(office: Office) -> str:
    return office.post.casefold().partition(office.kind.split()[-1])[0].strip()


def _words(office: Office) -> set[str]:
    """Return what tells an office from others of its kind: the words of its body and of its field."""
    field = office.post.casefold().partition(office.kind)[2] if office.complete else ""
    return set(f"{office.body or ''} {field}".casefold().split())


def _fullness(one: Held) -> tuple[bool, int]:
    return bool(one.office.body), len(one.office.post) + len(one.office.body or "")


def _post(one: Held, number: int, bodies: Mapping[str, str]) -> Post:
    return Post(
        id=f"o{number}",
        rule=one.rule.id,
        person=one.person,
        post=one.office.post,
        organization=one.office.body,
        party=bodies.get(one.office.body.casefold()) if one.office.body else None,
        evidence=one.spans,
        confidence=one.rule.confidence,
    )
