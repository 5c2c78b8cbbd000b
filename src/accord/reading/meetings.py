"""Find meetings, visits and conferences between parties, other than only a signing.

In:  a scene, its posts, which say for which party a person comes, and its agreements, which say who faces whom.
Out: `Meeting`s; several tellings of one (same parties, same kind) are one.
"""

import re
from bisect import bisect_left
from collections import Counter
from itertools import islice

import msgspec

from accord.langs import Hit, match
from accord.langs.news import is_old
from accord.model.page import Sentence
from accord.model.reading import Agreement, Because, Meeting, Post, Span
from accord.reading.agreements.homes import homes_of
from accord.reading.page.scene import Scene, covered, dates_in, kept, parties_in, persons_in, places_in, standings_in

__all__ = ["find_meetings"]

_TWO = 2
_STOPS = (";", " to discuss", " that ", ", at which", " to talk about", ", where ", ", which ", " to exchange views")
_RETOLD = ("en.meeting.attended", "en.conference.of_two")
_NEAR = 4  # paragraphs after the meeting in which its purpose is told
_REACH = 4_000  # characters from the meeting; more only in paragraphs that no person wrote
_BEFORE = 30  # characters before the words of meeting in which it is refused, hoped for or asked for
_BEHIND = 80  # characters after them in which it comes round every year
_OWN_OFFICE = re.compile(r"\s+(?:office|building|headquarters)\b")
_OF_OFFICE = re.compile(r"(?:,|\b(?:and|for|for the))\s+$")
_PLAN = re.compile(r"\b(?:if|hopes? to|would|could|might|should)\b", re.IGNORECASE)


class _Cast(msgspec.Struct, frozen=True):
    """Who can meet whom.

    Attributes:
        homes: The party for which each person comes.
        facing: Pairs of parties that deal with each other.
        offices: Where names begin that only say which office somebody holds, and names of conferences.
        agreed: Whether the page tells of an agreement, so that its meetings are about cooperation.
    """

    homes: dict[str, str]
    facing: tuple[tuple[str, ...], ...]
    offices: frozenset[int]
    agreed: bool


class _Telling(msgspec.Struct, frozen=True):
    sentence: Sentence
    hit: Hit
    kind: str
    parties: tuple[str, ...]


def find_meetings(scene: Scene, posts: tuple[Post, ...], agreements: tuple[Agreement, ...] = ()) -> tuple[Meeting, ...]:
    """Return the meetings that the page tells of."""
    cast = _Cast(_homes(scene, posts), _facing(scene, agreements), _in_offices(scene), agreed=bool(agreements))
    tellings = [t for s in scene.page.sentences if s.kind != "furniture" for t in _tellings(scene, s, cast)]
    groups: list[list[_Telling]] = []
    for one in sorted(tellings, key=_weight):
        home = next((g for g in groups if _same(g, one)), None)
        if home is not None:
            home.append(one)
        else:
            groups.append([one])
    made = [_meeting(scene, group) for group in sorted(groups, key=lambda g: min(t.sentence.start for t in g))]
    news = [m for m in made if not is_old(m.date, scene.page.published)]
    return tuple(msgspec.structs.replace(m, id=f"m{n}") for n, m in enumerate(news, 1))


def _weight(telling: _Telling) -> tuple[bool, bool, bool, bool, int]:
    """Return what orders tellings: those that say most of who met first."""
    rule = telling.hit.rule
    plain = telling.kind != "visit", not rule.values.get("pair"), -len(telling.parties)
    return telling.sentence.kind == "heading", rule.id in _RETOLD, *plain


def _homes(scene: Scene, posts: tuple[Post, ...]) -> dict[str, str]:
    """Return for whom each person comes; members of parliaments come for nobody."""
    own = {p.person for p in posts if any(match(scene.pack.rules, p.post, kind="legislator"))}
    last = {person.split()[-1] for person in own}
    return {p: home for p, home in homes_of(scene, posts).items() if p not in own and p not in last}


