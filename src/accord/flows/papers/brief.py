"""A brief of one to two pages before a visit.

In:  one state of a register, the bodies, a language, a day.
Out: a `Paper` that takes no more than two pages: what there is no room for is told by its number and where it stands.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from accord.exchange.paper import Paper, Part, Points, Run, pages
from accord.flows.papers.brief_parts import Room, parts
from accord.flows.papers.waiting import waiting_of
from accord.flows.papers.wording import Cited, say
from accord.insight.brief import Brief, brief
from accord.insight.days import EVER, Time
from accord.insight.owed import Waiting
from accord.register import Asking

__all__ = ["MOST_PAGES", "brief_paper", "laid_out"]

MOST_PAGES = 2
# Rows of a table, lines of a list (no more than `insight.brief.MOST`), and the width of a quote in sizes of its type, from
# roomy to tight.
_ROOMS = tuple(
    Room(*one) for one in ((14, 10, 95), (11, 8, 85), (9, 7, 75), (8, 6, 65), (6, 5, 60), (5, 4, 55), (4, 3, 45))
)


def brief_paper(
    asking: Asking,
    ids: Sequence[str],
    *,
    language: str,
    as_of: date,
    time: Time = EVER,
    waiting: Waiting | None = None,
) -> Paper:
    """Return the brief about bodies.

    Args:
        asking: One state of the register; the same state gives the same paper.
        ids: Of one body or several.
        language: Of the paper; quotes stay in theirs.
        as_of: The day on which it holds.
        time: Whether what has no day is known by then; `days.time_of` says it of a day.
        waiting: Documents that may speak of promises, not yet looked at; looked for in the newest if None.

    Raises:
        NotFoundError: No body has an id.
    """
    unread = waiting_of(asking) if waiting is None else waiting
    return laid_out(brief(asking, ids, as_of, time=time, waiting=unread, language=language), language)


def laid_out(known: Brief, language: str) -> Paper:
    """Return the brief on as many pages as it may take."""
    under = _under(known, language)
    made = (_paper(known, language, room, under) for room in _ROOMS)
    paper = next(made)
    for tighter in made:
        if pages(paper) <= MOST_PAGES:
            break
        paper = tighter
    return paper


def _paper(known: Brief, language: str, room: Room, under: str) -> Paper:
    cited = Cited(known.documents, language)
    bodies = say("and", language).join(_name(body, language) for body in known.bodies)
    title, day = say("brief_title", language, bodies=bodies), known.as_of.isoformat()
    told = list(parts(known, language, room, cited))
    sources = cited.lines()
    none = ((Run(say("not_known", language), faint=True),),)
    told.append(Part(say("sources", language), (Points(sources, numbered=True, small=True) if sources else none[0],)))
    foot = say("foot", language, title=title, day=day)
    return Paper(language, title, under, tuple(told), foot, day, cited.documents)


def _name(body: Mapping[str, str], language: str) -> str:
    return str(body.get(f"name_{language}") or body["name"])


def _under(known: Brief, language: str) -> str:
    days = sorted(day for _, _, day in known.read if day)
    if not known.read:
        return say("under_none", language, day=known.as_of.isoformat())
    key = "under_one" if len(known.bodies) == 1 else "under"
    none = say("undated", language)
    return say(
        key,
        language,
        day=known.as_of.isoformat(),
        documents=len({one[0] for one in known.read}),
        sources=len({one[1] for one in known.read}),
        first=days[0] if days else none,
        last=days[-1] if days else none,
    )
