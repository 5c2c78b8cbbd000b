"""Say between whom the agreement of a telling is.

In:  a scene, a match of a rule `telling`, who acts before its verb, the party for which each person comes.
Out: sets of parties; several where the words tell of several agreements (甲与乙、丙与丁).

Where fewer than two act, the other side stands in the document's title, is counted (与11家央企), or is whom a person
who acts comes for (市长甲与乙公司签署).
"""

from collections.abc import Iterator, Mapping

from accord.langs.rules import Hit, match
from accord.langs.zh.agreements.clauses import Actors, named_in
from accord.langs.zh.agreements.lists import counted_parties
from accord.langs.zh.agreements.natures import titles_in
from accord.langs.zh.page.scene import Scene, covered, within
from accord.model.page import Sentence

__all__ = ["sides"]

_TWO = 2

Parties = tuple[str, ...]


def sides(scene: Scene, sentence: Sentence, hit: Hit, actors: Actors, homes: Mapping[str, str]) -> tuple[Parties, ...]:
    """Return the parties of each agreement that a match tells of."""
    if actors.pairs:
        return actors.pairs
    if not actors.asked or actors.described or actors.persons:
        titled = _heads_title(scene, sentence, hit) or _worded(scene, sentence, hit)
        if len(titled) >= _TWO:  # 双方签署《甲与乙协议》, 县长某与校长某签署甲与乙合作协议
            return (titled,)
    found = tuple(p for p in _acting(scene, sentence, hit, actors) if not _is_generic(scene, p))
    for more in (_in_title, _counted):
        if len(found) < _TWO:
            found = tuple(dict.fromkeys((*found, *more(scene, sentence, hit, actors))))
    if len(found) == 1 or (found and actors.led):
        found = tuple(dict.fromkeys((*_come_for(scene, sentence, actors, homes), *found)))
    if found and actors.led and not any(p in found for p in _come_for(scene, sentence, actors, homes)):
        found = tuple(dict.fromkeys((*_subject_before(scene, sentence, actors), *found)))
    if _is_nameless(scene, sentence, hit, actors) and not _counted(scene, sentence, hit, actors):
        return ((),)
    return _apart(scene, sentence, hit, actors, found)


def _acting(scene: Scene, sentence: Sentence, hit: Hit, actors: Actors) -> Parties:
    """Return who acts, with the object of 甲签约乙 and 代表双方."""
    spans = [span for span in (hit.span("b"), hit.span("verb")) if span]
    return tuple(dict.fromkeys((*actors.parties, *(p for span in spans for p in named_in(scene, sentence, *span)))))


def _in_title(scene: Scene, sentence: Sentence, hit: Hit, actors: Actors) -> Parties:
    """Return whom the document's title or words name: 签署《甲与乙协议》, 签署与乙的协议."""
    words, what = covered(scene, sentence), hit.span("what")
    if not what:
        return ()
    inside = titles_in(words, hit) or list(_inner(scene, words, what))
    return tuple(dict.fromkeys(p for span in inside for p in named_in(scene, sentence, *span)))


def _heads_title(scene: Scene, sentence: Sentence, hit: Hit) -> Parties:
    """Return the sides that stand at the head of a document's title, joined: 《甲与乙战略合作协议》."""
    words = covered(scene, sentence)
    for start, end in titles_in(words, hit) if hit.span("what") else []:
        for one in match(scene.pack.rules, words[start + 1 : end - 1], kind="inner"):
            a, b = one.found.span("b")
            if one.rule.id == "zh.inner.both":
                return named_in(scene, sentence, start + 1 + a, start + 1 + b)
    return ()


def _worded(scene: Scene, sentence: Sentence, hit: Hit) -> Parties:
    """Return whom the words of a document without a title name: 签署甲与乙战略合作协议."""
    words, what = covered(scene, sentence), hit.span("what")
    inside = _inner(scene, words, what) if what and not titles_in(words, hit) else ()
    return tuple(dict.fromkeys(p for span in inside for p in named_in(scene, sentence, *span)))


def _inner(scene: Scene, words: str, what: tuple[int, int]) -> Iterator[tuple[int, int]]:
    for hit in match(scene.pack.rules, words[what[0] : what[1]], kind="inner"):
        start, end = hit.found.span("b")
        yield what[0] + start, what[0] + end


def _counted(scene: Scene, sentence: Sentence, hit: Hit, actors: Actors) -> Parties:
    clause = scene.text[sentence.start + actors.start : sentence.start + hit.found.start()]
    return counted_parties(scene, clause)


def _is_nameless(scene: Scene, sentence: Sentence, hit: Hit, actors: Actors) -> bool:
    """Return whether the other side has no name: 分别与多家企业签订."""
    verb = hit.span("verb") or hit.found.span()
    clause = covered(scene, sentence)[actors.start : min(verb[0], hit.found.start())]
    return any(match(scene.pack.rules, clause, kind="nameless"))


def _come_for(scene: Scene, sentence: Sentence, actors: Actors, homes: Mapping[str, str]) -> Parties:
    """Return whom the persons who act come for, else the nearest person before."""
    own = [homes[p.text] for p in actors.persons if p.text in homes]
    if own:
        return tuple(dict.fromkeys(own))
    before = within(scene.cast.persons, sentence.start, sentence.start + actors.start)
    return tuple(homes[p.text] for p in before[-1:] if p.text in homes)


def _subject_before(scene: Scene, sentence: Sentence, actors: Actors) -> Parties:
    """Return the subject of the sentence before in its paragraph, where a sentence begins with 与乙签署."""
    if actors.start or covered(scene, sentence)[:1] not in "与同和":
        return ()
    before = [s for s in scene.sentences if s.paragraph == sentence.paragraph and s.end <= sentence.start]
    first = within(scene.cast.standings, before[-1].start, before[-1].end)[:1] if before else []
    return first[0].parties if first and len(first[0].parties) == 1 else ()


def _apart(scene: Scene, sentence: Sentence, hit: Hit, actors: Actors, found: Parties) -> tuple[Parties, ...]:
    """Return the pairs of 分别与甲国、乙国签署: with states each is an agreement of its own."""
    words = scene.text[sentence.start + actors.start : sentence.start + hit.found.end()]
    states = {p.id for p in scene.cast.parties if p.region and not p.region.isdigit()}
    if len(found) > _TWO and "分别" in words and set(found) <= states:
        return tuple((found[0], other) for other in found[1:])
    return (found,)


def _is_generic(scene: Scene, party: str) -> bool:
    """Return whether a name only counts bodies: 11家央企."""
    name = next(p.name for p in scene.cast.parties if p.id == party)
    return any(match(scene.pack.rules, name, kind="generic_name"))