def _facing(scene: Scene, agreements: tuple[Agreement, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the pairs of parties of which the second is meant where the first meets somebody who is not known.

    They are those of the agreements, and of a page with an agreement the two countries of which it speaks most.
    """
    pairs: list[tuple[str, ...]] = [a.parties for a in agreements if len(a.parties) == 2]
    countries = {p.id for p in scene.cast.parties if p.region}
    told = Counter(s.parties[0] for s in scene.cast.standings if s.parties[0] in countries).most_common(2)
    if agreements and len(told) == 2:
        pairs.append(tuple(party for party, _ in told))
    return tuple(pairs)


def _in_offices(scene: Scene) -> frozenset[int]:
    """Return where names begin that are an office's ('Minister for Water Resources') or a conference's."""
    content = scene.page.content
    found = {
        s.start
        for s in scene.cast.standings
        if any(match(scene.pack.rules, content[s.start : s.end], kind="conference_name"))
    }
    for sentence in scene.page.sentences:
        words = re.sub(r"\s", " ", scene.page.content[sentence.start : sentence.end])
        for hit in match(scene.pack.rules, words, kind="field_aside"):
            if hit.rule.id == "en.field.office":
                start, end = sentence.start + hit.found.start(), sentence.start + hit.found.end()
                inside = standings_in(scene.cast.standings, start + 1, end)
                found |= {s.start for s in inside if _OF_OFFICE.search(scene.page.content, start, s.start)}
    return frozenset(found)


def _tellings(scene: Scene, sentence: Sentence, cast: _Cast) -> list[_Telling]:
    words = _with_conferences(scene, sentence)
    found: list[_Telling] = []
    for hit in match(scene.pack.rules, words, kind="meeting"):
        overlap = any(k.hit.found.start() < hit.found.end() and hit.found.start() < k.hit.found.end() for k in found)
        if overlap or _is_unmade(scene, words, hit):
            continue
        paired = _pair(scene, sentence, cast) if hit.rule.values.get("pair") else ()
        parties = paired or _two_named(scene, sentence, hit) or _present(scene, sentence, hit, cast)
        parties = _for_regions(scene, parties, cast)
        if len(parties) >= _TWO and (cast.agreed or _about_cooperation(scene, sentence, hit)):
            found.append(_Telling(sentence, hit, hit.rule.values["kind"], parties))
    return found


def _with_conferences(scene: Scene, sentence: Sentence) -> str:
    """Return the covered sentence in which the names of conferences stand open: they are no party, but a cue."""
    words = covered(scene, sentence)
    for standing in standings_in(scene.cast.standings, sentence.start, sentence.end):
        name = scene.page.content[standing.start : standing.end]
        if any(match(scene.pack.rules, name, kind="conference_name")):
            start, end = standing.start - sentence.start, standing.end - sentence.start
            words = words[:start] + re.sub(r"\s", " ", name) + words[end:]
    return words


def _is_unmade(scene: Scene, words: str, hit: Hit) -> bool:
    """Whether a meeting is only hoped for, refused, undertaken, or one that comes round every year."""
    start, end = hit.found.span()
    before, said, behind = words[max(0, start - _BEFORE) : start], hit.found.group(), words[end : end + _BEHIND]
    looked = ((before, "refused"), (before + said, "undertaken"), (said + behind, "cadence"))
    return bool(_PLAN.search(said)) or any(
        any(match(scene.pack.rules, part, kind=f"meeting_{kind}")) for part, kind in looked
    )


def _about_cooperation(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether the words of the paragraph and of the next ones speak of acting together; of a conference of two, any words."""
    if hit.rule.values.get("two"):
        return any(match(scene.pack.rules, scene.page.content, kind="cooperating"))
    sentences = scene.page.sentences
    first = bisect_left(sentences, sentence.paragraph, key=lambda s: s.paragraph)
    last = bisect_left(sentences, sentence.paragraph + _NEAR + 1, key=lambda s: s.paragraph)
    start, end = sentences[first].start, sentences[last - 1].end
    words = scene.page.content[max(start, sentence.start - _REACH) : min(end, sentence.end + _REACH)]
    return any(match(scene.pack.rules, words, kind="cooperating"))


def _present(scene: Scene, sentence: Sentence, hit: Hit, cast: _Cast) -> tuple[str, ...]:
    """Return the parties that meet: those named, and those of the persons named, on both sides of the words."""
    content = scene.page.content
    verb, after = sentence.start + hit.found.start(), sentence.start + hit.found.end()
    begin = max(sentence.start, content.rfind(";", sentence.start, verb) + 1)
    stop = min((at for mark in _STOPS if (at := content.find(mark, after, sentence.end)) >= 0), default=sentence.end)
    only_after = bool(hit.rule.values.get("after"))
    left = () if only_after else _parties(scene, begin, verb, cast)
    if hit.rule.values.get("within"):
        left = tuple(dict.fromkeys((*left, *_parties(scene, verb, after, cast))))
    kind = hit.rule.values["kind"]
    if kind == "conference" and len(left) > 1:
        return _without_organs(scene, left)
    right = _parties(scene, after, stop, cast, visit=kind == "visit") or _guests(scene, sentence, cast.homes)
    if kind == "conference":
        right = tuple(p for p in right if p not in left) or _hosts(scene, sentence)
    elif not only_after and (not left or len({*left, *right}) == 1):
        left = left or _unnamed(scene, right, (begin, verb), cast)
        there = (sentence.start, sentence.end) if hit.rule.values.get("facing") else (after, stop)
        right = tuple(p for p in right if p not in left) or _unnamed(scene, left, there, cast)
    if only_after and len(right) == 1:
        right += _unnamed(scene, right, (after, stop), cast)
    if not right or not (left or only_after):
        return left if hit.rule.values.get("within") or hit.rule.values.get("alone") else ()
    return _without_organs(scene, (*left, *right))


def _two_named(scene: Scene, sentence: Sentence, hit: Hit) -> tuple[str, ...]:
    """Return the two parties after which a conference is named: 'the Norway-Estonia Seminar'."""
    if not hit.rule.values.get("two"):
        return ()
    content, ids = scene.page.content, {n: p.id for p in scene.cast.parties for n in p.names}
    spans = [hit.found.span(side) for side in ("x", "y")]
    found = [ids.get(content[sentence.start + start : sentence.start + end]) for start, end in spans]
    return tuple(one for one in found if one)


def _pair(scene: Scene, sentence: Sentence, cast: _Cast) -> tuple[str, ...]:
    """Return who deals with each other, where a sentence names one of them or nobody."""
    here = {s for n in standings_in(scene.cast.standings, sentence.start, sentence.end) for s in n.parties}
    here |= {cast.homes[p.text] for p in persons_in(scene, sentence.start, sentence.end) if p.text in cast.homes}
    pairs = [pair for pair in cast.facing if here & set(pair)] or (list(cast.facing) if not here else [])
    return pairs[0] if pairs else ()


def _hosts(scene: Scene, sentence: Sentence) -> tuple[str, ...]:
    """Return who is said to convene a conference, in the sentence or in the paragraphs after it."""
    return kept(scene, ("hosts", sentence.paragraph), lambda: _hosts_near(scene, sentence.paragraph))


def _hosts_near(scene: Scene, paragraph: int) -> tuple[str, ...]:
    for later in scene.page.sentences:
        if paragraph <= later.paragraph <= paragraph + _NEAR:
            for hit in match(scene.pack.rules, covered(scene, later), kind="meeting_hosts"):
                start, end = hit.found.span("a")
                return parties_in(scene, later.start + start, later.start + end)
    return ()


def _unnamed(scene: Scene, known: tuple[str, ...], where: Span, cast: _Cast) -> tuple[str, ...]:
    """Return who a person is that is named without a party: whoever faces the known one, by the page's agreements."""
    if not (persons_in(scene, *where) or standings_in(scene.cast.standings, *where)):
        return ()
    for pair in cast.facing:
        if set(known) & set(pair):
            return tuple(party for party in pair if party not in known)
    return ()


def _without_organs(scene: Scene, parties: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parties without newspapers, and without a region's party committees where the region itself is there."""
    kinds = {p.id: p.kind for p in scene.cast.parties}
    region = any(kinds[i] == "government" for i in parties)
    return tuple(
        i for i in dict.fromkeys(parties) if kinds[i] != "media" and not (region and kinds[i] == "party_committee")
    )


def _for_regions(scene: Scene, parties: tuple[str, ...], cast: _Cast) -> tuple[str, ...]:
    """Return the parties with the region that deals with one of them in place of its party committees."""
    kinds = {p.id: p.kind for p in scene.cast.parties}
    for pair in cast.facing:
        others = [party for party in parties if party not in pair]
        organs = {kinds[party] for party in others}
        if len(set(parties) & set(pair)) == 1 and "party_committee" in organs <= {"party_committee", "other"}:
            return pair
    return parties


def _guests(scene: Scene, sentence: Sentence, homes: dict[str, str]) -> tuple[str, ...]:
    """Return the parties of the persons whom the next sentence names, where this one says only 'met with leaders'."""
    sentences = scene.page.sentences
    at = bisect_left(sentences, sentence.end, key=lambda s: s.start)
    later = next((s for s in islice(sentences, at, None) if s.kind == "prose"), None)
    if not later or later.paragraph > sentence.paragraph + 1:
        return ()
    return tuple(dict.fromkeys(homes[p.text] for p in persons_in(scene, later.start, later.end) if p.text in homes))


def _parties(scene: Scene, start: int, end: int, cast: _Cast, *, visit: bool = False) -> tuple[str, ...]:
    """Return the parties of a stretch: those of its persons, and those named that are not only an office, home or place.

    Of a visit those count for whom somebody is met there; the place itself, where nobody is.
    """
    met = [cast.homes[p.text] for p in persons_in(scene, start, end) if p.text in cast.homes]
    where = {n.start for n in places_in(scene, start, end)} | cast.offices
    named = [s for s in standings_in(scene.cast.standings, start, end) if s.start not in where]
    if visit and met:
        bare = {n.start for n in scene.names if n.label == "place"}
        named = [s for s in named if s.start not in bare]
    named = [s for s in named if not _OWN_OFFICE.match(scene.page.content, s.end)]
    return tuple(dict.fromkeys([*met, *(i for s in named for i in s.parties)]))


def _same(group: list[_Telling], one: _Telling) -> bool:
    kept, theirs = group[0], set(one.parties)
    if one.hit.rule.id == "en.conference.of_two" and kept.kind == "conference":  # its name, told elsewhere
        return True
    if one.sentence.kind == "heading" or any(one.sentence == t.sentence for t in group):
        return any(set(t.parties) & theirs for t in group)
    if one.hit.rule.id == "en.meeting.attended":  # 'the meeting' is the one told before
        return kept.sentence.start < one.sentence.start
    return (set(kept.parties) <= theirs or theirs <= set(kept.parties)) and (
        kept.kind == one.kind or {kept.kind, one.kind} == {"visit", "meeting"}
    )


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
