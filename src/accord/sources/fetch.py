"""Fetch one page, as a careful guest: in bounded time and size, and only from where it may.

In:  an address (http or https), and what is known of it since it was last fetched.
Out: `Fetched`: the bytes, the media type that they were sent as, and where they were in the end, or that nothing has changed;
     or a `RefusedError`.

Every redirect is checked like the address itself (`network.py`). The certificate is checked against the name that was
asked for. Nothing of what the environment says about proxies is used: behind a proxy nobody could check where it leads.
"""

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import msgspec

from accord import __version__
from accord.errors import RefusedError
from accord.sources.addresses import NOTHING_KNOWN, Fetched, Known, Place, place_of
from accord.sources.network import Resolver, is_public, resolve, resolved
from accord.sources.refusals import refused, too_large
from accord.sources.waiting import retry_after_s

if TYPE_CHECKING:  # loaded when something is fetched
    from urllib3.connection import HTTPConnection
    from urllib3.response import BaseHTTPResponse

__all__ = ["Limits", "agent_of", "fetch"]

MOST_REDIRECTS = 5
_PIECE = 64 * 1024
_MOVED = {301, 302, 303, 307, 308}
_STATUS = {404: "not_there", 410: "not_there", 429: "busy", 503: "busy"} | dict.fromkeys(
    (401, 402, 403, 406, 407, 451), "not_allowed"
)
_UNCHANGED = 304
_LONGEST_MARK = 500  # characters of an ETag or a date; what is longer is not kept
_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}


def agent_of(contact: str = "") -> str:
    """Return how accord names itself to servers; `contact` says how its owner can be reached.

    >>> agent_of("https://office.example/accord").endswith("; +https://office.example/accord)")
    True
    """
    return f"Mozilla/5.0 (compatible; accord/{__version__}{f'; +{contact}' if contact else ''})"


class Limits(msgspec.Struct, frozen=True):
    """How far a fetch may go.

    Attributes:
        max_bytes: Most bytes, unpacked.
        may_reach: Whether a network address may be connected to.
        resolver: Looks a host up.
        connect_s: Seconds for one connection, with its certificate.
        silent_s: Seconds for which a server may say nothing.
        total_s: Seconds for all, redirects too, without what `before` waits.
        agent: How accord names itself.
    """

    max_bytes: int = 20 * 1024 * 1024
    may_reach: Callable[[str], bool] = is_public
    resolver: Resolver = resolve
    connect_s: float = 10.0
    silent_s: float = 15.0
    total_s: float = 60.0
    agent: str = agent_of()


def fetch(
    address: str,
    *,
    limits: Limits,
    known: Known = NOTHING_KNOWN,
    before: Callable[[str], None] = lambda address: None,
) -> Fetched:
    """Return what stands at an address.

    Args:
        address: Of the page.
        limits: How far the fetch may go.
        known: What is known of the address; the server is asked whether that has changed.
        before: Hears of each address before it is asked, that of a redirect too; it may refuse it, or wait.

    Raises:
        RefusedError: It may not, or cannot, be fetched.
    """
    ends = time.monotonic() + limits.total_s
    for _ in range(MOST_REDIRECTS + 1):
        place = place_of(address)
        begun = time.monotonic()
        before(address)
        ends += time.monotonic() - begun
        answer = _asked(place, limits, ends, _marks(known, address))
        if isinstance(answer, Fetched):
            return msgspec.structs.replace(answer, address=address)
        address = urljoin(address, answer)
    raise refused("too_many_redirects", host=place.host, limit=MOST_REDIRECTS)


def _marks(known: Known, address: str) -> dict[str, str]:
    """Return the headers that ask whether anything has changed."""
    marks = {"If-None-Match": known.etag, "If-Modified-Since": known.modified} if known.address == address else {}
    return {name: mark for name, mark in marks.items() if mark}


def _asked(place: Place, limits: Limits, ends: float, marks: dict[str, str]) -> Fetched | str:
    """Return what was sent, or the address to which the place leads."""
    left = ends - time.monotonic()
    within_s = max(min(limits.connect_s, left), 0.001)
    found = resolved(place, resolver=limits.resolver, may_reach=limits.may_reach, within_s=within_s)
    connection = _connected(place, found, limits, ends)
    cut = threading.Event()
    watch = threading.Timer(max(ends - time.monotonic(), 0), _end, (connection, cut))
    watch.daemon = True
    watch.start()
    try:
        with _said(place, limits, cut):
            connection.request(
                "GET",
                place.path,
                headers={"Host": place.header, "User-Agent": limits.agent, **_HEADERS, **marks},
                preload_content=False,
                decode_content=False,
            )
            answer = connection.getresponse()
        moved = answer.headers.get("location") if answer.status in _MOVED else None
        if moved:
            return _as_sent(moved)
        if answer.status == _UNCHANGED and marks:
            return Fetched(b"", None, "", marks.get("If-None-Match"), marks.get("If-Modified-Since"), unchanged=True)
        if not 200 <= answer.status < 300:
            reason, after = _STATUS.get(answer.status, "failed_there"), _retry_after_s(answer)
            raise refused(reason, host=place.host, status=answer.status, retry_after_s=after)
        with _said(place, limits, cut, reading=True):
            raw = _body(answer, place, limits.max_bytes)
        return Fetched(
            raw, answer.headers.get("content-type"), "", _mark(answer, "etag"), _mark(answer, "last-modified")
        )
    finally:
        watch.cancel()
        connection.close()


