"""Find the names of persons whom their office or honorific tells, where the recogniser missed them.

In:  a scene; the pack's rules `holder` (group `name`).
Out: the persons of the scene with those added; a name that the recogniser widened to the left ('Law Ann Lee') is cut.
"""

from accord.langs import match
from accord.reading.parts import Name
from accord.reading.scene import Scene

__all__ = ["holders"]


def holders(scene: Scene) -> tuple[Name, ...]:
    """Return the persons of the scene and those whom their office or honorific tells, in text order."""
    persons = list(scene.cast.persons)
    for told in _told(scene):
        across = [p for p in persons if p.start < told.end and told.start < p.end]
        if any(p.start >= told.start for p in across):
            continue  # the recogniser saw the same name, or one that goes further
        persons = [p for p in persons if p not in across] + [told]
    return tuple(sorted(persons, key=lambda p: p.start))


def _told(scene: Scene) -> list[Name]:
    found = []
    for sentence in scene.page.sentences:
        if sentence.kind != "furniture":
            words = scene.page.content[sentence.start : sentence.end]
            for hit in match(scene.pack.rules, words, kind="holder"):
                start, end = (sentence.start + at for at in hit.found.span("name"))
                found.append(Name(start, end, scene.page.content[start:end], "person"))
    return found
