"""What a browser may do with our pages: headers on every answer; and under which names we answer at all.

Source: OWASP Secure Headers Project; CSP Level 3. No inline script, no inline style, nothing from elsewhere. A page that
is open in the same browser may have its own name point at 127.0.0.1 (DNS rebinding): where nobody logs in, we answer to
the names of this machine only.
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["OWN_NAMES", "POLICY", "OwnNames", "SafeHeaders", "safe"]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'"
)
OWN_NAMES = ("127.0.0.1", "localhost", "::1")
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def safe(answer: Response, path: str = "") -> Response:
    """Return the answer with the headers; what is not a file of ours is not kept by the browser either."""
    _add(answer.headers, path)
    return answer


class SafeHeaders:
    """Sets the headers on what the app answers."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add(MutableHeaders(scope=message), scope.get("path", ""))
            await send(message)

        await self._app(scope, receive, with_headers)


class OwnNames:
    """Answers only what was asked under a name of this machine."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] in ("http", "websocket") and _name(Headers(scope=scope).get("host", "")) not in OWN_NAMES:
            refused = PlainTextResponse("accord answers to 127.0.0.1 and localhost only\n", 421)
            await refused(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _name(host: str) -> str:
    """Return the name in a Host header, without its port.

    >>> _name("localhost:8000"), _name("[::1]:8000"), _name("evil.example")
    ('localhost', '::1', 'evil.example')
    """
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower()


def _add(headers: MutableHeaders, path: str) -> None:
    for name, value in _HEADERS.items():
        headers.setdefault(name, value)
    if not path.startswith("/static/"):
        headers.setdefault("Cache-Control", "no-store")
