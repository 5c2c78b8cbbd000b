"""Coming in and going out; language and light."""

from fastapi import APIRouter, Depends
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from accord.web.safety.guards import posted
from accord.web.safety.sessions import COOKIE
from accord.web.safety.troubles import NotInsideError
from accord.web.words import languages

__all__ = ["router"]

router = APIRouter()
_YEAR_S = 365 * 24 * 3600


@router.get("/enter")
def enter(request: Request, key: str = "") -> Response:
    """Let in whom the one-time link names; the key is used up."""
    secret = request.app.state.house.sessions.enter(key)
    if secret is None:
        raise NotInsideError("this link was used before, or never was one")
    return _with_cookie(RedirectResponse("/", 303), request, secret)


@router.post("/leave")
def leave(request: Request, _: FormData = Depends(posted)) -> Response:  # noqa: B008 - how FastAPI takes it
    """End the session."""
    request.app.state.house.sessions.close(request.cookies.get(COOKIE))
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


def _chosen(request: Request, back: str, cookie: str, value: str) -> Response:
    answer = RedirectResponse(_own(back), 303)
    answer.set_cookie(
        cookie, value, max_age=_YEAR_S, samesite="lax", httponly=True, secure=request.url.scheme == "https"
    )
    return answer


def _own(path: str) -> str:
    """Return the path where it is one of our own, else the first page: nobody is led elsewhere."""
    plain = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path if plain else "/"


def _with_cookie(answer: Response, request: Request, secret: str) -> Response:
    answer.set_cookie(COOKIE, secret, httponly=True, samesite="strict", secure=request.url.scheme == "https")
    return answer
