"""Find where a text tells of an agreement: who agreed what with whom, sentence by sentence.

In:  a scene.
Out: `Signing`s, one a telling; `agreements.py` makes one agreement of the tellings of one.
"""

import re
from collections.abc import Mapping

import msgspec

from accord.langs import Hit, match
from accord.model.page import Sentence
from accord.model.terms import AgreementKind, AgreementStatus
from accord.reading.agreements.natures import kind_of, status_of
from accord.reading.agreements.near_misses import is_excluded, is_mention, is_unreal
from accord.reading.agreements.roles import acts
from accord.reading.cast.descriptions import PartySet
from accord.reading.page.scene import Scene, covered, parties_in, persons_in, standings_in

__all__ = [
    "Signing",
    "find_signings",
    "may_tell",
    "party_sets",
    "signed_by_persons",
    "signing_of",
]


class Signing(msgspec.Struct, frozen=True):
    """One telling of an agreement, in one sentence.

    Attributes:
        definite: Whether it is 'the agreement', one that was told of before.
        weak: A mention in passing, which adds to an agreement but makes none.
        separate: Whether the words say that it is another one than those told of before.
        bare: Whether no document is named: what was agreed may be a term of the one told of before.
    """

    sentence: Sentence
    rule: str
    start: int
    end: int
    kind: AgreementKind
    kind_span: tuple[int, int] | None
    kind_rule: str
    status: AgreementStatus
    parties: tuple[str, ...]
    definite: bool
    weak: bool
    separate: bool
    bare: bool
    confidence: float


def find_signings(scene: Scene) -> list[Signing]:
    """Return every telling of an agreement, sentence by sentence, of overlapping ones the surest."""
    found: list[Signing] = []
    for sentence in scene.page.sentences:
        if sentence.kind == "furniture" or not may_tell(scene, sentence):
            continue
        words = covered(scene, sentence)
        told = [s for hit in _hits(scene, sentence, words) for s in _each(scene, sentence, words, hit)]
        sure = [s for s in told if len(s.parties) > 1 and not s.weak]
        by_role = _by_roles(scene, sentence, words, "act")
        told += [s for s in by_role if all(s.start >= one.end for one in sure)]
        if told:
            told += _by_roles(scene, sentence, words, "second")
        found.extend(_strongest(told))
    return found


def _each(scene: Scene, sentence: Sentence, words: str, hit: Hit) -> list[Signing]:
    """Return what a match tells: one agreement, or one with each of the other side ('with A and B respectively')."""
    one = signing_of(scene, sentence, words, hit)
    if not one:
        return []
    sides = [_parties_of(scene, sentence, hit, group) for group in ("a", "b")]
    several = len(sides[1]) > 1 and len(sides[0]) == 1
    if not (several and any(match(scene.pack.rules, words, kind="each"))):
        return [one]
    return [msgspec.structs.replace(one, parties=(*sides[0], other)) for other in sides[1]]


def _by_roles(scene: Scene, sentence: Sentence, words: str, kind: str) -> list[Signing]:
    """Return what acts of agreeing tell, whose sides hold their places in the clause."""
    told = [signing_of(scene, sentence, words, hit, sides) for hit, sides in acts(scene, sentence, words, kind=kind)]
    return [one for one in told if one]


def _hits(scene: Scene, sentence: Sentence, words: str) -> list[Hit]:
    """Return the matches in a sentence that speaks of a party; words seen before, with fewer parties known, are kept."""
    if not standings_in(scene.cast.standings, sentence.start, sentence.end):
        return []
    if words not in scene.seen.signings:
        scene.seen.signings[words] = list(match(scene.pack.rules, words, kind="signing"))
    return scene.seen.signings[words]


def party_sets(scene: Scene) -> tuple[PartySet, ...]:
    """Return the parties that the page names together: those of each telling, and those of each list."""
    agreed = [PartySet(s.start, s.parties, agreed=True) for s in find_signings(scene) if len(s.parties) > 1]
    listed = []
    for sentence in scene.page.sentences:
        if sentence.kind == "prose":
            for hit in match(scene.pack.rules, covered(scene, sentence), kind="together"):
                parties = parties_in(scene, sentence.start + hit.found.start(), sentence.start + hit.found.end())
                if len(parties) > 2:
                    listed.append(PartySet(sentence.start + hit.found.start(), parties, agreed=False))
    return tuple(sorted((*agreed, *listed), key=lambda s: s.start))


