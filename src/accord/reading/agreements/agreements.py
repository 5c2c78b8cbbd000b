"""Make one agreement of the tellings of one: merge them, and give each its day, place and signatories.

In:  a scene and its signings.
Out: `Agreement`s, without sectors (those need the commitments, too).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

import msgspec

from accord.langs import match
from accord.langs.natures import nature_of
from accord.langs.news import is_old
from accord.model.dates import interval, precision
from accord.model.page import DateMention, Name, Sentence
from accord.model.reading import Agreement, Because, Doubt, Money, Post, Span
from accord.model.terms import AgreementKind
from accord.reading.agreements.headings import title_of
from accord.reading.agreements.homes import homes_of
from accord.reading.agreements.implied import implied_signings
from accord.reading.agreements.series import ordinal_in, since_in
from accord.reading.agreements.signatories import signatories, signs
from accord.reading.agreements.signings import (
    Signing,
    find_signings,
    may_tell,
    signed_by_persons,
)
from accord.reading.cast.states import countries_in, state_of
from accord.reading.page.dates import is_doubtful
from accord.reading.page.scene import (
    Scene,
    acting_in,
    covered,
    dates_in,
    kept,
    money_in_span,
    parties_in,
    places_in,
    visited_in,
)

__all__ = ["find_agreements"]

_VAGUE = ("other", "cooperation")
_BACK = 100  # sentences before a signing in which its occasion is told
_RECENT = 50  # agreements told of last, of which a sentence may speak again
_NEAR_DATE = 80  # characters from a signing within which a date of announcement stands for its day
_NEAR_YEAR = 12  # characters from a signing within which a mere year is its date: 'In 2011 they signed'


class _Group(msgspec.Struct):
    """Tellings of one agreement, while they are being gathered.

    Attributes:
        later: Sentences that say more of it without naming its parties: 'The agreement was signed by ...'.
    """

    tellings: list[Signing]
    parties: tuple[str, ...]
    later: list[Sentence]
    kinds: set[AgreementKind] = set()  # of its tellings; msgspec copies it

    def add(self, one: Signing) -> "_Group":
        """Return itself with one telling more."""
        self.tellings.append(one)
        self.kinds.add(one.kind)
        return self


def find_agreements(scene: Scene, posts: tuple[Post, ...] = ()) -> tuple[Agreement, ...]:
    """Return the agreements that the page reports as its news; posts say for whom a person signs."""
    homes = homes_of(scene, posts)
    told = find_signings(scene)
    named = {s.sentence for s in told if len(s.parties) > 1}
    by_persons = [s for s in signed_by_persons(scene, homes) if s.sentence not in named]
    groups = _gathered(scene, [*told, *by_persons]) or _gathered(scene, implied_signings(scene))
    _add_later(scene, groups)
    made = [_agreement(scene, group) for group in groups]
    denied = _denied(scene)
    news = [a for a in made if not _is_old(a, scene.page.published) and not (denied & set(a.parties) or "" in denied)]
    return tuple(msgspec.structs.replace(a, id=f"a{n}") for n, a in enumerate(news, 1))


def _denied(scene: Scene) -> set[str]:
    """Return whose agreements the page says not to exist; `""` where the sentence that says so names nobody."""
    found: set[str] = set()
    for sentence in scene.page.sentences:
        if may_tell(scene, sentence):
            words = covered(scene, sentence)
            for hit in match(scene.pack.rules, words, kind="no_agreement"):
                at = sentence.start + hit.found.start()
                found |= set(parties_in(scene, at, sentence.start + hit.found.end())) or {""}
    return found


def _gathered(scene: Scene, signings: list[Signing]) -> list[_Group]:
    """Return the tellings grouped; prose comes first, since headlines leave words out."""
    groups: list[_Group] = []
    for one in sorted(signings, key=lambda s: (s.weak, s.sentence.kind == "heading", s.start)):
        home = next((g for g in reversed(groups[-_RECENT:]) if _same(scene, g, one)), None)
        if home:
            home.add(one)
            if not one.weak:
                home.parties = _joined(scene, home.parties, one.parties)
        elif len(one.parties) > 1 and not one.weak:
            groups.append(_Group([], one.parties, []).add(one))
    return sorted(groups, key=lambda g: min(t.start for t in g.tellings))


def _same(scene: Scene, group: _Group, one: Signing) -> bool:
    """Whether a telling speaks of the group's agreement: one set of parties within the other, and kinds that agree."""
    mine = {_known_as(scene, party, one.parties) for party in group.parties}
    theirs = {_known_as(scene, party, group.parties) for party in one.parties}
    if mine != set(group.parties):
        theirs = set(one.parties)
    if one.separate and not any(t.separate for t in group.tellings):
        return False
    if one.bare and mine == theirs and any(not t.bare for t in group.tellings):
        return True
    if not (mine <= theirs or theirs <= mine):
        return bool(one.definite and mine & theirs and _kinds_agree(group, one, strict=True))
    if mine != theirs and not (one.definite or one.weak or one.sentence.kind == "heading"):
        return False
    return _kinds_agree(group, one, strict=False)


