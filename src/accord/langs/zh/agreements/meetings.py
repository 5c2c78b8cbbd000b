"""Read meetings, visits and conferences about cooperating, other than only the signing.

In:  a scene, its posts, its agreements.
Out: `Meeting`s; tellings of one kind with the same parties are one.

Who meets: the bodies that the clause names, those for which its persons come, and where one side stays unknown, who
faces the other in the page's agreement. A page without an agreement must speak of cooperating near by.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from accord.langs.masks import PARTY_COVERS
from accord.langs.news import is_old
from accord.langs.rules import Hit, match
from accord.langs.zh.agreements.clauses import actors_before, clause_before, is_front
from accord.langs.zh.agreements.cues import may_meet
from accord.langs.zh.agreements.homes import foremost, homes_of
from accord.langs.zh.agreements.occasions import (
    Spot,
    happening_before,
    is_news,
    is_of_before,
    when_of,
    where_of,
)
from accord.langs.zh.page.scene import Scene, covered, find, within
from accord.model.page import DateMention, Sentence
from accord.model.reading import Agreement, Because, Meeting, Post, Span

__all__ = ["find_meetings"]

_TWO = 2
_NEAR = 8  # sentences around a meeting in which its purpose is told
_SAID_AT = 4  # sentences around a meeting in which a guest says what he will invest
_BEFORE = 40  # characters before a verb of meeting in which it is wished for
_BEHIND = 10
_FEW = 3  # characters before a verb that has no subject: 双方, 还
_COVERS = 0xE000  # from here on, characters cover names
_MOST = 24  # parties of one meeting
_ORGANS = ("人大", "人大常委会", "政协", "纪委")


class _Cast(msgspec.Struct, frozen=True):
    """Who can meet whom.

    Attributes:
        homes: The party for which each person comes.
        facing: Parties that deal with each other on this page.
        told: Where, in the page, agreements are told of.
    """

    homes: dict[str, str]
    facing: tuple[tuple[str, ...], ...]
    told: tuple[int, ...] = ()


class _Telling(msgspec.Struct, frozen=True):
    sentence: Sentence
    hit: Hit
    kind: str
    parties: tuple[str, ...]


def find_meetings(scene: Scene, posts: tuple[Post, ...], agreements: tuple[Agreement, ...]) -> tuple[Meeting, ...]:
    """Return the meetings, visits and conferences about cooperating, other than only the signing."""
    if not is_news(scene):
        return ()
    told = tuple(start for a in agreements for start, _ in a.evidence)
    cast = _Cast(homes_of(scene, posts), tuple(a.parties for a in agreements), told)
    met = list(_about(scene, cast, ("meeting",), agreed=bool(agreements)))
    pairs = tuple(t.parties for t in met if len(t.parties) == _TWO)
    wider = msgspec.structs.replace(cast, facing=(*cast.facing, *pairs))
    every = [*met, *_about(scene, wider, ("visit", "conference"), agreed=bool(agreements or met))]
    groups: list[list[_Telling]] = []
    for one in sorted(every, key=lambda t: (t.sentence.kind == "heading", t.sentence.start)):
        home = next((g for g in groups if _same(g, one)), None)
        if home is not None:
            home.append(one)
        elif len(one.parties) >= _TWO:
            groups.append([one])
    made = [_meeting(scene, group) for group in sorted(groups, key=lambda g: min(t.sentence.start for t in g))]
    news = [m for m in made if not is_old(m.date, scene.published)]
    return tuple(msgspec.structs.replace(m, id=f"m{n}") for n, m in enumerate(news, 1))


def _about(scene: Scene, cast: _Cast, kinds: tuple[str, ...], *, agreed: bool) -> Iterator[_Telling]:
    """Yield the tellings of some kinds that are about cooperating."""
    for sentence in scene.sentences:
        if _may_tell(scene, sentence):
            for one in _tellings(scene, sentence, cast):
                if one.kind in kinds and (agreed or _is_about(scene, sentence)):
                    yield one


def _may_tell(scene: Scene, sentence: Sentence) -> bool:
    return sentence.kind != "furniture" and may_meet(scene.text[sentence.start : sentence.end])


def _tellings(scene: Scene, sentence: Sentence, cast: _Cast) -> Iterator[_Telling]:
    taken: list[tuple[int, int]] = []
    for hit in find(scene, sentence, "meeting"):
        start, end = hit.found.span()
        if any(start < b and a < end for a, b in taken) or _is_unmade(scene, sentence, hit):
            continue
        taken.append((start, end))
        parties = _who(scene, sentence, hit, cast)
        homely = hit.rule.values["kind"] == "visit" and _is_internal(scene, parties)
        looks = bool(hit.rule.values.get("outsider")) and _is_inspection(scene, parties)
        if len(parties) >= _TWO and not homely and not looks:
            yield _Telling(sentence, hit, hit.rule.values["kind"], parties)


def _is_unmade(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Return whether a meeting is only wished for, yet to come, told of before, or one of a habit."""
    words = covered(scene, sentence)
    start, end = hit.span("verb") or hit.found.span()
    before, behind = words[max(0, start - _BEFORE) : start], words[end : end + _BEHIND]
    if any(match(scene.pack.rules, before, kind="unmet")) or any(match(scene.pack.rules, behind, kind="unmet_after")):
        return True
    return is_of_before(scene, sentence, sentence.start + start)


