"""Answer a call: as JSON in its shape, with what lets a client keep it and go on to the next page.

Source: RFC 9110 (ETag, If-None-Match), RFC 8288 (Link).
"""

import hashlib
from urllib.parse import urlencode

import msgspec
from starlette.responses import Response

from accord import __version__
from accord.register.file.version import version
from accord.web.api.asked import asked_of
from accord.web.api.call import BASE, Answer, Asked, Call
from accord.web.visit import Visit

__all__ = ["answer"]

_KEPT = "private, no-cache"  # the browser may keep it, and asks each time whether it still holds
_JSON = "application/json"


def answer(visit: Visit, call: Call, raw: bytes) -> Response:
    """Return the answer to a request."""
    asked = asked_of(visit, call, raw)
    if call.method == "POST":
        made = call.does(asked)
        return _made(asked, call, made if isinstance(made, Answer) else Answer(made))
    if not call.still:
        with visit.asking() as asking:
            made = call.does(asked, asking)
        return _made(asked, call, made if isinstance(made, Answer) else Answer(made))
    with visit.asking() as asking:
        tag = _tag(visit, version(asking))
        wanted = asked.headers.get("if-none-match", "")
        kept = Response(status_code=304, headers={"ETag": tag, "Cache-Control": _KEPT})
        if _known(wanted, tag):
            return kept
        made = call.does(asked, asking)
        if wanted.strip() == "*":  # whatever is held of it: only where there is something, which is known by now
            return kept
    told = _made(asked, call, made if isinstance(made, Answer) else Answer(made))
    told.headers.update({"ETag": tag, "Cache-Control": _KEPT})
    return told


def _made(asked: Asked, call: Call, made: Answer) -> Response:
    value = made.value if call.gives is None else msgspec.convert(made.value, call.gives, from_attributes=True)
    headers: dict[str, str] = {}
    if made.next:
        headers["Link"] = f'<{_next(asked, made.next)}>; rel="next"'
    if made.location:
        headers["Location"] = f"{BASE}/{made.location}"
    return Response(msgspec.json.encode(value), made.status or call.status, headers, _JSON)


def _next(asked: Asked, cursor: str) -> str:
    kept = [(name, value) for name, values in asked.query.items() for value in values if name != "cursor"]
    return f"{asked.visit.request.url.path}?{urlencode([*kept, ('cursor', cursor)])}"


def _tag(visit: Visit, state: str) -> str:
    """Return what stands for an answer: it changes with the register, the program and what was asked."""
    url = visit.request.url
    told = "\n".join((__version__, state, url.path, url.query))
    return f'W/"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'


def _known(header: str, tag: str) -> bool:
    names = {one.strip().removeprefix("W/") for one in header.split(",")}
    return tag.removeprefix("W/") in names