def _joined(scene: Scene, mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parties of both tellings, a country or place only where no body of it is among them."""
    every = tuple(dict.fromkeys((*mine, *theirs)))
    return tuple(dict.fromkeys(_known_as(scene, p, theirs if p in mine else mine) for p in every))


def _known_as(scene: Scene, party: str, parties: tuple[str, ...]) -> str:
    """Return the one of the parties whose country or place `party` is: 'Vietnam' for the Ministry of Justice of Vietnam."""
    if party in parties:
        return party
    known = {p.id: p for p in scene.cast.parties}
    word = rf"\b{re.escape(known[party].name)}\b"
    owned = [p for p in parties if re.search(word, known[p].name)]
    state = state_of(known[party].name, scene.pack)
    owned = owned or [p for p in parties if state and state in countries_in(known[p].names, scene.pack)]
    return owned[0] if len(owned) == 1 else party


def _kinds_agree(group: _Group, one: Signing, *, strict: bool) -> bool:
    if strict:
        return one.kind in group.kinds
    return one.kind in group.kinds or one.kind in _VAGUE or bool(group.kinds & set(_VAGUE))


def _add_later(scene: Scene, groups: list[_Group]) -> None:
    """Add to the agreement told of last what a sentence without its parties says, and on whose behalf somebody signed."""
    told = {t.sentence for g in groups for t in g.tellings}
    starts = [min(t.start for t in g.tellings) for g in groups]
    for sentence in scene.page.sentences:
        before = groups[: bisect_right(starts, sentence.end)]
        if sentence.kind != "prose" or not before or not (may_tell(scene, sentence) or signs(scene, sentence)):
            continue
        words = covered(scene, sentence)
        signed = [h for k in ("definite", "signatory", "behalf") for h in match(scene.pack.rules, words, kind=k)]
        if (not signed and not signs(scene, sentence)) or any(match(scene.pack.rules, words, kind="unreal")):
            continue
        if sentence not in told:
            before[-1].later.append(sentence)
        for party in _represented(scene, sentence, words):
            if party not in before[-1].parties:
                before[-1].parties = (*before[-1].parties, party)


def _represented(scene: Scene, sentence: Sentence, words: str) -> Iterator[str]:
    for kind in ("behalf", "represents"):
        for hit in match(scene.pack.rules, words, kind=kind):
            if span := hit.span("a"):
                yield from parties_in(scene, sentence.start + span[0], sentence.start + span[1])


def _agreement(scene: Scene, group: _Group) -> Agreement:
    first = group.tellings[0]
    kind = next((t for t in group.tellings if t.kind not in _VAGUE), first)
    if kind.kind == "other":
        kind = next((t for t in group.tellings if t.kind != "other"), first)
    nature = kind.kind if kind.kind != "other" else _later_nature(scene, group)
    signed = any(t.status == "signed" for t in group.tellings if not t.weak)
    date, place = _when(scene, group), _where(scene, group)
    date = date if signed or not date else _ahead(scene, date)
    because = [Because("kind", *kind.kind_span, kind.kind_rule)] if kind.kind_span else []
    because.append(Because("status", first.start, first.end, first.rule))
    because += [Because("date", date.start, date.end, date.rule)] if date else []
    because += [Because("place", place.start, place.end, "en.place.where")] if place else []
    titled = title_of(scene, _sentences(group))
    because += [titled[1]] if titled else []
    ordinal, since = _series(scene, group)
    late = signed and date and date.date and is_doubtful(date.date, scene.page.published)
    return Agreement(
        id="a",
        rule=first.rule,
        kind=nature,
        status="signed" if signed else "planned",
        title=titled[0] if titled else None,
        ordinal=ordinal,
        since=since,
        date=date.date if date else None,
        place=place.text if place else None,
        parties=group.parties,
        signatories=_signatories(scene, group),
        sectors=(),
        amount=_amount(scene, group),
        evidence=_evidence(scene, group),
        because=tuple(because),
        doubts=(Doubt("date", date.start, date.end, "the page is older than that day"),) if date and late else (),
        confidence=max(t.confidence for t in group.tellings),
    )


def _later_nature(scene: Scene, group: _Group) -> AgreementKind:
    """Return the kind that a later sentence gives to what the telling only calls an agreement."""
    kinds = (nature_of(scene.pack, covered(scene, sentence))[0] for sentence in group.later)
    return next((kind for kind in kinds if kind not in _VAGUE), "other")


def _sentences(group: _Group) -> list[Sentence]:
    return list(dict.fromkeys((*(t.sentence for t in group.tellings if not t.weak), *group.later)))


def _when(scene: Scene, group: _Group) -> DateMention | None:
    """Return the date in the clause of the signing, else of a later sentence, else of the occasion at which it took place.

    A day of announcement, or a year that stands far off, counts only where nothing else does.
    """
    own = [
        (_distance(d, t), d)
        for t in group.tellings
        if not t.weak
        for d in sorted(_days(scene, t.sentence), key=lambda d, t=t: _distance(d, t))  # type: ignore[misc]
    ]
    sure = (d for far, d in own if not _is_passing(scene, d, far))
    around = (*_own_later(scene, group), *_occasions(scene, group), *_visits(scene, group))
    told = [d for s in dict.fromkeys(around) for d in _days(scene, s)]
    best = next(sure, None) or next(iter(told), None) or next((d for far, d in own if far <= _NEAR_DATE), None)
    if best and best.date and precision(best.date) == 1:
        return next((d for d in told if (d.date or "").startswith(best.date + "-")), best)
    return best


def _days(scene: Scene, sentence: Sentence) -> list[DateMention]:
    """Return the dates of a sentence on which something may have happened: not 'since 2005', 'last year's floods'."""
    content, found = scene.page.content, []
    for date in dates_in(scene, sentence.start, sentence.end):
        before, after = content[max(sentence.start, date.start - 30) : date.start], content[date.end : date.end + 3]
        if date.date and not any(match(scene.pack.rules, f"{before}\ue006{after}", kind="no_day")):
            found.append(date)
    return found


def _is_passing(scene: Scene, date: DateMention, far: int) -> bool:
    """Whether a date is that of the announcement ('said today that ...'), or a mere year that stands far off."""
    if date.date and precision(date.date) == 1 and far > _NEAR_YEAR:
        return True
    around = (
        scene.page.content[max(0, date.start - 30) : date.start] + "\0" + scene.page.content[date.end : date.end + 30]
    )
    return any(match(scene.pack.rules, around, kind="announced"))


def _visits(scene: Scene, group: _Group) -> Iterator[Sentence]:
    """Yield the sentences before the signing, the nearest first, that tell of the journey on which it is to be signed."""
    start = min((t.start for t in group.tellings if t.status == "planned"), default=0)
    for sentence in reversed([s for s in scene.page.sentences if s.kind == "prose" and s.end <= start]):
        words = scene.page.content[sentence.start : sentence.end]
        if any(match(scene.pack.rules, words, kind="journey")):
            yield sentence


def _ahead(scene: Scene, date: DateMention) -> DateMention:
    """Return the day of what is planned: without a year in the words it is the next such day, not the last one."""
    published, words = scene.page.published, scene.page.content[date.start : date.end]
    day, shown = interval(date.date) if date.date else None, interval(published) if published else None
    if not day or not shown or not date.date or day[1] >= shown[0] or re.search(r"\d{4}", words):
        return date
    return msgspec.structs.replace(date, date=f"{int(date.date[:4]) + 1}{date.date[4:]}")


def _distance(date: DateMention, telling: Signing) -> int:
    if telling.start <= date.start <= telling.end:
        return 0
    return min(abs(date.end - telling.start), abs(date.start - telling.end))


def _where(scene: Scene, group: _Group) -> Name | None:
    for telling in group.tellings:
        near = _scenes(scene, telling.sentence)
        if near and not telling.weak:
            return min(
                near,
                key=lambda n: min(abs(n.start - telling.end), abs(n.end - telling.start), abs(n.start - telling.start)),
            )
    around = (*_own_later(scene, group), *_occasions(scene, group))
    return next(
        (n for s in dict.fromkeys(around) for n in (*_scenes(scene, s), *visited_in(scene, s.start, s.end))), None
    )


def _scenes(scene: Scene, sentence: Sentence) -> list[Name]:
    """Return the places of a sentence where something happens, and not where a plant or project is."""
    words = covered(scene, sentence)
    every = places_in(scene, sentence.start, sentence.end)
    places = [place for place in every if not any(match(scene.pack.rules, place.text, kind="venue"))]
    fronts = [
        (place, words[max(0, place.start - sentence.start - 90) : place.start - sentence.start]) for place in places
    ]
    return [place for place, front in fronts if any(match(scene.pack.rules, front, kind="signing_place"))]


def _occasions(scene: Scene, group: _Group) -> Iterator[Sentence]:
    """Yield sentences before the signing that tell of the meeting at which it took place, the nearest first.

    The signing may say so ('at the meeting'); else an earlier sentence must tell of a signing event of its parties.
    """
    prose = [s for s in scene.page.sentences if s.kind == "prose"]
    places = {(s.start, s.end): at for at, s in enumerate(prose)}
    for telling in group.tellings:
        here = places.get((telling.sentence.start, telling.sentence.end))
        if here is None:
            continue
        before = list(reversed(prose[max(0, here - _BACK) : here]))
        if any(match(scene.pack.rules, covered(scene, telling.sentence), kind="occasion")):
            yield from before
        for sentence in before:
            if set(group.parties) & _signing_there(scene, sentence):
                yield sentence


def _signing_there(scene: Scene, sentence: Sentence) -> frozenset[str]:
    """Return the parties of a sentence that tells of a signing event; none of any other."""

    def make() -> frozenset[str]:
        events = any(match(scene.pack.rules, covered(scene, sentence), kind="signing_event"))
        return frozenset(parties_in(scene, sentence.start, sentence.end)) if events else frozenset()

    return kept(scene, ("signing", sentence.start, sentence.end), make)


def _own_later(scene: Scene, group: _Group) -> list[Sentence]:
    """Return the later sentences that name no other party: those of other agreements have other days and places."""
    return [s for s in group.later if set(acting_in(scene, s)) <= set(group.parties)]


def _signatories(scene: Scene, group: _Group) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for s in _sentences(group) for name in signatories(scene, s)))