def may_tell(scene: Scene, sentence: Sentence) -> bool:
    """Return whether a sentence has a word without which no rule of agreements fires: one cheap look instead of many."""
    span = (sentence.start, sentence.end)
    if span not in scene.seen.telling:
        scene.seen.telling[span] = any(match(scene.pack.rules, scene.page.content[slice(*span)], kind="signing_gate"))
    return scene.seen.telling[span]


def _strongest(told: list[Signing]) -> list[Signing]:
    """Return the tellings of one sentence without those that say less of the same words."""
    kept: list[Signing] = []
    for one in sorted(told, key=_weakness):
        if not any(one.start < k.end and k.start < one.end and not _is_other(one, k) for k in kept):
            kept.append(one)
    return sorted(kept, key=lambda s: s.start)


def _weakness(one: Signing) -> tuple[bool, bool, int, float, int]:
    """Return what a telling is sorted by, the best first: both sides named, then sure, then many parties."""
    return (one.weak, one.rule != "en.signing.title", -min(len(one.parties), 2), -one.confidence, -len(one.parties))


def _is_other(one: Signing, kept: Signing) -> bool:
    """Whether two overlapping tellings speak of two agreements: no party in common, each with both its sides."""
    if one.rule == kept.rule and one.start == kept.start:
        return one.parties != kept.parties  # one with each
    return len(one.parties) > 1 and len(kept.parties) > 1 and not set(one.parties) & set(kept.parties)


def signing_of(scene: Scene, sentence: Sentence, words: str, hit: Hit, parties: tuple[str, ...] = ()) -> Signing | None:
    """Return what a match in a covered sentence tells, of the parties given or of those in its groups; None if nothing."""
    parties = parties or _sides(scene, sentence, hit)
    if not parties or is_excluded(scene, words, hit) or is_unreal(scene, words, hit):
        return None
    what = hit.span("what") or hit.span()
    assert what is not None
    kind, kind_span, kind_rule = kind_of(scene, words, hit)
    document = words[what[0] : what[1]]
    return Signing(
        sentence=sentence,
        rule=hit.rule.id,
        start=sentence.start + hit.found.start(),
        end=sentence.start + hit.found.end(),
        kind=kind,
        kind_span=(sentence.start + what[0] + kind_span[0], sentence.start + what[0] + kind_span[1])
        if kind_span
        else None,
        kind_rule=kind_rule,
        status=status_of(scene, words, hit),
        parties=parties,
        definite=bool(re.match(r"\s*(?:the|this|these|its|their)\b", document, re.IGNORECASE)),
        weak=bool(hit.rule.values.get("weak")) or (sentence.kind != "heading" and is_mention(scene, words, hit)),
        separate=any(match(scene.pack.rules, words[: hit.found.end()], kind="separate")),
        bare=not any(match(scene.pack.rules, document, kind="document")),
        confidence=hit.rule.confidence,
    )


def _sides(scene: Scene, sentence: Sentence, hit: Hit) -> tuple[str, ...]:
    found = [party for group in ("a", "b", "c") for party in _parties_of(scene, sentence, hit, group)]
    return tuple(dict.fromkeys(found))


def _parties_of(scene: Scene, sentence: Sentence, hit: Hit, group: str) -> tuple[str, ...]:
    span = hit.span(group)
    return parties_in(scene, sentence.start + span[0], sentence.start + span[1]) if span else ()


def signed_by_persons(scene: Scene, homes: Mapping[str, str]) -> list[Signing]:
    """Return the tellings in which persons sign, each for a party of the text: 'the two ministers, A and B, signed'."""
    found = []
    for sentence in scene.page.sentences:
        if sentence.kind == "furniture" or not may_tell(scene, sentence):
            continue
        words = covered(scene, sentence)
        for hit in match(scene.pack.rules, words, kind="signatory"):
            spans = [span for group in ("who", "second") if (span := hit.span(group))]
            persons = [p for a, b in spans for p in persons_in(scene, sentence.start + a, sentence.start + b)]
            parties = tuple(dict.fromkeys(homes[p.text] for p in persons if p.text in homes))
            told = signing_of(scene, sentence, words, hit, parties)
            if told and len(parties) > 1:
                found.append(told)
    return found
