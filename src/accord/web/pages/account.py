"""One's own account: password, open sessions, tokens for programs."""

from datetime import datetime, timedelta
from typing import Any

from fastapi import APIRouter, Depends
from msgspec.structs import asdict
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from accord.errors import DecisionError
from accord.flows import stays
from accord.flows.accounts import Acting, end_sessions, new_password
from accord.register.accounts.accounts import Account, account_named
from accord.register.accounts.sessions import sessions
from accord.register.accounts.tokens import tokens_of
from accord.web.pages.door import with_session
from accord.web.safety import passwords
from accord.web.safety.guards import acting, address_of, allowed, inside, needs, posted
from accord.web.safety.kept import KeptSessions
from accord.web.safety.letting_in import Knock, let_in
from accord.web.safety.roles import actions
from accord.web.safety.sessions import COOKIE, hash_of
from accord.web.safety.tokens import new_token
from accord.web.troubles import WrongPasswordError
from accord.web.visit import Here, Visit
from accord.web.words.values import moment

__all__ = ["router"]

router = APIRouter(prefix="/account", dependencies=[Depends(inside)])
_DAYS = (30, 90, 365)  # how long a token may last
_LONGEST_LABEL = 60
_BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))  # the first that fits
_SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@router.get("")
def account(visit: Here) -> Response:
    """Show the account of who asks; whose password was given by another, only the form for a new one."""
    return _shown(visit)


@router.post("/password")
def password(visit: Here, form: FormData = Depends(posted)) -> Response:  # noqa: B008 - how FastAPI takes it
    """Take a new password; every session ends, and this browser gets another."""
    _ = visit.words
    house, request, mine = visit.house, visit.request, _mine(visit)
    if mine is None or not isinstance(house.sessions, KeptSessions):
        raise DecisionError("one person works alone here; there is no password")
    old, new, again = (str(form.get(field) or "") for field in ("old", "new", "again"))
    wrong = passwords.weakness(new, mine.name) or ("again" if new != again else "same" if new == old else None)
    if wrong:
        return _shown(visit, status=422, wrong=wrong)
    try:  # the old one is asked for as at the door: who guesses here waits too
        house.sessions.close(_let_in(request, mine.name, old))
    except WrongPasswordError:
        return _shown(visit, status=422, wrong="old")
    new_password(acting(request), mine.name, passwords.hashed(new), renew=False)
    secret = _let_in(request, mine.name, new)
    _told(request, secret, _("The new password holds. All other sessions have ended."))
    return with_session(RedirectResponse("/account", 303), request, secret)


@router.post("/sessions/end")
def end_others(visit: Here, form: FormData = Depends(posted)) -> Response:  # noqa: B008 - how FastAPI takes it
    """End all sessions of this account but this one, which gets a new secret."""
    _ = visit.words
    mine = _mine(visit)
    if mine is None or not isinstance(visit.house.sessions, KeptSessions):
        raise DecisionError("one person works alone here; there is no other session")
    request = visit.request
    end_sessions(acting(request), mine.name)
    who = Acting(visit.house.register, mine.name, visit.house.clock, address_of(request))
    secret = visit.house.sessions.open(who, mine, agent=request.headers.get("user-agent", ""))
    _told(request, secret, _("All other sessions have ended."))
    return with_session(RedirectResponse("/account", 303), request, secret)


@router.post("/tokens", dependencies=[Depends(needs("look"))])
def make_token(visit: Here, form: FormData = Depends(posted)) -> Response:  # noqa: B008 - how FastAPI takes it
    """Make a token; it is shown on this one page and never again."""
    label = " ".join(str(form.get("label") or "").split())[:_LONGEST_LABEL]
    scopes = [one for one in actions() if one in form.getlist("scope") and visit.may(one)]
    days = str(form.get("days") or "")
    if not label or not scopes or days not in map(str, _DAYS):
        return _shown(visit, status=422, wrong="token")
    token, kept = new_token()
    expires = (datetime.fromisoformat(visit.house.clock()) + timedelta(days=int(days))).isoformat(timespec="seconds")
    stays.make_token(
        acting(visit.request), kept, account=visit.session.account, label=label, scopes=scopes, expires=expires
    )
    return _shown(visit, token=token, called=label)


@router.post("/tokens/{row}/end")
def end_token(visit: Here, row: int, form: FormData = Depends(posted)) -> Response:  # noqa: B008 - how FastAPI takes it
    """End a token of one's own."""
    _ = visit.words
    if stays.end_token(acting(visit.request), row, account=visit.session.account):
        visit.tell(_("The token has ended."))
    return visit.go("/account")


def _shown(visit: Visit, *, status: int = 200, **more: Any) -> Response:  # noqa: ANN401 - for the template
    row, here = visit.session.account, hash_of(visit.request.cookies.get(COOKIE) or "")
    with visit.asking() as asking:
        open_ones = sessions(asking, row) if row is not None else []
        tokens = tokens_of(asking, row)
    mine = [one for one in actions() if allowed(visit.session, one)]
    shown = [
        {**asdict(one), "browser": _browser(one.agent), "opened": moment(one.opened), "seen": moment(one.seen)}
        for one in open_ones
    ]
    values = {"sessions": shown, "here": here, "tokens": tokens, "mine": mine, "days": _DAYS, "least": passwords.LEAST}
    return visit.page(
        "account/account.html", status=status, **values, **{"wrong": "", "token": "", "called": "", **more}
    )


def _browser(agent: str) -> str:
    """Return browser and system in short, as far as the browser says.

    >>> _browser("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/150.0 Safari/537.36 Edg/150.0")
    'Edge · Windows'
    """
    known = (next((called for sign, called in part if sign in agent), "") for part in (_BROWSERS, _SYSTEMS))
    return " · ".join(filter(None, known)) or agent[:40]


def _mine(visit: Visit) -> Account | None:
    if visit.session.account is None:
        return None
    with visit.asking() as asking:
        return account_named(asking, visit.session.person)


def _let_in(request: Request, name: str, password: str) -> str:
    knock = Knock(name, password, address_of(request), request.headers.get("user-agent", ""))
    house = request.app.state.house
    return let_in(house.sessions, house.clock, knock)


def _told(request: Request, secret: str, message: str) -> None:
    """Have a message told in a session that has just been opened."""
    session = request.app.state.house.sessions.find(secret)
    if session is not None:
        session.notices.append(("done", message))
