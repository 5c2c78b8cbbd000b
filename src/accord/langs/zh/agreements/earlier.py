"""Read which agreements a page mentions that are not its news: 去年,甲公司与我市签署战略合作框架协议.

In:  a scene and the agreements that it reports.
Out: `Earlier`s in text order, each with its day, month or year: without one nobody could say which is meant.
"""

from collections.abc import Iterator, Sequence

from accord.langs.rules import match
from accord.langs.zh.agreements.tellings import Telling, find_tellings
from accord.langs.zh.page.scene import Scene, covered, within
from accord.model.dates import interval
from accord.model.page import DateMention, Sentence
from accord.model.reading import Agreement, Earlier
from accord.model.terms import EarlierRelation

__all__ = ["find_earlier"]

_OLD_DAYS = 62  # as for the page's own agreements: what was signed longer ago is not its news
_TWO = 2


def find_earlier(scene: Scene, agreements: Sequence[Agreement]) -> tuple[Earlier, ...]:
    """Return the earlier agreements that the page mentions, those told twice once."""
    if not any(_is_past(scene, date, days=0) for date in scene.dates):
        return ()
    reported = {span for one in agreements for span in one.evidence}
    found: dict[tuple[str, tuple[str, ...]], Earlier] = {}
    for told, date in _mentions(scene, reported):
        key = (date.date or "", tuple(sorted(told.parties)))
        found.setdefault(key, _earlier(scene, told, date, agreements, number=len(found) + 1))
    return tuple(found.values())


def _mentions(scene: Scene, reported: set[tuple[int, int]]) -> Iterator[tuple[Telling, DateMention]]:
    """Yield what is told of agreements beside the news, each with the date before it in its clause."""
    for told in find_tellings(scene):
        sentence = told.sentence
        if sentence.kind != "prose" or len(told.parties) < _TWO or told.event or told.status != "signed":
            continue
        dates = [d for d in within(scene.dates, sentence.start, sentence.end) if d.date and d.start <= told.at]
        own = (sentence.start, sentence.end) in reported
        if dates and _is_past(scene, dates[-1], days=0 if told.weak and not own else _OLD_DAYS):
            yield told, dates[-1]


def _is_past(scene: Scene, told: DateMention, *, days: int) -> bool:
    """Whether a day lies so far back that what was signed on it is not the news of the page."""
    day = interval(told.date) if told.date else None
    shown = interval(scene.published) if scene.published else None
    return bool(day and (not shown or (shown[0] - day[1]).days > days))


def _earlier(
    scene: Scene, told: Telling, date: DateMention, agreements: Sequence[Agreement], *, number: int
) -> Earlier:
    relation = _relation(scene, told.sentence) if len(agreements) == 1 else "mentioned"
    return Earlier(
        id=f"e{number}",
        rule=told.rule,
        relation=relation,
        kind=told.kind,
        title=told.title,
        date=date.date,
        parties=told.parties,
        agreement=agreements[0].id if len(agreements) == 1 else None,
        evidence=((told.sentence.start, told.sentence.end),),
        confidence=0.8,
    )


def _relation(scene: Scene, sentence: Sentence) -> EarlierRelation:
    hits = match(scene.pack.rules, covered(scene, sentence), kind="lineage")
    return next((hit.rule.values["relation"] for hit in hits), "mentioned")
