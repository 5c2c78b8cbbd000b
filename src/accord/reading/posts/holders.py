"""Find the names of persons whom their office or honorific tells, where the recogniser missed them.

In:  a scene; the pack's rules `holder` (group `name`).
Out: the persons of the scene with those added; a name that the recogniser widened to the left ('Law Ann Lee') is cut.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

import msgspec

from accord.langs import Hit, Pack, match
from accord.model.page import Name
from accord.reading.page.grammar import any_of
from accord.reading.page.scene import Scene, recast
from accord.reading.posts.office_words import titles_of

__all__ = ["holders", "with_holders"]

_SHORTEST = 4  # letters of a last name that is looked for alone
_PART = re.compile(r"(?<![\w(-])(?:[A-Z][\w’'.-]*\s){0,2}[A-Z][\w’'-]+")
_LETTERS = re.compile(r",?\s([A-Z][\w.]{1,11})(?!\w)")
_NEAR = 4  # names before a place that may reach into it


def holders(scene: Scene) -> tuple[Name, ...]:
    """Return the persons of the scene and those whom their office or honorific tells, in text order."""
    persons = [name for person in scene.cast.persons if (name := _without_body(person, scene.pack))]
    places = [n for n in scene.names if n.label == "place"]
    for told, sure in _told(scene):
        if not sure and _reaches_into(told.start, told.end, places):
            continue
        stop = bisect_left(persons, told.end, key=lambda p: p.start)
        first = stop
        while first and persons[first - 1].end > told.start:
            first -= 1
        seen = persons[first:stop]
        wider = len(seen) == 1 and told.start < seen[0].start and told.end == seen[0].end
        longer = (
            len(seen) == 1 and told.start == seen[0].start and told.end > seen[0].end and _lettered(scene, told.end)
        )
        if seen and not (sure and (wider or longer or all(p.start < told.start for p in seen))):
            continue  # the recogniser saw the same name, or one that goes further
        persons[first:stop] = [told]
    return tuple(sorted((*persons, *_shortened(scene, persons)), key=lambda p: p.start))


def with_holders(scene: Scene) -> Scene:
    """Return the scene in which those whom their office tells are persons, too."""
    persons = holders(scene)
    if persons == scene.cast.persons:
        return scene
    known = {(p.start, p.end) for p in scene.cast.persons}
    told = [p for p in persons if (p.start, p.end) not in known]
    standings = tuple(s for s in scene.cast.standings if not _reaches_into(s.start, s.end, told))
    return recast(scene, msgspec.structs.replace(scene.cast, persons=persons, standings=standings))


def _reaches_into(start: int, end: int, persons: list[Name]) -> bool:
    """Whether a stretch shares letters with one of the persons, who stand in text order."""
    near = bisect_left(persons, end, key=lambda p: p.start)
    return any(start < p.end for p in persons[max(0, near - 1) : near])


def _told(scene: Scene) -> list[tuple[Name, bool]]:
    """Return the names that rules tell, and whether they know better than the recogniser."""
    found, common = [], {*scene.pack.lexicons["body_heads"], *scene.pack.lexicons["portfolios"]}
    for sentence in scene.page.sentences:
        if sentence.kind != "furniture":
            words = scene.page.content[sentence.start : sentence.end]
            for hit in match(scene.pack.rules, words, kind="holder"):
                for one in _listed(hit, sentence.start):
                    name = _without_letters(_without_titles(one, scene.pack), scene.pack)
                    office = name.text.casefold() in scene.pack.lexicons["post_heads"]
                    if not office and not any(word.rstrip(".") in common for word in name.text.split()):
                        found.append((name, not hit.rule.values.get("weak")))
    return sorted(found, key=lambda told: told[0].start)


def _shortened(scene: Scene, persons: list[Name]) -> list[Name]:
    """Return the places where the last name of a person known in full stands alone and belongs to no other name, unless an
    office follows it ('Ford, chairman of').
    """
    lists = ("body_heads", "portfolios", "name_titles", "months", "countries", "openers", "not_bodies")
    common = {word for name in lists for word in scene.pack.lexicons[name]}
    last = {p.text.split()[-1] for p in persons if " " in p.text} - common
    known = tuple(word for word in last if len(word) >= _SHORTEST and word[0].isupper() and word.isalpha())
    if not known:
        return []
    title, content = titles_of(scene.pack).title, scene.page.content
    office = [
        n
        for n in scene.names
        if n.text in known and content.startswith(", ", n.end) and title.match(content, n.end + 2)
    ]
    taken = sorted((n.start, n.end) for n in (*(n for n in scene.names if n not in office), *persons))
    found = []
    for place in re.finditer(rf"(?<![\w’'.-])(?:{any_of(known)})(?![\w-]|\s[A-Z])", content):
        near = bisect_left(taken, (place.end(), 0))
        if not any(a < place.end() and place.start() < b for a, b in taken[max(0, near - _NEAR) : near]):
            found.append(Name(*place.span(), place.group(), "person"))
    return found


def _without_body(person: Name, pack: Pack) -> Name | None:
    """Return the person without the end of a body's name that was taken for a part of his; None where he is an office."""
    person = _without_letters(person, pack)
    words = person.text.rstrip(".").casefold()
    if words in pack.lexicons["post_heads"] or person.text.rstrip(".") + "." in pack.lexicons["name_letters"]:
        return None
    first, _, rest = person.text.partition(" ")
    if not rest and first in pack.lexicons["body_heads"]:
        return None
    if first not in pack.lexicons["body_heads"] or " " not in rest:
        return person
    return Name(person.end - len(rest), person.end, rest, "person")


def _listed(hit: Hit, offset: int) -> Iterator[Name]:
    """Yield the name of a hit, or each of a list of names: 'Reps. A, B and C'."""
    if span := hit.span("name"):
        yield Name(offset + span[0], offset + span[1], hit.found["name"], "person")
    elif span := hit.span("names"):
        for part in _PART.finditer(hit.found.string, *span):
            yield Name(offset + part.start(), offset + part.end(), part.group(), "person")


def _without_titles(name: Name, pack: Pack) -> Name:
    """Return the name without titles at its front: 'Senators Ree Dal'."""
    first, _, rest = name.text.partition(" ")
    if not rest or first.rstrip(".") not in pack.lexicons["name_titles"]:
        return name
    start = name.end - len(rest)
    return _without_titles(Name(start, name.end, rest, "person"), pack)


def _without_letters(name: Name, pack: Pack) -> Name:
    """Return the name without the letters of honours and degrees at its end: 'Edwin Tong SC'."""
    rest, _, last = name.text.rpartition(" ")
    letters = pack.lexicons["name_letters"]
    if not rest.strip(" ,") or not (
        last in letters or last.rstrip(".") + "." in letters or last.strip(".,") in letters
    ):
        return name
    kept = rest.rstrip(" ,")
    return _without_letters(Name(name.start, name.start + len(kept), kept, "person"), pack)


def _lettered(scene: Scene, end: int) -> bool:
    """Whether letters of honours follow, so that the name surely ends there."""
    letters = _LETTERS.match(scene.page.content, end)
    return bool(letters) and letters.group(1) in scene.pack.lexicons["name_letters"]  # type: ignore[union-attr]