def _who(scene: Scene, sentence: Sentence, hit: Hit, cast: _Cast) -> tuple[str, ...]:
    """Return the parties of a meeting: those named or come for, and who faces them."""
    verb = hit.span("verb") or hit.span("second") or hit.found.span()
    values = hit.rule.values
    actors = (clause_before if values.get("alone") else actors_before)(scene, sentence, verb[0])
    coming = [cast.homes[p.text] for p in actors.persons if p.text in cast.homes]
    if values.get("alone") and not (actors.parties or actors.persons):
        coming = _subject(scene, sentence, actors.start, cast)
    named = list(actors.parties)
    right = hit.span("right") or hit.span("b")
    if right:
        persons = within(scene.cast.persons, sentence.start + right[0], sentence.start + right[1])
        coming += [cast.homes[p.text] for p in persons if p.text in cast.homes]
        named += _named(scene, sentence, right, places=bool(values.get("host")))
    inner = hit.span("inner")
    if inner and len({*named, *coming}) < _TWO:  # 举行甲与乙座谈会
        named += _named(scene, sentence, inner, places=True)
    offices = _offices(scene, sentence, cast) - set(coming)
    every = tuple(dict.fromkeys((*coming, *(p for p in named if p not in offices))))[:_MOST]
    lone = not every and values["kind"] == "meeting" and len(_bare_front(scene, sentence, verb[0])) > _FEW
    parties = () if lone else _faced(scene, sentence, hit, cast, tuple(p for p in every if not _is_organ(scene, p)))
    return parties if len(parties) >= _TWO or lone else _faced(scene, sentence, hit, cast, every)


def _subject(scene: Scene, sentence: Sentence, at: int, cast: _Cast) -> list[str]:
    """Return whom the first person of a sentence comes for, where the clause at `at` names nobody: 市长甲走访乙，会见丙."""
    before = within(scene.cast.persons, sentence.start, sentence.start + at)
    return [cast.homes[p.text] for p in before[:1] if p.text in cast.homes]


def _offices(scene: Scene, sentence: Sentence, cast: _Cast) -> set[str]:
    """Return parties that a sentence names only as the office of somebody who comes for another: 国务院 of 国务院总理."""
    words = covered(scene, sentence)
    found: set[str] = set()
    for person in within(scene.cast.persons, sentence.start, sentence.end):
        before = within(scene.cast.standings, sentence.start, person.start)
        if before and person.text in cast.homes:
            title = words[before[-1].end - sentence.start : person.start - sentence.start]
            if any(match(scene.pack.rules, title, kind="title_gap")):
                found |= set(before[-1].parties) - {cast.homes[person.text]}
    return found


def _bare_front(scene: Scene, sentence: Sentence, at: int) -> str:
    """Return the words of a clause before its verb, without names and dates."""
    words = covered(scene, sentence)
    first = max(words.rfind(mark, 0, at) for mark in "，；：") + 1
    return "".join(c for c in words[first:at] if ord(c) < _COVERS)


def _is_internal(scene: Scene, parties: tuple[str, ...]) -> bool:
    """Return whether a place visits one of its own: a province a city of it."""
    known = {p.id: p for p in scene.cast.parties}
    codes = [known[p].region for p in parties if known[p].kind == "government"]
    if len(parties) != _TWO or len(codes) != _TWO or not all(c and c.isdigit() for c in codes):
        return False
    one, other = sorted((re.sub(r"(?:00)+$", "", c or "") for c in codes), key=len)
    return other.startswith(one)


def _is_inspection(scene: Scene, parties: tuple[str, ...]) -> bool:
    """Return whether a government looks at a body that is none, as mayors do at the firms of their town."""
    kinds = {p.id: p.kind for p in scene.cast.parties}
    governs = [kinds[p] in ("government", "party_committee") for p in parties]
    return bool(governs) and governs[0] and not all(governs)


