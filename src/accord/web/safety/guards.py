"""What routes ask of a request before they answer it: somebody inside, a role, a form of our own page.

In:  a request.
Out: nothing, or an error that `answers.py` turns into a page.

A person comes with a cookie; a program comes with a token, to the API only, where the cookie is then not looked at.
"""

import hashlib
import logging
import secrets
from collections.abc import Callable

from starlette.datastructures import FormData
from starlette.requests import Request

from accord.errors import AccordError
from accord.flows.accounts import Acting, note
from accord.web.safety.roles import actions, may
from accord.web.safety.sessions import COOKIE, Session
from accord.web.safety.tokens import by_token
from accord.web.troubles import ForbiddenError, NewPasswordError, NotInsideError, StrangeFormError

__all__ = ["DOOR", "acting", "address_of", "allowed", "door_token", "inside", "knocked", "needs", "own", "posted"]

DOOR = "accord_door"  # cookie of the log-in page: its form must bring the hash
_SAFE = {"GET", "HEAD", "OPTIONS"}
_OWN = {"same-origin", "none"}  # what a browser says of a request that our own page, or the person, has begun
_MOST_FILES, _MOST_FIELDS = 200, 1000
_LOG = logging.getLogger("accord.web")


def inside(request: Request) -> Session:
    """Return who asks.

    Raises:
        NotInsideError: Nobody is known.
    """
    known: Session | None = getattr(request.state, "session", None)
    if known is None:
        known = _who(request)
        request.state.session = known
    if known is None:
        raise NotInsideError("nobody is logged in")
    return known


def allowed(session: Session, action: str) -> bool:
    """Return whether somebody may do something: by the role, and by the scopes of a token."""
    return may(session.role, action) and (session.scopes is None or action in session.scopes)


def needs(action: str) -> Callable[[Request], None]:
    """Return a dependency that lets only those pass who may do this action.

    Raises:
        KeyError: `roles.tsv` has no such action.
    """
    actions()[action]

    def check(request: Request) -> None:
        session = inside(request)
        if session.renew:
            raise NewPasswordError("choose a new password first")
        if not allowed(session, action):
            _note_refusal(request, action)
            raise ForbiddenError(action)
        if action == "export":
            query = f"?{request.url.query}" if request.url.query else ""
            note(acting(request), "export", f"{request.url.path}{query}")

    check.action = action  # type: ignore[attr-defined]  # tests read it
    return check


async def posted(request: Request) -> FormData:
    """Return the form that was sent, which must be one of our own pages'.

    Raises:
        StrangeFormError: It does not bring the session's token, or another site has sent it.
    """
    session = inside(request)
    form = await _form(request)
    _same(request.headers.get("x-csrf-token") or form.get("csrf"), session.csrf)
    return form


def own(request: Request) -> None:
    """Let pass what changes something over the API: a program's token, or our own page with the session's token.

    Raises:
        StrangeFormError: A browser has sent it, and not our own page.
    """
    session = inside(request)
    if session.scopes is None:
        _from_here(request)
        _same(request.headers.get("x-csrf-token"), session.csrf)


async def knocked(request: Request) -> FormData:
    """Return the form of the log-in page, which nobody else may send.

    Raises:
        StrangeFormError: It does not bring what the page's own cookie says.
    """
    form = await _form(request)
    _same(form.get("csrf"), door_token(request.cookies.get(DOOR, "")) or "-")
    return form


def door_token(cookie: str) -> str:
    """Return what the form of the log-in page brings for the page's cookie; "" for none."""
    return hashlib.sha256(f"door {cookie}".encode()).hexdigest() if cookie else ""


def address_of(request: Request) -> str:
    """Return the address that a request comes from."""
    return request.client.host if request.client else ""


def acting(request: Request) -> Acting:
    """Return who acts on accounts, for the audit log."""
    house = request.app.state.house
    return Acting(house.register, inside(request).person, house.clock, address_of(request))


def _who(request: Request) -> Session | None:
    house = request.app.state.house
    header = request.headers.get("authorization")
    if header is not None and request.url.path.startswith("/api/"):
        return by_token(house.register, header, now=house.clock(), team=house.team)
    return house.sessions.find(request.cookies.get(COOKIE))  # type: ignore[no-any-return]


def _note_refusal(request: Request, action: str) -> None:
    try:
        note(acting(request), "refused", f"{action}: {request.method} {request.url.path}")
    except AccordError:
        _LOG.exception("a refusal could not be noted")


async def _form(request: Request) -> FormData:
    _from_here(request)
    return await request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS)


def _from_here(request: Request) -> None:
    site = request.headers.get("sec-fetch-site")
    if request.method in _SAFE or (site is not None and site not in _OWN):
        raise StrangeFormError("a form from another site")


def _same(brought: object, wanted: str) -> None:
    if not isinstance(brought, str) or not secrets.compare_digest(brought.encode(), wanted.encode()):
        raise StrangeFormError("the form is too old, or not ours")
