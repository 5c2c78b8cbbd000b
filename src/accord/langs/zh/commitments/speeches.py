"""Follow who speaks, sentence by sentence.

In:  the sentences of a page, with their names covered.
Out: for each unit who speaks in it: a person, a body that announces, both sides, or nobody (the page itself).

A person who was said to speak, or both sides, go on to the end of the paragraph, or until the page itself goes on to tell.
Of a quotation the speaker may stand behind it.
"""

from collections.abc import Iterator, Sequence

import msgspec

from accord.langs.rules import Hit, match
from accord.langs.zh.page.scene import Scene, covered, parties_in
from accord.langs.zh.text import items
from accord.model.reading import Span

__all__ = ["Speech", "Unit", "speeches", "units_of"]

_QUOTE, _CLOSED = "“", "”"
_QUOTED = 6  # sentences of a quotation behind which its speaker is looked for


class Unit(msgspec.Struct, frozen=True):
    """A sentence, or an item of a list parted by semicolons.

    Attributes:
        words: Its words, names covered.
        number: Of the item in its sentence, from 0.
    """

    start: int
    end: int
    paragraph: int
    words: str
    number: int
    heading: bool = False


class Speech(msgspec.Struct, frozen=True):
    """Who speaks in a unit: `kind` person, body or both, None where the page itself tells; where the speaker is named."""

    kind: str | None = None
    who: Span | None = None
    fresh: bool = False


_NOBODY = Speech()


def units_of(scene: Scene) -> list[Unit]:
    """Return the units of a page's prose and of its headings, in order."""
    found = []
    for sentence in scene.sentences:
        if sentence.kind == "furniture":
            continue
        words = covered(scene, sentence)
        for number, (start, end) in enumerate(items(words)):
            found.append(
                Unit(
                    sentence.start + start,
                    sentence.start + end,
                    sentence.paragraph,
                    words[start:end],
                    number,
                    sentence.kind == "heading",
                )
            )
    return found


def speeches(units: Sequence[Unit], scene: Scene) -> Iterator[tuple[Unit, Speech]]:
    """Yield each unit with who speaks in it."""
    last, paragraph = _NOBODY, -1
    for place, unit in enumerate(units):
        if unit.paragraph != paragraph and not _goes_on(unit, scene):
            last = _NOBODY
        paragraph = unit.paragraph
        now = _speech(unit, last, units[place + 1 : place + 1 + _QUOTED], scene)
        yield unit, now
        if now.kind in ("person", "both"):
            last = msgspec.structs.replace(now, fresh=False)
        elif _narrates(unit, scene):
            last = _NOBODY


def _speech(unit: Unit, last: Speech, following: Sequence[Unit], scene: Scene) -> Speech:
    person = next(_of_kind(unit, scene, "person"), None)
    if person:
        span = person.span("speaker")
        named = (unit.start + span[0], unit.start + span[1]) if span else last.who
        return Speech("person", named, fresh=True)
    if next(_of_kind(unit, scene, "role"), None):
        return Speech("person", None, fresh=True)
    for kind in ("both", "body"):
        for hit in _of_kind(unit, scene, kind):
            span = hit.span(kind) or (0, 0)
            who = (unit.start + span[0], unit.start + span[1])
            several = len(parties_in(scene, *who)) > 1
            if several or kind == "body":
                return Speech("both" if several else "body", who, fresh=True)
    if unit.words.startswith(_QUOTE) and not last.kind:
        return _quoted(unit, following, scene)
    return _NOBODY if _narrates(unit, scene) else last


def _quoted(unit: Unit, following: Sequence[Unit], scene: Scene) -> Speech:
    """Return who speaks a quotation that begins here: the person behind its end."""
    closed = _CLOSED in unit.words
    for one in following:
        if one.paragraph != unit.paragraph:
            break
        for hit in match(scene.pack.rules, one.words, kind="speech_after") if closed else ():
            return Speech("person", (one.start + hit.found.start(), one.start + hit.found.end()), fresh=True)
        if closed:
            break
        closed = _CLOSED in one.words
    return _NOBODY


def _of_kind(unit: Unit, scene: Scene, group: str) -> Iterator[Hit]:
    names = ("speaker", "pronoun") if group == "person" else (group,)
    for hit in match(scene.pack.rules, unit.words, kind="speech"):
        if any(hit.span(name) for name in names):
            yield hit


def _narrates(unit: Unit, scene: Scene) -> bool:
    return any(match(scene.pack.rules, unit.words, kind="narrated"))


def _goes_on(unit: Unit, scene: Scene) -> bool:
    """Return whether a paragraph goes on with the speech of the one before: it begins with an item of a list."""
    return any(match(scene.pack.rules, unit.words, kind="goes_on"))