def _faced(scene: Scene, sentence: Sentence, hit: Hit, cast: _Cast, parties: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parties with the side that a clause leaves out, or, of a visit to a site, those that deal with each other."""
    known = next((f for f in cast.facing if set(f) & set(parties)), ())
    if hit.rule.values.get("faced") and known:
        return known
    if hit.rule.values["kind"] == "conference" and len(parties) < _TWO:
        if not _beside_agreement(scene, sentence, cast):
            return parties
        return parties + tuple(p for p in _hosts(scene, cast) if p not in parties)
    if not parties and hit.rule.values["kind"] == "meeting":
        return next(iter(cast.facing), ())
    if len(parties) == 1:
        place = foremost(scene) if hit.rule.values.get("local") else None
        return tuple(dict.fromkeys((*parties, *(known or ((place,) if place else ())))))
    return parties


def _beside_agreement(scene: Scene, sentence: Sentence, cast: _Cast) -> bool:
    """Return whether the paragraph of a sentence tells of an agreement, too."""
    own = [s for s in scene.sentences if s.paragraph == sentence.paragraph]
    return any(own[0].start <= at < own[-1].end for at in cast.told)


def _hosts(scene: Scene, cast: _Cast) -> tuple[str, ...]:
    """Return the places that agree on something at a conference."""
    places = {p.id for p in scene.cast.parties if p.kind == "government"}
    return tuple(dict.fromkeys(p for f in cast.facing for p in f if p in places))


def _named(scene: Scene, sentence: Sentence, span: tuple[int, int], *, places: bool) -> Iterator[str]:
    """Yield the parties that a stretch names: of a chain of one person's offices only the last."""
    words = covered(scene, sentence)
    every = within(scene.cast.standings, sentence.start + span[0], sentence.start + span[1])
    for n, s in enumerate(every):
        behind = every[n + 1].start if n + 1 < len(every) else None
        between = words[s.end - sentence.start : behind - sentence.start] if behind else None
        front = behind is not None and is_front(s, every[n + 1])
        chained = front or bool(between and any(match(scene.pack.rules, between, kind="chained")))
        if not chained and (places or words[s.start - sentence.start] in PARTY_COVERS):
            yield from s.parties


def _is_organ(scene: Scene, party: str) -> bool:
    """Return whether a party is a committee or an assembly, which come for their region."""
    one = next(p for p in scene.cast.parties if p.id == party)
    return one.kind == "party_committee" or one.name.endswith(_ORGANS)


def _is_about(scene: Scene, sentence: Sentence) -> bool:
    """Return whether the page speaks of cooperating near a meeting."""
    here = bisect_left(scene.sentences, sentence.start, key=lambda s: s.start)
    near: Sequence[Sentence] = scene.sentences[max(0, here - 1) : here + _NEAR]
    rules = scene.pack.rules
    if any(hit for s in near for hit in match(rules, scene.text[s.start : s.end], kind="cooperating")):
        return True
    said = (s for s in near[: _SAID_AT + 1] if s.kind == "prose")  # what one side tells the other that it will invest
    return any(hit for s in said for hit in match(rules, covered(scene, s), kind="investing"))


def _same(group: list[_Telling], one: _Telling) -> bool:
    mine, theirs = {p for t in group for p in t.parties}, set(one.parties)
    return group[0].kind == one.kind and bool(mine & theirs) and (len(mine & theirs) * 2 >= min(len(mine), len(theirs)))


def _meeting(scene: Scene, group: list[_Telling]) -> Meeting:
    first = group[0]
    date, spot = _when_and_where(scene, group)
    spans: list[Span] = sorted({(t.sentence.start, t.sentence.end) for t in group})
    because = [Because("date", date.start, date.end, date.rule)] if date else []
    because += [Because("place", spot.start, spot.end, "zh.place.here")] if spot else []
    return Meeting(
        id="m",
        rule=first.hit.rule.id,
        kind=first.kind,  # type: ignore[arg-type]
        date=date.date if date else None,
        place=spot.text if spot else None,
        parties=first.parties,
        evidence=tuple(spans),
        because=tuple(because),
        doubts=(),
        confidence=first.hit.rule.confidence,
    )


def _when_and_where(scene: Scene, group: list[_Telling]) -> tuple[DateMention | None, Spot | None]:
    """Return day and place: from what tells of it, else of its occasion."""
    around = [(t.sentence, t.sentence.start + t.hit.found.end()) for t in group]
    for telling in group:
        around += [(s, s.end) for s in happening_before(scene, telling.sentence, telling.parties)]
    return when_of(scene, around), where_of(scene, around)
