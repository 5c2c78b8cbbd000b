"""Find meetings, visits and conferences between parties, other than only a signing.

In:  a scene, and posts, which say for which party a person comes.
Out: `Meeting`s; several tellings of one (same parties, same kind) are one.
"""

import re
from bisect import bisect_left
from itertools import islice

import msgspec

from accord.langs import Hit, match
from accord.model.dates import interval
from accord.model.reading import Because, Meeting, Post
from accord.reading.homes import homes_of
from accord.reading.parts import Sentence
from accord.reading.scene import Scene, covered, dates_in, persons_in, places_in, standings_in

__all__ = ["find_meetings"]

_OLD_DAYS = 62
_NEAR = 4  # paragraphs after the meeting in which its purpose is told
_REACH = 4_000  # characters from the meeting; more only in paragraphs that no person wrote
_PLAN = re.compile(r"\b(?:if|hopes? to|would|could|might|should)\b", re.IGNORECASE)


class _Telling(msgspec.Struct, frozen=True):
    sentence: Sentence
    hit: Hit
    kind: str
    parties: tuple[str, ...]


def find_meetings(scene: Scene, posts: tuple[Post, ...]) -> tuple[Meeting, ...]:
    """Return the meetings that the page tells of."""
    homes = homes_of(scene, posts)
    tellings = [t for s in scene.page.sentences if s.kind != "furniture" for t in _tellings(scene, s, homes)]
    groups: list[list[_Telling]] = []
    for one in sorted(tellings, key=lambda t: (t.sentence.kind == "heading", t.kind != "visit", -len(t.parties))):
        home = next((g for g in groups if _same(g[0], one)), None)
        if home is not None:
            home.append(one)
        else:
            groups.append([one])
    made = [_meeting(scene, group) for group in sorted(groups, key=lambda g: min(t.sentence.start for t in g))]
    news = [m for m in made if not _is_old(m, scene.page.published)]
    return tuple(msgspec.structs.replace(m, id=f"m{n}") for n, m in enumerate(news, 1))


def _tellings(scene: Scene, sentence: Sentence, homes: dict[str, str]) -> list[_Telling]:
    words = covered(scene, sentence)
    found: list[_Telling] = []
    for hit in match(scene.pack.rules, words, kind="meeting"):
        parties = _present(scene, sentence, hit, homes)
        overlap = any(k.hit.found.start() < hit.found.end() and hit.found.start() < k.hit.found.end() for k in found)
        if len(parties) < 2 or overlap or _PLAN.search(hit.found.group()) or not _about_cooperation(scene, sentence):
            continue
        found.append(_Telling(sentence, hit, hit.rule.values["kind"], parties))
    return found


def _about_cooperation(scene: Scene, sentence: Sentence) -> bool:
    """Whether the words of the paragraph and of the next ones speak of acting together."""
    sentences = scene.page.sentences
    first = bisect_left(sentences, sentence.paragraph, key=lambda s: s.paragraph)
    last = bisect_left(sentences, sentence.paragraph + _NEAR + 1, key=lambda s: s.paragraph)
    start, end = sentences[first].start, sentences[last - 1].end
    words = scene.page.content[max(start, sentence.start - _REACH) : min(end, sentence.end + _REACH)]
    return any(match(scene.pack.rules, words, kind="cooperating"))


def _present(scene: Scene, sentence: Sentence, hit: Hit, homes: dict[str, str]) -> tuple[str, ...]:
    """Return the parties that meet: those named, and those of the persons named, on both sides of the words."""
    content = scene.page.content
    verb, after = sentence.start + hit.found.start(), sentence.start + hit.found.end()
    begin = max(sentence.start, content.rfind(";", sentence.start, verb) + 1)
    stop = min(
        (at for mark in (";", " to discuss", " that ") if (at := content.find(mark, after, sentence.end)) >= 0),
        default=sentence.end,
    )
    left = () if hit.rule.values.get("after") else _parties(scene, begin, verb, homes)
    right = _parties(scene, after, stop, homes) or _guests(scene, sentence, homes)
    if not right or not (left or hit.rule.values.get("after")):
        return left if hit.rule.values["kind"] == "conference" or hit.rule.id.endswith("attended") else ()
    return _without_organs(scene, (*left, *right))


def _without_organs(scene: Scene, parties: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parties without newspapers, and without a region's party committees where the region itself is there."""
    kinds = {p.id: p.kind for p in scene.cast.parties}
    region = any(kinds[i] == "government" for i in parties)
    return tuple(
        i for i in dict.fromkeys(parties) if kinds[i] != "media" and not (region and kinds[i] == "party_committee")
    )


def _guests(scene: Scene, sentence: Sentence, homes: dict[str, str]) -> tuple[str, ...]:
    """Return the parties of the persons whom the next sentence names, where this one says only 'met with leaders'."""
    sentences = scene.page.sentences
    at = bisect_left(sentences, sentence.end, key=lambda s: s.start)
    later = next((s for s in islice(sentences, at, None) if s.kind == "prose"), None)
    if not later or later.paragraph > sentence.paragraph + 1:
        return ()
    return tuple(dict.fromkeys(homes[p.text] for p in persons_in(scene, later.start, later.end) if p.text in homes))


def _parties(scene: Scene, start: int, end: int, homes: dict[str, str]) -> tuple[str, ...]:
    """Return the parties of a stretch: those of its persons, and those named that are not only a person's home or a place."""
    persons = persons_in(scene, start, end)
    found = [homes[p.text] for p in persons if p.text in homes]
    where = {n.start for n in places_in(scene, start, end)}
    found += [i for s in standings_in(scene.cast.standings, start, end) if s.start not in where for i in s.parties]
    return tuple(dict.fromkeys(found))


def _same(kept: _Telling, one: _Telling) -> bool:
    mine, theirs = set(kept.parties), set(one.parties)
    if one.sentence == kept.sentence or one.sentence.kind == "heading":
        return bool(mine & theirs)
    return (mine <= theirs or theirs <= mine) and kept.kind == one.kind


def _meeting(scene: Scene, group: list[_Telling]) -> Meeting:
    first = group[0]
    dates = [d for t in group for d in dates_in(scene, t.sentence.start, t.sentence.end) if d.date]
    places = [n for t in group for n in places_in(scene, t.sentence.start, t.sentence.end)]
    because = [Because("kind", first.sentence.start, first.sentence.end, first.hit.rule.id)]
    because += [Because("date", dates[0].start, dates[0].end, dates[0].rule)] if dates else []
    because += [Because("place", places[0].start, places[0].end, "en.place.where")] if places else []
    return Meeting(
        id="m",
        rule=first.hit.rule.id,
        kind=first.kind,  # type: ignore[arg-type]
        date=dates[0].date if dates else None,
        place=places[0].text if places else None,
        parties=first.parties,
        evidence=tuple(dict.fromkeys((t.sentence.start, t.sentence.end) for t in group)),
        because=tuple(because),
        doubts=(),
        confidence=first.hit.rule.confidence,
    )


def _is_old(meeting: Meeting, published: str | None) -> bool:
    if not published or not meeting.date:
        return False
    then, shown = interval(meeting.date), interval(published)
    return bool(then and shown and (shown[0] - then[1]).days > _OLD_DAYS)
