"""Read meetings, visits and conferences about cooperating, other than only the signing.

In:  a scene, its posts, its agreements.
Out: `Meeting`s; tellings of one kind with the same parties are one.

Who meets: the bodies that the clause names, those for which its persons come, and where one side stays unknown, who
faces the other in the page's agreement. A page without an agreement must speak of cooperating near by.
"""

from collections.abc import Iterator, Sequence

import msgspec

from accord.langs.masks import PARTY_COVERS
from accord.langs.rules import Hit, match
from accord.langs.zh.clauses import bare
from accord.langs.zh.homes import foremost, homes_of
from accord.langs.zh.occasions import Spot, happening_before, when_told, where_told
from accord.langs.zh.scene import Scene, covered, find, within
from accord.model.dates import interval
from accord.model.page import DateMention, Sentence
from accord.model.reading import Agreement, Because, Meeting, Post, Span

__all__ = ["find_meetings"]

_CUES = ("见", "谈", "访", "察", "调研", "会", "论坛", "一行", "晤", "磋商")
_TWO = 2
_NEAR = 8  # sentences around a meeting in which its purpose is told
_OLD_DAYS = 62
_MOST = 24  # parties of one meeting


class _Cast(msgspec.Struct, frozen=True):
    """Who can meet whom: the party for which each person comes, and who deals with whom on this page."""

    homes: dict[str, str]
    facing: tuple[tuple[str, ...], ...]


class _Telling(msgspec.Struct, frozen=True):
    sentence: Sentence
    hit: Hit
    kind: str
    parties: tuple[str, ...]


def find_meetings(scene: Scene, posts: tuple[Post, ...], agreements: tuple[Agreement, ...]) -> tuple[Meeting, ...]:
    """Return the meetings, visits and conferences about cooperating, other than only the signing."""
    cast = _Cast(homes_of(scene, posts), tuple(a.parties for a in agreements))
    tellings = [t for s in scene.sentences if _may_tell(scene, s) for t in _tellings(scene, s, cast)]
    about = [t for t in tellings if agreements or _is_about(scene, t.sentence)]
    groups: list[list[_Telling]] = []
    for one in sorted(about, key=lambda t: (t.sentence.kind == "heading", -len(t.parties), t.sentence.start)):
        home = next((g for g in groups if _same(g, one)), None)
        if home is not None:
            home.append(one)
        elif len(one.parties) >= _TWO:
            groups.append([one])
    made = [_meeting(scene, group) for group in sorted(groups, key=lambda g: min(t.sentence.start for t in g))]
    news = [m for m in made if not _is_old(m, scene.published)]
    return tuple(msgspec.structs.replace(m, id=f"m{n}") for n, m in enumerate(news, 1))


def _may_tell(scene: Scene, sentence: Sentence) -> bool:
    words = scene.text[sentence.start : sentence.end]
    return sentence.kind != "furniture" and any(cue in words for cue in _CUES)


def _tellings(scene: Scene, sentence: Sentence, cast: _Cast) -> Iterator[_Telling]:
    words = covered(scene, sentence)
    taken: list[tuple[int, int]] = []
    for hit in find(scene, sentence, "meeting"):
        start, end = hit.found.span()
        if any(start < b and a < end for a, b in taken) or _is_unmade(scene, words, hit):
            continue
        taken.append((start, end))
        parties = _who(scene, sentence, hit, cast)
        if parties:
            yield _Telling(sentence, hit, hit.rule.values["kind"], parties)


def _is_unmade(scene: Scene, words: str, hit: Hit) -> bool:
    """Return whether a meeting is only wished for, yet to come, told of before, or one of a habit."""
    start = hit.span("verb") or hit.found.span()
    before = words[max(0, start[0] - 40) : start[0]]
    behind = words[start[1] : start[1] + 10]
    return any(match(scene.pack.rules, before, kind="unmet")) or any(
        match(scene.pack.rules, behind, kind="unmet_after")
    )


def _who(scene: Scene, sentence: Sentence, hit: Hit, cast: _Cast) -> tuple[str, ...]:
    """Return the parties of a meeting: those named or come for, and who faces them."""
    start, end = _reach(scene, sentence, hit)
    hosts = bool(hit.rule.values.get("host"))
    named = _acting(scene, sentence, start, end, places=hosts)
    coming = [
        cast.homes[p.text]
        for p in within(scene.cast.persons, sentence.start + start, sentence.start + end)
        if p.text in cast.homes
    ]
    found = tuple(dict.fromkeys((*coming, *named)))[:_MOST]
    if hit.rule.values.get("faced"):
        known = [f for f in cast.facing if set(f) & set(found)]
        found = tuple(
            dict.fromkeys(
                (*(p for p in found if not known or p in known[0] or p in coming), *(known[0] if known else ()))
            )
        )
    if len(found) == 1:
        facing = next((f for f in cast.facing if found[0] in f), None) or _host(scene, sentence, hit, found[0])
        found = tuple(dict.fromkeys((*found, *facing)))
    return found


def _host(scene: Scene, sentence: Sentence, hit: Hit, one: str) -> tuple[str, ...]:
    """Return the foremost place of the page as the side that a clause leaves out: 省长会见某公司一行."""
    place = foremost(scene) if hit.rule.values.get("local") else None
    return (place,) if place and place != one else ()


def _reach(scene: Scene, sentence: Sentence, hit: Hit) -> tuple[int, int]:
    """Return the stretch of a sentence that names who meets: from the clause of the verb to the end of its object."""
    words = bare(covered(scene, sentence))
    verb = hit.span("verb") or hit.found.span()
    start = min(hit.found.start(), max((words.rfind(mark, 0, verb[0]) for mark in "；。"), default=-1) + 1)
    cut = [h.found.end() for h in match(scene.pack.rules, words[start : verb[0]], kind="met_front")]
    start += max(cut, default=0)
    end = hit.found.end()
    return min(start, verb[0]), end


def _acting(scene: Scene, sentence: Sentence, start: int, end: int, *, places: bool) -> tuple[str, ...]:
    words = covered(scene, sentence)
    every = within(scene.cast.standings, sentence.start + start, sentence.start + end)
    kept = [
        s
        for n, s in enumerate(every)
        if (places or words[s.start - sentence.start] in PARTY_COVERS)
        and not (n + 1 < len(every) and every[n + 1].start == s.end)
    ]
    committees = {p.id for p in scene.cast.parties if p.kind == "party_committee"}
    return tuple(dict.fromkeys(p for s in kept for p in s.parties if p not in committees))


def _is_about(scene: Scene, sentence: Sentence) -> bool:
    """Return whether the page speaks of cooperating near a meeting."""
    here = scene.sentences.index(sentence)
    near: Sequence[Sentence] = scene.sentences[max(0, here - 1) : here + _NEAR]
    rules = scene.pack.rules
    return any(hit for s in near for hit in match(rules, scene.text[s.start : s.end], kind="cooperating"))


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
    date, spot, settled = None, None, False
    for telling in group:
        at = telling.sentence.start + telling.hit.found.end()
        around = [(telling.sentence, at)]
        around += [(s, s.end) for s in happening_before(scene, telling.sentence, telling.parties)]
        for sentence, where in around:
            if not settled:
                when = when_told(scene, sentence, where)
                date, settled = when.date, when.settled
            spot = spot or where_told(scene, sentence, where)
    return date, spot


def _is_old(meeting: Meeting, published: str | None) -> bool:
    if not published or not meeting.date:
        return False
    met, shown = interval(meeting.date), interval(published)
    return bool(met and shown and (shown[0] - met[1]).days > _OLD_DAYS)
