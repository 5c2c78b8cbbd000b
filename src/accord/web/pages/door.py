"""Coming in and going out; language and light."""

import secrets
from typing import Any

from fastapi import APIRouter, Depends
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from accord.flows.accounts import note
from accord.web.render import render
from accord.web.safety.guards import DOOR, acting, address_of, door_token, inside, knocked, posted
from accord.web.safety.letting_in import Knock, let_in
from accord.web.safety.sessions import COOKIE
from accord.web.troubles import NotInsideError, SlowDownError, WrongPasswordError
from accord.web.words import languages

__all__ = ["own_path", "router", "with_session"]

router = APIRouter()
_YEAR_S = 365 * 24 * 3600


@router.get("/enter")
def enter(request: Request, key: str = "") -> Response:
    """Let in whom the one-time link names; the key is used up."""
    secret = request.app.state.house.sessions.enter(key)
    if secret is None:
        raise NotInsideError("this link was used before, or never was one")
    return with_session(RedirectResponse("/", 303), request, secret)


@router.get("/login")
def login(request: Request, back: str = "/") -> Response:
    """Ask for name and password; who is inside already goes on."""
    try:
        inside(request)
    except NotInsideError:
        return _asked(request, own_path(back)) if request.app.state.house.team else RedirectResponse("/", 303)
    return RedirectResponse(own_path(back), 303)


@router.post("/login")
async def log_in(request: Request, form: FormData = Depends(knocked)) -> Response:  # noqa: B008 - how FastAPI takes it
    """Let in by name and password, with a new secret whatever the browser brought."""
    name, password, back = (str(form.get(field) or "") for field in ("name", "password", "back"))
    knock = Knock(name, password, address_of(request), request.headers.get("user-agent", ""))
    house = request.app.state.house
    if not house.team:
        raise NotInsideError("one person works alone here; nobody logs in")
    try:
        secret = await run_in_threadpool(let_in, house.sessions, house.clock, knock)
    except WrongPasswordError:
        return _asked(request, own_path(back), name=name, status=401, trouble="wrong")
    except SlowDownError as error:
        answer = _asked(request, own_path(back), name=name, status=429, trouble="slow", wait=error.wait_s)
        answer.headers["Retry-After"] = str(error.wait_s)
        return answer
    answer = with_session(RedirectResponse(own_path(back), 303), request, secret)
    answer.delete_cookie(DOOR, path="/login")
    return answer


@router.post("/leave")
def leave(request: Request, _: FormData = Depends(posted)) -> Response:  # noqa: B008 - how FastAPI takes it
    """End the session."""
    house = request.app.state.house
    house.sessions.close(request.cookies.get(COOKIE))
    note(acting(request), "log_out")
    answer = RedirectResponse("/", 303)
    answer.delete_cookie(COOKIE)
    return answer


@router.get("/language/{code}")
def language(request: Request, code: str, back: str = "/") -> Response:
    """Go back to the same page in another language."""
    return _chosen(request, back, languages.COOKIE, code if code in languages.LANGUAGES else "en")


@router.get("/theme/{name}")
def theme(request: Request, name: str, back: str = "/") -> Response:
    """Go back to the same page in another light."""
    return _chosen(request, back, languages.THEME_COOKIE, name if name in languages.THEMES else "auto")


def own_path(path: str) -> str:
    """Return the path where it is one of our own, else the first page: nobody is led elsewhere."""
    plain = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path if plain else "/"


def with_session(answer: Response, request: Request, secret: str) -> Response:
    """Return the answer with the cookie that holds a session's secret."""
    answer.set_cookie(COOKIE, secret, httponly=True, samesite="lax", secure=request.url.scheme == "https")
    return answer


def _asked(request: Request, back: str, *, status: int = 200, **shown: Any) -> Response:  # noqa: ANN401 - for the template
    cookie = request.cookies.get(DOOR) or secrets.token_urlsafe(24)
    values = {"name": "", "trouble": "", "wait": 0, **shown, "back": back, "csrf": door_token(cookie)}
    values |= {"code": "login", "theme": languages.theme_of(request)}
    answer = HTMLResponse(render(languages.language_of(request), "door/login.html", values), status)
    answer.set_cookie(
        DOOR, cookie, path="/login", httponly=True, samesite="strict", secure=request.url.scheme == "https"
    )
    return answer


def _chosen(request: Request, back: str, cookie: str, value: str) -> Response:
    answer = RedirectResponse(own_path(back), 303)
    answer.set_cookie(
        cookie, value, max_age=_YEAR_S, samesite="lax", httponly=True, secure=request.url.scheme == "https"
    )
    return answer
