"""Documents: what came in and how it was read; and what could not be read, with the reason and a way to try again.

In:  filters, sort and page in the address.
"""

from datetime import date
from typing import Any

from fastapi import APIRouter, Depends
from starlette.datastructures import FormData, QueryParams
from starlette.responses import Response

from accord.flows import ingest
from accord.register import LISTS, Asking, Page, quarantined
from accord.register.browsing import browse
from accord.register.readers import readers_of
from accord.sources import STANDARD_INPUT, Fetched, Outside, find
from accord.web.paging import at_page
from accord.web.safety.guards import needs, posted
from accord.web.visit import Here, Visit

__all__ = ["router"]

router = APIRouter(prefix="/documents", dependencies=[Depends(needs("look"))])
_FILTERS = ("language", "state", "relevant", "since", "until", "title", "source")
_AT_ONCE = 20  # sources that one press of the button reads again: the person waits for it
_AGAIN = {"new", "known", "another_place", "unread"}


@router.get("")
def documents(visit: Here) -> Response:
    """Show one page of the documents that are asked for."""
    asked = visit.request.query_params
    chosen = {name: [value] for name in _FILTERS if (value := asked.get(name, "").strip())}
    limit, offset = at_page(asked)
    with visit.asking() as asking:
        browsed = browse(asking, filters=chosen, sort=_sort(asked), limit=limit, offset=offset)
        found = browsed.page
        readers = readers_of(asking, [one["id"] for one in found.records])
        waiting = _waiting(asking)
    return visit.page(
        "documents/list.html", found=found, more=browsed.more, chosen={name: one[0] for name, one in chosen.items()}, readers=readers,
        waiting=waiting, states=LISTS["documents"].filters["state"].choices, sort=_sort(asked) or "-published",
    )  # fmt: skip


@router.get("/quarantine")
def quarantine(visit: Here) -> Response:
    """Show what could not be read."""
    every = visit.request.query_params.get("all") == "yes"
    limit, offset = at_page(visit.request.query_params)
    with visit.asking() as asking:
        held = quarantined(asking, resolved=every)
        waiting = _waiting(asking)
    found = Page(held[offset : offset + limit], len(held), offset, limit)
    return visit.page("documents/quarantine.html", found=found, waiting=waiting, every=every)


@router.post("/quarantine/retry", dependencies=[Depends(needs("add"))])
def retry(visit: Here, form: FormData = Depends(posted)) -> Response:  # noqa: B008 - how FastAPI takes it
    """Read again what is in quarantine: the sources that the form names, or all that wait, some at once."""
    wanted = {one for one in form.getlist("source") if isinstance(one, str)}
    with visit.asking() as asking:
        waiting = list(dict.fromkeys(one["source"] for one in quarantined(asking)))
    sources = [one for one in waiting if one != STANDARD_INPUT and (not wanted or one in wanted)]
    ended = [_read_again(visit, source) for source in sources[:_AT_ONCE]]
    _, done = visit.words, sum(ended)
    visit.tell(_("%(done)s of %(all)s could be read now.", done=done, all=len(ended)), "done" if done else "refused")
    if len(sources) > _AT_ONCE:
        visit.tell(_("%(left)s more wait: press again.", left=len(sources) - _AT_ONCE))
    return visit.go("/documents/quarantine")


def _read_again(visit: Visit, source: str) -> bool:
    """Return whether a source could be read now; only addresses that anybody can reach are fetched."""
    house, now = visit.house, visit.house.clock()
    outside = Outside(fetch=_fetched(house.max_bytes), retrieved=now, max_bytes=house.max_bytes)
    found = find([source], outside=outside, latest=date.fromisoformat(now[:10]))
    counts = ingest(
        found, register=house.register, reader=house.reader(), identity=house.identity, clock=house.clock,
        command="quarantine retry",
    )  # fmt: skip
    return any(getattr(counts, name) for name in _AGAIN)


def _fetched(max_bytes: int) -> Any:  # noqa: ANN401 - a function of `sources`
    def fetched(address: str) -> Fetched:
        from accord.sources.fetch import Limits, fetch  # what speaks to the network is loaded where it is spoken to

        return fetch(address, limits=Limits(max_bytes=max_bytes))

    return fetched


def _waiting(asking: Asking) -> int:
    return int(asking.execute("SELECT COUNT(*) FROM quarantine WHERE resolved IS NULL").scalar())


def _sort(asked: QueryParams) -> str | None:
    wanted = asked.get("sort", "")
    return wanted if wanted.lstrip("-") in {name.lstrip("-") for name in LISTS["documents"].sorts} else None
