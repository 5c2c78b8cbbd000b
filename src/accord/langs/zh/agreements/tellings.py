"""Find where a page tells of an agreement: who, what document, signed or planned.

In:  a scene and the party for which each person comes; the pack's rules `telling`.
Out: `Telling`s in text order. Two titles in one sentence are two; so are two verbs.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import product

import msgspec

from accord.langs.rules import Hit
from accord.langs.zh.agreements import cues
from accord.langs.zh.agreements.clauses import Actors, actors_before, named_in
from accord.langs.zh.agreements.lists import contents, items
from accord.langs.zh.agreements.natures import Nature, is_recalled, nature_of, status_of, titles_in
from accord.langs.zh.agreements.occasions import is_of_before
from accord.langs.zh.agreements.sides import sides
from accord.langs.zh.page.scene import Scene, covered, find, within
from accord.model.page import Name, Sentence
from accord.model.terms import AgreementKind, AgreementStatus

__all__ = ["Telling", "find_tellings", "may_tell"]

_NOBODY: Mapping[str, str] = {}

_JOINED = re.compile("[与和同跟及、—－·/-]|携手|联合|双方|两")


class Telling(msgspec.Struct, frozen=True):
    """One place where a page tells of an agreement; offsets are the page's.

    Attributes:
        at: Where the verb stands.
        start: Where the clause of who acts begins.
        title: The document's title without its brackets, or None.
        bare: Whether the words name no document.
        event: Whether a ceremony is told of.
        weak: Whether it refers to an agreement rather than reports it.
        persons: Who acts in the clause.
        described: Whether it only says 双方 or the like, and names nobody.
    """

    sentence: Sentence
    at: int
    start: int
    end: int
    rule: str
    kind: AgreementKind
    kind_span: tuple[int, int] | None
    kind_rule: str
    status: AgreementStatus
    parties: tuple[str, ...]
    persons: tuple[Name, ...]
    title: str | None
    bare: bool
    event: bool
    weak: bool
    described: bool
    confidence: float


def find_tellings(scene: Scene, homes: Mapping[str, str] = _NOBODY) -> list[Telling]:
    """Return every telling of the page, those without parties too."""
    return [one for s in scene.sentences if may_tell(scene, s) for one in _tellings(scene, s, homes)]


def may_tell(scene: Scene, sentence: Sentence) -> bool:
    """Return whether a sentence may tell of an agreement at all, by its words alone."""
    return sentence.kind != "furniture" and cues.may_tell(scene.text[sentence.start : sentence.end], scene.pack.rules)


def _listed(scene: Scene, sentence: Sentence) -> Iterator[Telling]:
    """Yield a telling for each firm of a place's list of signed projects, and for each pair of a list of what was signed."""
    yield from (_item(sentence, "contract", "zh.telling.counted", *found) for found in items(scene, sentence))
    yield from (_item(sentence, "cooperation", "zh.telling.contents", *found) for found in contents(scene, sentence))


def _item(
    sentence: Sentence, kind: AgreementKind, rule: str, start: int, end: int, parties: tuple[str, ...]
) -> Telling:
    """Return the telling of one item of a list of what was signed."""
    return Telling(
        sentence=sentence,
        at=sentence.start + start,
        start=sentence.start + start,
        end=sentence.start + end,
        rule=rule,
        kind=kind,
        kind_span=None,
        kind_rule=rule,
        status="signed",
        parties=parties,
        persons=(),
        title=None,
        bare=False,
        event=False,
        weak=False,
        described=False,
        confidence=0.7,
    )


def _tellings(scene: Scene, sentence: Sentence, homes: Mapping[str, str]) -> Iterator[Telling]:
    yield from _listed(scene, sentence)
    taken: list[tuple[int, int]] = []
    for hit in _hits(scene, sentence):
        span = hit.found.span()
        if any(span[0] < b and a < span[1] for a, b in taken):
            continue
        taken.append(span)
        yield from _told(scene, sentence, hit, homes)


