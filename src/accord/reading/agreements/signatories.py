"""Read who signed: the persons whom a sentence says to have put their names to an agreement.

In:  a scene; the pack's rules `signs` (groups `who`, `second`), `signs_described` ('the two ministers signed') and
     `witnesses`.
Out: persons by the fullest name that the text gives. Who watched, spoke or presided is none.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from accord.langs import match
from accord.model.page import Name, Sentence
from accord.reading.page.scene import Scene, covered, persons_in

__all__ = ["signatories", "signs"]

_DOTTED = re.compile(r"\b([A-Z][a-z]{0,4})\.(?=\s)")
_BACK = 2  # sentences before 'the two ministers signed' in which they are named


def signs(scene: Scene, sentence: Sentence) -> bool:
    """Return whether a sentence says that somebody signed."""
    words = _words(scene, sentence)
    return any(hit for kind in ("signs", "signs_described") for hit in match(scene.pack.rules, words, kind=kind))


def signatories(scene: Scene, sentence: Sentence) -> Iterator[str]:
    """Yield the persons whom a sentence says to have signed, in text order."""
    words = _words(scene, sentence)
    watching = set(_persons(scene, sentence, words, "witnesses_first")) or set(
        _persons(scene, sentence, words, "witnesses")
    )
    found = {n: None for n in _persons(scene, sentence, words, "signs") if n not in watching}
    if not found and any(match(scene.pack.rules, words, kind="signs_described")):
        found = dict.fromkeys(_two_before(scene, sentence))
    full = {p.text.split()[-1]: p.text for p in reversed(scene.cast.persons) if " " in p.text}
    for name in sorted(found, key=lambda n: n.start):
        yield full.get(name.text, name.text)


def _words(scene: Scene, sentence: Sentence) -> str:
    """Return the covered sentence, in which no full stop of a title looks like its end."""
    return _DOTTED.sub(r"\1 ", covered(scene, sentence))


def _persons(scene: Scene, sentence: Sentence, words: str, kind: str) -> Iterator[Name]:
    for hit in match(scene.pack.rules, words, kind=kind):
        for group in ("who", "second"):
            if span := hit.span(group):
                yield from persons_in(scene, sentence.start + span[0], sentence.start + span[1])


def _two_before(scene: Scene, sentence: Sentence) -> tuple[Name, ...]:
    """Return the two persons of the nearest sentence that names two, of those just before or of this one."""
    here = bisect_left(scene.page.sentences, sentence.start, key=lambda s: s.start)
    for near in reversed(scene.page.sentences[max(0, here - _BACK) : here + 1]):
        persons = {p.text.split()[-1]: p for p in persons_in(scene, near.start, near.end)}
        if len(persons) == 2:
            return tuple(persons.values())
    return ()