def _series(scene: Scene, group: _Group) -> tuple[int | None, str | None]:
    """Return the ordinal and the first year of the series, from the paragraphs that tell of the signing."""
    paragraphs = {t.sentence.paragraph for t in group.tellings}
    told = [s for s in scene.page.sentences if s.paragraph in paragraphs and s.kind != "furniture"]
    words = [scene.page.content[s.start : s.end] for s in told]
    ordinals = (ordinal_in(w, scene.pack) for w in words)
    years = (since_in(w, scene.pack) for w in words)
    return next((n for n in ordinals if n), None), next((year for year in years if year), None)


def _amount(scene: Scene, group: _Group) -> Money | None:
    """Return the one amount of all that is told of an agreement, else the one in the sentence that tells it first."""
    told = [t for t in group.tellings if not t.weak][:1]
    for spans in ([(s.start, s.end) for s in _sentences(group)], [(t.sentence.start, t.sentence.end) for t in told]):
        amounts = {m.money for span in spans for m in money_in_span(scene, *span)}
        if len(amounts) == 1:
            return next(iter(amounts))
    return None


def _evidence(scene: Scene, group: _Group) -> tuple[Span, ...]:
    """Return the sentences that tell of it, and one that names a party where they only describe them."""
    spans = [(s.start, s.end) for s in _sentences(group)]
    named = [s for s in scene.cast.standings if s.named and set(s.parties) & set(group.parties)]
    if not any(a <= s.start and s.end <= b for s in named for a, b in spans):
        nearest = min(named, key=lambda s: abs(s.start - spans[0][0]))
        home = next(s for s in scene.page.sentences if s.start <= nearest.start < s.end)
        spans.append((home.start, home.end))
    return tuple(sorted(set(spans)))


def _is_old(agreement: Agreement, published: str | None) -> bool:
    """Whether it was signed so long before the page appeared that it is told of in passing."""
    return agreement.status != "planned" and is_old(agreement.date, published)
