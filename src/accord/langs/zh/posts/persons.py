"""Give a page its persons as their titles show them: LAC misses some, and cuts others.

In:  a scene.
Out: the scene with these persons, and without parties at places where a person stands.
"""

import msgspec

from accord.langs.zh.page.heads import head_kind
from accord.langs.zh.page.scene import Scene
from accord.langs.zh.page.seats import seats
from accord.langs.zh.posts.grounds import grounds_of
from accord.langs.zh.posts.holders import holders
from accord.model.page import Cast, Name
from accord.model.reading import Span

__all__ = ["with_persons"]


def with_persons(scene: Scene) -> Scene:
    """Return the scene with the persons that names and titles show."""
    told = {(n.start, n.end) for n in scene.cast.persons}
    named = [s for s in scene.cast.standings if s.named]
    firm = [s for s in named if head_kind(scene.text[s.start : s.end]) or seats(scene.text[s.start : s.end])]
    bodies = _covered(scene, [(s.start, s.end) for s in firm])
    found = holders(grounds_of(scene), scene.sentences)
    spans = [(a, b) for a, b in found if (a, b) in told or not any(bodies[a:b])]
    persons = tuple(Name(a, b, scene.text[a:b], "person") for a, b in spans)
    taken = _covered(scene, spans)
    standings = tuple(s for s in scene.cast.standings if not any(taken[s.start : s.end]))
    kept = {party for s in standings for party in s.parties}
    parties = tuple(
        msgspec.structs.replace(p, mentions=tuple(m for m in p.mentions if not any(taken[m[0] : m[1]])))
        for p in scene.cast.parties
        if p.id in kept
    )
    return msgspec.structs.replace(scene, cast=Cast(parties, standings, persons), seen={}, happens={})


def _covered(scene: Scene, spans: list[Span]) -> bytearray:
    taken = bytearray(len(scene.text) + 1)
    for start, end in spans:
        taken[start:end] = b"\1" * (end - start)
    return taken
