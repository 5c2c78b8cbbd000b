"""Find the agreement of a page whose sides no sentence of agreeing names: 'The agreement was signed in Oslo on Monday'.

In:  a scene in which no sentence tells who agreed with whom.
Out: tellings whose sides are those named together shortly before.

Who they are is a guess, so their confidence is low. To guess further, by the parties of whom the page speaks most, was
tried: it made every second near miss relevant.
"""

import msgspec

from accord.langs import match
from accord.model.page import Sentence
from accord.reading.agreements.signings import Signing, may_tell, signing_of
from accord.reading.page.scene import Scene, covered, parties_in

__all__ = ["implied_signings"]

_GUESSED = 0.35  # confidence of a telling whose sides are guessed
_NEAR = 800  # characters behind the names of two in which 'the agreement' is theirs


def implied_signings(scene: Scene) -> list[Signing]:
    """Return the tellings that name no two sides, each with those named together before it."""
    found: list[Signing] = []
    together: tuple[str, ...] = ()
    since = 0
    for sentence in scene.page.sentences:
        if sentence.kind == "furniture":
            continue
        words = covered(scene, sentence)
        listed = _listed(scene, sentence, words)
        if not listed and together and sentence.start - since < _NEAR and may_tell(scene, sentence):
            hits = match(scene.pack.rules, words, kind="definite")
            told = [signing_of(scene, sentence, words, hit, together) for hit in hits]
            found += [msgspec.structs.replace(one, confidence=_GUESSED) for one in told if one]
        together, since = (listed, sentence.start) if listed else (together, since)
    return found


def _listed(scene: Scene, sentence: Sentence, words: str) -> tuple[str, ...]:
    """Return two or more parties that a sentence names in one list."""
    lists = (
        parties_in(scene, sentence.start + hit.found.start(), sentence.start + hit.found.end())
        for hit in match(scene.pack.rules, words, kind="together")
    )
    return next((parties for parties in lists if len(parties) > 1), ())
