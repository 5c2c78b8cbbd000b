"""Read what an agreement sets up to keep itself alive.

In:  a scene and its agreements; the pack's rules `mechanism`, its lists `mechanism_kinds` and `cadences`.
Out: mechanisms, each name once, in text order.
"""

import re
from collections.abc import Iterator

from accord.langs import Hit, match
from accord.model.page import Sentence
from accord.model.reading import Agreement, Mechanism
from accord.model.terms import Cadence, MechanismKind
from accord.reading.page.cues import cues_in
from accord.reading.page.scene import Scene, parties_in

__all__ = ["find_mechanisms"]

_MEETS = re.compile(r"\b(?:meets?|convenes?)\b[^.;]{0,50}")


def find_mechanisms(scene: Scene, agreements: tuple[Agreement, ...]) -> tuple[Mechanism, ...]:
    """Return the mechanisms that the page tells of."""
    found: dict[str, Mechanism] = {}
    for sentence in scene.page.sentences:
        if sentence.kind == "prose":
            for hit in _hits(scene, sentence):
                made = _mechanism(f"n{len(found) + 1}", hit, sentence, scene, agreements)
                found.setdefault(made.name.casefold(), made)
    return tuple(found.values())


def _hits(scene: Scene, sentence: Sentence) -> Iterator[Hit]:
    """Yield the rules' matches in text order; of overlapping ones the first."""
    words, last = scene.page.content[sentence.start : sentence.end], 0
    hits = list(match(scene.pack.rules, words, kind="mechanism"))
    bodies = any("body" in hit.rule.values for hit in hits)
    for hit in sorted(hits, key=lambda h: (h.found.start("name"), -h.found.end("name"))):
        if hit.found.start("name") < last or (bodies and "rhythm" in hit.rule.values):
            continue  # 'a committee ... will meet every year' is one mechanism
        yield hit
        last = hit.found.end("name")


def _mechanism(
    identity: str, hit: Hit, sentence: Sentence, scene: Scene, agreements: tuple[Agreement, ...]
) -> Mechanism:
    start, end = (sentence.start + at for at in hit.found.span("name"))
    name = scene.page.content[start:end]
    parties = parties_in(scene, sentence.start, sentence.end)
    return Mechanism(
        id=identity,
        rule=hit.rule.id,
        kind=_kind(name, scene),
        name=name,
        cadence=_cadence(name, scene) or _meets(scene.page.content[end : sentence.end], scene),
        parties=parties if len(parties) > 1 or len(agreements) != 1 else agreements[0].parties,
        evidence=((start, end),),
    )


def _kind(name: str, scene: Scene) -> MechanismKind:
    """Return what the name's last cue says: a 'cooperation consultation mechanism' consults."""
    cues = cues_in(name, scene.pack.tables["mechanism_kinds"], "kind")
    return cues[-1][2] if cues else "other"  # type: ignore[return-value]


def _meets(after: str, scene: Scene) -> Cadence | None:
    """Return how often a body meets, where the sentence goes on to say so: 'a committee, which meets twice a year'."""
    told = _MEETS.search(after)
    return _cadence(told.group(), scene) if told else None


def _cadence(name: str, scene: Scene) -> Cadence | None:
    cues = cues_in(name, scene.pack.tables["cadences"], "cadence")
    return cues[0][2] if cues else None  # type: ignore[return-value]
