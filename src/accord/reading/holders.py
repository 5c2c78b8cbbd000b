"""Find the names of persons whom their office or honorific tells, where the recogniser missed them.

In:  a scene; the pack's rules `holder` (group `name`).
Out: the persons of the scene with those added; a name that the recogniser widened to the left ('Law Ann Lee') is cut.
"""

from bisect import bisect_left

import msgspec

from accord.langs import match
from accord.reading.parts import Name
from accord.reading.scene import Scene, recast

__all__ = ["holders", "with_holders"]


def holders(scene: Scene) -> tuple[Name, ...]:
    """Return the persons of the scene and those whom their office or honorific tells, in text order."""
    persons = list(scene.cast.persons)
    for told in _told(scene):
        stop = bisect_left(persons, told.end, key=lambda p: p.start)
        first = stop
        while first and persons[first - 1].end > told.start:
            first -= 1
        if any(p.start >= told.start for p in persons[first:stop]):
            continue  # the recogniser saw the same name, or one that goes further
        persons[first:stop] = [told]
    return tuple(persons)


def with_holders(scene: Scene) -> Scene:
    """Return the scene in which those whom their office tells are persons, too."""
    persons = holders(scene)
    if persons == scene.cast.persons:
        return scene
    return recast(scene, msgspec.structs.replace(scene.cast, persons=persons))


def _told(scene: Scene) -> list[Name]:
    found = []
    for sentence in scene.page.sentences:
        if sentence.kind != "furniture":
            words = scene.page.content[sentence.start : sentence.end]
            for hit in match(scene.pack.rules, words, kind="holder"):
                start, end = (sentence.start + at for at in hit.found.span("name"))
                found.append(Name(start, end, scene.page.content[start:end], "person"))
    return found
