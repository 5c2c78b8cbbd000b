"""Read which agreements a page mentions that are not its news: 去年,甲公司与我市签署战略合作框架协议.

In:  a scene and the agreements that it reports.
Out: `Earlier`s in text order, each with its day, month or year: without one nobody could say which is meant.
"""

from collections.abc import Iterator, Sequence

from accord.langs.earlier import Mention, earlier_of
from accord.langs.news import OLD_DAYS, is_past
from accord.langs.zh.agreements.tellings import find_tellings
from accord.langs.zh.page.scene import Scene, covered, within
from accord.model.reading import Agreement, Earlier

__all__ = ["find_earlier"]

_TWO = 2


def find_earlier(scene: Scene, agreements: Sequence[Agreement]) -> tuple[Earlier, ...]:
    """Return the earlier agreements that the page mentions, those told twice once."""
    if not any(is_past(date.date, scene.published, days=0) for date in scene.dates):
        return ()
    return earlier_of(_mentions(scene, agreements), scene.pack)


def _mentions(scene: Scene, agreements: Sequence[Agreement]) -> Iterator[Mention]:
    """Yield what is told of agreements beside the news, each with the date before it in its clause."""
    reported = {span for one in agreements for span in one.evidence}
    for told in find_tellings(scene):
        sentence = told.sentence
        if sentence.kind != "prose" or len(told.parties) < _TWO or told.event or told.status != "signed":
            continue
        dates = [d.date for d in within(scene.dates, sentence.start, sentence.end) if d.date and d.start <= told.at]
        span = (sentence.start, sentence.end)
        if dates and is_past(dates[-1], scene.published, days=0 if told.weak and span not in reported else OLD_DAYS):
            yield Mention(
                words=covered(scene, sentence),
                span=span,
                rule=told.rule,
                kind=told.kind,
                title=told.title,
                date=dates[-1],
                parties=told.parties,
                agreement=agreements[0].id if len(agreements) == 1 else None,
            )