def _hits(scene: Scene, sentence: Sentence) -> list[Hit]:
    """Return the matches, documents before mere verbs, each kind in text order."""
    hits = list(find(scene, sentence, "telling"))
    order = {rule: n for n, rule in enumerate(dict.fromkeys(h.rule.id for h in hits))}
    return sorted(hits, key=lambda h: (order[h.rule.id], h.found.start()))


def _told(scene: Scene, sentence: Sentence, hit: Hit, homes: Mapping[str, str]) -> Iterator[Telling]:
    words = covered(scene, sentence)
    verb = hit.span("verb") or (hit.found.start(), hit.found.end())
    what = hit.span("what")
    first = min(verb[0], what[0]) if what else verb[0]
    actors = actors_before(scene, sentence, first)
    status = status_of(scene, sentence, hit, actors)
    if status is None or _is_scattered(words[actors.start : first], hit, actors):
        return
    together = sides(scene, sentence, hit, actors, homes)
    titles = titles_in(words, hit)
    documents = titles or [_document(words, hit)]
    weak = is_recalled(scene, sentence, hit, actors) or is_of_before(scene, sentence, sentence.start + verb[0])
    named = within(scene.cast.standings, sentence.start + actors.start, sentence.start + hit.found.end())
    if hit.rule.values.get("named") and not any(s.named for s in named):
        return  # 双方将共同建设: of an agreement told of elsewhere
    for parties, document in _paired(scene, sentence, together, documents):
        nature = _nature(scene, words, hit, document)
        yield Telling(
            sentence=sentence,
            at=sentence.start + verb[0],
            start=sentence.start + actors.start,
            end=sentence.start + hit.found.end(),
            rule=hit.rule.id,
            kind=nature[0],
            kind_span=(sentence.start + nature[1][0], sentence.start + nature[1][1]) if nature[1] else None,
            kind_rule=nature[2],
            status=status,
            parties=parties,
            persons=actors.persons,
            title=scene.text[sentence.start + document[0] + 1 : sentence.start + document[1] - 1] if titles else None,
            bare=not what or bool(hit.rule.values.get("bare")),
            event=bool(hit.span("event")),
            weak=weak,
            described=not any(s.named for s in named),
            confidence=hit.rule.confidence,
        )


def _paired(
    scene: Scene, sentence: Sentence, together: tuple[tuple[str, ...], ...], documents: list[tuple[int, int]]
) -> Iterator[tuple[tuple[str, ...], tuple[int, int]]]:
    """Yield each document with its sides; several titles that name theirs have each their own: 《甲与丙协议》《乙与丙协议》."""
    own = [named_in(scene, sentence, *span) for span in documents]
    if len(documents) > 1 and all(len(parties) > 1 for parties in own):
        yield from zip(own, documents, strict=True)
    else:
        yield from product(together, documents)


def _is_scattered(clause: str, hit: Hit, actors: Actors) -> bool:
    """Return whether a mere ceremony stands behind names that nothing joins: 某国某博览会某团签约仪式."""
    return bool(hit.span("event")) and not hit.span("what") and actors.asked and not _JOINED.search(clause)


def _document(words: str, hit: Hit) -> tuple[int, int]:
    """Return where the words of the document stand; those of a mere 签约 are its clause's."""
    what = hit.span("what")
    if what:
        return what
    start, end = hit.found.span()
    begin = max(words.rfind(mark, 0, start) for mark in "，；。") + 1
    return max(begin, start - 24), end


def _nature(scene: Scene, words: str, hit: Hit, document: tuple[int, int]) -> Nature:
    given = hit.rule.values.get("nature")
    if given:
        return given, None, hit.rule.id
    nature = nature_of(scene, words, document)
    if nature[0] == "other" and hit.span("what"):
        lead = max(words.rfind(mark, 0, document[0]) for mark in "，；。") + 1
        nature = nature_of(scene, words, (max(lead, document[0] - 24), document[0]))
    return nature
