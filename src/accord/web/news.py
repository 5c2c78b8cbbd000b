"""What is new of what a person watches, for pages and feeds; worked out once while the register stays as it is.

In:  a house, a person.
Out: `News`, the newest first; whether a person watches a thing.
"""

from starlette.requests import Request

from accord.errors import AccordError
from accord.flows.watches import News, Watcher, is_watched, marked, since_when, speak_of, told
from accord.register import Asking
from accord.register.accounts.accounts import name_key
from accord.register.accounts.watches import watches_of
from accord.register.file.version import version
from accord.web.house import House

__all__ = ["news_of", "really_looks", "watcher", "watches"]

_MANY = (
    5_000  # promises from which on nobody is kept waiting for what later news says of them; see the page of later news
)


def news_of(house: House, asking: Asking, person: str) -> list[News]:
    """Return what is new of what a person watches, with what was shown marked as seen."""
    held = tuple((one.hold.id, one.texts, one.decisions) for one in watches_of(asking, person))
    since = since_when(asking, person)
    links = house.memory.recall(version(asking), ("later words", since), lambda: speak_of(asking, since, most=_MANY))
    question = ("watched", name_key(person), held)
    found = house.memory.recall(version(asking), question, lambda: told(asking, person, links))
    return marked(asking, person, found)


def watcher(house: House, person: str) -> Watcher:
    """Return who watches."""
    return Watcher(house.register, person, house.clock)


def watches(house: House, person: str, id_: str) -> bool:
    """Return whether a person watches a thing, for the button of its page; False where the register does not answer."""
    try:
        with house.register.asking() as asking:
            return is_watched(asking, person, id_)
    except AccordError:
        return False


def really_looks(request: Request) -> bool:
    """Return whether a person looks at the page, and no browser or proxy fetches it ahead.

    Source: Fetch Metadata Request Headers (W3C), `Sec-Purpose`, `Sec-Fetch-Dest`; older browsers say `Purpose`.
    """
    asked = request.headers
    ahead = "prefetch" in f"{asked.get('sec-purpose', '')} {asked.get('purpose', '')} {asked.get('x-moz', '')}"
    return request.method == "GET" and not ahead and asked.get("sec-fetch-dest", "document") == "document"
