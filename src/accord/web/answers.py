"""How errors are answered: one table of errors and HTTP status; a page for people, problem+json for programs.

Source: RFC 9457 (problem details).
"""

import logging
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from accord.errors import AccordError, Message, RefusedError
from accord.web.api import methods_at
from accord.web.render import error_told, render
from accord.web.safety.guards import inside
from accord.web.safety.headers import safe
from accord.web.safety.sessions import Session
from accord.web.troubles import NewPasswordError, NotInsideError, SlowDownError
from accord.web.visit import Visit
from accord.web.words.languages import language_of, theme_of

__all__ = ["STATUS", "answer_errors"]

STATUS = {
    "error": 500,
    "config": 500,
    "not_found": 404,
    "refused": 422,
    "source_unavailable": 503,
    "decision": 409,
    "conflict": 409,
    "store": 503,
    "not_inside": 401,
    "wrong_password": 401,
    "new_password": 403,
    "slow_down": 429,
    "forbidden": 403,
    "strange_form": 403,
    "malformed": 400,
    "not_acceptable": 406,
    "too_large": 413,
    "media_type": 415,
    "wrong_call": 422,
}
_CODES = {404: "not_found", 405: "method_not_allowed"}
_SAID = {404: Message("there is no such page").english, 405: Message("this cannot be done at this address").english}
_LOG = logging.getLogger("accord.web")


def answer_errors(app: FastAPI) -> None:
    """Have every error of this app answered."""
    app.add_exception_handler(AccordError, _ours)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _wrong_call)
    app.add_exception_handler(Exception, _unforeseen)


async def _ours(request: Request, error: Exception) -> Response:
    code = getattr(error, "code", "error")
    if not _for_program(request):
        if isinstance(error, NotInsideError) and request.app.state.house.team:
            return _lead(request, f"/login?{urlencode({'back': _back(request)})}")
        if isinstance(error, NewPasswordError):
            return _lead(request, "/account")
    assert isinstance(error, AccordError)
    answer = _answer(request, STATUS[code], error, code)
    if isinstance(error, SlowDownError):
        answer.headers["Retry-After"] = str(error.wait_s)
    if isinstance(error, NotInsideError) and _for_program(request):
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    told = _SAID.get(error.status_code, str(error.detail))
    answer = _answer(request, error.status_code, AccordError(told), _CODES.get(error.status_code, "error"))
    answer.headers.update(error.headers or {})
    if error.status_code == 405 and (methods := methods_at(request.url.path)):
        answer.headers["Allow"] = ", ".join(methods)  # of all routes there, not of the first one alone
    return answer


async def _wrong_call(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    wrong = [".".join(str(part) for part in one["loc"][1:]) for one in error.errors()]
    return _answer(request, 422, AccordError("what was given cannot stand here: %(fields)s", fields=wrong), "refused")


async def _unforeseen(request: Request, error: Exception) -> Response:
    _LOG.exception("an error of the program itself", exc_info=error)
    return safe(_answer(request, 500, AccordError(type(error).__name__), "error"))  # sent past the app's own middleware


def _lead(request: Request, path: str) -> Response:
    """Lead the whole page elsewhere, also where only a part of it was asked for."""
    if request.headers.get("hx-request") == "true":
        return Response(status_code=200, headers={"HX-Redirect": path})
    return RedirectResponse(path, 303)


def _back(request: Request) -> str:
    """Return where to go after the log-in: the page that was asked for; of a form, the first page."""
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{request.url.path}{query}" if request.method == "GET" else "/"


def _answer(request: Request, status: int, error: AccordError, code: str) -> Response:
    if _for_program(request):
        told_by = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
        detail = f"{error}. {error.advice}" if isinstance(error, RefusedError) else str(error.told)
        problem: dict[str, Any] = {**told_by, "detail": detail, "code": code}
        return JSONResponse(problem, status, media_type="application/problem+json")
    session = _whoever(request)
    house, language = request.app.state.house, language_of(request)
    told = error_told(error, language)
    if session is None:
        shown = {"code": code, "told": told, "theme": theme_of(request), "team": house.team}
        return HTMLResponse(render(language, "outside.html", shown), status)
    return Visit(house, request, session, language).page("trouble.html", status=status, code=code, told=told)


def _whoever(request: Request) -> Session | None:
    try:
        return inside(request)
    except NotInsideError:
        return None


def _for_program(request: Request) -> bool:
    return request.url.path.startswith("/api/")
