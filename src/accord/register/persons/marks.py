"""Who is named in one unit, and which decisions on who is who hold on to them. Pure.

In:  a unit with what it says under its decisions.
Out: the sides of decisions by name, and the decisions that hold on to nobody here; the anchor of a name.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from accord.model.anchor import Anchor, anchor, locate
from accord.model.decision import Same, anchors_of
from accord.model.reading import Agreement, Facts, Post, Span
from accord.register.units.compose import Composed, Side
from accord.register.units.matching import LEAST_OVERLAP
from accord.register.units.units import Unit

__all__ = ["PERSON", "Marks", "marks", "person_anchor"]

PERSON = "person"  # the kind of an anchor that holds on to a person's name

Named = dict[str, list[Span]]


class Marks(msgspec.Struct, frozen=True):
    """The sides that each name of a unit stands on, and the orphans: id of a decision and why it holds on to nobody."""

    sides: dict[str, tuple[Side, ...]]
    orphans: tuple[tuple[str, str], ...]


def marks(unit: Unit, said: Composed) -> Marks:
    """Return where the decisions on persons hold in a unit."""
    sides: dict[str, tuple[Side, ...]] = defaultdict(tuple)
    orphans: list[tuple[str, str]] = []
    asked = list(_asked(unit))
    if not asked:
        return Marks({}, ())
    now = _named(unit.content, (fact.value for fact in said.facts))
    read = _named(unit.content, _told(unit.facts))
    for side, held in asked:
        name = _meant(held, unit.content, now)
        if name is not None:
            sides[name] += (side,)
        elif _meant(held, unit.content, read) is None:
            orphans.append((f"d{side.decision}", "the words, or the person on them, are no longer there"))
    return Marks(sides, tuple(orphans))


def person_anchor(unit: Unit, said: Composed, name: str) -> Anchor:
    """Return the anchor by which a decision holds on to a name in a unit; of one entered by hand, to the name alone."""
    found = [*_named(unit.content, (fact.value for fact in said.facts)).get(name, ())]
    return anchor(unit.id, unit.content, next(iter(found), (0, 0)), kind=PERSON, key=name)


def _asked(unit: Unit) -> Iterator[tuple[Side, Anchor]]:
    here = {unit.id, *unit.older}
    for decided in unit.decisions:
        same = isinstance(decided.decision, Same)
        for at, held in enumerate(anchors_of(decided.decision)):
            if held.kind == PERSON and held.document in here:
                yield Side(int(decided.id[1:]), at, same), held


def _told(facts: Facts) -> Iterator[Post | Agreement]:
    yield from facts.posts
    yield from facts.agreements


def _named(content: str, values: Iterable[object]) -> Named:
    """Return the spans of each person's name: in the words that prove a post, or an agreement that he signed."""
    found: Named = defaultdict(list)
    for value in values:
        people = (value.person,) if isinstance(value, Post) else getattr(value, "signatories", ())
        for name in filter(None, people):
            found[name].extend(_where(content, name, getattr(value, "evidence", ())))
    return found


def _where(content: str, name: str, evidence: Iterable[Span]) -> Iterator[Span]:
    for start, end in evidence:
        at = content.find(name, start, end)
        yield (at, at + len(name)) if at >= 0 else (start, end)


def _meant(held: Anchor, content: str, named: Named) -> str | None:
    """Return the name that an anchor means: the one that it names, else the best on its words."""
    if held.key in named:
        return held.key
    place = locate(held, content)
    if place is None:
        return None
    fits = [(_overlap(place, span), name) for name, spans in named.items() for span in spans]
    best, name = max(fits, default=(0.0, ""))
    return name if best >= LEAST_OVERLAP else None


def _overlap(left: Span, right: Span) -> float:
    shared = min(left[1], right[1]) - max(left[0], right[0])
    return max(0, shared) / (max(left[1], right[1]) - min(left[0], right[0]) or 1)
