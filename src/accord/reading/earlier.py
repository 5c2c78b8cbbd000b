"""Read which agreements a page mentions that are not its news: 'the framework agreement that A and B concluded in 2017'.

In:  a scene and the agreements that it reports; the pack's rules `earlier` and `lineage`.
Out: `Earlier`s in text order, each with its day or year: without one nobody could say which is meant.
"""

from collections.abc import Iterator, Sequence

import msgspec

from accord.langs import match
from accord.langs.earlier import Mention, earlier_of
from accord.langs.natures import nature_of
from accord.langs.news import is_past
from accord.model.page import DateMention, Sentence
from accord.model.reading import Agreement, Earlier
from accord.model.terms import AgreementKind
from accord.reading.agreements.signings import Signing, find_signings, may_tell
from accord.reading.page.scene import Scene, covered, dates_in, parties_in

__all__ = ["find_earlier"]

_TWO = 2


class _Told(msgspec.Struct, frozen=True):
    """One mention: where it stands, by which rule, what it says."""

    sentence: Sentence
    start: int
    end: int
    rule: str
    kind: AgreementKind
    parties: tuple[str, ...]
    date: DateMention


def find_earlier(scene: Scene, agreements: Sequence[Agreement]) -> tuple[Earlier, ...]:
    """Return the earlier agreements that the page mentions, those told twice once."""
    if not any(date.date for date in scene.dates):
        return ()
    reported = {span for one in agreements for span in one.evidence}
    told = sorted(_mentions(scene, reported), key=lambda t: (t.start, t.rule))
    return earlier_of((_mention(scene, one, agreements) for one in told), scene.pack)


def _mentions(scene: Scene, reported: set[tuple[int, int]]) -> Iterator[_Told]:
    told = find_signings(scene) if any(is_past(date.date, scene.page.published) for date in scene.dates) else []
    for sentence in scene.page.sentences:
        if sentence.kind != "prose" or not may_tell(scene, sentence):
            continue
        known = list(_constructed(scene, sentence))
        yield from known
        if (sentence.start, sentence.end) not in reported and not known:
            yield from (m for one in told if one.sentence == sentence for m in _signed(scene, one))


def _constructed(scene: Scene, sentence: Sentence) -> Iterator[_Told]:
    words = covered(scene, sentence)
    for hit in match(scene.pack.rules, words, kind="earlier"):
        span, what = hit.span("date"), hit.span("what")
        assert span is not None
        assert what is not None
        dates = dates_in(scene, sentence.start + span[0], sentence.start + span[1])
        sides = [hit.span(group) for group in ("a", "b")]
        named = [
            p for side in sides if side for p in parties_in(scene, sentence.start + side[0], sentence.start + side[1])
        ]
        parties = tuple(dict.fromkeys(named)) if len(set(named)) >= _TWO else _around(scene, sentence)
        if dates and is_past(dates[0].date, scene.page.published, days=0) and len(parties) >= _TWO:
            kind = nature_of(scene.pack, words[slice(*what)])[0]
            start, end = sentence.start + hit.found.start(), sentence.start + hit.found.end()
            yield _Told(sentence, start, end, hit.rule.id, kind, parties, dates[0])


def _signed(scene: Scene, one: Signing) -> Iterator[_Told]:
    """Yield a signing that the page tells of as past: its sentence dates it long before the page appeared."""
    dates = [d for d in dates_in(scene, one.sentence.start, one.sentence.end) if is_past(d.date, scene.page.published)]
    if one.status == "signed" and len(one.parties) >= _TWO and dates:
        near = min(dates, key=lambda d: max(one.start - d.end, d.start - one.end, 0))
        yield _Told(one.sentence, one.start, one.end, one.rule, one.kind, one.parties, near)


def _around(scene: Scene, sentence: Sentence) -> tuple[str, ...]:
    """Return the parties of the sentence where they are two; more would be a guess."""
    parties = parties_in(scene, sentence.start, sentence.end)
    return parties if len(parties) == _TWO else ()


def _mention(scene: Scene, told: _Told, agreements: Sequence[Agreement]) -> Mention:
    beside = [one.id for one in agreements if any(a <= told.start < b for a, b in one.evidence)]
    own = beside or [one.id for one in agreements]
    return Mention(
        words=covered(scene, told.sentence),
        span=(told.sentence.start, told.sentence.end),
        rule=told.rule,
        kind=told.kind,
        title=None,
        date=told.date.date,
        parties=told.parties,
        agreement=own[0] if len(own) == 1 else None,
    )
