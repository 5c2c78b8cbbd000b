"""Documents: what came in and how it was read; and what could not be read, with the reason and a way to try again.

In:  filters, sort and page in the address.
"""

from secrets import token_urlsafe

from fastapi import APIRouter, Depends
from starlette.datastructures import FormData, QueryParams
from starlette.responses import Response

from accord.flows.jobs import hand_in_again
from accord.register import LISTS, Asking, Page, quarantined
from accord.register.asking.browsing import browse
from accord.register.units.readers import readers_of
from accord.web.paging import at_page
from accord.web.safety.guards import needs, posted
from accord.web.visit import Here

__all__ = ["router"]

router = APIRouter(prefix="/documents", dependencies=[Depends(needs("look"))])
_FILTERS = ("language", "state", "relevant", "since", "until", "title", "source")


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
    """Have read again what is in quarantine: the sources that the form names, or all that wait."""
    background, batch = visit.request.app.state.background, token_urlsafe(9)
    wanted = {one for one in form.getlist("source") if isinstance(one, str)}
    if not hand_in_again(background.works, batch=batch, by=visit.session.person, sources=wanted):
        return visit.go("/documents/quarantine")
    background.wake()
    return visit.go("/documents/add", batch=batch)


def _waiting(asking: Asking) -> int:
    return int(asking.execute("SELECT COUNT(*) FROM quarantine WHERE resolved IS NULL").scalar())


def _sort(asked: QueryParams) -> str | None:
    wanted = asked.get("sort", "")
    return wanted if wanted.lstrip("-") in {name.lstrip("-") for name in LISTS["documents"].sorts} else None
