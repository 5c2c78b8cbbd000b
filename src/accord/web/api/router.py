"""Put the calls where they are answered.

Out: `router`, a route a call and one for the OpenAPI document itself.
"""

from collections.abc import Awaitable, Callable
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from accord.web.api.answering import answer
from accord.web.api.asked import bytes_of
from accord.web.api.call import BASE, Call
from accord.web.api.calls import CALLS
from accord.web.api.openapi import openapi
from accord.web.api.shapes_decisions import Address, DocumentText
from accord.web.safety.guards import needs, own
from accord.web.visit import Here

__all__ = ["methods_at", "router"]

router = APIRouter(prefix=BASE)
_AT_ONCE = 1024 * 1024  # bytes of a document that is read while its sender waits


async def _decision(request: Request) -> bytes:
    """Return the body of a decision."""
    return await bytes_of(request)


async def _document(request: Request) -> bytes:
    """Return the body that holds a document that is read at once."""
    return await bytes_of(request, min(_AT_ONCE, request.app.state.house.max_bytes))


async def _file(request: Request) -> bytes:
    """Return the body that holds a file that is read later."""
    return await bytes_of(request, request.app.state.house.max_bytes)


_BODIES: dict[object, Callable[[Request], Awaitable[bytes]]] = {DocumentText: _document, Address: _file}


def _looking(call: Call) -> Callable[..., Response]:
    def look(visit: Here) -> Response:
        return answer(visit, call, b"")

    return look


def _doing(call: Call) -> Callable[..., Response]:
    sent = _BODIES.get(call.takes, _decision)

    def do(visit: Here, raw: Annotated[bytes, Depends(sent)]) -> Response:
        return answer(visit, call, raw)

    return do


def _add(call: Call) -> None:
    guards = [Depends(needs(call.action))]
    if call.method == "GET":
        router.add_api_route(call.path, _looking(call), methods=["GET", "HEAD"], name=call.name, dependencies=guards)
    else:
        guards.append(Depends(own))
        router.add_api_route(call.path, _doing(call), methods=["POST"], name=call.name, dependencies=guards)


for _call in CALLS:
    _add(_call)


@router.get("/openapi.json", dependencies=[Depends(needs("look"))])
def describe(visit: Here) -> Response:
    """Return the OpenAPI document."""
    return Response(msgspec.json.encode(openapi(CALLS)), media_type="application/json")


def methods_at(path: str) -> tuple[str, ...]:
    """Return the methods that are answered at a path, none where nothing stands there."""
    routes = (one for one in router.routes if isinstance(one, Route) and one.path_regex.match(path))
    return tuple(sorted({method for one in routes for method in one.methods or ()}))