def _end(connection: "HTTPConnection", cut: threading.Event) -> None:
    """End a connection whose time is over, whatever it is waiting for."""
    cut.set()
    try:
        if connection.sock:
            connection.sock.shutdown(socket.SHUT_RDWR)
    except (OSError, ValueError):
        return  # it has ended by itself


def _connected(place: Place, found: Sequence[str], limits: Limits, ends: float) -> "HTTPConnection":
    """Return a connection to the first of the network addresses that answers.

    Raises:
        RefusedError: `unreachable`, `too_slow`, `no_secure_connection`.
    """
    trouble: RefusedError | None = None
    for address in found:
        left = ends - time.monotonic()
        if left <= 0:
            break
        connection = _connection(place, address, min(limits.connect_s, left))
        try:
            with _said(place, limits, threading.Event()):
                connection.connect()
            connection.timeout = limits.silent_s  # from here on: for a word of the answer
            return connection
        except RefusedError as error:
            connection.close()
            trouble = error
    raise trouble or refused("too_slow", host=place.host, limit=f"{limits.total_s:.0f} seconds")


def _connection(place: Place, address: str, connect_s: float) -> "HTTPConnection":
    from urllib3.connection import HTTPConnection, HTTPSConnection

    if place.scheme == "http":
        return HTTPConnection(address, place.port, timeout=connect_s)
    return HTTPSConnection(
        address,
        place.port,
        timeout=connect_s,
        ssl_context=ssl.create_default_context(),
        server_hostname=place.host,
        assert_hostname=place.host,
    )


@contextmanager
def _said(place: Place, limits: Limits, cut: threading.Event, *, reading: bool = False) -> Iterator[None]:
    """Turn what goes wrong on the network into a refusal.

    Raises:
        RefusedError: It went wrong.
    """
    from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, ReadTimeoutError
    from urllib3.exceptions import SSLError as CertificateError

    try:
        yield
        if cut.is_set():  # what was cut may look like an end
            raise TimeoutError
    except (OSError, ValueError, HTTPError, http.client.HTTPException, zlib.error) as error:
        if cut.is_set():
            raise refused("too_slow", host=place.host, limit=f"{limits.total_s:.0f} seconds") from error
        never_there = isinstance(error, NewConnectionError)  # which calls itself a timeout too
        if isinstance(error, (TimeoutError, ConnectTimeoutError, ReadTimeoutError)) and not never_there:
            raise refused("too_slow", host=place.host, limit=f"{limits.silent_s:.0f} seconds without a word") from error
        if isinstance(error, (ssl.SSLError, ssl.CertificateError, CertificateError)):
            raise refused("no_secure_connection", host=place.host, detail=_detail(error)) from error
        if reading:
            raise refused("cut_short", host=place.host) from error
        raise refused("unreachable", host=place.host, detail=_detail(error)) from error


def _detail(error: Exception) -> str:
    error = error.__cause__ if isinstance(error.__cause__, OSError) else error
    reason = getattr(error, "verify_message", "") or getattr(error, "strerror", "") or getattr(error, "reason", "")
    return " ".join(str(reason or type(error).__name__).split())[:200]


def _body(answer: "BaseHTTPResponse", place: Place, max_bytes: int) -> bytes:
    """Return the body, unpacked; what is packed is unpacked no further than it may be long.

    Raises:
        RefusedError: `too_large`, `cut_short`.
    """
    length = answer.headers.get("content-length", "")
    if length.isdigit() and int(length) > max_bytes:
        raise too_large(max_bytes)
    packed = answer.headers.get("content-encoding", "").strip().lower() in {"gzip", "x-gzip", "deflate"}
    unpack = zlib.decompressobj(wbits=47) if packed else None  # 32 + 15: gzip or zlib, as it begins
    body = bytearray()
    for piece in answer.stream(_PIECE, decode_content=False):
        body += unpack.decompress(piece, max_bytes + 1 - len(body)) if unpack else piece
        if len(body) > max_bytes:
            raise too_large(max_bytes)
    if unpack and not unpack.eof and body:
        raise refused("cut_short", host=place.host)
    return bytes(body)


def _mark(answer: "BaseHTTPResponse", name: str) -> str | None:
    said = answer.headers.get(name, "")
    return said if 0 < len(said) <= _LONGEST_MARK and said.isascii() and said.isprintable() else None


def _retry_after_s(answer: "BaseHTTPResponse") -> float | None:
    return retry_after_s(answer.headers.get("retry-after", ""), date=answer.headers.get("date", ""))


def _as_sent(location: str) -> str:
    """Return where a redirect leads; servers write UTF-8 into headers, which are read as Latin-1."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location
