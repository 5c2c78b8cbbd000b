"""Papers that people take along: what there is, and the brief before a visit.

In:  ids of one body or two, a day, in the address; what a person types to find a body.
Out: pages, and the same papers as files. What stands in a paper, and how it is worded, is `flows.papers`' work.
"""

from datetime import date
from io import BytesIO
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Depends
from starlette.datastructures import QueryParams
from starlette.responses import Response

from accord.errors import NotFoundError
from accord.exchange.paper import Paper
from accord.exchange.papers import PAPERS
from accord.flows.papers import brief_paper
from accord.flows.papers.waiting import speaking
from accord.insight.days import time_of
from accord.register import Asking, entity_of, search
from accord.register.pages.between import bodies_told
from accord.web.files import known_ending
from accord.web.later import likely_words
from accord.web.safety.guards import needs
from accord.web.visit import Here, Visit

__all__ = ["named_file", "paper_file", "router"]

router = APIRouter(prefix="/papers", dependencies=[Depends(needs("look"))])

MOST_BODIES = 2  # a brief is about one body, or about what stands between two
_FOUND = 8  # bodies that a name may mean
_MEDIA = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html; charset=utf-8",
}


@router.get("")
def papers(visit: Here) -> Response:
    """Show which papers there are."""
    return visit.page("papers/papers.html")


@router.get("/brief")
def brief(visit: Here, name: str = "") -> Response:
    """Show the brief about the bodies of the address; without any, where they are chosen."""
    asked = visit.request.query_params
    day, trouble = _day(visit, asked), ""
    with visit.asking() as asking:
        try:
            bodies = _bodies(asking, _ids(asked))
            paper = _brief(visit, asking, [one["id"] for one in bodies], day) if bodies else None
        except NotFoundError as error:
            bodies, paper, trouble = [], None, visit.told(error)
        if len({*asked.getlist("party")}) > MOST_BODIES:
            _ = visit.words
            trouble = trouble or _("A brief is about one body or two; the others are left out.")
        found = _found(asking, name, {one["id"] for one in bodies})
    return visit.page(
        "papers/brief.html", bodies=bodies, paper=paper, day=day, trouble=trouble, name=name, found=found, most=MOST_BODIES,
        today=_today(visit),
    )  # fmt: skip


@router.get("/brief/bodies")
def bodies_found(visit: Here, name: str = "") -> Response:
    """Show the bodies that words may mean, while somebody types."""
    asked = visit.request.query_params
    with visit.asking() as asking:
        found = _found(asking, name, set(_ids(asked)))
    return visit.page("papers/found.html", found=found, name=name, chosen=_ids(asked), day=asked.get("day", ""))


@router.get("/brief.{ending}", dependencies=[Depends(needs("export"))])
def brief_file(visit: Here, ending: str) -> Response:
    """Return the brief as a file that is printed or sent on."""
    known_ending(f".{ending}", tuple(_MEDIA))
    asked = visit.request.query_params
    with visit.asking() as asking:
        bodies = _bodies(asking, _ids(asked))
        if not bodies:
            raise NotFoundError("say which body the brief is about")
        paper = _brief(visit, asking, [one["id"] for one in bodies], _day(visit, asked))
    return paper_file(paper, f".{ending}")


def paper_file(paper: Paper, ending: str) -> Response:
    """Return a paper as a file that a browser saves under the paper's title."""
    held = BytesIO()
    PAPERS[ending](paper, held)
    return named_file(held.getvalue(), f"{paper.title} {paper.day}{ending}", _MEDIA[ending])


def named_file(content: bytes, name: str, media: str) -> Response:
    """Return a file that a browser saves under a name, whatever its script (RFC 6266); what no file name has is left out."""
    plain = "".join(one for one in name if one.isprintable() and one not in '\\/:*?"<>|')
    short = plain.encode("ascii", "ignore").decode().strip(" .-") or "paper"
    told = f"attachment; filename=\"{short}\"; filename*=UTF-8''{quote(plain)}"
    return Response(content, media_type=media, headers={"Content-Disposition": told})


def _brief(visit: Visit, asking: Asking, ids: list[str], day: date) -> Paper:
    asked, time = ("brief", tuple(ids), day, day < _today(visit), visit.language), time_of(day, _today(visit))

    def work() -> Paper:
        waiting = speaking(likely_words(visit, asking))
        return brief_paper(asking, ids, language=visit.language, as_of=day, time=time, waiting=waiting)

    return visit.once(asking, asked, work)


def _ids(asked: QueryParams) -> list[str]:
    return list(dict.fromkeys(one.strip() for one in asked.getlist("party") if one.strip()))[:MOST_BODIES]


def _bodies(asking: Asking, ids: list[str]) -> list[dict[str, Any]]:
    """Return the bodies of ids.

    Raises:
        NotFoundError: No body has an id.
    """
    rows = [(id_, entity_of(asking, id_)) for id_ in ids]
    for id_, row in rows:
        if row is None:
            raise NotFoundError("there is no body '%(id)s'", id=id_)
    return bodies_told(asking, list(dict.fromkeys(row for _, row in rows if row is not None)))


def _found(asking: Asking, name: str, without: set[str]) -> list[dict[str, Any]]:
    """Return the bodies that words may mean, the likeliest first."""
    if not name.strip():
        return []
    hits = search(asking, name, scopes=("parties",), limit=_FOUND)
    rows = [row for hit in hits if (row := entity_of(asking, hit.id)) is not None]
    return [one for one in bodies_told(asking, list(dict.fromkeys(rows))) if one["id"] not in without]


def _day(visit: Visit, asked: QueryParams) -> date:
    """Return the day that an address names; what is no day is today."""
    try:
        return date.fromisoformat(asked.get("day", ""))
    except ValueError:
        return _today(visit)


def _today(visit: Visit) -> date:
    return date.fromisoformat(visit.house.clock()[:10])
