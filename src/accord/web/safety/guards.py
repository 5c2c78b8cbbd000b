"""What routes ask of a request before they answer it: somebody inside, a role, a form of our own page.

In:  a request.
Out: nothing, or an error that `troubles.py` turns into a page.
"""

import secrets
from collections.abc import Callable

from starlette.datastructures import FormData
from starlette.requests import Request

from accord.web.safety.roles import actions, may
from accord.web.safety.sessions import COOKIE, Session
from accord.web.safety.troubles import ForbiddenError, NotInsideError, StrangeFormError

__all__ = ["inside", "needs", "posted"]

_SAFE = {"GET", "HEAD", "OPTIONS"}
_OWN = {"same-origin", "none"}  # what a browser says of a request that our own page, or the person, has begun


def inside(request: Request) -> Session:
    """Return who asks.

    Raises:
        NotInsideError: Nobody is known.
    """
    session = request.app.state.house.sessions.find(request.cookies.get(COOKIE))
    if session is None:
        raise NotInsideError("nobody is logged in")
    return session  # type: ignore[no-any-return]


def needs(action: str) -> Callable[[Request], None]:
    """Return a dependency that lets only those pass who may do this action.

    Raises:
        KeyError: `roles.tsv` has no such action.
    """
    actions()[action]

    def check(request: Request) -> None:
        if not may(inside(request).role, action):
            raise ForbiddenError(action)

    check.action = action  # type: ignore[attr-defined]  # tests read it
    return check


async def posted(request: Request) -> FormData:
    """Return the form that was sent, which must be one of our own pages'.

    Raises:
        StrangeFormError: It does not bring the session's token, or another site has sent it.
    """
    session = inside(request)
    site = request.headers.get("sec-fetch-site")
    if request.method in _SAFE or (site is not None and site not in _OWN):
        raise StrangeFormError("a form from another site")
    form = await request.form(max_files=200, max_fields=1000)
    token = request.headers.get("x-csrf-token") or form.get("csrf")
    if not isinstance(token, str) or not secrets.compare_digest(token.encode(), session.csrf.encode()):
        raise StrangeFormError("the form is too old, or not ours")
    return form
