"""Watching: what a person watches and what is new of it; the address of the feed.

In:  forms that begin and end a watch; filters and page in the address.
Out: pages. What was shown on the first page or here counts as seen, and is shown as new again where the person says so.
"""

from typing import Any

from fastapi import APIRouter, Depends
from starlette.datastructures import FormData
from starlette.responses import Response

from accord.errors import DecisionError, NotFoundError
from accord.flows.feeds import end_feed_key, make_feed_key
from accord.flows.watches import News, look, look_again, unwatch, watch, watched
from accord.register import Page
from accord.register.accounts.feed_keys import feed_key_of
from accord.register.asking.asking import in_language
from accord.web.files import as_file, known_ending
from accord.web.forms import text_of
from accord.web.news import news_of, really_looks, watcher
from accord.web.pages.door import own_path
from accord.web.paging import at_page
from accord.web.safety.feed_keys import new_feed_key, new_feed_name
from accord.web.safety.guards import acting, needs, posted
from accord.web.visit import Here, Visit

__all__ = ["router"]

router = APIRouter(dependencies=[Depends(needs("look"))])
_SHOWN = ("new", "all")
_COLUMNS = ("id", "what", "at", "day", "seen", "about", "told", "source")


@router.get("/watching")
def watching(visit: Here) -> Response:
    """Show what is new of what the person watches, and what that is."""
    return _shown(visit)


@router.get("/watching.{ending}", dependencies=[Depends(needs("export"))])
def watching_file(visit: Here, ending: str) -> Response:
    """Return the news that the page shows with the same address, as a file."""
    known_ending(ending)
    with visit.asking() as asking:
        found = _chosen(visit, news_of(visit.house, asking, visit.session.person))
    return as_file("watching", ending, in_language([_row(visit, one) for one in found], visit.language), _COLUMNS)


@router.post("/watching")
def begin(visit: Here, form: FormData = Depends(posted)) -> Response:  # noqa: B008 - how FastAPI takes it
    """Watch a thing from now on, or no longer."""
    _, id_ = visit.words, text_of(form, "id")
    try:
        if text_of(form, "stop"):
            unwatch(watcher(visit.house, visit.session.person), id_)
            visit.tell(_("You watch it no longer."))
        else:
            watch(watcher(visit.house, visit.session.person), id_)
            visit.tell(_("You watch it from now on. What is new will stand on the first page."))
    except (DecisionError, NotFoundError) as error:
        visit.tell(visit.told(error), "refused")
    return visit.go(own_path(text_of(form, "back") or "/watching"))


@router.post("/watching/again")
def again(visit: Here, form: FormData = Depends(posted)) -> Response:  # noqa: B008 - how FastAPI takes it
    """Count as new again what was shown last."""
    _ = visit.words
    if look_again(watcher(visit.house, visit.session.person)):
        visit.tell(_("What you saw last counts as new again."))
    return visit.go(own_path(text_of(form, "back") or "/watching"), again="yes")


@router.post("/watching/feed")
def make_feed(visit: Here, form: FormData = Depends(posted)) -> Response:  # noqa: B008 - how FastAPI takes it
    """Make the feed's address, or another one; it is shown on this one page and never again."""
    secret, kept = new_feed_key()
    make_feed_key(acting(visit.request), kept, account=visit.session.account, feed=new_feed_name())
    return _shown(visit, address=f"{visit.request.base_url}feed.atom?key={secret}&lang={visit.language}")


@router.post("/watching/feed/end")
def end_feed(visit: Here, form: FormData = Depends(posted)) -> Response:  # noqa: B008 - how FastAPI takes it
    """Take the feed's address back."""
    _ = visit.words
    if end_feed_key(acting(visit.request)):
        visit.tell(_("The feed's address leads nowhere any more."))
    return visit.go("/watching")


def _shown(visit: Visit, *, address: str = "") -> Response:
    limit, offset = at_page(visit.request.query_params)
    person = visit.session.person
    with visit.asking() as asking:
        every = news_of(visit.house, asking, person)
        held, key = watched(asking, person), feed_key_of(asking, person)
    chosen = _chosen(visit, every)
    offset = 0 if _wanted(visit) == "new" else offset  # what was shown is not new any more, and the next come first
    found: Page = Page(chosen[offset : offset + limit], len(chosen), offset, limit)  # type: ignore[arg-type]
    shown = visit.page(
        "watching/watching.html", found=found, held=held, key=key, address=address, wanted=_wanted(visit),
        about=visit.request.query_params.get("about", ""), fresh=sum(not one.seen for one in every), every=len(every),
    )  # fmt: skip
    if really_looks(visit.request) and not visit.request.query_params.get("again"):
        look(watcher(visit.house, person), found.records)  # type: ignore[arg-type]
    return shown


def _wanted(visit: Visit) -> str:
    asked = visit.request.query_params.get("show", "")
    return asked if asked in _SHOWN else "all"


def _chosen(visit: Visit, every: list[News]) -> list[News]:
    """Return the news that an address asks for: unseen ones, or of one thing."""
    about = visit.request.query_params.get("about", "")
    return [
        one
        for one in every
        if not (_wanted(visit) == "new" and one.seen) and (not about or about in {each["id"] for each in one.about})
    ]


def _row(visit: Visit, one: News) -> dict[str, Any]:
    """Return a piece of news as a row of a file."""
    record = one.record
    quotes = [fact["quote"] for fact in record.get("facts", ())] + [link.link.quote for link in one.links]
    words = (record.get("decision") or {}).get("words") or {}
    return {
        "id": one.id,
        "what": record["what"],
        "at": one.at,
        "day": record.get("published"),
        "seen": one.seen,
        "about": [each["id"] for each in one.about],
        "told": quotes or [quote for quote in (words.get("quote"),) if quote],
        "source": record.get("source") or record.get("by"),
    }
